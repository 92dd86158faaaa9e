"""Formulas: a stored value that its formula no longer gives is said at its cell, whatever the second engine makes of the others."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import xlsxwriter

from aspbudget.declare.model import Model, Table
from aspbudget.declare.sheet import Date, Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.cost import Figures
from aspbudget.inputs import formulas
from aspbudget.inputs.findings import Finding
from aspbudget.inputs.formulas import out_of_date
from aspbudget.inputs.inputs import EXAMPLE, Inputs
from aspbudget.inputs.read import read
from aspbudget.inputs.sheets import begin_with, present, read_sheet
from aspbudget.lines.compute import Words

if TYPE_CHECKING:
    from pathlib import Path


class Posts(Sheet):
    """A post."""

    post: str = column("Post", "Its name.", key=True)
    months: float = column("Work-months", "How long it is filled.")
    begins: Date = column("Begins", "Its first day.", required=False)
    grade: str = column("Grade", "Its grade.", required=False)


CATALOGUE = Catalogue((Model("Staff", "Posts.", 1, (Table(Posts),)),))
REMEDY = "open the workbook in a spreadsheet, let it calculate, and save it"


def found(folder: Path, *cells: tuple[str, str, object], sheet: str = "Posts") -> list[str]:
    """Return the remarks on ten posts of which some cells, given with their stored values, are formulas; of 38000, a day, where it has the format."""
    data = BytesIO()
    with xlsxwriter.Workbook(data) as book:
        written, day = book.add_worksheet("Posts"), book.add_format({"num_format": "yyyy-mm-dd"})
        written.write_row(0, 0, ["Post", "Work-months", "Begins", "Grade", "Notes"])
        for row in range(1, 11):
            written.write_row(row, 0, [f"post {row}", 6])
        written.write_row(11, 0, [f"{EXAMPLE}: a post", 6])
        other = written if sheet == "Posts" else book.add_worksheet(sheet)
        for cell, text, stored in cells:
            other.write_formula(cell, text, day if cell.startswith("C") else None, stored)
    (folder / "section.xlsx").write_bytes(data.getvalue())
    finding = Finding(CATALOGUE, read(folder / "section.xlsx", "section.xlsx"))
    for table in present(finding, [CATALOGUE.tables["posts"]]):
        read_sheet(finding, table)
    assert finding.faults == []
    return [str(remark) for remark in out_of_date(finding)]


def a_stored_value_that_is_out_of_date_is_said_with_what_the_formula_gives(tmp_path: Path) -> None:
    assert found(tmp_path, ("B2", "=B3*2", 11), ("B4", "=B3*2", 12), ("D3", '="P-"&B3', "P-4")) == [
        f"section.xlsx, sheet Posts, cell B2: Work-months is 11 as stored, but its formula now gives 12; 11 is used: if it should be 12, {REMEDY}.",
        f'section.xlsx, sheet Posts, cell D3: Grade is "P-4" as stored, but its formula now gives "P-6"; "P-4" is used: if it should be "P-6", {REMEDY}.',
    ]


def a_day_is_said_as_a_day(tmp_path: Path) -> None:
    assert found(tmp_path, ("C2", "=DATE(2004,9,7)", 38236)) == [
        (
            "section.xlsx, sheet Posts, cell C2: Begins is 6 September 2004 as stored, but its formula now gives 7 September 2004; "
            f"6 September 2004 is used: if it should be 7 September 2004, {REMEDY}."
        )
    ]


def the_many_in_one_column_are_one_remark_with_a_count(tmp_path: Path) -> None:
    (remark,) = found(tmp_path, *((f"B{row}", "=3+4", 6) for row in range(2, 8)))
    assert remark.startswith("section.xlsx, sheet Posts, cell B2: Work-months is 6 as stored, but its formula now gives 7; ")
    assert remark.endswith(". The same goes for 5 more cells of the column, the last in row 7.")


def a_formula_of_the_clock_or_of_chance_is_said(tmp_path: Path) -> None:
    assert found(tmp_path, ("C2", "=TODAY()", 38236), ("B3", "=ROUND(rand(),1)", 0.3)) == [
        "section.xlsx, sheet Posts, cell B3: Work-months is a formula with RAND, which gives another value by itself; the stored one is used: enter the value.",
        "section.xlsx, sheet Posts, cell C2: Begins is a formula with TODAY, which gives another value by itself; the stored one is used: enter the value.",
    ]


def the_last_digits_in_which_spreadsheets_differ_are_not_said(tmp_path: Path) -> None:
    assert found(tmp_path, ("B2", "=0.1+0.2", 0.3), ("B3", "=1/3", 0.333333333333)) == []
    assert len(found(tmp_path, ("B2", "=0.1+0.2", 0.3001))) == 1


def a_formula_that_the_engine_cannot_compute_is_said_once_and_the_others_are_checked(tmp_path: Path) -> None:
    one = ("B2", "=NOSUCH(1)", 6)
    assert found(tmp_path, one, ("B4", "=2", 2)) == [f"section.xlsx, sheet Posts, cell B2: The formula could not be computed anew; {REMEDY}, to be sure of what is stored."]
    both = found(tmp_path, one, ("B3", "='[other.xlsx]A'!A1", 6), ("B4", "=2", 3))
    assert both[0] == f"section.xlsx: 2 formulas, the first in cell B2 of sheet Posts, could not be computed anew; {REMEDY}, to be sure of what is stored."
    assert both[1].startswith("section.xlsx, sheet Posts, cell B4: Work-months is 3 as stored")
    assert len(both) == 2


def a_formula_over_which_the_engine_breaks_down_does_not_end_the_run(tmp_path: Path) -> None:
    deep = f"={'(' * 4000}1{')' * 4000}"
    assert found(tmp_path, ("B2", deep, 1)) == [f"section.xlsx, sheet Posts, cell B2: The formula could not be computed anew; {REMEDY}, to be sure of what is stored."]


def a_workbook_whose_tables_hold_no_formulas_costs_no_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        pytest.fail("The engine was asked.")

    monkeypatch.setattr(formulas, "recalculated_apart", never)
    assert found(tmp_path) == []
    assert found(tmp_path, ("E2", "=1/0", "#DIV/0!"), ("B12", "=1", 2)) == []
    assert found(tmp_path, ("A1", "=1", 2), sheet="My sums") == []


def a_formula_of_a_draft_is_found_though_the_section_has_a_row_of_the_same_number(tmp_path: Path) -> None:
    found(tmp_path, ("B2", "=B3*2", 11))
    frame = pd.DataFrame({"post": ["Director"], "months": [6.0], "begins": [pd.NaT], "grade": [""]}, index=[2])
    section = Inputs("section.xlsx", "", {"posts": frame}, {"posts": {"post": "A"}}, Figures(CATALOGUE, {}, {}, Words()))
    finding = Finding(CATALOGUE, read(tmp_path / "section.xlsx", "draft.xlsx"), section)
    begin_with(finding, section, [CATALOGUE.tables["posts"]])
    read_sheet(finding, CATALOGUE.tables["posts"])
    assert [(remark.workbook, remark.cell) for remark in out_of_date(finding)] == [("draft.xlsx", "B2")]
    without = Finding(CATALOGUE, finding.raw, section, frames={"posts": frame}, letters={"posts": {"months": "B"}})
    assert list(out_of_date(without)) == []
