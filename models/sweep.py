"""Sweeps: very many assessments at once, each with a base and rates of its own, to the same euro as the model.

The States that no limit holds pay their United Nations rate times one factor; the search for it starts from the plain
rescaling and holds whoever is above a limit, as the model's passes do, until nobody new is held. Only the policy "as
rounded" is swept, for whole years and whole euros.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aspbudget.compute import round_half_away
from aspbudget.models.facts import CEILING, LEAST_DEVELOPED_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor, Future

Array = np.ndarray[Any, Any]

HIGHEST_BASE = 1_000_000_000  # in whole euros: up to here the products of a base and a rate are exact
ROWS = 2_000
_BLOCK = 256  # rows that are worked on together, so that they stay in the processor's cache
_UNITS = 10_000  # in one per cent: a rate has four decimals
_NEAR_A_HALF = 1e-8  # of a unit: nearer than that, the model's own arithmetic decides
_EURO = 1e-6  # of a euro is the least by which a bill can miss a half


class Unassessable(ValueError):
    """The limits leave no State free to bear the rest, or a base is not a whole number of euros up to a thousand million."""


@dataclass(frozen=True)
class Chunk:
    """Some assessments: United Nations rates, one row for each, and a base for each, in whole euros.

    The columns of the first `least_developed` States are those of least developed countries. A ceiling of 100 is none.
    """

    rates: Array
    bases: Array
    least_developed: int
    ceiling: float = CEILING
    least_developed_limit: float = LEAST_DEVELOPED_LIMIT


def chunks(rates: Array, bases: Array, least_developed: int, *, rows: int = ROWS, ceiling: float = CEILING) -> Iterator[Chunk]:
    """Yield assessments in chunks of some rows; the chunks are views and hold nothing of their own."""
    for start in range(0, len(bases), rows):
        yield Chunk(rates[start : start + rows], bases[start : start + rows], least_developed, ceiling)


def sweep(work: Iterable[Chunk], executor: Executor | None = None, *, ahead: int = 4) -> Iterator[Array]:
    """Yield the bills of each chunk, in order: a row for each assessment, a column for each State, in euros.

    Any executor of `concurrent.futures` can do the work, on threads, processes or other machines. At most `ahead` chunks
    wait for it, so that memory is bounded by chunks however many there are.
    """
    if executor is None:
        yield from map(bills, work)
        return
    waiting: deque[Future[Array]] = deque()
    for chunk in work:
        waiting.append(executor.submit(bills, chunk))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def bills(chunk: Chunk) -> Array:
    """Return what each State is assessed in each assessment of a chunk, in euros. Raises `Unassessable`."""
    bases = np.asarray(chunk.bases, dtype=float)
    if ((bases < 0) | (bases > HIGHEST_BASE) | (bases != np.floor(bases))).any():
        message = f"A base must be a whole number of euros from 0 to {HIGHEST_BASE:,}."
        raise Unassessable(message)
    result = np.empty(chunk.rates.shape, dtype=np.int32)
    room = np.empty((_BLOCK, chunk.rates.shape[1]))
    for start in range(0, len(bases), _BLOCK):
        block = slice(start, start + _BLOCK)
        rates = np.asarray(chunk.rates[block], dtype=float)
        units = _units(rates, chunk, room[: len(rates)])
        units *= bases[block, None] * (1 / (100 * _UNITS))
        units += 0.5 + _EURO / 4
        np.floor(units, out=units)
        result[block] = units
    return result


def _units(rates: Array, chunk: Chunk, room: Array) -> Array:
    """Return every State's rate of assessment in units of 0.0001 per cent, half up."""
    left, free = _shared(rates, chunk)
    units = np.multiply(rates, (left / free * _UNITS)[:, None], out=room)
    units += 0.5
    whole = np.floor(units)
    units -= whole
    if units.min() < _NEAR_A_HALF or units.max() > 1 - _NEAR_A_HALF:
        near = (units < _NEAR_A_HALF) | (units > 1 - _NEAR_A_HALF)
        row, state = np.nonzero(near)
        exact = round_half_away(rates[row, state] * left[row] / free[row], np.asarray(4.0))
        whole[row, state] = np.rint(exact * _UNITS)
    least, rest = whole[:, : chunk.least_developed], whole[:, chunk.least_developed :]
    np.minimum(least, chunk.least_developed_limit * _UNITS, out=least)
    np.minimum(rest, chunk.ceiling * _UNITS, out=rest)
    return whole


def _shared(rates: Array, chunk: Chunk) -> tuple[Array, Array]:
    """Return, for each assessment, what of 100 the free States share, and their United Nations rates added up."""
    least, rest = rates[:, : chunk.least_developed], rates[:, chunk.least_developed :]
    total = rates @ np.ones(rates.shape[1])
    left, free, held = np.full(len(rates), 100.0), total, np.zeros(len(rates))
    largest = rest.max(axis=1, initial=0.0)
    while True:
        low, low_rates = _above(least, chunk.least_developed_limit * free / left)
        threshold = chunk.ceiling * free / left
        high, high_rates = _above(rest, threshold) if (largest > threshold).any() else (0.0, 0.0)
        more = low + high > held  # who is held stays held: the factor only grows, but for its last digit
        if not more.any():
            return left, free
        held = np.where(more, low + high, held)
        left = np.where(more, 100 - low * chunk.least_developed_limit - high * chunk.ceiling, left)
        free = np.where(more, total - low_rates - high_rates, free)
        if (free <= total * np.finfo(float).eps * rates.shape[1]).any() or (left <= 0).any():
            message = "Every State is at its limit in some assessment, so none is left to bear the rest."
            raise Unassessable(message)


def _above(rates: Array, threshold: Array) -> tuple[Any, Any]:
    """Return how many rates of each row are above its threshold, and these rates added up."""
    above = rates > threshold[:, None]
    return np.count_nonzero(above, axis=1), np.einsum("ij,ij->i", rates, above)
