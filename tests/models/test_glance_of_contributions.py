"""At a glance of the contributions: what is assessed, who pays most, this year against last, and the reader's own State."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import numpy as np
import openpyxl
import pytest

from aspbudget.declare.layout import AT_A_GLANCE
from aspbudget.figures.catalogue import catalogue
from aspbudget.figures.cost import cost
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read
from aspbudget.recalculation import recalculated
from aspbudget.workbooks.cycle_book import Emitted, write_workbook
from aspbudget.workbooks.glance_page import LargeFigure
from aspbudget.workbooks.glance_tiles import claim_of
from aspbudget.workbooks.glance_words import LAST_YEAR
from aspbudget.workbooks.input_book import write_inputs
from aspbudget.workbooks.listing import Live

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from aspbudget.figures.cost import Figures

MODELS = catalogue("contributions")


@pytest.fixture(scope="module")
def emitted(tmp_path_factory: pytest.TempPathFactory) -> Emitted:
    """The contributions workbook of 2025 as it starts."""
    return started(tmp_path_factory.mktemp("contributions"), {})


def started(folder: Path, changes: Mapping[str, object]) -> Emitted:
    """Return the contributions workbook of 2025 as it starts, but for columns of sheet States in which every row has a value."""
    path = folder / "contributions.xlsx"
    write_inputs(path, MODELS, {}, "2025")
    inputs = check(MODELS, read(path, path.name), "2025")
    frames = inputs.frames | {"states": inputs.frames["states"].assign(**changes)}
    return write_workbook(cost(MODELS, frames, inputs.named), replace(inputs, frames=frames))


@pytest.fixture(scope="module")
def sheet(emitted: Emitted) -> Worksheet:
    """Its first sheet, with values."""
    return openpyxl.load_workbook(BytesIO(emitted.data), data_only=True)[AT_A_GLANCE]


def row_of(sheet: Worksheet, label: str) -> list[object]:
    """Return the row that begins with a label."""
    return next([cell.value for cell in row] for row in sheet.iter_rows() if row[0].value == label)


def claimed(before: float) -> str:
    """Return the first sentence where States were assessed so much last year, all together, and half as much again this year."""
    assert MODELS.glance is not None
    states = SimpleNamespace(columns={"contribution": np.array([30e6, 0.0]), "contribution_before": np.array([before, 0.0])})
    figures = cast("Figures", SimpleNamespace(tables={"states": states}))
    large = [LargeFigure("", figure, "") for figure in ("30.0", "", "2", "")]
    claim = claim_of(figures, MODELS.glance, large)
    return str(claim.value if isinstance(claim, Live) else claim)


def the_first_sentence_says_how_much_is_assessed_on_how_many_and_against_last_year() -> None:
    assert claimed(20e6) == "EUR 30.0 million assessed on 2 States: 10.0 (50.0 %) more than last year"
    assert claimed(40e6) == "EUR 30.0 million assessed on 2 States: 10.0 (25.0 %) less than last year"


def a_first_sentence_without_a_budget_of_last_year_says_that_there_is_none() -> None:
    assert claimed(0.0) == "EUR 30.0 million assessed on 2 States; no budget of last year in this file"


def no_column_of_the_first_sheet_is_for_last_year_where_nothing_of_it_is_entered(tmp_path: Path, sheet: Worksheet) -> None:
    alone = openpyxl.load_workbook(BytesIO(started(tmp_path, {"contribution_before": 0.0}).data), data_only=True)[AT_A_GLANCE]
    assert str(alone["A4"].value).endswith(" on 125 States; no budget of last year in this file")
    assert [any(LAST_YEAR in str(cell.value) for row in each.iter_rows() for cell in row) for each in (sheet, alone)] == [True, False]


def the_ten_largest_are_ranked_in_millions_beside_last_year(sheet: Worksheet) -> None:
    top = next(cell.row for cell in sheet["A"] if cell.value == "States" and sheet.cell(cell.row, 3).value)
    names = [sheet.cell(row, 1).value for row in range(top + 1, top + 11)]
    amounts = [sheet.cell(row, 3).value for row in range(top + 1, top + 11)]
    assert names[:2] == ["Japan", "Germany"]
    assert amounts == sorted(amounts, reverse=True)
    assert amounts[0] == pytest.approx(27.966, abs=0.001)
    assert str(sheet.cell(top - 2, 1).value).startswith("The 10 largest States pay 7")


def the_state_that_is_chosen_has_its_bill_its_rate_and_its_arrears(sheet: Worksheet) -> None:
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1.startswith("'States'!$")
    assert row_of(sheet, "Rate of assessment (%)")[1] == pytest.approx(0.01)
    assert row_of(sheet, "Arrears (EUR)")[1] == "not entered"


def a_choice_of_another_state_shows_it(emitted: Emitted, sheet: Worksheet) -> None:
    chosen = next(cell.row for cell in sheet["A"] if cell.value == "Afghanistan")
    model = recalculated(emitted.data)
    at = next(place for place, each in enumerate(model.get_worksheets_properties()) if each["name"] == AT_A_GLANCE)
    model.set_user_input(at, chosen, 1, "Germany")
    model.evaluate()
    contribution = next(row for row in range(chosen, chosen + 8) if model.get_cell_value(at, row, 1) == "Contribution (EUR)")
    assert model.get_cell_value(at, contribution, 2) == pytest.approx(22_970_240)
