"""A new model costs one file: every cycle and statement stays readable, and says that it is a draft and why."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from conftest import REPOSITORY

from aspbudget.cli import DONE, FAULTS

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Place

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


def costed(place: Place, content: str, cycle: str) -> dict[str, Any]:
    """Return what a cycle costs with some content, but for its proofs; what its drafts cost is another test's."""
    shutil.rmtree(place.root / "inputs" / cycle / "statements", ignore_errors=True)
    said = use(place, content).run("cost", cycle, "--json")
    assert said.code == DONE, said.out
    document: dict[str, Any] = said.document
    return document


@pytest.mark.slow
@pytest.mark.parametrize("cycle", ["2004", "2005", "2025"])
def a_model_more_leaves_every_figure_of_a_cycle_and_counts_what_the_input_lacks(cycle: str, grown: Place) -> None:
    before, after = (costed(grown, content, cycle) for content in ("aspbudget.models", CONTENT))
    assert (after["section"], after["total"], after["status"]) == (before["section"], before["total"], "DRAFT")
    lacking = 0 if cycle == "2025" else 1
    assert after["assumptions"]["missing"] == before["assumptions"]["missing"] + lacking
    said = grown.run("check", cycle).out
    assert (WHY in said) == bool(lacking)
    assert (" stipend (" in said) == bool(lacking)


@pytest.mark.slow
def a_model_more_leaves_every_statement_as_it_was_and_says_why_it_is_a_draft(grown: Place) -> None:
    for symbol in ("ICC-ASP/2/Res.3", "ICC-ASP/2/Res.7"):
        before, after = (use(grown, content).run("statement", "2004", symbol, "--json").document for content in ("aspbudget.models", CONTENT))
        assert (after["lines"], after["totals"]) == (before["lines"], before["totals"])
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
