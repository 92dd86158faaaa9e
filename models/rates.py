"""Rates: currencies, the price list, and what a post of each grade costs in a year."""

from aspbudget.declare import CURRENCY, Model, Rate, Rule, Table, column, line, money
from aspbudget.models.causes import EXCHANGE, PAY, PRICE


class Currencies(Rate):
    """One row for each currency in which a rate is given, the cycle's own currency included."""

    currency: str = column("Currency", "The currency's code.", key=True, example="USD")
    rate: float = column("Rate", "What one unit is worth in the cycle's currency.", low=0, rate=True, example=0.8)


class Prices(Rate):
    """The price list: one row for each thing that the requirements buy."""

    price: str = column("Price", "What is bought; the requirements refer to it by this name.", key=True)
    per: str = column(
        "Per", "The unit that the price is for: day, page, person, year.", example="day", descriptive=True
    )
    amount: float = column("Amount", "The price of one unit, in its own currency.", low=0, rate=True, example=100)
    currency: str = column("Currency", "The currency of the amount.", refers="currencies")


class Grades(Rate):
    """One row for each grade, in the order of the staffing table, with what a year of a post costs."""

    grade: str = column("Grade", "The grade, as the staffing table names it.", key=True, example="P-4")
    category: str = column("Category", "The group in which the staffing table adds it up.", example="Professional")
    object: str = column("Object", "The object of expenditure for posts of the grade.", refers="objects")
    standard_cost: float = column(
        "Standard cost", "Salary, allowances and common staff costs of one post for a year.", low=0, rate=True
    )
    currency: str = column("Currency", "The currency of the standard cost.", refers="currencies")


@line(unit=CURRENCY, source="The price in its own currency, at the cycle's rate of that currency", label="Unit price")
def unit_price(amount, currency, currencies):
    """The price of one unit in the cycle's currency."""
    return amount * currencies.at(currency, "rate")


@line(unit=CURRENCY, source="The standard cost in its own currency, at the cycle's rate of that currency")
def annual_cost(standard_cost, currency, currencies):
    """What one post of the grade costs for a year, in the cycle's currency."""
    return money(standard_cost * currencies.at(currency, "rate"))


@line(unit="", source="The cycle's currency, sheet Cycle")
def own_currency_is_one(currency, rate, cycle):
    """of the cycle's own currency one unit is worth 1; correct the rate, or the currency in sheet Cycle"""
    return (cycle.count(currency=currency) == 0) | (rate == 1)


MODEL = Model(
    title="Rates",
    about="Currencies, the price list, and what a post of each grade costs in a year.",
    order=20,
    tables=(
        Table(Currencies, cause=EXCHANGE, rules=(Rule(own_currency_is_one, at="rate"),)),
        Table(Prices, lines=(unit_price,), cause=PRICE),
        Table(Grades, lines=(annual_cost,), cause=PAY),
    ),
)
