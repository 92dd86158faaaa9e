"""Names in common: rows whose texts agree with their names, or with one another, otherwise than those of all other rows do."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.doubts.evidence import TEXTS, Doubt
from aspbudget.inputs.inputs import filled
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.doubts.evidence import Evidence

_FEWEST = 3  # rows that agree before another is asked about
_FEWEST_ROWS = 5  # with a value, in all sheets, before their names have words in common
_MOST_WORDS, _FEWEST_SHARING = 2, 2  # words that a value's rows may have in common, and rows that share one
_NAME = "name"
_LETTERS = 4  # of a word that says something
_TELLING = 0.25  # of the rows with other values have a word, at most, by which those with one are told
_WITH_ONE = '{column} of "{name}" is {found}; the names of all {count} other rows with that, on any sheet, have the word "{said}".'
_WITH_EITHER = '{column} of "{name}" is {found}; the names of all {count} other rows with that, on any sheet, have the word "{said}" or "{second}".'


class _Row(NamedTuple):
    """A row with a text, and its name in words."""

    table: Table
    column: Column
    row: int
    value: str
    words: frozenset[str]


def unlike_their_names(evidence: Evidence) -> Iterator[Doubt]:
    """Yield texts that the names of their rows, or other texts of the row, contradict, and rows that have a value in common with others and no word."""
    for table, frame in evidence.tables():
        key = evidence.catalogue.key(table.name)
        for column in evidence.columns(table, TEXTS) if key else ():
            rows = [each for each in _rows(table, frame, column, key) if not evidence.is_new(table, each.row)]
            if values := _values(evidence, column):
                yield from _called_another(evidence, rows, values)
                for other in evidence.columns(table, TEXTS):
                    if other.refers and other.name != column.name and other.refers != column.refers:
                        yield from _another_than(evidence, rows, dict(filled(frame[other.name])), values, other)
            if column.refers:
                yield from _unnamed(evidence, rows)
                yield from _used_nowhere_else(evidence, rows)
    yield from _without_the_words(evidence)


@cache
def _words(text: str) -> frozenset[str]:
    """Return the words of a text that say something, alike in the singular and the plural."""
    return frozenset(word.casefold().removesuffix("s") for word in re.findall(r"[^\W\d_]+", text) if len(word) >= _LETTERS)


def _rows(table: Table, frame: pd.DataFrame, column: Column, key: str) -> Iterator[_Row]:
    for row, name, value in zip(frame.index.tolist(), frame[key].tolist(), frame[column.name].tolist(), strict=True):
        if isinstance(name, str) and isinstance(value, str) and value:
            yield _Row(table, column, int(row), value, _words(name))


def _values(evidence: Evidence, column: Column) -> dict[str, frozenset[str]]:
    """Return the values that a cell of a column may have, with their words; those of rates are too many, and named after what they are for."""
    frame = evidence.inputs.frames.get(column.refers)
    if frame is not None and column.refers in evidence.rates:
        return {}
    keys = map(str, frame[evidence.catalogue.key(column.refers)].tolist()) if frame is not None else column.choices
    return {value: words for value in keys if (words := _words(value))}


def _meant(words: frozenset[str], values: dict[str, frozenset[str]]) -> list[str]:
    return [value for value, its in values.items() if its <= words]


def _called_another(evidence: Evidence, rows: list[_Row], values: dict[str, frozenset[str]]) -> Iterator[Doubt]:
    """Yield the one row whose name has the words of another value than its own, where those of other rows have theirs."""
    named = [(each, meant) for each in rows if (meant := _meant(each.words, values))]
    odd = [(each, meant) for each, meant in named if not any(values[value] <= _words(each.value) for value in meant)]
    for each, meant in odd if len(odd) == 1 and len(named) > _FEWEST else ():
        message = '{column} of "{name}" is {found}; its name says "{meant}", and those of {count} other rows say what they have.'
        parts = {"column": each.column.title, "name": evidence.name(each.table, each.row), "found": each.value, "meant": meant[0]}
        yield Doubt(each.table, each.column.name, each.row, phrase(message, **parts, count=str(len(named) - 1)))


def _unnamed(evidence: Evidence, rows: list[_Row]) -> Iterator[Doubt]:
    """Yield the one row with a value whose name doesn't say so, where those of all other rows with it do."""
    by_value: dict[str, list[_Row]] = defaultdict(list)
    for each in rows:
        by_value[each.value].append(each)
    for value, alike in by_value.items():
        odd = [each for each in alike if not (_words(value) and _words(value) <= each.words)]
        for each in odd if len(odd) == 1 and len(alike) >= _FEWEST else ():
            message = '{column} of "{name}" is {found}; the names of the {count} other rows with that say so.'
            yield Doubt(each.table, each.column.name, each.row, phrase(message, column=each.column.title, name=evidence.name(each.table, each.row), found=value, count=str(len(alike) - 1)))


def _another_than(evidence: Evidence, rows: list[_Row], texts: dict[int, object], values: dict[str, frozenset[str]], other: Column) -> Iterator[Doubt]:
    """Yield the one row in which another text has the words of another value, where those of other rows have theirs: the fare of an expert for staff."""
    named = [(each, meant) for each in rows if (meant := _meant(_words(str(texts.get(each.row, ""))), values))]
    odd = [(each, meant) for each, meant in named if not any(values[value] <= _words(each.value) for value in meant)]
    for each, meant in odd if len(odd) == 1 and len(named) > _FEWEST else ():
        message = '{other} of "{name}" is {text}, which says "{meant}", and {column} is {found}; in {count} other rows the two agree.'
        parts = {"other": other.title, "name": evidence.name(each.table, each.row), "text": str(texts[each.row]), "meant": meant[0], "column": each.column.title, "found": each.value}
        yield Doubt(each.table, each.column.name, each.row, phrase(message, **parts, count=str(len(named) - 1)))


def _used_nowhere_else(evidence: Evidence, rows: list[_Row]) -> Iterator[Doubt]:
    """Yield the one row that refers to what no row of another sheet does, where all its others do: a grade for temporary assistance that no post has."""
    if len(rows) < _FEWEST_ROWS or rows[0].table.name in evidence.rates:
        return
    refers = rows[0].column.refers
    used = {
        str(value) for name, frame in evidence.inputs.frames.items() if name in evidence.catalogue.sheets and name != rows[0].table.name and name not in evidence.rates
        for column in evidence.catalogue.columns(name).values() if column.refers == refers and (name, column.name) in evidence.counting and column.name in frame for value in frame[column.name].tolist()
    }  # fmt: skip
    odd = [each for each in rows if each.value not in used]
    for each in odd if len(odd) == 1 else ():
        message = '{column} of "{name}" is {found}, which no other row of any sheet has; each of the {count} other rows has one that rows of other sheets have too.'
        yield Doubt(each.table, each.column.name, each.row, phrase(message, column=each.column.title, name=evidence.name(each.table, each.row), found=each.value, count=str(len(rows) - 1)))


def _without_the_words(evidence: Evidence) -> Iterator[Doubt]:
    """Yield the one row of those with a value, in all sheets, whose name has neither of the two words of which each of the others has one: of the Committee's, that without "Committee"."""
    asked = {table.name for table, _ in evidence.tables()}
    for refers, rows in _referring(evidence).items():
        for value in dict.fromkeys(each.value for each in rows):
            own, others = [each for each in rows if each.value == value], [each for each in rows if each.value != value]
            said, odd = _in_common(own, others, _own_name(evidence, refers, value))
            if odd and odd.table.name in asked and not evidence.is_new(odd.table, odd.row):
                message = _WITH_ONE if len(said) == 1 else _WITH_EITHER
                parts = {"column": odd.column.title, "name": evidence.name(odd.table, odd.row), "found": value, "said": said[0], "second": said[-1]}
                yield Doubt(odd.table, odd.column.name, odd.row, phrase(message, **parts, count=str(len(own) - 1)))


def _referring(evidence: Evidence) -> dict[str, list[_Row]]:
    """Return the rows of all sheets that refer to those of another, by that, without prices and other rates."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for name, frame in evidence.inputs.frames.items():
        key = evidence.catalogue.key(name) if name in evidence.catalogue.sheets and len(frame) else ""
        for column in evidence.columns(evidence.catalogue.sheets[name], TEXTS) if key else ():
            if column.refers and column.refers not in evidence.rates:
                found[column.refers] += _rows(evidence.catalogue.sheets[name], frame, column, key)
    return found


def _own_name(evidence: Evidence, refers: str, value: str) -> frozenset[str]:
    """Return the words of a row to which others refer: of its key, and of the name that it has beside that."""
    frame = evidence.inputs.frames.get(refers)
    if frame is None or _NAME not in frame:
        return _words(value)
    names = dict(zip(frame[evidence.catalogue.key(refers)].tolist(), frame[_NAME].tolist(), strict=True))
    return _words(f"{value} {names.get(value) or ''}")


def _in_common(own: list[_Row], others: list[_Row], named: frozenset[str]) -> tuple[list[str], _Row | None]:
    """Return one word, or two, of which the name of each row but one has one, and few others have, with the one row; those by which the rows' value is `named` before others."""
    rest, said = own, list[str]()
    elsewhere = Counter(word for each in others for word in each.words)
    while len(own) > _FEWEST_ROWS and len(said) < _MOST_WORDS and len(rest) > 1:
        counted = Counter(word for each in rest for word in each.words if elsewhere[word] <= _TELLING * len(others))
        if not counted or counted.most_common(1)[0][1] < _FEWEST_SHARING:
            break
        said.append(min(counted, key=lambda word: (-counted[word], word not in named, word)))
        rest = [each for each in rest if said[-1] not in each.words]
        if len(rest) == 1:
            return (said, rest[0]) if not any(elsewhere[word] <= _TELLING * len(others) for word in rest[0].words & named) else ([], None)
    return [], None
