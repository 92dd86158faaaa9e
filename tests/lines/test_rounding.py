"""Rounding: half away from zero on 15 significant digits, up, and off, of whole columns at once."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspbudget.lines.rounding import round_away, round_half_away, round_off_down


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        (2.675, 2.68),
        (1.005, 1.01),
        (-1.005, -1.01),
        (8.345, 8.35),
        (0.285, 0.29),
        (-2.675, -2.68),
        (0.004999, 0.0),
        (0.0, 0.0),
        (1e15 + 0.5, 1e15 + 0.5),
        (267.494999999999, 267.49),
        (267.49499999999995, 267.5),
    ],
)
def an_amount_is_rounded_to_the_cent_half_away_from_zero(amount: float, cents: float) -> None:
    assert float(round_half_away(np.asarray(amount), np.asarray(2.0))) == cents


@given(st.decimals(-10_000_000, 10_000_000, places=4), st.integers(-3, 4))
def every_amount_of_four_decimals_is_rounded_as_on_paper(amount: Decimal, digits: int) -> None:
    on_paper = amount.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    assert float(round_half_away(np.asarray(float(amount)), np.asarray(float(digits)))) == float(on_paper)


@given(st.integers(-(10**9), 10**9), st.integers(1, 1000))
def every_part_of_a_team_is_a_whole_team(people: int, teams: int) -> None:
    exact = math.copysign(-(-abs(people) // teams), people)
    assert float(round_away(np.asarray(people / teams))) == exact


def a_rounded_nothing_has_no_sign() -> None:
    assert str(float(round_half_away(np.asarray(-0.001), np.asarray(2.0)))) == "0.0"
    assert str(float(round_away(np.asarray(-0.0)))) == "0.0"


@given(st.decimals(-100_000, 100_000, places=4), st.integers(0, 3))
def every_rate_is_cut_off_as_on_paper(rate: Decimal, digits: int) -> None:
    on_paper = rate.quantize(Decimal(1).scaleb(-digits), ROUND_DOWN)
    assert float(round_off_down(np.asarray(float(rate)), np.asarray(float(digits)))) == float(on_paper)


def each_row_is_rounded_to_its_own_digits() -> None:
    amounts, digits = np.array([1_649.995, 2.675, -1_650.0, np.nan]), np.array([2.0, 2.0, -2.0, 0.0])
    np.testing.assert_array_equal(round_half_away(amounts, digits), [1_650.0, 2.68, -1_700.0, np.nan])


def a_scenario_is_rounded_as_it_is_alone() -> None:
    amounts = np.array([[0.125, 2.5], [-0.125, 3.5]])
    assert round_half_away(amounts, np.asarray(2.0)).tolist() == [[0.13, 2.5], [-0.13, 3.5]]
    assert round_away(amounts).tolist() == [[1.0, 3.0], [-1.0, 4.0]]
