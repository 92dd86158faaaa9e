"""The calendar as a grid: each day has its row, each part its places side by side, and counts and free places are live."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest

from aspbudget.declare.layout import Timetable
from aspbudget.declare.model import Model, Table
from aspbudget.declare.sheet import Date, Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.cost import Figures, cost
from aspbudget.lines.functions import greatest
from aspbudget.lines.line import line
from aspbudget.lines.table import Distinct
from aspbudget.workbooks.book import Book, Places
from aspbudget.workbooks.timetable_sheet import FREE, write_slots

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LONG = "A meeting whose name is very long " * 8


class Sessions(Sheet):
    """A session."""

    session: str = column("Session", "Its name.", key=True)
    first_day: Date = column("First day", "Its first day.")
    last_day: Date = column("Last day", "Its last day.")
    rooms: float = column("Rooms", "How many meetings may be held at once.", required=False)


class Meetings(Sheet):
    """A meeting."""

    meeting: str = column("Meeting", "Its name.", key=True)
    session: str = column("Session", "Of which session.", refers="sessions")
    day: Date = column("Day", "Its day.")
    slot: str = column("Slot", "Its part of the day.", choices=("morning", "afternoon"))


class MeetingsToPlace(Sheet):
    """Meetings without a day."""

    meeting: str = column("Meeting", "What they are called.", key=True)
    session: str = column("Session", "Of which session.", refers="sessions")
    meetings: float = column("Meetings", "How many.")


@line(unit="teams", source="Practice")
def morning_teams(session, day, meetings):
    """The teams of the morning."""
    return meetings.count(session=session, day=day, slot="morning")


@line(unit="teams", source="Practice")
def afternoon_teams(session, day, meetings):
    """The teams of the afternoon."""
    return meetings.count(session=session, day=day, slot="afternoon")


@line(unit="teams", source="Practice")
def teams(morning_teams, afternoon_teams):
    """The teams that are paid for the day."""
    return greatest(morning_teams, afternoon_teams)


GRID = Timetable(
    "Calendar", "The days with their slots.", "meetings", "meeting", "sessions", "session", ("first_day", "last_day"), "day", "slot",
    ("morning", "afternoon"), "days", (("teams", ("morning_teams", "afternoon_teams")),), ("sessions", "rooms"),
    ("meetings_to_place", "meetings"),
)  # fmt: skip
DAYS = Table(Distinct("days", "Days", "A day.", "meetings", ("session", "day")), (teams, morning_teams, afternoon_teams))
CATALOGUE = Catalogue((Model("Calendar", "Meetings.", 1, (Table(Sessions), Table(Meetings), Table(MeetingsToPlace), DAYS), printed=(GRID,)),))


def days(*dates: str) -> pd.DatetimeIndex:
    """Return days as a sheet has them."""
    return pd.to_datetime(list(dates)).as_unit("us")


def figures(first: str = "Plenary", waiting: float = 0) -> Figures:
    """Return a session from Thursday to Saturday: two meetings on its first morning, one in its afternoon, one on Friday."""
    sessions = {"session": ["Third"], "first_day": days("2004-09-09"), "last_day": days("2004-09-11"), "rooms": [3.0]}
    meetings = {
        "meeting": [first, "Group", "Plenary 2", "Plenary 3"],
        "session": ["Third"] * 4,
        "day": days("2004-09-09", "2004-09-09", "2004-09-09", "2004-09-10"),
        "slot": ["morning", "morning", "afternoon", "morning"],
    }
    frames = {
        "sessions": pd.DataFrame(sessions, index=[5]),
        "meetings": pd.DataFrame(meetings, index=[5, 6, 7, 8]),
        "meetings_to_place": pd.DataFrame({"meeting": ["Drafting"], "session": ["Third"], "meetings": [waiting]}, index=[5]),
    }
    return cost(CATALOGUE, frames, {})


def written(computed: Figures) -> tuple[Book, Worksheet]:
    """Return a book with the calendar in it, and its sheet as it is opened."""
    book = Book(Places(CATALOGUE, "EUR"), "A calendar", draft=True)
    write_slots(book, computed, GRID)
    return book, openpyxl.load_workbook(BytesIO(book.close("A calendar")))["Calendar"]


def values(book: Book, row: int) -> list[object]:
    """Return the values of a day's formulas in the grid, from left to right."""
    return [value for (_, line, column), value in sorted(book.formulas.items()) if line == row and column <= 9]


def each_part_of_a_day_has_its_count_its_places_and_what_is_free() -> None:
    _, sheet = written(figures())
    assert [cell.value for cell in sheet[6]][1:9] == [f"{part}: {title}" for part in ("Morning", "Afternoon") for title in ("meetings", "place 1", "place 2", "free teams")]
    assert (sheet["A7"].value, sheet["A8"].value) == ("Third", datetime(2004, 9, 9))  # noqa: DTZ001
    assert [sheet[f"A{row}"].value.day for row in (8, 9, 10)] == [9, 10, 11]


def the_places_show_what_is_held_and_where_a_team_is_free() -> None:
    book, _ = written(figures())
    assert values(book, 8) == [2, "Plenary", "Group", 0, 1, "Plenary 2", FREE, 1]
    assert values(book, 9) == [1, "Plenary 3", "", 0, 0, FREE, "", 1]
    assert values(book, 10) == [0, "", "", 0, 0, "", "", 0]


def every_count_follows_the_session_the_day_and_the_part() -> None:
    _, sheet = written(figures())
    keys = 'Meetings[[Session]],$A$7,Meetings[[Day]],$A8,Meetings[[Slot]],"morning"'
    assert sheet["B8"].value == f"=COUNTIFS({keys})"
    assert "$A9" in sheet["B9"].value
    assert sheet["D9"].value == f'=IF(B9>1,"one more",IF(B9+E9>1,"{FREE}",""))'


@pytest.mark.parametrize(("waiting", "bold"), [(0, False), (2, True)])
def the_meetings_without_a_day_are_counted(waiting: float, bold: object) -> None:
    book, sheet = written(figures(waiting=waiting))
    assert book.formulas["Calendar", 5, 1] == waiting
    assert sheet["B5"].value == "Sheet Meetings to place: meetings without a day, in no figure yet"
    assert sheet["B5"].font.bold == bold


def a_name_in_a_formula_is_cut_where_a_spreadsheet_takes_no_more() -> None:
    book, sheet = written(figures(LONG))
    assert book.formulas["Calendar", 8, 3] == LONG[:200]
    assert LONG[:200] in sheet["C8"].value
    assert LONG not in sheet["C8"].value


def no_saving_is_said_where_nothing_is_charged_for_a_session() -> None:
    _, sheet = written(figures())
    assert [sheet.cell(7, column).value for column in range(1, 10)] == ["Third", *[None] * 8]
    assert sheet["A3"].value == GRID.about


def a_weekend_on_which_nothing_is_held_is_grey() -> None:
    _, sheet = written(figures())
    grey = [sheet[f"A{row}"].fill.start_color.rgb == "FFD9D9D9" for row in (8, 9, 10)]
    assert grey == [False, False, True]


def the_colours_follow_the_formulas() -> None:
    _, sheet = written(figures())
    rules = {str(area.sqref): [rule.formula[0] for rule in found] for area, found in sheet.conditional_formatting._cf_rules.items()}
    assert rules == {
        "C7:D10": [f'AND(ISNUMBER($A7),C7<>"",C7="{FREE}")', f'AND(ISNUMBER($A7),C7<>"",C7<>"{FREE}")'],
        "G7:H10": [f'AND(ISNUMBER($A7),G7<>"",G7="{FREE}")', f'AND(ISNUMBER($A7),G7<>"",G7<>"{FREE}")'],
    }
