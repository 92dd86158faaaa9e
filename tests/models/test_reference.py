"""The public facts: complete, sourced, and in agreement with the totals that are known of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from aspbudget.models.reference import facts as reference

YEARS = range(2004, 2028)

TABLES = {
    "un_scale": reference.un_scale,
    "un_scale_non_members": reference.un_scale_non_members,
    "states_parties": reference.states_parties,
    "least_developed_countries": reference.least_developed_countries,
    "published_contributions": reference.published_contributions,
    "published_totals": reference.published_totals,
    "court_assessed": reference.court_assessed,
    "court_assessed_years": reference.court_assessed_years,
    "court_budgets": reference.court_budgets,
    "host_state_loan_payers": reference.host_state_loan_payers,
    "due_on_joining": reference.due_on_joining,
    "state_names": reference.state_names,
    "assessed_elsewhere_years": reference.assessed_elsewhere_years,
    "assessment_rules": reference.assessment_rules,
    "un_scale_others": reference.un_scale_others,
}

on_each_table = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)


@on_each_table
def every_row_has_a_source_and_a_status(table):
    rows = table()
    assert len(rows) > 0
    assert (rows["source"].str.strip() != "").all()
    assert set(rows["status"]) <= set(reference.STATUSES)


@on_each_table
def no_cell_is_a_missing_value_or_has_stray_spaces(table):
    rows = table()
    assert not rows.isna().to_numpy().any()
    assert (rows == rows.apply(lambda column: column.str.strip())).to_numpy().all()


@on_each_table
def a_caller_that_alters_a_table_does_not_alter_the_next_reading(table):
    rows = table()
    rows["source"] = ""
    assert (table()["source"] != "").all()


def every_period_of_the_scale_sums_to_100_except_2003_as_in_the_official_table():
    rates = reference.un_scale()
    sums = rates.groupby("first_year")["rate_percent"].agg(lambda texts: sum(map(Decimal, texts)))
    assert sums.pop("2003") == Decimal("101.087")
    assert set(sums) == {Decimal(100)}


def every_period_follows_the_one_before():
    periods = reference.un_scale()[["first_year", "last_year"]].drop_duplicates().astype(int).sort_values("first_year")
    assert list(periods["first_year"])[1:] == [last + 1 for last in periods["last_year"]][:-1]
    assert (periods["first_year"].min(), periods["last_year"].max()) == (2001, 2027)


def every_rate_has_the_three_decimals_of_the_scale_except_in_2003():
    rates = pd.concat([reference.un_scale(), reference.un_scale_non_members()])
    decimals = rates["rate_percent"].str.partition(".")[2].str.len()
    assert set(decimals[rates["first_year"] != "2003"]) == {3}
    assert set(decimals[rates["first_year"] == "2003"]) == {3, 5}


@pytest.mark.parametrize("year", range(2001, 2028))
def no_state_has_two_rates_for_a_year(year):
    assert reference.scale(year)["iso3"].is_unique


def every_state_is_one_row_in_the_lists_of_states():
    assert reference.states_parties()["iso3"].is_unique
    assert reference.least_developed_countries()["iso3"].is_unique
    assert reference.host_state_loan_payers()["iso3"].is_unique


def every_state_has_one_name_in_all_tables():
    tables = [table()[["iso3", "state"]] for table in TABLES.values() if {"iso3", "state"} <= set(table())]
    named = reference.state_names().query("kind == 'present' and language == 'en'").rename(columns={"name": "state"})
    names = pd.concat([*tables, named[["iso3", "state"]]]).drop_duplicates()
    assert names["iso3"].is_unique
    assert names["state"].is_unique


def every_row_of_another_organisation_is_of_a_year_with_a_source_and_stands_there_once():
    rows, years = reference.assessed_elsewhere(), reference.assessed_elsewhere_years()
    assert not rows.duplicated(["organisation", "year", "iso3"]).any()
    assert set(map(tuple, rows[["organisation", "year"]].to_numpy())) == set(map(tuple, years[["organisation", "year"]].to_numpy()))
    assert set(rows["organisation"]) < set(reference.assessment_rules()["code"])
    assert rows["published"].str.fullmatch("[0-9]+").all()


def the_code_of_namibia_is_no_missing_value():
    assert "NAM" in set(reference.assessed_states(2004)["iso3"])


@pytest.mark.parametrize(
    ("day", "parties"),
    [
        (date(2003, 9, 8), 90),
        (date(2004, 1, 1), 92),
        (date(2006, 1, 1), 100),
        (date(2009, 1, 1), 108),
        (date(2017, 1, 1), 124),
        (date(2020, 1, 1), 122),
        (date(2021, 1, 1), 123),
        (date(2024, 1, 1), 123),
        (date(2025, 1, 1), 125),
    ],
)
def the_number_of_states_parties_is_the_known_one(day, parties):
    assert len(reference.parties_on(day)) == parties


@pytest.mark.parametrize("year", YEARS)
def every_assessed_state_has_a_rate_a_regional_group_and_an_entry_into_force(year):
    states = reference.assessed_states(year)
    expected = set(reference.parties_on(date(year, 1, 1))["iso3"])
    assert states["iso3"].is_unique
    assert set(states["iso3"]) == expected
    assert (states["un_rate"].map(Decimal) > 0).all()
    assert (states[["regional_group", "entry_into_force", "un_rate_source", "un_rate_status"]] != "").to_numpy().all()


def a_state_that_withdrew_is_assessed_for_its_last_year_and_no_longer():
    assert "BDI" in set(reference.assessed_states(2017)["iso3"])
    assert "BDI" not in set(reference.assessed_states(2018)["iso3"])
    assert "PHL" in set(reference.assessed_states(2019)["iso3"])
    assert "PHL" not in set(reference.assessed_states(2020)["iso3"])


def a_state_that_joins_during_the_year_is_not_assessed_for_the_whole_of_it():
    assert "ARM" not in set(reference.assessed_states(2024)["iso3"])
    assert reference.joining_during(2007).to_dict("records") == [
        {"iso3": "JPN", "state": "Japan", "entry_into_force": "2007-10-01", "months": 3}
    ]


def a_state_that_joins_in_february_such_as_kiribati_joins_for_eleven_months():
    assert "KIR" not in set(reference.assessed_states(2020)["iso3"])
    assert reference.joining_during(2020)[["iso3", "months"]].to_numpy().tolist() == [["KIR", 11]]


def a_state_can_be_included_or_excluded_to_see_the_effect():
    states = reference.assessed_states(2024, include=["ARM", "IDN", "DEU"], exclude=["FRA"]).set_index("iso3")
    assert len(states) == 123 + 2 - 1
    assert states.loc["ARM", "exception"] == "Included on request"
    assert states.loc["IDN", "regional_group"] == ""
    assert states.loc["DEU", "exception"] == ""
    assert "FRA" not in states.index


def a_country_is_least_developed_until_it_graduates():
    assert "VUT" in reference.least_developed_in(2020)
    assert "VUT" not in reference.least_developed_in(2021)
    assert "WSM" not in reference.least_developed_in(2014)
    assert "SSD" not in reference.least_developed_in(2012)
    assert "SSD" in reference.least_developed_in(2013)


def the_states_stand_in_the_alphabetical_order_of_their_names():
    names = list(reference.assessed_states(2020)["state"])
    place = names.index("Côte d'Ivoire")
    assert names[place - 1 : place + 2] == ["Costa Rica", "Côte d'Ivoire", "Croatia"]
    assert names[0] == "Afghanistan"
    assert names[-1] == "Zambia"


def the_payers_of_the_host_state_loan_and_the_one_that_left_share_the_whole_of_it():
    payers = reference.host_state_loan_payers()
    bases = [Decimal(row.court_rate) * Decimal(row.not_prepaid) for row in payers.itertuples()]
    assert (len(payers), round(sum(bases), 4)) == (70, Decimal("40.0986"))
    assert all(0 < Decimal(part) <= 1 for part in payers["not_prepaid"])
    assert set(payers["iso3"]) - set(reference.assessed_states(2025)["iso3"]) == {"BDI"}


def every_budget_is_the_sum_of_its_parts():
    budgets = reference.court_budgets()
    parts = budgets[["assessed_general_eur", "host_state_loan_eur", "not_assessed_eur"]]
    known = budgets[budgets["assessed_general_eur"] != ""]
    assert len(known) == 13
    for row, part in zip(known.itertuples(), parts.loc[known.index].itertuples(index=False), strict=True):
        assert int(row.approved_total_eur) == sum(int(euros or 0) for euros in part), row


@pytest.mark.parametrize("year", ["2020", "2025"])
def the_assessed_amount_is_already_less_the_surplus(year):
    budget = reference.court_budgets().set_index("first_year").loc[year]
    assert "already less the surplus" in budget["note"]


def a_year_without_a_scale_names_the_nearest_known():
    with pytest.raises(reference.NoScale) as refused:
        reference.assessed_states(2030)
    assert str(refused.value) == (
        "There is no United Nations scale for 2030; the nearest known is that of 2025-2027. "
        "Use it on purpose (assess --scale 2027), or add the rates of the period to un_scale.csv."
    )
    with pytest.raises(reference.NoScale, match="for 1999; the nearest known is that of 2001"):
        reference.scale(1999)


@pytest.mark.parametrize(
    ("code", "message"),
    [("DEUT", "\"DEUT\" has no rate in the scale of 2020, so it can't be assessed."), ("VAT", "Holy See (VAT) has no rate in the scale of 2020, so it can't be assessed.")],
)
def a_state_without_a_rate_cannot_be_included(code, message):
    with pytest.raises(reference.UnknownState) as refused:
        reference.assessed_states(2020, include=[code])
    assert str(refused.value) == message


def a_state_that_is_not_assessed_cannot_be_excluded():
    with pytest.raises(reference.UnknownState) as refused:
        reference.assessed_states(2020, exclude=["ARM"])
    assert str(refused.value) == "Armenia (ARM) is not assessed for 2020, so there is nothing to exclude."
