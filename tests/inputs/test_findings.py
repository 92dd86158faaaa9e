"""Findings: each cell has one fault at most, at its own address, in the workbook in which it stands."""

from __future__ import annotations

import pytest
from support.inputs_of_2004 import LABEL, MODELS, typed

from aspbudget.faults import Fault
from aspbudget.inputs.check import check
from aspbudget.inputs.findings import Finding, empty, row_of
from aspbudget.inputs.read import RawWorkbook

POSTS = MODELS.tables["posts"]


def finding() -> Finding:
    """Return what has been read of a workbook of which only the place of one column is known."""
    return Finding(MODELS, RawWorkbook("section.xlsx", "", {}), letters={"posts": {"grade": "D"}})


def a_cell_has_one_fault_only() -> None:
    found = finding()
    found.add(POSTS, "grade", 7, "Grade is empty.")
    found.add(POSTS, "grade", 7, "Grade is unknown.")
    found.add(POSTS, "grade", 8, "Grade is empty.")
    assert found.faults == [Fault("section.xlsx", "Posts", cell, "Grade is empty.") for cell in ("D7", "D8")]
    assert found.faulty == {("posts", "grade", 7), ("posts", "grade", 8)}


def a_cell_that_proves_nothing_gets_no_fault_of_its_own() -> None:
    found = finding()
    found.faulty.add(("posts", "grade", 7))
    found.add(POSTS, "grade", 7, "Grade is empty.")
    assert found.faults == []


def a_fault_of_a_sheet_has_no_cell_and_one_whose_column_is_not_there_that_of_the_first() -> None:
    found = finding()
    found.add(POSTS, "grade", 0, "The sheet has no rows.")
    found.add(POSTS, "posts", 9, "Posts is empty.")
    assert [fault.cell for fault in found.faults] == ["", "A9"]


def a_fault_of_a_draft_is_in_its_own_workbook_unless_the_row_is_of_the_section() -> None:
    section = check(MODELS, typed(), "2004")
    found = Finding(MODELS, RawWorkbook("draft.xlsx", "", {}), section, letters={"posts": {"grade": "D"}})
    found.add(POSTS, "grade", -6, "Grade is empty.")
    found.add(POSTS, "grade", 6, "Grade is empty.")
    assert [(fault.workbook, fault.cell) for fault in found.faults] == [
        ("draft.xlsx", "D6"),
        (LABEL, section.place(POSTS, "grade", 6)[1]),
    ]


def a_table_without_rows_has_its_columns_as_they_are_typed() -> None:
    frame = empty(MODELS, POSTS)
    assert len(frame) == 0
    assert list(frame.columns) == list(MODELS.columns("posts"))
    assert str(frame["first_month"].dtype) == "float64"


@pytest.mark.parametrize(("cell", "row"), [("C6", 6), ("AB1000", 1000), ("", 0)])
def the_row_of_a_cell_is_the_number_in_its_address(cell: str, row: int) -> None:
    assert row_of(cell) == row
