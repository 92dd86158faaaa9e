"""Printed tables laid out: the section, the page of each key that runs across, the staffing table, each to be read and to foot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from aspbudget.figures.printed import amounts, earlier_titles, is_full, is_not_entered, keys_across, rows_down
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import NOT_AVAILABLE, Binary, Call, Cell, Dash, Gather, Node, Number, Text, sum_of
from aspbudget.lines.line import CURRENCY
from aspbudget.phrase import in_a_row, phrase
from aspbudget.workbooks.book import Headline, address
from aspbudget.workbooks.live_sheet import ByRow
from aspbudget.workbooks.look import MONEY, NOT_ENTERED, SHARE, WHOLE, WORDS, capital, decimals
from aspbudget.workbooks.marked_up import Area, mark_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.layout import Printed, Scale
    from aspbudget.figures.cost import Figures
    from aspbudget.figures.printed import Row
    from aspbudget.workbooks.book import Book

_FIRST_BLOCK = 4
FIRST_ROW = _FIRST_BLOCK + 1
_LABEL_WIDTH, _WIDTH = 36, 14
_HEADER_HEIGHT, _ONE_LINE = 48, 15  # points


@dataclass(frozen=True)
class Column:
    """A column of a printed table: its title, the line that it shows, and the key by which it is chosen, if any.

    With a `scale` its amounts are printed in it, otherwise to the cent. Without a key it adds up all that runs across. With `share_of`,
    it is the share in per cent of one column of the block in another; a total's share is that of the two totals.
    """

    title: str
    figure: str
    key: str = ""
    scale: Scale | None = None
    share_of: str = ""


    @property
    def divide(self) -> float:
        """By what the line's values are divided."""
        return self.scale.divide if self.scale else 1


def _scale(figures: Figures, printed: Printed, figure: str = "") -> Scale | None:
    """Return the scale in which a line is printed: that of its table when it is an amount of money, and otherwise none."""
    unit = figures.catalogue.figures[printed.table, figure or printed.figure].line.unit
    return printed.scale if unit == CURRENCY else None


def _unit(book: Book, figures: Figures, printed: Printed) -> str:
    """Return what the amounts of a table are counted in, when they are amounts of money."""
    scale = _scale(figures, printed)
    return scale.unit(book.places.currency) if scale else ""


def _counted_in(label: str, unit: str) -> str:
    """Return a label with what amounts are counted in: `Object – Thousands of EUR`."""
    return phrase("{label} – {unit}", label=label, unit=capital(unit))


def write_printed(book: Book, figures: Figures, printed: Printed) -> Headline:
    """Write a printed table, and return the grand total of its first figure.

    There is one block for each figure; above them is the full form, this cycle with earlier ones, where there are any.
    """
    sheet = book.sheet(printed.title, capital(printed.about))
    unit = _unit(book, figures, printed)
    across = keys_across(figures, printed)
    full = _full(book, sheet, figures, printed, "")
    start = top = full.bottom + 2 if full else _FIRST_BLOCK
    first = printed.figure
    cell = address(start + 1 + len(rows_down(figures, printed)) - 1, len(across) + 1, fixed="rc")
    scale = _scale(figures, printed)
    divide = scale.divide if scale else 1
    total = add_up(amounts(figures, printed, first).values()) / divide
    for figure, label in printed.figures:
        columns = [Column(phrase("{key} {heading}", key=key, heading=heading), figure, key, _scale(figures, printed, figure)) for key, heading in across]
        block = _Block(book, sheet, figures, printed, columns, top)
        block.write(_counted_in(label, unit) if unit else label, totals=True)
        top = block.bottom + 2
    about = in_a_row((capital(printed.about), *([unit] if unit else [])), ", ")
    _finish(book, sheet, (printed.title, about), _Below(max(len(across) + 1, len(printed.earlier)), top, bool(full), several=bool(full) or len(printed.figures) > 1))
    return Headline(
        phrase("{sheet}, total ({unit})" if unit else "{sheet}, total", sheet=printed.title, unit=unit),
        f"'{printed.title}'!{cell}",
        total,
        Binary("/", Gather("total", printed.table, first, ()), Number(divide)),
    )


def write_details(book: Book, figures: Figures, printed: Printed) -> None:
    """Write a page for each key that runs across: what each model charges to each of its rows, and the printed amount."""
    names = [line.name for line in figures.catalogue.tables[printed.table].lines]
    last = printed.figure
    unit = _unit(book, figures, printed)
    for key, heading in keys_across(figures, printed):
        sheet = book.sheet(key, phrase("{heading}: what is proposed, and what each model charges to it", heading=heading))
        full = _full(book, sheet, figures, printed, key)
        columns = [Column(figures.catalogue.figures[printed.table, name].title, name, key, printed.scale) for name in names[: names.index(last)]]
        columns.append(Column("Printed", last, key, printed.scale))
        top = full.bottom + 2 if full else _FIRST_BLOCK
        block = _Block(book, sheet, figures, printed, columns, top)
        block.write(_counted_in(printed.down.capitalize(), unit), totals=False)
        about = phrase("What is proposed, what each model charges to it, and the printed amount, which is rounded; {unit}", unit=unit)
        _finish(book, sheet, (phrase("{key} {heading}", key=key, heading=heading), about), _Below(len(columns), block.bottom + 2, bool(full), several=bool(full)))


def _full(book: Book, sheet: Worksheet, figures: Figures, printed: Printed, key: str) -> _Block | None:
    """Write the full form, this cycle with earlier ones, of one key that runs across or of all together."""
    if not is_full(figures, printed):
        return None
    titles = zip(earlier_titles(figures, printed), printed.earlier, strict=True)
    columns = [Column(title, each.figure, key, printed.scale, each.share_of) for title, each in titles]
    block = _Block(book, sheet, figures, printed, columns, _FIRST_BLOCK)
    block.write(_counted_in(printed.down.capitalize(), _unit(book, figures, printed)), totals=False)
    return block


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
        self.first = self.top + 1
        self.bottom = self.first + len(self.rows) - 1

    def write(self, label: str, *, totals: bool) -> None:
        """Write the header, the rows and, with `totals`, a column at the right that adds the others up."""
        look = self.book.look
        self.sheet.write_string(self.top, 0, label, look.header())
        for row, line in enumerate(self.rows, start=self.first):
            self.sheet.write_string(row, 0, line.label, look(_label_style(line), WORDS))
        for place, column in enumerate(self.columns, start=1):
            self.sheet.write_string(self.top, place, column.title, look.header(right=True))
            self._column(place, column)
        if totals:
            self.sheet.write_string(self.top, len(self.columns) + 1, "Total", look.header(right=True))
            self._across()
        self.sheet.set_row(self.top, max(_HEADER_HEIGHT, self._high([(column.title, _WIDTH - 2) for column in self.columns])))
        for row, line in enumerate(self.rows, start=self.first):
            if (high := self._high([(line.label, _LABEL_WIDTH - 2)])) > _ONE_LINE:
                self.sheet.set_row(row, high)
        mark_up(self.sheet, Area(self.top, self.bottom, len(self.columns) + totals))

    def _high(self, texts: list[tuple[str, float]]) -> float:
        """Return the height that texts need which may be longer in another language; in that of the inputs there is room for them."""
        return 0.0 if self.book.words.is_of_inputs else self.book.height(texts)

    def _column(self, place: int, column: Column) -> None:
        values = self._shares(column) if column.share_of else self._values(column)
        number = self._number(column)
        alike = ByRow(partial(self._share if column.share_of else self._cell, column), self.book.places)
        for row, line in enumerate(self.rows, start=self.first):
            style = self.book.look(_style(line), number)
            part = alike if column.share_of or line.kind == "key" else self._sum(self._spans(row, line), place)
            self.book.live(self.sheet, (row, place), part, values[row], style)

    def _shares(self, column: Column) -> Mapping[int, float | str]:
        """Return the share in per cent that a column shows in each row of the block, a dash where it would be one of nothing."""
        parts, wholes = (self._values(self.columns[place - 1]) for place in self._share_places(column))
        return {row: 100 * parts[row] / wholes[row] if wholes[row] > 0 else NOT_AVAILABLE for row in parts}

    def _values(self, column: Column) -> Mapping[int, float]:
        """Return the value of a column of amounts in each row of the block."""
        known = amounts(self.figures, self.printed, column.figure)
        values: dict[str, float] = {}
        for (down, across), amount in known.items():
            if column.key in ("", across):
                values[down] = values.get(down, 0.0) + amount / column.divide
        return {
            row: values.get(line.label, 0.0) if line.kind == "key"
            else add_up(values.get(each.label, 0.0) for span in self._spans(row, line) for each in self._lines(span))
            for row, line in enumerate(self.rows, start=self.first)
        }  # fmt: skip

    def _share_places(self, column: Column) -> tuple[int, int]:
        """Return the places of the columns of which one is a share of the other."""
        shown = [each.figure for each in self.columns if not each.share_of]
        kept = [place for place, each in enumerate(self.columns, start=1) if not each.share_of]
        return kept[shown.index(column.figure)], kept[shown.index(column.share_of)]

    def _share(self, column: Column, row: str) -> Node:
        part, whole = (Cell(f"{xl_col_to_name(place)}{row}") for place in self._share_places(column))
        share = Binary("*", Binary("/", part, whole), Number(100))
        return Call("where", (Binary(">", whole, Number(0), "truth"), share, Dash(NOT_AVAILABLE)))

    def _cell(self, column: Column, row: str) -> Node:
        keys: list[tuple[str, Node]] = [(self.printed.down, Cell(f"$A{row}"))]
        if column.key:
            keys.append((self.printed.across, Text(column.key)))
        value: Node = Gather("total", self.printed.table, column.figure, tuple(keys))
        return value if column.divide == 1 else Binary("/", value, Number(column.divide))

    def _spans(self, row: int, line: Row) -> list[range]:
        """Return the rows that a subtotal or the total adds up, as runs of adjacent rows."""
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
        alike = ByRow(self._sum_across, self.book.places)
        for row, line in enumerate(self.rows, start=self.first):
            if line.kind == "key":
                pairs = zip(known, self.columns, strict=True)
                totals[line.label] = add_up(values[line.label, column.key] / column.divide for values, column in pairs)
                value = totals[line.label]
            else:
                value = add_up(totals[each.label] for run in self._spans(row, line) for each in self._lines(run))
            style = self.book.look({"key": "line_sum"}.get(line.kind, _style(line)), self._number(self.columns[0]))
            self.book.live(self.sheet, (row, place), alike, value, style)

    def _sum_across(self, row: str) -> Node:
        return sum_of(Cell(f"B{row}:{xl_col_to_name(len(self.columns))}{row}")) if self.columns else Number(0)

    def _number(self, column: Column) -> str:
        if is_not_entered(self.figures, self.printed.table, column.figure):
            return NOT_ENTERED
        if column.share_of:
            return SHARE
        if column.scale:
            return decimals(column.scale.digits)
        unit = self.figures.catalogue.figures[self.printed.table, column.figure].line.unit
        return MONEY if unit == CURRENCY else WHOLE


def _style(line: Row) -> str:
    return {"key": "line", "subtotal": "subtotal", "total": "total"}[line.kind]


def _label_style(line: Row) -> str:
    return "line" if line.kind == "key" else f"{_style(line)}_label"


class _Below(NamedTuple):
    """What stands on a printed sheet: how many columns of amounts, the row below the last block, whether the full form stands first, and whether there are several blocks."""

    columns: int
    row: int
    full: bool
    several: bool


def _finish(book: Book, sheet: Worksheet, titles: tuple[str, str], below: _Below) -> None:
    """Write what stands above and below the blocks, and set widths and paper; several blocks are kept on one page, each with its own header."""
    widths = [_LABEL_WIDTH, *[_WIDTH] * below.columns]
    book.head(sheet, *titles, widths)
    book.verdict(sheet, _FIRST_BLOCK - 1)
    book.legend(sheet, below.row)
    sheet.freeze_panes(0 if below.full else _FIRST_BLOCK + 1, 1)
    book.paper(sheet, widths, -1 if below.full else _FIRST_BLOCK)
    if below.several:
        sheet.fit_to_pages(1, 1)
