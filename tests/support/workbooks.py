"""Workbooks in tests: cells changed as a person would change them, in a copy of an input, typed or in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import openpyxl
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from aspbudget.inputs.read import RawSheet, RawWorkbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

TITLES = 4  # the row of the titles
FIRST = TITLES + 1


class Literal(NamedTuple):
    """A text that is stored as text, even when it begins with `=`."""

    text: str


def split(cell: str) -> tuple[str, str]:
    """Return the sheet and the address of a cell named like `Posts!C6`."""
    sheet, _, address = cell.rpartition("!")
    return sheet, address


def change_cells(path: Path, cells: Mapping[str, object]) -> None:
    """Change cells of a workbook file; a text that begins with `=` is a formula, unless it is a `Literal`."""
    book = openpyxl.load_workbook(path)
    for name, value in cells.items():
        sheet, address = split(name)
        cell = book[sheet][address]
        cell.value = value.text if isinstance(value, Literal) else value
        if isinstance(value, Literal):
            cell.data_type = "s"
    book.save(path)


def add_sheets(path: Path, sheets: Iterable[tuple[str, tuple[str, ...], Iterable[tuple[object, ...]]]]) -> None:
    """Put sheets into a workbook file, in the place of those of the same titles, each with its titles of columns and its rows."""
    book = openpyxl.load_workbook(path)
    for title, columns, rows in sheets:
        if title in book.sheetnames:
            del book[title]
        sheet = book.create_sheet(title)
        for row in (columns, *rows):
            sheet.append(row)
    book.save(path)


def changed(raw: RawWorkbook, cells: Mapping[str, object], without: Iterable[str] = ()) -> RawWorkbook:
    """Return a workbook as typed with cells changed, `None` for an empty one, and without some of its sheets."""
    sheets = {
        name: RawSheet(name, {row: dict(line) for row, line in sheet.cells.items()})
        for name, sheet in raw.sheets.items()
    }
    for name, value in cells.items():
        sheet, address = split(name)
        row, column = coordinate_to_tuple(address)
        lines = sheets.setdefault(sheet, RawSheet(sheet, {})).cells
        lines.setdefault(row, {})[column] = value
        if value is None:
            del lines[row][column]
    return RawWorkbook(
        raw.label, raw.sha256, {name: sheet for name, sheet in sheets.items() if name not in set(without)}
    )


def cell(raw: RawWorkbook, sheet: str, title: str, key: str = "") -> str:
    """Return the name of the cell under a title in the row with a key, or in the first row: `Posts!C6`."""
    cells = raw.sheets[sheet].cells
    column = next(place for place, found in cells[TITLES].items() if found == title)
    row = next((row for row, line in cells.items() if row > TITLES and line.get(1) == key), FIRST) if key else FIRST
    return f"{sheet}!{get_column_letter(column)}{row}"


def column(raw: RawWorkbook, sheet: str, title: str) -> list[str]:
    """Return the names of the cells under a title in all rows: `States!I5`, `States!I6` …"""
    cells = raw.sheets[sheet].cells
    place = next(place for place, found in cells[TITLES].items() if found == title)
    return [f"{sheet}!{get_column_letter(place)}{row}" for row in sorted(cells) if row > TITLES]
