"""Assessments of the Court's States Parties, as the contributions model computes them without an input workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.models.assessment.assess import assessed
from aspbudget.models.assessment.rule_rows import Chosen, parameters, rows
from aspbudget.models.assessment.rules import court

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.figures.cost import Figures


def of_the_court(year: int, named: Mapping[str, float]) -> Figures:
    """Return the figures of a year by the Court's own rule, with some assumptions given."""
    known = {name: value or 0.0 for name, value, *_ in parameters(court(), year)}
    return assessed(rows(court(), year, Chosen()), known | dict(named))
