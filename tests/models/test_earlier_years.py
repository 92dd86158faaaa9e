"""Earlier years: the full form of the printed table, and what a new cycle takes over from the one before."""

from __future__ import annotations

from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pytest
from conftest import REPOSITORY, Place
from support.workbooks import FIRST, TITLES

from aspbudget.commands.compare import side
from aspbudget.commands.new import made
from aspbudget.figures.cost import cost
from aspbudget.figures.printed import is_full
from aspbudget.models.earlier_years import appropriation
from aspbudget.models.section import change_share
from aspbudget.workbooks.cycle_book import Emitted, write_workbook
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def later() -> Ready:
    """The section of 2005."""
    return side(Workspace(REPOSITORY), "2005")


@pytest.fixture(scope="module")
def written(later: Ready) -> Emitted:
    """The section workbook of 2005."""
    return write_workbook(later.figures, later.inputs)


def the_first_year_prints_the_short_form(ready: Ready, emitted: Emitted) -> None:
    assert not is_full(ready.figures, ready.layout)
    assert emitted.formulas["Section", 22, 6] == pytest.approx(
        sum(ready.figures.tables["section_lines"].columns["amount"]) / 1000
    )


def a_year_with_earlier_ones_prints_the_full_form(later: Ready, written: Emitted) -> None:
    assert is_full(later.figures, later.layout)
    total = [written.formulas["Section", 22, column] for column in range(2, 7)]
    approved, proposed = later.inputs.frames["approved"]["amount"].sum() / 1000, total[4]
    assert total == pytest.approx([0, approved, proposed - approved, (proposed - approved) / approved * 100, proposed])


def every_printed_table_foots(written: Emitted) -> None:
    groups = ((6, 8, 8), (9, 13, 13), (14, 21, 21))  # the rows of each group, and that of its subtotal
    sheets = ("Section", "4100", "4200", "4400", "4500")
    for sheet, column in product(sheets, (2, 3, 4, 6)):
        cells = {row: written.formulas[sheet, row, column] for row in range(6, 23)}
        for first, end, subtotal in groups:
            assert cells[subtotal] == pytest.approx(sum(cells[row] for row in range(first, end)))
        assert cells[22] == pytest.approx(sum(cells[subtotal] for *_, subtotal in groups))


def a_percentage_of_nothing_is_a_dash() -> None:
    found = change_share(np.array([500.0, 0.0, 0.0, -50.0]), np.array([0.0, 0.0, 100.0, 100.0]))
    assert np.isnan(found).tolist() == [True, True, False, False]
    assert found[2:].tolist() == [0, -50]


def the_percentage_of_a_line_that_is_new_is_a_dash_and_that_of_a_line_that_went_is_all_of_it(later: Ready) -> None:
    frames = {name: frame.copy() for name, frame in later.inputs.frames.items()}
    frames["approved"] = frames["approved"][frames["approved"]["line"] == "4200 / General temporary assistance"]
    lines = (
        cost(later.catalogue, frames, later.inputs.named).frame("section_lines").set_index(["sub_programme", "object"])
    )
    assert np.isnan(lines.loc[("4100", "Overtime"), "change_share"])
    assert lines.loc[("4200", "General temporary assistance"), "change_share"] == -100


def an_approved_line_is_rounded_as_the_proposed_ones_are(later: Ready) -> None:
    assert appropriation.unit == "currency"
    lines = later.figures.frame("section_lines")
    assert (lines["appropriation"] % 100 == 0).all()
    assert lines["appropriation"].sum() == later.inputs.frames["approved"]["amount"].sum()


def a_one_time_part_can_not_be_more_than_what_was_approved(place: Place) -> None:
    place.change(
        {
            f"Approved!{letter}{FIRST}": value
            for letter, value in zip("ABCDEFG", ("x", "4100", "Travel", 100, 101, "a list", "published"), strict=True)
        }
    )
    (fault,) = place.run("check", "--json").faults
    assert fault.startswith(f"Approved!E{FIRST}: Of which one-time is 101; ")
    assert fault.endswith("what was one-time is part of what was approved, and can't be more.")


def a_new_cycle_takes_the_old_section_as_approved_line_by_line(place: Place, ready: Ready) -> None:
    made(place.workspace, "2005", "2004")
    sheet = openpyxl.load_workbook(place.workspace.inputs("2005"))["Approved"]
    rows = [[cell.value for cell in row][:5] for row in sheet.iter_rows(min_row=FIRST) if row[0].value]
    lines = ready.figures.frame("section_lines")
    assert {(row[1], row[2]): row[3] for row in rows} == {
        (line.sub_programme, line.object): line.amount for line in lines.itertuples() if line.amount
    }
    assert sum(row[4] or 0 for row in rows) > 0


def a_new_cycle_leaves_out_what_was_for_the_old_one_only(place: Place) -> None:
    made(place.workspace, "2005", "2004")
    book = openpyxl.load_workbook(place.workspace.inputs("2005"))
    for sheet in book:
        titles = {cell.value: cell.column for cell in sheet[TITLES]}
        if "Recurrence" in titles:
            assert "one-time" not in [
                sheet.cell(row, titles["Recurrence"]).value for row in range(FIRST, sheet.max_row + 1)
            ]
    posts = book["Posts"]
    titles = {cell.value: cell.column for cell in posts[TITLES]}
    rows = [row for row in range(FIRST, posts.max_row + 1) if posts.cell(row, 1).value]
    assert {posts.cell(row, titles["Standing"]).value for row in rows} == {"established"}
    assert {posts.cell(row, titles["First month"]).value for row in rows} == {1}


def the_days_of_a_new_cycle_are_its_own_and_one_left_from_the_old_is_a_fault(place: Place) -> None:
    made(place.workspace, "2005", "2004")
    assert not [fault for fault in place.run("check", "2005", "--json").document["faults"] if "is not in 2005" in fault["message"]]
    place.change({f"Sessions!D{FIRST}": datetime(2004, 3, 29)}, "2005")  # noqa: DTZ001 - a day of a workbook has no zone
    faults = place.run("check", "2005", "--json").faults
    assert faults[0].startswith(f"Sessions!D{FIRST}: First day is 29 March 2004, which is not in 2005; give a day of the cycle.")


def an_expenditure_that_nobody_knows_is_not_invented(place: Place) -> None:
    made(place.workspace, "2005", "2004")
    sheet = openpyxl.load_workbook(place.workspace.inputs("2005"))["Expenditure"]
    assert [row for row in sheet.iter_rows(min_row=FIRST) if row[0].value] == []
