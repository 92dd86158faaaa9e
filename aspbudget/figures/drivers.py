"""Drivers: the input columns on which a figure depends, directly or through other figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.lines.formula import At, Gather, Named, Own
from aspbudget.lines.table import Crossing, Distinct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.figures.catalogue import Catalogue


def drivers(catalogue: Catalogue, table: str, figure: str) -> frozenset[tuple[str, str]]:
    """Return the input columns, as table and name, on which a figure depends, directly or through other figures."""
    return drivers_of(catalogue, [(table, figure)])


def drivers_of(catalogue: Catalogue, figures: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Return the input columns on which any of several figures depends, each given as table and line."""
    found: set[tuple[str, str]] = set()
    waiting = list(figures)
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting += needed(catalogue, *place)
    return frozenset(
        (name, column) for name, column in found if catalogue.tables[name].entered and column in catalogue.columns(name)
    )


def needed(catalogue: Catalogue, table: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the columns that a column is made of."""
    figure = catalogue.figures.get((table, name))
    rows = catalogue.tables[table].rows
    if figure is None:
        if isinstance(rows, Distinct):
            yield rows.of, name
        elif isinstance(rows, Crossing):
            other = dict(rows.of)[name]
            yield other, catalogue.key(other)
        return
    if isinstance(rows, Distinct):
        yield from ((rows.of, by) for by in rows.by)
    for part in figure.inside:
        match part:
            case Own(own):
                yield table, own
            case Named():
                yield "assumptions", "value"
            case At():
                yield from ((part.table, part.column), (part.table, part.by))
            case Gather():
                yield from ((part.table, column) for column in (part.column, *(column for column, _ in part.criteria)))
