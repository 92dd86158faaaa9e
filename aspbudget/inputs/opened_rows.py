"""Opened rows: the rows for which others stand, added to their tables, each with the cells that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from aspbudget.declare.series import SHEET_ROWS, OpenedRow, Unopened, is_opened
from aspbudget.faults import allowed, nearest
from aspbudget.inputs.inputs import Origin, filled
from aspbudget.inputs.schema import validate
from aspbudget.phrase import AsTyped, phrase
from aspbudget.refusals import ending, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.model import Table
    from aspbudget.inputs.findings import Finding


def as_typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table without those for which others stand."""
    typed = (frame.index <= SHEET_ROWS) & (frame.index >= -SHEET_ROWS)
    return frame if typed.all() else frame.loc[typed]


def open_rows(finding: Finding) -> None:
    """Add to each table the rows for which those of other sheets stand; report each row that can't be opened, at its cell."""
    for table in _in_order(finding):
        frame = finding.frames[table.name]
        own = frame[frame.index < 0] if finding.section else frame
        found: dict[str, dict[int, dict[str, Any]]] = {}
        for row, values in zip(map(int, own.index), own.to_dict("records"), strict=True):
            for each in _opened(finding, table, row, values):
                number = _next(finding, each.into)
                found.setdefault(each.into, {})[number] = dict(each.values)
                finding.opened[each.into, number] = _origin(finding, table, row, each)
        for name, rows in found.items():
            _add(finding, name, rows)


def _in_order(finding: Finding) -> list[Table]:
    """Return the sheets that are opened, those that are opened into others of them first."""
    opening = [table for name, table in finding.catalogue.opening.items() if name in finding.frames]
    return sorted(opening, key=lambda table: not any(name in finding.catalogue.opening for name in (table.opens.into if table.opens else ())))


def _opened(finding: Finding, table: Table, row: int, values: dict[Any, Any]) -> Iterator[OpenedRow]:
    """Yield the rows for which a row stands; where it has a fault, nothing is said of the tables on which they would be."""
    if not table.opens:
        return
    key, columns = finding.catalogue.key(table.name), finding.catalogue.columns(table.name)
    known = {str(name): None if pd.isna(value) else value for name, value in values.items()}
    faulty = any((table.name, name, row) in finding.faulty for name in (key, *table.opens.needs))
    found = [] if faulty else list(table.opens.opened(known, columns, key))
    wrong = [each for each in found if isinstance(each, Unopened)]
    for column, message in wrong:
        finding.add(table, column, row, message)
    if faulty or wrong:
        finding.faulty |= {(name, column, 0) for name in table.opens.into for column in finding.catalogue.columns(name)}
        return
    for each in found:
        if isinstance(each, OpenedRow) and each.into in finding.frames:
            shared = {name: value for name, value in known.items() if name in finding.catalogue.columns(each.into)}
            yield each._replace(values=shared | dict(each.values))


def _next(finding: Finding, table: str) -> int:
    """Return the number of the next opened row of a table, which is that of no row of a sheet; in a draft a negative one."""
    side = -1 if finding.section else 1
    return side * (SHEET_ROWS + 1 + sum(name == table for name, _ in finding.opened))


def _origin(finding: Finding, table: Table, row: int, opened: OpenedRow) -> Origin:
    columns = finding.catalogue.columns(table.name)
    same = {name: name for name in finding.catalogue.columns(opened.into) if name in columns}
    return Origin(table.name, table.title, row, same | dict(opened.origins), finding.catalogue.key(table.name))


def _add(finding: Finding, name: str, rows: dict[int, dict[str, Any]]) -> None:
    """Add opened rows to a table, and check their values, which no one has typed there."""
    table, before = finding.catalogue.sheets[name], finding.frames[name]
    added = pd.DataFrame(list(rows.values()), columns=list(before.columns), index=pd.Index(rows, dtype="int64", name="row")).astype(before.dtypes.to_dict())
    for row in rows:
        origin = finding.opened[name, row]
        finding.faulty |= {(name, column, row) for column in before.columns if (origin.table, origin.column(column), origin.row) in finding.faulty}
    finding.frames[name] = pd.concat([before, added]) if len(before) else added
    validate(finding, table, added)
    _twice(finding, table, before, added)


def _twice(finding: Finding, table: Table, before: pd.DataFrame, added: pd.DataFrame) -> None:
    """Report each opened row whose name another row of its table has already."""
    key = finding.catalogue.key(table.name)
    first = {str(text).casefold(): row for row, text in reversed(filled(before[key]))}
    for row, text in filled(added[key]):
        other = first.setdefault(str(text).casefold(), row)
        if other != row:
            where = "there" if is_opened(other) else "in the section" if finding.section and other > 0 else phrase("there in row {row}", row=str(abs(other)))
            title = finding.catalogue.columns(table.name)[key].title
            finding.add(table, key, row, phrase('{title} "{text}" stands {where} already; give the row another name.', title=title, text=AsTyped(text), where=where))


def unknown_names(finding: Finding) -> None:
    """Report each value of an opened row that refers to a row of another sheet, and finds none there."""
    for name, row in finding.opened:
        for column in finding.catalogue.columns(name).values():
            other = finding.frames.get(column.refers)
            text = str(finding.frames[name][column.name].fillna("")[row]) if other is not None else ""
            if other is None or not text or (column.refers, finding.catalogue.key(column.refers), 0) in finding.faulty:
                continue
            keys = [str(key) for _, key in filled(other[finding.catalogue.key(column.refers)])]
            if text not in keys:
                title = finding.catalogue.tables[column.refers].title
                message = refusal("refers", title=column.title, found=text, here="", sheet=title, choices=allowed(keys))
                finding.add(finding.catalogue.sheets[name], column.name, row, ending(message, nearest(text, keys)))
