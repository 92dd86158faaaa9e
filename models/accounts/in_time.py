"""Dues and payments in time: what is outstanding for each year, and what was received in each month."""

from aspbudget.declare import (
    CURRENCY,
    MONTH,
    N_A,
    above,
    at_most,
    below,
    greatest,
    least,
    line,
    money,
    month_of,
    where,
    year_of,
)

OLDEST_FIRST = "Financial Regulation 5.8 (from memory): payments are credited to the oldest contributions due first"


@line(unit=CURRENCY, source=OLDEST_FIRST)
def earlier(dues, account, due_year):
    """What the State was assessed for the years before this one."""
    return money(dues.total("amount", account=account, due_year=below(due_year)))


@line(unit=CURRENCY, source=OLDEST_FIRST)
def settled(amount, earlier, account, accounts):
    """What payments have settled of it, after what they settle first and the years before it."""
    left = accounts.at(account, "paid_and_credited") - accounts.at(account, "before_contributions")
    return money(least(amount, greatest(left - earlier, 0)))


@line(unit=CURRENCY, source=OLDEST_FIRST, label="Outstanding")
def outstanding_due(amount, settled):
    """What is outstanding of it."""
    return money(amount - settled)


@line(unit="years", source="This year less the year for which it was assessed")
def age(due_year, year):
    """How many years old it is."""
    return year - due_year


@line(unit=MONTH, source="Year and month of the payment")
def month(received):
    """The month in which it was received, such as 2004-03."""
    return year_of(received) * 100 + month_of(received)


@line(unit=CURRENCY, source="Sheet Payments", label="Received by then")
def received_by_then(payments, account, received):
    """What the State had paid by the end of the day."""
    return money(payments.total("amount", account=account, received=at_most(received)))


@line(unit=CURRENCY, source="Sheet Payments", label="Received before")
def received_before(payments, account, received):
    """What the State had paid before the day."""
    return money(payments.total("amount", account=account, received=below(received)))


@line(unit="date", source="All that is due, less what is credited", label="Paid in full on")
def completed_on(received_by_then, received_before, received, account, accounts):
    """The day of the payment, when the State has paid in full since that day; empty otherwise."""
    whole = accounts.at(account, "to_be_paid")
    return where((received_by_then >= whole) & (received_before < whole), received, 0)


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
    """What share of all that is due had been received by the end of the month; n/a where nothing is due."""
    due = money(accounts.total("due_in_all"))
    return where(due > 0, received_so_far / due, N_A)


BY_DUE = (earlier, settled, outstanding_due, age)

BY_PAYMENT = (month, received_by_then, received_before, completed_on)

BY_YEAR = (assessed_for_year, outstanding_for_year, owing_for_year)

BY_MONTH = (received_in_month, received_so_far, share_collected)
