"""Conference services: rooms, staff, supplies, equipment and security for the meetings."""

from aspbudget.declare import CURRENCY, MOVED, Assumption, Charge, Model, Rule, Table, column, line, money, where
from aspbudget.models.calendar import can_be_pooled
from aspbudget.models.months import PLANNED, WITH_SESSION
from aspbudget.models.rates import applies_at, price_at
from aspbudget.models.requirement import EXPLAINED, MEETINGS_SERVICING, WITHIN_THE_FRAMEWORK, Requirement, net_cost

SESSION, DAY, MEETING = "session", "day with meetings", "meeting"
LANGUAGE, STATE_PARTY = "language", "State Party"


class ConferenceServices(Requirement):
    """One row for each service that a session needs."""

    service: str = column("Service", "What is needed; each name once.", key=True, translated=True)
    kind: str = column(
        "Kind",
        "The kind of service, as ICC-ASP/2/Res.3, annex, 5.1 (c), lists them.",
        choices=("rooms", "staff", "supplies", "equipment", "security"),
        example="rooms",
        descriptive=True,
    )
    session: str = column("Session", "The session that needs it.", refers="sessions")
    quantity: float = column("Quantity", "How many are needed at a time.", low=0, example=2)
    each: str = column(
        "For each",
        "Whether the quantity is needed once for the session, on each day with meetings, or for each meeting.",
        choices=(SESSION, DAY, MEETING),
        example=DAY,
    )
    price: str = column("Price", "The price of one, a row of sheet Prices.", refers="prices")
    of_each: str = column(
        "Quantity of each",
        "Whether the quantity is for each language that is interpreted, as booths are, or for each State Party, as nameplates are. Empty: it is the whole.",
        choices=(LANGUAGE, STATE_PARTY),
        required=False,
        newer=True,
    )


@line(unit="times", source="Sheet Sessions; for each language of a session, a day or a meeting, those of its meeting with the most are counted")
def times(each, of_each, session, sessions):
    """How many times the quantity is needed: once, on each day or for each meeting, and each time for each language where it is for each."""
    days, meetings = sessions.at(session, "working_days"), sessions.at(session, "meetings_held")
    by_day, by_meeting = sessions.at(session, "languages_by_day"), sessions.at(session, "languages_by_meeting")
    at_most = sessions.at(session, "languages_at_most")
    for_languages = where(each == SESSION, at_most, where(each == DAY, by_day, by_meeting))
    return where(of_each == LANGUAGE, for_languages, where(each == SESSION, 1, where(each == DAY, days, meetings)))


@line(unit="text", source="Sheet Sessions")
def held_at(session, sessions):
    """Where the session is held."""
    return sessions.at(session, "venue")


@line(unit="pieces", source="As entered, or for each State Party")
def needed(quantity, of_each, states_parties):
    """How many are needed at a time, for one language where the quantity is for each."""
    return quantity * where(of_each == STATE_PARTY, states_parties, 1)


@line(unit="text", source="As entered", label="Which is")
def which_is(of_each):
    """For what the quantity is, in words; empty where it is the whole."""
    return where(of_each == LANGUAGE, "for each language", where(of_each == STATE_PARTY, "for each State Party", ""))


@line(unit=CURRENCY, source="Sheet Prices, at the place of the session")
def unit_price(price, prices, held_at):
    """What one costs."""
    return price_at(prices, price, held_at)


@line(unit=CURRENCY, source="Needed × times × price")
def full_cost(needed, times, unit_price):
    """What the service costs, whoever bears it."""
    return money(needed * times * unit_price)


@line(unit="", source="Sheet Prices, Venue")
def is_a_price_of_the_place(price, prices, held_at):
    """it is a price of another place than the session's; give that of its place, or let a row of sheet Prices stand instead of it there"""
    return applies_at(prices, price, held_at)


@line(unit="", source="The number of States Parties, sheet Assumptions")
def states_are_counted(of_each, states_parties):
    """but the number of States Parties isn't known; give it on sheet Assumptions"""
    return (of_each != STATE_PARTY) | (states_parties > 0)


MODEL = Model(
    title="Conference services",
    about="Quantity × price for each session, each day with meetings, or each meeting.",
    order=90,
    tables=(
        Table(
            ConferenceServices,
            lines=(times, held_at, which_is, needed, unit_price, full_cost, net_cost),
            charges=(Charge("net_cost", drivers=("needed", "times", "unit_price"), service=MEETINGS_SERVICING, months=PLANNED),),
            rules=(
                EXPLAINED,
                WITHIN_THE_FRAMEWORK,
                Rule(states_are_counted, at="of_each"),
                Rule(is_a_price_of_the_place, at="price", remarked=True),
                Rule(can_be_pooled, at="means", remarked=True),
            ),
            described_by=("quantity", "which_is", "unit_price"),
            in_year=WITH_SESSION,
        ),
    ),
    assumptions=(Assumption("states_parties", "States Parties", "How many States Parties there are.", 0, 250, MOVED, otherwise=0),),
)
