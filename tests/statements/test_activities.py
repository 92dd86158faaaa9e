"""Activities of a statement in words: what each needs, where it belongs, and what it costs in its first year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.drafting import ACTIVITY, FRIDAY, MONDAY, PLACE, bought, draft, meeting, paragraphs, post, rows, section

from aspbudget.statements.activities import activities

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.statements.statement import Activity

MEETINGS, CONTRACTS = "Temporary assistance for meetings", "Contractual services"


@pytest.fixture(scope="module")
def found(models: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Activity]:
    """The activities of a draft whose paragraph 2 comes first: a document, a post, rooms, a meeting, and a plenary that is cited."""
    small_section = section(models, {
        "Meetings": [{"Meeting": "Plenary", "Day": MONDAY.date()}, {"Meeting": "Plenary 2", "Day": FRIDAY.date()}], "Prices": [{"Price": "fee", "Amount": None, "Status": "missing"}],
    })  # fmt: skip
    document = {"document": "Report", "session": "session", "phase": "pre-session", "number": 1, "words": 1000, "language_set": "two languages", "copies": 0}
    given = {
        "paragraphs": paragraphs(p2="activities", p1="activities"),
        "alternatives": rows({"alternative": "A", "counts": 0, "what": "…"}),
        "documents": rows(ACTIVITY | PLACE | document | {"object": CONTRACTS}),
        "posts": rows(post("Officer", paragraph="2", number=2, last_year=2005)),
        "operating_requirements": rows(
            bought("Rooms", quantity=3, periods=2, means="pooled with the Court", recurrence="one-time", alternative="A", first_year=2005),
            bought("Fees", price="fee", sub_programme="4500"), bought("Hall", means="outsourced", reason="The Court has none"),
        ),
        "meetings": rows(meeting("Group", FRIDAY, "afternoon", paragraph="2")),
        "provision": rows({"provision": "p", "paragraph": "1", "sheet": "Meetings", "row": "Plenary"}),
    }  # fmt: skip
    costed = draft(tmp_path_factory.mktemp("activities"), small_section, given)
    return {each.what: each for each in activities(costed)}


def the_activities_come_paragraph_by_paragraph_in_the_order_of_the_draft(found: dict[str, Activity]) -> None:
    assert [each.paragraph for each in found.values()] == ["2", "2", "1", "1", "1", "1", "1"]
    assert set(found) == {"Officer", "Group", "Report", "Rooms", "Fees", "Hall", "Plenary"}


def a_requirement_is_worded_by_its_quantities_and_its_price(found: dict[str, Activity]) -> None:
    rooms = found["Rooms"]
    assert rooms.words == "quantity 3, periods 2, unit price EUR 400.00"
    assert (rooms.sheet, rooms.across, rooms.down) == ("Operating requirements", "4100", CONTRACTS)
    assert (rooms.full, rooms.net, rooms.means) == (2400, 0, "pooled with the Court")
    assert (rooms.alternative, rooms.kind, rooms.first_year, rooms.last_year) == ("A", "one-time", 2005, 0)


def a_price_that_is_missing_is_not_known_yet(found: dict[str, Activity]) -> None:
    assert found["Fees"].words == "quantity 1, periods 1, unit price not known yet"
    assert (found["Fees"].across, found["Fees"].full) == ("4500", 0)


def a_post_is_worded_by_its_number_its_months_and_its_cost_and_charged_to_the_object_of_its_grade(found: dict[str, Activity]) -> None:
    officer = found["Officer"]
    assert officer.words == "posts 2, work-months 6, annual cost EUR 120,000.00"
    assert officer.down == "Professional staff"
    # Two posts for half a year are 120,000, of which half is saved until they are filled.
    assert (officer.full, officer.net, officer.last_year, officer.service) == (60_000, 60_000, 2005, "")


def a_document_belongs_to_the_service_that_its_phase_names(found: dict[str, Activity]) -> None:
    report = found["Report"]
    assert report.service == "pre-session"
    # Edited: 1,000 words at 0.05 and 100 for the document; translated into one more language at 0.20.
    assert (report.words, report.full) == ("documents 1, words 1,000, languages 2", 50 + 100 + 200)


def a_meeting_is_worded_by_when_it_is_held_and_costs_nothing_by_itself(found: dict[str, Activity]) -> None:
    group = found["Group"]
    assert group.words == "Working Group, 10 September 2004, afternoon, six languages"
    assert (group.across, group.down, group.service) == ("4100", MEETINGS, "meetings servicing")
    assert (group.full, group.net, group.provided) == (0, 0, False)


def a_row_of_the_section_is_shown_only_where_it_provides_for_a_paragraph(found: dict[str, Activity]) -> None:
    plenary = found["Plenary"]
    assert (plenary.paragraph, plenary.provided, plenary.first_year, plenary.kind) == ("1", True, 2004, "recurrent")
    assert not found["Hall"].provided


def an_outsourced_activity_says_why(found: dict[str, Activity]) -> None:
    assert (found["Hall"].means, found["Hall"].reason) == ("outsourced", "The Court has none")


def a_service_for_each_language_or_state_party_says_so_and_any_other_does_not(models: Catalogue, tmp_path: Path) -> None:
    service = ACTIVITY | PLACE | {"kind": "rooms", "session": "session", "quantity": 2, "each": "session", "price": "room", "object": CONTRACTS}
    named = {"Booths": "language", "Nameplates": "State Party", "Room": None}
    given = rows(*(service | {"service": name, "of_each": of_each} for name, of_each in named.items()))
    beside = section(models, {"Assumptions": [{"Assumption": "states_parties", "Value": 90}]})
    words = {each.what: each.words for each in activities(draft(tmp_path, beside, {"conference_services": given}))}
    assert words == {
        "Booths": "quantity 2, for each language, unit price EUR 400.00",
        "Nameplates": "quantity 2, for each State Party, unit price EUR 400.00",
        "Room": "quantity 2, unit price EUR 400.00",
    }


def the_journeys_are_counted_by_where_they_lead_also_where_their_session_says_so_and_who_lives_there_makes_none(models: Catalogue, tmp_path: Path) -> None:
    journey = ACTIVITY | PLACE | {"persons": 2, "trips": 1, "session": "session", "fare": "journey", "object": "Travel"}
    given = rows(journey | {"journey": "Members", "category": "member"}, journey | {"journey": "Staff", "category": "staff"})
    beside = section(models, {"Travellers": [{"Category": "staff", "Home": "The Hague"}, {"Category": "member"}]})
    found = {each.what: each.counted for each in activities(draft(tmp_path, beside, {"travel": given}))}
    assert {name: each.alike for name, each in found.items()} == dict.fromkeys(("Members", "Staff"), (("venue", "The Hague"), ("paid_days", "6")))
    assert (found["Members"].number, found["Staff"].number) == (2, 0)
