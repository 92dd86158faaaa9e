"""Rules: conditions between cells and between sheets, declared as lines that say what must hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from aspbudget.compute import Context, compute
from aspbudget.cost import Figures, cost
from aspbudget.formula import At, Gather, Own, parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.formula import Node
    from aspbudget.model import Catalogue, Rule, Table

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
    """Cost the sheets as they stand, and return the figures with every row that breaks a rule.

    A cell that is `faulty` already proves nothing: rows that hold or look up such cells are passed over.
    """
    figures = cost(catalogue, frames, named)
    broken = [each for table in catalogue.tables.values() for rule in table.rules for each in _broken(figures, table, rule, faulty)]
    return figures, broken


def _broken(figures: Figures, table: Table, rule: Rule, faulty: Cells) -> Iterator[Broken]:
    catalogue = figures.catalogue
    tree = rule.holds.tree(catalogue.symbols(table, rule.holds))
    if _elsewhere(tree) & {(name, column) for name, column, _ in faulty if name != table.name}:
        return
    costed = figures.tables[table.name]
    context = Context(costed.columns, figures.named, figures.tables, figures.words, len(costed))
    holds = np.broadcast_to(compute(tree, context), len(costed))
    column = catalogue.columns(table.name)[rule.at]
    own = {part.name for part in parts(tree) if isinstance(part, Own)}
    for place, good in zip(costed.places, holds, strict=True):
        row = int(place)
        if not good and not any((table.name, name, row) in faulty for name in own):
            shown = _shown(figures.frame(table.name).at[row, rule.at])
            yield Broken(table, rule.at, row, f"{column.title} is {shown}; {rule.holds.meaning}.")


def _elsewhere(tree: Node) -> set[tuple[str, str]]:
    found = set()
    for part in parts(tree):
        if isinstance(part, At):
            found |= {(part.table, part.by), (part.table, part.column)}
        elif isinstance(part, Gather):
            found |= {(part.table, part.column), *((part.table, name) for name, _ in part.criteria)}
    return found


def _shown(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, float):
        return f"{value:,.10g}"
    return f'"{value}"' if value and not pd.isna(value) else "empty"


def uncomputed(figures: Figures) -> Iterator[Broken]:
    """Yield each row of an entered table of which a figure can't be computed; of a circle of causes, only the first."""
    seen = set()
    for gap in figures.gaps():
        table = gap.figure.table
        if (table.name, gap.place) in seen or not table.entered:
            continue
        seen.add((table.name, gap.place))
        message = (
            f"{gap.figure.title} can't be computed for this row, because it divides by nothing or looks up something "
            "that is not there; check the row's cells."
        )
        yield Broken(table, figures.catalogue.key(table.name), gap.place, message)
