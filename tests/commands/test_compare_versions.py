"""The command `compare` of two versions of a draft, and the command `statement` with a version, aloud or in writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.drafting import ACTIVITY, PLACE, head, rows
from support.plain_draft import plain_draft

from aspbudget.cli import DONE, FAULTS, WRONG_USE
from aspbudget.figures.catalogue import catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Place

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("checked_once")]
FIRST, SECOND = "Requests the Registrar to engage a consultant;", "Requests the Registrar to engage a consultant for records;"
FIVE = ("full", "provided", "pooled", "absorbed", "additional")


def version(place: Place, name: str, numbers: dict[str, tuple[str, float]], **more: object) -> Path:
    """Put a version of a draft in place: its paragraphs with their texts, and how many months of a consultant each asks for."""
    path = place.root / "inputs" / "2004" / "statements" / f"{name}.xlsx"
    path.parent.mkdir(exist_ok=True)
    answered = [{"paragraph": number, "counts": 1, "answer": "activities" if months else "no implication", "text": text} for number, (text, months) in numbers.items()]
    bought: list[dict[str, Any]] = [
        ACTIVITY | PLACE | {"requirement": f"{name} {number}", "quantity": months, "periods": 1, "price": "Consultant, month", "object": "Consultants", "paragraph": number}
        for number, (_, months) in numbers.items() if months
    ]  # fmt: skip
    frames = {"draft_resolution": head(symbol=name.replace("-", "/"), **more), "paragraphs": rows(*answered), "operating_requirements": rows(*bought)}
    path.write_bytes(plain_draft(catalogue(), frames))
    return path


@pytest.fixture
def two(place: Place) -> tuple[Path, Path]:
    """Two versions of a draft: in the second a paragraph reads otherwise and asks for more, one came, and one went."""
    one = version(place, "L.5", {"1": (FIRST, 1), "2": ("Urges all States to contribute to the Trust Fund;", 0)})
    other = version(place, "L.5-Rev.1", {"1": (SECOND, 3), "3": ("Decides to engage another one for its archives.", 2)}, version="Rev.1", state="orally revised")
    return one, other


@pytest.mark.parametrize("by_path", [False, True])
def the_paragraphs_and_the_money_that_moved_are_shown(place: Place, two: tuple[Path, Path], *, by_path: bool) -> None:
    names = tuple(map(str, two)) if by_path else ("2004/L.5", "2004/L.5-Rev.1")
    said = place.run("compare", *names)
    assert said.code == DONE
    lines = said.out.splitlines()
    assert lines[:2] == ["From L.5 to L.5/Rev.1, as orally revised, 2004", "Beside the section: proposed. 2004, EUR"]
    assert lines[3:9] == [
        "Paragraph 1: changed, text",
        "  …Registrar to engage a consultant;",
        "  → …Registrar to engage a consultant for records;",
        "Paragraph 3: added",
        "  activities: Decides to engage another one for its archives.",
        "Paragraph 2: dropped",
    ]
    assert any(line.startswith("  3  4100 / Consultants, recurrent") and "+" in line for line in lines)


def the_document_has_five_amounts_before_after_and_moved_for_each_line(place: Place, two: tuple[Path, Path]) -> None:
    assert all(path.exists() for path in two)
    document = place.run("compare", "2004/L.5", "2004/L.5-Rev.1", "--json").document
    assert [document[each]["state"] for each in ("old", "new")] == ["draft", "orally revised"]
    assert [(each["change"], each["changed"]) for each in document["paragraphs"]] == [("changed", ["text"]), ("added", []), ("dropped", [])]
    for year in document["years"]:
        lines = [each for each in document["money"] if each["year"] == year["year"]]
        assert year["moved"] == {name: sum(each["moved"][name] for each in lines) for name in FIVE}
        assert year["moved"] == {name: year["after"][name] - year["before"][name] for name in FIVE}
    assert document["years"][0]["moved"]["additional"] > 0


def no_draft_is_compared_with_a_section(place: Place, two: tuple[Path, Path]) -> None:
    said = place.run("compare", "2004/L.5", "2004")
    assert said.code == WRONG_USE
    assert two[0].exists()
    assert said.err.splitlines()[-1] == (
        "2004/L.5 and 2004 can't be compared: 2004 is no draft; name two versions of a draft of one cycle, such as 2004/L.5 and 2004/L.5-Rev.1."
    )


def the_statement_of_a_symbol_is_of_the_latest_version_unless_a_file_is_named(place: Place, two: tuple[Path, Path]) -> None:
    said = place.run("statement", "2004", "L.5")
    assert two[1].exists()
    assert "Version   L.5-Rev.1, the latest of L.5; for the first version name L.5.xlsx" in said.err.splitlines()
    assert "Budgetary implications of L.5/Rev.1, as orally revised, 2004" in said.out.splitlines()
    document = place.run("statement", "2004", "L.5.xlsx", "--json").document
    assert (document["symbol"], document["version"], document["state"]) == ("L.5", "", "draft")


def an_oral_statement_is_written_read_back_and_shown(place: Place, two: tuple[Path, Path]) -> None:
    assert two[1].exists()
    said = place.run("statement", "2004", "L.5", "--oral")
    file = "outputs/2004/statements/L.5-Rev.1 (oral).docx"
    lines = said.out.splitlines()
    assert said.code == DONE
    assert lines[0] == "Oral statement on the budgetary implications of draft resolution L.5/Rev.1"
    assert f"Written   {file}" in lines
    assert any(line.startswith("Read      ") and line.endswith(" numbers in texts, 0 that no figure explains") for line in lines)
    assert (place.root / file).exists()
    assert not (place.root / "outputs/2004/statements/L.5-Rev.1.xlsx").exists()
    french = place.run("statement", "2004", "L.5", "--oral", "--language", "fr", "--json").document
    assert french["files"] == ["outputs/2004/statements/L.5-Rev.1 (oral).fr.docx", file]
    assert french["oral"][0] == "Déclaration orale relative aux incidences sur le budget du projet de résolution L.5/Rev.1"
    assert place.run("tidy", "2004").out.splitlines() == ["Every output has its input; nothing was moved."]


def a_state_that_is_none_is_a_fault_at_its_cell(place: Place) -> None:
    version(place, "L.5", {"1": (FIRST, 1)}, state="revised")
    said = place.run("statement", "2004", "L.5")
    assert said.code == FAULTS
    assert said.listed[0] == (
        'inputs/2004/statements/L.5.xlsx, sheet Draft resolution, cell J5: State is "revised"; it must be one of: draft, orally revised, adopted; '
        'did you mean "orally revised"?'
    )
