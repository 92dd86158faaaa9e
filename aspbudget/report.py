"""The reports that commands print: the section as a table, what was written and proven, and the catalogue of models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aspbudget.explain import words
from aspbudget.faults import count
from aspbudget.line import CURRENCY
from aspbudget.printed import amounts, keys_across, rows_down

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.model import Catalogue, Table
    from aspbudget.run import Ready, Run

_LABEL = 34
_WIDTH = 10


def run(done: Run) -> Iterator[str]:
    """Yield what `aspbudget cost` ends with: the section's table, its standing, the files, and what was proven."""
    if done.section:
        cycle = done.section.inputs.cycle
        yield ""
        yield f"{cycle['section']}, {cycle['cycle']}"
        yield f"Proposed, thousands of {cycle['currency']}"
        yield ""
        yield from section(done.section)
    for ready, file, found in zip(done.ready, done.files, done.reconciliations, strict=True):
        yield ""
        yield f"Written   {file}"
        yield f"Proven    {found.cells:,} formulas recalculated by {found.engine}, {len(found.differences)} different"
        yield from _standing(ready)


def section(ready: Ready) -> Iterator[str]:
    """Yield the printed table of the section, as text; a dash stands for nothing."""
    layout, figures = ready.layout, ready.figures
    known = amounts(figures, layout, layout.figures[0][0])
    across = [key for key, _ in keys_across(figures, layout)]
    yield _row("", [*across, "Total"])
    group = dict.fromkeys(across, 0.0)
    whole = dict.fromkeys(across, 0.0)
    for row in rows_down(figures, layout):
        if row.kind == "key":
            values = {key: known[row.label, key] for key in across}
            group = {key: group[key] + values[key] for key in across}
            whole = {key: whole[key] + values[key] for key in across}
        else:
            values = group if row.kind == "subtotal" else whole
            group = dict.fromkeys(across, 0.0)
        numbers = [*values.values(), sum(values.values())]
        yield _row(row.label, [_thousands(number / layout.divide) for number in numbers])


def _row(label: str, cells: list[str]) -> str:
    return f"{label:<{_LABEL}}" + "".join(f"{cell:>{_WIDTH}}" for cell in cells)


def _thousands(amount: float) -> str:
    if amount == 0:
        return "–"
    return f"{amount:,.1f}" if amount > 0 else f"({-amount:,.1f})"


def _standing(ready: Ready) -> Iterator[str]:
    yield f"Status    {ready.standing.sentence}"
    for table, row in ready.standing.missing:
        key = ready.catalogue.key(table)
        frame = ready.inputs.frames[table]
        cell = ready.inputs.cell(table, key, row)
        yield f"Missing   {ready.catalogue.tables[table].title}!{cell} {frame.at[row, key]}"


def checked(prepared: tuple[Ready, ...]) -> Iterator[str]:
    """Yield what `aspbudget check` ends with when it finds nothing to correct."""
    for ready in prepared:
        rows = sum(len(frame) for frame in ready.inputs.frames.values())
        yield f"{ready.inputs.label}: {count(rows, 'row')} in {count(len(ready.inputs.frames), 'sheet')}, nothing to correct."
        yield from _standing(ready)


def models(known: Catalogue) -> Iterator[str]:
    """Yield the catalogue: each model, its sheets, and its lines in words."""
    for model in known.models:
        yield model.title
        yield f"  {model.about}"
        for table in model.tables:
            yield f"  {table.title}: {_flat(table.about)}"
            for line in _lines(known, table):
                yield f"    {line['title']} = {line['words']}"
        for assumption in model.assumptions:
            yield f"  {assumption.name} ({assumption.unit}): {assumption.about}"
        yield ""


def models_as_dict(known: Catalogue) -> dict[str, Any]:
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
                        "lines": _lines(known, known.tables[table.name]),
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
    figures = [known.figures[table.name, line.name] for line in known.tables[table.name].lines]
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
