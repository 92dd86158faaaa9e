"""Hidden: what nobody sees is passed over where it is no table, and counted where it is one; either is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from support.made_by_hand import BOOK, LINKS, book, links, parts, sheet, zipped

from aspbudget.declare.model import Model, Table
from aspbudget.declare.sheet import Sheet, column, is_own
from aspbudget.figures.catalogue import Catalogue
from aspbudget.inputs.features import Features
from aspbudget.inputs.findings import Finding
from aspbudget.inputs.hidden import hidden_but_counted, passed_over
from aspbudget.inputs.read import RawSheet, RawWorkbook, read
from aspbudget.inputs.sheets import present, read_sheet

if TYPE_CHECKING:
    from pathlib import Path


class Posts(Sheet):
    """A post."""

    post: str = column("Post", "Its name.", key=True)
    months: float = column("Work-months", "How long it is filled.")


CATALOGUE = Catalogue((Model("Staff", "Posts.", 1, (Table(Posts),)),))
TABLE = CATALOGUE.tables["posts"]
ROWS = (("Post", "Work-months", "Notes"), ("Director", 12, None), ("Clerk", 6, "till June"), ("Editor", 3, None))


@pytest.fixture
def made() -> openpyxl.Workbook:
    """A workbook with a sheet of three posts."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "Posts"
    for row in ROWS:
        workbook["Posts"].append(row)
    return workbook


def found(workbook: openpyxl.Workbook, folder: Path) -> Finding:
    """Return what is found in a workbook once it is saved."""
    workbook.save(folder / "section.xlsx")
    finding = Finding(CATALOGUE, read(folder / "section.xlsx", "section.xlsx"))
    for table in present(finding, [TABLE]):
        read_sheet(finding, table)
    return finding


def remarks(finding: Finding) -> list[str]:
    """Return the remarks, each as a line."""
    return [str(remark) for remark in finding.remarks]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def a_hidden_sheet_that_is_no_table_is_passed_over_whatever_it_is_called(state: str, made: openpyxl.Workbook, tmp_path: Path) -> None:
    for name in ("settings", "Post", "_xltb_storage_"):
        made.create_sheet(name).sheet_state = state
    finding = found(made, tmp_path)
    assert finding.faults == []
    assert remarks(finding) == ["section.xlsx: 3 hidden sheets, no table of the template, are passed over: Post, _xltb_storage_, settings."]


@pytest.mark.parametrize("name", ["Compatibility Report", "Export Summary", "Evaluation Warning", "WpsReserved_CellImgList", "XDO_METADATA", "__FDSCACHE__"])
def a_sheet_that_a_program_adds_is_passed_over_by_its_name_though_it_is_seen(name: str, made: openpyxl.Workbook, tmp_path: Path) -> None:
    made.create_sheet(name)["A1"] = 1
    finding = found(made, tmp_path)
    assert finding.faults == []
    assert remarks(finding) == [f"section.xlsx: 1 sheet, made by a program, is passed over: {name}."]


@pytest.mark.parametrize("name", ["My working", "_sums", "my", "Working", "Recovered_Sheet1"])
def a_sheet_that_is_seen_and_is_nobodys_is_a_fault(name: str, made: openpyxl.Workbook, tmp_path: Path) -> None:
    made.create_sheet(name)["A1"] = "=1/0"
    said = [] if is_own(name) else ["The sheet is not one of the template's; move it to another workbook, or keep it as your own with a name that begins with \"My \"."]
    finding = found(made, tmp_path)
    assert [fault.message for fault in finding.faults] == said
    assert finding.remarks == []


def a_hidden_table_counts_and_it_is_said(made: openpyxl.Workbook, tmp_path: Path) -> None:
    made.create_sheet("My notes")
    made["Posts"].sheet_state = "veryHidden"
    finding = found(made, tmp_path)
    assert len(finding.frames["posts"]) == 3
    assert remarks(finding) == ["section.xlsx, sheet Posts: The sheet is hidden; its 3 rows are counted."]


def the_hidden_rows_and_columns_of_a_table_count_and_it_is_said(made: openpyxl.Workbook, tmp_path: Path) -> None:
    for row in (1, 3, 4, 9):
        made["Posts"].row_dimensions[row].hidden = True
    for letter in "BC":
        made["Posts"].column_dimensions[letter].hidden = True
    finding = found(made, tmp_path)
    assert list(finding.frames["posts"]["months"]) == [12, 6, 3]
    assert remarks(finding) == [
        "section.xlsx, sheet Posts: 2 hidden rows (3, 4) are counted.",
        "section.xlsx, sheet Posts: 1 hidden column (B Work-months) is counted.",
    ]


def a_table_of_which_everything_is_seen_is_not_remarked_on(made: openpyxl.Workbook, tmp_path: Path) -> None:
    made["Posts"].column_dimensions["C"].hidden = True
    assert remarks(found(made, tmp_path)) == []


def the_many_hidden_rows_are_listed_as_far_as_they_can_be_read() -> None:
    raw = RawSheet("Posts", {}, Features(hidden_rows=tuple(range(5, 25))))
    finding = Finding(CATALOGUE, RawWorkbook("section.xlsx", "", {"Posts": raw}), letters={"posts": {"post": "A"}})
    hidden_but_counted(finding, TABLE, range(-24, -4))
    (remark,) = finding.remarks
    assert remark.message == "20 hidden rows (5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 and 8 more) are counted."


def the_name_of_a_hidden_sheet_is_shown_without_what_cannot_be_seen() -> None:
    finding = Finding(CATALOGUE, RawWorkbook("section.xlsx", "", {"a\x1b[2J": RawSheet("a\x1b[2J", {}, Features("hidden"))}))
    assert passed_over(finding, ["a\x1b[2J"]) == {"a\x1b[2J"}
    assert finding.remarks[0].message.endswith("is passed over: a\N{REPLACEMENT CHARACTER}[2J.")


def unread(name: str, state: str, folder: Path) -> Finding:
    """Return what is found in a workbook of posts with one more sheet, which is not safe to read."""
    seen = book("Posts", name).replace(f'name="{name}"', f'name="{name}" state="{state}"')
    both = links("worksheets/sheet1.xml", "worksheets/sheet2.xml")
    far = sheet('<row r="30000"><c r="A30000"><v>1</v></c></row>')
    path = folder / "section.xlsx"
    path.write_bytes(zipped(parts() | {BOOK: seen, LINKS: both, "xl/worksheets/sheet2.xml": far}))
    return Finding(CATALOGUE, read(path, "section.xlsx"))


def a_hidden_sheet_that_nobody_reads_may_be_unsafe_and_one_that_is_read_may_not(tmp_path: Path) -> None:
    finding = unread("settings", "veryHidden", tmp_path)
    assert present(finding, [TABLE]) == [TABLE]
    assert finding.faults == []
    other = Finding(CATALOGUE, RawWorkbook("section.xlsx", "", {"Posts": RawSheet("Posts", {}, finding.raw.sheets["settings"].features)}))
    assert present(other, [TABLE]) == []
    assert [fault.cell for fault in other.faults] == ["A30000"]
    assert ("posts", "months", 0) in other.faulty


def an_own_sheet_may_be_as_large_as_it_likes(tmp_path: Path) -> None:
    finding = unread("My data", "visible", tmp_path)
    assert (present(finding, [TABLE]), finding.faults, finding.remarks) == ([TABLE], [], [])
