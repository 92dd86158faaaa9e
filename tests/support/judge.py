"""The exact judge of assessed contributions: fractions and decimals only, written for checking rather than for speed.

Article 117 of the Rome Statute: the United Nations scale, adjusted to the States assessed.

1. rescale the rates of the States that no limit holds, pro rata, to what the others leave of 100 per cent;
2. hold any State above the ceiling at the ceiling, and any least developed country above its limit at that limit;
3. repeat until no further State is held; a State once held stays held, since what is freed only raises the others;
4. round each rate to four decimals of a per cent, half up, and distribute the residual as the policy says;
5. a State's bill is its rounded rate times the assessed base, to the euro, half up.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
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

    `passes` counts the rescalings, with the last one, which holds no further State: one when no limit binds. `factor`
    is what the United Nations rate of every State that no limit holds is multiplied by in the end.
    """

    shares: Mapping[str, Share]
    base: Decimal
    passes: int
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


def assess(
    rates: Mapping[str, str],
    least_developed: Collection[str] = (),
    base: Decimal | int = 0,
    limits: Limits = Limits(),
    policy: str = AS_ROUNDED,
) -> Assessment:
    """Assess a base, in euros, on the States with these United Nations rates (per cent, as text), in the schedule's order."""
    exact, held, passes, factor = _adjusted(
        {code: Fraction(rate) for code, rate in rates.items()}, least_developed, limits
    )
    units = {
        AS_ROUNDED: lambda: as_rounded(exact),
        LARGEST_REMAINDER: lambda: largest_remainder(exact),
        EQUAL_RATES: lambda: equal_rates(exact, held),
    }[policy]()
    shares = {
        code: Share(exact[code], rate := Decimal(units[code]).scaleb(-4), bill_of(rate, base), held.get(code))
        for code in rates
    }
    return Assessment(shares, Decimal(base), passes, factor)


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

    Only States with a rate of their own and at no limit are moved, so that equal rates stay equal; equal shortfalls go by
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


def _adjusted(
    rates: Mapping[str, Fraction], least_developed: Collection[str], limits: Limits
) -> tuple[dict[str, Fraction], dict[str, str], int, Fraction]:
    held: dict[str, str] = {}
    every_limit = {CEILING: limits.ceiling, LEAST_DEVELOPED: limits.least_developed}
    highest = {limit: rate for limit, rate in every_limit.items() if rate is not None}
    passes = 0
    while True:
        passes += 1
        factor = _factor(rates, WHOLE - sum(highest[limit] for limit in held.values()), held)
        exact = {code: highest[held[code]] if code in held else rate * factor for code, rate in rates.items()}
        limited = {
            code: _limit(rate, highest, code in least_developed) for code, rate in exact.items() if code not in held
        }
        above = {code: limit for code, limit in limited.items() if limit is not None}
        if not above:
            return exact, held, passes, factor
        held |= above


def _factor(rates: Mapping[str, Fraction], left: Fraction, held: Collection[str]) -> Fraction:
    free = sum(rate for code, rate in rates.items() if code not in held)
    if not free:
        message = f"Every State is at a limit and {float(left):.4f} per cent is left: no State can carry it."
        raise Unassessable(message)
    return left / free


def _limit(rate: Fraction, highest: Mapping[str, Fraction], is_least_developed: bool) -> str | None:  # noqa: FBT001
    if is_least_developed and rate > highest.get(LEAST_DEVELOPED, WHOLE):
        return LEAST_DEVELOPED
    return CEILING if rate > highest.get(CEILING, WHOLE) else None
