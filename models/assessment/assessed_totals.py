"""Assessed totals: what the contributions add up to, by regional group, and from the largest contributor down."""

from aspbudget.declare import CURRENCY, Distinct, Numbered, Table, below, line, rounded, where
from aspbudget.models.assessment.balance import BALANCE, BALANCED
from aspbudget.models.assessment.scale import NO, YES
from aspbudget.models.assessment.working_capital import LEVEL
from aspbudget.models.surpluses import SURPLUSES

GROUPS = Distinct("groups", "Regional groups", "What each regional group is assessed.", of="states", by=("group",))
LARGEST = Numbered(
    "largest", "Largest contributors", "Its place, the largest contributor first.", key="place", count=15
)
SUMMARY = Numbered(
    "summary", "Summary", "A single row: what was assessed, and how rounding leaves a difference.", key="row"
)


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
def sum_of_rates(states, rate_decimals):
    """The rates of all States, added up; rounding leaves it close to 100."""
    return rounded(states.total("rate"), rate_decimals)


@line(unit=CURRENCY, source="Assumption approved_appropriations", label="Approved appropriations")
def approved(approved_appropriations):
    """The budget that the Assembly approved."""
    return approved_appropriations + 0


@line(unit=CURRENCY, source="Assumption host_state_loan", label="Less the Host State loan")
def less_the_loan(host_state_loan):
    """What of it is assessed apart, for the Host State loan."""
    return 0 - host_state_loan


@line(unit=CURRENCY, source="Assumption cash_surplus_used", label="Less the cash surplus used")
def less_the_surplus(cash_surplus_used):
    """What of it is financed from a cash surplus."""
    return 0 - cash_surplus_used


@line(unit=CURRENCY, source="Sheet States")
def sum_of_contributions(states):
    """The contributions of all States, added up."""
    return states.total("contribution")


@line(
    unit=CURRENCY,
    source="Approved appropriations less the Host State loan and the cash surplus used",
    label="Assessed base",
)
def base(approved, less_the_loan, less_the_surplus):
    """What is to be assessed on all States by the scale."""
    return approved + less_the_loan + less_the_surplus


@line(
    unit=CURRENCY,
    source="Rates and contributions are rounded; fixed sums come on top of the base",
    label="Difference by rounding",
)
def difference(sum_of_contributions, base, states):
    """What the contributions bring in beyond the base, or short of it, because rates and contributions are rounded."""
    return sum_of_contributions - base - states.total("fixed_sum")


@line(unit=CURRENCY, source="Sheet States", label="Host State loan assessed")
def loan_assessed(states):
    """What the States are assessed for the Host State loan, all together; shares of States that withdrew are not assessed."""
    return states.total("loan")


@line(unit="States", source="Sheet States", label="At the ceiling")
def held_at_ceiling(states):
    """How many States are held at the ceiling."""
    return states.total("at_ceiling", least_developed=NO)


@line(unit="States", source="Sheet States", label="Least developed at their limit")
def at_least_developed_limit(states):
    """How many least developed countries are held at their limit."""
    return states.total("at_limit", least_developed=YES)


@line(unit="States", source="Sheet States", label="For a part of the year")
def for_part_of_year(states):
    """How many States are assessed for a part of the year, because they join or leave in it."""
    return states.count(part_of_year=below(1))


@line(unit="%", source="Sheet States", label="Rates of all assessed")
def rates_of_all(states):
    """The United Nations rates of the States for which none is fixed, added up, each for its part of the year."""
    return states.total("rate_that_shares")


@line(unit="%", source="Sheet States", label="Left by fixed rates")
def left_by_fixed(states):
    """What fixed rates leave of 100."""
    return 100 - states.total("fixed_rate")


@line(unit="%", source="Sheet States", label="Left by least developed")
def left_by_least_developed(left_by_fixed, states):
    """What fixed rates and the least developed countries that come first leave of 100."""
    return left_by_fixed - states.total("least_developed_rate")


@line(unit="%", source="Sheet States", label="Rates that share the rest")
def rates_of_others(states):
    """The United Nations rates of the States that are not least developed, added up."""
    return states.total("rate_of_others")


@line(unit="%", source="Sheet States", label="Left below the ceiling")
def left_below_ceiling(left_by_least_developed, states):
    """What the least developed countries and the States at the ceiling, or at a minimum, leave of 100."""
    return left_by_least_developed - states.total("ceiling_rate") - states.total("minimum_rate")


@line(unit="%", source="Sheet States", label="Rates below the ceiling")
def free_rates(states):
    """The United Nations rates of the States that no limit holds, added up."""
    return states.total("free_rate")


TOTALS = (
    Table(
        SUMMARY,
        lines=(
            approved, less_the_loan, less_the_surplus, base, sum_of_contributions, difference, sum_of_rates, loan_assessed, held_at_ceiling,
            at_least_developed_limit, for_part_of_year, rates_of_all, left_by_fixed, left_by_least_developed, rates_of_others, left_below_ceiling, free_rates,
            *LEVEL, *BALANCE, *SURPLUSES,
        ),
        rules=(BALANCED,),
    ),
    Table(GROUPS, lines=(group_rate, group_contribution)),
    Table(LARGEST, lines=(state_in_place, contribution_in_place)),
)  # fmt: skip
