"""Prefilled: empty cells that stand for what their paragraph or their draft says, filled, with the cells that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from aspbudget.inputs.inputs import Cell
from aspbudget.inputs.schema import validate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.model import Table
    from aspbudget.declare.prefilled import Prefilled
    from aspbudget.inputs.findings import Finding


class _Source(NamedTuple):
    """A row that says what others leave empty."""

    table: Table
    row: int
    cells: dict[str, Any]


def fill(finding: Finding) -> None:
    """Fill the empty cells that stand for what other rows say; report each that stays empty and may not, at its cell."""
    for table in finding.catalogue.tables.values():
        if table.prefilled and table.name in finding.frames:
            _fill(finding, table, table.prefilled)


def _fill(finding: Finding, table: Table, prefilled: Prefilled) -> None:
    """Fill the cells of a table's own rows; the section's rows stay as they are."""
    frame = finding.frames[table.name]
    columns = [name for name in prefilled.columns if name in frame]
    own = frame.loc[frame.index < 0] if finding.section else frame
    lacking = own.loc[own[columns].isna().any(axis=1)].copy()
    for row in map(int, lacking.index):
        sources = list(_sources(finding, table, row, prefilled))
        for name in (name for name in columns if pd.isna(own[name][row]) and (table.name, name, row) not in finding.faulty):
            value, cell = _found(sources, prefilled, name, _year(finding))
            if value is None:
                _stays_empty(finding, table, row, name)
            else:
                lacking.loc[row, name] = value if finding.catalogue.columns(table.name)[name].textual else float(value)
                finding.prefilled |= {Cell(table.name, table.title, row, name): cell} if cell else {}
    if len(lacking):
        finding.frames[table.name] = pd.concat([frame.drop(index=lacking.index), lacking]).reindex(frame.index)
        validate(finding, table, lacking)


def _sources(finding: Finding, table: Table, row: int, prefilled: Prefilled) -> Iterator[_Source]:
    """Yield the rows that say what a row leaves empty, in the order in which they are asked."""
    for name, by in prefilled.sources:
        frame = finding.frames.get(name, pd.DataFrame())
        if by:
            text = str(finding.frames[table.name].at[row, by]).casefold()
            frame = frame[frame[finding.catalogue.key(name)].fillna("").str.casefold() == text] if len(frame) else frame
        for place, values in zip(map(int, frame.index[:1]), frame[:1].to_dict("records"), strict=True):
            yield _Source(finding.catalogue.sheets[name], place, {str(key): value for key, value in values.items()})


def _found(sources: list[_Source], prefilled: Prefilled, name: str, year: str) -> tuple[Any, Cell | None]:
    """Return what an empty cell of a column stands for, and the cell that says so; nothing where none does."""
    for source in sources:
        if not pd.isna(source.cells.get(name)):
            return source.cells[name], Cell(source.table.name, source.table.title, source.row, name)
    known = {key: value for source in reversed(sources) for key, value in source.cells.items()} | ({"year": year} if year else {})
    try:
        return prefilled.cited[name].format(**known), None
    except KeyError:
        return None, None


def _year(finding: Finding) -> str:
    cycle = finding.frames.get("cycle")
    return str(cycle["cycle"].iloc[0])[-4:] if cycle is not None and len(cycle) else ""


def _stays_empty(finding: Finding, table: Table, row: int, name: str) -> None:
    """Report a cell that may not be empty and for which nothing is said; where the row that would say it is unknown, that is the fault."""
    prefilled = table.prefilled
    if prefilled and not any((table.name, by, row) in finding.faulty for _, by in prefilled.sources if by):
        sheets = " and ".join(f"sheet {finding.catalogue.sheets[other].title}" for other, _ in prefilled.sources)
        title = finding.catalogue.columns(table.name)[name].title
        finding.add(table, name, row, f"{title} is empty, here and on {sheets}; give it in one of them.")
