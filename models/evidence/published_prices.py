"""Prices that published statements don't give, found from what other statements printed, never from their own figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

# A printed amount stands for every cost, to the cent, that is rounded half up to it.
BELOW, ABOVE = 50, 49.99
_NEARLY = 1e-6


@dataclass(frozen=True)
class Observation:
    """A printed amount with the quantities behind it: a first one, and a second where there are two prices."""

    statement: str
    quantities: tuple[float, float]
    amount: float


@dataclass(frozen=True)
class Found:
    """Prices for the two quantities, and the statements whose printed amounts they reproduce, or don't.

    The prices are the middle of the `corners`, between which all prices do as well.
    """

    prices: tuple[float, float]
    corners: tuple[tuple[float, float], ...]
    reproduced: tuple[str, ...]
    others: tuple[str, ...]


def fit(observations: Sequence[Observation]) -> Found:
    """Return the prices that reproduce the most of the printed amounts: the middle of all such prices.

    Each amount bounds the prices from both sides. Where several groups of statements are equally large, the middle is
    that of all groups together. The second price is nothing where the amounts reproduced don't tell the two apart.
    """
    quantities = np.array([each.quantities for each in observations])
    amounts = np.array([each.amount for each in observations])
    corners, held = _best(quantities, amounts)
    if np.linalg.matrix_rank(quantities[held]) < 2:
        quantities = quantities * (1, 0)
        corners, held = _best(quantities, amounts)
    agree, differ = (
        tuple(dict.fromkeys(each.statement for each, one in zip(observations, held, strict=True) if one == side))
        for side in (True, False)
    )
    first, second = (float(price) for price in corners.mean(axis=0))
    return Found((first, second), tuple(map(tuple, corners.tolist())), agree, differ)


def _best(quantities: np.ndarray, amounts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the corners of the prices that reproduce the most amounts, and which amounts their middle reproduces."""
    corners = _corners(*np.unique(np.column_stack([quantities, amounts]), axis=0).T)
    counts = _supporting(corners, quantities, amounts).sum(axis=1)
    best = corners[counts == counts.max()]
    return best, _supporting(best.mean(axis=0, keepdims=True), quantities, amounts)[0]


def _corners(first: np.ndarray, second: np.ndarray, amounts: np.ndarray) -> np.ndarray:
    """Return where the bounds of the prices meet, each other or nothing; no price is below nothing."""
    sides = np.concatenate([np.tile(np.column_stack([first, second]), (2, 1)), np.eye(2)])
    values = np.concatenate([amounts - BELOW, amounts + ABOVE, np.zeros(2)])
    one, other = np.triu_indices(len(sides), 1)
    (a, b), (c, d) = sides[one].T, sides[other].T
    crossing = a * d - b * c
    meet = np.abs(crossing) > _NEARLY
    across = (values[one] * d - b * values[other])[meet] / crossing[meet]
    down = (a * values[other] - values[one] * c)[meet] / crossing[meet]
    corners = np.column_stack([across, down])
    return corners[(corners >= -_NEARLY).all(axis=1)]


def _supporting(prices: np.ndarray, quantities: np.ndarray, amounts: np.ndarray) -> np.ndarray:
    """Return which amounts each pair of prices reproduces."""
    off = prices @ quantities.T - amounts
    return (off >= -BELOW - _NEARLY) & (off <= ABOVE + _NEARLY)
