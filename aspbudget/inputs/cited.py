"""What inputs cite: the rules and decisions that cells name, whether there are any of that number, and where each is named."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.faults import count, nearest
from aspbudget.figures.citations import cited
from aspbudget.figures.regulations import lacking, regulations
from aspbudget.figures.rules import Broken, together
from aspbudget.inputs.inputs import filled
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs


class Citing(NamedTuple):
    """The cells of a sheet that cite a rule, by their addresses, and what their rows cost the section; `None` for a sheet that charges nothing."""

    sheet: str
    cells: tuple[str, ...]
    amount: float | None


def unknown_paragraphs(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame]) -> Iterator[Broken]:
    """Yield each cell that cites a paragraph that there isn't, of a decision of which all paragraphs are listed; those alike as one."""
    for table, column in _citing_columns(catalogue):
        rows: dict[str, list[int]] = {}
        for row, text in filled(frames[table.name][column]) if table.name in frames else ():
            for number in lacking(catalogue.package, str(text))[:1]:
                rows.setdefault(number, []).append(row)
        for number, found in rows.items():
            yield from together(table, column, found, partial(_wording, catalogue, table, (column, number)))


def _wording(catalogue: Catalogue, table: Table, cited_at: tuple[str, str], row: int, others: int) -> str:  # noqa: ARG001 - as `together` has it
    column, number = cited_at
    title = catalogue.columns(table.name)[column].title
    more = f" The same goes for {count(others, 'more cell')} of the column." if others else ""
    hint = nearest(number, regulations(catalogue.package)) or "."
    return f"{title} cites {number}, and there is no such paragraph{hint} Correct the number; aspbudget rules lists those there are.{more}"


def _citing_columns(catalogue: Catalogue) -> Iterator[tuple[Table, str]]:
    """Yield the columns of which cells name rules and decisions, each with its table."""
    for table in catalogue.tables.values():
        if table.entered:
            yield from ((table, column.name) for column in catalogue.columns(table.name).values() if column.cites)


def cells_citing(catalogue: Catalogue, inputs: Inputs) -> dict[str, list[Citing]]:
    """Return, for each rule that cells of a workbook cite, those cells sheet by sheet; a row that cites it twice costs once."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for table, column in _citing_columns(catalogue):
        for row, text in filled(inputs.frames[table.name][column]):
            for number in cited(str(text)):
                cell = "!".join(inputs.place(table, column, row))
                found.setdefault(number, {}).setdefault(table.name, {})[cell] = row
    return {number: [_citing(catalogue, inputs, table, cells) for table, cells in tables.items()] for number, tables in found.items()}


def _citing(catalogue: Catalogue, inputs: Inputs, table: str, cells: Mapping[str, int]) -> Citing:
    costed, rows = inputs.figures.tables[table], set(cells.values())
    costs = [costed.columns[charge.cost] for charge in costed.table.charges]
    cost = add_up(float(cost[place]) for cost in costs for place, row in enumerate(costed.places) if int(row) in rows)
    return Citing(catalogue.tables[table].title, tuple(cells), cost if costs else None)
