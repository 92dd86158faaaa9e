"""Four eyes: a review names the version it was of, and what moved since is said figure by figure."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import openpyxl
from conftest import REPOSITORY
from support.cut_section import cut_section
from support.drafting import ACTIVITY, PLACE, head, paragraphs, rows
from support.plain_draft import plain_draft
from support.workbooks import TITLES, change_cells

from aspbudget.commands.reviewed import Version, _moved
from aspbudget.declare.layout import Scale
from aspbudget.figures.catalogue import catalogue

if TYPE_CHECKING:
    from pathlib import Path

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
    assert f"Reviewed  nothing that it asks for in addition moved since version {found[1]}; what its rows say did" in said


def a_review_of_a_draft_says_what_it_asks_for_in_addition_has_moved_line_by_line_and_year_by_year(empty_place: Place) -> None:
    empty_place.input.parent.mkdir(parents=True)
    empty_place.input.write_bytes(cut_section("Posts", "Operating requirements"))
    code = version_of(empty_place, asks_for(empty_place, 3))
    asks_for(empty_place, 5, reviewed_version=code)
    said = empty_place.run("check", "2004").out
    moved = re.findall(rf"^Reviewed  (.*) was ([\d,]+) in version {code}, and is ([\d,]+)$", said, re.MULTILINE)
    assert [line for line, *_ in moved] == ["4100 / Consultants", "Total", "Total 2005", "Total 2006"]
    assert {(before, now) for _, before, now in moved} == {("22,500", "37,500")}


def asks_for(place: Place, months: float, **more: object) -> Path:
    """Put a draft in place that asks for consultants for some months of this year, and of the next."""
    path = place.root / "inputs/2004/statements/L.1.xlsx"
    path.parent.mkdir(exist_ok=True)
    asked = ACTIVITY | PLACE | {"requirement": "consultants", "quantity": months, "periods": 1, "price": "Consultant, month", "object": "Consultants"}
    stated = {"draft_resolution": head(symbol="L.1", **more), "paragraphs": paragraphs(p1="activities"), "operating_requirements": rows(asked)}
    path.write_bytes(plain_draft(catalogue(), stated))
    return path


def version_of(place: Place, draft: Path) -> str:
    """Run the cycle and return the code of a draft's version."""
    found = re.search(rf"Version   (\S+) of inputs/2004/statements/{re.escape(draft.name)}", place.run("cost", "2004").out)
    assert found
    return found[1]


def a_figure_that_a_draft_adds_is_said_to_have_moved() -> None:
    before, now = {"4200 / Travel": 1000.0}, Version("a draft", "BBBB-BBBB", "AAAA-AAAA", {"4200 / Travel": 2000.0}, Scale())
    assert list(_moved(before, now)) == ["Reviewed  4200 / Travel was 1,000.00 in version AAAA-AAAA, and is 2,000.00"]
