"""Hard cases of rounding: amounts on a tie, or off it by the last digits that a computer holds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from aspbudget.lines.rounding import round_away, round_half_away

if TYPE_CHECKING:
    from random import Random

ROUNDINGS = 15_000


@dataclass(frozen=True)
class Rounding:
    """An amount to round: up when `digits` is None, otherwise half away from zero."""

    amount: float
    digits: int | None

    @property
    def formula(self) -> str:
        """Return the formula that rounds the cell to the left."""
        return "=ROUNDUP({},0)" if self.digits is None else f"=ROUND({{}},{self.digits})"

    @property
    def value(self) -> float:
        """Return what numpy makes of it."""
        amount = np.asarray(self.amount)
        if self.digits is None:
            return float(round_away(amount))
        return float(round_half_away(amount, np.asarray(float(self.digits))))


def hard_roundings(random: Random) -> list[Rounding]:
    """Return amounts on a tie, or off it by a few of the last digits that a computer holds; quotients too."""
    digits = (2,) * 18 + (-3, -2, -1, 1, 3, 4) * 3 + (0,)
    return [_hard(random, random.choice(digits) if random.random() < 0.9 else None) for _ in range(ROUNDINGS)]


def _hard(random: Random, digits: int | None) -> Rounding:
    places = digits or 0
    whole = random.randint(1, 10 ** random.randint(1, 9))
    tie = float(f"{whole + 0.5 if digits is not None else whole}e{-places}")
    ways = (
        lambda: tie,
        lambda: -tie,
        lambda: _off(tie, random.randint(1, 12), random.choice((-math.inf, math.inf))),
        lambda: whole / random.choice((3, 7, 12, 30)) * random.choice((1, 1.005, 0.1)),
        lambda: float(f"{whole}e{-places}") * random.choice((0.5, 1.5, 0.05, 1.005)),
    )
    amount = random.choice(ways)() * random.choice((1, -1))
    return Rounding(float(f"{amount:.16G}"), digits)  # XlsxWriter stores 16 digits


def _off(amount: float, steps: int, towards: float) -> float:
    for _ in range(steps):
        amount = math.nextafter(amount, towards)
    return amount
