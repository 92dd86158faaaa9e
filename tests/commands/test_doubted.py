"""Doubts on the command line: beside faults and never a refusal, accepted in the row, marked in a copy, and tried by planted errors."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from support.french import put_into_french
from support.workbooks import TITLES, change_cells

from aspbudget.cli import DONE, FAULTS
from aspbudget.doubts.selftest import Caught, Tried
from aspbudget.inputs.check import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Place

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.read import RawWorkbook

GRADE = "Posts!C5"


@pytest.fixture
def doubtful(place: Place) -> Place:
    """A workspace whose section says that ten Directors are to be paid."""
    place.change({GRADE: 10})
    return place


def a_doubt_is_said_at_its_cell_and_nothing_is_refused(doubtful: Place) -> None:
    said = doubtful.run("check", "2004")
    assert said.code == DONE
    assert "Doubts    4 in inputs/2004/section.xlsx, none of them a fault: correct the cell, or say in a column Accepted why it is right" in said.out
    assert "  Posts!C5: Posts is 10, 5 times as much as the largest of the others, 2.\n" in said.out
    document = doubtful.run("check", "2004", "--json").document
    assert document["faults"] == []
    assert {"workbook": "inputs/2004/section.xlsx", "sheet": "Posts", "cell": "C5", "message": "Posts is 10, 5 times as much as the largest of the others, 2."} in document["doubts"]
    assert document["accepted"] == []


def the_sheets_that_only_control_totals_could_guard_are_named_in_one_line(place: Place) -> None:
    said = " ".join(place.run("check", "2004").out.split())
    assert said.count("Unguarded") == 1
    assert "Unguarded 7 sheets in inputs/2004/section.xlsx, where a row left out, or two numbers exchanged, shows only beside sheet Control totals" in said


def a_doubt_that_is_accepted_is_counted_and_listed_with_its_reason(doubtful: Place) -> None:
    doubtful.change({f"Posts!Z{TITLES}": "Accepted", "Posts!Z5": "decided by the Bureau"})
    document = doubtful.run("check", "2004", "--json").document
    assert [(each["cell"], each["reason"]) for each in document["accepted"]] == [("C5", "decided by the Bureau")]
    assert "C5" not in [each["cell"] for each in document["doubts"] if each["sheet"] == "Posts"]
    assert "Accepted  1 doubt in inputs/2004/section.xlsx" in doubtful.run("check", "2004").out


def a_marked_copy_is_written_among_the_outputs_and_the_input_keeps_its_bytes(doubtful: Place) -> None:
    before = hashlib.sha256(doubtful.input.read_bytes()).hexdigest()
    said = doubtful.run("check", "2004", "--mark")
    assert "\nMarked    outputs/2004/section (marked).xlsx, a copy of inputs/2004/section.xlsx\n" in said.out
    assert hashlib.sha256(doubtful.input.read_bytes()).hexdigest() == before
    book = openpyxl.load_workbook(doubtful.output.with_name("section (marked).xlsx"))
    assert book["Posts"]["C5"].comment.text == "Doubt: Posts is 10, 5 times as much as the largest of the others, 2."


def the_marked_copy_of_a_french_workbook_is_in_french(doubtful: Place) -> None:
    put_into_french(doubtful.input)
    doubtful.run("check", "2004", "--mark")
    book = openpyxl.load_workbook(doubtful.output.with_name("section (marked).xlsx"))
    assert book.sheetnames[0] == "À vérifier"
    assert [cell.value for cell in book["À vérifier"]["A"][2:]] == ["Doute", "Doute", "Doute"]


def a_baseline_that_holds_what_was_checked_already_is_not_checked_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = place.workspace.inputs("2004", "baselines/provisional.xlsx")
    kept.parent.mkdir()
    shutil.copyfile(place.input, kept)
    checked: list[str] = []

    def noted(models: Catalogue, raw: RawWorkbook, cycle: str) -> Inputs:
        checked.append(raw.label)
        return check(models, raw, cycle)

    monkeypatch.setattr("aspbudget.commands.doubted.check", noted)
    assert place.run("check", "2004").code == DONE
    assert checked == []
    change_cells(kept, {GRADE: 2})
    assert place.run("check", "2004").code == DONE
    assert checked == ["inputs/2004/baselines/provisional.xlsx"]


def a_workbook_that_is_not_safe_to_open_is_not_marked_and_said_so(place: Place) -> None:
    with ZipFile(place.input) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with ZipFile(place.input, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data.replace(b"<workbook ", b'<!DOCTYPE workbook [<!ENTITY a "a">]><workbook ', 1) if name == "xl/workbook.xml" else data)
    said = place.run("check", "2004", "--mark")
    assert said.code == 1
    assert "declares a document type (DTD)" in said.out + said.err
    assert "Unmarked  inputs/2004/section.xlsx can't be opened, so that no copy of it was made" in said.out + said.err
    assert not place.output.with_name("section (marked).xlsx").exists()


def a_workbook_with_faults_is_marked_and_refused_all_the_same(place: Place) -> None:
    place.change({GRADE: -1})
    said = place.run("check", "2004", "--mark")
    assert said.code == FAULTS
    assert "Marked    outputs/2004/section (marked).xlsx, a copy of inputs/2004/section.xlsx" in said.err
    book = openpyxl.load_workbook(place.output.with_name("section (marked).xlsx"))
    assert book["Posts"]["C5"].comment.text.startswith("Fault: Posts is -1; it must be from 0 to 500")


def a_selftest_says_by_kind_what_caught_the_errors_and_lists_those_that_nothing_did(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def two(*_: object) -> Iterator[Tried]:
        yield Tried("digits exchanged", "Posts", 5, "Posts: 12 → 21", Caught.DOUBT, moves=True, matters=True)
        yield Tried("row missing", "Travel", 6, "Staff", Caught.SILENT, moves=True, matters=True, totals=True)
        yield Tried("row missing", "Travel", 7, "Experts", Caught.SILENT, moves=False, matters=False)

    monkeypatch.setattr("aspbudget.commands.selftest.tried", two)
    said = place.run("selftest", "2004")
    assert said.code == DONE
    assert said.out == (
        "\n3 errors planted into inputs/2004/section.xlsx, one at a time\n"
        "Kind                                 planted no figure     small     fault     doubt    remark    silent\n"
        "digits exchanged                           1         –         –         –         1         –         –\n"
        "row missing                                2         1         –         –         –         –         1\n"
        "All                                        3         1         –         –         1         –         1\n"
        "Silent    Travel, row 6: row missing, Staff\n"
        "\nCaught, of the errors that move a line by 1 per cent or the total by 0.1 per cent\n"
        "Workbook                              as it is with totals\n"
        "inputs/2004/section.xlsx                50.0 %     100.0 %\n"
        "          with totals: if sheet Control totals stated, from elsewhere, the rows, the sums, and the rows with each text of every sheet\n"
    )
    document = place.run("selftest", "2004", "--json").document
    assert [(each["kind"], each["caught"]) for each in document["workbooks"][0]["errors"]] == [("digits exchanged", "doubt"), ("row missing", "silent"), ("row missing", "silent")]
