"""The honour rolls of the United Nations run through the status of contributions: who paid the regular budget in full, when, and who did not.

Each roll says by when contributions were due and on which day each Member had paid in full. The payments that led there are drawn: in
parts up to that day, with more afterwards, or in parts that leave a cent or more; from them the models must find the roll again.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pandas as pd
import pytest
from conftest import REPOSITORY
from support.payment_figures import figures
from support.payment_histories import CENT, NOTHING, Due, History, Payment

DATA = REPOSITORY / "tests" / "data"
DATES = pd.read_csv(DATA / "united_nations_honour_roll_dates.csv", parse_dates=["due_date", "status_as_of"]).set_index("year")
ROLLS = pd.read_csv(DATA / "united_nations_honour_rolls.csv", parse_dates=["paid_in_full_on"], keep_default_na=False)
WORDS = {"paid_on_time": "on time", "paid_late": "late", "not_paid_in_full": "no"}
MEMBERS = 193


def history(member: dict[str, str], as_of: date, random: Random) -> History:
    """Return the account of a Member as its roll has it: paid in parts, the last on the day given, or never wholly."""
    year, asked, day = int(member["year"]), Decimal(member["assessed_usd"]), paid_in_full_on(member)
    part = asked * random.randrange(100) / 100
    last = [Payment(day, asked - part), Payment(day + timedelta(9), CENT * random.randrange(10**6))] if day else []
    first = Payment((day or as_of) - timedelta(random.randrange(1, 40)), part if day else min(part, asked - CENT))
    return History(member["iso3"], year, True, asked, (Due(year - 1, NOTHING, True),), (first, *last))


def paid_in_full_on(member: dict[str, str]) -> date | None:
    """Return the day on which a Member had paid in full; none where it had not."""
    stated = member["paid_in_full_on"]
    return None if pd.isna(stated) else pd.Timestamp(stated).date()


@pytest.mark.parametrize("year", DATES.index)
def the_honour_roll_of_a_year_is_found_again_from_dues_and_payments(year: int) -> None:
    members, dates = ROLLS[ROLLS["year"] == year].to_dict("records"), DATES.loc[year]
    random = Random(year)
    requested = (dates["due_date"] - timedelta(30)).date()
    found = figures([history(member, dates["status_as_of"].date(), random) for member in members], requested=requested)
    assert len(members) == MEMBERS
    assert found.values("accounts", "paid_in_full") == [WORDS[member["payment_status"]] for member in members]
    days = [None if pd.isna(day) else day.astype(object) for day in found.values("accounts", "paid_in_full_on")]
    assert days == [paid_in_full_on(member) for member in members]


def the_honour_rolls_have_members_that_paid_on_time_late_and_not_in_full() -> None:
    assert ROLLS.groupby("payment_status").size().to_dict() == {"not_paid_in_full": 300, "paid_late": 579, "paid_on_time": 279}
