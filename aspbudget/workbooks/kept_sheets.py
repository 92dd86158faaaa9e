"""Kept sheets: what is the officer's own in an input workbook, written again into the one of a new cycle: notes, and whole sheets."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from aspbudget.workbooks.look import DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.inputs.own import OwnSheet
    from aspbudget.workbooks.look import Look

_LONGEST_NAME = 31


def write_note(sheet: Worksheet, at: tuple[int, int], note: object, look: Look) -> None:
    """Write a note, whatever it is: a text, a number or a day; nothing where there is none."""
    _write(sheet, at, note, look("text", DAY if isinstance(note, datetime) else ""))


def write_sheets(book: Workbook, sheets: Iterable[OwnSheet]) -> None:
    """Write the officer's own sheets: their values in their number formats, and the widths of their columns; hidden ones stay hidden.

    A name that is longer than spreadsheets allow, as some write it all the same, is cut, with a number at its end.
    """
    for number, own in enumerate(sheets, start=1):
        name = own.name if len(own.name) <= _LONGEST_NAME else f"{own.name[: _LONGEST_NAME - 4]} {number}"
        _write_sheet(book, book.add_worksheet(name), own)


def _write_sheet(book: Workbook, sheet: Worksheet, own: OwnSheet) -> None:
    for column, width in own.widths:
        sheet.set_column(column - 1, column - 1, width)
    styles = {shape: book.add_format({"num_format": shape}) for _, shape in own.cells.values()}
    for (row, column), (value, shape) in own.cells.items():
        _write(sheet, (row - 1, column - 1), value, styles[shape])
    if own.hidden:
        sheet.hide()


def _write(sheet: Worksheet, at: tuple[int, int], value: object, style: Format) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(*at, value, style)
    elif isinstance(value, int | float):
        sheet.write_number(*at, value, style)
    elif isinstance(value, datetime | date | time | timedelta):
        sheet.write_datetime(*at, value, style)
    elif value is not None:
        sheet.write_string(*at, str(value), style)
