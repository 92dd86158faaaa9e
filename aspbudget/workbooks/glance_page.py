"""The page of the first sheet: A4 portrait, its title, large figures, findings with what stands below them, what is missing, who answers."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.layout import AT_A_GLANCE, TO_CONFIRM
from aspbudget.inputs.standing import given
from aspbudget.lines.adding import add_up
from aspbudget.phrase import altered, phrase
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.book import address
from aspbudget.workbooks.charts import Bars, Spot, insert
from aspbudget.workbooks.column_order import ordered
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.table_sheets import FIRST_ROW
from aspbudget.workbooks.translation import Shown
from aspbudget.workbooks.typeface import fits, lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.standing import Standing
    from aspbudget.workbooks.book import Book
    from aspbudget.workbooks.live_text import Words

WIDTHS = (38.0, 13.0, 13.0, 13.0, 13.0, 13.0, 13.0)
LAST = len(WIDTHS) - 1
DATA = LAST + 2  # the first column of what charts are drawn from, right of what is printed
ROW = 20  # pixels
_CLAIM = 3
_CLAIM_SIZE, _BOLD = 16, 1.05  # points; how much wider bold letters are
_ONE_LINE, _TWO_LINES = 46, 62  # dots: the height of the row
_MARGIN, _INDENT = 2, 2  # characters that are left free after a text, and before one that is indented
_TILES = (0, 1, 3, 5)
_MOST_MISSING = 5
_POINTS = 0.75


class LargeFigure(NamedTuple):
    """A large figure at the top: what it is, the figure as text, and a remark."""

    label: str
    figure: Words
    remark: Words


@dataclass
class GlancePage:
    """The first sheet while it is written, from the top down; `row` is the next free one."""

    book: Book
    sheet: Worksheet
    row: int = 0

    def put(self, row: int, column: int, item: Live | str | float, style: str, number: str = "") -> None:
        """Write a cell: live, or a text, or a value that the tool computed."""
        if isinstance(item, Live):
            self.book.live(self.sheet, (row, column), item.part, item.value, self.book.look(style, number))
        elif item == "":
            self.sheet.write_blank(row, column, None, self.book.look(style, number))  # an empty text would cut the one before it
        elif isinstance(item, str):
            self.sheet.write_string(row, column, item, self.book.look(style, number))
        else:
            self.sheet.write_number(row, column, item, self.book.look(style, number))

    def head(self, about: str, claim: Words, lacking: str = "") -> None:
        """Write the first rows as on every sheet, with what the document is about, then in one sentence what the document says, and what that leaves out."""
        self.book.head(self.sheet, AT_A_GLANCE, about, WIDTHS)
        self.sheet.merge_range(_CLAIM, 0, _CLAIM, LAST, "", self.book.look("claim"))
        self.put(_CLAIM, 0, claim, "claim")
        self.put(_CLAIM + 1, 0, lacking, "lacking")
        value = claim.value if isinstance(claim, Live) else claim
        shown = self.book.words(value) if isinstance(value, str) else str(value)
        self.sheet.set_row_pixels(_CLAIM, _ONE_LINE if lines(shown, add_up(WIDTHS) / _BOLD, _CLAIM_SIZE) == 1 else _TWO_LINES)
        self.row = _CLAIM + (3 if lacking else 2)

    def large(self, figures: Sequence[LargeFigure]) -> None:
        """Write the large figures side by side."""
        for column, each in zip(_TILES, figures, strict=False):
            for row, (item, style) in enumerate(((each.label, "tile"), (each.figure, "large"), (each.remark, "tile")), start=self.row):
                self.put(row, column, item, style)
        self.sheet.set_row_pixels(self.row + 1, 32)
        self.row += 4

    def finding(self, claim: Words, about: str) -> None:
        """Write a finding and below it what is shown."""
        self.at_right((self.row, 0), claim, about)
        self.row += 2

    def at_right(self, at: tuple[int, int], claim: Words, about: str) -> None:
        """Write a finding at the right of another."""
        row, column = at
        self.put(row, column, claim, "finding")
        self.put(row + 1, column, about, "quiet")
        self.sheet.set_row_pixels(row, 22)

    def titles(self, titles: Mapping[int, str], marks: Mapping[int, str] | None = None, words: Collection[int] = (0,), last: int = LAST) -> None:
        """Write the titles of a table's columns up to the last of the page; `marks` are the colours of those that are drawn, `words` those with texts."""
        for column in range(last + 1):
            self.put(self.row, column, titles.get(column, ""), "cell_heading" if column in words else "cell_heading_right", *(["@"] if column in words and column else []))
        for column, colour in (marks or {}).items():
            self._marked(column, titles[column], colour)
        self.sheet.set_row(self.row, self.book.height((title, WIDTHS[column] - 1) for column, title in titles.items() if column not in words) + 2)
        self.row += 1

    def _marked(self, column: int, title: str, colour: str) -> None:
        """Write a column's title with a mark in the colour of its bars."""
        look = self.book.look
        self.sheet.write_rich_string(self.row, column, look.mark(colour), "■ ", look("cell_heading_right"), self.book.words(title), look("cell_heading_right"))

    def data(self, row: int, titles: Iterable[str]) -> None:
        """Write the titles of what a chart is drawn from, right of what is printed, in the row of a table's titles."""
        for column, title in enumerate(titles, start=DATA):
            self.put(row, column, title, "quiet")

    def choose(self, at: tuple[int, int], chosen: str, names: str, last: int = LAST) -> None:
        """Write a cell in which the reader chooses one of the names in a range; a long name runs over the columns up to the last."""
        row, column = at
        for each in range(column, last + 1):
            self.put(row, each, chosen if each == column else "", "choice")
        self.sheet.data_validation(row, column, row, column, {"validate": "list", "source": f"={self.book.words.cell(names)}"})

    def missing(self, standing: Standing, catalogue: Catalogue, inputs: Inputs, more: Sequence[str] = ()) -> None:
        """Write by name what is missing, the rest where it is listed."""
        names = [*more, *(_name(catalogue, inputs, place) for place in standing.missing)]
        self.put(self.row, 0, phrase("What is missing: {count:,}, in no total", count=len(names)) if names else words.NOTHING_MISSING, "finding")
        self.row += 1
        for name in names[:_MOST_MISSING]:
            self.put(self.row, 0, phrase("✕ {name}", name=name), "lacking")
            self.row += 1
        if len(names) > _MOST_MISSING:
            self.put(self.row, 0, phrase("✕ {count:,} more: see sheet {sheet}", count=len(names) - _MOST_MISSING, sheet=TO_CONFIRM), "lacking")
            self.row += 1

    def short(self, text: str, first: int, last: int, *, indented: bool = False) -> str:
        """Return a text in one line, cut where it is longer than some columns are wide together, less an indent."""
        return altered(text, partial(cut, room=add_up(WIDTHS[first : last + 1]) - _MARGIN - _INDENT * indented))

    def foot(self, standing: Standing, heading: Mapping[str, object], remark: str = "") -> None:
        """Write whether this is a draft and why, who answers for it, or lines to sign on, the legend, and a remark below it; set the page up."""
        if standing.reasons:
            self.put(self.row, 0, standing.sentence, "lacking")
            self.row += 1
        self.row += 1
        for column, (title, name) in zip((0, 2, 5), ((words.PREPARED, "prepared_by"), (words.REVIEWED, "reviewed_by"), (words.DATE, "prepared_on")), strict=True):  # fmt: skip
            self._sign(column, title, heading.get(name))
        self.row += 3
        self.book.legend(self.sheet, self.row)
        self.put(self.row + 1, 0, words.LIVE, "quiet")
        if remark:
            self.put(self.row + 2, 0, remark, "quiet")
        self.row += 2 + bool(remark)
        self._finish()

    def _sign(self, column: int, title: str, value: object) -> None:
        shown = day_in_words(value) if hasattr(value, "strftime") else str(value) if given(value) else ""
        last = {0: 0, 2: 3, 5: LAST}[column]
        for each in range(column, last + 1):
            self.put(self.row + 1, each, shown if each == column else "", "sign_here")
        self.sheet.set_row_pixels(self.row + 1, 24)
        self.put(self.row, column, title, "quiet")

    def _finish(self) -> None:
        self.book.paper(self.sheet, WIDTHS, -1)
        self.sheet.set_column(LAST + 1, LAST + 1, 4)
        self.sheet.set_column(DATA, DATA + 8, 14)
        self.put(0, DATA, words.DATA, "quiet")
        self.sheet.hide_gridlines(2)
        self.sheet.print_area(0, 0, self.row - 1, LAST)
        self.sheet.fit_to_pages(1, 1)

    def draw(self, bars: Bars, column: int, finding: Words, last: int = LAST) -> None:
        """Draw bars beside the rows that they are drawn from, from a column to a last one, which is the right edge of the page."""
        said = finding.value if isinstance(finding, Live) else finding
        spot = Spot((bars.first, column), self.width(column, last), ROW * (bars.last - bars.first + 1), self.book.words(phrase("{finding}.", finding=said)))
        insert(self.book, self.sheet, bars, spot)

    def width(self, first: int, last: int = LAST) -> int:
        """Return how many pixels some columns are wide together."""
        return int(7 * add_up(WIDTHS[first : last + 1]) + 5 * (last + 1 - first))


def begun(book: Book) -> GlancePage:
    """Return the first sheet, which is there from the beginning and written when all others are."""
    return GlancePage(book, book.find(AT_A_GLANCE))


def cut(text: str, room: float) -> str:
    """Return a text in one line, cut after a word where it is longer than columns of this width, in characters; within a word that has no room itself."""
    whole = " ".join(text.split()).rstrip(";:")
    if fits(whole, room):
        return whole
    seen = bisect_left(range(1, len(whole) + 1), True, key=lambda letters: not fits(f"{whole[:letters]}…", room))
    words, _, _ = whole[: seen + 1].rpartition(" ")
    shown = words if 2 * len(words) > seen else whole[:seen]
    return f"{shown.rstrip(' ,;:')}…"


def day_in_words(day: object) -> str:
    """Return a day in words; nothing where none is given."""
    return f"{day:%d %B %Y}".lstrip("0") if given(day) else ""


def column_of(figures: Figures, table: str, name: str) -> str:
    """Return where the rows of a table's column stand on its sheet."""
    of = figures.catalogue.tables[table]
    column, sheet = ordered(figures, of).names.index(name), of.title
    last = FIRST_ROW + len(figures.tables[table]) - 1
    return f"'{sheet}'!{address(FIRST_ROW, column, fixed='rc')}:{address(last, column, fixed='rc')}"


def _name(catalogue: Catalogue, inputs: Inputs, place: tuple[str, int]) -> str:
    """Return what is missing as a person says it, and where it is to be filled in."""
    table, row = place
    key = catalogue.key(table) or catalogue.names(table)[0]
    sheet, at = inputs.place(catalogue.tables[table], key, row)
    known = str(inputs.frames[table].at[row, key])
    assumed = catalogue.assumptions.get(known) if table == "assumptions" else None
    return phrase("{name} (sheet {sheet}, cell {cell})", name=assumed.title if assumed else known, sheet=Shown(sheet), cell=at)
