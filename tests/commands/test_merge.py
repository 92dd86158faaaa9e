"""Merging on the command line: a new workbook of two copies, which is read as before, with conflicts marked and listed."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest
from support.workbooks import change_cells

from aspbudget.cli import DONE, WRONG_USE

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Place


@pytest.fixture
def copies(place: Place) -> tuple[Path, Path, Path]:
    """The section of 2004 as it was sent, and two copies of it."""
    base, mine, yours = (place.root / f"{name}.xlsx" for name in ("sent", "mine", "yours"))
    for path in (base, mine, yours):
        shutil.copyfile(place.input, path)
    return base, mine, yours


def a_merged_workbook_has_what_both_changed_and_is_read_as_any_other(place: Place, copies: tuple[Path, Path, Path]) -> None:
    _, mine, yours = copies
    change_cells(mine, {"Posts!C5": 2})
    change_cells(yours, {"Posts!C6": 3, "Travel!C5": 5})
    before = [hashlib.sha256(path.read_bytes()).hexdigest() for path in copies]
    target = place.root / "merged.xlsx"
    said = place.run("merge", *map(str, copies), "-o", str(target))
    assert (said.code, said.out) == (DONE, f"Taken     2 cells changed, 0 rows added and 0 rows removed in the other copy\nWritten   {target}\nNothing was in conflict.\n")
    assert [hashlib.sha256(path.read_bytes()).hexdigest() for path in copies] == before
    book = openpyxl.load_workbook(target)
    assert [book["Posts"]["C5"].value, book["Posts"]["C6"].value, book["Travel"]["C5"].value] == [2, 3, 5]
    shutil.copyfile(target, place.input)
    assert place.run("check", "2004").code == DONE


def a_conflict_keeps_mine_is_marked_at_its_cell_and_listed_on_a_sheet_of_the_officers_own(place: Place, copies: tuple[Path, Path, Path]) -> None:
    _, mine, yours = copies
    change_cells(mine, {"Posts!C5": 2})
    change_cells(yours, {"Posts!C5": 3})
    target = place.root / "merged.xlsx"
    said = place.run("merge", *map(str, copies), "-o", str(target))
    message = "Posts of Director of the Secretariat: it was 1, is 2 here, which stays, and 3 in the other copy."
    assert said.out.splitlines()[1:3] == [f"Conflicts 1, in which {mine} is kept", f"  Posts!C5: {message}"]
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[0] == "My conflicts"
    assert (book["Posts"]["C5"].value, book["Posts"]["C5"].comment.text) == (2, f"Conflict: {message}")
    shutil.copyfile(target, place.input)
    assert place.run("check", "2004").code == DONE
    document = place.run("merge", *map(str, copies), "-o", str(place.root / "again.xlsx"), "--json").document
    assert document["conflicts"] == [{"sheet": "Posts", "row": "Director of the Secretariat", "column": "Posts", "base": 1, "mine": 2, "yours": 3}]


def a_row_that_the_other_copy_added_is_in_the_table_and_costs(place: Place, copies: tuple[Path, Path, Path]) -> None:
    *_, yours = copies
    book = openpyxl.load_workbook(yours)
    sheet = book["Posts"]
    last = max(row[0].row for row in sheet.iter_rows() if row[0].value is not None)
    for cell in sheet[last]:
        sheet.cell(last + 1, cell.column).value = cell.value
    sheet.cell(last + 1, 1).value = "Archivist"
    book.save(yours)
    target = place.root / "merged.xlsx"
    assert "1 row added" in place.run("merge", *map(str, copies), "-o", str(target)).out
    merged = openpyxl.load_workbook(target)["Posts"]
    assert merged.cell(last + 1, 1).value == "Archivist"
    assert all(table.ref.endswith(str(last + 1)) for table in merged.tables.values())


def a_workbook_is_never_written_over_and_three_of_different_kinds_are_refused(place: Place, copies: tuple[Path, Path, Path]) -> None:
    said = place.run("merge", *map(str, copies), "-o", str(copies[1]))
    assert (said.code, said.err.splitlines()[-1]) == (WRONG_USE, f"{copies[1]} exists already and is never written over; move it away first, or name another file.")
    other = openpyxl.Workbook()
    other.save(place.root / "other.xlsx")
    said = place.run("merge", str(copies[0]), str(copies[1]), str(place.root / "other.xlsx"), "-o", str(place.root / "merged.xlsx"))
    assert said.code == WRONG_USE
    assert said.err.splitlines()[-1].endswith("are not three copies of one input workbook: name the one that was sent, yours, and the other.")
