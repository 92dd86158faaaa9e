"""A new cycle: the rows with which its contributions start, and what becomes of the accounts of the cycle before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.declare import WrongUse
from aspbudget.models.assessment.assess import NoBase, assess, known_base
from aspbudget.models.assessment.contributions_start import (
    STATUSES,
    constants,
    loan_ended_rows,
    scale_in_place,
    state_rows,
)
from aspbudget.models.assessment.working_capital import ONE_TWELFTH
from aspbudget.models.reference import facts as reference

if TYPE_CHECKING:
    from aspbudget.figures.cost import Figures


FIRST_PERIOD = 2003  # the year under which the first financial period is assessed
PERIOD = "1 September 2002 to 31 December 2003"
ITS_MONTHS = f"The first financial period was {PERIOD}; how its 16 months were assessed is not known: confirm who was assessed, and for how many months"


class NobodyAssessed(WrongUse):
    """The year is no financial period of the Court: it lies before the first, or is a part of it."""


def _assessed_year(cycle: str) -> int:
    """Return the year under which the contributions of a cycle are assessed: the last of those in its name."""
    year = int(cycle[-4:])
    if year < FIRST_PERIOD or cycle == str(FIRST_PERIOD):
        why = "No State was a Party on 1 January 2002; the" if year < FIRST_PERIOD else "The"
        message = f"{why} first financial period was {PERIOD}, so that {cycle} has no contributions of its own; name the cycle 2002-2003."
        raise NobodyAssessed(message)
    return year


def start(cycle: str) -> dict[str, pd.DataFrame]:
    """Return the rows with which the contributions of a new cycle start: all that the reference data knows of its year.

    A year without a scale has the nearest, each row marked as illustrative. Raises `NobodyAssessed` for a year of which none is assessed.
    """
    year = _assessed_year(cycle)
    title = {
        "cycle": pd.DataFrame(
            [{"cycle": cycle, "section": "Assessed contributions of States Parties", "currency": "EUR"}]
        )
    }
    known = reference.nearest_scale(year)
    scale, states = scale_in_place(known, year), state_rows(year, scale_of=known)
    if year == FIRST_PERIOD:
        states = states.assign(source=ITS_MONTHS, status="illustrative")
    assumptions = [*constants(year, known), *_budget(year)]
    return title | {
        "scale": scale,
        "states": _with_last_year(states, year),
        "loan_ended": loan_ended_rows(year),
        "accounts": states[["code"]].assign(party="yes", source="States Parties", status="published"),
        "assumptions": pd.DataFrame([_assumption(*each) for each in assumptions]),
    }


def carry(cycle, rows, figures):
    """Return what the contributions of a new cycle start with: its own scale, States and budget, and the old accounts.

    What was asked for the old year becomes a due of it; payments stay, so that they go on settling the oldest dues first. Who
    shares in the Host State loan, and by what rate, stays as it was.
    """
    fresh = start(cycle)
    old = figures.frame("states").set_index("code")
    shared = fresh | _loan_shared(fresh, rows)
    states = shared["states"].assign(
        rate_before=fresh["states"]["code"].map(old["rate"]),
        contribution_before=fresh["states"]["code"].map(old["contribution"]),
        advance_before=fresh["states"]["code"].map(_advanced(old, figures)),
    )
    new = fresh["accounts"][~fresh["accounts"]["code"].isin(rows["accounts"]["code"])]
    fixed = _with_level(fresh["assumptions"], figures)
    kept = {"payments": rows["payments"], "assumptions": fixed, "accounts": pd.concat([rows["accounts"], new], ignore_index=True)}
    return shared | kept | {"states": states, "dues": _with_dues(rows["dues"], old, int(figures.named["year"]))}


def _loan_shared(fresh: dict[str, pd.DataFrame], rows: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the new States with the loan shared as in the old year, and what ended, with the States that are gone.

    A workbook whose payers were only taken to share in the loan gets what is known of them by now.
    """
    old, states = rows["states"], fresh["states"]
    payers = old[(old["loan_payer"] == "yes") & (old["status"] != "illustrative")].set_index("code")
    if payers.empty:
        return {}
    kept = states["code"].isin(payers.index)
    states = states.assign(loan_payer=np.where(kept, "yes", "no"), loan_base_rate=states["code"].map(payers["loan_base_rate"]))
    gone = payers[~payers.index.isin(states["code"])].reset_index().rename(columns={"loan_base_rate": "ended_rate"})
    return {"states": states, "loan_ended": pd.concat([rows["loan_ended"], gone[["code", "ended_rate", "source", "status"]]], ignore_index=True)}


def _advanced(old: pd.DataFrame, figures: Figures) -> pd.Series[float]:
    """Return what each State has advanced to the Working Capital Fund by the end of the old year; nothing where no advance was asked for."""
    asked_for = figures.values("summary", "advances_asked_for")[0] > 0
    return old["advance"] if asked_for else pd.Series(np.nan, old.index)


def _with_level(assumptions: pd.DataFrame, figures: Figures) -> pd.DataFrame:
    """Return the assumptions with the level of the Working Capital Fund that was entered for the old year, as long as no other is known."""
    level, year = figures.named["working_capital_fund"], int(figures.named["year"])
    kept = {"value": float(level), "source": f"The level of {year}, to be confirmed", "status": "illustrative"}
    its_own = assumptions["assumption"].eq("working_capital_fund") & (level > 0)
    return assumptions.assign(**{name: assumptions[name].mask(its_own, value) for name, value in kept.items()})


def _with_dues(dues: pd.DataFrame, states: pd.DataFrame, year: int) -> pd.DataFrame:
    asked = states[states["payable"] > 0]
    of_the_year = pd.DataFrame(
        {
            "due": [f"{code} {year}" for code in asked.index],
            "account": asked.index,
            "due_year": float(year),
            "full_year": np.where(asked["part_of_year"] == 1, "yes", "no"),
            "amount": asked["payable"].to_numpy(),
            "source": f"Contributions of {year}",
            "status": "derived",
        }
    )
    return pd.concat([dues, of_the_year], ignore_index=True)


def _budget(year: int) -> list[tuple[str, float | None, str, str]]:
    """Return what the Court's budget of a year says; what was not found is missing."""
    budgets = reference.court_budgets()
    found = budgets[budgets["last_year"] == str(year)]
    row: dict[str, Any] = found.iloc[0].to_dict() if len(found) else {}
    titles = {
        "approved_appropriations": "approved_total_eur",
        "host_state_loan": "host_state_loan_eur",
        "cash_surplus_used": "not_assessed_eur",
        "loan_instalment": "loan_instalment_eur",
    }
    status = STATUSES.get(row.get("status", "missing"), row.get("status", "missing"))
    stated = [
        (name, row.get(title) or None, row.get("source", "Not known yet"), status) for name, title in titles.items()
    ]
    known = [(name, float(text) if text else 0.0, source, status) for name, text, source, status in stated if row]
    unknown = [(name, None, "Not known yet", "missing") for name in titles] if not row else []
    level = ("working_capital_fund", None, f"Not found. {ONE_TWELFTH}", "missing")
    return [*known, *unknown, level, ("contingency_replenishment", None, "Not found", "missing")]


def _with_last_year(states: pd.DataFrame, year: int) -> pd.DataFrame:
    """Add each State's rate of last year and, when last year's base is known, its contribution."""
    if year <= FIRST_PERIOD:
        return states
    try:
        base = known_base(year - 1)
    except (NoBase, reference.NoScale):
        base = 0.0
    try:
        before = assess(year - 1, base)
    except reference.NoScale:
        return states
    rates = states["code"].map(before["rate"])
    return states.assign(
        rate_before=rates, contribution_before=states["code"].map(before["assessed"]) if base else None
    )


def _assumption(name: str, value: float | None, source: str, status: str) -> dict[str, Any]:
    return {"assumption": name, "value": value, "source": source, "status": status}
