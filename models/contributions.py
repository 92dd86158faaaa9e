"""Assessed contributions: what each State assessed for the year is asked to pay."""

from aspbudget.declare import (
    CURRENCY,
    Assumption,
    Date,
    Model,
    Rule,
    Sourced,
    Table,
    above,
    column,
    line,
    money,
    month_of,
    new_year,
    rounded,
    where,
)
from aspbudget.models.assessment.assessed_totals import TOTALS
from aspbudget.models.assessment.balance import ALL_IS_ASKED_FOR
from aspbudget.models.assessment.contributions_printed import GLANCE, PAGES, PRINTED
from aspbudget.models.assessment.new_cycle import carry, start
from aspbudget.models.assessment.residual_policies import EFFECTS, ONE_OF_THREE, POLICY, RATES
from aspbudget.models.assessment.scale import LIMITS, NO, SCALE, SHAREABLE, STEPS, YES, joins_or_leaves, part, share_of
from aspbudget.models.assessment.working_capital import ADVANCES, KNOWN_ADVANCE, ONE_TWELFTH


class States(Sourced):
    """One row for each State assessed for the year, in the order of the schedule."""

    code: str = column("Code", "The State's code in sheet Scale.", key=True, refers="scale", example="DEU")
    number: float = column("No.", "Its place in the schedule: 1, 2, 3 …", whole=True, low=1, high=999, example=1)
    group: str = column("Regional group", "The regional group to which it belongs.", example="African States")
    least_developed: str = column(
        "Least developed",
        "Whether it is on the list of least developed countries on 1 January.",
        choices=(YES, NO),
        example=NO,
    )
    entry_into_force: Date = column("In force", "The day on which the Statute entered into force for it.")
    withdrawal: Date = column("Withdrawn", "The day on which its withdrawal took effect, if it did.", required=False)
    exception: str = column(
        "Exception", "Why it is assessed although the rule of 1 January says otherwise.", required=False
    )
    months: float = column(
        "Months",
        "For how many months it is assessed: 12, or fewer in the year it joins. In the year it leaves, the days up to column Withdrawn count.",
        whole=True,
        low=1,
        high=12,
        example=12,
    )
    loan_payer: str = column(
        "Pays the loan",
        "Whether it shares in the Host State loan; States that paid at once do not.",
        choices=(YES, NO),
        example=NO,
    )
    loan_base_rate: float = column(
        "Loan rate basis",
        "The Court's rate of 2013-2015 by which the loan is shared, less the part of it that was paid at once, in per cent.",
        unit="%",
        low=0,
        high=100,
        required=False,
    )
    fixed_share: float = column(
        "Fixed share", "The rate that is fixed for it, in per cent, where one is; the others share the rest.", unit="%", low=0, high=100,
        required=False, newer=True,
    )  # fmt: skip
    fixed_sum: float = column(
        "Fixed sum", "The sum that it pays on top of the base, where one is fixed; it has no share then.", unit=CURRENCY, low=0,
        required=False, newer=True,
    )  # fmt: skip
    credits: float = column(
        "Credits", "What is credited to it, in the cycle's currency.", unit=CURRENCY, required=False
    )
    rate_before: float = column(
        "Rate last year", "Its rate of assessment last year, in per cent.", unit="%", low=0, high=100, required=False
    )
    contribution_before: float = column(
        "Contribution last year", "Its contribution last year.", unit=CURRENCY, low=0, required=False
    )
    advance_before: float = column(
        "Advance last year", "Its advance to the Working Capital Fund so far.", unit=CURRENCY, low=0, required=False
    )


@line(unit=CURRENCY, source="Rate × assessed base, to the euro")
def contribution(summary, rate, fixed_sum, rate_decimals, bill_decimals):
    """What the State is assessed towards the budget: its rate of the base, or the sum that is fixed for it."""
    share = rounded(share_of(summary.total("base"), rate, rate_decimals), bill_decimals)
    return where(money(fixed_sum) > 0, fixed_sum, share)


@line(unit="%", source="Loan rate basis ÷ those of all that share or shared in the loan, to four decimals")
def loan_rate(loan_payer, loan_base_rate, states, loan_ended):
    """The State's share of the Host State loan, which stays as it is when another State withdraws or pays the rest at once."""
    bases = states.total("loan_base_rate", loan_payer=YES) + loan_ended.total("ended_rate")
    return where(loan_payer == YES, rounded(loan_base_rate * 100 / bases, 4), 0)


@line(unit=CURRENCY, source="Loan rate × the year's instalment, to the euro")
def loan(loan_instalment, loan_rate, bill_decimals):
    """What the State is assessed towards the Host State loan, apart from the budget."""
    return rounded(part(loan_instalment, loan_rate), bill_decimals)


@line(unit=CURRENCY, source="Rate × replenishment of the Contingency Fund; Financial Regulation 6.6 (from memory)", label="Contingency Fund")
def contingency(contingency_replenishment, rate, rate_decimals, bill_decimals):
    """What the State pays to replenish the Contingency Fund."""
    return rounded(share_of(contingency_replenishment, rate, rate_decimals), bill_decimals)


@line(unit=CURRENCY, source="Sheet Due on joining", label="Due on joining")
def one_off(due_on_joining, code):
    """What the State owes once because it joins this year: premises, and advances that others made earlier."""
    return money(due_on_joining.total("amount", code=code))


@line(unit=CURRENCY, source="Sheet Earlier rates: the scale of the year in which a surplus arose", label="Surplus returned")
def surplus_credit(earlier_rates, code):
    """What of the surpluses of earlier years goes back to the State; nothing to one that was not assessed then."""
    return money(earlier_rates.total("returned", code=code))


@line(unit=CURRENCY, source="Column Credits, and surpluses returned")
def credited(credits, surplus_credit):
    """What is credited to the State in all."""
    return money(credits + surplus_credit)


@line(unit=CURRENCY, source="Contribution, loan, funds, what is due on joining, less what is credited")
def payable(contribution, loan, advance_change, contingency, one_off, credited):
    """What the State is asked to pay; below nothing, it is credited."""
    return money(contribution + loan + advance_change + contingency + one_off - credited)


@line(unit=CURRENCY, source="Rate × one million", label="For one million more")
def one_million_more(rate):
    """What the State would pay more if the base were one million higher."""
    return rounded(1_000_000 * rate / 100, 0)


@line(unit=CURRENCY, source="Contribution less that of last year")
def change(contribution, contribution_before):
    """How much more or less the State is assessed than last year; nothing where last year's contribution is not known."""
    return where(money(contribution_before) == 0, 0, money(contribution - contribution_before))


@line(unit="points", source="Rate less that of last year", label="Change of rate")
def change_of_rate(rate, rate_before, rate_decimals):
    """How much higher or lower the State's rate is than last year, in percentage points; nothing where it had none."""
    return where(rate_before == 0, 0, rounded(rate - rate_before, rate_decimals))


@line(unit="", source="Contributions from the largest down; equals in the order of the schedule", label="Place")
def place(states, contribution_key):
    """The State's place among contributors, the largest first."""
    return states.count(contribution_key=above(contribution_key)) + 1


@line(
    unit="",
    source="Contributions from the largest down; equals in the order of the schedule",
    label="Ranked contribution",
)
def contribution_key(rate, number, rate_decimals):
    """The rate in units of its last decimal, less the place in the schedule to part equals."""
    return rounded(rate * 10**rate_decimals, 0) - number / 1000


@line(unit="", source="Approved appropriations less the Host State loan and the cash surplus used")
def leaves_a_base(approved_appropriations, host_state_loan, cash_surplus_used):
    """less the Host State loan and the cash surplus used it leaves less than 0 to be assessed; correct one of the three"""
    return money(approved_appropriations - host_state_loan - cash_surplus_used) >= 0


@line(unit="", source="The Host State loan is repaid in full")
def somebody_pays_the_loan(loan_instalment, states):
    """no State of sheet States shares in it; give those that do a Loan rate basis, and yes in column Pays the loan, or enter 0 here and for host_state_loan"""
    return (money(loan_instalment) == 0) | (states.total("loan_base_rate", loan_payer=YES) > 0)


@line(unit="", source="Sheet Loan ended")
def pays_or_has_ended(loan_payer, code, loan_ended):
    """it shares in the loan and stands in sheet Loan ended as well; correct one of the two"""
    return (loan_payer == NO) | (loan_ended.count(code=code) == 0)


@line(unit="", source="Sheet States")
def basis_of_a_payer(loan_payer, loan_base_rate):
    """it shares in the loan but has no Loan rate basis; enter it, or no in column Pays the loan"""
    return (loan_payer == NO) | (loan_base_rate > 0)


@line(unit="", source="Rule of 1 January")
def in_force(entry_into_force, months, exception, year):
    """the Statute was not in force for it on 1 January; clear the row, give it fewer months, or state the exception"""
    return (entry_into_force <= new_year(year)) | (months < 12) | (exception != "")


@line(unit="months", source="Joining: the months from that of entry into force to December")
def no_more_months_than_are_left(months, entry_into_force, exception, year):
    """the Statute enters into force for it later in the year, or after it, and leaves {wanted}; correct the months, or the day"""
    joins = (entry_into_force > new_year(year)) & (months < 12) & (exception == "")
    return months <= where(joins, where(entry_into_force < new_year(year + 1), 13 - month_of(entry_into_force), 0), 12)


@line(unit="", source="Rome Statute, article 127")
def withdraws_after_joining(withdrawal, entry_into_force):
    """it would leave before it has joined (column In force); correct one of the two"""
    return (withdrawal == 0) | (withdrawal > entry_into_force)


@line(unit="%", source="Loan rate basis")
def bases_within_100(states, loan_ended):
    """the Loan rate bases of all that share or shared in it add up to {found} per cent, but shares can't be more than {wanted}; correct the bases, sheet Loan ended too"""
    return rounded(states.total("loan_base_rate", loan_payer=YES) + loan_ended.total("ended_rate"), 4) <= 100


@line(unit="", source="Rome Statute, article 127")
def not_withdrawn(withdrawal, exception, year):
    """its withdrawal had taken effect by 1 January; clear the row, or state the exception"""
    return (withdrawal == 0) | (withdrawal > new_year(year)) | (exception != "")


@line(unit="", source="Sheet Accounts")
def has_an_account(accounts, code):
    """it has no row in sheet Accounts, where its payments and its vote are kept; add one"""
    return accounts.count(code=code) == 1


@line(unit="", source="Order of the schedule")
def one_place_each(number, states):
    """another State has this place in the schedule too; number them 1, 2, 3 …"""
    return states.count(number=number) == 1


MODEL = Model(
    title="Contributions",
    about="The United Nations scale, rescaled to the States assessed: what is fixed and least developed countries up to their limit first, the "
    "others share the rest up to the ceiling; and what each State pays.",
    order=10,
    workbook="contributions",
    start=start,
    carry=carry,
    carried="the scale, the States and the budget are those of the new one; what was asked for the "
    "earlier year is a due of it, and payments stay",
    tables=(
        SCALE,
        Table(
            States,
            lines=(
                *STEPS, joins_or_leaves, *RATES, contribution, loan_rate, loan, *ADVANCES, contingency, one_off, surplus_credit, credited, payable,
                one_million_more, change, change_of_rate, *EFFECTS, contribution_key, place,
            ),
            rules=(
                *SHAREABLE,
                Rule(leaves_a_base, assumption="approved_appropriations"),
                Rule(somebody_pays_the_loan, assumption="loan_instalment"),
                Rule(bases_within_100, assumption="loan_instalment"),
                Rule(pays_or_has_ended, at="loan_payer"),
                Rule(basis_of_a_payer, at="loan_payer"),
                KNOWN_ADVANCE,
                ONE_OF_THREE,
                Rule(in_force, at="entry_into_force"),
                Rule(no_more_months_than_are_left, at="months"),
                Rule(not_withdrawn, at="withdrawal"),
                Rule(withdraws_after_joining, at="withdrawal"),
                Rule(one_place_each, at="number"),
                Rule(has_an_account, at="code"),
            ),
            alphabetical="state",
        ),
        *TOTALS,
    ),
    assumptions=(
        Assumption("year", "year", "The year that is assessed.", 2002, 2200, of_cycle=True),
        Assumption("approved_appropriations", CURRENCY, "The budget that the Assembly approved, all in all.", 0),
        Assumption("host_state_loan", CURRENCY, "What of it repays the Host State loan, assessed apart.", 0),
        Assumption("cash_surplus_used", CURRENCY, "What of it is financed from a cash surplus, and so not assessed.", 0),
        Assumption("loan_instalment", CURRENCY, "What is assessed for the Host State loan on the States that share in it.", 0),
        Assumption("working_capital_fund", CURRENCY, f"The level of the Working Capital Fund. {ONE_TWELFTH}.", 0),
        Assumption("contingency_replenishment", CURRENCY, "What replenishes the Contingency Fund this year.", 0),
        *LIMITS,
        POLICY,
        Assumption("bill_decimals", "decimals", "0 for contributions to the euro, 2 to the cent.", 0, 2),
    ),
    sheets={"Contents": "Days, and lines by sub-programme and object, are derived when the tool runs: sheet Checks says when a change needs that."},
    comparisons=(ALL_IS_ASKED_FOR,),
    printed=PRINTED,
    pages=PAGES,
    glance=GLANCE,
)  # fmt: skip
