"""Inputs as offices send them: what shows the same is read the same, and what had to be taken for something else is remarked on."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from string import ascii_uppercase
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pandas as pd
import pytest
from openpyxl.styles import Border, Side
from support.cut_section import cut_section
from support.inputs_of_2004 import INPUT, LABEL, MODELS, faults
from support.workbooks import change_cells

from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read, read_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Place

    from aspbudget.inputs.inputs import Inputs

pytestmark = pytest.mark.slow

BILLS = INPUT.parents[1] / "2025" / "contributions.xlsx"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of the section of 2004, cut to a few sheets."""
    path = tmp_path / "section.xlsx"
    path.write_bytes(cut_section())
    return path


def rewritten(path: Path, part: str, pattern: str, by: str) -> None:
    """Replace a pattern, which must be there, in the parts of a workbook whose names begin with `part`."""
    found = 0
    with ZipFile(BytesIO(path.read_bytes())) as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data, times = re.subn(pattern, by, old.read(name).decode()) if name.startswith(part) else (old.read(name), 0)
            new.writestr(name, data)
            found += times
    assert found


def checked(path: Path) -> Inputs:
    """Return the checked section."""
    return check(MODELS, read(path, LABEL), "2004")


@cache
def own_section() -> Inputs:
    """Return the checked section as it is."""
    return check(MODELS, read_bytes(cut_section(), LABEL), "2004")


def differences(path: Path) -> list[str]:
    """Return the sheets whose rows are not those of the section as it is."""
    given, own = checked(path).frames, own_section().frames
    return [name for name in own if not given[name].equals(own[name])]


@pytest.fixture(scope="module")
def in_months(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """That section with one and the same standard format for every date."""
    book, path = openpyxl.load_workbook(BytesIO(cut_section())), tmp_path_factory.mktemp("dates") / "section.xlsx"
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.is_date and isinstance(cell.value, datetime):
                    cell.number_format = "mmm-yy"
    book.save(path)
    return path.read_bytes()


@pytest.mark.parametrize("number", [31, 57, 71])
def every_date_may_have_the_standard_format_of_another_language(file: Path, in_months: bytes, number: int) -> None:
    file.write_bytes(in_months)
    rewritten(file, "xl/styles.xml", '(<xf [^>]*)numFmtId="17"', rf'\1numFmtId="{number}"')
    assert differences(file) == []


def a_date_some_seconds_before_midnight_is_that_day_and_the_run_says_so(cut_place: Place) -> None:
    own = cut_place.run("cost", "2004", "--json").document["total"]
    cut_place.change({"Cycle!D5": datetime(2003, 10, 1) - timedelta(seconds=20)})  # noqa: DTZ001 - a spreadsheet's dates have no time zone
    remark = "Date is 30 September 2003 23:59:40; read as 1 October 2003."
    run = cut_place.run("cost", "2004", "--json")
    assert run.document["total"] == own
    assert run.document["remarks"] == [{"workbook": LABEL, "sheet": "Cycle", "cell": "D5", "message": remark}]
    assert f"Note      Cycle!D5: {remark}" in cut_place.run("check", "2004").out.splitlines()
    document = cut_place.run("check", "2004", "--json").document
    assert (document["faults"], document["remarks"]) == ([], run.document["remarks"])


def the_same_letters_in_another_form_are_the_same_session(file: Path) -> None:
    before, name = "Committee, second session", "Comit\xe9, deuxi\xe8me session"
    book = openpyxl.load_workbook(file)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == before:
                    cell.value = name if sheet.title == "Sessions" else unicodedata.normalize("NFD", name)
    book.save(file)
    assert set(checked(file).frames["travel"]["session"]) >= {name}


def a_letter_of_another_alphabet_is_named() -> None:
    (fault,) = faults({"Travel!F5": "\u0421ommittee, second session"})
    assert 'did you mean "Committee, second session", which has Latin capital letter c (U+0043) where this has ' in fault
    assert fault.endswith("Cyrillic capital letter es (U+0421)?")


@pytest.mark.parametrize("ending", ["_x000D_\n", "_x000D_", "\n", "_x000B_"])
def a_line_of_a_remark_may_end_as_in_any_program(file: Path, ending: str) -> None:
    change_cells(file, {"Posts!N5": "Estimate;@see\tannex"})
    rewritten(file, "xl/worksheets/", "Estimate;@see", f"Estimate;{ending}see")
    assert checked(file).frames["posts"].at[5, "source"] == "Estimate;\nsee annex"


def a_limit_typed_with_a_sign_of_per_cent_is_what_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "contributions.xlsx"
    book = openpyxl.load_workbook(BILLS)
    cell = book["Assumptions"]["B8"]
    cell.value, cell.number_format = 0.0001, "0.00%"
    book.save(path)
    models = catalogue("contributions")
    given, own = (check(models, read(each, "contributions.xlsx"), "2025") for each in (path, BILLS))
    assert given.named == own.named
    assert [str(remark) for remark in given.remarks] == [
        "contributions.xlsx, sheet Assumptions, cell B8: Value holds 0.0001 and shows 0.01%; its unit is per cent: read as 0.01."
    ]
    for name in own.frames:
        pd.testing.assert_frame_equal(given.figures.frame(name), own.figures.frame(name))


def a_scale_shown_per_cent_is_the_scale(tmp_path: Path) -> None:
    path = tmp_path / "contributions.xlsx"
    book = openpyxl.load_workbook(BILLS)
    for (cell,) in book["Scale"].iter_rows(5, None, 4, 4):
        if isinstance(cell.value, float | int):
            cell.value, cell.number_format = cell.value / 100, "0.0000%"
    book.save(path)
    models = catalogue("contributions")
    given, own = (check(models, read(each, "contributions.xlsx"), "2025") for each in (path, BILLS))
    pd.testing.assert_frame_equal(given.frames["scale"], own.frames["scale"])
    assert len(given.remarks) == 1


def a_share_shown_per_cent_is_what_the_cell_holds(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    for (cell,) in book["Assumptions"].iter_rows(5, None, 2, 2):
        cell.number_format = "0%"
    book.save(file)
    assert differences(file) == []
    assert checked(file).remarks == ()


def the_rows_and_columns_with_borders_alone_do_not_count(file: Path) -> None:
    book = openpyxl.load_workbook(file)
    book["Posts"]["Z13000"].border = Border(bottom=Side(style="thin"))
    book.save(file)
    with ZipFile(file) as package:
        part = next(name for name in package.namelist() if b'r="Z13000"' in package.read(name))
        look = re.search(r'<c r="Z13000" s="(\d+)"', package.read(part).decode())[1]  # type: ignore[index] - it was just saved
    cells = "".join(f'<c r="{letter}{{0}}" s="{look}"/>' for letter in ascii_uppercase)
    rows = "".join(f'<row r="{row}">{cells.format(row)}</row>' for row in range(1000, 13_000))  # openpyxl takes seconds for as many
    rewritten(file, part, '<row r="13000"', f'{rows}<row r="13000"')
    assert differences(file) == []
