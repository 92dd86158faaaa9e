"""Comparing contributions: State by State, the greatest change first, and the whole in JSON."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY

from aspbudget.cli import DONE

if TYPE_CHECKING:
    from conftest import Place

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("checked_once")]


@pytest.fixture
def offices(empty_place: Place) -> Place:
    """A workspace with the contributions of two years, and a section in one of them."""
    for cycle in ("2004", "2025"):
        shutil.copytree(REPOSITORY / "inputs" / cycle, empty_place.root / "inputs" / cycle)
    return empty_place


def a_cycle_without_a_section_is_compared_by_its_contributions(offices: Place) -> None:
    said = offices.run("compare", "2004", "2025")
    assert said.code == DONE
    lines = said.out.splitlines()
    assert lines[0] == "Cells that moved"
    assert "  Assumptions!B14 approved_appropriations: Value 53,071,846 → 195,481,500" in lines
    heading = lines.index("From inputs/2004/contributions.xlsx to inputs/2025/contributions.xlsx: Payable, EUR")
    assert lines[heading + 3].split() == ["Japan", "–", "29,505,297", "29,505,297"]
    assert ["Japan", "27,966,353", "–", "1,538,944"] in [line.split() for line in lines]
    assert lines[-1] == "106 more moved by less; --json lists them all."


def a_workbook_is_known_as_contributions_whatever_its_name(offices: Place) -> None:
    path = offices.root / "last year.xlsx"
    shutil.copyfile(offices.workspace.inputs("2004", "contributions.xlsx"), path)
    document = offices.run("compare", str(path), "2025", "--json").document["contributions"]
    assert document["figure"] == "Payable"
    assert len(document["rows"]) == 126
    assert sum(row["change"] for row in document["rows"]) == pytest.approx(document["new"]["total"] - document["old"]["total"])
    assert {"kind", "sheet", "key", "column", "old", "new", "cell"} <= {*document["inputs"][0]}


def the_same_contributions_differ_in_nothing(offices: Place) -> None:
    path = str(offices.workspace.inputs("2025", "contributions.xlsx"))
    lines = offices.run("compare", path, path).out.splitlines()
    assert lines[0] == "The inputs are the same."
    assert lines[-1].split()[:3] == ["All", "194,552,340", "194,552,340"]
