"""The scale: the United Nations rates, rescaled to the States assessed, with a ceiling and a limit for the least developed."""

from aspbudget.declare import Assumption, Rule, Sourced, Table, column, least, line, rounded, where

YES, NO = "yes", "no"
ARTICLE_117 = "Rome Statute, article 117: the United Nations scale, adjusted in accordance with its principles"
RESCALED = f"{ARTICLE_117}; States that no limit holds share, pro rata, what the others leave of 100"


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


@line(unit="", source="The scale's own number of decimals")
def no_more_decimals(rate, scale_decimals):
    """it has more decimals than the scale has (assumption scale_decimals); enter it as the scale has it"""
    return rounded(rate, scale_decimals) == rate


@line(unit="", source="The scale's own sum")
def adds_up(scale, scale_sum):
    """the rates of the Members add up to {found}, but the scale adds up to {wanted} (assumption scale_sum); a rate is wrong or missing"""
    return rounded(scale.total("rate", member=YES), 4) == rounded(scale_sum, 4)


PASSES = (
    state, un_rate, rate_in_scale, limit, share_1, held_1, fixed_1, free_1, share_2, held_2, fixed_2, free_2, share_3,
    rate_as_rounded,
)  # fmt: skip

SCALE = Table(Scale, rules=(Rule(no_more_decimals, at="rate"), Rule(adds_up)))

STABLE = (
    Rule(some_state_is_free, assumption="ceiling"),
    Rule(some_state_stays_free, assumption="ceiling"),
    Rule(stable, assumption="ceiling"),
)

LIMITS = (
    Assumption("ceiling", "%", "The highest rate of any State.", 0, 100),
    Assumption("ceiling_applies", "1 or 0", "1 when the ceiling applies, 0 when it does not.", 0, 1),
    Assumption("least_developed_limit", "%", "The highest rate of a least developed country.", 0, 100),
    Assumption("scale_decimals", "decimals", "How many decimals the United Nations scale has.", 0, 6),
    Assumption("scale_sum", "%", "What the rates of the Members add up to in the scale.", 0, 200),
)
