"""Sweeps: very many assessments at once, each with a base and rates of its own, to the same euro as the model.

Least developed countries first, once and finally; the others pay their United Nations rate times one factor, which needs a
search only where the ceiling holds one of them. Only the policy "as rounded" is swept, for whole years and whole euros.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aspbudget.models.assessment.contributions_start import CEILING, LEAST_DEVELOPED_LIMIT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Executor, Future

Array = np.ndarray[Any, Any]

HIGHEST_BASE = 1_000_000_000  # in whole euros: up to here the products of a base and a rate are exact
SIZE = 1_024  # assessments that are worked on together, so that they stay in the processor's cache
_UNITS = 10_000  # in one per cent: a rate has four decimals
_HUNDRED = 100 * _UNITS
_MILLION = 1_000_000  # rates have at most six decimals
_OVER_A_HALF = 1 + 4e-15  # more than binary arithmetic loses, and far less than what is no half misses one by
_EURO = 1e-6  # of a euro is the least by which a bill can miss a half
_memory = threading.local()


class Unassessable(ValueError):
    """The limits leave no State free to bear the rest, or a base is not a whole number of euros up to a thousand million."""


@dataclass(frozen=True)
class Chunk:
    """Some assessments: United Nations rates, a row for each State and a column for each assessment, and their bases.

    The first `least_developed` rows are the least developed countries. Rates have at most six decimals (the United Nations scale has
    three), bases are whole euros. A ceiling of 100 is none. A chunk whose rates lie together in memory is worked on fastest.
    """

    rates: Array
    bases: Array
    least_developed: int
    ceiling: float = CEILING
    least_developed_limit: float = LEAST_DEVELOPED_LIMIT


def chunks(
    rates: Array, bases: Array, least_developed: int, *, size: int = SIZE, ceiling: float = CEILING
) -> Iterator[Chunk]:
    """Yield assessments in chunks of some size; the chunks are views and hold nothing of their own."""
    for start in range(0, len(bases), size):
        yield Chunk(rates[:, start : start + size], bases[start : start + size], least_developed, ceiling)


def sweep(work: Iterable[Chunk], executor: Executor | None = None, *, ahead: int = 4) -> Iterator[Array]:
    """Yield the bills of each chunk, in order: a row for each State, a column for each assessment, in euros.

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
    units = _units(np.asarray(chunk.rates, dtype=float), chunk, _room(chunk.rates.shape))
    units *= bases / (100 * _UNITS)
    units += 0.5 + _EURO / 4
    return units.astype(np.int32)  # cut off at the euro


def _room(shape: tuple[int, ...]) -> Array:
    """Return memory for a chunk, which a thread keeps: to get new memory takes longer than to work on it."""
    kept: Array | None = getattr(_memory, "room", None)
    if kept is None or kept.shape != shape:
        kept = _memory.room = np.empty(shape)
    return kept


def _units(rates: Array, chunk: Chunk, whole: Array) -> Array:
    """Return every State's rate of assessment in units of 0.0001 per cent, half up, in the room that is kept for it."""
    number, ceiling = chunk.least_developed, chunk.ceiling * _UNITS
    least, rest = rates[:number], rates[number:]
    free = _decimal(rest.sum(axis=0))
    _rounded(least, _HUNDRED / _decimal(least.sum(axis=0) + free), whole[:number])
    np.minimum(whole[:number], chunk.least_developed_limit * _UNITS, out=whole[:number])
    left = _HUNDRED - whole[:number].sum(axis=0)
    if free.all():
        _rounded(rest, left / free, whole[number:])
    if not free.all() or whole[number:].max() >= ceiling:  # perhaps above it: what is shown there is rounded
        left, free = _below_ceiling(rest, left, free, ceiling)
        _rounded(rest, left / free, whole[number:])
        np.minimum(whole[number:], ceiling, out=whole[number:])
    return whole


def _decimal(added: Array) -> Array:
    """Return sums of rates without what adding in binary left: as near as a number can be to the decimal one."""
    exact: Array = np.rint(added * _MILLION) / _MILLION
    return exact


def _rounded(rates: Array, factors: Array, out: Array) -> None:
    """Put rates × factors, in units, into a place, rounded to whole ones, half up.

    With rates of at most six decimals, what is no half misses one by 2e-14 of itself at least; what is a half is lifted over it. For that the
    factors must be exact but for their last digit.
    """
    np.multiply(rates, factors * _OVER_A_HALF, out=out)
    np.rint(out, out=out)


def _below_ceiling(rates: Array, left: Array, free: Array, ceiling: float) -> tuple[Array, Array]:
    """Return what of 100 is left below the ceiling, in units, and the rates that share it, added up, once nobody more is above it."""
    above, shared, rest = np.zeros(len(free)), left, free
    while True:
        limit = ceiling * rest / shared
        held = _count(rates, limit)
        more = held > above  # who is held stays held: the factor only grows, but for its last digit
        if not rest.all() or (held == len(rates)).any():
            message = "Every State is at its limit in some assessment, so none is left to bear the rest."
            raise Unassessable(message)
        if not more.any():
            return shared, rest
        below = _added_below(rates, limit, held)
        above = np.where(more, held, above)
        shared, rest = np.where(more, left - held * ceiling, shared), np.where(more, below, rest)


def _count(rates: Array, limit: Array) -> Array:
    """Return how many rates of each assessment are above its limit; in bytes, since there are fewer than 256 States."""
    return (rates > limit).view(np.uint8).sum(axis=0, dtype=np.uint8).astype(float)


def _added_below(rates: Array, limit: Array, above: Array) -> Array:
    """Return the rates of each assessment that are not above its limit, added up."""
    return _decimal(np.ones(len(rates)) @ np.minimum(rates, limit) - above * limit)
