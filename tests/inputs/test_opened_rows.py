"""Opened rows: a row that stands for several counts as they do, and what is wrong with them is told at its own cells."""

from __future__ import annotations

from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from support.drafting import ACTIVITY, MONDAY, TUESDAY, draft, meeting, rows, section
from support.inputs_of_2004 import MODELS, at, listed, typed
from support.workbooks import TITLES, add_sheets, changed

from aspbudget.faults import Refused
from aspbudget.inputs.check import check
from aspbudget.inputs.opened_rows import as_typed
from aspbudget.inputs.read import RawSheet, RawWorkbook
from aspbudget.review.names import Names
from aspbudget.review.trace import trace
from aspbudget.statements.costing import lines

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Place

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Ready

RANGES = "Ranges of meetings"
COLUMNS = [column.title for column in MODELS.columns("ranges_of_meetings").values()]
WEEK = {
    "Range": "Committee III", "Session": "Committee, third session", "Body": "Committee on Budget and Finance", "First day": datetime(2004, 8, 2),  # noqa: DTZ001
    "Last day": datetime(2004, 8, 6), "Slots": "both", "Language set": "three languages", "Means": "own", "Source": "Res.7, 19", "Status": "derived",  # noqa: DTZ001
}  # fmt: skip


def day(number: int, month: int = 8) -> datetime:
    """Return a day of 2004."""
    return datetime(2004, month, number)  # noqa: DTZ001 - a date of the calendar


def with_ranges(*rows: dict[str, object], keep: bool = False) -> RawWorkbook:
    """Return the inputs of 2004 with ranges in the place of the ten meetings of the Committee's third session, which `keep` keeps."""
    raw = typed()
    gone = {row for row, line in raw.sheets["Meetings"].cells.items() if str(line.get(1)).startswith("Committee III")}
    meetings = RawSheet("Meetings", {row: line for row, line in raw.sheets["Meetings"].cells.items() if keep or row not in gone})
    cells: dict[int, dict[int, object]] = {TITLES: dict(enumerate(COLUMNS, 1))}
    for place, row in enumerate(rows, TITLES + 1):
        cells[place] = {COLUMNS.index(title) + 1: value for title, value in row.items() if value is not None}
    return RawWorkbook(raw.label, raw.sha256, raw.sheets | {"Meetings": meetings, RANGES: RawSheet(RANGES, cells)})


def checked(*rows: dict[str, object]) -> Inputs:
    """Return the checked inputs of 2004 with ranges."""
    return check(MODELS, with_ranges(*rows), "2004")


def faults(*rows: dict[str, object], keep: bool = False) -> list[str]:
    """Return the faults of the inputs of 2004 with ranges."""
    return listed(with_ranges(*rows, keep=keep))


def total(inputs: Inputs) -> float:
    """Return what the section costs."""
    return float(inputs.figures.frame("section_lines")["unrounded"].sum())


def a_range_costs_what_its_meetings_cost_and_names_them_in_their_order() -> None:
    inputs, before = checked(WEEK), check(MODELS, typed(), "2004")
    assert total(inputs) == total(before)
    meetings, typed_out = (each.frames["meetings"].set_index("meeting").drop(columns=["source", "status", "source_fr", "meeting_fr"]) for each in (inputs, before))
    assert meetings.sort_index().equals(typed_out.sort_index())


def the_tables_as_typed_have_no_opened_rows() -> None:
    meetings = checked(WEEK).frames["meetings"]
    assert len(meetings) - len(as_typed(meetings)) == 10


@pytest.mark.parametrize(("said", "days"), [(None, [6, 9]), ("weekdays", [6, 9]), ("every day", [6, 7, 8, 9])])
def a_range_is_of_weekdays_unless_it_says_every_day(said: str | None, days: list[int]) -> None:
    session = at("Sessions", "Last day", "Committee, third session")
    raw = changed(with_ranges(WEEK | {"First day": day(6), "Last day": day(9), "Slots": "afternoon", "Days": said}), {session: day(9)})
    meetings = check(MODELS, raw, "2004").frames["meetings"]
    opened = meetings[meetings["meeting"].str.startswith("Committee III")]
    assert [(each.day, slot) for each, slot in zip(opened["day"], opened["slot"], strict=True)] == [(each, "afternoon") for each in days]


def a_range_that_ends_before_it_begins_is_told_at_its_last_day() -> None:
    assert faults(WEEK | {"Last day": day(1)}) == [f"{RANGES}!E5: Last day is 1 August 2004, before First day, 2 August 2004; give that day or a later one."]


def a_range_of_a_weekend_is_told() -> None:
    assert faults(WEEK | {"First day": day(7), "Last day": day(8)}) == [
        f"{RANGES}!E5: None of the days from First day to Last day counts, which are at a weekend; give other days, or say so under Days."
    ]


@pytest.mark.parametrize(("slots", "number"), [("both", "522"), ("morning", "")])
def a_range_of_more_meetings_than_anyone_means_is_told(slots: str, number: str) -> None:
    found = [each for each in faults(WEEK | {"First day": day(1, 1), "Last day": day(30, 12), "Slots": slots}) if "stands for 5" in each]
    said = f"{RANGES}!E5: The row stands for {number} rows, and may stand for at most 400; give fewer days, or part it into several rows."
    assert found == ([said] if number else [])


def an_unknown_slot_is_told_with_those_that_there_are() -> None:
    assert faults(WEEK | {"Slots": "noon"}) == [f'{RANGES}!F5: Slots is "noon"; it must be one of: morning, afternoon, both, evening, night; did you mean "afternoon"?']


def a_meeting_that_another_row_holds_already_is_told_at_the_range_and_at_the_row() -> None:
    found = faults(WEEK | {"Range": "Again", "Last day": day(2), "Slots": "morning"}, keep=True)
    why = 'Slot is "morning"; the body has another meeting in this slot of the day; give one of them another slot, another day or another body, or clear it.'
    assert found == [f'{RANGES}!F5: The row stands for "Again, 1" on sheet Meetings: {why}', f"Meetings!E11: {why}"]


def a_name_that_a_meeting_has_already_is_told_at_the_name_of_the_range() -> None:
    assert faults(WEEK | {"Range": "Assembly", "Last day": day(2)})[:1] == [
        f'{RANGES}!A5: The row stands for "Assembly, 1" on sheet Meetings: Meeting "Assembly, 1" stands there in row 23 already; give the row another name.'
    ]


def a_range_outside_its_session_is_told_once_at_its_first_day() -> None:
    why = "Day is 9 August 2004; the meeting is outside its session; give a day from the session's first to its last, or another session."
    assert faults(WEEK | {"First day": day(9), "Last day": day(13)}) == [f'{RANGES}!D5: The row stands for "Committee III, 1" on sheet Meetings: {why}']


def an_unknown_name_in_a_range_is_told_once_at_its_cell() -> None:
    (found,) = faults(WEEK | {"Body": "Committee on Budgets"})
    assert found.startswith(f'{RANGES}!C5: Body is "Committee on Budgets", which is not in sheet Bodies; it must be one of: ')


def an_outsourced_range_is_explained_in_its_own_row() -> None:
    (found,) = faults(WEEK | {"Means": "outsourced"})
    assert found.startswith(f'{RANGES}!J5: The row stands for "Committee III, 1" on sheet Meetings: Reason is empty; an outsourced requirement states why')


def an_empty_cell_of_a_range_is_told_and_nothing_follows_from_it() -> None:
    assert faults(WEEK | {"First day": None}) == [f"{RANGES}!D5: First day is empty; it must hold a date."]


def a_value_of_a_meeting_is_traced_to_the_cell_of_its_range() -> None:
    inputs = checked(WEEK)
    step = trace(inputs.figures, inputs, Names.of(inputs.figures).find("Meetings / Committee III, 3 / Team").asked)
    sources = [each.source for each in (step, *step.made_of, *step.made_of[0].made_of)]
    assert "inputs/2004/section.xlsx, Ranges of meetings!H5; derived: Res.7, 19" in sources


def a_sheet_that_is_missing_is_told_alone_though_rows_stand_for_rows_of_it() -> None:
    raw = with_ranges(WEEK)
    found = listed(RawWorkbook(raw.label, raw.sha256, {name: sheet for name, sheet in raw.sheets.items() if name != "Meetings"}))
    assert found == ["Meetings!: The sheet is missing; copy it from a new workbook (aspbudget new), even if it stays empty."]


def a_session_of_another_year_counts_the_meetings_of_ranges_with_it() -> None:
    moved = {at("Sessions", title, "Committee, third session"): day(number).replace(year=2005) for title, number in (("First day", 2), ("Last day", 6))}
    ranges = WEEK | {"First day": day(2).replace(year=2005), "Last day": day(5).replace(year=2005)}
    found = listed(changed(with_ranges(ranges), moved))
    assert any("The same goes for 8 cells of column Day on sheet Meetings, for which other rows stand." in each for each in found)
    assert not any(each.startswith(RANGES) for each in found)


def an_input_without_the_sheet_is_as_complete_as_before() -> None:
    assert check(MODELS, typed(), "2004").absent == {}


STRUCTURE: dict[str, object] = {
    "range": "Structure", "session": "session", "body": "Working Group", "first_day": MONDAY, "last_day": TUESDAY, "slots": "both", "language_set": "six languages",
}  # fmt: skip


@pytest.fixture(scope="module")
def small_section(models: Catalogue) -> Ready:
    """A section with a plenary on a morning."""
    return section(models, {"Meetings": [{"Meeting": "Plenary", "Body": "Assembly", "Day": MONDAY.date()}]})


def a_range_of_a_draft_costs_what_its_meetings_cost(small_section: Ready, tmp_path: Path) -> None:
    one = draft(tmp_path, small_section, {"ranges_of_meetings": rows(ACTIVITY | STRUCTURE)})
    each = [meeting(f"Structure, {place}", when, slot) for place, (when, slot) in enumerate(product((MONDAY, TUESDAY), ("morning", "afternoon")), 1)]
    four = draft(tmp_path, small_section, {"meetings": rows(*each)}, name="L.1")
    assert lines(one.figures, (2004, 2005)) == lines(four.figures, (2004, 2005))
    assert len(one.draft_rows.asked["meetings"]) == 4


def a_meeting_of_the_section_in_a_slot_of_a_range_is_told_at_the_range(small_section: Ready, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        draft(tmp_path, small_section, {"ranges_of_meetings": rows(ACTIVITY | STRUCTURE | {"body": "Assembly"})})
    assert [str(each) for each in refused.value.faults] == [
        ('inputs/2004/statements/L.1.xlsx, sheet Ranges of meetings, cell K5: The row stands for "Structure, 1" on sheet Meetings: Slot is "morning"; '
        "the body has another meeting in this slot of the day; give one of them another slot, another day or another body, or clear it.")
    ]


@pytest.mark.slow
def a_new_cycle_keeps_ranges_as_ranges(place: Place) -> None:
    row = tuple({**WEEK, "Range": "Preparation", "Body": "Bureau", "Slots": "morning"}.get(title) for title in COLUMNS)
    add_sheets(place.input, [(RANGES, tuple(COLUMNS), [row])])
    assert place.run("new", "2006", "--from", "2004").code == 0
    book = load_workbook(place.workspace.inputs("2006"), read_only=True)
    assert [line[0] for line in book[RANGES].iter_rows(min_row=5, values_only=True)] == ["Preparation"]
    assert not any("Preparation" in str(line[0]) for line in book["Meetings"].iter_rows(min_row=5, values_only=True))
