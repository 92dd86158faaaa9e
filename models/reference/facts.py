"""The public facts behind an assessment: scales, States Parties, least developed countries, budgets, amounts known.

Each fact is a row of a CSV file beside this module, with its source and its status: `published`, `derived` (deduced
from published figures) or `from memory`. A new scale period or a new State is a row, never code. Every cell is text,
exactly as written in the file: nothing is turned into a missing value, and `6.090` keeps its last nought.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import pandas as pd

from aspbudget.declare import WrongUse, alphabetical

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    import numpy as np

STATUSES = ("published", "derived", "from memory")


class NoScale(WrongUse):
    """No scale of assessments is known for the year."""


class UnknownState(WrongUse):
    """A code names no State that can be assessed for the year."""


def un_scale() -> pd.DataFrame:
    """Return the United Nations scale of assessments: per cent by State and period of years."""
    return _table("un_scale.csv")


def un_scale_non_members() -> pd.DataFrame:
    """Return the notional rates of the States Parties that are not United Nations Members."""
    return _table("un_scale_non_members.csv")


def states_parties() -> pd.DataFrame:
    """Return every State that is or was a Party: regional group, entry into force, date its withdrawal took effect."""
    return _table("states_parties.csv")


def least_developed_countries() -> pd.DataFrame:
    """Return the least developed countries: the year each was listed, and the date it graduated, if it did."""
    return _table("least_developed_countries.csv")


def published_contributions() -> pd.DataFrame:
    """Return the assessed contributions that were published, in per cent or euros, and what they are rounded to."""
    return _table("published_contributions.csv")


def published_totals() -> pd.DataFrame:
    """Return the totals of contributions that were published, and what they are rounded to."""
    return _table("published_totals.csv")


def court_assessed() -> pd.DataFrame:
    """Return what each State was assessed by the Court in some years, in dollars as published and in the euros that they were."""
    return _table("court_assessed.csv")


def court_assessed_years() -> pd.DataFrame:
    """Return what the statistics of each of these years leave out of every row, in equal shares, in euros."""
    return _table("court_assessed_years.csv")


def assessed_elsewhere() -> pd.DataFrame:
    """Return what other organisations assessed on each State or Party in some years, in whole units of their currencies."""
    return _table("assessed_elsewhere.csv")


def assessed_elsewhere_years() -> pd.DataFrame:
    """Return what each of these organisations assessed in all in each of these years, and where the rows come from."""
    return _table("assessed_elsewhere_years.csv")


def assessment_rules() -> pd.DataFrame:
    """Return the rules of assessment of organisations, the Court's first: a row of parameters each."""
    return _table("assessment_rules.csv")


def un_scale_others() -> pd.DataFrame:
    """Return the notional rates of States that are neither United Nations Members nor States Parties."""
    return _table("un_scale_others.csv")


def published_statements() -> pd.DataFrame:
    """Return the published statements: symbol, date, place, total and absorption in dollars as stated, how they were read."""
    return _table("published_statements.csv")


def published_lines() -> pd.DataFrame:
    """Return the printed lines of the published statements in dollars, a row for each input that a line is computed from."""
    return _table("published_lines.csv")


def court_budgets() -> pd.DataFrame:
    """Return the Court's budgets: approved, assessed on all, Host State loan, and financed otherwise, in euros."""
    return _table("court_budgets.csv")


def host_state_loan_payers() -> pd.DataFrame:
    """Return the States that share in the Host State loan: the Court's rate of 2013-2015, and what part was not paid at once."""
    return _table("host_state_loan_payers.csv")


def due_on_joining() -> pd.DataFrame:
    """Return what States that joined owed once in the year in which they joined, besides their contribution, in euros."""
    return _table("due_on_joining.csv")


def state_names() -> pd.DataFrame:
    """Return the names of every State, in English and French: present, former with their dates, short; and its two-letter code."""
    return _table("state_names.csv")


def scale(year: int) -> pd.DataFrame:
    """Return the rate of every State for a year, in per cent as text: United Nations Members, then the others.

    Columns: iso3, state, un_rate, un_rate_source, un_rate_status. Raises `NoScale` for a year outside every period.
    """
    rates = _rates(("un_scale.csv", "un_scale_non_members.csv"), year)
    if rates.empty:
        raise NoScale(_no_scale(year))
    return rates.copy(deep=False)


def scale_with_others(year: int) -> pd.DataFrame:
    """Return the rate of every State for a year as `scale` does, also of those that only other organisations assess."""
    return _with_others(year).copy(deep=False)


@cache
def _with_others(year: int) -> pd.DataFrame:
    return pd.concat([scale(year), _rates(("un_scale_others.csv",), year)], ignore_index=True)


@cache
def members_of_the_united_nations() -> frozenset[str]:
    """Return the codes of the States that the scale of the United Nations has ever had as Members."""
    return frozenset(un_scale()["iso3"].tolist())


def first_year_of_scale(year: int) -> int:
    """Return the first year of the scale that is in force in a year; raise `NoScale` where none is known."""
    scale(year)
    return int(_of_year("un_scale.csv", year)["first_year"].iloc[0])


@cache
def _rates(tables: tuple[str, ...], year: int) -> pd.DataFrame:
    rates = pd.concat([_of_year(name, year) for name in tables], ignore_index=True)
    titles = {"rate_percent": "un_rate", "source": "un_rate_source", "status": "un_rate_status"}
    return rates.rename(columns=titles)[["iso3", "state", *titles.values()]]


def nearest_scale(year: int) -> int:
    """Return the year itself when it has a scale, otherwise the nearest year that has one."""
    years = {known for first, last in _periods() for known in range(first, last + 1)}
    return min(years, key=lambda known: (abs(known - year), known))


def parties_on(day: date) -> pd.DataFrame:
    """Return the States Parties on a day: the Statute is in force for them, and no withdrawal has taken effect."""
    return _parties_on(day).copy(deep=False)


@cache
def _parties_on(day: date) -> pd.DataFrame:
    parties = states_parties()
    entered = parties["entry_into_force"] <= day.isoformat()
    left = (parties["withdrawal_effective"] != "") & (parties["withdrawal_effective"] <= day.isoformat())
    return parties[entered & ~left].reset_index(drop=True)


def joining_during(year: int) -> pd.DataFrame:
    """Return the States that join after 1 January, with the months left: from that of entry into force to December."""
    return _joining_during(year).copy(deep=False)


@cache
def _joining_during(year: int) -> pd.DataFrame:
    parties = states_parties()[["iso3", "state", "entry_into_force"]]
    after = parties["entry_into_force"].str.startswith(f"{year}-") & (parties["entry_into_force"] > f"{year}-01-01")
    joining = parties[after].reset_index(drop=True)
    return joining.assign(months=13 - joining["entry_into_force"].str[5:7].astype(int))


@cache
def least_developed_in(year: int) -> frozenset[str]:
    """Return the codes of the least developed countries on 1 January: listed in an earlier year, and not graduated."""
    listed = least_developed_countries()
    current = (listed["graduated_on"] == "") | (listed["graduated_on"] > date(year, 1, 1).isoformat())
    return frozenset(listed.loc[(listed["listed_from"].astype(int) < year) & current, "iso3"])


def assessed_states(year: int, include: Iterable[str] = (), exclude: Iterable[str] = (), scale_of: int | None = None) -> pd.DataFrame:
    """Return the States assessed for a year, one row each, in the alphabetical order of their names.

    They are the States Parties on 1 January, plus `include`, less `exclude` (codes), with the rates of the scale of the year, or of `scale_of`. Any State with a rate can be included, also one that is not a Party, to see what its contribution would be.

    Columns: iso3, state, regional_group, entry_into_force, withdrawal_effective, un_rate (per cent, text, as many
    decimals as the scale has), un_rate_source, un_rate_status, least_developed (true or false), exception (the reason
    for which the State is assessed against the rule, or nothing).

    Raises `NoScale` for a year without a scale, and `UnknownState` for a code that cannot be included or excluded.
    """
    return _assessed_states(year, frozenset(include), frozenset(exclude), scale_of or year).copy(deep=False)


@cache
def _assessed_states(year: int, include: frozenset[str], exclude: frozenset[str], scale_of: int) -> pd.DataFrame:
    rates = scale(scale_of)
    parties = set(parties_on(date(year, 1, 1))["iso3"])
    reasons = {code: "Included on request" for code in include if code not in parties}
    codes = parties | set(reasons)
    _refuse_unrated(codes, rates, year)
    _refuse_unassessed(exclude, codes, year)
    states = rates[rates["iso3"].isin(codes - exclude)].merge(_facts(), on="iso3", how="left").fillna("")
    states["least_developed"] = states["iso3"].isin(least_developed_in(year))
    states["exception"] = [reasons.get(code, "") for code in states["iso3"]]
    order = ["iso3", "state", "regional_group", "entry_into_force", "withdrawal_effective"]
    order += ["un_rate", "un_rate_source", "un_rate_status", "least_developed", "exception"]
    return _in_alphabetical_order(states)[order]


def in_order(states: pd.DataFrame, year: int, codes: Collection[str]) -> pd.DataFrame:
    """Return States, by code, in the alphabetical order of their names; raise `UnknownState` for a code that none of them has."""
    _refuse_unrated(set(codes), states.rename(columns={"code": "iso3"}), year)
    return _in_alphabetical_order(states)


def _in_alphabetical_order(states: pd.DataFrame) -> pd.DataFrame:
    names = states["state"].tolist()
    return states.take(sorted(range(len(names)), key=lambda place: _alphabetical(names[place]))).reset_index(drop=True)


@cache
def _alphabetical(name: str) -> tuple[str, str]:
    return alphabetical(name)


@cache
def _read(name: str) -> pd.DataFrame:
    with resources.files(__package__).joinpath(name).open(encoding="utf-8") as file:
        return pd.read_csv(file, dtype=str, keep_default_na=False)


def _table(name: str) -> pd.DataFrame:
    return _read(name).copy(deep=False)  # pandas copies what is changed when it is changed


def _of_year(table: str, year: int) -> pd.DataFrame:
    first, last = _years(table)
    return _read(table)[(first <= year) & (year <= last)]


@cache
def _years(table: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return from which year and until which each row of a table holds."""
    periods = _read(table)
    return periods["first_year"].to_numpy(dtype=int), periods["last_year"].to_numpy(dtype=int)


def _periods() -> list[tuple[int, int]]:
    """Return the periods of the United Nations scale, each by its first and its last year."""
    periods = un_scale()[["first_year", "last_year"]].drop_duplicates().astype(int)
    return list(periods.itertuples(index=False, name=None))


def _no_scale(year: int) -> str:
    first, last = min(_periods(), key=lambda period: max(period[0] - year, year - period[1]))
    known = str(first) if first == last else f"{first}-{last}"
    return (
        f"There is no United Nations scale for {year}; the nearest known is that of {known}. "
        f"Use it on purpose (assess --scale {nearest_scale(year)}), or add the rates of the period to un_scale.csv."
    )


def _facts() -> pd.DataFrame:
    return states_parties()[["iso3", "regional_group", "entry_into_force", "withdrawal_effective"]]


def _refuse_unrated(codes: set[str], rates: pd.DataFrame, year: int) -> None:
    for code in sorted(codes - set(rates["iso3"].tolist())):
        message = f"{_called(code)} has no rate in the scale of {year}, so it can't be assessed."
        raise UnknownState(message)


def _refuse_unassessed(removed: frozenset[str], assessed: Collection[str], year: int) -> None:
    for code in sorted(removed.difference(assessed)):
        message = f"{_called(code)} is not assessed for {year}, so there is nothing to exclude."
        raise UnknownState(message)


def _called(code: str) -> str:
    """Return the present name of a State with its code; for a code that is none, the code in quotation marks."""
    names = state_names().query("kind == 'present' and language == 'en'").set_index("iso3")["name"]
    return f"{names[code]} ({code})" if code in names.index else f'"{code}"'
