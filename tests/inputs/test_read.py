"""Reading: a workbook's cells are kept as they were typed, and a file that can't be read is refused in words."""

from __future__ import annotations

import hashlib
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
import xlsxwriter

from aspbudget.faults import Refused
from aspbudget.inputs.read import Failed, RawSheet, Uncalculated, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = datetime(2004, 9, 6)  # noqa: DTZ001 - a spreadsheet's dates have no time zone


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a workbook to be written."""
    return tmp_path / "section.xlsx"


def reason(path: Path) -> str:
    """Return why a workbook is refused."""
    with pytest.raises(Refused) as refused:
        read(path, "section.xlsx")
    return str(refused.value)


def changed(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Write the workbook again with each of its parts changed."""
    with ZipFile(BytesIO(path.read_bytes())) as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))


def a_workbook_is_read_as_typed(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        day, hour = book.add_format({"num_format": "d mmm yyyy"}), book.add_format({"num_format": "hh:mm"})
        sheet = book.add_worksheet("Posts")
        sheet.write_row("A1", [" P-4 ", 12, 1.5, True, "  ", "NA", "#N/A"])
        sheet.write_datetime("A3", DAY, day)
        sheet.write_number("B3", 0.5, hour)
        sheet.write_formula("C3", "=1/0", None, "#DIV/0!")
        sheet.write_formula("D3", '=""', None, "text")
        sheet.write_formula("E3", "=1+1", None, 2)
        sheet.write_blank("Z9", None, day)
        book.add_worksheet("Rates")
    changed(file, lambda _, part: part.replace(b"<v>text</v>", b"<v></v>"))
    before = file.read_bytes()
    found = read(file, "section.xlsx")
    assert file.read_bytes() == before
    assert (found.label, found.sha256) == ("section.xlsx", hashlib.sha256(before).hexdigest())
    assert found.sheets["Rates"] == RawSheet("Rates", {})
    assert found.sheets["Posts"].cells == {
        1: {1: " P-4 ", 2: 12, 3: 1.5, 4: True, 6: "NA", 7: "#N/A"},
        3: {1: DAY, 2: time(12), 3: Failed("#DIV/0!"), 5: 2},
    }


def a_formula_without_a_stored_value_is_marked(file: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Post", "=1+1"])
    book.save(file)
    assert read(file, "section.xlsx").sheets["Sheet"].cells == {1: {1: "Post", 2: Uncalculated()}}


@pytest.mark.parametrize("system", [False, True])
def a_date_is_the_same_day_in_both_date_systems(file: Path, system: object) -> None:
    with xlsxwriter.Workbook(file, {"date_1904": system}) as book:
        book.add_worksheet("Posts").write_datetime("A1", DAY, book.add_format({"num_format": "yyyy-mm-dd"}))
    assert read(file, "section.xlsx").sheets["Posts"].cells == {1: {1: DAY}}


def a_wrong_statement_of_the_size_of_a_sheet_hides_nothing(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Posts")
        for row in range(100):
            sheet.write(row, 0, row)
    changed(file, lambda _, part: part.replace(b'<dimension ref="A1:A100"/>', b'<dimension ref="A1"/>'))
    assert b'<dimension ref="A1"/>' in ZipFile(file).read("xl/worksheets/sheet1.xml")
    assert len(read(file, "section.xlsx").sheets["Posts"].cells) == 100


def a_text_that_is_missing_from_the_file_is_a_fault_of_its_sheet(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("Posts").write("A1", "P-4")
    changed(file, lambda _, part: part.replace(b'<c r="A1" t="s"><v>0</v>', b'<c r="A1" t="s"><v>7</v>'))
    assert reason(file) == (
        "section.xlsx, sheet Posts: "
        "The file breaks the rules of the .xlsx format (IndexError: list index out of range): "
        "open it in a spreadsheet and save it again as .xlsx."
    )


def a_broken_style_is_a_fault_of_the_file(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("Posts").write("A1", "P-4")
    changed(file, lambda _, part: part.replace(b'<xf numFmtId="0"', b'<xf numFmtId="x"'))
    assert reason(file).startswith("section.xlsx: The file breaks the rules of the .xlsx format (")
    assert reason(file).endswith("): open it in a spreadsheet and save it again as .xlsx.")


def a_huge_number_is_read_as_infinite_rather_than_tripping(file: Path) -> None:
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("Posts").write("A1", 7)
    changed(file, lambda _, part: part.replace(b"<v>7</v>", b"<v>1" + b"0" * 400 + b"</v>"))
    assert read(file, "section.xlsx").sheets["Posts"].cells == {1: {1: float("inf")}}


def an_unsafe_workbook_is_refused_before_it_is_opened(file: Path) -> None:
    file.write_bytes(b"Post,Months\n")
    assert reason(file) == (
        "section.xlsx: This is a CSV or other text file, not an .xlsx workbook: use a workbook saved as .xlsx."
    )


def a_missing_file_is_refused_with_the_nearest_name(file: Path) -> None:
    assert reason(file) == "section.xlsx: The file does not exist. Check its name and folder."
    file.with_name("sections.xlsx").touch()
    assert reason(file) == (
        'section.xlsx: The file does not exist; did you mean "sections.xlsx"? Check its name and folder.'
    )


def a_folder_is_refused(file: Path) -> None:
    file.mkdir()
    assert reason(file) == "section.xlsx: This is not a file: give the name of an .xlsx workbook."


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            PermissionError(13, "no"),
            "The file may not be opened: close it elsewhere, or ask for permission to read it.",
        ),
        (OSError(5, "Input/output error"), "The file cannot be read (Input/output error): restore it from a copy."),
    ],
)
def a_file_that_cannot_be_opened_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, message: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("pathlib.Path.open", fail)
    assert reason(file) == f"section.xlsx: {message}"
