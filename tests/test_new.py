"""New cycles: an input workbook that checks clean and costs, made from the schemas or from an earlier cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from aspbudget.cli import DONE
from aspbudget.new import CycleExists, WrongCycleName, new
from workbooks import FIRST, TITLES

if TYPE_CHECKING:
    from conftest import Place

SECTION = "inputs/2027/section.xlsx"


def a_new_cycle_checks_clean_and_its_examples_are_ignored_and_counted(empty_place: Place) -> None:
    assert SECTION in new(empty_place.workspace, "2027", None)
    book = openpyxl.load_workbook(empty_place.root / SECTION, read_only=True)
    examples = sum(str(sheet.cell(FIRST, 1).value).startswith("EXAMPLE") for sheet in book if sheet.max_row and sheet.max_row >= FIRST)
    said = empty_place.run("check", "2027")
    assert said.code == DONE
    assert examples > 0
    assert f"Ignoring  {examples} example rows" in said.err.splitlines()


def a_new_cycle_costs_nothing_until_it_is_filled_in_and_says_draft(empty_place: Place) -> None:
    new(empty_place.workspace, "2027", None)
    document = empty_place.run("cost", "2027", "--json").document
    assert (document["cycle"], document["status"], document["total"]) == ("2027", "DRAFT", 0)
    assert document["assumptions"]["missing"] > 0


def a_new_cycle_carries_over_the_rows_of_another_and_comes_to_the_same_total(place: Place) -> None:
    before = place.run("cost", "2004", "--json").document
    new(place.workspace, "2005", "2004")
    after = place.run("cost", "2005", "--json").document
    assert after["section"] == before["section"]
    assert (after["cycle"], after["total"]) == ("2005", before["total"])
    old, made = (openpyxl.load_workbook(place.workspace.inputs(cycle)) for cycle in ("2004", "2005"))
    assert old.sheetnames == made.sheetnames
    for name in (name for name in old.sheetnames if name not in ("Instructions", "Cycle")):
        cells = [[[cell.value for cell in row] for row in book[name].iter_rows(min_row=TITLES)] for book in (old, made)]
        assert [[value for value in row if value is not None] for row in cells[0]] == [
            [value for value in row if value is not None] for row in cells[1]
        ]


def a_new_cycle_is_not_signed_by_those_who_signed_the_old_one(place: Place) -> None:
    titles = {cell.value: cell.column_letter for cell in openpyxl.load_workbook(place.input)["Cycle"][TITLES]}
    place.change({f"Cycle!{titles['Prepared by']}{FIRST}": "A. Officer", f"Cycle!{titles['Reviewed by']}{FIRST}": "A. Director"})
    new(place.workspace, "2005", "2004")
    row = openpyxl.load_workbook(place.workspace.inputs("2005"))["Cycle"][FIRST]
    assert [row[openpyxl.utils.column_index_from_string(titles[title]) - 1].value for title in ("Cycle", "Date", "Prepared by", "Reviewed by")] == [
        "2005", None, None, None,
    ]  # fmt: skip


def a_new_cycle_never_writes_over_inputs(place: Place) -> None:
    before = place.input.read_bytes()
    with pytest.raises(CycleExists, match="exists already and is never written over"):
        new(place.workspace, "2004", None)
    assert place.input.read_bytes() == before


def a_new_cycle_is_written_whole_or_not_at_all(empty_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("aspbudget.workspace.os.fsync", fails)
    with pytest.raises(OSError, match="No space left"):
        new(empty_place.workspace, "2027", None)
    assert [path for path in empty_place.root.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["05", "two", "2005/1", "..", "2005-6"])
def a_cycle_that_is_not_named_by_its_year_is_refused(name: str, empty_place: Place) -> None:
    with pytest.raises(WrongCycleName):
        new(empty_place.workspace, name, None)


def the_same_schemas_make_the_same_bytes(empty_place: Place, tmp_path_factory: pytest.TempPathFactory) -> None:
    new(empty_place.workspace, "2027", None)
    first = (empty_place.root / SECTION).read_bytes()
    empty_place.root = tmp_path_factory.mktemp("again")
    new(empty_place.workspace, "2027", None)
    assert (empty_place.root / SECTION).read_bytes() == first


def a_cycle_made_from_another_can_be_made_from_again(place: Place) -> None:
    new(place.workspace, "2005", "2004")
    new(place.workspace, "2006", "2005")
    assert place.run("check", "2006", "--json").document == {"faults": []}
