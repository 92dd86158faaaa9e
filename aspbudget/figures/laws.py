"""Laws: what every catalogue must hold to before anything is computed, so that no model can break it by an oversight.

Amounts of money are compared to the cent: 0.1 + 0.2 − 0.3 is 0.00000000000000006 in binary, and no government owes that. What a line
compares, with 0 or with another amount, must therefore be rounded: a number, `money(...)`, or a line that gives nothing else.

A dash, or words such as "not entered", are for the reader: a line gives them for a row for which there is no number, and nothing is
computed from that line, because a spreadsheet can't compute with a text and would pass over it in a sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from aspbudget.lines.formula import (
    ARITHMETIC,
    At,
    Binary,
    Bound,
    Call,
    Cell,
    Dash,
    Gather,
    Named,
    Negative,
    Number,
    Own,
    parts,
)
from aspbudget.lines.line import CURRENCY
from aspbudget.lines.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aspbudget.declare.model import Assumption, Model, Table
    from aspbudget.declare.sheet import Column
    from aspbudget.lines.formula import Node
    from aspbudget.lines.line import Line
    from aspbudget.lines.words import Leaf

_CENTS = 2
_COMPARING = frozenset((Binary, Gather, At))  # the parts of a formula that compare


class Declared(Protocol):
    """The models bound together, as far as the laws ask for them: a `Catalogue`."""

    @property
    def tables(self) -> dict[str, Table]:
        """The tables by name."""

    @property
    def assumptions(self) -> dict[str, Assumption]:
        """The assumptions by name."""

    @property
    def figures(self) -> dict[tuple[str, str], Any]:
        """The figures by table and line, each with its `line`, its `tree` and all that is `inside` it."""

    def columns(self, table: str) -> dict[str, Column]:
        """Return the columns of a table that are not lines, by name."""

    def tree(self, table: Table, line: Line) -> Node:
        """Return the formula of a line of a table, or of a rule of it."""

    def model(self, table: str) -> Model:
        """Return the model to which a table belongs."""


def broken(catalogue: Declared) -> list[str]:
    """Return a sentence for each law that a line or a rule breaks: the model, the line, what is wrong, and what to write instead."""
    dashed = frozenset(place for place, figure in catalogue.figures.items() if figure.may_be_a_dash)
    found = [
        f"Model {catalogue.model(table).title}, line {name} of {table}: {wrong}"
        for table, name, inside in _formulas(catalogue)
        for wrong in _wrong(catalogue, dashed, table, inside)
    ]
    return list(dict.fromkeys(found))


def _wrong(catalogue: Declared, dashed: frozenset[tuple[str, str]], table: str, inside: tuple[Node, ...]) -> Iterator[str]:
    """Yield what is wrong with a formula, given with every part of it; of what it has no part nothing is asked."""
    kinds = set(map(type, inside))
    if not kinds.isdisjoint(_COMPARING):
        yield from _Amounts(catalogue, table).compared_unrounded(inside)
    if dashed or Dash in kinds:
        yield from _dashes(dashed, table, inside)


def _formulas(catalogue: Declared) -> Iterator[tuple[str, str, tuple[Node, ...]]]:
    """Yield every formula, those of rules too, with its table and its name: the formula and every part of it, outermost first."""
    yield from ((table, name, figure.inside) for (table, name), figure in catalogue.figures.items() if figure.inside)
    for table in catalogue.tables.values():
        yield from ((table.name, rule.holds.name, tuple(parts(catalogue.tree(table, rule.holds)))) for rule in table.rules)


@dataclass(frozen=True)
class _Amounts:
    """What is an amount of money in the formulas of a table, and which amounts are rounded to the cent."""

    catalogue: Declared
    table: str

    def compared_unrounded(self, inside: Iterable[Node]) -> Iterator[str]:
        """Yield, for each amount that a formula, given with every part of it, compares and that isn't rounded to the cent, what is wrong."""
        for sides in self._compared(inside):
            for side in sides if any(map(self.is_amount, sides)) else ():
                if not self.is_rounded(side):
                    yield (f"it compares an amount that is not rounded to the cent, {say(side, _called)}; sums of cents are "
                           f"not exact in binary, so write money(...) around it, or around what that line gives.")  # fmt: skip

    def _compared(self, inside: Iterable[Node]) -> Iterator[tuple[Node, ...]]:
        """Yield what the parts of a formula compare: the sides of each comparison, and the columns of amounts by which rows are found, or that an amount is sought in, with what is sought."""
        for part in inside:
            kind = type(part)
            if kind not in _COMPARING:
                continue
            if isinstance(part, Binary) and part.operator not in ARITHMETIC:
                yield part.left, part.right
            elif isinstance(part, Gather):
                yield from (pair for name, value in part.criteria for pair in self._sought(part.table, name, value))
            elif isinstance(part, At):
                yield from self._sought(part.table, part.by, part.key)

    def _sought(self, table: str, name: str, value: Node) -> Iterator[tuple[Node, Node]]:
        """Yield a column with what is sought in it, where one of them is an amount; few are, and most formulas look for something."""
        sought = value.value if isinstance(value, Bound) else value
        if self._unit_of(table, name) == CURRENCY or self.is_amount(sought):
            yield At(table, name, "", value), sought

    def is_amount(self, part: Node) -> bool:
        """Whether a part of a formula is an amount of money: a share of an amount is one, an amount ÷ an amount isn't."""
        match part:
            case Own() | At() | Named():
                return self._unit(part) == CURRENCY
            case Gather():
                return part.how != "count" and self._unit(part) == CURRENCY
            case Negative(value):
                return self.is_amount(value)
            case Binary("/", left, right):
                return self.is_amount(left) and not self.is_amount(right)
            case Binary():
                return part.operator in ARITHMETIC and (self.is_amount(part.left) or self.is_amount(part.right))
            case Call("where", (_, *values)) | Call("least" | "greatest", values):
                return any(map(self.is_amount, values))
            case Call("rounded" | "round_down" | "round_up", (value, *_)):
                return self.is_amount(value)
        return False

    def is_rounded(self, part: Node) -> bool:
        """Whether a part of a formula has no more than two decimals. What people enter may have more; a sum of cents is not exact."""
        match part:
            case Number(value):
                return round(value, _CENTS) == value
            case Own() | At():
                return self._gives_rounded(part)
            case Gather():
                return part.how == "count" or (part.how == "highest" and self._gives_rounded(part))
            case Negative(value):
                return self.is_rounded(value)
            case Call("where", (_, *values)) | Call("least" | "greatest", values):
                return all(map(self.is_rounded, values))
            case Call("rounded" | "round_down", (_, digits)):
                return self._is_at_most_two(digits)
        return isinstance(part, Call) and part.helper == "round_up"

    def _is_at_most_two(self, digits: Node) -> bool:
        """Whether a number of decimals is at most two: written as such, or an assumption that can't be more."""
        if isinstance(digits, Named):
            high = self.catalogue.assumptions[digits.name].high
            return high is not None and high <= _CENTS
        return isinstance(digits, Number) and digits.value <= _CENTS

    def _place(self, part: Own | At | Gather) -> tuple[str, str]:
        return (self.table, part.name) if isinstance(part, Own) else (part.table, part.column)

    def _gives_rounded(self, part: Own | At | Gather) -> bool:
        """Whether a column is a line that gives nothing but rounded amounts."""
        table, name = self._place(part)
        figure = self.catalogue.figures.get((table, name))
        return figure is not None and figure.tree is not None and _Amounts(self.catalogue, table).is_rounded(figure.tree)

    def _unit(self, part: Own | At | Gather | Named) -> str:
        if isinstance(part, Named):
            return self.catalogue.assumptions[part.name].unit
        return self._unit_of(*self._place(part))

    def _unit_of(self, table: str, name: str) -> str:
        column = self.catalogue.columns(table).get(name)
        return column.unit if column else self.catalogue.figures[table, name].line.unit


def _dashes(dashed: frozenset[tuple[str, str]], table: str, inside: Sequence[Node]) -> Iterator[str]:
    """Yield where a formula, given with every part of it, computes from a dash: one of its own, or one of the lines that may give one, `dashed`."""
    dashes = [part for part in inside if isinstance(part, Dash)]
    if dashes and len(dashes) > sum(isinstance(part, Dash) for part in _results(inside[0])):
        yield "it computes with a dash; a dash can only be all that a line gives, as in where(whole > 0, part / whole, A_DASH)."
    if len({part.text for part in dashes}) > 1:
        yield "it gives several words in place of a number; give the same in every case, or say the difference in a line of text."
    for place in (place for part in inside if isinstance(part, (Own, At, Gather)) for place in _needed(table, part)) if dashed else ():
        if place in dashed:
            yield f"it is computed from {place[1]}, which may be a dash; compute it from what {place[1]} is made of."


def _needed(table: str, part: Own | At | Gather) -> tuple[tuple[str, str], ...]:
    """Return the columns, each with its table, from which a part of a formula takes its value."""
    match part:
        case Own(name):
            return ((table, name),)
        case At():
            return (part.table, part.column), (part.table, part.by)
    return tuple((part.table, name) for name in (part.column, *(by for by, _ in part.criteria)))


def _results(tree: Node) -> tuple[Node, ...]:
    """Return the parts of which one is the whole of what a formula gives."""
    if isinstance(tree, Call) and tree.helper == "where":
        return tuple(each for branch in tree.arguments[1:] for each in _results(branch))
    return (tree,)


def _called(part: Leaf) -> str:
    """Return the name of a column or an assumption, as it is written in a line."""
    if isinstance(part, Cell):
        return part.address
    return part.name if isinstance(part, Own | Named) else f"{part.table}.{part.column}"
