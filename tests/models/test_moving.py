"""Moving: what hangs on a session moves with it, what doesn't follow says so, and a year is made from the year before."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from support.inputs_of_2004 import MODELS, at, faults, typed
from support.workbooks import changed

from aspbudget.inputs.check import check
from aspbudget.models.following_year import in_a_later_year

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conftest import Place

    from aspbudget.inputs.inputs import Inputs

ASSEMBLY, COMMITTEE = "Assembly, third session", "Committee, third session"


def read_with(cells: Mapping[str, object]) -> Inputs:
    """Return the inputs of 2004, checked, with some cells changed."""
    return check(MODELS, changed(typed(), cells), "2004")


def remarks(cells: Mapping[str, object]) -> list[str]:
    """Return what is remarked on when some cells of 2004 are changed, each as `Sheet!C6: message`."""
    return [f"{each.sheet}!{each.cell}: {each.message}" for each in read_with(cells).remarks]


def day(year: int, month: int, number: int) -> datetime:
    """Return a day as a spreadsheet has it."""
    return datetime(year, month, number)  # noqa: DTZ001 - a spreadsheet's dates have no time zone


@pytest.mark.slow
def a_session_moved_to_new_york_and_back_changes_no_byte(place: Place) -> None:
    def cost() -> dict[str, bytes]:
        assert place.run("cost", "2004").code == 0
        return {path.name: path.read_bytes() for path in sorted((place.root / "outputs/2004").rglob("*")) if path.is_file()}

    kept, before = place.input.read_bytes(), cost()
    sessions = [str(line[1]) for row, line in typed().sheets["Sessions"].cells.items() if row > 4]
    place.change({at("Sessions", "Venue", session): "New York" for session in sessions})
    assert cost() != before
    place.input.write_bytes(kept)  # a workbook that is saved again has another time in it, and so another hash on sheet Run
    assert cost() == before


def no_remark_is_made_on_what_takes_place_at_the_seat() -> None:
    assert remarks({}) == []


def a_session_elsewhere_takes_the_journeys_of_members_and_staff_with_it() -> None:
    travel = read_with({at("Sessions", "Venue", COMMITTEE): "New York"}).figures.frame("travel").set_index("journey")
    assert travel.at["Members of the Committee, third session", "destination"] == "New York"
    assert travel.at[f"Staff, {COMMITTEE}", "travelling"] == 2
    assert travel.at[f"Staff, {COMMITTEE}", "full_cost"] > 0
    assert read_with({}).figures.frame("travel").set_index("journey").at[f"Staff, {COMMITTEE}", "full_cost"] == 0


def the_rooms_and_services_of_the_court_that_do_not_follow_a_session_say_so_at_their_cells() -> None:
    found = remarks({at("Sessions", "Venue", COMMITTEE): "New York"})
    room = f"Rooms, {COMMITTEE}"
    place = "it is a price of another place than the session's; give that of its place, or let a row of sheet Prices stand instead of it there."
    assert f'{at("Conference services", "Price", room)}: Price is "Meeting room at the Court, day"; {place}' in found
    assert (
        f'{at("Conference services", "Means", room)}: Means is "pooled with the Court"; the session is held at a place without the Court\'s services; '
        "give another means, or leave it if they are brought there."
    ) in found


def a_journey_that_leads_elsewhere_than_its_session_says_so() -> None:
    cell = at("Travel", "Destination", "Members of the Committee, third session")
    assert (
        f'{cell}: Destination is "New York"; their session is held at another place; empty the cell, so that it follows the session, '
        "or leave it if the journey leads elsewhere on purpose."
    ) in remarks({cell: "New York"})


@pytest.mark.parametrize(("to", "why"), [(day(2004, 9, 5), "a Saturday or a Sunday"), (day(2004, 2, 29), "a day that the next year doesn't have")])
def the_meetings_on_a_weekend_or_a_leap_day_are_remarked_on_once_for_a_day_at_the_entry_that_moved_them(to: datetime, why: str) -> None:
    cell = at("Sessions", "Moved to", ASSEMBLY)
    assert remarks({cell: to}).count(f"{cell}: Day is {to.day} {to:%B %Y}; that is {why}.") == 1


def a_meeting_on_a_holiday_of_its_place_is_remarked_on() -> None:
    holiday = {"Holidays!A5": "A holiday", "Holidays!B5": day(2004, 4, 1), "Holidays!C5": "The Hague"}
    assert remarks(holiday) == [f"{at('Meetings', 'Day', 'Bureau, spring')}: Day is 1 April 2004; that is a holiday, sheet Holidays."]
    assert remarks(holiday | {"Holidays!C5": "New York"}) == []


def an_entry_moves_a_session_with_all_its_meetings() -> None:
    frames = read_with({at("Sessions", "Moved to", ASSEMBLY): day(2004, 9, 13)}).frames
    days = frames["meetings"].loc[frames["meetings"]["session"] == ASSEMBLY, "day"]
    assert (days.min(), days.max()) == (pd.Timestamp(2004, 9, 13), pd.Timestamp(2004, 9, 17))
    assert frames["sessions"]["moved_to"].isna().all()
    others = frames["meetings"].loc[frames["meetings"]["session"] == COMMITTEE, "day"]
    assert others.min() == pd.Timestamp(2004, 8, 2)


def a_workbook_that_is_checked_once_more_has_its_sessions_moved_once_more() -> None:
    raw = changed(typed(), {at("Sessions", "Moved to", ASSEMBLY): day(2004, 9, 13)})
    first, again = (check(MODELS, raw, "2004") for _ in range(2))
    assert first.prefilled == again.prefilled != {}
    assert first.frames["meetings"].equals(again.frames["meetings"])


def a_session_that_an_entry_moves_out_of_the_cycle_is_one_fault_at_that_entry() -> None:
    cell = at("Sessions", "Moved to", ASSEMBLY)
    assert faults({cell: day(2005, 1, 3)}) == [
        (f"{cell}: First day is 3 January 2005, which is not in 2004; give a day of the cycle. "
        "The same goes for 15 cells of column Day on sheet Meetings, the last in row 37.")
    ]


@pytest.mark.parametrize(
    ("first", "last", "then"),
    [
        ((2004, 9, 6), (2004, 9, 10), (2005, 9, 12)),  # Monday of week 37
        ((2004, 1, 1), (2004, 1, 2), (2005, 1, 6)),  # Thursday of week 1
        ((2004, 12, 30), (2004, 12, 31), (2005, 12, 29)),  # Thursday of week 53, which 2005 doesn't have
        ((2005, 1, 1), (2005, 1, 1), (2006, 1, 7)),  # Saturday, which would lie in 2005
    ],
)
def a_session_is_on_the_same_weekdays_of_the_same_week_a_year_later(first: tuple[int, int, int], last: tuple[int, int, int], then: tuple[int, int, int]) -> None:
    begins = day(*first).date()
    moved = begins + in_a_later_year(begins, day(*last).date(), 1)
    assert (moved, moved.weekday()) == (day(*then).date(), begins.weekday())


@pytest.mark.slow
def the_three_cycles_one_after_the_other_need_no_cell_but_prices_posts_and_dates_of_sessions(place: Place) -> None:
    place.workspace.inputs("2005").unlink(missing_ok=True)
    for old, cycle in (("2004", "2005"), ("2005", "2006")):
        assert place.run("new", cycle, "--from", old).code == 0
        place.change({f"Sessions!{at('Sessions', 'Moved to').partition('!')[2]}": day(int(cycle), 3, 14)}, cycle)
        assert place.run("check", cycle).code == 0
        assert place.run("compare", old, cycle).code == 0
    assert place.run("cost", cycle).code == 0
