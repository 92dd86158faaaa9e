"""The command `narrative`: the section as a text and the draft resolution on the budget, in each language, all in their places or none."""

from __future__ import annotations

import shutil
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from conftest import REPOSITORY, Place
from openpyxl import load_workbook
from support.commission import CONTENT
from support.section_of_2004 import TOTAL
from support.workbooks import add_sheets

from aspbudget.cli import DISAGREE, DONE, FAULTS, WRONG_USE
from aspbudget.documents.numerals import read_back
from aspbudget.documents.terms import NO_BREAK
from aspbudget.workbooks.reconcile import Reconciliation

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
FOLDER = "outputs/2004"
FILES = ["budget-resolution.docx", "budget-resolution.fr.docx", "section.docx", "section.fr.docx"]
OVERVIEW = ("Paragraph", "Sub-programme", "Heading", "Heading in French", "Text", "Text in French", "Source", "Standing")
RESULTS = (
    "Row", "Sub-programme", "Objective", "Objective in French", "Expected result", "Expected result in French", "Indicator", "Indicator in French", "Target",
    "Target in French", "Source", "Standing",
)  # fmt: skip
PURPOSE = ("Purpose", None, "Purpose", None, "The section pays for sessions.", "La section finance les sessions.", "ours", "agreed")


@pytest.fixture
def unproven(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the proof of the workbooks by the second engine, which takes its time."""
    monkeypatch.setattr("aspbudget.commands.narrative._proven", lambda *_: Reconciliation("none", 0, ()))


def result(name: str, indicator: str | None) -> tuple[str | None, ...]:
    """Return a row of sheet Expected results."""
    return (name, "4100", "Decisions", "Décisions", "Papers", "Documents", indicator, None, "All", None, "ours", "agreed")


def with_texts(place: Place) -> None:
    """Put a paragraph and two expected results into the section."""
    add_sheets(place.input, [("Overview", OVERVIEW, [PURPOSE]), ("Expected results", RESULTS, [result("one", "In time"), result("two", "Short")])])


def files(place: Place) -> list[str]:
    """Return the names of the outputs."""
    return sorted(path.name for path in (place.root / FOLDER).glob("*"))


def text(place: Place, name: str) -> str:
    """Return what a document says, with plain blanks."""
    return "\n".join(read_back((place.root / FOLDER / name).read_bytes())).replace(NO_BREAK, " ")


def with_contributions(place: Place) -> Path:
    """Put the contributions of 2004 beside its section."""
    path = place.workspace.inputs("2004", "contributions.xlsx")
    shutil.copyfile(REPOSITORY / "inputs" / "2004" / "contributions.xlsx", path)
    return path


def the_text_and_the_resolution_are_written_in_each_language_and_proven(place: Place) -> None:
    with_texts(place)
    done = place.run("narrative", "2004", "--language", "both")
    assert (done.code, files(place)) == (DONE, FILES)
    lines = done.out.splitlines()
    assert any(line.startswith("Proven    ") and line.endswith(" 0 different") for line in lines)
    assert any(line.startswith("Read      ") and line.endswith(" numbers in texts, 0 that no figure explains") for line in lines)
    assert "Written   outputs/2004/section.fr.docx" in lines
    assert "Confirm   Not entered for the head of this document: symbol, distribution, agenda item and original language." in lines
    assert "The section pays for sessions." in text(place, "section.docx")
    assert "La section finance les sessions." in text(place, "section.fr.docx")
    assert f"EUR {TOTAL:,} for Major Programme IV" in text(place, "budget-resolution.docx")
    assert "[Crédits pour l’ensemble de la Cour : à compléter.]" in text(place, "budget-resolution.fr.docx")


@pytest.mark.usefixtures("unproven")
def the_resolution_has_the_figures_of_the_contributions(place: Place) -> None:
    with_contributions(place)
    assert place.run("narrative", "2004").code == DONE
    found = text(place, "budget-resolution.docx")
    assert "Approves appropriations of EUR 53,071,846 for the Court as a whole for 2004;" in found
    assert "[Appropriations for the Court as a whole: EUR 53,071,846 is illustrative and to be confirmed.]" in found
    assert "would be EUR 4,422,654.]" in found
    assert "Notes that 97 States are assessed for 2004, by rates taken from the following source: United Nations scale of assessments, A/RES/58/1 B;" in found
    assert "Assessed contributions – Two figures are missing." in found


@pytest.mark.usefixtures("unproven")
def the_json_document_says_what_was_written_and_what_is_to_be_confirmed(place: Place) -> None:
    add_sheets(place.input, [("Overview", OVERVIEW, [])])
    document = place.run("narrative", "2004", "--json").document
    assert document["documents"] == [
        {"document": "narrative", "language": "en", "file": "outputs/2004/section.docx"},
        {"document": "resolution", "language": "en", "file": "outputs/2004/budget-resolution.docx"},
    ]
    assert (document["status"], document["total"], document["currency"]) == ("DRAFT", TOTAL, "EUR")
    assert document["to_confirm"][0] == "No overview of the section has been entered."
    assert document["numerals"] > 400


def an_expected_result_without_an_indicator_is_a_fault_at_its_cell(cut_place: Place) -> None:
    add_sheets(cut_place.input, [("Expected results", RESULTS, [result("one", "In time"), result("two", None)])])
    refused = cut_place.run("narrative", "2004", "--json")
    assert (refused.code, refused.faults) == (FAULTS, [
        ("Expected results!G3: Indicator is empty; an expected result without an indicator can't be measured: say what will show whether it was brought "
         "about, or clear the row."),
    ])  # fmt: skip
    assert not (cut_place.root / "outputs").exists()


def every_fault_of_a_text_is_told_at_its_cell(cut_place: Place) -> None:
    rows = [
        (*PURPOSE[:4], None, *PURPOSE[5:]),
        ("Second", "4300", *PURPOSE[2:]),
        ("Third", *PURPOSE[1:7], "settled"),
        PURPOSE,
    ]
    add_sheets(cut_place.input, [("Overview", OVERVIEW, rows)])
    assert cut_place.run("check", "2004", "--json").faults == [
        "Overview!E2: Text is empty; it must hold text.",
        'Overview!B3: Sub-programme is "4300", which is not in sheet Sub-programmes; it must be one of: 4100, 4200, 4400, 4500; did you mean "4500"?',
        'Overview!H4: Standing is "settled"; it must be one of: agreed, proposed, carried over, illustrative.',
        'Overview!A5: Paragraph "Purpose" stands in row 2 already; each may stand once.',
    ]


@pytest.mark.usefixtures("unproven")
def an_office_uses_templates_of_its_own_and_a_wrong_one_is_a_fault(cut_place: Place) -> None:
    for name in ("narrative", "resolution"):
        document = docx.Document()
        for line in (f"Our {name}", f"{{{name}}}"):
            document.add_paragraph(line)
        document.save(str(cut_place.root / "inputs" / f"{name}_template.docx"))
    assert cut_place.run("narrative", "2004").code == DONE
    assert [text(cut_place, name).splitlines()[0] for name in ("section.docx", "budget-resolution.docx")] == ["Our narrative", "Our resolution"]
    before = (cut_place.root / FOLDER / "section.docx").read_bytes()
    (cut_place.root / "inputs" / "narrative_template.docx").write_bytes(b"not a document")
    refused = cut_place.run("narrative", "2004", "--json")
    assert (refused.code, [each["workbook"] for each in refused.document["faults"]]) == (FAULTS, ["inputs/narrative_template.docx"])
    assert (cut_place.root / FOLDER / "section.docx").read_bytes() == before


@pytest.mark.usefixtures("unproven")
def a_numeral_that_no_figure_explains_stops_everything(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aspbudget.documents.section_paper.of_line", lambda *_: 1_357_900)
    said = place.run("narrative", "2004")
    assert (said.code, "1,357,900" in said.err) == (DISAGREE, True)
    assert not (place.root / FOLDER).exists()


@pytest.mark.usefixtures("unproven")
def a_text_that_someone_edited_stays_and_languages_written_before_are_renewed(cut_place: Place) -> None:
    assert cut_place.run("narrative", "2004", "--language", "both").code == DONE
    edited = cut_place.root / FOLDER / "section.docx"
    document = docx.Document(str(edited))
    document.add_paragraph("By hand")
    document.save(str(edited))
    (cut_place.root / FOLDER / "budget-resolution.fr.docx").unlink()
    done = cut_place.run("narrative", "2004", "--language", "fr")
    assert "By hand" in text(cut_place, "section.docx")
    assert files(cut_place) == ["budget-resolution.docx", "budget-resolution.fr.docx", "section (new).docx", "section.docx", "section.fr.docx"]
    assert "Kept      outputs/2004/section.docx, which is not as it was last written here" in done.out.splitlines()


@pytest.mark.usefixtures("unproven")
def the_outputs_of_a_run_and_the_texts_stay_beside_each_other(cut_place: Place) -> None:
    with_texts(cut_place)
    assert cut_place.run("narrative", "2004").code == DONE
    written = {name: (cut_place.root / FOLDER / name).read_bytes() for name in files(cut_place)}
    assert cut_place.run("cost", "2004").code == DONE
    assert {name: (cut_place.root / FOLDER / name).read_bytes() for name in written} == written
    assert not {"Overview", "Expected results", "Symbols"} & set(load_workbook(cut_place.output).sheetnames)
    assert cut_place.run("tidy", "2004").out.strip() == "Every output has its input; nothing was moved."


def a_cycle_without_a_section_and_a_content_without_a_narrative_are_refused(place: Place) -> None:
    with_contributions(place)
    place.input.unlink()
    assert place.run("narrative", "2004", "--json").faults == [
        "!: There is no such workbook, from which the text of the section is written; put it into the folder of the cycle."
    ]
    assert place.run("narrative", "2004", "--language", "de").code == WRONG_USE
    (place.root / "aspbudget.toml").write_text(f'content = "{CONTENT}"\n', encoding="utf-8")
    assert place.run("narrative", "2004").code == WRONG_USE


def the_workbook_of_a_new_cycle_has_the_texts_carried_over(cut_place: Place) -> None:
    with_texts(cut_place)
    assert cut_place.run("new", "2005", "--from", "2004").code == DONE
    book = load_workbook(BytesIO(cut_place.workspace.inputs("2005").read_bytes()))
    rows = [[cell for cell in row if cell] for name in ("Overview", "Expected results") for row in book[name].iter_rows(min_row=5, values_only=True)]
    assert [(row[0], row[-1]) for row in rows if row and not str(row[0]).startswith("EXAMPLE")] == [(name, "carried over") for name in ("Purpose", "one", "two")]
