"""The command `adopt`: adopted drafts carry their rows into the section as approved, from which the next year starts."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from support.cut_section import cut_section
from support.drafting import ACTIVITY, PLACE, head, paragraphs, rows
from support.plain_draft import plain_draft

from aspbudget.cli import DISAGREE, DONE, FAULTS, WRONG_USE
from aspbudget.commands.new_statement import draft_workbook
from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.read import read
from aspbudget.inputs.ready import opened

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from conftest import Place

    from aspbudget.inputs.ready import Ready

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("checked_once")]
KEPT = ("Posts", "Operating requirements")
APPROVED, NEW = "inputs/2004/baselines/approved.xlsx", "inputs/2004/baselines/approved (new).xlsx"
VERSION_CELL, STATE_CELL, REVISES_CELL = (f"sheet Draft resolution, cell {letter}5" for letter in "GJL")


@pytest.fixture
def place(empty_place: Place) -> Place:
    """A workspace with a section of 2004 that is cut to what drafts adopt here."""
    empty_place.input.parent.mkdir(parents=True)
    empty_place.input.write_bytes(cut_section(*KEPT))
    return empty_place


def section(place: Place) -> Ready:
    """Return the section of 2004."""
    return opened(place.workspace.content, place.input, "inputs/2004/section.xlsx", "2004")


def bought(name: str, quantity: float = 3, **more: object) -> dict[str, Any]:
    """Return an operating requirement of the draft at a price of the section of 2004."""
    stated = {"requirement": name, "quantity": quantity, "periods": 1, "price": "Consultant, month", "object": "Consultants"}
    return ACTIVITY | PLACE | stated | more


def draft(place: Place, name: str = "L.1", text: str = "Requests a copier;", given: list[dict[str, Any]] | None = None, language: str | None = None, **more: object) -> Path:
    """Put a draft in place that was adopted, unless it says otherwise, and buys one thing."""
    path = place.root / "inputs" / "2004" / "statements" / f"{name}.xlsx"
    path.parent.mkdir(exist_ok=True)
    stated: dict[str, pd.DataFrame] = {
        "draft_resolution": head(symbol=name.replace("-", "/"), **({"state": "adopted"} | more)),
        "paragraphs": paragraphs(p1="activities").assign(text=text),
        "operating_requirements": rows(*(given or [bought(f"copier of {name}")])),
    }
    path.write_bytes(draft_workbook(section(place), stated, language=language) if language else plain_draft(catalogue(), stated))
    return path


def hashes(place: Place) -> dict[str, str]:
    """Return the hash of every input, by its path."""
    return {path.relative_to(place.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((place.root / "inputs").rglob("*.xlsx"))}


def as_approved(place: Place) -> Ready:
    """Return the section as approved."""
    return opened(place.workspace.content, place.root / APPROVED, APPROVED, "2004")


def the_rows_of_adopted_drafts_are_carried_into_the_section_as_approved_which_costs_what_both_do(place: Place) -> None:
    draft(place)
    draft(place, "L.2", version="Rev.1", given=[bought("copier of L.2", 5), bought("scanner", first_year=2005), bought("once", recurrence="one-time")])
    before = hashes(place)
    said = place.run("adopt", "2004", "L.1", "L.2", "--json")
    document = said.document
    assert said.code == DONE
    assert {name: hashes(place)[name] for name in before} == before
    assert document["files"] == [APPROVED]
    sums = document["unrounded"]
    assert sums["approved"] == pytest.approx(sums["section"] + sum(each["adds_unrounded"] for each in document["adopted"]), abs=0.006)
    assert sums["approved"] > sums["section"]
    assert [(each["symbol"], each["version"], each["rows"]) for each in document["adopted"]] == [("L.1", "", 1), ("L.2", "Rev.1", 2)]
    assert document["adopted"][1]["later"] == [{"sheet": "Operating requirements", "row": "scanner", "first_year": 2005}]
    found = as_approved(place).inputs.frames["operating_requirements"].set_index("requirement")
    assert {"copier of L.1", "copier of L.2", "once"} <= set(found.index)
    assert "scanner" not in found.index
    assert found.loc["copier of L.1", "source"] == "a case"


def a_second_adoption_starts_from_the_section_as_approved_and_writes_a_new_one_beside_it(place: Place) -> None:
    draft(place)
    draft(place, "L.2")
    assert place.run("adopt", "2004", "L.1").out.splitlines()[-1] == f"Written   {APPROVED}"
    said = place.run("adopt", "2004", "L.2")
    assert said.out.splitlines()[0] == f"Adopted into {APPROVED}, EUR, 2004"
    assert said.out.splitlines()[-2:] == [f"Written   {NEW}", "Next      look at it, and put it in the place of approved.xlsx, which is as it was"]
    again = place.run("adopt", "2004", "L.2")
    assert again.code == WRONG_USE
    assert again.err.splitlines()[-1] == (
        f"{NEW} was adopted before and is not in place yet; put it in the place of approved.xlsx, or move it away, and run this again. "
        "Inputs are never written over."
    )


def a_draft_that_was_adopted_before_is_not_adopted_again(place: Place) -> None:
    draft(place)
    place.run("adopt", "2004", "L.1")
    said = place.run("adopt", "2004", "L.1")
    assert said.code == FAULTS
    assert f"inputs/2004/statements/L.1.xlsx: {APPROVED} has its rows already, as its notes say: it was adopted before. Leave it out." in said.listed
    assert not (place.root / NEW).exists()


def a_draft_that_was_not_adopted_is_refused_at_its_state_and_nothing_is_written(place: Place) -> None:
    draft(place, state=None)
    draft(place, "L.2", state="orally revised")
    said = place.run("adopt", "2004", "L.1", "L.2")
    message = 'State is "{}"; only an adopted text goes into the approved section: give "adopted" once this is what was adopted.'
    assert said.code == FAULTS
    assert [line for line in said.listed if "State is" in line] == [
        f"inputs/2004/statements/L.1.xlsx, {STATE_CELL}: {message.format('draft')}",
        f"inputs/2004/statements/L.2.xlsx, {STATE_CELL}: {message.format('orally revised')}",
    ]
    assert not (place.root / APPROVED).exists()


def an_adopted_text_that_differs_from_the_version_it_revises_needs_a_revision(place: Place) -> None:
    draft(place, state=None)
    draft(place, "Res.1", text="Requests two copiers;", revises="L.1", given=[bought("copier", 6)])
    said = place.run("adopt", "2004", "Res.1")
    assert said.code == FAULTS
    assert said.listed[0] == (
        f"inputs/2004/statements/Res.1.xlsx, {VERSION_CELL}: This is adopted and differs from inputs/2004/statements/L.1.xlsx (paragraph 1), but says "
        "that it is the same version; give the revision that was adopted, such as Rev.1 or: as orally revised."
    )
    draft(place, "Res.1", text="Requests two copiers;", revises="L.1", version="as orally revised", given=[bought("copier", 6)])
    assert place.run("adopt", "2004", "Res.1").code == DONE


def an_adopted_text_that_is_as_the_version_it_revises_needs_none(place: Place) -> None:
    draft(place, state=None)
    draft(place, "Res.1", revises="L.1")
    assert place.run("adopt", "2004", "Res.1").code == DONE


def a_version_that_is_not_there_is_a_fault_with_the_nearest(place: Place) -> None:
    draft(place, "L.10", state=None)
    draft(place, "Res.1", revises="L.11")
    said = place.run("adopt", "2004", "Res.1")
    assert said.listed[0] == (
        f'inputs/2004/statements/Res.1.xlsx, {REVISES_CELL}: There is no workbook "L.11.xlsx" in inputs/2004/statements; did you mean "L.10"? '
        "There are: L.10, Res.1."
    )


def an_adopted_text_that_differs_from_its_issued_statement_needs_a_revision(place: Place) -> None:
    draft(place, state=None)
    assert place.run("statement", "2004", "L.1").code == DONE
    draft(place, text="Requests five copiers;")
    said = place.run("adopt", "2004", "L.1")
    assert said.code == FAULTS
    assert said.listed[0] == (
        f"inputs/2004/statements/L.1.xlsx, {VERSION_CELL}: This is adopted and differs from the statement that was issued, "
        "outputs/2004/statements/L.1.xlsx (paragraph 1), but says that it is the same version; give the revision that was adopted, such as Rev.1 or: "
        "as orally revised."
    )
    draft(place)
    assert place.run("adopt", "2004", "L.1").code == DONE


def a_section_that_does_not_cost_what_it_should_is_not_written(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    draft(place)
    monkeypatch.setattr("aspbudget.statements.adopted.adds", lambda _: 1.0)
    said = place.run("adopt", "2004", "L.1")
    assert said.code == DISAGREE
    assert "nothing was written" in said.err
    assert not (place.root / APPROVED).exists()


def the_next_year_starts_from_what_was_approved_and_says_so(place: Place) -> None:
    draft(place, given=[bought("copier", 7), bought("once", recurrence="one-time")])
    place.run("adopt", "2004", "L.1")
    said = place.run("new", "2005", "--from", "2004")
    assert f"Carried   {APPROVED}: the section of 2004 as approved, its rows and, on sheet Approved, its amounts" in said.out.splitlines()
    approved, made = as_approved(place), place.workspace.inputs("2005")
    printed = approved.figures.frame("section_lines")
    started = next_year(made)
    assert started["approved"]["amount"].sum() == printed["amount"].sum()
    assert set(started["approved"]["source"]) == {"The section of 2004 as approved; give the resolution that approved it"}
    assert {"copier", "once"} & set(started["operating_requirements"]["requirement"]) == {"copier"}


def next_year(path: Path) -> dict[str, pd.DataFrame]:
    """Return the rows of two sheets of a new cycle as typed: it has dates that are faults as yet."""
    import pandas as pd  # noqa: PLC0415 - of the two sheets only

    titles = {"approved": "Approved", "operating_requirements": "Operating requirements"}
    found = {name: pd.read_excel(path, sheet_name=title, header=3) for name, title in titles.items()}
    return {name: frame.rename(columns={"Approved": "amount", "Source": "source", "Requirement": "requirement"}) for name, frame in found.items()}


def the_next_year_starts_from_the_proposed_section_where_none_was_approved(place: Place) -> None:
    said = place.run("new", "2005", "--from", "2004", "--json").document
    assert said["approved"] is None


def a_symbol_stands_for_the_latest_version_of_its_draft_and_that_is_said(place: Place) -> None:
    first = draft(place, "L.5")
    for name in ("L.5-Rev.1", "L.5-Rev.2", "L.5-Rev.10", "L.5-Add.1"):
        shutil.copy(first, first.with_name(f"{name}.xlsx"))
    draft(place, "L.5-Rev.10", version="Rev.10", given=[bought("another")])
    said = place.run("adopt", "2004", "L.5")
    assert any("L.5/Rev.10, as adopted" in line for line in said.out.splitlines())
    assert "Version   L.5-Rev.10, the latest of L.5; for the first version name L.5.xlsx" in said.err.splitlines()


def an_amount_that_is_absorbed_stays_in_the_section_and_the_officer_is_told_why_and_what_to_lower(place: Place) -> None:
    path = place.root / "inputs" / "2004" / "statements" / "L.1.xlsx"
    path.parent.mkdir(exist_ok=True)
    absorbed = {"absorbed": "copier", "paragraph": "1", "sub_programme": "4100", "object": "Consultants", "first_year": 2004, "recurrence": "recurrent",
                "amount": 5000, "done_without": "the study of records"}  # fmt: skip
    path.write_bytes(plain_draft(catalogue(), {
        "draft_resolution": head(symbol="L.1", state="adopted"), "paragraphs": paragraphs(p1="activities"),
        "operating_requirements": rows(bought("copier")), "absorbed": rows(absorbed),
    }))  # fmt: skip
    said = place.run("adopt", "2004", "L.1")
    assert said.code == DONE
    assert [line for line in said.out.splitlines() if line.startswith("Absorbed")] == [
        ("Absorbed  5,000 under 4100 / Consultants counts twice in the approved section, as the draft says in words alone which of its rows are done "
        "without. Lower these by that amount: the study of records")
    ]


def a_section_and_a_draft_in_french_are_adopted_into_a_section_in_french_that_costs_the_same(place: Place) -> None:
    draft(place)
    english = place.run("adopt", "2004", "L.1", "--json").document
    (place.root / APPROVED).unlink()
    place.input.write_bytes(cut_section(*KEPT, french=True))
    draft(place, language="fr")
    french = place.run("adopt", "2004", "L.1", "--json").document
    assert french == english
    (place.root / APPROVED).unlink()
    lines = place.run("adopt", "2004", "L.1").out.splitlines()
    assert lines[0] == "Adopté dans inputs/2004/section.xlsx, EUR, 2004"
    assert [line.split("  ")[0] for line in lines if line and not line.startswith(" ")][1:] == ["Section sans ces projets", "Section telle qu’approuvée", "Repris", "Écrit"]
    raw = read(place.root / APPROVED, APPROVED)
    assert {"Postes", "Dépenses de fonctionnement"} <= raw.sheets.keys()
    assert as_approved(place).inputs.frames["operating_requirements"]["requirement"].tolist()[-1] == "copier of L.1"
