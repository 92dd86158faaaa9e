"""Variants: cells of an input workbook changed in a copy, each named as a person names it, so that "what if" is computed as an input is."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl
import pandas as pd

from aspbudget.faults import WrongUse, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs

EVERY = "*"
_STATED = re.compile(r"(?P<cell>.+?)\s*(?P<sign>=|×|\*(?=\s*[0-9.])|[+−-](?=\s*[0-9.]+\s*%\s*$))\s*(?P<value>[^=]*)")
_FRACTION = re.compile(r"(?P<over>[0-9.]+)\s*/\s*(?P<under>[0-9.]+)")
_PER_CENT = 100
_PARTS = 3


class NoSuchCell(WrongUse):
    """A change names a sheet, a row or a column that there is not, or says no change; the message says how one is written."""


class Change(NamedTuple):
    """A change of one cell, or of a column's cells in every row (`*`): to a value, or by a factor."""

    sheet: str
    row: str
    column: str
    value: str | float | None = None
    factor: float | None = None
    workbook: str = ""

    @property
    def words(self) -> str:
        """The change as it is written: `Currencies / USD / Rate = 0.8`."""
        what = f"× {self.factor:.10g}" if self.factor is not None else f"= {self.value if isinstance(self.value, str) or self.value is None else format(self.value, '.10g')}"
        return f"{self.sheet} / {self.row} / {self.column} {what}"


class Changed(NamedTuple):
    """A cell that was changed: its sheet, its address, and its value before and now."""

    sheet: str
    cell: str
    row: str
    column: str
    before: Any
    now: Any


def parsed(text: str) -> Change:
    """Return the change that a person writes: `Prices / Fare / Amount = 900`, `Grades / * / Cost × 1.03`, `Currencies / USD / Rate = 1/1.20`, `… + 3 %`.

    Raises `NoSuchCell` when it says none.
    """
    found = _STATED.fullmatch(text.strip())
    parts = [part.strip() for part in found["cell"].split(" / ")] if found else []
    if found is None or len(parts) != _PARTS:
        message = f'"{text}" is no change; write: Sheet / Row / Column = value, or × a factor, or + a percentage, as in "Currencies / USD / Rate = 0.80".'
        raise NoSuchCell(message)
    sheet, row, column = parts
    sign, value = found["sign"], found["value"].strip()
    if sign == "=":
        fraction = _FRACTION.fullmatch(value)
        return Change(sheet, row, column, _number(fraction["over"], text) / _number(fraction["under"], text) if fraction else value)
    if sign in ("×", "*"):
        return Change(sheet, row, column, None, _number(value, text))
    share = _number(value.removesuffix("%").strip(), text) / _PER_CENT
    return Change(sheet, row, column, None, 1 + share if sign == "+" else 1 - share)


def _number(text: str, change: str) -> float:
    try:
        return float(text)
    except ValueError:
        message = f'"{change}" has "{text}" where a number belongs.'
        raise NoSuchCell(message) from None


def applied(data: bytes, catalogue: Catalogue, inputs: Inputs, changes: Iterable[Change]) -> tuple[bytes, tuple[Changed, ...]]:
    """Return a copy of an input workbook with its cells changed, and which were; the original stays as it is.

    Raises `NoSuchCell` for a change that names no cell.
    """
    book = openpyxl.load_workbook(BytesIO(data))
    names = {name.casefold(): name for name in book.sheetnames}
    done = []
    for change in changes:
        table = _table(catalogue, change)
        column = _column(catalogue, table, change)
        for row, key in _rows(catalogue, inputs, table, change):
            sheet, address = inputs.place(table, column.name, row)
            cell = book[names[sheet.casefold()]][address]
            before: Any = inputs.frames[table.name].at[row, column.name]
            cell.value = _value(change, column, before)
            done.append(Changed(sheet, address, key, column.title, None if pd.isna(before) else before, cell.value))
    file = BytesIO()
    book.save(file)
    return file.getvalue(), tuple(done)


def belongs(catalogue: Catalogue, change: Change) -> bool:
    """Whether a catalogue has the sheet that a change names."""
    return any(table.title.casefold() == change.sheet.casefold() for table in catalogue.sheets.values())


def _table(catalogue: Catalogue, change: Change) -> Table:
    titles = {table.title.casefold(): table for table in catalogue.tables.values() if table.entered}
    if change.sheet.casefold() not in titles:
        message = f'There is no sheet "{change.sheet}"{nearest(change.sheet, [table.title for table in titles.values()]) or "."}'
        raise NoSuchCell(message)
    return titles[change.sheet.casefold()]


def _column(catalogue: Catalogue, table: Table, change: Change) -> Column:
    columns = {column.title.casefold(): column for column in catalogue.columns(table.name).values()}
    if change.column.casefold() not in columns:
        message = f'Sheet {table.title} has no column "{change.column}"{nearest(change.column, [column.title for column in columns.values()]) or "."}'
        raise NoSuchCell(message)
    return columns[change.column.casefold()]


def _rows(catalogue: Catalogue, inputs: Inputs, table: Table, change: Change) -> Iterator[tuple[int, str]]:
    """Yield the rows that a change names, by their keys, each with its key; of those that another row stands for, the first."""
    frame, key = inputs.frames[table.name], catalogue.key(table.name)
    keys = [str(text) for text in (frame[key] if key else frame.index)]
    found = [(int(row), text) for row, text in zip(frame.index, keys, strict=True) if change.row == EVERY or text.casefold() == change.row.casefold()]
    if not found:
        message = f'Sheet {table.title} has no row "{change.row}"{nearest(change.row, keys) or "."}'
        raise NoSuchCell(message)
    yield from found


def _value(change: Change, column: Column, before: Any) -> Any:  # noqa: ANN401 - whatever a cell may hold
    """Return what a cell is changed to: as typed, as the number or the day that its column holds, or by a factor of what it was."""
    if change.factor is not None:
        if column.kind not in ("number", "whole"):
            message = f'"{change.words}": {column.title} holds no numbers; give a value with =.'
            raise NoSuchCell(message)
        return None if pd.isna(before) else float(f"{float(before) * change.factor:.15g}")
    value = change.value
    if column.kind == "date" and isinstance(value, str):
        return _day(value)
    if column.kind in ("number", "whole") and isinstance(value, str) and value:
        return _typed(value)
    return None if value == "" else value


def _day(text: str) -> datetime | str:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def _typed(text: str) -> float | str:
    """Return a number as typed; what is none stays as it is, so that the check of the workbook says what is wrong with it."""
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return text
