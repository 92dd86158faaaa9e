"""Within rows: rows that repeat others, that are missing from a series, or whose parts don't belong together as those of the other rows do."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from aspbudget.doubts.evidence import NUMBERS, TEXTS, Doubt, shown
from aspbudget.lines.adding import add_up
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.doubts.evidence import Evidence

_MOST_OF = 0.8  # of the rows of a sheet do something alike before the others are asked about
_FEWEST = 4
_MISNAMED = '{column} is {found}, which the name of the row, "{name}", doesn\'t say; those of the other rows do.'
_CALLED = '{column} of "{name}" is {found}, not {called}; the other rows have the one that is called as they are.'
_NUMBERED = re.compile(r"(.*\D)(\d{1,3})")
_FEWEST_ALIKE, _UNANIMOUS = 3, 0.5  # rows with one value, and which share of such groups agree in another column, that of the one asked about apart
_LETTERS = 4  # of a word that says something


def out_of_place(evidence: Evidence) -> Iterator[Doubt]:
    """Yield rows alike but for their names, gaps in numbered names, names that say another value than the row, and odd ones out."""
    for table, frame in evidence.tables():
        if evidence.catalogue.key(table.name):
            yield from _repeated(evidence, table, frame)
            yield from _gaps(evidence, table, frame)
            for column in evidence.columns(table, TEXTS):
                yield from _misnamed(evidence, table, frame, column)
                yield from _odd(evidence, table, frame, column)
                if column.refers in evidence.inputs.frames:
                    yield from _called_otherwise(evidence, table, frame, column)


def _referred_to(evidence: Evidence, table: Table) -> set[str]:
    """Return the keys of a sheet to which rows of others refer."""
    return {
        key for name, frame in evidence.inputs.frames.items() if name in evidence.catalogue.sheets
        for column in evidence.catalogue.columns(name).values() if column.refers == table.name and column.name in frame for key in frame[column.name].tolist() if isinstance(key, str)
    }  # fmt: skip


def _repeated(evidence: Evidence, table: Table, frame: pd.DataFrame) -> Iterator[Doubt]:
    """Yield rows that have the values of an earlier one in all columns that count, under a name that differs in few words."""
    columns = list(evidence.columns(table, (*NUMBERS, *TEXTS, "date")))
    key = evidence.catalogue.key(table.name)
    if not any(column.kind in NUMBERS for column in columns) or table.name in evidence.rates:
        return
    used = _referred_to(evidence, table)
    seen: dict[tuple[str | None, ...], list[tuple[int, set[str]]]] = defaultdict(list)
    cells = zip(*([None if value is None or value != value else str(value) for value in frame[column.name].tolist()] for column in columns), strict=True)  # noqa: PLR0124 - an empty cell is unequal to itself
    for row, name, values in zip(frame.index.tolist(), frame[key].tolist(), cells, strict=True):
        words = _words(str(name))
        for other, its in seen[values] if str(name) not in used else ():
            if words and len(words ^ its) <= 1:
                message = phrase('"{name}" has the same values as "{other}" in row {row} in every column that counts: is it the same row twice?', name=str(name), other=evidence.name(table, other), row=str(other))
                yield Doubt(table, key, row, message)
                break
        seen[values].append((row, words))


def _words(name: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"[^\W_]+", name)}


def _gaps(evidence: Evidence, table: Table, frame: pd.DataFrame) -> Iterator[Doubt]:
    """Yield the row after a gap in a series of numbered names: `Committee II, 3` after `Committee II, 1`."""
    key = evidence.catalogue.key(table.name)
    series: dict[str, dict[int, int]] = defaultdict(dict)
    for row, name in frame[key].items():
        if found := _NUMBERED.fullmatch(str(name)):
            series[found[1]][int(found[2])] = int(str(row))
    for prefix, rows in series.items():
        missing = sorted(set(range(1, max(rows) + 1)) - set(rows)) if len(rows) > 1 and 1 in {*rows, min(rows) - 1} and max(rows) <= len(rows) + 2 else []
        for each in missing[:1]:
            row = rows[min(number for number in rows if number > each)]
            yield Doubt(table, key, row, phrase('"{name}" is missing before it: {count} of this series are there.', name=f"{prefix}{each}", count=str(len(rows))))


def _misnamed(evidence: Evidence, table: Table, frame: pd.DataFrame, column: Column) -> Iterator[Doubt]:
    """Yield rows whose name doesn't contain the value of a column, where the names of most other rows do."""
    key = evidence.catalogue.key(table.name)
    given = [each for each in zip(frame.index.tolist(), frame[key].tolist(), frame[column.name].tolist(), strict=True) if isinstance(each[1], str) and isinstance(each[2], str)]
    named = [value.casefold() in name.casefold() for _, name, value in given]
    if len(given) >= _FEWEST and _MOST_OF <= named.count(True) / len(named) < 1:
        for (row, _, value), contains in zip(given, named, strict=True):
            if not contains:
                yield Doubt(table, column.name, int(row), phrase(_MISNAMED, column=column.title, found=shown(column, value), name=evidence.name(table, int(row))))


def _odd(evidence: Evidence, table: Table, frame: pd.DataFrame, column: Column) -> Iterator[Doubt]:
    """Yield the one row whose value differs from that of all others which agree in another column, such as the one price of a venue in another currency."""
    yield from _alone(evidence, table, frame, column)
    for other in evidence.columns(table, TEXTS) if column.refers else ():
        if other.name == column.name or not (other.refers or other.choices):
            continue
        groups = _by_value(frame, other, column)
        for value, rows in sorted(groups.items()):
            counts = Counter(rows.values()).most_common()
            if len(rows) > _FEWEST and len(counts) == 2 and counts[-1][1] == 1 and _depends(groups):  # noqa: PLR2004 - one value, and another once
                row, text = next((row, text) for row, text in rows.items() if text == counts[-1][0])
                parts = {"column": column.title, "found": shown(column, text or None), "count": str(len(rows) - 1), "other": other.title, "value": value, "usual": counts[0][0] or shown(column, None)}
                message = phrase("{column} is {found}; in the {count} other rows with {other} {value} it is {usual}.", **parts)
                yield Doubt(table, column.name, row, message)


def _by_value(frame: pd.DataFrame, other: Column, column: Column) -> dict[str, dict[int, str]]:
    """Return the values of a column by row, empty texts for empty cells, for each value of another column."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for row, value, text in zip(frame.index.tolist(), frame[other.name].tolist(), frame[column.name].tolist(), strict=True):
        if isinstance(value, str):
            found[value][row] = text if isinstance(text, str) else ""
    return found


def _alone(evidence: Evidence, table: Table, frame: pd.DataFrame, column: Column) -> Iterator[Doubt]:
    """Yield the one row that differs from all others of the sheet in a column."""
    given = {row: text for row, text in zip(frame.index.tolist(), frame[column.name].tolist(), strict=True) if isinstance(text, str)}
    counts = Counter(given.values()).most_common()
    if len(counts) == 2 and counts[-1][1] == 1 and len(given) > (2 if counts[0][0].startswith(table.title) else _FEWEST):  # noqa: PLR2004 - one value, and another once
        row = next(row for row, text in given.items() if text == counts[-1][0])
        if not evidence.is_new(table, row):
            yield Doubt(table, column.name, row, phrase("{column} is {found}; in the {count} other rows it is {usual}.", column=column.title, found=shown(column, given[row]), count=str(len(given) - 1), usual=counts[0][0]))


def _called_otherwise(evidence: Evidence, table: Table, frame: pd.DataFrame, column: Column) -> Iterator[Doubt]:
    """Yield rows that have another price than the one which begins with the word with which their own name begins, where most such rows have theirs."""
    known = evidence.inputs.frames[column.refers][evidence.catalogue.key(column.refers)]
    called = {_beginning(str(name)): str(name) for name in reversed(known.tolist())}
    cells = zip(frame.index.tolist(), frame[evidence.catalogue.key(table.name)].tolist(), frame[column.name].tolist(), strict=True)
    names = [(int(row), str(name), str(value)) for row, name, value in cells]
    namesakes = [(row, name, value) for row, name, value in names if _beginning(name) in called]
    others = [each for each in namesakes if _beginning(each[1]) not in map(_beginning, _words(each[2]))]
    agree = len(namesakes) - len(others)
    for row, name, value in others if agree >= max(_FEWEST, len(namesakes) / 2) and (len(others) == 1 or column.refers in evidence.rates) else ():
        yield Doubt(table, column.name, row, phrase(_CALLED, column=column.title, name=name, found=value, called=called[_beginning(name)]))


@lru_cache(maxsize=4096)
def _beginning(name: str) -> str:
    """Return the beginning of the first word of a name: a booth and booths are the same."""
    first = re.search(r"[^\W_]+", name)
    return first[0].casefold()[:_LETTERS] if first else ""


def _depends(groups: Mapping[str, Mapping[int, str]]) -> bool:
    """Whether the values of one column follow those of another, by which they are grouped, in nearly all rows, and there are several."""
    several = [Counter(rows.values()) for rows in groups.values() if len(rows) >= _FEWEST_ALIKE]
    unlike = add_up(counts.total() - counts.most_common(1)[0][1] for counts in map(Counter, (rows.values() for rows in groups.values())))
    unanimous = [len(counts) == 1 for counts in several].count(True)
    return len({text for rows in groups.values() for text in rows.values() if text}) > 1 and (unlike <= 1 or unanimous >= max(2, _UNANIMOUS * (len(several) - 1)))
