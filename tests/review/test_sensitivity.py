"""Sensitivity: what each rate could move the section by, how old and how doubtful it is, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from support.drafting import MONDAY, section

from aspbudget.review.sensitivity import DOUBT, Entry, register

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.ready import Ready

# Six rooms at 400, between 300 and 500; ten hours at 30, from 28 to 31, a year older than the room and illustrative; a post of
# 120,000 a year, of which vacancies save from 5 to 15 per cent; and a price that is not known yet.
PRICES = [
    {"Price": "room", "Low": 300, "High": 500, "Date": date(2004, 1, 1)},
    {"Price": "hour", "Low": 28, "High": 31, "Date": date(2003, 1, 1), "Status": "illustrative"},
    {"Price": "document", "Low": 90, "High": 110},
    {"Price": "fee", "Amount": None, "Status": "missing", "Source": "a letter to come"},
]
BOUGHT = [
    {"Requirement": "rooms", "Quantity": 2, "Periods": 3},
    {"Requirement": "hours", "Quantity": 10, "Price": "hour"},
    {"Requirement": "fees", "Price": "fee"},
]
ASSUMED = [{"Assumption": "vacancy_rate", "Value": 0.1, "Low": 0.05, "High": 0.15}]


@pytest.fixture(scope="module")
def costed(models: Catalogue) -> Ready:
    """A section with rates that have a low and a high."""
    older = [{"Currency": "USD", "Rate": 0.8, "Date": date(2002, 1, 1)}]
    case = {"Prices": PRICES, "Currencies": older, "Operating requirements": BOUGHT, "Posts": [{"Post": "Officer"}], "Assumptions": ASSUMED}
    return section(models, case)


@pytest.fixture(scope="module")
def found(costed: Ready) -> dict[str, Entry]:
    """The register of its rates, by name."""
    return {each.key: each for each in register(costed.catalogue, costed.inputs, costed.layout)}


def a_rate_is_worth_what_the_section_moves_by_between_its_low_and_high(found: dict[str, Entry]) -> None:
    assert found["room"].at_stake == 6 * (500 - 300)
    assert found["hour"].at_stake == 10 * (31 - 28)


def an_assumption_is_worth_its_share_of_what_it_applies_to(found: dict[str, Entry]) -> None:
    assert found["vacancy_rate"].at_stake == pytest.approx(120_000 * (0.15 - 0.05))
    assert (found["vacancy_rate"].table, found["vacancy_rate"].column) == ("assumptions", "value")


def a_rate_without_bounds_or_on_which_nothing_depends_is_not_in_the_register(found: dict[str, Entry]) -> None:
    assert found.keys() == {"room", "hour", "vacancy_rate", "fee"}


def a_rate_that_is_missing_has_nothing_at_stake_and_comes_first(found: dict[str, Entry]) -> None:
    assert next(iter(found)) == "fee"
    assert (found["fee"].at_stake, found["fee"].status, found["fee"].source) == (None, "missing", "a letter to come")
    assert found["fee"].priority == 0


def the_rates_that_matter_most_come_next(found: dict[str, Entry]) -> None:
    assert list(found) == ["fee", "vacancy_rate", "room", "hour"]


def the_age_of_a_rate_is_counted_from_the_newest_where_the_output_has_no_date(found: dict[str, Entry]) -> None:
    assert [found[name].age for name in ("room", "hour", "fee")] == [0, 1, 0]


def the_age_of_a_rate_is_counted_from_the_date_of_the_output_and_is_never_negative(costed: Ready) -> None:
    frames = costed.inputs.frames
    dated = replace(costed.inputs, frames=frames | {"cycle": frames["cycle"].assign(prepared_on=pd.Timestamp(2003, 7, 2))})
    ages = {each.key: each.age for each in register(costed.catalogue, dated, costed.layout)}
    assert (ages["room"], ages["hour"]) == (0, 0.5)


def the_priority_is_what_is_at_stake_by_age_and_doubt(found: dict[str, Entry]) -> None:
    assert found["room"].priority == 1200 * (1 + 0) * 2  # derived
    assert found["hour"].priority == 30 * (1 + 1) * 3  # illustrative
    assert [DOUBT[status] for status in ("published", "derived", "illustrative", "missing")] == [1, 2, 3, 3]


def the_bounds_of_one_rate_leave_all_others_as_they_are(models: Catalogue) -> None:
    # Each of two prices is multiplied by the rate of its currency: 100 dollars, and the rate between 0.7 and 0.9.
    prices = [{"Price": "ticket", "Amount": 100, "Currency": "USD", "Low": 50, "High": 150}]
    case = {"Prices": prices, "Currencies": [{"Currency": "USD", "Rate": 0.8, "Low": 0.7, "High": 0.9}], "Operating requirements": [{"Requirement": "t", "Price": "ticket"}]}
    ready = section(models, case)
    at_stake = {each.key: each.at_stake for each in register(ready.catalogue, ready.inputs, ready.layout)}
    assert at_stake == {"ticket": pytest.approx(100 * 0.8), "USD": pytest.approx(100 * 0.2)}


def the_register_of_a_section_without_bounds_is_empty(models: Catalogue) -> None:
    ready = section(models, {"Meetings": [{"Meeting": "Plenary", "Day": MONDAY.date()}]})
    assert register(ready.catalogue, ready.inputs, ready.layout) == []
