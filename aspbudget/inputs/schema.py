"""Schema: checks of the values of a sheet against what its columns allow, each fault in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.declare.sheet import Rate
from aspbudget.faults import allowed, nearest
from aspbudget.inputs.read import shown
from aspbudget.refusals import ending, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.inputs.findings import Finding


def validate(finding: Finding, table: Table, rows: pd.DataFrame | None = None) -> None:
    """Validate a sheet's values, or those of some rows, against its Pandera schema and put what fails into words.

    Cells that are no number, no date or empty have been reported while reading, so they aren't reported again here.
    """
    columns = finding.catalogue.columns(table.name)
    frame = finding.frames[table.name] if rows is None else rows
    if not set(columns) <= set(frame.columns):
        return
    if finding.section:
        own = frame.index.to_numpy() < 0
        if not own.any():
            return  # most sheets have rows of the section alone
        frame = frame[own]
    if not len(frame) or not any(_may_fail(column, frame[column.name]) for column in table.sheet.columns()):
        return
    for column, test, value, row in _refused(table, frame):
        if column in columns and not pd.isna(row) and not pd.isna(value):
            message = _failed(columns[column], test, value)
            if message:
                finding.add(table, column, int(row), message)


def _refused(table: Table, frame: pd.DataFrame) -> Iterator[tuple[str, str, Any, Any]]:
    """Yield what the Pandera schema of a sheet refuses: the column, the test, the value and the row of each."""
    from pandera.config import ValidationDepth, config_context  # noqa: PLC0415 - few workbooks have a value that is refused
    from pandera.errors import SchemaErrors  # noqa: PLC0415 - as above

    try:
        with config_context(validation_depth=ValidationDepth.DATA_ONLY):
            table.sheet.to_schema().validate(frame[[column.name for column in table.sheet.columns()]], lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        yield from zip(cases["column"], map(str, cases["check"]), cases["failure_case"], cases["index"], strict=True)


def _may_fail(column: Column, values: pd.Series) -> bool:
    """Whether a value of a column may be one that its schema refuses; Pandera, which takes its time, is asked only then to say which."""
    if column.choices or column.pattern:
        texts = {text for text in values.tolist() if isinstance(text, str)}
        if (column.choices and not texts <= {*column.choices}) or (column.pattern and not all(re.fullmatch(column.pattern.text, text) for text in texts)):
            return True
    if column.low is None and column.high is None:
        return False
    numbers = values.to_numpy() if values.dtype == float else values.to_numpy(dtype=float, na_value=np.nan)
    below = column.low is not None and bool((numbers < column.low).any())
    return below or (column.high is not None and bool((numbers > column.high).any()))


def _failed(column: Column, test: str, value: object) -> str:
    """Return the message for a value that fails a test of its schema; an empty text for a repeated key, which has a message of its own."""
    if test == "field_uniqueness":
        return ""
    if test.startswith("isin"):
        message = refusal("one_of", title=column.title, found=f'"{shown(value)}"', choices=allowed(column.offered))
        return ending(message, nearest(str(value), column.offered))
    if column.pattern:
        return refusal("form", title=column.title, found=shown(value), needs=column.pattern.about)
    return refusal("be_within", title=column.title, found=f"{value:{column.digits}}", limits=column.limits)


def check_rates(finding: Finding, table: Table) -> None:
    """Report a rate that is empty but not marked missing, is marked missing but not empty, or lies outside its bounds."""
    columns = finding.catalogue.columns(table.name)
    frame = finding.frames[table.name]
    for column in (column for column in columns.values() if column.rate):
        other = next((each for each in columns.values() if each.instead == column.name), None)
        ways = (column, other) if other else (column,)
        values = zip(*(frame[each.name].tolist() for each in ways), strict=True)
        for row, status, found in zip(frame.index.tolist(), frame["status"].tolist(), values, strict=True):
            if (table.name, "status", row) not in finding.faulty:
                _given(finding, table, tuple(zip(ways, found, strict=True)), row, str(status))
        if issubclass(table.sheet, Rate):
            _plausible(finding, table, column, other)


def _given(finding: Finding, table: Table, ways: tuple[tuple[Column, float], ...], row: int, status: str) -> None:
    """Report a rate that is given in no way or in two, each with its value, or whose status contradicts it."""
    columns = finding.catalogue.columns(table.name)
    given = [(column, value) for column, value in ways if not pd.isna(value)]
    faulty = any((table.name, column.name, row) in finding.faulty for column, _ in ways[1:])
    if not given and status != "missing" and not faulty:
        titles = [column.title for column, _ in ways]
        other = titles[1] if len(titles) > 1 else ""
        message = refusal("rates_empty" if other else "rate_empty", title=titles[0], other=other, status=columns["status"].title, missing=_missing(columns))
        finding.add(table, ways[0][0].name, row, message)
    elif given and status == "missing":
        column, value = given[0]
        message = refusal("rate_missing", status=columns["status"].title, missing=_missing(columns), title=column.title, found=f"{value:,.10g}")
        finding.add(table, "status", row, message)
    elif len(given) > 1:
        (first, one), (second, two) = given
        finding.add(table, second.name, row, refusal("rate_twice", title=second.title, found=f"{two:,.10g}", other=first.title, other_found=f"{one:,.10g}"))


def _missing(columns: Mapping[str, Column]) -> str:
    """Return how the workbook words the status of a rate that is missing."""
    status = columns["status"]
    return status.offered[status.choices.index("missing")]


def _plausible(finding: Finding, table: Table, column: Column, other: Column | None) -> None:
    """Report a rate that lies outside its bounds; of one that may be given as its reciprocal, also when it is the wrong way round."""
    frame, columns = finding.frames[table.name], finding.catalogue.columns(table.name)
    if not len(frame):
        return
    low, high = frame["lowest"], frame["highest"]
    reciprocal = other if other and other.reciprocal else None
    value = frame[column.name].fillna(1 / frame[reciprocal.name].where(frame[reciprocal.name] > 0)) if reciprocal else frame[column.name]
    doubtful = {row for name, column, row in finding.faulty if name == table.name and column in ("lowest", "highest")}
    outside = ((value < low) | (value > high)).to_numpy()
    for row in frame.index[outside].difference(list(doubtful)) if outside.any() else ():
        typed = reciprocal if reciprocal and pd.isna(frame[column.name][row]) else column
        entered = frame[typed.name][row]
        found = f"{entered:,.10g}" if typed is column else refusal("turned", found=f"{entered:,.10g}", title=column.title, value=f"{value[row]:,.4g}")
        turned = bool(reciprocal and value[row] and not (1 / value[row] < low[row] or 1 / value[row] > high[row]))
        remedy = refusal("wrong_way", found=f"{entered:,.10g}", turned=f"{1 / entered:,.4g}") if turned else refusal("mend_one")
        finding.add(table, typed.name, int(row), _outside(columns, (low[row], high[row]), title=typed.title, found=found, remedy=remedy))


def _outside(columns: Mapping[str, Column], bounds: tuple[float, float], **parts: str) -> str:
    """Return what is said of a rate outside its bounds, of which one may be empty."""
    low, high = bounds
    name = "outside_high" if pd.isna(low) else "outside_low" if pd.isna(high) else "outside_both"
    return refusal(name, low_title=columns["lowest"].title, low=f"{low:,.10g}", high_title=columns["highest"].title, high=f"{high:,.10g}", **parts)
