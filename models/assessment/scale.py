"""The scale: what is fixed, then least developed countries up to their limit, then the others, between a minimum and the ceiling.

The assumptions say which of these steps an organisation has; the Court has least developed countries first and once, and the ceiling. Found from what every State was assessed in 2018, 2019, 2021 and 2022, which it reproduces (`aspbudget prove`). No amounts
by State are known of a year in which the ceiling holds a State, 2007 to 2009: that part is not proven.
"""

from aspbudget.declare import (
    Assumption,
    Rule,
    Sourced,
    Table,
    above,
    at_most,
    column,
    least,
    line,
    money,
    new_year,
    rounded,
    where,
)
from aspbudget.models.reference.state_names import NAMES

YES, NO = "yes", "no"
ARTICLE_117 = "Rome Statute, article 117: the United Nations scale, adjusted in accordance with its principles"
SHARED = f"{ARTICLE_117}; States that no limit holds share, pro rata, what the others leave of 100"
FIXED = "Column Fixed share; assumption minimum_kept"
NOT_ROUNDED = 10  # as many decimals are printed of a rate that is not rounded


def as_rounded(rate, rate_decimals):
    """Return a rate with the decimals that rates have, half up; as it is where they are not rounded."""
    return where(rate_decimals < NOT_ROUNDED, rounded(rate, rate_decimals), rate)


def share_of(amount, rate, rate_decimals):
    """Return what a rate is of an amount, as `part` does, for rates with any number of decimals, or that are not rounded."""
    units = rate * 10**rate_decimals
    return amount * where(rate_decimals < NOT_ROUNDED, rounded(units, 0), units) / 10 ** (rate_decimals + 2)


def part(amount, rate):
    """Return what a rate of four decimals is of an amount: in whole ten-thousandths, so that half a euro is exactly half a euro.

    144,550,000 × 1.5030 ÷ 100 is 2,172,586.5; computed in binary it falls short of the half, and spreadsheets round it down.
    """
    return amount * rounded(rate * 10_000, 0) / 1_000_000


class Scale(Sourced):
    """One row for each State with a rate in the United Nations scale of the year, or a notional rate."""

    code: str = column("Code", "The State's three-letter code, ISO 3166-1.", key=True, names=NAMES, example="DEU")
    state: str = column("State", "Its name; outputs print the one that it had on 1 January of the year.", name_of="code", example="Germany")
    member: str = column(
        "Member",
        "Whether it is a Member of the United Nations; others have a notional rate.",
        choices=(YES, NO),
        example=YES,
    )
    rate: float = column("Rate", "Its rate, in per cent, as the scale has it.", unit="%", low=0, high=100, example=6.09)


@line(unit="text", source="Sheet Scale", label="State")
def state(code, scale):
    """The State's name."""
    return scale.at(code, "state")


@line(unit="%", source="Sheet Scale", label="United Nations rate")
def un_rate(code, scale):
    """The State's rate in the United Nations scale."""
    return scale.at(code, "rate")


@line(unit="part", source="Joining: months from entry into force ÷ 12; withdrawal: days before it took effect ÷ days of the year")
def part_of_year(months, withdrawal, year):
    """What part of the year the State is assessed for: 1, or less in the year in which it joins or leaves."""
    leaves = (withdrawal > new_year(year)) & (withdrawal < new_year(year + 1))
    days = where(leaves, withdrawal - new_year(year), new_year(year + 1) - new_year(year))
    return days / (new_year(year + 1) - new_year(year)) * months / 12


@line(unit="", source="Sheet States", label="Joins or leaves")
def joins_or_leaves(part_of_year):
    """1 when the State is assessed for a part of the year, because it joins or leaves in it."""
    return where(part_of_year < 1, 1, 0)


@line(unit="%", source="A part of a year counts as a part of the rate", label="Rate for its part of the year")
def rate_in_scale(un_rate, part_of_year):
    """The State's United Nations rate, for the part of the year for which it is assessed."""
    return un_rate * part_of_year


@line(unit="%", source=FIXED)
def fixed_rate(fixed_share, un_rate, minimum_kept, part_of_year):
    """A rate that is final before any is shared: the fixed share, or the minimum that a State at it keeps; otherwise nothing."""
    kept = where((un_rate > 0) & (un_rate <= minimum_kept), minimum_kept * part_of_year, 0)
    return where(fixed_share > 0, fixed_share, kept)


@line(unit="%", source=FIXED, label="Rate that shares")
def rate_that_shares(fixed_rate, fixed_sum, rate_in_scale):
    """The United Nations rate of a State for which nothing is fixed, otherwise nothing."""
    return where((fixed_rate > 0) | (money(fixed_sum) > 0), 0, rate_in_scale)


@line(unit="%", source="Ceiling from 2007 on, not proven by amounts by State; least developed countries at most 0.0100 per cent")
def limit(least_developed, least_developed_limit, ceiling, ceiling_applies, part_of_year):
    """The highest rate that the State may have, less in a part of a year; 100 when nothing limits it."""
    highest = where(ceiling_applies > 0, ceiling, 100)
    return least(where(least_developed == YES, least(least_developed_limit, highest), highest) * part_of_year, 100)


@line(unit="%", source=ARTICLE_117, label="Rescaled to 100")
def rescaled_rate(rate_that_shares, states):
    """The State's United Nations rate, rescaled among all who share to 100, less what is fixed."""
    return rate_that_shares * (100 - states.total("fixed_rate")) / states.total("rate_that_shares")


@line(unit="", source="Assumption least_developed_first", label="First and once")
def comes_first(least_developed, least_developed_first):
    """1 when the State is a least developed country whose rate is found before those of the others, and is final."""
    return where((least_developed == YES) & (least_developed_first > 0), 1, 0)


@line(unit="%", source="Least developed countries first, once and finally: the rescaled rate as rounded, at most their limit", label="Least developed rate")
def least_developed_rate(comes_first, rescaled_rate, limit, rate_decimals):
    """The rate of a least developed country that comes first, which is final; nothing of any other State."""
    return where(comes_first > 0, as_rounded(least(rescaled_rate, limit), rate_decimals), 0)


@line(unit="%", source=ARTICLE_117, label="Rate that shares the rest")
def rate_of_others(comes_first, rate_that_shares):
    """The United Nations rate of a State that shares what is left, otherwise nothing."""
    return where(comes_first > 0, 0, rate_that_shares)


@line(unit="%", source=SHARED, label="Share of the rest")
def share_of_rest(rate_of_others, states):
    """The State's share of what is left of 100, before any ceiling or minimum; nothing of a State whose rate is final already."""
    left = 100 - states.total("fixed_rate") - states.total("least_developed_rate")
    return rate_of_others * left / states.total("rate_of_others")


@line(unit="%", source="Assumption minimum_raised", label="Lowest rate")
def minimum(rate_of_others, minimum_raised, part_of_year):
    """The lowest rate that a State which shares the rest may have, less in a part of a year."""
    return where(rate_of_others > 0, minimum_raised * part_of_year, 0)


@line(unit="%", source=ARTICLE_117, label="Highest rate of others")
def highest_of_others(rate_of_others, limit):
    """The highest rate of a State that shares the rest, otherwise nothing."""
    return where(rate_of_others > 0, limit, 0)


@line(unit="times", source=ARTICLE_117, label="Multiple at the highest rate")
def factor_at_limit(rate_of_others, highest_of_others):
    """The multiple of its United Nations rate that is the State's highest rate."""
    return where(rate_of_others > 0, rounded(highest_of_others / rate_of_others, 9), 0)


@line(unit="times", source="Assumption minimum_raised", label="Multiple at the lowest rate")
def factor_at_minimum(rate_of_others, minimum):
    """The multiple of its United Nations rate that is the State's lowest rate."""
    return where(rate_of_others > 0, rounded(minimum / rate_of_others, 9), 0)


@line(unit="%", source=ARTICLE_117, label="Borne at the highest rate")
def borne_at_limit(factor_at_limit, states):
    """What those who share the rest would bear together, each within its limits, at the multiple that is this State's highest rate."""
    held = states.total("highest_of_others", factor_at_limit=at_most(factor_at_limit))
    raised = states.total("minimum", factor_at_minimum=above(factor_at_limit))
    free = states.total("rate_of_others", factor_at_limit=above(factor_at_limit), factor_at_minimum=at_most(factor_at_limit))
    return held + raised + free * factor_at_limit


@line(unit="%", source="Assumption minimum_raised", label="Borne at the lowest rate")
def borne_at_minimum(factor_at_minimum, states):
    """What those who share the rest would bear together, each within its limits, at the multiple that is this State's lowest rate."""
    held = states.total("highest_of_others", factor_at_limit=at_most(factor_at_minimum))
    raised = states.total("minimum", factor_at_minimum=above(factor_at_minimum))
    free = states.total("rate_of_others", factor_at_limit=above(factor_at_minimum), factor_at_minimum=at_most(factor_at_minimum))
    return held + raised + free * factor_at_minimum


@line(unit="", source=ARTICLE_117, label="At the ceiling")
def at_ceiling(rate_of_others, borne_at_limit, states):
    """1 when all together fall short of 100 at the State's highest rate: its share would be above it, and it is held there."""
    left = 100 - states.total("fixed_rate") - states.total("least_developed_rate")
    return where((rate_of_others > 0) & (rounded(left - borne_at_limit, 6) > 0), 1, 0)


@line(unit="", source="Assumption minimum_raised", label="At the minimum")
def at_minimum(minimum, borne_at_minimum, states):
    """1 when all together exceed 100 at the State's lowest rate: its share would be below it, and it is raised there."""
    left = 100 - states.total("fixed_rate") - states.total("least_developed_rate")
    return where((minimum > 0) & (rounded(borne_at_minimum - left, 6) > 0), 1, 0)


@line(unit="%", source=ARTICLE_117, label="Taken at the ceiling")
def ceiling_rate(at_ceiling, limit):
    """What the State takes of the 100 because it is held at the ceiling, otherwise nothing."""
    return where(at_ceiling > 0, limit, 0)


@line(unit="%", source="Assumption minimum_raised", label="Taken at the minimum")
def minimum_rate(at_minimum, minimum):
    """What the State takes of the 100 because it is raised to the minimum, otherwise nothing."""
    return where(at_minimum > 0, minimum, 0)


@line(unit="%", source=ARTICLE_117, label="Rate below the ceiling")
def free_rate(at_ceiling, at_minimum, rate_of_others):
    """The United Nations rate of a State that no limit holds, otherwise nothing."""
    return where(at_ceiling + at_minimum > 0, 0, rate_of_others)


@line(unit="%", source=SHARED, label="Rate before rounding")
def exact_rate(fixed_rate, least_developed_rate, ceiling_rate, minimum_rate, free_rate, states):
    """The State's rate before it is rounded: fixed, final of a least developed country, at a limit, or its share of the rest."""
    first = 100 - states.total("fixed_rate") - states.total("least_developed_rate")
    left = first - states.total("ceiling_rate") - states.total("minimum_rate")
    return fixed_rate + least_developed_rate + ceiling_rate + minimum_rate + free_rate * left / states.total("free_rate")


@line(unit="", source=ARTICLE_117, label="At a limit")
def at_limit(comes_first, rescaled_rate, limit, at_ceiling):
    """1 when a limit holds the State: that of least developed countries, or the ceiling."""
    return where(comes_first > 0, where(rescaled_rate > limit, 1, 0), at_ceiling)


@line(unit="%", source="The decimals of assumption rate_decimals, half up", label="Rate as rounded")
def rate_as_rounded(exact_rate, rate_decimals):
    """The State's rate with the decimals that rates have; all of them may add up to a little more or less than 100."""
    return as_rounded(exact_rate, rate_decimals)


@line(unit="", source="The steps of the scale")
def some_state_is_free(states):
    """every State is a least developed country or at a limit, so no State is left to bear the rest; check the limits, and who is assessed"""
    return states.total("free_rate") > 0


@line(unit="", source="Column Fixed share")
def fixed_below_100(states):
    """the fixed shares add up to {found} per cent, which leaves nothing to share; they must be below {wanted} together"""
    return rounded(states.total("fixed_share"), 6) < 100


@line(unit="", source="Column Fixed sum")
def share_or_sum(fixed_share, fixed_sum):
    """it has a fixed share and a fixed sum; clear one of the two"""
    return (fixed_share == 0) | (money(fixed_sum) == 0)


@line(unit="", source="Assumption minimum_raised")
def minimum_below_limit(minimum, limit):
    """it is above the highest rate of a State that is assessed; lower it, or raise that limit"""
    return minimum <= limit


@line(unit="", source="Assumption rate_decimals")
def decimals_of_rates(rate_decimals):
    """it must be a whole number from 0 to 6, or 10 when rates are not rounded"""
    return (rate_decimals == rounded(rate_decimals, 0)) & ((rate_decimals <= 6) | (rate_decimals == NOT_ROUNDED))


@line(unit="", source="The scale's own number of decimals")
def no_more_decimals(rate, scale_decimals):
    """it has more decimals than the scale has (assumption scale_decimals); enter it as the scale has it"""
    return rounded(rate, scale_decimals) == rate


@line(unit="", source="The scale's own sum")
def adds_up(scale, scale_sum):
    """the rates of the Members add up to {found}, but the scale adds up to {wanted} (assumption scale_sum); a rate is wrong or missing"""
    return rounded(scale.total("rate", member=YES), 4) == rounded(scale_sum, 4)


STEPS = (
    state, un_rate, part_of_year, rate_in_scale, fixed_rate, rate_that_shares, limit, rescaled_rate, comes_first, least_developed_rate, rate_of_others,
    share_of_rest, minimum, highest_of_others, factor_at_limit, factor_at_minimum, borne_at_limit, borne_at_minimum, at_ceiling, at_minimum,
    ceiling_rate, minimum_rate, free_rate, exact_rate, at_limit, rate_as_rounded,
)  # fmt: skip

SCALE = Table(Scale, rules=(Rule(no_more_decimals, at="rate"), Rule(adds_up)), alphabetical="state")

SHAREABLE = (
    Rule(some_state_is_free, assumption="ceiling"),
    Rule(fixed_below_100),
    Rule(share_or_sum, at="fixed_sum"),
    Rule(minimum_below_limit, assumption="minimum_raised"),
    Rule(decimals_of_rates, assumption="rate_decimals"),
)

LIMITS = (
    Assumption("ceiling", "%", "The highest rate of any State.", 0, 100),
    Assumption("ceiling_applies", "1 or 0", "1 when the ceiling applies, 0 when it does not.", 0, 1),
    Assumption("least_developed_limit", "%", "The highest rate of a least developed country; 100 for none.", 0, 100),
    Assumption("least_developed_first", "1 or 0", "1 when least developed countries are settled first and once; 0 when they share with the others, up to their limit.", 0, 1, otherwise=1),
    Assumption("minimum_kept", "%", "A State whose rate in the scale is this or less stays at it; 0 for none.", 0, 100, otherwise=0),
    Assumption("minimum_raised", "%", "The lowest rate, to which that of any other State is raised; 0 for none.", 0, 100, otherwise=0),
    Assumption("rate_decimals", "decimals", "How many decimals a rate of assessment has; 10 when it is not rounded.", 0, NOT_ROUNDED, otherwise=4),
    Assumption("scale_decimals", "decimals", "How many decimals the United Nations scale has.", 0, 6),
    Assumption("scale_sum", "%", "What the rates of the Members add up to in the scale.", 0, 200),
)
