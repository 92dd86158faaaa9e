"""The status of contributions: oldest dues first, what is outstanding, and the vote, at its very edges."""

from __future__ import annotations

from datetime import date

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


def status(dues: Dues, payments: Payments, withdrawn: tuple[str, ...] = (), base: float = BASE) -> Figures:
    """Return the figures of 2020 with these dues of earlier years and these payments."""
    states = state_rows(YEAR)
    states = states.assign(loan_payer="no")
    codes = [*states["code"], *withdrawn]
    sheets = {
        "scale": scale_rows(YEAR),
        "states": states,
        "accounts": pd.DataFrame({"code": codes, "party": ["no" if code in withdrawn else "yes" for code in codes]}),
        "dues": pd.DataFrame(
            [_due(*due) for due in dues], columns=["due", "account", "due_year", "amount", "full_year"]
        ),
        "payments": pd.DataFrame(
            [(f"{YEAR}-{number:04}", *payment) for number, payment in enumerate(payments)],
            columns=["payment", "account", "received", "amount"],
        ),
    }
    frames = {
        table.name: whole(table.name, sheets.get(table.name)) for table in MODELS.tables.values() if table.entered
    }
    named = dict.fromkeys(MODELS.assumptions, 0.0) | {name: value or 0.0 for name, value, *_ in constants(YEAR)}
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
    return found.frame("accounts").set_index("code").loc[code].to_dict()


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


@pytest.mark.parametrize(("amount", "lost"), [(0.0, 1), (0.01, 1), (0.02, 0)])
def the_arrears_equal_to_the_cent_to_two_full_years_lose_the_vote(amount: float, lost: int) -> None:
    """Due for the two years 3,000.30; in arrears by a cent more, exactly by it, and by a cent less."""
    found = account(status([*TWO_YEARS, ("DEU", 2017, 0.01)], [paid(amount)]))
    assert found["due_for_two_years"] == pytest.approx(3000.30, abs=1e-9)
    assert found["arrears"] == pytest.approx(3000.31 - amount, abs=1e-9)
    assert found["vote_lost"] == lost


@pytest.mark.parametrize("more", [0, 0.01, 123_456.78])
def the_least_payment_gives_the_vote_back_and_a_cent_less_does_not(more: float) -> None:
    dues = [*TWO_YEARS, ("DEU", 2017, more)]
    least = account(status(dues, []))["least_to_vote"]
    assert least == pytest.approx(more + 0.01, abs=1e-7)
    restored = account(status(dues, [paid(float(f"{least:.2f}"))]))
    assert (restored["vote_lost"], restored["least_to_vote"]) == (0, 0)
    assert account(status(dues, [paid(float(f"{least - 0.01:.2f}"))]))["vote_lost"] == 1


@pytest.mark.parametrize(("dues", "payments", "arrears"), [
    ((81_454.79, 1_626.11, 902.13), (40_727.39, 40_727.40), 2_528.24),
    ((24_992.90, 135.44, 792.68), (24_992.90,), 928.12),
], ids=["paid in two parts", "paid at once"])  # fmt: skip
def a_state_that_settled_its_oldest_due_to_the_cent_has_lost_the_vote(dues: tuple[float, ...], payments: tuple[float, ...], arrears: float) -> None:
    years = [("DEU", year, amount) for year, amount in zip((2017, 2018, 2019), dues, strict=True)]
    found = account(status(years, [paid(amount) for amount in payments]))
    assert (found["arrears"], found["vote_lost"], found["least_to_vote"]) == (arrears, 1, 0.01)


def a_state_that_paid_everything_to_the_cent_owes_nothing_in_any_year() -> None:
    found = status([("DEU", 2017, 300.30), ("DEU", 2018, 200.20), ("DEU", 2019, 100.10)], [paid(200.20), paid(100.10), paid(300.30)])
    assert found.frame("ageing")[["outstanding_for_year", "owing_for_year"]].to_numpy().tolist() == [[0, 0]] * 3
    assert account(found)["arrears"] == 0


def the_least_payment_is_never_more_than_the_arrears() -> None:
    found = account(status([("DEU", 2017, 0.05), ("DEU", 2018, 0), ("DEU", 2019, 0)], []))
    assert (found["vote_lost"], found["least_to_vote"]) == (1, 0.05)


def a_state_without_arrears_votes_also_when_it_was_due_nothing() -> None:
    assert account(status([("DEU", 2018, 0), ("DEU", 2019, 0)], []))["vote_lost"] == 0
    assert account(status([], []))["vote_lost"] == 0


def a_new_state_with_less_than_two_full_years_keeps_its_vote() -> None:
    for dues in ([("DEU", 2019, 500)], [("DEU", 2018, 200, "no"), ("DEU", 2019, 500)]):
        found = account(status(dues, []))
        assert (found["full_years"], found["arrears"] >= found["due_for_two_years"], found["vote_lost"]) == (1, True, 0)


def the_two_years_before_this_one_alone_are_counted_as_preceding() -> None:
    found = account(status([("DEU", 2016, 5), ("DEU", 2017, 7), *TWO_YEARS], []))
    assert (found["full_years"], found["due_for_two_years"]) == (2, pytest.approx(3000.30))


def a_state_that_withdrew_still_owes_but_has_no_vote_to_lose() -> None:
    found = account(status([("PHL", 2017, 300), ("PHL", 2018, 400)], [paid(50, "PHL")], withdrawn=("PHL",)), "PHL")
    assert (found["state"], found["arrears"], found["due_this_year"]) == ("Philippines", 650, 0)
    assert (found["vote_lost"], found["least_to_vote"]) == (0, 0)


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


def the_collection_adds_up_month_by_month() -> None:
    payments = [paid(100, day=date(YEAR, 3, 31)), paid(7, "FRA", date(YEAR, 1, 2)), paid(50, day=date(YEAR, 3, 1))]
    found = status([("DEU", 2019, 1_000)], payments)
    collection = found.frame("collection").set_index("month")
    total = account(found)["due_before"] + found.values("accounts", "due_this_year").sum()
    assert collection["received_in_month"].to_dict() == {202003: 150, 202001: 7}
    assert collection["received_so_far"].to_dict() == {202003: 157, 202001: 7}
    assert collection["share_collected"].to_dict() == {
        202003: pytest.approx(157 / total),
        202001: pytest.approx(7 / total),
    }


def a_share_collected_of_nothing_due_is_a_dash() -> None:
    assert status([], [paid(50)], base=0).cells("collection", "share_collected") == ["–"]
    assert status([("DEU", 2019, 0.5)], [paid(0.25)], base=0).cells("collection", "share_collected") == [0.5]


def the_accounts_are_due_what_the_states_are_assessed() -> None:
    found = status([], [])
    assert found.values("accounts", "due_this_year").sum() == assess(YEAR)["assessed"].sum()
    assert found.values("accounts", "outstanding").sum() == found.values("states", "payable").sum()


def every_euro_paid_is_settled_or_credited() -> None:
    dues: Dues = [("DEU", 2018, 100), ("FRA", 2019, 200), ("FRA", 2018, 30)]
    found = status(dues, [paid(170_000_000), paid(10, "FRA"), paid(33.33, "AFG")])
    accounts = found.frame("accounts")
    settled = accounts["due_before"] + accounts["due_this_year"] - accounts["outstanding"]
    assert (settled + accounts["overpaid"]).to_list() == pytest.approx(accounts["paid"].to_list())
