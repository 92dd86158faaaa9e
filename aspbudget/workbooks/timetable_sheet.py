"""The slots sheet: a calendar as a grid, coloured by what is in use, free on a serviced day, or not used at all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from aspbudget.declare.sheet import sentence
from aspbudget.figures.timetable import calendar
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import Binary, Call, Cell, Gather, Node, Number, Text
from aspbudget.lines.texts import EPOCH
from aspbudget.phrase import altered, in_a_row, phrase
from aspbudget.review.cuts import Cuts
from aspbudget.workbooks.book import address
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_sheet import ByRow
from aspbudget.workbooks.live_text import in_digits, worded
from aspbudget.workbooks.look import WORDS, capital
from aspbudget.workbooks.marked_up import Area, mark_up
from aspbudget.workbooks.year_strip import draw_year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.layout import Timetable
    from aspbudget.figures.cost import Figures
    from aspbudget.figures.timetable import Calendar, Day, Period, Slot
    from aspbudget.workbooks.book import Book

_VERDICT, _WAITING = 3, 4
_DAY_WIDTH, _NUMBER_WIDTH, _TRACKS_WIDTH = 17, 10, 88
_DAY, _COUNT = "ddd d mmm yyyy", "0;(0);–"
FREE, MORE = "free", "one more"
_LEGEND_ROWS, _STRIP_WIDTH = 5, 1080
_SAVED = "a cut of it would save {currency} {amount}"
_WHAT_IS_SAVED = "A cut would save what the rows that name it cost, on {sheets}; rows that name none, such as posts, stay."
_LONGEST = 200  # of a text in a formula; a spreadsheet takes no more than 255 signs


class _Title(NamedTuple):
    """A column of a part of the day: its title and its width."""

    title: str
    width: float


@dataclass
class _Grid:
    """The sheet while it is written: in which row its titles stand, where each part of the day begins, and how many columns of places it has."""

    book: Book
    sheet: Worksheet
    found: Calendar
    cuts: Cuts

    def __post_init__(self) -> None:
        self.grid, self.tracks = self.found.grid, self.found.at_once
        self.top = _WAITING + int(self.book.places.has(self.grid.waiting[0]))
        self.titles = list(self._titles())
        self.alike: dict[tuple[object, ...], ByRow] = {}

    def _titles(self) -> Iterator[_Title]:
        """Yield the columns of one part of the day: the number of entries, a place for each of them, and what is free."""
        width = max(14.0, min(30.0, _TRACKS_WIDTH / len(self.grid.parts) / self.tracks))
        yield _Title(sentence(self.grid.table), _NUMBER_WIDTH)
        yield from (_Title(phrase("Place {number}", number=track + 1), width) for track in range(self.tracks))
        yield from (_Title(phrase("Free {what}", what=_within(sentence(whole))), _NUMBER_WIDTH + 2) for whole, _ in self.grid.served)

    @property
    def widths(self) -> list[float]:
        """The widths of the columns."""
        return [_DAY_WIDTH, *(title.width for _ in self.grid.parts for title in self.titles)]

    def first(self, part: int) -> int:
        """Return the first column of a part."""
        return 1 + part * len(self.titles)

    @property
    def last(self) -> int:
        """The last column."""
        return self.first(len(self.grid.parts)) - 1

    def header(self) -> None:
        """Write the titles, each with its part of the day."""
        self.sheet.write_string(self.top, 0, sentence(self.grid.day), self.book.look.header())
        for place, part in enumerate(self.grid.parts):
            for column, title in enumerate(self.titles, start=self.first(place)):
                style = self.book.look.header(computed=bool(place), right=not title.title.startswith("Place"))
                self.sheet.write_string(self.top, column, phrase("{part}: {title}", part=capital(part), title=_within(title.title)), style)
        self.sheet.set_row(self.top, self.book.height((phrase("{part}: {title}", part=capital(part), title=title.title), title.width - 2) for part in self.grid.parts for title in self.titles))

    def period(self, top: int, period: Period) -> int:
        """Write a period: its name, and a row for each day; return the row below it."""
        style = self.book.look("period")
        self.sheet.write_string(top, 0, period.name, style)
        for column in range(1, self.last + 1):
            self.sheet.write_blank(top, column, None, style)
        self.cut(top, period)
        for row, day in enumerate(period.days, start=top + 1):
            self.day(row, top, day)
        return top + 1 + len(period.days)

    def cut(self, top: int, period: Period) -> None:
        """Write beside a period what its cut would save, where anything is charged for it."""
        if not self.cuts.naming:
            return
        amount = Live(self.cuts.part(Cell(address(top, 0, fixed="rc"))), self.cuts.amount(period.name))
        saved = worded(_SAVED, currency=self.book.places.currency, amount=in_digits(amount, 0))
        self.book.live(self.sheet, (top, self.first(0) + 1), saved.part, saved.value, self.book.look("period", WORDS))

    def day(self, row: int, top: int, day: Day) -> None:
        """Write a day; a day of a weekend on which nothing takes place is grey."""
        style = "closed" if day.weekend and not day.used else "text"
        number = int((day.day - EPOCH.astype(object)).days)
        self.sheet.write_number(row, 0, number, self.book.look("closed_day" if style == "closed" else "day", _DAY))
        width = self.titles[1].width
        self.sheet.set_row(row, self.book.height((name, width) for slot in day.slots for name in slot.entries))
        for place, slot in enumerate(day.slots):
            self.slot((row, self.first(place)), top, slot, style)

    def slot(self, at: tuple[int, int], top: int, slot: Slot, style: str) -> None:
        """Write a part of a day: the number of entries, their names, and what is free; all are live but the names."""
        row, left = at
        number, place = self.book.look(style, _COUNT), self.grid.parts.index(slot.part)
        self.book.live(self.sheet, at, self.by_row(self._entries, top, slot.part), float(len(slot.entries)), number)
        free = left + 1 + self.tracks
        for column, ((whole, parts), (_, idle)) in enumerate(zip(self.grid.served, slot.idle, strict=True), start=free):
            self.book.live(self.sheet, (row, column), self.by_row(self._idle, top, whole, parts[place]), idle, number)
        for track in range(self.tracks):
            self.track((row, left + 1 + track), (left, free), slot, style)

    def by_row(self, tree: Callable[..., Node], *given: object) -> ByRow:
        """Return a formula that days have alike, by what is given for it."""
        known = (tree.__name__, *given)
        if known not in self.alike:
            self.alike[known] = ByRow(partial(tree, *given), self.book.places)
        return self.alike[known]

    def _day(self, top: int, row: str) -> tuple[tuple[str, Node], ...]:
        return (self.grid.period, Cell(address(top, 0, fixed="rc"))), (self.grid.day, Cell(f"$A{row}"))

    def _entries(self, top: int, part: str, row: str) -> Node:
        return Gather("count", self.grid.table, self.grid.shown, (*self._day(top, row), (self.grid.part, Text(part))))

    def _idle(self, top: int, whole: str, used: str, row: str) -> Node:
        serving, busy = (Gather("total", self.grid.serving, name, self._day(top, row)) for name in (whole, used))
        return Binary("-", serving, busy)

    def track(self, at: tuple[int, int], counts: tuple[int, int], slot: Slot, style: str) -> None:
        """Write one place of a slot: the name of an entry, or that it is free, by the live numbers of its row, which stand in two columns."""
        track = at[1] - self.first(self.grid.parts.index(slot.part)) - 1
        name = slot.entries[track][:_LONGEST] if track < len(slot.entries) else MORE
        free = FREE if slot.idle[0][1] > track - len(slot.entries) else ""
        value = name if track < len(slot.entries) else free
        self.book.live(self.sheet, at, self.by_row(_entry, track, name, *counts), value, self.book.look(style, WORDS))

    def colours(self, bottom: int) -> None:
        """Colour what is free and what is in use on each day, so that the colours follow the formulas; the row of a period has a text instead of a day."""
        day = address(self.top + 1, 0, fixed="c")
        for place in range(len(self.grid.parts)):
            left = self.first(place) + 1
            cell = address(self.top + 1, left)
            for style, sign in (("free", "="), ("used", "<>")):
                criteria = f'=AND(ISNUMBER({day}),{cell}<>"",{cell}{sign}"{self.book.words(FREE)}")'
                stated = {"type": "formula", "criteria": criteria, "format": self.book.look(style)}
                self.sheet.conditional_format(self.top + 1, left, bottom, left + self.tracks - 1, stated)

    def legend(self, row: int) -> None:
        """Write what the colours mean."""
        table = self.grid.table
        serves = _within(sentence(self.grid.served[0][0]))
        for line, (style, label, text) in enumerate((
            ("used", "in use", phrase("One of the {table}, by name. Names stand as they were when the tool ran; counts are live.", table=table)),
            ("free", FREE, phrase("{serves} serve on that day and are free then: one of the {table} there needs no more of them.", serves=sentence(self.grid.served[0][0]), table=table)),
            ("text", "empty", phrase("Nothing is held, and nothing serves: one of the {table} there opens a day, or needs more {serves}.", table=table, serves=serves)),
            ("closed", "", "A Saturday or a Sunday on which nothing is held."),
        ), start=row):  # fmt: skip
            self.sheet.write_string(line, 0, label, self.book.look(style, WORDS))
            self.sheet.write_string(line, 1, text, self.book.look("subtitle", WORDS))


def _within(title: str) -> str:
    """Return a title as it stands within another, in small letters."""
    return altered(title, str.lower)


def _entry(track: int, name: str, entries: int, free: int, row: str) -> Node:
    """Return the formula of a place: the name of its entry as long as there are so many entries, else `free` as long as so much is free, by the columns of both."""
    held, unused = (Cell(f"{xl_col_to_name(column)}{row}") for column in (entries, free))
    more = Binary(">", held, Number(track), "truth")
    idle = Binary(">", Binary("+", held, unused), Number(track), "truth")
    return Call("where", (more, Text(name), Call("where", (idle, Text(FREE), Text("")), "text")), "text")


def write_slots(book: Book, figures: Figures, grid: Timetable) -> None:
    """Write a calendar as a grid on a sheet of its own: a block for each period, a row for each day."""
    found = calendar(figures, grid)
    sheet = book.sheet(grid.title, capital(grid.about))
    written = _Grid(book, sheet, found, Cuts(figures, grid.periods))
    book.head(sheet, grid.title, in_a_row(_about(written)), written.widths)
    book.verdict(sheet, _VERDICT)
    _waiting(book, sheet, found)
    written.header()
    row = written.top + 1
    for period in found.periods:
        row = written.period(row, period)
    mark_up(sheet, Area(written.top, row - 1, written.last))
    written.colours(max(row - 1, written.top + 1))
    written.legend(row + 1)
    foot = row + 1 + _LEGEND_ROWS
    book.legend(sheet, foot)
    draw_year(book, sheet, figures, grid, ((foot + 2, 0), _STRIP_WIDTH, written.last + 2))
    sheet.print_area(0, 0, foot, written.last)  # the strip is for the screen: on paper it would begin a page of its own
    sheet.freeze_panes(written.top + 1, 1)
    book.paper(sheet, written.widths, written.top)


def _about(written: _Grid) -> Iterator[str]:
    """Yield what the sheet is, and what its amounts beside the periods are, where it has any."""
    grid, naming = written.grid, written.cuts.naming
    yield phrase("{about}.", about=capital(grid.about)) if naming else capital(grid.about)
    if naming:
        sheets = in_a_row((each.table.title for each in naming), ", ")
        yield phrase(_WHAT_IS_SAVED, sheets=sheets)


def _waiting(book: Book, sheet: Worksheet, found: Calendar) -> None:
    """Write how many rows have no day yet, so that what costs nothing is not overlooked."""
    table, column = found.grid.waiting
    if not book.places.has(table):
        return
    title = book.places.catalogue.tables[table].title
    number = add_up(number for _, number in found.waiting)
    text = phrase("Sheet {sheet}: {table} without a day, in no figure yet", sheet=title, table=found.grid.table)
    sheet.write_string(_WAITING, 1, text, book.look("warning_line" if number else "subtitle"))
    style = book.look("warning_line" if number else "subtitle", _COUNT)
    book.live(sheet, (_WAITING, 0), Gather("total", table, column, ()), float(number), style)
