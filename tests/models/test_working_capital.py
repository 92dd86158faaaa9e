"""The Working Capital Fund: its level, what each State advances, and what a new cycle keeps of both."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY
from support.workbooks import cell, changed, column

from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.read import RawWorkbook, read
from aspbudget.inputs.standing import standing
from aspbudget.models.assessment.assess import assessed
from aspbudget.models.assessment.contributions_start import constants, scale_rows, state_rows
from aspbudget.models.assessment.new_cycle import carry

if TYPE_CHECKING:
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs

MODELS = catalogue("contributions")
LEVEL = "working_capital_fund"


@cache
def typed(year: int) -> RawWorkbook:
    return read(REPOSITORY / "inputs" / str(year) / "contributions.xlsx", "contributions.xlsx")


def checked(year: int, cells: dict[str, object] | None = None) -> Inputs:
    return check(MODELS, changed(typed(year), cells or {}), str(year))


def level(year: int, amount: float | None) -> dict[str, object]:
    """Return the cells that enter a level, or leave it missing."""
    raw = typed(year)
    return {cell(raw, "Assumptions", "Value", LEVEL): amount, cell(raw, "Assumptions", "Status", LEVEL): "missing" if amount is None else "published"}


def advanced(year: int, amount: float) -> dict[str, object]:
    return dict.fromkeys(column(typed(year), "States", "Advance last year"), amount)


def summary(inputs: Inputs, name: str) -> float:
    return float(inputs.figures.values("summary", name)[0])


def totals(figures: Figures, name: str) -> float:
    return float(figures.values("states", name).sum())


def a_level_that_is_not_entered_is_one_twelfth_of_the_appropriations_is_not_asked_for_and_leaves_a_draft() -> None:
    found = checked(2004)
    assert summary(found, "working_capital_level") == 4_422_654
    assert totals(found.figures, "advance") == pytest.approx(4_422_654, abs=49)
    assert totals(found.figures, "advance_change") == 0
    missing = [found.frames[table].at[row, "assumption"] for table, row in standing(MODELS, found).missing]
    assert LEVEL in missing


def a_level_that_is_entered_prevails_and_so_does_one_of_nothing() -> None:
    assert summary(checked(2004, level(2004, 5_000_000) | advanced(2004, 0.0)), "working_capital_level") == 5_000_000
    assert summary(checked(2004, level(2004, 0)), "working_capital_level") == 0


def a_fund_that_is_new_is_asked_for_in_full_and_one_that_is_known_by_its_change() -> None:
    new = checked(2004, level(2004, 5_000_000) | advanced(2004, 0.0)).figures
    assert totals(new, "advance_change") == totals(new, "advance")
    known = checked(2004, level(2004, 5_000_000) | advanced(2004, 50_000.0)).figures
    assert totals(known, "advance_change") == pytest.approx(5_000_000 - 97 * 50_000, abs=49)


def a_level_by_default_is_asked_for_once_an_advance_is_known() -> None:
    found = checked(2004, advanced(2004, 40_000.0))
    assert totals(found.figures, "advance_change") == pytest.approx(4_422_654 - 97 * 40_000, abs=49)


@pytest.mark.parametrize("year", [2004, 2007, 2024])
def the_advances_of_states_that_join_during_the_year_leave_their_sum_at_the_level_but_for_rounding(year: int) -> None:
    fixed = {name: value or 0.0 for name, value, *_ in constants(year)}
    figures = assessed({"scale": scale_rows(year), "states": state_rows(year)}, fixed | {LEVEL: 4_422_654.0})
    states = figures.frame("states")
    by_rates = 4_422_654 * abs(states["rate"].sum() - 100) / 100
    assert abs(states["advance"].sum() - 4_422_654) <= by_rates + len(states) / 2


def a_new_cycle_keeps_the_level_to_be_confirmed_and_what_each_state_has_advanced_be_it_nothing() -> None:
    inputs = checked(2025, level(2025, 11_600_000) | advanced(2025, 1.0))
    rows = carry("2026", dict(inputs.frames), inputs.figures)
    fund = rows["assumptions"].set_index("assumption").loc[LEVEL]
    assert (fund["value"], fund["source"], fund["status"]) == (11_600_000, "The level of 2025, to be confirmed", "illustrative")
    before = inputs.figures.frame("states").set_index("code")["advance"]
    assert rows["states"].set_index("code")["advance_before"].dropna().to_dict() == before.to_dict()


def a_new_cycle_keeps_no_advance_that_was_not_asked_for() -> None:
    inputs = checked(2025)
    rows = carry("2026", dict(inputs.frames), inputs.figures)
    assert rows["states"]["advance_before"].isna().all()
    assert rows["assumptions"].set_index("assumption").at[LEVEL, "status"] == "missing"
