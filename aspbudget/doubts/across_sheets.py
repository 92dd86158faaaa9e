"""Across sheets: rows that say something else than the row of another sheet to which they refer, and rates that are older than the cycle allows for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from aspbudget.doubts.evidence import NUMBERS, TEXTS, Doubt, shown
from aspbudget.phrase import counted, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.doubts.evidence import Evidence

_MOST_OF = 0.8  # of the rows of a sheet agree with what they refer to before the others are asked about
_FEWEST = 4
_MONTHS = 24
_AT_ODDS = '{column} is {found}; that of "{of}", its {refers}, is {expected}, as in the {count} other rows that have the same as theirs.'


def at_odds(evidence: Evidence) -> Iterator[Doubt]:
    """Yield rows that differ from the row to which they refer, in what most rows of their sheet have from there: a journey under another sub-programme than its session."""
    for table, frame in evidence.tables():
        for refers in evidence.catalogue.columns(table.name).values():
            other = evidence.inputs.frames.get(refers.refers)
            if other is None:
                continue
            for column in evidence.columns(table, TEXTS):
                theirs = next((each.name for each in evidence.catalogue.columns(refers.refers).values() if column.refers and each.refers == column.refers), "")
                if theirs and column.name != refers.name:
                    expected = dict(zip(other[evidence.catalogue.key(refers.refers)].tolist(), other[theirs].tolist(), strict=True))
                    rows = zip(frame.index.tolist(), frame[refers.name].tolist(), frame[column.name].tolist(), _groups(evidence, table, frame), strict=True)
                    given = [_Referring(row, of, found, expected.get(of, ""), group) for row, of, found, group in rows]
                    yield from _unlike(table, refers, column, [each for each in given if all(isinstance(text, str) for text in each[1:]) and each.found and each.expected])


class _Referring(NamedTuple):
    """A row that refers to another: the other's key, what a column of the row says, and what the other's says, and the beginning of its own name."""

    row: int
    of: str
    found: str
    expected: str
    group: str


def _groups(evidence: Evidence, table: Table, frame: pd.DataFrame) -> list[str]:
    """Return the beginnings of the names of rows, up to the comma: `President` of `President, spring meeting`; a name that is missing as it is."""
    key = evidence.catalogue.key(table.name)
    return [name.partition(",")[0] if isinstance(name, str) else name for name in frame[key].tolist()] if key else list(map(str, frame.index.tolist()))


def _unlike(table: Table, refers: Column, column: Column, given: list[_Referring]) -> Iterator[Doubt]:
    """Yield the rows whose value is not the expected one, where it is in most, and which no other row whose name begins alike has: the President's journeys are the President's."""
    agree = [each.found == each.expected for each in given].count(True)
    if len(given) >= _FEWEST and _MOST_OF <= agree / len(given) < 1:
        alike = Counter((each.group, each.found) for each in given)
        for each in given:
            if each.found != each.expected and alike[each.group, each.found] == 1:
                message = phrase(_AT_ODDS, column=column.title, found=each.found, of=each.of, refers=refers.title, expected=each.expected, count=str(agree))
                yield Doubt(table, column.name, each.row, message)


def out_of_date(evidence: Evidence) -> Iterator[Doubt]:
    """Yield the first rate of each date that lies two years or more before the date of the cycle."""
    made = pd.to_datetime(evidence.inputs.cycle["prepared_on"])
    latest = made - pd.DateOffset(months=_MONTHS)
    for table, frame in evidence.tables() if pd.notna(made) else ():
        rates = [column for column in evidence.columns(table, NUMBERS) if column.rate]
        if not rates or "dated" not in frame:
            continue
        is_old = frame["dated"] <= latest
        if not is_old.any():
            continue
        old = frame[is_old].dropna(subset=[rates[0].name])
        for day, rows in old.groupby("dated"):
            column, row = evidence.catalogue.columns(table.name)["dated"], int(str(rows.index[0]))
            more = counted(", as {count:,} other row of the sheet", ", as {count:,} other rows of the sheet", len(rows) - 1) if len(rows) > 1 else ""
            message = phrase("Date is {day}{more}; the cycle is of {made}, two years later or more: is there a newer rate?", day=shown(column, day), more=more, made=shown(column, made))
            yield Doubt(table, "dated", row, message)
