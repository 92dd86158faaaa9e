"""Arithmetic of a spreadsheet over whole columns: operations, comparisons on 15 digits, functions, and errors that spread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aspbudget.lines.rounding import round_away, round_half_away, round_off_down
from aspbudget.lines.texts import EPOCH, MISSING_WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aspbudget.lines.texts import Array


_NEAR = 2.0**-48
_MANY = 1 << 10  # rows for which it is worth choosing bit by bit


def is_error(value: Array) -> Array:
    """Whether values are errors to a spreadsheet: a division by zero, or a look-up that found nothing."""
    if value.dtype.kind == "i":
        return np.asarray(value == MISSING_WORD)
    if value.dtype.kind == "b":
        return np.asarray(False)
    return ~np.isfinite(value)


def _has_errors(value: Array) -> bool:
    """Whether there is an error among values; most columns have none, which the least number of their texts shows at once."""
    if value.dtype.kind == "i":
        return bool(value.size and value.min() < 0 and is_error(value).any()) if value.ndim else int(value) == MISSING_WORD
    return value.dtype.kind != "b" and not np.isfinite(value).all()


def unless_error(result: Array, *sources: Array) -> Array:
    """Return a result, which is an error wherever a value that it was made from is one."""
    errors = [is_error(each) for each in sources if _has_errors(each)]
    if not errors:
        return result
    return np.where(_fold(np.logical_or, errors), MISSING_WORD if result.dtype.kind == "i" else np.nan, result)


def _near(left: Array, right: Array) -> Array:
    """Whether two numbers are equal to a spreadsheet, which compares 15 significant digits: 0.1 + 0.2 is 0.3."""
    if (left.dtype.kind in "iub" and right.dtype.kind in "iub") or _is_nought(left) or _is_nought(right):
        return np.asarray(left == right)
    return np.asarray(np.abs(left - right) <= _NEAR * np.minimum(np.abs(left), np.abs(right)))


def _is_nought(value: Array) -> bool:
    """Whether a value is 0 for all rows, to which only 0 is equal."""
    return not value.ndim and not value


def _divided(left: Array, right: Array) -> Array:
    """Divide; a division by zero, or with a value that is an error, gives an error and never a number."""
    return np.asarray(left / np.where((right == 0) | np.isinf(right), np.nan, right))


def _power(left: Array, right: Array) -> Array:
    """Raise to a power; to a spreadsheet 0^0 is an error."""
    result = np.power(np.asarray(left, dtype=float), right)
    return np.where(np.isinf(result) | ((left == 0) & (right == 0)), np.nan, result)


def _months(day: Array) -> Array:
    """Return the number of months from January 1970 to a day, which is counted as a spreadsheet counts days."""
    return (EPOCH + np.asarray(day, dtype="timedelta64[D]")).astype("datetime64[M]").astype(int)


def _year(day: Array) -> Array:
    return unless_error(1970.0 + _months(day) // 12, np.asarray(day))


def _month(day: Array) -> Array:
    return unless_error(1.0 + _months(day) % 12, np.asarray(day))


def _new_year(year: Array) -> Array:
    first = np.asarray(np.asarray(year) - 1970, dtype="datetime64[Y]").astype("datetime64[D]")
    return unless_error(np.asarray((first - EPOCH).astype(float)), np.asarray(year))


def _where(condition: Array, then: Array, otherwise: Array) -> Array:
    return unless_error(_either(condition, then, otherwise), condition)


def _either(condition: Array, then: Array, otherwise: Array) -> Array:
    """Return what `np.where` does; of many numbers bit by bit, for a processor that decides row by row guesses wrong where conditions come in no order."""
    if condition.size < _MANY or condition.dtype != bool or not then.dtype == otherwise.dtype == float:
        return np.where(condition, then, otherwise)
    every_bit = -condition.astype(np.int64)  # of a row where it holds; none of another
    one, other = then.view(np.int64), otherwise.view(np.int64)
    return (other ^ (every_bit & (one ^ other))).view(float)


def _and(left: Array, right: Array) -> Array:
    return unless_error(np.logical_and(left, right), left, right)


def _or(left: Array, right: Array) -> Array:
    return unless_error(np.logical_or(left, right), left, right)


def _not(value: Array) -> Array:
    return unless_error(np.logical_not(value), value)


def _highest(*amounts: Array) -> Array:
    return _fold(np.maximum, amounts)


def _lowest(*amounts: Array) -> Array:
    return _fold(np.minimum, amounts)


def _fold(pairwise: Callable[[Array, Array], Array], amounts: Sequence[Array]) -> Array:
    result = amounts[0]
    for amount in amounts[1:]:
        result = pairwise(result, amount)
    return result


OPERATIONS: dict[str, Callable[[Array, Array], Array]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": _divided,
    "^": _power,
}

COMPARISONS: dict[str, Callable[[Array, Array], Array]] = {
    "=": _near,
    "<>": lambda left, right: ~_near(left, right),
    "<": lambda left, right: (left < right) & ~_near(left, right),
    ">": lambda left, right: (left > right) & ~_near(left, right),
    "<=": lambda left, right: (left < right) | _near(left, right),
    ">=": lambda left, right: (left > right) | _near(left, right),
}

HELPERS: dict[str, Callable[..., Array]] = {
    "where": _where,
    "rounded": round_half_away,
    "round_down": round_off_down,
    "round_up": round_away,
    "year_of": _year,
    "month_of": _month,
    "new_year": _new_year,
    "least": _lowest,
    "greatest": _highest,
    "and": _and,
    "or": _or,
    "not": _not,
}
