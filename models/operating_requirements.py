"""Operating requirements: consultants, services, training, hospitality, rent, supplies and equipment."""

from aspbudget.declare import CURRENCY, Charge, Model, Table, column, line, money
from aspbudget.models.months import OPERATING_REQUIREMENTS, PLANNED, as_planned
from aspbudget.models.requirement import EXPLAINED, WITHIN_THE_FRAMEWORK, Requirement, net_cost


class OperatingRequirements(Requirement):
    """One row for each thing that is bought: quantity × periods × price."""

    requirement: str = column("Requirement", "What is bought; each name once.", key=True)
    quantity: float = column("Quantity", "How many are needed at a time.", low=0, example=1)
    periods: float = column("Periods", "For how many months, or how many times.", low=0, high=1000, example=12)
    price: str = column("Price", "The price of one for a period, a row of sheet Prices.", refers="prices")


@line(unit=CURRENCY, source="Sheet Prices")
def unit_price(price, prices):
    """What one costs for a period."""
    return prices.at(price, "unit_price")


@line(unit=CURRENCY, source="Quantity × periods × price")
def full_cost(quantity, periods, unit_price):
    """What is bought costs, whoever bears it."""
    return money(quantity * periods * unit_price)


MODEL = Model(
    title="Operating requirements",
    about="Quantity × periods × price.",
    order=110,
    tables=(
        Table(
            OperatingRequirements,
            lines=(unit_price, full_cost, net_cost),
            charges=(Charge("net_cost", drivers=("quantity", "periods", "unit_price"), months=PLANNED),),
            rules=(EXPLAINED, WITHIN_THE_FRAMEWORK),
            in_year=as_planned(OPERATING_REQUIREMENTS, "requirement"),
        ),
    ),
)
