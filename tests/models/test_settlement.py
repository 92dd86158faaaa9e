"""Settlement of dues: the faults of its sheets, what a new cycle starts with, and what it carries over."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from conftest import REPOSITORY, Place
from support.payment_figures import MODELS, figures
from support.payment_histories import CONTINGENCY, WORKING_CAPITAL, Due, FundDue, History
from support.workbooks import add_sheets

from aspbudget.models.settlement import carry, start

FUND_DUES = ("Due", "Account", "Fund", "Year", "Amount")
ORDER = ("Kind of due", "Place")
REQUESTS = ("Request", "Year", "Requested", "Days to pay")
PERIODS = ("Period", "Year", "Months", "Months of a full year")


def faults(place: Place, *sheets: tuple[str, tuple[str, ...], list[tuple[object, ...]]]) -> list[str]:
    """Return the faults of the contributions of 2025 with more sheets."""
    path = place.workspace.inputs("2025", "contributions.xlsx")
    path.parent.mkdir(parents=True)
    path.write_bytes((REPOSITORY / "inputs" / "2025" / "contributions.xlsx").read_bytes())
    add_sheets(path, [(title, (*columns, "Source", "Status"), [(*row, "accounts", "published") for row in rows]) for title, columns, rows in sheets])
    return place.run("check", "2025", "--json").faults


def every_fault_of_the_settlement_is_found_in_one_pass(empty_place: Place) -> None:
    found = faults(
        empty_place,
        ("Fund dues", FUND_DUES, [("a", "DEU", WORKING_CAPITAL, 2024, 1), ("b", "DEU", WORKING_CAPITAL, 2024, 2), ("c", "FRA", CONTINGENCY, 2025, 3)]),
        ("Order of settlement", ORDER, [(WORKING_CAPITAL, 1), (CONTINGENCY, 1)]),
        ("Requests for payment", REQUESTS, [("x", 2025, date(2025, 1, 2), 30), ("y", 2025, date(2025, 1, 3), 30)]),
        ("Financial periods", PERIODS, [("z", 2003, 6, 12)]),
    )  # fmt: skip
    assert found == [
        "Fund dues!D2: Year is 2024; the State has two rows for one fund and year; add them up in one row.",
        "Fund dues!D3: Year is 2024; the State has two rows for one fund and year; add them up in one row.",
        "Fund dues!D4: Year is 2025; it must be before this year; what is due to the funds this year comes from sheet States.",
        "Order of settlement!: There must be a row for each of Working Capital Fund, Contingency Fund and Contributions, or none at all.",
        "Order of settlement!B2: Place is 1; another kind of due has this place too; number them 1, 2, 3.",
        "Order of settlement!B3: Place is 1; another kind of due has this place too; number them 1, 2, 3.",
        "Requests for payment!B2: Year is 2025; another row has this year too; enter one request for each year.",
        "Requests for payment!B3: Year is 2025; another row has this year too; enter one request for each year.",
        "Financial periods!D2: Months of a full year is 12; the period has fewer months; correct one of the two.",
    ]


def no_due_of_2002_is_one_for_a_full_year() -> None:
    rule = next(each.holds for each in MODELS.tables["dues"].rules if each.at == "full_year")
    assert rule(np.array([2002.0, 2002.0, 2003.0]), ["yes", "no", "yes"]).tolist() == [False, True, True]


@pytest.mark.parametrize(("cycle", "periods"), [("2004", 1), ("2005", 1), ("2006", 0)])
def a_new_cycle_starts_with_the_order_of_the_regulations_and_with_the_first_period_as_long_as_it_counts(cycle: str, periods: int) -> None:
    rows = start(cycle)
    assert rows["order_of_settlement"]["kind"].tolist() == [WORKING_CAPITAL, CONTINGENCY, "Contributions"]
    assert len(rows.get("financial_periods", ())) == periods
    assert {status for frame in rows.values() for status in frame["status"]} == {"illustrative"}


def a_new_cycle_carries_what_was_asked_for_the_funds_apart_from_the_contributions() -> None:
    owed = (FundDue(2023, CONTINGENCY, Decimal(5)),)
    one = History("DEU", 2024, True, Decimal(1000), (Due(2023, Decimal(7), True),), (), owed, Decimal(50), Decimal(20))
    credited = History("FRA", 2024, True, Decimal(-30), (), (), (), Decimal(50), Decimal(20))
    found = figures([one, credited])
    asked = pd.DataFrame({"due": ["DEU 2023", "DEU 2024"], "account": ["DEU", "DEU"], "due_year": [2023.0, 2024.0], "amount": [7.0, 1000.0]})
    rows = carry("2025", {"dues": asked, "payments": pd.DataFrame()}, found)
    assert rows["dues"]["amount"].tolist() == [7, 930]
    kept = rows["fund_dues"][["account", "fund", "due_year", "amount"]]
    assert kept.to_numpy().tolist() == [["DEU", CONTINGENCY, 2023, 5], ["DEU", WORKING_CAPITAL, 2024, 50], ["DEU", CONTINGENCY, 2024, 20]]
    assert rows["order_of_settlement"]["kind"].tolist() == list(one.order)
