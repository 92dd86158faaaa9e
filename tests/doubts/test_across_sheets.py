"""Across sheets: a row beside the row of another sheet to which it refers, and old rates beside the date of the cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from support.doubted import new_doubts, with_cells

from aspbudget.doubts.across_sheets import at_odds, out_of_date

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready


def a_journey_under_another_sub_programme_than_its_session_is_doubted(ready: Ready) -> None:
    after = with_cells(ready.inputs, "travel", {("Members of the Committee, second session", "sub_programme"): "4100"})
    (found,) = new_doubts(at_odds, ready.inputs, after)
    assert found[2] == 'Sub-programme is 4100; that of "Committee, second session", its Session, is 4500, as in the 8 other rows that have the same as theirs.'


def a_row_that_is_as_others_of_its_name_is_not_doubted(ready: Ready) -> None:
    travel = ready.inputs.frames["travel"].set_index("journey")["sub_programme"]
    assert travel["President, session of the Assembly"] == "4400", "the President's journeys are the President's, whatever the session"
    assert new_doubts(at_odds, with_cells(ready.inputs, "travel", {("President, session of the Assembly", "sub_programme"): "4100"}), ready.inputs) == []


def the_rates_of_two_years_before_the_cycle_are_doubted_once_a_date(ready: Ready) -> None:
    day = pd.Timestamp("2001-10-01")
    after = with_cells(ready.inputs, "currencies", {("USD", "dated"): day})
    (found,) = new_doubts(out_of_date, ready.inputs, after)
    assert found[0] == "Currencies"
    assert found[2] == "Date is 1 October 2001; the cycle is of 1 October 2003, two years later or more: is there a newer rate?"
    both = new_doubts(out_of_date, ready.inputs, with_cells(after, "currencies", {("EUR", "dated"): day}))
    assert [each[2] for each in both] == ["Date is 1 October 2001, as 1 other row of the sheet; the cycle is of 1 October 2003, two years later or more: is there a newer rate?"]
    assert new_doubts(out_of_date, ready.inputs, with_cells(ready.inputs, "currencies", {("USD", "dated"): pd.Timestamp("2001-10-02")})) == []
