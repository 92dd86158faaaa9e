"""Assessment: the facts of a year put before the contributions model, without any cycle or input workbook."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.models import reference

if TYPE_CHECKING:
    from collections.abc import Collection

    from aspbudget.cost import Figures

POLICIES = ("as rounded", "largest remainder", "largest remainder, equal rates equal bills")
CEILING_FROM = 2007
CEILING, LEAST_DEVELOPED_LIMIT = 22.0, 0.01
LOAN_YEAR = 2013
_STATUS = {"from memory": "illustrative"}
_UNKNOWN_PAYER = "States Parties; whether it shares in the Host State loan was not found, so it is taken to share"


class NoBase(LookupError):
    """No assessed base is known for the year; one has to be given."""


def assess(  # noqa: PLR0913 - one argument for each thing that can be asked for
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
    with a Host State loan, loan, in euros. `include` and `exclude` are codes of States. Without a base, the one that the
    Court's budget of the year assessed. Raises `NoScale`, `NoBase` or `UnknownState` with what is known instead.
    """
    figures = assessed(year, base, host_state_loan, policy, include=include, exclude=exclude, ceiling=ceiling)
    states = figures.frame("states").set_index("code").rename_axis("iso3")
    limit = np.where(states["limit"] < CEILING, "least developed country", "ceiling")
    result = pd.DataFrame(
        {
            "state": states["state"],
            "un_rate": states["un_rate"],
            "rate": states["rate"].round(4),
            "limit": np.where(states["held_2"] > 0, limit, ""),
            "assessed": states["contribution"].astype("int64"),
        }
    )
    return result.assign(loan=states["loan"].astype("int64")) if host_state_loan else result


def assessed(  # noqa: PLR0913
    year: int,
    base: float | None,
    host_state_loan: float,
    policy: str,
    *,
    include: Collection[str] = (),
    exclude: Collection[str] = (),
    ceiling: bool = True,
) -> Figures:
    """Return all figures of the contributions model for a year, from the reference data."""
    from aspbudget.cost import cost  # noqa: PLC0415 - the model imports this module
    from aspbudget.model import catalogue  # noqa: PLC0415

    models = catalogue("contributions")
    frames = {table.name: pd.DataFrame(columns=list(models.columns(table.name))) for table in models.tables.values() if table.entered}
    frames |= {"scale": scale_rows(year), "states": state_rows(year, include, exclude)}
    named = dict.fromkeys(models.assumptions, 0.0) | {name: value for name, value, *_ in constants(year)}
    named |= {"approved_appropriations": known_base(year) if base is None else base, "host_state_loan": 0.0, "cash_surplus_used": 0.0}
    named |= {"residual_policy": float(POLICIES.index(policy)), "loan_instalment": host_state_loan}
    named["ceiling_applies"] *= ceiling
    return cost(models, {name: frame.reindex(columns=list(models.columns(name))) for name, frame in frames.items()}, named)


def known_base(year: int) -> float:
    """Return what the Court's budget of a year assessed, less the Host State loan; raise `NoBase` when it is not known."""
    budgets = reference.court_budgets()
    known = budgets[(budgets["first_year"] == str(year)) & (budgets["assessed_general_eur"] != "")]
    if known.empty:
        years = ", ".join(budgets.loc[budgets["assessed_general_eur"] != "", "first_year"])
        message = f"What was assessed for {year} is not known; give it with --base. It is known for {years}."
        raise NoBase(message)
    return float(known.iloc[0]["assessed_general_eur"])


def scale_rows(year: int) -> pd.DataFrame:
    """Return the rows of sheet Scale for a year."""
    scale = reference.scale(year)
    members = set(reference.un_scale()["iso3"])
    return pd.DataFrame(
        {
            "code": scale["iso3"],
            "state": scale["state"],
            "member": ["yes" if code in members else "no" for code in scale["iso3"]],
            "rate": scale["un_rate"].astype(float),
            "source": scale["un_rate_source"],
            "status": scale["un_rate_status"].replace(_STATUS),
        }
    )


def state_rows(year: int, include: Collection[str] = (), exclude: Collection[str] = ()) -> pd.DataFrame:
    """Return the rows of sheet States for a year: who is assessed, for how many months, and what limits apply."""
    states = reference.assessed_states(year, include, exclude)
    joining = reference.joining_during(year)
    joining = joining[~joining["iso3"].isin([*states["iso3"], *exclude])]
    joining = joining[joining["iso3"].isin(reference.scale(year)["iso3"])]  # one without a rate can't be assessed yet
    if len(joining):
        later = reference.assessed_states(year, joining["iso3"])
        later = later[later["iso3"].isin(joining["iso3"])].assign(exception="")
        states = pd.concat([states, later], ignore_index=True)
    months = dict(zip(joining["iso3"], joining["months"], strict=True))
    loan_rates = reference.scale(LOAN_YEAR).set_index("iso3")["un_rate"].astype(float)
    known = reference.host_state_loan_payers().set_index("iso3")["assessed"]
    return pd.DataFrame(
        {
            "code": states["iso3"],
            "number": np.arange(1.0, len(states) + 1),
            "group": states["regional_group"].replace("", "not a State Party"),
            "least_developed": np.where(states["least_developed"], "yes", "no"),
            "entry_into_force": pd.to_datetime(states["entry_into_force"].replace("", None)).astype("datetime64[us]"),
            "withdrawal": pd.to_datetime(states["withdrawal_effective"].replace("", None)).astype("datetime64[us]"),
            "exception": states["exception"],
            "months": states["iso3"].map(months).fillna(12.0).astype(float),
            "loan_payer": states["iso3"].map(known).fillna("yes"),
            "loan_base_rate": states["iso3"].map(loan_rates),
            "source": [_UNKNOWN_PAYER if code not in known else "States Parties; Host State loan as deduced" for code in states["iso3"]],
            "status": ["illustrative" if code not in known else "derived" for code in states["iso3"]],
        }
    )


def constants(year: int) -> list[tuple[str, float | None, str, str]]:
    """Return the assumptions that follow from the year alone: name, value, source, status."""
    decimals = max(-int(Decimal(rate).as_tuple().exponent) for rate in reference.scale(year)["un_rate"])
    members = reference.un_scale()
    members = members[(members["first_year"].astype(int) <= year) & (year <= members["last_year"].astype(int))]
    total = float(sum(Decimal(rate) for rate in members["rate_percent"]))
    rule = "The rule by which published contributions are reproduced"
    return [
        ("year", float(year), "The cycle", "derived"),
        ("ceiling", CEILING, rule, "derived"),
        ("ceiling_applies", float(year >= CEILING_FROM), rule, "derived"),
        ("least_developed_limit", LEAST_DEVELOPED_LIMIT, rule, "derived"),
        ("residual_policy", 0.0, rule, "derived"),
        ("bill_decimals", 0.0, rule, "derived"),
        ("smallest_payment", 0.01, "A cent", "derived"),
        ("scale_decimals", float(decimals), "The scale of the year", "published"),
        ("scale_sum", total, "The scale of the year", "published"),
    ]


def start(cycle: str) -> dict[str, pd.DataFrame]:
    """Return the rows with which the contributions of a new cycle start: all that the reference data knows of its year."""
    year = int(cycle[:4])
    title = {"cycle": pd.DataFrame([{"cycle": cycle, "section": "Assessed contributions of States Parties", "currency": "EUR"}])}
    try:
        scale, states, fixed = scale_rows(year), state_rows(year), constants(year)
    except reference.NoScale:
        return title
    assumptions = [*fixed, *_budget(year)]
    if not any(name == "loan_instalment" and value for name, value, *_ in assumptions):
        states = states.assign(loan_payer="no", loan_base_rate=None, source="States Parties and least developed countries", status="published")
    return title | {
        "scale": scale,
        "states": _with_last_year(states, year),
        "accounts": states[["code"]].assign(party="yes", source="States Parties", status="published"),
        "assumptions": pd.DataFrame([_assumption(*each) for each in assumptions]),
    }


def _budget(year: int) -> list[tuple[str, float | None, str, str]]:
    """Return what the Court's budget of a year says; what was not found is missing."""
    budgets = reference.court_budgets()
    found = budgets[budgets["first_year"] == str(year)]
    row: dict[str, Any] = found.iloc[0].to_dict() if len(found) else {}
    titles = {
        "approved_appropriations": "approved_total_eur",
        "host_state_loan": "host_state_loan_eur",
        "cash_surplus_used": "not_assessed_eur",
        "loan_instalment": "host_state_loan_eur",
    }
    status = _STATUS.get(row.get("status", "missing"), row.get("status", "missing"))
    stated = [(name, row.get(title) or None, row.get("source", "Not known yet"), status) for name, title in titles.items()]
    known = [(name, float(text) if text else 0.0, source, status) for name, text, source, status in stated if row]
    unknown = [(name, None, "Not known yet", "missing") for name in titles] if not row else []
    rest = [(name, None, "Not found", "missing") for name in ("working_capital_fund", "contingency_replenishment")]
    return [*known, *unknown, *rest]


def _with_last_year(states: pd.DataFrame, year: int) -> pd.DataFrame:
    """Add each State's rate of last year and, when last year's base is known, its contribution."""
    try:
        base = known_base(year - 1)
    except NoBase:
        base = 0.0
    try:
        before = assess(year - 1, base)
    except reference.NoScale:
        return states
    rates = states["code"].map(before["rate"])
    return states.assign(rate_before=rates, contribution_before=states["code"].map(before["assessed"]) if base else None)


def _assumption(name: str, value: float | None, source: str, status: str) -> dict[str, Any]:
    return {"assumption": name, "value": value, "source": source, "status": status}
