"""The exact judge: it reproduces what was published, and obeys its own rules on every year and on any scale."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.judge import (
    AS_ROUNDED,
    CEILING,
    EQUAL_RATES,
    LARGEST_REMAINDER,
    LEAST_DEVELOPED,
    POLICIES,
    Limits,
    Unassessable,
    assess,
    bill_of,
    limits_of,
)

from aspbudget.models.reference import facts as reference

YEARS = range(2004, 2028)
UNLIMITED = Limits(ceiling=None, least_developed=None)

on_every_year = pytest.mark.parametrize("year", YEARS)


def judged(year, base=0, policy=AS_ROUNDED):
    states = reference.assessed_states(year)
    rates = dict(zip(states["iso3"], states["un_rate"], strict=True))
    return assess(rates, set(states["iso3"][states["least_developed"]]), base, limits_of(year), policy)


def published():
    rows = reference.published_contributions()
    return rows.set_index(["year", "iso3"])


def assessed_base(year):
    budgets = reference.court_budgets().set_index("first_year")
    return int(budgets.loc[str(year), "assessed_general_eur"])


@pytest.mark.parametrize(("state", "euros"), [("DEU", 16_193_649), ("GBR", 12_143_931)])
def the_general_contributions_of_2020_are_reproduced_to_the_euro(state, euros):
    assert published().loc[("2020", state), "published_eur"] == str(euros)
    assert assessed_base(2020) == 145_140_800
    assert judged(2020, assessed_base(2020)).shares[state].bill == euros


def the_exception_of_2020_is_needed_to_reproduce_the_published_amount():
    states = reference.assessed_states(2020, exclude=["KIR"])
    rates = dict(zip(states["iso3"], states["un_rate"], strict=True))
    least_developed = set(states["iso3"][states["least_developed"]])
    assert assess(rates, least_developed, 145_140_800).shares["DEU"].bill == 16_193_940


@pytest.mark.parametrize("year", [2008, 2009])
def the_rate_of_japan_is_at_the_ceiling(year):
    share = judged(year).shares["JPN"]
    assert (share.rate, share.exact, share.limit) == (Decimal("22.0000"), 22, CEILING)


@pytest.mark.parametrize("state", ["JPN", "DEU", "GBR", "FRA", "KOR"])
def the_amounts_of_2009_are_reproduced_to_their_precision(state):
    row = published().loc[("2009", state)]
    assert abs(judged(2009, assessed_base(2009)).shares[state].bill - int(row["published_eur"])) < int(row["unit_eur"])


def the_loan_shares_of_france_and_venezuela_stand_as_the_courts_own_rates_of_2013():
    """Rates of the United Nations, of 2013-2015 or of today, and the Court's rates of 2014 or 2015, do not fit both."""
    france = int(published().loc[("2020", "FRA"), "published_eur"]) - judged(2020, 145_140_800).shares["FRA"].bill
    venezuela = int(published().loc[("2021", "VEN"), "published_eur"]) - judged(2021, 144_673_900).shares["VEN"].bill
    assert (france, venezuela) == (794_694, 89_087)
    assert fits(france, venezuela, judged(2013))
    assert not any(fits(france, venezuela, judged(year)) for year in (2014, 2015, 2016, 2020, 2021))
    united_nations = reference.scale(2013).set_index("iso3")["un_rate"].map(Fraction)
    assert not overlap(bounds(france, united_nations["FRA"]), bounds(venezuela, united_nations["VEN"]))


def fits(france, venezuela, assessment):
    rates = {state: Fraction(assessment.shares[state].rate) for state in ("FRA", "VEN")}
    return overlap(bounds(france, rates["FRA"]), bounds(venezuela, rates["VEN"]))


def bounds(euros, rate):
    """Between which euros per unit of rate an amount rounded to the euro lies."""
    return (euros - Fraction(1, 2)) / rate, (euros + Fraction(1, 2)) / rate


def overlap(one, other):
    return max(one[0], other[0]) < min(one[1], other[1])


@on_every_year
def every_year_is_stable_after_the_second_pass(year):
    assert judged(year).passes == 2


@on_every_year
def the_exact_rates_sum_to_100_and_no_state_is_above_its_limit(year):
    assessment, limits = judged(year), limits_of(year)
    least_developed = reference.least_developed_in(year)
    assert sum(share.exact for share in assessment.shares.values()) == 100
    for state, share in assessment.shares.items():
        assert limits.ceiling is None or share.exact <= limits.ceiling
        assert state not in least_developed or share.exact <= limits.least_developed


@on_every_year
def every_state_that_no_limit_holds_has_the_same_factor(year):
    assessment = judged(year)
    rates = reference.scale(year).set_index("iso3")["un_rate"].map(Fraction)
    for state, share in assessment.shares.items():
        assert share.limit or share.exact == rates[state] * assessment.factor


@on_every_year
def the_floor_of_the_united_nations_never_binds(year):
    assert min(share.rate for share in judged(year).shares.values()) >= Decimal("0.0015")


@on_every_year
def the_ceiling_before_2007_would_have_changed_nothing(year):
    if year < 2007:
        assert limits_of(year).ceiling is None
        assert max(share.exact for share in judged(year).shares.values()) < 18
    else:
        assert limits_of(year).ceiling == 22


@on_every_year
def the_rates_as_rounded_leave_a_residual_below_a_thousandth_of_a_per_cent(year):
    assert abs(judged(year).sum_of_rates - 100) < Decimal("0.001")


@on_every_year
@pytest.mark.parametrize("policy", [LARGEST_REMAINDER, EQUAL_RATES])
def the_remainder_policies_sum_to_100_and_move_no_state_by_more_than_a_unit(year, policy):
    rounded, distributed = judged(year), judged(year, policy=policy)
    assert distributed.sum_of_rates == 100
    for state, share in distributed.shares.items():
        assert abs(Fraction(share.rate) - share.exact) < Fraction(1, 10_000)
        assert abs(share.rate - rounded.shares[state].rate) <= Decimal("0.0001")


@on_every_year
def no_state_pays_more_than_another_with_the_same_exact_rate_under_the_policy_that_says_so(year):
    shares = judged(year, 100_000_000, EQUAL_RATES).shares.values()
    by_exact = {}
    for share in shares:
        by_exact.setdefault(share.exact, set()).add(share.bill)
    assert {len(bills) for bills in by_exact.values()} == {1}


def the_largest_remainder_can_part_states_with_equal_rates():
    rates = {"AAA": "1.000", "BBB": "1.000", "CCC": "1.000"}
    shares = assess(rates, limits=UNLIMITED, policy=LARGEST_REMAINDER).shares
    assert [str(share.rate) for share in shares.values()] == ["33.3334", "33.3333", "33.3333"]


def the_units_of_states_with_rates_of_their_own_alone_are_moved_where_equal_rates_get_equal_bills():
    rates = {"AAA": "2.000", "BBB": "2.000", "CCC": "1.000", "DDD": "1.000", "EEE": "1.000"}
    shares = assess(rates, limits=UNLIMITED, policy=EQUAL_RATES).shares
    assert [str(share.rate) for share in shares.values()] == ["28.5714", "28.5714", "14.2857", "14.2857", "14.2857"]
    rates = {"AAA": "3.000", "BBB": "3.000", "CCC": "1.000"}
    shares = assess(rates, limits=UNLIMITED, policy=EQUAL_RATES).shares
    assert [str(share.rate) for share in shares.values()] == ["42.8571", "42.8571", "14.2858"]


def the_units_too_many_are_taken_from_the_states_whose_rates_were_rounded_up_the_most():
    rates = {"AAA": "1.000", "BBB": "4.000", "CCC": "19.000"}
    shares = assess(rates, limits=UNLIMITED, policy=EQUAL_RATES).shares
    assert [str(share.rate) for share in shares.values()] == ["4.1666", "16.6667", "79.1667"]


@pytest.mark.parametrize("codes", [("AAA", "BBB", "CCC"), ("CCC", "BBB", "AAA")])
def the_place_in_the_schedule_parts_equal_remainders(codes):
    shares = assess(dict.fromkeys(codes, "1.000"), limits=UNLIMITED, policy=LARGEST_REMAINDER).shares
    assert [str(share.rate) for share in shares.values()] == ["33.3334", "33.3333", "33.3333"]


def no_state_at_a_limit_is_given_a_unit():
    rates = {"AAA": "50.000", "BBB": "10.000", "CCC": "20.000", "DDD": "20.000", "EEE": "13.000"}
    for policy in POLICIES:
        shares = assess(rates, ["BBB"], limits=Limits(ceiling=Fraction(40)), policy=policy).shares
        assert (str(shares["AAA"].rate), shares["AAA"].limit) == ("40.0000", CEILING)
        assert (str(shares["BBB"].rate), shares["BBB"].limit) == ("0.0100", LEAST_DEVELOPED)


def a_state_lifted_above_its_limit_by_the_redistribution_is_held_in_a_third_pass():
    assessment = assess({"AAA": "40.000", "BBB": "20.000", "CCC": "20.000", "DDD": "10.000", "EEE": "10.000"})
    assert assessment.passes == 3
    assert [float(share.exact) for share in assessment.shares.values()] == [22, 22, 22, 17, 17]


def an_assessment_without_limits_is_pro_rata_in_one_pass():
    assessment = assess({"AAA": "3.000", "BBB": "1.000"}, base=1_000, limits=UNLIMITED)
    assert assessment.passes == 1
    assert [(str(share.rate), share.bill) for share in assessment.shares.values()] == [
        ("75.0000", 750),
        ("25.0000", 250),
    ]


def a_scale_with_no_state_free_to_carry_the_rest_is_refused():
    with pytest.raises(Unassessable, match=r"34\.0000 per cent is left: no State can carry it"):
        assess({"AAA": "1.000", "BBB": "1.000", "CCC": "1.000"})


@pytest.mark.parametrize(
    ("rate", "base", "euros"),
    [
        ("22.0000", 50, 11),
        ("22.0000", 25, 6),
        ("50.0000", 5, 3),
        ("50.0000", Decimal("4.98"), 2),
        ("0.0001", 499_999, 0),
    ],
)
def a_bill_is_rounded_to_the_euro_half_up(rate, base, euros):
    assert bill_of(Decimal(rate), base) == euros


def the_difference_is_what_the_bills_bring_in_beyond_the_base():
    assessment = judged(2020, 145_140_800)
    assert (str(assessment.sum_of_rates), assessment.sum_of_bills, assessment.difference) == (
        "99.9998",
        145_140_518,
        -282,
    )


@pytest.mark.slow
@given(
    st.lists(st.integers(1, 22_000), min_size=12, max_size=60),
    st.integers(0, 2**60),
    st.sampled_from([AS_ROUNDED, LARGEST_REMAINDER]),
)
def every_scale_is_shared_whole_and_no_state_pays_less_than_one_with_a_lower_rate(thousandths, chosen, policy):
    rates = {f"S{place:02}": str(Decimal(rate).scaleb(-3)) for place, rate in enumerate(sorted(thousandths))}
    least_developed = {state for place, state in enumerate(rates) if chosen >> place & 1}
    try:
        assessment = assess(rates, least_developed, policy=policy)
    except Unassessable:
        assume(False)
    assert sum(share.exact for share in assessment.shares.values()) == 100
    free = [share for share in assessment.shares.values() if share.limit is None]
    assert all(low.rate <= high.rate for low, high in pairwise(free) if low.exact < high.exact)
