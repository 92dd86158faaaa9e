"""Cases: which cases a draft needs, for which years, and which rows may count in each, from rows made by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from aspbudget.statements.anatomy import Anatomy
from aspbudget.statements.cases import CaseRows, needed_in
from aspbudget.statements.draft import DRAFT, NONE, PROVISION, SECTION

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue

YEARS = (2004, 2005, 2006)
STATED = {"paragraph": "11", "recurrence": "recurrent", "first_year": 2004.0, "last_year": np.nan, "origin": DRAFT, "session": "session"}

Row = dict[str, Any]


@pytest.fixture(scope="module")
def anatomy(models: Catalogue) -> Anatomy:
    """How the section is built: meetings are held, conference services serve them."""
    return Anatomy(models)


def frame(key: str, *given: Row) -> pd.DataFrame:
    """Return rows of an activity, those of the draft and of the section."""
    return pd.DataFrame([STATED | row for row in given], columns=[key, *STATED])


def case_rows(anatomy: Anatomy, meetings: tuple[Row, ...] = (), services: tuple[Row, ...] = (), paragraphs: tuple[str, ...] = ("11", "12")) -> CaseRows:
    """Return the cases of a draft with these meetings and services; what is asked is what isn't the section's own."""
    rows = {"meetings": frame("meeting", *meetings), "conference_services": frame("service", *services)}
    asked = {name: each[each["origin"] != SECTION] for name, each in rows.items()}
    return CaseRows(anatomy, YEARS, paragraphs, asked, rows)


def named(found: CaseRows) -> list[str]:
    """Return the names of the cases."""
    return list(found.cases["case"])


def counting(found: CaseRows, table: str, key: str) -> dict[str, list[str]]:
    """Return the rows that may count in each case."""
    pairs = found.in_each_case[table]
    return {str(case): list(rows) for case, rows in pairs.groupby("case", sort=False)[key]}


GROUP = {"meeting": "Group"}
PLENARY = {"meeting": "Plenary", "origin": SECTION, "paragraph": NONE}
ROOM = {"service": "room", "origin": SECTION, "paragraph": NONE}


def a_recurrent_meeting_of_one_paragraph_needs_four_cases_for_all_years(anatomy: Anatomy) -> None:
    found = case_rows(anatomy, (GROUP, PLENARY), (ROOM,))
    assert named(found) == [
        "the section",
        "without any meeting, paragraph 11, recurrent, 2004",
        "section and draft, paragraph 11, recurrent, 2004",
        "draft only, paragraph 11, recurrent, 2004",
    ]
    assert set(zip(found.cases["year"], found.cases["until"], strict=True)) == {(2004, 2006)}
    assert list(found.cases["asked_by"]) == [NONE, "11", "11", "11"]


def a_meeting_that_ends_makes_another_case_for_the_years_after_it(anatomy: Anatomy) -> None:
    found = case_rows(anatomy, (GROUP, {"meeting": "Second", "last_year": 2004.0}))
    years = found.cases[found.cases["view"] == "section and draft"]
    assert list(zip(years["year"], years["until"], strict=True)) == [(2004, 2004), (2005, 2006)]
    assert list(found.cases["view"]).count("without any meeting") == 1


def a_meeting_that_is_held_in_the_middle_year_makes_three_runs_of_years(anatomy: Anatomy) -> None:
    found = case_rows(anatomy, (GROUP, {"meeting": "Second", "first_year": 2005.0, "last_year": 2005.0}))
    alone = found.cases[found.cases["view"] == "draft only"]
    assert list(zip(alone["year"], alone["until"], strict=True)) == [(2004, 2004), (2005, 2005), (2006, 2006)]


def each_of_two_paragraphs_that_may_meet_is_compared_with_the_other_as_well(anatomy: Anatomy) -> None:
    found = case_rows(anatomy, (GROUP, {"meeting": "Second", "paragraph": "12", "recurrence": "one-time"}))
    assert found.groups == (("11", "recurrent"), ("12", "one-time"))
    assert "section and draft, all paragraphs, 2004" in named(found)
    assert "draft only, all paragraphs, 2005" in named(found)


def the_groups_stand_in_the_order_of_the_draft_and_not_of_the_alphabet(anatomy: Anatomy) -> None:
    found = case_rows(anatomy, ({"meeting": "A", "paragraph": "9"}, {"meeting": "B", "paragraph": "10"}), paragraphs=("9", "10"))
    assert [paragraph for paragraph, _ in found.groups] == ["9", "10"]


def a_meeting_that_the_section_provides_for_needs_no_case_of_the_section(anatomy: Anatomy) -> None:
    found = case_rows(anatomy, (GROUP | {"origin": PROVISION},))
    assert list(found.cases["view"]) == ["without any meeting", "draft only"]


def a_room_that_is_cited_is_compared_with_what_the_section_provides(anatomy: Anatomy) -> None:
    found = case_rows(anatomy, (PLENARY,), (ROOM | {"origin": PROVISION, "paragraph": "11"},))
    assert named(found) == ["what the section provides"]
    assert counting(found, "meetings_by_case", "meeting") == {"what the section provides": ["Plenary"]}
    assert counting(found, "conference_services_by_case", "service") == {"what the section provides": ["room"]}


def a_service_of_the_draft_alone_is_only_compared_with_the_section(anatomy: Anatomy) -> None:
    found = case_rows(anatomy, (PLENARY,), (ROOM | {"origin": DRAFT, "paragraph": "11"},))
    assert list(found.cases["view"]) == ["the section", "section and draft"]


def a_meeting_counts_with_the_section_and_alone_and_rooms_in_every_case(anatomy: Anatomy) -> None:
    found = case_rows(anatomy, (GROUP, PLENARY), (ROOM,))
    before, nothing, with_it, alone = named(found)
    assert counting(found, "meetings_by_case", "meeting") == {before: ["Plenary"], with_it: ["Plenary", "Group"], alone: ["Group"]}
    assert counting(found, "conference_services_by_case", "service") == {each: ["room"] for each in (before, nothing, with_it, alone)}


def a_service_of_another_paragraph_is_in_no_case_of_a_meeting_alone(anatomy: Anatomy) -> None:
    found = case_rows(anatomy, (GROUP,), (ROOM, {"service": "of the draft", "paragraph": "12"}))
    alone = counting(found, "conference_services_by_case", "service")["draft only, paragraph 11, recurrent, 2004"]
    assert alone == ["room"]


def a_room_that_is_not_cited_is_not_in_the_case_of_what_the_section_provides(anatomy: Anatomy) -> None:
    found = case_rows(anatomy, (PLENARY,), (ROOM | {"origin": PROVISION, "paragraph": "11"}, ROOM | {"service": "second room"}))
    assert counting(found, "conference_services_by_case", "service") == {"what the section provides": ["room"]}


def no_row_of_another_session_is_in_any_case(anatomy: Anatomy) -> None:
    elsewhere = {"session": "another"}
    found = case_rows(anatomy, (GROUP, PLENARY | elsewhere), (ROOM | elsewhere,))
    assert set(found.in_each_case["meetings_by_case"]["meeting"]) == {"Group"}
    assert found.in_each_case["conference_services_by_case"].empty


def a_meeting_of_another_paragraph_is_in_no_case_of_this_one(anatomy: Anatomy) -> None:
    found = case_rows(anatomy, (GROUP, {"meeting": "Second", "paragraph": "12"}))
    pairs = found.in_each_case["meetings_by_case"]
    assert set(pairs[pairs["asked_by"] == "11"]["meeting"]) == {"Group"}
    assert set(pairs[pairs["asked_by"] == "all"]["meeting"]) == {"Group", "Second"}


def a_service_that_costs_the_same_in_every_case_moves_in_none(anatomy: Anatomy) -> None:
    found = case_rows(anatomy, (GROUP, PLENARY), (ROOM, ROOM | {"service": "badges"}))
    pairs = found.in_each_case["conference_services_by_case"]
    # On two days of the section a room is there twice, three times with the draft, and once for the draft alone; badges are for all.
    times = {"the section": 2.0, "section and draft": 3.0, "draft only": 1.0, "without any meeting": 0.0}
    by_day = [times[view] if service == "room" else 1.0 for view, service in zip(pairs["view"], pairs["service"], strict=True)]
    columns = {column: np.array(by_day) for table, column in anatomy.beyond if table == "conference_services"}
    figures = SimpleNamespace(
        tables={"conference_services_by_case": SimpleNamespace(columns=columns)}, values=lambda _table, _name: [SECTION] * len(pairs)
    )
    kept = found.moving(figures)["conference_services_by_case"]  # type: ignore[arg-type] - what it asks of figures
    assert list(zip(kept["view"], kept["service"], strict=True)) == [
        ("the section", "room"), ("section and draft", "room"), ("draft only", "room"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "needed"),
    [
        ({}, (False, True, True)),
        ({"last_year": 2004.0}, (False, True, False)),
        ({"first_year": 2005.0}, (False, False, True)),
        ({"recurrence": "one-time"}, (False, True, False)),
        ({"recurrence": "one-time", "last_year": 2009.0}, (False, True, False)),
    ],
)
def a_row_is_needed_from_its_first_year_to_its_last(row: Row, needed: tuple[bool, ...]) -> None:
    given = frame("meeting", {"meeting": "Group"} | row)
    assert tuple(needed_in(given, year)[0] for year in (2003, 2004, 2005)) == needed
