"""The status of contributions: oldest dues first, what is outstanding, and the vote, at its very edges."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from aspbudget.figures.catalogue import catalogue
from aspbudget.figures.cost import Figures, cost
from aspbudget.models.assessment.assess import assess
from aspbudget.models.assessment.contributions_start import constants, scale_rows, state_rows

MODELS = catalogue("contributions")
YEAR, BASE = 2020, 145_140_800
GERMANY = 16_193_649  # what Germany is assessed for the year

Dues = list[tuple[str, int, float] | tuple[str, int, float, str]]
Payments = list[tuple[str, date, float]]


FundDues = list[tuple[str, str, int, float]]


def status(dues: Dues, payments: Payments, withdrawn: tuple[str, ...] = (), base: float = BASE, **more: Any) -> Figures:
    """Return the figures of 2020, or another `year`, with these dues of earlier years and these payments; `more` are other sheets."""
    year = more.pop("year", YEAR)
    states = state_rows(year)
    states = states.assign(loan_payer="no", **more.pop("of_states", {}))
    codes = [*states["code"], *withdrawn]
    sheets = {
        "scale": scale_rows(year),
        "states": states,
        "accounts": pd.DataFrame({"code": codes, "party": ["no" if code in withdrawn else "yes" for code in codes]}),
        "dues": pd.DataFrame(
            [_due(*due) for due in dues], columns=["due", "account", "due_year", "amount", "full_year"]
        ),
        "payments": pd.DataFrame(
            [(f"{year}-{number:04}", *payment) for number, payment in enumerate(payments)],
            columns=["payment", "account", "received", "amount"],
        ),
        **more,
    }
    frames = {
        table.name: whole(table.name, sheets.get(table.name)) for table in MODELS.tables.values() if table.entered
    }
    named = dict.fromkeys(MODELS.assumptions, 0.0) | {name: value or 0.0 for name, value, *_ in constants(year)}
    return cost(MODELS, frames, named | {"approved_appropriations": base})


def whole(table: str, frame: pd.DataFrame | None) -> pd.DataFrame:
    """Return a sheet with all its columns, in which what is not given is empty."""
    given = pd.DataFrame() if frame is None else frame
    columns = MODELS.columns(table).values()
    return pd.DataFrame(
        {column.name: given.get(column.name, "" if column.textual else 0.0) for column in columns}, index=given.index
    )


def _due(account: str, year: int, amount: float, full: str = "yes") -> tuple[str, str, int, float, str]:
    return f"{account} {year}", account, year, amount, full


def account(found: Figures, code: str = "DEU") -> dict[str, object]:
    """Return a State's row, as the cells of the workbook have it."""
    place = found.values("accounts", "code").index(code)
    return {name: found.cells("accounts", name)[place] for name in MODELS.names("accounts")}


def due(found: Figures, name: str) -> dict[str, object]:
    return found.frame("dues").set_index("due").loc[name].to_dict()


def paid(amount: float, account: str = "DEU", day: date = date(YEAR, 3, 1)) -> tuple[str, date, float]:
    return account, day, amount


TWO_YEARS: Dues = [("DEU", 2018, 1000.10), ("DEU", 2019, 2000.20)]


def the_payments_settle_the_oldest_dues_first() -> None:
    dues: Dues = [("DEU", 2019, 300), ("DEU", 2017, 100), ("DEU", 2018, 200)]
    found = status(dues, [paid(50), paid(100)])
    assert [due(found, f"DEU {year}")["settled"] for year in (2017, 2018, 2019)] == [100, 50, 0]
    assert [due(found, f"DEU {year}")["outstanding_due"] for year in (2017, 2018, 2019)] == [0, 150, 300]
    assert [due(found, f"DEU {year}")["age"] for year in (2017, 2018, 2019)] == [3, 2, 1]
    assert account(found)["arrears"] == 450


def no_order_of_payments_or_rows_changes_what_is_outstanding() -> None:
    dues: Dues = [("DEU", 2017, 100), ("DEU", 2018, 200), ("FRA", 2019, 70)]
    payments = [paid(50, day=date(YEAR, 5, 1)), paid(60, "FRA"), paid(100, day=date(YEAR, 1, 2))]
    one, other = status(dues, payments), status(dues[::-1], payments[::-1])
    for name in ("DEU 2017", "DEU 2018", "FRA 2019"):
        assert due(one, name)["outstanding_due"] == due(other, name)["outstanding_due"]
    assert account(one, "FRA")["arrears"] == 10


def the_year_itself_is_settled_once_earlier_years_are() -> None:
    found = account(status([("DEU", 2019, 300)], [paid(400)]))
    assert (found["arrears"], found["outstanding_this_year"], found["outstanding"]) == (0, GERMANY - 100, GERMANY - 100)


@pytest.mark.parametrize(("amount", "lost"), [(0.0, "lost"), (0.01, "lost"), (0.02, "kept")])
def the_arrears_equal_to_the_cent_to_two_full_years_lose_the_vote(amount: float, lost: str) -> None:
    """Due for the two years 3,000.30; in arrears by a cent more, exactly by it, and by a cent less."""
    found = account(status([*TWO_YEARS, ("DEU", 2017, 0.01)], [paid(amount)]))
    assert found["due_for_two_years"] == pytest.approx(3000.30, abs=1e-9)
    assert found["arrears"] == pytest.approx(3000.31 - amount, abs=1e-9)
    assert found["vote"] == lost


@pytest.mark.parametrize("more", [0, 0.01, 123_456.78])
def the_least_payment_gives_the_vote_back_and_a_cent_less_does_not(more: float) -> None:
    dues = [*TWO_YEARS, ("DEU", 2017, more)]
    least = account(status(dues, []))["least_to_vote"]
    assert least == pytest.approx(more + 0.01, abs=1e-7)
    restored = account(status(dues, [paid(float(f"{least:.2f}"))]))
    assert (restored["vote"], restored["least_to_vote"]) == ("kept", 0)
    assert account(status(dues, [paid(float(f"{least - 0.01:.2f}"))]))["vote"] == "lost"


@pytest.mark.parametrize(("dues", "payments", "arrears"), [
    ((81_454.79, 1_626.11, 902.13), (40_727.39, 40_727.40), 2_528.24),
    ((24_992.90, 135.44, 792.68), (24_992.90,), 928.12),
], ids=["paid in two parts", "paid at once"])  # fmt: skip
def a_state_that_settled_its_oldest_due_to_the_cent_has_lost_the_vote(dues: tuple[float, ...], payments: tuple[float, ...], arrears: float) -> None:
    years = [("DEU", year, amount) for year, amount in zip((2017, 2018, 2019), dues, strict=True)]
    found = account(status(years, [paid(amount) for amount in payments]))
    assert (found["arrears"], found["vote"], found["least_to_vote"]) == (arrears, "lost", 0.01)


def a_state_that_paid_everything_to_the_cent_owes_nothing_in_any_year() -> None:
    found = status([("DEU", 2017, 300.30), ("DEU", 2018, 200.20), ("DEU", 2019, 100.10)], [paid(200.20), paid(100.10), paid(300.30)])
    assert found.frame("ageing")[["outstanding_for_year", "owing_for_year"]].to_numpy().tolist() == [[0, 0]] * 3
    assert account(found)["arrears"] == 0


def the_least_payment_is_never_more_than_the_arrears() -> None:
    found = account(status([("DEU", 2017, 0.05), ("DEU", 2018, 0), ("DEU", 2019, 0)], []))
    assert (found["vote"], found["least_to_vote"]) == ("lost", 0.05)


def a_state_without_arrears_votes_also_when_it_was_due_nothing() -> None:
    assert account(status([("DEU", 2018, 0), ("DEU", 2019, 0)], []))["vote"] == "kept"
    assert account(status([("DEU", 2019, 0)], []))["vote"] == "kept"


KNOWN_ONLY_IF_ENTERED = (
    "due_before", "fund_due_before", "paid",
    "arrears", "outstanding_this_year", "working_capital_outstanding", "contingency_outstanding", "outstanding", "overpaid",
    "paid_in_full", "vote", "least_to_vote",
)  # fmt: skip


def a_state_with_nothing_entered_is_not_known_to_be_without_arrears_nor_to_have_its_vote() -> None:
    found = account(status([("FRA", 2019, 5)], []))
    assert {found[name] for name in KNOWN_ONLY_IF_ENTERED} == {"not entered"}
    assert found["due_this_year"] == GERMANY


@pytest.mark.parametrize("entered", [
    {"dues": [("DEU", 2019, 0)]}, {"payments": [("DEU", date(YEAR, 3, 1), 0.01)]},
    {"fund_dues": pd.DataFrame([("DEU 2019", "DEU", "Contingency Fund", 2019, 0)], columns=["due", "account", "fund", "due_year", "amount"])},
])  # fmt: skip
def a_due_of_nothing_or_a_payment_of_a_cent_says_that_the_account_is_known(entered: dict[str, Any]) -> None:
    found = status(**{"dues": [], "payments": []} | entered)
    assert (account(found)["arrears"], account(found)["vote"]) == (0, "kept")
    summary = found.frame("account_summary").iloc[0]
    assert (summary["not_entered"], summary["votes_lost"]) == (len(found.tables["accounts"]) - 1, 0)


def a_new_state_with_less_than_two_full_years_keeps_its_vote() -> None:
    for dues in ([("DEU", 2019, 500)], [("DEU", 2018, 200, "no"), ("DEU", 2019, 500)]):
        found = account(status(dues, []))
        assert (found["full_years"], found["arrears"] >= found["due_for_two_years"], found["vote"]) == (1, True, "kept")


def the_two_years_before_this_one_alone_are_counted_as_preceding() -> None:
    found = account(status([("DEU", 2016, 5), ("DEU", 2017, 7), *TWO_YEARS], []))
    assert (found["full_years"], found["due_for_two_years"]) == (2, pytest.approx(3000.30))


def a_state_that_withdrew_still_owes_but_has_no_vote_to_lose() -> None:
    found = account(status([("PHL", 2017, 300), ("PHL", 2018, 400)], [paid(50, "PHL")], withdrawn=("PHL",)), "PHL")
    assert (found["state"], found["arrears"], found["due_this_year"]) == ("Philippines", 650, 0)
    assert (found["vote"], found["least_to_vote"]) == ("not a State Party", 0)


def an_overpayment_is_credited() -> None:
    found = account(status([("DEU", 2019, 300)], [paid(GERMANY + 300 + 25.5)]))
    assert (found["arrears"], found["outstanding_this_year"], found["outstanding"], found["overpaid"]) == (
        0,
        0,
        0,
        25.5,
    )


def a_payment_in_full_leaves_nothing_outstanding_and_nothing_credited() -> None:
    found = account(status([("DEU", 2019, 300)], [paid(GERMANY + 300)]))
    assert (found["outstanding"], found["overpaid"]) == (0, 0)


def the_ageing_shows_for_each_year_what_is_outstanding_and_how_many_owe() -> None:
    dues: Dues = [("DEU", 2018, 100), ("DEU", 2019, 200), ("FRA", 2018, 50), ("FRA", 2019, 60)]
    ageing = status(dues, [paid(150), paid(50, "FRA")]).frame("ageing").set_index("due_year")
    assert ageing["assessed_for_year"].to_dict() == {2018: 150, 2019: 260}
    assert ageing["outstanding_for_year"].to_dict() == {2018: 0, 2019: 210}
    assert ageing["owing_for_year"].to_dict() == {2018: 0, 2019: 2}


def the_years_and_months_are_in_order_of_time_whatever_the_order_of_entry() -> None:
    found = status([("DEU", 2019, 1), ("DEU", 2017, 2), ("FRA", 2018, 3)], [paid(1, day=date(2019, month, 1)) for month in (12, 2, 10)] + [paid(1, day=date(2018, 7, 1))])
    assert found.values("ageing", "due_year").tolist() == [2017, 2018, 2019]
    assert [found.formatted("collection", "month", row) for row in range(4)] == ["2018-07", "2019-02", "2019-10", "2019-12"]
    assert found.frame("collection")["received_so_far"].tolist() == [1, 2, 3, 4]


def the_collection_adds_up_month_by_month() -> None:
    payments = [paid(100, day=date(YEAR, 3, 31)), paid(7, "FRA", date(YEAR, 1, 2)), paid(50, day=date(YEAR, 3, 1))]
    found = status([("DEU", 2019, 1_000)], payments)
    collection = found.frame("collection").set_index("month")
    total = found.values("accounts", "due_in_all").sum()
    assert total == 1_000 + found.values("accounts", "due_this_year").sum()
    assert collection["received_in_month"].to_dict() == {202003: 150, 202001: 7}
    assert collection["received_so_far"].to_dict() == {202003: 157, 202001: 7}
    assert collection["share_collected"].to_dict() == {
        202003: pytest.approx(157 / total),
        202001: pytest.approx(7 / total),
    }


def a_share_collected_of_nothing_due_is_not_available() -> None:
    assert status([], [paid(50)], base=0).cells("collection", "share_collected") == ["n/a"]
    assert status([("DEU", 2019, 0.5)], [paid(0.25)], base=0).cells("collection", "share_collected") == [0.5]


def the_accounts_are_due_what_the_states_are_assessed() -> None:
    found = status([(code, 2019, 0) for code in state_rows(YEAR)["code"]], [])
    assert found.values("accounts", "due_this_year").sum() == assess(YEAR)["assessed"].sum()
    assert found.values("accounts", "outstanding").sum() == found.values("states", "payable").sum()


def every_euro_paid_is_settled_or_credited() -> None:
    dues: Dues = [("DEU", 2018, 100), ("FRA", 2019, 200), ("FRA", 2018, 30)]
    found = status(dues, [paid(170_000_000), paid(10, "FRA"), paid(33.33, "AFG")])
    accounts = found.frame("accounts").query("entered > 0")
    assert len(accounts) == 3
    settled = accounts["due_before"] + accounts["due_this_year"] - accounts["outstanding"]
    assert (settled + accounts["overpaid"]).to_list() == pytest.approx(accounts["paid"].to_list())


# The funds, and the order in which payments settle them.

TO_THE_FUNDS: FundDues = [("DEU", "Working Capital Fund", 2018, 100), ("DEU", "Working Capital Fund", 2019, 20), ("DEU", "Contingency Fund", 2019, 40)]


def fund_dues(*dues: tuple[str, str, int, float]) -> pd.DataFrame:
    """Return sheet Fund dues with these rows."""
    rows = [(f"{code} {year} {fund}", code, fund, year, amount) for code, fund, year, amount in dues]
    return pd.DataFrame(rows, columns=["due", "account", "fund", "due_year", "amount"])


def order(*kinds: str) -> pd.DataFrame:
    """Return sheet Order of settlement with the kinds of due in this order."""
    return pd.DataFrame({"kind": kinds, "place": range(1, len(kinds) + 1)})


@pytest.mark.parametrize(("amount", "outstanding"), [
    (0, (120, 40, 300)), (100, (20, 40, 300)), (130, (0, 30, 300)), (160, (0, 0, 300)), (260, (0, 0, 200)),
])  # fmt: skip
def the_payments_settle_the_working_capital_fund_then_the_contingency_fund_then_the_oldest_contribution(amount: float, outstanding: tuple[float, ...]) -> None:
    found = account(status([("DEU", 2018, 300)], [paid(amount)], fund_dues=fund_dues(*TO_THE_FUNDS)))
    assert tuple(found[name] for name in ("working_capital_outstanding", "contingency_outstanding", "arrears")) == outstanding
    assert found["outstanding"] == sum(outstanding) + GERMANY


def an_order_other_than_that_of_the_regulations_is_followed() -> None:
    contributions_first = order("Contributions", "Contingency Fund", "Working Capital Fund")
    sheets = {"fund_dues": fund_dues(*TO_THE_FUNDS), "order_of_settlement": contributions_first}
    found = account(status([("DEU", 2019, 300)], [paid(GERMANY + 350)], **sheets))
    assert [found[name] for name in ("arrears", "outstanding_this_year", "contingency_outstanding", "working_capital_outstanding")] == [0, 0, 0, 110]


def the_oldest_due_to_a_fund_is_settled_first() -> None:
    found = status([], [paid(105)], fund_dues=fund_dues(*TO_THE_FUNDS[::-1])).frame("fund_dues").set_index("due")["outstanding_due"]
    assert found.to_dict() == {"DEU 2018 Working Capital Fund": 0, "DEU 2019 Working Capital Fund": 15, "DEU 2019 Contingency Fund": 40}


def the_advance_of_this_year_is_due_to_the_fund_and_credits_settle_the_contribution_first() -> None:
    found = account(status([("DEU", 2019, 0)], [paid(30)], of_states={"advance_before": -50.0, "credits": float(GERMANY) - 10}))
    assert (found["working_capital_this_year"], found["contribution_this_year"], found["due_this_year"]) == (50, 10, 60)
    assert (found["working_capital_outstanding"], found["outstanding_this_year"], found["outstanding"]) == (20, 10, 30)


@pytest.mark.parametrize("more", [0, 0.01, 123_456.78])
def the_least_payment_to_vote_settles_the_funds_first(more: float) -> None:
    sheets = {"fund_dues": fund_dues(*TO_THE_FUNDS)}
    dues = [*TWO_YEARS, ("DEU", 2017, more)]
    least = account(status(dues, [], **sheets))["least_to_vote"]
    assert least == pytest.approx(160 + more + 0.01, abs=1e-7)
    assert account(status(dues, [paid(float(f"{least:.2f}"))], **sheets))["vote"] == "kept"
    assert account(status(dues, [paid(float(f"{least - 0.01:.2f}"))], **sheets))["vote"] == "lost"


# Full years: the Court's first financial period had sixteen months.

FIRST = ("DEU", 2003, 1600.0)


def period(months: int, full: int) -> pd.DataFrame:
    """Return sheet Financial periods with the first period."""
    return pd.DataFrame([("2002-2003", 2003, months, full)], columns=["period", "period_year", "months", "full_months"])


def no_state_has_lost_its_vote_in_2004_with_one_full_year_behind_it() -> None:
    found = account(status([FIRST], [], year=2004))
    assert (found["full_years"], found["due_for_two_years"], found["arrears"], found["vote"]) == (1, 1200, 1600, "kept")


@pytest.mark.parametrize(("sheets", "expected"), [
    ({}, (2, 1200 + 500, "lost")), ({"financial_periods": period(16, 12)}, (2, 1200 + 500, "lost")),
    ({"financial_periods": period(16, 0)}, (1, 500, "kept")), ({"financial_periods": period(12, 12)}, (2, 2100, "lost")),
])  # fmt: skip
def the_first_period_counts_in_2005_for_the_months_of_a_full_year_that_are_entered(sheets: dict[str, Any], expected: tuple[object, ...]) -> None:
    found = account(status([FIRST, ("DEU", 2004, 500)], [], year=2005, **sheets))
    assert (found["full_years"], found["due_for_two_years"], found["vote"]) == expected


def the_arrears_below_what_was_due_for_the_full_years_keep_the_vote_in_2005() -> None:
    found = account(status([FIRST, ("DEU", 2004, 500)], [paid(400.01)], year=2005))
    assert (found["arrears"], found["vote"]) == (1699.99, "kept")


# Paid in full, on time or late.

REQUESTED = pd.DataFrame({"request": ["2020"], "due_year": [2020.0], "requested": pd.to_datetime(["2020-01-10"]), "days_to_pay": [30.0]})


@pytest.mark.parametrize(("day", "expected"), [(date(2020, 2, 9), "on time"), (date(2020, 2, 10), "late")])
def a_contribution_is_due_within_so_many_days_of_the_request(day: date, expected: str) -> None:
    found = status([("DEU", 2019, 100)], [paid(100, day=date(2019, 5, 1)), paid(GERMANY, day=day)], requests_for_payment=REQUESTED)
    assert (account(found)["paid_in_full"], account(found)["paid_in_full_on"]) == (expected, (day - date(1899, 12, 30)).days)


def a_request_made_before_the_year_is_due_on_its_first_day() -> None:
    early = REQUESTED.assign(requested=pd.to_datetime(["2019-11-02"]))
    found = status([], [paid(GERMANY, day=date(2020, 1, 1))], requests_for_payment=early)
    assert account(found)["paid_in_full"] == "on time"


def a_state_that_owes_a_cent_has_not_paid_in_full_and_without_a_request_nothing_is_late() -> None:
    found = account(status([], [paid(GERMANY - 0.01)], requests_for_payment=REQUESTED))
    assert (found["paid_in_full"], found["paid_in_full_on"]) == ("no", "–")
    assert account(status([], [paid(GERMANY)]))["paid_in_full"] == "yes"
