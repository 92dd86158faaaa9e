"""Rates: currencies, the price list, and what a post of each grade costs in a year."""

from aspbudget.declare import CURRENCY, Model, Rate, Rule, Table, column, line, money, rounded, where
from aspbudget.models.causes import EXCHANGE, PAY, PRICE

# A rate of exchange that moved by more than this in a year, while 1 ÷ it did not, was typed the wrong way round.
FAR = 1.2
OWN_RATE = "at the cycle's rate of that currency"


class Currencies(Rate):
    """One row for each currency in which a rate is given, the cycle's own currency included."""

    currency: str = column("Currency", "The currency's code.", key=True, example="USD")
    rate: float = column("Rate", "What one unit is worth in the cycle's currency.", low=0, rate=True, example=0.8, taken_as="worth")
    units: float = column(
        "Units per euro",
        "Instead of the rate: how many units one euro, the cycle's own currency, is worth: 1.25 for 1 EUR = 1.25 USD.",
        low=0,
        required=False,
        newer=True,
        instead="rate",
        reciprocal=True,
    )
    last_year: float = column(
        "Rate last year", "What one unit was worth in the cycle before; a rate that is far from it is looked at.",
        low=0, required=False, newer=True, formerly=("Last year", "L’an dernier"),
    )  # fmt: skip


class Prices(Rate):
    """The price list: one row for each thing that the requirements buy."""

    price: str = column("Price", "What is bought; the requirements refer to it by this name.", key=True, translated=True)
    per: str = column(
        "Per", "The unit that the price is for: day, page, person, year.", example="day", descriptive=True
    )
    amount: float = column("Amount", "The price of one unit, in its own currency.", low=0, rate=True, example=100)
    currency: str = column("Currency", "The currency of the amount.", refers="currencies")
    at_prices_of: str = column(
        "At prices of",
        "The row of sheet Indices that says of which kind and year the amount is; it is recosted to the cycle's year. Empty: it is taken as it is.",
        refers="indices",
        required=False,
        newer=True,
    )
    venue: str = column(
        "Venue", "The place where the price applies, or to which a journey leads. Empty: it applies anywhere.",
        refers="venues", required=False, newer=True,
    )  # fmt: skip
    instead_of: str = column(
        "Instead of",
        "The price in whose place it is taken by itself for what takes place at its venue, such as the fare to another place.",
        refers="prices",
        required=False,
        newer=True,
    )


class Grades(Rate):
    """One row for each grade, in the order of the staffing table, with what a year costs where no duty station is given."""

    grade: str = column("Grade", "The grade, as the staffing table names it.", key=True, example="P-4")
    category: str = column("Category", "The group in which the staffing table adds it up.", example="Professional")
    object: str = column("Object", "The object of expenditure for posts of the grade.", refers="objects")
    standard_cost: float = column(
        "Standard cost", "Salary, allowances and common staff costs of one post for a year.", low=0, rate=True
    )
    currency: str = column("Currency", "The currency of the standard cost.", refers="currencies")


@line(unit="cycle currency", source="The rate, or 1 ÷ units per euro")
def worth(rate, units):
    """What one unit of the currency is worth in the cycle's currency."""
    return where(units > 0, 1 / units, rate)


@line(unit="times", source="Sheet Indices; 1 where the amount is taken as it is", label="Index")
def recosted_by(at_prices_of, indices):
    """By what the amount is multiplied to be at the prices of the cycle's year."""
    return where(at_prices_of == "", 1, indices.at(at_prices_of, "factor"))


@line(unit=CURRENCY, source=f"The price in its own currency, recosted, {OWN_RATE}", label="Unit price")
def unit_price(amount, recosted_by, currency, currencies):
    """The price of one unit in the cycle's currency."""
    return amount * recosted_by * currencies.at(currency, "worth")


@line(unit="text", source="As entered")
def stands_for(instead_of):
    """The price in whose place it is taken."""
    return where(instead_of == "", "none", instead_of)


@line(unit="text", source="As entered")
def place(venue):
    """The place where the price applies."""
    return where(venue == "", "any", venue)


def price_at(prices, price, venue):
    """The price of one, at a place: that of the row of sheet Prices that stands there instead of it, or its own."""
    there = {"stands_for": price, "place": venue}
    return where(prices.count(**there) > 0, prices.total("unit_price", **there), prices.at(price, "unit_price"))


def applies_at(prices, price, venue):
    """Whether a price applies at a place, itself or by another row of sheet Prices."""
    own = prices.at(price, "place")
    return (own == "any") | (own == venue) | (prices.count(stands_for=price, place=venue) > 0)


@line(unit=CURRENCY, source=f"The standard cost in its own currency, {OWN_RATE}")
def annual_cost(standard_cost, currency, currencies):
    """What one post of the grade costs for a year, in the cycle's currency."""
    return money(standard_cost * currencies.at(currency, "worth"))


@line(unit="", source="The cycle's currency, sheet Cycle")
def own_currency_is_one(currency, worth, cycle):
    """of the cycle's own currency one unit is worth 1; correct the rate, or the currency in sheet Cycle"""
    return (cycle.count(currency=currency) == 0) | (worth == 1)


def _turned(worth, last_year):
    """Whether a rate is far from last year's, and 1 ÷ it is not."""
    far = (worth > last_year * FAR) | (worth * FAR < last_year)
    near = (1 / worth <= last_year * FAR) & (1 / worth * FAR >= last_year)
    return (last_year > 0) & (worth > 0) & far & near


@line(unit="", source="A price that stands for another")
def has_a_place(instead_of, venue):
    """a price that stands for another does so at a place; fill in Venue, or empty this cell"""
    return (instead_of == "") | (venue != "")


@line(unit="", source="A price that stands for another")
def alone_at_its_place(prices, instead_of, stands_for, place):
    """another row of the sheet stands for that price at the same place; keep one of them"""
    return (instead_of == "") | (prices.count(stands_for=stands_for, place=place) <= 1)


@line(unit="", source="Last year's rate, sheet Currencies")
def rate_is_not_turned(rate, last_year):
    """next to last year's it seems to be the wrong way round: 1 ÷ {found} is {wanted}; correct it, or empty last year's if it is right"""
    return rate == where(_turned(rate, last_year), rounded(1 / rate, 4), rate)


@line(unit="", source="Last year's rate, sheet Currencies")
def units_are_not_turned(units, last_year):
    """next to last year's it seems to be the wrong way round: 1 ÷ {found} is {wanted}; correct it, or empty last year's if it is right"""
    return units == where((units > 0) & _turned(1 / units, last_year), rounded(1 / units, 4), units)


def carry(_cycle, rows, figures):
    """Return the rates of a new cycle, with those of the old one as last year's."""
    frame = rows["currencies"].copy()
    frame["last_year"] = figures.frame("currencies")["worth"].where(frame["status"] != "missing")
    return rows | {"currencies": frame}


MODEL = Model(
    title="Rates",
    about="Currencies, the price list, and what a post of each grade costs in a year.",
    order=20,
    carry=carry,
    tables=(
        Table(
            Currencies,
            lines=(worth,),
            cause=EXCHANGE,
            rules=(
                Rule(own_currency_is_one, at="rate"),
                Rule(rate_is_not_turned, at="rate"),
                Rule(units_are_not_turned, at="units"),
            ),
        ),
        Table(
            Prices,
            lines=(recosted_by, unit_price, stands_for, place),
            cause=PRICE,
            rules=(Rule(has_a_place, at="instead_of"), Rule(alone_at_its_place, at="instead_of")),
        ),
        Table(Grades, lines=(annual_cost,), cause=PAY),
    ),
)
