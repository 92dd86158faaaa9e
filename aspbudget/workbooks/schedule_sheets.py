"""Schedules: lists printed for readers, in the order of their first column's numbers, of the alphabet or as entered, with totals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from xlsxwriter.utility import xl_col_to_name

from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import At, Cell, Gather, Number, sum_of
from aspbudget.lines.line import CURRENCY, MONTH
from aspbudget.phrase import phrase
from aspbudget.workbooks.book import Group, Headline, address
from aspbudget.workbooks.look import (
    DAY,
    RATE,
    RATIO,
    WHOLE,
    WORDS,
    YEAR,
    YEAR_AND_MONTH,
    capital,
    decimals,
    digits_of,
    is_narrow,
)
from aspbudget.workbooks.marked_up import Area, mark_up
from aspbudget.workbooks.page_ends import keep_lines, keep_total
from aspbudget.workbooks.typeface import lines

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.layout import Schedule
    from aspbudget.figures.cost import Figures
    from aspbudget.lines.formula import Node
    from aspbudget.workbooks.book import Book, Places

_HEADER = 4
_FIRST = _HEADER + 1
_LONGEST, _AMOUNT, _NUMBER = 33, 10, 6  # characters
_LINES = 3  # of a title
FORMATS = {"per cent": RATIO, "%": RATE, "points": RATE, "year": YEAR, MONTH: YEAR_AND_MONTH}


@dataclass
class _List:
    book: Book
    sheet: Worksheet
    figures: Figures
    schedule: Schedule

    def __post_init__(self) -> None:
        keys = self.figures.tables[self.schedule.table].columns[self.schedule.columns[0]]
        words = self.figures.kind(self.schedule.table, self.schedule.columns[0]) == "text"
        by = self.figures.catalogue.tables[self.schedule.table].alphabetical if self.figures.alphabetical and not words else ""
        self.key = self.schedule.columns.index(by) if by else 0  # the column by which the others find their values
        self.order = np.arange(len(keys)) if words or by else np.argsort(keys, kind="stable")
        self.last = _FIRST + len(keys) - 1
        titles = [title_with_unit(self.book.places, self.schedule.table, name) for name in self.schedule.columns]
        self.widths = [max(_width(self.figures, self.schedule, name), self._without_number(name)) for name in self.schedule.columns]
        wider = [_with_room(title, width) for title, width in zip(titles, self.widths, strict=True)]
        if is_narrow(wider) or not is_narrow(self.widths):
            self.widths = wider
        while not self.book.is_identity_in_line(self.seen) and is_narrow([*self.seen, 1]):
            self.widths[-1] += 1
        self._widen_names()

    def _without_number(self, name: str) -> int:
        """Return the width that a column needs for what stands in the rows for which it has no number, such as `not entered`."""
        figure = self.figures.catalogue.figures.get((self.schedule.table, name))
        if figure is None or not figure.without_number or not np.isnan(self.figures.values(self.schedule.table, name)).any():
            return 0
        return len(self.book.words(figure.without_number)) + 1

    def _widen_names(self) -> None:
        """Give a column of names that wrap what an upright page has left, so that fewer do and more rows stand on it."""
        for place, name in enumerate(self.schedule.columns):
            if self.figures.kind(self.schedule.table, name) == "text":
                longest = max((len(text) for text in self.figures.values(self.schedule.table, name)), default=0)
                while self.widths[place] < longest and is_narrow([*self.widths[:place], self.widths[place] + 1, *self.widths[place + 1 :]]):
                    self.widths[place] += 1

    def number(self, name: str) -> str:
        """Return the number format of a column: rates with four decimals, amounts with those of the schedule, days as days."""
        table = self.schedule.table
        if self.figures.kind(table, name) == "text":
            return WORDS
        if self.figures.dated(table, name):
            return DAY
        figure = self.figures.catalogue.figures.get((table, name))
        unit = figure.line.unit if figure else self.figures.catalogue.columns(table)[name].unit
        return decimals(self.schedule.digits) if unit == CURRENCY else FORMATS.get(unit) or decimals(digits_of(self.figures.values(table, name)))

    def column(self, place: int, name: str) -> None:
        """Write one column: the first has the keys, by which the others look their values up; in the order of the alphabet it counts the rows, whose names are the keys."""
        table = self.schedule.table
        values = self.figures.cells(table, name)
        style = self.book.look("ratio" if self.figures.may_be_a_dash(table, name) else "text", self.number(name))
        given = [values[source] for source in self.order] if place or not self.key else range(1, len(self.order) + 1)
        shown = [value if isinstance(value, str) else float(value) for value in given]
        if place not in (0, self.key):
            self.book.live_rows(self.sheet, (_FIRST, place), partial(self._looked_up, name), shown, style)
            return
        for row, value in enumerate(shown, start=_FIRST):
            write = self.sheet.write_string if isinstance(value, str) else self.sheet.write_number
            write(row, place, value, style)

    def _looked_up(self, name: str, row: str) -> Node:
        """Return the value of a column in the row of the table that has the key of a row here."""
        return At(self.schedule.table, name, self.schedule.columns[self.key], Cell(f"${xl_col_to_name(self.key)}{row}"))

    def total(self, name: str) -> float:
        """Return the total of a column, which passes over rows without a number."""
        return float(add_up(_numbers(self.figures, self.schedule, name)))

    def sum(self, place: int) -> Node:
        """Return the sum of a column; of a list without rows it is 0."""
        if self.last < _FIRST:
            return Number(0)
        return sum_of(Cell(f"{address(_FIRST, place)}:{address(self.last, place)}"))

    def totals(self) -> None:
        """Write the row of totals."""
        row = self.last + 1
        for place, name in enumerate(self.schedule.columns):
            if name in self.schedule.totals:
                look = self.book.look("total", self.number(name))
                self.book.live(self.sheet, (row, place), self.sum(place), self.total(name), look)
            else:
                self.sheet.write_string(row, place, "Total" if place == self._label() else "", self.book.look("total", WORDS))

    def _label(self) -> int:
        """Return the place of the word Total: by the keys, where that column has no total itself."""
        return int(self.schedule.columns[1] not in self.schedule.totals)

    def notes(self) -> None:
        """Write the lines of the one-row table below the totals: the base, the sum, and the difference by rounding."""
        table = self.schedule.notes_from
        for row, name in enumerate(self.schedule.notes, start=self.last + 3):
            figure = self.figures.catalogue.figures[table, name]
            text = phrase("{label}: {text}", label=self.book.places.title(table, name), text=figure.line.meaning)
            self.book.across(self.sheet, (row, 0), text, "text", self.seen[:-1])
            key = self.figures.catalogue.key(table)
            look = self.book.look("sum", RATE if figure.line.unit == "%" else WHOLE)
            value = float(self.figures.values(table, name)[0])
            self.book.live(
                self.sheet, (row, len(self.schedule.columns) - 1), At(table, name, key, Number(1)), value, look
            )

    @property
    def seen(self) -> list[float]:
        """The widths of the columns, of which those that are folded away take none."""
        folded = self.folded()
        return [0 if place in folded else width for place, width in enumerate(self.widths)]

    def rows(self) -> None:
        """Give each row the height that its texts need."""
        table = self.schedule.table
        texts = [(self.figures.values(table, name), width) for name, width in zip(self.schedule.columns, self.widths, strict=True) if self.figures.kind(table, name) == "text"]
        for row, source in enumerate(self.order, start=_FIRST):
            self.sheet.set_row(row, self.book.height((values[source], width) for values, width in texts))

    def folded(self) -> list[int]:
        """Return the columns of amounts that are nothing in every row, which are folded away; the last stays, for it is what the others come to."""
        amounts = [place for place, name in enumerate(self.schedule.columns) if place and name in self.schedule.totals]
        return [place for place in amounts[:-1] if not np.any(self.figures.tables[self.schedule.table].columns[self.schedule.columns[place]])]

    @property
    def foot(self) -> int:
        """The row below the list, its totals and its notes."""
        return self.last + 4 + len(self.schedule.notes)

    def headline(self) -> Headline:
        """Return the total by which a change made by hand shows: that of the last column that is added up."""
        name = self.schedule.totals[-1]
        place = self.schedule.columns.index(name)
        cell = f"'{self.schedule.title}'!{address(self.last + 1, place, fixed='rc')}"
        title = self.book.places.title(self.schedule.table, name)
        value = self.total(name)
        other = Gather("total", self.schedule.table, name, ())
        return Headline(phrase("{sheet}, total of {column}", sheet=self.schedule.title, column=title), cell, value, other)


def write_schedule(book: Book, figures: Figures, schedule: Schedule) -> Headline | None:
    """Write a schedule and return its headline total, if it has totals."""
    group = Group.WORKINGS if schedule.workings else Group.READERS
    sheet = book.sheet(schedule.title, capital(schedule.about), group, printed=schedule.printed)
    listed = _List(book, sheet, figures, schedule)
    titles = [title_with_unit(book.places, schedule.table, name) for name in schedule.columns]
    book.head(sheet, schedule.title, capital(schedule.about), listed.seen)
    book.verdict(sheet, 3)
    for place, (name, title) in enumerate(zip(schedule.columns, titles, strict=True)):
        sheet.write_string(_HEADER, place, title, book.look.header(right=listed.number(name) != WORDS))
        listed.column(place, name)
    sheet.set_row(_HEADER, book.height((title, width - 2) for title, width in zip(titles, listed.seen, strict=True) if width))
    listed.rows()
    if schedule.totals:
        listed.totals()
    listed.notes()
    sheet.freeze_panes(_FIRST, 2)
    mark_up(sheet, Area(_HEADER, listed.last, len(schedule.columns) - 1), filtered=True)
    book.legend(sheet, listed.foot)
    book.paper(sheet, listed.widths, _HEADER, listed.folded())
    if schedule.totals:
        keep_total(sheet, listed.seen, _HEADER, listed.last + 1)
    if schedule.notes:
        keep_lines(sheet, listed.seen, _HEADER, range(listed.last + 3, listed.foot))
    return listed.headline() if schedule.totals else None


def title_with_unit(places: Places, table: str, name: str) -> str:
    """Return a column's title as a sheet for readers has it: an amount or a rate that was typed has its unit too, `Rate last year (%)`."""
    column = places.catalogue.columns(table).get(name)
    if column is None or column.unit not in (CURRENCY, places.currency, "%"):
        return places.title(table, name)
    return places.words(phrase("{title} ({unit})", title=column.title, unit=places.currency if column.unit == CURRENCY else column.unit))


def _with_room(title: str, width: int) -> int:
    """Return a width at which a title takes three lines or fewer, up to two characters more, for each page repeats the row of titles."""
    return next((wider for wider in range(width, width + 3) if lines(title, wider - 2) <= _LINES), width)


def _width(figures: Figures, schedule: Schedule, name: str) -> int:
    if figures.kind(schedule.table, name) == "text":
        longest = max((len(text) for text in figures.values(schedule.table, name)), default=0)
        return min(max(12, longest), _LONGEST)
    if name == schedule.columns[0]:
        return _NUMBER
    if figures.dated(schedule.table, name):
        return _AMOUNT + 3
    return max(_AMOUNT, len(f"{add_up(_numbers(figures, schedule, name)):,.{schedule.digits}f}") + 2)


def _numbers(figures: Figures, schedule: Schedule, name: str) -> list[float]:
    """Return the numbers of a column, without the rows that have none."""
    values = figures.values(schedule.table, name)
    return [float(value) for value in values[~np.isnan(values)].tolist()]
