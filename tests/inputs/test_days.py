"""Days: dates lie in the cycle; those of meetings go with the days of their session, and are counted there."""

from __future__ import annotations

from datetime import datetime

import pandas as pd
import pytest
from support.inputs_of_2004 import MODELS, at, faults, typed
from support.workbooks import FIRST

from aspbudget.inputs.days import outside_the_cycle
from aspbudget.statements.anatomy import anatomy_of
from aspbudget.statements.draft_sheets import combined

pytestmark = pytest.mark.slow
OUTSIDE = "the meeting is outside its session; give a day from the session's first to its last, or another session."


def a_date_that_must_lie_in_the_cycle_and_does_not_is_a_fault() -> None:
    day = at("Sessions", "Last day", "Assembly, third session")
    late = faults({day: datetime(2005, 9, 6)})  # noqa: DTZ001 - a spreadsheet's dates have no time zone
    assert late == [f"{day}: Last day is 6 September 2005, which is not in 2004; give a day of the cycle."]


def a_cycle_of_two_years_has_the_days_of_both() -> None:
    days = pd.to_datetime(["2003-12-31", "2004-01-01", "2005-12-31", "2006-01-01"])
    frames = {"cycle": pd.DataFrame({"cycle": ["2004-2005"]}), "sessions": pd.DataFrame({"session": list("ABCD"), "first_day": days, "last_day": days}, index=[5, 6, 7, 8])}
    assert [each.row for each in outside_the_cycle(MODELS, frames, set()) if each.column == "first_day"] == [5, 8]


def of_next_year(*sheets: str) -> dict[str, object]:
    """Return the days of sheets moved by a year, as they stand in a workbook made from an earlier cycle once it is changed."""
    return {
        f"{sheet}!{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[place - 1]}{row}": value.replace(year=2005)
        for sheet in sheets
        for row, line in typed().sheets[sheet].cells.items() if row >= FIRST
        for place, value in line.items() if isinstance(value, datetime)
    }  # fmt: skip


def the_days_of_meetings_are_counted_with_the_day_of_their_session_when_the_calendar_is_another_years() -> None:
    found = faults(of_next_year("Sessions", "Meetings"))
    sessions = [row for row in typed().sheets["Sessions"].cells if row >= FIRST]
    assert [line.partition(":")[0] for line in found] == [f"Sessions!{letter}{row}" for row in sessions for letter in "DE"]
    assert found[0] == (
        "Sessions!D5: First day is 29 March 2005, which is not in 2004; give a day of the cycle. "
        "The same goes for 6 cells of column Day on sheet Meetings, the last in row 10."
    )
    assert found[1] == "Sessions!E5: Last day is 31 March 2005, which is not in 2004; give a day of the cycle."
    assert found[2].endswith("The same goes for 1 cell of column Day on sheet Meetings, in row 21.")


def a_meeting_whose_day_is_right_already_is_not_counted_with_its_session() -> None:
    found = faults(of_next_year("Sessions"))
    assert found[0] == "Sessions!D5: First day is 29 March 2005, which is not in 2004; give a day of the cycle."
    assert len(found) == 10


def the_meetings_of_a_session_that_moved_away_from_them_are_one_fault_with_a_count() -> None:
    last = at("Sessions", "Last day", "Assembly, third session")
    first = at("Sessions", "First day", "Assembly, third session")
    moved = {first: datetime(2004, 9, 20), last: datetime(2004, 9, 24)}  # noqa: DTZ001
    assert faults(moved) == [
        (
            f"Meetings!D23: Day is 6 September 2004; {OUTSIDE} The same goes for 14 more rows with Session "
            '"Assembly, third session", the last row 37: if they are right, correct it on sheet Sessions.'
        )
    ]


def no_more_than_three_meetings_outside_their_session_are_told_one_by_one() -> None:
    last = at("Sessions", "Last day", "Assembly, third session")
    found = faults({last: datetime(2004, 9, 9)})  # noqa: DTZ001
    days = {row: line[4] for row, line in typed().sheets["Meetings"].cells.items() if row >= FIRST}
    late = [row for row, day in days.items() if day == datetime(2004, 9, 10)]  # noqa: DTZ001
    assert found == [f"Meetings!D{row}: Day is 10 September 2004; {OUTSIDE}" for row in late]
    assert 1 < len(late) <= 3


def the_meetings_of_a_session_that_ends_before_it_starts_are_not_told() -> None:
    last = at("Sessions", "Last day", "Assembly, third session")
    assert faults({last: datetime(2004, 9, 1)}) == [  # noqa: DTZ001
        f"{last}: Last day is 1 September 2004; a session can't end before it starts; the last day must be the first day or later."
    ]


def a_day_of_a_session_of_a_draft_that_is_another_years_is_a_fault_as_one_of_the_section() -> None:
    combined_sheets = combined(anatomy_of(MODELS))
    day = pd.to_datetime(["2005-03-29"])
    sessions = pd.DataFrame({"session": ["A"], "first_day": day, "last_day": day}, index=[-5])
    meetings = pd.DataFrame({"meeting": ["A, 1"], "session": ["A"], "day": day}, index=[-5])
    first, follower, *_ = outside_the_cycle(combined_sheets, {"cycle": pd.DataFrame({"cycle": ["2004"]}), "sessions": sessions, "meetings": meetings}, set())
    assert (first.table.name, first.column, first.row) == ("sessions", "first_day", -5)
    assert first.message.endswith("The same goes for 1 cell of column Day on sheet Meetings, in row 5.")
    assert (follower.table.name, follower.row, follower.message) == ("meetings", -5, "")
