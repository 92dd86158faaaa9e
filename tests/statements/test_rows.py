"""Rows of a statement: what the draft asks for, what the section has near it, and the names that both refer to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from support.drafting import FRIDAY, MONDAY, bought, draft, meeting, paragraphs, post, rows, section

from aspbudget.statements.costed import figures
from aspbudget.statements.draft import DRAFT, NONE, PROVISION, SECTION

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.rows import DraftRows

OCTOBER = date(2004, 10, 4)
CASE = {
    "Sessions": [{"Session": "resumed", "First day": OCTOBER, "Last day": OCTOBER}],
    "Meetings": [
        {"Meeting": "Plenary 1", "Day": MONDAY.date()}, {"Meeting": "Plenary 2", "Day": FRIDAY.date()},
        {"Meeting": "Resumed", "Session": "resumed", "Day": OCTOBER},
    ],
    "Conference services": [{"Service": "room", "For each": "day with meetings", "Recurrence": "one-time"}],
    "Operating requirements": [{"Requirement": "rent"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def small_section(models: Catalogue) -> Ready:
    """A section with two sessions."""
    return section(models, CASE)


@pytest.fixture(scope="module")
def found(small_section: Ready, tmp_path_factory: pytest.TempPathFactory) -> DraftRows:
    """Paragraph 1 has a meeting and cites a plenary; 2 has posts, one in an alternative that is out, one from 2005; 3 is out and buys."""
    given = {
        "paragraphs": paragraphs(p1="activities", p2="activities", p3="activities").assign(counts=[1, 1, 0]),
        "alternatives": rows({"alternative": "A", "counts": 0, "what": "…"}),
        "meetings": rows(meeting("Group", FRIDAY, "afternoon")),
        "posts": rows(post("Now", paragraph="2"), post("Perhaps", paragraph="2", alternative="A"), post("Later", paragraph="2", first_year=2005)),
        "operating_requirements": rows(bought("left out", paragraph="3")),
        "provision": rows({"provision": "p", "paragraph": "1", "sheet": "Meetings", "row": "Plenary 1"}),
    }
    return draft(tmp_path_factory.mktemp("rows"), small_section, given).draft_rows


def keyed(frame: pd.DataFrame, key: str, column: str) -> dict[str, object]:
    """Return a column of a frame by the rows' keys."""
    return dict(zip(frame[key], frame[column], strict=True))


def a_statement_covers_the_budget_year_and_two_after_it(found: DraftRows) -> None:
    assert found.years == (2004, 2005, 2006)
    inputs = replace(found.inputs, frames=found.inputs.frames | {"cycle": found.inputs.frames["cycle"].assign(cycle="2005-2006")})
    assert replace(found, inputs=inputs).years == (2006, 2007, 2008)


def the_asked_rows_are_those_of_the_draft_and_those_that_it_cites(found: DraftRows) -> None:
    assert keyed(found.asked["meetings"], "meeting", "origin") == {"Group": DRAFT, "Plenary 1": PROVISION}
    assert list(found.asked["posts"]["post"]) == ["Now", "Perhaps", "Later"]
    assert found.asked["conference_services"].empty


def a_row_that_is_cited_answers_its_paragraph_from_the_first_year_on(found: DraftRows) -> None:
    meetings = found.asked["meetings"]
    cited = meetings[meetings["origin"] == PROVISION].iloc[0]
    assert (cited["paragraph"], cited["first_year"], cited["recurrence"]) == ("1", 2004.0, "recurrent")
    assert np.isnan(cited["last_year"])
    assert pd.isna(cited["alternative"])


def the_rows_beside_what_is_held_are_those_of_the_same_session(found: DraftRows) -> None:
    assert keyed(found.rows["meetings"], "meeting", "origin") == {"Plenary 2": SECTION, "Group": DRAFT, "Plenary 1": PROVISION}
    assert len(found.rows["meetings"]) == 3
    assert keyed(found.rows["conference_services"], "service", "origin") == {"room": SECTION}
    room = found.rows["conference_services"].iloc[0]
    assert (room["paragraph"], room["recurrence"], room["first_year"]) == (NONE, "one-time", 2004.0)


def a_row_of_the_section_that_costs_the_same_whatever_is_held_stays_out(found: DraftRows) -> None:
    assert list(found.rows["operating_requirements"]["requirement"]) == ["left out"]


def no_name_that_nothing_refers_to_is_in_the_statement(found: DraftRows) -> None:
    assert list(found.rows["sessions"]["session"]) == ["session"]
    assert list(found.rows["grades"]["grade"]) == ["P-3"]
    assert set(found.rows["language_sets"]["language_set"]) == {"six languages"}


def the_rows_that_complete_a_name_come_with_it(found: DraftRows) -> None:
    assert set(found.rows["booths"]["language_set"]) == {"six languages"}
    assert len(found.rows["booths"]) == 6
    assert len(found.rows["languages"]) == 6  # to which the booths refer in their turn


def the_prices_are_those_of_what_is_asked_and_of_the_place(found: DraftRows) -> None:
    assert set(found.rows["prices"]["price"]) == {"room", "journey", "interpreter's day", "technician's day"}


def the_section_with_the_draft_has_what_counts_in_the_first_year(found: DraftRows) -> None:
    whole = found.with_draft()
    assert list(whole["posts"]["post"]) == ["Now"]
    assert list(whole["operating_requirements"]["requirement"]) == ["rent"]
    assert list(whole["meetings"]["meeting"]) == ["Plenary 1", "Plenary 2", "Resumed", "Group"]
    assert list(whole["meetings"].columns) == list(found.inputs.section.frames["meetings"].columns)  # type: ignore[union-attr] - it has one


def the_tables_of_a_statement_have_the_lines_that_they_are_given(found: DraftRows) -> None:
    lines = pd.DataFrame({"line": ["a line"]})
    frames = found.frames({"statement_lines": lines})
    assert frames["statement_lines"] is lines
    assert list(frames["paragraphs"]["paragraph"]) == list(found.paragraphs) == ["1", "2", "3"]
    assert list(frames["cases"]["case"]) == list(found.cases_compared.cases["case"])
    assert "shares" not in frames


def the_catalogue_of_a_statement_is_made_for_the_tables_that_have_rows(found: DraftRows) -> None:
    used = found.printed_lines.used
    assert {"meetings", "posts", "operating_requirements", "booths"} <= used
    assert not {"travel", "documents", "overtime"} & used
    assert not found.printed_lines.shared


def a_statement_with_every_sheet_has_those_to_which_a_draft_may_add_rows_and_costs_the_same(found: DraftRows) -> None:
    asked, whole = found.asked, found.with_every_sheet
    assert {"travel", "documents", "overtime"} <= whole.printed_lines.used - found.printed_lines.used
    assert whole.asked is asked, "what is sorted already is not sorted again"
    assert all(not len(whole.rows[name]) for name in ("travel", "documents", "overtime"))
    given, other = figures(found), figures(whole)
    assert given.frame("statement_lines").equals(other.frame("statement_lines"))
