"""Rules: conditions between cells and between sheets, declared as lines that must be true."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from aspbudget.figures.cost import Figures, cost
from aspbudget.lines.compute import compute
from aspbudget.lines.formula import At, Binary, Gather, Named, Own, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.declare.model import Rule, Table
    from aspbudget.figures.catalogue import Catalogue, Figure
    from aspbudget.lines.compute import Context
    from aspbudget.lines.formula import Node
    from aspbudget.lines.texts import Array

Cells = set[tuple[str, str, int]]


class Broken(NamedTuple):
    """A row that a rule or a figure finds wrong: its table, the column to blame, its spreadsheet row, and why."""

    table: Table
    column: str
    row: int
    message: str


def broken_rules(
    catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], named: Mapping[str, float], faulty: Cells
) -> tuple[Figures, list[Broken]]:
    """Compute the sheets as they are, and return the figures with every row that breaks a rule.

    `faulty` are the cells, as table, column and row, that have a fault already; a missing sheet has them in row 0. A rule isn't
    applied to a row whose result depends on such a cell, directly or through a look-up or a sum, because it would prove nothing.
    """
    figures = cost(catalogue, frames, named)
    doubts = _Doubts(figures, faulty)
    broken = [
        each
        for table in catalogue.tables.values()
        for rule in table.rules
        for each in _broken(figures, table, rule, doubts, frames)
    ]
    return figures, broken


def _broken(
    figures: Figures, table: Table, rule: Rule, doubts: _Doubts, frames: Mapping[str, pd.DataFrame]
) -> Iterator[Broken]:
    catalogue = figures.catalogue
    tree = rule.holds.tree(catalogue.symbols(table, rule.holds))
    costed = figures.tables[table.name]
    context = figures.context(costed)
    holds = np.broadcast_to(compute(tree, context), len(costed)).astype(bool) | doubts.formula(table.name, tree)
    wrong = np.flatnonzero(~holds)
    if len(wrong) and not rule.at:
        meaning = _filled(rule.holds.meaning, tree, context, int(wrong[0]))
        yield _assumed(figures, rule, meaning, frames) if rule.assumption else _whole(figures, table, meaning)
        return
    for place in wrong:
        row = int(costed.places[place])
        column = catalogue.columns(table.name)[rule.at]
        value = _entered(frames, table.name, rule.at, row, figures.frame(table.name).at[row, rule.at])
        found = f"{column.title} is {as_shown(value, column.digits)}"
        yield Broken(table, rule.at, row, f"{found}; {_filled(rule.holds.meaning, tree, context, int(place))}.")


def _filled(meaning: str, tree: Node, context: Context, row: int) -> str:
    """Return what is wrong, with {found} and {wanted} replaced by the two sides of the comparison in a row."""
    if "{" not in meaning or not isinstance(tree, Binary):
        return meaning
    sides = (np.broadcast_to(compute(side, context), context.rows)[row] for side in (tree.left, tree.right))
    found, wanted = (f"{float(side):,.10g}" for side in sides)
    return meaning.format(found=found, wanted=wanted)


def _whole(figures: Figures, table: Table, meaning: str) -> Broken:
    """Return the fault of a whole sheet."""
    return Broken(table, figures.catalogue.names(table.name)[0], 0, f"{meaning[:1].upper()}{meaning[1:]}.")


def _entered(frames: Mapping[str, pd.DataFrame], table: str, column: str, row: int, computed: Any) -> Any:  # noqa: ANN401 - whatever a cell may hold
    """Return what a cell is computed with, or nothing where it is empty and only counts as 0."""
    frame = frames.get(table)
    cell: Any = computed if frame is None or row not in frame.index else frame.at[row, column]
    return None if pd.isna(cell) else computed


def _assumed(figures: Figures, rule: Rule, meaning: str, frames: Mapping[str, pd.DataFrame]) -> Broken:
    """Return the fault of an assumption that breaks a rule, at its cell; where it has none, of the whole sheet."""
    assumptions = figures.tables["assumptions"]
    names = figures.values("assumptions", "assumption")
    row = int(assumptions.places[names.index(rule.assumption)]) if rule.assumption in names else 0
    title = figures.catalogue.assumptions[rule.assumption].title
    value = _entered(frames, "assumptions", "value", row, float(figures.named[rule.assumption]))
    return Broken(assumptions.table, "value", row, f"{title} is {as_shown(value)}; {meaning}.")


@dataclass(frozen=True)
class _Doubts:
    """Which values are in doubt, because a cell on which they depend has a fault."""

    figures: Figures
    faulty: Cells
    known: dict[tuple[str, str], Array] = field(default_factory=dict)

    def of(self, table: str, name: str) -> Array:
        """Return, for each row of a table, whether its value in a column is in doubt."""
        if (table, name) not in self.known:
            figure = self.figures.catalogue.figures.get((table, name))
            tree = figure.tree if figure else None
            self.known[table, name] = self._cells(table, name) if tree is None else self.formula(table, tree)
        return self.known[table, name]

    def formula(self, table: str, tree: Node) -> Array:
        """Return, for each row of a table, whether the value of a formula there is in doubt."""
        doubtful = np.zeros(len(self.figures.tables[table]), dtype=bool)
        for part in parts(tree) if self.faulty else ():
            if isinstance(part, Own):
                doubtful |= self.of(table, part.name)
            elif isinstance(part, At):
                doubtful |= self._looked_up(table, part)
            elif isinstance(part, Gather):
                names = (part.column, *(name for name, _ in part.criteria))
                doubtful |= any(
                    self.of(part.table, name).any() or (part.table, name, 0) in self.faulty for name in names
                )
        return doubtful

    def _cells(self, table: str, name: str) -> Array:
        costed = self.figures.tables[table]
        if costed.table.entered:
            return np.array([(table, name, int(place)) in self.faulty for place in costed.places], dtype=bool)
        return np.full(len(costed), fill_value=bool(self.faulty))

    def _looked_up(self, table: str, part: At) -> Array:
        """Return which rows look up a row in doubt, or a key that isn't there, which is reported as a fault of its own."""
        costed, other = self.figures.tables[table], self.figures.tables[part.table]
        context = self.figures.context(costed)
        sought, keys = np.broadcast_to(compute(part.key, context), len(costed)), other.columns[part.by]
        doubtful = keys[self.of(part.table, part.column) | self.of(part.table, part.by)]
        empty = (sought == 0) & (keys.dtype.kind == "i")
        return np.asarray(np.isin(sought, doubtful) | ~(np.isin(sought, keys) | empty))


def as_shown(value: Any, digits: str = ",.10g") -> str:  # noqa: ANN401 - whatever a cell may hold
    """Return a cell's value as a message shows it."""
    if isinstance(value, pd.Timestamp):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, float):
        return f"{value:{digits}}"
    return f'"{value}"' if value and not pd.isna(value) else "empty"


def uncomputed(figures: Figures) -> Iterator[Broken]:
    """Yield the assumptions that are 0 and that figures divide by; if there are none, each row that has a figure without a value.

    Of the figures of a row only the first is reported. Figures of derived tables are reported only when every row that people enter
    has its figures, and then only the first of each table.
    """
    gaps = figures.gaps()
    divisors = {name: gap.figure for gap in reversed(gaps) for name in _empty_divisors(figures, gap.figure)}
    yield from (_needed(figures, name, figure) for name, figure in divisors.items())
    entered = [gap for gap in gaps if gap.figure.table.entered]
    rows = {(gap.figure.table.name, gap.place if entered else 0): gap.figure for gap in reversed(entered or gaps)}
    for (name, row), figure in reversed(rows.items()) if not divisors else ():
        why = "because it divides by nothing or looks up something that is not there"
        cells, rest = f"for this row, {why}; check the row's cells.", f"from the other sheets, {why}; fill them in."
        key = figures.catalogue.key(name) or figures.catalogue.names(name)[0]
        yield Broken(figure.table, key, row, f"{figure.title} can't be computed {cells if row else rest}")


def _empty_divisors(figures: Figures, figure: Figure) -> list[str]:
    """Return the assumptions by which a figure divides and that are 0."""
    whole = () if figure.tree is None else parts(figure.tree)
    divisors = [part.right for part in whole if isinstance(part, Binary) and part.operator == "/"]
    named = [part.name for divisor in divisors for part in parts(divisor) if isinstance(part, Named)]
    return [name for name in named if not np.all(figures.named[name])]


def _needed(figures: Figures, name: str, figure: Figure) -> Broken:
    """Return the fault of an assumption without which a figure can't be computed."""
    place = figures.values("assumptions", "assumption").index(name)
    message = f"Value is empty or 0, but {figure.title} on sheet {figure.table.title} divides by it; give it a value."
    assumptions = figures.tables["assumptions"]
    return Broken(assumptions.table, "value", int(assumptions.places[place]), message)
