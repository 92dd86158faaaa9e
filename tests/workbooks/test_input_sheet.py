"""Input sheets: what is folded away, and how wide columns are."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import get_column_letter
from support.inputs_of_2004 import MODELS, typed
from support.left import as_typed

from aspbudget.declare.sheet import Column
from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read, read_bytes
from aspbudget.workbooks.input_book import Form, write_inputs
from aspbudget.workbooks.input_sheet import width
from aspbudget.workbooks.look import PLAIN, YEAR

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CONTRIBUTIONS = Path(__file__).resolve().parents[2] / "inputs" / "2004" / "contributions.xlsx"

@cache
def data() -> bytes:
    """Return the inputs of 2004 in the form of today."""
    file = BytesIO()
    write_inputs(file, MODELS, as_typed(MODELS, typed()), "2004")
    return file.getvalue()


@cache
def sheet(name: str) -> Worksheet:
    """Return a sheet of them."""
    return _book()[name]


@cache
def _book() -> Any:
    return openpyxl.load_workbook(BytesIO(data()))


def folded(name: str) -> list[str]:
    """Return the titles of the columns of a sheet that are folded away."""
    found = sheet(name)
    groups = [each for each in found.column_dimensions.values() if each.hidden and each.outlineLevel == 1]
    return [found[f"{get_column_letter(place)}4"].value for each in groups for place in range(each.min, each.max + 1)]


def the_origin_of_a_row_is_folded_away_on_a_sheet_wider_than_a_screen() -> None:
    assert folded("Posts") == ["Mandate", "Reason", "Source", "Post in French", "Reason in French", "Source in French"]
    assert folded("Prices") == ["Date", "Low", "High", "Source", "Price in French", "Source in French"]
    assert folded("Languages") == []


def a_column_of_translations_is_folded_away_on_a_narrow_sheet_too() -> None:
    assert folded("Cycle") == ["Title in French"]


def a_sheet_without_rows_is_left_out_when_the_workbook_is_printed_whole_and_one_with_rows_is_not() -> None:
    assert [name for name in ("Posts", "Prices", "Languages", "Income", "Expenditure") if "AMJ" in str(sheet(name).print_area)] == ["Income", "Expenditure"]


def a_narrow_first_column_leaves_the_way_back_its_room_before_what_is_said_of_folded_columns() -> None:
    said = {name: [cell.coordinate for cell in sheet(name)[3] if str(cell.value).startswith("Columns are folded")] for name in ("Cycle", "Posts", "Currencies")}
    assert said == {"Cycle": ["C3"], "Posts": ["B3"], "Currencies": ["C3"]}


def the_columns_folded_away_are_not_said_to_be_hidden() -> None:
    sheets = read_bytes(data(), "section.xlsx").sheets
    assert [name for name, each in sheets.items() if each.features.hidden_columns] == []


@pytest.mark.parametrize(
    ("column", "texts", "wide"),
    [
        (Column("grade", "Grade", "text", "", choices=("P-staff and above",)), [], 19),
        (Column("post", "Post", "text", "", key=True), ["x" * 90], 32),
        (Column("source", "Source", "text", ""), ["short"], 44),
        (Column("persons", "Persons", "whole", ""), [], 10),
        (Column("day", "Day", "date", ""), [], 12),
        (Column("sum", "Sum", "number", "", rate=True), [], 10),
        (Column("sum", "Sum", "number", ""), [195_481_500.0, None], 10),
        (Column("sum", "Sum", "number", ""), [0.5, 1_195_481_500.25], 14),
    ],
)
def a_column_is_as_wide_as_its_texts_its_numbers_its_choices_and_its_title_need(column: Column, texts: list[str | float | None], wide: int) -> None:
    assert width(column, pd.DataFrame({column.name: texts})) == min(wide, 18 if column.choices else 99)


def the_way_back_is_not_cut_where_the_first_column_is_narrower_than_its_words() -> None:
    noted = {name: next((cell.coordinate for cell in sheet(name)[3][1:] if cell.value), "") for name in ("Cycle", "Posts")}
    assert noted == {"Cycle": "C3", "Posts": "B3"}
    assert sheet("Cycle").column_dimensions["A"].width < len(str(sheet("Cycle")["A3"].value)) < sheet("Posts").column_dimensions["A"].width


def a_title_of_three_lines_has_room_for_them_all() -> None:
    book, models = BytesIO(), catalogue("contributions")
    write_inputs(book, models, {name: frame for name, frame in check(models, read(CONTRIBUTIONS, ""), "2004").frames.items() if name in models.sheets}, "2004", Form(language="fr"))
    heights = {each.title: each.row_dimensions[4].height for each in openpyxl.load_workbook(book)}
    assert heights["États"] > 35 > heights["Barème"]


def a_year_among_the_assumptions_is_written_as_a_year_and_words_are_counted_with_a_separator() -> None:
    found = {row[0].value: row[1].number_format for row in sheet("Assumptions").iter_rows(min_row=5) if row[0].value}
    assert (found["price_year"], found["pay_year"]) == (YEAR, YEAR)
    assert found["words_per_page"] == PLAIN


def every_page_says_at_its_foot_of_what_the_inputs_are() -> None:
    assert {name for name in _book().sheetnames if "Inputs 2004" not in sheet(name).oddFooter.left.text} == set()
