"""Two sections beside each other in a notebook: the bridge from one to the other, the lines that moved, and the cells behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.commands.notebook_look import InCell, Look, Seen
from aspbudget.figures.titled import Titled, titled, with_unit
from aspbudget.lines.adding import add_up
from aspbudget.page.books import Book
from aspbudget.page.views import PageTable, why

if TYPE_CHECKING:
    from aspbudget.review.comparison import Comparison


class OpenComparison(Seen):
    """Two sections compared: what `compare` returns. Shown, it is the bridge, cause by cause."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison

    def frame(self) -> Titled:
        """Return the bridge: a row for what it starts from, for each cause, and for what is proposed; columns as in the section, and their total."""
        bridge = self.comparison.bridge
        columns = list(dict.fromkeys(across for across, _ in bridge.places))
        rows = [(self._start, bridge.start), *((bar.cause.title, bar.amounts) for bar in bridge.bars), (self._end, bridge.end)]
        found = [[title, *(add_up(amount for place, amount in amounts.items() if place[0] == column) for column in columns), add_up(amounts.values())] for title, amounts in rows]
        frame = pd.DataFrame(found, columns=["cause", *columns, "total"]).set_index("cause")
        return titled(frame, {name: with_unit(name.capitalize(), self._currency) for name in (*columns, "total")})

    def by_line(self) -> Titled:
        """Return the printed lines that moved: what each was and is, as today's models compute both."""
        old, new = self.comparison.figures
        rows = [(" / ".join(place), old.get(place, 0), new.get(place, 0), new.get(place, 0) - old.get(place, 0)) for place in {**old, **new}]
        frame = pd.DataFrame([row for row in rows if row[-1]], columns=["line", "before", "now", "difference"]).set_index("line")
        return titled(frame, {name: with_unit(name.capitalize(), self._currency) for name in frame.columns})

    def by_cell(self) -> Titled:
        """Return the cells and rows of the inputs that changed, and on which the section depends, each with its cause."""
        columns = ["kind", "sheet", "row", "column", "before", "now", "cause", "cell"]
        rows = [(each.kind, each.sheet, each.key, each.column, *each.in_words, each.cause, each.cell) for each in self.comparison.counted]
        return titled(pd.DataFrame(rows, columns=columns), {name: name.capitalize() for name in columns})

    def view(self) -> InCell:
        """Return the page's view of why the section moved, to be shown in a cell."""
        new = self.comparison.between.new
        return InCell([why(self.comparison.bridge, PageTable(0, Book(new.workbook, new.cycle, new.figures, new.inputs), new.layout))])

    def __dir__(self) -> list[str]:
        """Return what a person may ask for."""
        return [name for name in super().__dir__() if not name.startswith("_")]

    @property
    def _currency(self) -> str:
        return str(self.comparison.between.new.inputs.cycle["currency"])

    @property
    def _start(self) -> str:
        old = self.comparison.between.old.cycle
        return f"Approved, {old}" if self.comparison.bridge.approved else f"{old}, as costed today"

    @property
    def _end(self) -> str:
        return f"Proposed, {self.comparison.between.new.cycle}"

    def _look(self) -> Look:
        scale = self.comparison.between.new.layout.scale
        found = self.frame()
        rows = [(str(cause), [scale.text(amount) for amount in amounts]) for cause, amounts in zip(found.index, found.itertuples(index=False), strict=True)]
        title = f"From {self.comparison.between.old.cycle} to {self.comparison.between.new.cycle}"
        below = [f"Residual: {scale.text(self.comparison.bridge.residual)}"]
        return Look(title, scale.unit(self._currency), [*map(str, found.columns[:-1]), "Total"], rows, frozenset({self._start, self._end}), below)
