"""Assessment: the facts of a year put before the contributions model, without any cycle or input workbook."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.declare import WrongUse
from aspbudget.figures.catalogue import catalogue
from aspbudget.figures.cost import cost
from aspbudget.figures.scenarios import rested_on
from aspbudget.figures.titled import Titled, titled, with_unit
from aspbudget.models.assessment.not_assessable import (
    NotAssessable,
    amount,
    policy_number,
    refuse_day,
    refuse_of_the_court_alone,
    refuse_unshareable,
)
from aspbudget.models.assessment.one_assessment import PARTS, Assessment
from aspbudget.models.assessment.rule_cells import RESIDUALS
from aspbudget.models.assessment.rule_rows import Chosen, parameters, rows
from aspbudget.models.assessment.rules import COURT, AssessmentRule, court, rule_of
from aspbudget.models.reference import facts as reference
from aspbudget.models.reference import state_names

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Mapping
    from datetime import date

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures

MONTHS = 12
POLICIES = RESIDUALS
GIVEN = "as given"
MONEY = ("assessed", "loan")
# What is asked of sheet States: what an assessment shows, and what tells that no State is left to bear the rest.
_ASKED = (
    "un_rate", "rate", "contribution", "loan", "months", "at_limit", "least_developed", "at_minimum", "fixed_rate", "fixed_share", "fixed_sum",
    "state", "minimum", "limit", "least_developed_rate", "ceiling_rate", "minimum_rate", "free_rate", "loan_rate",
)  # fmt: skip
TITLES = {"state": "State", "un_rate": "United Nations rate (per cent)", "rate": "Rate (per cent)", "limit": "Limit", "months": "Months", "days": "Days"}


class NoBase(WrongUse):
    """No assessed base is known for the year; one has to be given."""


def assess(
    year: int,
    base: float | None = None,
    host_state_loan: float = 0,
    policy: str = "",
    *,
    include: Collection[str] = (),
    exclude: Collection[str] = (),
    on: date | None = None,
    ceiling: bool = True,
    rule: AssessmentRule | str | None = None,
    scale: int | None = None,
) -> Titled:
    """Assess a base, in euros, on the States Parties of a year; each row is a State, indexed by its three-letter code.

    Columns: state; un_rate and rate, in per cent; limit (`ceiling`, `least developed country`, or nothing); assessed and,
    with a Host State loan, loan, in euros; in a year in which a State joins or leaves, the months of the one and the days of the
    other. `include` and `exclude` are names or codes of States. Without a base, the one that the Court's budget of the year
    assessed. With a day, as on 1 January when contributions are first asked for, the States as they are on it. With a `rule`, or the name
    of one such as "OPCW", as another organisation assesses its members. With a `scale`, by that of another year on purpose. Raises
    `NoScale`, `NoBase`, `UnknownState` or `NotAssessable`, with what is known instead.
    """
    found = assessment(year, base, host_state_loan, policy, include=include, exclude=exclude, on=on, ceiling=ceiling, rule=rule, scale=scale)
    columns = ["state", "un_rate", "rate", "limit", "assessed", *(["loan"] if host_state_loan else [])]
    shown = found.states[[*columns, *(part for part in PARTS if found.states[part].any())]]
    return titled(shown, TITLES | {name: with_unit(name.capitalize(), found.currency) for name in MONEY})


def assessment(
    year: int,
    base: float | None = None,
    host_state_loan: float = 0,
    policy: str = "",
    *,
    include: Collection[str] = (),
    exclude: Collection[str] = (),
    on: date | None = None,
    ceiling: bool = True,
    rule: AssessmentRule | str | None = None,
    scale: int | None = None,
) -> Assessment:
    """Assess as `assess` does, and return also the sums, and where the base comes from; the residual policy is the rule's, if none is named."""
    rule = rule_of(rule) if isinstance(rule, str) else rule
    applied = replace(rule or court(), in_place=scale)
    reference.scale(applied.scale_year(year))
    asked, source = known_base_of(applied, year) if base is None else (amount("The base", base), GIVEN)
    loan = amount("The Host State loan", host_state_loan)
    number = policy_number(policy or applied.residual)
    refuse_day(year, on)
    refuse_of_the_court_alone(applied, loan, on)
    sheets = rows(applied, year, Chosen(state_names.codes(include), state_names.codes(exclude), on))
    other = {"residual_policy": float(number)} | ({} if ceiling else {"ceiling_applies": 0.0})
    constants = [(name, other.get(name, value), source, status) for name, value, source, status in parameters(applied, year)]
    named = {name: value or 0.0 for name, value, *_ in constants}
    figures = assessed(sheets, named | {"approved_appropriations": asked, "loan_instalment": loan}, alone=_rested_on())
    frame = figures.frame("states", ("code", *_ASKED)).set_index("code").rename_axis("iso3")
    refuse_unshareable(frame, rule)
    if loan and not frame["loan_rate"].any():
        message = f"No State assessed for {year} shares in the Host State loan; leave out --host-state-loan."
        raise NotAssessable(message)
    states = _shown(applied, year, frame, sheets["states"]["withdrawal"])
    return Assessment(year, asked, source, POLICIES[number], loan, states, on, applied if rule else None, sheets, constants, scale)


def _shown(rule: AssessmentRule, year: int, frame: pd.DataFrame, withdrawal: pd.Series[pd.Timestamp]) -> pd.DataFrame:
    """Return what an assessment shows of each State, from the figures of sheet States."""
    written = _written(rule.scale_year(year))
    return pd.DataFrame(
        {
            "state": [rule.names.get(code) or state_names.name(code, year) for code in frame.index.tolist()],
            "un_rate": frame["un_rate"],
            "rate": frame["rate"] if rule.decimals is None else [float(f"{rate:.{rule.decimals}f}") for rate in frame["rate"]],
            "limit": _limits(frame),
            "assessed": frame["contribution"].astype("int64"),
            "loan": frame["loan"].astype("int64"),
            "months": np.where(frame["months"] < MONTHS, frame["months"], 0).astype("int64"),
            "days": _days_before_leaving(withdrawal, year),
            "written": [written.get(code, "") for code in frame.index.tolist()],
        },
        index=frame.index,
    )


@cache
def _written(year: int) -> dict[str, str]:
    """Return the rate of each State of a scale by its code, in per cent with as many decimals as the scale has."""
    scale = reference.scale_with_others(year)
    return dict(zip(scale["iso3"].tolist(), scale["un_rate"].tolist(), strict=True))


def assessed(sheets: Mapping[str, pd.DataFrame], named: Mapping[str, float], alone: Container[tuple[str, str]] | None = None) -> Figures:
    """Return all figures of the contributions model, or some `alone` by table and name, for the rows of some of its sheets, with some of its assumptions given."""
    models = _models()
    return cost(
        models,
        _without_rows() | {name: frame.reindex(columns=list(models.columns(name))) for name, frame in sheets.items()},
        dict.fromkeys(models.assumptions, 0.0) | dict(named),
        alone=alone,
    )


@cache
def _models() -> Catalogue:
    return catalogue("contributions")


@cache
def _without_rows() -> dict[str, pd.DataFrame]:
    """Return each sheet that is entered, empty."""
    models = _models()
    return {table.name: pd.DataFrame(columns=list(models.columns(table.name))) for table in models.tables.values() if table.entered}


@cache
def _rested_on() -> set[tuple[str, str]]:
    """Return what is asked of sheet States, and all that it rests on."""
    return rested_on(_models(), [("states", name) for name in ("code", *_ASKED)])


def known_base_of(rule: AssessmentRule, year: int) -> tuple[float, str]:
    """Return what an organisation assessed for a year, and where that is from; raise `NoBase` when it is not known."""
    if rule.code == COURT:
        return known_base(year), base_source(year)
    reference.scale(rule.scale_year(year))
    known = _known_bases().get(rule.code, {})
    if str(year) not in known:
        years = f" It is known for {', '.join(known)}." if known else ""
        message = f"What {rule.code} assesses for {year} is not known; give it with --base.{years}"
        raise NoBase(message)
    row = known[str(year)]
    return float(row["base"]), f"{row['status']}: {row['base_note']}; {row['source']}"


@cache
def _known_bases() -> dict[str, dict[str, dict[str, str]]]:
    """Return what is known of the base of other organisations, by organisation and year."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in reference.assessed_elsewhere_years().to_dict("records"):
        found.setdefault(row["organisation"], {})[row["year"]] = row
    return found


def known_base(year: int) -> float:
    """Return what the Court's budget of a year assessed, less the Host State loan; raise `NoBase` when it is not known."""
    budgets = reference.court_budgets()
    known = budgets[(budgets["first_year"] == str(year)) & (budgets["assessed_general_eur"] != "")]
    if known.empty:
        years = ", ".join(budgets.loc[budgets["assessed_general_eur"] != "", "first_year"])
        message = f"What was assessed for {year} is not known; give it with --base. It is known for {years}."
        raise NoBase(message)
    return float(known.iloc[0]["assessed_general_eur"])


def base_source(year: int) -> str:
    """Return where the known base of a year comes from, and how sure it is."""
    budgets = reference.court_budgets().set_index("first_year")
    return f"{budgets.loc[str(year), 'status']}: {budgets.loc[str(year), 'source']}"


def _days_before_leaving(withdrawal: pd.Series[pd.Timestamp], year: int) -> np.ndarray[Any, Any]:
    """Return for how many days each State that leaves during the year is still assessed, otherwise 0."""
    first, after = np.datetime64(f"{year}-01-01"), np.datetime64(f"{year + 1}-01-01")
    leaving = withdrawal.to_numpy(dtype="datetime64[D]")
    return np.where((leaving > first) & (leaving < after), leaving, first).astype("datetime64[D]").astype("int64") - first.astype("int64")


def _limits(states: pd.DataFrame) -> np.ndarray[Any, Any]:
    """Return what holds the rate of each State, or nothing."""
    at_limit, at_minimum, fixed_rate, share, fixed_sum = (states[name].to_numpy() > 0 for name in ("at_limit", "at_minimum", "fixed_rate", "fixed_share", "fixed_sum"))
    least_developed = at_limit & np.array([each == "yes" for each in states["least_developed"].tolist()], dtype=bool)
    held = [least_developed, at_limit, at_minimum | (fixed_rate & ~share), share | fixed_sum]
    return np.select(held, ["least developed country", "ceiling", "minimum", "fixed"], "")
