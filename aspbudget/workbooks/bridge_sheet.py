"""The Bridge sheet: each printed line from approved to proposed by cause, the bars added up live, and drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.layout import BRIDGE
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import Binary, Call, Cell, Dash, Gather, Node, Number, sum_of
from aspbudget.workbooks.book import address
from aspbudget.workbooks.change_chart import Changes, change_in_words, draw_changes
from aspbudget.workbooks.listing import VALUES, Live
from aspbudget.workbooks.live_text import less
from aspbudget.workbooks.look import RED, WORDS, Page, decimals, height, print_on_a4, scale

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.figures.printed import Amounts, Place
    from aspbudget.review.bridge import Bar
    from aspbudget.review.comparison import Comparison
    from aspbudget.workbooks.book import Book

_TOP = 4
_AMOUNT, _RUNNING, _ABOUT = 2, 4, 5
_CHART_ROWS = 22
_WIDTHS = (14, 32, 12)
_CHART_WIDTH = 1010
END, CAUSE, SUBTOTAL, TOTAL = "end", "cause", "subtotal", "total"


class Step(NamedTuple):
    """A step of the bridge as it stands on its sheet: what it is, whether a cause or the subtotal of a group, and the cell of its amount."""

    title: str
    kind: str
    cell: str
    value: float


@dataclass
class _Sheet:
    book: Book
    sheet: Worksheet
    found: Comparison
    values: dict[tuple[int, int], float] = field(default_factory=dict)
    written: list[Step] = field(default_factory=list)
    causes: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.printed = self.found.between.new.layout.scale
        bridge = self.found.bridge
        self.bars = bridge.bars
        self.places = [
            place for place in bridge.places
            if any(amounts.get(place, 0) for amounts in (bridge.start, bridge.end, *(bar.amounts for bar in self.bars)))
        ]  # fmt: skip
        subtotals = [group for group in bridge.groups if group.title]
        self.bottom = _TOP + 2 + len(self.bars) + len(subtotals)  # the row of what is proposed
        self.grid = self.bottom + 4 + _CHART_ROWS
        self.last = 2 + len(self.bars) + 1  # the column of what is proposed
        self.right = max(self.last + 1, _ABOUT + 1)

    def live(self, at: tuple[int, int], part: Node, value: float, style: str = "text") -> None:
        """Write a formula and remember its value."""
        self.values[at] = value
        self.book.live(self.sheet, at, part, value, self.book.look(style, decimals(self.printed.digits)))

    def lines(self) -> int:
        """Write the grid of printed lines by cause; return its last row, the total."""
        self._header()
        row = self.grid + 1
        subtotals: list[int] = []
        for across in dict.fromkeys(place[0] for place in self.places):
            first = row
            for place in (each for each in self.places if each[0] == across):
                self._line(row, place)
                row += 1
            self._sum(row, f"Subtotal {across}", [f"{{}}{first + 1}:{{}}{row}"], list(range(first, row)), "subtotal")
            subtotals.append(row)
            row += 1
        self._sum(row, "Total", [f"{{}}{each + 1}" for each in subtotals], subtotals, "total")
        return row

    def _header(self) -> None:
        bridge, cycle = self.found.bridge, self.found.between
        start = "Approved" if bridge.approved else f"{cycle.old.cycle} as costed"
        titles = [
            *cycle.new.catalogue.heading_titles(),
            start,
            *(bar.cause.title for bar in self.bars),
            f"Proposed {cycle.new.cycle}",
            "Residual",
        ]
        for place, title in enumerate(titles):
            self.sheet.write_string(self.grid, place, title, self.book.look.header(right=place > 1))
        self.sheet.set_row(self.grid, height((title, 11) for title in titles))
        self._groups()

    def _groups(self) -> None:
        """Write, above the titles of the bars, the group to which they belong."""
        first = 3
        for group in self.found.bridge.groups:
            last = first + len(group.bars) - 1
            if group.title and last > first:
                self.sheet.merge_range(self.grid - 1, first, self.grid - 1, last, group.title, self.book.look.header())
            elif group.title:
                self.sheet.write_string(self.grid - 1, first, group.title, self.book.look.header())
            first = last + 1

    def _line(self, row: int, place: Place) -> None:
        bridge, layout = self.found.bridge, self.found.between.new.layout
        for column, text in enumerate(place):
            self.sheet.write_string(row, column, text, self.book.look("text", WORDS))
        self._amount(row, 2, bridge.start, place, layout.last_year if bridge.approved else "")
        for column, bar in enumerate(self.bars, start=3):
            self._amount(row, column, bar.amounts, place)
        self._amount(row, self.last, bridge.end, place, layout.figure)
        explained = Binary("+", Cell(address(row, 2)), sum_of(Cell(f"{address(row, 3)}:{address(row, self.last - 1)}")))
        residual = Call("rounded", (Binary("-", Cell(address(row, self.last)), explained), Number(3)))
        self.live((row, self.last + 1), residual, 0.0)

    def _amount(self, row: int, column: int, amounts: Amounts, place: Place, figure: str = "") -> None:
        """Write an amount in the scale of the printed table: live when a figure of the section gives it, otherwise a value."""
        value = amounts.get(place, 0) / self.printed.divide
        if figure:
            layout = self.found.between.new.layout
            keys = ((layout.across, Cell(address(row, 0, fixed="c"))), (layout.down, Cell(address(row, 1, fixed="c"))))
            self.live((row, column), Binary("/", Gather("total", layout.table, figure, keys), Number(self.printed.divide)), value)
        else:
            self.values[row, column] = value
            self.sheet.write_number(row, column, value, self.book.look("note", decimals(self.printed.digits)))

    def _sum(self, row: int, label: str, spans: list[str], rows: list[int], style: str) -> None:
        self.sheet.write_string(row, 0, label, self.book.look(style))
        self.sheet.write_blank(row, 1, None, self.book.look(style))
        for column in range(2, self.last + 2):
            letter = address(0, column)[:-1]
            cells = [Cell(span.replace("{}", letter)) for span in spans]
            value = add_up(self.values[each, column] for each in rows)
            self.live((row, column), sum_of(*cells) if cells else Number(0), value, style)

    def steps(self, total: int) -> None:
        """Write the bars from top to bottom with their running total and the subtotals of groups."""
        bridge, cycle = self.found.bridge, self.found.between
        titles = ("Step", "Amount", "Per cent", "Running total")
        for place, title in enumerate(titles[1:], start=2):
            self.sheet.write_string(_TOP, place, title, self.book.look.header(right=True))
        self.sheet.merge_range(_TOP, 0, _TOP, 1, titles[0], self.book.look.header())
        self.sheet.merge_range(_TOP, _ABOUT, _TOP, self.right, "What it is", self.book.look.header())
        start = "Approved" if bridge.approved else f"{cycle.old.cycle}, as costed today"
        about = f"The section of {cycle.old.cycle}" + (
            ", as sheet Approved has it" if bridge.approved else ": sheet Approved is empty"
        )
        self._end(_TOP + 1, start, about, (total, 2))
        row = _TOP + 2
        for group in bridge.groups:
            first = row
            for row, bar in enumerate(group.bars, start=first):
                self._step(row, bar, total)
            row += 1
            if group.title:
                self._subtotal(row, group.title, first)
                row += 1
        self._end(row, f"Proposed {cycle.new.cycle}", "The section", (total, self.last))
        self._change(row + 1)

    def _end(self, row: int, label: str, about: str, at: tuple[int, int]) -> None:
        self._labels(row, label, about, "strong")
        value = self.values[at]
        self.live((row, _AMOUNT), Cell(address(*at)), value, "sum")
        self.live((row, _RUNNING), Cell(address(row, _AMOUNT)), value)
        self._note(row, label, END)

    def _step(self, row: int, bar: Bar, total: int) -> None:
        at = total, 3 + self.bars.index(bar)
        self._labels(row, bar.cause.title, bar.cause.about, "text")
        value, before = self.values[at], self.values[row - 1, _RUNNING]
        amount, above = (Cell(address(*place)) for place in ((row, _AMOUNT), (row - 1, _RUNNING)))
        self.live((row, _AMOUNT), Cell(address(*at)), value)
        self._note(row, bar.cause.title, CAUSE)
        self.causes[row] = self.values[row, _AMOUNT]
        self._share(row, "text")
        self.live((row, _RUNNING), Binary("+", above, amount), before + value)

    def _subtotal(self, row: int, title: str, first: int) -> None:
        """Write what the causes of a group change together."""
        self._labels(row, title, "", "strong")
        value = add_up(self.values[each, _AMOUNT] for each in range(first, row))
        self.live((row, _AMOUNT), sum_of(Cell(f"{address(first, _AMOUNT)}:{address(row - 1, _AMOUNT)}")), value, "subtotal")
        self._note(row, title, SUBTOTAL)
        self._share(row, "subtotal")
        self.live((row, _RUNNING), Cell(address(row - 1, _RUNNING)), self.values[row - 1, _RUNNING])

    def _change(self, row: int) -> None:
        """Write the whole change, below what is drawn."""
        self._labels(row, "Change", "Proposed less what the bridge starts from: all steps together", "strong")
        end, start = (row - 1, _AMOUNT), (_TOP + 1, _AMOUNT)
        change = Binary("-", Cell(address(*end)), Cell(address(*start)))
        self.live((row, _AMOUNT), change, self.values[end] - self.values[start], "total")
        self._note(row, "Change", TOTAL)
        self._share(row, "total")

    def _share(self, row: int, style: str) -> None:
        """Write an amount as a percentage of what the bridge starts from; a dash where that is nothing."""
        amount, start = Cell(address(row, _AMOUNT)), Cell(address(_TOP + 1, _AMOUNT, fixed="rc"))
        share = Binary("*", Binary("/", amount, start), Number(100))
        whole = self.values[_TOP + 1, _AMOUNT]
        value = self.values[row, _AMOUNT] / whole * 100 if whole else Dash().text
        part = Call("where", (Binary("=", start, Number(0), "truth"), Dash(), share))
        self.book.live(self.sheet, (row, _AMOUNT + 1), part, value, self.book.look(style, decimals(1)))

    def _note(self, row: int, title: str, kind: str) -> None:
        """Remember where the amount of a step stands."""
        self.written.append(Step(title, kind, f"'{BRIDGE}'!{address(row, _AMOUNT, fixed='rc')}", self.values[row, _AMOUNT]))

    def _labels(self, row: int, label: str, about: str, style: str) -> None:
        self.sheet.merge_range(row, 0, row, 1, label, self.book.look(style))
        self.sheet.merge_range(row, _ABOUT, row, self.right, about, self.book.look("text", WORDS))
        self.sheet.set_row(row, height([(about, _WIDTHS[2] * (self.right + 1 - _ABOUT))]))

    def draw(self) -> None:
        """Draw the causes as bars from zero, below the steps; what they are drawn from stands right of what is printed."""
        start, end = (_TOP + 1, _AMOUNT), (self.bottom, _AMOUNT)
        change = less(*(Live(Cell(address(*at)), self.values[at]) for at in (end, start)))
        ends = ("approved" if self.found.bridge.approved else self.found.between.old.cycle, f"proposed {self.found.between.new.cycle}")
        whole = Live(Cell(address(*start)), self.values[start])
        title = change_in_words(change, whole, ends, self.printed.digits, self.printed.unit(self.book.places.currency))
        changes = Changes(_TOP, _TOP + 2, self.bottom - 1, 0, _AMOUNT, self.right + 2, self.causes)
        draw_changes(self.book, self.sheet, changes, title, ((self.bottom + 3, 0), _CHART_WIDTH))


def write_bridge(book: Book, found: Comparison, banner: str) -> list[Step]:
    """Write the bridge: its steps, their bars, and every printed line by cause; return the steps with their cells."""
    sheet = book.sheet(BRIDGE, book.places.catalogue.about(BRIDGE), RED)
    drawn = _Sheet(book, sheet, found)
    about = f"Why the section moved, {drawn.printed.unit(book.places.currency)}, causes costed in this order. {VALUES}"
    for row, (text, style) in enumerate(((BRIDGE, "title"), (about, "subtitle"), (banner, "banner"))):
        sheet.write_string(row, 0, text, book.look(style))
    total = drawn.lines()
    drawn.steps(total)
    drawn.draw()
    widths = (*_WIDTHS, *[_WIDTHS[2]] * (drawn.right + 1 - len(_WIDTHS)))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.set_h_pagebreaks([drawn.grid - 1])
    sheet.print_area(0, 0, total, drawn.right)
    print_on_a4(sheet, Page(-1, book.foot, book.draft))
    sheet.set_print_scale(scale(widths))  # fitted to a page, a spreadsheet would pass over the break
    return drawn.written
