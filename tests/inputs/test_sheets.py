"""Sheets: which sheets a workbook has, which it lacks, and which rows of them count."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from support.inputs_of_2004 import ENTERED, MODELS, faults, listed, typed
from support.workbooks import changed

from aspbudget.declare.model import Model, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.figures.catalogue import Catalogue
from aspbudget.figures.cost import Figures
from aspbudget.inputs import sheets
from aspbudget.inputs.check import check
from aspbudget.inputs.findings import Finding
from aspbudget.inputs.inputs import INSTRUCTIONS, START, Inputs
from aspbudget.inputs.read import Failed, RawSheet, RawWorkbook
from aspbudget.inputs.sheets import begin_with, present, read_sheet
from aspbudget.inputs.standing import standing
from aspbudget.lines.compute import Words

if TYPE_CHECKING:
    from aspbudget.inputs.cells import TypedTable

NOTHING = "Nowhere"


@pytest.mark.parametrize("left", [0, 1])
def each_sheet_that_is_missing_is_one_fault_though_others_refer_to_it(left: int) -> None:
    missing = [table.title for table in ENTERED[left::2]]
    said = "The sheet is missing; copy it from a new workbook (aspbudget new), even if it stays empty."
    assert faults(without=tuple(missing)) == [f"{title}!: {said}" for title in missing]


def each_sheet_that_is_renamed_is_told_with_the_nearest_name() -> None:
    raw = changed(typed(), {})
    for table in ENTERED:
        raw.sheets[f"{table.title} x"] = raw.sheets.pop(table.title)
    assert listed(raw) == [f'{table.title}!: The sheet is missing; sheet "{table.title} x" may be it: correct its name.' for table in ENTERED]


def a_workbook_of_something_else_is_one_fault_that_names_its_sheets() -> None:
    raw = RawWorkbook("section.xlsx", "", {name: RawSheet(name, {1: {1: "notes"}}) for name in ("Zzz", "Qqq")})
    assert listed(raw) == ["!: None of its sheets is one of the template's; it has Qqq, Zzz: put the right workbook here, or make one (aspbudget new)."]


def a_workbook_without_a_list_of_its_sheets_may_lack_that_of_the_assumptions() -> None:
    found = faults(without=(START, INSTRUCTIONS, "Assumptions"))
    assert all("Assumptions" in each or "assumption" in each for each in found)


def the_first_sheet_alone_is_a_fault_for_each_other_sheet_and_no_mistake_in_the_tool() -> None:
    raw = RawWorkbook("section.xlsx", "", {"My notes": RawSheet("My notes", {})})
    assert listed(raw) == ["Cycle!: The sheet is empty; it needs one row that says which budget this is."]


def an_unknown_sheet_is_told_and_the_instructions_may_be_left_out() -> None:
    said = "The sheet is not one of the template's; move it to another workbook, or keep it as your own with a name that begins with \"My \"."
    assert faults({"Zzz!A1": "my own notes"}) == [f"Zzz!: {said}"]
    assert faults(without=(INSTRUCTIONS,)) == []


def a_sheet_that_a_workbook_was_made_without_counts_as_empty_and_the_output_is_a_draft_that_says_so() -> None:
    raw = changed(typed(), {}, without=("Income",))
    sheet = START if START in raw.sheets else INSTRUCTIONS
    row = next(row for row, line in raw.sheets[sheet].cells.items() if line.get(1) == "Income")
    found = check(MODELS, changed(raw, {f"{sheet}!A{row}": None}))
    assert (found.absent, len(found.frames["income"])) == ({"income": "Income"}, 0)
    assert standing(MODELS, found).reasons[0] == "1 sheet not in the input: Income"
    assert check(MODELS, typed()).absent == {}


@pytest.mark.parametrize("listing", [START, INSTRUCTIONS])
def the_sheets_with_which_a_workbook_was_made_are_those_that_its_first_sheet_lists(listing: str) -> None:
    raw = changed(typed(), {}, without=(START, INSTRUCTIONS, "Income"))
    raw.sheets[listing] = RawSheet(listing, {7: {1: "Income", 2: "What comes in"}})
    assert listed(raw) == ["Income!: The sheet is missing; copy it from a new workbook (aspbudget new), even if it stays empty."]


def the_example_rows_are_ignored_whatever_they_hold() -> None:
    cells: dict[str, object] = {
        "Posts!A1000": "EXAMPLE: Legal Officer",
        "Posts!B1000": NOTHING,
        "Posts!C1000": -1,
        "Posts!D1000": Failed("#REF!"),
    }
    assert check(MODELS, changed(typed(), cells), "2004").examples == 1


# Read one by one.


class Posts(Sheet):
    """A post."""

    post: str = column("Post", "Its name.", key=True)
    months: float = column("Work-months", "How long it is filled.")


CATALOGUE = Catalogue((Model("Staff", "Posts.", 1, (Table(Posts),)),))
TABLE = CATALOGUE.tables["posts"]


def finding(*lines: tuple[object, ...], section: Inputs | None = None) -> Finding:
    """Return what is found before the sheet of posts, which begins in row 1 with its titles, is read."""
    cells = {row: dict(enumerate(line, 1)) for row, line in enumerate((("Post", "Work-months"), *lines), 1)}
    return Finding(CATALOGUE, RawWorkbook("section.xlsx", "", {"Posts": RawSheet("Posts", cells)}), section)


def a_sheet_becomes_a_table_by_its_rows_without_its_examples() -> None:
    found = finding(("EXAMPLE: Editor", "six"), ("Director", 12), ("Clerk", "six"))
    read_sheet(found, TABLE)
    assert found.frames["posts"].to_dict("index")[3] == {"post": "Director", "months": 12.0}
    assert (list(found.frames["posts"].index), found.examples) == ([3, 4], 1)
    assert (found.letters, found.faulty) == ({"posts": {"post": "A", "months": "B"}}, {("posts", "months", 4)})
    assert [fault.cell for fault in found.faults] == ["B4"]


def a_draft_has_its_rows_below_those_of_its_section() -> None:
    frame = pd.DataFrame({"post": ["Director"]}, index=[5])
    section = Inputs("section.xlsx", "", {"posts": frame}, {"posts": {"post": "A"}}, Figures(CATALOGUE, {}, {}, Words()))
    found = finding(("Editor", 6), section=section)
    begin_with(found, section, [TABLE])
    assert found.wider == {"posts"}
    read_sheet(found, TABLE)
    assert list(found.frames["posts"].index) == [5, -2]
    assert found.frames["posts"]["months"].isna().tolist() == [True, False]


def a_sheet_under_a_name_that_is_near_is_not_taken_for_one_that_the_model_came_after() -> None:
    found = Finding(CATALOGUE, RawWorkbook("section.xlsx", "", {"Post": RawSheet("Post", {}), INSTRUCTIONS: RawSheet(INSTRUCTIONS, {})}))
    assert present(found, [TABLE]) == []
    assert [fault.sheet for fault in found.faults] == ["Posts"]
    assert list(found.absent) == []
    later = Finding(CATALOGUE, RawWorkbook("section.xlsx", "", {}))
    assert (present(later, [TABLE]), list(later.absent), later.faults) == ([], ["posts"], [])


def a_sheet_that_did_not_change_is_typed_once_and_one_that_did_again(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[str] = []
    made = sheets.typed_table

    def counting(raw: RawSheet, *others: Any) -> TypedTable:
        counted.append(raw.name)
        return made(raw, *others)

    monkeypatch.setattr(sheets, "typed_table", counting)
    raw = replace(typed(), sheets={name: replace(sheet) for name, sheet in typed().sheets.items()})  # of which none is typed yet
    first = check(MODELS, raw)
    assert len(counted) > 1
    posts = raw.sheets["Posts"]
    row = min(row for row in posts.cells if row > 4)
    cells = posts.cells | {row: posts.cells[row] | {3: 9}}
    counted.clear()
    after = check(MODELS, replace(raw, sheets=raw.sheets | {"Posts": replace(posts, cells=cells)}))
    assert counted == ["Posts"]
    assert after.frames["posts"]["number"].iloc[0] == 9.0
    assert after.frames["travel"].equals(first.frames["travel"])
    assert check(MODELS, raw).frames["posts"].equals(first.frames["posts"]), "the sheet as it was has its own table still"
