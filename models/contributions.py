"""Assessed contributions: the United Nations scale adjusted to the States assessed, and what each of them pays."""

from aspbudget.formula import above, at_most, greatest, least, new_year, round_down, rounded, where
from aspbudget.line import CURRENCY, line
from aspbudget.model import Assumption, Listed, Model, Pages, Rule, Schedule, Steps, Table
from aspbudget.models.assessment import start
from aspbudget.sheet import Date, Sourced, column
from aspbudget.table import Distinct, Numbered

YES, NO = "yes", "no"
ARTICLE_117 = "Rome Statute, article 117: the United Nations scale, adjusted in accordance with its principles"
RESCALED = f"{ARTICLE_117}; States that no limit holds share, pro rata, what the others leave of 100"
RESIDUAL = "Declared residual policy, assumption residual_policy"


class Scale(Sourced):
    """One row for each State with a rate in the United Nations scale of the year, or a notional rate."""

    code: str = column("Code", "The State's three-letter code, ISO 3166-1.", key=True, example="DEU")
    state: str = column("State", "Its name, as the United Nations writes it.", example="Germany")
    member: str = column(
        "Member", "Whether it is a Member of the United Nations; others have a notional rate.", choices=(YES, NO), example=YES
    )
    rate: float = column("Rate", "Its rate, in per cent, as the scale has it.", low=0, high=100, example=6.09)


class States(Sourced):
    """One row for each State assessed for the year, in the order of the schedule."""

    code: str = column("Code", "The State's code in sheet Scale.", key=True, refers="scale", example="DEU")
    number: float = column("No.", "Its place in the schedule: 1, 2, 3 …", whole=True, low=1, high=999, example=1)
    group: str = column("Regional group", "The regional group to which it belongs.", example="African States")
    least_developed: str = column(
        "Least developed", "Whether it is on the list of least developed countries on 1 January.", choices=(YES, NO), example=NO
    )
    entry_into_force: Date = column("In force", "The day on which the Statute entered into force for it.")
    withdrawal: Date = column("Withdrawn", "The day on which its withdrawal took effect, if it did.", required=False)
    exception: str = column("Exception", "Why it is assessed although the rule of 1 January says otherwise.", required=False)
    months: float = column(
        "Months", "For how many months it is assessed: 12, or fewer in the year it joins.", whole=True, low=1, high=12, example=12
    )
    loan_payer: str = column(
        "Pays the loan", "Whether it shares in the Host State loan; States that paid at once do not.", choices=(YES, NO), example=NO
    )
    loan_base_rate: float = column(
        "Loan rate basis", "The rate of 2013-2015 by which the loan is shared, in per cent.", low=0, high=100, required=False
    )
    credits: float = column("Credits", "What is credited to it, in the cycle's currency.", unit=CURRENCY, required=False)
    rate_before: float = column("Rate last year", "Its rate of assessment last year, in per cent.", unit="%", low=0, high=100, required=False)
    contribution_before: float = column("Contribution last year", "Its contribution last year.", unit=CURRENCY, low=0, required=False)
    advance_before: float = column("Advance last year", "Its advance to the Working Capital Fund so far.", unit=CURRENCY, low=0, required=False)


@line(unit="text", source="Sheet Scale", label="State")
def state(code, scale):
    """The State's name."""
    return scale.at(code, "state")


@line(unit="%", source="Sheet Scale", label="United Nations rate")
def un_rate(code, scale):
    """The State's rate in the United Nations scale."""
    return scale.at(code, "rate")


@line(unit="%", source="A State that joins later in the year pays by months, on top of the scale")
def rate_in_scale(un_rate, months):
    """The State's United Nations rate when it is assessed for the whole year, otherwise nothing."""
    return where(months == 12, un_rate, 0)


@line(unit="%", source="Ceiling from 2007 on; least developed countries at most 0.0100 per cent")
def limit(least_developed, least_developed_limit, ceiling, ceiling_applies):
    """The highest rate that the State may have; 100 when nothing limits it."""
    return least(where(least_developed == YES, least_developed_limit, 100), where(ceiling_applies > 0, ceiling, 100))


@line(unit="%", source=RESCALED, label="Pass 1 rate")
def share_1(un_rate, states):
    """The State's rate after the first pass: its United Nations rate, rescaled to 100."""
    return un_rate * 100 / states.total("rate_in_scale")


@line(unit="", source=ARTICLE_117, label="Pass 1 held")
def held_1(share_1, limit):
    """1 when the State is above its limit after the first pass, and is held there from now on."""
    return where(share_1 > limit, 1, 0)


@line(unit="%", source=ARTICLE_117, label="Pass 1 at limits")
def fixed_1(held_1, limit, months):
    """What the State takes of the 100 because it is held at its limit."""
    return where((held_1 > 0) & (months == 12), limit, 0)


@line(unit="%", source=ARTICLE_117, label="Pass 1 free")
def free_1(held_1, rate_in_scale):
    """The State's United Nations rate when no limit holds it, otherwise nothing."""
    return where(held_1 > 0, 0, rate_in_scale)


@line(unit="%", source=RESCALED, label="Pass 2 rate")
def share_2(held_1, limit, un_rate, states):
    """The State's rate after the second pass: its limit, or its share of what those at their limits leave."""
    return where(held_1 > 0, limit, un_rate * (100 - states.total("fixed_1")) / states.total("free_1"))


@line(unit="", source=ARTICLE_117, label="Pass 2 held")
def held_2(held_1, share_2, limit):
    """1 when the State is held at its limit after the second pass."""
    return where(share_2 > limit, 1, held_1)


@line(unit="%", source=ARTICLE_117, label="Pass 2 at limits")
def fixed_2(held_2, limit, months):
    """What the State takes of the 100 because it is held at its limit."""
    return where((held_2 > 0) & (months == 12), limit, 0)


@line(unit="%", source=ARTICLE_117, label="Pass 2 free")
def free_2(held_2, rate_in_scale):
    """The State's United Nations rate when no limit holds it, otherwise nothing."""
    return where(held_2 > 0, 0, rate_in_scale)


@line(unit="%", source=RESCALED, label="Pass 3 rate")
def share_3(held_2, limit, un_rate, states):
    """The State's rate after the third pass, which holds nobody new: its rate before it is rounded."""
    return where(held_2 > 0, limit, un_rate * (100 - states.total("fixed_2")) / states.total("free_2"))


@line(unit="%", source="Four decimals of a per cent, half up", label="Rate as rounded")
def rate_as_rounded(share_3):
    """The State's rate to four decimals; all of them may add up to a little more or less than 100."""
    return rounded(share_3, 4)


@line(unit="%", source=RESIDUAL, label="Rate cut off")
def rate_cut_off(share_3, months):
    """The State's rate cut off after four decimals, from which largest remainders start."""
    return where(months == 12, round_down(share_3, 4), 0)


@line(unit="", source=RESIDUAL, label="Ranked remainder")
def remainder_key(share_3, rate_cut_off, number, months):
    """What is cut off, in billionths, with the place in the schedule to part equals: the larger comes first."""
    return where(months == 12, rounded((share_3 - rate_cut_off) * 1_000_000_000, 0) + 1, 0) - number / 1000


@line(unit="%", source=RESIDUAL, label="Rate by largest remainder")
def rate_largest_remainder(share_3, rate_cut_off, remainder_key, states, months):
    """The rate cut off, and 0.0001 more for as many States as are missing to 100, the largest remainders first."""
    missing = rounded((100 - states.total("rate_cut_off")) * 10_000, 0)
    raised = rounded(rate_cut_off + 0.0001, 4)
    first = where(states.count(remainder_key=above(remainder_key)) < missing, raised, rate_cut_off)
    return where(months == 12, first, rounded(share_3, 4))


@line(unit="%", source=RESIDUAL, label="Rounded in the scale")
def rounded_in_scale(rate_as_rounded, months):
    """The rounded rate of a State assessed for the whole year, otherwise nothing."""
    return where(months == 12, rate_as_rounded, 0)


@line(unit="", source=RESIDUAL, label="Rate to compare")
def share_key(share_3):
    """The rate to ten decimals, by which States with equal rates are known."""
    return rounded(share_3, 10)


@line(unit="States", source=RESIDUAL, label="With the same rate")
def twins(states, share_key):
    """How many States have the same rate, itself included; only a State with a rate of its own is adjusted."""
    return states.count(share_key=share_key)


@line(unit="", source=RESIDUAL, label="Ranked shortfall")
def shortfall_key(share_3, rate_as_rounded, twins, held_2, months, number, states):
    """By how much rounding moved the State's rate the wrong way, in billionths; the largest is adjusted first."""
    residual = 100 - states.total("rounded_in_scale")
    towards = where(residual >= 0, 1, -1)
    alone = (twins == 1) & (held_2 == 0) & (months == 12)
    return where(alone, rounded((share_3 - rate_as_rounded) * towards * 1_000_000_000, 0), -1_000_000) - number / 1000


@line(unit="%", source=RESIDUAL, label="Rate with equal bills")
def rate_equal_bills(rate_as_rounded, shortfall_key, states):
    """The rounded rate, and 0.0001 more or less for as many States with a rate of their own as make 100."""
    residual = rounded((100 - states.total("rounded_in_scale")) * 10_000, 0)
    adjusted = states.count(shortfall_key=above(shortfall_key)) < greatest(residual, -residual)
    step = where(residual >= 0, 0.0001, -0.0001)
    return where(adjusted & (shortfall_key > -1_000_000), rounded(rate_as_rounded + step, 4), rate_as_rounded)


@line(unit="%", source=RESIDUAL, label="Rate of assessment")
def rate(residual_policy, rate_as_rounded, rate_largest_remainder, rate_equal_bills):
    """The State's rate under the residual policy: 0 as rounded, 1 largest remainder, 2 equal rates equal bills."""
    policies = where(residual_policy == 1, rate_largest_remainder, rate_equal_bills)
    return where(residual_policy == 0, rate_as_rounded, policies)


@line(unit=CURRENCY, source="Rate × assessed base, to the euro; by months in the year of joining")
def contribution(summary, rate, months, bill_decimals):
    """What the State is assessed towards the budget."""
    return rounded(summary.total("base") * rate / 100 * months / 12, bill_decimals)


@line(unit="%", source="Loan rate basis, shared among the payers, to four decimals")
def loan_rate(loan_payer, loan_base_rate, states):
    """The State's share of the Host State loan."""
    return where(loan_payer == YES, rounded(loan_base_rate * 100 / states.total("loan_base_rate", loan_payer=YES), 4), 0)


@line(unit=CURRENCY, source="Loan rate × the year's instalment, to the euro")
def loan(loan_instalment, loan_rate, bill_decimals):
    """What the State is assessed towards the Host State loan, apart from the budget."""
    return rounded(loan_instalment * loan_rate / 100, bill_decimals)


@line(unit=CURRENCY, source="Rate × level of the Working Capital Fund", label="Advance")
def advance(working_capital_fund, rate, bill_decimals):
    """What the State advances to the Working Capital Fund."""
    return rounded(working_capital_fund * rate / 100, bill_decimals)


@line(unit=CURRENCY, source="The advance less what has been advanced so far", label="Change of advance")
def advance_change(advance, advance_before):
    """What the State adds to its advance, or gets back of it."""
    return advance - advance_before


@line(unit=CURRENCY, source="Rate × replenishment of the Contingency Fund", label="Contingency Fund")
def contingency(contingency_replenishment, rate, bill_decimals):
    """What the State pays to replenish the Contingency Fund."""
    return rounded(contingency_replenishment * rate / 100, bill_decimals)


@line(unit=CURRENCY, source="Contribution, loan, funds, less credits")
def payable(contribution, loan, advance_change, contingency, credits):
    """What the State is asked to pay; below nothing, it is credited."""
    return contribution + loan + advance_change + contingency - credits


@line(unit=CURRENCY, source="Rate × one million", label="For one million more")
def one_million_more(rate):
    """What the State would pay more if the base were one million higher."""
    return rounded(1_000_000 * rate / 100, 0)


@line(unit=CURRENCY, source="Contribution less that of last year")
def change(contribution, contribution_before):
    """How much more or less the State is assessed than last year."""
    return contribution - contribution_before


@line(unit="points", source="Rate less that of last year", label="Change of rate")
def change_of_rate(rate, rate_before):
    """How much higher or lower the State's rate is than last year, in percentage points."""
    return rounded(rate - rate_before, 4)


@line(unit="", source="Contributions from the largest down; equals in the order of the schedule", label="Place")
def place(states, contribution_key):
    """The State's place among contributors, the largest first."""
    return states.count(contribution_key=above(contribution_key)) + 1


@line(unit="", source="Contributions from the largest down; equals in the order of the schedule", label="Ranked contribution")
def contribution_key(rate, number):
    """The rate in ten-thousandths, less the place in the schedule to part equals."""
    return rounded(rate * 10_000, 0) - number / 1000


@line(unit=CURRENCY, source="Policy 0: rates as rounded", label="As rounded")
def bill_as_rounded(summary, rate_as_rounded, months, bill_decimals):
    """The contribution with rates as rounded."""
    return rounded(summary.total("base") * rate_as_rounded / 100 * months / 12, bill_decimals)


@line(unit=CURRENCY, source="Policy 1: largest remainder", label="Largest remainder")
def bill_largest_remainder(summary, rate_largest_remainder, months, bill_decimals):
    """The contribution with rates that add up to 100 by largest remainders."""
    return rounded(summary.total("base") * rate_largest_remainder / 100 * months / 12, bill_decimals)


@line(unit=CURRENCY, source="Policy 2: largest remainder, equal rates equal bills", label="Equal rates equal bills")
def bill_equal_bills(summary, rate_equal_bills, months, bill_decimals):
    """The contribution with rates that add up to 100 and never part States with equal rates."""
    return rounded(summary.total("base") * rate_equal_bills / 100 * months / 12, bill_decimals)


@line(unit=CURRENCY, source="Policy 1 less policy 0", label="Effect of largest remainder")
def effect_largest_remainder(bill_largest_remainder, bill_as_rounded):
    """What largest remainders would change for the State."""
    return bill_largest_remainder - bill_as_rounded


@line(unit=CURRENCY, source="Policy 2 less policy 0", label="Effect of equal bills")
def effect_equal_bills(bill_equal_bills, bill_as_rounded):
    """What largest remainders with equal bills for equal rates would change for the State."""
    return bill_equal_bills - bill_as_rounded


@line(unit="", source="The passes of the ceiling")
def some_state_is_free(states):
    """every State is at its limit, so no State is left to bear the rest; check the limits, and who is assessed"""
    return states.total("free_1") > 0


@line(unit="", source="The passes of the ceiling")
def some_state_stays_free(states):
    """after the second pass every State is at its limit, so none is left to bear the rest; check the limits, and who is assessed"""
    return states.total("free_2") > 0


@line(unit="", source="The passes of the ceiling")
def stable(share_3, limit):
    """after the third pass a State is still above its limit; check the limits, and who is assessed"""
    return share_3 <= limit


@line(unit="", source="Approved appropriations less the Host State loan and the cash surplus used")
def leaves_a_base(approved_appropriations, host_state_loan, cash_surplus_used):
    """less the Host State loan and the cash surplus used it leaves less than 0 to be assessed; correct one of the three"""
    return approved_appropriations - host_state_loan - cash_surplus_used >= 0


@line(unit="", source="Declared residual policy")
def one_of_three(residual_policy):
    """it must be 0 (as rounded), 1 (largest remainder) or 2 (largest remainder, equal rates equal bills)"""
    return (residual_policy == 0) | (residual_policy == 1) | (residual_policy == 2)


@line(unit="", source="Rule of 1 January")
def in_force(entry_into_force, months, exception, year):
    """the Statute was not in force for it on 1 January; clear the row, give it fewer months, or state the exception"""
    return (entry_into_force <= new_year(year)) | (months < 12) | (exception != "")


@line(unit="", source="Rome Statute, article 127")
def not_withdrawn(withdrawal, exception, year):
    """its withdrawal had taken effect by 1 January; clear the row, or state the exception"""
    return (withdrawal == 0) | (withdrawal > new_year(year)) | (exception != "")


@line(unit="", source="The scale's own number of decimals")
def no_more_decimals(rate, scale_decimals):
    """it has more decimals than the scale has (assumption scale_decimals); enter it as the scale has it"""
    return rounded(rate, scale_decimals) == rate


@line(unit="", source="The scale's own sum")
def adds_up(scale, scale_sum):
    """the rates of the Members add up to {found}, but the scale adds up to {wanted} (assumption scale_sum); a rate is wrong or missing"""
    return rounded(scale.total("rate", member=YES), 4) == rounded(scale_sum, 4)


@line(unit="", source="Order of the schedule")
def one_place_each(number, states):
    """another State has this place in the schedule too; number them 1, 2, 3 …"""
    return states.count(number=number) == 1


GROUPS = Distinct("groups", "Regional groups", "What each regional group is assessed.", of="states", by=("group",))
LARGEST = Numbered("largest", "Largest contributors", "Its place, the largest contributor first.", key="place", count=15)
SUMMARY = Numbered("summary", "Summary", "A single row: what was assessed, and how rounding leaves a difference.", key="row")


@line(unit="%", source="Sheet States", label="Rate")
def group_rate(states, group):
    """The rates of the group's States, added up."""
    return states.total("rate", group=group)


@line(unit=CURRENCY, source="Sheet States", label="Contribution")
def group_contribution(states, group):
    """The contributions of the group's States, added up."""
    return states.total("contribution", group=group)


@line(unit="text", source="Sheet States", label="State")
def state_in_place(place, states):
    """The State in this place; none, where fewer States are assessed."""
    return where(place <= states.count(), states.at(place, "state", by="place"), "")


@line(unit=CURRENCY, source="Sheet States", label="Contribution")
def contribution_in_place(place, states):
    """What the State in this place is assessed."""
    return where(place <= states.count(), states.at(place, "contribution", by="place"), 0)


@line(unit="%", source="Sheet States")
def sum_of_rates(states):
    """The rates of the States assessed for the whole year, added up; rounding leaves it close to 100."""
    return rounded(states.total("rate", months=12), 4)


@line(unit=CURRENCY, source="Sheet States")
def sum_of_contributions(states):
    """The contributions of the States assessed for the whole year, added up."""
    return states.total("contribution", months=12)


@line(unit=CURRENCY, source="Approved appropriations less the Host State loan and the cash surplus used", label="Assessed base")
def base(approved_appropriations, host_state_loan, cash_surplus_used):
    """What is to be assessed on all States by the scale."""
    return approved_appropriations - host_state_loan - cash_surplus_used


@line(unit=CURRENCY, source="Rates are rounded to four decimals and contributions to the euro", label="Difference by rounding")
def difference(sum_of_contributions, base):
    """What the contributions bring in beyond the base, or short of it, because rates and contributions are rounded."""
    return sum_of_contributions - base


@line(unit=CURRENCY, source="Sheet States", label="By months on top")
def joined_later(states):
    """What States that join during the year are assessed, on top of the base."""
    return states.total("contribution", months=at_most(11))


@line(unit="States", source="Sheet States", label="At the ceiling")
def at_ceiling(states):
    """How many States are held at the ceiling."""
    return states.total("held_2", least_developed=NO)


@line(unit="States", source="Sheet States", label="Least developed at their limit")
def at_least_developed_limit(states):
    """How many least developed countries are held at their limit."""
    return states.total("held_2", least_developed=YES)


@line(unit="passes", source="The passes of the ceiling", label="Passes")
def passes(states):
    """How many passes were needed, with the last, which holds nobody new."""
    first, second = states.total("held_1"), states.total("held_2")
    return where(first == 0, 1, where(second == first, 2, 3))


@line(unit="%", source="Sheet States", label="Rates of all assessed")
def rates_of_all(states):
    """The United Nations rates of the States assessed for the whole year, added up."""
    return states.total("rate_in_scale")


@line(unit="%", source="Sheet States", label="Left after pass 1")
def left_1(states):
    """What the States held after the first pass leave of 100."""
    return 100 - states.total("fixed_1")


@line(unit="%", source="Sheet States", label="Free after pass 1")
def free_rates_1(states):
    """The United Nations rates of the States that are free after the first pass, added up."""
    return states.total("free_1")


@line(unit="%", source="Sheet States", label="Left after pass 2")
def left_2(states):
    """What the States held after the second pass leave of 100."""
    return 100 - states.total("fixed_2")


@line(unit="%", source="Sheet States", label="Free after pass 2")
def free_rates_2(states):
    """The United Nations rates of the States that are free after the second pass, added up."""
    return states.total("free_2")


_TOTALS = ("un_rate", "rate", "contribution", "loan", "advance_change", "contingency", "credits", "payable")
MODEL = Model(
    title="Contributions",
    about="The United Nations scale, rescaled to the States assessed, with a ceiling and a limit for least developed "
    "countries whose effect the others share, and what each State pays.",
    order=10,
    workbook="contributions",
    start=start,
    tables=(
        Table(Scale, rules=(Rule(no_more_decimals, at="rate"), Rule(adds_up))),
        Table(
            States,
            lines=(
                state, un_rate, rate_in_scale, limit, share_1, held_1, fixed_1, free_1, share_2, held_2, fixed_2, free_2,
                share_3, rate_as_rounded, rate_cut_off, remainder_key, rate_largest_remainder, rounded_in_scale, share_key,
                twins, shortfall_key, rate_equal_bills, rate, contribution, loan_rate, loan, advance, advance_change,
                contingency, payable, one_million_more, change, change_of_rate, bill_as_rounded, bill_largest_remainder,
                bill_equal_bills, effect_largest_remainder, effect_equal_bills, contribution_key, place,
            ),
            rules=(
                Rule(some_state_is_free, assumption="ceiling"),
                Rule(some_state_stays_free, assumption="ceiling"),
                Rule(stable, assumption="ceiling"),
                Rule(leaves_a_base, assumption="approved_appropriations"),
                Rule(one_of_three, assumption="residual_policy"),
                Rule(in_force, at="entry_into_force"),
                Rule(not_withdrawn, at="withdrawal"),
                Rule(one_place_each, at="number"),
            ),
        ),
        Table(
            SUMMARY,
            lines=(
                base, sum_of_contributions, difference, sum_of_rates, joined_later, at_ceiling, at_least_developed_limit, passes,
                rates_of_all, left_1, free_rates_1, left_2, free_rates_2,
            ),
        ),
        Table(GROUPS, lines=(group_rate, group_contribution)),
        Table(LARGEST, lines=(state_in_place, contribution_in_place)),
    ),
    assumptions=(
        Assumption("year", "year", "The year that is assessed.", 2002, 2200),
        Assumption("approved_appropriations", CURRENCY, "The budget that the Assembly approved, all in all.", 0),
        Assumption("host_state_loan", CURRENCY, "What of it repays the Host State loan, assessed apart.", 0),
        Assumption("cash_surplus_used", CURRENCY, "What of it is financed from a cash surplus, and so not assessed.", 0),
        Assumption("loan_instalment", CURRENCY, "What is assessed for the Host State loan on the States that share in it.", 0),
        Assumption("working_capital_fund", CURRENCY, "The level of the Working Capital Fund.", 0),
        Assumption("contingency_replenishment", CURRENCY, "What replenishes the Contingency Fund this year.", 0),
        Assumption("ceiling", "%", "The highest rate of any State.", 0, 100),
        Assumption("ceiling_applies", "1 or 0", "1 when the ceiling applies, 0 when it does not.", 0, 1),
        Assumption("least_developed_limit", "%", "The highest rate of a least developed country.", 0, 100),
        Assumption("residual_policy", "0, 1 or 2", "0 as rounded; 1 largest remainder; 2 with equal rates equal bills.", 0, 2),
        Assumption("bill_decimals", "decimals", "0 for contributions to the euro, 2 to the cent.", 0, 2),
        Assumption("scale_decimals", "decimals", "How many decimals the United Nations scale has.", 0, 6),
        Assumption("scale_sum", "%", "What the rates of the Members add up to in the scale.", 0, 200),
    ),
    printed=(
        Schedule(
            title="Schedule",
            about="what each State is asked to pay",
            table="states",
            columns=("number", "state", "un_rate", "rate", "contribution", "loan", "advance_change", "contingency", "credits", "payable"),
            totals=_TOTALS,
            notes=("base", "sum_of_contributions", "difference", "sum_of_rates", "joined_later"),
            notes_from="summary",
        ),
        Schedule(
            title="Largest",
            about="the contributors with the largest contributions",
            table="largest",
            columns=("place", "state_in_place", "contribution_in_place"),
            chart="contribution_in_place",
        ),
        Schedule(
            title="Passes",
            about="how the scale is adjusted, from left to right, pass by pass",
            table="states",
            columns=("number", "state", "un_rate", "limit", "share_1", "held_1", "share_2", "held_2", "share_3", "rate"),
            totals=("un_rate", "share_1", "held_1", "share_2", "held_2", "share_3", "rate"),
        ),
        Schedule(
            title="Residual policies",
            about="three ways to settle what rounding leaves, and their effect on each State",
            table="states",
            columns=("number", "state", "rate_as_rounded", "rate_largest_remainder", "rate_equal_bills", "bill_as_rounded",
                     "bill_largest_remainder", "bill_equal_bills", "effect_largest_remainder", "effect_equal_bills"),
            totals=("rate_as_rounded", "rate_largest_remainder", "rate_equal_bills", "bill_as_rounded", "bill_largest_remainder",
                    "bill_equal_bills", "effect_largest_remainder", "effect_equal_bills"),
        ),
        Schedule(
            title="Against last year",
            about="rates and contributions beside those of last year, and what one million more would cost",
            table="states",
            columns=("number", "state", "rate_before", "rate", "change_of_rate", "contribution_before", "contribution", "change",
                     "one_million_more"),
            totals=("rate_before", "rate", "contribution_before", "contribution", "change", "one_million_more"),
        ),
    ),
    pages=(
        Pages(
            about="how its rate is reached, pass by pass, and what it is asked to pay",
            table="states",
            heading="state",
            blocks=(
                Steps(
                    heading="How the rate is reached, from left to right",
                    header=("Pass", "United Nations rate", "× what is left of 100", "÷ rates that share it", "= rate, or its limit once held",
                            "Highest rate allowed", "Held at it"),
                    rows=(
                        ("Pass 1", "un_rate", 100.0, "summary.rates_of_all", "share_1", "limit", "held_1"),
                        ("Pass 2", "un_rate", "summary.left_1", "summary.free_rates_1", "share_2", "limit", "held_2"),
                        ("Pass 3", "un_rate", "summary.left_2", "summary.free_rates_2", "share_3", "limit", "held_2"),
                    ),
                    words=(("Pass 1", "share_1"), ("Pass 2", "share_2"), ("Pass 3", "share_3")),
                ),
                Steps(
                    heading="How the contribution is reached",
                    header=("Contribution", "Assessed base (EUR)", "× rate of assessment (%)", "× months of 12", "= contribution (EUR)"),
                    rows=(("To the euro", "summary.base", "rate", "months", "contribution"),),
                    words=(("Rate of assessment", "rate"),),
                ),
                Listed(
                    heading="What the State is asked to pay",
                    lines=("contribution", "loan", "advance_change", "contingency", "credits", "payable"),
                    total=True,
                ),
                Listed(
                    heading="Beside last year",
                    lines=("rate_before", "change_of_rate", "contribution_before", "change", "one_million_more"),
                ),
            ),
        ),
    ),
)  # fmt: skip
