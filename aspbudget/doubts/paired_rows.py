"""Paired rows: a row for one session of a body that has no like for the other, or another value than its like, where all others are in pairs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.doubts.evidence import NUMBERS, TEXTS, WHOLE_SHEET, Doubt, shown
from aspbudget.inputs.inputs import filled
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.doubts.evidence import Evidence

_FEWEST = 4  # pairs in all sheets, before a row without its like stands out
_FEWEST_ALIKE = 2  # other pairs of a sheet that agree in a column, before one that doesn't stands out
_GAP = "\N{HORIZONTAL ELLIPSIS}"
_WORD = re.compile(r"[^\W\d_]+")


class _Kin(NamedTuple):
    """Rows of another sheet that differ in one word of their names, and the word of each: the second and the third session of one body."""

    table: str
    words: dict[str, str]


class _Referring(NamedTuple):
    """A column of a sheet by which rows refer to others: of each that does, its number, the name of the other, and its own."""

    table: str
    column: Column
    rows: list[tuple[int, str, str]]


class _Family(NamedTuple):
    """Rows of a sheet that are alike but for the word in which those differ to which they refer, by that word: the papers for the second session, and for the third."""

    table: Table
    refers: Column
    kin: _Kin
    rows: dict[str, int]


def unlike_their_pairs(evidence: Evidence) -> Iterator[Doubt]:
    """Yield rows that have no like for another session of the same body, where nearly all have, and numbers and texts that differ within a pair, where those of all other pairs are the same."""
    referring = _referring(evidence)
    families = [family for kin in _kin(evidence) for family in _families(evidence, kin, referring)]
    asked = {table.name for table, _ in evidence.tables()}
    yield from (doubt for doubt in _lacking(evidence, families) if doubt.table.name in asked)
    for name in dict.fromkeys(each.table.name for each in families if each.table.name in asked):
        yield from _unlike(evidence, [each for each in families if each.table.name == name and len(each.rows) > 1])


def _kin(evidence: Evidence) -> Iterator[_Kin]:
    """Yield rows that others refer to, that refer themselves to one row, such as a body, and whose names differ in one word."""
    for name in (name for name in evidence.catalogue.sheets if name in evidence.inputs.frames):
        key, frame = evidence.catalogue.key(name), evidence.inputs.frames[name]
        columns = evidence.catalogue.columns(name).values()
        of = [column.name for column in columns if column.refers and column.required and column.refers != name and column.name in frame]
        if not (key and of) or any(column.rate for column in columns):
            continue
        found: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
        for text, owner in zip(frame[key].tolist(), frame[of[0]].tolist(), strict=True):
            parts = _WORD.split(str(text)), _WORD.findall(str(text))
            for place, word in enumerate(parts[1]):
                found[str(owner), *parts[0], *parts[1][:place], _GAP, *parts[1][place + 1 :]][str(text)] = word.casefold()
        yield from (_Kin(name, words) for words in found.values() if len(words) > 1)


def _referring(evidence: Evidence) -> list[_Referring]:
    """Return each column of a sheet by which rows refer to others, with the rows that do."""
    counting = {name for name, _ in evidence.counting}
    frames = {name: frame for name, frame in evidence.inputs.frames.items() if name in counting and name in evidence.catalogue.sheets and evidence.catalogue.key(name)}
    columns = [(name, column) for name in frames for column in evidence.catalogue.columns(name).values() if column.refers and column.name in frames[name]]
    keys = {name: dict(zip(frame.index.tolist(), frame[evidence.catalogue.key(name)].tolist(), strict=True)) for name, frame in frames.items()}
    return [_Referring(name, column, [(row, str(of), str(keys[name][row])) for row, of in filled(frames[name][column.name])]) for name, column in columns]


def _families(evidence: Evidence, kin: _Kin, referring: list[_Referring]) -> Iterator[_Family]:
    """Yield the rows of each sheet that refer to such rows, and have in their names the word by which these differ, once."""
    for each in (each for each in referring if each.column.refers == kin.table and each.table != kin.table):
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for row, of, text in each.rows:
            word = kin.words.get(of, "")
            said = re.findall(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) if word else []
            if len(said) == 1:
                found[text.replace(said[0], _GAP)][word] = row
        yield from (_Family(evidence.catalogue.sheets[each.table], each.column, kin, rows) for rows in found.values())


def _lacking(evidence: Evidence, families: list[_Family]) -> Iterator[Doubt]:
    """Yield the one row that has no like, of all that have a word of some rows in their names; where the cycle before is known, what is missing is asked about beside that."""
    agreed = {table for each in evidence.expected if each.complete and each.agreed for table in each.rows}
    for name in dict.fromkeys(each.kin.table for each in families):
        own = [each for each in families if each.kin.table == name]
        odd = [each for each in own if len(each.rows) < len(each.kin.words)]
        if len(odd) == 1 and len(own) > _FEWEST and odd[0].table.name not in agreed:
            table, rows = odd[0].table, odd[0].rows
            there, said = evidence.name(table, next(iter(rows.values()))), next(iter(rows))
            other = next(word for word in odd[0].kin.words.values() if word not in rows)
            missing = re.sub(rf"\b{re.escape(said)}\b", other, there, flags=re.IGNORECASE)
            message = '"{missing}" is not there, and "{name}" is; the {count} others that are for one row of sheet {sheet} have their like for the other.'
            parts = {"missing": missing, "name": there, "sheet": evidence.inputs.title(evidence.catalogue.sheets[name])}
            yield Doubt(table, evidence.catalogue.key(table.name), WHOLE_SHEET, phrase(message, **parts, count=str(len(own) - 1)), missing)


def _unlike(evidence: Evidence, families: list[_Family]) -> Iterator[Doubt]:
    """Yield the one row of the pairs of a sheet whose value differs from that of its like."""
    for column in evidence.columns(families[0].table, (*NUMBERS, *TEXTS)) if families else ():
        given = [(each, _values(evidence.inputs.frames[each.table.name], column, each)) for each in families if column.name != each.refers.name]
        odd = [(each, values) for each, values in given if len({*values.values()}) > 1]
        if len(odd) != 1 or len(given) - 1 < _FEWEST_ALIKE:
            continue
        family, values = odd[0]
        usual = Counter(values.values()).most_common(1)[0][0]
        row = next(row for row, value in values.items() if value != usual)
        like = next(other for other, value in values.items() if value == usual)
        message = '{column} is {found}; that of "{like}", its like in row {row}, is {usual}, and the {count} other pairs of the sheet have the same.'
        parts = {"column": column.title, "found": shown(column, _typed(values[row])), "usual": shown(column, _typed(usual)), "like": evidence.name(family.table, like), "row": str(abs(like))}
        yield Doubt(family.table, column.name, row, phrase(message, **parts, count=str(len(given) - 1)))


def _values(frame: pd.DataFrame, column: Column, family: _Family) -> dict[int, object]:
    """Return the values of a column in the rows of a family; an empty text for an empty cell."""
    found = dict(filled(frame[column.name]))
    return {row: found.get(row, "") for row in sorted(family.rows.values())}


def _typed(value: object) -> object:
    return None if value == "" else value
