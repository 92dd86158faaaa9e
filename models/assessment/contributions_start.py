"""The facts of a year, as the rows of the contributions workbook's sheets: its scale, its States and its fixed values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aspbudget.declare import add_up
from aspbudget.models.reference import facts as reference

if TYPE_CHECKING:
    from collections.abc import Collection

CEILING_FROM = 2007
CEILING, LEAST_DEVELOPED_LIMIT, RATE_DECIMALS = 22.0, 0.01, 4
STATUSES = {"from memory": "illustrative"}
_SOURCES = {"yes": "States Parties; Host State loan as deduced from what its payers were assessed", "no": "States Parties and least developed countries"}
_LOAN = "Deduced from what the payers of the Host State loan were assessed"


def scale_rows(year: int) -> pd.DataFrame:
    """Return the rows of sheet Scale: the scale of a year."""
    return _scale_rows(year).copy(deep=False)


@cache
def _scale_rows(year: int) -> pd.DataFrame:
    scale = reference.scale(year)
    members = reference.members_of_the_united_nations()
    return pd.DataFrame(
        {
            "code": scale["iso3"],
            "state": scale["state"],
            "member": ["yes" if code in members else "no" for code in scale["iso3"].tolist()],
            "rate": scale["un_rate"].astype(float),
            "source": scale["un_rate_source"],
            "status": scale["un_rate_status"].replace(STATUSES),
        }
    )


def scale_in_place(known: int, year: int) -> pd.DataFrame:
    """Return the rows of sheet Scale: the scale of a year, each row marked when it is in place of that of another."""
    scale = scale_rows(known)
    return scale if known == year else scale.assign(source=in_place_of(known, year), status="illustrative")


def in_place_of(known: int, year: int) -> str:
    """Return the source of what is taken from the scale of another year."""
    return f"The scale of {known}, in place of that of {year}"


def state_rows(
    year: int, include: Collection[str] = (), exclude: Collection[str] = (), on: date | None = None, scale_of: int | None = None
) -> pd.DataFrame:
    """Return the rows of sheet States for a year: who is assessed, for what part of it, and what limits apply.

    With a day, the States as they are on it: one that joins after it is not assessed yet, one that leaves after it is for the
    whole year. What is included is assessed for the whole year. `scale_of` is a year whose scale is used in place of the year's own.
    Raises `UnknownState` for a State that is both included and excluded.
    """
    _refuse_in_both(include, exclude)
    months = _months(year, include, on, scale_of)
    states = reference.assessed_states(year, {*include, *months}, exclude, scale_of)
    bases = loan_bases() if has_loan(year) else pd.Series(dtype=float)
    pays = np.where(states["iso3"].isin(bases.index), "yes", "no")
    return pd.DataFrame(
        {
            "code": states["iso3"],
            "number": np.arange(1.0, len(states) + 1),
            "group": states["regional_group"].replace("", "not a State Party"),
            "least_developed": np.where(states["least_developed"], "yes", "no"),
            "entry_into_force": _days(states["entry_into_force"]),
            "withdrawal": _days(states["withdrawal_effective"].where(_left(states, on) & ~states["iso3"].isin(set(include)), "")),
            "exception": states["exception"].mask(states["iso3"].isin(set(months)), ""),
            "months": [months.get(code, 12.0) for code in states["iso3"]],
            "loan_payer": pays,
            "loan_base_rate": states["iso3"].map(bases),
            "source": [_SOURCES[each] for each in pays],
            "status": np.where(pays == "yes", "derived", "published"),
        }
    )


def loan_ended_rows(year: int) -> pd.DataFrame:
    """Return the rows of sheet Loan ended: the States that shared in the Host State loan and are Parties no more."""
    bases = loan_bases() if has_loan(year) else pd.Series(dtype=float)
    ended = bases[~bases.index.isin(reference.parties_on(date(year, 1, 1))["iso3"])]
    return pd.DataFrame({"code": list(ended.index), "ended_rate": ended.to_list(), "source": _LOAN, "status": "derived"})


def one_off_rows(year: int) -> pd.DataFrame:
    """Return the rows of sheet Due on joining: what the States that join in a year are known to owe once."""
    known = reference.due_on_joining()
    known = known[known["year"] == str(year)]
    return known.assign(code=known["iso3"], amount=known["amount_eur"].astype(float))[["code", "amount", "source", "status"]].reset_index(drop=True)


@cache
def loan_bases() -> pd.Series[float]:
    """Return, for each State that shares in the Host State loan, the Court's rate of 2013-2015 less what it paid at once."""
    payers = reference.host_state_loan_payers().set_index("iso3")
    return (payers["court_rate"].astype(float) * payers["not_prepaid"].astype(float)).round(5)


@cache
def has_loan(year: int) -> bool:
    """Whether the Host State loan is repaid in a year, as far as the Court's budgets show: from the first that has it."""
    budgets = reference.court_budgets()
    return year >= int(budgets.loc[budgets["host_state_loan_eur"] != "", "first_year"].min())


def _days(texts: pd.Series[str]) -> pd.Series[pd.Timestamp]:
    return pd.to_datetime(texts.replace("", None)).astype("datetime64[us]")


def _left(states: pd.DataFrame, on: date | None) -> pd.Series[bool]:
    """Whether what is known of a State's withdrawal counts: on a day, only when it has taken effect."""
    return states["withdrawal_effective"] <= (on.isoformat() if on else "9999")


def _refuse_in_both(included: Collection[str], excluded: Collection[str]) -> None:
    for code in sorted({*included} & {*excluded}):
        message = f'"{code}" is both among the States to include and among those to exclude; leave it out of one of the two.'
        raise reference.UnknownState(message)


def _months(year: int, included: Collection[str], on: date | None, scale_of: int | None) -> dict[str, float]:
    """Return the months of each State that joins during the year; one that has no rate of its own yet can't be assessed."""
    rated = set(reference.scale(scale_of or year)["iso3"]) - set(included)
    joining = reference.joining_during(year)
    known = joining[joining["iso3"].isin(rated) & (joining["entry_into_force"] <= (on.isoformat() if on else "9999"))]
    return {code: float(left) for code, left in zip(known["iso3"], known["months"], strict=True)}


@cache
def _of_scale(year: int) -> tuple[int, float]:
    """Return how many decimals the rates of a year's scale have, and what those of the Members of the United Nations add up to."""
    decimals = max(-int(Decimal(rate).as_tuple().exponent) for rate in reference.scale(year)["un_rate"].tolist())
    members = reference.un_scale()
    members = members[(members["first_year"].astype(int) <= year) & (year <= members["last_year"].astype(int))]
    return decimals, float(add_up(Decimal(rate) for rate in members["rate_percent"].tolist()))


def constants(year: int, scale_of: int | None = None) -> list[tuple[str, float | None, str, str]]:
    """Return the assumptions that follow from the year alone, or from the year `scale_of` whose scale is used: name, value, source, status."""
    known = scale_of or year
    scale_status = ("The scale of the year", "published") if known == year else (in_place_of(known, year), "illustrative")
    decimals, total = _of_scale(known)
    rule = "The rule by which published contributions are reproduced"
    unproven = "The rule as it was read; no amounts by State are known of a year in which it holds a State"
    return [
        ("year", float(year), "The cycle", "derived"),
        ("ceiling", CEILING, unproven, "derived"),
        ("ceiling_applies", float(year >= CEILING_FROM), unproven, "derived"),
        ("least_developed_limit", LEAST_DEVELOPED_LIMIT, rule, "derived"),
        ("least_developed_first", 1.0, rule, "derived"),
        ("minimum_kept", 0.0, rule, "derived"),
        ("minimum_raised", 0.0, rule, "derived"),
        ("rate_decimals", float(RATE_DECIMALS), rule, "derived"),
        ("residual_policy", 0.0, rule, "derived"),
        ("bill_decimals", 0.0, rule, "derived"),
        ("smallest_payment", 0.01, "A cent", "derived"),
        ("scale_decimals", float(decimals), *scale_status),
        ("scale_sum", total, *scale_status),
    ]
