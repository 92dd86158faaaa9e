"""Tracing: one figure followed from its printed value down to input cells and their sources, in words and in numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from aspbudget.declare.layout import Printed
from aspbudget.faults import WrongUse, nearest
from aspbudget.figures.naming import Naming, words
from aspbudget.language import Language
from aspbudget.lines.compute import compute
from aspbudget.lines.formula import At, Gather, Named, Own, parts
from aspbudget.lines.gathering import matches
from aspbudget.lines.line import CURRENCY, MONTH
from aspbudget.lines.texts import number
from aspbudget.lines.words import Leaf, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Cycle
    from aspbudget.lines.formula import Node


_MOST_ADDENDS = 12


class UnknownFigure(WrongUse):
    """No figure has this name; the message gives the nearest name that exists."""


@dataclass(frozen=True)
class Step:
    """One figure in an explanation: its name, its value, how it is derived, where it comes from, and what it is made of."""

    name: str
    value: str
    words: str = ""
    numbers: str = ""
    source: str = ""
    made_of: tuple[Step, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the step, and those below it, as they appear in a JSON document."""
        return asdict(self)


def explain(cycle: Cycle, name: str) -> Step:
    """Return the explanation of the figure that a person names, from whichever workbook of the cycle has it; raise `UnknownFigure`."""
    unknown = []
    for ready in cycle.workbooks:
        try:
            return trace(ready.figures, ready.inputs, find(ready.figures, name))
        except UnknownFigure as error:
            unknown.append(error)
    raise next((error for error in unknown if "did you mean" in str(error)), unknown[0])


def find(figures: Figures, name: str) -> tuple[str, str, int]:
    """Return the table, line and row of a figure named as people do.

    `4100 / Travel` is a line of a printed table, in either order; `Posts / Director / Net cost` is a column of a row of a
    sheet. The row is counted from 0. Raises `UnknownFigure` with the nearest name that exists.
    """
    wanted = [part.strip().casefold() for part in name.split("/")]
    known = {tuple(text.casefold() for text in names): place for names, place in _known(figures)}
    found = known.get(tuple(wanted)) or known.get(tuple(reversed(wanted)))
    if found is None:
        titles = [" / ".join(names) for names, _ in _known(figures)]
        message = f'No figure is called "{name}"{nearest(name, titles) or "; name one as in: 4100 / Travel."}'
        raise UnknownFigure(message)
    return found


def _known(figures: Figures) -> Iterator[tuple[tuple[str, ...], tuple[str, str, int]]]:
    for layout in figures.catalogue.layouts(Printed):
        keys = zip(figures.values(layout.table, layout.across), figures.values(layout.table, layout.down), strict=True)
        for row, pair in enumerate(keys):
            yield pair, (layout.table, layout.figure, row)
    for table in figures.catalogue.tables.values():
        for row in range(len(figures.tables[table.name])):
            for line in table.lines:
                figure = figures.catalogue.figures[table.name, line.name]
                yield (table.title, figures.key_of(table.name, row), figure.title), (table.name, line.name, row)


def trace(figures: Figures, inputs: Inputs, figure: tuple[str, str, int]) -> Step:
    """Return the explanation of a figure, down to the input cells that it is made of."""
    return _Tracer(figures, inputs).step(*figure)


@dataclass(frozen=True)
class Reach:
    """Where the formulas of some figures take their values from, cell by cell."""

    figures: Figures

    def places(self, table: str, part: Node, row: int) -> list[tuple[str, str, int]]:
        """Return the cells of the tables that a part of a formula takes its value from."""
        if isinstance(part, Own):
            return [(table, part.name, row)]
        if isinstance(part, At):
            keys = self.figures.tables[part.table].columns[part.by]
            return [
                (part.table, part.column, int(place))
                for place in np.flatnonzero(keys == self.value(table, part.key, row))
            ]
        if isinstance(part, Gather) and part.how != "count":
            return self._gathered(table, part, row)
        return []

    def _gathered(self, table: str, part: Gather, row: int) -> list[tuple[str, str, int]]:
        other = self.figures.tables[part.table]
        chosen = other.columns[part.column] != 0
        for name, value in part.criteria:
            chosen = chosen & matches(other.columns[name], value, lambda asked: self.value(table, asked, row))
        return [(part.table, part.column, int(place)) for place in np.flatnonzero(chosen)]

    def value(self, table: str, part: Node, row: int) -> Any:  # noqa: ANN401 - a number, or the number of a word
        """Return the value of a part of a formula of a table in one of its rows."""
        figures, costed = self.figures, self.figures.tables[table]
        context = figures.context(costed)
        return np.broadcast_to(compute(part, context), len(costed))[row]


@dataclass
class _Tracer:
    figures: Figures
    inputs: Inputs
    explained: set[tuple[str, str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.reach = Reach(self.figures)

    def step(self, table: str, name: str, row: int) -> Step:
        """Return a column's value in a row: a line with what it is made of, or an input cell with its source."""
        value = self._shown(table, name, row)
        figure = self.figures.catalogue.figures.get((table, name))
        if figure is None:
            return Step(self._title(table, name), value, source=self._cell(table, name, row))
        label = f"{self._title(table, name)} of {self.figures.key_of(table, row)}"
        if (table, name, row) in self.explained:
            return Step(label, value, source="explained above")
        self.explained.add((table, name, row))
        stated = words(figure, self.figures.catalogue)
        if figure.tree is None:
            return Step(label, value, stated, source=figure.line.source)
        numbers = say(figure.tree, lambda leaf: self._leaf(table, leaf, row))
        return Step(label, value, stated, numbers, figure.line.source, tuple(self._parts(table, figure.tree, row)))

    def _shown(self, table: str, name: str, row: int) -> str:
        """Return a value with its unit, which neither a dash nor words in place of a number have."""
        figure = self.figures.catalogue.figures.get((table, name))
        if figure is None and self._is_empty(table, name, row):
            return "empty"
        value = self.figures.formatted(table, name, row)
        unit = self._unit(figure.line.unit) if figure and value != figure.without_number else ""
        return f"{value} {unit}".strip()

    def _is_empty(self, table: str, name: str, row: int) -> bool:
        """Whether an input cell is empty, so that it counts as 0 or as no text."""
        place = self.figures.tables[table].places[row]
        return table in self.inputs.frames and bool(self.inputs.frames[table][[name]].isna().at[place, name])

    def _unit(self, unit: str) -> str:
        return str(self.inputs.cycle["currency"]) if unit == CURRENCY else "" if unit in ("text", "date", MONTH) else unit

    def _title(self, table: str, name: str) -> str:
        return Naming(table, self.figures.catalogue, Language(package=self.figures.catalogue.package)).column(table, name)

    def _cell(self, table: str, name: str, row: int) -> str:
        place = int(self.figures.tables[table].places[row])
        frame = self.inputs.frames[table]
        sheet, cell = self.inputs.place(self.figures.catalogue.tables[table], name, place)
        stated = f"; {frame.at[place, 'status']!s}: {frame.at[place, 'source']!s}" if "status" in frame else ""
        return f"{self.inputs.label}, {sheet}!{cell}{stated}"

    def _parts(self, table: str, tree: Node, row: int) -> Iterator[Step]:
        seen: set[object] = set()
        for part in parts(tree):
            for place in self.reach.places(table, part, row):
                if place not in seen and self._worth_explaining(table, place):
                    seen.add(place)
                    yield self.step(*place)
            if isinstance(part, Named) and part.name not in seen:
                seen.add(part.name)
                yield self._assumption(part.name)

    def _worth_explaining(self, table: str, place: tuple[str, str, int]) -> bool:
        """Whether a part is worth explaining: not the keys of derived rows, nor charges of 0."""
        other, name, row = place
        if name in self.figures.catalogue.columns(other):
            return other in self.inputs.frames
        return not (
            self.figures.catalogue.tables[table].collects and self.figures.tables[other].columns[name][row] == 0
        )

    def _leaf(self, table: str, leaf: Leaf, row: int) -> str:
        """Return the value, as text, of a column, an assumption, a looked-up value or a total."""
        if isinstance(leaf, Own):
            value = self.figures.formatted(table, leaf.name, row)
            return f"“{value}”" if self.figures.kind(table, leaf.name) == "text" else value
        if isinstance(leaf, At):
            found = self.reach.places(table, leaf, row)
            return self.figures.formatted(*found[0]) if found else "nothing"
        addends = [self.figures.formatted(*place) for place in self.reach.places(table, leaf, row)]
        if isinstance(leaf, Gather) and leaf.how == "total" and 1 < len(addends) <= _MOST_ADDENDS:
            return f"({' + '.join(addends)})"
        return f"{self.reach.value(table, leaf, row):,.10g}"

    def _assumption(self, name: str) -> Step:
        row = self.figures.values("assumptions", "assumption").index(name)
        stated = self.figures.catalogue.assumptions[name]
        return Step(
            stated.title.lower(),
            f"{number(float(self.figures.named[name]), stated.unit)} {self._unit(stated.unit)}",
            source=self._cell("assumptions", "value", row),
        )
