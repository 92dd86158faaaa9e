"""The first bill and the second: equal to `assess --on 1 January`, and there only in a year in which a State joins or leaves."""

from __future__ import annotations

from datetime import date
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read
from aspbudget.models.assessment.assess import POLICIES, assessed, assessment
from aspbudget.models.assessment.contributions_start import constants, loan_ended_rows, scale_rows, state_rows
from aspbudget.workbooks.cycle_book import Emitted, write_workbook
from aspbudget.workbooks.input_book import write_inputs
from aspbudget.workbooks.reconcile import reconcile

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from aspbudget.figures.cost import Figures

MODELS = catalogue("contributions")
PRINTED = "First and second bill"
BASE = 183_499_200.0


@cache
def figures(year: int, policy: int = 0) -> Figures:
    return figures_of(year, state_rows(year), residual_policy=float(policy))


def figures_of(year: int, states: pd.DataFrame, **named: float) -> Figures:
    """Return all figures of a year for these rows of sheet States."""
    fixed = {name: value or 0.0 for name, value, *_ in constants(year)}
    sheets = {"scale": scale_rows(year), "states": states, "loan_ended": loan_ended_rows(year)}
    return assessed(sheets, fixed | {"approved_appropriations": BASE} | named)


def emitted(folder: Path, year: int) -> tuple[Emitted, Figures]:
    """Return the workbook of a year as it starts from the reference data."""
    path = folder / f"{year}.xlsx"
    write_inputs(path, MODELS, {}, str(year))
    inputs = check(MODELS, read(path, path.name), str(year))
    return write_workbook(inputs.figures, inputs), inputs.figures


@pytest.mark.parametrize("policy", [0, 1, 2], ids=POLICIES)
@pytest.mark.parametrize("year", [2004, 2007, 2019, 2020, 2024])
def the_first_bill_is_that_of_the_states_as_on_1_january_and_the_second_that_of_all(year: int, policy: int) -> None:
    first = figures(year, policy).frame("first_bill").set_index("code")
    then = assessment(year, BASE, policy=POLICIES[policy], on=date(year, 1, 1)).states
    now = assessment(year, BASE, policy=POLICIES[policy]).states
    assert first.loc[then.index, "contribution"].astype(int).to_dict() == then["assessed"].to_dict()
    assert first.loc[then.index, "rate"].to_dict() == then["rate"].to_dict()
    assert first.drop(then.index)["contribution"].sum() == 0
    assert first["contribution_recomputed"].astype(int).to_dict() == now["assessed"].to_dict()
    assert (first["second_bill"] == first["contribution_recomputed"] - first["contribution"]).all()


def the_bill_of_germany_of_2024_is_less_once_armenia_has_joined() -> None:
    germany = figures(2024).frame("first_bill").set_index("code").loc["DEU"]
    assert (germany["rate"], germany["contribution"]) == (11.7074, 21_482_985)
    assert (germany["rate_recomputed"], germany["second_bill"]) == (11.7060, 21_480_416 - 21_482_985)


def a_state_that_joins_is_asked_in_its_second_bill_for_its_contribution_and_what_it_owes_once(tmp_path: Path) -> None:
    book, found = emitted(tmp_path, 2024)
    armenia = found.frame("first_bill").set_index("code").loc["ARM"]
    assert (armenia["first_asked_for"], armenia["due_once"]) == (0, 27_963)
    assert armenia["second_bill"] == armenia["contribution_recomputed"] + 27_963 == 22_570 + 27_963
    assert reconcile(book.data, book.formulas).differences == ()
    sheet = openpyxl.load_workbook(BytesIO(book.data), data_only=True, read_only=True)[PRINTED]
    rows = {row[1]: row for row in sheet.iter_rows(min_row=6, values_only=True)}
    assert rows["Armenia"][4:] == (0, 0.0123, 22_570, 27_963, 22_570 + 27_963, 22_570 + 27_963)
    assert [round(float(rows["Total"][place])) for place in (3, 8, 9)] == [
        round(found.frame("first_bill")[name].sum()) for name in ("contribution", "asked_for_recomputed", "second_bill")
    ]


def a_year_in_which_nobody_joins_or_leaves_has_no_second_bill(tmp_path: Path) -> None:
    book, found = emitted(tmp_path, 2025)
    assert len(found.tables["first_bill"]) == 0
    sheets = openpyxl.load_workbook(BytesIO(book.data), read_only=True).sheetnames
    assert not {PRINTED, "First bill"} & set(sheets)


def the_first_bill_takes_its_share_of_the_funds_and_of_what_is_credited() -> None:
    named = {"working_capital_fund": 11_600_000.0, "contingency_replenishment": 1e6, "loan_instalment": 3_585_127.0}
    first = figures_of(2024, state_rows(2024).assign(advance_before=1000.0, credits=10.0), **named).frame("first_bill").set_index("code")
    then = state_rows(2024, on=date(2024, 1, 1)).assign(advance_before=1000.0, credits=10.0)
    states = figures_of(2024, then, **named).frame("states").set_index("code")
    assert first.loc[states.index, "first_asked_for"].to_dict() == states["payable"].to_dict()
