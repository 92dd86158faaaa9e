"""The models: 5,000 rows of each, as the lines compute them and as they are computed by hand, with the same results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from aspbudget.cost import Costed, Figures, complete, cost
from benchmarks import many
from benchmarks.by_hand import BY_HAND, Given
from benchmarks.measure import Row, compare, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.check import Inputs
    from aspbudget.model import Catalogue

# A table whose rows are derived grows with the table that it is derived from.
_GROWN = {"interpretation": "meetings"}
_DERIVED = {"interpretation": ("conference_days", "interpretation")}
_TIMES = 20


def rows(catalogue: Catalogue, inputs: Inputs) -> Iterator[Row]:
    """Yield what each model takes; both sides start from columns in memory, with the tables they look up in computed."""
    for name in BY_HAND:
        grown = _GROWN.get(name, name)
        frames = inputs.frames | {grown: many.table(catalogue, inputs.frames, grown)}
        figures = cost(catalogue, frames, inputs.named)
        ratio = _ratio(figures, name)
        yield Row(f"{many.ROWS:,} rows of {grown.replace('_', ' ')}: {name.replace('_', ' ')}" if grown != name
                  else f"{many.ROWS:,} rows of {name.replace('_', ' ')}", "by hand in numpy", ratio, 2)  # fmt: skip


def _ratio(figures: Figures, name: str) -> float:
    tables = {table: costed.columns for table, costed in figures.tables.items()}
    given = Given(tables[name], tables, figures.named, figures.words.numbers)

    def lines() -> np.ndarray:
        again = _uncomputed(figures, _DERIVED.get(name, (name,)))
        complete(again)
        return again.tables[name].columns["net_cost"]

    def by_hand() -> np.ndarray:
        return BY_HAND[name](given)

    if not np.allclose(np.sort(lines()), np.sort(by_hand()), rtol=0, atol=1e-6):
        message = f"The lines of {name} and the arithmetic by hand give different results."
        raise AssertionError(message)
    return compare(lambda: seconds(lines, _TIMES), lambda: seconds(by_hand, _TIMES))


def _uncomputed(figures: Figures, names: tuple[str, ...]) -> Figures:
    """Return figures in which some tables hold only what was entered, or are not there when their rows are derived."""
    tables = {name: costed for name, costed in figures.tables.items() if name not in names}
    for name in names:
        costed = figures.tables[name]
        if costed.table.entered:
            entered = {column: costed.columns[column] for column in figures.catalogue.columns(name)}
            tables[name] = Costed(costed.table, costed.places, entered)
    return Figures(figures.catalogue, tables, figures.named, figures.words)
