"""Rules of assessment: how an organisation shares a base among its States, as a row of parameters.

Those that are known are rows of `reference/assessment_rules.csv`; anyone's own is a file with the same titles and one row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare import WrongUse, allowed, nearest
from aspbudget.models.assessment import rule_cells
from aspbudget.models.assessment.rule_file import one_row
from aspbudget.models.reference import facts as reference

if TYPE_CHECKING:
    from collections.abc import Mapping

PRINTED_DECIMALS = 10  # of a rate that is not rounded
COURT = "Court"


class NoRule(WrongUse):
    """No rule of assessment has the name, or the file can't be read."""


class Part(NamedTuple):
    """For what part of the year a State is assessed: so many months, or days."""

    number: int
    unit: str


@dataclass(frozen=True)
class AssessmentRule:
    """How an organisation assesses: rates in per cent, parties by code.

    A limit that there is none of is `None`, a minimum 0; `decimals` are those of a rate, `None` where it is not rounded. `names`
    are those of parties that are no States; `in_place` is a year whose scale is used on purpose in place of the rule's. `members` is a keyword of `rule_cells`, the code of another rule, or codes.
    """

    code: str
    organisation: str = ""
    ceiling: float | None = None
    ceiling_from: int = 0
    least_developed_limit: float | None = None
    least_developed_how: str = ""
    also_least_developed: tuple[str, ...] = ()
    minimum_kept: float = 0.0
    minimum_raised: float = 0.0
    decimals: int | None = None
    residual: str = rule_cells.RESIDUALS[0]
    fixed_shares: Mapping[str, float] = field(default_factory=dict)
    fixed_sums: Mapping[str, float] = field(default_factory=dict)
    scale_of: str = rule_cells.THE_YEAR
    budget_period: tuple[int, int] | None = None
    currency: str = "EUR"
    members: str | tuple[str, ...] = rule_cells.UNITED_NATIONS
    parts_of_year: Mapping[str, tuple[int, str]] | str = ""
    source: str = ""
    status: str = ""
    note: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    in_place: int | None = None

    @property
    def rate_decimals(self) -> int:
        """How many decimals of a rate are printed: those that it has, or ten where it is not rounded."""
        return PRINTED_DECIMALS if self.decimals is None else self.decimals

    def scale_year(self, year: int) -> int:
        """Return the year whose scale the rule uses for a year."""
        if self.in_place is not None:
            return self.in_place
        if self.scale_of == rule_cells.YEAR_BEFORE:
            return year - 1
        if self.scale_of == rule_cells.BEFORE_PERIOD and self.budget_period:
            first, last = self.budget_period
            return year - (year - first) % (last - first + 1) - 1
        if self.scale_of == rule_cells.SCALE_BEFORE:
            return reference.first_year_of_scale(year) - 1
        return year


def rule_of(named: str) -> AssessmentRule:
    """Return the rule of an organisation by its code, or the one in a file; raise `NoRule`, or `Refused` with the faults of the file."""
    known = {code.casefold(): rule for code, rule in rules().items()}
    if named.casefold() in known:
        return known[named.casefold()]
    path = Path(named)
    if path.suffix or path.is_file():
        return _in_file(path)
    message = f'There is no rule "{named}"{nearest(named, rules()) or "."} There are: {allowed(rules())}; for one of your own, name a file, such as rule.csv.'
    raise NoRule(message)


@cache
def rules() -> Mapping[str, AssessmentRule]:
    """Return the rules that are known, by the short name of their organisation."""
    rows = reference.assessment_rules().to_dict("records")
    return {row["code"]: AssessmentRule(**rule_cells.values("assessment_rules.csv", [*row], [*row.values()])) for row in rows}


def court() -> AssessmentRule:
    """Return the Court's own rule."""
    return rules()[COURT]


def _in_file(path: Path) -> AssessmentRule:
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{path}: {error.strerror}; name a file with a rule, such as rule.csv, or one of: {allowed(rules())}."
        raise NoRule(message) from None
    titles, cells, row = one_row(str(path), data)
    return AssessmentRule(**({"code": path.stem} | rule_cells.values(str(path), titles, cells, row, set(rules()))))
