"""Travel: persons × (fare + days × subsistence × the traveller's factor + terminal expenses)."""

from aspbudget.declare import (
    CURRENCY,
    Assumption,
    Charge,
    Model,
    Rule,
    Sourced,
    Table,
    at_least,
    at_most,
    column,
    line,
    money,
    where,
)
from aspbudget.models.causes import PRICE
from aspbudget.models.months import PLANNED, TRAVEL, with_session_or_as_planned
from aspbudget.models.rates import applies_at, price_at
from aspbudget.models.requirement import EXPLAINED, WITHIN_THE_FRAMEWORK, Requirement, net_cost


class Travellers(Sourced):
    """One row for each category of traveller."""

    category: str = column("Category", "Its name.", key=True, translated=True, example="member of the Committee")
    factor: float = column("Factor", "What share of the daily subsistence allowance is paid.", low=0, high=5, example=1)
    home: str = column(
        "Home", "The place where they live: nobody travels to it. Empty: they travel wherever the journey leads.",
        refers="venues", required=False, newer=True,
    )  # fmt: skip


class Travel(Requirement):
    """One row for each journey, or group of like journeys."""

    journey: str = column("Journey", "Who travels and why; each name once.", key=True, translated=True)
    category: str = column("Category", "The category of the travellers.", refers="travellers")
    persons: float = column("Persons", "How many people travel.", whole=True, low=0, high=1000, example=12)
    trips: float = column("Trips", "How many times each of them travels.", whole=True, low=0, high=100, example=1)
    venue: str = column(
        "Destination", "Where they travel to, a row of sheet Venues. Empty: where their session is held, wherever that moves.",
        refers="venues", required=False,
    )  # fmt: skip
    session: str = column(
        "Session", "The session they attend; its days and one more are paid.", refers="sessions", required=False
    )
    days: float = column(
        "Days", "How many days are paid, when it is not for a session.", low=0, high=366, required=False
    )
    fare: str = column("Fare", "The price of one journey there and back, a row of sheet Prices.", refers="prices")
    traveller: str = column(
        "Traveller", "Who travels, where it is one person or delegation that can be in one place only at a time; the same name in each such row.",
        required=False, newer=True,
    )  # fmt: skip


@line(unit="text", source="As entered, or the venue of the session, sheet Sessions", label="Leads to")
def destination(venue, session, sessions):
    """Where they travel to."""
    return where((venue == "") & (session != ""), sessions.at(session, "venue"), venue)


@line(unit="persons", source="Persons, but for those who live there, sheet Travellers")
def travelling(persons, category, travellers, destination):
    """How many people make the journey: nobody where they live at the destination."""
    return where(travellers.at(category, "home") == destination, 0, persons)


@line(unit="days", source="Days of the session and one more, as published statements count them")
def paid_days(session, sessions, days):
    """For how many days each person is paid subsistence."""
    return where(session == "", days, sessions.at(session, "length") + 1)


@line(unit=CURRENCY, source="Travelling × trips × fare to the destination, sheet Prices")
def fares(travelling, trips, fare, prices, destination):
    """What the journeys cost."""
    return money(travelling * trips * price_at(prices, fare, destination))


@line(unit=CURRENCY, source="Sheet Venues, at the factor of the category")
def daily_allowance(destination, venues, category, travellers):
    """What one person is paid for a day."""
    return venues.at(destination, "daily_allowance") * travellers.at(category, "factor")


@line(unit=CURRENCY, source="Travelling × trips × days × daily allowance")
def subsistence(travelling, trips, paid_days, daily_allowance):
    """What subsistence costs."""
    return money(travelling * trips * paid_days * daily_allowance)


@line(unit=CURRENCY, source="Travelling × trips × terminal expenses")
def terminal_costs(travelling, trips, terminal_expenses):
    """What getting to and from stations and airports costs."""
    return money(travelling * trips * terminal_expenses)


@line(unit=CURRENCY, source="Fares, subsistence and terminal expenses")
def full_cost(fares, subsistence, terminal_costs):
    """What the travel costs, whoever bears it."""
    return fares + subsistence + terminal_costs


@line(unit="", source="A journey needs a length")
def has_a_length(session, days):
    """a journey has either a session or a number of days, and not both; fill in one of them"""
    return ((session == "") & (days > 0)) | ((session != "") & (days == 0))


@line(unit="", source="A journey has a destination")
def has_a_destination(venue, session, days):
    """a journey without a session needs a destination; fill it in"""
    return (venue != "") | (session != "") | (days == 0)


@line(unit="date", source="The first day of the session, sheet Sessions")
def away_from(session, sessions):
    """The first day of the session that they attend."""
    return where(session == "", 0, sessions.at(session, "first_day"))


@line(unit="date", source="The last day of the session, sheet Sessions")
def away_until(session, sessions):
    """The last day of the session that they attend."""
    return where(session == "", 0, sessions.at(session, "last_day"))


@line(unit="text", source="As entered")
def one_traveller(traveller, journey):
    """Who travels; a journey of no named traveller stands for itself."""
    return where(traveller == "", journey, traveller)


@line(unit="", source="Nobody is in two places at once")
def is_in_one_place(travel, one_traveller, session, away_from, away_until):
    """the same traveller attends another session on the same days; correct one of the two sessions, name another traveller, or clear a row"""
    at_once = travel.count(one_traveller=one_traveller, away_from=at_most(away_until), away_until=at_least(away_from))
    return (session == "") | (at_once <= 1)


@line(unit="", source="A journey to a session leads to where it is held")
def leads_to_its_session(venue, session, sessions):
    """their session is held at another place; empty the cell, so that it follows the session, or leave it if the journey leads elsewhere on purpose"""
    return (venue == "") | (session == "") | (venue == sessions.at(session, "venue"))


@line(unit="", source="Sheet Prices, Venue")
def fare_leads_there(fare, prices, destination, travelling):
    """it is the price of a journey to another place; give the price to this one, or let a row of sheet Prices stand instead of it here"""
    return (travelling == 0) | applies_at(prices, fare, destination)


MODEL = Model(
    title="Travel",
    about="Persons × trips × (fare + days × daily allowance + terminal expenses).",
    order=100,
    tables=(
        Table(Travellers, cause=PRICE),
        Table(
            Travel,
            lines=(destination, travelling, paid_days, fares, daily_allowance, subsistence, terminal_costs, full_cost, net_cost, one_traveller, away_from, away_until),
            charges=(Charge("net_cost", drivers=("persons", "trips", "paid_days"), months=PLANNED),),
            rules=(
                EXPLAINED,
                WITHIN_THE_FRAMEWORK,
                Rule(has_a_length, at="days"),
                Rule(has_a_destination, at="venue"),
                Rule(is_in_one_place, at="traveller"),
                Rule(leads_to_its_session, at="venue", remarked=True),
                Rule(fare_leads_there, at="fare", remarked=True),
            ),
            in_year=with_session_or_as_planned(TRAVEL, "journey"),
        ),
    ),
    assumptions=(
        Assumption("terminal_expenses", CURRENCY, "What is paid to a traveller for a journey's ends.", 0, 2000, PRICE),
    ),
)
