"""Surpluses returned by the scale of their own year, and what States owe once on joining, in the workbook and in its faults."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY
from support.workbooks import changed

from aspbudget.faults import Refused
from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.read import RawWorkbook, read
from aspbudget.models.assessment.assess import assess
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workbooks.reconcile import reconcile

if TYPE_CHECKING:
    from aspbudget.inputs.inputs import Inputs

MODELS = catalogue("contributions")


@cache
def typed() -> RawWorkbook:
    return read(REPOSITORY / "inputs" / "2025" / "contributions.xlsx", "contributions.xlsx")


def sheet(title: str, *rows: tuple[object, ...]) -> dict[str, object]:
    """Return the cells of a sheet with these rows, each with where it comes from."""
    filled = [(*row, "ICC-ASP/23/Res.4", "published") for row in rows]
    return {f"{title}!{letter}{place}": value for place, row in enumerate(filled, start=5) for letter, value in zip("ABCDEF", row, strict=False)}


def surpluses(*rows: tuple[str, int, float]) -> dict[str, object]:
    return sheet("Surpluses", *rows)


def checked(cells: dict[str, object]) -> Inputs:
    return check(MODELS, changed(typed(), cells), "2025")


def refused(cells: dict[str, object]) -> list[str]:
    with pytest.raises(Refused) as error:
        checked(cells)
    return [str(fault).removeprefix("contributions.xlsx, ") for fault in error.value.faults]


def a_surplus_goes_back_by_the_scale_of_its_year_to_the_states_that_were_assessed_then() -> None:
    found = checked(surpluses(("of 2018", 2018, 1_000_000)))
    states = found.figures.frame("states").set_index("code")
    rates = assess(2018, 0)["rate"]
    assert states.loc["DEU", "surplus_credit"] == round(rates["DEU"] * 10_000)
    assert states.loc["ARM", "surplus_credit"] == states.loc["UKR", "surplus_credit"] == 0
    assert states.loc["DEU", "payable"] == states.loc["DEU", "contribution"] + states.loc["DEU", "loan"] - states.loc["DEU", "surplus_credit"]


def the_surplus_of_states_that_are_assessed_no_more_is_named_and_the_totals_foot() -> None:
    found = checked(surpluses(("of 2018", 2018, 1_000_000), ("also of 2018", 2018, 500_000), ("of 2020", 2020, 300_000)))
    figures = found.figures
    summary = {name: float(figures.values("summary", name)[0]) for name in ("surpluses_to_return", "surpluses_returned", "surplus_not_credited", "surplus_rounding")}
    assert summary["surpluses_to_return"] == 1_800_000
    assert abs(summary["surpluses_returned"] - 1_800_000) <= summary["surplus_rounding"] < 400
    credited = figures.values("states", "surplus_credit").sum()
    philippines = round(assess(2018, 0).at["PHL", "rate"] * 15_000)
    assert summary["surpluses_returned"] - credited == summary["surplus_not_credited"] == philippines
    assert float(figures.values("summary", "asked_for")[0]) == pytest.approx(194_552_340 - credited)


def a_second_engine_finds_the_same_credits_in_the_workbook() -> None:
    inputs = checked(surpluses(("of 2021", 2021, 1_234_567.89)) | sheet("Due on joining", ("UKR", 27_963.0)))
    emitted = write_workbook(inputs.figures, inputs)
    assert reconcile(emitted.data, emitted.formulas).differences == ()


def the_rates_that_an_officer_enters_for_a_year_prevail() -> None:
    rates = sheet("Earlier rates", ("DEU 2018", "DEU", 2018, 60.0), ("FRA 2018", "FRA", 2018, 40.0))
    states = checked(surpluses(("of 2018", 2018, 1_000_000)) | rates).figures.frame("states").set_index("code")
    assert states.loc[["DEU", "FRA", "GBR"], "surplus_credit"].tolist() == [600_000, 400_000, 0]


def a_surplus_of_a_year_whose_rates_are_not_known_is_refused_with_the_nearest() -> None:
    assert refused(surpluses(("first period", 2003, 5), ("this year", 2025, 6))) == [
        ("sheet Surpluses, cell B5: Year is 2003; no rates of that year are known: the nearest that are computed are those of 2004, the last those of 2027; "
        "enter the rates by which it is returned in sheet Earlier rates, a row for each State."),
        "sheet Surpluses, cell B6: Year is 2025; it must be before this year; what is left of this year is not known yet.",
    ]
    rates = sheet("Earlier rates", ("DEU 2003", "DEU", 2003, 100.0))
    assert checked(surpluses(("first period", 2003, 5)) | rates).figures.values("states", "surplus_credit").sum() == 5


def a_state_that_has_two_rates_for_a_year_is_refused() -> None:
    rates = sheet("Earlier rates", ("a", "DEU", 2018, 60.0), ("b", "DEU", 2018, 40.0))
    assert refused(surpluses(("of 2018", 2018, 1)) | rates) == [
        f"sheet Earlier rates, cell C{row}: Year is 2018; the State has two rows for one year; keep one of them." for row in (5, 6)
    ]


def a_due_on_joining_is_asked_for_once_of_a_state_that_joins_this_year_and_of_no_other() -> None:
    states = checked(sheet("Due on joining", ("UKR", 27_963.0))).figures.frame("states").set_index("code")
    ukraine = states.loc["UKR"]
    assert ukraine["payable"] == ukraine["contribution"] + 27_963
    assert refused(sheet("Due on joining", ("DEU", 27_963.0))) == [
        'sheet Due on joining, cell A5: Code is "DEU"; no State of sheet States that joins this year has this code; clear the row, or correct column In force there.'
    ]
