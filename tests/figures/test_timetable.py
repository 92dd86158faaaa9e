"""Slots: the days of the sessions with what is held in them, as data, as text, and as a grid in the workbook."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from conftest import REPOSITORY, Place
from openpyxl.utils import get_column_letter
from support import libreoffice
from support.placements import MONDAY, Case, inputs
from support.workbooks import change_cells

from aspbudget.cli import DONE, WRONG_USE
from aspbudget.commands.arrange import lines
from aspbudget.figures.timetable import Calendar, Day, calendar, timetables
from aspbudget.models.calendar import AFTERNOON, MORNING
from aspbudget.workbooks.cycle_book import Emitted, write_workbook
from aspbudget.workbooks.timetable_sheet import FREE, MORE

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready

FRIDAY, SATURDAY = date(2004, 9, 10), date(2004, 9, 11)
CALENDAR: Case = {
    "Sessions": [{"Session": "session", "First day": MONDAY, "Last day": SATURDAY}],
    "Meetings": [
        {"Meeting": "Plenary", "Day": MONDAY, "Slot": MORNING},
        {"Meeting": "Group", "Day": MONDAY, "Slot": MORNING, "Body": "Working Group", "Language set": "two languages"},
        {"Meeting": "Plenary 2", "Day": MONDAY, "Slot": AFTERNOON, "Language set": "two languages"},
        {"Meeting": "Closing", "Day": FRIDAY, "Slot": AFTERNOON, "Language set": "no interpretation"},
    ],
    "Meetings to place": [{"Meeting": "Drafting", "Meetings": 3}],
    "Session limits": [{"Limit": "rooms", "Rooms": 2}],
}


@pytest.fixture(scope="module")
def found(models: Catalogue) -> Calendar:
    """The slots of the calendar of these tests."""
    figures = inputs(models, CALENDAR).figures
    (grid,) = timetables(figures)
    return calendar(figures, grid)


def on(found: Calendar, day: date) -> Day:
    """Return a day of the only session."""
    return next(each for each in found.periods[0].days if each.day == day)


# As data.


def every_day_from_the_first_to_the_last_is_there(found: Calendar) -> None:
    assert [each.day.day for each in found.periods[0].days] == [6, 7, 8, 9, 10, 11]
    assert [each.weekend for each in found.periods[0].days] == [False] * 5 + [True]


def a_slot_holds_its_meetings_and_the_rooms_that_are_left(found: Calendar) -> None:
    morning, afternoon = on(found, MONDAY).slots
    assert (morning.entries, morning.left) == (("Plenary", "Group"), 0)
    assert (afternoon.entries, afternoon.left) == (("Plenary 2",), 1)


def a_slot_is_free_where_a_team_that_serves_the_day_is_idle(found: Calendar) -> None:
    morning, afternoon = on(found, MONDAY).slots
    assert (morning.free, morning.idle) == (False, (("teams", 0), ("interpreters", 0)))
    assert (afternoon.free, afternoon.idle) == (True, (("teams", 1), ("interpreters", 14)))
    assert [slot for _, slot in found.periods[0].free] == [afternoon]


def a_day_on_which_nothing_is_interpreted_has_no_free_slot(found: Calendar) -> None:
    assert not any(slot.free for slot in on(found, FRIDAY).slots)
    assert on(found, FRIDAY).used


def the_sessions_stand_in_the_order_of_their_days(models: Catalogue) -> None:
    early = {"Session": "early", "First day": date(2004, 3, 29), "Last day": date(2004, 3, 31)}
    figures = inputs(models, CALENDAR | {"Sessions": [*CALENDAR["Sessions"], early]}).figures
    assert [each.name for each in calendar(figures, timetables(figures)[0]).periods] == ["early", "session"]


def a_session_without_a_stated_number_of_rooms_has_no_such_limit(models: Catalogue) -> None:
    figures = inputs(models, CALENDAR | {"Session limits": []}).figures
    assert calendar(figures, timetables(figures)[0]).periods[0].days[0].slots[0].left is None


# As text and as JSON.


def the_text_names_what_is_held_what_is_free_and_what_has_no_day(found: Calendar) -> None:
    assert list(lines(found)) == [
        "session: 1 free slot of serviced days",
        "  Mon  6 Sep 2004   morning    Plenary; Group  |  rooms left: 0",
        "                    afternoon  Plenary 2  |  free: 1 team, 14 interpreters  |  rooms left: 1",
        *(
            line
            for day in ("Tue  7", "Wed  8", "Thu  9")
            for line in (f"  {day} Sep 2004   morning    –  |  rooms left: 2", "                    afternoon  –  |  rooms left: 2")
        ),
        "  Fri 10 Sep 2004   morning    –  |  rooms left: 2",
        "                    afternoon  Closing  |  rooms left: 1",
        "  Sat 11 Sep 2004   weekend",
        "",
        "No day yet: Drafting, 3 meetings",
    ]  # fmt: skip


def the_json_document_has_the_names_of_the_calendar(found: Calendar) -> None:
    document = found.as_dict()
    assert list(document) == ["sessions", "meetings_to_place"]
    assert document["meetings_to_place"] == [{"meeting": "Drafting", "number": 3}]
    (session,) = document["sessions"]
    assert session["days"][0]["slots"][1] == {
        "slot": AFTERNOON,
        "meetings": ["Plenary 2"],
        "idle": {"teams": 1, "interpreters": 14},
        "rooms_left": 1,
        "free": True,
    }


@pytest.mark.slow
def the_command_shows_the_calendar_and_writes_nothing(place: Place) -> None:
    said = place.run("slots", "2004")
    assert said.code == DONE
    assert "Assembly, third session: 0 free slots of serviced days" in said.out.splitlines()
    assert not (place.root / "outputs").exists()
    document = place.run("slots", "2004", "--json").document
    assert list(document) == ["cycle", "currency", "sessions", "meetings_to_place", "arrangement", "files", "drafts"]
    assert (document["arrangement"], document["files"], len(document["sessions"])) == (None, [], 5)


def a_cycle_without_a_section_has_no_slots(empty_place: Place) -> None:
    shutil.copytree(REPOSITORY / "inputs" / "2025", empty_place.root / "inputs" / "2025")
    for arrange in ((), ("--arrange",)):
        said = empty_place.run("slots", "2025", *arrange)
        assert said.code == WRONG_USE
        assert said.err.splitlines()[-1] == "Cycle 2025 has no section.xlsx, so that it has no slots."


@pytest.mark.slow
def the_cost_says_how_many_meetings_have_no_day(place: Place) -> None:
    assert "Waiting" not in place.run("cost", "2004").out
    row = ["Drafting", "Credentials Committee", "Assembly, third session", "two languages", 2, None, None, "own", None]
    cells = dict(zip("ABCDEFGHIJK", [*row, "The test", "derived"], strict=True))
    place.change({f"Meetings to place!{column}5": value for column, value in cells.items()})
    said = place.run("cost", "2004")
    waiting = "Waiting   2 meetings of sheet Meetings to place have no day and are in no figure: aspbudget slots 2004 --arrange"
    assert waiting in said.out.splitlines()


# In the workbook.


@pytest.fixture(scope="module")
def written(models: Catalogue) -> Emitted:
    """The workbook of the calendar of these tests."""
    given = inputs(models, CALENDAR)
    return write_workbook(given.figures, given)


@pytest.fixture(scope="module")
def sheet(written: Emitted, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The grid, as stored."""
    path = tmp_path_factory.mktemp("slots") / "section.xlsx"
    path.write_bytes(written.data)
    return openpyxl.load_workbook(path, data_only=True)["Calendar"]


def row_of(sheet: Any, day: date) -> list[Any]:
    """Return the values of a day's row."""
    for row in sheet.iter_rows(min_row=7):
        if getattr(row[0].value, "date", lambda: None)() == day:
            return [cell.value for cell in row]
    raise LookupError(day)


def the_grid_has_a_row_for_each_day_and_a_place_for_each_meeting_held_at_once(sheet: Any) -> None:
    titles = ("meetings", "place 1", "place 2", "free teams", "free interpreters")
    assert [cell.value for cell in sheet[6]][1:11] == [f"{part}: {title}" for part in ("Morning", "Afternoon") for title in titles]
    assert row_of(sheet, MONDAY)[1:11] == [2, "Plenary", "Group", 0, 0, 1, "Plenary 2", FREE, 1, 14]
    assert row_of(sheet, FRIDAY)[1:6] == [0, None, None, 0, 0]


def the_grid_says_how_many_meetings_have_no_day(sheet: Any) -> None:
    assert (sheet["A5"].value, "without a day" in sheet["B5"].value) == (3, True)


def every_count_and_place_is_live(written: Emitted) -> None:
    cells = [(row, column) for name, row, column in written.formulas if name == "Calendar"]
    assert sorted(column for row, column in cells if row == 8 and column < 13) == list(range(2, 12))


@pytest.fixture(scope="module")
def recalculated(written: Emitted, tmp_path_factory: pytest.TempPathFactory) -> dict[str, libreoffice.Cells]:
    """The workbook as it was written, and with a meeting moved to another slot by hand, recalculated in one launch."""
    folder = tmp_path_factory.mktemp("grid")
    paths = [folder / "written.xlsx", folder / "moved.xlsx"]
    for path in paths:
        path.write_bytes(written.data)
    cells = libreoffice.cells(paths[1])
    slot = next(column for (sheet, row, column), value in cells.items() if (sheet, row, value) == ("Meetings", 5, "Slot"))
    assert cells["Meetings", 7, 1] == "Group"
    change_cells(paths[1], {f"Meetings!{get_column_letter(slot)}7": AFTERNOON})
    return dict(zip(("written", "moved"), libreoffice.recalculated_together(paths), strict=True))


@libreoffice.needed
def a_meeting_moved_by_hand_moves_in_the_grid(recalculated: dict[str, libreoffice.Cells]) -> None:
    cells = recalculated["moved"]
    found = [cells.get(("Calendar", 8, column)) or 0 for column in range(2, 12)]
    assert found == [1, "Plenary", FREE, 1, 0, 2, "Plenary 2", MORE, 0, 8]


def the_grid_is_told_of_in_the_list_of_sheets(ready: Ready, emitted: Emitted, tmp_path: Path) -> None:
    path = tmp_path / "section.xlsx"
    path.write_bytes(emitted.data)
    book = openpyxl.load_workbook(path)
    listed = {row[0].value: row[1].value for row in book["Contents"].iter_rows(min_row=9)}
    assert "where a team that serves is free" in listed["Calendar"]
    assert ready.catalogue.tables["meetings"].title in listed


def a_section_without_meetings_has_no_grid(models: Catalogue, tmp_path: Path) -> None:
    given = inputs(models, {"Sessions": CALENDAR["Sessions"]})
    path = tmp_path / "section.xlsx"
    path.write_bytes(write_workbook(given.figures, given).data)
    assert "Calendar" not in openpyxl.load_workbook(path, read_only=True).sheetnames


@libreoffice.needed
def every_cell_of_the_grid_is_what_libreoffice_computes(written: Emitted, recalculated: dict[str, libreoffice.Cells]) -> None:
    cells = recalculated["written"]
    ours = {place: value for place, value in written.formulas.items() if place[0] == "Calendar"}
    assert len(ours) > 40
    assert {place: cells.get(place) or 0 for place in ours} == {place: value or 0 for place, value in ours.items()}
