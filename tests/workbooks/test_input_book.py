"""Templates: every sheet and column of the schemas, with its note, its drop-down or its bounds, and an example."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest
from support.workbooks import FIRST, TITLES

from aspbudget.declare.sheet import NOTES
from aspbudget.figures.catalogue import Catalogue, catalogue, workbooks
from aspbudget.inputs.inputs import EXAMPLE, INSTRUCTIONS
from aspbudget.workbooks.input_book import write_inputs

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column

REPOSITORY = Path(__file__).resolve().parents[2]
MODELS = {name: catalogue(name) for name in workbooks()}
TABLES = [(name, table) for name, models in MODELS.items() for table in models.tables.values() if table.entered]
on_every_sheet = pytest.mark.parametrize(
    ("workbook", "table"), TABLES, ids=[f"{name}-{table.name}" for name, table in TABLES]
)


@cache
def template(workbook: str) -> Workbook:
    """Return a new input workbook."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "inputs.xlsx")
        write_inputs(path, MODELS[workbook], {}, "2027")
        return openpyxl.load_workbook(BytesIO(path.read_bytes()))


def columns(workbook: str, table: Table) -> list[Column]:
    """Return the columns of a sheet in order."""
    return list(MODELS[workbook].columns(table.name).values())


def validation(sheet: Worksheet, letter: str) -> DataValidation | None:
    """Return what limits the entries of a column, in its first row."""
    cell = f"{letter}{FIRST}"
    return next((each for each in sheet.data_validations.dataValidation if cell in each.sqref), None)


@pytest.mark.parametrize("workbook", MODELS)
def the_sheets_are_the_instructions_and_those_of_the_models(workbook: str) -> None:
    entered = [table.title for table in MODELS[workbook].sheets.values()]
    assert template(workbook).sheetnames == [INSTRUCTIONS, *entered]


@on_every_sheet
def every_sheet_has_its_titles_in_a_frozen_header_above_the_rows(workbook: str, table: Table) -> None:
    sheet = template(workbook)[table.title]
    assert [cell.value for cell in sheet[TITLES]] == [*(column.title for column in columns(workbook, table)), NOTES]
    assert sheet.freeze_panes == f"B{FIRST}"
    assert sheet["A1"].value == table.title
    assert sheet["A2"].value
    assert sheet.print_title_rows == f"${TITLES}:${TITLES}"


@on_every_sheet
def every_column_has_a_note_that_says_what_it_is_and_what_it_may_hold(workbook: str, table: Table) -> None:
    *declared, notes = template(workbook)[table.title][TITLES]
    assert "nothing is read from here" in notes.comment.text
    for cell, column in zip(declared, columns(workbook, table), strict=True):
        assert cell.comment
        note = cell.comment.text
        assert note.startswith(column.about)
        assert all(choice in note for choice in column.choices)
        assert column.limits in note
        assert not column.pattern or column.pattern.about in note
        assert ("May be empty." in note) == (not column.required or column.rate)


@on_every_sheet
def every_choice_reference_date_and_number_is_limited_as_its_column_says(workbook: str, table: Table) -> None:
    sheet = template(workbook)[table.title]
    *declared, notes = sheet[TITLES]
    assert validation(sheet, notes.column_letter) is None
    for cell, column in zip(declared, columns(workbook, table), strict=True):
        rule = validation(sheet, cell.column_letter)
        refers = column.refers in MODELS[workbook].tables
        if column.textual and not column.choices and not refers:
            assert rule is None
            continue
        assert rule is not None, column.title
        kind = (
            "list" if column.choices or refers else {"date": "date", "whole": "whole", "number": "decimal"}[column.kind]
        )
        assert rule.type == kind
        if column.choices:
            assert rule.formula1 == f'"{",".join(column.choices)}"'
        elif refers:
            assert rule.formula1.startswith(f"'{MODELS[workbook].tables[column.refers].title}'!$")
        elif column.kind != "date":
            low, high = float(rule.formula1), float(rule.formula2)
            assert low == (column.low if column.low is not None else -1e12)
            assert high == (column.high if column.high is not None else 1e12)


@on_every_sheet
def an_example_is_plainly_one_and_every_other_row_is_whole(workbook: str, table: Table) -> None:
    for row in template(workbook)[table.title].iter_rows(min_row=FIRST):
        example = str(row[0].value).startswith(EXAMPLE)
        assert bool(row[0].font.italic) == example or row[0].value is None
        if example:
            assert row[0].value != EXAMPLE


@pytest.mark.parametrize("workbook", MODELS)
def the_drop_downs_of_references_reach_the_keys_of_their_sheets(workbook: str) -> None:
    models = MODELS[workbook]
    for table in (table for table in models.tables.values() if table.entered):
        sheet = template(workbook)[table.title]
        for place, column in enumerate(models.columns(table.name).values()):
            if column.refers in models.tables:
                rule = validation(sheet, sheet.cell(TITLES, place + 1).column_letter)
                assert rule
                other, cells = rule.formula1.split("!")
                first = template(workbook)[other.strip("'")][cells.replace("$", "").split(":")[0]]
                assert first.row == FIRST
                assert template(workbook)[other.strip("'")].cell(TITLES, first.column).value == key_title(
                    models, column.refers
                )


def key_title(models: Catalogue, table: str) -> str:
    """Return the title of a sheet's key."""
    return models.columns(table)[models.key(table)].title


@pytest.mark.parametrize("workbook", MODELS)
def the_instructions_list_every_sheet(workbook: str) -> None:
    sheet = template(workbook)[INSTRUCTIONS]
    said = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {table.title for table in MODELS[workbook].tables.values() if table.entered} <= said
    assert any("aspbudget cost 2027" in text for text in said)


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "inputs").glob("*/*.xlsx")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def every_input_of_the_repository_has_exactly_the_sheets_and_columns_of_the_schemas(path: Path) -> None:
    models = MODELS[path.stem]
    book = openpyxl.load_workbook(path)
    entered = [table for table in models.tables.values() if table.entered and (table.title in book.sheetnames or not table.optional)]
    assert book.sheetnames == [INSTRUCTIONS, *(table.title for table in entered)]
    for table in entered:
        declared = models.columns(table.name).values()
        found = [cell.value for cell in book[table.title][TITLES] if cell.value != "Notes"]  # a workbook of before has no column for notes
        assert found in ([column.title for column in declared], [column.title for column in declared if not column.newer])


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "inputs").glob("*/*.xlsx")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def no_input_of_the_repository_holds_macros_links_or_hidden_sheets(path: Path) -> None:
    assert all(sheet.sheet_state == "visible" for sheet in openpyxl.load_workbook(path).worksheets)
    with ZipFile(path) as archive:
        assert not [
            name for name in archive.namelist() if re.search("vba|external|connection|embed", name, re.IGNORECASE)
        ]
