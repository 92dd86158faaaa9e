"""New cycles: an input workbook that checks clean and costs, made from the schemas or from an earlier cycle."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from conftest import REPOSITORY
from openpyxl.utils import column_index_from_string
from support import made_once
from support.cut_section import SHEETS, cut_section
from support.workbooks import FIRST, TITLES, cell, change_cells

from aspbudget.cli import DONE
from aspbudget.commands.new import CycleExists, WrongCycleName, made
from aspbudget.figures.catalogue import catalogue
from aspbudget.figures.printed import lines_of
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read
from aspbudget.inputs.ready import prepare

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from conftest import Place
    from openpyxl.workbook import Workbook

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("checked_once")]
MODELS = catalogue()
SECTION = "inputs/2027/section.xlsx"


@pytest.fixture
def cut_place(empty_place: Place) -> Place:
    """A workspace with a cut section of 2004: what officers add to their workbooks stays, whatever else stands in them."""
    empty_place.input.parent.mkdir(parents=True)
    empty_place.input.write_bytes(cut_section(*SHEETS, "Meetings"))
    return empty_place


def a_new_cycle_checks_clean_and_its_examples_are_ignored_and_counted(empty_place: Place) -> None:
    assert SECTION in made(empty_place.workspace, "2027", None).files
    book = openpyxl.load_workbook(empty_place.root / SECTION, read_only=True)
    examples = sum(
        str(sheet.cell(FIRST, 1).value).startswith("EXAMPLE")
        for sheet in book
        if sheet.max_row and sheet.max_row >= FIRST
    )
    said = empty_place.run("check", "2027")
    assert said.code == DONE
    assert examples > 0
    assert f", without {examples} example rows\n" in said.out


def a_new_cycle_costs_nothing_until_it_is_filled_in_and_says_draft(empty_place: Place) -> None:
    made(empty_place.workspace, "2027", None)
    document = empty_place.run("cost", "2027", "--json").document
    assert (document["cycle"], document["status"], document["total"]) == ("2027", "DRAFT", 0)
    assert document["assumptions"]["missing"] > 0


def of_sessions(path: Path) -> dict[str, datetime]:
    """Return the first days of the sessions by their keys."""
    rows = openpyxl.load_workbook(path, read_only=True)["Sessions"].iter_rows(min_row=FIRST)
    place = list(MODELS.columns("sessions")).index("first_day")
    return {str(row[0].value): row[place].value for row in rows if isinstance(row[place].value, datetime)}


def one_time(path: Path) -> dict[str, object]:
    """Return the cells of the rows that are for their cycle only, and of the months planned for them, each emptied."""
    book = openpyxl.load_workbook(path)
    cells: dict[str, object] = {}
    gone: set[object] = set()
    for table in (table for table in MODELS.tables.values() if table.entered):
        lapsing = {
            place: column.lapses for place, column in enumerate(MODELS.columns(table.name).values()) if column.lapses
        }
        for row in book[table.title].iter_rows(min_row=FIRST):
            if any(row[place].value == lapses for place, lapses in lapsing.items()):
                cells |= {f"{table.title}!{cell.coordinate}": None for cell in row}
                gone.add(row[0].value)
    planned = [row for row in book["Planned months"].iter_rows(min_row=FIRST) if row[2].value in gone]
    return cells | {f"Planned months!{cell.coordinate}": None for row in planned for cell in row}


def a_new_cycle_carries_over_what_recurs_on_the_same_weekdays_and_costs_the_same(place: Place) -> None:
    made(place.workspace, "2005", "2004")
    path = place.workspace.inputs("2005")
    assert place.run("check", "2005", "--json").document == {"faults": [], "doubts": [], "unguarded": [], "accepted": [], "remarks": []}
    first, moved = (of_sessions(place.workspace.inputs(cycle)) for cycle in ("2004", "2005"))
    assert first
    assert [(day.weekday(), day.year) for day in moved.values()] == [(day.weekday(), 2005) for day in first.values()]
    place.change(one_time(place.input))
    before, after = (prepare(place.workspace, cycle, lambda _: None).workbooks[0] for cycle in ("2004", "2005"))
    grades = openpyxl.load_workbook(path, read_only=True)["Grades"]
    staff = {value for (value,) in grades.iter_rows(min_row=FIRST, min_col=3, max_col=3, values_only=True)}  # what posts cost goes on
    same = [{line: amount for line, amount in lines_of(each.figures, each.layout).items() if not staff & set(line)} for each in (before, after)]
    assert len(same[0]) > len(lines_of(before.figures, before.layout)) / 2
    assert same[0] == same[1]


def a_new_cycle_is_not_signed_by_those_who_signed_the_old_one(cut_place: Place) -> None:
    titles = {cell.value: cell.column_letter for cell in openpyxl.load_workbook(cut_place.input)["Cycle"][TITLES]}
    cut_place.change(
        {f"Cycle!{titles['Prepared by']}{FIRST}": "A. Officer", f"Cycle!{titles['Reviewed by']}{FIRST}": "A. Director"}
    )
    made(cut_place.workspace, "2005", "2004")
    row = openpyxl.load_workbook(cut_place.workspace.inputs("2005"))["Cycle"][FIRST]
    signed = ("Cycle", "Date", "Prepared by", "Reviewed by")
    values = [row[column_index_from_string(titles[title]) - 1].value for title in signed]
    assert values == ["2005", None, None, None]


def noted(place: Place, notes: dict[str, object]) -> None:
    """Write notes, by cells such as `Posts!5`, into a column of their own on the sheets of 2004."""
    book = openpyxl.load_workbook(place.input)
    for place_of_note, note in notes.items():
        sheet, row = book[place_of_note.partition("!")[0]], int(place_of_note.partition("!")[2])
        last = sheet.max_column + (sheet.cell(TITLES, sheet.max_column).value != "Notes")
        sheet.cell(TITLES, last).value = "Notes"
        sheet.cell(row, last).value = note
    book.save(place.input)


def written(book: Workbook, sheet: str) -> dict[str, object]:
    """Return the notes on a sheet of a workbook, by what stands first in their rows."""
    rows = book[sheet].iter_rows(min_row=TITLES, values_only=True)
    return {str(row[0]): row[-1] for row in rows if row[-1] is not None}


def a_note_follows_its_row_into_a_new_cycle_and_one_that_stands_by_no_row_stays_below(cut_place: Place) -> None:
    before = openpyxl.load_workbook(cut_place.input)["Posts"]
    cut_place.change({f"Posts!{cell.column_letter}6": None for cell in before[6]})
    day = datetime(2004, 5, 3)  # noqa: DTZ001 - a spreadsheet's dates have no time zone
    noted(cut_place, {"Posts!5": "call back", "Posts!7": day, "Posts!6": "gone", "Posts!90": 12.5, "Cycle!5": "sign by May", "Meetings!23": "=1/0"})
    assert cut_place.run("check", "2004").code == DONE
    made(cut_place.workspace, "2005", "2004")
    book = openpyxl.load_workbook(cut_place.workspace.inputs("2005"))
    notes = written(book, "Posts")
    assert notes.pop("None") == 12.5  # the last of those that stand by no row
    assert notes == {"Post": "Notes", before["A5"].value: "call back", before["A7"].value: day}
    assert written(book, "Cycle") == {"Cycle": "Notes", "2005": "sign by May"}
    assert written(book, "Meetings") == {"Meeting": "Notes"}
    column = [cell.value for cell in book["Posts"][book["Posts"][TITLES][-1].column_letter] if cell.value]
    assert column[-2:] == ["gone", 12.5]


def an_own_sheet_is_kept_with_its_values_their_formats_and_its_widths(cut_place: Place) -> None:
    book = openpyxl.load_workbook(cut_place.input)
    own, hidden = book.create_sheet("My working"), book.create_sheet("_calc")
    own["A1"], own["B2"], own["B3"], own["B4"] = "sums", 0.25, datetime(2004, 5, 3), True  # noqa: DTZ001
    own["B2"].number_format = "0%"
    own["B5"] = "=B2*2"  # without a stored value
    own.column_dimensions["B"].width = 33
    hidden["A1"], hidden.sheet_state = 1, "hidden"
    book.create_sheet("_settings").sheet_state = "veryHidden"
    book.create_sheet("__FDSCACHE__")
    book.save(cut_place.input)
    made(cut_place.workspace, "2005", "2004")
    kept = openpyxl.load_workbook(cut_place.workspace.inputs("2005"))
    assert kept.sheetnames[-2:] == ["My working", "_calc"]
    cells = {cell.coordinate: cell.value for row in kept["My working"] for cell in row if cell.value is not None}
    assert cells == {"A1": "sums", "B2": 0.25, "B3": datetime(2004, 5, 3), "B4": True}  # noqa: DTZ001
    assert kept["My working"]["B2"].number_format == "0%"
    assert kept["My working"].column_dimensions["B"].width == pytest.approx(33, abs=1)
    assert (kept["_calc"].sheet_state, kept["_calc"]["A1"].value) == ("hidden", 1)
    assert not {"_settings", "__FDSCACHE__"} & set(kept.sheetnames)


def an_own_sheet_that_is_not_safe_is_refused_when_it_is_to_be_kept_and_not_before(cut_place: Place) -> None:
    book = openpyxl.load_workbook(cut_place.input)
    book.create_sheet("My data")["A30000"] = 1
    book.save(cut_place.input)
    assert cut_place.run("check", "2004").code == DONE
    said = cut_place.run("new", "2005", "--from", "2004", "--json")
    assert [fault.partition(":")[0] for fault in said.faults] == ["My data!A30000"]
    assert not cut_place.workspace.inputs("2005").exists()


def a_new_cycle_never_writes_over_inputs(cut_place: Place) -> None:
    before = cut_place.input.read_bytes()
    with pytest.raises(CycleExists, match="exists already and is never written over"):
        made(cut_place.workspace, "2004", None)
    assert cut_place.input.read_bytes() == before


@pytest.mark.usefixtures("written_once")
def a_new_cycle_is_written_whole_or_not_at_all(empty_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("aspbudget.files.publish.os.fsync", fails)
    with pytest.raises(OSError, match="No space left"):
        made(empty_place.workspace, "2027", None)
    assert [path for path in empty_place.root.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["05", "two", "2005/1", "..", "2005-6"])
def a_cycle_that_is_not_named_by_its_year_is_refused(name: str, empty_place: Place) -> None:
    with pytest.raises(WrongCycleName):
        made(empty_place.workspace, name, None)


@pytest.mark.usefixtures("written_once")
def the_same_schemas_make_the_same_bytes(empty_place: Place, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    made(empty_place.workspace, "2027", None)
    first = (empty_place.root / SECTION).read_bytes()
    monkeypatch.setattr(made_once, "_MADE", {})  # made anew
    empty_place.root = tmp_path_factory.mktemp("again")
    made(empty_place.workspace, "2027", None)
    assert (empty_place.root / SECTION).read_bytes() == first


def a_cycle_made_from_another_can_be_made_from_again(place: Place) -> None:
    for old, cycle in (("2004", "2005"), ("2005", "2006")):
        made(place.workspace, cycle, old)
    assert place.run("check", "2006", "--json").document == {"faults": [], "doubts": [], "unguarded": [], "accepted": [], "remarks": []}


def a_year_without_a_scale_costs_all_the_same_and_asks_for_its_scale(place: Place) -> None:
    assert place.run("new", "2028").code == 0
    done = place.run("cost", "2028", "--json")
    assert done.code == 0
    assert done.document["total"] == 0
    assert done.document["status"] == "DRAFT"


def the_contributions_of_a_new_year_are_its_own_and_last_years_become_dues(empty_place: Place) -> None:
    copy = empty_place.root / "inputs" / "2025"
    copy.mkdir(parents=True)
    (copy / "contributions.xlsx").write_bytes((REPOSITORY / "inputs" / "2025" / "contributions.xlsx").read_bytes())
    assert empty_place.run("new", "2026", "--from", "2025").code == 0
    models = catalogue("contributions")
    path = empty_place.workspace.inputs("2026", "contributions.xlsx")
    frames = check(models, read(path, "contributions.xlsx"), "2026").frames
    assert dict(zip(frames["assumptions"]["assumption"], frames["assumptions"]["value"], strict=True))["year"] == 2026
    assert set(frames["dues"]["due_year"]) == {2025}
    assert len(frames["dues"]) == 125
    before = frames["states"].set_index("code")["contribution_before"]
    assert before["DEU"] == 22_970_240


def the_payers_of_the_loan_are_carried_with_what_changed_and_what_ended(empty_place: Place) -> None:
    copy = empty_place.root / "inputs" / "2025" / "contributions.xlsx"
    copy.parent.mkdir(parents=True)
    copy.write_bytes((REPOSITORY / "inputs" / "2025" / "contributions.xlsx").read_bytes())
    typed = read(copy, "contributions.xlsx")
    paid_at_once = {
        cell(typed, "States", "Pays the loan", "FRA"): "no",
        cell(typed, "States", "Loan rate basis", "FRA"): None,
        **{f"Loan ended!{letter}6": value for letter, value in zip("ABCD", ("FRA", 8.8883, "Paid at once", "published"), strict=True)},
    }
    change_cells(copy, paid_at_once)
    for cycle, options in (("2026", ("--from", "2025")), ("2027", ())):
        assert empty_place.run("new", cycle, *options).code == 0
    carried, fresh = (_contributions(empty_place, cycle) for cycle in ("2026", "2027"))
    assert [(frames["states"]["loan_payer"] == "yes").sum() for frames in (carried, fresh)] == [68, 69]
    assert carried["states"].set_index("code")["loan_base_rate"]["KOR"] == 2.57949
    assert [list(frames["loan_ended"]["code"]) for frames in (carried, fresh)] == [["BDI", "FRA"], ["BDI"]]


def _contributions(place: Place, cycle: str) -> dict[str, pd.DataFrame]:
    path = place.workspace.inputs(cycle, "contributions.xlsx")
    return check(catalogue("contributions"), read(path, "contributions.xlsx"), cycle).frames


def a_year_beyond_the_known_scale_is_made_from_an_old_one_and_has_the_nearest_scale_to_be_confirmed(empty_place: Place) -> None:
    copy = empty_place.root / "inputs" / "2025" / "contributions.xlsx"
    copy.parent.mkdir(parents=True)
    copy.write_bytes((REPOSITORY / "inputs" / "2025" / "contributions.xlsx").read_bytes())
    assert empty_place.run("new", "2028", "--from", "2025").code == 0
    said = empty_place.run("check", "2028")
    assert said.code == DONE
    frames = _contributions(empty_place, "2028")
    assert frames["assumptions"].set_index("assumption").at["year", "value"] == 2028
    assert set(frames["scale"]["status"]) == {"illustrative"}
