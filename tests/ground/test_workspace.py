"""The workspace: cycles by name, and where the inputs and outputs of each stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aspbudget.content import BUILT_IN, SETTINGS
from aspbudget.workspace import NoCycle, Workspace, companion, follows, root_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace with the inputs of three cycles, one of them empty, and a file that a spreadsheet left."""
    for cycle in ("2003", "2005", "2004"):
        (tmp_path / "inputs" / cycle).mkdir(parents=True)
        (tmp_path / "inputs" / cycle / "section.xlsx").touch()
    (tmp_path / "inputs" / "2009").mkdir()
    (tmp_path / "inputs" / "2010").mkdir()
    (tmp_path / "inputs" / "2010" / "~$section.xlsx").touch()
    return Workspace(tmp_path)


def the_cycles_are_the_folders_with_inputs_oldest_first(workspace: Workspace) -> None:
    assert workspace.cycles() == ["2003", "2004", "2005"]
    assert workspace.cycle(None) == "2005"
    assert workspace.cycle("2003") == "2003"


def an_unknown_cycle_is_refused_with_the_known_ones(workspace: Workspace) -> None:
    with pytest.raises(
        NoCycle, match=r'^There are no inputs for cycle 2006; did you mean "2005"\? There are: 2003, 2004, 2005\.$'
    ):
        workspace.cycle("2006")
    with pytest.raises(NoCycle, match=r"^There are no inputs for cycle \.\.: a cycle is named as its folder in inputs is\. There are: "):
        workspace.cycle("..")


@pytest.mark.parametrize(("name", "near"), [("2003", "2004"), ("2044", ""), ("2006-2007", "2005"), ("0000", "")])
def an_unknown_cycle_is_taken_for_the_nearest_in_time(name: str, near: str, tmp_path: Path) -> None:
    for cycle in ("2004", "2005", "2025"):
        folder = tmp_path / "inputs" / cycle
        folder.mkdir(parents=True)
        (folder / "section.xlsx").touch()
    meant = f'; did you mean "{near}"?' if near else "."
    with pytest.raises(NoCycle) as refused:
        Workspace(tmp_path).cycle(name)
    assert str(refused.value) == f"There are no inputs for cycle {name}{meant} There are: 2004, 2005, 2025."


def a_workspace_without_cycles_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoCycle, match=r"a first cycle is made with: aspbudget new 2004$"):
        Workspace(tmp_path).cycle(None)


def the_paths_are_conventional_and_shown_relative_to_the_workspace(workspace: Workspace) -> None:
    assert workspace.label(workspace.inputs("2004")) == "inputs/2004/section.xlsx"
    assert workspace.label(workspace.outputs("2004", "contributions.xlsx")) == "outputs/2004/contributions.xlsx"


def the_workbooks_of_a_cycle_are_those_that_are_known(workspace: Workspace) -> None:
    for name in ("contributions.xlsx", "notes.xlsx", "old.xls", "~$section.xlsx"):
        (workspace.root / "inputs" / "2004" / name).touch()
    known = ["section", "contributions", "other"]
    assert workspace.workbooks("2004", known) == ["section", "contributions"]
    assert workspace.workbooks("2003", known) == ["section"]
    assert [path.name for path in workspace.strangers("2004", known)] == ["notes.xlsx", "old.xls"]
    assert workspace.strangers("2003", known) == []


def a_workspace_knows_the_content_that_it_uses(workspace: Workspace) -> None:
    assert workspace.content == BUILT_IN
    (workspace.root / SETTINGS).write_text('content = "another_organisation"', encoding="utf-8")
    assert workspace.content == "another_organisation"


@pytest.mark.parametrize(
    ("cycle", "later", "expected"),
    [("2004", "2005", True), ("2004", "2006", False), ("2005", "2004", False), ("2002-2003", "2004", True),
     ("2002-2003", "2003", False), ("2003", "2004-2005", True), ("2004", "next", False), ("", "2005", False)],
)  # fmt: skip
def a_cycle_follows_the_one_that_ends_the_year_before(cycle: str, later: str, expected: object) -> None:
    assert follows(cycle, later) == expected


@pytest.mark.parametrize(
    "name",
    ["~$section.xlsx", ".~lock.section.xlsx#", "._section.xlsx", ".DS_Store", "section.xlsx~", "~WRL0001.tmp", "Thumbs.db", "desktop.ini", "Icon\r", "section.xlsx.part"],
)  # fmt: skip
def a_file_that_programs_and_systems_leave_is_passed_over(name: str, workspace: Workspace) -> None:
    (workspace.root / "inputs" / "2010" / name).touch()
    (workspace.root / "inputs" / "2004" / name).touch()
    assert companion(workspace.root / "inputs" / "2004" / name)
    assert workspace.cycles() == ["2003", "2004", "2005"]
    assert workspace.strangers("2004", ["section"]) == []


@pytest.mark.parametrize("name", ["section.ods", "Section.ODS", "travel.xls", "section.xlsm", "section.csv", "section.numbers", "Section.xlsx"])
def a_spreadsheet_of_another_kind_or_name_is_a_stranger_and_its_folder_a_cycle(name: str, workspace: Workspace) -> None:
    path = workspace.root / "inputs" / "2010" / name
    path.touch()
    assert workspace.cycles()[-1] == "2010"
    assert workspace.strangers("2010", ["section", "contributions"]) == [path]


@pytest.mark.parametrize("name", ["notes.csv", "letter.docx", "section.pdf", "readme.txt"])
def a_file_that_is_no_workbook_is_left_alone(name: str, workspace: Workspace) -> None:
    (workspace.root / "inputs" / "2004" / name).touch()
    assert workspace.strangers("2004", ["section", "contributions"]) == []


@pytest.mark.parametrize("place", ["section.ods", "inputs/section.xlsx"])
def a_workbook_in_the_folder_of_no_cycle_is_named(place: str, tmp_path: Path) -> None:
    (tmp_path / "inputs").mkdir()
    (tmp_path / place).touch()
    with pytest.raises(NoCycle, match=rf"is in .* \({place} is in the folder of no cycle; save it as inputs/2004/section\.xlsx\)\. Go to the folder .*: aspbudget new 2004$"):
        Workspace(tmp_path).cycle(None)


def the_default_is_the_newest_cycle_that_has_what_is_needed(workspace: Workspace) -> None:
    (workspace.root / "inputs" / "2009" / "contributions.xlsx").touch()
    assert (workspace.cycle(None), workspace.cycle(None, "section.xlsx")) == ("2009", "2005")
    assert workspace.cycle("2009", "section.xlsx") == "2009"
    with pytest.raises(NoCycle, match=r"^No cycle has other\.xlsx; there are: 2003, 2004, 2005, 2009\.$"):
        workspace.cycle(None, "other.xlsx")


@pytest.mark.parametrize("below", ["", "inputs", "inputs/2004", "inputs/2004/statements", "outputs", "outputs/2004"])
def a_workspace_is_found_from_its_inputs_and_outputs(below: str, workspace: Workspace) -> None:
    here = workspace.root / below
    here.mkdir(parents=True, exist_ok=True)
    assert root_of(here) == workspace.root


def a_folder_beside_the_inputs_is_no_part_of_the_workspace(workspace: Workspace) -> None:
    (workspace.root / "notebooks").mkdir()
    assert root_of(workspace.root / "notebooks") == workspace.root / "notebooks"
