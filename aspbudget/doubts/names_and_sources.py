"""Names and sources: cells that don't agree with what the name or the source of their own row says in words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.doubts.evidence import NUMBERS, TEXTS, Doubt, shown
from aspbudget.inputs.inputs import filled
from aspbudget.lines.adding import add_up
from aspbudget.notation import numbers_in_words, of_each
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.doubts.evidence import Evidence

_FEWEST = 3  # rows of a sheet that agree before another is asked about
_STATED = 2 / 3  # of the rows with a value say so in their sources before another is asked about
_LETTERS = 5  # of a word that tells names apart
_SAYS = '{column} is {found}; the source of the row says "{named}".'
_SOURCE, _NAME = "source", "name"
_NUMBER = rf"(\d{{1,4}}|{'|'.join(numbers_in_words())}) ([^\W\d_]+)"
_COUNTED = re.compile(rf"(?<![×÷*/] )\b{_NUMBER}", re.IGNORECASE)
_EACH_OF = re.compile(rf"\b(?:{of_each()}) {_NUMBER}", re.IGNORECASE)


def unlike_what_is_said(evidence: Evidence) -> Iterator[Doubt]:
    """Yield cells that differ from what the name or the source of their row says: another sub-programme, another number of months, a count of posts."""
    for table, frame in evidence.tables():
        if _SOURCE in frame:
            sources = {row: str(text) for row, text in filled(frame[_SOURCE])}
            for column in evidence.columns(table, TEXTS):
                yield from _names_another(table, frame, column, sources)
                yield from _says_nothing(table, frame, column, sources)
            for column in evidence.columns(table, NUMBERS):
                yield from _another_number(table, frame, column, sources)
            yield from _another_count(evidence, table, sources)
    yield from _named_for_another(evidence)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else numbers_in_words()[text.casefold()]


def _mentions(source: str, value: str) -> bool:
    """Whether a source has a value as words of its own, also in the plural."""
    return _mention(value).search(source) is not None


@lru_cache(maxsize=4096)
def _mention(value: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(value)}s?\b", re.IGNORECASE)


def _names_another(table: Table, frame: pd.DataFrame, column: Column, sources: dict[int, str]) -> Iterator[Doubt]:
    """Yield the one cell whose row's source names another of the values that it may have, where those of other rows name theirs."""
    given = [(row, value, named) for row, value in filled(frame[column.name]) if (named := [each for each in column.choices if _mentions(sources.get(row, ""), each)])]
    odd = [(row, value, named) for row, value, named in given if value and value not in named]
    for row, value, named in odd if len(odd) == 1 and len(given) > _FEWEST else ():
        yield Doubt(table, column.name, row, phrase(_SAYS, column=column.title, found=value, named=named[0]))


def _says_nothing(table: Table, frame: pd.DataFrame, column: Column, sources: dict[int, str]) -> Iterator[Doubt]:
    """Yield the rows with a value that most sources of rows with it state in so many words, and theirs doesn't."""
    for value in column.choices:
        rows = [row for row, text in filled(frame[column.name]) if text == value]
        silent = [row for row in rows if not _mentions(sources.get(row, ""), value)]
        stated = len(rows) - len(silent)
        for row in silent if stated > _FEWEST and stated >= _STATED * len(rows) else ():
            yield Doubt(table, column.name, row, phrase("{column} is {found}, and the source of the row doesn't say so; those of {count} other rows do.", column=column.title, found=value, count=str(stated)))


def _another_number(table: Table, frame: pd.DataFrame, column: Column, sources: dict[int, str]) -> Iterator[Doubt]:
    """Yield the cells of which the source of the row gives another number by the last word of the column's title: six months, and 4 in Work-months."""
    counts = re.findall(r"[^\W\d_]+", column.title.casefold())[-1:]
    for row, value in filled(frame[column.name]) if counts else ():
        stated = [(_number(number), f"{number} {noun}") for number, noun in _COUNTED.findall(sources.get(row, "")) if noun.casefold() in counts]
        if stated and value not in [number for number, _ in stated]:
            yield Doubt(table, column.name, row, phrase(_SAYS, column=column.title, found=shown(column, value), named=stated[0][1]))


def _another_count(evidence: Evidence, table: Table, sources: dict[int, str]) -> Iterator[Doubt]:
    """Yield the first source that says of each of how many it speaks, where the sheet of that name has more or fewer: each of 14 posts."""
    stated: dict[tuple[int, str], list[int]] = {}
    for row, source in sources.items():
        for number, noun in _EACH_OF.findall(source):
            stated.setdefault((_number(number), noun.casefold()), []).append(row)
    for (number, noun), rows in stated.items():
        found = _counted(evidence, noun)
        if found is not None and found[0] != number:
            message = phrase('The source of the row says "{number} {noun}"; sheet {sheet} has {found}.', number=str(number), noun=noun, sheet=found[1], found=f"{found[0]:g}")
            yield Doubt(table, _SOURCE, rows[0], message)


def _counted(evidence: Evidence, noun: str) -> tuple[float, str] | None:
    """Return how many there are of what a sheet is called after, by its column of that title, or else its rows; nothing where there is no such sheet."""
    for table in (evidence.inputs.worded or evidence.catalogue).sheets.values():
        frame = evidence.inputs.frames.get(table.name)
        if frame is not None and len(frame) and evidence.inputs.title(table).casefold() == noun:
            numbers = [column.name for column in evidence.catalogue.columns(table.name).values() if column.kind in NUMBERS and column.title == table.title]
            return add_up(frame[numbers[0]].dropna()) if numbers else float(len(frame)), evidence.inputs.title(table)
    return None


class _Named(NamedTuple):
    """A row whose name has a word of a row of another sheet, which its column may refer to: what the column says, and of which row the word is."""

    table: Table
    column: Column
    row: int
    found: str
    meant: str
    word: str


def _named_for_another(evidence: Evidence) -> Iterator[Doubt]:
    """Yield the one row whose name has a word of the name of another row than that to which it refers, where all others with that word refer to theirs: Secretariat, and the sub-programme of the President."""
    rows = [each for table, frame in evidence.tables() for column in evidence.columns(table, TEXTS) if column.refers for each in _namesakes(evidence, table, frame, column)]
    for word in sorted({each.word for each in rows}):
        named = [each for each in rows if each.word == word]
        odd = [each for each in named if each.found != each.meant]
        for each in odd if len(odd) == 1 and len(named) > _FEWEST else ():
            message = '{column} of "{name}" is {found}; "{word}" is of the name of {meant}, and the {count} other rows with that word in their names have {meant}.'
            parts = {"column": each.column.title, "name": evidence.name(each.table, each.row), "found": each.found, "word": word, "meant": each.meant}
            yield Doubt(each.table, each.column.name, each.row, phrase(message, **parts, count=str(len(named) - 1)))


def _namesakes(evidence: Evidence, table: Table, frame: pd.DataFrame, column: Column) -> Iterator[_Named]:
    """Yield the rows whose names have a word by which the name of one row of the sheet to which they refer is told from all others, and none of the name of that to which they do."""
    key, having = evidence.catalogue.key(table.name), _words_of_names(evidence, column.refers)
    for row, name, found in zip(frame.index.tolist(), frame[key].tolist(), frame[column.name].tolist(), strict=True) if having and key else ():
        words = [word for word in _words(str(name)) if word in having]
        telling = {next(iter(having[word])): word for word in words if len(having[word]) == 1}
        if len(telling) == 1 and isinstance(found, str) and found and (found in telling or not any(found in having[word] for word in words)):
            ((of, word),) = telling.items()
            yield _Named(table, column, int(row), found, of, word)


def _words_of_names(evidence: Evidence, refers: str) -> dict[str, set[str]]:
    """Return the words of the names that rows of a sheet have beside their keys, each with the keys of the rows that have it."""
    frame = evidence.inputs.frames.get(refers)
    having: dict[str, set[str]] = {}
    if frame is not None and _NAME in frame and refers in evidence.catalogue.sheets:
        for key, name in zip(frame[evidence.catalogue.key(refers)].tolist(), frame[_NAME].tolist(), strict=True):
            for word in _words(name) if isinstance(name, str) else ():
                having.setdefault(word, set()).add(str(key))
    return having


def _words(name: str) -> list[str]:
    """Return the long words of a name, alike in the singular and the plural."""
    return [word.casefold().removesuffix("s") for word in re.findall(r"[^\W\d_]+", name) if len(word) >= _LETTERS]
