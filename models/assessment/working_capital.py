"""The Working Capital Fund: its level, one twelfth of the appropriations where none is entered, and what each State advances to it."""

from aspbudget.declare import CURRENCY, Rule, line, money, new_year, rounded, where
from aspbudget.models.assessment.scale import share_of

ONE_TWELFTH = "From memory, not official: one twelfth of the approved appropriations, where no level is entered"
MONTHS = 12


@line(unit=CURRENCY, source=ONE_TWELFTH, label="Working Capital Fund")
def working_capital_level(working_capital_fund, approved_appropriations, assumptions, bill_decimals):
    """Its level: as entered; while none is, one twelfth of the approved appropriations (from memory, to be confirmed), of which nothing is asked for before an advance of last year is entered."""
    missing = assumptions.count(assumption="working_capital_fund", status="missing") > 0
    return where((money(working_capital_fund) == 0) & missing, rounded(approved_appropriations / MONTHS, bill_decimals), working_capital_fund + 0)


@line(unit="", source="Column Advance last year, and assumption working_capital_fund", label="Advances asked for")
def advances_asked_for(working_capital_fund, states):
    """1 when the change of its level is asked for; 0 while neither a level nor any advance of last year is entered, for it can't be known."""
    return where((money(working_capital_fund) > 0) | (money(states.total("advance_before")) != 0), 1, 0)


@line(unit=CURRENCY, source="Rate × level of the Working Capital Fund; Financial Regulation 6.2 (from memory)", label="Advance")
def advance(summary, rate, rate_decimals, bill_decimals):
    """What the State advances to the Working Capital Fund."""
    return rounded(share_of(summary.total("working_capital_level"), rate, rate_decimals), bill_decimals)


@line(unit=CURRENCY, source="The advance less what has been advanced so far", label="Change of advance")
def advance_change(summary, advance, advance_before):
    """What the State adds to its advance, or gets back of it; nothing while no advance of last year is known and no level is entered."""
    return where(summary.total("advances_asked_for") > 0, money(advance - advance_before), 0)


@line(unit="", source="The Working Capital Fund holds the advances of the States that were Parties before")
def known_advance(summary, entry_into_force, year):
    """it was a State Party before this year, so that all of its advance would be asked for again; enter what it has advanced so far, or 0 if the fund is new to it"""
    return (summary.total("advances_asked_for") == 0) | (entry_into_force >= new_year(year))


LEVEL = (working_capital_level, advances_asked_for)

ADVANCES = (advance, advance_change)

KNOWN_ADVANCE = Rule(known_advance, at="advance_before", when_empty=True)
