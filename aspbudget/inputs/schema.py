"""Schema: checks of the values of a sheet against what its columns allow, each fault in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pandera.pandas as pa
from pandera.config import ValidationDepth, config_context

from aspbudget.declare.sheet import Rate
from aspbudget.faults import allowed, nearest

if TYPE_CHECKING:
    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.inputs.findings import Finding


def validate(finding: Finding, table: Table) -> None:
    """Validate a sheet's values against its Pandera schema and put what fails into words.

    Cells that are no number, no date or empty have been reported while reading, so they aren't reported again here.
    """
    columns = finding.catalogue.columns(table.name)
    frame = finding.frames[table.name]
    if not set(columns) <= set(frame.columns):
        return
    frame = frame[frame.index < 0] if finding.section else frame
    if not len(frame):
        return
    try:
        with config_context(validation_depth=ValidationDepth.DATA_ONLY):
            table.sheet.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        for column, test, value, row in zip(
            cases["column"], cases["check"], cases["failure_case"], cases["index"], strict=True
        ):
            if column in columns and not pd.isna(row) and not pd.isna(value):
                message = _failed(columns[column], str(test), value)
                if message:
                    finding.add(table, column, int(row), message)


def _failed(column: Column, test: str, value: object) -> str:
    """Return the message for a value that fails a test of its schema; an empty text for a repeated key, which has a message of its own."""
    if test == "field_uniqueness":
        return ""
    if test.startswith("isin"):
        hint = nearest(str(value), column.choices)
        return f'{column.title} is "{value}"; it must be one of: {allowed(column.choices)}{hint or "."}'
    if column.pattern:
        return f'{column.title} is "{value}"; it must be {column.pattern.about}.'
    return f"{column.title} is {value:{column.digits}}; it must be {column.limits}."


def check_rates(finding: Finding, table: Table) -> None:
    """Report a rate that is empty but not marked missing, is marked missing but not empty, or lies outside its bounds."""
    columns = finding.catalogue.columns(table.name)
    frame = finding.frames[table.name]
    for column in (column for column in columns.values() if column.rate):
        for row, value, status in zip(frame.index, frame[column.name], frame["status"], strict=True):
            if (table.name, "status", row) in finding.faulty:
                continue
            if pd.isna(value) and status != "missing":
                finding.add(table, column.name, row, f"{column.title} is empty; give it, or set Status to missing.")
            elif not pd.isna(value) and status == "missing":
                message = (
                    f"Status is missing, but {column.title} is {value:,.10g}; empty it, or say where it comes from."
                )
                finding.add(table, "status", row, message)
        if issubclass(table.sheet, Rate):
            _plausible(finding, table, column)


def _plausible(finding: Finding, table: Table, column: Column) -> None:
    frame = finding.frames[table.name]
    low, high = frame["lowest"], frame["highest"]
    value = frame[column.name]
    doubtful = {row for name, column, row in finding.faulty if name == table.name and column in ("lowest", "highest")}
    for row in frame.index[(value < low) | (value > high)].difference(list(doubtful)):
        bounds = " and ".join(
            f"{name} is {bound[row]:,.10g}" for name, bound in (("Low", low), ("High", high)) if not pd.isna(bound[row])
        )
        finding.add(
            table, column.name, int(row), f"{column.title} is {value[row]:,.10g}, but {bounds}; mend one of them."
        )
