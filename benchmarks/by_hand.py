"""The arithmetic of every costed table, written by hand in numpy: what a programmer would write who needs nothing else.

Each function takes the columns of a table, the other tables (their look-up columns computed already) and the
assumptions, and returns the net cost of each row. Both sides start from the same columns, in which texts are whole
numbers, and share a spreadsheet's rounding, for which numpy has no function; a key that isn't found gives no number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from aspbudget.lines.rounding import round_away, round_half_away

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Array = np.ndarray
Columns = dict[str, Array]

_CENTS = np.asarray(2.0)


class Given(NamedTuple):
    """What a table's arithmetic starts from; `words` gives the number that stands for a text."""

    own: Columns
    tables: Mapping[str, Columns]
    named: Mapping[str, Array]
    words: Mapping[str, int]

    def at(self, wanted: Array, table: str, key: str, *columns: str) -> list[Array]:
        """Return columns of another table in the row of each wanted key; nothing where there is no such row."""
        rows = self.tables[table]
        keys = rows[key]
        places = np.zeros(len(self.words), dtype=np.int64)
        places[keys] = np.arange(len(keys))
        place = places[wanted]
        found = keys[place] == wanted
        if found.all():
            return [rows[column][place] for column in columns]
        return [np.where(found, rows[column][place], np.nan) for column in columns]

    def net(self, full_cost: Array, means: Array) -> Array:
        """Return what is left of a cost: nothing where the Court pools it."""
        return np.where(means == self.words["pooled with the Court"], 0.0, full_cost)


def cents(amount: Array) -> Array:
    """Return amounts to the cent."""
    return round_half_away(amount, _CENTS)


def annual_cost(given: Given) -> Array:
    """The parts of the standard cost of a grade at a duty station, or that of the grade where there is none."""
    own, costs = given.own, given.tables["standard_costs"]
    [general] = given.at(own["grade"], "grades", "grade", "annual_cost")
    there = np.zeros(len(general))
    for grade, station, part in zip(costs["grade"], costs["duty_station"], costs["annual_part"], strict=True):
        there += np.where((own["grade"] == grade) & (own["duty_station"] == station), part, 0.0)
    return np.where(own["duty_station"] == given.words[""], general, there)


def own_rate(given: Given, standing: Array, general: Array) -> Array:
    """The share that vacancies save of a category, a sub-programme and a standing; the general one where there is none."""
    own, rates = given.own, given.tables["vacancy_rates"]
    [category] = given.at(own["grade"], "grades", "grade", "category")
    share = np.broadcast_to(general, np.broadcast_shapes(np.shape(general), category.shape))
    for each in range(len(rates["share"])):
        same = (category == rates["category"][each]) & (own["sub_programme"] == rates["sub_programme"][each])
        share = np.where(same & (standing == rates["standing"][each]), rates["share"][each], share)
    return share


def posts(given: Given) -> Array:
    """Posts × months ÷ 12 × standard cost, less vacancies."""
    own, named = given.own, given.named
    months = own["last_month"] - own["first_month"] + 1
    gross = cents(own["number"] * months / 12 * annual_cost(given))
    general = np.where(own["standing"] == given.words["new"], named["delayed_recruitment_rate"], named["vacancy_rate"])
    return given.net(gross - cents(gross * own_rate(given, own["standing"], general)), own["means"])


def temporary_assistance(given: Given) -> Array:
    """Persons × months × a twelfth of the standard cost, less vacancies."""
    own = given.own
    share = own_rate(given, np.full(len(own["grade"]), given.words.get("temporary", -1)), np.zeros(1))
    return given.net(cents(own["persons"] * own["work_months"] * (annual_cost(given) / 12) * (1 - share)), own["means"])


def overtime(given: Given) -> Array:
    """Hours × price."""
    own = given.own
    [price] = given.at(own["price"], "prices", "price", "unit_price")
    return given.net(cents(own["hours"] * price), own["means"])


def documents(given: Given) -> Array:
    """Editing, translation, printing and distribution."""
    own, named = given.own, given.named
    translated, edited, processed = given.at(
        own["phase"], "phases", "phase", "translated_word", "edited_word", "processed_document"
    )
    [languages] = given.at(own["language_set"], "language_sets", "language_set", "languages")
    words = own["number"] * own["words"]
    translation = cents(words * np.maximum(languages - 1, 0) * translated)
    editing = cents(words * edited + own["number"] * processed)
    pages = own["number"] * round_away(own["words"] / named["words_per_page"]) * languages
    printing = cents(pages * own["copies"] * named["printed_page"])
    distribution = cents(own["number"] * languages * own["copies"] * named["distributed_copy"])
    return given.net(editing + translation + printing + distribution, own["means"])


def conference_services(given: Given) -> Array:
    """Quantity × times × price, for each session, day or meeting."""
    own, each, words = given.own, given.own["each"], given.words
    days, meetings = given.at(own["session"], "sessions", "session", "working_days", "meetings_held")
    times = np.where(each == words["session"], 1, np.where(each == words["day with meetings"], days, meetings))
    [price] = given.at(own["price"], "prices", "price", "unit_price")
    return given.net(cents(own["quantity"] * times * price), own["means"])


def travel(given: Given) -> Array:
    """Persons × trips × (fare + days × allowance + terminal expenses)."""
    own = given.own
    [length] = given.at(own["session"], "sessions", "session", "length")
    days = np.where(own["session"] == given.words[""], own["days"], length + 1)
    [allowance] = given.at(own["venue"], "venues", "venue", "daily_allowance")
    [factor] = given.at(own["category"], "travellers", "category", "factor")
    [fare] = given.at(own["fare"], "prices", "price", "unit_price")
    journeys = own["persons"] * own["trips"]
    subsistence = cents(journeys * days * (allowance * factor))
    ends = cents(journeys * given.named["terminal_expenses"])
    return given.net(cents(journeys * fare) + subsistence + ends, own["means"])


def operating_requirements(given: Given) -> Array:
    """Quantity × periods × price."""
    own = given.own
    [price] = given.at(own["price"], "prices", "price", "unit_price")
    return given.net(cents(own["quantity"] * own["periods"] * price), own["means"])


def interpretation(given: Given) -> Array:
    """Interpreters and technicians of each session by means, from the meetings of each of its days."""
    days, teams, interpreters = _conference_days(given)
    rows, of = np.unique(days[:, [0, 2]], axis=0, return_inverse=True)
    engaged = np.zeros(len(rows))
    np.maximum.at(engaged, of, interpreters)
    venue, length = given.at(rows[:, 0], "sessions", "session", "venue", "length")
    share, fare, allowance = given.at(
        venue, "venues", "venue", "recruited_elsewhere", "interpreter_fare", "daily_allowance"
    )
    fee, technician = given.at(venue, "venues", "venue", "interpreter_day", "technician_day")
    travellers = round_away(engaged * share)
    technicians = cents(np.bincount(of, teams) * given.named["technicians_per_team"] * technician)
    journeys = cents(travellers * fare) + cents(travellers * (length + 1) * allowance)
    return given.net(cents(np.bincount(of, interpreters) * fee) + journeys + technicians, rows[:, 1])


def _conference_days(given: Given) -> tuple[Array, Array, Array]:
    """Return the session, day and means of each conference day, and how many teams and interpreters it needs."""
    meetings = given.tables["meetings"]
    keys = np.stack([meetings["session"], meetings["day"].astype(np.int64), meetings["means"]], axis=1)
    days, of = np.unique(keys, axis=0, return_inverse=True)
    half = of + len(days) * (meetings["slot"] == given.words["afternoon"])
    teams = np.bincount(half, meetings["teams"], 2 * len(days)).reshape(2, -1).max(axis=0)
    return days, teams, np.bincount(half, meetings["team"], 2 * len(days)).reshape(2, -1).max(axis=0)


BY_HAND: dict[str, Callable[[Given], Array]] = {
    "posts": posts,
    "temporary_assistance": temporary_assistance,
    "overtime": overtime,
    "interpretation": interpretation,
    "documents": documents,
    "conference_services": conference_services,
    "travel": travel,
    "operating_requirements": operating_requirements,
}
