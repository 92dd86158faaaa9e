"""Four eyes: a review names the version it was of, and what moved since is said figure by figure."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import openpyxl
from conftest import REPOSITORY
from support.workbooks import TITLES, change_cells

from aspbudget.commands.drafts import read_statements
from aspbudget.commands.reviewed import Version, _moved, of_a_draft
from aspbudget.declare.layout import Scale
from aspbudget.inputs.ready import prepare
from aspbudget.statements.costing import statement
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from conftest import Place


def reviewed(place: Place, code: str) -> None:
    """Enter on sheet Cycle that a version was reviewed."""
    place.change({"Cycle!G5": code})


def what_was_printed(place: Place) -> str:
    """Run the cycle and return the code of its version."""
    found = re.search(r"Version   (\S+) of inputs/2004/section\.xlsx", place.run("cost", "2004").out)
    assert found
    return found[1]


def a_change_after_the_review_says_which_printed_figures_moved(cut_place: Place) -> None:
    code = what_was_printed(cut_place)
    reviewed(cut_place, code)
    said = cut_place.run("check", "2004")
    assert "Reviewed" not in said.out
    assert "changed since the review" not in said.out
    book = openpyxl.load_workbook(cut_place.input)
    posts = [row[0].row for row in book["Posts"].iter_rows(min_row=TITLES + 1) if row[0].value == "Secretary"]
    cut_place.change({f"Posts!C{posts[0]}": 3})
    said = cut_place.run("check", "2004")
    assert f"changed since the review of version {code}: it is " in said.out
    lines = re.findall(r"^Reviewed  (.*) was (\S+) in version (\S+), and is (\S+)$", said.out, re.MULTILINE)
    assert {"4200 / General Service staff", "Total"} <= {line[0] for line in lines}
    assert {line[2] for line in lines} == {code}
    assert all(line[1] != line[3] for line in lines)


def a_version_that_was_never_computed_here_is_said_to_be_unknown(cut_place: Place) -> None:
    reviewed(cut_place, "AAAA-BBBB")
    said = cut_place.run("check", "2004")
    assert "Reviewed  version AAAA-BBBB of inputs/2004/section.xlsx was never computed here, so that what moved since is not known" in said.out

DRAFT = "inputs/2004/statements/ICC-ASP-2-Res.7.xlsx"


def in_the_draft(place: Place, cells: dict[str, object]) -> None:
    """Enter values in cells of the draft, each named like `Travel!H5`."""
    change_cells(place.root / DRAFT, cells)


def a_draft_has_a_version_of_its_own_and_what_is_changed_after_its_review_is_said(place: Place) -> None:
    (place.root / DRAFT).parent.mkdir()
    shutil.copyfile(REPOSITORY / DRAFT, place.root / DRAFT)
    found = re.search(rf"Version   (\S+) of {re.escape(DRAFT)}", place.run("cost", "2004").out)
    assert found
    in_the_draft(place, {"Draft resolution!M5": found[1]})
    assert "Reviewed" not in place.run("check", "2004").out
    in_the_draft(place, {"Travel!H5": 2, "Paragraphs!G15": 180000})
    said = place.run("check", "2004").out
    assert f"changed since the review of version {found[1]}: it is " in said
    assert f"Reviewed  nothing that it adds to the section moved since version {found[1]}; what its rows say did" in said


def a_figure_that_a_draft_adds_is_said_to_have_moved() -> None:
    before, now = {"4200 / Travel": 1000.0}, Version("a draft", "BBBB-BBBB", "AAAA-AAAA", {"4200 / Travel": 2000.0}, Scale())
    assert list(_moved(before, now)) == ["Reviewed  4200 / Travel was 1,000.00 in version AAAA-AAAA, and is 2,000.00"]


def every_amount_that_a_draft_asks_for_is_among_the_figures_of_its_version() -> None:
    workspace = Workspace(REPOSITORY)
    found, _ = read_statements(workspace, prepare(workspace, "2004", lambda _: None), lambda _: None)
    figures = of_a_draft(found).figures
    of_the_year = [amount for line, amount in figures.items() if line.count(" / ") == 1]
    assert sum(of_the_year) == statement(found).total.additional > 0
    assert figures["4200 / Professional staff"] < figures["4200 / Professional staff / 2005"], "Of later years each says which."
