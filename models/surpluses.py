"""Surpluses returned: what was left of an earlier year goes back by the scale of that year, to the States that were assessed for it."""

from dataclasses import replace

import pandas as pd

from aspbudget.declare import CURRENCY, Comparison, Model, Rule, Sourced, Table, column, line, money, rounded
from aspbudget.models.assessment.assess import assess
from aspbudget.models.assessment.scale import part
from aspbudget.models.reference import facts as reference

REGULATION_4_7 = "Financial Regulation 4.7 (from memory): a surplus goes back by the scale of the year in which it arose"
DECIMALS = 4  # of the Court's rates
FIRST_KNOWN = 2004  # the year after the first financial period, whose schedule is not known


class Surpluses(Sourced):
    """One row for each surplus that is returned this year: the year in which it arose, and how much."""

    surplus: str = column("Surplus", "A name for the row; each name once.", key=True, translated=True, example="Cash surplus of 2003")
    arose: float = column("Year", "The year in which it arose, by whose scale it is returned.", unit="year", whole=True, low=2002, high=2200, example=2003)
    amount: float = column("Amount", "What is returned, in the cycle's currency; the decision goes into column Source.", unit=CURRENCY, low=0, example=0)


class EarlierRates(Sourced):
    """One row for each State and earlier year: its rate of assessment. Of years since 2004 the tool adds those that a surplus needs and that are not here."""

    of_state: str = column("Rate of", "A name for the row; each name once.", key=True, example="DEU 2003")
    code: str = column("Code", "The State's code in sheet Scale.", refers="scale", example="DEU")
    rate_year: float = column("Year", "The year for which it was assessed.", unit="year", whole=True, low=2002, high=2200, example=2003)
    rate: float = column("Rate", "Its rate of assessment then, in per cent.", unit="%", low=0, high=100, example=0)


@line(unit=CURRENCY, source=REGULATION_4_7, label="Surplus returned")
def returned(surpluses, rate_year, rate, bill_decimals):
    """What of the surpluses of the year goes back to the State."""
    return rounded(part(surpluses.total("amount", arose=rate_year), rate), bill_decimals)


@line(unit="", source="Sheet Surpluses holds earlier years only")
def arose_before_this_year(arose, year):
    """it must be before this year; what is left of this year is not known yet"""
    return arose < year


@line(unit="", source=REGULATION_4_7)
def its_rates_are_known(arose, earlier_rates):
    """no rates of that year are known"""
    return earlier_rates.count(rate_year=arose) > 0


@line(unit="", source="One rate for a State and a year")
def one_rate_a_year(earlier_rates, code, rate_year):
    """the State has two rows for one year; keep one of them"""
    return earlier_rates.count(code=code, rate_year=rate_year) == 1


@line(unit=CURRENCY, source="Sheet Surpluses", label="Surpluses to be returned")
def surpluses_to_return(surpluses):
    """All surpluses that are returned this year."""
    return money(surpluses.total("amount"))


@line(unit=CURRENCY, source="Sheet Earlier rates", label="Surpluses returned")
def surpluses_returned(earlier_rates):
    """What goes back to all States that were assessed then, also to those that are Parties no more."""
    return money(earlier_rates.total("returned"))


@line(unit=CURRENCY, source="Sheets Earlier rates and States", label="Surplus of States no longer assessed")
def surplus_not_credited(surpluses_returned, states):
    """What of it falls to States that are not assessed this year, and is not credited in this schedule."""
    return money(surpluses_returned - states.total("surplus_credit"))


@line(unit=CURRENCY, source="Rates are rounded to four decimals and credits to the euro", label="Most that rounding leaves of surpluses")
def surplus_rounding(surpluses_to_return, earlier_rates, bill_decimals):
    """By how much what is returned may differ from the surpluses because rates and credits are rounded."""
    return money(surpluses_to_return * earlier_rates.count() / 2 / 100 / 10**DECIMALS + earlier_rates.count() / 2 / 10**bill_decimals)


def complete(frames):
    """Return the rates of the years in which a surplus arose, where sheet Earlier rates has none of them and the scale of the year is known."""
    entered = set(frames["earlier_rates"]["rate_year"].dropna()) if "earlier_rates" in frames else set()
    years = sorted(set(frames["surpluses"]["arose"].dropna()) - entered) if "surpluses" in frames else []
    found = [_rates(int(year)) for year in years if FIRST_KNOWN <= year <= LAST_KNOWN]
    return {"earlier_rates": pd.concat(found, ignore_index=True)} if found else {}


def _rates(year):
    rates = assess(year, 0)["rate"]
    return pd.DataFrame({
        "of_state": [f"{code} {year}" for code in rates.index], "code": rates.index, "rate_year": float(year), "rate": rates.to_numpy(),
        "source": f"The schedule of {year}, computed from the built-in scale", "status": "derived",
    })  # fmt: skip


LAST_KNOWN = int(reference.un_scale()["last_year"].astype(int).max())

KNOWN = replace(
    its_rates_are_known,
    meaning=f"no rates of that year are known: the nearest that are computed are those of {FIRST_KNOWN}, the last those of {LAST_KNOWN}; "
    "enter the rates by which it is returned in sheet Earlier rates, a row for each State",
)

SURPLUSES = (surpluses_to_return, surpluses_returned, surplus_not_credited, surplus_rounding)

MODEL = Model(
    title="Surpluses returned",
    about="A surplus of an earlier year goes back by the scale of that year, and is credited to the States that were assessed for it.",
    order=12,
    workbook="contributions",
    complete=complete,
    tables=(
        Table(Surpluses, rules=(Rule(arose_before_this_year, at="arose"), Rule(KNOWN, at="arose"))),
        Table(EarlierRates, lines=(returned,), rules=(Rule(one_rate_a_year, at="rate_year"),)),
    ),
    comparisons=(
        Comparison(
            what="Surpluses: what goes back to all States that were assessed then, and the surpluses, within what rounding leaves",
            table="summary", one="surpluses_returned", other="surpluses_to_return", within="surplus_rounding",
        ),
    ),
)  # fmt: skip
