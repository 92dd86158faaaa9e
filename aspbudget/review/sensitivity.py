"""The register of rates and assumptions: by how much each could change the section, how old it is, and how sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.figures.drivers import drivers
from aspbudget.figures.scenarios import changed
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.layout import Printed
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.lines.texts import Array

# How much more a rate deserves to be asked for again than one that was read in its source.
DOUBT = {"published": 1.0, "derived": 2.0, "illustrative": 3.0, "missing": 3.0}
_DAYS = 365.25


@dataclass(frozen=True)
class Entry:
    """A rate: its table, column and row, by how much the section differs between its low and its high, and its age in years.

    `at_stake` is in the cycle's currency, and `None` when the rate has no bounds or is missing. `moves` is by how much the section moves
    from what it is when the rate is at its low, and at its high.
    """

    table: str
    column: str
    key: str
    status: str
    source: str
    at_stake: float | None
    age: float
    moves: tuple[float, float] = (0.0, 0.0)

    @property
    def priority(self) -> float:
        """The amount at stake × (1 + age in years) × doubt: 1,000 at stake, 2 years old and derived (2) is 6,000; the largest to renew first."""
        return (self.at_stake or 0.0) * (1 + self.age) * DOUBT[self.status]


def register(catalogue: Catalogue, inputs: Inputs, layout: Printed) -> list[Entry]:
    """Return the rates on which the section depends, first those that are missing, then by priority.

    The section is computed for the low and the high of every rate in one call, a scenario each; printed lines are rounded
    afterwards, so amounts at stake are those of the unrounded section.
    """
    places = list(_bounded(catalogue, inputs, layout))
    totals = _totals(catalogue, inputs, layout, places)
    now = float(add_up(inputs.figures.tables[layout.table].columns["unrounded"]))
    today = _today(inputs, catalogue)
    entries = []
    stated = {table: _Stated(catalogue, inputs.frames[table], table) for table in {table for table, _, _ in places}}
    for row, (table, column, place) in enumerate(places):
        key, status, source, dated = stated[table].texts[place]
        bounded = place in stated[table].bounded(column)
        at_stake = round(abs(float(totals[2 * row + 1] - totals[2 * row])), 2) if bounded else None
        low, high = (round(float(totals[2 * row + bound]) - now, 2) if bounded else 0.0 for bound in (0, 1))
        entries.append(Entry(table, column, str(key), str(status), str(source), at_stake, _age(dated, today), (low, high)))
    used = set(inputs.counted(catalogue, "missing"))
    shown = [
        entry
        for entry, (table, _, place) in zip(entries, places, strict=True)
        if entry.at_stake or (table, place) in used
    ]
    return sorted(shown, key=lambda entry: (entry.status != "missing", -entry.priority, entry.table, entry.key))


class _Stated:
    """What the rows of a table of rates state, by the row of the input: the key, the status, the source and the date of each, and which of them have bounds."""

    def __init__(self, catalogue: Catalogue, frame: pd.DataFrame, table: str) -> None:
        self.frame, self.columns = frame, catalogue.columns(table)
        texts = zip(*(frame[name].tolist() for name in (catalogue.key(table), "status", "source", "dated")), strict=True)
        self.texts = dict(zip(frame.index.tolist(), texts, strict=True))
        self._known: dict[str, set[int]] = {}

    def bounded(self, column: str) -> set[int]:
        """Return the rows that have a low, a high and a rate, in whichever of the ways it is given."""
        if column not in self._known:
            ways = [column, *(each.name for each in self.columns.values() if each.instead == column)]
            low, high, *given = (self.frame[name].notna().to_numpy() for name in ("lowest", "highest", *ways))
            self._known[column] = set(self.frame.index[low & high & np.any(given, axis=0)].tolist())
        return self._known[column]


def _bounded(catalogue: Catalogue, inputs: Inputs, layout: Printed) -> Iterator[tuple[str, str, int]]:
    """Yield every rate on which the section depends: its table, its column, and the row of the input."""
    driving = drivers(catalogue, layout.table, layout.figure)
    for name, frame in inputs.frames.items():
        for column in catalogue.columns(name).values():
            if column.rate and "lowest" in frame and (name, column.name) in driving:
                yield from ((name, column.name, int(row)) for row in frame.index)


def _totals(catalogue: Catalogue, inputs: Inputs, layout: Printed, places: list[tuple[str, str, int]]) -> Array:
    """Return the total of the unrounded section for the low and the high of each rate in turn: an array of twice as many values."""
    named: dict[str, Array] = {}
    assumed = inputs.named
    changes: dict[tuple[str, str], Array] = {}

    def as_now(table: str, column: str) -> Array:
        """Return a column as it is now, in each scenario; what is missing is 0."""
        if (table, column) not in changes:
            changes[table, column] = np.tile(inputs.frames[table][column].fillna(0.0).to_numpy(dtype=float), (2 * len(places), 1))
        return changes[table, column]

    bounds = {table: {name: inputs.frames[table][name].to_dict() for name in ("lowest", "highest")} for table in {table for table, _, _ in places}}
    for number, (table, column, place) in enumerate(places):
        frame = inputs.frames[table]
        for scenario, bound in ((2 * number, "lowest"), (2 * number + 1, "highest")):
            value = float(bounds[table][bound][place])
            if np.isnan(value):
                continue
            if table == "assumptions":
                name = str(frame["assumption"][place])
                named.setdefault(name, np.full(2 * len(places), float(assumed[name])))[scenario] = value
            else:
                row = frame.index.get_loc(place)
                as_now(table, column)[scenario, row] = value
                for other in (each.name for each in catalogue.columns(table).values() if each.instead == column):
                    as_now(table, other)[scenario, row] = 0.0
    figures = changed(inputs.figures, named, changes, [(layout.table, "unrounded")])
    costs = figures.tables[layout.table].columns["unrounded"]
    return np.asarray(np.broadcast_to(costs, (2 * len(places), costs.shape[-1])).sum(axis=-1))


def _age(dated: Any, today: pd.Timestamp | None) -> float:  # noqa: ANN401 - a date, or none
    """Return the age of a rate in years; 0 for a rate without a date."""
    return 0.0 if today is None or pd.isna(dated) else round(max((today - dated).days, 0) / _DAYS, 1)


def _today(inputs: Inputs, catalogue: Catalogue) -> pd.Timestamp | None:
    """Return the date by which ages are counted: that of the outputs, or else of the newest rate; never today's."""
    given = inputs.cycle["prepared_on"]
    if not pd.isna(given):
        return pd.Timestamp(given)
    dates = [frame["dated"].max() for name, frame in inputs.frames.items() if "dated" in catalogue.columns(name)]
    known = [date for date in dates if not pd.isna(date)]
    return max(known) if known else None
