"""Residual policies: three ways to settle what rounding the rates leaves, and what each would change for every State.

The Court leaves the sum of the rates as it is; an office that wants 100 chooses one of the others. The rate of a least
developed country is final, so that neither moves it; so is any other rate that is fixed, or at a limit.
"""

from aspbudget.declare import CURRENCY, Assumption, Rule, above, greatest, line, round_down, rounded, where
from aspbudget.models.assessment.scale import NOT_ROUNDED, share_of

RESIDUAL = "Declared residual policy, assumption residual_policy"


@line(unit="%", source=RESIDUAL, label="Rate cut off")
def rate_cut_off(exact_rate, rate_decimals):
    """The State's rate cut off after the decimals that rates have, from which largest remainders start."""
    return where(rate_decimals < NOT_ROUNDED, round_down(exact_rate, rate_decimals), exact_rate)


@line(unit="", source=RESIDUAL, label="Ranked remainder")
def remainder_key(exact_rate, rate_cut_off, number, rate_decimals):
    """What is cut off, to five decimals more than a rate has, with the place in the schedule to part equals: the larger comes first."""
    return rounded((exact_rate - rate_cut_off) * 10 ** (rate_decimals + 5), 0) - number / 1000


@line(unit="%", source=RESIDUAL, label="Rate by largest remainder")
def rate_largest_remainder(rate_cut_off, remainder_key, rate_decimals, states):
    """The rate cut off, and one unit of its last decimal more for as many States as are missing to 100, the largest remainders first."""
    missing = rounded((100 - states.total("rate_cut_off")) * 10**rate_decimals, 0)
    raised = rounded(rate_cut_off + 1 / 10**rate_decimals, rate_decimals)
    return where(states.count(remainder_key=above(remainder_key)) < missing, raised, rate_cut_off)


@line(unit="", source=RESIDUAL, label="Rate to compare")
def share_key(exact_rate):
    """The rate to ten decimals, by which States with equal rates are known."""
    return rounded(exact_rate, 10)


@line(unit="States", source=RESIDUAL, label="With the same rate")
def twins(states, share_key):
    """How many States have the same rate, itself included; only a State with a rate of its own is adjusted."""
    return states.count(share_key=share_key)


@line(unit="", source=RESIDUAL, label="Ranked shortfall")
def shortfall_key(exact_rate, rate_as_rounded, twins, free_rate, number, rate_decimals, states):
    """By how much rounding moved the State's rate the wrong way, to five decimals more than it has; the largest is adjusted first."""
    towards = where(states.total("rate_as_rounded") <= 100, 1, -1)
    moved = rounded((exact_rate - rate_as_rounded) * towards * 10 ** (rate_decimals + 5), 0)
    return where((twins == 1) & (free_rate > 0), moved, -1_000_000) - number / 1000


@line(unit="%", source=RESIDUAL, label="Rate with equal bills")
def rate_equal_bills(rate_as_rounded, shortfall_key, rate_decimals, states):
    """The rounded rate, and one unit of its last decimal more or less for as many States with a rate of their own as make 100."""
    residual = rounded((100 - states.total("rate_as_rounded")) * 10**rate_decimals, 0)
    adjusted = states.count(shortfall_key=above(shortfall_key)) < greatest(residual, -residual)
    step = where(residual >= 0, 1, -1) / 10**rate_decimals
    return where(adjusted & (shortfall_key > -1_000_000), rounded(rate_as_rounded + step, rate_decimals), rate_as_rounded)


@line(unit="%", source=RESIDUAL, label="Rate of assessment")
def rate(residual_policy, rate_as_rounded, rate_largest_remainder, rate_equal_bills):
    """The State's rate under the residual policy: 0 as rounded, 1 largest remainder, 2 equal rates equal bills."""
    policies = where(residual_policy == 1, rate_largest_remainder, rate_equal_bills)
    return where(residual_policy == 0, rate_as_rounded, policies)


@line(unit=CURRENCY, source="Policy 0: rates as rounded", label="As rounded")
def bill_as_rounded(summary, rate_as_rounded, rate_decimals, bill_decimals):
    """The contribution with rates as rounded."""
    return rounded(share_of(summary.total("base"), rate_as_rounded, rate_decimals), bill_decimals)


@line(unit=CURRENCY, source="Policy 1: largest remainder", label="Largest remainder")
def bill_largest_remainder(summary, rate_largest_remainder, rate_decimals, bill_decimals):
    """The contribution with rates that add up to 100 by largest remainders."""
    return rounded(share_of(summary.total("base"), rate_largest_remainder, rate_decimals), bill_decimals)


@line(unit=CURRENCY, source="Policy 2: largest remainder, equal rates equal bills", label="Equal rates equal bills")
def bill_equal_bills(summary, rate_equal_bills, rate_decimals, bill_decimals):
    """The contribution with rates that add up to 100 and never part States with equal rates."""
    return rounded(share_of(summary.total("base"), rate_equal_bills, rate_decimals), bill_decimals)


@line(unit=CURRENCY, source="Policy 1 less policy 0", label="Effect of largest remainder")
def effect_largest_remainder(bill_largest_remainder, bill_as_rounded):
    """What largest remainders would change for the State."""
    return bill_largest_remainder - bill_as_rounded


@line(unit=CURRENCY, source="Policy 2 less policy 0", label="Effect of equal bills")
def effect_equal_bills(bill_equal_bills, bill_as_rounded):
    """What largest remainders with equal bills for equal rates would change for the State."""
    return bill_equal_bills - bill_as_rounded


@line(unit="", source="Declared residual policy")
def one_of_three(residual_policy):
    """it must be 0 (as rounded), 1 (largest remainder) or 2 (largest remainder, equal rates equal bills)"""
    return (residual_policy == 0) | (residual_policy == 1) | (residual_policy == 2)


RATES = (
    rate_cut_off, remainder_key, rate_largest_remainder, share_key, twins, shortfall_key, rate_equal_bills, rate,
)  # fmt: skip

EFFECTS = (
    bill_as_rounded, bill_largest_remainder, bill_equal_bills, effect_largest_remainder, effect_equal_bills,
)  # fmt: skip

ONE_OF_THREE = Rule(one_of_three, assumption="residual_policy")
POLICY = Assumption(
    "residual_policy", "0, 1 or 2", "0 as rounded; 1 largest remainder; 2 with equal rates equal bills.", 0, 2
)
