"""Left to do: what an input workbook still needs, sheet by sheet, as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from aspbudget.inputs.days import in_the_cycle, years
from aspbudget.inputs.in_use import use
from aspbudget.inputs.inputs import is_example

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aspbudget.figures.catalogue import Catalogue

MISSING, ILLUSTRATIVE = "missing", "illustrative"


class Left(NamedTuple):
    """What a sheet has and still needs: its rows, its example rows, cells that may not be empty, rows that are missing or illustrative, dates outside the cycle.

    Of a sheet to which others refer only rows in use count as missing or illustrative: on the others no figure depends.
    """

    rows: int
    examples: int
    empty: int
    missing: int
    illustrative: int
    outside: int


def left_to_do(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], cycle: str) -> dict[str, Left]:
    """Return what each sheet of a workbook needs, by its table, given the rows of the sheets as they are typed, examples included."""
    dated, span = in_the_cycle(catalogue), years(cycle)
    found = {}
    for name, frame in frames.items():
        keys = _texts(frame, catalogue.key(name))
        examples = [is_example(key) for key in keys]
        known = {place for place, key in enumerate(keys) if key and not examples[place]}
        statuses = statuses_in_use(catalogue, frames, name)
        days = [day for column in dated.get(name, ()) for place, day in enumerate(frame[column]) if place in known and not pd.isna(day)]
        empty = [place for column in needed(catalogue, name) for place, text in enumerate(_texts(frame, column)) if place in known and not text]
        outside = [day for day in days if span and not span[0] <= pd.Timestamp(day).year <= span[1]]
        found[name] = Left(len(known), examples.count(True), len(empty), statuses.count(MISSING), statuses.count(ILLUSTRATIVE), len(outside))
    return found


def needed(catalogue: Catalogue, name: str) -> list[str]:
    """Return the columns of a table whose cells may not be empty in a row: a rate may, while it is missing, and so may what has what another sheet says."""
    columns = catalogue.columns(name).values()
    return [column.name for column in columns if column.required and not (column.key or column.rate or column.prefilled or column.newer)]


def statuses_in_use(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], name: str) -> list[str]:
    """Return the status of each row of a table, an empty text for one that is an example, that isn't in use, or that has none."""
    if "status" not in catalogue.columns(name):
        return []
    frame, by = frames[name], use(catalogue, name)
    rows = list(zip(_texts(frame, catalogue.key(name)), _texts(frame, "status"), *(_texts(frame, column) for column in by.own), strict=True))
    used = {text.casefold() for other, column in by.others if other in frames for text in _used(catalogue, frames, other, column)}
    return [status if key and not is_example(key) and (by.always or used & {key.casefold(), *map(str.casefold, own)}) else "" for key, status, *own in rows]


def _used(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], name: str, column: str) -> Iterator[str]:
    """Yield the texts of a column, but for those of examples."""
    texts: Iterable[tuple[str, str]] = zip(_texts(frames[name], catalogue.key(name)), _texts(frames[name], column), strict=True)
    yield from (text for key, text in texts if text and not is_example(key))


def _texts(frame: pd.DataFrame, column: str) -> list[str]:
    return ["" if _is_empty(value) else str(value) for value in frame[column]]


def _is_empty(value: Any) -> bool:  # noqa: ANN401 - a text, a number, a date or nothing
    return value is None or bool(pd.isna(value))

