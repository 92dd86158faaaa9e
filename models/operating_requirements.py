"""Operating requirements: consultants, services, training, hospitality, rent, supplies and equipment."""

from aspbudget.declare import CURRENCY, Charge, Model, Rule, Settled, Table, column, line, money, where
from aspbudget.models.conference_services import STATE_PARTY, states_are_counted
from aspbudget.models.months import OPERATING_REQUIREMENTS, PLANNED, as_planned
from aspbudget.models.requirement import EXPLAINED, WITHIN_THE_FRAMEWORK, Requirement, net_cost

POST = "post"


class OperatingRequirements(Requirement):
    """One row for each thing that is bought: quantity × periods × price."""

    requirement: str = column("Requirement", "What is bought; each name once.", key=True, translated=True)
    quantity: float = column("Quantity", "How many are needed at a time.", low=0, example=1)
    periods: float = column("Periods", "For how many months, or how many times.", low=0, high=1000, example=12)
    price: str = column("Price", "The price of one for a period, a row of sheet Prices.", refers="prices")
    of_each: str = column(
        "Quantity of each",
        "Whether the quantity is for each post of the sub-programme whose needs aren't given apart, as workstations are, or for each State Party. Empty: it is the whole, which a draft gives.",
        choices=(POST, STATE_PARTY),
        required=False,
        newer=True,
    )


@line(unit=CURRENCY, source="Sheet Prices")
def unit_price(price, prices):
    """What one costs for a period."""
    return prices.at(price, "unit_price")


@line(unit="pieces", source="As entered, or for each post of the sub-programme, sheet Posts, or each State Party")
def needed(quantity, of_each, sub_programme, posts, states_parties):
    """How many are needed at a time, in all."""
    several = where(of_each == POST, posts.total("with_needs", sub_programme=sub_programme), 1)
    return quantity * where(of_each == STATE_PARTY, states_parties, several)


@line(unit=CURRENCY, source="Needed × periods × price")
def full_cost(needed, periods, unit_price):
    """What is bought costs, whoever bears it."""
    return money(needed * periods * unit_price)


MODEL = Model(
    title="Operating requirements",
    about="Quantity × periods × price.",
    order=110,
    tables=(
        Table(
            OperatingRequirements,
            lines=(needed, unit_price, full_cost, net_cost),
            charges=(Charge("net_cost", drivers=("needed", "periods", "unit_price"), months=PLANNED),),
            rules=(EXPLAINED, WITHIN_THE_FRAMEWORK, Rule(states_are_counted, at="of_each")),
            described_by=("quantity", "periods", "unit_price"),
            settled=Settled("quantity", "of_each", "needed"),
            in_year=as_planned(OPERATING_REQUIREMENTS, "requirement"),
        ),
    ),
)
