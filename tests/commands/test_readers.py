"""The readers' sets of a run: which documents are in each and in which order, what the run says of it, and what comes of an office program that fails."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from support import libreoffice
from support.commission import CONTENT, fill

from aspbudget.commands import readers as module
from aspbudget.commands.readers import PDF, Made, bound
from aspbudget.commands.renewal import older_readers_set
from aspbudget.paper.readers_set import Bound
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from conftest import Place

    from aspbudget.paper.office import Document

OUTPUTS = Path("outputs/2004")


def quietly(_: str) -> None:
    """Show no progress."""


def issued(name: str) -> Any:
    """Return an issued statement with a workbook, a text in the language of the inputs and one in another."""
    paths = [OUTPUTS / "statements" / f"{name}{ending}" for ending in (".xlsx", ".docx", ".fr.docx")]
    return SimpleNamespace(files={path: path.name.encode() for path in paths})


def made(*texts: str) -> Made:
    """Return what a run has made: two workbooks, two statements, and texts of the section."""
    workbooks = {OUTPUTS / f"{name}.xlsx": name.encode() for name in ("section", "contributions")}
    return Made(workbooks, (issued("L.5"), issued("consolidated")), {OUTPUTS / name: name.encode() for name in texts})


def sets(monkeypatch: pytest.MonkeyPatch, found: Made) -> dict[str, list[str]]:
    """Return the names of the documents of each set in their order, by the name of the set."""
    given: list[list[str]] = []

    def bind(documents: list[Document], _: object) -> Bound:
        given.append([each.name for each in documents])
        return Bound(b"set", (1,) * len(documents))

    monkeypatch.setattr(module, "readers_set", bind)
    cycle: Any = SimpleNamespace(name="2004", workbooks=[SimpleNamespace(workbook=name, inputs=SimpleNamespace(cycle={"prepared_on": None})) for name in ("section", "contributions")])
    made_of = bound(Workspace(Path()), cycle, found, quietly)
    assert list(made_of.files) == [*found.texts, *made_of.pages]
    assert all(made_of.files[path] == b"set" for path in made_of.pages)
    assert [[Workspace(Path()).label(path) for path in pages] for pages in made_of.pages.values()] == given
    return {path.name: [each.removeprefix("outputs/2004/") for each in names] for path, names in zip(made_of.pages, given, strict=True)}


def order(monkeypatch: pytest.MonkeyPatch, found: Made) -> list[str]:
    """Return the names of the documents of the only set in their order."""
    (names,) = sets(monkeypatch, found).values()
    return names


def the_workbooks_in_french_have_a_set_of_their_own_of_all_that_is_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    found = made("section.docx", "section.fr.docx", "budget-resolution.docx")
    both = found._replace(workbooks={**found.workbooks, OUTPUTS / "section.fr.xlsx": b"section"})
    assert sets(monkeypatch, both) == {
        PDF: ["section.docx", "section.xlsx", "contributions.xlsx", "statements/L.5.docx", "statements/L.5.xlsx", "statements/consolidated.docx",
              "statements/consolidated.xlsx", "budget-resolution.docx"],
        "budget.fr.pdf": ["section.fr.docx", "section.fr.xlsx", "statements/L.5.fr.docx", "statements/consolidated.fr.docx"],
    }  # fmt: skip


def the_workbooks_come_first_then_each_statement_as_a_text_with_its_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    assert order(monkeypatch, made()) == [
        "section.xlsx", "contributions.xlsx", "statements/L.5.docx", "statements/L.5.xlsx", "statements/consolidated.docx", "statements/consolidated.xlsx",
    ]  # fmt: skip


def the_text_of_the_section_stands_before_its_workbook_the_resolution_at_the_end_and_other_languages_in_none(monkeypatch: pytest.MonkeyPatch) -> None:
    found = order(monkeypatch, made("section.docx", "section.fr.docx", "budget-resolution.docx", "budget-resolution.fr.docx"))
    assert (found[:2], found[-1], len(found)) == (["section.docx", "section.xlsx"], "budget-resolution.docx", 8)


def each_set_of_an_earlier_run_is_named(tmp_path: Path) -> None:
    (tmp_path / OUTPUTS).mkdir(parents=True)
    for name in (PDF, "budget.fr.pdf"):
        (tmp_path / OUTPUTS / name).write_bytes(b"earlier")
    assert [line.split()[1] for line in older_readers_set(Workspace(tmp_path), "2004")] == ["outputs/2004/budget.pdf", "outputs/2004/budget.fr.pdf"]


@pytest.fixture
def commission(empty_place: Place) -> Place:
    """A workspace of another organisation, whose runs are short."""
    (empty_place.root / "aspbudget.toml").write_text(f'content = "{CONTENT}"\n', encoding="utf-8")
    empty_place.run("new", "2030")
    fill(empty_place.workspace.inputs("2030"))
    return empty_place


@libreoffice.needed
def a_run_writes_the_set_beside_its_workbook_and_says_what_is_in_it(commission: Place) -> None:
    found = commission.run("cost", "2030", "--pdf")
    assert found.code == 0, found.err
    assert [line for line in found.out.splitlines() if "budget.pdf" in line or line.startswith("Bound")] == [
        "Written   outputs/2030/budget.pdf", "Bound     budget.pdf: 1 document on 6 pages, with an outline",
    ]  # fmt: skip
    first = (commission.root / "outputs/2030/budget.pdf").read_bytes()
    assert len(PdfReader(BytesIO(first)).pages) == 6
    document = commission.run("cost", "2030", "--pdf", "--json").document
    assert document["files"] == ["outputs/2030/section.xlsx", "outputs/2030/budget.html", "outputs/2030/budget.pdf"]
    assert document["pdf"] == {"file": "outputs/2030/budget.pdf", "documents": [{"file": "outputs/2030/section.xlsx", "pages": 6}], "further": []}
    assert (commission.root / "outputs/2030/budget.pdf").read_bytes() == first


def a_run_without_a_set_says_that_the_one_there_is_of_an_earlier_run(commission: Place) -> None:
    (commission.root / "outputs/2030").mkdir(parents=True)
    (commission.root / "outputs/2030" / PDF).write_bytes(b"earlier")
    found = commission.run("cost", "2030")
    assert "Note      outputs/2030/budget.pdf is of an earlier run; to renew it, run: aspbudget cost 2030 --pdf" in found.err.splitlines()
    assert "left" not in found.out.casefold()
    assert commission.run("cost", "2030", "--json").document["pdf"] is None


def no_office_program_stops_a_run_before_anything_is_computed(commission: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = commission.run("cost", "2030", "--pdf")
    assert (found.code, found.out) == (2, "")
    assert found.err == "A PDF is made by LibreOffice, which isn't installed here: install it with Calc and Writer, or leave --pdf out.\n"
    assert not (commission.root / "outputs").exists()


def an_office_program_that_breaks_down_leaves_every_file_as_it_was(commission: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    (commission.root / "bin").mkdir()
    program = commission.root / "bin" / "soffice"
    program.write_text("#!/bin/sh\necho 'no memory' >&2\nexit 9\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    found = commission.run("cost", "2030", "--pdf")
    assert found.code == 4
    assert found.err.splitlines()[-1] == "outputs/2030/section.xlsx: LibreOffice ended with 9: no memory. Nothing was written."
    assert not (commission.root / "outputs").exists()
