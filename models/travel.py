"""Travel: persons × (fare + days × subsistence × the traveller's factor + terminal expenses)."""

from aspbudget.declare import CURRENCY, Assumption, Charge, Model, Rule, Sourced, Table, column, line, money, where
from aspbudget.models.causes import PRICE
from aspbudget.models.months import PLANNED, TRAVEL, with_session_or_as_planned
from aspbudget.models.requirement import EXPLAINED, WITHIN_THE_FRAMEWORK, Requirement, net_cost


class Travellers(Sourced):
    """One row for each category of traveller."""

    category: str = column("Category", "Its name.", key=True, example="member of the Committee")
    factor: float = column("Factor", "What share of the daily subsistence allowance is paid.", low=0, high=5, example=1)


class Travel(Requirement):
    """One row for each journey, or group of like journeys."""

    journey: str = column("Journey", "Who travels and why; each name once.", key=True)
    category: str = column("Category", "The category of the travellers.", refers="travellers")
    persons: float = column("Persons", "How many people travel.", whole=True, low=0, high=1000, example=12)
    trips: float = column("Trips", "How many times each of them travels.", whole=True, low=0, high=100, example=1)
    venue: str = column("Destination", "Where they travel to, a row of sheet Venues.", refers="venues")
    session: str = column(
        "Session", "The session they attend; its days and one more are paid.", refers="sessions", required=False
    )
    days: float = column(
        "Days", "How many days are paid, when it is not for a session.", low=0, high=366, required=False
    )
    fare: str = column("Fare", "The price of one journey there and back, a row of sheet Prices.", refers="prices")


@line(unit="days", source="Days of the session and one more, as published statements count them")
def paid_days(session, sessions, days):
    """For how many days each person is paid subsistence."""
    return where(session == "", days, sessions.at(session, "length") + 1)


@line(unit=CURRENCY, source="Persons × trips × fare")
def fares(persons, trips, fare, prices):
    """What the journeys cost."""
    return money(persons * trips * prices.at(fare, "unit_price"))


@line(unit=CURRENCY, source="Sheet Venues, at the factor of the category")
def daily_allowance(venue, venues, category, travellers):
    """What one person is paid for a day."""
    return venues.at(venue, "daily_allowance") * travellers.at(category, "factor")


@line(unit=CURRENCY, source="Persons × trips × days × daily allowance")
def subsistence(persons, trips, paid_days, daily_allowance):
    """What subsistence costs."""
    return money(persons * trips * paid_days * daily_allowance)


@line(unit=CURRENCY, source="Persons × trips × terminal expenses")
def terminal_costs(persons, trips, terminal_expenses):
    """What getting to and from stations and airports costs."""
    return money(persons * trips * terminal_expenses)


@line(unit=CURRENCY, source="Fares, subsistence and terminal expenses")
def full_cost(fares, subsistence, terminal_costs):
    """What the travel costs, whoever bears it."""
    return fares + subsistence + terminal_costs


@line(unit="", source="A journey needs a length")
def has_a_length(session, days):
    """a journey has either a session or a number of days, and not both; fill in one of them"""
    return ((session == "") & (days > 0)) | ((session != "") & (days == 0))


MODEL = Model(
    title="Travel",
    about="Persons × trips × (fare + days × daily allowance + terminal expenses).",
    order=100,
    tables=(
        Table(Travellers, cause=PRICE),
        Table(
            Travel,
            lines=(paid_days, fares, daily_allowance, subsistence, terminal_costs, full_cost, net_cost),
            charges=(Charge("net_cost", drivers=("persons", "trips", "paid_days"), months=PLANNED),),
            rules=(EXPLAINED, WITHIN_THE_FRAMEWORK, Rule(has_a_length, at="days")),
            in_year=with_session_or_as_planned(TRAVEL, "journey"),
        ),
    ),
    assumptions=(
        Assumption("terminal_expenses", CURRENCY, "What is paid to a traveller for a journey's ends.", 0, 2000, PRICE),
    ),
)
