"""Assessment: the facts of a year put before the contributions model, without any cycle or input workbook."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.declare import WrongUse, add_up
from aspbudget.figures.catalogue import catalogue
from aspbudget.figures.cost import cost
from aspbudget.models.assessment.not_assessable import (
    NotAssessable,
    amount,
    policy_number,
    refuse_day,
    refuse_of_the_court_alone,
    refuse_unshareable,
    round_cents,
)
from aspbudget.models.assessment.rule_cells import RESIDUALS
from aspbudget.models.assessment.rule_rows import Chosen, by_parties, parameters, rows, year_of_members
from aspbudget.models.assessment.rules import COURT, AssessmentRule, rule_of, rules
from aspbudget.models.reference import facts as reference
from aspbudget.models.reference import state_names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.models.assessment.rule_rows import Constant

MONTHS = 12
PARTS = ("months", "days")
POLICIES = RESIDUALS
GIVEN = "as given"


class NoBase(WrongUse):
    """No assessed base is known for the year; one has to be given."""


@dataclass(frozen=True)
class Assessment:
    """A base assessed on the States of a year.

    `states` is indexed by three-letter code: state, its name on 1 January of the year; un_rate and rate, in per cent; limit
    (`ceiling`, `least developed country`, `minimum`, `fixed`, or nothing); assessed and loan, in euros or the currency of the rule; written,
    the United Nations rate as the scale writes it; months, of a State that joins during the year, and days, of one that leaves, otherwise 0: its rate is for that part
    of the year. `source` says where the base comes from; `on` is the day as on which the States were taken, if any; `rule` is another
    organisation's, if the Court's wasn't asked for. `sheets` and `assumptions` are what was computed from; `scale` is a year whose
    scale was used on purpose.
    """

    year: int
    base: float
    source: str
    policy: str
    host_state_loan: float
    states: pd.DataFrame
    on: date | None = None
    rule: AssessmentRule | None = None
    sheets: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False)
    assumptions: Sequence[Constant] = field(default_factory=list, repr=False)
    scale: int | None = None

    @property
    def decimals(self) -> int | None:
        """How many decimals a rate has; `None` where it is not rounded."""
        return (self.rule or court()).decimals

    @property
    def currency(self) -> str:
        """The currency of the base and the bills."""
        return (self.rule or court()).currency

    @property
    def members_of(self) -> int:
        """The year whose members are assessed: another than the year where its members aren't known."""
        return year_of_members(self.rule or court(), self.year)

    def written_rate(self, rate: float) -> str:
        """Return a rate with the rule's own decimals; with ten where it rounds none."""
        return f"{rate:.{(self.rule or court()).rate_decimals}f}"

    @property
    def passes(self) -> int:
        """How often what is left of 100 was shared out: once, and again where a limit holds a State."""
        return 2 if (self.states["limit"] != "").any() else 1

    @property
    def sum_of_rates(self) -> Decimal:
        """The rates added up, exactly: 100.0000, or close to it when each is only rounded."""
        if self.decimals is None:
            return Decimal(self.written_rate(add_up(self.states["rate"])))
        return add_up((Decimal(self.written_rate(rate)) for rate in self.states["rate"]), Decimal(0))

    @property
    def sum_of_bills(self) -> int:
        """The bills added up, in euros or the currency of the rule."""
        return int(self.states["assessed"].sum())

    @property
    def difference(self) -> float:
        """What the bills bring in beyond the base and fixed sums, or short of them, because rates and bills are rounded."""
        return round_cents(self.sum_of_bills - self.base - add_up((self.rule or court()).fixed_sums.values()))

    def of(self, named: Collection[str]) -> pd.DataFrame:
        """Return only these States, named or by code, in the order of the schedule; all of them when none is named."""
        parties = {each.casefold(): code for code, name in (self.rule or court()).names.items() for each in (code, name)}
        asked = {parties.get(each.casefold()) or state_names.codes([each])[0] for each in ([named] if isinstance(named, str) else named)}
        for code in sorted(asked - set(self.states.index)):
            raise reference.UnknownState(self._not_assessed(code))
        return self.states[self.states.index.isin(asked)] if asked else self.states

    def _not_assessed(self, code: str) -> str:
        if self.rule is None or by_parties(self.rule):
            return state_names.not_assessed(code, self.year)
        return f"{state_names.called(code, self.year)} is not assessed by the rule {self.rule.code} for {self.year}; to see what it would be assessed, add --include {code}."

    def as_dict(self, codes: Collection[str] = ()) -> dict[str, Any]:
        """Return the assessment as its JSON document; with a Host State loan, also what each State is assessed for it."""
        states = self.of(codes)
        loan = {"host_state_loan": _number(self.host_state_loan)} if self.host_state_loan else {}
        return {
            "year": self.year,
            **({"scale": self.scale} if self.scale is not None else {}),
            **({"rule": self.rule.code} if self.rule else {}),
            **({"on": self.on.isoformat()} if self.on else {}),
            "base": _number(self.base),
            "policy": self.policy,
            **loan,
            "states": [
                self._state(code, row) for code, row in zip(states.index, states.to_dict("records"), strict=True)
            ],
            "sum_of_rates": str(self.sum_of_rates),
            "sum_of_bills": self.sum_of_bills,
            "difference": _number(self.difference),
            "passes": self.passes,
        }

    def _state(self, code: str, row: dict[str, Any]) -> dict[str, Any]:
        stated = {
            "iso3": code,
            "state": row["state"],
            "un_rate": row["written"] or None,
            "rate": self.written_rate(row["rate"]),
            "assessed": row["assessed"],
        }
        stated |= {"limit": row["limit"] or None}
        stated |= {name: row[name] for name in PARTS if row[name]}
        return stated | ({"loan": row["loan"]} if self.host_state_loan else {})


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
) -> pd.DataFrame:
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
    return found.states[[*columns, *(part for part in PARTS if found.states[part].any())]]


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
    figures = assessed(sheets, named | {"approved_appropriations": asked, "loan_instalment": loan})
    frame = figures.frame("states").set_index("code").rename_axis("iso3")
    refuse_unshareable(frame, rule)
    if loan and not frame["loan_rate"].any():
        message = f"No State assessed for {year} shares in the Host State loan; leave out --host-state-loan."
        raise NotAssessable(message)
    states = _shown(applied, year, frame, sheets["states"]["withdrawal"])
    return Assessment(year, asked, source, POLICIES[number], loan, states, on, applied if rule else None, sheets, constants, scale)


def _shown(rule: AssessmentRule, year: int, frame: pd.DataFrame, withdrawal: pd.Series[pd.Timestamp]) -> pd.DataFrame:
    """Return what an assessment shows of each State, from the figures of sheet States."""
    written = reference.scale_with_others(rule.scale_year(year)).set_index("iso3")["un_rate"]
    return pd.DataFrame(
        {
            "state": [rule.names.get(code) or state_names.name(code, year) for code in frame.index],
            "un_rate": frame["un_rate"],
            "rate": frame["rate"] if rule.decimals is None else [float(f"{rate:.{rule.decimals}f}") for rate in frame["rate"]],
            "limit": _limits(frame),
            "assessed": frame["contribution"].astype("int64"),
            "loan": frame["loan"].astype("int64"),
            "months": np.where(frame["months"] < MONTHS, frame["months"], 0).astype("int64"),
            "days": _days_before_leaving(withdrawal, year),
            "written": written.reindex(frame.index).fillna(""),
        }
    )


def assessed(sheets: Mapping[str, pd.DataFrame], named: Mapping[str, float]) -> Figures:
    """Return all figures of the contributions model for the rows of some of its sheets, with some of its assumptions given."""
    models = _models()
    frames = {
        table.name: pd.DataFrame(columns=list(models.columns(table.name)))
        for table in models.tables.values()
        if table.entered
    }
    frames |= sheets
    return cost(
        models,
        {name: frame.reindex(columns=list(models.columns(name))) for name, frame in frames.items()},
        dict.fromkeys(models.assumptions, 0.0) | dict(named),
    )


@cache
def _models() -> Catalogue:
    return catalogue("contributions")


def court() -> AssessmentRule:
    """Return the Court's own rule."""
    return rules()[COURT]


def known_base_of(rule: AssessmentRule, year: int) -> tuple[float, str]:
    """Return what an organisation assessed for a year, and where that is from; raise `NoBase` when it is not known."""
    if rule.code == COURT:
        return known_base(year), base_source(year)
    reference.scale(rule.scale_year(year))
    known = reference.assessed_elsewhere_years().query("organisation == @rule.code").set_index("year")
    if str(year) not in known.index:
        years = f" It is known for {', '.join(known.index)}." if len(known) else ""
        message = f"What {rule.code} assesses for {year} is not known; give it with --base.{years}"
        raise NoBase(message)
    row = known.loc[str(year)]
    return float(row["base"]), f"{row['status']}: {row['base_note']}; {row['source']}"


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


def _number(amount: float) -> int | float:
    return int(amount) if float(amount).is_integer() else float(amount)


def _days_before_leaving(withdrawal: pd.Series[pd.Timestamp], year: int) -> np.ndarray[Any, Any]:
    """Return for how many days each State that leaves during the year is still assessed, otherwise 0."""
    days = (withdrawal - pd.Timestamp(year, 1, 1)).dt.days.fillna(0).to_numpy()
    return np.where((days > 0) & (withdrawal.dt.year == year), days, 0).astype("int64")


def _limits(states: pd.DataFrame) -> np.ndarray[Any, Any]:
    """Return what holds the rate of each State, or nothing."""
    least_developed = (states["at_limit"] > 0) & (states["least_developed"] == "yes")
    at_minimum = (states["at_minimum"] > 0) | ((states["fixed_rate"] > 0) & (states["fixed_share"].fillna(0) == 0))
    fixed = (states["fixed_share"].fillna(0) > 0) | (states["fixed_sum"].fillna(0) > 0)
    held = [least_developed, states["at_limit"] > 0, at_minimum, fixed]
    return np.select(held, ["least developed country", "ceiling", "minimum", "fixed"], "")
