"""Assessed totals: what the contributions add up to, by regional group, and from the largest contributor down."""

from aspbudget.declare import CURRENCY, Distinct, Numbered, Table, at_most, line, rounded, where
from aspbudget.models.assessment.scale import NO, YES

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
def sum_of_rates(states):
    """The rates of the States assessed for the whole year, added up; rounding leaves it close to 100."""
    return rounded(states.total("rate", months=12), 4)


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
    """The contributions of the States assessed for the whole year, added up."""
    return states.total("contribution", months=12)


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
    source="Rates are rounded to four decimals and contributions to the euro",
    label="Difference by rounding",
)
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


TOTALS = (
    Table(
        SUMMARY,
        lines=(
            approved, less_the_loan, less_the_surplus, base, sum_of_contributions, difference, sum_of_rates, joined_later, at_ceiling, at_least_developed_limit,
            passes, rates_of_all, left_1, free_rates_1, left_2, free_rates_2,
        ),
    ),
    Table(GROUPS, lines=(group_rate, group_contribution)),
    Table(LARGEST, lines=(state_in_place, contribution_in_place)),
)  # fmt: skip
