"""The scale: least developed countries first and once, up to their limit; the others share the rest, up to the ceiling.

Found from what every State was assessed in 2018, 2019, 2021 and 2022, which it reproduces (`aspbudget prove`). No amounts
by State are known of a year in which the ceiling holds a State, 2007 to 2009: that part is not proven.
"""

from aspbudget.declare import Assumption, Rule, Sourced, Table, column, least, line, new_year, rounded, where

YES, NO = "yes", "no"
ARTICLE_117 = "Rome Statute, article 117: the United Nations scale, adjusted in accordance with its principles"
SHARED = f"{ARTICLE_117}; States that no limit holds share, pro rata, what the others leave of 100"


def part(amount, rate):
    """Return what a rate of four decimals is of an amount: in whole ten-thousandths, so that half a euro is exactly half a euro.

    144,550,000 × 1.5030 ÷ 100 is 2,172,586.5; computed in binary it falls short of the half, and spreadsheets round it down.
    """
    return amount * rounded(rate * 10_000, 0) / 1_000_000


class Scale(Sourced):
    """One row for each State with a rate in the United Nations scale of the year, or a notional rate."""

    code: str = column("Code", "The State's three-letter code, ISO 3166-1.", key=True, example="DEU")
    state: str = column("State", "Its name, as the United Nations writes it.", example="Germany")
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


@line(unit="%", source="A part of a year counts as a part of the rate", label="Rate for its part of the year")
def rate_in_scale(un_rate, part_of_year):
    """The State's United Nations rate, for the part of the year for which it is assessed."""
    return un_rate * part_of_year


@line(unit="%", source="Ceiling from 2007 on, not proven by amounts by State; least developed countries at most 0.0100 per cent")
def limit(least_developed, least_developed_limit, ceiling, ceiling_applies, part_of_year):
    """The highest rate that the State may have, less in a part of a year; 100 when nothing limits it."""
    highest = where(ceiling_applies > 0, ceiling, 100)
    return least(where(least_developed == YES, least(least_developed_limit, highest), highest) * part_of_year, 100)


@line(unit="%", source=ARTICLE_117, label="Rescaled to 100")
def rescaled_rate(rate_in_scale, states):
    """The State's United Nations rate, rescaled to 100 among all who are assessed."""
    return rate_in_scale * 100 / states.total("rate_in_scale")


@line(unit="%", source="Least developed countries first, once and finally: the rescaled rate to four decimals, at most their limit", label="Least developed rate")
def least_developed_rate(least_developed, rescaled_rate, limit):
    """The rate of a least developed country, which is final; nothing of any other State."""
    return where(least_developed == YES, rounded(least(rescaled_rate, limit), 4), 0)


@line(unit="%", source=ARTICLE_117, label="Rate that shares the rest")
def rate_of_others(least_developed, rate_in_scale):
    """The United Nations rate of a State that is not least developed, otherwise nothing."""
    return where(least_developed == YES, 0, rate_in_scale)


@line(unit="%", source=SHARED, label="Share of the rest")
def share_of_rest(rate_of_others, states):
    """The State's share of what the least developed countries leave of 100, before any ceiling; nothing of these countries."""
    return rate_of_others * (100 - states.total("least_developed_rate")) / states.total("rate_of_others")


@line(unit="", source=ARTICLE_117, label="At the ceiling")
def at_ceiling(share_of_rest, limit):
    """1 when the State's share is above the ceiling, and it is held there."""
    return where(share_of_rest > limit, 1, 0)


@line(unit="%", source=ARTICLE_117, label="Taken at the ceiling")
def ceiling_rate(at_ceiling, limit):
    """What the State takes of the 100 because it is held at the ceiling, otherwise nothing."""
    return where(at_ceiling > 0, limit, 0)


@line(unit="%", source=ARTICLE_117, label="Rate below the ceiling")
def free_rate(at_ceiling, rate_of_others):
    """The United Nations rate of a State that no limit holds, otherwise nothing."""
    return where(at_ceiling > 0, 0, rate_of_others)


@line(unit="%", source=SHARED, label="Rate before rounding")
def exact_rate(least_developed, least_developed_rate, at_ceiling, limit, free_rate, states):
    """The State's rate before it is rounded: final of a least developed country, at the ceiling, or its share of the rest."""
    left = 100 - states.total("least_developed_rate") - states.total("ceiling_rate")
    share = where(at_ceiling > 0, limit, free_rate * left / states.total("free_rate"))
    return where(least_developed == YES, least_developed_rate, share)


@line(unit="", source=ARTICLE_117, label="At a limit")
def at_limit(least_developed, rescaled_rate, limit, at_ceiling):
    """1 when a limit holds the State: that of least developed countries, or the ceiling."""
    return where(least_developed == YES, where(rescaled_rate > limit, 1, 0), at_ceiling)


@line(unit="%", source="Four decimals of a per cent, half up", label="Rate as rounded")
def rate_as_rounded(exact_rate):
    """The State's rate to four decimals; all of them may add up to a little more or less than 100."""
    return rounded(exact_rate, 4)


@line(unit="", source="The steps of the scale")
def some_state_is_free(states):
    """every State is a least developed country or at the ceiling, so no State is left to bear the rest; check the limits, and who is assessed"""
    return states.total("free_rate") > 0


@line(unit="", source="The steps of the scale")
def none_above_ceiling(least_developed, exact_rate, limit):
    """once those above it are held there, another State is above it; check the ceiling, and who is assessed"""
    return (least_developed == YES) | (exact_rate <= limit)


@line(unit="", source="The scale's own number of decimals")
def no_more_decimals(rate, scale_decimals):
    """it has more decimals than the scale has (assumption scale_decimals); enter it as the scale has it"""
    return rounded(rate, scale_decimals) == rate


@line(unit="", source="The scale's own sum")
def adds_up(scale, scale_sum):
    """the rates of the Members add up to {found}, but the scale adds up to {wanted} (assumption scale_sum); a rate is wrong or missing"""
    return rounded(scale.total("rate", member=YES), 4) == rounded(scale_sum, 4)


STEPS = (
    state, un_rate, part_of_year, rate_in_scale, limit, rescaled_rate, least_developed_rate, rate_of_others, share_of_rest, at_ceiling,
    ceiling_rate, free_rate, exact_rate, at_limit, rate_as_rounded,
)  # fmt: skip

SCALE = Table(Scale, rules=(Rule(no_more_decimals, at="rate"), Rule(adds_up)))

SHAREABLE = (Rule(some_state_is_free, assumption="ceiling"), Rule(none_above_ceiling, assumption="ceiling"))

LIMITS = (
    Assumption("ceiling", "%", "The highest rate of any State.", 0, 100),
    Assumption("ceiling_applies", "1 or 0", "1 when the ceiling applies, 0 when it does not.", 0, 1),
    Assumption("least_developed_limit", "%", "The highest rate of a least developed country.", 0, 100),
    Assumption("scale_decimals", "decimals", "How many decimals the United Nations scale has.", 0, 6),
    Assumption("scale_sum", "%", "What the rates of the Members add up to in the scale.", 0, 200),
)
