"""Reach: from which figures and cells a formula takes its value, row by row, and on which rows of the input it rests in the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from aspbudget.lines.compute import Context, compute
from aspbudget.lines.formula import At, Gather, Named, Own, parts
from aspbudget.lines.gathering import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.figures.cost import Figures
    from aspbudget.lines.formula import Node
    from aspbudget.lines.texts import Array

Place = tuple[str, str, int]  # a table, a column of it, and a row counted from 0
ASSUMPTIONS = "assumptions"


@dataclass(frozen=True)
class Reach:
    """Where the formulas of some figures take their values from, cell by cell; a formula that stands outside all tables is of the table ``."""

    figures: Figures
    _columns: dict[tuple[str, Node], Array] = field(default_factory=dict, compare=False, repr=False)
    _referring: dict[Node, list[Node]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def named(self) -> dict[str, int]:
        """The row of each assumption, by its name."""
        return {name: row for row, name in enumerate(self.figures.values(ASSUMPTIONS, "assumption"))}

    def below(self, table: str, tree: Node, row: int) -> Iterator[Place]:
        """Yield the figures and cells from which a formula takes its value, each once, in the order in which it names them."""
        seen: set[Place] = set()
        if tree not in self._referring:
            self._referring[tree] = [part for part in parts(tree) if isinstance(part, (Own, Named, At, Gather))]
        for part in self._referring[tree]:
            for place in self.places(table, part, row):
                if place not in seen:
                    seen.add(place)
                    yield place

    def places(self, table: str, part: Node, row: int) -> list[Place]:
        """Return the cells of the tables that a part of a formula takes its value from."""
        if isinstance(part, Own):
            return [(table, part.name, row)]
        if isinstance(part, Named):
            return [(ASSUMPTIONS, "value", self.named[part.name])]
        if isinstance(part, At):
            keys = self.figures.tables[part.table].columns[part.by]
            return [(part.table, part.column, int(place)) for place in np.flatnonzero(keys == self.value(table, part.key, row))]
        if isinstance(part, Gather) and part.how != "count":
            return self._gathered(table, part, row)
        return []

    def _gathered(self, table: str, part: Gather, row: int) -> list[Place]:
        other = self.figures.tables[part.table]
        chosen = other.columns[part.column] != 0
        for name, value in part.criteria:
            chosen = chosen & matches(other.columns[name], value, lambda asked: self.value(table, asked, row))
        return [(part.table, part.column, int(place)) for place in np.flatnonzero(chosen)]

    def value(self, table: str, part: Node, row: int) -> Any:  # noqa: ANN401 - a number, or the number of a word
        """Return the value of a part of a formula of a table in one of its rows."""
        known = self._columns.get((table, part))
        if known is None:
            known = self._columns[table, part] = self._column(table, part)
        return known[row]

    def _column(self, table: str, part: Node) -> Array:
        figures, costed = self.figures, self.figures.tables.get(table)
        alone = Context({}, figures.named, figures.tables, figures.words, 1)
        context, rows = (alone, 1) if costed is None else (figures.context(costed), len(costed))
        return np.broadcast_to(compute(part, context), rows)

    def cells(self, places: Iterable[Place]) -> set[Place]:
        """Return the entered cells on which figures rest, directly or through others."""
        waiting, seen, found = list(places), set[Place](), set[Place]()
        while waiting:
            place = waiting.pop()
            if place in seen:
                continue
            seen.add(place)
            figure = self.figures.catalogue.figures.get(place[:2])
            if figure is None:
                found.add(place)
            elif figure.tree is not None:
                waiting += self.below(place[0], figure.tree, place[2])
        return found
