"""Merged cells of a table are one fault that names the merge, and what they leave empty is not told again."""

from __future__ import annotations

import pytest

from aspbudget.declare.model import Model, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.inputs.features import Features
from aspbudget.inputs.findings import Finding
from aspbudget.inputs.inputs import EXAMPLE
from aspbudget.inputs.read import RawSheet, RawWorkbook
from aspbudget.inputs.sheets import read_sheet


class Posts(Sheet):
    """A post."""

    post: str = column("Post", "Its name.", key=True)
    category: str = column("Category", "Its category.")
    months: float = column("Work-months", "How long it is filled.", required=False)


CATALOGUE = Catalogue((Model("Staff", "Posts.", 1, (Table(Posts),)),))
LINES = (
    ("Posts", None, None), ("Post", "Category", "Work-months", "Notes"), (f"{EXAMPLE}: Editor", "P-3", 1), ("Director", "D-1", 12, "till June"),
    ("Clerk", None, 6), ("Editor", None, 3),
)  # fmt: skip


def faults(*merged: str, more: tuple[object, ...] = ()) -> list[str]:
    """Return the faults of a sheet of posts with merged cells, and perhaps one `more` row; two posts have no category."""
    cells = {row: {place: value for place, value in enumerate(line, 1) if value} for row, line in enumerate((*LINES, more), 1)}
    finding = Finding(CATALOGUE, RawWorkbook("section.xlsx", "", {"Posts": RawSheet("Posts", cells, Features(merged=merged))}))
    read_sheet(finding, CATALOGUE.tables["posts"])
    return [f"{fault.cell}: {fault.message}" for fault in finding.faults]


def merge(area: str) -> str:
    """Return the fault of a merge."""
    return f"{area.partition(':')[0]}: Cells {area} are merged, so that only the first holds a value; unmerge them, and fill in each."


EMPTY = [f"B{row}: Category is empty; it must hold text." for row in (5, 6)]


def the_empty_cells_that_a_merge_leaves_are_one_fault_that_names_it() -> None:
    assert faults("B4:B6") == [merge("B4:B6")]
    assert faults() == EMPTY


def a_merge_is_a_fault_though_the_cells_may_be_empty() -> None:
    assert faults("C5:C6") == [merge("C5:C6"), *EMPTY]
    assert faults("B5:C5") == [merge("B5:C5"), *EMPTY]


@pytest.mark.parametrize("area", ["A1:C1", "D4:D6", "C4:D4", "A7:C9", "A3:C3", "E1:XFD1048576"])
def a_merge_of_titles_of_notes_of_an_example_or_below_the_rows_does_no_harm(area: str) -> None:
    assert faults(area) == EMPTY


def a_merge_that_begins_in_the_titles_covers_the_rows_below() -> None:
    assert faults("B2:B6") == [merge("B2:B6")]


def a_row_that_a_merge_leaves_incomplete_is_not_told_again() -> None:
    (alone,) = set(faults(more=(None, None, 6))) - set(EMPTY)
    assert alone.startswith("C7: This row is not a complete row of the table")
    assert faults("A6:A7", "B4:B7", more=(None, None, 6)) == [merge("A6:A7"), merge("B4:B7")]
