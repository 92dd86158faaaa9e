"""Control totals on the command line: a copy of an input that states what it has, and that doubts what is altered in it afterwards."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest
from support.cut_section import SHEETS, cut_section
from support.workbooks import TITLES

from aspbudget.cli import DONE

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Place


@pytest.fixture
def place(empty_place: Place) -> Place:
    """A workspace with a cut section of 2004."""
    empty_place.input.parent.mkdir(parents=True)
    empty_place.input.write_bytes(cut_section(*SHEETS, "Control totals"))
    return empty_place


@pytest.fixture
def stated(place: Place) -> Path:
    """The copy of a section with its control totals."""
    said = place.run("check", "2004", "--totals")
    assert said.code == DONE
    assert " control totals in outputs/2004/section (control totals).xlsx, a copy of inputs/2004/section.xlsx\n" in said.out
    assert "compare each with a source, delete those that have none, and put the copy in the place of the input" in said.out
    return place.output.with_name("section (control totals).xlsx")


def the_copy_states_what_the_input_has_and_the_input_keeps_its_bytes(place: Place) -> None:
    before = hashlib.sha256(place.input.read_bytes()).hexdigest()
    place.run("check", "2004", "--totals")
    assert hashlib.sha256(place.input.read_bytes()).hexdigest() == before
    sheet = openpyxl.load_workbook(place.output.with_name("section (control totals).xlsx"))["Control totals"]
    rows = {row[0]: row[1:5] for row in sheet.iter_rows(min_row=TITLES + 1, values_only=True)}
    assert rows["Posts: rows"] == ("Posts", None, None, 13)
    assert rows["Posts: Posts"] == ("Posts", "Posts", None, 14)
    assert rows["Posts: rows with P-3"] == ("Posts", None, "P-3", 2)
    assert rows["Posts: Net cost"][:2] == ("Posts", "Net cost")


def the_copy_has_no_doubt_of_its_own_and_doubts_two_values_that_are_exchanged_in_it(place: Place, stated: Path) -> None:
    before = place.run("check", "2004", "--json").document["doubts"]
    shutil.copyfile(stated, place.input)
    assert place.run("check", "2004", "--json").document["doubts"] == before
    place.change({"Posts!C15": 2, "Posts!C16": 1})
    (doubt,) = [each for each in place.run("check", "2004", "--json").document["doubts"] if each not in before]
    assert doubt["sheet"] == "Control totals"
    assert doubt["message"].startswith("Net cost of sheet Posts adds up to ")


def a_total_that_is_stated_already_is_not_stated_again(place: Place, stated: Path) -> None:
    shutil.copyfile(stated, place.input)
    assert "Stated    0 control totals in " in place.run("check", "2004", "--totals").out
