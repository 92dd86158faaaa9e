"""Differences of cases: what each step of a line comes to where it depends on what else is held, worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.drafting import ACTIVITY, FRIDAY, MONDAY, PLACE, TUESDAY, draft, meeting, paragraphs, rows, section

from aspbudget.statements.differences import COMPARED, alone, differs, raised, served

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed

# A plenary on two mornings, and a room at 400 on each day with meetings. A team of six languages is 14 interpreters at 500 and a
# technician at 200 a day; half of them travel: 1,000 each, and 6 days at 200.
PLENARIES = [{"Meeting": "Plenary 1", "Day": MONDAY.date()}, {"Meeting": "Plenary 2", "Day": TUESDAY.date()}]
DAY, TRAVEL, ROOM = 14 * 500 + 200, 7 * 1000 + 7 * 6 * 200, 400
SERVICING, CONTRACTS = "Temporary assistance for meetings", "Contractual services"

Frames = dict[str, "pd.DataFrame"]


@pytest.fixture(scope="module")
def small_section(models: Catalogue) -> Ready:
    """A section with two plenaries and a room by the day."""
    return section(models, {"Meetings": PLENARIES, "Conference services": [{"Service": "room", "For each": "day with meetings"}]})


@pytest.fixture(scope="module")
def two_paragraphs(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> Costed:
    """Paragraph 1 has a recurrent meeting on Friday morning, paragraph 2 a one-time one in the afternoon of the same day."""
    held = rows(meeting("One", FRIDAY), meeting("Two", FRIDAY, "afternoon", paragraph="2", recurrence="one-time"))
    given = {"paragraphs": paragraphs(p1="activities", p2="activities"), "meetings": held}
    return draft(tmp_path_factory.mktemp("two"), small_section, given)


@pytest.fixture(scope="module")
def cited(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> Costed:
    """Paragraph 1 has a pooled meeting on Friday; the room of the section provides for it, and a plenary for paragraph 2."""
    named = {"room": ("1", "Conference services"), "Plenary 1": ("2", "Meetings")}
    provision = rows(*({"provision": row, "paragraph": number, "sheet": sheet, "row": row} for row, (number, sheet) in named.items()))
    held = rows(meeting("One", FRIDAY, means="pooled with the Court"))
    given = {"paragraphs": paragraphs(p1="activities", p2="activities"), "meetings": held, "provision": provision}
    return draft(tmp_path_factory.mktemp("cited"), small_section, given)


def line(found: Costed, table: str, down: str, paragraph: str = "") -> dict[str, float]:
    """Return the figures of a line, one of a paragraph or one of all together."""
    frame = found.figures.frame(table)
    mine = (frame["object"] == down) & ((frame["paragraph"] == paragraph) if paragraph else True)
    assert mine.sum() == 1
    return {str(name): value for name, value in frame[mine].iloc[0].items()}


def steps(row: dict[str, float], year: int) -> tuple[float, ...]:
    """Return what a line comes to in a year: at full cost, after pooling, and net."""
    return tuple(row[differs(step, year)] for step in COMPARED)


def a_meeting_on_a_further_day_costs_the_day_and_finds_the_travel_provided_for(two_paragraphs: Costed) -> None:
    row = line(two_paragraphs, "case_lines", SERVICING, "1")
    assert steps(row, 2004) == (DAY + TRAVEL, DAY + TRAVEL, DAY)
    assert steps(row, 2006) == steps(row, 2004)


def a_room_by_the_day_costs_one_day_alone_and_one_day_more_beside_the_section(two_paragraphs: Costed) -> None:
    assert steps(line(two_paragraphs, "case_lines", CONTRACTS, "1"), 2005) == (ROOM, ROOM, ROOM)


def a_one_time_meeting_differs_in_its_year_only(two_paragraphs: Costed) -> None:
    row = line(two_paragraphs, "case_lines", SERVICING, "2")
    assert steps(row, 2004) == (DAY + TRAVEL, DAY + TRAVEL, DAY)
    assert steps(row, 2005) == (0, 0, 0)


def the_joint_line_is_all_together_less_each_alone(two_paragraphs: Costed) -> None:
    row = line(two_paragraphs, "joint_lines", SERVICING)
    # One team serves both halves of the day: one team in all, and not two.
    assert steps(row, 2004) == (-(DAY + TRAVEL), -(DAY + TRAVEL), -DAY)
    assert steps(row, 2005) == (0, 0, 0)


def a_line_knows_in_how_many_cases_it_is_compared(two_paragraphs: Costed) -> None:
    row = line(two_paragraphs, "case_lines", SERVICING, "1")
    assert (row["alone"], row["beside"]) == (1, 1)
    joint = line(two_paragraphs, "joint_lines", SERVICING)
    assert (joint["alone"], joint["beside"]) == (2, 2)  # 2004 with both meetings, and the years after it with one


def a_pooled_meeting_has_a_full_cost_and_none_after_pooling(cited: Costed) -> None:
    assert steps(line(cited, "case_lines", SERVICING, "1"), 2004) == (DAY + TRAVEL, 0, 0)


def a_room_that_is_cited_is_served_for_its_own_days_and_grows_by_those_of_the_draft(cited: Costed) -> None:
    row = line(cited, "case_lines", CONTRACTS, "1")
    assert [row[served(step, 2004)] for step in ("full", "own")] == [2 * ROOM, 2 * ROOM]
    assert steps(row, 2004) == (ROOM, ROOM, ROOM)
    assert [row[served("full", year)] for year in (2005, 2006)] == [2 * ROOM, 2 * ROOM]


def a_plenary_that_is_cited_adds_nothing(cited: Costed) -> None:
    row = line(cited, "case_lines", SERVICING, "2")
    assert steps(row, 2004) == (DAY + TRAVEL, DAY + TRAVEL, 0)


def a_service_of_the_draft_costs_in_full_what_it_costs_beside_the_section(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> None:
    second = ACTIVITY | PLACE | {"service": "second room", "kind": "rooms", "session": "session", "quantity": 1, "each": "day with meetings"}
    found = draft(tmp_path_factory.mktemp("room"), small_section, {"conference_services": rows(second | {"price": "room", "object": CONTRACTS})})
    row = line(found, "case_lines", CONTRACTS, "1")
    assert (row["alone"], row["beside"]) == (0, 1)
    assert steps(row, 2004) == (2 * ROOM, 2 * ROOM, 2 * ROOM)


def the_steps_have_names_that_say_their_year() -> None:
    assert (differs("net", 2004), served("full", 2005)) == ("net_by_case_2004", "full_provided_2005")


@pytest.fixture(scope="module")
def limited(models: Catalogue) -> Ready:
    """A section with two plenaries in a week in which a team serves two meetings."""
    return section(models, {"Meetings": PLENARIES, "Terms of interpreters": [{"Venue": "The Hague", "Meetings a week": 2, "Subsistence days": 1}]})


def a_meeting_beyond_the_limit_of_a_week_adds_a_team_for_all_its_days_and_nothing_is_provided_for(limited: Ready, tmp_path: Path) -> None:
    found = draft(tmp_path, limited, {"meetings": rows(meeting("Third", FRIDAY))})
    row = line(found, "case_lines", SERVICING, "1")
    # Two teams on three days and not one on two: 28 interpreters of whom 14 travel, and a technician on one day more.
    added = (3 * 28 - 2 * 14) * 500 + 200 + TRAVEL
    assert (row[alone(2004)], row[raised(2004)]) == (DAY + TRAVEL, added - DAY - TRAVEL)
    assert steps(row, 2004) == (added, added, added)


def the_addition_of_two_paragraphs_beyond_a_limit_is_made_once(limited: Ready, tmp_path: Path) -> None:
    held = rows(meeting("Third", FRIDAY), meeting("Fourth", FRIDAY, "afternoon", paragraph="2"))
    found = draft(tmp_path, limited, {"paragraphs": paragraphs(p1="activities", p2="activities"), "meetings": held})
    one, other = (line(found, "case_lines", SERVICING, each) for each in ("1", "2"))
    together = line(found, "joint_lines", SERVICING)
    added = (3 * 28 - 2 * 14) * 500 + 200 + TRAVEL  # the further team has two meetings left, so that the fourth meeting costs nothing more
    assert steps(one, 2004) == steps(other, 2004) == (added, added, added)
    assert together[raised(2004)] == added - (DAY + TRAVEL)
    assert steps(together, 2004) == (-added, -added, -added)
