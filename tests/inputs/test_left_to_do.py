"""Left to do: what a workbook still needs, sheet by sheet, is what the check of inputs counts."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

import pytest
from support.inputs_of_2004 import MODELS, at, faults, typed
from support.left import as_typed, counted
from support.workbooks import changed

from aspbudget.inputs.check import check
from aspbudget.inputs.days import in_the_cycle, outside_the_cycle
from aspbudget.inputs.left_to_do import ILLUSTRATIVE, MISSING, Left, left_to_do

if TYPE_CHECKING:
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.read import RawWorkbook

BROKEN = {
    at("Grades", "Standard cost", "P-4"): None,
    at("Grades", "Status", "P-4"): "missing",
    "Prices!A1000": "A price that nothing uses",
    "Prices!B1000": "day",
    "Prices!D1000": "EUR",
    "Prices!K1000": "Nobody",
    "Prices!L1000": "missing",
    "Posts!A1000": "EXAMPLE: a post",
    "Posts!B1000": "P-1",
}


def left(raw: RawWorkbook) -> dict[str, Left]:
    """Return what is left to do in a workbook of the section of 2004."""
    return left_to_do(MODELS, as_typed(MODELS, raw), "2004")


@cache
def broken() -> tuple[RawWorkbook, Inputs]:
    """Return the inputs of 2004 with a price missing that is used, one that is not, and an example."""
    raw = changed(typed(), BROKEN)
    return raw, check(MODELS, raw, "2004")


@pytest.mark.parametrize("status", [MISSING, ILLUSTRATIVE])
def the_rows_that_are_counted_are_those_that_make_an_output_a_draft(status: str) -> None:
    raw, inputs = broken()
    found = {name: getattr(each, status) for name, each in left(raw).items()}
    assert {name: number for name, number in found.items() if number} == counted(MODELS, inputs, status)


def a_rate_counts_only_where_a_row_uses_it_and_an_example_uses_none() -> None:
    before, after = left(typed()), left(broken()[0])
    assert after["grades"].missing == before["grades"].missing + 1
    assert after["prices"].missing == before["prices"].missing
    assert (after["posts"].examples, after["posts"].rows) == (before["posts"].examples + 1, before["posts"].rows)


def a_cell_that_may_not_be_empty_counts_as_the_check_reports_it() -> None:
    cells = {at("Travel", "Fare"): None, at("Travel", "Persons"): None, at("Posts", "Duty station"): None}
    raw = changed(typed(), cells)
    assert [line.partition(":")[0] for line in faults(cells)] == sorted(list(cells)[:2])
    assert (left(raw)["travel"].empty, left(raw)["posts"].empty) == (2, 0)
    assert all(each.empty == 0 for each in left(typed()).values())


def the_dates_outside_the_cycle_are_counted_as_the_check_counts_them() -> None:
    session = at("Sessions", "First day", "Assembly, third session"), at("Sessions", "Last day", "Assembly, third session")
    day = at("Meetings", "Day")
    raw = changed(typed(), dict.fromkeys((*session, day), datetime(2006, 9, 6)))  # noqa: DTZ001
    frames = as_typed(MODELS, raw)
    faults = [(each.table.name, each.column, each.row) for each in outside_the_cycle(MODELS, frames, set())]
    assert (left(raw)["sessions"].outside, left(raw)["meetings"].outside) == (2, 1)
    assert [name for name, _, _ in faults] == ["sessions", "sessions"]
    assert left(typed())["sessions"].outside == 0


def the_dates_of_what_follows_a_session_are_looked_at_too() -> None:
    assert in_the_cycle(MODELS)["sessions"] == ("first_day", "last_day")
    assert "day" in in_the_cycle(MODELS)["meetings"]
    assert in_the_cycle(MODELS)["ranges_of_meetings"] == ("first_day", "last_day")


def a_cycle_whose_name_is_none_has_no_dates_outside() -> None:
    assert all(each.outside == 0 for each in left_to_do(MODELS, as_typed(MODELS, typed()), "next year").values())
