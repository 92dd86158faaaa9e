"""Many rows: tables of any size, filled at random from what their schemas allow, always the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue

ROWS = 5_000
_MOST = 200
_FIRST_DAY = np.datetime64("2004-01-01")
_DAYS = 366


def table(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], name: str, rows: int = ROWS) -> pd.DataFrame:
    """Return a table of so many rows; what refers to another table holds keys of that table."""
    random = np.random.default_rng(2004)
    columns = catalogue.columns(name).values()
    keys = {other: frames[other][catalogue.key(other)].to_list() for other in {column.refers for column in columns} - {""}}
    filled = {column.name: _filled(column, keys.get(column.refers, ()), rows, random) for column in columns}
    return pd.DataFrame(filled).astype({column.name: "str" for column in columns if column.textual})


def _filled(column: Column, keys: Sequence[str], rows: int, random: np.random.Generator) -> np.ndarray:
    if column.kind == "date":
        return _FIRST_DAY + random.integers(0, _DAYS, rows)
    if not column.textual:
        low, high = column.low or 0, min(_MOST, column.high or _MOST)
        return random.integers(int(low), int(high) + 1, rows).astype(float)
    if column.refers:
        return random.choice(np.array(keys if column.required else ["", *keys], dtype=object), rows)
    return random.choice(np.array(column.choices or (column.title,), dtype=object), rows)
