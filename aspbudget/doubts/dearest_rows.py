"""Dearest rows: a row that costs many times as much as any other of its sheet, whichever of its cells makes it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.doubts.evidence import Doubt
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.doubts.evidence import Evidence

_FEWEST = 3  # rows that cost something, before one of them can stand out
_FAR = 4.0  # how many times as much as the next


def dearest_rows(evidence: Evidence) -> Iterator[Doubt]:
    """Yield the row of a sheet that costs four times as much as the next, or more, with both amounts and its share of what the sheet costs."""
    for table, frame in evidence.tables():
        key = evidence.catalogue.key(table.name)
        for cost in dict.fromkeys(charge.cost for charge in table.charges if key):
            figures = evidence.figures.frame(table.name, [cost])[cost]
            costs = figures[figures.index.isin(frame.index) & (figures > 0)].sort_values(ascending=False)
            if len(costs) >= _FEWEST and costs.iloc[0] >= _FAR * costs.iloc[1]:
                row, next_row = int(costs.index[0]), int(costs.index[1])
                amounts = {"cost": float(costs.iloc[0]), "share": float(costs.iloc[0] / costs.sum()) * 100, "times": float(costs.iloc[0] / costs.iloc[1]), "next_cost": float(costs.iloc[1])}
                message = '"{name}" costs {cost:,.0f}, {share:.0f} per cent of the sheet and {times:,.3g} times as much as the dearest of the others, "{next}", {next_cost:,.0f}.'
                yield Doubt(table, key, row, phrase(message, name=evidence.name(table, row), next=evidence.name(table, next_row), **amounts))
