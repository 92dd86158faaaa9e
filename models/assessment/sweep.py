"""Sweeps: very many assessments at once, each with a base and rates of its own, to the same euro as the model.

Least developed countries first, once and finally; the others pay their United Nations rate times one factor, which needs a
search only where the ceiling holds one of them. Only the policy "as rounded" is swept, for whole years and whole euros.
"""

from __future__ import annotations

import math
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
SIZE = 8_192  # assessments that are worked on together: with fewer, threads wait for each other more often
_UNITS = 10_000  # in one per cent: a rate has four decimals
_HUNDRED = 100 * _UNITS
_MILLION = 1_000_000  # rates have at most six decimals
_LIFTED = _MILLION * (1 + 4e-15)  # a half is lifted over it by more than binary arithmetic loses, and by far less than what is no half misses one by
_EURO = 1e-6  # of a euro is the least by which a bill can miss a half
_ROOM = 1 << 17  # numbers that stay in the processor's cache
_LINE = 8  # numbers in a line of the processor's cache
_memory = threading.local()


class Unassessable(ValueError):
    """The limits leave no State free to bear the rest, or a base is not a whole number of euros up to a thousand million."""


@dataclass(frozen=True)
class Chunk:
    """Some assessments: United Nations rates, a row for each State and a column for each assessment, and their bases.

    The first `least_developed` rows are the least developed countries. Rates have at most six decimals (the United Nations scale has
    three), bases are whole euros. A ceiling of 100 is none. A chunk whose rates lie together in memory is worked on fastest. `out` is memory
    of whole numbers in the shape of the rates, into which the bills are put; to get new memory for them takes longer, and threads wait for it.
    """

    rates: Array
    bases: Array
    least_developed: int
    ceiling: float = CEILING
    least_developed_limit: float = LEAST_DEVELOPED_LIMIT
    out: Array | None = None


def chunks(
    rates: Array, bases: Array, least_developed: int, *, size: int = SIZE, ceiling: float = CEILING, out: Array | None = None
) -> Iterator[Chunk]:
    """Yield assessments in chunks of some size; the chunks are views and hold nothing of their own, and their bills are put into `out`, where there is one."""
    for start in range(0, len(bases), size):
        place = slice(start, start + size)
        yield Chunk(rates[:, place], bases[place], least_developed, ceiling, out=None if out is None else out[:, place])


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
    """Return what each State is assessed in each assessment of a chunk, in euros. Raises `Unassessable`.

    Both kinds of States are worked on in the same memory, one after the other. Steps on short rows are few, since threads wait for each other at each.
    """
    bases = np.asarray(chunk.bases, dtype=float)
    if not (bases.min() >= 0 and bases.max() <= HIGHEST_BASE and (bases == np.rint(bases)).all()):
        message = f"A base must be a whole number of euros from 0 to {HIGHEST_BASE:,}."
        raise Unassessable(message)
    rates, number = np.asarray(chunk.rates, dtype=float), chunk.least_developed
    found = np.empty(rates.shape, dtype=np.int32) if chunk.out is None else chunk.out
    least, others, euros, ceiling = rates[:number], rates[number:], bases / _HUNDRED, chunk.ceiling * _UNITS
    free, left = _millionths(_added(others)), np.full(len(bases), _HUNDRED, dtype=float)
    for rows, units in _units(least, _LIFTED * _HUNDRED / (_millionths(_added(least)) + free)):
        np.minimum(units, chunk.least_developed_limit * _UNITS, out=units)
        left -= _added(units)
        found[:number][rows] = _charged(units, euros)
    if not (free.all() and _put(found[number:], others, _LIFTED * left / free, euros, below=ceiling)):
        left, free = _below_ceiling(others, left, free, ceiling)
        _put(found[number:], others, _LIFTED * left / free, euros, at_most=ceiling)
    return found


def _put(place: Array, rates: Array, factors: Array, euros: Array, *, below: float = math.inf, at_most: float = math.inf) -> bool:
    """Put into a place what States pay whose rates in units are rates × factors and at most some number; stop and return false where one isn't below another."""
    for rows, units in _units(rates, factors):
        if at_most < math.inf:
            np.minimum(units, at_most, out=units)
        if below < math.inf and units.max() >= below:
            return False
        place[rows] = _charged(units, euros)
    return True


def _units(rates: Array, factors: Array) -> Iterator[tuple[slice, Array]]:
    """Yield rates × factors, in units, rounded to whole ones, half up, of some States after others: which, and theirs, each time in the same memory.

    With rates of at most six decimals, what is no half misses one by 2e-14 of itself at least; what is a half is lifted over it by the
    factors, which must be exact but for that and their last digits.
    """
    each = max(1, _ROOM // len(factors))
    room = _room((each, len(factors)))
    for first in range(0, len(rates), each):
        rows = slice(first, first + each)
        units = np.multiply(rates[rows], factors, out=room[: len(rates[rows])])
        np.rint(units, out=units)
        yield rows, units


def _charged(units: Array, euros: Array) -> Array:
    """Return what rates in units come to, in place: to be cut off at the euro."""
    units *= euros
    units += 0.5 + _EURO / 4
    return units


def _room(shape: tuple[int, ...]) -> Array:
    """Return memory to work in, which a thread keeps: to get new memory takes longer than to work on it."""
    kept: Array | None = getattr(_memory, "room", None)
    if kept is None or kept.shape != shape:
        kept = _memory.room = _at_a_line(shape)
    return kept


def _at_a_line(shape: tuple[int, ...]) -> Array:
    """Return new memory that begins where a line of the processor's cache does: what is written across two lines is written twice."""
    size = math.prod(shape)
    memory = np.empty(size + _LINE)
    start = -memory.ctypes.data // memory.itemsize % _LINE
    return memory[start : start + size].reshape(shape)


def _added(rates: Array) -> Array:
    """Return the rates of each assessment added up; a product of matrices starts threads of its own, for which all wait."""
    total: Array = np.add.reduce(rates, axis=0)
    return total


def _millionths(added: Array) -> Array:
    """Return sums of rates in millionths, without what adding in binary left: whole numbers, as those of decimals are."""
    exact: Array = np.rint(added * _MILLION)
    return exact


def _below_ceiling(rates: Array, left: Array, free: Array, ceiling: float) -> tuple[Array, Array]:
    """Return what of 100 is left below the ceiling, in units, and the rates that share it, in millionths, once nobody more is above it."""
    above, shared, rest = np.zeros(len(free)), left, free
    while True:
        limit = ceiling * (rest / _MILLION) / shared
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
    """Return the rates of each assessment that are not above its limit, added up, in millionths."""
    return _millionths(_added(np.minimum(rates, limit)) - above * limit)
