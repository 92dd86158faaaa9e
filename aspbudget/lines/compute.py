"""Computing: a formula evaluated over whole columns at once, with the arithmetic of a spreadsheet.

Columns are numpy arrays whose last axis is the rows; a leading axis, where there is one, is the scenarios.
Texts are replaced by whole numbers (`Words`), so that comparing and looking up texts is arithmetic too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import numpy as np

from aspbudget.lines.arithmetic import COMPARISONS, HELPERS, OPERATIONS, is_error, unless_error
from aspbudget.lines.formula import At, Binary, Bound, Call, Dash, Gather, Named, Negative, Node, Number, Own, Text
from aspbudget.lines.gathering import by_group, gathered, groups_by_texts, groups_of, one_key_for_all_scenarios
from aspbudget.lines.texts import MISSING_WORD, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aspbudget.lines.gathering import Groups
    from aspbudget.lines.texts import Array


class Rows(Protocol):
    """A table to look up in."""

    def column(self, name: str) -> Array:
        """Return one column, rows along the last axis."""


class Places(NamedTuple):
    """For each wanted key the first row that has it, or -1, and whether there is such a row for all."""

    rows: Array
    all_there: bool


@dataclass(frozen=True)
class Context:
    """What a formula may refer to: its own table's columns, named assumptions, other tables, and the words; and what a dash counts as.

    `groups` keeps how rows were grouped by the columns of both tables, for all formulas of a table that add up by the same, and
    `places` in which rows of other tables its columns are looked up.
    """

    own: Mapping[str, Array]
    named: Mapping[str, Array]
    tables: Mapping[str, Rows]
    words: Words
    rows: int
    dash: float = np.nan
    groups: dict[object, Groups] = field(default_factory=dict, compare=False, repr=False)
    places: dict[object, Places] = field(default_factory=dict, compare=False, repr=False)


def compute(part: Node, context: Context) -> Array:
    """Return the value of a formula for every row; where there is none, or a dash, NaN or, for a text, `MISSING_WORD`."""
    with np.errstate(all="ignore"):
        return value_of(part, context)


def value_of(part: Node, context: Context) -> Array:
    """Return what `compute` does, for whoever computes many formulas and has silenced numpy for all of them."""
    way = _WAYS.get(type(part))
    if way is None:
        message = f"No way to compute {type(part).__name__}."
        raise NotImplementedError(message)
    return way(part, context)


def _binary(part: Binary, context: Context) -> Array:
    left, right = value_of(part.left, context), value_of(part.right, context)
    if part.operator in OPERATIONS:
        return OPERATIONS[part.operator](left, right)
    return unless_error(COMPARISONS[part.operator](*_as_compared(left, right, context.words)), left, right)


def _as_compared(left: Array, right: Array, words: Words) -> tuple[Array, Array]:
    """Return two values of which equal texts are equal; a column need not be looked through for one that no other is like."""
    if words.like_no_other(left) or words.like_no_other(right):
        return left, right
    return words.alike(left), words.alike(right)


def _at(part: At, context: Context) -> Array:
    values = context.tables[part.table].column(part.column)
    by = (part.table, part.by, part.key.name) if isinstance(part.key, Own) else None
    found = context.places.get(by) if by else None
    if found is None:
        found = _places(part, context)
        if by:
            context.places[by] = found
    if not found.all_there:
        missing = MISSING_WORD if values.dtype.kind == "i" else np.nan
        values = np.append(values, np.full((*values.shape[:-1], 1), missing), axis=-1)  # the last place, which is -1
    return np.asarray(values.take(found.rows, axis=-1))


def _places(part: At, context: Context) -> Places:
    """Return where each wanted key stands in the table that is looked up in."""
    words, once = context.words, one_key_for_all_scenarios
    keys, wanted = words.alike(once(context.tables[part.table].column(part.by))), np.atleast_1d(once(value_of(part.key, context)))
    if keys.dtype.kind == wanted.dtype.kind == "i":
        by_number = np.full(len(words.texts) + 1, MISSING_WORD)
        by_number[keys[::-1]] = np.arange(len(keys))[::-1]
        by_number[MISSING_WORD] = MISSING_WORD
        rows = words.for_all_alike(by_number).take(wanted)
        return Places(rows, bool(rows.min(initial=0) >= 0))
    if not len(keys):
        return Places(np.full(wanted.shape, MISSING_WORD), all_there=False)
    order = np.argsort(keys, kind="stable")
    rows = order[np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)]
    there = (keys[rows] == wanted) & ~is_error(wanted)
    return Places(np.where(there, rows, -1), bool(there.all()))


def _gather(part: Gather, context: Context) -> Array:
    table = context.tables[part.table]
    values = table.column(part.column)
    if part.how == "count":
        values = np.ones(values.shape[-1])
    words, rows = context.words, context.rows
    if part.criteria and not values.shape[-1]:
        return np.zeros((*values.shape[:-1], rows))

    def pairs() -> list[tuple[Array, Array]]:
        return [(table.column(name), value_of(_inside(value), context)) for name, value in part.criteria]

    def alike(found: list[tuple[Array, Array]]) -> list[tuple[Array, Array]]:
        return [(words.alike(column), words.alike(asked)) for column, asked in found]

    if not part.criteria or any(isinstance(value, Bound) for _, value in part.criteria):
        return gathered(part, values, alike(pairs()), rows)
    by = _columns_alone(part)
    found = context.groups.get(by) if by else None
    if found is None:
        sought = pairs()
        found = groups_by_texts(sought, words, rows) or groups_of(alike(sought), rows)
        if by:
            context.groups[by] = found
    return by_group(part.how, values, found)


def _columns_alone(part: Gather) -> object:
    """Return by what a formula adds up, where that is columns of both tables and texts alone, which are the same in every formula; nothing otherwise."""
    sides = [(name, type(value), value.name if isinstance(value, Own) else value.value) for name, value in part.criteria if isinstance(value, (Own, Text))]
    return (part.table, *sides) if len(sides) == len(part.criteria) else None


def _inside(value: Node) -> Node:
    return value.value if isinstance(value, Bound) else value


# Formulas are computed part by part, so that the kind of a part is looked up and not asked for one by one.
_WAYS: dict[type[Node], Callable[[Any, Context], Array]] = {
    Number: lambda part, _: np.asarray(part.value),
    Text: lambda part, context: np.asarray(context.words.number(part.value)),
    Dash: lambda _, context: np.asarray(context.dash),
    Own: lambda part, context: context.own[part.name],
    Named: lambda part, context: context.named[part.name],
    Negative: lambda part, context: -value_of(part.value, context),
    Binary: _binary,
    Call: lambda part, context: HELPERS[part.helper](*[value_of(argument, context) for argument in part.arguments]),
    At: _at,
    Gather: _gather,
}
