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
from aspbudget.models.assessment.contributions_start import constants, loan_ended_rows, scale_rows, state_rows
from aspbudget.models.reference import facts as reference
from aspbudget.models.reference import state_names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from aspbudget.figures.cost import Figures

MONTHS = 12
PARTS = ("months", "days")
POLICIES = ("as rounded", "largest remainder", "largest remainder, equal rates equal bills")
GIVEN = "as given"
_HIGHEST = 1e12
_LIMITS = ("ceiling", "least developed country")


class NoBase(WrongUse):
    """No assessed base is known for the year; one has to be given."""


class NotAssessable(WrongUse):
    """What was asked for can't be assessed: an unknown policy, an amount below nothing, or no State left to bear the rest."""


@dataclass(frozen=True)
class Assessment:
    """A base assessed on the States of a year.

    `states` is indexed by three-letter code: state, its name on 1 January of the year; un_rate and rate, in per cent; limit
    (`ceiling`, `least developed country`, or nothing); assessed and loan, in euros; written, the United Nations rate as the scale
    writes it; months, of a State that joins during the year, and days, of one that leaves, otherwise 0: its rate is for that part
    of the year. `source` says where the base comes from; `on` is the day as on which the States were taken, if any.
    """

    year: int
    base: float
    source: str
    policy: str
    host_state_loan: float
    states: pd.DataFrame
    on: date | None = None

    @property
    def passes(self) -> int:
        """How often what is left of 100 was shared out: once, and again where a limit holds a State."""
        return 2 if (self.states["limit"] != "").any() else 1

    @property
    def sum_of_rates(self) -> Decimal:
        """The rates added up, exactly: 100.0000, or close to it when each is only rounded."""
        return add_up((Decimal(f"{rate:.4f}") for rate in self.states["rate"]), Decimal(0))

    @property
    def sum_of_bills(self) -> int:
        """The bills added up, in euros."""
        return int(self.states["assessed"].sum())

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
            "un_rate": row["written"],
            "rate": f"{row['rate']:.4f}",
            "assessed": row["assessed"],
        }
        stated |= {"limit": row["limit"] or None}
        stated |= {name: row[name] for name in PARTS if row[name]}
        return stated | ({"loan": row["loan"]} if self.host_state_loan else {})


def assess(
    year: int,
    base: float | None = None,
    host_state_loan: float = 0,
    policy: str = POLICIES[0],
    *,
    include: Collection[str] = (),
    exclude: Collection[str] = (),
    on: date | None = None,
    ceiling: bool = True,
) -> pd.DataFrame:
    """Assess a base, in euros, on the States Parties of a year; each row is a State, indexed by its three-letter code.

    Columns: state; un_rate and rate, in per cent; limit (`ceiling`, `least developed country`, or nothing); assessed and,
    with a Host State loan, loan, in euros; in a year in which a State joins or leaves, the months of the one and the days of the
    other. `include` and `exclude` are names or codes of States. Without a base, the one that the Court's budget of the year
    assessed. With a day, as on 1 January when contributions are first asked for, the States as they are on it. Raises `NoScale`, `NoBase`, `UnknownState`
    or `NotAssessable`, with what is known instead.
    """
    found = assessment(year, base, host_state_loan, policy, include=include, exclude=exclude, on=on, ceiling=ceiling)
    columns = ["state", "un_rate", "rate", "limit", "assessed", *(["loan"] if host_state_loan else [])]
    return found.states[[*columns, *(part for part in PARTS if found.states[part].any())]]


def assessment(
    year: int,
    base: float | None = None,
    host_state_loan: float = 0,
    policy: str = POLICIES[0],
    *,
    include: Collection[str] = (),
    exclude: Collection[str] = (),
    on: date | None = None,
    ceiling: bool = True,
) -> Assessment:
    """Assess as `assess` does, and return also the sums, and where the base comes from."""
    asked, source = (known_base(year), base_source(year)) if base is None else (_amount("The base", base), GIVEN)
    loan = _amount("The Host State loan", host_state_loan)
    number = _policy(policy)
    _refuse_day(year, on)
    rows = state_rows(year, state_names.codes(include), state_names.codes(exclude), on)
    named = {"approved_appropriations": asked, "loan_instalment": loan, "residual_policy": float(number)}
    figures = assessed(year, rows, named if ceiling else named | {"ceiling_applies": 0.0})
    frame = figures.frame("states").set_index("code").rename_axis("iso3")
    _refuse_unshareable(frame)
    if loan and not frame["loan_rate"].any():
        message = f"No State assessed for {year} shares in the Host State loan; leave out --host-state-loan."
        raise NotAssessable(message)
    least_developed = frame["least_developed"] == "yes"
    states = pd.DataFrame(
        {
            "state": [state_names.name(code, year) for code in frame.index],
            "un_rate": frame["un_rate"],
            "rate": [float(f"{rate:.4f}") for rate in frame["rate"]],
            "limit": np.where(frame["at_limit"] > 0, np.where(least_developed, _LIMITS[1], _LIMITS[0]), ""),
            "assessed": frame["contribution"].astype("int64"),
            "loan": frame["loan"].astype("int64"),
            "months": np.where(frame["months"] < MONTHS, frame["months"], 0).astype("int64"),
            "days": _days_before_leaving(rows["withdrawal"], year),
            "written": reference.scale(year).set_index("iso3")["un_rate"].reindex(frame.index),
        }
    )
    return Assessment(year, asked, source, POLICIES[number], loan, states, on)


def assessed(year: int, states: pd.DataFrame, named: Mapping[str, float]) -> Figures:
    """Return all figures of the contributions model for the rows of sheet States of a year, with some of its assumptions given."""
    models = catalogue("contributions")
    frames = {
        table.name: pd.DataFrame(columns=list(models.columns(table.name)))
        for table in models.tables.values()
        if table.entered
    }
    frames |= {"scale": scale_rows(year), "states": states, "loan_ended": loan_ended_rows(year)}
    of_the_year = {name: value or 0.0 for name, value, *_ in constants(year)}
    return cost(
        models,
        {name: frame.reindex(columns=list(models.columns(name))) for name, frame in frames.items()},
        dict.fromkeys(models.assumptions, 0.0) | of_the_year | dict(named),
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


def _refuse_day(year: int, on: date | None) -> None:
    if on and on.year != year:
        message = f"The day {on.isoformat()} is not in {year}; give a day of the year that is assessed, such as {year}-01-01."
        raise NotAssessable(message)


def _days_before_leaving(withdrawal: pd.Series[pd.Timestamp], year: int) -> np.ndarray[Any, Any]:
    """Return for how many days each State that leaves during the year is still assessed, otherwise 0."""
    days = (withdrawal - pd.Timestamp(year, 1, 1)).dt.days.fillna(0).to_numpy()
    return np.where((days > 0) & (withdrawal.dt.year == year), days, 0).astype("int64")


def _refuse_unshareable(states: pd.DataFrame) -> None:
    if not len(states):
        message = "No State is left to assess; exclude fewer States."
        raise NotAssessable(message)
    if not states["free_rate"].any():
        left = 100 - states["least_developed_rate"].sum() - states["ceiling_rate"].sum()
        message = (
            f"Every State is at its limit and {left:.4f} per cent is left that no State can bear; exclude fewer States."
        )
        raise NotAssessable(message)
    others = states[states["least_developed"] != "yes"]
    if (others["exact_rate"] > others["limit"]).any():
        message = "With those above the ceiling held there, another State is above it; exclude fewer States, or lift the ceiling with --no-ceiling."
        raise NotAssessable(message)
