"""A figure of the look: what was measured in a workbook, what was found, and what it may be."""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """What was measured, the number that was found, the lowest and the highest that it may be, and where it was found if it is wrong."""

    what: str
    found: float
    least: float
    most: float
    where: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the number lies within its bounds."""
        return self.least <= self.found <= self.most

    def __str__(self) -> str:
        """Return the figure as it is printed, with the first places of what is wrong."""
        aim = f"at most {self.most:g}" if self.least in (0, float("-inf")) else f"at least {self.least:g}"
        wrong = "" if self.good else f"  {'; '.join(self.where[:3])}"
        return f"  {self.what:<58} {self.found:>8,.4g}  {aim:<15} {'yes' if self.good else 'NO'}{wrong}"


def none(what: str, where: list[str]) -> Figure:
    """Return the figure of what must not be there at all."""
    return Figure(what, len(where), 0, 0, tuple(where))


def most(what: str, found: float, bound: float, where: str = "") -> Figure:
    """Return a figure that may be no higher."""
    return Figure(what, found, 0, bound, (where,))


def least(what: str, found: float, bound: float, where: str = "") -> Figure:
    """Return a figure that may be no lower."""
    return Figure(what, found, bound, float("inf"), (where,))
