"""Lines that rows reach: where a draft is charged, by paragraph, place and kind, in the order of the draft and of the section."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.drafting import FRIDAY, MONDAY, bought, draft, meeting, paragraphs, post, rows, section

from aspbudget.statements.line_sheets import CASE_LINES, JOINT_LINES, LINES
from aspbudget.statements.reached import Reached, headings

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.costed import Costed

ROOM = {"Service": "room", "For each": "day with meetings", "Sub-programme": "4500"}


@pytest.fixture(scope="module")
def small_section(models: Catalogue) -> Ready:
    """A section with a plenary, and a room by the day that another sub-programme pays."""
    return section(models, {"Meetings": [{"Meeting": "Plenary", "Day": MONDAY.date()}], "Conference services": [ROOM]})


@pytest.fixture(scope="module")
def found(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> Costed:
    """Paragraph 9, the first, buys and employs; 3 holds a meeting; 7 is left out and buys; 8 has a one-time meeting."""
    given = {
        "paragraphs": paragraphs(p9="activities", p3="activities", p7="activities", p8="activities").assign(counts=[1, 1, 0, 1]),
        "operating_requirements": rows(
            bought("late", paragraph="9", sub_programme="4500"), bought("early", paragraph="9"), bought("again", paragraph="9", recurrence="one-time"),
            bought("left out", paragraph="7"),
        ),
        "posts": rows(post("Officer", paragraph="9")),
        "meetings": rows(meeting("Group", FRIDAY, paragraph="3"), meeting("Once", FRIDAY, body="Assembly", paragraph="8", recurrence="one-time")),
    }  # fmt: skip
    return draft(tmp_path_factory.mktemp("reached"), small_section, given)


def lines(found: Costed, table: str) -> list[str]:
    """Return the names of the lines of a table."""
    return list(Reached(found.draft_rows).lines(found.figures)[table]["line"])


MEETINGS = "Temporary assistance for meetings"
BY_CASE = [
    f"3 / 4100 / {MEETINGS} / recurrent", "3 / 4500 / Contractual services / recurrent",
    f"8 / 4100 / {MEETINGS} / one-time", "8 / 4500 / Contractual services / one-time",
]  # fmt: skip


@pytest.mark.slow
def every_line_is_reached_once_in_the_order_of_the_draft_then_of_the_section(found: Costed) -> None:
    assert lines(found, LINES) == [
        "9 / 4100 / Professional staff / recurrent",
        "9 / 4100 / Contractual services / one-time",
        "9 / 4100 / Contractual services / recurrent",
        "9 / 4500 / Contractual services / recurrent",
        *BY_CASE[:2],
        "7 / 4100 / Contractual services / recurrent",
        *BY_CASE[2:],
    ]


def a_meeting_reaches_the_line_of_its_session_and_those_of_what_serves_it(found: Costed) -> None:
    assert lines(found, CASE_LINES) == BY_CASE


def the_joint_lines_are_of_no_paragraph_and_recurrent_when_anything_is(found: Costed) -> None:
    frame = Reached(found.draft_rows).lines(found.figures)[JOINT_LINES]
    assert list(frame["line"]) == [f"all / 4100 / {MEETINGS} / recurrent", "all / 4500 / Contractual services / recurrent"]
    assert list(frame.columns) == ["line", "sub_programme", "object", "kind"]


def the_joint_lines_are_one_time_when_all_meetings_are(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> None:
    once = {"recurrence": "one-time"}
    held = rows(meeting("One", FRIDAY, **once), meeting("Two", FRIDAY, "afternoon", paragraph="2", **once))
    both = draft(tmp_path_factory.mktemp("once"), small_section, {"paragraphs": paragraphs(p1="activities", p2="activities"), "meetings": held})
    assert set(Reached(both.draft_rows).lines(both.figures)[JOINT_LINES]["kind"]) == {"one-time"}


def a_room_that_is_cited_reaches_its_line_without_a_meeting_of_the_draft(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> None:
    cited = rows({"provision": "room", "paragraph": "1", "sheet": "Conference services", "row": "room"})
    only = draft(tmp_path_factory.mktemp("cited"), small_section, {"provision": cited})
    assert lines(only, LINES) == ["1 / 4500 / Contractual services / recurrent"]


def a_meeting_that_is_cited_reaches_the_lines_that_it_would_reach_alone(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> None:
    cited = rows({"provision": "plenary", "paragraph": "1", "sheet": "Meetings", "row": "Plenary"})
    only = draft(tmp_path_factory.mktemp("plenary"), small_section, {"provision": cited})
    assert lines(only, CASE_LINES) == [f"1 / 4100 / {MEETINGS} / recurrent", "1 / 4500 / Contractual services / recurrent"]


def the_lines_of_a_statement_are_those_that_its_rows_reach(found: Costed) -> None:
    for table, frame in Reached(found.draft_rows).lines(found.figures).items():
        assert list(found.figures.frame(table)["line"]) == list(frame["line"])


def the_headings_are_the_keys_of_the_section_in_its_order(found: Costed) -> None:
    across, down = headings(found.figures, found.section.catalogue)
    assert across == ["4100", "4500"]
    assert down == ["Professional staff", MEETINGS, "Contractual services"]
