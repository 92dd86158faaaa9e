"""The sheet of each printed line by cause: from what was approved to what is proposed, added up live."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aspbudget.declare.layout import BY_CAUSE
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import Binary, Call, Cell, Gather, Node, Number, sum_of
from aspbudget.phrase import in_a_row, phrase
from aspbudget.workbooks.book import Group, address
from aspbudget.workbooks.listing import VALUES
from aspbudget.workbooks.look import WORDS, capital, decimals

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.figures.printed import Amounts, Place
    from aspbudget.review.comparison import Comparison
    from aspbudget.workbooks.book import Book

_HEADER = 4
_WIDTHS = (13, 28, 10)


@dataclass
class ByCause:
    """The sheet while it is written, and the values of its cells; its last row is the total."""

    book: Book
    found: Comparison
    values: dict[tuple[int, int], float] = field(default_factory=dict)
    total: int = 0

    def __post_init__(self) -> None:
        self.sheet: Worksheet = self.book.sheet(BY_CAUSE, self.book.places.catalogue.about(BY_CAUSE), Group.WORKINGS)
        self.printed = self.found.between.new.layout.scale
        bridge = self.found.bridge
        self.bars = bridge.bars
        self.places = [
            place for place in bridge.places
            if any(amounts.get(place, 0) for amounts in (bridge.start, bridge.end, *(bar.amounts for bar in self.bars)))
        ]  # fmt: skip
        self.last = 2 + len(self.bars) + 1  # the column of what is proposed

    def write(self) -> None:
        """Write the sheet."""
        widths = (*_WIDTHS, *[_WIDTHS[2]] * (self.last + 2 - len(_WIDTHS)))
        unit = phrase("{unit}.", unit=capital(self.printed.unit(self.book.places.currency)))
        about = in_a_row((self.book.places.catalogue.about(BY_CAUSE), unit, VALUES))
        self.book.head(self.sheet, BY_CAUSE, about, widths)
        self.total = self.lines()
        self.sheet.freeze_panes(_HEADER + 1, 2)
        self.book.paper(self.sheet, widths, _HEADER)

    def at_total(self, column: int) -> tuple[Cell, float]:
        """Return the cell of a column in the row of totals, as other sheets refer to it, and its value."""
        return Cell(f"'{BY_CAUSE}'!{address(self.total, column)}"), self.values[self.total, column]

    def live(self, at: tuple[int, int], part: Node, value: float, style: str = "text") -> None:
        """Write a formula and remember its value."""
        self.values[at] = value
        self.book.live(self.sheet, at, part, value, self.book.look(style, decimals(self.printed.digits)))

    def lines(self) -> int:
        """Write the grid of printed lines by cause; return its last row, the total."""
        self._header()
        row = _HEADER + 1
        subtotals: list[int] = []
        for across in dict.fromkeys(place[0] for place in self.places):
            first = row
            for place in (each for each in self.places if each[0] == across):
                self._line(row, place)
                row += 1
            self._sum(row, phrase("Subtotal {group}", group=across), [f"{{}}{first + 1}:{{}}{row}"], list(range(first, row)), "subtotal")
            subtotals.append(row)
            row += 1
        self._sum(row, "Total", [f"{{}}{each + 1}" for each in subtotals], subtotals, "total")
        return row

    def _header(self) -> None:
        """Write the titles of the columns; that of a cause says to which group it belongs."""
        bridge, cycle = self.found.bridge, self.found.between
        start = "Approved" if bridge.approved else phrase("{cycle} as costed", cycle=cycle.old.cycle)
        titles = [
            *cycle.new.catalogue.heading_titles(),
            start,
            *self._causes(),
            phrase("Proposed {cycle}", cycle=cycle.new.cycle),
            "Residual",
        ]
        for place, title in enumerate(titles):
            self.sheet.write_string(_HEADER, place, title, self.book.look.header(right=place > 1))
        self.sheet.set_row(_HEADER, self.book.height((title, _WIDTHS[2] - 1) for title in titles))

    def _causes(self) -> list[str]:
        return [phrase("{group}: {cause}", group=group.title, cause=bar.cause.title) if group.title else bar.cause.title for group in self.found.bridge.groups for bar in group.bars]

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
