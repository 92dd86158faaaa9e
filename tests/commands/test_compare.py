"""Comparing: rows matched by key, what moved told at its cell, and names that changed suggested, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from conftest import REPOSITORY, Place
from support.workbooks import FIRST

from aspbudget.cli import DONE, FAULTS, WRONG_USE
from aspbudget.commands.compare import side
from aspbudget.figures.drivers import drivers
from aspbudget.review.changes import changes, matched, plain, suggestions
from aspbudget.review.comparison import compare
from aspbudget.workspace import NoCycle, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready
    from aspbudget.review.comparison import Comparison


pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("checked_once")]


@pytest.fixture(scope="module")
def found() -> Comparison:
    """The sections of 2004 and 2005 compared."""
    workspace = Workspace(REPOSITORY)
    return compare(side(workspace, "2004"), side(workspace, "2005"))


def other(place: Place, change: Callable[[openpyxl.Workbook], None]) -> str:
    """Write a changed copy of the input of 2004 beside the workspace and return its path."""
    book = openpyxl.load_workbook(place.input)
    change(book)
    path = place.root / "other.xlsx"
    book.save(path)
    return str(path)


def rows_of(sheet: Worksheet) -> list[list[object]]:
    """Return the cells of a sheet's rows."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST) if row[0].value is not None]


def put(sheet: Worksheet, rows: list[list[object]]) -> None:
    """Write rows over those of a sheet."""
    for number, values in enumerate(rows, start=FIRST):
        for column, value in enumerate(values, start=1):
            sheet.cell(number, column).value = value  # type: ignore[assignment] - any value of a cell


def there_is_no_change_in_sorting_rows(place: Place) -> None:
    def change(book: openpyxl.Workbook) -> None:
        for name in ("Posts", "Prices", "Documents", "Meetings"):
            rows = rows_of(book[name])
            put(book[name], sorted(rows, key=lambda row: str(row[0]), reverse=True))

    document = place.run("compare", "2004", other(place, change), "--json").document
    assert document["inputs"] == {"changed": [], "added": [], "removed": [], "renamed": [], "notes": 0}
    assert document["figures"] == []
    assert [bar for bar in document["bridge"]["causes"] if bar["amount"] or bar["rows"] or bar["inputs"]] == []


def a_row_inserted_among_others_is_the_only_change(place: Place) -> None:
    def change(book: openpyxl.Workbook) -> None:
        rows = rows_of(book["Overtime"])
        put(book["Overtime"], [rows[0], ["Another session", *rows[0][1:]], *rows[1:]])

    inputs = place.run("compare", "2004", other(place, change), "--json").document["inputs"]
    assert [(each["sheet"], each["key"], each["cell"], each["cause"]) for each in inputs["added"]] == [
        ("Overtime", "Another session", f"A{FIRST + 1}", "new")
    ]
    assert (inputs["changed"], inputs["removed"]) == ([], [])


def a_cell_that_moved_is_told_with_its_key_its_column_and_both_values(found: Comparison) -> None:
    told = {
        (each.sheet, each.key, each.column): (each.old, each.new, each.cause)
        for each in found.counted
        if each.kind == "changed"
    }
    assert told["Currencies", "USD", "Rate"] == (0.8568, 0.806, "exchange")
    assert told["Operating requirements", "Web site and public information", "Means"] == (
        "own",
        "pooled with the Court",
        "savings",
    )
    assert told["Sessions", "Assembly, fourth session", "First day"] == ("2004-09-06", "2005-11-28", "calendar")


def a_change_of_a_source_alone_is_a_note_and_counts_for_nothing(place: Place) -> None:
    def change(book: openpyxl.Workbook) -> None:
        titles = {cell.value: cell.column for cell in book["Prices"][FIRST - 1]}
        book["Prices"].cell(FIRST, titles["Source"]).value = "Another letter"

    inputs = place.run("compare", "2004", other(place, change), "--json").document["inputs"]
    assert inputs == {"changed": [], "added": [], "removed": [], "renamed": [], "notes": 1}


def a_name_that_changed_is_suggested_and_not_guessed(found: Comparison) -> None:
    assert ("Prices", "First-aid post, day", "First-aid service, day") in [tuple(each) for each in found.suggestions]
    kinds = {(each.kind, each.key) for each in found.counted if each.sheet == "Prices" and each.kind != "changed"}
    assert kinds == {("removed", "First-aid post, day"), ("added", "First-aid service, day")}


def a_name_that_an_officer_says_has_changed_is_the_same_row(found: Comparison) -> None:
    assert not [each for each in found.counted if each.sheet == "Sessions" and each.kind == "removed"]
    assert [each.key for each in found.counted if each.sheet == "Sessions" and each.kind == "added"] == [
        "Working Group, inter-sessional"
    ]


def no_row_is_suggested_where_none_went(ready: Ready) -> None:
    driving = drivers(ready.catalogue, "section_lines", "amount")
    both = matched(ready.catalogue, ready.inputs, ready.inputs, driving)
    assert list(suggestions(both)) == []
    assert list(changes(both)) == []


def the_section_depends_on_what_its_lines_use_and_on_nothing_else(models: Catalogue) -> None:
    found = drivers(models, "section_lines", "amount")
    assert {
        ("posts", "grade"),
        ("grades", "standard_cost"),
        ("meetings", "slot"),
        ("assumptions", "value"),
        ("booths", "interpreters"),
    } <= found
    assert not {("posts", "mandate"), ("prices", "source"), ("approved", "amount"), ("performance", "expended")} & found


def the_comparison_of_two_cycles_and_that_of_their_workbooks_are_the_same(place: Place) -> None:
    paths = [str(REPOSITORY / "inputs" / cycle / "section.xlsx") for cycle in ("2004", "2005")]
    document = place.run("compare", *paths, "--json").document
    workspace = Workspace(REPOSITORY)
    expected = compare(side(workspace, "2004"), side(workspace, "2005")).as_dict()
    assert document["bridge"] == expected["bridge"]
    assert document["inputs"] == expected["inputs"]


def a_cycle_or_a_workbook_that_is_not_there_is_wrong_use(place: Place) -> None:
    assert place.run("compare", "2004", "2019").code == WRONG_USE
    said = place.run("compare", "2004", "nowhere.xlsx")
    assert (said.code, said.err) == (
        WRONG_USE, "There is no workbook nowhere.xlsx; name a cycle, such as 2004, or the path of an input workbook.\n",
    )  # fmt: skip
    with pytest.raises(NoCycle):
        side(place.workspace, "2019")


def the_console_shows_the_bridge_and_says_where_the_rest_is(place: Place) -> None:
    path = str(REPOSITORY / "inputs" / "2005" / "section.xlsx")
    said = place.run("compare", "2004", path)
    lines = said.out.splitlines()
    assert said.code == DONE
    assert any(line.startswith("Approved ") for line in lines)
    assert next(line for line in lines if line.startswith("Residual")).split() == ["Residual", "–"]
    assert any("--json lists them all" in line for line in lines)
    assert "Symmetric" not in said.out


def the_console_shows_the_symmetric_split_when_asked(place: Place) -> None:
    place.change({"Prices!B5": 9_999})
    said = place.run("compare", str(REPOSITORY / "inputs" / "2004" / "section.xlsx"), str(place.input), "--symmetric")
    assert said.code == DONE
    assert "Symmetric" in said.out


@pytest.mark.parametrize(("value", "shown"), [(None, None), ("", None), (float("nan"), None), (2, 2.0), ("a", "a")])
def an_empty_cell_is_the_same_however_it_is_empty(value: object, shown: object) -> None:
    assert plain(value) == shown


def the_figures_of_two_texts_are_compared(tmp_path: Path, place: Place) -> None:
    paths = [tmp_path / "edited.docx", tmp_path / "new.docx"]
    for path, amount in zip(paths, ("1,000", "1,200"), strict=True):
        document = docx.Document()
        document.add_paragraph(f"Requirements of EUR {amount} arise.")
        document.save(str(path))
    said = place.run("compare", *map(str, paths))
    assert (said.code, said.out.splitlines()) == (
        DONE, [f"From {paths[0]} to {paths[1]}: 1 place where figures differ", "  Requirements of EUR 1,200 arise.", "    1,000 → 1,200"],
    )  # fmt: skip
    found = {"words": "Requirements of EUR 1,200 arise.", "before": ["1,000"], "after": ["1,200"]}
    assert place.run("compare", *map(str, paths), "--json").document == {"old": str(paths[0]), "new": str(paths[1]), "moved": [found]}
    assert place.run("compare", str(paths[0]), str(paths[0])).out == f"{paths[0]} and {paths[0]} have the same figures.\n"
    (tmp_path / "web.docx").write_bytes(b"<html>")
    other = place.run("compare", str(paths[0]), str(tmp_path / "web.docx"), "--json")
    assert (other.code, [each["workbook"] for each in other.document["faults"]]) == (FAULTS, [str(tmp_path / "web.docx")])
    missing = place.run("compare", str(paths[0]), "none.docx")
    assert (missing.code, missing.err.startswith("There is no text none.docx; name the path of a Word document")) == (WRONG_USE, True)


def the_same_inputs_are_said_to_be_the_same(place: Place) -> None:
    assert place.run("compare", "2004", "2004").out.splitlines()[0] == "The inputs are the same."
