"""The symmetric split of a bridge: what each cause changes on average over all orders of the causes."""

from __future__ import annotations

from itertools import combinations
from math import factorial
from typing import TYPE_CHECKING

from aspbudget.figures.printed import lines_of
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.figures.printed import Amounts, Place
    from aspbudget.review.bridge import Between


def symmetric(between: Between) -> dict[str, dict[Place, float]]:
    """Return what each cause changes on average over all orders of the causes, by printed line, to the cent.

    With 2 posts at 100 before and 3 at 110 now, prices first changes 20 by prices and 110 by volume, volume first 30 and 100; the
    averages are 25 and 105. The section is computed for every set of the causes that changed anything, 2ⁿ times for n causes (128
    for seven). The averages are rounded so that they still add up to the whole change. Raises `Incomparable`.
    """
    found = {change.cause for change in between.both.changes if change.counts}
    active = [cause.name for cause in between.causes if cause.name in found]
    known = {
        frozenset(chosen): lines_of(between.figures(frozenset(chosen)), between.new.layout)
        for size in range(len(active) + 1)
        for chosen in combinations(active, size)
    }
    places = {place: None for lines in known.values() for place in lines}
    shares = {name: {place: _average(known, active, name, place) for place in places} for name in active}
    return _footing(shares, known[frozenset(active)], known[frozenset()])


def _average(known: Mapping[frozenset[str], Amounts], active: list[str], name: str, place: Place) -> float:
    """Return what a cause changes of a line, averaged over the sets of causes that may come before it."""
    total = 0
    for before in (chosen for chosen in known if name not in chosen):
        weight = factorial(len(before)) * factorial(len(active) - len(before) - 1)
        total += weight * (known[before | {name}].get(place, 0) - known[before].get(place, 0))
    return total / factorial(len(active))


def _footing(shares: dict[str, dict[Place, float]], end: Amounts, start: Amounts) -> dict[str, dict[Place, float]]:
    """Return averages to the cent that add up to the change of each line; the largest one takes the difference by rounding."""
    rounded = {name: {place: round(100 * share) for place, share in lines.items()} for name, lines in shares.items()}
    for place in end if shares else ():
        left = 100 * (end.get(place, 0) - start.get(place, 0)) - add_up(lines[place] for lines in rounded.values())
        largest = max(rounded, key=lambda name: abs(rounded[name][place]))
        rounded[largest][place] += left
    return {name: {place: cents / 100 for place, cents in lines.items()} for name, lines in rounded.items()}
