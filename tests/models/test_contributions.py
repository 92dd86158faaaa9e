"""Assessed contributions: equal to the exact judge and to a second spreadsheet for every year, and gentle with mistakes."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import openpyxl
import pandas as pd
import pytest
from conftest import REPOSITORY
from lxml import etree
from support import judge, libreoffice
from support.workbooks import cell, change_cells, changed, column

from aspbudget.faults import Refused
from aspbudget.figures.catalogue import catalogue
from aspbudget.figures.cost import Figures, cost
from aspbudget.inputs.check import check
from aspbudget.inputs.read import RawWorkbook, read
from aspbudget.models.assessment.assess import POLICIES, assess, assessment
from aspbudget.models.assessment.contributions_start import constants, scale_rows, state_rows
from aspbudget.models.reference import facts as reference
from aspbudget.models.reference import state_names
from aspbudget.workbooks.cycle_book import Emitted, Form, write_workbook
from aspbudget.workbooks.input_book import write_inputs
from aspbudget.workbooks.reconcile import agree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from aspbudget.inputs.inputs import Inputs
    from aspbudget.models.assessment.one_assessment import Assessment

YEARS = range(2004, 2028)
KINDS = (2004, 2007, 2019, 2027)  # without a ceiling, with it and a State that joins, with one that leaves, and the last
REST = sorted(set(YEARS) - set(KINDS))
BATCHES = [REST[first : first + 5] for first in range(0, len(REST), 5)]  # so that the processes of a run can share them
MODELS = catalogue("contributions")
INPUT = REPOSITORY / "inputs" / "2025" / "contributions.xlsx"
BASE = 100_000_000

on_every_year = pytest.mark.parametrize("year", YEARS)


# The exact judge.


@cache
def assessed(year: int, policy: str) -> Assessment:
    """Return the assessment of a year, by no round base, which is made once."""
    return assessment(year, BASE + year, policy=policy)


def judged(year: int, base: int, policy: str = judge.AS_ROUNDED, *, ceiling: bool = True) -> judge.Assessment:
    days = reference.states_parties().set_index("iso3")[["entry_into_force", "withdrawal_effective"]]
    parts = judge.parts_of(year, {code: tuple(row) for code, row in zip(days.index, days.to_numpy(), strict=True)})
    states = reference.assessed_states(year, include=set(parts) & set(reference.scale(year)["iso3"]))
    rates = dict(zip(states["iso3"], states["un_rate"], strict=True))
    limits = judge.limits_of(year) if ceiling else judge.Limits(ceiling=None)
    return judge.assess(rates, set(states["iso3"][states["least_developed"]]), base, limits, policy, parts)


@pytest.mark.slow
@pytest.mark.parametrize("policy", POLICIES)
@on_every_year
def every_state_is_assessed_as_the_exact_judge_says(year: int, policy: str) -> None:
    found, exact = assessed(year, policy), judged(year, BASE + year, policy)
    states = found.states
    assert list(states.index) == list(exact.shares)
    assert [f"{rate:.4f}" for rate in states["rate"]] == [str(share.rate) for share in exact.shares.values()]
    assert states["assessed"].tolist() == [share.bill for share in exact.shares.values()]
    assert states["limit"].tolist() == [share.limit or "" for share in exact.shares.values()]
    assert (found.sum_of_rates, found.sum_of_bills, found.difference) == (exact.sum_of_rates, exact.sum_of_bills, exact.difference)


@pytest.mark.parametrize("year", [2007, 2009, 2025])
def every_state_is_assessed_as_the_exact_judge_says_without_the_ceiling_too(year: int) -> None:
    states = assessment(year, BASE, ceiling=False).states
    assert states["assessed"].tolist() == [share.bill for share in judged(year, BASE, ceiling=False).shares.values()]
    assert "ceiling" not in set(states["limit"])


@pytest.mark.slow
@on_every_year
def the_two_policies_of_largest_remainders_bring_in_the_base_but_for_the_euro(year: int) -> None:
    for policy in POLICIES[1:]:
        found = assessed(year, policy)
        assert str(found.sum_of_rates) == "100.0000"
        assert abs(found.difference) < len(found.states) / 2


@pytest.mark.slow
@on_every_year
def no_states_with_equal_rates_get_bills_that_differ_under_the_policy_that_says_so(year: int) -> None:
    states = assessed(year, POLICIES[2]).states
    alike = states[(states["months"] == 0) & (states["days"] == 0) & (states["limit"] == "")]
    bills = alike.groupby(["un_rate", alike.index.isin(reference.least_developed_in(year))])["assessed"]
    assert (bills.nunique() == 1).all()  # noqa: PD101 - it is not a check that all are equal


@pytest.mark.slow
def the_largest_remainder_parts_equal_rates_in_some_years() -> None:
    parted = [
        year
        for year in YEARS
        if (assessed(year, POLICIES[1]).states.groupby("un_rate")["rate"].nunique() > 1).any()  # noqa: PD101 - it is not a check that all are equal
    ]
    assert parted


# A State that joins or leaves during the year.


def a_state_that_joins_in_october_is_assessed_for_three_months_inside_the_scale_and_lowers_the_others() -> None:
    found, first = assessment(2007, BASE), assessment(2007, BASE, on=date(2007, 1, 1))
    japan = found.states.loc["JPN"]
    assert (japan["months"], japan["rate"], japan["limit"], japan["assessed"]) == (3, 5.5, "ceiling", 5_500_000)
    assert "JPN" not in first.states.index
    assert abs(found.difference) < 1000
    assert found.states.loc["DEU", "assessed"] < first.states.loc["DEU", "assessed"]


def a_state_that_joins_in_february_pays_eleven_months_and_germany_less_than_it_was_first_asked_for() -> None:
    found, first = assessment(2024), assessment(2024, on=date(2024, 1, 1))
    assert (found.states.loc["ARM", "months"], found.states.loc["ARM", "rate"]) == (11, 0.0123)
    assert (first.states.loc["DEU", "rate"], first.states.loc["DEU", "assessed"]) == (11.7074, 21_482_985)
    assert (found.states.loc["DEU", "rate"], found.states.loc["DEU", "assessed"]) == (11.7060, 21_480_416)


def the_philippines_pay_the_days_of_2019_before_their_withdrawal_and_a_whole_year_as_long_as_it_has_no_effect() -> None:
    found, first = assessment(2019), assessment(2019, on=date(2019, 3, 16))
    assert (found.states.loc["PHL", "days"], found.states.loc["PHL", "rate"]) == (75, 0.0771)
    assert (first.states.loc["PHL", "days"], first.states.loc["PHL", "rate"]) == (0, 0.3742)
    assert assessment(2019, on=date(2019, 3, 17)).states["rate"].equals(found.states["rate"])


def a_state_that_joins_or_leaves_is_assessed_for_the_whole_year_when_it_is_included() -> None:
    found = assessment(2007, BASE, include=["JPN"])
    assert (found.states.loc["JPN", "months"], found.states.loc["JPN", "assessed"]) == (0, 22_000_000)
    stays = assessment(2019, include=["PHL"]).states.loc["PHL"]
    assert (stays["days"], stays["rate"]) == (0, 0.3742)


def a_state_that_joins_before_it_has_a_rate_is_not_assessed() -> None:
    assert "MNE" in set(reference.joining_during(2006)["iso3"])
    assert "MNE" not in assess(2006, BASE).index


# Scenarios.


def every_scenario_of_a_base_a_loan_and_a_fund_is_what_it_is_alone() -> None:
    names = ("approved_appropriations", "loan_instalment", "working_capital_fund")
    scenarios = np.array(
        [[1e8, 150_250_000.5, 190_968_300.0], [0.0, 3_585_100.0, 1.0], [11_500_000.0, 0.0, 12_000_000.0]]
    )
    together = figures(2025, **dict(zip(names, scenarios, strict=True)))
    for place in range(scenarios.shape[1]):
        alone = figures(2025, **dict(zip(names, scenarios[:, place], strict=True)))
        for name in (line.name for line in alone.catalogue.tables["states"].lines):
            found, wanted = together.values("states", name), alone.values("states", name)
            assert np.array_equal(found[place] if np.ndim(found) > 1 else found, wanted), name


def figures(year: int, **named: object) -> Figures:
    """Return all figures of a year, with some assumptions changed."""
    frames = {"scale": scale_rows(year), "states": state_rows(year)}
    empty = {
        table.name: {key: [] for key in MODELS.columns(table.name)} for table in MODELS.tables.values() if table.entered
    }
    sheets = {
        name: frames.get(name, pd.DataFrame(columns)).reindex(columns=list(columns)) for name, columns in empty.items()
    }
    fixed = {name: value or 0.0 for name, value, *_ in constants(year)}
    return cost(MODELS, sheets, dict.fromkeys(MODELS.assumptions, 0.0) | fixed | named)


# The workbook.


@dataclass(frozen=True)
class Year:
    """A cycle as it starts from the reference data, costed and emitted."""

    inputs: Inputs
    figures: Figures
    emitted: Emitted


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("years")


@cache
def prefilled(folder: Path, year: int) -> Year:
    path = folder / f"{year}.xlsx"
    write_inputs(path, MODELS, {}, str(year))
    inputs = check(MODELS, read(path, path.name), str(year))
    computed = cost(MODELS, inputs.frames, inputs.named)
    return Year(inputs, computed, write_workbook(computed, inputs))


CEILED, LENT = 2007, 2019  # of the kinds, a year with the ceiling and one in which the loan is repaid
CHANGES = {(CEILED, "ceiling_applies"): 0, (LENT, "host_state_loan"): 0}


@pytest.fixture(scope="module")
def recalculated(folder: Path) -> dict[int | tuple[int, str], libreoffice.Cells]:
    """The workbooks of the kinds of years, and those in which an assumption was changed, recalculated in one launch; that of the last with what is repeated in print."""
    paths = {year: written(folder / f"{year}-out.xlsx", prefilled(folder, year).emitted.data) for year in KINDS}
    paths |= {(year, name): with_assumption(folder, year, name, value) for (year, name), value in CHANGES.items()}
    return dict(zip(paths, libreoffice.recalculated_together(list(paths.values()), titles=[paths[KINDS[-1]]]), strict=True))


def with_assumption(folder: Path, year: int, name: str, value: float) -> Path:
    """Return the workbook of a year with an assumption changed, as a reader changes it."""
    each = prefilled(folder, year)
    path = written(folder / f"{year}-{name}.xlsx", each.emitted.data)
    row = each.figures.values("assumptions", "assumption").index(name) + 6
    assert libreoffice.cells(path)["Assumptions", row, 1] == name
    change_cells(path, {f"Assumptions!B{row}": value})
    return path


@libreoffice.needed
def every_year_is_recalculated_by_a_second_spreadsheet_to_the_same_values(folder: Path, recalculated: dict[int | tuple[int, str], libreoffice.Cells]) -> None:
    for year in KINDS:
        assert_the_same(prefilled(folder, year).emitted, recalculated[year], year)


@libreoffice.needed
@pytest.mark.long
@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: f"{batch[0]} to {batch[-1]}")
def every_other_year_is_recalculated_by_a_second_spreadsheet_to_the_same_values(folder: Path, batch: Sequence[int]) -> None:
    years = [prefilled(folder, year) for year in batch]
    paths = [written(folder / f"{year}-out.xlsx", each.emitted.data) for year, each in zip(batch, years, strict=True)]
    for year, each, found in zip(batch, years, libreoffice.recalculated_together(paths), strict=True):
        assert_the_same(each.emitted, found, year)


def assert_the_same(emitted: Emitted, found: libreoffice.Cells, year: int) -> None:
    assert len(emitted.formulas) > 9000
    assert different(emitted, found) == [], year


@libreoffice.needed
def the_switching_off_of_the_ceiling_in_the_workbook_changes_the_schedule_as_assess_does(
    folder: Path, recalculated: dict[int | tuple[int, str], libreoffice.Cells]
) -> None:
    year, each, found = CEILED, prefilled(folder, CEILED), recalculated[CEILED, "ceiling_applies"]
    base = float(each.figures.values("summary", "base")[0])
    wanted = assess(year, base, ceiling=False)
    assert wanted.loc["JPN", "assessed"] > assess(year, base).loc["JPN", "assessed"]
    for place, state in enumerate(wanted.itertuples(), start=6):
        assert state_names.code(found["Schedule", place, 2]) == state.Index  # the workbook has the present names
        assert found["Schedule", place, 4] == pytest.approx(state.rate, abs=1e-9)
        assert found["Schedule", place, 5] == state.assessed


@libreoffice.needed
def a_loan_that_is_asked_for_twice_by_a_change_in_the_workbook_fails_a_comparison_of_sheet_checks(recalculated: dict[int | tuple[int, str], libreoffice.Cells]) -> None:
    found, twice = checks(recalculated[LENT]), checks(recalculated[LENT, "host_state_loan"])
    assert (found["Nothing unassessed"], twice["Nothing unassessed"]) == ("agrees", "differs")


def checks(found: libreoffice.Cells) -> dict[str, object]:
    """Return the result of each comparison of sheet Checks, by what it says before the colon."""
    rows = {row: str(value) for (sheet, row, column), value in found.items() if sheet == "Checks" and column == 1}
    return {text.partition(",")[0]: found.get(("Checks", row, 5)) for row, text in rows.items()}


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def different(emitted: Emitted, found: libreoffice.Cells) -> list[object]:
    """Return the cells that a second spreadsheet computes otherwise; an empty text is no cell there."""
    empty = {place for place, value in emitted.formulas.items() if value == "" and place not in found}
    return [
        (place, value, found.get(place))
        for place, value in emitted.formulas.items()
        if place not in empty and not agree(value, found.get(place))
    ]


# A page for each State.


@pytest.fixture(scope="module")
def paged(folder: Path) -> Emitted:
    """The workbook of 2025 with a page for each State."""
    each = prefilled(folder, 2025)
    return write_workbook(each.figures, each.inputs, form=Form(pages=True))


@pytest.fixture(scope="module")
def values(paged: Emitted) -> Workbook:
    """Its values, as they are stored."""
    return openpyxl.load_workbook(BytesIO(paged.data), data_only=True, read_only=True)


@pytest.mark.slow
def each_state_has_a_page_of_its_own_when_asked_for(folder: Path, paged: Emitted, values: Workbook) -> None:
    each = prefilled(folder, 2025)
    states = each.figures.values("states", "code")
    assert values.sheetnames[-len(states) :] == states
    assert not set(states) & set(openpyxl.load_workbook(BytesIO(each.emitted.data), read_only=True).sheetnames)
    for code, page in zip(states, printed_pages(paged.data, len(states)), strict=True):
        assert values[code]["B4"].value == code
        assert page.area.startswith(f"{code}!$A$1:$G$")
        assert (page.orientation, page.paper, page.fits) == ("portrait", "9", "1")


class Printed(NamedTuple):
    """How a sheet is printed, as its part of the file says it: openpyxl, which reads every cell for that, takes ten times as long."""

    area: str
    orientation: str | None
    paper: str | None
    fits: str | None


def printed_pages(data: bytes, last: int) -> list[Printed]:
    """Return how each of the last sheets of a workbook is printed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        book = etree.fromstring(archive.read("xl/workbook.xml"))
        count = len(book.findall("{*}sheets/{*}sheet"))
        areas = {name.get("localSheetId"): name.text or "" for name in book.iter("{*}definedName") if name.get("name") == "_xlnm.Print_Area"}
        parts = {place: etree.fromstring(archive.read(f"xl/worksheets/sheet{place + 1}.xml")) for place in range(count - last, count)}
    setups = {place: (part.find("{*}pageSetup"), part.find("{*}sheetPr/{*}pageSetUpPr")) for place, part in parts.items()}
    return [Printed(areas[str(place)], of.get("orientation"), of.get("paperSize"), fit.get("fitToPage")) for place, (of, fit) in setups.items()]


@pytest.mark.slow
def the_page_of_germany_shows_its_steps_and_its_bill(folder: Path, values: Workbook) -> None:
    each = prefilled(folder, 2025)
    rows = [[value for value in row if value is not None] for row in values["DEU"].iter_rows(values_only=True)]
    rows = [row for row in rows if row]
    assert rows[:2] == [["← Contents", "DRAFT · Assessed contributions of States Parties, 2025"], ["Germany"]]
    assert ["All States", 5.692, 100, pytest.approx(47.351), pytest.approx(12.0209, abs=1e-4), 22, 0] in rows
    payable = next(row for row in rows if row[0] == "Payable (EUR)")
    assert payable[-1] == each.figures.frame("states").set_index("code").loc["DEU", "payable"]


@pytest.mark.slow
def the_page_of_a_state_of_which_nothing_is_entered_says_so(values: Workbook) -> None:
    rows = {row[0]: row[6] for row in values["DEU"].iter_rows(values_only=True) if row[0]}
    assert {rows[title] for title in ("Due for earlier years (EUR)", "Paid (EUR)", "Arrears (EUR)", "Outstanding (EUR)", "Paid in full", "Vote", "Least to pay to vote (EUR)")} == {"not entered"}
    assert rows["Due this year (EUR)"] == rows["Payable (EUR)"]


@pytest.mark.slow
def the_count_of_formulas_on_sheet_checks_includes_the_pages(paged: Emitted, values: Workbook) -> None:
    said = [str(row[0]) for row in values["Checks"].iter_rows(values_only=True) if row[0]]
    assert len([text for text in said if f"{len(paged.formulas):,} formulas, 0 different" in text]) == 1


# Faults, word for word.


@pytest.fixture(scope="module")
def typed() -> RawWorkbook:
    """The contributions workbook of 2025 as typed."""
    return read(INPUT, "contributions.xlsx")


def refused(typed: RawWorkbook, cells: dict[str, object]) -> list[str]:
    with pytest.raises(Refused) as error:
        check(MODELS, changed(typed, cells), "2025")
    return [str(fault).removeprefix("contributions.xlsx, ") for fault in error.value.faults]


def day(month: int, number: int) -> datetime:
    """Return a day of 2025 as a spreadsheet holds it."""
    return datetime(2025, month, number)  # noqa: DTZ001 - a cell has no time zone


def payment(account: str, received: datetime, amount: float = 1) -> dict[str, object]:
    values = ("2025-0001", account, received, amount, "Bank statement", "published")
    return {f"Payments!{letter}6": value for letter, value in zip("ABCDEF", values, strict=True)}


def a_scale_that_does_not_add_up_is_refused(typed: RawWorkbook) -> None:
    assert refused(typed, {cell(typed, "Scale", "Rate", "DEU"): 5.592}) == [
        (
            "sheet Scale: The rates of the Members add up to 99.9, but the scale adds up to 100 (assumption scale_sum); "
            "a rate is wrong or missing."
        )
    ]


def an_unknown_state_is_refused_with_the_nearest(typed: RawWorkbook) -> None:
    at = cell(typed, "States", "Code", "DEU")
    assert refused(typed, {at: "DEUT"}) == [
        (
            f'sheet States, cell {at[7:]}: Code is "DEUT", which is not in sheet Scale; it must be one of: AFG, AGO, ALB, AND, '
            'ARE, ARG, ARM, ATG, AUS, AUT, AZE, BDI and 183 more; did you mean "DEU, Germany"?'
        )
    ]


def a_state_that_stands_twice_is_refused(typed: RawWorkbook) -> None:
    at = cell(typed, "States", "Code", "DEU")
    first = cell(typed, "States", "Code", "FRA")
    assert refused(typed, {at: "FRA"}) == [
        f'sheet States, cell {at[7:]}: Code "FRA" stands in row {first[8:]} already; each may stand once.'
    ]


def a_rate_with_more_decimals_than_the_scale_is_refused(typed: RawWorkbook) -> None:
    germany, france = cell(typed, "Scale", "Rate", "DEU"), cell(typed, "Scale", "Rate", "FRA")
    rates = {germany: 5.6915, france: 3.8585}
    assert refused(typed, rates)[0] == (
        f"sheet Scale, cell {germany[6:]}: Rate is 5.6915; it has more decimals than the scale has (assumption scale_decimals); "
        "enter it as the scale has it."
    )


def a_state_assessed_before_entry_into_force_is_refused(typed: RawWorkbook) -> None:
    at = cell(typed, "States", "In force", "DEU")
    assert refused(typed, {at: day(2, 1)}) == [
        (
            f"sheet States, cell {at[7:]}: In force is 1 February 2025; the Statute was not in force for it on 1 January; "
            "clear the row, give it fewer months, or state the exception."
        )
    ]
    months, why = cell(typed, "States", "Months", "DEU"), cell(typed, "States", "Exception", "DEU")
    check(MODELS, changed(typed, {at: day(2, 1), months: 11}), "2025")
    check(MODELS, changed(typed, {at: day(2, 1), why: "Decided by the Assembly"}), "2025")


def a_state_in_force_on_1_january_itself_is_assessed(typed: RawWorkbook) -> None:
    check(MODELS, changed(typed, {cell(typed, "States", "In force", "DEU"): day(1, 1)}), "2025")


def a_state_that_withdrew_is_refused(typed: RawWorkbook) -> None:
    at = cell(typed, "States", "Withdrawn", "DEU")
    assert refused(typed, {at: day(1, 1)}) == [
        (
            f"sheet States, cell {at[7:]}: Withdrawn is 1 January 2025; its withdrawal had taken effect by 1 January; "
            "clear the row, or state the exception."
        )
    ]
    check(MODELS, changed(typed, {at: day(6, 2)}), "2025")


def a_payment_in_the_future_is_refused(typed: RawWorkbook) -> None:
    dated = {cell(typed, "Cycle", "Date"): day(3, 31)}
    check(MODELS, changed(typed, dated | payment("DEU", day(3, 31))), "2025")
    assert refused(typed, dated | payment("DEU", day(4, 1))) == [
        (
            "sheet Payments, cell C6: Received is 1 April 2025; it is after the date of this workbook (sheet Cycle); "
            "a payment is entered once it has been received."
        )
    ]


def a_payment_of_a_state_never_assessed_is_refused(typed: RawWorkbook) -> None:
    assert refused(typed, payment("USA", day(3, 1))) == [
        (
            'sheet Payments, cell B6: Account is "USA, United States of America", which is not in sheet Accounts; it must be one of: AFG, ALB, AND, ATG, '
            'ARG, ARM, AUS, AUT, BGD, BRB, BEL, BLZ and 113 more.'
        )
    ]


def assumption(typed: RawWorkbook, name: str) -> str:
    return cell(typed, "Assumptions", "Value", name)


def a_negative_base_is_refused(typed: RawWorkbook) -> None:
    at = assumption(typed, "approved_appropriations")
    assert refused(typed, {at: 4_000_000}) == [
        (
            f"sheet Assumptions, cell {at[12:]}: Approved appropriations is 4,000,000; less the Host State loan and the cash surplus "
            "used it leaves less than 0 to be assessed; correct one of the three."
        )
    ]
    assert refused(typed, {at: -1}) == [
        f"sheet Assumptions, cell {at[12:]}: Value is -1; Approved appropriations must be 0 or more."
    ]


def the_limits_that_leave_no_state_free_are_refused(typed: RawWorkbook) -> None:
    at = assumption(typed, "ceiling")
    assert refused(typed, {at: 0.001}) == [
        (
            f"sheet Assumptions, cell {at[12:]}: Ceiling is 0.001; every State is a least developed country or at a limit, so no State "
            "is left to bear the rest; check the limits, and who is assessed."
        )
    ]


@pytest.mark.parametrize("ceiling", [1.1, 2])
def a_state_that_is_above_the_ceiling_once_others_are_held_is_held_too(typed: RawWorkbook, ceiling: float) -> None:
    changes = {assumption(typed, "ceiling"): ceiling}
    states = check(MODELS, changed(typed, changes), "2025").figures.frame("states").set_index("code")
    known = reference.assessed_states(2025).set_index("iso3")
    rates, least_developed = known["un_rate"].to_dict(), set(known.index[known["least_developed"]])
    exact = judge.assess(rates, least_developed, limits=judge.Limits(ceiling=Fraction(str(ceiling))))
    first = states.index[states["share_of_rest"] > states["limit"]]
    assert set(first) < {code for code, share in exact.shares.items() if share.limit == judge.CEILING}
    assert {code: f"{rate:.4f}" for code, rate in states["rate"].items()} == {code: str(share.rate) for code, share in exact.shares.items()}
    assert states.index[states["at_ceiling"] > 0].to_list() == [code for code, share in exact.shares.items() if share.limit == judge.CEILING]


def a_workbook_made_before_a_rule_had_these_parameters_is_assessed_as_before(typed: RawWorkbook) -> None:
    inputs = check(MODELS, typed, "2025")
    frame = inputs.frames["assumptions"].set_index("assumption")
    assert frame.loc[["least_developed_first", "minimum_kept", "minimum_raised", "rate_decimals"], "value"].tolist() == [1, 0, 0, 4]
    assert frame.loc["rate_decimals", ["status", "source"]].tolist() == ["derived", "As it was when the input workbook was made, which could not change it"]
    assert inputs.frames["states"][["fixed_share", "fixed_sum"]].isna().all(axis=None)


def a_column_that_came_later_may_be_lacking_but_not_be_misspelt(typed: RawWorkbook) -> None:
    assert refused(typed, {"States!K4": "Fixed shares"}) == [
        'sheet States, cell K4: Column "Fixed share" is missing; "Fixed shares" in cell K4 may be it: correct the title.'
    ]


STATED = {"least_developed_first": 20, "minimum_kept": 21, "minimum_raised": 22, "rate_decimals": 23}  # the rows of sheet Assumptions


def stated(name: str, value: float) -> dict[str, object]:
    """Return the cells of an assumption of the workbook of 2025 that a cycle has with a value of the models' own."""
    row = STATED[name]
    return {f"Assumptions!B{row}": value, f"Assumptions!H{row}": "Test", f"Assumptions!I{row}": "illustrative"}


@pytest.mark.parametrize(
    ("cells", "faults"),
    [
        (stated("rate_decimals", 7), ["sheet Assumptions, cell B23: Rate decimals is 7; it must be a whole number from 0 to 6, or 10 when rates are not rounded."]),
        (stated("rate_decimals", 2.5), ["sheet Assumptions, cell B23: Rate decimals is 2.5; it must be a whole number from 0 to 6, or 10 when rates are not rounded."]),
        (stated("minimum_raised", 30),
         ["sheet Assumptions, cell B6: Ceiling is 22; every State is a least developed country or at a limit, so no State is left to bear the rest; check the limits, and who is assessed.",
          "sheet Assumptions, cell B22: Minimum raised is 30; it is above the highest rate of a State that is assessed; lower it, or raise that limit."]),
        ({"States!K6": 60, "States!K7": 45.5},
         ["sheet States: The fixed shares add up to 105.5 per cent, which leaves nothing to share; they must be below 100 together."]),
        ({"States!K6": 2, "States!L6": 100},
         ["sheet States, cell L6: Fixed sum is 100; it has a fixed share and a fixed sum; clear one of the two."]),
        ({"States!K6": 100.5}, ["sheet States, cell K6: Fixed share is 100.5; it must be from 0 to 100."]),
    ],
)  # fmt: skip
def a_parameter_of_a_rule_that_cannot_be_applied_is_refused_at_its_cell(typed: RawWorkbook, cells: dict[str, object], faults: list[str]) -> None:
    assert refused(typed, cells) == faults


def a_fixed_share_and_a_minimum_that_is_kept_come_before_all_others(typed: RawWorkbook) -> None:
    cells = {"States!K6": 2.5} | stated("minimum_kept", 0.001)
    states = check(MODELS, changed(typed, cells), "2025").figures.frame("states")
    kept = states[states["un_rate"] == 0.001]
    assert (states["rate"].iloc[1], set(kept["rate"]), len(kept) > 5) == (2.5, {0.001}, True)
    assert states["exact_rate"].sum() == pytest.approx(100, abs=1e-9)


def a_loan_that_nobody_pays_is_refused_at_its_instalment(typed: RawWorkbook) -> None:
    nobody = dict.fromkeys(column(typed, "States", "Pays the loan"), "no")
    at = assumption(typed, "loan_instalment")
    assert refused(typed, nobody) == [
        (
            f"sheet Assumptions, cell {at[12:]}: Loan instalment is 3,585,127; no State of sheet States shares in it; give those that do a "
            "Loan rate basis, and yes in column Pays the loan, or enter 0 here and for host_state_loan."
        )
    ]
    check(MODELS, changed(typed, nobody | {at: 0, assumption(typed, "host_state_loan"): 0}), "2025")


# Nothing unassessed, nothing assessed twice.


@pytest.mark.parametrize(
    ("cells", "apart"),
    [
        ({"loan_instalment": 0}, "3,586,060"),
        ({"host_state_loan": 0}, "3,584,176.05"),
        ({"loan_instalment": 358_512.7}, "3,227,552.69"),
    ],
    ids=["a loan of the budget that is not asked for", "a loan that is asked for twice", "an instalment with a digit too few"],
)
def an_amount_that_is_approved_and_not_asked_for_or_asked_for_twice_is_refused(typed: RawWorkbook, cells: dict[str, float], apart: str) -> None:
    at = assumption(typed, "approved_appropriations")
    found = refused(typed, {assumption(typed, name): value for name, value in cells.items()})
    assert [re.sub(r"explains [\d,.]+", "explains …", each) for each in found] == [
        (f"sheet Assumptions, cell {at[12:]}: Approved appropriations is 195,481,500; what all States are asked to pay is {apart} more or less than "
        "this, less the surplus used and credits, with the changes of the funds and what is due on joining, and rounding explains … at most; check whether the Host State loan "
        "agrees with its instalment.")
    ]


ADVANCE = "Advance last year"


def status(typed: RawWorkbook, name: str) -> str:
    return cell(typed, "Assumptions", "Status", name)


def a_fund_with_a_level_and_no_advance_known_is_refused_at_the_cells_of_those_that_were_parties(typed: RawWorkbook) -> None:
    level = {assumption(typed, "working_capital_fund"): 11_600_000, status(typed, "working_capital_fund"): "published"}
    advances = column(typed, "States", ADVANCE)
    why = (
        "Advance last year is empty; it was a State Party before this year, so that all of its advance would be asked for again; enter what it has "
        "advanced so far, or 0 if the fund is new to it."
    )
    many = f"The same goes for 123 more cells of the column, the last in row {advances[-1][8:]}."
    assert refused(typed, level) == [f"sheet States, cell {advances[0][7:]}: {why} {many}"]
    but_one = dict.fromkeys(advances[1:], 1000.0)
    assert refused(typed, level | but_one) == [f"sheet States, cell {advances[0][7:]}: {why}"]
    check(MODELS, changed(typed, level | dict.fromkeys(advances, 0.0)), "2025")


def a_state_that_joins_in_the_year_has_no_advance_of_last_year(typed: RawWorkbook) -> None:
    level = {assumption(typed, "working_capital_fund"): 11_600_000, status(typed, "working_capital_fund"): "published"}
    joins = {cell(typed, "States", title, "DEU"): value for title, value in (("In force", day(2, 1)), ("Months", 11))}
    germany = cell(typed, "States", ADVANCE, "DEU")
    others = {at: 1000.0 for at in column(typed, "States", ADVANCE) if at != germany}
    found = check(MODELS, changed(typed, level | joins | others), "2025").figures.frame("states").set_index("code")
    assert found.loc["DEU", "advance_change"] == found.loc["DEU", "advance"] > 0


def the_bases_of_the_loan_that_add_up_to_more_than_100_are_refused(typed: RawWorkbook) -> None:
    at, basis = assumption(typed, "loan_instalment"), cell(typed, "States", "Loan rate basis", "JPN")
    assert refused(typed, {basis: 100}) == [
        (
            f"sheet Assumptions, cell {at[12:]}: Loan instalment is 3,585,127; the Loan rate bases of all that share or shared in it add up to 122.886 "
            "per cent, but shares can't be more than 100; correct the bases, sheet Loan ended too."
        )
    ]


def a_part_of_the_year_that_lies_outside_it_is_refused(typed: RawWorkbook) -> None:
    force, months, leaves = (cell(typed, "States", title, "DEU") for title in ("In force", "Months", "Withdrawn"))
    assert refused(typed, {force: day(10, 1), months: 5}) == [
        (
            f"sheet States, cell {months[7:]}: Months is 5; the Statute enters into force for it later in the year, or after it, and leaves 3; "
            "correct the months, or the day."
        )
    ]
    assert refused(typed, {force: datetime(2026, 1, 1), months: 3}) == [  # noqa: DTZ001 - a cell has no time zone
        (
            f"sheet States, cell {months[7:]}: Months is 3; the Statute enters into force for it later in the year, or after it, and leaves 0; "
            "correct the months, or the day."
        )
    ]
    assert refused(typed, {force: day(2, 1), months: 11, leaves: day(1, 15)}) == [
        f"sheet States, cell {leaves[7:]}: Withdrawn is 15 January 2025; it would leave before it has joined (column In force); correct one of the two."
    ]


def a_payer_without_a_basis_or_that_has_ended_is_refused(typed: RawWorkbook) -> None:
    pays, basis = (cell(typed, "States", title, "JPN") for title in ("Pays the loan", "Loan rate basis"))
    assert refused(typed, {basis: None}) == [
        (
            f'sheet States, cell {pays[7:]}: Pays the loan is "yes"; it shares in the loan but has no Loan rate basis; enter it, or no in '
            "column Pays the loan."
        )
    ]
    assert refused(typed, {"Loan ended!A5": "JPN"}) == [
        f'sheet States, cell {pays[7:]}: Pays the loan is "yes"; it shares in the loan and stands in sheet Loan ended as well; correct one of the two.'
    ]


def a_policy_that_is_none_of_the_three_is_refused(typed: RawWorkbook) -> None:
    at = assumption(typed, "residual_policy")
    assert refused(typed, {at: 1.5}) == [
        (
            f"sheet Assumptions, cell {at[12:]}: Residual policy is 1.5; it must be 0 (as rounded), 1 (largest remainder) or "
            "2 (largest remainder, equal rates equal bills)."
        )
    ]


def a_place_that_two_states_have_is_refused(typed: RawWorkbook) -> None:
    places: Iterable[str] = (cell(typed, "States", "No.", "AFG"), cell(typed, "States", "No.", "ALB"))
    first, second = places
    assert refused(typed, {second: 1}) == [
        f"sheet States, cell {at[7:]}: No. is 1; another State has this place in the schedule too; number them 1, 2, 3 …."
        for at in (first, second)
    ]
