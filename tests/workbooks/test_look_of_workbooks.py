"""The look of the workbooks of all cycles: every figure of `python -m tests.look` meets its aim, and each can miss it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import openpyxl
import pytest
import xlsxwriter
from conftest import REPOSITORY
from look.figure import Figure, least, most, none
from look.made import made, of_each_kind
from look.measures import FRENCH, in_the_notation_of, measured, pages
from look.schemas import broken, faults
from look.sheets import Seen, contrast
from openpyxl.styles import Alignment, Font, PatternFill
from support import libreoffice

from aspbudget.workbooks.typeface import lines

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet


CYCLES = {"2004": 4, "2005": 1, "2025": 1}  # each with its workbooks


@pytest.fixture(scope="module", params=["2004", *(pytest.param(cycle, marks=pytest.mark.long) for cycle in ("2005", "2025"))])
def in_both_languages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, once_a_file: None) -> list[Path]:  # noqa: ARG001 - what is made of the same is made once
    """The workbooks of a cycle, each in the language of its inputs and in French."""
    found = made(REPOSITORY, tmp_path_factory.mktemp("look"), (request.param,), "--language", "fr")
    assert len(found) == 2 * CYCLES[request.param]
    return found


@pytest.fixture(scope="module")
def workbooks(in_both_languages: list[Path]) -> list[Path]:
    """The workbooks of a cycle in the language of its inputs."""
    return [path for path in in_both_languages if not path.stem.endswith(FRENCH)]


@pytest.fixture(scope="module")
def french(in_both_languages: list[Path]) -> list[Path]:
    """The French workbooks of a cycle."""
    return [path for path in in_both_languages if path.stem.endswith(FRENCH)]


@pytest.fixture(scope="module")
def documents(workbooks: list[Path]) -> list[Path]:
    """One of every other kind of file that the tool writes, made in the folder of the workbooks; inputs as it makes them, too."""
    folder = workbooks[0].parents[2]
    return of_each_kind(folder)


@pytest.mark.slow
def no_file_breaks_the_schemas_of_office_open_xml(workbooks: list[Path], documents: list[Path]) -> None:
    assert {path.suffix for path in documents} == {".xlsx", ".docx"}
    assert {path.name: found for path in (*workbooks, *documents) if (found := faults(path))} == {}


@pytest.mark.parametrize(("part", "before", "after"), [
    ("xl/worksheets/sheet1.xml", "<sheetData>", '<sheetData><row r="1"><cell/></row>'),
    ("xl/workbook.xml", "<sheets>", "<sheets><sheets/>"),
    ("xl/styles.xml", "<fonts", "<fond/><fonts"),
])  # fmt: skip
def a_part_of_a_workbook_that_breaks_its_schema_is_found(tmp_path: Path, part: str, before: str, after: str) -> None:
    path = tmp_path / "planted.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet().write_number(0, 0, 1)
    assert faults(path) == []
    assert faults(broken(path, part, before, after)) != []


@pytest.mark.parametrize(("before", "after"), [
    ('<c r="A9"', '<c s="-1" r="A9"'), ('<c r="A9" t="s"><v>0</v>', '<c r="A9" t="s"><v>7</v>'), ('<c r="A9" t="s"><v>0</v>', '<c r="A9" t="s"><v>0</v><v>0</v>'),
    ('<row r="9"', '<row r="-4"'), ('<row r="9"', '<row ht="high" r="9"'), ("</row></sheetData>", "</row><cell/></sheetData>"), ("<v>9</v>", "<v>9</v><f>1</f>"),
])  # fmt: skip
def a_row_among_many_of_its_like_that_breaks_its_schema_is_found(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "planted.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row in range(9):
            sheet.write_string(row, 0, "alike")
            sheet.write_number(row, 1, row + 1)
    assert before.encode() in ZipFile(path).read("xl/worksheets/sheet1.xml")
    assert faults(path) == []
    assert faults(broken(path, "xl/worksheets/sheet1.xml", before, after)) != []


def a_part_of_a_text_that_breaks_its_schema_is_found(tmp_path: Path) -> None:
    path = tmp_path / "planted.docx"
    docx.Document().save(str(path))
    assert [each for each in faults(path) if "document.xml" in each] == []
    assert [each for each in faults(broken(path, "word/document.xml", "<w:sectPr", "<w:p><w:r/><w:pPr/></w:p><w:sectPr")) if "document.xml" in each] != []


@pytest.mark.slow
def every_figure_of_every_workbook_meets_its_aim(workbooks: list[Path]) -> None:
    assert [f"{path.name}: {figure}" for path in workbooks for figure in measured(path) if not figure.good] == []


@pytest.mark.slow
def every_figure_of_a_consolidated_statement_meets_its_aim(documents: list[Path]) -> None:
    (path,) = (each for each in documents if each.name == "consolidated.xlsx")
    assert [str(figure) for figure in measured(path) if not figure.good] == []
    summary = Seen(openpyxl.load_workbook(path)["Summary"])
    assert [cell.value for cell in summary.sheet["A"][5:] if cell.value and lines(str(cell.value), summary.widths[1]) > 1 and cell.font.sz == 10] == []


@pytest.mark.slow
def every_figure_of_every_french_workbook_meets_its_aim(workbooks: list[Path], french: list[Path]) -> None:
    assert len(french) == len(workbooks)
    assert [f"{path.name}: {figure}" for path in french for figure in measured(path) if not figure.good] == []


@libreoffice.needed
def no_workbook_prints_on_more_pages_than_its_readers_have_time_for(workbooks: list[Path]) -> None:
    office = libreoffice.program()
    assert office is not None
    assert [f"{path.name}: {figure}" for path, figure in zip(workbooks, pages(workbooks, office), strict=True) if not figure.good] == []


def a_figure_is_good_within_its_bounds_and_shows_where_it_is_not() -> None:
    assert [each.good for each in (most("pages", 15, 15), most("pages", 16, 15), least("points", 8, 8), least("points", 7.9, 8), none("cut", []), none("cut", ["A1"]))] == [
        True, False, True, False, True, False,
    ]  # fmt: skip
    assert str(Figure("texts that are cut", 1, 0, 0, ("Posts!A1",))).split() == ["texts", "that", "are", "cut", "1", "at", "most", "0", "NO", "Posts!A1"]


@pytest.fixture
def sheet() -> Worksheet:
    """A sheet with two columns of ten characters."""
    made_here = openpyxl.Workbook().active
    for letter in "AB":
        made_here.column_dimensions[letter].width = 10.71
    made_here["B9"] = "end"
    return made_here


LONG = "twenty letters or so, and more"


@pytest.mark.parametrize(("cell", "wrapped", "height", "cut"), [("A1", False, 15, True), ("A1", True, 15, True), ("A1", True, 60, False), ("B1", False, 15, True)])
def a_text_without_room_is_cut(sheet: Worksheet, cell: str, wrapped: object, height: float, cut: object) -> None:
    sheet[cell] = LONG
    sheet[cell].alignment = Alignment(wrap_text=bool(wrapped))
    sheet.row_dimensions[1].height = height
    assert list(Seen(sheet).cut()) == ([f"{sheet.title}!{cell}"] if cut else [])


def a_text_runs_over_what_is_empty_beside_it_and_no_further(sheet: Worksheet) -> None:
    sheet["A1"] = "some fifteen let"
    assert list(Seen(sheet).cut()) == []
    sheet["B1"] = "taken"
    assert list(Seen(sheet).cut()) == [f"{sheet.title}!A1"]


def a_number_wider_than_its_column_is_found_as_its_format_shows_it(sheet: Worksheet) -> None:
    sheet["A1"] = -123_456_789.5
    assert list(Seen(sheet).too_wide()) == []  # of no format that is known
    sheet["A1"].number_format = "#,##0;(#,##0);–"
    assert list(Seen(sheet).too_wide()) == [f"{sheet.title}!A1"]
    sheet["A1"] = 123
    assert list(Seen(sheet).too_wide()) == []


def a_number_of_a_language_is_as_wide_as_one_of_any_other(sheet: Worksheet) -> None:
    sheet["A1"] = 123_456_789.5
    sheet["A1"].number_format = "[$-40C]#,##0;(#,##0);–"
    assert list(Seen(sheet).too_wide()) == [f"{sheet.title}!A1"]


def a_first_row_of_two_lines_is_found_and_one_that_has_room_is_not(sheet: Worksheet) -> None:
    sheet["A1"] = LONG
    assert list(Seen(sheet).identity_in_lines()) == []  # it runs over what is beside it
    sheet["A1"].alignment = Alignment(wrap_text=True)
    assert list(Seen(sheet).identity_in_lines()) == [f"{sheet.title}!A1"]
    sheet["A1"] = "ten letter"
    assert list(Seen(sheet).identity_in_lines()) == []


def a_sign_for_a_number_stands_at_the_right_where_its_title_does(sheet: Worksheet) -> None:
    sheet["A7"] = ".."
    assert list(Seen(sheet).signs_at_the_left(("..",))) == []  # in a column of words
    sheet["A5"].alignment = Alignment(horizontal="right")
    assert list(Seen(sheet).signs_at_the_left(("..",))) == [f"{sheet.title}!A7"]
    sheet["A7"].alignment = Alignment(horizontal="right")
    assert list(Seen(sheet).signs_at_the_left(("..",))) == []


def a_number_that_says_its_language_is_written_in_it_everywhere(sheet: Worksheet) -> None:
    sheet["A1"], sheet["B1"], sheet["A2"] = 1234.5, 12, 2004
    sheet["A1"].number_format = "#,##0.0"
    assert [each.where for each in in_the_notation_of(sheet.parent, "[$-40C]")] == [(f"{sheet.title}!A1",)]
    sheet["A1"].number_format = "[$-40C]#,##0.0"
    assert [each.found for each in in_the_notation_of(sheet.parent, "[$-40C]")] == [0]


def the_letters_of_a_sheet_are_as_small_as_its_columns_are_wide(sheet: Worksheet) -> None:
    assert Seen(sheet).letters == 10
    sheet.column_dimensions["B"].width = 190.71
    sheet.page_setup.orientation = "landscape"
    assert Seen(sheet).letters == pytest.approx(10 * 1_046 / (7 * 200 + 10), abs=0.01)


def a_merged_cell_in_a_table_is_found_and_a_line_below_it_is_none(sheet: Worksheet) -> None:
    sheet["A8"] = LONG * 2
    sheet.merge_cells("A8:B8")
    assert Seen(sheet).merged_in_tables() == []
    sheet.merge_cells("A6:B7")
    assert Seen(sheet).merged_in_tables() == [f"{sheet.title}!A6:B7"]


def the_contrast_of_white_on_white_is_one_and_of_black_on_it_twenty_one(sheet: Worksheet) -> None:
    sheet["A1"] = "black"
    assert contrast(sheet["A1"]) == 21
    sheet["A1"].font = Font(color="FFFFFFFF")
    assert contrast(sheet["A1"]) == 1
    sheet["A1"].fill = PatternFill("solid", start_color="FF1F3864")
    assert contrast(sheet["A1"]) > 10
