"""What tests make once of the same is what a run makes anew, also after a cell has changed."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import Place
from support import made_once
from support.cut_section import cut_section
from support.section_of_2004 import PRICE
from support.workbooks import cell

from aspbudget.cli import DONE
from aspbudget.inputs.read import read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def outputs(place: Place) -> dict[str, bytes]:
    """Run a place, and return its outputs by their names."""
    assert place.run("cost", "2004").code == DONE
    folder = place.root / "outputs" / "2004"
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def the_outputs_made_after_a_change_are_those_of_a_process_that_has_made_nothing(cut_place: Place, tmp_path_factory: pytest.TempPathFactory) -> None:
    before = outputs(cut_place)
    row = PRICE.row.split(" / ")[1]
    cut_place.change({cell(read(cut_place.input, "section.xlsx"), "Prices", "Amount", row): PRICE.now})
    after = outputs(cut_place)
    assert {name for name in after if after[name] != before[name]} == {"budget.html", "section.xlsx"}
    made_once.forget()
    other = Place(_copied(cut_place, tmp_path_factory.mktemp("other")), cut_place.capture)
    assert outputs(other) == after


def the_inputs_of_a_new_cycle_made_after_a_change_are_those_of_a_process_that_has_made_nothing(empty_place: Place) -> None:
    empty_place.input.parent.mkdir(parents=True)
    empty_place.input.write_bytes(cut_section())
    before = begun(empty_place)
    empty_place.change({cell(read(empty_place.input, "section.xlsx"), "Posts", "Posts"): 7})
    after = begun(empty_place)
    assert before != after
    made_once.forget()
    assert begun(empty_place) == after


def begun(place: Place) -> bytes:
    """Make the inputs of a new cycle, return those of its section, and leave none."""
    assert place.run("new", "2005", "--from", "2004").code == DONE
    data = place.workspace.inputs("2005").read_bytes()
    shutil.rmtree(place.root / "inputs" / "2005")
    return data


def _copied(place: Place, root: Path) -> Path:
    shutil.copytree(place.root / "inputs", root / "inputs")
    return root
