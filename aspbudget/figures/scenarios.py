"""Scenarios: a figure in each of very many values of assumptions, of which only what follows from these is computed again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aspbudget.figures.cost import Figures, complete
from aspbudget.figures.drivers import needed
from aspbudget.lines.formula import Named, parts
from aspbudget.lines.table import Distinct

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Costed
    from aspbudget.lines.texts import Array

AT_ONCE = 1024  # scenarios computed together: their columns stay near the processor, and memory doesn't grow with their number


def in_scenarios(figures: Figures, given: Mapping[str, Array], wanted: tuple[str, str]) -> Array:
    """Return a column, as table and name, in each scenario: an array of scenarios × rows.

    `figures` are computed already; `given` has, of each assumption that varies, a value for each scenario. Keys by which rows are looked up or added up must be the same in all scenarios, otherwise a ValueError is raised.
    """
    table, name = wanted
    moved = _moved(figures.catalogue, frozenset(given))
    kept = {each: _kept(costed, moved) for each, costed in figures.tables.items() if (each, "") not in moved}
    number, rows = max(map(len, given.values()), default=1), len(figures.tables[table])
    found = np.empty((number, rows))
    for first in range(0, number, AT_ONCE):
        part = {each: values[first : first + AT_ONCE, None] for each, values in given.items()}
        again = Figures(figures.catalogue, {each: replace(costed, columns=dict(costed.columns)) for each, costed in kept.items()}, {**figures.named, **part}, figures.words)
        complete(again)
        found[first : first + AT_ONCE] = again.tables[table].columns[name]
    return found


def _kept(costed: Costed, moved: set[tuple[str, str]]) -> Costed:
    """Return a table with the columns that no assumption moves."""
    return replace(costed, columns={name: column for name, column in costed.columns.items() if (costed.table.name, name) not in moved})


def _moved(catalogue: Catalogue, assumptions: frozenset[str]) -> set[tuple[str, str]]:
    """Return each figure that depends on assumptions, directly or through others; a table whose rows depend on them has an empty name as well."""
    moved: set[tuple[str, str]] = set()
    distinct = [(each.name, each.rows) for each in catalogue.tables.values() if isinstance(each.rows, Distinct)]
    for table, name in catalogue.figures:
        if (table, "") in moved or _varies(catalogue, table, name, assumptions) or not moved.isdisjoint(_made_of(catalogue, table, name)):
            moved |= {(table, name), *((other, "") for other, rows in distinct if rows.of == table and name in (*rows.by, rows.when))}
    return moved


def _varies(catalogue: Catalogue, table: str, name: str, assumptions: frozenset[str]) -> bool:
    """Whether a figure names an assumption of some itself."""
    figure = catalogue.figures[table, name]
    if figure.tree is None:
        return not assumptions.isdisjoint(figure.line.parameters)
    return any(isinstance(part, Named) and part.name in assumptions for part in parts(figure.tree))


def _made_of(catalogue: Catalogue, table: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the columns of which a figure is made; where Python alone computes it, those that it names."""
    figure = catalogue.figures[table, name]
    if figure.tree is None:
        yield from ((table, parameter) for parameter in figure.line.parameters)
    for place in needed(catalogue, table, name):
        yield place
        yield from needed(catalogue, *place) if place not in catalogue.figures and place[0] in catalogue.tables else ()
