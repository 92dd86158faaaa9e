"""Sheet Start here: its counts follow what is typed, in two engines, and are those of the check of inputs."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
from support.inputs_of_2004 import MODELS, at, typed
from support.left import as_typed, counted
from support.libreoffice import cells, needed, saved
from support.workbooks import FIRST, change_cells

from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.inputs import IN_USE, START
from aspbudget.inputs.left_to_do import ILLUSTRATIVE, MISSING, Left, left_to_do
from aspbudget.inputs.read import read, read_bytes
from aspbudget.recalculation import recalculated_apart
from aspbudget.workbooks import input_words as words
from aspbudget.workbooks.input_book import Form, write_inputs
from aspbudget.workbooks.reconcile import reconcile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aspbudget.recalculation import Place, Value

pytestmark = pytest.mark.usefixtures("once_a_file")
NEW_ROW = max(typed().sheets["Posts"].cells) + 1
EDITS: dict[str, object] = {
    at("Grades", "Status", "P-4"): "missing",
    at("Grades", "Standard cost", "P-4"): None,
    at("Meetings", "Status"): "published",
    f"Posts!A{NEW_ROW}": "EXAMPLE: a post",
    f"Posts!B{NEW_ROW}": "P-1",
    f"Overtime!A{max(typed().sheets['Overtime'].cells) + 1}": "One more",
}


@cache
def written(workbook: str = "section") -> tuple[bytes, dict[Place, Value]]:
    """Return the inputs of 2004 in the form of today, or a new workbook of contributions, and the value of each of its formulas."""
    file = BytesIO()
    frames = as_typed(MODELS, typed()) if workbook == "section" else {}
    formulas = write_inputs(file, catalogue(workbook), frames, "2004")
    return file.getvalue(), formulas


def shown(value: Callable[[int, int], Value]) -> dict[str, Left]:
    """Return the counts of sheet Start here by the names of sheets, given what returns the value of a cell of it."""
    lines = [[value(row, column) for column in range(1, 9)] for row in range(1, 100)]
    titles = {table.title for table in MODELS.sheets.values()}
    return {str(name): Left(*(int(float(each or 0)) for each in numbers)) for name, _, *numbers in lines if name in titles}


def by_title(left: dict[str, Left]) -> dict[str, Left]:
    """Return what is left to do by the names of sheets."""
    return {MODELS.sheets[name].title: each for name, each in left.items()}


@pytest.mark.parametrize("workbook", ["section", "contributions"])
def every_formula_gives_what_is_stored_beside_it(workbook: str) -> None:
    data, formulas = written(workbook)
    found = reconcile(data, formulas)
    assert found.differences == ()
    assert {sheet for sheet, _, _ in formulas} == {START, IN_USE}


@pytest.mark.parametrize("status", [MISSING, ILLUSTRATIVE])
def the_counts_of_the_inputs_of_2004_are_those_of_the_check(status: str) -> None:
    data, formulas = written()
    found = shown(lambda row, column: formulas.get((START, row, column), _typed(data).get((row, column))))
    assert {name: getattr(each, status) for name, each in found.items() if getattr(each, status)} == {
        MODELS.sheets[name].title: number for name, number in counted(MODELS, check(MODELS, typed()), status).items()
    }


@cache
def _typed(data: bytes) -> dict[tuple[int, int], object]:
    """Return the cells of sheet Start here."""
    cells = read_bytes(data, "section.xlsx").sheets[START].cells
    return {(row, column): value for row, line in cells.items() for column, value in line.items()}


def the_counts_follow_what_is_typed_in_the_second_engine(tmp_path: Path) -> None:
    path = tmp_path / "section.xlsx"
    path.write_bytes(written()[0])
    change_cells(path, EDITS)
    places = [place for place in written()[1] if place[0] == START]
    values = dict(zip(places, (each.recalculated for each in recalculated_apart(path.read_bytes(), places)), strict=True))
    titles = _typed(written()[0])
    assert shown(lambda row, column: values.get((START, row, column), titles.get((row, column)))) == _expected(path)


def _expected(path: Path) -> dict[str, Left]:
    """Return what is left to do as the product counts it, after it was made sure that the edits changed it."""
    before, after = (by_title(left_to_do(MODELS, as_typed(MODELS, raw), "2004")) for raw in (typed(), read(path, "section.xlsx")))
    changed = {name for name, each in after.items() if each != before.get(name, each)}
    assert after["Overtime"].empty > 0
    assert changed == {"Grades", "Meetings", "Posts", "Overtime"}
    return after


@needed
def a_workbook_edited_and_saved_in_libreoffice_counts_the_same_and_is_read_as_it_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "section.xlsx"
    path.write_bytes(written()[0])
    change_cells(path, EDITS)
    kept = saved(path, tmp_path / "saved", titles=False)
    values = cells(kept)
    assert shown(lambda row, column: values.get((START, row, column))) == _expected(kept)
    one, other = (read(each, "section.xlsx").sheets for each in (path, kept))
    for table in MODELS.sheets.values():
        assert _rows(other[table.title].cells) == _rows(one[table.title].cells), table.title
        assert other[table.title].features.hidden_columns == ()


def _rows(cells: dict[int, dict[int, object]]) -> dict[int, dict[int, object]]:
    return {row: line for row, line in cells.items() if row >= FIRST}


def a_workbook_with_nothing_left_to_do_says_so() -> None:
    models = catalogue("contributions")
    empty = {name: pd.DataFrame(columns=list(models.columns(name)), dtype=object) for name in models.sheets}
    published = {"assumptions": pd.DataFrame([{"assumption": "ceiling", "value": 22, "source": "The scale", "status": "published"}], dtype=object)}
    formulas = write_inputs(BytesIO(), models, empty | published, "2004")
    assert {value for value in formulas.values() if isinstance(value, str)} - {words.NO_CYCLE} == {words.NOTHING_LEFT, words.NOTHING_TO_DO, words.NO_ROWS, ""}
    assert words.SOME_LEFT in written()[1].values()


@pytest.mark.parametrize(("cycle", "days"), [("2002-2003", [37257.0, 37986.0]), ("next year", ["–", "–"])])
def the_days_of_the_cycle_are_those_of_its_years(cycle: str, days: list[float | str]) -> None:
    frames = {"cycle": pd.DataFrame([{"cycle": cycle}], dtype=object)}
    file = BytesIO()
    formulas = write_inputs(file, catalogue("contributions"), frames, "2004")
    assert [formulas[START, row, 2] for row in (6, 7)] == days
    assert reconcile(file.getvalue(), {place: value for place, value in formulas.items() if place[0] == START}).differences == ()


def the_title_says_of_what_the_inputs_are_which_of_a_draft_is_its_symbol() -> None:
    file = BytesIO()
    write_inputs(file, catalogue("contributions"), {}, "2004", Form(of="L.9"))
    books = [openpyxl.load_workbook(BytesIO(data), read_only=True) for data in (file.getvalue(), written()[0])]
    assert [(book.worksheets[0]["A1"].value, book.properties.title) for book in books] == [("Inputs L.9",) * 2, ("Inputs 2004",) * 2]


def a_short_list_of_sheets_is_on_one_page_and_a_long_one_on_as_many_as_it_needs() -> None:
    file = BytesIO()
    write_inputs(file, catalogue("contributions"), {}, "2004")
    assert [openpyxl.load_workbook(BytesIO(data)).worksheets[0].page_setup.fitToHeight for data in (file.getvalue(), written()[0])] == [None, 0]


def the_title_has_a_row_of_its_height() -> None:
    data, _ = written()
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert sheet.row_dimensions[1].height > 1.2 * sheet["A1"].font.sz


@pytest.mark.parametrize("workbook", ["section", "contributions"])
def the_legend_is_wrapped_below_the_list_and_no_wider(workbook: str) -> None:
    sheet = openpyxl.load_workbook(BytesIO(written(workbook)[0]))[START]
    legend = next(cell for row in sheet.iter_rows(max_col=1) for cell in row if cell.value == words.LEGEND)
    assert [str(each) for each in sheet.merged_cells.ranges] == [f"A{legend.row}:J{legend.row}"]
    assert legend.alignment.wrap_text
    assert sheet.row_dimensions[legend.row].height > 15
