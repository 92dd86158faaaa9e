"""The command `models`: every model, its sheets and its lines, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aspbudget.figures.catalogue import catalogue, workbooks
from aspbudget.figures.naming import words
from aspbudget.lines.line import CURRENCY
from aspbudget.verbs import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.verbs import Asked


def models(asked: Asked) -> Answer:
    """Return all that the models declare; what all workbooks share is listed once."""
    package = asked.workspace.content
    known = [catalogue(workbook, package) for workbook in workbooks(package)]
    documents = [as_dict(each)["models"] for each in known]
    said = [model for place, document in enumerate(documents) for model in document[1 if place else 0 :]]
    return Answer({"models": said}, (line for place, each in enumerate(known) for line in lines(each, general=not place)))


def lines(known: Catalogue, *, general: bool = True) -> Iterator[str]:
    """Yield the catalogue as text: each model, its sheets, and its lines in words; without `general`, not what all workbooks share."""
    for model in known.models if general else known.models[1:]:
        yield model.title
        yield f"  {model.about}"
        for table in model.tables:
            yield f"  {table.title}: {_flat(table.about)}"
            for line in _lines(known, table):
                yield f"    {line['title']} = {line['words']}"
        for assumption in model.assumptions:
            yield f"  {assumption.name} ({assumption.unit}): {assumption.about}"
        yield ""


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
