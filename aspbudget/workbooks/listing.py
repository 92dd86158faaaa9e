"""Lists: sheets of rows under titles, where each cell is a text, a value that the tool computed, or a live formula."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import NOT_AVAILABLE, NOT_ENTERED, Cell, Node, sum_of
from aspbudget.workbooks.book import Group, address
from aspbudget.workbooks.look import WORDS
from aspbudget.workbooks.marked_up import Area, mark_up
from aspbudget.workbooks.page_ends import keep_total, rows_of_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.workbooks.book import Book

_SIGNS = ("–", NOT_AVAILABLE, NOT_ENTERED)  # in the place of a number
HEADER = 4
FIRST = HEADER + 1
VALUES = "Figures in grey italics are values that the tool computed, and follow no change; all others are live."


class Head(NamedTuple):
    """A column of a list: its title, its width in characters, its number format, and whether its foot adds it up."""

    title: str
    width: float
    number: str = WORDS
    total: bool = False


class Live(NamedTuple):
    """A cell with a formula, and the value that it has; `number` is its own number format, where it isn't that of its column."""

    part: Node
    value: float | str
    number: str = ""


Item = str | float | Live | None


@dataclass(frozen=True)
class Listing:
    """A list: the sheet's name, what it is, its columns and its rows; `listed` is a shorter text for the list of contents.

    Lists for readers are printed with the workbook, unless they are not `printed`; of a long one the first rows are, where they are to be `on_one_page`.
    Columns that are `aside`, on which others rest, are folded away.
    """

    name: str
    about: str
    heads: tuple[Head, ...]
    rows: Sequence[Sequence[Item]]
    listed: str = ""
    group: Group = Group.READERS
    printed: bool = True
    on_one_page: bool = False
    aside: tuple[int, ...] = ()

    def write(self, book: Book) -> Worksheet:
        """Write the list on a sheet of its own, with totals at the foot."""
        about = book.places.catalogue.about(self.name) or self.listed or self.about
        sheet = book.sheet(self.name, about, self.group, printed=self.printed)
        widths, folded = [head.width for head in self.heads], self._folded()
        book.head(sheet, self.name, self.about, [0 if place in folded else width for place, width in enumerate(widths)])
        titles = book.words.titles([head.title for head in self.heads])
        for place, (title, head) in enumerate(zip(titles, self.heads, strict=True)):
            sheet.write_string(HEADER, place, title, book.look.header(right=head.number != WORDS))
        sheet.set_row(HEADER, book.height((title, head.width - 2) for title, head in zip(titles, self.heads, strict=True)))
        for row, items in enumerate(self.rows, start=FIRST):
            texts = [(item, head.width) for item, head in zip(items, self.heads, strict=True) if isinstance(item, str)]
            sheet.set_row(row, book.height(texts))
            for place, (item, head) in enumerate(zip(items, self.heads, strict=True)):
                put(book, sheet, (row, place), item, head.number)
        self._totals(book, sheet)
        if any(head.number != WORDS for head in self.heads):
            book.legend(sheet, FIRST + len(self.rows) + self._adds_up + 1)
        sheet.freeze_panes(FIRST, 0)
        mark_up(sheet, Area(HEADER, FIRST + len(self.rows) - 1, len(self.heads) - 1), filtered=True)
        book.paper(sheet, widths, HEADER, folded)
        seen = [width for place, width in enumerate(widths) if place not in folded]
        if self._adds_up:
            keep_total(sheet, seen, HEADER, FIRST + len(self.rows))
        if self.on_one_page:
            for after in islice(rows_of_pages(sheet, seen, HEADER, FIRST + len(self.rows) - 1), 1):
                sheet.print_area(0, 0, after - 2, len(self.heads) - 1)
        return sheet

    def _folded(self) -> list[int]:
        """Return the columns that are aside, and those in which no row has anything, which are folded away; the first stays."""
        empty = [all(items[place] in (None, "") for items in self.rows) for place in range(len(self.heads))]
        return [place for place, none in enumerate(empty) if place and self.rows and (none or place in self.aside)]

    @property
    def _adds_up(self) -> bool:
        """Whether the list has totals at its foot."""
        return bool(self.rows) and any(head.total for head in self.heads)

    def _totals(self, book: Book, sheet: Worksheet) -> None:
        if not self._adds_up:
            return
        row = FIRST + len(self.rows)
        for place, head in enumerate(self.heads):
            if head.total:
                span = Cell(f"{address(FIRST, place)}:{address(row - 1, place)}")
                book.live(
                    sheet,
                    (row, place),
                    sum_of(span),
                    add_up(number(line[place]) for line in self.rows),
                    book.look("total", head.number),
                )
            else:
                sheet.write_string(row, place, "Total" if place == 0 else "", book.look("total", WORDS))


def number(item: Item) -> float:
    """Return what a cell adds to the total of its column."""
    found = item.value if isinstance(item, Live) else item
    return float(found) if isinstance(found, (int, float)) else 0.0


def put(book: Book, sheet: Worksheet, at: tuple[int, int], item: Item, form: str) -> None:
    """Write one cell: live, or a value of the tool's, which is grey and in italics, or a text."""
    if item is None or item == "":
        sheet.write_blank(*at, None, book.look("text"))
    elif isinstance(item, Live):
        book.live(sheet, at, item.part, item.value, book.look("text", item.number or form))
    elif isinstance(item, str):
        sheet.write_string(*at, item, book.look("ratio") if item in _SIGNS and form != WORDS else book.look("text", WORDS))
    else:
        sheet.write_number(*at, item, book.look("note", form))
