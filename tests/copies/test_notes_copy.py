"""Notes in a changed copy: each at its cell, in a box that a spreadsheet shows, whether or not the sheet had any."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest
from look.schemas import faults
from openpyxl.comments import Comment

from aspbudget.copies.book_copy import BookCopy
from aspbudget.copies.notes_copy import add_note

if TYPE_CHECKING:
    from pathlib import Path


def original(*, noted: bool) -> bytes:
    """Return a workbook of two sheets, the first with a table and, where it is wanted, a note."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Posts"
    for row in (("Post", "Posts"), ("Director", 1), ("Archivist", 2)):
        sheet.append(row)
    sheet.add_table(openpyxl.worksheet.table.Table(displayName="Posts", ref="A1:B3"))
    if noted:
        sheet["A1"].comment = Comment("first < line", "an officer")
    book.create_sheet("Travel")["A1"] = "Trip"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("noted", [False, True])
def a_note_stands_at_its_cell_below_what_is_noted_there(*, noted: bool, tmp_path: Path) -> None:
    book = BookCopy(original(noted=noted))
    for cell, text in (((2, 1), "one & <two>"), ((2, 1), "three"), ((1, 1), "=four"), ((40, 30), "far")):
        add_note(book, "Posts", cell, text, "aspbudget")
    add_note(book, "Travel", (1, 1), "trip", "aspbudget")
    path = tmp_path / "noted.xlsx"
    path.write_bytes(book.data())
    found = openpyxl.load_workbook(path)
    notes = {cell.coordinate: (cell.comment.text, cell.comment.author) for line in found["Posts"] for cell in line if cell.comment}
    title = ("first < line\n=four", "an officer") if noted else ("=four", "aspbudget")
    assert notes == {"A2": ("one & <two>\nthree", "aspbudget"), "A1": title, "AD40": ("far", "aspbudget")}
    assert found["Travel"]["A1"].comment.text == "trip"
    before = tmp_path / "original.xlsx"
    before.write_bytes(original(noted=noted))
    assert {*faults(path)} <= {*faults(before)}


@pytest.mark.parametrize("noted", [False, True])
def each_note_has_one_box_with_a_number_of_its_own(*, noted: bool) -> None:
    book = BookCopy(original(noted=noted))
    for place in ((2, 1), (2, 1), (3, 2), (1, 1)):
        add_note(book, "Posts", place, "text", "aspbudget")
    with ZipFile(BytesIO(book.data())) as package:
        (drawing,) = [package.read(name).decode() for name in package.namelist() if name.endswith(".vml")]
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    places = sorted(zip(map(int, re.findall(r"Row>(\d+)<", drawing)), map(int, re.findall(r"Column>(\d+)<", drawing)), strict=True))
    numbers = re.findall(r'id="_x0000_s(\d+)"', drawing)
    assert places == [(0, 0), (1, 0), (2, 1)]
    assert len({*numbers}) == len(numbers) == 3
    assert sheet.index("legacyDrawing") < sheet.index("tableParts"), "a spreadsheet wants them in this order"
