"""In order: figures whose tables of names, such as those of States, have their rows in the order of the alphabet of another language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from aspbudget.letters import alphabetical

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from aspbudget.figures.cost import Costed, Figures
    from aspbudget.lines.texts import Array


def order_of(names: Iterable[str], called: Callable[[str], str]) -> Array:
    """Return the places of names in the order of what they are called: South Africa, *Afrique du Sud*, before Albania, *Albanie*."""
    said = [alphabetical(called(name)) for name in names]
    return np.array(sorted(range(len(said)), key=said.__getitem__), dtype=int)


def named_in_order(rows: pd.DataFrame | None, called: Callable[[str], str]) -> pd.DataFrame | None:
    """Return rows that have a `name`, such as those of States, in that order; nothing where there are none."""
    return None if rows is None else rows.iloc[order_of(rows["name"], called)]


def in_order(figures: Figures, called: Callable[[str], str]) -> Figures:
    """Return the same figures with the rows of each table that declares itself `alphabetical` in the order of what they are `called`.

    Nothing is computed again: each row keeps its figures and its place in the input.
    """
    tables = {name: _arranged(figures, costed, called) for name, costed in figures.tables.items()}
    return replace(figures, tables=tables, alphabetical=True)


def _arranged(figures: Figures, costed: Costed, called: Callable[[str], str]) -> Costed:
    by = costed.table.alphabetical
    if not by or not len(costed):
        return costed
    order = order_of(figures.values(costed.table.name, by), called)
    return replace(costed, places=costed.places[order], columns={name: column[..., order] for name, column in costed.columns.items()})
