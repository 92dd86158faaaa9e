"""Conference services: rooms, staff, supplies, equipment and security for the meetings."""

from aspbudget.declare import CURRENCY, Charge, Model, Table, column, line, money, where
from aspbudget.models.months import PLANNED, WITH_SESSION
from aspbudget.models.requirement import EXPLAINED, MEETINGS_SERVICING, WITHIN_THE_FRAMEWORK, Requirement, net_cost

SESSION, DAY, MEETING = "session", "day with meetings", "meeting"


class ConferenceServices(Requirement):
    """One row for each service that a session needs."""

    service: str = column("Service", "What is needed; each name once.", key=True)
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


@line(unit="times", source="Sheet Sessions")
def times(each, session, sessions):
    """How many times the quantity is needed."""
    days = sessions.at(session, "working_days")
    meetings = sessions.at(session, "meetings_held")
    return where(each == SESSION, 1, where(each == DAY, days, meetings))


@line(unit=CURRENCY, source="Sheet Prices")
def unit_price(price, prices):
    """What one costs."""
    return prices.at(price, "unit_price")


@line(unit=CURRENCY, source="Quantity × times × price")
def full_cost(quantity, times, unit_price):
    """What the service costs, whoever bears it."""
    return money(quantity * times * unit_price)


MODEL = Model(
    title="Conference services",
    about="Quantity × price for each session, each day with meetings, or each meeting.",
    order=90,
    tables=(
        Table(
            ConferenceServices,
            lines=(times, unit_price, full_cost, net_cost),
            charges=(Charge("net_cost", drivers=("quantity", "times", "unit_price"), service=MEETINGS_SERVICING, months=PLANNED),),
            rules=(EXPLAINED, WITHIN_THE_FRAMEWORK),
            in_year=WITH_SESSION,
        ),
    ),
)
