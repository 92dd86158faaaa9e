"""Many rows: tables of any size, filled at random from what their schemas allow, always the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue

ROWS = 5_000
_MOST = 200
_FIRST_DAY = np.datetime64("2004-01-01")
_DAYS = 366


def table(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], name: str) -> pd.DataFrame:
    """Return a table of 5,000 rows; what refers to another table holds keys of that table."""
    random = np.random.default_rng(2004)
    columns = catalogue.columns(name).values()
    filled = {column.name: _filled(column, catalogue, frames, random) for column in columns}
    return pd.DataFrame(filled).astype({column.name: "str" for column in columns if column.textual})


def _filled(
    column: Column, catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], random: np.random.Generator
) -> np.ndarray:
    if column.kind == "date":
        return _FIRST_DAY + random.integers(0, _DAYS, ROWS)
    if not column.textual:
        low, high = column.low or 0, min(_MOST, column.high or _MOST)
        return random.integers(int(low), int(high) + 1, ROWS).astype(float)
    if column.refers:
        keys = frames[column.refers][catalogue.key(column.refers)].to_list()
        return random.choice(np.array(keys if column.required else ["", *keys], dtype=object), ROWS)
    return random.choice(np.array(column.choices or (column.title,), dtype=object), ROWS)
