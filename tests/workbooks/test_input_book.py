"""Templates: every sheet and column of the schemas, with its note, its drop-down or its bounds, and an example."""

from __future__ import annotations

import re
from contextlib import closing
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from support.workbooks import FIRST, TITLES
from xlsxwriter.worksheet import Worksheet as XlsxSheet

from aspbudget.declare.groups import groups, in_order
from aspbudget.declare.sheet import NOTES
from aspbudget.figures.catalogue import Catalogue, catalogue, workbooks
from aspbudget.inputs.inputs import EXAMPLE, IN_USE, INSTRUCTIONS, START
from aspbudget.workbooks.book import excel_name
from aspbudget.workbooks.input_book import write_inputs
from aspbudget.workbooks.live_sheet import LiveSheet
from aspbudget.workbooks.look import group_colour

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column

REPOSITORY = Path(__file__).resolve().parents[2]
MODELS = {name: catalogue(name) for name in workbooks()}
TABLES = [(name, table) for name, models in MODELS.items() for table in models.tables.values() if table.entered]
FUNCTION = re.compile(r"[A-Z][A-Z0-9.]*(?=\()")
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
def the_sheets_stand_in_the_order_of_the_work_after_where_one_starts(workbook: str) -> None:
    assert template(workbook).sheetnames == [START, INSTRUCTIONS, *titles(workbook), IN_USE]


@pytest.mark.parametrize("workbook", MODELS)
def no_formula_has_a_newer_function_without_the_full_name_that_files_have_of_it(workbook: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[tuple[str, ...], str] = {}  # one formula for each set of functions

    def noted(_: LiveSheet, formula: str, *_further: object) -> str:
        found[tuple(sorted(set(FUNCTION.findall(formula))))] = formula.removeprefix("=")
        return formula.removeprefix("=")

    monkeypatch.setattr(LiveSheet, "_prepare_formula", noted)
    write_inputs(BytesIO(), MODELS[workbook], {}, "2027")
    assert len(found) > len(("ISBLANK", "COUNTIF"))
    assert [each for each in found.values() if XlsxSheet()._prepare_formula(each, True) != each] == []


def titles(workbook: str) -> list[str]:
    """Return the names of the sheets of a workbook that people fill in, in their order."""
    models = MODELS[workbook]
    return [table.title for table in in_order(models.package, workbook, models.sheets.values())]


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
            assert rule.formula1 == f"keys_of_{column.refers}"
        elif column.kind != "date":
            low, high = float(rule.formula1), float(rule.formula2)
            assert low == (column.low if column.low is not None else -1e12)
            assert high == (column.high if column.high is not None else 1e12)


@on_every_sheet
def an_example_is_plainly_one_until_it_is_written_over(workbook: str, table: Table) -> None:
    sheet = template(workbook)[table.title]
    key = get_column_letter([column.key for column in columns(workbook, table)].index(True) + 1)
    (area, rule), *_ = [(str(area.sqref), rule) for area in sheet.conditional_formatting for rule in area.rules if rule.stopIfTrue]
    assert (rule.formula, rule.dxf.font.i) == ([f'LEFT(${key}{FIRST},{len(EXAMPLE)})="{EXAMPLE}"'], True)
    assert area.startswith(f"A{FIRST}:{get_column_letter(len(columns(workbook, table)))}")
    assert not any(cell.font.italic for row in sheet.iter_rows(min_row=FIRST) for cell in row)
    assert all(row[0].value != EXAMPLE for row in sheet.iter_rows(min_row=FIRST))


@pytest.mark.parametrize("workbook", MODELS)
def the_drop_downs_of_references_offer_as_many_keys_as_their_sheets_have_rows(workbook: str) -> None:
    models = MODELS[workbook]
    referred = {column.refers for table in models.sheets.values() for column in models.columns(table.name).values()} & models.sheets.keys()
    for name in referred:
        text = template(workbook).defined_names[f"keys_of_{name}"].value
        found = re.fullmatch(r"OFFSET\((.+)!\$([A-Z]+)\$4,1,0,MAX\(1,COUNTA\(\1!\$\2\$4:\$\2\$2000\)-1\),1\)", text)
        assert found, text
        assert template(workbook)[found[1].strip("'")][f"{found[2]}{TITLES}"].value == key_title(models, name)


def key_title(models: Catalogue, table: str) -> str:
    """Return the title of a sheet's key."""
    return models.columns(table)[models.key(table)].title


@pytest.mark.parametrize("workbook", MODELS)
def the_first_sheet_lists_every_sheet_with_a_link_and_says_what_to_run(workbook: str) -> None:
    sheet = template(workbook)[START]
    links = [cell.value for cell in sheet["A"] if cell.hyperlink]
    assert links == titles(workbook)
    assert all(cell.hyperlink.location == f"'{cell.value}'!A1" for cell in sheet["A"] if cell.hyperlink)
    assert any("aspbudget cost 2027" in str(cell.value) for cell in sheet["B"])


@on_every_sheet
def every_sheet_leads_back_to_the_first_and_has_the_colour_of_its_group(workbook: str, table: Table) -> None:
    sheet = template(workbook)[table.title]
    models = MODELS[workbook]
    stated = groups(models.package, workbook)
    number = next(place for place, group in enumerate(stated) if table.name in group.tables)
    assert (sheet["A3"].value, sheet["A3"].hyperlink.location) == (f"← {START}", f"'{START}'!A1")
    assert sheet.sheet_properties.tabColor.rgb == f"FF{group_colour(number).removeprefix('#')}"


@on_every_sheet
def every_sheet_is_a_marked_table_with_one_row_of_titles_and_no_merged_cells(workbook: str, table: Table) -> None:
    sheet = template(workbook)[table.title]
    (frame,) = sheet.tables.values()
    assert frame.name == excel_name(table.name)
    assert frame.ref.startswith(f"A{TITLES}:{get_column_letter(len(columns(workbook, table)) + 1)}")
    assert sheet.merged_cells.ranges == set()


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "inputs").glob("*/*.xlsx")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def every_input_of_the_repository_has_exactly_the_sheets_and_columns_of_the_schemas(path: Path) -> None:
    models = MODELS[path.stem]
    book = openpyxl.load_workbook(path, read_only=True)
    entered = [table for table in models.tables.values() if table.entered and (table.title in book.sheetnames or not table.optional)]
    older = [INSTRUCTIONS, *(table.title for table in entered)]
    opening = {table.title for table in models.opening.values()}
    assert [name for name in book.sheetnames if name not in opening] in (older, [START, INSTRUCTIONS, *(title for title in titles(path.stem) if title not in opening and title in book.sheetnames), IN_USE])  # fmt: skip
    assert {table.title for table in entered} <= set(book.sheetnames)
    for table in entered:
        declared = models.columns(table.name).values()
        (titled,) = book[table.title].iter_rows(min_row=TITLES, max_row=TITLES, values_only=True)
        found = [title for title in titled if title != "Notes"]  # a workbook of before has no column for notes
        former = [column.formerly[0] if column.formerly and column.title not in found else column.title for column in declared]
        assert found in (former, [column.title for column in declared if not column.newer])
    book.close()


@pytest.mark.parametrize(
    "path", sorted((REPOSITORY / "inputs").glob("*/*.xlsx")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def no_input_of_the_repository_holds_macros_links_or_hidden_sheets(path: Path) -> None:
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
    with ZipFile(path) as archive:
        assert not [
            name for name in archive.namelist() if re.search("vba|external|connection|embed", name, re.IGNORECASE)
        ]
