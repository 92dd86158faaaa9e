"""Reliability: on how sure a source the money of a section rests, for what is needed and for what it costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.review.justification import Justification
from aspbudget.review.reach import Reach

if TYPE_CHECKING:
    from aspbudget.declare.layout import Printed
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.lines.formula import Node
    from aspbudget.review.justification import Requirement

STATUSES = ("published", "derived", "illustrative", "missing")  # from the surest to what isn't known
WEAKEST = STATUSES[-1]


class Rest(NamedTuple):
    """A row that is charged, with the status of the weakest source of what is needed, and of the weakest price or rate.

    A chain holds as its weakest link does: an illustrative allowance makes a published number of days no surer. What rests on no
    source at all is as sure as the rules are: published.
    """

    requirement: Requirement
    needed: str
    priced: str


def reliability(figures: Figures, inputs: Inputs, layout: Printed) -> list[Rest]:
    """Return every row that is charged to the section and costs something, the dearest first, with the weakest of its sources."""
    reading = _Reading(figures, inputs)
    charged = [each for each in Justification(figures, layout, "").requirements if each.cost]
    return [reading.rest(each) for each in charged]


@dataclass
class _Reading:
    """Follows figures to the rows of the input on which they rest; each figure once."""

    figures: Figures
    inputs: Inputs
    _known: dict[tuple[str, str, int], tuple[int, int]] = field(default_factory=dict)
    _of_rows: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reach = Reach(self.figures)

    def rest(self, each: Requirement) -> Rest:
        """Return a row that is charged with the weakest of its sources, those that price it apart from the others."""
        needed, priced = self.weakest(each.table.name, each.charge.cost, each.row)
        return Rest(each, STATUSES[needed], STATUSES[priced])

    def weakest(self, table: str, name: str, row: int) -> tuple[int, int]:
        """Return the weakest of the sources on which a figure rests, of what is needed and of prices, as their places among the statuses."""
        place = table, name, row
        known = self._known.get(place)
        if known is None:
            figure = self.figures.catalogue.figures.get((table, name))
            known = self._known[place] = self._entered(table)[row] if figure is None or figure.tree is None else self._below(table, figure.tree, row)
        return known

    def _below(self, table: str, tree: Node, row: int) -> tuple[int, int]:
        needed = priced = 0
        for each in self.reach.below(table, tree, row):
            one, other = self.weakest(*each)
            needed, priced = max(needed, one), max(priced, other)
        return needed, priced

    def _entered(self, table: str) -> list[tuple[int, int]]:
        """Return how weak the source of each row of a table is: of what is needed, or of prices and rates; those of a table that has no statuses are sure."""
        if table not in self._of_rows:
            frame, places = self.inputs.frames.get(table), self.figures.tables[table].places.tolist()
            by_place = dict(zip(frame.index.tolist(), map(STATUSES.index, frame["status"].tolist()), strict=True)) if frame is not None and "status" in frame else {}
            found = [by_place[place] for place in places] if by_place else [0] * len(places)
            prices = any(column.rate for column in self.figures.catalogue.columns(table).values())
            self._of_rows[table] = [(0, each) if prices else (each, 0) for each in found]
        return self._of_rows[table]
