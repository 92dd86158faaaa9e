"""Status of contributions: payments applied to the funds and the oldest contributions, what is outstanding, and who may vote."""

from aspbudget.declare import (
    CURRENCY,
    Assumption,
    Date,
    Distinct,
    Listed,
    Model,
    Numbered,
    Pages,
    Rule,
    Schedule,
    Sourced,
    Table,
    column,
    line,
)
from aspbudget.models.accounts.due import DUE, PLACES
from aspbudget.models.accounts.in_time import BY_DUE, BY_MONTH, BY_PAYMENT, BY_YEAR
from aspbudget.models.accounts.outstanding import OUTSTANDING, due_on, not_entered
from aspbudget.models.accounts.vote import FULL_YEARS, VOTE, no_full_year_before_the_first, votes_lost
from aspbudget.models.assessment.scale import NO, YES


class Accounts(Sourced):
    """One row for each State that is or was assessed: its account with the Court."""

    code: str = column("Code", "The State's code in sheet Scale.", key=True, refers="scale", example="DEU")
    party: str = column(
        "State Party", "Whether it is a State Party now; a State that withdrew still owes, but does not vote.",
        choices=(YES, NO), example=YES,
    )  # fmt: skip


class Dues(Sourced):
    """One row for each year before this one for which a State was assessed; one of 0 says that nothing was due, none that nothing is known."""

    due: str = column("Due", "A name for the row; each name once.", key=True, example="DEU 2003")
    account: str = column("Account", "The State, a row of sheet Accounts.", refers="accounts", example="DEU")
    due_year: float = column(
        "Year", "The year for which it was assessed; 2003 for the first financial period.", unit="year", whole=True, low=2002, high=2200, example=2003
    )
    full_year: str = column(
        "Full year",
        "Whether it was assessed for the whole year; article 112 (8) counts full years.",
        choices=(YES, NO),
        example=YES,
    )
    amount: float = column("Amount", "What it was assessed for the year, in the cycle's currency.", unit=CURRENCY, low=0, example=0)


class Payments(Sourced):
    """One row for each payment received."""

    payment: str = column("Payment", "Its reference; each once.", key=True, example="2004-0001")
    account: str = column("Account", "The State that paid, a row of sheet Accounts.", refers="accounts", example="DEU")
    received: Date = column("Received", "The day on which it was received.")
    amount: float = column("Amount", "How much was received, in the cycle's currency.", unit=CURRENCY, low=0, example=0)


@line(unit="", source="A payment is a fact")
def not_in_the_future(received, cycle):
    """it is after the date of this workbook (sheet Cycle); a payment is entered once it has been received"""
    return (cycle.highest("prepared_on") == 0) | (received <= cycle.highest("prepared_on"))


@line(unit="", source="Sheet Dues holds earlier years only")
def before_this_year(due_year, year):
    """it must be before this year; what is due this year comes from sheet States"""
    return due_year < year


@line(unit="", source="One due for a State and a year")
def once_a_year(dues, account, due_year):
    """the State has two rows for one year; add them up in one row"""
    return dues.count(account=account, due_year=due_year) == 1


@line(unit="", source="Sheet States")
def party_as_assessed(party, code, states):
    """sheet States says otherwise: a State assessed this year is a State Party, and a State Party is assessed"""
    assessed = states.count(code=code)
    return ((party == YES) & (assessed > 0)) | ((party == NO) & (assessed == 0))


AGEING = Distinct("ageing", "Ageing", "What is outstanding for each earlier year.", of="dues", by=("due_year",), in_order=True)
COLLECTION = Distinct(
    "collection", "Collection", "What was received in each month, and so far.", of="payments", by=("month",), in_order=True
)
SUMMARY = Numbered("account_summary", "Account summary", "A single row: the order in which payments settle dues, and how many accounts are known.", key="row")

ACCOUNT = (
    "due_before", "fund_due_before", "due_this_year", "paid", "arrears", "outstanding_this_year", "working_capital_outstanding",
    "contingency_outstanding", "outstanding", "overpaid",
)  # fmt: skip

MODEL = Model(
    title="Status of contributions",
    about="Payments are applied to the funds, then to the oldest contributions; a State whose arrears equal or exceed what it was due for the two "
    "preceding full years may not vote.",
    order=20,
    workbook="contributions",
    tables=(
        Table(
            Accounts,
            lines=(*DUE, *OUTSTANDING, *VOTE),
            rules=(Rule(party_as_assessed, at="party"),),
            alphabetical="state",
        ),
        Table(
            Dues,
            lines=(*BY_DUE, *FULL_YEARS),
            rules=(
                Rule(before_this_year, at="due_year"), Rule(once_a_year, at="due_year"),
                Rule(no_full_year_before_the_first, at="full_year"),
            ),
        ),
        Table(Payments, lines=BY_PAYMENT, rules=(Rule(not_in_the_future, at="received"),)),
        Table(AGEING, lines=BY_YEAR),
        Table(COLLECTION, lines=BY_MONTH),
        Table(SUMMARY, lines=(*PLACES, due_on, votes_lost, not_entered)),
    ),
    assumptions=(
        Assumption("smallest_payment", CURRENCY, "The smallest amount that can be paid: a cent.", 0.01, 1),
    ),
    printed=(
        Schedule(
            title="Status",
            about="what each State owes, has paid and must pay to vote, as far as dues and payments are entered",
            table="accounts",
            columns=("code", "state", *ACCOUNT, "paid_in_full", "vote", "least_to_vote"),
            totals=(*ACCOUNT, "least_to_vote"),
            notes=("votes_lost", "not_entered"),
            notes_from="account_summary",
            digits=2,
            printed=False,
        ),
    ),
    pages=(
        Pages(
            about="its account, and whether it may vote",
            table="states",
            heading="state",
            blocks=(
                Listed(
                    heading="Its account",
                    lines=tuple(f"accounts.{each}" for each in (*ACCOUNT, "paid_in_full", "paid_in_full_on")),
                    digits=2,
                ),
                Listed(
                    heading="Its vote",
                    lines=tuple(f"accounts.{each}" for each in ("due_for_two_years", "vote", "least_to_vote")),
                    digits=2,
                ),
            ),
        ),
    ),
)  # fmt: skip
