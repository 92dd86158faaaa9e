"""A new model costs one file: every cycle and statement stays readable, and says that it is a draft and why."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest
from conftest import REPOSITORY
from support.section_of_2004 import TOTAL

from aspbudget.cli import DONE, FAULTS
from aspbudget.content import BUILT_IN
from aspbudget.inputs.ready import prepare
from aspbudget.statements.costed import costed
from aspbudget.statements.costing import statement

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Place

    from aspbudget.inputs.ready import Ready

CONTENT = "with_fellowships"
FELLOWSHIPS = '''"""Fellowships: what fellows cost."""

from aspbudget.declare import CURRENCY, Assumption, Charge, Model, Table, column, line, money
from aspbudget.models.requirement import EXPLAINED, Requirement, net_cost


class Fellowships(Requirement):
    """One row for each fellowship."""

    fellowship: str = column("Fellowship", "A name for the row; each name once.", key=True)
    months: float = column("Months", "For how many months.", whole=True, low=0, high=12, example=3)


@line(unit=CURRENCY, source="Months × stipend")
def full_cost(months, stipend):
    """What the fellow costs, whoever bears it."""
    return money(months * stipend)


MODEL = Model(
    title="Fellowships",
    about="Months × stipend.",
    order=95,
    tables=(Table(Fellowships, lines=(full_cost, net_cost), charges=(Charge("net_cost", drivers=("months",)),), rules=(EXPLAINED,)),),
    assumptions=(Assumption("stipend", CURRENCY, "What a fellow is paid for a month.", 0),),
)
'''
WHY = "1 sheet not in the input: Fellowships"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the content with a model more is installed."""
    site = tmp_path_factory.mktemp("site")
    shutil.copytree(REPOSITORY / "models", site / CONTENT, ignore=shutil.ignore_patterns("__pycache__"))
    (site / CONTENT / "fellowships.py").write_text(FELLOWSHIPS, encoding="utf-8")
    return site


@pytest.fixture
def grown(place: Place, site: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A workspace with all inputs of the repository, whose content has a model more than when they were made."""
    monkeypatch.syspath_prepend(str(site))
    shutil.copytree(REPOSITORY / "inputs", place.root / "inputs", dirs_exist_ok=True)
    return place


def use(place: Place, content: str) -> Place:
    """Name the content that a workspace uses."""
    (place.root / "aspbudget.toml").write_text(f'content = "{content}"\n', encoding="utf-8")
    return place


def prepared(place: Place, content: str, cycle: str) -> tuple[Ready, ...]:
    """Return the workbooks of a cycle, checked and costed with some content."""
    return prepare(use(place, content).workspace, cycle, lambda _: None).workbooks


@pytest.mark.slow
@pytest.mark.parametrize("cycle", ["2004", "2005", "2025"])
def a_model_more_leaves_every_figure_of_a_cycle_and_counts_what_the_input_lacks(cycle: str, grown: Place) -> None:
    before, after = (prepared(grown, content, cycle) for content in (BUILT_IN, CONTENT))
    for old, new in zip(before, after, strict=True):
        frames = {table: (old.figures.frame(table), new.figures.frame(table)) for table in old.figures.tables}
        one, other = frames.pop("assumptions")
        assert one.equals(other[other["assumption"] != "stipend"])
        assert [table for table, (one, other) in frames.items() if not one.equals(other[[*one]])] == []
    lacking = 0 if cycle == "2025" else 1
    assert sum(len(each.standing.missing) for each in after) == sum(len(each.standing.missing) for each in before) + lacking
    said = grown.run("check", cycle).out
    assert (WHY in said) == bool(lacking)
    assert (" stipend (" in said) == bool(lacking)


@pytest.mark.slow
def a_model_more_is_in_a_whole_run_that_stays_a_draft(grown: Place) -> None:
    shutil.rmtree(grown.root / "inputs" / "2004" / "statements")  # what its drafts cost, and its contributions, is another test's
    (grown.root / "inputs" / "2004" / "contributions.xlsx").unlink()
    document = use(grown, CONTENT).run("cost", "2004", "--json").document
    assert (document["total"], document["status"], "missing" in document["assumptions"]) == (TOTAL, "DRAFT", True)
    assert all(check["cells"] > 0 and check["different"] == 0 for check in document["checks"])


@pytest.mark.slow
def a_model_more_leaves_every_statement_as_it_was_and_says_why_it_is_a_draft(grown: Place) -> None:
    for path in sorted((grown.root / "inputs" / "2004" / "statements").glob("*.xlsx")):
        before, after = (statement(costed(prepared(grown, content, "2004")[0], path, path.name)) for content in (BUILT_IN, CONTENT))
        assert after.lines == before.lines
        assert [after.in_year(year) for year in after.years] == [before.in_year(year) for year in before.years]
    assert use(grown, CONTENT).run("statement", "2004", "ICC-ASP/2/Res.7", "--json").document["status"] == "DRAFT"
    said = grown.run("check", "2004").out
    assert said.count(WHY) == 1 + 2


@pytest.mark.slow
def a_new_cycle_has_the_sheet_and_the_assumption(grown: Place) -> None:
    assert use(grown, CONTENT).run("new", "2006", "--from", "2005").code == DONE
    book = openpyxl.load_workbook(grown.workspace.inputs("2006"), read_only=True)
    assert book["Fellowships"]["A5"].value.startswith("EXAMPLE")
    rows = {row[0]: row for row in book["Assumptions"].iter_rows(min_row=5, values_only=True)}
    assert (rows["stipend"][1], "missing" in rows["stipend"]) == (None, True)


@pytest.mark.slow
def a_sheet_that_was_there_and_is_deleted_stays_a_fault(grown: Place) -> None:
    delete(grown.input, "Posts")
    said = use(grown, CONTENT).run("check", "2004", "--json")
    assert said.code == FAULTS
    assert said.faults[0].startswith("Posts!: The sheet is missing; copy it from a new workbook")


def delete(path: Path, sheet: str) -> None:
    """Delete a sheet of a workbook, as a person might."""
    book = openpyxl.load_workbook(path)
    del book[sheet]
    book.save(path)
