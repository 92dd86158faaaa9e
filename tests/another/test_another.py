"""Another organisation: its own content package goes through every command, under the same laws, with no code of the tool's own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from support.commission import CONTENT, HEADER, fill

from aspbudget.cli import DONE, WRONG_USE
from aspbudget.figures.catalogue import catalogue, workbooks

if TYPE_CHECKING:
    from conftest import Place, Said

HERE = Path(__file__).parent
TOTAL = 4471 + 625  # 365 and 51 readings at 12.25 cost 4,471.25 and 624.75: each to the franc


@pytest.fixture
def commission(empty_place: Place) -> Place:
    """A workspace of the commission: one line names its content, and the inputs of 2030 are filled in."""
    (empty_place.root / "aspbudget.toml").write_text(f'content = "{CONTENT}"\n', encoding="utf-8")
    assert empty_place.run("new", "2030").code == DONE
    fill(empty_place.workspace.inputs("2030"))
    return empty_place


def change(path: Path, sheet: str, cell: str, value: object) -> None:
    """Change one cell of an input workbook."""
    book = openpyxl.load_workbook(path)
    book[sheet][cell].value = value
    book.save(path)


def later(place: Place) -> Said:
    """Make a second cycle from the first, with 14 readings more at the lower bridge."""
    said = place.run("new", "2031", "--from", "2030")
    readings = next(cell for cell in openpyxl.load_workbook(place.workspace.inputs("2031"))["Gauges"][HEADER] if cell.value == "Readings")
    change(place.workspace.inputs("2031"), "Gauges", f"{readings.column_letter}{HEADER + 2}", 65)
    return said


def the_catalogue_has_its_own_models_and_axes_alone() -> None:
    known = catalogue("section", CONTENT)
    assert workbooks(CONTENT) == ["section"]
    assert [model.title for model in known.models] == ["General", "Budget", "Gauges"]
    assert (known.axes, known.heading_titles()) == (("department", "account"), ("Department", "Account"))


def the_budget_is_checked_costed_and_proven_in_whole_units(commission: Place) -> None:
    assert commission.run("check", "2030", "--json").document == {"faults": [], "doubts": [], "unguarded": [{"workbook": "inputs/2030/section.xlsx", "sheets": ["Gauges"]}], "accepted": [], "remarks": []}
    document = commission.run("cost", "2030", "--json").document
    assert (document["total"], document["currency"]) == (TOTAL, "CHF")
    assert {"department": "HYD", "account": "Data", "unrounded": 4471.25, "amount": 4471} in document["section"]
    assert [(each["cells"] > 0, each["different"]) for each in document["checks"]] == [(True, 0)]
    said = commission.run("cost", "2030", "--prove").out
    assert "Proposed, CHF" in said
    assert any(line.split() == ["Total", "4,471", "625", "5,096"] for line in said.splitlines())


def the_workbook_is_printed_in_whole_units_and_foots(commission: Place) -> None:
    commission.run("cost", "2030")
    sheet = openpyxl.load_workbook(commission.root / "outputs" / "2030" / "section.xlsx", data_only=True)["Budget"]
    cells = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    total = next(cell for cell in cells.values() if cell.value == TOTAL)
    assert total.number_format == "#,##0;(#,##0);–"
    assert "Proposed – CHF" in [cell.value for cell in cells.values()]


def a_figure_is_explained_down_to_its_cells(commission: Place) -> None:
    said = commission.run("explain", "2030", "FLD / Field work", "--depth", "9").out
    assert "reading cost" in said
    assert "readings: 51  [inputs/2030/section.xlsx, Gauges!D6; published: Plan]" in said


def a_second_cycle_is_compared_with_the_first_without_a_cause_of_the_models_own(commission: Place) -> None:
    assert later(commission).code == DONE
    document = commission.run("compare", "2030", "2031", "--json").document
    moved = {each["cause"]: each["amount"] for each in document["bridge"]["causes"]}
    assert moved == {"one-time": 0, "volume": 171, "new": 0, "savings": 0, "method": 0}  # 65 readings cost 796.25
    assert document["bridge"]["residual"] == 0
    assert document["figures"] == [{"department": "FLD", "account": "Field work", "old": 625, "new": 796}]
    assert commission.run("cost", "2031").code == DONE


def the_commands_of_the_first_organisation_are_not_there(commission: Place) -> None:
    assert "assess" not in commission.run("--help").out
    assert commission.run("assess", "2030").code == WRONG_USE
    for asked in (("new-statement", "L.1"), ("statement", "2030", "L.1")):
        said = commission.run(*asked)
        assert (said.code, said.err) == (WRONG_USE, f"The content {CONTENT} has no statements of budgetary implications.\n")
    assert commission.run("models").out.startswith("General\n")


@pytest.mark.slow
def the_content_installs_as_a_package_of_its_own(tmp_path: Path, commission: Place) -> None:
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--target", str(tmp_path / "site")]
    command = [sys.executable, "-m", "pip", "install", *options, str(copied(tmp_path))]
    installed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert installed.returncode == 0, installed.stderr
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHONPATH": str(tmp_path / "site")}
    command = [sys.executable, "-m", "aspbudget.cli", "cost", "2030", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=commission.root, env=environment, check=False)
    assert (done.returncode, json.loads(done.stdout)["total"]) == (DONE, TOTAL), done.stderr


def copied(folder: Path) -> Path:
    """Return a copy of the package's sources, in which it may be built."""
    target = folder / "sources"
    for path in (HERE / "pyproject.toml", *(HERE / CONTENT).glob("*.py")):
        place = target / path.relative_to(HERE)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
    return target


def a_content_that_is_not_installed_is_named(empty_place: Place) -> None:
    (empty_place.root / "aspbudget.toml").write_text('content = "lake_commission"\n', encoding="utf-8")
    said = empty_place.run("cost")
    assert (said.code, said.out) == (WRONG_USE, "")
    assert said.err == "aspbudget.toml names the content lake_commission, which is not installed beside the tool; install it, or correct the name.\n"
