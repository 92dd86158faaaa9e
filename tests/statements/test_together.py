"""Together: a rule that counts the rows of its own sheet counts, in a draft, those that are in effect at once with a row of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.drafting import MONDAY, TUESDAY, draft, meeting, paragraphs, rows, section

from aspbudget.declare.model import Rule, Table
from aspbudget.faults import Refused
from aspbudget.lines.line import Line
from aspbudget.models.calendar import Meetings
from aspbudget.statements.together import in_a_draft, in_effect_until

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.faults import Fault
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready

Row = dict[str, Any]
OTHER = {"body": "Assembly"}
MESSAGE = (
    'Slot is "morning"; the body has another meeting in this slot of the day; '
    "give one of them another slot, another day or another body, or clear it."
)


@pytest.fixture(scope="module")
def held(models: Catalogue) -> Ready:
    """A section in which the Working Group meets on Monday morning."""
    return section(models, {"Meetings": [{"Meeting": "Group", "Day": MONDAY.date(), "Body": "Working Group"}]})


def faults(folder: Path, held: Ready, *meetings: Row, **more: Any) -> tuple[Fault, ...]:
    """Return the faults of a draft that adds these meetings; it has the alternatives A and B."""
    alternatives = rows(*({"alternative": name, "counts": 1, "what": "…"} for name in ("A", "B")))
    given = {"paragraphs": paragraphs(p1="activities"), "alternatives": alternatives, "meetings": rows(*meetings)} | more
    try:
        draft(folder, held, given)
    except Refused as refused:
        return tuple(refused.faults)
    return ()


def blamed(found: tuple[Fault, ...]) -> list[str]:
    """Return the slots that are at fault, each by the row of the draft's sheet; the message is always the same."""
    assert {each.message for each in found} <= {MESSAGE}
    assert {each.workbook for each in found} <= {"inputs/2004/statements/L.1.xlsx"}
    return [f"{each.sheet}!{each.cell}" for each in found]


def a_meeting_that_a_draft_adds_where_the_section_has_one_of_the_body_is_refused_at_its_own_cell(tmp_path: Path, held: Ready) -> None:
    assert blamed(faults(tmp_path, held, meeting("again", MONDAY), meeting("Tuesday", TUESDAY))) == ["Meetings!J5"]


@pytest.mark.parametrize("years", [{"first_year": 2005}, {"recurrence": "one-time"}, {"last_year": 2004}, {"alternative": "A"}])
def a_meeting_of_the_section_is_in_effect_in_every_year_and_with_every_alternative(tmp_path: Path, held: Ready, years: Row) -> None:
    assert blamed(faults(tmp_path, held, meeting("again", MONDAY, **years))) == ["Meetings!J5"]


@pytest.mark.parametrize(("one", "other"), [
    ({}, {}),
    ({}, {"alternative": "A"}),
    ({"alternative": "A"}, {"alternative": "A"}),
    ({"last_year": 2005}, {"first_year": 2005}),
    ({"first_year": 2005, "recurrence": "one-time"}, {}),
    ({"first_year": 2005, "recurrence": "one-time"}, {"last_year": 2005, "alternative": "B"}),
])  # fmt: skip
def each_of_two_meetings_of_a_draft_that_are_held_at_once_is_refused(tmp_path: Path, held: Ready, one: Row, other: Row) -> None:
    found = faults(tmp_path, held, meeting("one", TUESDAY, **one), meeting("other", TUESDAY, **other))
    assert blamed(found) == ["Meetings!J5", "Meetings!J6"]


@pytest.mark.parametrize(("one", "other"), [
    ({"alternative": "A"}, {"alternative": "B"}),
    ({"last_year": 2004}, {"first_year": 2005}),
    ({"recurrence": "one-time"}, {"first_year": 2005}),
    ({"recurrence": "one-time"}, {"first_year": 2005, "recurrence": "one-time"}),
    ({}, {"body": "Assembly"}),
    ({}, {"slot": "afternoon"}),
])  # fmt: skip
def no_two_meetings_are_refused_of_which_only_one_is_ever_held_then(tmp_path: Path, held: Ready, one: Row, other: Row) -> None:
    assert faults(tmp_path, held, meeting("one", TUESDAY, **one), meeting("other", TUESDAY, **other)) == ()


def a_meeting_of_the_section_that_a_draft_cites_is_no_second_one(tmp_path: Path, held: Ready) -> None:
    cited = rows({"provision": "held", "paragraph": "1", "sheet": "Meetings", "row": "Group", "alternative": None})
    assert faults(tmp_path, held, meeting("Tuesday", TUESDAY), provision=cited) == ()


@pytest.mark.parametrize(("first", "last", "kind", "until"), [
    (2004, 0, "recurrent", 9999), (2004, 2005, "recurrent", 2005), (2004, 0, "one-time", 2004),
    (0, 0, "", 9999), (0, 0, "one-time", 9999),
], ids=["for good", "for two years", "once", "of the section", "of the section, once"])  # fmt: skip
def a_row_is_in_effect_until_its_last_year_and_one_of_the_section_stays(first: int, last: int, kind: str, until: int) -> None:
    assert in_effect_until(float(first), float(last), kind) == until


def a_sheet_whose_rules_count_none_of_its_rows_is_as_it_was() -> None:
    table = Table(Meetings, rules=(Rule(Line("there", lambda body: body != "", ("body",), "m", "", "s"), at="body"),))
    assert in_a_draft(table) is table
