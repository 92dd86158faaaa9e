"""Functions of a line: what a figure may use besides arithmetic and comparison, each of which a spreadsheet has too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aspbudget.lines.formula import NOT_AVAILABLE, Bound, Call, Dash, call, expect, node

if TYPE_CHECKING:
    from aspbudget.lines.formula import Operand


# For a ratio of which the whole is nothing: where(whole > 0, part / whole, A_DASH). Nothing is computed from a line that may give one.
A_DASH = Dash()
# For a share of nothing, or what no source gives: in the words of statistical tables, not available.
N_A = Dash(NOT_AVAILABLE)


def instead_of_a_number(words: str) -> Any:  # noqa: ANN401 - a node stands for any value
    """Words in place of a number where there is none to give, such as "not entered"; nothing is computed from a line that may give them."""
    return Dash(words)


def where(condition: Operand, then: Operand, otherwise: Operand) -> Any:  # noqa: ANN401 - a node stands for any value
    """One value where a condition holds, another where it doesn't."""
    test, first, second = node(condition), node(then), node(otherwise)
    expect(test, "truth", "where")
    expect(second, first.kind, "where")
    return Call("where", (test, first, second), first.kind if first.kind != "any" else second.kind)


def money(amount: Operand) -> Any:  # noqa: ANN401
    """Round an amount to the cent, half away from zero, as a spreadsheet does."""
    return rounded(amount, 2)


def rounded(amount: Operand, digits: int) -> Any:  # noqa: ANN401
    """Round half away from zero to `digits` decimals; -2 rounds to hundreds."""
    return call("rounded", "number", "number", amount, digits)


def round_up(amount: Operand) -> Any:  # noqa: ANN401
    """Round to the next whole number away from zero: half an interpreter is one interpreter."""
    return call("round_up", "number", "number", amount)


def round_down(amount: Operand, digits: int) -> Any:  # noqa: ANN401
    """Cut off what lies beyond `digits` decimals: the largest-remainder method starts from rates that are cut off."""
    return call("round_down", "number", "number", amount, digits)


def year_of(day: Operand) -> Any:  # noqa: ANN401
    """The year of a day."""
    return call("year_of", "number", "number", day)


def month_of(day: Operand) -> Any:  # noqa: ANN401
    """The month of a day, from 1 to 12."""
    return call("month_of", "number", "number", day)


def new_year(year: Operand) -> Any:  # noqa: ANN401
    """The first of January of a year."""
    return call("new_year", "number", "number", year)


def below(value: Operand) -> Any:  # noqa: ANN401
    """A bound for `total`, `count` and `highest`: only rows whose column is below the value."""
    return _bound("<", value)


def above(value: Operand) -> Any:  # noqa: ANN401
    """A bound for `total`, `count` and `highest`: only rows whose column is above the value."""
    return _bound(">", value)


def at_most(value: Operand) -> Any:  # noqa: ANN401
    """A bound for `total`, `count` and `highest`: only rows whose column is the value or less."""
    return _bound("<=", value)


def at_least(value: Operand) -> Any:  # noqa: ANN401
    """A bound for `total`, `count` and `highest`: only rows whose column is the value or more."""
    return _bound(">=", value)


def _bound(operator: str, value: Operand) -> Bound:
    expect(node(value), "number", "A bound")
    return Bound(operator, node(value))


def least(*amounts: Operand) -> Any:  # noqa: ANN401
    """The smallest of the amounts."""
    return call("least", "number", "number", *amounts)


def greatest(*amounts: Operand) -> Any:  # noqa: ANN401
    """The largest of the amounts."""
    return call("greatest", "number", "number", *amounts)
