"""A published figure beside the computed one, and what the comparison is worth."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

EQUAL, WITHIN, DIFFERS, FITTED, STATED, RESTATED = "equal", "within its rounding", "differs", "fitted", "as stated", "restated"
_NOT_STATED = {"found_from_it", "taken_as_stated", "restates", "brief"}  # the verdict says them
VERDICTS = (EQUAL, RESTATED, FITTED, STATED, WITHIN, DIFFERS)


@dataclass(frozen=True)
class Proof:
    """A published figure beside the computed one; `rounding` is the unit to which it was published.

    The verdict is `equal`, `within its rounding` (the computed figure, rounded as it was published, is the published one),
    or `differs`. Three verdicts prove less than `equal`, which is a prediction: `fitted` where a number was found from the very
    figure, `as stated` where the very amount was taken as it stands, and `restated` where an input, or a figure of the same
    quantity elsewhere, says the same. A price fitted on other statements predicts the figure. `group` is the source by which
    figures are counted. The sources are web pages and resolutions copied without page numbers, so `page` is empty.
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
    restates: bool = False
    brief: bool = False
    group: str = ""

    @property
    def difference(self) -> Decimal:
        """The computed figure less the published one."""
        return self.computed - self.published

    @property
    def verdict(self) -> str:
        """Whether the two agree."""
        if not self.difference:
            less = {FITTED: self.found_from_it, STATED: self.taken_as_stated, RESTATED: self.restates}
            return next((verdict for verdict, applies in less.items() if applies), EQUAL)
        rounded = (self.computed / self.rounding).quantize(Decimal(1), ROUND_HALF_UP) * self.rounding
        return WITHIN if rounded == self.published else DIFFERS

    def as_dict(self) -> dict[str, Any]:
        """Return the proof as it appears in a JSON document; figures are texts, exactly as they are."""
        stated = {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in vars(self).items() if name not in _NOT_STATED}
        return stated | {"difference": f"{self.difference:f}", "verdict": self.verdict}


def counted(proofs: Iterable[Proof]) -> dict[str, int]:
    """Return how many proofs have each verdict."""
    found = Counter(proof.verdict for proof in proofs)
    return {verdict: found[verdict] for verdict in VERDICTS}
