"""Ready: the workbooks of a cycle are read, checked and computed together, and the faults of all are found at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY
from support.workbooks import change_cells

from aspbudget.cli import FAULTS
from aspbudget.content import BUILT_IN
from aspbudget.faults import Refused
from aspbudget.inputs.ready import Cycle, opened, prepare
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from conftest import Place

    from aspbudget.inputs.ready import Ready


@pytest.mark.slow
def a_run_of_both_workbooks_tells_the_faults_of_both(place: Place) -> None:
    place.run("new", "2005", "--from", "2004")
    change_cells(place.workspace.inputs("2005", "contributions.xlsx"), {"States!A5": "XXX"})
    place.change({"Posts!B5": "P-9"}, "2005")
    found = {fault["workbook"] for fault in place.run("check", "2005", "--json").document["faults"]}
    assert found == {"inputs/2005/section.xlsx", "inputs/2005/contributions.xlsx"}


def a_workbook_under_another_name_is_a_fault_and_not_passed_over(place: Place) -> None:
    place.input.rename(place.input.with_name("section.xls"))
    said = place.run("cost", "2004", "--json")
    assert said.code == FAULTS
    assert [fault["workbook"] for fault in said.document["faults"]] == ["inputs/2004/section.xls"]
    assert said.document["faults"][0]["message"] == (
        "This is an old workbook (.xls), which is not read: open it and save it as section.xlsx or contributions.xlsx, or move it out of the folder."
    )


def a_cycle_has_its_section_and_its_other_workbooks_by_their_names(ready: Ready) -> None:
    cycle = Cycle("2004", (ready,))
    assert (cycle.section, cycle.of("section"), cycle.of("contributions")) == (ready, ready, None)
    assert Cycle("2004", ()).section is None


def a_workbook_knows_its_models_its_printed_table_and_its_standing(ready: Ready) -> None:
    assert ready.catalogue is ready.figures.catalogue
    assert ready.layout.title == "Section"
    assert ready.standing.word == "DRAFT"


def each_step_is_shown_as_it_is_taken(place: Place) -> None:
    shown: list[str] = []
    cycle = prepare(place.workspace, "2004", shown.append)
    rows = sum(len(frame) for frame in cycle.workbooks[0].inputs.frames.values())
    assert [line.split()[0] for line in shown] == ["Reading", "Checking", "Costing"]
    assert shown[0] == "Reading   inputs/2004/section.xlsx"
    assert shown[2] == f"Costing   {rows:,} rows, {len(cycle.workbooks[0].catalogue.figures)} lines"


def no_workbook_is_read_that_is_not_asked_for() -> None:
    found = prepare(Workspace(REPOSITORY), "2004", lambda _: None, ("contributions",))
    assert [each.workbook for each in found.workbooks] == ["contributions"]


def an_input_workbook_of_any_place_is_opened_as_the_cycle_that_it_says_it_is_of(place: Place) -> None:
    assert opened(BUILT_IN, place.input, "other.xlsx").cycle == "2004"
    with pytest.raises(Refused, match=r'other\.xlsx, sheet Cycle, cell A5: Cycle is "2004", but the workbook is in the folder of 2005'):
        opened(BUILT_IN, place.input, "other.xlsx", "2005")
