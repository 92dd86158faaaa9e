"""Letters in tests: to States of which enough is known for each part of a letter, and the few figures of the run that these print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.documents.letter import Letter, Occasion
from aspbudget.models.correspondence import LETTERS
from aspbudget.models.reference.state_names import name

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY, NO_DAY = np.datetime64("2024-01-31"), np.datetime64("NaT")
UNKNOWN = float("nan")
REASONS = ("3 missing", "1,121 illustrative", "prepared by, date not filled in")
DETAILS = pd.DataFrame({"item": ["IBAN", "Reference"], "details": ["NL00 EXAM 0123 4567 89", "Contribution 2024"]})
OUTSTANDING = ("arrears", "outstanding_this_year", "working_capital_outstanding", "contingency_outstanding", "outstanding", "overpaid")
PLAIN = {
    "year": 2024.0, "summary.base": 150_000_000.5, "account_summary.due_on": DAY, "payment_details": 2, "months": 12.0, "part_of_year": 1.0,
    "entry_into_force": np.datetime64("2002-07-01"), "withdrawal": NO_DAY, "rate": 6.1234, "contribution": 9_185_100.0, "loan": 0.0,
    "advance_change": 0.0, "contingency": 0.0, "credits": 0.0, "payable": 9_185_100.0, "accounts.entered": 0.0, "accounts.vote": "not entered",
    "accounts.due_for_two_years": 0.0, "accounts.least_to_vote": UNKNOWN, **{f"accounts.{each}": UNKNOWN for each in OUTSTANDING},
}  # fmt: skip
ENTERED = {"accounts.entered": 1.0, "accounts.vote": "kept", **{f"accounts.{each}": 0.0 for each in OUTSTANDING}}


def occasion(reasons: tuple[str, ...] = (), details: pd.DataFrame = DETAILS) -> Occasion:
    """Return what letters of 2024 share."""
    heading = {"section": "Assessed contributions of States Parties", "prepared_on": "2024-01-01", "prepared_by": "A. Officer", "reviewed_by": "B. Head"}
    return Occasion(LETTERS, "2024", "EUR", heading, reasons, {"payment_details": details})


def letter(code: str = "DEU", more: Mapping[str, Any] | None = None, of: Occasion | None = None) -> Letter:
    """Return a letter to a State, of which what is not given is that it pays its contribution alone, with its account not entered."""
    return Letter(of or occasion(), code, {language: name(code, 2024, language) for language in ("en", "fr")}, PLAIN | dict(more or {}))


PLAIN_LETTER = letter()
ALL = {
    "plain": PLAIN_LETTER,
    "everything asked": letter("FRA", {"loan": 1_850.0, "advance_change": -20.25, "contingency": 77.0, "credits": 30.5, "payable": 9_186_976.25}),
    "joins": letter("ARM", {"months": 11.0, "part_of_year": 11 / 12, "entry_into_force": np.datetime64("2024-02-01")}),
    "leaves": letter("HUN", {"part_of_year": 0.41, "withdrawal": np.datetime64("2024-06-02")}),
    "credited": letter("JPN", {"credits": 20_000_000.0, "payable": -10_814_900.0}),
    "nothing": letter("JPN", {"credits": 9_185_100.0, "payable": 0.0}),
    "in arrears": letter("KEN", ENTERED | {
        "accounts.arrears": 91_000.5, "accounts.outstanding_this_year": 9_185_100.0, "accounts.working_capital_outstanding": 12.0,
        "accounts.contingency_outstanding": 13.0, "accounts.outstanding": 9_276_125.5, "accounts.vote": "lost",
        "accounts.due_for_two_years": 91_000.25, "accounts.least_to_vote": 0.26,
    }),
    "paid": letter("AND", ENTERED | {"accounts.overpaid": 100.75}),
    "to complete": letter("CIV", {"account_summary.due_on": NO_DAY, "payment_details": 0}, occasion(REASONS, DETAILS[:0])),
    "only the day lacks": letter("CIV", {"account_summary.due_on": NO_DAY}),
}  # fmt: skip
