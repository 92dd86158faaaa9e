"""What can't be assessed: an amount, a policy, a day or a rule that leaves nothing to share, each with what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.declare import WrongUse, add_up, allowed, nearest
from aspbudget.models.assessment.rule_cells import RESIDUALS as POLICIES
from aspbudget.models.assessment.rule_rows import by_parties

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from aspbudget.models.assessment.rules import AssessmentRule

_HIGHEST = 1e12


class NotAssessable(WrongUse):
    """What was asked for can't be assessed: an unknown policy, an amount below nothing, or no State left to bear the rest."""


def round_cents(amount: float) -> float:
    """Return an amount without the noise of subtracting cents in binary."""
    return float(f"{amount:.2f}")


def amount(what: str, euros: float) -> float:
    """Return an amount to the cent; raise `NotAssessable` where none can be assessed."""
    if not 0 <= euros < _HIGHEST:
        message = f"{what} is {euros:,.10g} euros; it must be 0 or more, and below {_HIGHEST:,.0f}."
        raise NotAssessable(message)
    return round_cents(euros)


def policy_number(policy: str) -> int:
    """Return the number by which the workbook knows a residual policy; raise `NotAssessable` for none."""
    if policy.casefold() not in POLICIES:
        message = f'"{policy}" is no residual policy; it must be one of: {allowed(POLICIES)}{nearest(policy, POLICIES) or "."}'
        raise NotAssessable(message)
    return POLICIES.index(policy.casefold())


def refuse_day(year: int, on: date | None) -> None:
    """Raise `NotAssessable` for a day of another year."""
    if on and on.year != year:
        message = f"The day {on.isoformat()} is not in {year}; give a day of the year that is assessed, such as {year}-01-01."
        raise NotAssessable(message)


def refuse_of_the_court_alone(rule: AssessmentRule, loan: float, on: date | None) -> None:
    """Raise `NotAssessable` for what only the Court's States Parties have, when others are assessed."""
    if not by_parties(rule) and (loan or on):
        option = "--host-state-loan" if loan else "--on"
        message = f"{option} is for the Court's States Parties; leave it out with the rule {rule.code}."
        raise NotAssessable(message)


def refuse_unshareable(states: pd.DataFrame, rule: AssessmentRule | None) -> None:
    """Raise `NotAssessable` where a State can't be within its limits, or no State is left to bear the rest."""
    if not len(states):
        message = "No State is left to assess; exclude fewer States."
        raise NotAssessable(message)
    torn = states[states["minimum"] > states["limit"]]
    if len(torn):
        lowest, highest, named = torn[["minimum", "limit", "state"]].iloc[0]
        message = f"The minimum is {lowest:.10g} per cent, above the highest rate of {named}, {highest:.10g}; lower it, or raise that limit."
        raise NotAssessable(message)
    if not states["free_rate"].any():
        left = 100 - add_up(states[name].sum() for name in ("fixed_rate", "least_developed_rate", "ceiling_rate", "minimum_rate"))
        remedy = "raise the limits of the rule, or assess more States" if rule else "exclude fewer States"
        message = f"Every State is at its limit and {left:.4f} per cent is left that no State can bear; {remedy}."
        if left < 0:
            message = f"The lowest rates alone come to {100 - left:.4f} per cent, which no base can be; lower the minimum, or assess fewer States."
        raise NotAssessable(message)
