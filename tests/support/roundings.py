"""Hard cases of rounding: amounts on a tie, or off it by the last digits that a computer holds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from random import Random

import numpy as np

from aspbudget.lines.rounding import round_away, round_half_away

ROUNDINGS = 15_000


@dataclass(frozen=True)
class Rounding:
    """An amount to round: up when `digits` is None, otherwise half away from zero."""

    amount: float
    digits: int | None
    value: float  # what numpy makes of it

    @property
    def formula(self) -> str:
        """Return the formula that rounds the cell to the left."""
        return "=ROUNDUP({},0)" if self.digits is None else f"=ROUND({{}},{self.digits})"


@cache
def hard_roundings() -> tuple[Rounding, ...]:
    """Return amounts on a tie, or off it by a few of the last digits that a computer holds; quotients too."""
    random, digits = Random(1875), (2,) * 18 + (-3, -2, -1, 1, 3, 4) * 3 + (0,)
    cases = [(_hard(random, to := random.choice(digits) if random.random() < 0.9 else None), to) for _ in range(ROUNDINGS)]
    amounts, upward = np.array([amount for amount, _ in cases]), [to is None for _, to in cases]
    values = np.where(upward, round_away(amounts), round_half_away(amounts, np.array([float(to or 0) for _, to in cases])))
    return tuple(Rounding(amount, to, value) for (amount, to), value in zip(cases, values.tolist(), strict=True))


def _hard(random: Random, digits: int | None) -> float:
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
    return float(f"{amount:.16G}")  # XlsxWriter stores 16 digits


def _off(amount: float, steps: int, towards: float) -> float:
    for _ in range(steps):
        amount = math.nextafter(amount, towards)
    return amount
