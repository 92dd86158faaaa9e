"""Pooled services and savings: the two lists of the section workbook, their rows and their totals worked out by hand."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from support.drafting import MONDAY, TUESDAY, section

from aspbudget.declare.layout import SAVINGS
from aspbudget.review.comparison import compare
from aspbudget.workbooks.book import LEGEND
from aspbudget.workbooks.cycle_book import write_workbook

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

    from aspbudget.figures.catalogue import Catalogue

POOLED = "Services shared with the Court"
CONTRACTS, SERVICING = "Contractual services", "Temporary assistance for meetings"
WITH_THE_COURT = {"Means": "pooled with the Court"}
HEADER = 5  # the row of the titles of a list

# A room for 12 months and three hours are no longer needed, one of two halls neither; a lent car is bought, and a bought one lent.
BEFORE = [
    {"Requirement": "room", "Periods": 12}, {"Requirement": "hours", "Quantity": 3, "Price": "hour", "Sub-programme": "4100"},
    {"Requirement": "halls", "Quantity": 2}, {"Requirement": "first car", "Quantity": 5} | WITH_THE_COURT, {"Requirement": "second car", "Quantity": 7},
    {"Requirement": "lent desk"} | WITH_THE_COURT, {"Requirement": "kept"}, {"Requirement": "once", "Recurrence": "one-time"},
]  # fmt: skip
NOW = [
    {"Requirement": "halls"}, {"Requirement": "first car", "Quantity": 5}, {"Requirement": "second car", "Quantity": 7} | WITH_THE_COURT,
    {"Requirement": "lent desk"} | WITH_THE_COURT, {"Requirement": "kept", "Quantity": 2}, {"Requirement": "another"}, {"Requirement": "nothing", "Quantity": 0},
]  # fmt: skip
PLENARY = {"Meeting": "Plenary", "Day": MONDAY.date()}


@pytest.fixture(scope="module")
def written(models: Catalogue) -> Workbook:
    """The section workbook, beside an earlier one, with the values of its formulas."""
    old = section(models, {"Operating requirements": BEFORE, "Meetings": [PLENARY, {"Meeting": "Second", "Day": TUESDAY.date()}]})
    new = section(models, {"Operating requirements": NOW, "Meetings": [PLENARY | WITH_THE_COURT]})
    data = write_workbook(new.figures, new.inputs, found=compare(old, new)).data
    return openpyxl.load_workbook(BytesIO(data), data_only=True)


def rows(written: Workbook, sheet: str) -> list[tuple[Any, ...]]:
    """Return the rows of a list, less its titles, its total and its legend."""
    *found, total, blank, legend = [tuple(row) for row in written[sheet].iter_rows(min_row=HEADER + 1, values_only=True)]
    assert (total[0], any(blank), legend[0]) == ("Total", False, LEGEND)
    return found


def total(written: Workbook, sheet: str) -> list[float]:
    """Return the totals at the foot of a list."""
    *_, last, _, _ = written[sheet].iter_rows(min_row=HEADER + 1, values_only=True)
    return [value for value in last if isinstance(value, int | float)]


# What one day of a team costs: 14 interpreters at 500 and a technician at 200; half of them travel, 1,000 each and 6 days at 200.
ONE_DAY = 14 * 500 + 200 + 7 * 1000 + 7 * 6 * 200


@pytest.mark.slow
def each_pooled_row_says_what_it_would_have_cost(written: Workbook) -> None:
    assert {row[3]: row for row in rows(written, POOLED)} == {
        "session, pooled with the Court": ("4100", SERVICING, "Interpretation", "session, pooled with the Court", ONE_DAY, 0),
        "second car": ("4200", CONTRACTS, "Operating requirements", "second car", 7 * 400, 0),
        "lent desk": ("4200", CONTRACTS, "Operating requirements", "lent desk", 400, 0),
    }


def the_foot_of_the_pooled_list_adds_up_what_they_would_have_cost(written: Workbook) -> None:
    assert total(written, POOLED) == [ONE_DAY + 2800 + 400, 0]


def a_row_that_is_paid_for_or_that_costs_nothing_is_not_pooled(written: Workbook) -> None:
    assert not {"halls", "first car", "kept", "another", "nothing"} & {row[3] for row in rows(written, POOLED)}


def the_titles_of_the_pooled_list_name_the_currency(written: Workbook) -> None:
    titles = [cell.value for cell in written[POOLED][HEADER]]
    assert titles == ["Sub-programme", "Object", "Sheet", "Row", "Would have cost (EUR)", "Costs the section (EUR)"]


def each_saving_says_whether_it_is_discontinued_met_otherwise_or_less(written: Workbook) -> None:
    found = {(row[0], row[4]): row[5] for row in rows(written, SAVINGS) if row[3] == "Operating requirements"}
    assert found == {
        ("Discontinued: lowers the baseline", "room"): -12 * 400,
        ("Discontinued: lowers the baseline", "hours"): -3 * 30,
        ("Met by other means: lowers the baseline", "second car"): -7 * 400,
        ("No longer pooled: raises the baseline", "first car"): 5 * 400,
        ("Less of it is needed", "halls"): -400,
    }


def no_one_time_row_that_is_over_is_a_saving(written: Workbook) -> None:
    assert "once" not in {row[4] for row in rows(written, SAVINGS)}


def a_saving_stands_at_the_line_that_it_lowers(written: Workbook) -> None:
    places = {row[4]: row[1:3] for row in rows(written, SAVINGS)}
    assert places["hours"] == ("4100", CONTRACTS)
    assert places["room"] == ("4200", CONTRACTS)


def a_day_that_is_not_held_is_less_and_a_team_of_the_court_is_met_otherwise(written: Workbook) -> None:
    assert [(row[0], row[4], row[5]) for row in rows(written, SAVINGS) if row[3] == "Interpretation"] == [
        ("Met by other means: lowers the baseline", "session, own", -ONE_DAY),
        ("Less of it is needed", "session, own", -7200),
    ]


def the_foot_of_the_savings_adds_up_all_of_them(written: Workbook) -> None:
    assert total(written, SAVINGS) == [-4800 - 90 - 2800 + 2000 - 400 - ONE_DAY - 7200]
