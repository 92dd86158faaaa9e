"""The command `models`: every model, its sheets and its lines, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aspbudget.faults import count
from aspbudget.figures.catalogue import catalogue, workbooks
from aspbudget.figures.naming import words
from aspbudget.lines.line import CURRENCY
from aspbudget.terminal import strong
from aspbudget.verbs import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.model import Model, Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.verbs import Asked


def models(asked: Asked) -> Answer:
    """Return all that the models declare, as text every line only where that is asked for; what all workbooks share is listed once."""
    package = asked.workspace.content
    known = [catalogue(workbook, package) for workbook in workbooks(package)]
    documents = [as_dict(each)["models"] for each in known]
    said = [model for place, document in enumerate(documents) for model in document[1 if place else 0 :]]
    shown = (line for place, each in enumerate(known) for line in lines(each, general=not place, every=asked.options.all))
    return Answer({"models": said}, [*shown, *_counted(said, every=asked.options.all)])


def lines(known: Catalogue, *, general: bool = True, every: bool = True) -> Iterator[str]:
    """Yield the catalogue as text: each model with its sheets, and with `every` its lines in words; without `general`, not what all workbooks share."""
    for model in known.models if general else known.models[1:]:
        yield strong(model.title)
        yield f"  {model.about}"
        if every:
            yield from _in_words(known, model)
            yield ""
        elif model.tables:
            yield f"  Sheets: {', '.join(table.title for table in model.tables)}"


def _in_words(known: Catalogue, model: Model) -> Iterator[str]:
    for table in model.tables:
        yield f"  {table.title}: {_flat(table.about)}"
        for line in _lines(known, table):
            yield f"    {line['title']} = {line['words']}"
    for assumption in model.assumptions:
        yield f"  {assumption.name} ({assumption.unit}): {assumption.about}"


def _counted(said: list[dict[str, Any]], *, every: bool) -> Iterator[str]:
    """Yield how much the models declare, and where every line stands in words."""
    tables = [table for model in said for table in model["tables"]]
    number = count(sum(len(table["lines"]) for table in tables), "line")
    yield from [] if every else [""]
    more = "" if every else "; each line in words: aspbudget models --all"
    yield strong(f"{count(len(said), 'model')}, {count(len(tables), 'sheet')}, {number}{more}")


def as_dict(known: Catalogue) -> dict[str, Any]:
    """Return the catalogue as its JSON document."""
    return {
        "models": [
            {
                "model": model.title,
                "about": model.about,
                "tables": [
                    {
                        "table": table.name,
                        "sheet": table.title,
                        "about": _flat(table.about),
                        "columns": [column.title for column in known.columns(table.name).values()],
                        "lines": _lines(known, table),
                    }
                    for table in model.tables
                ],
                "assumptions": [
                    {"name": each.name, "unit": each.unit, "about": each.about} for each in model.assumptions
                ],
            }
            for model in known.models
        ]
    }


def _lines(known: Catalogue, table: Table) -> list[dict[str, str]]:
    figures = [known.figures[table.name, line.name] for line in (known.tables | known.opening)[table.name].lines]
    return [
        {
            "line": figure.line.name,
            "title": figure.title,
            "unit": "the cycle's currency" if figure.line.unit == CURRENCY else figure.line.unit,
            "meaning": figure.line.meaning,
            "words": words(figure, known),
            "source": figure.line.source,
        }
        for figure in figures
    ]


def _flat(text: str) -> str:
    return text.replace("\n", " ")
