"""Doubted inputs in tests: cells of a checked workbook changed as a slip of the hand would, and what is doubted then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from aspbudget.doubts.evidence import Evidence, Expected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.doubts.evidence import Doubt
    from aspbudget.inputs.inputs import Inputs


def with_cells(inputs: Inputs, table: str, cells: dict[tuple[str, str], Any]) -> Inputs:
    """Return inputs in which cells, by the key of their row and their column, have other values; figures stay as they are."""
    key = inputs.figures.catalogue.key(table)
    frame = inputs.frames[table].copy()
    for (name, column), value in cells.items():
        frame.loc[frame[key] == name, column] = value
    return replace(inputs, frames=inputs.frames | {table: frame})


def with_row(inputs: Inputs, table: str, of: str, **cells: Any) -> Inputs:
    """Return inputs with one row more below: a copy of the row `of`, with other cells."""
    frame = inputs.frames[table]
    row = frame[frame[inputs.figures.catalogue.key(table)] == of].assign(**cells).set_axis([int(frame.index.max()) + 1])
    return replace(inputs, frames=inputs.frames | {table: pd.concat([frame, row.astype(frame.dtypes.to_dict())])})


def without_row(inputs: Inputs, table: str, name: str) -> Inputs:
    """Return inputs without a row."""
    frame = inputs.frames[table]
    return replace(inputs, frames=inputs.frames | {table: frame[frame[inputs.figures.catalogue.key(table)] != name]})


def as_expected(inputs: Inputs, origin: str = "2003") -> Expected:
    """Return the rows of inputs as what another cycle would have."""
    keys = {name: inputs.figures.catalogue.key(name) for name in inputs.frames if name != "cycle"}
    return Expected({name: inputs.frames[name].set_index(key) for name, key in keys.items() if key}, origin)


def new_doubts(kind: Callable[[Evidence], Iterator[Doubt]], before: Inputs, after: Inputs, *expected: Expected) -> list[tuple[str, str, str]]:
    """Return what one kind of doubts says of changed inputs and not of them as they were: sheet, cell, and message."""
    known = {each.message for each in kind(Evidence(before, expected))}
    found = [each for each in kind(Evidence(after, expected)) if each.message not in known]
    return [(*(after.place(each.table, each.column, each.row) if each.row else (each.table.title, "")), each.message) for each in found]
