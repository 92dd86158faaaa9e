"""What other organisations assessed on every State in some years, row by row, beside what the model computes by their rules.

Found from the rows of a year is one number, the base, where no total is published; beyond it, a row is predicted. A rule was read off
these rows too, but it is one for all years of an organisation. A fixed share is printed in its own row: it is restated.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from aspbudget.models.assessment.assess import assess
from aspbudget.models.assessment.rules import rules
from aspbudget.models.evidence.proof import Proof
from aspbudget.models.reference import facts as reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.models.assessment.rules import AssessmentRule


def schedules_elsewhere() -> Iterator[Proof]:
    """Yield a proof of every row of the schedules of other organisations."""
    rows: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in reference.assessed_elsewhere().to_dict("records"):
        rows.setdefault((row["organisation"], row["year"]), []).append(row)
    for year in reference.assessed_elsewhere_years().to_dict("records"):
        yield from _schedule(rules()[year["organisation"]], year, rows[year["organisation"], year["year"]])


def _schedule(rule: AssessmentRule, of_year: dict[str, str], rows: list[dict[str, str]]) -> Iterator[Proof]:
    year = int(of_year["year"])
    states = assess(year, rule=rule)
    named, assessed = states["state"].to_dict(), states["assessed"].to_dict()
    for row in rows:
        published, computed = int(row["published"]), assessed[row["iso3"]]
        reason = row["note"] or of_year["by_a_unit"] if computed != published else ""
        yield Proof(year, f"{named[row['iso3']]}, assessed by {rule.code}", rule.currency, Decimal(published), Decimal(computed), Decimal(1), reason,
                    of_year["source"], brief=True, group=f"{rule.code}, every State, {year}", restates=row["iso3"] in rule.fixed_shares)  # fmt: skip
