"""The workbook being written: every value with its formula, every formula remembered so that a second engine can judge it."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import IntEnum
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from aspbudget.declare.layout import AT_A_GLANCE, CONTENTS
from aspbudget.language import Language
from aspbudget.lines.adding import add_up
from aspbudget.lines.canonical import ROW, number_text
from aspbudget.lines.formula import Binary, Call, Named, Number, Text
from aspbudget.lines.spreadsheet import escaped, formula
from aspbudget.phrase import in_a_row, phrase
from aspbudget.workbooks.live_sheet import ByRow, LiveSheet
from aspbudget.workbooks.look import (
    BLUE,
    ENTERED,
    IDENTITY,
    POINTS,
    TITLE_HEIGHT,
    WORKED_OUT,
    Look,
    Page,
    height,
    is_narrow,
    leave_out,
    print_on_a4,
)
from aspbudget.workbooks.properties import File
from aspbudget.workbooks.translation import Shown, Translation, Untranslated
from aspbudget.workbooks.typeface import fits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.lines.formula import Node

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
Value = float | str | bool
CHECKS_FAILING = "checks_failing"
ALL_HOLD = "All comparisons of sheet Checks hold"
NIL = "–"
LEGEND = "–  nil    ( )  negative    n/a  not available    ..  not entered"


@dataclass(frozen=True)
class Places:
    """How the workbook refers to what the formulas of a table use: columns by their titles, assumptions by name."""

    catalogue: Catalogue
    currency: str
    table: str = ""
    shown: Callable[[str], bool] = field(default=lambda _: True, compare=False, repr=False)
    words: Translation = field(default_factory=lambda: Translation(Language()), compare=False, repr=False)
    _known: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)
    _titles: dict[str, dict[str, str]] = field(default_factory=dict, compare=False, repr=False)

    def own(self, name: str) -> str:
        """Return a column in the formula's own row: `Posts[[#This Row],[Grade]]`."""
        table, title = self.column(self.table, name).split("[", 1)
        return f"{table}[[#This Row],{title}"

    def column(self, table: str, name: str) -> str:
        """Return a whole column of a table: `Grades[[Annual cost (EUR)]]`.

        Titles with signs in them need the inner brackets, and they do no harm to the others.
        """
        if (table, name) not in self._known:
            self._known[table, name] = f"{excel_name(table)}[[{escaped(self.title(table, name))}]]"
        return self._known[table, name]

    def has(self, table: str) -> bool:
        """Whether a table has a sheet in the workbook; one without rows has none."""
        return self.shown(table)

    def named(self, name: str) -> str:
        """Return the defined name of an assumption."""
        return name

    def title(self, table: str, name: str) -> str:
        """Return a column's title in the workbook."""
        if table not in self._titles:
            names = self.catalogue.names(table)
            titles = self.words.titles([self.catalogue.title(table, each, self.currency) for each in names])
            self._titles[table] = dict(zip(names, titles, strict=True))
        return self._titles[table].get(name) or self.words(self.catalogue.title(table, name, self.currency))

    def text(self, text: str) -> str:
        """Return a text as the cells of the workbook have it."""
        return self.words(text)

    def wording(self, text: str) -> str:
        """Return a text with gaps in the language of the workbook."""
        return self.words.wording(text)

    def cell(self, address: str) -> str:
        """Return the address of a cell, with the name of its sheet in the workbook."""
        return self.words.cell(address)

    def signs(self) -> tuple[str, str] | None:
        """Return what groups digits and what parts decimals in texts; in the language of the inputs the reader's spreadsheet decides."""
        return None if self.words.is_of_inputs else (self.words.language.group, self.words.language.mark("point"))

    def of(self, table: str) -> Places:
        """Return the places as seen from the rows of a table."""
        return replace(self, table=table)


def excel_name(table: str) -> str:
    """Return the name by which a spreadsheet knows a table: `conference_days` → `ConferenceDays`."""
    return "".join(word.capitalize() for word in table.split("_"))


class Group(IntEnum):
    """The groups in which sheets stand, one after the other: what readers are given, what was entered, what was worked out from it, and pages made on demand."""

    READERS = 0
    INPUTS = 1
    WORKINGS = 2
    PAGES = 3

    @property
    def is_for_readers(self) -> bool:
        """Whether its sheets are laid out to be read, also on paper."""
        return self in (Group.READERS, Group.PAGES)


_COLOURS = {Group.READERS: BLUE, Group.INPUTS: ENTERED, Group.WORKINGS: WORKED_OUT, Group.PAGES: BLUE}
_FIRST_SHEETS = (AT_A_GLANCE, CONTENTS)
_LINK_WIDTH = 12
_BOLD = 1.05  # how much wider bold letters are
_SIZES: dict[str, float] = {"identity": IDENTITY, "identity_of_a_draft": IDENTITY}  # of the letters of lines that are not those of the table, in points
BACK = phrase("← {sheet}", sheet=CONTENTS)


class Entry(NamedTuple):
    """A sheet as the list of contents names it: its name, what it is, and its group."""

    name: str
    about: str
    group: Group = Group.READERS


class Filled(NamedTuple):
    """A column of a table as a sheet has it row by row: the table, the column, the first row on the sheet, and how many there are."""

    table: str
    name: str
    first: int
    rows: int


class Headline(NamedTuple):
    """The total of a printed table: what it is, the address of its cell, its value, and a formula that gives the same in another way."""

    what: str
    cell: str
    value: float
    other: Node


class _Sheet(LiveSheet):
    """A sheet that writes texts in the language of its workbook."""

    book: Book

    def _write_string(self, row: int, col: int, string: str, cell_format: Format | None = None) -> int:
        shown = self.book.words(string)
        style = self.book.look.foreign(cell_format) if isinstance(shown, Untranslated) and cell_format else cell_format
        return int(super()._write_string(row, col, shown, style))

    def _write_number(self, row: int, col: int, number: float, cell_format: Format | None = None) -> int:
        """Write a number with no more digits than every spreadsheet keeps, so that it is the same whoever saves the workbook."""
        return int(super()._write_number(row, col, float(number_text(number)), cell_format))


@dataclass
class Book:
    """An output workbook in memory, the value written into each of its formula cells, and its sheets with what each is, in order.

    `title` is what the workbook is, `dated` the date that was given for it, if any, and `author` who answers for it. `trees` has the formula of
    each cell of a printed sheet, rows and columns counted from 0, `by_row` that of the columns of a list, for
    its rows and by the number of a row, and `filled` what stands in the columns of each table's own sheet.
    """

    places: Places
    title: str
    draft: bool
    dated: str = ""
    author: str = ""
    buffer: io.BytesIO = field(default_factory=io.BytesIO)
    formulas: dict[tuple[str, int, int], Value] = field(default_factory=dict)
    listed: list[Entry] = field(default_factory=list)
    groups: dict[str, Group] = field(default_factory=dict)
    unprinted: set[str] = field(default_factory=set)
    trees: dict[tuple[str, int, int], Node | ByRow] = field(default_factory=dict)
    by_row: dict[tuple[str, int], tuple[range, Callable[[str], Node]]] = field(default_factory=dict)
    filled: dict[tuple[str, int], Filled] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.file = File(self.buffer, dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False))
        self.file.set_calc_mode("auto")
        self.look = Look(self.file, self.words.formats)

    @property
    def words(self) -> Translation:
        """The words of the workbook in its language."""
        return self.places.words

    def sheet(self, name: str, about: str = "", group: Group = Group.READERS, *, printed: bool = True) -> Worksheet:
        """Add a sheet to a group; with `about`, what it is, it is named in the list of contents. Only readers' sheets are printed unasked, and not all of them."""
        shown = self.reserve(name)
        sheet = self.file.add_worksheet(shown, _Sheet)
        sheet.book = self
        sheet.set_tab_color(_COLOURS[group])
        self.groups[shown] = group
        if not group.is_for_readers or not printed:
            self.unprinted.add(shown)
        if about:
            self.listed.append(Entry(shown, about, group))
        return sheet

    def reserve(self, name: str) -> str:
        """Keep the place of a sheet that is added later, among those that are there now; return its name in the workbook."""
        shown = self.words.sheet(name)
        self.order.setdefault(shown, len(self.order))
        return shown

    def find(self, name: str) -> Worksheet:
        """Return a sheet that was added before."""
        return self.file.get_worksheet_by_name(self.words.sheet(name))

    def height(self, texts: Iterable[tuple[str, float]]) -> float:
        """Return the height of a row whose cells hold these texts, as the workbook words them, in columns of these widths."""
        return height((self.words(text), width) for text, width in texts)

    def named(self, name: str, sheet: str, address: str) -> None:
        """Give a cell of a sheet a name, by which formulas refer to it."""
        self.file.define_name(name, f"='{self.words.sheet(sheet)}'!{address}")

    @property
    def identity(self) -> str:
        """What every sheet says of its workbook: whether it is a draft, what it is, and its date where one was given."""
        return in_a_row((part for part in ("DRAFT" if self.draft else "", self.title, self.dated) if part), " · ")

    def live(self, sheet: Worksheet, at: tuple[int, int], part: Node | ByRow | str, value: Value, style: Format) -> None:
        """Write a formula together with its value; the formula is a tree, one that other rows have as well, or text that was made from a tree."""
        if not isinstance(part, str):
            self.trees[sheet.name, *at] = part
        text = part.text if isinstance(part, ByRow) else part if isinstance(part, str) else formula(part, self.places)
        shown = self.words(value) if isinstance(value, str) else value
        sheet.live(at, text, self.look.foreign(style) if isinstance(shown, Untranslated) else style, shown)
        self.formulas[sheet.name, at[0] + 1, at[1] + 1] = shown

    def live_rows(self, sheet: Worksheet, at: tuple[int, int], tree: Callable[[str], Node], values: Sequence[Value], style: Format) -> None:
        """Write into the rows of a printed list, from a cell down, a formula that differs in the number of its row alone: the tree of it by that number."""
        self.by_row[sheet.name, at[1]] = range(at[0], at[0] + len(values)), tree
        self.live_column(sheet, at, formula(tree(ROW), self.places), values, style)

    def tree(self, sheet: str, row: int, column: int) -> Node | None:
        """Return the formula of a cell of a printed sheet, rows and columns counted from 0; none of any other cell."""
        rows, by_row = self.by_row.get((sheet, column), (range(0), None))
        if by_row and row in rows:
            return by_row(str(row + 1))
        found = self.trees.get((sheet, row, column))
        return found.tree(str(row + 1)) if isinstance(found, ByRow) else found

    def live_column(self, sheet: Worksheet, at: tuple[int, int], text: str, values: Sequence[Value], style: Format) -> None:
        """Write one formula into the rows of a table, from a cell down, with the value that it has in each of them; `ROW` in it is the number of the row."""
        worded = any(issubclass(kind, str) for kind in set(map(type, values)))
        shown = [self.words(value) if isinstance(value, str) else value for value in values] if worded else values
        if worded and any(isinstance(value, Untranslated) for value in shown):
            for row, value in enumerate(shown, start=at[0]):
                self.live(sheet, (row, at[1]), text, value, style)
            return
        sheet.live_column(at, text, style, shown)
        places = zip(repeat(sheet.name), range(at[0] + 1, at[0] + 1 + len(shown)), repeat(at[1] + 1))
        self.formulas.update(zip(places, shown, strict=False))

    def head(self, sheet: Worksheet, title: str, about: str, widths: Sequence[float]) -> None:
        """Write the first three rows of a sheet whose columns have these widths: the way back, its title, and what it is."""
        self.way_back(sheet, widths)
        sheet.set_row(1, TITLE_HEIGHT)
        sheet.write_string(1, 0, title, self.look("title"))
        self.across(sheet, (2, 0), about, "subtitle", widths)

    def way_back(self, sheet: Worksheet, widths: Sequence[float]) -> None:
        """Write the first row of a sheet: a link to the list of contents, and what the workbook is."""
        sheet.write_url(0, 0, f"internal:'{self.words.sheet(CONTENTS)}'!A1", self.look("link"), self.words(BACK))
        self.across(sheet, (0, _beside_the_link(widths)), self.identity, self._identity_style, widths)

    @property
    def _identity_style(self) -> str:
        return "identity_of_a_draft" if self.draft else "identity"

    def is_identity_in_line(self, widths: Sequence[float]) -> bool:
        """Whether what the workbook is has room on one line beside the way back, on a sheet whose columns have these widths."""
        return self._fits(self.words(self.identity), self._identity_style, widths[_beside_the_link(widths) :])

    @staticmethod
    def _fits(text: str, style: str, widths: Sequence[float]) -> bool:
        return fits(text, _room(style, widths), _SIZES.get(style, POINTS))

    def across(self, sheet: Worksheet, at: tuple[int, int], text: str, style: str, widths: Sequence[float]) -> None:
        """Write a line of text from a cell to the last column; one that is wider than these is wrapped over them, so that none of it is cut in print."""
        row, first = at
        text = Shown(self.words(text).replace("\n", " "))
        if first >= len(widths) or not self.groups[sheet.name].is_for_readers or self._fits(text, style, widths[first:]):
            sheet.write_string(row, first, text, self.look(f"{style}_line"))
            return
        sheet.set_row(row, self.height([(text, _room(style, widths[first:]))]))
        if first + 1 < len(widths):
            sheet.merge_range(row, first, row, len(widths) - 1, text, self.look(f"{style}_across"))
        else:
            sheet.write_string(row, first, text, self.look(f"{style}_across"))

    def verdict(self, sheet: Worksheet, row: int) -> None:
        """Write, above a printed table, whether any comparison of sheet Checks fails."""
        hold = Binary("=", Named(CHECKS_FAILING), Number(0), "truth")
        text = Call("where", (hold, Text(ALL_HOLD), Text("A comparison fails: see sheet Checks")), "text")
        self.live(sheet, (row, 0), text, ALL_HOLD, self.look("remark"))

    def legend(self, sheet: Worksheet, row: int) -> None:
        """Write, below a printed table, what its signs stand for."""
        sheet.write_string(row, 0, LEGEND, self.look("remark"))

    def paper(self, sheet: Worksheet, widths: Sequence[float], header: int, folded: Sequence[int] = ()) -> None:
        """Set the widths of a sheet's columns and how it is printed: one page wide, its header on each page, or only when asked.

        Columns that are `folded` stand in an outline, which a click on its sign opens.
        """
        for place, width in enumerate(widths):
            outline = {"level": 1, "hidden": True} if place in folded else {"collapsed": place - 1 in folded}
            sheet.set_column(place, place, width, None, outline)
        if len(widths) - 1 in folded:
            sheet.set_column(len(widths), len(widths), None, None, {"collapsed": True})
        seen = [width for place, width in enumerate(widths) if place not in folded]
        self.on_a4(sheet, Page(header, self.title, self.draft, portrait=is_narrow(seen)))
        sheet.fit_to_pages(1, 0)
        if sheet.name in self.unprinted:
            leave_out(sheet)

    def on_a4(self, sheet: Worksheet, page: Page) -> None:
        """Set a sheet up for A4, in the language of the workbook."""
        print_on_a4(sheet, page._replace(foot=self.words(page.foot)), self.words.heads)

    def close(self, title: str) -> bytes:
        """Return the finished workbook; the same content gives the same bytes."""
        self._order()
        self.file.language = self.words.language.mark("locale")
        texts = {"title": title, "author": self.author, "comments": self.identity}
        self.file.set_properties({name: self.words(text) for name, text in texts.items()} | {"created": _MADE})
        self.file.close()
        data = self.buffer.getvalue()
        self._let_go()
        return data

    def _let_go(self) -> None:
        """Let go of what a finished workbook was made of: its sheets name each other and themselves, and would stay in memory while the next is made."""
        for sheet in self.file.worksheets_objs:
            sheet.fh.close()
            vars(sheet).clear()
        for each in (self.trees, self.by_row):
            each.clear()
        self.buffer.close()

    def _order(self) -> None:
        """Put the sheets in their order: the first two, then group by group, in each as they were added or a place was kept for them."""
        sheets = self.file.worksheets_objs
        first = [self.words.sheet(name) for name in _FIRST_SHEETS]
        sheets.sort(key=lambda sheet: (first.index(sheet.name) if sheet.name in first else len(first), self.groups.get(sheet.name, 0), self.order[sheet.name]))
        for place, sheet in enumerate(sheets):
            sheet.index = place


def _beside_the_link(widths: Sequence[float]) -> int:
    """Return the first column beside those over which the way back runs."""
    return next((place for place in range(1, len(widths)) if add_up(widths[:place]) >= _LINK_WIDTH), 1)


def _room(style: str, widths: Sequence[float]) -> float:
    return add_up(widths) / (_BOLD if style == "identity_of_a_draft" else 1)


def address(row: int, column: int, *, fixed: str = "") -> str:
    """Return a cell's address from its zero-based row and column; the letters `r` and `c` in `fixed` put a $ before row and column."""
    return f"{'$' if 'c' in fixed else ''}{xl_col_to_name(column)}{'$' if 'r' in fixed else ''}{row + 1}"
