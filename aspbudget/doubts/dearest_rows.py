"""Dearest rows: a row that costs many times as much as any other of its sheet, whichever of its cells makes it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.doubts.evidence import Doubt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.doubts.evidence import Evidence

_FEWEST = 3  # rows that cost something, before one of them can stand out
_FAR = 4.0  # how many times as much as the next


def dearest_rows(evidence: Evidence) -> Iterator[Doubt]:
    """Yield the row of a sheet that costs four times as much as the next, or more, with both amounts and its share of what the sheet costs."""
    for table, frame in evidence.tables():
        key, figures = evidence.catalogue.key(table.name), evidence.figures.frame(table.name)
        for cost in dict.fromkeys(charge.cost for charge in table.charges if key):
            costs = figures.loc[figures.index.isin(frame.index) & (figures[cost] > 0), cost].sort_values(ascending=False)
            if len(costs) >= _FEWEST and costs.iloc[0] >= _FAR * costs.iloc[1]:
                row, next_row = int(costs.index[0]), int(costs.index[1])
                share = f"{costs.iloc[0] / costs.sum():.0%}".replace("%", " per cent")
                message = (
                    f'"{evidence.name(table, row)}" costs {costs.iloc[0]:,.0f}, {share} of the sheet and {costs.iloc[0] / costs.iloc[1]:,.3g} times as much as '
                    f'the dearest of the others, "{evidence.name(table, next_row)}", {costs.iloc[1]:,.0f}.'
                )
                yield Doubt(table, key, row, message)
