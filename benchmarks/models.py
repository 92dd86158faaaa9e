"""The models: 5,000 rows of each, as the lines compute them and as they are computed by hand, with the same results."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np

from aspbudget.figures.cost import Costed, Figures, compute_figures, cost
from aspbudget.figures.scenarios import rested_on
from aspbudget.lines.compute import _WAYS
from aspbudget.lines.formula import At, Binary, Call, Gather, Named, Negative, Number, Own, Text
from benchmarks import many, scenarios
from benchmarks.by_hand import BY_HAND, Given
from benchmarks.measure import Row, busy, compare
from benchmarks.parts import REST, Timer
from benchmarks.reasons import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs

# A table whose rows are derived grows with the table that it is derived from.
_GROWN = {"interpretation": "meetings"}
_DERIVED = {"interpretation": ("conference_days", "interpretation")}
_TIMES, _ROUNDS, _LEAST = 20, 5, 0.02
# The parts of formulas by what they do.
_KINDS = {
    "looking up in other tables": (At,),
    "adding up other tables by keys": (Gather,),
    "rounding and choosing": (Call,),
    "arithmetic and comparisons": (Binary, Negative),
    "columns, assumptions and texts": (Own, Named, Text, Number),
}


def rows(catalogue: Catalogue, inputs: Inputs) -> Iterator[Row]:
    """Yield what each model takes; both sides start from columns in memory, the tables they look up in computed, and know which figures to compute, as a run does once for its catalogue."""
    for name in BY_HAND:
        lines, by_hand = sides(catalogue, inputs, name)
        grown = _GROWN.get(name, name)
        said = name if grown == name else f"{grown}: {name}"
        yield (row := Row(f"{many.ROWS:,} rows of {said.replace('_', ' ')}", "by hand in numpy", compare(lambda lines=lines: busy(lines, _TIMES), lambda by_hand=by_hand: busy(by_hand, _TIMES)), 1.6))  # type: ignore[misc]
        if not row.met:
            yield from parts_of(row, lines, by_hand)
    yield from scenarios.rows(catalogue, inputs)


def parts_of(row: Row, lines: Callable[[], object], by_hand: Callable[[], object]) -> Iterator[Row]:
    """Yield what the parts of formulas of each kind take, without those inside them, and what is none of a formula: which figure is next, and where it is put."""
    rounds = []
    for _ in range(_ROUNDS):
        timer = Timer(parts=(REST, *_KINDS))
        ways = {kind: timer.timed(_WAYS[kind], part) for part, kinds in _KINDS.items() for kind in kinds}
        with patch.dict(_WAYS, ways):
            timer.start()
            for _ in range(_TIMES):
                lines()
            timer.end()
        rounds.append(timer.found)
    unit = median(busy(by_hand, _TIMES) for _ in range(_ROUNDS)) * _TIMES
    found = {part: median(each[part] for each in rounds) for part in rounds[0]}
    yield from (Row(f"{row.work}: {part}", row.against, seconds / unit) for part, seconds in shown(found, _LEAST * unit).items())


def sides(catalogue: Catalogue, inputs: Inputs, name: str, rows: int = many.ROWS) -> tuple[Callable[[], np.ndarray], Callable[[], np.ndarray]]:
    """Return what computes the net cost of so many rows of a model: its lines, and the arithmetic by hand; raise where they differ."""
    grown = _GROWN.get(name, name)
    figures = cost(catalogue, inputs.frames | {grown: many.table(catalogue, inputs.frames, grown, rows)}, inputs.named)
    tables = {table: costed.columns for table, costed in figures.tables.items()}
    given, again = Given(tables[name], tables, figures.named, figures.words.numbers), _Again(figures, _DERIVED.get(name, (name,)))

    def lines() -> np.ndarray:
        return again.tables()[name].columns["net_cost"]

    def by_hand() -> np.ndarray:
        return BY_HAND[name](given)

    if not np.allclose(np.sort(lines()), np.sort(by_hand()), rtol=0, atol=1e-6, equal_nan=True):
        message = f"The lines of {name} and the arithmetic by hand give different results."
        raise AssertionError(message)
    return lines, by_hand


class _Again:
    """Computes the net cost of the last of some tables again, from what was entered into them and from all other tables as they stand."""

    def __init__(self, figures: Figures, names: tuple[str, ...]) -> None:
        self.figures = figures
        alone = {place for place in rested_on(figures.catalogue, [(names[-1], "net_cost")]) if place[0] in names}
        self.order = [figure for place, figure in figures.catalogue.figures.items() if place in alone]
        self.kept = {name: costed for name, costed in figures.tables.items() if name not in names}
        self.entered = [figures.tables[name] for name in names if figures.tables[name].table.entered]

    def tables(self) -> dict[str, Costed]:
        """Return all tables, with the net cost and what it rests on in the chosen ones computed anew."""
        tables = dict(self.kept)
        for costed in self.entered:
            name = costed.table.name
            columns = {column: costed.columns[column] for column in self.figures.catalogue.columns(name)}
            tables[name] = Costed(costed.table, costed.places, columns)
        compute_figures(Figures(self.figures.catalogue, tables, self.figures.named, self.figures.words), self.order)
        return tables
