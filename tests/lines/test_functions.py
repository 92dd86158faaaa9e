"""Functions of a line: each gives, row by row, what its docstring says, and refuses what it can't take."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from aspbudget.lines.formula import Bound, NotAFormula, Number, Own
from aspbudget.lines.functions import (
    above,
    at_least,
    at_most,
    below,
    greatest,
    least,
    money,
    month_of,
    new_year,
    round_down,
    round_up,
    rounded,
    where,
    year_of,
)
from aspbudget.lines.line import Line

if TYPE_CHECKING:
    from collections.abc import Callable

months = Own("months", "number")
grade = Own("grade", "text")


def computed(function: Callable[..., Any], *columns: Any) -> list[object]:
    """Return what a line that consists of a function gives for columns of values."""
    names = tuple(inspect.signature(function).parameters)
    line = Line("made", function, names, "Made up.", "number", "A test")
    return list(line(*map(np.asarray, columns)))


@pytest.mark.parametrize("helper", [money, round_up, least, greatest, lambda amount: rounded(amount, -2)])
def every_helper_takes_plain_numbers_and_gives_a_number(helper) -> None:
    assert helper(2.5).kind == "number"
    assert isinstance(helper(2.5).arguments[0], Number)


def a_choice_has_the_kind_of_what_it_chooses_between() -> None:
    assert where(months < 12, "part", "full").kind == "text"
    assert where(months < 12, 1, 2).kind == "number"
    assert where(months < 12, Own("any"), grade).kind == "text"


def a_choice_is_made_row_by_row() -> None:
    months_filled = [6.0, 12.0, 3.0]
    assert computed(lambda filled: where(filled < 12, filled * 100, 0), months_filled) == [600.0, 0.0, 300.0]


def a_choice_needs_a_condition_and_two_values_of_one_kind() -> None:
    with pytest.raises(NotAFormula, match="where"):
        where(months, 1, 2)
    with pytest.raises(NotAFormula, match="where"):
        where(months < 6, 1, grade)


@pytest.mark.parametrize(
    ("function", "amounts", "expected"),
    [
        (money, [1.005, 2.675, -0.125, 3.0], [1.01, 2.68, -0.13, 3.0]),
        (lambda amount: rounded(amount, -2), [1_649.99, 1_650.0, -50.0], [1_600.0, 1_700.0, -100.0]),
        (lambda amount: rounded(amount, 0), [0.5, 1.5, -2.5], [1.0, 2.0, -3.0]),
        (round_up, [1.0, 1.01, -1.01, 0.0], [1.0, 2.0, -2.0, 0.0]),
        (lambda rate: round_down(rate, 3), [22.9999, 0.0019, -1.2345], [22.999, 0.001, -1.234]),
    ],
    ids=["to the cent", "to hundreds", "to units", "up", "down"],
)
def an_amount_is_rounded_as_on_paper(function: Callable[[Any], Any], amounts: list[float], expected: list[float]) -> None:
    assert computed(function, amounts) == expected


def the_year_and_the_month_of_a_day_lead_back_to_it() -> None:
    days = np.array(["2004-02-29", "2003-12-31", "2004-01-01"], dtype="datetime64[D]")
    assert computed(year_of, days) == [2004.0, 2003.0, 2004.0]
    assert computed(month_of, days) == [2.0, 12.0, 1.0]
    assert computed(lambda day: day - new_year(year_of(day)), days) == [59.0, 364.0, 0.0]


def the_least_and_the_greatest_are_taken_row_by_row() -> None:
    one, other = [3.0, -2.0], [1.0, 5.0]
    assert computed(lambda first, second: least(first, second, 2), one, other) == [1.0, -2.0]
    assert computed(lambda first, second: greatest(first, second, 2), one, other) == [3.0, 5.0]


@pytest.mark.parametrize(("bound", "operator"), [(below, "<"), (above, ">"), (at_most, "<="), (at_least, ">=")])
def a_bound_keeps_its_side_and_takes_numbers_alone(bound: Callable[[Any], Bound], operator: str) -> None:
    made = bound(6)
    assert (made.operator, made.value.value) == (operator, 6)
    assert bound(months).value is months
    with pytest.raises(NotAFormula, match="A bound"):
        bound("P-4")
