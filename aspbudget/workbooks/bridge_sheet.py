"""The sheet of why the section moved: from approved to proposed, step by step, added up live, and drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.layout import BRIDGE, BY_CAUSE
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import NOT_AVAILABLE, Binary, Call, Cell, Dash, Node, Number, sum_of
from aspbudget.phrase import phrase
from aspbudget.workbooks.book import address
from aspbudget.workbooks.bridge_lines_sheet import ByCause
from aspbudget.workbooks.change_chart import Changes, change_in_words, draw_changes
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_text import less
from aspbudget.workbooks.look import WORDS, capital, decimals
from aspbudget.workbooks.marked_up import Area, mark_up

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.review.bridge import Bar
    from aspbudget.review.comparison import Comparison
    from aspbudget.workbooks.book import Book

_TOP = 4
_AMOUNT, _SHARE, _ABOUT = 1, 2, 3
_RUNNING, _DRAWN = 5, 6  # beside the printed page: the running total, and what the chart is drawn from
_WIDTHS = (34, 12, 12, 50)
_BESIDE = 12
_TITLES = ("Step", "Amount", "Per cent", "What it is")
_CHART_WIDTH = 770
_ABOUT_STEPS = "From what was approved to what is proposed, by cause; causes are costed in this order, and sheet {sheet} has them line by line. {unit}."
END, CAUSE, SUBTOTAL, TOTAL = "end", "cause", "subtotal", "total"


class Step(NamedTuple):
    """A step as it stands on its sheet: what it is, whether a cause or the subtotal of a group, and the cell of its amount."""

    title: str
    kind: str
    cell: str
    value: float


@dataclass
class _Steps:
    """The sheet while it is written: its cells that have numbers, and the sheet of lines by cause that they refer to."""

    book: Book
    sheet: Worksheet
    found: Comparison
    by_cause: ByCause
    values: dict[tuple[int, int], float] = field(default_factory=dict)
    written: list[Step] = field(default_factory=list)
    causes: dict[int, tuple[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.printed = self.found.between.new.layout.scale

    @cached_property
    def bottom(self) -> int:
        """The row of what is proposed."""
        bridge = self.found.bridge
        return _TOP + 2 + len(bridge.bars) + len([group for group in bridge.groups if group.title])

    def live(self, at: tuple[int, int], part: Node, value: float, style: str = "text") -> None:
        """Write a formula and remember its value."""
        self.values[at] = value
        self.book.live(self.sheet, at, part, value, self.book.look(style, decimals(self.printed.digits)))

    def write(self) -> None:
        """Write the bars from top to bottom with their running total and the subtotals of groups."""
        bridge, cycle = self.found.bridge, self.found.between
        for place, title in enumerate(_TITLES):
            self.sheet.write_string(_TOP, place, title, self.book.look.header(right=place in (_AMOUNT, _SHARE)))
        self.sheet.write_string(_TOP, _RUNNING, "Running total", self.book.look.header(computed=True, right=True))
        start = "Approved" if bridge.approved else phrase("{cycle}, as costed today", cycle=cycle.old.cycle)
        source = "The section of {cycle}, as sheet Approved has it" if bridge.approved else "The section of {cycle}: sheet Approved is empty"
        self._end(_TOP + 1, start, phrase(source, cycle=cycle.old.cycle), 2)
        row = _TOP + 2
        for group in bridge.groups:
            first = row
            for row, bar in enumerate(group.bars, start=first):
                self._step(row, bar)
            row += 1
            if group.title:
                self._subtotal(row, group.title, first)
                row += 1
        self._end(row, phrase("Proposed {cycle}", cycle=cycle.new.cycle), "The section", self.by_cause.last)
        self._change(row + 1)

    def _end(self, row: int, label: str, about: str, column: int) -> None:
        self._labels(row, label, about, "strong")
        part, value = self.by_cause.at_total(column)
        self.live((row, _AMOUNT), part, value, "sum")
        self._share(row, "sum")
        self.live((row, _RUNNING), Cell(address(row, _AMOUNT)), value)
        self._note(row, label, END)

    def _step(self, row: int, bar: Bar) -> None:
        self._labels(row, bar.cause.title, bar.cause.about, "text")
        part, value = self.by_cause.at_total(3 + self.found.bridge.bars.index(bar))
        before = self.values[row - 1, _RUNNING]
        amount, above = (Cell(address(*place)) for place in ((row, _AMOUNT), (row - 1, _RUNNING)))
        self.live((row, _AMOUNT), part, value)
        self._note(row, bar.cause.title, CAUSE)
        self.causes[row] = bar.cause.title, value
        self._share(row, "text")
        self.live((row, _RUNNING), Binary("+", above, amount), before + value)

    def _subtotal(self, row: int, title: str, first: int) -> None:
        """Write what the causes of a group change together."""
        self._labels(row, title, "These steps together", "strong")
        value = add_up(self.values[each, _AMOUNT] for each in range(first, row))
        self.live((row, _AMOUNT), sum_of(Cell(f"{address(first, _AMOUNT)}:{address(row - 1, _AMOUNT)}")), value, "subtotal")
        self._note(row, title, SUBTOTAL)
        self._share(row, "subtotal")
        self.live((row, _RUNNING), Cell(address(row - 1, _RUNNING)), self.values[row - 1, _RUNNING])

    def _change(self, row: int) -> None:
        """Write the whole change, below what is drawn."""
        self._labels(row, "Change", "Proposed less what the steps start from: all of them together", "line_sum")
        end, start = (row - 1, _AMOUNT), (_TOP + 1, _AMOUNT)
        change = Binary("-", Cell(address(*end)), Cell(address(*start)))
        self.live((row, _AMOUNT), change, self.values[end] - self.values[start], "total")
        self._note(row, "Change", TOTAL)
        self._share(row, "total")

    def _share(self, row: int, style: str) -> None:
        """Write an amount as a percentage of what the steps start from; where that is nothing, there is none."""
        amount, start = Cell(address(row, _AMOUNT)), Cell(address(_TOP + 1, _AMOUNT, fixed="rc"))
        share = Binary("*", Binary("/", amount, start), Number(100))
        whole = self.values[_TOP + 1, _AMOUNT]
        value = self.values[row, _AMOUNT] / whole * 100 if whole else NOT_AVAILABLE
        part = Call("where", (Binary("=", start, Number(0), "truth"), Dash(NOT_AVAILABLE), share))
        self.book.live(self.sheet, (row, _SHARE), part, value, self.book.look("ratio" if style == "text" else style, decimals(1)))

    def _note(self, row: int, title: str, kind: str) -> None:
        """Remember where the amount of a step stands."""
        self.written.append(Step(title, kind, f"'{BRIDGE}'!{address(row, _AMOUNT, fixed='rc')}", self.values[row, _AMOUNT]))

    def _labels(self, row: int, label: str, about: str, style: str) -> None:
        self.sheet.write_string(row, 0, label, self.book.look(style))
        self.sheet.write_string(row, _ABOUT, about, self.book.look("line" if style == "line_sum" else "text", WORDS))
        self.sheet.set_row(row, self.book.height([(label, _WIDTHS[0]), (about, _WIDTHS[_ABOUT])]))

    def draw(self, top: int) -> int:
        """Draw the causes as bars from zero, from a row; return how many rows the chart covers."""
        start, end = (_TOP + 1, _AMOUNT), (self.bottom, _AMOUNT)
        change = less(*(Live(Cell(address(*at)), self.values[at]) for at in (end, start)))
        ends = ("approved" if self.found.bridge.approved else self.found.between.old.cycle, phrase("proposed {cycle}", cycle=self.found.between.new.cycle))
        whole = Live(Cell(address(*start)), self.values[start])
        title = change_in_words(change, whole, ends, self.printed.digits, self.printed.unit(self.book.places.currency))
        changes = Changes(_TOP, _AMOUNT, _DRAWN, self.causes)
        return draw_changes(self.book, self.sheet, changes, title, ((top, 0), _CHART_WIDTH))


def write_bridge(book: Book, found: Comparison) -> list[Step]:
    """Write why the section moved: its steps and their bars, and on a sheet of workings every printed line by cause; return the steps with their cells."""
    by_cause = ByCause(book, found)
    by_cause.write()
    sheet = book.sheet(BRIDGE, book.places.catalogue.about(BRIDGE))
    drawn = _Steps(book, sheet, found, by_cause)
    unit = capital(drawn.printed.unit(book.places.currency))
    about = phrase(_ABOUT_STEPS, sheet=BY_CAUSE, unit=unit)
    book.head(sheet, BRIDGE, about, _WIDTHS)
    book.verdict(sheet, _TOP - 1)
    drawn.write()
    mark_up(sheet, Area(_TOP, drawn.bottom + 1, _ABOUT))
    book.legend(sheet, drawn.bottom + 3)
    top = drawn.bottom + 5
    rows = drawn.draw(top)
    book.paper(sheet, _WIDTHS, _TOP)
    sheet.set_column(len(_WIDTHS) + 1, _DRAWN + 2, _BESIDE)
    sheet.freeze_panes(_TOP + 1, 1)
    sheet.print_area(0, 0, top + rows, len(_WIDTHS) - 1)
    return drawn.written
