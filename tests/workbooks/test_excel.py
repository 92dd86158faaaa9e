"""What Excel demands of a workbook and other spreadsheets forgive: names, titles and tables exactly as they refer to each other."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from conftest import REPOSITORY

from aspbudget.figures.catalogue import catalogue, workbooks
from aspbudget.inputs.ready import prepare
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

pytestmark = pytest.mark.slow
WITH_A_MEANING = re.compile(r"[\[\]#'@:,;\"{}\n]")
LIKE_A_CELL = re.compile(r"[A-Z]{1,3}[0-9]+|R[0-9]*C[0-9]*|R|C", re.IGNORECASE)


@pytest.fixture(
    scope="module", params=[("2004", 0), ("2004", 1), ("2025", 0)], ids=["section", "contributions", "2025"]
)
def book(request: pytest.FixtureRequest) -> tuple[bytes, openpyxl.Workbook]:
    cycle, place = request.param
    ready = prepare(Workspace(REPOSITORY), cycle, lambda _: None).workbooks[place]
    data = write_workbook(ready.figures, ready.inputs).data
    return data, openpyxl.load_workbook(io.BytesIO(data))


def _titles(sheet: Worksheet, area: str) -> list[object]:
    return [cell.value for cell in sheet[area][0]]


def every_table_is_titled_as_its_cells_say(book: tuple[bytes, openpyxl.Workbook]) -> None:
    tables = [(sheet, table) for sheet in book[1].worksheets for table in sheet.tables.values()]
    assert len(tables) > 5
    for sheet, table in tables:
        titles = [column.name for column in table.tableColumns]
        assert titles == _titles(sheet, table.ref)
        assert len({title.casefold() for title in titles}) == len(titles), f"{sheet.title}: two columns have one title"


def no_title_holds_a_sign_that_means_something_in_a_reference() -> None:
    for workbook in workbooks():
        known = catalogue(workbook)
        titles = [known.title(table, name, "EUR") for table in known.tables for name in known.names(table)]
        assert not [title for title in titles if WITH_A_MEANING.search(title)]


def no_name_means_two_things_or_a_cell(book: tuple[bytes, openpyxl.Workbook]) -> None:
    tables = [table.displayName for sheet in book[1].worksheets for table in sheet.tables.values()]
    names = [*tables, *book[1].defined_names]
    assert len({name.casefold() for name in names}) == len(names)
    assert not [name for name in names if LIKE_A_CELL.fullmatch(name)]


def no_sheet_is_hidden_and_every_name_is_short_enough(book: tuple[bytes, openpyxl.Workbook]) -> None:
    assert all(sheet.sheet_state == "visible" for sheet in book[1].worksheets)
    assert all(len(sheet.title) <= 31 for sheet in book[1].worksheets)


def no_part_of_the_file_is_a_macro_or_a_link_to_another_file(book: tuple[bytes, openpyxl.Workbook]) -> None:
    parts = zipfile.ZipFile(io.BytesIO(book[0])).namelist()
    assert not [part for part in parts if "vba" in part.casefold() or "external" in part.casefold()]


def no_formula_is_longer_than_excel_allows(book: tuple[bytes, openpyxl.Workbook]) -> None:
    formulas = [
        cell.value for sheet in book[1].worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert formulas
    assert max(len(str(formula)) for formula in formulas) < 8192
