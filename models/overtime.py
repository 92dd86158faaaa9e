"""Overtime: hours beyond the working day, at the price of an hour."""

from aspbudget.declare import CURRENCY, Charge, Model, Table, column, line, money
from aspbudget.models.months import OVERTIME, PLANNED, as_planned
from aspbudget.models.requirement import EXPLAINED, WITHIN_THE_FRAMEWORK, Requirement, net_cost


class Overtime(Requirement):
    """One row for each service that works overtime."""

    overtime: str = column("Overtime", "Which service, and when; each name once.", key=True, translated=True)
    hours: float = column("Hours", "How many hours in all.", low=0, example=40)
    price: str = column("Price", "The price of one hour, a row of sheet Prices.", refers="prices")


@line(unit=CURRENCY, source="Sheet Prices")
def unit_price(price, prices):
    """What one hour costs."""
    return prices.at(price, "unit_price")


@line(unit=CURRENCY, source="Hours × price of an hour")
def full_cost(hours, unit_price):
    """What the overtime costs, whoever bears it."""
    return money(hours * unit_price)


MODEL = Model(
    title="Overtime",
    about="Hours × the price of an hour.",
    order=60,
    tables=(
        Table(
            Overtime,
            lines=(unit_price, full_cost, net_cost),
            charges=(Charge("net_cost", drivers=("hours", "unit_price"), months=PLANNED),),
            rules=(EXPLAINED, WITHIN_THE_FRAMEWORK),
            in_year=as_planned(OVERTIME, "overtime"),
        ),
    ),
)
