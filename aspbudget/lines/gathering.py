"""Gathering: totals, counts and highest values over the rows of a table that have the wanted keys, or lie within bounds.

`meetings.count(day=day)` in a table of days is gathered once for all days: with meetings on days 6, 6 and 7, the days 6, 7 and 8
get 2, 1 and 0. Keys are numbered first, so that the time grows with the number of rows, not with rows × rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from aspbudget.lines.arithmetic import COMPARISONS
from aspbudget.lines.formula import Bound
from aspbudget.lines.texts import MISSING_WORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.lines.formula import Gather, Node
    from aspbudget.lines.texts import Array


class Groups(NamedTuple):
    """The rows of two tables by their distinct keys: the number of its key for each row of the one that is gathered from, and of what each row of the other seeks."""

    theirs: Array
    ours: Array


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
    groups, wanted = found
    size = 1 + int(max(groups.max(initial=0), wanted.max(initial=0)))
    return _by_group(how, np.asarray(values, dtype=float), groups, size)[..., wanted]


def _within_bounds(part: Gather, values: Array, pairs: list[tuple[Array, Array]], rows: int) -> Array:
    """Gather by bounds: every row of the formula's table is compared with every row of the other table."""
    scenarios = max(len(side) if side.ndim > 1 else 0 for pair in pairs for side in pair)
    if scenarios:
        each = (([(_in(one, place), _in(other, place)) for one, other in pairs], _in(values, place)) for place in range(scenarios))
        return np.stack([_within_bounds(part, there, found, rows) for found, there in each])
    chosen = np.ones((rows, values.shape[-1]), dtype=bool)
    for (column, asked), (_, value) in zip(pairs, part.criteria, strict=True):
        sides = column, np.broadcast_to(asked, rows)[:, None]
        chosen &= COMPARISONS[value.operator](*sides) if isinstance(value, Bound) else sides[0] == sides[1]
    if part.how == "highest":
        highest = np.where(chosen, values[..., None, :], -np.inf).max(axis=-1, initial=-np.inf)
        return np.where(np.isneginf(highest), 0.0, highest)
    if np.isfinite(values).all():
        return np.asarray(values @ chosen.T.astype(float))
    return np.asarray(np.where(chosen, values[..., None, :], 0.0).sum(axis=-1))


def _in(values: Array, scenario: int) -> Array:
    return values[scenario] if values.ndim > 1 else values


def _whole(how: str, values: Array) -> Array:
    if how == "highest":
        return np.asarray(values.max(axis=-1, keepdims=values.ndim > 1)) if values.shape[-1] else np.asarray(0.0)
    return np.asarray(values.sum(axis=-1, keepdims=values.ndim > 1))


def groups_of(pairs: list[tuple[Array, Array]], rows: int) -> Groups:
    """Number the distinct keys of both tables: a number for each row of the other table, and one for each row of the formula's own."""
    theirs = np.zeros(len(pairs[0][0]), dtype=np.int64)
    ours = np.zeros(rows, dtype=np.int64)
    for pair in pairs:
        column, asked = map(one_key_for_all_scenarios, pair)
        both = np.concatenate([column, np.broadcast_to(asked, rows)])
        numbers = both - MISSING_WORD if both.dtype.kind == "i" else np.unique(both, return_inverse=True)[1]
        joint = np.concatenate([theirs, ours]) * (1 + int(numbers.max(initial=0))) + numbers
        joint = np.unique(joint, return_inverse=True)[1]
        theirs, ours = joint[: len(column)], joint[len(column) :]
    return Groups(theirs, ours)


def _by_group(how: str, values: Array, groups: Array, size: int) -> Array:
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
