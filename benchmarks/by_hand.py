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

    def price(self, wanted: Array, place: Array) -> Array:
        """Return prices at places: where one stands instead of another there, that one."""
        prices, [found] = self.tables["prices"], self.at(wanted, "prices", "price", "unit_price")
        for instead, venue, price in zip(prices["instead_of"], prices["venue"], prices["unit_price"], strict=True):
            if instead != self.words[""] and venue != self.words[""]:
                found = np.where((wanted == instead) & (place == venue), price, found)
        return found

    def times(self, text: str, number: Array) -> Array:
        """Return a number in the rows whose quantity is of each of something, and 1 in the others."""
        return np.where(self.own["of_each"] == self.words.get(text, -1), number, 1.0)

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
    """Editing, translation, printing and distribution; what exists already, and annexes in one language, are not translated."""
    own, named, more = given.own, given.named, given.tables["copies_by_language"]
    translated, edited, processed = given.at(own["phase"], "phases", "phase", "translated_word", "edited_word", "processed_document")
    [languages] = given.at(own["language_set"], "language_sets", "language_set", "languages")
    number, copies = own["number"], own["copies"]
    translation = cents(number * (own["words"] - own["recycled"] - own["annexes"]) * np.maximum(languages - 1, 0) * translated)
    editing = cents(number * own["words"] * edited + number * processed)
    pages = round_away((own["words"] - own["annexes"]) / named["words_per_page"])
    annexes = round_away(own["words"] / named["words_per_page"]) - pages
    others, apart = languages, np.zeros(len(number))
    for document, several in zip(more["document"], more["copies"], strict=True):
        others, apart = others - (own["document"] == document), apart + np.where(own["document"] == document, several, 0)
    every = copies * others + apart
    printing = cents(number * (pages * every + annexes * copies) * named["printed_page"])
    return given.net(editing + translation + printing + cents(number * every * named["distributed_copy"]), own["means"])


def conference_services(given: Given) -> Array:
    """Quantity × times × price, for each session, day or meeting, or for their languages."""
    own, each, words = given.own, given.own["each"], given.words
    venue, days, meetings, by_day, by_meeting, most = given.at(
        own["session"], "sessions", "session", "venue", "working_days", "meetings_held", "languages_by_day", "languages_by_meeting", "languages_at_most"
    )
    session, day = each == words["session"], each == words["day with meetings"]
    spoken = np.where(session, most, np.where(day, by_day, by_meeting))
    times = np.where(own["of_each"] == words.get("language", -1), spoken, np.where(session, 1, np.where(day, days, meetings)))
    return given.net(cents(own["quantity"] * given.times("State Party", given.named["states_parties"]) * times * given.price(own["price"], venue)), own["means"])


def travel(given: Given) -> Array:
    """Persons who don't live there × trips × (fare + days × allowance + terminal expenses)."""
    own, nothing = given.own, given.words[""]
    venue, length = given.at(own["session"], "sessions", "session", "venue", "length")
    there = np.where((own["venue"] == nothing) & (own["session"] != nothing), venue, own["venue"]).astype(np.int64)
    days = np.where(own["session"] == nothing, own["days"], length + 1)
    [allowance] = given.at(there, "venues", "venue", "daily_allowance")
    factor, home = given.at(own["category"], "travellers", "category", "factor", "home")
    journeys = np.where(home == there, 0, own["persons"]) * own["trips"]
    ends = cents(journeys * given.named["terminal_expenses"])
    return given.net(cents(journeys * given.price(own["fare"], there)) + cents(journeys * days * (allowance * factor)) + ends, own["means"])


def operating_requirements(given: Given) -> Array:
    """Quantity, of each of something, × periods × price."""
    own, posts = given.own, given.tables["posts"]
    [price] = given.at(own["price"], "prices", "price", "unit_price")
    there = np.bincount(posts["sub_programme"], posts["with_needs"], len(given.words))
    quantity = own["quantity"] * given.times("State Party", given.named["states_parties"]) * given.times("post", there[own["sub_programme"]])
    return given.net(cents(quantity * own["periods"] * price), own["means"])


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
    meetings = given.tables["meetings"]
    services = [meetings["services"][(meetings["session"] == session) & (meetings["means"] == means)].sum() for session, means in rows]
    return given.net(cents(np.bincount(of, interpreters) * fee) + journeys + technicians + cents(np.asarray(services)), rows[:, 1])


def _conference_days(given: Given) -> tuple[Array, Array, Array]:
    """Return the session, day and means of each conference day, and how many teams and interpreters it needs."""
    meetings = given.tables["meetings"]
    keys = np.stack([meetings["session"], meetings["day"].astype(np.int64), meetings["means"]], axis=1)
    days, of = np.unique(keys, axis=0, return_inverse=True)
    slots = [meetings["slot"] == given.words.get(slot, -1) for slot in ("morning", "afternoon", "evening", "night")]
    teams, interpreters = (_of_the_day(*(np.bincount(of[slot], meetings[column][slot], len(days)) for slot in slots)) for column in ("teams", "team"))
    return days, teams, interpreters


def _of_the_day(morning: Array, afternoon: Array, evening: Array, night: Array) -> Array:
    """Those of the busier slot by day, and late those who have no slot left; each serves two."""
    by_day = np.maximum(morning, afternoon)
    left = by_day - np.minimum(morning, afternoon)
    return by_day + np.maximum(np.minimum(np.maximum(evening, night), evening + night - left), 0)


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
