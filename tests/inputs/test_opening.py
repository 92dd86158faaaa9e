"""Opening: formats that a file gives by number alone are known, and escaped signs are what they stand for."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
import xlsxwriter

from aspbudget.faults import Refused
from aspbudget.inputs.formats import PerCent
from aspbudget.inputs.read import read

if TYPE_CHECKING:
    from pathlib import Path

DAY = datetime(2003, 10, 1)  # noqa: DTZ001 - a spreadsheet's dates have no time zone
SERIAL = 37895


def rewritten(path: Path, pattern: str, by: str) -> Path:
    """Return a workbook's path once a pattern in its parts is replaced, which must be there."""
    found = 0
    with ZipFile(BytesIO(path.read_bytes())) as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part, times = re.subn(pattern.encode(), by.encode(), old.read(name))
            new.writestr(name, part)
            found += times
    assert found
    return path


def formatted(path: Path, value: float, number: int) -> object:
    """Return how a number is read that has a built-in format of this number, without a code in the file."""
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Posts").write_number("A1", value, book.add_format({"num_format": 10}))
    rewritten(path, '<xf numFmtId="10"', f'<xf numFmtId="{number}"')
    return read(path, "x").sheets["Posts"].cells[1][1]


@pytest.mark.parametrize("number", [14, 15, 22, *range(27, 37), *range(50, 59), *range(71, 82)])
def a_date_in_the_standard_format_of_any_language_is_a_day(tmp_path: Path, number: int) -> None:
    assert formatted(tmp_path / "x.xlsx", SERIAL, number) == DAY


@pytest.mark.parametrize("number", [0, 1, 3, 37, 44, 49, 59, 62, 69])
def a_number_in_a_format_of_numbers_is_a_number(tmp_path: Path, number: int) -> None:
    assert formatted(tmp_path / "x.xlsx", SERIAL, number) == SERIAL


@pytest.mark.parametrize("number", [9, 10, 67, 68])
def a_number_in_a_format_of_per_cent_is_per_cent(tmp_path: Path, number: int) -> None:
    value = formatted(tmp_path / "x.xlsx", 0.0001, number)
    assert isinstance(value, PerCent)
    assert value.shown == 0.01


def a_format_with_a_code_of_its_own_is_what_the_code_says(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    book = openpyxl.Workbook()
    assert book.active is not None
    for row, code in enumerate(("TT.MM.JJJJ", "#,##0 CHF", "[$-409]d mmm yyyy;@"), 1):
        book.active.cell(row, 1, SERIAL).number_format = code
    book.save(path)
    assert [line[1] for line in read(path, "x").sheets["Sheet"].cells.values()] == [DAY, SERIAL, DAY]


@pytest.mark.parametrize("shared", [True, False])
def an_escaped_sign_is_that_sign_and_one_that_stands_for_itself_stays(tmp_path: Path, shared: object) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path, {} if shared else {"constant_memory": True}) as book:
        book.add_worksheet("Posts").write_row("A1", ["one\rtwo", "_x000D_"])
    assert read(path, "x").sheets["Posts"].cells == {1: {1: "one\rtwo", 2: "_x000D_"}}


def a_text_of_a_formula_is_read_in_the_same_way(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Posts").write_formula("A1", '="a"&CHAR(13)&"b"', None, "a_x000D_b")
    assert read(path, "x").sheets["Posts"].cells == {1: {1: "a\rb"}}


def the_same_letters_are_the_same_text_and_the_same_name_of_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Comite\u0301").write_row("A1", ["Comite\u0301", "Comit\xe9"])
    (name,) = read(path, "x").sheets
    assert name == "Comit\xe9"
    assert read(path, "x").sheets[name].cells == {1: {1: "Comit\xe9", 2: "Comit\xe9"}}


def no_two_sheets_have_names_of_the_same_letters(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Comit\xe9")
        book.add_worksheet("Comite\u0301")
    with pytest.raises(Refused, match='two sheets are named "comit\xe9"'):
        read(path, "x")
