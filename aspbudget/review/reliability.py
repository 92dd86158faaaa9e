"""Reliability: on how sure a source the money of a section rests, for what is needed and for what it costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.review.justification import Justification
from aspbudget.review.reach import Reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.layout import Printed
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.review.justification import Requirement

STATUSES = ("published", "derived", "illustrative", "missing")  # from the surest to what isn't known
SURE, WEAKEST = STATUSES[0], STATUSES[-1]


class Source(NamedTuple):
    """A row of the input on which a figure rests: its table, its row there, and its status."""

    table: str
    row: int
    status: str


class Rest(NamedTuple):
    """A row that is charged, with the status of the weakest source of what is needed, and of the weakest price or rate.

    A chain holds as its weakest link does: an illustrative allowance makes a published number of days no surer. What rests on no
    source at all is as sure as the rules are: published.
    """

    requirement: Requirement
    needed: str
    priced: str


def weakest(statuses: Iterator[str]) -> str:
    """Return the weakest of some statuses: of published and illustrative, illustrative."""
    return max(statuses, key=STATUSES.index, default=SURE)


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
    _known: dict[tuple[str, str, int], frozenset[Source]] = field(default_factory=dict)
    _stated: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    _pricing: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reach = Reach(self.figures)

    def rest(self, each: Requirement) -> Rest:
        """Return a row that is charged with the weakest of its sources, those that price it apart from the others."""
        found = self.sources(each.table.name, each.charge.cost, each.row)
        needed, priced = (weakest(source.status for source in found if self._prices(source.table) is kind) for kind in (False, True))
        return Rest(each, needed, priced)

    def sources(self, table: str, name: str, row: int) -> frozenset[Source]:
        """Return the rows of the input on which a figure rests."""
        place = table, name, row
        if place not in self._known:
            figure = self.figures.catalogue.figures.get((table, name))
            tree = figure.tree if figure else None
            self._known[place] = self._of(table, row) if tree is None else frozenset[Source]().union(*(self.sources(*each) for each in self.reach.below(table, tree, row)))
        return self._known[place]

    def _of(self, table: str, row: int) -> frozenset[Source]:
        statuses = self._statuses(table)
        return frozenset([Source(table, *statuses[row])] if statuses else [])

    def _statuses(self, table: str) -> list[tuple[int, str]]:
        """Return the row of the input and the status of each row of a table; none of a table that has no statuses."""
        if table not in self._stated:
            frame = self.inputs.frames.get(table)
            by_place = dict(zip(frame.index.tolist(), frame["status"].tolist(), strict=True)) if frame is not None and "status" in frame else {}
            self._stated[table] = [(place, str(by_place[place])) for place in self.figures.tables[table].places.tolist()] if by_place else []
        return self._stated[table]

    def _prices(self, table: str) -> bool:
        """Whether the rows of a table are prices and rates, rather than what is needed."""
        if table not in self._pricing:
            self._pricing[table] = any(column.rate for column in self.figures.catalogue.columns(table).values())
        return self._pricing[table]
