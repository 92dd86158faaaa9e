"""Within columns: numbers that are out of line with those of the other rows of their column."""

from __future__ import annotations

from math import factorial, prod
from typing import TYPE_CHECKING

import numpy as np

from aspbudget.doubts.evidence import NUMBERS, Doubt, shown
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.doubts.evidence import Evidence

_FEWEST, _FEWEST_WHOLE = 3, 5  # rows that a column needs before one of them can be out of line, and before five times is far
_FEWEST_SHARES, _SHARES = 2, ("%", "share")  # what is a part of a hundred, or of one, is like any other that is
_FEWEST_SUMMED = 5  # rows, and one more, before the last can be their sum
_FAR, _FAR_WHOLE = 8.0, 5.0  # how many times the next of the others, in a column of any numbers and of whole ones or shares
_FEW = 12  # up to which bounds by themselves catch what is too large
_ORDERS = 150  # in which the numbers of a column could stand, before the rising one says something
_LARGEST = "{column} is {found}, {times:,.3g} times as much as the largest of the others, {nearest}."
_SMALLEST = "{column} is {found}, {times:,.3g} times as little as the smallest of the others, {nearest}."
_SORTED = "{column} rises row by row from {first} to {last}, and nothing else does: was the column sorted by itself?"
_TOTALS = ("total", "subtotal", "sum", "sous-total")


def out_of_line(evidence: Evidence) -> Iterator[Doubt]:
    """Yield numbers far from the nearest other of their column, columns that were sorted alone, and rows that are the total of those above."""
    for table, frame in evidence.tables():
        if table.name == "assumptions":
            continue  # each of its rows counts something else
        columns = [(column, frame[column.name].dropna()) for column in evidence.columns(table, NUMBERS)]
        ordered = [column for column, values in columns if _is_sorted(values)]
        for column, values in columns:
            yield from _far(table, column, values)
            if ordered == [column] and len(columns) > 1 and not frame[evidence.catalogue.key(table.name)].is_monotonic_increasing:
                yield Doubt(table, column.name, int(values.index[0]), phrase(_SORTED, column=column.title, first=shown(column, values.iloc[0]), last=shown(column, values.iloc[-1])))
        yield from _totals(evidence, table, frame, columns)


def _far(table: Table, column: Column, values: pd.Series[float]) -> Iterator[Doubt]:
    """Yield the largest and the smallest number of a column where the next is many times smaller, or larger."""
    share = column.unit in _SHARES
    if len(values) < (fewest := _FEWEST_SHARES if share else _FEWEST) or column.unit == "year" or (column.high or _FEW + 1) <= _FEW:
        return
    sizes = values[values != 0].abs().sort_values()
    if len(sizes) < fewest:
        return
    ends_of_it = ((sizes.index[-1], sizes.index[-2], _LARGEST), (sizes.index[0], sizes.index[1], _SMALLEST))
    for extreme, nearest, word in ends_of_it[: len(sizes) - 1]:  # of two, one is asked about
        ends = sorted((sizes[extreme], sizes[nearest]))
        if ends[1] / ends[0] >= (_FAR_WHOLE if share or (column.kind == "whole" and len(sizes) >= _FEWEST_WHOLE) else _FAR):
            parts = {"column": column.title, "found": shown(column, values[extreme]), "times": float(ends[1] / ends[0]), "nearest": shown(column, values[nearest])}
            yield Doubt(table, column.name, int(extreme), phrase(word, **parts))


def _is_sorted(values: pd.Series[float]) -> bool:
    """Whether numbers rise or fall from row to row, other than by one, as those that number rows do, and in one of so many orders that it is no chance."""
    if factorial(min(len(values), _FEW)) < _ORDERS:
        return False  # as of most columns, whatever they hold
    if not (values.is_monotonic_increasing or values.is_monotonic_decreasing) or (values.dtype.kind == "f" and set(np.diff(values.to_numpy())) == {1.0}):
        return False
    return factorial(len(values)) // prod(map(factorial, values.value_counts())) >= _ORDERS


def _totals(evidence: Evidence, table: Table, frame: pd.DataFrame, columns: list[tuple[Column, pd.Series[float]]]) -> Iterator[Doubt]:
    """Yield rows that are called a total, or of which a number is the sum of all rows above."""
    key = evidence.catalogue.key(table.name)
    for row, name in frame[key].items() if key else ():
        if any(word in str(name).casefold().replace(",", " ").split() for word in _TOTALS):
            yield Doubt(table, key, int(str(row)), phrase('"{name}" is the name of a total; every row counts, so that a total counts twice.', name=str(name)))
            return
    for column, values in columns:
        last = values.iloc[-1] if len(values) > _FEWEST_SUMMED else 0.0
        if last and values.nunique() > 2 and abs(values.iloc[:-1].sum() - last) <= abs(last) * 1e-9:  # noqa: PLR2004 - like rows prove nothing
            message = phrase("{column} is {found}, the sum of the {count} rows above; every row counts, so that a total counts twice.", column=column.title, found=shown(column, last), count=str(len(values) - 1))
            yield Doubt(table, column.name, int(values.index[-1]), message)
