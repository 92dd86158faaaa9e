"""The rows of the contributions workbook's sheets for a rule of assessment: its scale, its members and its parameters."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from aspbudget.models.assessment.contributions_start import (
    constants,
    loan_ended_rows,
    scale_in_place,
    scale_rows,
    state_rows,
)
from aspbudget.models.assessment.rule_cells import AS_PUBLISHED, FIRST, RESIDUALS, STATES_PARTIES, UNITED_NATIONS
from aspbudget.models.assessment.rules import COURT, AssessmentRule, NoRule, rules
from aspbudget.models.reference import facts as reference

if TYPE_CHECKING:
    from collections.abc import Collection

Constant = tuple[str, "float | None", str, str]
_STATUSES = {"": "illustrative", "from memory": "illustrative"}


class Chosen(NamedTuple):
    """Who is assessed beside or instead of those that the rule says, and as on which day."""

    include: Collection[str] = ()
    exclude: Collection[str] = ()
    on: date | None = None


def rows(rule: AssessmentRule, year: int, chosen: Chosen) -> dict[str, pd.DataFrame]:
    """Return the rows of sheets Scale, States and Loan ended for a rule and a year."""
    scale_year = rule.scale_year(year)
    if by_parties(rule):
        states = state_rows(year, chosen.include, chosen.exclude, chosen.on, scale_year)
        scale = scale_rows(scale_year) if rule.in_place is None else scale_in_place(scale_year, year)
        return {"scale": scale, "states": _fixed(states, rule), "loan_ended": loan_ended_rows(year)}
    codes = ({*members(rule, year), *fixed_parties(rule)} | set(chosen.include)) - set(chosen.exclude)
    scale = _scale(rule, scale_year, codes)
    return {"scale": scale, "states": _fixed(_states(rule, year, scale, codes), rule), "loan_ended": pd.DataFrame(columns=["code"])}


def by_parties(rule: AssessmentRule) -> bool:
    """Whether the Court's States Parties are assessed, with all who join or leave during the year for their part of it."""
    return rule.members in (STATES_PARTIES, f"as {COURT}")


def fixed_parties(rule: AssessmentRule) -> set[str]:
    """Return the parties with a fixed share or sum."""
    return {*rule.fixed_shares, *rule.fixed_sums}


def members(rule: AssessmentRule, year: int) -> set[str]:
    """Return the codes of an organisation's members; where published rows say who they are, as they are in `year_of_members`."""
    if isinstance(rule.members, tuple):
        return set(rule.members)
    if rule.members == UNITED_NATIONS:
        return set(reference.scale(rule.scale_year(year))["iso3"].tolist()) & reference.members_of_the_united_nations()
    if by_parties(rule):
        return set(reference.parties_on(date(year, 1, 1))["iso3"])
    if rule.members != AS_PUBLISHED:
        return members(rules()[rule.members.removeprefix("as ")], year)
    return set(_published_members().get((rule.code, str(year_of_members(rule, year))), ()))


@cache
def _published_members() -> dict[tuple[str, str], set[str]]:
    """Return the codes of the members whose rows are published, by organisation and year."""
    published = reference.assessed_elsewhere()
    found: dict[tuple[str, str], set[str]] = {}
    for organisation, year, code in zip(*(published[name].tolist() for name in ("organisation", "year", "iso3")), strict=True):
        found.setdefault((organisation, year), set()).add(code)
    return found


def year_of_members(rule: AssessmentRule, year: int) -> int:
    """Return the year whose published rows say who the members are: the year itself, the last before it, or the first; raise `NoRule`."""
    if rule.members != AS_PUBLISHED:
        return year
    years = [int(year) for organisation, year in _published_members() if organisation == rule.code]
    if not years:
        message = f"No published rows say who the members of {rule.code} are; name them in members, or write {UNITED_NATIONS} there."
        raise NoRule(message)
    return max((each for each in years if each <= year), default=min(years))


def parameters(rule: AssessmentRule, year: int) -> list[Constant]:
    """Return the assumptions that follow from a rule and a year: name, value, source, status."""
    limited = rule.least_developed_limit is not None
    values = {
        "ceiling": 100.0 if rule.ceiling is None else rule.ceiling,
        "ceiling_applies": float(rule.ceiling is not None and year >= rule.ceiling_from),
        "least_developed_limit": rule.least_developed_limit if limited else 100.0,
        "least_developed_first": float(rule.least_developed_how == FIRST),
        "minimum_kept": rule.minimum_kept,
        "minimum_raised": rule.minimum_raised,
        "rate_decimals": float(rule.rate_decimals),
        "residual_policy": float(RESIDUALS.index(rule.residual)),
    }
    status = _STATUSES.get(rule.status, rule.status)
    others = [(name, value, source, stated) for name, value, source, stated in constants(rule.scale_year(year)) if name not in values]
    fixed = [(name, float(year) if name == "year" else value, source, stated) for name, value, source, stated in others]
    return [*fixed, *((name, value, rule.source or f"Rule of assessment {rule.code}", status) for name, value in values.items())]


def _scale(rule: AssessmentRule, year: int, codes: Collection[str]) -> pd.DataFrame:
    """Return the rows of sheet Scale, with parties that have no rate in it, since something is fixed for them."""
    scale = scale_rows(year)
    more = _others(year)
    more = more[more["code"].isin(codes)]
    known = {*scale["code"].tolist(), *more["code"].tolist()}
    unrated = [code for code in rule.names if code not in known and code in codes]
    if not (len(more) or unrated):
        return scale
    fixed = [{"code": code, "state": rule.names[code] or code, "member": "no", "rate": 0.0, "source": "What is fixed for it by the rule", "status": "derived"} for code in unrated]
    return pd.concat([frame for frame in (scale, more, pd.DataFrame(fixed)) if len(frame)], ignore_index=True)[list(scale.columns)]


@cache
def _others(year: int) -> pd.DataFrame:
    """Return the rows of sheet Scale for parties that only other organisations assess."""
    others = reference.scale_with_others(year).iloc[len(reference.scale(year)) :]
    others = others.rename(columns={"iso3": "code", "un_rate": "rate", "un_rate_source": "source", "un_rate_status": "status"})
    return others.assign(rate=others["rate"].astype(float), status=others["status"].map(_STATUSES).fillna(others["status"]), member="no")


@cache
def _groups() -> dict[str, str]:
    """Return the regional group of each State that is or was a Party, by its code."""
    parties = reference.states_parties()
    return dict(zip(parties["iso3"].tolist(), parties["regional_group"].tolist(), strict=True))


def _states(rule: AssessmentRule, year: int, scale: pd.DataFrame, codes: Collection[str]) -> pd.DataFrame:
    """Return the rows of sheet States for the members of an organisation, in the alphabetical order of their names."""
    named = reference.in_order(scale[scale["code"].isin(codes)][["code", "state"]], year, codes)["code"]
    listed, groups = named.tolist(), _groups()
    least_developed = reference.least_developed_in(year) | set(rule.also_least_developed)
    parts = rule.parts_of_year if isinstance(rule.parts_of_year, dict) else {}
    first = date(year, 1, 1)
    left = [first + timedelta(days=parts[code][0]) if parts.get(code, (0, ""))[1] == "days" else None for code in listed]
    return pd.DataFrame(
        {
            "code": named,
            "number": np.arange(1.0, len(listed) + 1),
            "group": [groups.get(code, "not known") for code in listed],
            "least_developed": ["yes" if code in least_developed else "no" for code in listed],
            "entry_into_force": np.full(len(listed), np.datetime64(first, "us")),
            "withdrawal": np.array(left, dtype="datetime64[us]"),
            "exception": "",
            "months": [float(parts[code][0]) if parts.get(code, (0, ""))[1] == "months" else 12.0 for code in listed],
            "loan_payer": "no",
            "source": f"Members of {rule.code}",
            "status": "derived",
        }
    )


def _fixed(states: pd.DataFrame, rule: AssessmentRule) -> pd.DataFrame:
    """Add what is fixed for parties, of whom most rules have none."""
    if not fixed_parties(rule):
        return states.assign(fixed_share=np.nan, fixed_sum=np.nan)
    return states.assign(fixed_share=states["code"].map(dict(rule.fixed_shares)).astype(float), fixed_sum=states["code"].map(dict(rule.fixed_sums)).astype(float))
