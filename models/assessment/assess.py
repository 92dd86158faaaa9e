"""Assessment: the facts of a year put before the contributions model, without any cycle or input workbook."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.declare import WrongUse, add_up, allowed, nearest
from aspbudget.figures.catalogue import catalogue
from aspbudget.figures.cost import cost
from aspbudget.models.assessment.contributions_start import CEILING, constants, scale_rows, state_rows
from aspbudget.models.reference import facts as reference
from aspbudget.models.reference import state_names

if TYPE_CHECKING:
    from collections.abc import Collection

    from aspbudget.figures.cost import Figures

MONTHS = 12
POLICIES = ("as rounded", "largest remainder", "largest remainder, equal rates equal bills")
GIVEN = "as given"
_HIGHEST = 1e12
WHOLE_YEAR = 12
_LIMITS = ("ceiling", "least developed country")


class NoBase(WrongUse):
    """No assessed base is known for the year; one has to be given."""


class NotAssessable(WrongUse):
    """What was asked for can't be assessed: an unknown policy, an amount below nothing, or no State left to bear the rest."""


@dataclass(frozen=True)
class Assessment:
    """A base assessed on the States of a year.

    `states` is indexed by three-letter code: state, its name on 1 January of the year; un_rate and rate, in per cent; limit
    (`ceiling`, `least developed country`, or nothing); months (12, or fewer in the year of joining); assessed and loan, in
    euros; written, the United Nations rate as the scale writes it. `source` says where the base comes from. The sums are over the States assessed for
    the whole year; those that join later pay on top of the base.
    """

    year: int
    base: float
    source: str
    policy: str
    host_state_loan: float
    states: pd.DataFrame
    passes: int

    @property
    def whole_year(self) -> pd.DataFrame:
        """The States assessed for the whole year."""
        return self.states[self.states["months"] == WHOLE_YEAR]

    @property
    def sum_of_rates(self) -> Decimal:
        """The rates added up, exactly: 100.0000, or close to it when each is only rounded."""
        return add_up((Decimal(f"{rate:.4f}") for rate in self.whole_year["rate"]), Decimal(0))

    @property
    def sum_of_bills(self) -> int:
        """The bills added up, in euros."""
        return int(self.whole_year["assessed"].sum())

    @property
    def difference(self) -> float:
        """What the bills bring in beyond the base, or short of it, because rates and bills are rounded."""
        return round_cents(self.sum_of_bills - self.base)

    def of(self, named: Collection[str]) -> pd.DataFrame:
        """Return only these States, named or by code, in the order of the schedule; all of them when none is named."""
        asked = set(state_names.codes(named))
        for code in sorted(asked - set(self.states.index)):
            raise reference.UnknownState(state_names.not_assessed(code, self.year))
        return self.states[self.states.index.isin(asked)] if asked else self.states

    def as_dict(self, codes: Collection[str] = ()) -> dict[str, Any]:
        """Return the assessment as its JSON document; with a Host State loan, also what each State is assessed for it."""
        states = self.of(codes)
        loan = {"host_state_loan": _number(self.host_state_loan)} if self.host_state_loan else {}
        return {
            "year": self.year,
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
            "un_rate": row["written"],
            "rate": f"{row['rate']:.4f}",
            "assessed": row["assessed"],
        }
        stated |= {"limit": row["limit"] or None}
        stated |= {"months": int(row["months"])} if row["months"] < WHOLE_YEAR else {}
        return stated | ({"loan": row["loan"]} if self.host_state_loan else {})


def assess(
    year: int,
    base: float | None = None,
    host_state_loan: float = 0,
    policy: str = POLICIES[0],
    *,
    include: Collection[str] = (),
    exclude: Collection[str] = (),
    ceiling: bool = True,
) -> pd.DataFrame:
    """Assess a base, in euros, on the States Parties of a year; each row is a State, indexed by its three-letter code.

    Columns: state; un_rate and rate, in per cent; limit (`ceiling`, `least developed country`, or nothing); assessed and,
    with a Host State loan, loan, in euros; months, in a year in which a State joins. `include` and `exclude` are names or codes
    of States. Without a base, the one that the Court's budget of the year assessed. Raises `NoScale`, `NoBase`, `UnknownState`
    or `NotAssessable`, with what is known instead.
    """
    found = assessment(year, base, host_state_loan, policy, include=include, exclude=exclude, ceiling=ceiling)
    columns = ["state", "un_rate", "rate", "limit", "assessed", *(["loan"] if host_state_loan else [])]
    later = len(found.whole_year) < len(found.states)
    return found.states[[*columns, *(["months"] if later else [])]]


def assessment(
    year: int,
    base: float | None = None,
    host_state_loan: float = 0,
    policy: str = POLICIES[0],
    *,
    include: Collection[str] = (),
    exclude: Collection[str] = (),
    ceiling: bool = True,
) -> Assessment:
    """Assess as `assess` does, and return also the sums, the passes, and where the base comes from."""
    asked, source = (known_base(year), base_source(year)) if base is None else (_amount("The base", base), GIVEN)
    loan = _amount("The Host State loan", host_state_loan)
    number = _policy(policy)
    chosen = {"include": state_names.codes(include), "exclude": state_names.codes(exclude)}
    figures = assessed(year, asked, loan, number, **chosen, ceiling=ceiling)
    frame = figures.frame("states").set_index("code").rename_axis("iso3")
    _refuse_unstable(frame)
    least_developed = frame["limit"] < CEILING
    states = pd.DataFrame(
        {
            "state": [state_names.name(code, year) for code in frame.index],
            "un_rate": frame["un_rate"],
            "rate": [float(f"{rate:.4f}") for rate in frame["rate"]],
            "limit": np.where(frame["held_2"] > 0, np.where(least_developed, _LIMITS[1], _LIMITS[0]), ""),
            "assessed": frame["contribution"].astype("int64"),
            "loan": frame["loan"].astype("int64"),
            "months": frame["months"].astype("int64"),
            "written": reference.scale(year).set_index("iso3")["un_rate"].reindex(frame.index),
        }
    )
    return Assessment(year, asked, source, POLICIES[number], loan, states, int(figures.values("summary", "passes")[0]))


def assessed(
    year: int,
    base: float,
    host_state_loan: float,
    policy: int,
    *,
    include: Collection[str] = (),
    exclude: Collection[str] = (),
    ceiling: bool = True,
) -> Figures:
    """Return all figures of the contributions model for a year, from the reference data; `policy` is its number."""
    models = catalogue("contributions")
    frames = {
        table.name: pd.DataFrame(columns=list(models.columns(table.name)))
        for table in models.tables.values()
        if table.entered
    }
    frames |= {"scale": scale_rows(year), "states": state_rows(year, include, exclude)}
    named = dict.fromkeys(models.assumptions, 0.0) | {name: value or 0.0 for name, value, *_ in constants(year)}
    named |= {"approved_appropriations": base, "loan_instalment": host_state_loan, "residual_policy": float(policy)}
    named["ceiling_applies"] *= ceiling
    return cost(
        models, {name: frame.reindex(columns=list(models.columns(name))) for name, frame in frames.items()}, named
    )


def known_base(year: int) -> float:
    """Return what the Court's budget of a year assessed, less the Host State loan; raise `NoBase` when it is not known."""
    budgets = reference.court_budgets()
    reference.scale(year)
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


def round_cents(amount: float) -> float:
    """Return an amount without the noise of subtracting cents in binary."""
    return float(f"{amount:.2f}")


def _number(amount: float) -> int | float:
    return int(amount) if float(amount).is_integer() else float(amount)


def _amount(what: str, euros: float) -> float:
    if not 0 <= euros < _HIGHEST:
        message = f"{what} is {euros:,.10g} euros; it must be 0 or more, and below {_HIGHEST:,.0f}."
        raise NotAssessable(message)
    return round_cents(euros)


def _policy(policy: str) -> int:
    """Return the number by which the workbook knows a residual policy."""
    if policy.casefold() not in POLICIES:
        message = f'"{policy}" is no residual policy; it must be one of: {allowed(POLICIES)}{nearest(policy, POLICIES) or "."}'
        raise NotAssessable(message)
    return POLICIES.index(policy.casefold())


def _refuse_unstable(states: pd.DataFrame) -> None:
    if not len(states):
        message = "No State is left to assess; exclude fewer States."
        raise NotAssessable(message)
    held = states.loc[states["months"] == WHOLE_YEAR, "held_2"] > 0
    if held.all():
        left = 100 - states.loc[states["months"] == WHOLE_YEAR, "limit"].sum()
        message = (
            f"Every State is at its limit and {left:.4f} per cent is left that no State can bear; exclude fewer States."
        )
        raise NotAssessable(message)
    if (states["share_3"] > states["limit"] * (1 + 1e-12)).any():
        message = "After three passes a State is still above its limit; exclude fewer States, or lift the ceiling with --no-ceiling."
        raise NotAssessable(message)
