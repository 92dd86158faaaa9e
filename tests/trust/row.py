"""A row of the table of trust: what was tried, how often, what came of it, and whether that is as it should be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Row(NamedTuple):
    """What was tried, how often, what came of it by kind, and of the kinds those that must not be."""

    what: str
    outcomes: Counter[str]
    wrong: tuple[str, ...]

    @classmethod
    def of(cls, what: str, outcomes: Iterable[str], right: Iterable[str]) -> Row:
        """Return the row of outcomes, of which only some are right."""
        counted = Counter(outcomes)
        return cls(what, counted, tuple(sorted(set(counted) - set(right))))

    @property
    def good(self) -> bool:
        """Whether something was tried, and all that came of it is right."""
        return bool(self.outcomes) and not self.wrong

    def __str__(self) -> str:
        """Return the row as it is printed."""
        outcomes = ", ".join(f"{number:,} {name}" for name, number in sorted(self.outcomes.items()))
        return f"{self.what:<62} {self.outcomes.total():>7,}  {'yes' if self.good else 'NO':<4} {outcomes}"
