"""The balance: what all States are asked to pay is what is to be asked of them, so that nothing is left unassessed or assessed twice."""

from aspbudget.declare import CURRENCY, Comparison, Rule, greatest, line, money, where
from aspbudget.models.assessment.scale import YES

IN_HUNDREDS = 100  # the Host State loan is approved in hundreds of euros, its instalment is due to the euro
LOAN_DECIMALS = 4
ROUNDED_BILLS = 4  # contribution, share in the loan, advance, share in the Contingency Fund
BALANCE_IN_WORDS = (
    "Approved appropriations, less the surplus used, the loan shares of States that are Parties no more, and credits, plus the changes of the funds "
    "and what is due on joining"
)


@line(unit=CURRENCY, source="Sheet Loan ended", label="Loan no longer asked for")
def loan_no_longer_asked_for(loan_instalment, states, loan_ended):
    """What of the instalment fell to States that are Parties no more."""
    ended = loan_ended.total("ended_rate")
    bases = states.total("loan_base_rate", loan_payer=YES) + ended
    return where(bases > 0, money(loan_instalment * ended / greatest(bases, 0.00001)), 0)


@line(unit=CURRENCY, source="Level of the Working Capital Fund less the advances so far, and the replenishment of the Contingency Fund", label="Changes of the funds")
def changes_of_funds(working_capital_level, advances_asked_for, contingency_replenishment, states):
    """What the funds need more than they have, or give back."""
    return money(where(advances_asked_for > 0, working_capital_level - states.total("advance_before"), 0) + contingency_replenishment)


@line(unit=CURRENCY, source=BALANCE_IN_WORDS)
def to_be_asked_for(approved, less_the_surplus, loan_no_longer_asked_for, changes_of_funds, states):
    """What is to be asked of all States: what was approved, less what is financed, owed or credited otherwise, plus the changes of the funds."""
    besides = states.total("fixed_sum") + states.total("one_off") - states.total("credited")
    return money(approved + less_the_surplus - loan_no_longer_asked_for + changes_of_funds + besides)


@line(unit=CURRENCY, source="Sheet States")
def asked_for(states):
    """What all States are asked to pay, less what is paid back to some."""
    return money(states.total("payable"))


@line(unit=CURRENCY, source="Rates are rounded to four decimals and bills to the euro; the loan is approved in hundreds", label="Most that rounding leaves")
def rounding_allowed(states, base, loan_instalment, working_capital_level, contingency_replenishment, residual_policy, rate_decimals, bill_decimals):
    """By how much the two may differ at most because rates and bills are rounded; rates that add up to 100 leave only the bills."""
    by_scale = where(residual_policy == 0, base + working_capital_level + contingency_replenishment, 0)
    rates = (by_scale / 10**rate_decimals + loan_instalment / 10**LOAN_DECIMALS) * states.count() / 2 / 100
    loan = where(money(loan_instalment) > 0, IN_HUNDREDS, 0)
    return money(rates + loan + states.count() * ROUNDED_BILLS / 2 / 10**bill_decimals)


@line(unit="", source=BALANCE_IN_WORDS)
def all_is_asked_for(to_be_asked_for, asked_for, rounding_allowed):
    """what all States are asked to pay is {found} more or less than this, less the surplus used and credits, with the changes of the funds and what is due on joining, and rounding explains {wanted} at most; check whether the Host State loan agrees with its instalment"""
    return money(greatest(asked_for - to_be_asked_for, to_be_asked_for - asked_for)) <= rounding_allowed


BALANCE = (loan_no_longer_asked_for, changes_of_funds, to_be_asked_for, asked_for, rounding_allowed)

BALANCED = Rule(all_is_asked_for, assumption="approved_appropriations")

ALL_IS_ASKED_FOR = Comparison(
    what="Nothing unassessed, nothing assessed twice: what all States are asked to pay, and what is to be asked of them, within what rounding leaves",
    table="summary",
    one="asked_for",
    other="to_be_asked_for",
    within="rounding_allowed",
)
