"""Explaining: a formula in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aspbudget.formula import At, Binary, Bound, Call, Gather, Named, Negative, Node, Number, Own, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.catalogue import Catalogue, Figure

Leaf = Own | Named | At | Gather

_STRENGTH = {"+": 2, "-": 2, "*": 3, "/": 3, "^": 4}
_SIGNS = {
    "+": "+", "-": "−", "*": "×", "/": "÷", "^": "to the power of",
    "=": "is", "<>": "is not", "<": "is below", "<=": "is at most", ">": "is above", ">=": "is at least",
}  # fmt: skip
_WHOLE = 9


def words(figure: Figure, catalogue: Catalogue) -> str:
    """Return a figure's formula in words: `gross cost × (new post delay where …, otherwise vacancy rate), to the cent`."""
    if figure.tree is None:
        return "Computed by the tool and written as a value; it does not change in the workbook."
    return say(figure.tree, Naming(figure.table.name, catalogue).leaf)


@dataclass(frozen=True)
class Naming:
    """Names what a formula of a table refers to."""

    table: str
    catalogue: Catalogue

    def leaf(self, part: Leaf) -> str:
        """Return the name of a column, an assumption, a looked-up value, or a total."""
        match part:
            case Own(name):
                return self.column(self.table, name)
            case Named(name):
                return self.catalogue.assumptions[name].title.lower()
            case At():
                key = say(part.key, self.leaf)
                return f"{self.column(part.table, part.column)} of the {key} (sheet {self.sheet(part.table)})"
            case Gather():
                return self.gathered(part)

    def gathered(self, part: Gather) -> str:
        """Return a total, count or highest value with the rows that it is taken over."""
        what = {
            "total": f"total of {self.column(part.table, part.column)}",
            "count": "number of rows",
            "highest": f"highest {self.column(part.table, part.column)}",
        }[part.how]
        return f"{what} in sheet {self.sheet(part.table)}{self.criteria(part)}"

    def criteria(self, part: Gather) -> str:
        """Return the rows that a total is taken over: those with this row's keys, and those with a given value."""
        same = [self.column(part.table, name) for name, value in part.criteria if isinstance(value, Own)]
        given = [
            f"{self.column(part.table, name)} is {say(value, self.leaf)}"
            for name, value in part.criteria
            if not isinstance(value, Own)
        ]
        rows = f" for the same {joined(same)}" if same else ""
        return f"{rows} where {joined(given)}" if given else rows

    def column(self, table: str, name: str) -> str:
        """Return a column's title in running text."""
        column = self.catalogue.columns(table).get(name)
        title = column.title if column else self.catalogue.figures[table, name].title
        return title[:1].lower() + title[1:]

    def sheet(self, table: str) -> str:
        """Return the title of a table's sheet."""
        return self.catalogue.tables[table].title


def say(part: Node, leaf: Callable[[Leaf], str]) -> str:
    """Return a formula in words; `leaf` says what stands for a column, an assumption, a looked-up value, or a total."""
    return _say(part, leaf)[0]


def _say(part: Node, leaf: Callable[[Leaf], str]) -> tuple[str, int]:
    match part:
        case Number(value):
            return f"{value:,.10g}", _WHOLE
        case Text(text):
            return f"“{text}”" if text else "empty", _WHOLE
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
        case Own() | Named() | At() | Gather():
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
}


def joined(names: list[str]) -> str:
    """Return names as a phrase: `a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
