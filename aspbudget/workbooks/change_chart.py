"""The chart of changes: a bar from zero for each cause, with its sign and its value, under a title that follows the figures."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.lines.formula import Call, Cell, Number
from aspbudget.phrase import phrase
from aspbudget.workbooks.book import address
from aspbudget.workbooks.charts import Bars, Series, Spot, insert
from aspbudget.workbooks.live_text import share, signed, worded
from aspbudget.workbooks.look import CHANGE, CHANGE_IF_ANY, DOWN, UP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.workbooks.book import Book
    from aspbudget.workbooks.listing import Live

_ROW, _HEAD, _SHEET_ROW = 19, 70, 20  # pixels of a bar, of title and axis together, and of a row of a sheet


class Changes(NamedTuple):
    """Where changes stand on a sheet: the row of titles, the column of amounts, and each cause with its amount by its row.

    `drawn_from` is the first of four columns right of what is printed for what is drawn: there the causes follow each other, without subtotals.
    """

    header: int
    column: int
    drawn_from: int
    causes: Mapping[int, tuple[str, float]]


def draw_changes(book: Book, sheet: Worksheet, changes: Changes, title: Live, spot: tuple[tuple[int, int], int]) -> int:
    """Draw a bar for each cause, at a cell and so many pixels wide, and return how many rows the chart covers.

    The title stands in a cell, so that it follows the figures.
    """
    at, width = spot
    head = changes.header - 1, changes.drawn_from
    book.live(sheet, head, title.part, title.value, book.look("quiet"))
    names, up, down = range(changes.drawn_from, changes.drawn_from + 3)
    for column, name in ((names, "Cause"), (up, "Increase"), (down, "Decrease")):
        sheet.write_string(changes.header, column, name, book.look("quiet"))
    first = last = changes.header + 1
    for last, (row, (cause, amount)) in enumerate(changes.causes.items(), start=first):
        cell = Cell(address(row, changes.column))
        sheet.write_string(last, names, cause, book.look("quiet"))
        for column, how, value in ((up, "greatest", max(amount, 0.0)), (down, "least", min(amount, 0.0))):
            book.live(sheet, (last, column), Call(how, (cell, Number(0))), value, book.look("quiet", CHANGE))
    series = (Series(up, UP, CHANGE_IF_ANY), Series(down, DOWN, CHANGE_IF_ANY))
    name = f"='{sheet.name}'!{address(*head, fixed='rc')}"
    bars = Bars(sheet.name, changes.header, first, last, names, series, named=True, title=name)
    high = _ROW * (last - first + 1) + _HEAD
    insert(book, sheet, bars, Spot(at, width, high, book.words(phrase("{finding}.", finding=title.value))))
    return ceil(high / _SHEET_ROW)


def change_in_words(change: Live, start: Live, ends: tuple[str, str], digits: int, unit: str) -> Live:
    """Say by how much something changed between two ends: `From approved to proposed 2005: +117.8 (+6.8 %), thousands of EUR`."""
    return worded("From {start} to {end}: {change}, {share} %, {unit}", start=ends[0], end=ends[1], change=signed(change, digits), share=signed(share(change, start), 1), unit=unit)
