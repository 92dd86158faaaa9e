"""The exact judge: it reproduces what was published, and obeys its own rules on every year and on any scale."""

from __future__ import annotations

from datetime import date
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
    half_up,
    limits_of,
    parts_of,
)

from aspbudget.models.reference import facts as reference

YEARS = range(2004, 2028)
UNLIMITED = Limits(ceiling=None, least_developed=None)

on_every_year = pytest.mark.parametrize("year", YEARS)


def judged(year, base=0, policy=AS_ROUNDED, include=(), without=()):
    days = reference.states_parties().set_index("iso3")[["entry_into_force", "withdrawal_effective"]]
    parts = parts_of(year, {code: tuple(row) for code, row in zip(days.index, days.to_numpy(), strict=True) if code not in without})
    joining = set(parts) & set(reference.scale(year)["iso3"])
    states = reference.assessed_states(year, include={*joining, *include})
    rates = dict(zip(states["iso3"], states["un_rate"], strict=True))
    parts = {code: part for code, part in parts.items() if code not in include}
    return assess(rates, set(states["iso3"][states["least_developed"]]), base, limits_of(year), policy, parts)


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


def the_eleven_months_of_kiribati_which_joined_in_february_is_needed_to_reproduce_the_published_amounts_of_2020():
    assert judged(2020, 145_140_800, without=["KIR"]).shares["DEU"].bill == 16_193_940


def the_rate_of_spain_in_2018_is_an_exact_tie_and_is_rounded_up():
    share = judged(2018).shares["ESP"]
    assert (share.exact * 10_000 % 1, str(share.rate)) == (Fraction(1, 2), "4.1611")


@pytest.mark.parametrize(
    ("year", "low", "high"),
    [(2018, "1.7032542", "1.7032566"), (2021, "1.8320513", "1.8320586"), (2022, "1.9157925", "1.9157952")],
)
def the_factor_of_the_others_is_one_that_the_published_rows_allow(year, low, high):
    assert Fraction(low) - Fraction(1, 10**7) < judged(year).factor < Fraction(high)


def the_philippines_which_left_on_17_march_2019_are_assessed_for_75_days():
    assert str(judged(2019).shares["PHL"].rate) == "0.0771"


def a_state_that_joins_lowers_what_the_others_pay():
    first, second = judged(2024, 183_499_200, without=["ARM"]), judged(2024, 183_499_200)
    assert (str(first.shares["DEU"].rate), first.shares["DEU"].bill) == ("11.7074", 21_482_985)
    assert (str(second.shares["DEU"].rate), str(second.shares["ARM"].rate)) == ("11.7060", "0.0123")


def the_parts_of_a_year_are_months_for_those_that_join_and_days_for_those_that_leave():
    days = {"JOINS": ("2024-02-01", ""), "LEAVES": ("2002-07-01", "2024-03-01"), "BOTH": ("2024-07-01", "2024-12-31"), "STAYS": ("2024-01-01", "2025-01-01")}
    assert parts_of(2024, days) == {"JOINS": Fraction(11, 12), "LEAVES": Fraction(60, 366), "BOTH": Fraction(6, 12) * Fraction(365, 366)}


def the_limits_of_a_part_of_a_year_are_that_part_of_the_limits():
    rates = {"AAA": "80.000", "BBB": "10.000", "CCC": "30.000", "DDD": "30.000", "EEE": "30.000"}
    parts = {"AAA": Fraction(1, 2), "BBB": Fraction(1, 4)}
    shares = assess(rates, ["BBB"], limits=Limits(ceiling=Fraction(40)), parts=parts).shares
    assert [str(share.rate) for share in shares.values()] == ["20.0000", "0.0025", *["26.6658"] * 3]
    assert (shares["AAA"].limit, shares["BBB"].limit) == (CEILING, LEAST_DEVELOPED)


@pytest.mark.parametrize("year", [2008, 2009])
def the_rate_of_japan_is_at_the_ceiling(year):
    share = judged(year).shares["JPN"]
    assert (share.rate, share.exact, share.limit) == (Decimal("22.0000"), 22, CEILING)


@pytest.mark.parametrize("state", ["JPN", "DEU", "GBR", "FRA", "KOR"])
def the_amounts_of_2009_are_reproduced_to_their_precision(state):
    row = published().loc[("2009", state)]
    assert abs(judged(2009, assessed_base(2009)).shares[state].bill - int(row["published_eur"])) < int(row["unit_eur"])


def the_loan_shares_of_france_and_venezuela_are_their_rates_among_all_that_shared_in_the_loan():
    france = int(published().loc[("2020", "FRA"), "published_eur"]) - judged(2020, 145_140_800).shares["FRA"].bill
    venezuela = int(published().loc[("2021", "VEN"), "published_eur"]) - judged(2021, 144_673_900).shares["VEN"].bill
    assert (france, venezuela) == (794_694, 89_087)
    payers = reference.host_state_loan_payers().set_index("iso3")
    bases = {code: Fraction(row.court_rate) * Fraction(row.not_prepaid) for code, row in zip(payers.index, payers.itertuples(), strict=True)}
    instalment = int(reference.court_budgets().set_index("first_year").loc["2020", "loan_instalment_eur"])
    for code, euros in (("FRA", france), ("VEN", venezuela)):
        rate = half_up(bases[code] * 100 * 10_000 / sum(bases.values()))
        assert half_up(Fraction(rate, 1_000_000) * instalment) == euros


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
    least_developed = reference.least_developed_in(year)
    shares = {state: share for state, share in assessment.shares.items() if share.limit is None and state not in least_developed}
    for state in set(shares) & set(reference.parties_on(date(year, 1, 1))["iso3"]) & set(reference.parties_on(date(year, 12, 31))["iso3"]):
        assert shares[state].exact == rates[state] * assessment.factor


@on_every_year
def the_floor_of_the_united_nations_never_binds(year):
    days = date(year, 1, 1), date(year, 12, 31)
    whole_year = set.intersection(*(set(reference.parties_on(day)["iso3"]) for day in days))
    assert min(share.rate for state, share in judged(year).shares.items() if state in whole_year) >= Decimal("0.0010")


@on_every_year
def the_ceiling_before_2007_would_have_changed_nothing(year):
    if year < 2007:
        assert limits_of(year).ceiling is None
        assert max(share.exact for share in judged(year).shares.values()) < 18
    else:
        assert limits_of(year).ceiling == 22


@on_every_year
def the_rates_as_rounded_leave_a_residual_of_at_most_a_thousandth_of_a_per_cent(year):
    assert abs(judged(year).sum_of_rates - 100) <= Decimal("0.001")


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


def a_state_lifted_above_the_ceiling_by_holding_another_is_held_too():
    assessment = assess({"AAA": "40.000", "BBB": "20.000", "CCC": "20.000", "DDD": "10.000", "EEE": "10.000"})
    assert [float(share.exact) for share in assessment.shares.values()] == [22, 22, 22, 17, 17]


def an_assessment_without_limits_is_pro_rata():
    assessment = assess({"AAA": "3.000", "BBB": "1.000"}, base=1_000, limits=UNLIMITED)
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
        145_140_517,
        -283,
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
    free = [share for code, share in assessment.shares.items() if share.limit is None and code not in least_developed]
    assert all(low.rate <= high.rate for low, high in pairwise(free) if low.exact < high.exact)
