"""The exact judge of assessed contributions: fractions and decimals only, written for checking rather than for speed.

Article 117 of the Rome Statute: the United Nations scale, adjusted to the States assessed. The rule, in its own words:

1. the United Nations rates of all States assessed are added up; a part of a year counts as that part of a rate;
2. least developed countries first, once and finally: each pays its rate in a hundredth of that sum, rounded to four decimals of
   a per cent, or 0.0100 where that is less;
3. a State above the ceiling of 22 per cent is held at the ceiling, as often as holding one lifts another above it;
4. all others share, by their rates, what these leave of 100; each rate is rounded to four decimals, half up;
5. the sum of the rates is left as it is, unless a policy distributes what is missing among the States of step 4;
6. a State's bill is its rounded rate times the assessed base, to the euro, half up.

In a part of a year a limit counts for that part too, as the rate does.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

AS_ROUNDED = "as rounded"
LARGEST_REMAINDER = "largest remainder"
EQUAL_RATES = "largest remainder, equal rates equal bills"
POLICIES = (AS_ROUNDED, LARGEST_REMAINDER, EQUAL_RATES)

CEILING = "ceiling"
LEAST_DEVELOPED = "least developed country"

WHOLE = Fraction(100)
UNITS = 10_000  # in one per cent: a rate has four decimals


class Unassessable(ValueError):
    """The limits leave no State free to carry the redistribution."""


@dataclass(frozen=True)
class Limits:
    """The highest rates, in per cent; None for a limit that does not apply."""

    ceiling: Fraction | None = Fraction(22)
    least_developed: Fraction | None = Fraction(1, 100)


@dataclass(frozen=True)
class Share:
    """What one State bears: its exact and rounded rate in per cent, its bill in euros, and the limit that holds it."""

    exact: Fraction
    rate: Decimal
    bill: int
    limit: str | None


@dataclass(frozen=True)
class Assessment:
    """The shares of all States, and how they were reached.

    `factor` is what the United Nations rate of every State that shares the rest is multiplied by in the end.
    """

    shares: Mapping[str, Share]
    base: Decimal
    factor: Fraction

    @property
    def sum_of_rates(self) -> Decimal:
        """The rounded rates, added up: 100.0000 or, as rounded, close to it."""
        return sum((share.rate for share in self.shares.values()), Decimal(0))

    @property
    def sum_of_bills(self) -> int:
        """The bills, added up, in euros."""
        return sum(share.bill for share in self.shares.values())

    @property
    def difference(self) -> Decimal:
        """What the bills bring in beyond the base; negative when they bring in less."""
        return self.sum_of_bills - self.base


def limits_of(year: int) -> Limits:
    """Return the limits of a year: the ceiling of 22 per cent applies from 2007."""
    return Limits() if year >= 2007 else Limits(ceiling=None)


def parts_of(year: int, days: Mapping[str, tuple[str, str]]) -> dict[str, Fraction]:
    """Return the parts of a year for which States that join or leave during it are assessed.

    `days` are the days of entry into force and of withdrawal (or nothing). A State that joins counts the months from its entry
    into force, one that leaves the days before its withdrawal took effect.
    """
    whole = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    joined = {code: Fraction(13 - int(entry[5:7]), 12) for code, (entry, _) in days.items() if f"{year}-01-01" < entry <= f"{year}-12-31"}
    left = {code: date.fromisoformat(end) for code, (_, end) in days.items() if f"{year}-01-01" < end <= f"{year}-12-31"}
    return joined | {code: joined.get(code, 1) * Fraction((end - date(year, 1, 1)).days, whole) for code, end in left.items()}


def assess(  # noqa: PLR0913, PLR0917 - what the rule says is all that it needs
    rates: Mapping[str, str],
    least_developed: Collection[str] = (),
    base: Decimal | int = 0,
    limits: Limits = Limits(),
    policy: str = AS_ROUNDED,
    parts: Mapping[str, Fraction] | None = None,
) -> Assessment:
    """Assess a base, in euros, on the States with these United Nations rates (per cent, as text), in the schedule's order.

    `parts` are the parts of a year of the States that are not assessed for the whole of it.
    """
    part = {code: (parts or {}).get(code, Fraction(1)) for code in rates}
    counted = {code: Fraction(rate) * part[code] for code, rate in rates.items()}
    first, held = _least_developed(counted, part, least_developed, limits.least_developed)
    others = {code: rate for code, rate in counted.items() if code not in least_developed}
    at_ceiling, factor = _at_ceiling(others, part, WHOLE - sum(first.values()), limits.ceiling)
    shared = {code: rate * factor for code, rate in others.items() if code not in at_ceiling}
    exact = {code: (first | at_ceiling | shared)[code] for code in rates}
    units = {
        AS_ROUNDED: lambda: as_rounded(exact),
        LARGEST_REMAINDER: lambda: largest_remainder(exact),
        EQUAL_RATES: lambda: equal_rates(exact, {**first, **at_ceiling}),
    }[policy]()
    limit = dict.fromkeys(held, LEAST_DEVELOPED) | dict.fromkeys(at_ceiling, CEILING)
    shares = {
        code: Share(exact[code], rate := Decimal(units[code]).scaleb(-4), bill_of(rate, base), limit.get(code))
        for code in rates
    }
    return Assessment(shares, Decimal(base), factor)


def bill_of(rate: Decimal, base: Decimal | int) -> int:
    """Return a rate in per cent of a base, to the euro, half up."""
    return half_up(Fraction(rate) * Fraction(base) / 100)


def half_up(number: Fraction) -> int:
    """Round a number that is not negative to the nearest whole number, halves up."""
    return floor(number + Fraction(1, 2))


def as_rounded(exact: Mapping[str, Fraction]) -> dict[str, int]:
    """Round every rate to the nearest unit of 0.0001 per cent, half up; the residual is stated, not distributed."""
    return {code: half_up(rate * UNITS) for code, rate in exact.items()}


def largest_remainder(exact: Mapping[str, Fraction]) -> dict[str, int]:
    """Round every rate down, then give the missing units, one a State, in the order of what was cut off.

    The largest remainder is first; equal remainders go by their place in the schedule, so States with equal rates can part.
    """
    units = {code: floor(rate * UNITS) for code, rate in exact.items()}
    remainder = {code: rate * UNITS - units[code] for code, rate in exact.items()}
    return units | _moved(units, remainder, exact)


def equal_rates(exact: Mapping[str, Fraction], held: Collection[str] = ()) -> dict[str, int]:
    """Round every rate half up, then settle the residual, one unit a State, where rounding took the most the wrong way.

    Only States with a rate of their own that share the rest are moved, so that equal rates stay equal; equal shortfalls go by
    their place in the schedule. With fewer such States than units, what is left is stated, not distributed.
    """
    units = as_rounded(exact)
    way = 1 if sum(units.values()) <= WHOLE * UNITS else -1
    shortfall = {code: (rate * UNITS - units[code]) * way for code, rate in exact.items()}
    times = Counter(exact.values())
    alone = [code for code, rate in exact.items() if times[rate] == 1 and code not in held]
    return units | _moved(units, shortfall, alone)


def _moved(units: Mapping[str, int], shortfall: Mapping[str, Fraction], movable: Iterable[str]) -> dict[str, int]:
    """Return the units of the States that are moved to bring the sum to 100 per cent; `sorted` keeps the order of equals."""
    residual = UNITS * 100 - sum(units.values())
    first = sorted(movable, key=lambda code: -shortfall[code])[: abs(residual)]
    return {code: units[code] + (1 if residual > 0 else -1) for code in first}


def _least_developed(
    counted: Mapping[str, Fraction], part: Mapping[str, Fraction], codes: Collection[str], limit: Fraction | None
) -> tuple[dict[str, Fraction], set[str]]:
    """Return the final rates of the least developed countries, and which of them their limit holds."""
    whole = sum(counted.values())
    rescaled = {code: rate * 100 / whole for code, rate in counted.items() if code in codes}
    highest = {code: WHOLE if limit is None else limit * part[code] for code in rescaled}
    final = {code: Fraction(half_up(min(rate, highest[code]) * UNITS), UNITS) for code, rate in rescaled.items()}
    return final, {code for code, rate in rescaled.items() if rate > highest[code]}


def _at_ceiling(
    others: Mapping[str, Fraction], part: Mapping[str, Fraction], left: Fraction, ceiling: Fraction | None
) -> tuple[dict[str, Fraction], Fraction]:
    """Return the rates of the States held at the ceiling, and the factor of those that share what is left."""
    held: dict[str, Fraction] = {}
    while True:
        remaining = left - sum(held.values())
        free = sum(rate for code, rate in others.items() if code not in held)
        if not free:
            message = f"Every State is at a limit and {float(remaining):.4f} per cent is left: no State can carry it."
            raise Unassessable(message)
        highest = {code: WHOLE if ceiling is None else ceiling * part[code] for code in others}
        above = {code: highest[code] for code, rate in others.items() if code not in held and rate * remaining / free > highest[code]}
        if not above:
            return held, remaining / free
        held |= above
