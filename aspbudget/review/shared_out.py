"""Shared out, compared: what each row of a schedule, such as a State, is asked for in two workbooks, and by what that moved.

What a row bears of a sum that is shared out by a rate moves with its rate and with the sum; the rest of what it is asked for stands apart.
With 10 per cent of 1,000 before, and 12 per cent of 1,100 now:

    by the sum   100 × 1,100 / 1,000 − 100 = 10
    by its rate  132 − 100 − 10            = 22
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.declare.layout import Schedule
from aspbudget.faults import WrongUse
from aspbudget.figures.drivers import drivers_of
from aspbudget.lines.adding import add_up
from aspbudget.review.changes import changes, matched

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.inputs.ready import Ready
    from aspbudget.review.changes import Change

    Amounts = Mapping[str, tuple[str, float, float]]


class Moved(NamedTuple):
    """What a row is asked for before and now, in the currency, and what of the change its rate and the sum that is shared out make; 0 where it has no row."""

    key: str
    name: str
    before: float
    now: float
    by_rate: float
    by_sum: float

    @property
    def change(self) -> float:
        """By how much what is asked for moved."""
        return self.now - self.before

    @property
    def by_rest(self) -> float:
        """What of the change neither the rate nor the sum makes: what is asked for or credited besides."""
        return self.change - self.by_rate - self.by_sum


class InTwoCurrencies(WrongUse):
    """Two workbooks are in two currencies; the message names both."""


@dataclass(frozen=True)
class SharedOut:
    """Two workbooks whose first schedule is compared: `old` and `new`, of the same models.

    Raises `InTwoCurrencies` where they are.
    """

    old: Ready
    new: Ready

    def __post_init__(self) -> None:
        one, other = (str(each.inputs.cycle["currency"]) for each in (self.old, self.new))
        if one != other:
            message = f"{self.old.inputs.label} is in {one} and {self.new.inputs.label} in {other}; only amounts in one currency can be compared."
            raise InTwoCurrencies(message)

    @property
    def schedule(self) -> Schedule:
        """The first schedule that the models declare; what is asked for is the last of its totals."""
        return self.new.catalogue.layouts(Schedule)[0]

    @property
    def title(self) -> str:
        """What a row is asked for, as the schedule calls it."""
        return self.new.catalogue.figures[self.schedule.table, self.schedule.totals[-1]].title

    @cached_property
    def rows(self) -> tuple[Moved, ...]:
        """Every row of both, the one that moved most first."""
        old, new = self._amounts(self.old), self._amounts(self.new)
        sums = tuple(add_up(shared for _, _, shared in side.values()) for side in (old, new))
        found = (self._moved(key, old.get(key), new.get(key), sums) for key in dict.fromkeys((*new, *old)))
        return tuple(sorted(found, key=lambda row: (-abs(row.change), row.name)))

    @cached_property
    def total(self) -> Moved:
        """All rows together."""
        return Moved("", "", *(add_up(column) for column in list(zip(*self.rows, strict=True))[2:])) if self.rows else Moved("", "", 0, 0, 0, 0)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """The cells and rows of the inputs that changed and on which what is asked for depends."""
        drivers = drivers_of(self.new.catalogue, [(self.schedule.table, self.schedule.totals[-1])])
        found = changes(matched(self.new.catalogue, self.old.inputs, self.new.inputs, drivers))
        return tuple(change for change in found if change.counts)

    def _amounts(self, ready: Ready) -> Amounts:
        """Return by key the name of each row, what it is asked for, and what of it is its part of the sum that is shared out."""
        table, figures = self.schedule.table, ready.figures
        shared = self.schedule.shared or self.schedule.totals[-1]
        named = next(name for name in self.schedule.columns if figures.kind(table, name) == "text")
        columns = (figures.frame(table)[name] for name in (ready.catalogue.key(table), named, self.schedule.totals[-1], shared))
        return {str(key): (str(name), _number(asked), _number(part)) for key, name, asked, part in zip(*columns, strict=True)}

    def _moved(self, key: str, old: tuple[str, float, float] | None, new: tuple[str, float, float] | None, sums: tuple[float, ...]) -> Moved:
        name = (new or old or ("",))[0]
        (before, part_before), (now, part_now) = (each[1:] if each else (0.0, 0.0) for each in (old, new))
        by_sum = round(part_before * sums[1] / sums[0] - part_before, self.schedule.digits) if sums[0] else 0.0
        return Moved(key, name, before, now, round(part_now - part_before - by_sum, 2), by_sum)

    def as_dict(self) -> dict[str, Any]:
        """Return the comparison as it appears in a JSON document."""
        sides = {
            name: {"cycle": ready.cycle, "input": ready.inputs.label, "sha256": ready.inputs.sha256, "total": total}
            for name, ready, total in (("old", self.old, self.total.before), ("new", self.new, self.total.now))
        }
        rows = [each._asdict() | {"change": round(each.change, 2), "by_rest": round(each.by_rest, 2)} for each in self.rows]
        return {**sides, "figure": self.title, "rows": rows, "inputs": [each.as_dict() for each in self.changes]}


def _number(value: Any) -> float:  # noqa: ANN401 - a cell of a column of numbers
    """Return an amount as a number; a dash or nothing is 0."""
    return float(value) if isinstance(value, int | float) and value == value else 0.0  # noqa: PLR0124 - unequal to itself: empty
