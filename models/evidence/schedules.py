"""What the Court assessed on every State in some years, row by row, beside the schedule that the model computes.

The statistics give dollars, which are whole euros at one rate a year. They leave out of each row an equal share, what the
Trust Fund for Victims reports itself. Found from the rows are that one number a year and, for all payers of the Host State loan
and all years together, its instalment, the factor of the Court's rates of 2013-2015 and their sum; beyond these, a row is
predicted. Of the twelve States that paid a part of the loan at once that part is found from their rows: they are `fitted`.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from aspbudget.models.assessment.assess import assess, known_base
from aspbudget.models.evidence.proof import Proof
from aspbudget.models.reference import facts as reference

if TYPE_CHECKING:
    from collections.abc import Iterator

_WEAK = 2017  # the year whose rows are weak evidence
_REASONS = {
    2017: "Weak evidence: the rows of 2017 hold a few euros more each, and ten months of the loan that are no one part of an instalment",
    2018: "What the statistics leave out of 2018 isn't one share of each row to the last euro",
    2019: "The statistics have Japan lower in 2019 than its loan instalment of the other years leaves",
}


def schedules() -> Iterator[Proof]:
    """Yield a proof of every row of the schedules that the statistics hold."""
    left_out = reference.court_assessed_years().set_index("year")["left_out_eur"]
    for year, rows in reference.court_assessed().groupby("year"):
        yield from _schedule(int(year), rows.to_dict("records"), Decimal(left_out[year]))


def instalment(year: int) -> float:
    """Return what was assessed for the Host State loan in a year, in euros; 0 where there was none."""
    budgets = reference.court_budgets().set_index("first_year")["loan_instalment_eur"]
    return float(budgets.get(str(year)) or 0)


def _schedule(year: int, rows: list[dict[str, str]], left_out: Decimal) -> Iterator[Proof]:
    states = assess(year, host_state_loan=instalment(year))
    bills = (states["assessed"] + states["loan"]).to_dict()
    payers = reference.host_state_loan_payers().set_index("iso3")["not_prepaid"].to_dict()
    share = left_out / (Decimal(known_base(year)) + Decimal(instalment(year)))
    for row in rows:
        billed = Decimal(bills[row["iso3"]])
        computed = (billed - billed * share).quantize(Decimal(1), ROUND_HALF_UP)
        published = Decimal(row["published_eur"])
        proof = Proof(year, f"{row['state']}, assessed, as the statistics have it", "EUR", published, computed, Decimal(1),
                      _REASONS.get(year, "") if computed != published else "", row["source"], brief=True, group=group(year),
                      found_from_it=payers.get(row["iso3"], "1") != "1")  # fmt: skip
        yield proof


def group(year: int) -> str:
    """Return the name under which the rows of a year are counted."""
    return f"the Court, every State, {year}" + (" (weak evidence)" if year == _WEAK else "")
