"""What is due from each State and what it has paid, by kind of due, in the order in which payments settle it."""

from aspbudget.declare import CURRENCY, greatest, instead_of_a_number, least, line, money, where
from aspbudget.models.settlement import CONTINGENCY, CONTRIBUTIONS, REGULATION_5_8, WORKING_CAPITAL

NOT_ENTERED = instead_of_a_number("not entered")


@line(unit="text", source="Sheet Scale", label="State")
def state(code, scale):
    """The State's name."""
    return scale.at(code, "state")


@line(unit="", source="Sheets Dues, Fund dues and Payments")
def entered(dues, fund_dues, payments, code):
    """1 when a due of an earlier year, be it of 0, or a payment of the State is entered; without one nothing is known of its account."""
    return where(dues.count(account=code) + fund_dues.count(account=code) + payments.count(account=code) > 0, 1, 0)


@line(unit=CURRENCY, source="Sheet Payments")
def paid(entered, payments, code):
    """All payments of the State, added up; "not entered" where nothing is known of its account."""
    return where(entered > 0, money(payments.total("amount", account=code)), NOT_ENTERED)


@line(unit=CURRENCY, source="Sheet Dues", label="Due for earlier years")
def due_before(entered, dues, code):
    """What the State was assessed for earlier years, added up."""
    return where(entered > 0, money(dues.total("amount", account=code)), NOT_ENTERED)


@line(unit=CURRENCY, source="Sheet Fund dues", label="Due to the funds for earlier years")
def fund_due_before(entered, fund_dues, code):
    """What the State owed to the Working Capital Fund and the Contingency Fund for earlier years, added up."""
    return where(entered > 0, money(fund_dues.total("amount", account=code)), NOT_ENTERED)


@line(unit=CURRENCY, source="Sheet States")
def due_this_year(states, code):
    """What the State is asked to pay this year, contribution and funds."""
    return money(greatest(states.total("payable", code=code), 0))


@line(unit=CURRENCY, source="Payments, and what this year's credits leave beyond what is asked for this year")
def paid_and_credited(payments, states, code):
    """What the State has paid, and what is credited to it beyond what it is asked to pay this year."""
    return money(payments.total("amount", account=code) + greatest(-states.total("payable", code=code), 0))


@line(unit=CURRENCY, source="Sheet States; this year's credits settle the contribution first", label="Working Capital Fund this year")
def working_capital_this_year(states, code, due_this_year):
    """What of this year's due is an advance to the Working Capital Fund."""
    return money(least(greatest(states.total("advance_change", code=code), 0), due_this_year))


@line(unit=CURRENCY, source="Sheet States; this year's credits settle the contribution first", label="Contingency Fund this year")
def contingency_this_year(states, code, due_this_year, working_capital_this_year):
    """What of this year's due replenishes the Contingency Fund."""
    return money(least(states.total("contingency", code=code), due_this_year - working_capital_this_year))


@line(unit=CURRENCY, source="Sheet States")
def contribution_this_year(due_this_year, working_capital_this_year, contingency_this_year):
    """What of this year's due is the contribution, with the share in the Host State loan."""
    return money(due_this_year - working_capital_this_year - contingency_this_year)


@line(unit=CURRENCY, source="Sheet Fund dues, and this year's advance", label="Due to the Working Capital Fund")
def working_capital_due(fund_dues, code, working_capital_this_year):
    """What the State owes to the Working Capital Fund in all, before payments."""
    return money(fund_dues.total("amount", account=code, fund=WORKING_CAPITAL) + working_capital_this_year)


@line(unit=CURRENCY, source="Sheet Fund dues, and this year's replenishment", label="Due to the Contingency Fund")
def contingency_due(fund_dues, code, contingency_this_year):
    """What the State owes to the Contingency Fund in all, before payments."""
    return money(fund_dues.total("amount", account=code, fund=CONTINGENCY) + contingency_this_year)


@line(unit=CURRENCY, source="Sheet Dues, and this year's contribution")
def contributions_due(dues, code, contribution_this_year):
    """What the State owes in contributions in all, before payments."""
    return money(dues.total("amount", account=code) + contribution_this_year)


@line(unit=CURRENCY, source="Contributions and funds, of earlier years and of this one")
def due_in_all(working_capital_due, contingency_due, contributions_due):
    """All that the State owes, before payments."""
    return money(working_capital_due + contingency_due + contributions_due)


@line(unit=CURRENCY, source=REGULATION_5_8, label="Settled before the Working Capital Fund")
def before_working_capital(account_summary, contingency_due, contributions_due):
    """What payments settle before the Working Capital Fund."""
    place = account_summary.total("working_capital_place")
    contingency_first = where(account_summary.total("contingency_place") < place, contingency_due, 0)
    return money(contingency_first + where(account_summary.total("contributions_place") < place, contributions_due, 0))


@line(unit=CURRENCY, source=REGULATION_5_8, label="Settled before the Contingency Fund")
def before_contingency(account_summary, working_capital_due, contributions_due):
    """What payments settle before the Contingency Fund."""
    place = account_summary.total("contingency_place")
    working_capital_first = where(account_summary.total("working_capital_place") < place, working_capital_due, 0)
    return money(working_capital_first + where(account_summary.total("contributions_place") < place, contributions_due, 0))


@line(unit=CURRENCY, source=REGULATION_5_8, label="Settled before the contributions")
def before_contributions(account_summary, working_capital_due, contingency_due):
    """What payments settle before the contributions."""
    place = account_summary.total("contributions_place")
    working_capital_first = where(account_summary.total("working_capital_place") < place, working_capital_due, 0)
    return money(working_capital_first + where(account_summary.total("contingency_place") < place, contingency_due, 0))


def _place(order_of_settlement, kind, default):
    """Return the place of a kind of due: that of sheet Order of settlement, or where the sheet is empty that of the Financial Regulations."""
    return where(order_of_settlement.count(kind=kind) > 0, order_of_settlement.total("place", kind=kind), default)


@line(unit="place", source=REGULATION_5_8, label="Place of the Working Capital Fund")
def working_capital_place(order_of_settlement):
    """The place of the Working Capital Fund among what payments settle."""
    return _place(order_of_settlement, WORKING_CAPITAL, 1)


@line(unit="place", source=REGULATION_5_8, label="Place of the Contingency Fund")
def contingency_place(order_of_settlement):
    """The place of the Contingency Fund among what payments settle."""
    return _place(order_of_settlement, CONTINGENCY, 2)


@line(unit="place", source=REGULATION_5_8, label="Place of the contributions")
def contributions_place(order_of_settlement):
    """The place of the contributions, the oldest first, among what payments settle."""
    return _place(order_of_settlement, CONTRIBUTIONS, 3)


DUE = (
    state,
    entered,
    paid,
    due_before,
    fund_due_before,
    due_this_year,
    paid_and_credited,
    working_capital_this_year,
    contingency_this_year,
    contribution_this_year,
    working_capital_due,
    contingency_due,
    contributions_due,
    due_in_all,
    before_working_capital,
    before_contingency,
    before_contributions,
)

PLACES = (working_capital_place, contingency_place, contributions_place)
