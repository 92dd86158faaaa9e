"""The workbook of an assessment: the rows of the contributions workbook's sheets for it, so that it has every step as a live formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.models.assessment.assess import GIVEN
from aspbudget.models.assessment.rules import court
from aspbudget.verbs import Book

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.models.assessment.one_assessment import Assessment

_NOT_ASKED = ("cash_surplus_used", "working_capital_fund", "contingency_replenishment")


def book_of(found: Assessment, path: Path) -> Book:
    """Return the workbook of an assessment as rows by table, to be written at a path."""
    rule = found.rule or court()
    cycle = {"cycle": str(found.year), "section": f"Assessed contributions, {rule.organisation or rule.code}", "currency": rule.currency}
    states = found.sheets["states"]
    accounts = states[["code"]].assign(party="yes", source=f"Members of {rule.code}", status="derived")
    return Book(path, "contributions", str(found.year), dict(found.sheets) | {"cycle": pd.DataFrame([cycle]), "accounts": accounts, "assumptions": _assumptions(found)})


def _assumptions(found: Assessment) -> pd.DataFrame:
    """Return the rows of sheet Assumptions: the parameters of the rule, and the base; what an assessment has none of is 0."""
    given = "illustrative" if found.source == GIVEN else found.source.partition(":")[0]
    base = ("approved_appropriations", found.base + found.host_state_loan, found.source, "illustrative" if given == "from memory" else given)
    loans = [(name, found.host_state_loan, "As asked for", "illustrative" if found.host_state_loan else "derived") for name in ("host_state_loan", "loan_instalment")]
    none = [(name, 0.0, "Not part of the assessment", "derived") for name in _NOT_ASKED]
    rows = [*found.assumptions, base, *loans, *none]
    return pd.DataFrame([dict(zip(("assumption", "value", "source", "status"), row, strict=True)) for row in rows])
