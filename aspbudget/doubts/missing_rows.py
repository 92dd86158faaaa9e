"""Missing rows: an empty row in the middle of a sheet, and the one combination that is not there where all others are."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from aspbudget.declare.series import SHEET_ROWS
from aspbudget.doubts.evidence import WHOLE_SHEET, Doubt
from aspbudget.inputs.inputs import filled
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.doubts.evidence import Evidence

_FEWEST = 4  # rows, and values of a column, before one that is missing stands out
_FEWEST_RATES = 10  # of a sheet before one that is not used stands out
_FEWEST_VALUES = 3  # of a column before one that a row lacks stands out
_OF_THE_SOURCE = ("source", "status")  # of where a rate comes from, which says nothing of what it is
_FULL = 0.8  # of all combinations are there before one is missed


def missing_rows(evidence: Evidence) -> Iterator[Doubt]:
    """Yield the row after the only empty one among those of a sheet, and combinations of two columns of which all others are there: a grade without its post adjustment."""
    begins = Counter(min(rows) for _, frame in evidence.tables() if (rows := _on_the_sheet(evidence, frame))).most_common(1)
    for table, frame in evidence.tables():
        if evidence.catalogue.key(table.name) and any(name == table.name for name, _ in evidence.counting):
            yield from _cleared(evidence, table, frame)
            yield from _incomplete(evidence, table, frame)
            yield from _all_but_one(evidence, table, frame)
            yield from _unlike_its_kind(evidence, table, frame)
            yield from _begins_below(evidence, table, frame, begins[0]) if begins else ()
    yield from _unused(evidence)


def _on_the_sheet(evidence: Evidence, frame: pd.DataFrame) -> list[int]:
    """Return the rows of a sheet, without those that others stand for; of a draft's own as they are numbered there."""
    side = -1 if evidence.inputs.section else 1
    return sorted(side * int(row) for row in frame.index if 0 < side * int(row) <= SHEET_ROWS)


def _begins_below(evidence: Evidence, table: Table, frame: pd.DataFrame, begins: tuple[int, int]) -> Iterator[Doubt]:
    """Yield the first row of a sheet that begins one row below those of nearly all others: the one above it was cleared."""
    first, sheets = begins
    rows = _on_the_sheet(evidence, frame)
    if rows and rows[0] == first + 1 and len(rows) > 1 and sheets >= _FEWEST:
        message = phrase('Row {row}, above "{name}", is empty; the rows of {count} other sheets begin there: was one cleared?', row=str(first), name=evidence.name(table, _signed(evidence, rows[0])), count=str(sheets))
        yield Doubt(table, evidence.catalogue.key(table.name), _signed(evidence, rows[0]), message)


def _signed(evidence: Evidence, row: int) -> int:
    return -row if evidence.inputs.section else row


def _unused(evidence: Evidence) -> Iterator[Doubt]:
    """Yield the one rate to which no row of any sheet refers, where there are many and all others are used: was the row that used it removed?"""
    sheets = evidence.catalogue.sheets
    for name, frame in evidence.inputs.frames.items() if not evidence.inputs.section else ():
        columns = evidence.catalogue.columns(name) if name in sheets else {}
        own = [column.name for column in columns.values() if column.refers == name]  # a row that stands in for another is used where that is
        if len(frame) < _FEWEST_RATES or not any(column.rate for column in columns.values()):
            continue
        refer = [(other, column.name) for other in sheets if other in evidence.inputs.frames for column in evidence.catalogue.columns(other).values() if column.refers == name and other != name]
        used = {key for other, column in refer if column in evidence.inputs.frames[other] for _, key in filled(evidence.inputs.frames[other][column])}
        key = evidence.catalogue.key(name)
        idle = [(int(str(row)), text) for row, text in frame[key].items() if text not in used and not any(isinstance(frame.at[row, each], str) and frame.at[row, each] for each in own)]
        if used and len(idle) == 1:
            yield Doubt(sheets[name], key, idle[0][0], phrase('"{name}" is used by no row of any sheet; the {count} others are: was a row removed, or does one name another?', name=idle[0][1], count=str(len(frame) - 1)))


def _cleared(evidence: Evidence, table: Table, frame: pd.DataFrame) -> Iterator[Doubt]:
    """Yield the row below the only empty row of a sheet; several empty rows part a sheet, and were left on purpose."""
    rows = _on_the_sheet(evidence, frame)
    empty = sorted({*range(rows[0], rows[-1])} - {*rows}) if rows else []
    if len(empty) == 1 and len(rows) >= _FEWEST:
        above, below = (evidence.name(table, _signed(evidence, empty[0] + step)) for step in (-1, 1))
        message = phrase('Row {row}, between "{above}" and "{below}", is empty; none of the {count} other rows is: was one cleared?', row=str(empty[0]), above=above, below=below, count=str(len(rows)))
        yield Doubt(table, evidence.catalogue.key(table.name), _signed(evidence, empty[0] + 1), message)


def _incomplete(evidence: Evidence, table: Table, frame: pd.DataFrame) -> Iterator[Doubt]:
    """Yield the one value of a column that another lacks which has the others: each grade has net pay, and one has no common staff costs."""
    columns = [column for column in evidence.catalogue.columns(table.name).values() if (column.refers or column.choices) and column.name in frame]  # also those for the reader alone
    cells = {column.name: [(value, value is not None and value == value) for value in frame[column.name].tolist()] for column in columns}  # noqa: PLR0124 - what is empty is unequal to itself
    for first, second in combinations(columns, 2):
        pairs = [(one, other) for (one, is_given), (other, too) in zip(cells[first.name], cells[second.name], strict=True) if is_given and too]
        if not pairs or len({*pairs}) < len(pairs) or len(pairs) < _FULL * len({one for one, _ in pairs}) * len({other for _, other in pairs}):
            continue
        for one, other, found in ((first, second, pairs), (second, first, [(value, key) for key, value in pairs])):
            often = Counter(value for value, _ in found)
            having: dict[Any, set[Any]] = defaultdict(set)
            for value, key in found:
                having[key].add(value)
            for key, values in sorted(having.items(), key=itemgetter(0)):
                lacking = sorted({*often} - values)
                if len(lacking) == 1 and len(values) >= _FEWEST and often[lacking[0]] > 1:
                    parts = {"one": one.title, "lacking": str(lacking[0]), "other": other.title, "key": str(key), "count": str(len(values))}
                    message = phrase("{one} {lacking} has no row with {other} {key}; {count} others of {one} have one.", **parts)
                    yield Doubt(table, evidence.catalogue.key(table.name), WHOLE_SHEET, message, f"{lacking[0]}: {key}")


def _all_but_one(evidence: Evidence, table: Table, frame: pd.DataFrame) -> Iterator[Doubt]:
    """Yield what refers to a row that has every value of a column but one which smaller ones have: the session with documents of each phase but the last.

    Where the cycle before is known, what is missing is asked about beside that.
    """
    if any(each.complete and each.agreed and table.name in each.rows for each in evidence.expected) or table.name == "assumptions":
        return
    for first, second in _told_apart(evidence, table, frame):
        having: dict[str, set[str]] = defaultdict(set)
        for one, other in zip(frame[first.name].tolist(), frame[second.name].tolist(), strict=True):
            if isinstance(one, str) and isinstance(other, str):
                having[one].add(other)
        values = set().union(*having.values())
        lacking = [(one, value) for one, its in having.items() for value in values - its if len(values) - len(its) == 1]
        for one, value in lacking if len(values) >= _FEWEST_VALUES else ():
            others = [key for key, its in having.items() if value in its and len(its) < len(values)]
            if len(others) < _FEWEST_VALUES - 1:
                continue
            parts = {"one": first.title, "key": one, "other": second.title, "value": str(value), "all": str(len(values) - 1), "count": str(len(others))}
            message = phrase("{one} {key} has no row with {other} {value}; it has rows with each of the {all} others, and {count} that have fewer have that one.", **parts)
            yield Doubt(table, evidence.catalogue.key(table.name), WHOLE_SHEET, message, f"{one}: {value}")


def _told_apart(evidence: Evidence, table: Table, frame: pd.DataFrame) -> Iterator[tuple[Column, Column]]:
    """Yield the columns that refer to rows which refer to others themselves, such as sessions of bodies, each with those by which only this sheet tells the rows of one apart: the phase of documents."""
    sheets = {name: evidence.catalogue.columns(name) for name in evidence.catalogue.sheets}
    columns = [column for column in sheets[table.name].values() if column.name in frame and column.required]
    for first in columns:
        of = sheets.get(first.refers, {}).values()
        if any(column.refers and column.refers != first.refers and column.required for column in of) and not any(column.rate for column in of):
            also = {name for other, its in sheets.items() if other != table.name and any(column.refers == first.refers for column in its.values()) for name in its}
            yield from ((first, second) for second in columns if second is not first and (second.refers or second.choices) and second.name not in also)


def _unlike_its_kind(evidence: Evidence, table: Table, frame: pd.DataFrame) -> Iterator[Doubt]:
    """Yield the one of all rows of a kind in another sheet that lacks what all others of the kind have: of the grades of a category that without post adjustment."""
    columns = [column for column in evidence.catalogue.columns(table.name).values() if column.name in frame and column.required]
    rated = any(column.rate for column in evidence.catalogue.columns(table.name).values())
    for refers, column in ((refers, column) for refers in columns if rated and refers.refers for column in columns if column.choices):
        having: dict[str, set[str]] = defaultdict(set)
        for one, value in zip(frame[refers.name].tolist(), frame[column.name].tolist(), strict=True):
            if isinstance(one, str) and isinstance(value, str):
                having[one].add(value)
        for by, kind, ones in _kinds(evidence, refers, having):
            for value in sorted(set().union(*(having[one] for one in ones))):
                lacking = [one for one in ones if value not in having[one]]
                if len(lacking) == 1 and len(ones) > _FEWEST:
                    parts = {"one": refers.title, "lacking": lacking[0], "other": column.title, "key": value, "by": by.title, "kind": kind, "count": str(len(ones) - 1)}
                    message = phrase("{one} {lacking} has no row with {other} {key}; the {count} others of {by} {kind} have one.", **parts)
                    yield Doubt(table, evidence.catalogue.key(table.name), WHOLE_SHEET, message, f"{lacking[0]}: {value}")


def _kinds(evidence: Evidence, refers: Column, having: Mapping[str, set[str]]) -> Iterator[tuple[Column, str, list[str]]]:
    """Yield by each text that rows of the sheet to which a column refers must have, and that names no row of another, those that are alike, of the rows that are referred to."""
    frame = evidence.inputs.frames.get(refers.refers)
    if frame is None:
        return
    for by in evidence.catalogue.columns(refers.refers).values():
        if by.kind == "text" and by.required and by.name in frame and not (by.key or by.refers or by.name in _OF_THE_SOURCE):
            kinds: dict[str, list[str]] = defaultdict(list)
            for one, kind in zip(frame[evidence.catalogue.key(refers.refers)].tolist(), frame[by.name].tolist(), strict=True):
                if one in having and isinstance(kind, str):
                    kinds[kind].append(one)
            yield from ((by, kind, ones) for kind, ones in kinds.items())
