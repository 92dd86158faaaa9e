"""Words: a formula written in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.lines.formula import (
    DASH,
    At,
    Binary,
    Bound,
    Call,
    Cell,
    Dash,
    Gather,
    Named,
    Negative,
    Node,
    Number,
    Own,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

Leaf = Own | Named | At | Gather | Cell

_STRENGTH = {"+": 2, "-": 2, "*": 3, "/": 3, "^": 4}
_SIGNS = {
    "+": "+", "-": "−", "*": "×", "/": "÷", "^": "to the power of",
    "=": "is", "<>": "is not", "<": "is below", "<=": "is at most", ">": "is above", ">=": "is at least",
}  # fmt: skip
_WHOLE = 9


def say(part: Node, leaf: Callable[[Leaf], str]) -> str:
    """Return a formula in words; `leaf` gives the words for a column, an assumption, a looked-up value, a total, or a cell."""
    return _say(part, leaf)[0]


def _say(part: Node, leaf: Callable[[Leaf], str]) -> tuple[str, int]:
    match part:
        case Number(value):
            return f"{value:,.10g}", _WHOLE
        case Text(text):
            return f"“{text}”" if text else "empty", _WHOLE
        case Dash(text):
            return "a dash" if text == DASH else f"“{text}”", _WHOLE
        case Bound(operator, value):
            return f"{_SIGNS[operator].removeprefix('is ')} {_inside(value, leaf, 1)}", 1
        case Negative(value):
            return f"−{_inside(value, leaf, _WHOLE)}", _WHOLE
        case Binary(operator, left, right):
            strength = _STRENGTH.get(operator, 1)
            first, second = _inside(left, leaf, strength), _inside(right, leaf, strength + 1)
            return f"{first} {_SIGNS[operator]} {second}", strength
        case Call(helper, arguments):
            return _HELPERS[helper]([_inside(each, leaf, 1) for each in arguments]), 0
        case Own() | Named() | At() | Gather() | Cell():
            return leaf(part), _WHOLE
    message = f"No words for {type(part).__name__}."
    raise NotImplementedError(message)


def _inside(part: Node, leaf: Callable[[Leaf], str], strength: int) -> str:
    text, own = _say(part, leaf)
    return text if own >= strength else f"({text})"


def _rounded(arguments: list[str]) -> str:
    what, digits = arguments
    how = {"2": "to the cent", "0": "to the unit", "-2": "to the nearest hundred", "-3": "to the nearest thousand"}
    return f"{what}, {how.get(digits, f'to {digits} decimals')}"


_HELPERS: dict[str, Callable[[list[str]], str]] = {
    "where": lambda parts: f"{parts[1]} where {parts[0]}, otherwise {parts[2]}",
    "rounded": _rounded,
    "round_down": lambda parts: f"{parts[0]}, cut off after {parts[1]} decimals",
    "round_up": lambda parts: f"{parts[0]}, rounded up",
    "least": lambda parts: f"the smallest of {joined(parts)}",
    "greatest": lambda parts: f"the largest of {joined(parts)}",
    "year_of": lambda parts: f"the year of {parts[0]}",
    "month_of": lambda parts: f"the month of {parts[0]}",
    "new_year": lambda parts: f"1 January of {parts[0]}",
    "and": " and ".join,
    "or": " or ".join,
    "not": lambda parts: f"not {parts[0]}",
    "sum": " + ".join,
    "joined": ", then ".join,
    "in_digits": lambda parts: parts[0],
    "item": lambda parts: f"what stands in {parts[0]} at {parts[1]}",
    "place": lambda parts: f"the place of {parts[0]} in {parts[1]}",
    "sum_where": lambda parts: f"the total of {parts[0]} where {parts[1]} is {parts[2]}",
    "count_above": lambda parts: f"how many of {parts[0]} are above 0",
}


def joined(names: list[str]) -> str:
    """Return names as a phrase: `a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
