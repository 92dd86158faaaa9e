"""Evidence: every published figure that can be computed, beside what is computed, with the reason where they differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from aspbudget.declare import add_up
from aspbudget.models.assessment.assess import NoBase, assess, known_base
from aspbudget.models.evidence.published_lines import symbol
from aspbudget.models.evidence.published_reasons import reason_of_line, reason_of_total
from aspbudget.models.evidence.published_statements import AMOUNT_STATED, AS_STATED, NO_OTHER, statements
from aspbudget.models.reference import facts as reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.models.evidence.published_statements import Statement

EQUAL, WITHIN, DIFFERS, FITTED, STATED = "equal", "within its rounding", "differs", "fitted", "as stated"
VERDICTS = (EQUAL, FITTED, STATED, WITHIN, DIFFERS)
# Found from the loan shares of France (2020) and Venezuela (2021): the Court's rates of all that share in the loan, added
# up, and the instalment in euros. That one pair of numbers gives both amounts is the evidence for the rule.
LOAN_YEAR, LOAN_PAYERS, LOAN_INSTALMENT = 2013, Decimal("40.1062"), 3_585_127
_LOAN = (
    f"{{loan:,}} of it for the Host State loan: the Court's rate of {LOAN_YEAR} ÷ {LOAN_PAYERS}, to four decimals, "
    f"of {LOAN_INSTALMENT:,} euros, a rule found from this amount and one other"
)

_LOAN_TOTAL = "The Host State loan is taken as budgeted; who shares in it was not found, so its rounding by State can't be computed"


@dataclass(frozen=True)
class Proof:
    """A published figure beside the computed one; `rounding` is the unit to which it was published.

    The verdict is `equal`, `within its rounding` (the computed figure, rounded as it was published, is the published one),
    or `differs`; `fitted` where a rule was found from the very figure, and `as stated` where the very amount was taken as it
    stands, so that they prove nothing more than its rounding and adding up. A price fitted on other statements is neither:
    it predicts the figure. The sources found are web pages and resolutions copied without page numbers, so `page` is empty.
    """

    year: int
    what: str
    unit: str
    published: Decimal
    computed: Decimal
    rounding: Decimal
    reason: str
    source: str
    page: str = ""
    found_from_it: bool = False
    taken_as_stated: bool = False
    brief: bool = False

    @property
    def difference(self) -> Decimal:
        """The computed figure less the published one."""
        return self.computed - self.published

    @property
    def verdict(self) -> str:
        """Whether the two agree."""
        if not self.difference:
            return FITTED if self.found_from_it else STATED if self.taken_as_stated else EQUAL
        rounded = (self.computed / self.rounding).quantize(Decimal(1), ROUND_HALF_UP) * self.rounding
        return WITHIN if rounded == self.published else DIFFERS

    def as_dict(self) -> dict[str, Any]:
        """Return the proof as it appears in a JSON document; figures are texts, exactly as they are."""
        stated = {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in asdict(self).items()}
        for name in ("found_from_it", "taken_as_stated", "brief"):
            stated.pop(name)
        return stated | {"difference": f"{self.difference:f}", "verdict": self.verdict}


def prove() -> tuple[Proof, ...]:
    """Return a proof of every published figure that can be computed: contributions, totals, budgets, scales, statements."""
    return (*_contributions(), *_totals(), *_budgets(), *_scales(), *_statements())


def counted(proofs: tuple[Proof, ...]) -> dict[str, int]:
    """Return how many proofs have each verdict."""
    found = Counter(proof.verdict for proof in proofs)
    return {verdict: found[verdict] for verdict in VERDICTS}


def _contributions() -> Iterator[Proof]:
    for row in reference.published_contributions().to_dict("records"):
        year = int(row["year"])
        states = _states(year)
        if row["published_eur"]:
            loan = _loan(row["iso3"]) if "loan" in row["component"] else 0
            computed = Decimal(int(states.loc[row["iso3"], "assessed"]) + loan)
            reason = _LOAN.format(loan=loan) if loan else ""
            proof = Proof(year, f"{row['state']}, contribution", "EUR", Decimal(row["published_eur"]), computed,
                          Decimal(row["unit_eur"]), reason, row["source"], found_from_it=bool(loan))  # fmt: skip
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
                  Decimal(row["unit_percent"]), "", row["source"])  # fmt: skip
    return proof if proof.verdict != DIFFERS else _because(proof, row["precision"].capitalize())


def _totals() -> Iterator[Proof]:
    for row in reference.published_totals().to_dict("records"):
        year = int(row["year"])
        loan, states = _budget(year)["host_state_loan_eur"], _states(year)
        computed = int(states["assessed"].sum()) + int(loan or 0)
        proof = Proof(
            year,
            row["what"],
            row["unit"],
            Decimal(row["published"]),
            Decimal(computed),
            Decimal(row["unit_rounding"]),
            "",
            row["source"],
        )
        yield _because(proof, _LOAN_TOTAL if loan else _later(states))


def _later(states: pd.DataFrame) -> str:
    """Return what States that joined during the year bear of a total."""
    months = states["months"] if "months" in states else pd.Series(0, index=states.index)
    later = states[months > 0]
    return (
        f"{later['assessed'].sum():,} of it from States that joined during the year, by months: {', '.join(later['state'])}"
        if len(later)
        else ""
    )


def _budgets() -> Iterator[Proof]:
    budgets = reference.court_budgets()
    for row in budgets[(budgets["status"] == "published") & (budgets["assessed_general_eur"] != "")].to_dict("records"):
        parts = [row["assessed_general_eur"], row["host_state_loan_eur"], row["not_assessed_eur"]]
        computed = add_up((Decimal(part or 0) for part in parts), Decimal(0))
        yield Proof(int(row["first_year"]), "Approved budget, the sum of its parts", "EUR", Decimal(row["approved_total_eur"]), computed,
                    Decimal(1), "", row["source"])  # fmt: skip


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
                            source, taken_as_stated=line.evidence in AS_STATED, brief=True)  # fmt: skip
        if each.total is not None:
            yield Proof(each.year, f"{name}, total", "USD", each.total, each.computed, Decimal(100), reason_of_total(each),
                        source, taken_as_stated=_stated(each), brief=True)  # fmt: skip


def _stated(statement: Statement) -> bool:
    """Whether a total rests on a price that no statement but its own has, or on stated amounts alone."""
    return statement.count(NO_OTHER) > 0 or statement.count(AMOUNT_STATED) == len(statement.lines)


@cache
def _states(year: int) -> pd.DataFrame:
    return assess(year, _base(year))


def _base(year: int) -> float:
    try:
        return known_base(year)
    except NoBase:
        return 0.0


def _budget(year: int) -> dict[str, str]:
    budgets = reference.court_budgets()
    return {str(name): text for name, text in budgets[budgets["first_year"] == str(year)].iloc[0].items()}


def _loan(code: str) -> int:
    """Return a State's share of the Host State loan, in euros, by the rule that gives both published amounts."""
    court = Decimal(f"{_states(LOAN_YEAR).loc[code, 'rate']:.4f}")
    rate = (court * 100 / LOAN_PAYERS).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return int((rate * LOAN_INSTALMENT / 100).quantize(Decimal(1), ROUND_HALF_UP))


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
    rates = _states(year)["rate"]
    bounds = [
        [(int(row.published_eur) + side * int(row.unit_eur) / 2) * 100 / rates[row.iso3] for side in (-1, 1)]
        for row in rows.itertuples()
    ]
    return int(max(low for low, _ in bounds)) + 1, int(min(high for _, high in bounds))
