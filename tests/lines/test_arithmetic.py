"""Arithmetic of a spreadsheet: comparisons on 15 digits, days as numbers, and errors that spread."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspbudget.lines.arithmetic import COMPARISONS, HELPERS, OPERATIONS, is_error, unless_error
from aspbudget.lines.texts import MISSING_WORD, dates_to_days

NUMBERS = st.floats(-1e12, 1e12)


@pytest.mark.parametrize("helper", ["year_of", "month_of", "new_year"])
def a_day_that_is_an_error_has_no_month_and_no_year(helper: str) -> None:
    found = HELPERS[helper](np.array([np.nan, 2004.0]))
    assert is_error(found).tolist() == [True, False]


def an_error_is_a_number_that_is_none_or_a_text_that_was_not_found() -> None:
    assert is_error(np.array([1.0, np.nan, np.inf, -np.inf])).tolist() == [False, True, True, True]
    assert is_error(np.array([0, MISSING_WORD])).tolist() == [False, True]
    assert not is_error(np.array([True, False])).any()


def a_result_is_an_error_where_one_of_its_sources_is() -> None:
    sources = np.array([1.0, np.nan, 2.0]), np.array([0, 1, MISSING_WORD])
    np.testing.assert_array_equal(unless_error(np.array([5.0, 6.0, 7.0]), *sources), [5.0, np.nan, np.nan])
    assert unless_error(np.array([3, 4, 5]), *sources).tolist() == [3, MISSING_WORD, MISSING_WORD]
    assert unless_error(np.array([5.0]), np.array([1.0])).tolist() == [5.0]


@pytest.mark.parametrize("shape", [(10,), (5_000,), (3, 5_000)], ids=["few", "many", "in scenarios"])
def each_row_has_what_its_condition_chooses_to_the_last_bit(shape: tuple[int, ...]) -> None:
    random, rows = np.random.default_rng(0), shape[-1]
    condition, then = random.random(rows) < 1 / 3, random.choice([0.0, -0.0, np.nan, np.inf, 1 / 3], shape)
    for one, other in ((then, random.random(rows)), (np.asarray(-0.0), then), (then, np.asarray(np.nan)), (np.arange(rows), then), (condition, ~condition)):
        wanted = np.where(condition, one, other)
        found = HELPERS["where"](condition, one, other)
        assert (found.dtype, found.shape, found.tobytes()) == (wanted.dtype, wanted.shape, wanted.tobytes())


@pytest.mark.parametrize(("left", "right"), [(1.0, 0.0), (0.0, 0.0), (1.0, np.inf), (np.nan, 1.0)])
def a_division_by_nothing_or_by_an_error_is_an_error(left: float, right: float) -> None:
    assert is_error(OPERATIONS["/"](np.asarray(left), np.asarray(right)))


def a_power_without_a_number_is_an_error() -> None:
    bases, exponents = np.array([0.0, 0.0, -8.0, 10.0, 2.0]), np.array([0.0, -1.0, 0.5, 400.0, 10.0])
    with np.errstate(all="ignore"):
        assert is_error(OPERATIONS["^"](bases, exponents)).tolist() == [True, True, True, True, False]


@given(NUMBERS, NUMBERS)
def each_of_two_numbers_is_below_the_other_or_equal_to_it(left: float, right: float) -> None:
    found = {sign: bool(compare(np.asarray(left), np.asarray(right))) for sign, compare in COMPARISONS.items()}
    assert found["<"] + found["="] + found[">"] == 1
    assert (found["<="], found[">="], found["<>"]) == (not found[">"], not found["<"], not found["="])


@given(NUMBERS.filter(lambda number: abs(number) > 1e-300))
def each_number_is_equal_to_one_that_differs_in_its_last_digit(number: float) -> None:
    near = np.nextafter(number, np.inf)
    assert COMPARISONS["="](np.asarray(number), np.asarray(near))
    assert not COMPARISONS["<"](np.asarray(number), np.asarray(near))
    assert not COMPARISONS["="](np.asarray(number), np.asarray(number * (1 + 1e-13)))


def a_text_is_never_nearly_another() -> None:
    assert COMPARISONS["="](np.array([4_000_000_000_000_001]), np.array([4_000_000_000_000_002])).tolist() == [False]


@given(st.dates())
def every_day_has_its_year_its_month_and_its_new_year(day) -> None:
    number = dates_to_days([day])
    assert (HELPERS["year_of"](number), HELPERS["month_of"](number)) == (day.year, day.month)
    assert HELPERS["new_year"](np.array([float(day.year)])) == dates_to_days([day.replace(month=1, day=1)])


@pytest.mark.parametrize("helper", ["and", "or"])
def a_condition_of_an_error_is_an_error_even_where_the_other_side_decides(helper: str) -> None:
    holds = np.array([1.0, 0.0])
    assert is_error(HELPERS[helper](holds, np.array([np.nan, np.nan]))).all()
    assert is_error(HELPERS["not"](np.array([np.nan]))).all()


def the_least_and_the_greatest_of_an_error_are_errors() -> None:
    amounts = np.array([1.0, 5.0]), np.array([2.0, np.nan]), np.array([3.0, 3.0])
    np.testing.assert_array_equal(HELPERS["least"](*amounts), [1.0, np.nan])
    np.testing.assert_array_equal(HELPERS["greatest"](*amounts), [3.0, np.nan])
