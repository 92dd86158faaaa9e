"""Printed tables: the section, the page of each sub-programme, and the staffing table, laid out to be read and to foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.book import Headline, address
from aspbudget.formula import Binary, Cell, Gather, Node, Number, sum_of
from aspbudget.look import MONEY, THOUSANDS, WHOLE, WORDS, Page, print_on_a4
from aspbudget.line import CURRENCY
from aspbudget.table import Crossing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.book import Book
    from aspbudget.cost import Figures
    from aspbudget.model import Printed

_FIRST_BLOCK = 4
FIRST_ROW = _FIRST_BLOCK + 2
_LABEL_WIDTH, _WIDTH = 36, 14


class Row(NamedTuple):
    """A row of a printed table: a key, or the subtotal of a group, or the total."""

    label: str
    kind: str


@dataclass(frozen=True)
class Column:
    """A column of a printed table: its title, the line that it shows, and the key by which it is chosen, if any."""

    title: str
    figure: str
    key: str = ""
    divide: float = 1


def rows_down(figures: Figures, printed: Printed) -> list[Row]:
    """Return the rows of a printed table in order: each group's keys, its subtotal, and at the end the total."""
    table = next(other for name, other in _axes(figures, printed) if name == printed.down)
    keys = figures.values(table, figures.catalogue.key(table))
    groups = figures.values(table, printed.group)
    rows: list[Row] = []
    for place, (key, group) in enumerate(zip(keys, groups, strict=True)):
        rows.append(Row(key, "key"))
        if place + 1 == len(keys) or groups[place + 1] != group:
            rows.append(Row(f"Subtotal {group}", "subtotal"))
    return [*rows, Row("Total", "total")]


def keys_across(figures: Figures, printed: Printed) -> list[tuple[str, str]]:
    """Return the keys that run across a printed table, each with its heading."""
    table = next(other for name, other in _axes(figures, printed) if name == printed.across)
    keys = figures.values(table, figures.catalogue.key(table))
    return list(zip(keys, figures.values(table, printed.heading) if printed.heading else keys, strict=True))


def _axes(figures: Figures, printed: Printed) -> tuple[tuple[str, str], ...]:
    rows = figures.catalogue.tables[printed.table].rows
    return rows.of if isinstance(rows, Crossing) else ()


def amounts(figures: Figures, printed: Printed, figure: str) -> dict[tuple[str, str], float]:
    """Return a line's value for every pair of keys: down, across."""
    table = printed.table
    keys = zip(figures.values(table, printed.down), figures.values(table, printed.across), strict=True)
    return dict(zip(keys, (float(value) for value in figures.tables[table].columns[figure]), strict=True))


def write_printed(book: Book, figures: Figures, printed: Printed, headings: list[str]) -> Headline:
    """Write a printed table, one block for each of its figures, under `headings`; return the first block's grand total."""
    sheet = book.sheet(printed.title, "#C00000")
    unit = f"Thousands of {book.places.currency}" if printed.divide != 1 else ""
    across = keys_across(figures, printed)
    _headings(book, sheet, headings)
    top = _FIRST_BLOCK
    first = printed.figures[0][0]
    cell = address(FIRST_ROW + len(rows_down(figures, printed)) - 1, len(across) + 1, fixed="rc")
    total = sum(amounts(figures, printed, first).values()) / printed.divide
    for figure, label in printed.figures:
        columns = [Column(heading, figure, key, printed.divide) for key, heading in across]
        block = _Block(book, sheet, figures, printed, columns, top)
        block.write(f"{label} – {unit}" if unit else label, totals=True)
        top = block.bottom + 2
    _finish(book, sheet, len(across) + 1)
    return Headline(f"{printed.title}, total{f' (thousands of {book.places.currency})' if unit else ''}", f"'{printed.title}'!{cell}", total)


def write_details(book: Book, figures: Figures, printed: Printed, title: str) -> None:
    """Write a page for each key that runs across: what each model charges to each of its rows, and the printed amount."""
    lines = figures.catalogue.tables[printed.table].lines
    for key, heading in keys_across(figures, printed):
        sheet = book.sheet(key, "#C00000")
        _headings(book, sheet, [f"{key} {heading}", f"{title}: what each model charges, and the printed amount"])
        columns = [Column(book.places.title(printed.table, line.name), line.name, key) for line in lines]
        last = columns[-1]
        columns[-1] = Column(f"Printed (thousands of {book.places.currency})", last.figure, key, printed.divide)
        _Block(book, sheet, figures, printed, columns, _FIRST_BLOCK).write(printed.down.capitalize(), totals=False)
        _finish(book, sheet, len(columns))


@dataclass
class _Block:
    """One block of a printed table, with its header in row `top`."""

    book: Book
    sheet: Worksheet
    figures: Figures
    printed: Printed
    columns: list[Column]
    top: int

    def __post_init__(self) -> None:
        self.rows = rows_down(self.figures, self.printed)
        self.first = self.top + 2
        self.bottom = self.first + len(self.rows) - 1

    def write(self, label: str, *, totals: bool) -> None:
        """Write the header, the rows and, with `totals`, a column at the right that adds the others up."""
        look = self.book.look
        self.sheet.write_string(self.top, 0, label, look.header())
        self.sheet.write_blank(self.top + 1, 0, None, look.header(computed=True))
        for row, line in enumerate(self.rows, start=self.first):
            self.sheet.write_string(row, 0, line.label, look(_style(line), WORDS))
        for place, column in enumerate(self.columns, start=1):
            self.sheet.write_string(self.top, place, column.title, look.header(right=True))
            self.sheet.write_string(self.top + 1, place, column.key, look.header(computed=True, right=True))
            self._column(place, column)
        if totals:
            self.sheet.write_string(self.top, len(self.columns) + 1, "Total", look.header(right=True))
            self.sheet.write_blank(self.top + 1, len(self.columns) + 1, None, look.header(computed=True))
            self._across()
        self.sheet.set_row(self.top, 48)

    def _column(self, place: int, column: Column) -> None:
        known = amounts(self.figures, self.printed, column.figure)
        values = {line.label: known[line.label, column.key] / column.divide for line in self.rows if line.kind == "key"}
        for row, line in enumerate(self.rows, start=self.first):
            style = self.book.look(_style(line), self._number(column))
            if line.kind == "key":
                self.book.live(self.sheet, (row, place), self._cell(row, place, column), values[line.label], style)
            else:
                spans = self._spans(row, line, place)
                value = sum(values[each.label] for span in spans for each in self._lines(span))
                self.book.live(self.sheet, (row, place), self._sum(spans, place), value, style)

    def _cell(self, row: int, place: int, column: Column) -> Node:
        keys = (
            (self.printed.down, Cell(address(row, 0, fixed="c"))),
            (self.printed.across, Cell(address(self.top + 1, place, fixed="r"))),
        )
        value: Node = Gather("total", self.printed.table, column.figure, keys)
        return value if column.divide == 1 else Binary("/", value, Number(column.divide))

    def _spans(self, row: int, line: Row, place: int) -> list[range]:
        """Return the rows that a subtotal or the total adds up, in runs of rows that stand together."""
        runs, start = [], self.first
        for end in range(self.first, row):
            if self.rows[end - self.first].kind != "key":
                runs.append(range(start, end))
                start = end + 1
        return runs if line.kind == "total" else [range(start, row)]

    def _lines(self, span: range) -> Iterable[Row]:
        return (self.rows[row - self.first] for row in span)

    def _sum(self, spans: list[range], place: int) -> Node:
        if not spans:
            return Number(0)  # a spreadsheet can't add up nothing
        return sum_of(*(Cell(f"{address(span.start, place)}:{address(span.stop - 1, place)}") for span in spans))

    def _across(self) -> None:
        place = len(self.columns) + 1
        totals: dict[str, float] = {}
        known = [amounts(self.figures, self.printed, column.figure) for column in self.columns]
        for row, line in enumerate(self.rows, start=self.first):
            span = Cell(f"{address(row, 1)}:{address(row, place - 1)}")
            if line.kind == "key":
                pairs = zip(known, self.columns, strict=True)
                totals[line.label] = sum(values[line.label, column.key] / column.divide for values, column in pairs)
                value = totals[line.label]
            else:
                value = sum(totals[each.label] for run in self._spans(row, line, place) for each in self._lines(run))
            style = self.book.look({"key": "sum"}.get(line.kind, _style(line)), self._number(self.columns[0]))
            self.book.live(self.sheet, (row, place), sum_of(span) if self.columns else Number(0), value, style)

    def _number(self, column: Column) -> str:
        if column.divide != 1:
            return THOUSANDS
        unit = self.figures.catalogue.figures[self.printed.table, column.figure].line.unit
        return MONEY if unit == CURRENCY else WHOLE


def _style(line: Row) -> str:
    return {"key": "text", "subtotal": "subtotal", "total": "total"}[line.kind]


def _headings(book: Book, sheet: Worksheet, headings: list[str]) -> None:
    for row, (text, style) in enumerate(zip(headings, ("title", "subtitle", "banner"), strict=False)):
        sheet.write_string(row, 0, text, book.look(style))


def _finish(book: Book, sheet: Worksheet, columns: int) -> None:
    sheet.set_column(0, 0, _LABEL_WIDTH)
    sheet.set_column(1, columns, _WIDTH)
    sheet.freeze_panes(_FIRST_BLOCK + 2, 1)
    print_on_a4(sheet, Page(_FIRST_BLOCK, book.foot, book.draft))
    sheet.fit_to_pages(1, 0)
