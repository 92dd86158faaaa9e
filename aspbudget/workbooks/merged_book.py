"""A merged copy: my input workbook with what yours has more, less and otherwise, and with conflicts marked at their cells and listed."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from aspbudget.inputs.changed_copy import reach
from aspbudget.inputs.formats import PerCent
from aspbudget.inputs.three_way import REMOVED, keyed
from aspbudget.language import Language
from aspbudget.workbooks.marked_book import CONFLICT, Mark, marked_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.read import RawWorkbook
    from aspbudget.inputs.three_way import Cells, Conflict, Keyed, Outcome

_REMOVED = "{row}: the row is removed here, which stays; the other copy changed {columns} of it."
_CHANGED = "{row}: {columns} of it changed here, which stays; the other copy removed the row."
CONFLICTS = "My conflicts"  # an officer's own sheet by its name, so that the workbook is read with it


class MergedBook(NamedTuple):
    """A merged workbook: its bytes, and the conflicts as sentences at its cells."""

    data: bytes
    conflicts: tuple[Mark, ...]


def merged_book(catalogue: Catalogue, tables: Sequence[Table], copied: RawWorkbook, steps: Sequence[Outcome], language: Language | None = None) -> MergedBook:
    """Return a copy of a workbook with what is merged, step by step; the workbook itself stays as it is.

    A cell in conflict keeps my value and has all three in a note, in a language.
    """
    book, language = load_workbook(BytesIO(copied.data)), language or Language()
    sheets = {table.title: keyed(catalogue, table, copied.sheets.get(table.title), copied.label) for table in tables if table.title in book.sheetnames}
    marks: list[Mark] = []
    for found in steps:
        for each in found.changed:
            _put(_cell(book[each.sheet], sheets[each.sheet], each.row, each.column), each.value)
        for each in found.removed:
            for place in sheets[each.sheet].titles.values():
                book[each.sheet].cell(sheets[each.sheet].places[each.row], place).value = None
        for sheet, row, cells in found.added:
            _add(book[sheet], sheets[sheet], row, cells)
        marks += [_mark(sheets, each, language) for each in found.conflicts]
    marked_in(book, language.say(CONFLICTS), marks, language=language)
    file = BytesIO()
    book.save(file)
    return MergedBook(file.getvalue(), tuple(marks))


def _cell(sheet: Worksheet, rows: Keyed, row: str, title: str) -> Any:  # noqa: ANN401 - openpyxl's cell
    """Return the cell of a row under a title; a title that only yours has gets a column of its own."""
    place = rows.titles.get(title)
    if place is None:
        place = max(rows.titles.values()) + 1
        rows.titles[title] = place
        sheet.cell(rows.header, place).value = title
    return sheet.cell(rows.places[row], place)


def _put(cell: Any, value: Any) -> None:  # noqa: ANN401 - openpyxl's cell, and whatever it may hold
    """Put a value into a cell: a text as text, also where it begins as a formula does, and a number as per cent where that is how it was shown."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if isinstance(value, int | float) and isinstance(value, PerCent) != ("%" in cell.number_format):
        cell.number_format = "0.00%" if isinstance(value, PerCent) else "General"


def _add(sheet: Worksheet, rows: Keyed, row: str, cells: Cells) -> None:
    """Write a row below the last that has anything in it, and let the table and the filter of the sheet reach it."""
    last = max((cell.row for line in sheet.iter_rows() for cell in line if cell.value is not None), default=1)
    for title, value in cells.items():
        if title in rows.titles:
            _put(sheet.cell(last + 1, rows.titles[title]), value)
    rows.places[row] = last + 1
    reach(sheet, last + 1)


def _mark(sheets: dict[str, Keyed], conflict: Conflict, language: Language) -> Mark:
    rows = sheets[conflict.sheet]
    place, row = rows.titles.get(conflict.column), rows.places.get(conflict.row)
    cell = f"{get_column_letter(place or min(rows.titles.values(), default=1))}{row}" if row else ""
    if not conflict.column:
        message = _REMOVED if conflict.mine == REMOVED else _CHANGED
        return Mark(CONFLICT, conflict.sheet, cell, language.say(message, row=conflict.row, columns=", ".join(conflict.columns)))
    base, mine, yours = (_shown(value, language) for value in (conflict.base, conflict.mine, conflict.yours))
    message = "{column} of {row}: it was {base}, is {mine} here, which stays, and {yours} in the other copy."
    return Mark(CONFLICT, conflict.sheet, cell, language.say(message, column=conflict.column, row=conflict.row, base=base, mine=mine, yours=yours))


def _shown(value: Any, language: Language) -> str:  # noqa: ANN401 - whatever a cell may hold
    return language.say("empty") if value is None else language.date(f"{value.day} {value:%B} {value.year}") if isinstance(value, datetime) else str(value)
