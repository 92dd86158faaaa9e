"""Evidence: every published figure that can be computed, beside what is computed, with the reason where they differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from aspbudget.declare import add_up
from aspbudget.models.assessment.assess import NoBase, assess, known_base
from aspbudget.models.evidence.proof import DIFFERS, Proof
from aspbudget.models.evidence.published_lines import symbol
from aspbudget.models.evidence.published_reasons import reason_of_line, reason_of_total
from aspbudget.models.evidence.published_statements import AMOUNT_STATED, AS_STATED, NO_OTHER, statements
from aspbudget.models.evidence.schedules import instalment, schedules
from aspbudget.models.evidence.schedules_elsewhere import schedules_elsewhere
from aspbudget.models.reference import facts as reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from aspbudget.models.evidence.published_statements import Statement

_LOAN = "{loan:,} of it for the Host State loan, deduced from what its payers were assessed in 2018, 2019, 2021 and 2022"
COURT, BUDGETS, SCALES, STATEMENTS = "the Court, other published amounts", "budgets of the Court", "United Nations scales", "statements of budgetary implications"



def prove() -> tuple[Proof, ...]:
    """Return a proof of every published figure that can be computed: the Court's and others' contributions, totals, budgets, scales, statements."""
    return (*schedules(), *schedules_elsewhere(), *_contributions(), *_totals(), *_budgets(), *_scales(), *_statements())


def _contributions() -> Iterator[Proof]:
    for row in reference.published_contributions().to_dict("records"):
        year = int(row["year"])
        states = _states(year, row["as_on"])
        if row["published_eur"]:
            loan = int(states.loc[row["iso3"], "loan"]) if "loan" in row["component"] else 0
            computed = Decimal(int(states.loc[row["iso3"], "assessed"]) + loan)
            reason = _LOAN.format(loan=loan) if loan else ""
            proof = Proof(year, f"{row['state']}, contribution", "EUR", Decimal(row["published_eur"]), computed,
                          Decimal(row["unit_eur"]), reason, row["source"], group=COURT)  # fmt: skip
            yield proof if proof.verdict != DIFFERS else _explained(proof)
        if row["published_percent"]:
            yield _percent(row, states, proof.computed if row["published_eur"] else None)


def _percent(row: dict[str, str], states: pd.DataFrame, euros: Decimal | None) -> Proof:
    """Return the proof of a per cent: a share of all contributions where the euros are published too, otherwise the rate."""
    what, rate = "rate", Decimal(f"{states.loc[row['iso3'], 'rate']:.4f}")
    if euros is not None:
        total = Decimal(reference.published_totals().set_index("year").loc[row["year"], "published"])
        what, rate = "share of all contributions", (euros * 100 / total).quantize(Decimal("0.0001"))
    proof = Proof(int(row["year"]), f"{row['state']}, {what}", "%", Decimal(row["published_percent"]), rate,
                  Decimal(row["unit_percent"]), "", row["source"], group=COURT, restates=bool(states.loc[row["iso3"], "limit"]))  # fmt: skip
    return proof if proof.verdict != DIFFERS else _because(proof, row["precision"].capitalize())


def _totals() -> Iterator[Proof]:
    for row in reference.published_totals().to_dict("records"):
        year = int(row["year"])
        states = _states(year, row["as_on"])
        computed = int(states["assessed"].sum() + states["loan"].sum())
        proof = Proof(
            year,
            row["what"],
            row["unit"],
            Decimal(row["published"]),
            Decimal(computed),
            Decimal(row["unit_rounding"]),
            "",
            row["source"],
            group=COURT,
        )
        yield _because(proof, _total_reason(year, states, late=bool(row["as_on"])))


def _total_reason(year: int, states: pd.DataFrame, *, late: bool) -> str:
    """Return what is known of a total that may differ: what States that joined later bear, or how far rounding reaches."""
    if late:
        joined = _states(year)
        more = int(joined.loc[~joined.index.isin(states.index), "assessed"].sum())
        return f"The assessed base of {year} is from memory; States that joined later are assessed {more:,}: on top of it, it would be {states['assessed'].sum() + more:,}"
    return f"The contributions add up to {states['assessed'].sum():,} and the Host State loan to {states['loan'].sum():,}; what makes up the rest is not known"


def _budgets() -> Iterator[Proof]:
    budgets = reference.court_budgets()
    for row in budgets[(budgets["status"] == "published") & (budgets["assessed_general_eur"] != "")].to_dict("records"):
        parts = [row["assessed_general_eur"], row["host_state_loan_eur"], row["not_assessed_eur"]]
        computed = add_up((Decimal(part or 0) for part in parts), Decimal(0))
        yield Proof(int(row["first_year"]), "Approved budget, the sum of its parts", "EUR", Decimal(row["approved_total_eur"]), computed,
                    Decimal(1), "", row["source"], restates=True, group=BUDGETS)  # fmt: skip


def _scales() -> Iterator[Proof]:
    for (first, last), rates in reference.un_scale().groupby(["first_year", "last_year"]):
        period = first if first == last else f"{first}-{last}"
        total = add_up(map(Decimal, rates["rate_percent"]), Decimal(0))
        proof = Proof(
            int(first),
            f"United Nations scale of {period}, added up",
            "%",
            Decimal(100),
            total,
            Decimal("0.001"),
            "",
            rates["source"].iloc[0],
            restates=True,
            group=SCALES,
        )
        yield _because(proof, "So does the official table") if proof.difference else proof


def _statements() -> Iterator[Proof]:
    """Yield the lines of published statements for which more than an amount is stated, or that don't come out, and totals."""
    for each in statements():
        name, source = symbol(each.name), f"{each.symbol}: {each.reading}"
        for line in each.lines:
            if line.evidence != AMOUNT_STATED or not line.comes_out:
                what = f"{name}, section {line.line.section}, {line.line.object}"
                yield Proof(each.year, what, "USD", line.line.published, line.computed, Decimal(100), reason_of_line(line),
                            source, taken_as_stated=line.evidence in AS_STATED, restates=not line.predicts, brief=True, group=STATEMENTS)  # fmt: skip
        if each.total is not None:
            yield Proof(each.year, f"{name}, total", "USD", each.total, each.computed, Decimal(100), reason_of_total(each),
                        source, taken_as_stated=_stated(each), restates=not any(line.predicts for line in each.lines), brief=True, group=STATEMENTS)  # fmt: skip


def _stated(statement: Statement) -> bool:
    """Whether a total rests on a price that no statement but its own has, or on stated amounts alone."""
    return statement.count(NO_OTHER) > 0 or statement.count(AMOUNT_STATED) == len(statement.lines)


@cache
def _states(year: int, as_on: str = "") -> pd.DataFrame:
    """Return the States of a year with what they are assessed, as they were on the day of which a figure is."""
    loan = instalment(year)
    states = assess(year, _base(year), loan, on=date.fromisoformat(as_on) if as_on else None)
    return states if loan else states.assign(loan=0)


def _base(year: int) -> float:
    try:
        return known_base(year)
    except NoBase:
        return 0.0


def _budget(year: int) -> dict[str, str]:
    budgets = reference.court_budgets()
    return {str(name): text for name, text in budgets[budgets["first_year"] == str(year)].iloc[0].items()}


def _because(proof: Proof, reason: str) -> Proof:
    return replace(proof, reason=reason)


def _explained(proof: Proof) -> Proof:
    """Return a proof of a year whose base is from memory with the bases for which all amounts of that year are right."""
    if _budget(proof.year)["status"] != "from memory":
        return proof
    low, high = _right_bases(proof.year)
    reason = f"The assessed base of {proof.year}, {_base(proof.year):,.0f}, is from memory; "
    return _because(
        proof, f"{reason}the amounts of the year by State are all right for a base from {low:,} to {high:,}"
    )


def _right_bases(year: int) -> tuple[int, int]:
    rows = reference.published_contributions()
    rows = rows[(rows["year"] == str(year)) & (rows["published_eur"] != "")]
    rates = _states(year, rows["as_on"].iloc[0])["rate"]
    bounds = [
        [(int(row.published_eur) + side * int(row.unit_eur) / 2) * 100 / rates[row.iso3] for side in (-1, 1)]
        for row in rows.itertuples()
    ]
    return int(max(low for low, _ in bounds)) + 1, int(min(high for _, high in bounds))
