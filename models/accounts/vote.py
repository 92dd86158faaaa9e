"""The vote: which States have lost it under article 112, paragraph 8, and the least that each must pay to have it back."""

from aspbudget.declare import CURRENCY, above, least, line, money, where
from aspbudget.models.accounts.due import NOT_ENTERED
from aspbudget.models.assessment.scale import NO, YES
from aspbudget.models.settlement import FIRST_PERIOD, FIRST_PERIOD_ABOUT, FIRST_PERIOD_MONTHS, MONTHS

ARTICLE_112_8 = "Rome Statute, article 112, paragraph 8"


def _period(financial_periods, due_year, months, first_period):
    """Return the months of the period entered under a year: those of sheet Financial periods, those of the first period, or twelve."""
    stated = financial_periods.total(months, period_year=due_year)
    return where(financial_periods.count(period_year=due_year) > 0, stated, where(due_year == FIRST_PERIOD, first_period, MONTHS))


@line(unit="months", source=FIRST_PERIOD_ABOUT, label="Months")
def months_of_period(financial_periods, due_year):
    """How many months the financial period had for which it was assessed."""
    return _period(financial_periods, due_year, "months", FIRST_PERIOD_MONTHS)


@line(unit="months", source=FIRST_PERIOD_ABOUT, label="Months of a full year")
def full_months(financial_periods, due_year):
    """For how many of these months it counts as due for a full year."""
    return _period(financial_periods, due_year, "full_months", MONTHS)


@line(unit="", source=ARTICLE_112_8, label="Counts as a full year")
def counts_as_full_year(full_year, full_months):
    """1 when it counts as due for a full year."""
    return where((full_year == YES) & (full_months > 0), 1, 0)


@line(unit=CURRENCY, source=ARTICLE_112_8, label="Due for the full year")
def due_for_full_year(amount, counts_as_full_year, full_months, months_of_period):
    """What of it was due for a full year: all, or its part for the twelve months of a longer period."""
    return money(amount * counts_as_full_year * full_months / months_of_period)


@line(unit=CURRENCY, source=ARTICLE_112_8, label="Due for two years")
def due_for_two_years(dues, code, year):
    """What the State was assessed for the two preceding full years."""
    return money(dues.total("due_for_full_year", account=code, due_year=above(year - 3)))


@line(unit="years", source=ARTICLE_112_8, label="Full years")
def full_years(dues, code, year):
    """Of the two preceding years, how many the State was assessed for in full."""
    return dues.total("counts_as_full_year", account=code, due_year=above(year - 3))


@line(unit="", source=ARTICLE_112_8, label="Arrears reach two years")
def reaches_two_years(party, full_years, owed_before, due_for_two_years):
    """1 when the arrears that are entered equal or exceed what the State Party was due for the two preceding full years, and there are two."""
    return where((party == YES) & (full_years >= 2) & (owed_before > 0) & (owed_before >= due_for_two_years), 1, 0)


@line(unit="text", source=ARTICLE_112_8)
def vote(entered, party, reaches_two_years):
    """Whether the State has a vote: it is lost when its arrears equal or exceed what it was due for the two preceding full years."""
    return where(party == NO, "not a State Party", where(entered == 0, NOT_ENTERED.text, where(reaches_two_years > 0, "lost", "kept")))


@line(unit=CURRENCY, source=ARTICLE_112_8, label="Least to pay to vote")
def least_to_vote(entered, party, reaches_two_years, owed_first, owed_before, due_for_two_years, smallest_payment):
    """The smallest payment that, after what it settles first, brings the arrears below what was due for the two preceding full years, or settles them."""
    needed = money(owed_first + least(owed_before, owed_before - due_for_two_years + smallest_payment))
    return where((entered == 0) & (party == YES), NOT_ENTERED, where(reaches_two_years > 0, needed, 0))


@line(unit="States", source=ARTICLE_112_8)
def votes_lost(accounts):
    """How many States have lost their vote, of those of which something is entered."""
    return accounts.total("reaches_two_years")


@line(unit="", source=FIRST_PERIOD_ABOUT)
def no_full_year_before_the_first(due_year, full_year):
    """the first financial period began on 1 September 2002, so that 2002 was no full year; set it to no, and enter the period's contributions under 2003"""
    return (due_year >= FIRST_PERIOD) | (full_year == NO)


FULL_YEARS = (months_of_period, full_months, counts_as_full_year, due_for_full_year)

VOTE = (due_for_two_years, full_years, reaches_two_years, vote, least_to_vote)
