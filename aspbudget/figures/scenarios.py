"""Scenarios: figures in each of many values of assumptions or of columns, of which only what follows from these is computed again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aspbudget.figures.cost import Figures, complete
from aspbudget.figures.drivers import needed
from aspbudget.lines.formula import Named
from aspbudget.lines.table import Distinct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
    kept, alone = _kept(figures, moved), rested_on(figures.catalogue, (wanted,))
    number, rows = max(map(len, given.values()), default=1), len(figures.tables[table])
    found = np.empty((number, rows))
    for first in range(0, number, AT_ONCE):
        part = {each: values[first : first + AT_ONCE, None] for each, values in given.items()}
        again = Figures(figures.catalogue, _copied(kept), {**figures.named, **part}, figures.words)
        complete(again, alone)
        found[first : first + AT_ONCE] = again.tables[table].columns[name]
    return found


def changed(figures: Figures, named: Mapping[str, Array], columns: Mapping[tuple[str, str], Array], wanted: Iterable[tuple[str, str]]) -> Figures:
    """Return the figures in many scenarios at once, as `cost` gives them: those that are wanted, each by its table and line, and all that they rest on.

    `figures` are computed already; `named` has, of each assumption that varies, a value for each scenario, and `columns`, by table and name, entered columns as
    arrays of scenarios × rows. What follows from neither is taken as it is.
    """
    catalogue = figures.catalogue
    moved = _moved(catalogue, frozenset(named), frozenset(columns))
    tables = _copied(_kept(figures, moved))
    for (table, name), values in columns.items():
        tables[table].columns[name] = np.asarray(values, dtype=float)
    again = Figures(catalogue, tables, {**figures.named, **{name: np.asarray(values, dtype=float)[:, None] for name, values in named.items()}}, figures.words)
    complete(again, rested_on(catalogue, wanted))
    return again


def rested_on(catalogue: Catalogue, wanted: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return figures with all others on which they rest, those by which rows are found included."""
    found: set[tuple[str, str]] = set()
    open_ = list(wanted)
    while open_:
        table, name = place = open_.pop()
        if place in found:
            continue
        found.add(place)
        open_ += _made_of(catalogue, table, name) if place in catalogue.figures else needed(catalogue, table, name)
        rows = catalogue.tables[table].rows
        open_ += [(rows.of, each) for each in (*rows.by, rows.when) if each] if isinstance(rows, Distinct) else []
    return found


def _kept(figures: Figures, moved: set[tuple[str, str]]) -> dict[str, Costed]:
    """Return the tables with the columns that nothing moves."""
    return {table: replace(costed, columns={name: column for name, column in costed.columns.items() if (table, name) not in moved})
            for table, costed in figures.tables.items() if (table, "") not in moved}  # fmt: skip


def _copied(tables: Mapping[str, Costed]) -> dict[str, Costed]:
    """Return tables to which columns are added without changing those that were given."""
    return {table: replace(costed, columns=dict(costed.columns)) for table, costed in tables.items()}


def _moved(catalogue: Catalogue, assumptions: frozenset[str], columns: frozenset[tuple[str, str]] = frozenset()) -> set[tuple[str, str]]:
    """Return each figure that depends on assumptions or columns, directly or through others, and the columns; a table whose rows depend on them has an empty name as well."""
    distinct = [(each.name, each.rows) for each in catalogue.tables.values() if isinstance(each.rows, Distinct)]
    moved = {*columns, *((other, "") for other, rows in distinct for name in (*rows.by, rows.when) if (rows.of, name) in columns)}
    for table, name in catalogue.figures:
        if (table, "") in moved or _varies(catalogue, table, name, assumptions) or not moved.isdisjoint(_made_of(catalogue, table, name)):
            moved |= {(table, name), *((other, "") for other, rows in distinct if rows.of == table and name in (*rows.by, rows.when))}
    return moved


def _varies(catalogue: Catalogue, table: str, name: str, assumptions: frozenset[str]) -> bool:
    """Whether a figure names an assumption of some itself."""
    figure = catalogue.figures[table, name]
    if figure.tree is None:
        return not assumptions.isdisjoint(figure.line.parameters)
    return any(isinstance(part, Named) and part.name in assumptions for part in figure.inside)


def _made_of(catalogue: Catalogue, table: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the columns of which a figure is made; where Python alone computes it, those that it names."""
    figure = catalogue.figures[table, name]
    if figure.tree is None:
        yield from ((table, parameter) for parameter in figure.line.parameters)
    for place in needed(catalogue, table, name):
        yield place
        yield from needed(catalogue, *place) if place not in catalogue.figures and place[0] in catalogue.tables else ()
