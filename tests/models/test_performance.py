"""Budget performance: rates of implementation, forecasts, transfers with their authority, and the lines that miss."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pandas as pd
import pytest
from conftest import REPOSITORY, Place
from support.section_of_2004 import LINES, MEETINGS
from support.workbooks import FIRST

from aspbudget.commands.compare import side
from aspbudget.figures.cost import cost
from aspbudget.models import months, spending_plan
from aspbudget.models.performance import expected, implementation_rate, outlook, seasonal, straight_line
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready
    from aspbudget.workbooks.cycle_book import Emitted


@pytest.fixture(scope="module")
def later() -> Ready:
    """The section of 2005, with the performance of 2004."""
    return side(Workspace(REPOSITORY), "2005")


def reported(ready: Ready, rows: list[tuple[int, int, float, float]]) -> pd.DataFrame:
    """Return the performance of one line, costed from rows of year, month, commitments and expenditure."""
    line = {
        "sub_programme": "4100",
        "object": "Travel",
        "allotted": 1000.0,
        "source": "accounts",
        "status": "published",
    }
    frame = pd.DataFrame([
        line
        | {"entry": f"{year} {month}", "year": float(year), "month": float(month)}
        | {"committed": committed, "expended": expended}
        for year, month, committed, expended in rows
    ])  # fmt: skip
    frames = ready.inputs.frames | {
        "performance": frame.reindex(columns=ready.inputs.frames["performance"].columns),
        "transfers": ready.inputs.frames["transfers"].iloc[:0],
    }
    return cost(ready.catalogue, frames, ready.inputs.named).frame("performance").set_index("entry")


def the_rate_of_implementation_is_the_share_that_is_spent() -> None:
    assert implementation_rate(200.0, 50.0) == 25


@pytest.mark.parametrize("available", [0.0, -200.0])
def a_rate_of_no_appropriation_is_a_dash(available: float) -> None:
    assert np.isnan(implementation_rate(available, 50.0))


def a_rate_of_an_appropriation_of_which_nothing_is_spent_is_no_dash() -> None:
    assert implementation_rate(200.0, 0.0) == 0


@pytest.mark.slow
def a_list_of_implementation_has_a_live_dash_where_nothing_is_available(empty_place: Place) -> None:
    shutil.copytree(REPOSITORY / "inputs" / "2005", empty_place.root / "inputs" / "2005")
    cells = ("nothing available", "4400", "Training", 2004, 6, 0, 0, 0, "Books", "published")
    free = 4 + len(side(Workspace(REPOSITORY), "2005").inputs.frames["performance"]) + 1
    empty_place.change({f"Performance!{letter}{free}": value for letter, value in zip("ABCDEFGHIJ", cells, strict=True)}, "2005")
    assert empty_place.run("cost", "2005").code == 0
    output = empty_place.workspace.outputs("2005")
    values, formulas = (openpyxl.load_workbook(output, data_only=each) for each in (True, False))
    row = next(row for row in values["Implementation"].iter_rows() if row[0].value == "nothing available")
    assert [cell.value for cell in row[1:5]] == [0, "n/a", 0, 0]
    assert row[5].value == "n/a"
    assert row[5].alignment.horizontal == "right"
    place = [cell.value for cell in values["Performance"][5]].index("Implementation rate (per cent)") + 1
    assert values["Performance"].cell(free + 1, place).value == "n/a"
    assert formulas["Performance"].cell(free + 1, place).value == (
        '=IF(Performance[[#This Row],[Available (EUR)]]>0,Performance[[#This Row],[Expenditure]]/Performance[[#This Row],[Available (EUR)]]*100,"n/a")'
    )


def a_straight_line_goes_on_as_it_began() -> None:
    assert straight_line(600.0, 6.0) == 1200


def a_seasonal_forecast_takes_the_shape_of_the_year_before(later: Ready) -> None:
    found = reported(later, [(2003, 6, 0, 100.0), (2003, 12, 0, 400.0), (2004, 6, 0, 150.0)])
    assert found.loc["2004 6", "seasonal"] == 600
    assert found.loc["2004 6", "straight_line"] == 300


def a_seasonal_forecast_without_a_year_before_is_a_straight_line() -> None:
    assert seasonal(150.0, 0.0, 0.0, 300.0) == 300


def a_line_spends_no_less_than_what_is_bound_already() -> None:
    assert expected(300.0, 300.0, 1000.0, 150.0, 400.0) == 550
    assert expected(300.0, 300.0, 0.0, 150.0, 400.0) == 550


@pytest.mark.parametrize(
    ("difference", "said"), [(60.0, "overspends"), (50.0, "on course"), (-50.0, "on course"), (-60.0, "underspends")]
)
def a_line_within_five_per_cent_is_on_course(difference: float, said: str) -> None:
    assert outlook(difference, 1000.0) == said


def a_transfer_moves_what_is_available_from_one_line_to_the_other_and_nothing_in_all(later: Ready) -> None:
    found = later.figures.frame("performance").set_index("entry")
    assert found.loc["2004, June: 4200 / Travel", "received"] == 3000
    assert found.loc["2004, June: 4200 / Equipment including furniture", "given"] == 3000
    assert found["available"].sum() == found["allotted"].sum()


def a_transfer_that_comes_later_is_not_counted_yet(later: Ready) -> None:
    frames = dict(later.inputs.frames)
    frames["transfers"] = frames["transfers"].assign(month=7.0)
    assert cost(later.catalogue, frames, later.inputs.named).frame("performance")["received"].sum() == 0


def a_transfer_needs_its_authority_and_two_lines(place: Place) -> None:
    cells = ("a", 2004, 5, "4100", "Travel", "4100", "Travel", 10, None, "list", "published")
    place.change({f"Transfers!{letter}{FIRST}": value for letter, value in zip("ABCDEFGHIJK", cells, strict=True)})
    faults = place.run("check", "--json").faults
    assert [fault.split(":")[0] for fault in faults] == [f"Transfers!G{FIRST}", f"Transfers!I{FIRST}"]
    assert "a transfer is between two different lines" in faults[0]


def the_session_in_september_is_still_to_come_in_june(later: Ready) -> None:
    found = later.figures.frame("performance").set_index("entry").loc["2004, June: 4100 / Temporary assistance for meetings"]
    line = LINES[f"4100 / {MEETINGS}"]
    assert (found["still_to_come"], found["straight_line"], found["expected"]) == (line, 45_400, line)
    assert (found["outlook"], found["forecast_from"]) == ("on course", "the plan")


def a_purchase_that_is_made_once_is_not_made_again(later: Ready) -> None:
    found = later.figures.frame("performance").set_index("entry").loc["2004, June: 4200 / Equipment including furniture"]
    assert (found["straight_line"], found["expected"]) == (115_600, 63_200)


def the_posts_are_held_against_their_own_months(later: Ready) -> None:
    found = later.figures.frame("performance").set_index("entry").loc["2004, June: 4200 / Professional staff"]
    assert round(found["planned_to_date"] / found["available"], 2) == 0.34
    assert found["difference"] == -found["behind_plan"] > 0


@pytest.mark.parametrize("committed", [0.0, 0.01, 100.0])
@pytest.mark.parametrize("cycle", ["2004", "2005"])
def the_forecast_of_a_year_whose_months_have_all_passed_is_the_expenditure(cycle: str, committed: float) -> None:
    """Whatever was planned, spent or left: no month is left in which anything could be spent."""
    ready, draw = side(Workspace(REPOSITORY), cycle), np.random.default_rng(2004)
    lines = ready.figures.frame("section_lines")
    frame = lines[["sub_programme", "object"]].assign(
        entry=[f"{number}" for number in range(len(lines))], year=float(cycle), month=12.0, source="accounts", status="published",
        allotted=lines["amount"], committed=committed, expended=(draw.uniform(0, 1.2, len(lines)) * (lines["amount"] + 100)).round(2),
    )  # fmt: skip
    frames = ready.inputs.frames | {"performance": frame.reindex(columns=ready.inputs.frames["performance"].columns)}
    found = cost(ready.catalogue, frames, ready.inputs.named).frame("performance")
    assert {"the plan", "straight line"} == set(found["forecast_from"])
    np.testing.assert_array_equal(found["expected"], found["expended"])


@pytest.mark.parametrize("cycle", ["2004", "2005"])
def the_plan_by_month_adds_up_to_each_line_of_the_section(cycle: str) -> None:
    figures = side(Workspace(REPOSITORY), cycle).figures
    plan = figures.frame("plan_by_month").groupby(["sub_programme", "object"])["planned"].sum()
    lines = figures.frame("section_lines").set_index(["sub_programme", "object"])["unrounded"]
    np.testing.assert_allclose(plan.reindex(lines.index), lines, rtol=0, atol=1e-6)
    assert figures.frame("months_of_the_year")["planned_by_its_end"].iloc[-1] == pytest.approx(lines.sum())


def a_new_cycle_has_the_plan_of_the_one_before_it(later: Ready) -> None:
    before = side(Workspace(REPOSITORY), "2004")
    plan = later.inputs.frames["spending_plan"]
    assert set(plan["year"]) == {2004}
    lines = before.figures.frame("section_lines").set_index(["sub_programme", "object"])["unrounded"]
    found = plan.groupby(["sub_programme", "object"])["amount"].sum().reindex(lines.index).fillna(0)
    np.testing.assert_allclose(found, lines, rtol=0, atol=0.02)
    carried = spending_plan.carry("2006", later.inputs.frames, later.figures)["spending_plan"]
    assert set(carried["year"]) == {2004, 2005}
    again = spending_plan.carry("2006", later.inputs.frames | {"spending_plan": carried}, later.figures)["spending_plan"]
    assert len(again) == len(carried)


def a_month_of_an_earlier_year_is_the_same_by_the_plan_that_was_carried_as_by_the_models(later: Ready) -> None:
    """What 2005 says of June 2004 by the plan it has from 2004 is what 2004 says of it by its models."""
    reports = later.inputs.frames["performance"]
    before = side(Workspace(REPOSITORY), "2004")
    frames = before.inputs.frames | {name: later.inputs.frames[name] for name in ("performance", "transfers")}
    own = cost(before.catalogue, frames, before.inputs.named).frame("performance")
    carried = later.figures.frame("performance")
    assert len(reports) == len(own) > 20
    np.testing.assert_allclose(own["still_to_come"], carried["still_to_come"], rtol=0, atol=0.05)


def the_plans_of_requirements_that_are_gone_are_not_carried() -> None:
    ready = side(Workspace(REPOSITORY), "2004")
    gone = ready.inputs.frames | {"operating_requirements": ready.inputs.frames["operating_requirements"].iloc[:0]}
    kept = months.carry("2005", gone, ready.figures)["planned_months"]
    assert set(kept["sheet"]) == {"Temporary assistance", "Overtime", "Travel"}


def the_list_of_implementation_is_printed_only_when_there_are_reports(emitted: Emitted) -> None:
    assert not [sheet for sheet, *_ in emitted.formulas if sheet == "Implementation"]


def a_workbook_without_a_plan_is_forecast_as_before(later: Ready) -> None:
    """By last year's shape or in a straight line, and no less than what is spent and committed."""
    none = {name: later.inputs.frames[name].iloc[:0] for name in ("spending_plan", "planned_months", "phase_months", "authorities", "accounts")}
    found = cost(later.catalogue, later.inputs.frames | none, later.inputs.named).frame("performance")
    assert set(found["forecast_from"]) == {"straight line"}
    bound = (found["expended"] + found["committed"]).round(2)
    np.testing.assert_array_equal(found["expected"], np.maximum(found["straight_line"], bound))
    assert found["expected"].sum() == 1_343_000
