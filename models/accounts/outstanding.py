"""What is outstanding from each State, once its payments have settled what is due in order, and whether it has paid in full."""

from aspbudget.declare import A_DASH, CURRENCY, at_most, greatest, least, line, money, where
from aspbudget.models.accounts.due import NOT_ENTERED
from aspbudget.models.assessment.scale import NO, YES
from aspbudget.models.settlement import REGULATION_5_8

ON_TIME, LATE = "on time", "late"


def _unsettled(due, before, payments):
    """Return what payments leave of a due, once they have settled what comes before it."""
    return money(least(due, greatest(before + due - payments, 0)))


@line(unit=CURRENCY, source=REGULATION_5_8, label="Owed before the contributions")
def owed_first(before_contributions, paid_and_credited):
    """What payments and credits leave of what they settle before the contributions."""
    return money(greatest(before_contributions - paid_and_credited, 0))


@line(unit=CURRENCY, source=REGULATION_5_8, label="Owed for earlier years")
def owed_before(contributions_due, contribution_this_year, before_contributions, paid_and_credited):
    """What the payments and credits that are entered leave of the contributions of earlier years."""
    return _unsettled(contributions_due - contribution_this_year, before_contributions, paid_and_credited)


@line(unit=CURRENCY, source=REGULATION_5_8)
def arrears(entered, owed_before):
    """What the State still owes of the contributions of earlier years; "not entered" where nothing is known of its account."""
    return where(entered > 0, owed_before, NOT_ENTERED)


@line(unit=CURRENCY, source=REGULATION_5_8, label="Outstanding this year")
def outstanding_this_year(entered, contributions_due, contribution_this_year, before_contributions, paid_and_credited):
    """What the State still owes of this year's contribution, once payments have settled those of earlier years."""
    before = before_contributions + contributions_due - contribution_this_year
    return where(entered > 0, _unsettled(contribution_this_year, before, paid_and_credited), NOT_ENTERED)


@line(unit=CURRENCY, source=REGULATION_5_8, label="Outstanding to the Working Capital Fund")
def working_capital_outstanding(entered, working_capital_due, before_working_capital, paid_and_credited):
    """What the State still owes to the Working Capital Fund."""
    return where(entered > 0, _unsettled(working_capital_due, before_working_capital, paid_and_credited), NOT_ENTERED)


@line(unit=CURRENCY, source=REGULATION_5_8, label="Outstanding to the Contingency Fund")
def contingency_outstanding(entered, contingency_due, before_contingency, paid_and_credited):
    """What the State still owes to the Contingency Fund."""
    return where(entered > 0, _unsettled(contingency_due, before_contingency, paid_and_credited), NOT_ENTERED)


@line(unit=CURRENCY, source="All that is due, less what is paid and credited")
def outstanding(entered, due_in_all, paid_and_credited):
    """All that the State still owes."""
    return where(entered > 0, money(greatest(due_in_all - paid_and_credited, 0)), NOT_ENTERED)


@line(unit=CURRENCY, source="What was paid beyond what is due is credited")
def overpaid(entered, due_in_all, paid_and_credited):
    """What the State has paid, or is credited, beyond what it owes."""
    return where(entered > 0, money(greatest(paid_and_credited - due_in_all, 0)), NOT_ENTERED)


@line(unit=CURRENCY, source="All that is due, less what is credited")
def to_be_paid(due_in_all, states, code):
    """What the payments of the State must add up to for it to have paid in full."""
    return money(greatest(due_in_all - greatest(-states.total("payable", code=code), 0), 0))


@line(unit="date", source="Sheet Requests for payment", label="Due on")
def due_on(requests_for_payment, year):
    """The day on which this year's contributions are due; empty where no request is entered."""
    return requests_for_payment.highest("due_on", due_year=year)


@line(unit=CURRENCY, source="Sheet Payments", label="Paid by the due date")
def paid_when_due(payments, code, account_summary):
    """What the State had paid by the day on which this year's contributions are due."""
    return money(payments.total("amount", account=code, received=at_most(account_summary.highest("due_on"))))


@line(unit="text", source="Sheets Payments and Requests for payment")
def paid_in_full(entered, due_in_all, paid_and_credited, paid_when_due, to_be_paid, account_summary):
    """Whether the State has paid in full all that is due: on time or late, where the day on which it is due is entered; or not."""
    timely = where(paid_when_due >= to_be_paid, ON_TIME, LATE)
    known = where(account_summary.highest("due_on") > 0, timely, YES)
    return where(entered == 0, NOT_ENTERED.text, where(paid_and_credited >= due_in_all, known, NO))


@line(unit="date", source="Sheet Payments", label="Paid in full on")
def paid_in_full_on(payments, code):
    """The day of the payment with which the State had paid in full all that is due; a dash where it has not."""
    completed_on = payments.highest("completed_on", account=code)
    return where(completed_on > 0, completed_on, A_DASH)


@line(unit="States", source="Sheets Dues, Fund dues and Payments", label="Accounts not entered")
def not_entered(accounts):
    """Of how many States neither a due nor a payment is entered, so that their arrears and their vote are not known."""
    return accounts.count(entered=0)


OUTSTANDING = (
    owed_first,
    owed_before,
    arrears,
    outstanding_this_year,
    working_capital_outstanding,
    contingency_outstanding,
    outstanding,
    overpaid,
    to_be_paid,
    paid_when_due,
    paid_in_full,
    paid_in_full_on,
)
