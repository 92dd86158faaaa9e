"""Prefilled: empty cells that stand for what their paragraph or their draft says, filled, with the cells that it comes from."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from aspbudget.inputs.inputs import Cell
from aspbudget.inputs.schema import validate
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    if not ((frame.index < 0).any() if finding.section else len(frame)):
        return
    own = frame.loc[frame.index < 0] if finding.section else frame
    columns, year = [name for name in prefilled.columns if name in frame], _year(finding)
    empty = {name: {*own.index[own[name].isna()].tolist()} for name in columns}
    if not any(empty.values()):
        return
    lacking = own.loc[own.index.isin(set().union(*empty.values()))]
    sources = _sources(finding, lacking, prefilled)
    filled: dict[str, dict[int, Any]] = {name: {} for name in columns}
    for row in lacking.index.tolist():
        for name in (name for name in columns if row in empty[name] and (table.name, name, row) not in finding.faulty):
            value, cell = _found(sources[row], prefilled, name, year)
            if value is None:
                _stays_empty(finding, table, row, name)
            else:
                filled[name][row] = value if finding.catalogue.columns(table.name)[name].textual else float(value)
                finding.prefilled |= {Cell(table.name, table.title, row, name): cell} if cell else {}
    finding.frames[table.name] = frame.assign(**{name: _with(frame[name], values) for name, values in filled.items()})
    validate(finding, table, finding.frames[table.name].loc[lacking.index])


def _with(column: pd.Series[Any], values: Mapping[int, Any]) -> pd.Series[Any]:
    """Return a column with other values in some rows."""
    return pd.Series([values.get(row, value) for row, value in zip(column.index.tolist(), column.tolist(), strict=True)], column.index, dtype=column.dtype)


def _sources(finding: Finding, lacking: pd.DataFrame, prefilled: Prefilled) -> dict[int, list[_Source]]:
    """Return, for each row that leaves something empty, the rows that say it, in the order in which they are asked."""
    found: dict[int, list[_Source]] = {row: [] for row in lacking.index.tolist()}
    for name, by in prefilled.sources:
        frame = finding.frames.get(name, pd.DataFrame())
        if not len(frame) or not found:
            continue
        records = frame.to_dict("records")
        said = [_Source(finding.catalogue.sheets[name], place, {str(key): value for key, value in values.items()}) for place, values in zip(frame.index.tolist(), records, strict=True)]
        first: dict[str, _Source] = {}
        for key, source in zip(frame[finding.catalogue.key(name)].fillna("").tolist(), said, strict=True) if by else ():
            first.setdefault(key.casefold(), source)
        for row, text in zip(found, lacking[by].tolist() if by else found, strict=True):
            found[row] += filter(None, [first.get(str(text).casefold()) if by else said[0]])
    return found


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
        named = (phrase("sheet {sheet}", sheet=finding.catalogue.sheets[other].title) for other, _ in prefilled.sources)
        sheets = reduce(lambda one, other: phrase("{one} and {other}", one=one, other=other), named)
        title = finding.catalogue.columns(table.name)[name].title
        finding.add(table, name, row, phrase("{title} is empty, here and on {sheets}; give it in one of them.", title=title, sheets=sheets))
