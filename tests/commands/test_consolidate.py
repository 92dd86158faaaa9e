"""The command `statement` for several drafts, and `cost` with them: one consolidated statement, its files and what is refused."""

from __future__ import annotations

import shutil
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from conftest import REPOSITORY, Place, Said
from openpyxl import load_workbook
from support.cut_section import cut_section
from support.drafting import head, meeting, paragraphs, rows
from support.plain_draft import plain_draft

from aspbudget.cli import DONE, FAULTS, WRONG_USE
from aspbudget.documents.numerals import read_back

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("checked_once")]
FOLDER = "outputs/2004/statements"
HELD = ("Meetings", "Terms of interpreters", "Booths", "Conference services")
BODIES = {"L.5": ("morning", "Committee on Budget and Finance"), "L.6": ("afternoon", "Bureau")}
AMOUNTS = ("full", "provided", "pooled", "absorbed", "additional")
OTHER_SECTION = (
    'This draft is compared with the section "proposed", and ICC-ASP/2/Res.3 with "provisional": a consolidated statement has one section; give the same in '
    "each draft, or name one for all with --against of aspbudget statement."
)


@pytest.fixture
def place(empty_place: Place) -> Place:
    """A workspace with a section of 2004 that is cut to its meetings, and what they need."""
    empty_place.input.parent.mkdir(parents=True)
    empty_place.input.write_bytes(cut_section(*HELD))
    return empty_place


@pytest.fixture
def whole_place(empty_place: Place) -> Place:
    """A workspace with the section of 2004, its drafts, and the sections with which they are compared."""
    shutil.copytree(REPOSITORY / "inputs" / "2004", empty_place.root / "inputs" / "2004", ignore=shutil.ignore_patterns("contributions.xlsx"))
    return empty_place


def of_two_drafts(place: Place, ready: Ready, *options: str, slots: dict[str, tuple[str, str]] = BODIES) -> Said:
    """Put two drafts in place that each add a meeting on 9 September, and issue their consolidated statement."""
    folder = place.root / "inputs" / "2004" / "statements"
    folder.mkdir(exist_ok=True)
    for symbol, (slot, body) in slots.items():
        held = rows(meeting("Group", datetime(2004, 9, 9), slot, session="Assembly, third session", body=body))  # noqa: DTZ001 - a date of the calendar
        given = {"draft_resolution": head(symbol=symbol, rule="Rule 153"), "paragraphs": paragraphs(p1="activities"), "meetings": held}
        (folder / f"{symbol}.xlsx").write_bytes(plain_draft(ready.catalogue, given))
    return place.run(*options)


def additional(document: dict[str, Any], name: str) -> list[int]:
    """Return what each draft adds, by itself or in the order of adoption."""
    return [each[name]["additional"] for each in document["drafts"]]


def a_meeting_each_in_the_two_halves_of_one_day_costs_one_team(place: Place, ready: Ready) -> None:
    said = of_two_drafts(place, ready, "statement", "2004", "L.5", "L.6", "--in-order", "--json")
    document = said.document
    assert said.code == DONE
    assert (additional(document, "own"), document["joint"]["additional"], document["totals"]["additional"]) == ([35_100, 35_100], -34_900, 35_300)
    assert additional(document, "in_order") == [35_100, 200]
    assert document["order"] == ["L.5", "L.6"]
    assert [sum(line[name] for line in document["lines"] if line["year"] == 2004) for name in AMOUNTS] == list(document["totals"].values())
    assert document["files"] == [f"{FOLDER}/consolidated.xlsx", f"{FOLDER}/consolidated.docx"]


def the_console_shows_each_draft_the_joint_effect_and_the_total(place: Place, ready: Ready) -> None:
    said = of_two_drafts(place, ready, "statement", "2004", "L.5", "L.6", "--in-order", "L.6", "L.5", "--language", "fr")
    shown = said.out.splitlines()
    shown = shown[shown.index("Budgetary implications of 2 drafts together, 2004") - 1 :]
    assert shown[1:3] == ["Budgetary implications of 2 drafts together, 2004", "Beside the section: proposed. 2004, EUR"]
    assert [line.split()[-2:] for line in shown[5:7]] == [["35,100", "35,100"], ["35,100", "200"]]
    assert [line.split()[0] for line in shown[5:9]] == ["L.6", "L.5", "Joint", "Total"]
    text = "\n".join(read_back((place.root / FOLDER / "consolidated.fr.docx").read_bytes()))
    assert "État récapitulatif des incidences sur le budget de deux projets de résolution" in text
    assert "Pour 2004, les projets pris ensemble exigent 34\N{NO-BREAK SPACE}900\N{NO-BREAK SPACE}EUR de moins" in text


def the_sheet_of_drafts_comes_first_and_foots(place: Place, ready: Ready) -> None:
    of_two_drafts(place, ready, "statement", "2004", "L.5", "L.6", "--in-order")
    book = load_workbook(place.root / FOLDER / "consolidated.xlsx", data_only=True)
    assert book.sheetnames[:4] == ["At a glance", "Contents", "Drafts", "Summary"]
    shown = [[cell.value for cell in row] for row in book["Drafts"].iter_rows(min_row=6, max_row=9)]
    assert [row[0] for row in shown] == ["L.5", "L.6", "Joint effect between drafts", "Total"]
    assert [row[6] for row in shown] == [35_100, 35_100, -34_900, 35_300]
    assert [row[9] for row in shown] == [35_100, 200, "n/a", 35_300]


def a_cycle_with_several_drafts_has_their_consolidated_statement_as_well(place: Place, ready: Ready) -> None:
    document = of_two_drafts(place, ready, "cost", "2004", "--json").document
    assert [file.rpartition("/")[2] for file in document["files"]] == [
        "section.xlsx", "L.5.xlsx", "L.5.docx", "L.6.xlsx", "L.6.docx", "consolidated.xlsx", "consolidated.docx", "budget.html",
    ]  # fmt: skip
    assert {each["different"] for each in document["checks"]} == {0}
    (place.root / "inputs/2004/statements/L.6.xlsx").unlink()
    assert [file.rpartition("/")[2] for file in place.run("cost", "2004", "--json").document["left"]] == [
        "L.6.docx", "L.6.xlsx", "consolidated.docx", "consolidated.xlsx",
    ]  # fmt: skip


def a_cycle_whose_drafts_do_not_go_together_has_each_alone_and_a_note_why(place: Place, ready: Ready) -> None:
    alike = dict.fromkeys(BODIES, ("morning", "Bureau"))
    said = of_two_drafts(place, ready, "cost", "2004", slots=alike)
    assert said.code == DONE
    notes = [line for line in said.err.splitlines() if line.startswith("Note")]
    assert notes == ["Note      no consolidated statement: L.5.xlsx, Meetings!J5 conflicts with another draft"]
    assert not (place.root / FOLDER / "consolidated.xlsx").exists()


def a_cycle_whose_drafts_have_each_its_own_section_has_no_consolidated_statement_and_no_note(whole_place: Place) -> None:
    said = whole_place.run("cost", "2004")
    assert (said.code, "consolidated" in said.out + said.err) == (DONE, False)


def the_drafts_that_are_compared_with_two_sections_are_refused_unless_one_is_named(whole_place: Place) -> None:
    said = whole_place.run("statement", "2004", "Res.3", "Res.7", "--json")
    assert (said.code, said.faults) == (FAULTS, [f"Draft resolution!H5: {OTHER_SECTION}"])
    assert whole_place.run("statement", "2004", "Res.3", "Res.7", "--against", "proposed", "--json").document["baseline"] == "proposed"


@pytest.mark.parametrize(("options", "message"), [
    (("L.5", "L.6", "--in-order", "L.6"), "The order of adoption leaves out L.5; name every draft once."),
    (("L.5", "L.6", "--in-order", "L.6", "L.5", "L.6"), "The order of adoption names L.6 twice; name each draft once."),
    (("L.5", "L.6", "L.5"), "L.5 is named twice; name each draft once."),
    (("L.5", "--in-order"), "One draft has no order of adoption; name several, or leave --in-order out."),
])  # fmt: skip
def an_order_that_is_none_of_the_drafts_is_refused(place: Place, ready: Ready, options: tuple[str, ...], message: str) -> None:
    said = of_two_drafts(place, ready, "statement", "2004", *options)
    assert (said.code, said.err.splitlines()[-1]) == (WRONG_USE, message)


def a_draft_can_not_have_the_name_of_the_consolidated_statement(place: Place, ready: Ready) -> None:
    said = of_two_drafts(place, ready, "check", "2004", "--json", slots={"consolidated": ("morning", "Bureau")})
    assert said.document["faults"][0]["message"] == "The consolidated statement of several drafts has this name; give the draft another symbol."
