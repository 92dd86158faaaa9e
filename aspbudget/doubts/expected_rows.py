"""Expected rows: what an input would hold had nobody decided anything anew: the cycle before, carried over, and what the models know of the cycle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.doubts.evidence import NUMBERS, Expected
from aspbudget.inputs.inputs import EXAMPLE
from aspbudget.inputs.start import carried_rows, known_rows
from aspbudget.review.changes import renamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs

KNOWN = "what is known of the cycle"
_SURE = ("published", "derived")


def expected_from_before(catalogue: Catalogue, before: Inputs, now: Inputs) -> Expected:
    """Return the rows of the cycle before as they are carried into this one, under the names that sheet Renamed gives."""
    cycle = str(now.cycle["cycle"])
    rows = renamed(catalogue, carried_rows(catalogue, before, cycle), now.frames.get("renamed"))
    return Expected(_keyed(catalogue, rows), str(before.cycle["cycle"]))


def expected_from_version(catalogue: Catalogue, version: Inputs, origin: str) -> Expected:
    """Return the rows of another version of the same cycle, such as one of its baselines: an error of the hand is in one of the two."""
    return Expected(_keyed(catalogue, version.frames), origin, agreed=False)


def expected_as_known(catalogue: Catalogue, now: Inputs) -> Expected:
    """Return the rows with which the models would have the cycle start, as far as they are published or derived from what is."""
    rows = {table.name: _sure(catalogue, table.name, frame) for table, frame in known_rows(catalogue, str(now.cycle["cycle"]))}
    return Expected(_keyed(catalogue, rows), KNOWN, complete=False)


def _sure(catalogue: Catalogue, table: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that are no examples, and that say, where they say how sure they are, that they are."""
    key = catalogue.key(table)
    statuses = frame["status"].tolist() if "status" in frame else [_SURE[0]] * len(frame)
    rows = frame[[its in _SURE and not str(name).startswith(EXAMPLE) for name, its in zip(frame[key].tolist(), statuses, strict=True)]] if key else frame.iloc[:0]
    numbers = [column.name for column in catalogue.columns(table).values() if column.kind in NUMBERS] if len(rows) else []
    return rows.assign(**{name: pd.to_numeric(rows[name]) for name in numbers})  # a file of starting rows holds texts


def _keyed(catalogue: Catalogue, rows: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    keys = {name: catalogue.key(name) for name in rows if name in catalogue.sheets and name != "cycle"}
    return {name: _by_key(rows[name], key) for name, key in keys.items() if key and len(rows[name])}


def _by_key(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return rows by their keys, the first of those that have the same and none without; most have one each, and pandas takes its time to find none to leave out."""
    keys = rows[key].tolist()
    if len(set(keys)) != len(keys) or pd.isna(keys).any():
        rows = rows.dropna(subset=[key]).drop_duplicates(key)
    return rows.set_index(key)
