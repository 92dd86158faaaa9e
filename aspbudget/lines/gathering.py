"""Gathering: totals, counts and highest values over the rows of a table that have the wanted keys, or lie within bounds.

`meetings.count(day=day)` in a table of days is gathered once for all days: with meetings on days 6, 6 and 7, the days 6, 7 and 8
get 2, 1 and 0. Keys are numbered first, so that the time grows with the number of rows, not with rows × rows; beside bounds it
grows with the rows that have the keys, once for each different question.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from aspbudget.lines.arithmetic import COMPARISONS
from aspbudget.lines.formula import Bound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.lines.formula import Gather, Node
    from aspbudget.lines.texts import Array, Words

_CLOSE, _AT_LEAST = 8, 1 << 10  # how many times as many numbers as there are values may lie between the least and the greatest to be counted and not sorted, and how many in any case
_AT_ONCE = 1 << 18  # pairs of rows that are compared at a time
_EXACT = 1 << 40  # whole numbers below it that are not equal differ within their first fifteen digits
_FEW, _LARGEST = 1 << 10, 1 << 62  # up to how many rows keys of several columns are numbered at once, and below which number these then are
_NOT_WORTH = 1 << 12  # pairs of rows that are compared sooner than it is found out which are asked for twice


class Groups(NamedTuple):
    """The rows of two tables by their distinct keys: the number of its key for each row of the one that is gathered from, and of what each row of the other seeks, all below `size`."""

    theirs: Array
    ours: Array
    size: int


def matches(column: Array, criterion: Node, value: Callable[[Node], Any]) -> Array:
    """Return, for one row of the table that gathers, which rows of a column have the wanted value or lie within the bound.

    `value` computes a formula for that row.
    """
    if isinstance(criterion, Bound):
        return COMPARISONS[criterion.operator](column, np.asarray(value(criterion.value)))
    return np.asarray(column == value(criterion))


def gathered(part: Gather, values: Array, pairs: list[tuple[Array, Array]], rows: int) -> Array:
    """Return what a formula gathers for each of the `rows` of its own table: an array of rows, or of scenarios × rows.

    `values` is the column that is added up (scenarios × rows of the other table, or rows alone); `pairs` are the key columns of the other
    table, each with what is sought in it, row by row of the formula's own. Without any the result is one value for all rows. What is
    gathered by bounds may be bounded differently in each scenario; other keys raise ValueError when they differ. Values 10, 20, 5 with keys a, a, b give, where a, b, c are sought, totals 30, 5, 0.
    """
    if not pairs:
        return _whole(part.how, values)
    if any(isinstance(value, Bound) for _, value in part.criteria):
        return _within_bounds(part, np.asarray(values, dtype=float), pairs, rows)
    return by_group(part.how, values, groups_of(pairs, rows))


def by_group(how: str, values: Array, found: Groups) -> Array:
    """Return what is gathered of a column of the other table for each row of the formula's own, by the groups of both."""
    return _by_group(how, np.asarray(values, dtype=float), found.theirs, found.size).take(found.ours, axis=-1)


def _within_bounds(part: Gather, values: Array, pairs: list[tuple[Array, Array]], rows: int) -> Array:
    """Gather by bounds: what is asked for several times is gathered once, among the rows of the other table that have its keys."""
    scenarios = max(len(side) if side.ndim > 1 else 0 for pair in pairs for side in pair)
    if scenarios:
        each = (([(_in(one, place), _in(other, place)) for one, other in pairs], _in(values, place)) for place in range(scenarios))
        return np.stack([_within_bounds(part, there, found, rows) for found, there in each])
    keys = [pair for pair, (_, value) in zip(pairs, part.criteria, strict=True) if not isinstance(value, Bound)]
    bounds = [(value.operator, column, asked) for (column, asked), (_, value) in zip(pairs, part.criteria, strict=True) if isinstance(value, Bound)]
    theirs, ours, _ = groups_of(keys, rows) if keys else (np.zeros(values.shape[-1], dtype=np.int64), np.zeros(rows, dtype=np.int64), 1)
    sides = [ours, *(np.broadcast_to(each, rows).astype(float) for _, _, each in bounds)]
    asked: list[Array] = sides
    back: Any = slice(None)
    if rows * len(theirs) > _NOT_WORTH:
        back = _joint(sides)
        one_of_each = np.zeros(1 + int(back.max(initial=-1)), dtype=np.int64)
        one_of_each[back] = np.arange(rows)
        asked = [side[one_of_each] for side in sides]
    order = np.argsort(theirs, kind="stable")
    first, last = (np.searchsorted(theirs[order], asked[0], side) for side in ("left", "right"))
    result = np.zeros((*values.shape[:-1], len(asked[0])))
    compared = [(operator, *_counted(column, limit)) for (operator, column, _), limit in zip(bounds, asked[1:], strict=True)]
    for begin, end in _portions(last - first):
        within = [(operator, column, limit[begin:end]) for operator, column, limit in compared]
        one, other = _with_keys(within, (first[begin:end], last[begin:end]), order) if keys else _of_all(within)
        result[..., begin:end] = _by_group(part.how, values[..., other], one, end - begin)
    return result[..., back]


def _of_all(compared: list[tuple[str, Array, Array]]) -> tuple[Array, Array]:
    """Return who asks and which row lies within the bounds, where each that asks is compared with every row."""
    one, other = np.nonzero(np.logical_and.reduce([COMPARISONS[operator](column, limit[:, None]) for operator, column, limit in compared]))
    return one, other


def _with_keys(compared: list[tuple[str, Array, Array]], places: tuple[Array, Array], order: Array) -> tuple[Array, Array]:
    """Return who asks and which row lies within the bounds, where each that asks is compared with the rows that have its keys: in order from a first to a last place."""
    one, other = _pairs(*places)
    other = order[other]
    chosen = np.ones(len(one), dtype=bool)
    for operator, column, limit in compared:
        chosen &= COMPARISONS[operator](column[other], limit[one])
    return one[chosen], other[chosen]


def _counted(column: Array, limit: Array) -> tuple[Array, Array]:
    """Return numbers that will be compared very often as integers where all are whole, since these are equal or not and never only nearly so."""
    if all(bool((np.abs(each) < _EXACT).all()) and bool((each == np.floor(each)).all()) for each in (column, limit)):
        return column.astype(np.int64), limit.astype(np.int64)
    return column, limit


def _portions(counts: Array) -> Iterator[tuple[int, int]]:
    """Yield from where to where as many are taken at a time as have no more pairs than are compared at once, but at least one: memory stays level."""
    reached, begin = np.cumsum(counts), 0
    while begin < len(counts):
        before = reached[begin - 1] if begin else 0
        end = max(begin + 1, int(np.searchsorted(reached, before + _AT_ONCE, "right")))
        yield begin, end
        begin = end


def _pairs(first: Array, last: Array) -> tuple[Array, Array]:
    """Return, for places `first` to before `last` of each that asks, who asks and which place: 0 0 1 and 5 6 2 for 5 to 7 and 2 to 3."""
    counts = last - first
    asking = np.repeat(np.arange(len(counts)), counts)
    return asking, np.arange(len(asking)) + np.repeat(first - (np.cumsum(counts) - counts), counts)


def _in(values: Array, scenario: int) -> Array:
    return values[scenario] if values.ndim > 1 else values


def _whole(how: str, values: Array) -> Array:
    if how == "highest":
        return np.asarray(values.max(axis=-1, keepdims=values.ndim > 1)) if values.shape[-1] else np.asarray(0.0)
    return np.asarray(values.sum(axis=-1, keepdims=values.ndim > 1))


def groups_of(pairs: list[tuple[Array, Array]], rows: int) -> Groups:
    """Number the distinct keys of both tables: a number for each row of the other table, and one for each row of the formula's own."""
    once = [tuple(map(one_key_for_all_scenarios, pair)) for pair in pairs]
    joint = _joint([np.concatenate([column, asked if asked.shape == (rows,) else np.broadcast_to(asked, rows)]) for column, asked in once])
    return Groups(joint[:-rows] if rows else joint, joint[-rows:] if rows else joint[:0], 1 + int(joint.max(initial=0)))


def groups_by_texts(pairs: list[tuple[Array, Array]], words: Words, rows: int) -> Groups | None:
    """Return what `groups_of` does for keys that are all texts, where a number for each text suffices to find what is sought; nothing for any other keys.

    The number of a text is that of its last row in the other table, or 0; of several columns the numbers are joined.
    """
    size = math.prod(1 + column.size for column, _ in pairs)
    if size > max(_CLOSE * (pairs[0][0].size + rows), _AT_LEAST) or any(side.ndim > 1 or side.dtype.kind != "i" for pair in pairs for side in pair):
        return None
    sides: list[tuple[Array, Array]] = []
    for column, asked in pairs:
        alike, number = words.alike(column), np.zeros(len(words.texts) + 1, dtype=np.int64)
        number[alike] = np.arange(1, 1 + column.size)
        sides.append((number[alike], words.for_all_alike(number).take(asked)))
    theirs, ours = sides[0]
    for (column, _), (place, sought) in zip(pairs[1:], sides[1:], strict=True):
        theirs, ours = theirs * (1 + column.size) + place, ours * (1 + column.size) + sought
    return Groups(theirs, ours if ours.ndim else np.broadcast_to(ours, rows), size)


def first_of_each(columns: list[Array]) -> Array:
    """Return the places of the first rows of each kind, in their order: of rows a, b, a, c with one column these are 0, 1 and 3."""
    return np.sort(np.unique(_joined(columns), return_index=True)[1])


def _joint(sides: list[Array]) -> Array:
    """Return numbers of distinct rows of several columns, in the order of the first column, then of the next."""
    if len(sides[0]) <= _FEW:
        return _numbered(_joined(sides))
    joint = _numbered(sides[0])
    for side in sides[1:]:
        numbers = _numbered(side)
        joint = _numbered(joint * (1 + int(numbers.max(initial=0))) + numbers)
    return joint


def _joined(sides: list[Array]) -> Array:
    """Return one number for each row of several columns, which are in the order of the first column, then of the next; of one column as it is."""
    joint, size = sides[0], 0
    for side in sides[1:]:
        joint, size = (joint, size) if size else _placed(joint)
        places, more = _placed(side)
        if size * more >= _LARGEST:
            joint, size = _placed(_numbered(joint))
        joint, size = joint * more + places, size * more
    return joint


def _numbered(values: Array) -> Array:
    """Return numbers of distinct values, in their order; whole numbers that lie close together, as most keys do, are counted and not sorted."""
    places, size = _close(values)
    if places is None:
        return np.unique(values, return_inverse=True)[1]
    there = np.zeros(size, dtype=np.int64)
    there[places] = 1
    return np.asarray((np.cumsum(there) - 1)[places])


def _placed(values: Array) -> tuple[Array, int]:
    """Return numbers of values in their order, equal for equal ones, and above which there are none."""
    places, size = _close(values)
    if places is None:
        places = np.unique(values, return_inverse=True)[1]
        size = 1 + int(places.max(initial=0))
    return places, size


def _close(values: Array) -> tuple[Array | None, int]:
    """Return how far whole numbers that lie close together are from the least of them, and how many numbers these may be; nothing for any other values."""
    if len(values) and values.dtype.kind in "if":
        low = values.min()
        span = float(values.max() - low)
        if span <= max(_CLOSE * len(values), _AT_LEAST) and (values.dtype.kind == "i" or bool((values == np.floor(values)).all())):
            return (values - low).astype(np.int64), int(span) + 1
    return None, 0


def _by_group(how: str, values: Array, groups: Array, size: int) -> Array:
    if values.ndim == 1 and how != "highest":
        return np.bincount(groups, values, size)
    scenarios = values.reshape(int(np.prod(values.shape[:-1])), values.shape[-1])
    if how == "highest":
        result = np.full((len(scenarios), size), -np.inf)
        np.maximum.at(result.T, groups, scenarios.T)
        result = np.where(np.isneginf(result), 0.0, result)
    else:
        places = groups + size * np.arange(len(scenarios))[:, None]
        result = np.bincount(places.ravel(), scenarios.ravel(), size * len(scenarios)).reshape(-1, size)
    return result.reshape(*values.shape[:-1], size)


def one_key_for_all_scenarios(key: Array) -> Array:
    """Return the values of a key; raise ValueError when they differ between scenarios."""
    if key.ndim > 1:
        message = "A key to look up or add up by can't differ between scenarios."
        raise ValueError(message)
    return key
