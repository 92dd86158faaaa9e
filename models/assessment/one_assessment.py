"""One assessment: a base assessed on the States of a year, with its sums, as a value and as a JSON document."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aspbudget.declare import add_up
from aspbudget.models.assessment.not_assessable import round_cents
from aspbudget.models.assessment.rule_rows import by_parties, year_of_members
from aspbudget.models.assessment.rules import court
from aspbudget.models.reference import facts as reference
from aspbudget.models.reference import state_names

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    import pandas as pd

    from aspbudget.models.assessment.rule_rows import Constant
    from aspbudget.models.assessment.rules import AssessmentRule

PARTS = ("months", "days")


@dataclass(frozen=True)
class Assessment:
    """A base assessed on the States of a year.

    `states` is indexed by three-letter code: state, its name on 1 January of the year; un_rate and rate, in per cent; limit
    (`ceiling`, `least developed country`, `minimum`, `fixed`, or nothing); assessed and loan, in euros or the currency of the rule; written,
    the United Nations rate as the scale writes it; months, of a State that joins during the year, and days, of one that leaves, otherwise 0: its rate is for that part
    of the year. `source` says where the base comes from; `on` is the day as on which the States were taken, if any; `rule` is another
    organisation's, if the Court's wasn't asked for. `sheets` and `assumptions` are what was computed from; `scale` is a year whose
    scale was used on purpose.
    """

    year: int
    base: float
    source: str
    policy: str
    host_state_loan: float
    states: pd.DataFrame
    on: date | None = None
    rule: AssessmentRule | None = None
    sheets: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False)
    assumptions: Sequence[Constant] = field(default_factory=list, repr=False)
    scale: int | None = None

    @property
    def decimals(self) -> int | None:
        """How many decimals a rate has; `None` where it is not rounded."""
        return (self.rule or court()).decimals

    @property
    def currency(self) -> str:
        """The currency of the base and the bills."""
        return (self.rule or court()).currency

    @property
    def members_of(self) -> int:
        """The year whose members are assessed: another than the year where its members aren't known."""
        return year_of_members(self.rule or court(), self.year)

    def written_rate(self, rate: float) -> str:
        """Return a rate with the rule's own decimals; with ten where it rounds none."""
        return f"{rate:.{(self.rule or court()).rate_decimals}f}"

    @property
    def passes(self) -> int:
        """How often what is left of 100 was shared out: once, and again where a limit holds a State."""
        return 2 if (self.states["limit"] != "").any() else 1

    @property
    def sum_of_rates(self) -> Decimal:
        """The rates added up, exactly: 100.0000, or close to it when each is only rounded."""
        if self.decimals is None:
            return Decimal(self.written_rate(add_up(self.states["rate"])))
        return add_up((Decimal(self.written_rate(rate)) for rate in self.states["rate"]), Decimal(0))

    @property
    def sum_of_bills(self) -> int:
        """The bills added up, in euros or the currency of the rule."""
        return int(self.states["assessed"].sum())

    @property
    def difference(self) -> float:
        """What the bills bring in beyond the base and fixed sums, or short of them, because rates and bills are rounded."""
        return round_cents(self.sum_of_bills - self.base - add_up((self.rule or court()).fixed_sums.values()))

    def of(self, named: Collection[str]) -> pd.DataFrame:
        """Return only these States, named or by code, in the order of the schedule; all of them when none is named."""
        parties = {each.casefold(): code for code, name in (self.rule or court()).names.items() for each in (code, name)}
        asked = {parties.get(each.casefold()) or state_names.codes([each])[0] for each in ([named] if isinstance(named, str) else named)}
        for code in sorted(asked - set(self.states.index)):
            raise reference.UnknownState(self._not_assessed(code))
        return self.states[self.states.index.isin(asked)] if asked else self.states

    def _not_assessed(self, code: str) -> str:
        if self.rule is None or by_parties(self.rule):
            return state_names.not_assessed(code, self.year)
        return f"{state_names.called(code, self.year)} is not assessed by the rule {self.rule.code} for {self.year}; to see what it would be assessed, add --include {code}."

    def as_dict(self, codes: Collection[str] = ()) -> dict[str, Any]:
        """Return the assessment as its JSON document; with a Host State loan, also what each State is assessed for it."""
        states = self.of(codes)
        loan = {"host_state_loan": _number(self.host_state_loan)} if self.host_state_loan else {}
        return {
            "year": self.year,
            **({"scale": self.scale} if self.scale is not None else {}),
            **({"rule": self.rule.code} if self.rule else {}),
            **({"on": self.on.isoformat()} if self.on else {}),
            "base": _number(self.base),
            "policy": self.policy,
            **loan,
            "states": [
                self._state(code, row) for code, row in zip(states.index, states.to_dict("records"), strict=True)
            ],
            "sum_of_rates": str(self.sum_of_rates),
            "sum_of_bills": self.sum_of_bills,
            "difference": _number(self.difference),
            "passes": self.passes,
        }

    def _state(self, code: str, row: dict[str, Any]) -> dict[str, Any]:
        stated = {
            "iso3": code,
            "state": row["state"],
            "un_rate": row["written"] or None,
            "rate": self.written_rate(row["rate"]),
            "assessed": row["assessed"],
        }
        stated |= {"limit": row["limit"] or None}
        stated |= {name: row[name] for name in PARTS if row[name]}
        return stated | ({"loan": row["loan"]} if self.host_state_loan else {})


def _number(amount: float) -> int | float:
    return int(amount) if float(amount).is_integer() else float(amount)
