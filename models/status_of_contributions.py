"""Status of contributions: payments applied to the oldest dues first, what is outstanding, and who may vote."""

from aspbudget.declare import (
    A_DASH,
    CURRENCY,
    Assumption,
    Date,
    Distinct,
    Model,
    Rule,
    Schedule,
    Sourced,
    Table,
    above,
    at_most,
    below,
    column,
    greatest,
    least,
    line,
    money,
    month_of,
    where,
    year_of,
)
from aspbudget.models.assessment.scale import NO, YES

OLDEST_FIRST = "Payments are credited to the oldest contributions due first"
ARTICLE_112_8 = "Rome Statute, article 112, paragraph 8"


class Accounts(Sourced):
    """One row for each State that is or was assessed: its account with the Court."""

    code: str = column("Code", "The State's code in sheet Scale.", key=True, refers="scale", example="DEU")
    party: str = column(
        "State Party", "Whether it is a State Party now; a State that withdrew still owes, but does not vote.",
        choices=(YES, NO), example=YES,
    )  # fmt: skip


class Dues(Sourced):
    """One row for each year before this one for which a State was assessed, as long as it is not settled and forgotten."""

    due: str = column("Due", "A name for the row; each name once.", key=True, example="DEU 2003")
    account: str = column("Account", "The State, a row of sheet Accounts.", refers="accounts", example="DEU")
    due_year: float = column(
        "Year", "The year for which it was assessed.", unit="year", whole=True, low=2002, high=2200, example=2003
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


@line(unit="text", source="Sheet Scale", label="State")
def state(code, scale):
    """The State's name."""
    return scale.at(code, "state")


@line(unit=CURRENCY, source="Sheet Payments")
def paid(payments, code):
    """All payments of the State, added up."""
    return money(payments.total("amount", account=code))


@line(unit=CURRENCY, source="Sheet Dues")
def due_before(dues, code):
    """What the State was assessed for earlier years, added up."""
    return money(dues.total("amount", account=code))


@line(unit=CURRENCY, source="Sheet States")
def due_this_year(states, code):
    """What the State is asked to pay this year."""
    return money(greatest(states.total("payable", code=code), 0))


@line(unit=CURRENCY, source="Payments, and what this year's credits leave beyond this year's contribution")
def paid_and_credited(paid, states, code):
    """What the State has paid, and what is credited to it beyond what it is asked to pay this year."""
    return money(paid + greatest(-states.total("payable", code=code), 0))


@line(unit=CURRENCY, source=OLDEST_FIRST)
def arrears(due_before, paid_and_credited):
    """What the State still owes for earlier years."""
    return money(greatest(due_before - paid_and_credited, 0))


@line(unit=CURRENCY, source=OLDEST_FIRST, label="Outstanding this year")
def outstanding_this_year(due_before, due_this_year, paid_and_credited):
    """What the State still owes for this year, once payments have settled earlier years."""
    return money(least(due_this_year, greatest(due_before + due_this_year - paid_and_credited, 0)))


@line(unit=CURRENCY, source=OLDEST_FIRST)
def outstanding(arrears, outstanding_this_year):
    """All that the State owes."""
    return money(arrears + outstanding_this_year)


@line(unit=CURRENCY, source="What was paid beyond what is due is credited")
def overpaid(due_before, due_this_year, paid_and_credited):
    """What the State has paid, or is credited, beyond what it owes."""
    return money(greatest(paid_and_credited - due_before - due_this_year, 0))


@line(unit=CURRENCY, source=ARTICLE_112_8, label="Due for two years")
def due_for_two_years(dues, code, year):
    """What the State was assessed for the two preceding full years."""
    return money(dues.total("amount", account=code, full_year=YES, due_year=above(year - 3)))


@line(unit="years", source=ARTICLE_112_8, label="Full years")
def full_years(dues, code, year):
    """Of the two preceding years, how many the State was assessed for in full."""
    return dues.count(account=code, full_year=YES, due_year=above(year - 3))


@line(unit="", source=ARTICLE_112_8, label="Vote lost")
def vote_lost(party, full_years, arrears, due_for_two_years):
    """1 when the State may not vote: its arrears equal or exceed what it was due for the two preceding full years."""
    return where((party == YES) & (full_years >= 2) & (arrears > 0) & (arrears >= due_for_two_years), 1, 0)


@line(unit=CURRENCY, source=ARTICLE_112_8, label="Least to pay to vote")
def least_to_vote(vote_lost, arrears, due_for_two_years, smallest_payment):
    """The smallest payment that brings the arrears below what was due for the two preceding full years, or settles them."""
    return where(vote_lost > 0, money(least(arrears, arrears - due_for_two_years + smallest_payment)), 0)


@line(unit=CURRENCY, source=OLDEST_FIRST)
def earlier(dues, account, due_year):
    """What the State was assessed for the years before this one."""
    return money(dues.total("amount", account=account, due_year=below(due_year)))


@line(unit=CURRENCY, source=OLDEST_FIRST)
def settled(amount, earlier, account, accounts):
    """What payments have settled of it, after the years before it."""
    return money(least(amount, greatest(accounts.at(account, "paid_and_credited") - earlier, 0)))


@line(unit=CURRENCY, source=OLDEST_FIRST, label="Outstanding")
def outstanding_due(amount, settled):
    """What is outstanding of it."""
    return money(amount - settled)


@line(unit="years", source="This year less the year for which it was assessed")
def age(due_year, year):
    """How many years old it is."""
    return year - due_year


@line(unit="", source="Year and month of the payment")
def month(received):
    """The month in which it was received, as year and month: 200403."""
    return year_of(received) * 100 + month_of(received)


@line(unit=CURRENCY, source="Sheet Dues", label="Assessed")
def assessed_for_year(dues, due_year):
    """What was assessed for the year, as far as it is in sheet Dues."""
    return money(dues.total("amount", due_year=due_year))


@line(unit=CURRENCY, source="Sheet Dues", label="Outstanding")
def outstanding_for_year(dues, due_year):
    """What is outstanding for the year."""
    return money(dues.total("outstanding_due", due_year=due_year))


@line(unit="States", source="Sheet Dues", label="States that owe")
def owing_for_year(dues, due_year):
    """How many States still owe for the year."""
    return dues.count(due_year=due_year, outstanding_due=above(0))


@line(unit=CURRENCY, source="Sheet Payments", label="Received")
def received_in_month(payments, month):
    """What was received in the month."""
    return money(payments.total("amount", month=month))


@line(unit=CURRENCY, source="Sheet Payments", label="Received so far")
def received_so_far(payments, month):
    """What was received up to the end of the month."""
    return money(payments.total("amount", month=at_most(month)))


@line(unit="share", source="Received so far ÷ all that is due", label="Share collected")
def share_collected(received_so_far, accounts):
    """What share of all that is due had been received by the end of the month; a dash where nothing is due."""
    due = money(accounts.total("due_before") + accounts.total("due_this_year"))
    return where(due > 0, received_so_far / due, A_DASH)


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


AGEING = Distinct("ageing", "Ageing", "What is outstanding for each earlier year.", of="dues", by=("due_year",))
COLLECTION = Distinct(
    "collection", "Collection", "What was received in each month, and so far.", of="payments", by=("month",)
)

MODEL = Model(
    title="Status of contributions",
    about="Payments are applied to the oldest dues first; a State whose arrears equal or exceed what it was due for the two "
    "preceding full years may not vote.",
    order=20,
    workbook="contributions",
    tables=(
        Table(
            Accounts,
            lines=(
                state, paid, due_before, due_this_year, paid_and_credited, arrears, outstanding_this_year, outstanding, overpaid,
                due_for_two_years, full_years, vote_lost, least_to_vote,
            ),
            rules=(Rule(party_as_assessed, at="party"),),
        ),
        Table(
            Dues,
            lines=(earlier, settled, outstanding_due, age),
            rules=(Rule(before_this_year, at="due_year"), Rule(once_a_year, at="due_year")),
        ),
        Table(Payments, lines=(month,), rules=(Rule(not_in_the_future, at="received"),)),
        Table(AGEING, lines=(assessed_for_year, outstanding_for_year, owing_for_year)),
        Table(COLLECTION, lines=(received_in_month, received_so_far, share_collected)),
    ),
    assumptions=(
        Assumption("smallest_payment", CURRENCY, "The smallest amount that can be paid: a cent.", 0.01, 1),
    ),
    printed=(
        Schedule(
            title="Status",
            about="what each State owes, has paid and must pay to vote, as far as dues and payments are entered",
            table="accounts",
            columns=("code", "state", "due_before", "due_this_year", "paid", "arrears", "outstanding_this_year", "outstanding",
                     "overpaid", "vote_lost", "least_to_vote"),
            totals=("due_before", "due_this_year", "paid", "arrears", "outstanding_this_year", "outstanding", "overpaid",
                    "vote_lost", "least_to_vote"),
        ),
    ),
)  # fmt: skip
