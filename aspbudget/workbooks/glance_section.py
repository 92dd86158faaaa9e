"""What the first sheet of a section is written from, and the amounts that several of its findings share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.glance import Glance
from aspbudget.figures.printed import amounts, cycle_before, is_full
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import Binary, Cell, Gather, Node, Number
from aspbudget.phrase import phrase
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.bridge_sheet import END
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_text import size

if TYPE_CHECKING:
    import pandas as pd

    from aspbudget.declare.layout import Printed
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.standing import Standing
    from aspbudget.review.sensitivity import Entry
    from aspbudget.workbooks.bridge_sheet import Step
    from aspbudget.workbooks.glance_page import GlancePage
    from aspbudget.workbooks.reliability_sheet import Resting


class Answers(NamedTuple):
    """What other sheets say: the steps of the bridge, where there is one, the money by reliability, what each rate is worth, the standing, and States, if any."""

    steps: list[Step]
    resting: Resting
    rates: list[Entry]
    standing: Standing
    states: pd.DataFrame | None = None


@dataclass(frozen=True)
class Section:
    """A section on its first sheet."""

    page: GlancePage
    figures: Figures
    inputs: Inputs
    layout: Printed
    answers: Answers

    @property
    def cycle(self) -> str:
        """The cycle that is budgeted for."""
        return str(self.inputs.cycle["cycle"])

    @property
    def earlier(self) -> str:
        """The cycle before, as far as it is known."""
        return cycle_before(self.figures, 1) or "earlier cycle"

    @property
    def unit(self) -> str:
        """What amounts are counted in: `thousands of EUR`."""
        return self.layout.scale.unit(self.page.book.places.currency)

    @property
    def scaled(self) -> str:
        """How it is said what is proposed, in its scale: `EUR 1,850.3 thousand proposed for 2005`."""
        return {1: words.ASKED, 1_000: words.ASKED_THOUSANDS, 1_000_000: words.ASKED_MILLIONS}[int(self.layout.divide)]

    @cached_property
    def glance(self) -> Glance:
        """What the models have shown."""
        return self.figures.catalogue.glance or Glance()

    @cached_property
    def total(self) -> Live:
        """What is proposed."""
        return self.gathered(self.layout.figure, add_up(amounts(self.figures, self.layout, self.layout.figure).values()))

    @cached_property
    def start(self) -> Step | None:
        """The step from which the bridge starts."""
        return next((step for step in self.answers.steps if step.kind == END), None)

    @cached_property
    def before(self) -> Live | None:
        """What the section is compared with: what the bridge starts from, or what was approved; `None` where nothing is known."""
        if self.start:
            return Live(Cell(self.start.cell), self.start.value)
        earlier = self.layout.last_year
        value = add_up(amounts(self.figures, self.layout, earlier).values()) if earlier and is_full(self.figures, self.layout) else 0.0
        return self.gathered(earlier, value) if value else None

    @property
    def then(self) -> str:
        """What it is compared with, in words: `approved for 2004`."""
        if self.start and self.start.title != "Approved":
            return self.start.title
        last = cycle_before(self.figures, 1)
        return phrase("approved for {cycle}", cycle=last) if last else "approved before"

    def gathered(self, figure: str, value: float, keys: tuple[tuple[str, Node], ...] = ()) -> Live:
        """Return a line added up over the rows with some keys, in the scale of the printed table."""
        total = Gather("total", self.layout.table, figure, keys)
        return Live(Binary("/", total, Number(self.layout.divide)), value / self.layout.divide)

    def money(self, amount: Live) -> Live:
        """Return how large an amount is, in the digits of the printed table."""
        return size(amount, self.layout.digits)
