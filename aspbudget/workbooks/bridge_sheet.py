"""The sheet of why the section moved: from approved to proposed, step by step, added up live, and drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from aspbudget.declare.layout import BRIDGE, BY_CAUSE
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import NOT_AVAILABLE, Binary, Call, Cell, Dash, Node, Number, sum_of
from aspbudget.workbooks.book import address
from aspbudget.workbooks.bridge_lines_sheet import ByCause
from aspbudget.workbooks.look import BLUE, GREY, PALE_BLUE, RED, WORDS, capital, decimals, height

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.review.bridge import Bar
    from aspbudget.review.comparison import Comparison
    from aspbudget.workbooks.book import Book

_TOP = 4
_AMOUNT, _SHARE, _ABOUT = 1, 2, 3
_RUNNING, _BASE, _UP, _DOWN, _LEVEL = 5, 6, 7, 8, 9  # what the chart is drawn from, beside the printed page
_WIDTHS = (34, 12, 10, 52)
_BESIDE = 12
_TITLES = ("Step", "Amount", "Per cent", "What it is")
_DRAWN = ("Running total", "Base", "Increase", "Decrease", "Section")
_CHART_ROWS = 22
_COARSE = 100.0


@dataclass
class _Steps:
    """The sheet while it is written: its cells that have numbers, and the sheet of lines by cause that they refer to."""

    book: Book
    sheet: Worksheet
    found: Comparison
    by_cause: ByCause
    values: dict[tuple[int, int], float] = field(default_factory=dict)

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
        """Write the bars from top to bottom with their running total and the subtotals of groups, and the three series that draw them."""
        bridge, cycle = self.found.bridge, self.found.between
        for place, title in enumerate(_TITLES):
            self.sheet.write_string(_TOP, place, title, self.book.look.header(right=place in (_AMOUNT, _SHARE)))
        for place, title in enumerate(_DRAWN, start=_RUNNING):
            self.sheet.write_string(_TOP, place, title, self.book.look.header(computed=True, right=True))
        start = "Approved" if bridge.approved else f"{cycle.old.cycle}, as costed today"
        source = ", as sheet Approved has it" if bridge.approved else ": sheet Approved is empty"
        self._end(_TOP + 1, start, f"The section of {cycle.old.cycle}{source}", 2)
        row = _TOP + 2
        for group in bridge.groups:
            first = row
            for row, bar in enumerate(group.bars, start=first):
                self._step(row, bar)
            row += 1
            if group.title:
                self._subtotal(row, group.title, first)
                row += 1
        self._end(row, f"Proposed {cycle.new.cycle}", "The section", self.by_cause.last)
        self._change(row + 1)

    def _end(self, row: int, label: str, about: str, column: int) -> None:
        self._labels(row, label, about, "strong")
        part, value = self.by_cause.at_total(column)
        self.live((row, _AMOUNT), part, value, "sum")
        self._share(row, "sum")
        self.live((row, _RUNNING), Cell(address(row, _AMOUNT)), value)
        self.live((row, _LEVEL), Cell(address(row, _RUNNING)), value)

    def _step(self, row: int, bar: Bar) -> None:
        self._labels(row, bar.cause.title, bar.cause.about, "text")
        part, value = self.by_cause.at_total(3 + self.found.bridge.bars.index(bar))
        before = self.values[row - 1, _RUNNING]
        amount, above, here = (Cell(address(*place)) for place in ((row, _AMOUNT), (row - 1, _RUNNING), (row, _RUNNING)))
        self.live((row, _AMOUNT), part, value)
        self._share(row, "text")
        self.live((row, _RUNNING), Binary("+", above, amount), before + value)
        self.live((row, _BASE), Call("least", (above, here)), min(before, before + value))
        self.live((row, _UP), Call("greatest", (amount, Number(0))), max(value, 0.0))
        self.live((row, _DOWN), Call("greatest", (Binary("-", Number(0), amount), Number(0))), max(-value, 0.0))

    def _subtotal(self, row: int, title: str, first: int) -> None:
        """Write what the causes of a group change together; it is drawn as the level that is reached with it."""
        self._labels(row, title, "These steps together", "strong")
        value = add_up(self.values[each, _AMOUNT] for each in range(first, row))
        self.live((row, _AMOUNT), sum_of(Cell(f"{address(first, _AMOUNT)}:{address(row - 1, _AMOUNT)}")), value, "subtotal")
        self._share(row, "subtotal")
        self.live((row, _RUNNING), Cell(address(row - 1, _RUNNING)), self.values[row - 1, _RUNNING])
        self.live((row, _LEVEL), Cell(address(row, _RUNNING)), self.values[row, _RUNNING])

    def _change(self, row: int) -> None:
        """Write the whole change, below what is drawn."""
        self._labels(row, "Change", "Proposed less what the steps start from: all of them together", "strong")
        end, start = (row - 1, _AMOUNT), (_TOP + 1, _AMOUNT)
        change = Binary("-", Cell(address(*end)), Cell(address(*start)))
        self.live((row, _AMOUNT), change, self.values[end] - self.values[start], "total")
        self._share(row, "total")

    def _share(self, row: int, style: str) -> None:
        """Write an amount as a percentage of what the steps start from; where that is nothing, there is none."""
        amount, start = Cell(address(row, _AMOUNT)), Cell(address(_TOP + 1, _AMOUNT, fixed="rc"))
        share = Binary("*", Binary("/", amount, start), Number(100))
        whole = self.values[_TOP + 1, _AMOUNT]
        value = self.values[row, _AMOUNT] / whole * 100 if whole else NOT_AVAILABLE
        part = Call("where", (Binary("=", start, Number(0), "truth"), Dash(NOT_AVAILABLE), share))
        self.book.live(self.sheet, (row, _SHARE), part, value, self.book.look("ratio" if style == "text" else style, decimals(1)))

    def _labels(self, row: int, label: str, about: str, style: str) -> None:
        self.sheet.write_string(row, 0, label, self.book.look(style))
        self.sheet.write_string(row, _ABOUT, about, self.book.look("text", WORDS))
        self.sheet.set_row(row, height([(label, _WIDTHS[0]), (about, _WIDTHS[_ABOUT])]))

    def waterfall(self) -> None:
        """Draw the steps: columns on top of an invisible base, between the two sections."""
        first, last = _TOP + 1, self.bottom
        chart = self.book.file.add_chart({"type": "column", "subtype": "stacked"})
        look: tuple[tuple[int, dict[str, object]], ...] = (
            (_BASE, {"fill": {"none": True}, "border": {"none": True}}),
            (_LEVEL, {"fill": {"color": BLUE}}),
            (_UP, {"fill": {"color": "#7F9DC9"}}),
            (_DOWN, {"fill": {"color": RED}}),
        )
        for place, style in look:
            ranges = {
                "name": [BRIDGE, _TOP, place],
                "categories": [BRIDGE, first, 0, last, 0],
                "values": [BRIDGE, first, place, last, place],
            }
            chart.add_series(ranges | style | {"gap": 40})
        lowest = min(self.values[row, _RUNNING] for row in range(first, last + 1))
        floor = max(0.0, _COARSE * (lowest * 0.8 // _COARSE))
        start = "approved" if self.found.bridge.approved else self.found.between.old.cycle
        title = f"From {start} to proposed, {self.printed.unit(self.book.places.currency)}; the axis begins at {floor:,.0f}"
        chart.set_title({"name": title, "name_font": {"size": 12, "color": BLUE}})
        chart.set_legend({"position": "bottom", "delete_series": [0]})
        chart.set_y_axis(
            {"min": floor, "num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": PALE_BLUE}}}
        )
        chart.set_x_axis({"num_font": {"size": 8, "color": GREY}})
        chart.set_size({"width": 770, "height": 400})
        self.sheet.insert_chart(
            last + 5, 0, chart, {"description": "Waterfall: the steps listed above", "object_position": 1}
        )


def write_bridge(book: Book, found: Comparison) -> None:
    """Write why the section moved: its steps and their waterfall, and on a sheet of workings every printed line by cause."""
    by_cause = ByCause(book, found)
    by_cause.write()
    sheet = book.sheet(BRIDGE, book.places.catalogue.about(BRIDGE))
    drawn = _Steps(book, sheet, found, by_cause)
    unit = capital(drawn.printed.unit(book.places.currency))
    about = f"From what was approved to what is proposed, by cause; causes are costed in this order, and sheet {BY_CAUSE} has them line by line. {unit}."
    book.head(sheet, BRIDGE, about, _WIDTHS)
    book.verdict(sheet, _TOP - 1)
    drawn.write()
    drawn.waterfall()
    book.legend(sheet, drawn.bottom + 3)
    book.paper(sheet, _WIDTHS, _TOP)
    sheet.set_column(len(_WIDTHS) + 1, _LEVEL, _BESIDE)
    sheet.freeze_panes(_TOP + 1, 1)
    sheet.print_area(0, 0, drawn.bottom + 5 + _CHART_ROWS, len(_WIDTHS) - 1)
