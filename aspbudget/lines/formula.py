"""Formulas: what a line says, as a tree that can be computed, written as a spreadsheet formula, or put into words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Kind = Literal["number", "text", "truth", "any"]


ARITHMETIC = ("+", "-", "*", "/", "^")


_INSTEAD = {
    "maximum": "greatest(a, b)",
    "fmax": "greatest(a, b)",
    "minimum": "least(a, b)",
    "fmin": "least(a, b)",
    "rint": "money(amount) or rounded(amount, digits)",
    "round": "money(amount) or rounded(amount, digits)",
    "ceil": "round_up(amount)",
    "where": "where(condition, then, otherwise)",
    "sum": 'table.total("column", key=...)',
    "clip": "least(greatest(amount, low), high)",
    "loc": 'table.at(key, "column")',
    "map": 'table.at(key, "column")',
    "astype": "the figure as it is; every figure is a number, a text or a condition",
    "fillna": "an optional column, whose empty cells count as 0",
    "isin": "a comparison with each value, joined by |",
    "max": "greatest(a, b)",
    "min": "least(a, b)",
    "abs": "greatest(a, -a)",
}


class NotAFormula(TypeError):
    """A line uses something that a spreadsheet formula can't say; the message names the helper to use."""


def _refuse(what: str) -> NoReturn:
    instead = _INSTEAD.get(what)
    advice = f"use {instead}" if instead else "use arithmetic, comparisons and the helpers of a line"
    message = f"A line can't use {what}; {advice}."
    raise NotAFormula(message)


class Node:
    """One part of a formula. Operators on parts make larger parts; what a spreadsheet can't say is refused."""

    kind: Kind = "number"
    __hash__ = object.__hash__

    def __add__(self, other: Operand) -> Node:
        return _binary("+", self, other)

    def __radd__(self, other: Operand) -> Node:
        return _binary("+", other, self)

    def __sub__(self, other: Operand) -> Node:
        return _binary("-", self, other)

    def __rsub__(self, other: Operand) -> Node:
        return _binary("-", other, self)

    def __mul__(self, other: Operand) -> Node:
        return _binary("*", self, other)

    def __rmul__(self, other: Operand) -> Node:  # type: ignore[misc]
        return _binary("*", other, self)

    def __truediv__(self, other: Operand) -> Node:
        return _binary("/", self, other)

    def __rtruediv__(self, other: Operand) -> Node:
        return _binary("/", other, self)

    def __pow__(self, other: Operand) -> Node:
        return _binary("^", self, other)

    def __rpow__(self, other: Operand) -> Node:
        return _binary("^", other, self)

    def __eq__(self, other: Operand) -> Node:  # type: ignore[override]
        return _binary("=", self, other)

    def __ne__(self, other: Operand) -> Node:  # type: ignore[override]
        return _binary("<>", self, other)

    def __lt__(self, other: Operand) -> Node:
        return _binary("<", self, other)

    def __le__(self, other: Operand) -> Node:
        return _binary("<=", self, other)

    def __gt__(self, other: Operand) -> Node:
        return _binary(">", self, other)

    def __ge__(self, other: Operand) -> Node:
        return _binary(">=", self, other)

    def __and__(self, other: Operand) -> Node:
        return call("and", "truth", "truth", self, other)

    def __or__(self, other: Operand) -> Node:
        return call("or", "truth", "truth", self, other)

    def __invert__(self) -> Node:
        return call("not", "truth", "truth", self)

    def __neg__(self) -> Node:
        expect(self, "number", "-")
        return Negative(self)

    def __bool__(self) -> bool:
        message = (
            "A line can't use if, and, or, not, or a chain such as a < b < c, because it is one formula for every row; "
            "use where(condition, then, otherwise), &, | and ~."
        )
        raise NotAFormula(message)

    def __iter__(self) -> Iterator[Node]:
        message = "A line can't loop over its rows; it is one formula for every row. Add rows up with table.total(...)."
        raise NotAFormula(message)

    def __float__(self) -> float:
        _refuse("float")

    def __int__(self) -> int:
        _refuse("int")

    def __abs__(self) -> Node:
        _refuse("abs")

    def __round__(self, digits: int = 0) -> Node:
        _refuse("round")

    def __array_ufunc__(self, ufunc: Any, *_: object, **__: object) -> Node:  # noqa: ANN401 - numpy's own protocol
        _refuse(ufunc.__name__)

    def __array_function__(self, function: Any, *_: object) -> Node:  # noqa: ANN401 - numpy's own protocol
        _refuse(function.__name__)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        _refuse(name)


Operand = Node | float | str


@dataclass(frozen=True, eq=False)
class Number(Node):
    """A number written in the line itself."""

    value: float


@dataclass(frozen=True, eq=False)
class Text(Node):
    """A text written in the line itself."""

    value: str
    kind: Kind = "text"


DASH = "–"
NOT_AVAILABLE, NOT_ENTERED = "n/a", ".."


@dataclass(frozen=True, eq=False)
class Dash(Node):
    """No number, where there is none to give: in a workbook a dash, or words such as "not entered", which sums and averages pass over."""

    text: str = DASH


@dataclass(frozen=True, eq=False)
class Own(Node):
    """The value in the same row: a column of the sheet, or another line of its table."""

    name: str
    kind: Kind = "any"
    optional: bool = False


@dataclass(frozen=True, eq=False)
class Named(Node):
    """A named assumption: one value for the whole workbook."""

    name: str
    kind: Kind = "number"


@dataclass(frozen=True, eq=False)
class Negative(Node):
    """The value with its sign turned."""

    value: Node


@dataclass(frozen=True, eq=False)
class Binary(Node):
    """Two values joined by an arithmetic operator or a comparison."""

    operator: str
    left: Node
    right: Node
    kind: Kind = "number"


@dataclass(frozen=True, eq=False)
class Call(Node):
    """A function of a line applied to values, or and, or, not."""

    helper: str
    arguments: tuple[Node, ...]
    kind: Kind = "number"


@dataclass(frozen=True, eq=False)
class At(Node):
    """The value of a column in the row of another table that has the given key."""

    table: str
    column: str
    by: str
    key: Node
    kind: Kind = "any"
    optional: bool = False


@dataclass(frozen=True, eq=False)
class Bound(Node):
    """A bound on a column by which rows are added up: below, above, at least or at most a value."""

    operator: str
    value: Node
    kind: Kind = "number"


@dataclass(frozen=True, eq=False)
class Gather(Node):
    """The total, count or highest value of the rows of a table whose key columns have the given values."""

    how: Literal["total", "count", "highest"]
    table: str
    column: str
    criteria: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, eq=False)
class Sentence(Node):
    """A text with gaps, such as `{amount} proposed for {cycle}`, and what fills each of them in; each language has its own order of words."""

    wording: str
    parts: tuple[tuple[str, Node], ...]
    kind: Kind = "text"


@dataclass(frozen=True, eq=False)
class Cell(Node):
    """A cell or a range of the printed sheets, which are laid out by address: `$A8`, `B7:B12`."""

    address: str
    kind: Kind = "any"


def sum_of(*ranges: Cell) -> Node:
    """The sum of ranges of cells."""
    return Call("sum", ranges)


def node(value: Operand) -> Node:
    """Return a value as a part of a formula; raise `NotAFormula` for a boolean or anything else that is no number or text."""
    if isinstance(value, Node):
        return value
    if isinstance(value, str):
        return Text(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        message = f"A formula can't hold {value!r}; it holds numbers, texts, and figures by their names."
        raise NotAFormula(message)
    return Number(float(value))


def expect(part: Node, kind: Kind, where_used: str) -> None:
    """Refuse a part of another kind than is needed, such as a text where a number belongs, with `NotAFormula`."""
    if part.kind not in (kind, "any") and kind != "any":
        message = f"{where_used} needs a {kind}, but {_called(part)} is a {part.kind}."
        raise NotAFormula(message)


def _called(part: Node) -> str:
    if isinstance(part, (Own, Named)):
        return part.name
    return f'"{part.value}"' if isinstance(part, Text) else "one side"


def _binary(operator: str, left: Operand, right: Operand) -> Node:
    first, second = node(left), node(right)
    if operator in ARITHMETIC:
        expect(first, "number", operator)
        expect(second, "number", operator)
        return Binary(operator, first, second)
    expect(second, first.kind, f"A comparison with {_called(first)}")
    if "truth" in (first.kind, second.kind):
        message = f"A line can't compare two conditions with {operator}; join them with &, | and ~."
        raise NotAFormula(message)
    if operator not in ("=", "<>") and "text" in (first.kind, second.kind):
        message = f"Texts have no order in a line, so they can't be compared with {operator}; use == or !=."
        raise NotAFormula(message)
    return Binary(operator, first, second, "truth")


def call(helper: str, takes: Kind, gives: Kind, *arguments: Operand) -> Node:
    """Return a function of a line applied to values, all of one kind."""
    parts = tuple(node(argument) for argument in arguments)
    if not parts:
        message = f"{helper} needs at least one value."
        raise NotAFormula(message)
    for part in parts:
        expect(part, takes, helper)
    return Call(helper, parts, gives)


def parts(whole: Node) -> Iterator[Node]:
    """Yield a formula and every part of it, outermost first."""
    waiting = [whole]
    while waiting:
        part = waiting.pop()
        yield part
        waiting.extend(reversed(children(part)))


def children(part: Node) -> tuple[Node, ...]:
    """Return the parts directly inside a part of a formula."""
    inside = _INSIDE.get(type(part))
    return inside(part) if inside else ()


# Formulas are walked over more often than anything else is done with them, so that the kind of a part is looked up and not asked for one by one.
_INSIDE: dict[type[Node], Callable[[Any], tuple[Node, ...]]] = {
    Negative: lambda part: (part.value,),
    Bound: lambda part: (part.value,),
    Binary: lambda part: (part.left, part.right),
    Call: lambda part: part.arguments,
    At: lambda part: (part.key,),
    Gather: lambda part: tuple(value for _, value in part.criteria),
    Sentence: lambda part: tuple(value for _, value in part.parts),
}
