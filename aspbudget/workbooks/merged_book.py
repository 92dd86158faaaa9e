"""A merged copy: my input workbook with what yours has more, less and otherwise, and with conflicts marked at their cells and listed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.copies.book_copy import BookCopy
from aspbudget.inputs.formats import PerCent
from aspbudget.inputs.three_way import REMOVED, keyed
from aspbudget.language import Language
from aspbudget.lines.addresses import letters_of
from aspbudget.workbooks.marked_book import CONFLICT, Mark, marked_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aspbudget.copies.sheet_copy import Place
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
    book, language = BookCopy(copied.data), language or Language()
    sheets = {table.title: keyed(catalogue, table, copied.sheets.get(table.title), copied.label) for table in tables if table.title in book.names}
    marks: list[Mark] = []
    for found in steps:
        for each in found.changed:
            _put(book, each.sheet, _place(book, each.sheet, sheets[each.sheet], (each.row, each.column)), each.value)
        for each in found.removed:
            for place in sheets[each.sheet].titles.values():
                book.put(each.sheet, (sheets[each.sheet].places[each.row], place), None)
        for sheet, row, cells in found.added:
            _add(book, sheet, sheets[sheet], row, cells)
        marks += [_mark(sheets, each, language) for each in found.conflicts]
    marked_in(book, language.say(CONFLICTS), marks, language=language)
    return MergedBook(book.data(), tuple(marks))


def _place(book: BookCopy, sheet: str, rows: Keyed, cell: tuple[str, str]) -> Place:
    """Return where the cell of a row stands under a title; a title that only yours has gets a column of its own."""
    row, title = cell
    if title not in rows.titles:
        last = max(rows.titles.values())
        rows.titles[title] = last + 1
        book.put(sheet, (rows.header, last + 1), title, book.sheet(sheet).style((rows.header, last)))
    return rows.places[row], rows.titles[title]


def _put(book: BookCopy, sheet: str, place: Place, value: Any) -> None:  # noqa: ANN401 - whatever a cell may hold
    """Put a value into a cell: a text as text, also where it begins as a formula does, and a number as per cent where that is how it was shown."""
    style = book.sheet(sheet).style(place)
    if isinstance(value, int | float) and isinstance(value, PerCent) != book.styles.shows_per_cent(style):
        style = book.styles.formatted(style, "0.00%" if isinstance(value, PerCent) else "General")
    book.put(sheet, place, value, style)


def _add(book: BookCopy, sheet: str, rows: Keyed, row: str, cells: Cells) -> None:
    """Write a row below the last that has anything in it, in the look of that one, and let the table and the filter of the sheet reach it."""
    last = book.sheet(sheet).last_row()
    book.dress(sheet, last + 1)
    for title, value in cells.items():
        if title in rows.titles:
            _put(book, sheet, (last + 1, rows.titles[title]), value)
    rows.places[row] = last + 1


def _mark(sheets: dict[str, Keyed], conflict: Conflict, language: Language) -> Mark:
    rows = sheets[conflict.sheet]
    place, row = rows.titles.get(conflict.column), rows.places.get(conflict.row)
    cell = f"{letters_of(place or min(rows.titles.values(), default=1))}{row}" if row else ""
    if not conflict.column:
        message = _REMOVED if conflict.mine == REMOVED else _CHANGED
        return Mark(CONFLICT, conflict.sheet, cell, language.say(message, row=conflict.row, columns=", ".join(conflict.columns)))
    base, mine, yours = (_shown(value, language) for value in (conflict.base, conflict.mine, conflict.yours))
    message = "{column} of {row}: it was {base}, is {mine} here, which stays, and {yours} in the other copy."
    return Mark(CONFLICT, conflict.sheet, cell, language.say(message, column=conflict.column, row=conflict.row, base=base, mine=mine, yours=yours))


def _shown(value: Any, language: Language) -> str:  # noqa: ANN401 - whatever a cell may hold
    return language.say("empty") if value is None else language.date(f"{value.day} {value:%B} {value.year}") if isinstance(value, datetime) else str(value)
