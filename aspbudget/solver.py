"""The solver: the cheapest choice of numbers within limits, found and proven to be the cheapest by HiGHS."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping


Array = np.ndarray[Any, Any]

_OPTIMAL, _INFEASIBLE = 0, 2
_TOLERANCE = 1e-4


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
        best = self._solved(np.array(self.costs))
        if best is None:
            return None
        least = float(best @ np.array(self.costs))
        ranks = np.zeros(len(self.costs))
        for place, weight in then.items():
            ranks[place] = weight
        chosen = self._solved(ranks, most=least + _TOLERANCE * max(1.0, abs(least) * _TOLERANCE))
        return [float(number) for number in (best if chosen is None else chosen)]

    def _solved(self, costs: Array, most: float = inf) -> Array | None:
        """Return the numbers for which the costs are least, those of the programme being `most` at the most."""
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415 - only who arranges pays for it

        if not len(costs):
            return None if any(low > 0 or high < 0 for _, low, high in self.limits) else np.zeros(0)
        matrix, low, high = self._matrix(most)
        lowest, highest = np.array(self.bounds).T
        found: Any = milp(
            costs,
            integrality=np.array(self.whole, dtype=int),
            bounds=Bounds(lowest, highest),
            constraints=LinearConstraint(matrix, low, high),
            options={"mip_rel_gap": 0},
        )
        if found.status not in (_OPTIMAL, _INFEASIBLE):
            raise Unsolved(found.message)
        return None if found.status == _INFEASIBLE else np.where(self.whole, np.round(found.x), found.x)

    def _matrix(self, most: float) -> tuple[Any, Array, Array]:
        from scipy.sparse import csr_array  # noqa: PLC0415 - as above

        rows = [*self.limits, ({place: cost for place, cost in enumerate(self.costs) if cost}, -inf, most)]
        entries = [(row, place, factor) for row, (terms, _, _) in enumerate(rows) for place, factor in terms.items()]
        down, across, factors = np.array(entries, dtype=float).reshape(-1, 3).T
        shape = (len(rows), len(self.costs))
        matrix = csr_array((factors, (down.astype(int), across.astype(int))), shape=shape)
        return matrix, np.array([low for _, low, _ in rows]), np.array([high for *_, high in rows])
