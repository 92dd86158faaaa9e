"""Computing: a formula evaluated over whole columns at once, with the arithmetic of a spreadsheet.

Columns are numpy arrays whose last axis is the rows; a leading axis, where there is one, is the scenarios.
Texts are whole numbers that stand for words (`Words`), so that comparing and looking up texts is arithmetic too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from aspbudget.lines.formula import At, Binary, Bound, Call, Gather, Named, Negative, Node, Number, Own, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

Array = np.ndarray[Any, Any]

MISSING_WORD = -1
# The day before which a spreadsheet's days are counted, so that 1 March 1900 and later are right.
EPOCH = np.datetime64("1899-12-30", "D")
NOT_FOUND = "#N/A"
_NEAR = 2.0**-48
_DOUBTFUL = 1e-14
_FIVE = 0.2
_SMALLEST, _LARGEST = 0.1, 1e14
_TENS = np.array([float(10**power) for power in range(17)])


@dataclass
class Words:
    """The texts of one run, each standing for a whole number; equal numbers are equal texts."""

    texts: list[str] = field(default_factory=lambda: [""])
    numbers: dict[str, int] = field(default_factory=lambda: {"": 0})
    first: dict[str, int] = field(default_factory=lambda: {"": 0})
    twins: dict[int, int] = field(default_factory=dict)

    def number(self, text: str) -> int:
        """Return the number that stands for a text."""
        if text not in self.numbers:
            number = self.numbers[text] = len(self.texts)
            self.texts.append(text)
            first = self.first.setdefault(text.lower(), number)
            if first != number:
                self.twins[number] = first
        return self.numbers[text]

    def alike(self, values: Array) -> Array:
        """Return values with one number for all texts that a spreadsheet takes for equal: it compares without case."""
        if values.dtype.kind != "i" or not self.twins:
            return values
        first = np.arange(MISSING_WORD, len(self.texts))
        first[np.array(list(self.twins)) - MISSING_WORD] = list(self.twins.values())
        return np.asarray(first[values - MISSING_WORD])

    def encode(self, texts: Iterable[str]) -> Array:
        """Return texts as an array of their numbers."""
        listed = list(texts)
        known = {text: self.number(text) for text in dict.fromkeys(listed)}
        return np.fromiter(map(known.__getitem__, listed), np.int64, len(listed))

    def decode(self, numbers: Array) -> list[str]:
        """Return an array of numbers as texts; a text that was looked up in vain is `#N/A`, as in a spreadsheet."""
        return [NOT_FOUND if number == MISSING_WORD else self.texts[number] for number in numbers]


class Rows(Protocol):
    """A table to look up in."""

    def column(self, name: str) -> Array:
        """Return one column, rows along the last axis."""


@dataclass(frozen=True)
class Context:
    """What a formula may refer to: its own table's columns, named assumptions, other tables, and the words."""

    own: Mapping[str, Array]
    named: Mapping[str, Array]
    tables: Mapping[str, Rows]
    words: Words
    rows: int


def compute(part: Node, context: Context) -> Array:
    """Return the value of a formula for every row; a value that can't be had is not a number, or `MISSING_WORD`."""
    with np.errstate(all="ignore"):
        return _value(part, context)


def _value(part: Node, context: Context) -> Array:
    match part:
        case Number(value):
            return np.asarray(value)
        case Text(text):
            return np.asarray(context.words.number(text))
        case Own(name):
            return context.own[name]
        case Named(name):
            return context.named[name]
        case Negative(inner):
            return -_value(inner, context)
        case Binary():
            return _binary(part, context)
        case Call():
            return _HELPERS[part.helper](*(_value(argument, context) for argument in part.arguments))
        case At():
            return _at(part, context)
        case Gather():
            return _gather(part, context)
    message = f"No way to compute {type(part).__name__}."
    raise NotImplementedError(message)


def dates_to_days(dates: Iterable[Any]) -> Array:
    """Return dates as the numbers of days by which a spreadsheet knows them; an empty date is 0."""
    days = np.asarray(dates, dtype="datetime64[D]")
    return np.where(np.isnat(days), 0.0, (days - EPOCH).astype(float))


def days_to_dates(days: Array) -> Array:
    """Return a spreadsheet's numbers of days as dates; 0 is no date."""
    return np.where(days == 0, np.datetime64("NaT", "D"), EPOCH + days.astype("timedelta64[D]"))


def round_half_away(amount: Array, digits: Array) -> Array:
    """Round half away from zero on 15 significant digits, as spreadsheets do (2.675 gives 2.68)."""
    return _rounded(amount, digits, lambda size: np.floor(size + 0.5), lambda size: np.floor(size) + 0.5)


def round_away(amount: Array) -> Array:
    """Round to the next whole number away from zero on 15 significant digits."""
    return _rounded(amount, np.asarray(0.0), np.ceil, np.rint)


def round_off_down(amount: Array, digits: Array) -> Array:
    """Cut off what lies beyond `digits` decimals, on 15 significant digits."""
    return _rounded(amount, digits, np.floor, np.rint)


def _rounded(amount: Array, digits: Array, way: Callable[[Array], Array], edge: Callable[[Array], Array]) -> Array:
    """Round every size one way; the few that are so near an edge that their last digits decide, on 15 digits."""
    scale = 10.0 ** np.abs(digits)
    size = np.abs(amount)
    decimals = bool(np.all(digits >= 0))
    scaled = np.asarray(size * scale if decimals else np.where(digits >= 0, size * scale, size / scale))
    doubtful = np.abs(scaled - edge(scaled)) <= _DOUBTFUL * scaled
    whole = np.asarray(way(scaled))
    if doubtful.any():
        doubtful &= (scaled >= _SMALLEST) & (scaled < _LARGEST)
        whole[doubtful] = way(_significant(*(each[doubtful] for each in np.broadcast_arrays(scaled, size, digits))))
    result = whole / scale if decimals else np.where(digits >= 0, whole / scale, whole * scale)
    return np.asarray(np.copysign(result, amount) + 0.0)


def _significant(scaled: Array, size: Array, digits: Array) -> Array:
    """Return scaled sizes on 15 significant digits; where the sixteenth is a five, only writing them out is exact."""
    tens = _TENS[14 - np.floor(np.log10(scaled)).astype(int)]
    shifted = scaled * tens
    result = np.asarray(np.rint(shifted) / tens)
    five = np.abs(shifted - np.floor(shifted) - 0.5) < _FIVE
    result[five] = [_written_out(*each) for each in zip(size[five], digits[five], strict=True)]
    return result


def _written_out(size: float, digits: float) -> float:
    mantissa, power = f"{size:.14e}".split("e")
    return float(f"{mantissa}e{int(power) + int(digits)}")


def _binary(part: Binary, context: Context) -> Array:
    left, right = _value(part.left, context), _value(part.right, context)
    if part.operator in _OPERATIONS:
        return _OPERATIONS[part.operator](left, right)
    same = context.words.alike
    return _unless_error(_COMPARISONS[part.operator](same(left), same(right)), left, right)


def _error(value: Array) -> Array:
    """Whether values are errors to a spreadsheet: a division by nothing, or a look-up that found nothing."""
    if value.dtype.kind == "i":
        return np.asarray(value == MISSING_WORD)
    if value.dtype.kind == "b":
        return np.asarray(False)
    return ~np.isfinite(value)


def _unless_error(result: Array, *sources: Array) -> Array:
    """Return a result, which is an error wherever a value that it was made from is one."""
    errors = [error for error in map(_error, sources) if error.any()]
    if not errors:
        return result
    return np.where(_fold(np.logical_or, errors), MISSING_WORD if result.dtype.kind == "i" else np.nan, result)


def _near(left: Array, right: Array) -> Array:
    """Whether two numbers are equal to a spreadsheet, which compares 15 significant digits: 0.1 + 0.2 is 0.3."""
    if left.dtype.kind in "iub" and right.dtype.kind in "iub":
        return np.asarray(left == right)
    return np.asarray(np.abs(left - right) <= _NEAR * np.minimum(np.abs(left), np.abs(right)))


def _divided(left: Array, right: Array) -> Array:
    """Divide; by nothing, or by a value that is an error, gives an error and never a number."""
    return np.asarray(left / np.where((right == 0) | np.isinf(right), np.nan, right))


def _power(left: Array, right: Array) -> Array:
    """Raise to a power; to a spreadsheet 0^0 is an error."""
    result = np.power(np.asarray(left, dtype=float), right)
    return np.where(np.isinf(result) | ((left == 0) & (right == 0)), np.nan, result)


def _months(day: Array) -> Array:
    """Return the number of months from January 1970 to a day, which is counted as a spreadsheet counts days."""
    return (EPOCH + np.asarray(day, dtype="timedelta64[D]")).astype("datetime64[M]").astype(int)


def _year(day: Array) -> Array:
    return 1970.0 + _months(day) // 12


def _month(day: Array) -> Array:
    return 1.0 + _months(day) % 12


def _new_year(year: Array) -> Array:
    first = np.asarray(np.asarray(year) - 1970, dtype="datetime64[Y]").astype("datetime64[D]")
    return np.asarray((first - EPOCH).astype(float))


def _where(condition: Array, then: Array, otherwise: Array) -> Array:
    return _unless_error(np.where(condition, then, otherwise), condition)


def _and(left: Array, right: Array) -> Array:
    return _unless_error(np.logical_and(left, right), left, right)


def _or(left: Array, right: Array) -> Array:
    return _unless_error(np.logical_or(left, right), left, right)


def _not(value: Array) -> Array:
    return _unless_error(np.logical_not(value), value)


def _highest(*amounts: Array) -> Array:
    return _fold(np.maximum, amounts)


def _lowest(*amounts: Array) -> Array:
    return _fold(np.minimum, amounts)


def _fold(pairwise: Callable[[Array, Array], Array], amounts: Sequence[Array]) -> Array:
    result = amounts[0]
    for amount in amounts[1:]:
        result = pairwise(result, amount)
    return result


_OPERATIONS: dict[str, Callable[[Array, Array], Array]] = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": _divided,
    "^": _power,
}

_COMPARISONS: dict[str, Callable[[Array, Array], Array]] = {
    "=": _near,
    "<>": lambda left, right: ~_near(left, right),
    "<": lambda left, right: (left < right) & ~_near(left, right),
    ">": lambda left, right: (left > right) & ~_near(left, right),
    "<=": lambda left, right: (left < right) | _near(left, right),
    ">=": lambda left, right: (left > right) | _near(left, right),
}

_HELPERS: dict[str, Callable[..., Array]] = {
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


def _at(part: At, context: Context) -> Array:
    table = context.tables[part.table]
    values = table.column(part.column)
    missing = MISSING_WORD if values.dtype.kind == "i" else np.nan
    same, once = context.words.alike, one_key_for_all_scenarios
    keys, wanted = same(once(table.column(part.by))), np.atleast_1d(same(once(_value(part.key, context))))
    if not len(keys):
        return np.full(wanted.shape, missing)
    place, found = _found(keys, wanted)
    return values[..., place] if found.all() else np.where(found, values[..., place], missing)


def _found(keys: Array, wanted: Array) -> tuple[Array, Array]:
    """Return where each wanted key first stands among the keys, and whether it stands there at all."""
    if keys.dtype.kind == wanted.dtype.kind == "i":
        places = np.full(2 + max(keys.max(), wanted.max(initial=0)), MISSING_WORD)
        places[keys[::-1]] = np.arange(len(keys))[::-1]
        places[MISSING_WORD] = MISSING_WORD
        place = places[wanted]
        return place, place != MISSING_WORD
    order = np.argsort(keys, kind="stable")
    place = order[np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)]
    return place, (keys[place] == wanted) & ~_error(wanted)


def _gather(part: Gather, context: Context) -> Array:
    table = context.tables[part.table]
    values = table.column(part.column)
    if part.how == "count":
        values = np.ones(values.shape[-1])
    if not part.criteria:
        return _whole(part.how, values)
    same = context.words.alike
    pairs = [(same(table.column(name)), same(_value(_inside(value), context))) for name, value in part.criteria]
    if any(isinstance(value, Bound) for _, value in part.criteria):
        return _within_bounds(part, np.asarray(values, dtype=float), pairs, context.rows)
    groups, wanted = _groups(pairs, context.rows)
    size = 1 + int(max(groups.max(initial=0), wanted.max(initial=0)))
    return _by_group(part.how, np.asarray(values, dtype=float), groups, size)[..., wanted]


def matches(column: Array, criterion: Node, value: Callable[[Node], Any]) -> Array:
    """Return which rows of a column meet a criterion of a single row that asks; `value` computes what is asked for."""
    if isinstance(criterion, Bound):
        return _COMPARISONS[criterion.operator](column, np.asarray(value(criterion.value)))
    return np.asarray(column == value(criterion))


def _inside(value: Node) -> Node:
    return value.value if isinstance(value, Bound) else value


def _within_bounds(part: Gather, values: Array, pairs: list[tuple[Array, Array]], rows: int) -> Array:
    """Gather by bounds: every row that asks is compared with every row of the table."""
    chosen = np.ones((rows, values.shape[-1]), dtype=bool)
    for (column, asked), (_, value) in zip(pairs, part.criteria, strict=True):
        sides = one_key_for_all_scenarios(column), np.broadcast_to(one_key_for_all_scenarios(asked), rows)[:, None]
        chosen &= _COMPARISONS[value.operator](*sides) if isinstance(value, Bound) else sides[0] == sides[1]
    if part.how == "highest":
        highest = np.where(chosen, values[..., None, :], -np.inf).max(axis=-1, initial=-np.inf)
        return np.where(np.isneginf(highest), 0.0, highest)
    if np.isfinite(values).all():
        return np.asarray(values @ chosen.T.astype(float))
    return np.asarray(np.where(chosen, values[..., None, :], 0.0).sum(axis=-1))


def _whole(how: str, values: Array) -> Array:
    if how == "highest":
        return np.asarray(values.max(axis=-1, keepdims=values.ndim > 1)) if values.shape[-1] else np.asarray(0.0)
    return np.asarray(values.sum(axis=-1, keepdims=values.ndim > 1))


def _groups(pairs: list[tuple[Array, Array]], rows: int) -> tuple[Array, Array]:
    """Number the distinct keys of both sides: one number for each row of the table, one for each row that asks."""
    theirs = np.zeros(len(pairs[0][0]), dtype=np.int64)
    ours = np.zeros(rows, dtype=np.int64)
    for pair in pairs:
        column, asked = map(one_key_for_all_scenarios, pair)
        both = np.concatenate([column, np.broadcast_to(asked, rows)])
        numbers = both - MISSING_WORD if both.dtype.kind == "i" else np.unique(both, return_inverse=True)[1]
        joint = np.concatenate([theirs, ours]) * (1 + int(numbers.max(initial=0))) + numbers
        joint = np.unique(joint, return_inverse=True)[1]
        theirs, ours = joint[: len(column)], joint[len(column) :]
    return theirs, ours


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
    """Return the values of a key, which must be the same in all scenarios; otherwise a ValueError says so."""
    if key.ndim > 1:
        message = "A key to look up or add up by can't differ between scenarios."
        raise ValueError(message)
    return key
