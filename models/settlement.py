"""Settlement of dues: in what order payments settle what is due, what is due to the funds, when it is due, and which years are full."""

import pandas as pd

from aspbudget.declare import (
    CURRENCY,
    Date,
    Model,
    Rule,
    Sourced,
    Table,
    below,
    column,
    greatest,
    least,
    line,
    money,
    new_year,
    where,
)

WORKING_CAPITAL, CONTINGENCY, CONTRIBUTIONS = "Working Capital Fund", "Contingency Fund", "Contributions"
REGULATION_5_8 = "Financial Regulation 5.8 (from memory): the Working Capital Fund, the Contingency Fund, then the oldest contribution"
FIRST_PERIOD, FIRST_PERIOD_MONTHS, MONTHS = 2003, 16, 12
FIRST_PERIOD_ABOUT = "The Court's first financial period, 1 September 2002 to 31 December 2003, was 16 months, of which 12 are the full year 2003"


class OrderOfSettlement(Sourced):
    """One row for each kind of due: its place among those that payments settle. Without rows it is the order of Financial Regulation 5.8."""

    kind: str = column("Kind of due", "What payments settle.", key=True, choices=(WORKING_CAPITAL, CONTINGENCY, CONTRIBUTIONS))
    place: float = column("Place", "1 for what payments settle first, then 2 and 3.", whole=True, low=1, high=3, example=1, formerly=("Endroit",))


class FundDues(Sourced):
    """One row for each earlier year for which a State owed an advance to the Working Capital Fund or its share in replenishing the Contingency Fund."""

    due: str = column("Due", "A name for the row; each name once.", key=True, example="DEU 2003 Working Capital Fund")
    account: str = column("Account", "The State, a row of sheet Accounts.", refers="accounts", example="DEU")
    fund: str = column("Fund", "The fund to which it is due.", choices=(WORKING_CAPITAL, CONTINGENCY), example=WORKING_CAPITAL)
    due_year: float = column("Year", "The year for which it was due.", unit="year", whole=True, low=2002, high=2200, example=2003)
    amount: float = column("Amount", "What was due, in the cycle's currency.", unit=CURRENCY, low=0, example=0)


class RequestsForPayment(Sourced):
    """One row for each year: the day on which the States were asked to pay its contributions."""

    request: str = column("Request", "A name for the row; each name once.", key=True, translated=True, example="Contributions of 2004")
    due_year: float = column("Year", "The year whose contributions were requested.", unit="year", whole=True, low=2002, high=2200, example=2004)
    requested: Date = column("Requested", "The day on which the request was received.")
    days_to_pay: float = column("Days to pay", "Within how many days of the request it is due.", unit="days", whole=True, low=0, high=366, example=30)


class FinancialPeriods(Sourced):
    """One row for each financial period that was no calendar year. Without rows, the first, of 16 months, counts for 12 of them."""

    period: str = column("Period", "A name for the row; each name once.", key=True, translated=True, example="2002-2003")
    period_year: float = column("Year", "The year under which sheet Dues has its contributions.", unit="year", whole=True, low=2002, high=2200, example=2003)
    months: float = column("Months", "How many months it had.", unit="months", whole=True, low=1, high=36, example=FIRST_PERIOD_MONTHS)
    full_months: float = column(
        "Months of a full year",
        "For how many of them its contributions count as those of a full year under article 112 (8): 12, or 0 if it is no full year.",
        unit="months", whole=True, low=0, high=MONTHS, example=MONTHS,
    )  # fmt: skip


@line(unit=CURRENCY, source=REGULATION_5_8)
def earlier(fund_dues, account, fund, due_year):
    """What the State owed to the same fund for the years before this one."""
    return money(fund_dues.total("amount", account=account, fund=fund, due_year=below(due_year)))


@line(unit=CURRENCY, source=REGULATION_5_8)
def settled(amount, earlier, fund, account, accounts):
    """What payments have settled of it, after what they settle first and the years before it."""
    first = where(fund == WORKING_CAPITAL, accounts.at(account, "before_working_capital"), accounts.at(account, "before_contingency"))
    return money(least(amount, greatest(accounts.at(account, "paid_and_credited") - first - earlier, 0)))


@line(unit=CURRENCY, source=REGULATION_5_8, label="Outstanding")
def outstanding_due(amount, settled):
    """What is outstanding of it."""
    return money(amount - settled)


@line(unit="date", source="Financial Regulation 5.6 (from memory): within 30 days of the request or on 1 January, whichever is later", label="Due on")
def due_on(requested, days_to_pay, due_year):
    """The day on which the contributions of the year are due."""
    return greatest(requested + days_to_pay, new_year(due_year))


@line(unit="", source="One due for a State, a fund and a year")
def once_a_year_and_fund(fund_dues, account, fund, due_year):
    """the State has two rows for one fund and year; add them up in one row"""
    return fund_dues.count(account=account, fund=fund, due_year=due_year) == 1


@line(unit="", source="Sheet Fund dues holds earlier years only")
def fund_due_before_this_year(due_year, year):
    """it must be before this year; what is due to the funds this year comes from sheet States"""
    return due_year < year


@line(unit="", source="One request for a year")
def one_request(requests_for_payment, due_year):
    """another row has this year too; enter one request for each year"""
    return requests_for_payment.count(due_year=due_year) == 1


@line(unit="", source="One period for a year")
def one_period(financial_periods, period_year):
    """another row has this year too; enter one period for each year"""
    return financial_periods.count(period_year=period_year) == 1


@line(unit="", source="A part is no more than the whole")
def no_more_than_its_months(full_months, months):
    """the period has fewer months; correct one of the two"""
    return full_months <= months


@line(unit="", source="An order")
def a_place_of_its_own(order_of_settlement, place):
    """another kind of due has this place too; number them 1, 2, 3"""
    return order_of_settlement.count(place=place) == 1


@line(unit="", source="An order of all kinds of due")
def all_three_kinds(order_of_settlement):
    """there must be a row for each of Working Capital Fund, Contingency Fund and Contributions, or none at all"""
    return (order_of_settlement.count() == 0) | (order_of_settlement.count() == 3)


def start(cycle):
    """Return the rows with which the settlement of a new cycle starts: the order of the Financial Regulations, and the first period."""
    kinds = (WORKING_CAPITAL, CONTINGENCY, CONTRIBUTIONS)
    order = [{"kind": kind, "place": place, "source": REGULATION_5_8, "status": "illustrative"} for place, kind in enumerate(kinds, start=1)]
    period = {
        "period": "2002-2003", "period_year": FIRST_PERIOD, "months": FIRST_PERIOD_MONTHS, "full_months": MONTHS,
        "source": f"{FIRST_PERIOD_ABOUT}: a reading of article 112 (8), to be confirmed", "status": "illustrative",
    }  # fmt: skip
    # Article 112 (8) looks two years back, so that no cycle from 2006 on meets the first period.
    periods = [period] if int(cycle[:4]) <= FIRST_PERIOD + 2 else []
    return {"order_of_settlement": pd.DataFrame(order)} | ({"financial_periods": pd.DataFrame(periods)} if periods else {})


def carry(_, rows, figures):
    """Return what the settlement of a new cycle starts with: what was due to the funds stays apart from the contributions, the order stays."""
    accounts, year = figures.frame("accounts").set_index("code"), figures.named["year"]
    dues, contributions = rows["dues"], accounts["contribution_this_year"]
    amount = dues["amount"].where(dues["due_year"] != year, dues["account"].map(contributions))
    funds = [_due_to(fund, accounts[name], int(year)) for fund, name in ((WORKING_CAPITAL, "working_capital_this_year"), (CONTINGENCY, "contingency_this_year"))]
    kept = {name: _entered(figures, name) for name in ("fund_dues", "order_of_settlement", "financial_periods")}
    return rows | kept | {"dues": dues.assign(amount=amount), "fund_dues": pd.concat([kept["fund_dues"], *funds], ignore_index=True)}


def _entered(figures, table):
    return figures.frame(table)[list(figures.catalogue.columns(table))]


def _due_to(fund, amounts, year):
    """Return what was due to a fund for a year as rows of sheet Fund dues."""
    owed = amounts[amounts > 0]
    return pd.DataFrame({
        "due": [f"{code} {year} {fund}" for code in owed.index], "account": owed.index, "fund": fund, "due_year": float(year), "amount": owed.to_numpy(),
        "source": f"Contributions of {year}", "status": "derived",
    })  # fmt: skip


MODEL = Model(
    title="Settlement of dues",
    about="In what order payments settle what is due, what is due to the funds, when contributions are due, and which periods count as full years.",
    order=25,
    workbook="contributions",
    start=start,
    carry=carry,
    carried="what was asked for the funds is due to them, and the order in which payments settle dues stays",
    tables=(
        Table(FundDues, lines=(earlier, settled, outstanding_due), rules=(
            Rule(fund_due_before_this_year, at="due_year"), Rule(once_a_year_and_fund, at="due_year"),
        )),
        Table(OrderOfSettlement, rules=(Rule(a_place_of_its_own, at="place"), Rule(all_three_kinds))),
        Table(RequestsForPayment, lines=(due_on,), rules=(Rule(one_request, at="due_year"),)),
        Table(FinancialPeriods, rules=(Rule(one_period, at="period_year"), Rule(no_more_than_its_months, at="full_months"))),
    ),
)  # fmt: skip
