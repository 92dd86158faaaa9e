"""Moved: rows that one entry moves to other days, with all that is held on their days, such as a session with its meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.inputs.inputs import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.model import Moved, Table
    from aspbudget.inputs.findings import Finding


def move(finding: Finding) -> None:
    """Move each row that is to begin on another day, with all days that follow it; the workbook itself stays as it was typed.

    What is wrong with a day that was moved is reported at the entry that moved it.
    """
    for table in finding.catalogue.tables.values():
        if table.moved and table.name in finding.frames:
            _move(finding, table, table.moved)


def _move(finding: Finding, table: Table, moved: Moved) -> None:
    frame = _own(finding, table.name)
    for row in map(int, frame.index[frame[moved.to].notna() & frame[moved.first].notna()]):
        by = pd.Timestamp(str(frame.at[row, moved.to])) - pd.Timestamp(str(frame.at[row, moved.first]))
        key = str(frame.at[row, finding.catalogue.key(table.name)]).casefold()
        entry = Cell(table.name, table.title, row, moved.to)
        for name, column, names in moved.days:
            for each in _following(finding, name, column, (names, key)):
                finding.frames[name].loc[each, column] = pd.Timestamp(str(finding.frames[name].at[each, column])) + by
                finding.prefilled[Cell(name, finding.catalogue.sheets[name].title, each, column)] = entry
        finding.frames[table.name].loc[row, moved.to] = pd.NaT


def _own(finding: Finding, name: str) -> pd.DataFrame:
    """Return the rows of a sheet that are the workbook's own; those of a draft's section were moved when the section was read."""
    frame = finding.frames.get(name, pd.DataFrame())
    return frame[frame.index < 0] if finding.section else frame


def _following(finding: Finding, name: str, column: str, sought: tuple[str, str]) -> Iterator[int]:
    """Yield the rows of a sheet that have a day in a column and name the row that is moved; names differ in more than capitals."""
    frame, (names, key) = _own(finding, name), sought
    if len(frame):
        yield from map(int, frame.index[(frame[names].fillna("").str.casefold() == key) & frame[column].notna()].to_list())
