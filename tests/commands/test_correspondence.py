"""The command `letters`: a letter to each State asked for, in each language, all in their places or none, and what people edited kept."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import REPOSITORY, Place
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from support.french import put_into_french
from support.workbooks import FIRST, add_sheets, change_cells

from aspbudget.cli import DISAGREE, DONE, FAULTS, WRONG_USE
from aspbudget.documents.numerals import read_back
from aspbudget.documents.terms import NO_BREAK
from aspbudget.inputs.read import read
from aspbudget.workbooks.reconcile import Reconciliation

pytestmark = pytest.mark.slow
ACCOUNT = (("Account holder", "The Court", "ours", "published"), ("IBAN", "NL00 EXAM 0123 4567 89", "ours", "published"))
FOLDER = "outputs/2004/letters"
STATES = ("AFG", "BOL", "FRA", "DEU", "KOR", "SRB", "GBR", "VEN")


@pytest.fixture(scope="module")
def contributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contributions of 2004, to whose account States pay."""
    workbook = Path(shutil.copy(REPOSITORY / "inputs" / "2004" / "contributions.xlsx", tmp_path_factory.mktemp("account")))
    add_sheets(workbook, [("Payment details", ("Item", "Details", "Source", "Status"), ACCOUNT)])
    return workbook


@pytest.fixture
def office(contributions: Path, empty_place: Place) -> Place:
    """A workspace with those contributions."""
    workbook = empty_place.workspace.inputs("2004", "contributions.xlsx")
    workbook.parent.mkdir(parents=True)
    shutil.copyfile(contributions, workbook)
    return empty_place


@pytest.fixture
def unproven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the proof of the workbook by the second engine, which takes its time."""
    monkeypatch.setattr("aspbudget.commands.correspondence._proven", lambda *_: Reconciliation("none", 0, ()))


def files(place: Place) -> list[str]:
    """Return the names of the letters."""
    return sorted(path.name for path in (place.root / FOLDER).glob("*"))


def text(path: Path) -> str:
    """Return what a letter says, with plain blanks."""
    return "\n".join(read_back(path.read_bytes())).replace(NO_BREAK, " ")


def a_letter_is_written_to_each_state_asked_for_in_each_language(office: Place) -> None:
    done = office.run("letters", "2004", "--state", "South Korea", "Serbia", "Ivory Coast", "Allemagne", "--language", "both")
    assert done.code == WRONG_USE
    assert done.err.splitlines()[-1] == (
        "CIV, Côte d'Ivoire has no row in sheet States of inputs/2004/contributions.xlsx, so that there is no letter to it; leave it out, or add its row."
    )
    assert not (office.root / "outputs").exists()
    done = office.run("letters", "2004", "--state", "South Korea", "Serbia", "Allemagne", "--language", "both")
    assert done.code == DONE
    assert files(office) == [f"{name}.{language}.docx" for name in ("DEU Germany", "KOR Republic of Korea", "SRB Serbia and Montenegro") for language in ("en", "fr")]
    assert "Destinataire : Serbie-et-Monténégro" in text(office.root / FOLDER / "SRB Serbia and Montenegro.fr.docx")
    lines = done.out.splitlines()
    assert [line.split("  ")[1].strip() for line in lines[2:5]] == ["Germany", "Republic of Korea", "Serbia and Montenegro"]
    assert lines[2].split()[2:] == ["9,507,874.00", "not", "entered", "not", "entered"]
    assert f"Written   6 letters in {FOLDER}" in lines
    assert any(line.startswith("Proven    19,") and line.endswith(" 0 different") for line in lines)
    assert any(line.startswith("Read      ") and line.endswith(" numbers in texts, 0 that no figure explains") for line in lines)


def keep(path: Path, *states: str) -> None:
    """Leave all rows but those of some States, by their codes, out of the contributions."""
    sheets = read(path, path.name).sheets
    gone = [(name, row, line) for name in ("States", "Accounts") for row, line in sheets[name].cells.items() if row >= FIRST and line.get(1) not in states]
    change_cells(path, {f"{name}!{get_column_letter(place)}{row}": None for name, row, line in gone for place in line})


@pytest.mark.usefixtures("unproven")
def every_state_has_a_letter_when_none_is_named(office: Place) -> None:
    keep(office.workspace.inputs("2004", "contributions.xlsx"), *STATES)
    document = with_letters_to_all(office, len(STATES))
    germany = next(each for each in document["letters"] if each["key"] == "DEU")
    assert germany == {
        "key": "DEU", "name": "Germany", "status": "DRAFT", "payable": 20_148_514.0, "arrears": None, "least_to_vote": None,
        "files": [f"{FOLDER}/DEU Germany.en.docx"],
    }  # fmt: skip


@pytest.mark.long
@pytest.mark.usefixtures("unproven")
def every_state_of_a_year_has_a_letter(office: Place) -> None:
    with_letters_to_all(office, 97)


def with_letters_to_all(office: Place, many: int) -> Any:
    """Write a letter to each State of the year, so many, and return what the command answers."""
    done = office.run("letters", "2004", "--json", "--due", "2004-01-31")
    document = done.document
    assert (done.code, done.err) == (DONE, "")
    assert [each["key"] for each in document["letters"]] == sorted(each["key"] for each in document["letters"])
    assert len(document["letters"]) == len(files(office)) == many
    assert (document["cycle"], document["status"], document["checks"]) == ("2004", "DRAFT", [{"engine": "none", "cells": 0, "different": 0}])
    assert all(name.isascii() for name in files(office))
    assert "They are due on 31 January 2004." in text(office.root / FOLDER / "DEU Germany.en.docx")
    return document


@pytest.mark.usefixtures("unproven")
def the_arrears_the_vote_and_the_due_date_are_those_of_the_accounts(office: Place) -> None:
    sheets = [
        ("Dues", ("Due", "Account", "Year", "Full year", "Amount", "Source", "Status"),
         [("a", "Germany", 2002, "no", 100.25, "ours", "published"), ("b", "DE", 2003, "yes", 0, "ours", "published")]),
        ("Requests for payment", ("Request", "Year", "Requested", "Days to pay", "Source", "Status"),
         [("a", 2004, datetime(2003, 12, 20, tzinfo=UTC).replace(tzinfo=None), 30, "ours", "published")]),
    ]  # fmt: skip
    add_sheets(office.workspace.inputs("2004", "contributions.xlsx"), sheets)
    assert office.run("letters", "2004", "--state", "DEU").code == DONE
    found = text(office.root / FOLDER / "DEU Germany.en.docx")
    assert "Contributions of earlier years of EUR 100.25 are outstanding." in found
    assert "Total outstanding\n9,507,974.25\n" in found
    assert "They are due on 19 January 2004." in found
    assert "has no vote" not in found  # there are no two full years


@pytest.mark.usefixtures("unproven")
def an_office_uses_its_own_template_and_a_wrong_one_is_a_fault(office: Place) -> None:
    document = docx.Document()
    for line in ("Our office", "{letter}"):
        document.add_paragraph(line)
    template = office.root / "inputs" / "letter_template.docx"
    document.save(str(template))
    assert office.run("letters", "2004", "--state", "DEU").code == DONE
    path = office.root / FOLDER / "DEU Germany.en.docx"
    assert text(path).splitlines()[:3] == ["Our office", "Assessed contributions for 2004", "To: Germany"]
    before = path.read_bytes()
    template.write_bytes(b"not a document")
    refused = office.run("letters", "2004", "--state", "DEU", "--json")
    assert (refused.code, [each["workbook"] for each in refused.document["faults"]]) == (FAULTS, ["inputs/letter_template.docx"])
    assert path.read_bytes() == before


@pytest.mark.usefixtures("unproven")
def a_letter_that_someone_edited_stays_and_languages_written_before_are_renewed(office: Place) -> None:
    assert office.run("letters", "2004", "--state", "DEU", "FRA", "--language", "both").code == DONE
    edited = office.root / FOLDER / "DEU Germany.en.docx"
    document = docx.Document(str(edited))
    document.add_paragraph("By hand")
    document.save(str(edited))
    done = office.run("letters", "2004", "--state", "DEU")
    assert "By hand" in text(edited)
    assert files(office) == [
        "DEU Germany.en (new).docx", "DEU Germany.en.docx", "DEU Germany.fr.docx", "FRA France.en.docx", "FRA France.fr.docx",
    ]  # fmt: skip
    assert f"Written   2 letters in {FOLDER}" in done.out.splitlines()
    assert f"Kept      {FOLDER}/DEU Germany.en.docx, which is not as it was last written here" in done.out.splitlines()


@pytest.mark.usefixtures("unproven")
def the_letters_stay_as_long_as_their_workbook_does(office: Place) -> None:
    assert office.run("letters", "2004", "--state", "DEU").code == DONE
    assert office.run("tidy", "2004").out.strip() == "Every output has its input; nothing was moved."
    office.workspace.inputs("2004", "contributions.xlsx").unlink()
    shutil.copyfile(REPOSITORY / "inputs" / "2004" / "section.xlsx", office.input)
    assert f"Moved     {FOLDER}/DEU Germany.en.docx → outputs/2004/aside/letters/DEU Germany.en.docx" in office.run("tidy", "2004").out


def the_details_of_payment_are_carried_into_a_new_cycle(office: Place) -> None:
    assert office.run("new", "2005", "--from", "2004").code == DONE
    sheet = load_workbook(office.workspace.inputs("2005", "contributions.xlsx"))["Payment details"]
    assert [row[:4] for row in sheet.iter_rows(values_only=True) if row[2] == "ours"] == list(ACCOUNT)


def a_fault_in_the_inputs_leaves_no_letter(office: Place) -> None:
    change_cells(office.workspace.inputs("2004", "contributions.xlsx"), {"States!A6": "Atlantis"})
    refused = office.run("letters", "2004", "--json")
    assert refused.code == FAULTS
    assert refused.faults[0].startswith('States!A6: Code is "Atlantis", which is not in sheet Scale; it must be one of: AFG, ')
    assert not (office.root / "outputs").exists()


@pytest.mark.usefixtures("unproven")
def a_numeral_that_no_figure_explains_leaves_no_letter(office: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aspbudget.commands.correspondence.unexplained", lambda *_: ["217"])
    said = office.run("letters", "2004", "--state", "DEU")
    assert said.code == DISAGREE
    assert 'sheet DEU Germany.en.docx, cell : written "217", recalculated nothing.' in said.err
    assert not (office.root / "outputs").exists()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("--state", "Swazilnd"), '"Swazilnd" names no row of sheet States of inputs/2004/contributions.xlsx; did you mean "SWZ, Eswatini"?'),
        (("--state", "Atlantis"), '"Atlantis" names no row of sheet States of inputs/2004/contributions.xlsx; give a name or a code of its rows.'),
        (("--language", "xx"), '"xx" is not a language of the list of terms; use one of en, fr.'),
    ],
)
def each_wrong_wish_is_refused_in_words(asked: tuple[str, ...], message: str, office: Place) -> None:
    said = office.run("letters", "2004", *asked)
    assert (said.code, said.err.splitlines()[-1]) == (WRONG_USE, message)


def a_cycle_without_contributions_has_no_letters(place: Place) -> None:
    refused = place.run("letters", "2004")
    assert refused.code == FAULTS
    assert refused.listed[0] == (
        "inputs/2004/contributions.xlsx: There is no such workbook, from which letters are written; put it into the folder of the cycle."
    )


@pytest.mark.usefixtures("unproven")
def a_template_that_says_its_place_twice_is_remarked(office: Place) -> None:
    document = docx.Document()
    for line in ("{letter}", "{letter}"):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    (office.root / "inputs" / "letter_template.docx").write_bytes(out.getvalue())
    said = office.run("letters", "2004", "--state", "DEU")
    assert "Note      inputs/letter_template.docx says {letter} 2 times; the letter stands at the first in the text, the others are left out." in said.err


@pytest.mark.usefixtures("unproven")
def the_list_of_letters_is_in_the_language_of_the_workbook(office: Place) -> None:
    put_into_french(office.root / "inputs/2004/contributions.xlsx", "contributions")
    lines = office.run("letters", "2004", "--state", "Serbia", "Allemagne").out.splitlines()
    assert [" ".join(line.split()) for line in lines[:5]] == [
        "", "À verser Arriérés Pour voter", "DEU Allemagne 9 507 874,00 non renseigné non renseigné",
        "SRB Serbie-et-Monténégro 20 857,00 non renseigné non renseigné", "",
    ]  # fmt: skip
