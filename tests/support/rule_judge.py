"""The exact judge of any rule of assessment: fractions only, written from the words of the rules rather than from the code.

1. What is fixed comes first: a fixed share is the rate, and a State whose rate in the scale is the minimum kept, or less, stays at it.
2. Where least developed countries come first and once, each pays its part of what is left, pro rata, as rates are rounded, or the limit
   where that is less.
3. All others pay one and the same multiple of their rate in the scale, but no less than the minimum and no more than their highest rate:
   the ceiling, and for a least developed country its limit where that is lower; the multiple is the one that brings 100 together.
4. Rates are rounded half up, or not at all; what is missing to 100 is left, or given to the largest remainders first.
5. A bill is the rate of the base, half up to the whole unit; a fixed sum is on top, and has no rate.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from support.judge import half_up

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

WHOLE = Fraction(100)


@dataclass(frozen=True)
class Words:
    """What a rule says; amounts are fractions, in per cent, None for what there is none of."""

    ceiling: Fraction | None = None
    least_developed_limit: Fraction | None = None
    least_developed_first: bool = False
    minimum_kept: Fraction = Fraction(0)
    minimum_raised: Fraction = Fraction(0)
    decimals: int | None = None
    largest_remainder: bool = False


class Unbearable(ValueError):
    """No multiple brings 100 together, or the lowest rate is above a highest."""


def rates(scale: Mapping[str, Fraction], least_developed: Collection[str], words: Words, fixed: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return the rate of each State, in the order of the schedule, before what is missing to 100 is settled."""
    final = {code: fixed.get(code, words.minimum_kept) for code, rate in scale.items() if code in fixed or rate <= words.minimum_kept}
    left = WHOLE - sum(final.values())
    shared = {code: rate for code, rate in scale.items() if code not in final}
    if words.least_developed_first and words.least_developed_limit is not None:
        total = sum(shared.values())
        first = {code: min(rate * left / total, words.least_developed_limit) for code, rate in shared.items() if code in least_developed}
        final |= {code: rounded(rate, words.decimals) for code, rate in first.items()}
        shared = {code: rate for code, rate in shared.items() if code not in first}
        left = WHOLE - sum(final.values())
    highest = {code: _highest(words, code, least_developed) for code in shared}
    multiple = _multiple(shared, words.minimum_raised, highest, left)
    others = {code: max(words.minimum_raised, min(highest[code], rate * multiple)) for code, rate in shared.items()}
    return {code: (final | others)[code] for code in scale}


def settled(exact: Mapping[str, Fraction], words: Words) -> dict[str, Fraction]:
    """Return the rates as the rule rounds them."""
    if words.decimals is None:
        return dict(exact)
    if not words.largest_remainder:
        return {code: rounded(rate, words.decimals) for code, rate in exact.items()}
    unit = 10**words.decimals
    cut = {code: floor(rate * unit) for code, rate in exact.items()}
    first = sorted(exact, key=lambda code: cut[code] - exact[code] * unit)[: 100 * unit - sum(cut.values())]
    return {code: Fraction(cut[code] + (code in first), unit) for code in exact}


def bill(rate: Fraction, base: Fraction) -> int:
    """Return what a rate is of a base, to the whole unit, half up."""
    return half_up(rate * base / 100)


def rounded(rate: Fraction, decimals: int | None) -> Fraction:
    """Return a rate with so many decimals, half up; as it is where rates are not rounded."""
    return rate if decimals is None else Fraction(half_up(rate * 10**decimals), 10**decimals)


def _highest(words: Words, code: str, least_developed: Collection[str]) -> Fraction:
    limits = [words.ceiling, words.least_developed_limit if code in least_developed else None, WHOLE]
    return min(limit for limit in limits if limit is not None)


def _multiple(shared: Mapping[str, Fraction], lowest: Fraction, highest: Mapping[str, Fraction], left: Fraction) -> Fraction:
    """Return the multiple at which all together bear what is left: it lies between two at which some State meets a limit."""

    def borne(multiple: Fraction) -> Fraction:
        return sum((max(lowest, min(highest[code], rate * multiple)) for code, rate in shared.items()), Fraction(0))

    turns = sorted({Fraction(0), *(lowest / rate for rate in shared.values()), *(highest[code] / rate for code, rate in shared.items())})
    if not shared or any(lowest > each for each in highest.values()) or not borne(turns[0]) < left < borne(turns[-1]):
        raise Unbearable
    low = turns[bisect_right(turns, left, key=borne) - 1]  # the more the multiple is, the more they bear
    high = turns[bisect_left(turns, left, key=borne)]
    return low if high == low else low + (left - borne(low)) * (high - low) / (borne(high) - borne(low))
