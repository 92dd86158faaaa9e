"""The facts of a year, as the rows of the contributions workbook's sheets: its scale, its States and its fixed values."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aspbudget.declare import add_up
from aspbudget.models.reference import facts as reference

if TYPE_CHECKING:
    from collections.abc import Collection

CEILING_FROM = 2007
CEILING, LEAST_DEVELOPED_LIMIT = 22.0, 0.01
LOAN_YEAR = 2013
STATUSES = {"from memory": "illustrative"}
_UNKNOWN_PAYER = "States Parties; whether it shares in the Host State loan was not found, so it is taken to share"


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
            "status": scale["un_rate_status"].replace(STATUSES),
        }
    )


def state_rows(year: int, include: Collection[str] = (), exclude: Collection[str] = ()) -> pd.DataFrame:
    """Return the rows of sheet States for a year: who is assessed, for how many months, and what limits apply."""
    months = _months(year, {*include, *exclude})
    whole_year = reference.assessed_states(year, include, set(exclude) - set(_months(year, set(include))))
    later = reference.assessed_states(year, months) if months else whole_year
    later = later[later["iso3"].isin(set(months))].assign(exception="")
    states = pd.concat([whole_year, later], ignore_index=True)
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
            "months": [months.get(code, 12.0) for code in states["iso3"]],
            "loan_payer": states["iso3"].map(known).fillna("yes"),
            "loan_base_rate": states["iso3"].map(loan_rates),
            "source": [
                _UNKNOWN_PAYER if code not in known else "States Parties; Host State loan as deduced"
                for code in states["iso3"]
            ],
            "status": ["illustrative" if code not in known else "derived" for code in states["iso3"]],
        }
    )


def _months(year: int, without: Collection[str]) -> dict[str, float]:
    """Return the months of each State that joins during the year; one that has no rate of its own yet can't be assessed."""
    rated = set(reference.scale(year)["iso3"]) - set(without)
    joining = reference.joining_during(year)
    return {code: float(left) for code, left in zip(joining["iso3"], joining["months"], strict=True) if code in rated}


def constants(year: int) -> list[tuple[str, float | None, str, str]]:
    """Return the assumptions that follow from the year alone: name, value, source, status."""
    decimals = max(-int(Decimal(rate).as_tuple().exponent) for rate in reference.scale(year)["un_rate"])
    members = reference.un_scale()
    members = members[(members["first_year"].astype(int) <= year) & (year <= members["last_year"].astype(int))]
    total = float(add_up(Decimal(rate) for rate in members["rate_percent"]))
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
