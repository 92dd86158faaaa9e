"""Odd numbers: the one row whose number differs from the one that all others have which are counted alike, such as what is paid by the month."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from aspbudget.doubts.evidence import NUMBERS, TEXTS, Doubt, shown
from aspbudget.inputs.inputs import filled
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.doubts.evidence import Evidence

_OF_THE_RATE = ("source", "status")  # of where a rate comes from, which says nothing of how it is used
_FEWEST_BY, _FAR = 4, 5.0  # rows by one measure with one number, before more is asked about; how many times as much as the next of the other measures
_FEWEST = 8  # rows with one number, before another is asked about


def odd_numbers(evidence: Evidence) -> Iterator[Doubt]:
    """Yield the one number that differs from that of all other rows which have rates alike: twice a month's price, where all others are once."""
    for table, frame in evidence.tables():
        for refers in evidence.columns(table, TEXTS) if evidence.catalogue.key(table.name) else ():
            for column, texts in _alike(evidence, refers):
                yield from _odd(evidence, table, frame, (refers, column, texts))
                if column.descriptive:  # a measure, such as the month
                    yield from _too_many(evidence, table, frame, (refers, column, {name: text.rpartition("-")[2] for name, text in texts.items()}))  # a person-month is a month


def _alike(evidence: Evidence, refers: Column) -> Iterator[tuple[Column, dict[str, str]]]:
    """Yield the columns by whose texts rows of the sheet of rates to which a column refers are alike, with the text of each row by its key."""
    other = evidence.inputs.frames.get(refers.refers)
    if other is None or refers.refers not in evidence.catalogue.sheets:
        return
    key, columns = evidence.catalogue.key(refers.refers), evidence.catalogue.columns(refers.refers).values()
    for column in columns if any(each.rate for each in columns) else ():
        if column.kind in TEXTS and column.required and column.name in other and not (column.key or column.refers or column.translated or column.name in _OF_THE_RATE):
            yield column, {str(name): text for name, text in zip(other[key].tolist(), other[column.name].tolist(), strict=True) if isinstance(text, str)}


def _odd(evidence: Evidence, table: Table, frame: pd.DataFrame, alike: tuple[Column, Column, dict[str, str]]) -> Iterator[Doubt]:
    """Yield the one number of a group of rows, whose others have all another."""
    refers, by, texts = alike
    groups: dict[str, list[int]] = defaultdict(list)
    for row, name in zip(frame.index.tolist(), frame[refers.name].tolist(), strict=True):
        if isinstance(name, str) and name in texts:
            groups[texts[name]].append(int(row))
    for column in evidence.columns(table, NUMBERS) if groups else ():
        numbers = dict(filled(frame[column.name]))
        for text, rows in groups.items():
            counts = Counter(numbers[row] for row in rows if row in numbers).most_common()
            if len(counts) == 2 and counts[1][1] == 1 and counts[0][1] >= _FEWEST:  # noqa: PLR2004 - one number, and another once
                row = next(row for row in rows if numbers.get(row) == counts[1][0])
                if evidence.is_new(table, row):
                    continue
                message = '{column} is {found}; in the {count} other rows whose {refers} has {by} "{text}" it is {usual}.'
                parts = {"column": column.title, "found": shown(column, counts[1][0]), "refers": refers.title, "by": by.title, "text": text, "usual": shown(column, counts[0][0])}
                yield Doubt(table, column.name, row, phrase(message, **parts, count=str(counts[0][1])))


def _too_many(evidence: Evidence, table: Table, frame: pd.DataFrame, alike: tuple[Column, Column, dict[str, str]]) -> Iterator[Doubt]:
    """Yield the one number above that which most rows have whose rate is by the same, and no other exceeds: 21 of what is paid by the month, of which a year has 12."""
    refers, by, texts = alike
    rows = {int(row): texts.get(str(name), "") for row, name in zip(frame.index.tolist(), frame[refers.name].tolist(), strict=True)}
    group, size = Counter(text for text in rows.values() if text).most_common(1)[0] if any(rows.values()) else ("", 0)
    for column in evidence.columns(table, NUMBERS) if size > _FEWEST_BY else ():
        numbers = {row: value for row, value in filled(frame[column.name]) if rows[row]}
        within = {row: value for row, value in numbers.items() if rows[row] == group}
        usual, often = Counter(within.values()).most_common(1)[0] if within else (0, 0)
        if often < _FEWEST_BY or usual <= 1:
            continue
        parts = {"column": column.title, "refers": refers.title, "by": by.title, "text": group}
        above = [row for row, value in within.items() if value > usual]
        if len(above) == 1:
            message = '{column} is {found}; none of the {count} other rows whose {refers} has {by} "{text}" has more than {usual}.'
            more = {"found": shown(column, within[above[0]]), "usual": shown(column, usual), "count": str(len(within) - 1)}
            yield Doubt(table, column.name, above[0], phrase(message, **parts, **more))
        apart = sorted((value, row) for row, value in numbers.items() if rows[row] != group)
        if len(apart) > _FEWEST_BY and apart[-1][0] >= _FAR * apart[-2][0]:
            message = '{column} is {found}, {times:,.3g} times as much as that of any other of the {count} rows whose {refers} has not {by} "{text}".'
            others = {"found": shown(column, apart[-1][0]), "times": apart[-1][0] / apart[-2][0], "count": str(len(apart) - 1)}
            yield Doubt(table, column.name, apart[-1][1], phrase(message, **parts, **others))
