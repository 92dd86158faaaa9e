"""The arithmetic of every costed table, written by hand in numpy: what a programmer would write who needs nothing else.

Each function takes the columns of a table, the other tables (their look-up columns computed already) and the assumptions,
and returns the net cost of each row. Texts are whole numbers throughout, as they are for the tool itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Array = np.ndarray
Columns = dict[str, Array]

_NUDGE = 100 * (1 + 2.0**-51)


class Given(NamedTuple):
    """What a table's arithmetic starts from; `words` gives the number that stands for a text."""

    own: Columns
    tables: Mapping[str, Columns]
    named: Mapping[str, Array]
    words: Mapping[str, int]

    def place(self, wanted: Array, keys: Array) -> Array:
        """Return where each wanted text stands among keys."""
        places = np.zeros(len(self.words), dtype=np.int64)
        places[keys] = np.arange(len(keys))
        return places[wanted]

    def at(self, wanted: Array, table: str, key: str, column: str) -> Array:
        """Return a column of another table in the row of each wanted key."""
        return self.tables[table][column][self.place(wanted, self.tables[table][key])]

    def net(self, full_cost: Array, means: Array) -> Array:
        """Return what is left of a cost: nothing where the Court pools it."""
        return np.where(means == self.words["pooled with the Court"], 0.0, full_cost)


def cents(amount: Array) -> Array:
    """Return amounts, none below 0, to the cent."""
    return np.floor(amount * _NUDGE + 0.5) / 100


def posts(given: Given) -> Array:
    """Posts × months ÷ 12 × standard cost, less vacancies."""
    own, named = given.own, given.named
    months = own["last_month"] - own["first_month"] + 1
    annual = given.at(own["grade"], "grades", "grade", "annual_cost")
    signed = own["number"] * months / 12 * annual
    gross = np.sign(signed) * cents(np.abs(signed))
    share = np.where(own["standing"] == given.words["new"], named["delayed_recruitment_rate"], named["vacancy_rate"])
    saving = gross * share
    return given.net(gross - np.sign(saving) * cents(np.abs(saving)), own["means"])


def temporary_assistance(given: Given) -> Array:
    """Persons × months × a twelfth of the standard cost."""
    own = given.own
    monthly = given.at(own["grade"], "grades", "grade", "annual_cost") / 12
    return given.net(cents(own["persons"] * own["work_months"] * monthly), own["means"])


def overtime(given: Given) -> Array:
    """Hours × price."""
    own = given.own
    return given.net(cents(own["hours"] * given.at(own["price"], "prices", "price", "unit_price")), own["means"])


def documents(given: Given) -> Array:
    """Editing, translation, printing and distribution."""
    own, named, phases = given.own, given.named, given.tables["phases"]
    phase = given.place(own["phase"], phases["phase"])
    languages = given.at(own["language_set"], "language_sets", "language_set", "languages")
    words = own["number"] * own["words"]
    translation = cents(words * np.maximum(languages - 1, 0) * phases["translated_word"][phase])
    editing = cents(words * phases["edited_word"][phase] + own["number"] * phases["processed_document"][phase])
    pages = own["number"] * np.ceil(own["words"] / named["words_per_page"]) * languages
    printing = cents(pages * own["copies"] * named["printed_page"])
    distribution = cents(own["number"] * languages * own["copies"] * named["distributed_copy"])
    return given.net(editing + translation + printing + distribution, own["means"])


def conference_services(given: Given) -> Array:
    """Quantity × times × price, for each session, day or meeting."""
    own, sessions = given.own, given.tables["sessions"]
    session = given.place(own["session"], sessions["session"])
    each, words = own["each"], given.words
    often = np.where(each == words["day with meetings"], sessions["working_days"][session], sessions["meetings_held"][session])
    times = np.where(each == words["session"], 1, often)
    price = given.at(own["price"], "prices", "price", "unit_price")
    return given.net(cents(own["quantity"] * times * price), own["means"])


def travel(given: Given) -> Array:
    """Persons × trips × (fare + days × allowance + terminal expenses)."""
    own = given.own
    length = given.at(own["session"], "sessions", "session", "length")
    days = np.where(own["session"] == given.words[""], own["days"], length + 1)
    journeys = own["persons"] * own["trips"]
    allowance = given.at(own["venue"], "venues", "venue", "daily_allowance")
    allowance = allowance * given.at(own["category"], "travellers", "category", "factor")
    fares = cents(journeys * given.at(own["fare"], "prices", "price", "unit_price"))
    ends = cents(journeys * given.named["terminal_expenses"])
    return given.net(fares + cents(journeys * days * allowance) + ends, own["means"])


def operating_requirements(given: Given) -> Array:
    """Quantity × periods × price."""
    own = given.own
    price = given.at(own["price"], "prices", "price", "unit_price")
    return given.net(cents(own["quantity"] * own["periods"] * price), own["means"])


def interpretation(given: Given) -> Array:
    """Interpreters and technicians of each session by means, from the meetings of each of its days."""
    days, teams, interpreters = _conference_days(given)
    rows, of = np.unique(days[:, [0, 2]], axis=0, return_inverse=True)
    engaged = np.zeros(len(rows))
    np.maximum.at(engaged, of, interpreters)
    sessions, venues = given.tables["sessions"], given.tables["venues"]
    session = given.place(rows[:, 0], sessions["session"])
    venue = given.place(sessions["venue"][session], venues["venue"])
    travellers = np.ceil(engaged * venues["recruited_elsewhere"][venue])
    stay = travellers * (sessions["length"][session] + 1)
    team_days = np.bincount(of, teams) * given.named["technicians_per_team"]
    full = cents(np.bincount(of, interpreters) * venues["interpreter_day"][venue])
    full += cents(travellers * venues["interpreter_fare"][venue]) + cents(stay * venues["daily_allowance"][venue])
    return given.net(full + cents(team_days * venues["technician_day"][venue]), rows[:, 1])


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
