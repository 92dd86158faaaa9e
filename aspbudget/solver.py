"""The solver: the cheapest choice of numbers within limits, found and proven to be the cheapest by HiGHS."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum, inf
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from highspy._core import _Highs

_TOLERANCE = 1e-6  # within which the solver keeps a limit


class Unsolved(Exception):
    """The solver stopped without an answer; the message is its own."""


@dataclass
class Programme:
    """Numbers to be chosen, each with bounds and what one of it costs, and limits on sums of them."""

    costs: list[float] = field(default_factory=list)
    bounds: list[tuple[float, float]] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    limits: list[tuple[dict[int, float], float, float]] = field(default_factory=list)

    def number(self, low: float = 0.0, high: float = inf, cost: float = 0.0, *, whole: bool = False) -> int:
        """Add a number to be chosen, and return its place."""
        self.costs.append(cost)
        self.bounds.append((low, high))
        self.whole.append(whole)
        return len(self.costs) - 1

    def limit(self, terms: Mapping[int, float], low: float = -inf, high: float = inf) -> None:
        """Add a limit on a sum of numbers, each times a factor; `terms` gives the factors by place, and the sum of none is 0."""
        self.limits.append((dict(terms), low, high))

    def cheapest(self, then: Mapping[int, float]) -> list[float] | None:
        """Return the numbers of least cost, and of these the ones for which the sum of `then` is least.

        `then` gives factors by place. `None` is returned when the limits leave no choice. Raises `Unsolved` when the solver finds neither.
        """
        best = self._solved(dict(enumerate(self.costs)))
        if best is None or not then:
            return best
        chosen = self._solved(then, most=self._cost(best))
        return best if chosen is None or self._cost(chosen) > self._cost(best) + _TOLERANCE else chosen

    def _cost(self, numbers: list[float]) -> float:
        return fsum(number * cost for number, cost in zip(numbers, self.costs, strict=True))

    def _solved(self, costs: Mapping[int, float], most: float = inf) -> list[float] | None:
        """Return the numbers for which the costs are least, those of the programme being `most` at the most."""
        from highspy import HighsModelStatus  # noqa: PLC0415 - only who arranges pays for it

        if not self.costs:
            return None if any(low > 0 or high < 0 for _, low, high in self.limits) else []
        solver = self._posed(costs, most)
        solver.run()
        status = solver.getModelStatus()
        if status == HighsModelStatus.kInfeasible:
            return None
        if status != HighsModelStatus.kOptimal:
            raise Unsolved(solver.modelStatusToString(status))
        found = zip(solver.getSolution().col_value, self.whole, strict=True)
        return [float(round(number) if whole else number) for number, whole in found]

    def _posed(self, costs: Mapping[int, float], most: float) -> _Highs:
        from highspy._core import HighsVarType, _Highs  # noqa: PLC0415 - as above

        solver = _Highs()  # not the class made of it, which says on standard output that it is there
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("mip_rel_gap", 0.0)
        for place, (bounds, whole) in enumerate(zip(self.bounds, self.whole, strict=True)):
            solver.addVar(*bounds)
            solver.changeColCost(place, costs.get(place, 0.0))
            solver.changeColIntegrality(place, HighsVarType.kInteger if whole else HighsVarType.kContinuous)
        for terms, low, high in (*self.limits, (dict(enumerate(self.costs)), -inf, most)):
            factors = {place: factor for place, factor in terms.items() if factor}
            solver.addRow(low, high, len(factors), np.array(list(factors), dtype=np.int32), np.array(list(factors.values()), dtype=float))
        return solver
