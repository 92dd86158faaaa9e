"""Facts: every figure about a row by its name, from its own table, those with the same keys, and those of one row."""

from __future__ import annotations

import numpy as np
from support.assessments import of_the_court

from aspbudget.figures.facts import facts

FIGURES = of_the_court(2024, {"approved_appropriations": 1_000_000.0})
FOUND = facts(FIGURES, "states")


def each_row_has_its_own_figures_by_their_names() -> None:
    frame = FIGURES.frame("states").set_index("code")
    assert list(FOUND) == list(frame.index)
    assert FOUND["DEU"]["rate"] == frame.at["DEU", "rate"]
    assert FOUND["DEU"]["state"] == "Germany"


def a_table_of_one_row_an_assumption_and_the_rows_of_a_table_hold_for_all() -> None:
    assert {(each["summary.base"], each["year"], each["payments"]) for each in FOUND.values()} == {(1_000_000.0, 2024.0, 0)}


def a_day_that_is_empty_is_unequal_to_itself() -> None:
    assert np.isnat(FOUND["DEU"]["withdrawal"])
    assert FOUND["DEU"]["entry_into_force"] == np.datetime64("2002-07-01")


def a_table_with_the_same_keys_adds_its_figures_where_it_has_the_row() -> None:
    assert "loan_ended.ended_rate" not in FOUND["DEU"]
    assert set(FIGURES.values("loan_ended", "code")).isdisjoint(FOUND)
