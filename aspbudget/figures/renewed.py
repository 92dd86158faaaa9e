"""Figures renewed: those of inputs that differ a little from others, of which only what rests on a difference is computed again.

Sections half-way between two cycles differ from step to step in a few columns. Where posts cost months × rate and travel trips × fare, a step that
changes the rates computes the posts and all that adds them up; what travel costs is as it was. A draft is computed twice, with everything in, and as it
is stated: where everything is in as it is stated, the rows of the printed lines alone are new.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from aspbudget.figures.cost import Costed, Figures, complete, compute_figures, entered, rows_of
from aspbudget.lines.formula import At, Gather, Named, Own

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from aspbudget.figures.tracing import Figure
    from aspbudget.lines.formula import Node


def renewed(before: Figures, sheets: Mapping[str, pd.DataFrame], named: Mapping[str, float]) -> Figures:
    """Return the figures that `cost` computes for the inputs of figures known `before`, but for the rows of some `sheets`, by table, and other assumptions.

    Both have no scenarios, and share their texts and the columns that are the same. Figures of which only some were computed before, `alone`, are completed.
    """
    scalars = {name: np.asarray(value, dtype=float) for name, value in named.items()}
    changed = {name: entered(before.catalogue, before.catalogue.tables[name], frame, before.words, {}) for name, frame in sheets.items()}
    tables = {name: changed[name] if name in changed else _again(costed, before) for name, costed in before.tables.items() if costed.table.entered}
    figures = Figures(before.catalogue, tables, scalars, before.words)
    differing = _Differing(before, figures)
    differing.enter(changed)
    for figure in before.catalogue.figures.values():
        differing.add(figure)
    complete(figures)
    return figures


def _again(costed: Costed, before: Figures) -> Costed:
    """Return the rows of a table without what is computed of them."""
    columns = before.catalogue.columns(costed.table.name)
    return Costed(costed.table, costed.places, {name: column for name, column in costed.columns.items() if name in columns})


@dataclass
class _Differing:
    """Which assumptions, columns and rows of tables differ between figures known before and those that are renewed."""

    before: Figures
    figures: Figures
    columns: set[tuple[str, str]] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)  # the tables of which this is known

    def enter(self, changed: Mapping[str, Costed]) -> None:
        """Take up the tables that people fill in, of which some have `changed`."""
        for name, costed in self.figures.tables.items():
            self.known.add(name)
            if name in changed:
                self._compare(name, costed)

    def _compare(self, name: str, costed: Costed) -> None:
        was = self.before.tables.get(name)
        if was is None or len(was) != len(costed):
            self.rows.add(name)
        self.columns |= {(name, column) for column, values in costed.columns.items() if was is None or not np.array_equal(values, was.columns[column])}

    def add(self, figure: Figure) -> None:
        """Add a figure: as it was where it rests on nothing that differs, and computed otherwise."""
        place = table, name = figure.table.name, figure.line.name
        for each in (table, *figure.looks_in):
            self._take_rows(each)
        was = None if table in self.rows else self.before.tables[table].columns.get(name)
        if was is not None and not self._rests_on_any(figure):
            self.figures.tables[table].columns[name] = was
            return
        compute_figures(self.figures, [figure])
        if was is None or not np.array_equal(self.figures.tables[table].columns[name], was, equal_nan=True):
            self.columns.add(place)

    def _take_rows(self, table: str) -> None:
        """Derive the rows of a table that isn't entered, from others that may have changed."""
        if table not in self.known:
            self.known.add(table)
            self._compare(table, rows_of(self.figures, self.figures.catalogue.tables[table]))

    def _rests_on_any(self, figure: Figure) -> bool:
        table = figure.table.name
        if figure.tree is None:
            return any((table, name) in self.columns for name in figure.line.parameters)
        return any(self._differs(table, part) for part in figure.inside)

    def _differs(self, table: str, part: Node) -> bool:
        """Whether what a part of a formula of a table takes differs."""
        match part:
            case Own(name):
                return (table, name) in self.columns
            case Named(name):
                return bool(self.figures.named[name] != self.before.named[name])
            case At():
                return part.table in self.rows or not self.columns.isdisjoint({(part.table, part.column), (part.table, part.by)})
            case Gather():
                names = (part.column, *(column for column, _ in part.criteria))
                return part.table in self.rows or not self.columns.isdisjoint((part.table, name) for name in names)
        return False
