"""Typing: a sheet's cells as a table, each cell by itself, with every fault at its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.declare.sheet import ACCEPTED, NOTES
from aspbudget.faults import Fault, Remark, allowed, nearest
from aspbudget.inputs.read import shown
from aspbudget.inputs.values import Taken, Wrong, typed
from aspbudget.language import wordings
from aspbudget.letters import unlike
from aspbudget.lines.addresses import letters_of, place_of
from aspbudget.phrase import AsTyped, counted, in_a_row, phrase

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from aspbudget.declare.sheet import Column, Kind
    from aspbudget.inputs.read import RawSheet

TITLES_WITHIN = 20  # officers insert rows above the titles, but fewer than this
STRAY = 2  # a total or a remark under a table fills one or two cells
ALIKE = 3  # up to this many cells of a column that are read as they show are named one by one, more of them together
NEAR = 0.6  # how alike two titles are before one may be the other

DTYPES: dict[Kind, str] = {"number": "float64", "whole": "float64", "date": "datetime64[us]"}
INCOMPLETE = "This row is not a complete row of the table; it lacks {titles}: complete it or clear it."

OWN_COLUMN = phrase(". Correct the title, delete the column, or move what it says to a column titled {notes}, which nothing reads.", notes=NOTES)

NO_TITLES = "The titles of the columns ({titles}) are not in the first {most} rows: restore the row of titles."
ANOTHER_LANGUAGE = 'Column "{found}" is in another language than the other titles of the sheet: write "{title}".'
_LIKEWISE_ONE = "Likewise in {count:,} more cell of the column, the last in row {row}."
_LIKEWISE = "Likewise in {count:,} more cells of the column, the last in row {row}."
STRAY_ONE = "Column {letter} has no title but holds {count:,} value: give it a title, or clear it."
STRAYS = "Column {letter} has no title but holds {count:,} values: give it a title, or clear it."


@dataclass(frozen=True)
class TypedTable:
    """A sheet as a table, indexed by spreadsheet row, with all faults found on the way.

    `letters` gives the spreadsheet column of each column that was found. `faulty` are the cells, as row and column name, that have a
    fault already: they are empty in the frame, except in a row that is incomplete as a whole, which has what was typed. Those of a newer column
    whose title is misspelt are among them, also in row 0.
    """

    frame: pd.DataFrame
    letters: dict[str, str]
    faults: tuple[Fault, ...]
    faulty: frozenset[tuple[int, str]]
    remarks: tuple[Remark, ...] = ()


def table(raw: RawSheet, label: str, columns: tuple[Column, ...], units: Mapping[str, str] | None = None) -> TypedTable:
    """Return a sheet as a table with these columns, and every fault in it, in the order of its cells.

    `units` are those of rows whose numbers each have their own, by the row's key.
    """
    reading = _Reading(raw, columns, titles_row(raw, columns), units or {})
    reading.find_columns()
    reading.find_strays()
    rows = reading.rows()
    frame = _frame(columns, rows) if rows else _without_rows(tuple((column.name, column.kind) for column in columns)).copy(deep=False)
    letters = {name: letters_of(place) for name, place in reading.places.items()}
    misspelt = [column.name for column in columns if column.newer and column.title in reading.misspelt]
    faulty = reading.faulty | {(row, name) for name in misspelt for row in (0, *rows)}
    return TypedTable(frame, letters, reading.faults(label), frozenset(faulty), tuple(reading.remarks(label)))


def _frame(columns: tuple[Column, ...], rows: dict[int, dict[str, object]]) -> pd.DataFrame:
    index = pd.Index(np.fromiter(rows, np.int64, len(rows)), name="row")
    values = {column.name: [row[column.name] for row in rows.values()] for column in columns}
    texts = [column.name for column in columns if column.kind not in DTYPES]
    together = array_of("text", [text for name in texts for text in values[name]])  # pandas takes its time to begin an array of texts
    parted = {name: together[place * len(rows) : (place + 1) * len(rows)] for place, name in enumerate(texts)}
    return pd.DataFrame({column.name: parted[column.name] if column.name in parted else array_of(column.kind, values[column.name]) for column in columns}, index)


@lru_cache(maxsize=1024)
def _without_rows(columns: tuple[tuple[str, Kind], ...]) -> pd.DataFrame:
    """Return a table that has no rows, as most sheets of a draft."""
    return pd.DataFrame({name: _empty(kind) for name, kind in columns}, pd.Index([], dtype="int64", name="row"))


@lru_cache
def _empty(kind: Kind) -> Any:  # noqa: ANN401 - pandas' or numpy's array
    return array_of(kind, [])


def array_of(kind: Kind, values: list[Any]) -> Any:  # noqa: ANN401 - pandas' or numpy's array
    """Return the cells of a column as an array of their type; an empty one is `None`."""
    return np.array(values, dtype=DTYPES[kind]) if kind in DTYPES else pd.array(values, dtype="str")


def _corners(area: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first and the last cell of an area such as A4:B4, each as row and column."""
    first, _, last = area.partition(":")
    return place_of(first), place_of(last)


def folded(title: object) -> str:
    """Return a title as titles are compared: without regard to capitals and kinds of spaces."""
    return _folded(str(title))


@lru_cache(maxsize=8192)
def _folded(title: str) -> str:
    return " ".join(title.split()).casefold()


def is_notes(title: object) -> bool:
    """Whether a title is that of the officer's own notes, which nothing reads."""
    return folded(title) in _in_each_language(NOTES)


def is_accepted(title: object) -> bool:
    """Whether a title is that of the reasons for which an officer accepts what is doubted in the row."""
    return folded(title) in _in_each_language(ACCEPTED)


@cache
def _in_each_language(title: str) -> frozenset[str]:
    """Return a title of the tool's own in every language, as titles are compared."""
    return frozenset(map(folded, wordings(title)))


def titles_row(raw: RawSheet, columns: tuple[Column, ...]) -> int:
    """Return the row among the first ones that has the most of the columns' titles, or 0 when none has any."""
    return row_of_titles(raw, {folded(column.title) for column in columns})


def row_of_titles(raw: RawSheet, known: Collection[str]) -> int:
    """Return the row among the first ones that has the most of some titles, as titles are compared, or 0 when none has any."""
    best, most = 0, 0.0
    for row in sorted(row for row in raw.cells if row <= TITLES_WITHIN):
        cells = raw.cells[row]
        if len(cells) > most:  # no other row can have more of them
            alone = row == len(cells) == 1  # more likely the sheet's own title
            found = sum(folded(title) in known for title in cells.values()) - alone / 2
            best, most = (row, found) if found > most else (best, most)
    return best


def _pairs(missing: list[str], unknown: dict[int, str]) -> dict[str, int]:
    """Return, for each missing title that an unknown one is near to, the place of that one; the nearest first."""
    alike = [
        (SequenceMatcher(None, title.casefold(), found.casefold()).ratio(), title, place)
        for title in missing
        for place, found in unknown.items()
    ]
    pairs: dict[str, int] = {}
    for ratio, title, place in sorted(alike, reverse=True):
        if ratio >= NEAR and title not in pairs and place not in pairs.values():
            pairs[title] = place
    return pairs


@dataclass
class _Reading:
    """One pass over a sheet: in which places its columns are, and what was found wrong so far."""

    raw: RawSheet
    columns: tuple[Column, ...]
    header: int
    units: Mapping[str, str]
    places: dict[str, int] = field(default_factory=dict)
    wrong: list[tuple[int, int, str]] = field(default_factory=list)
    faulty: set[tuple[int, str]] = field(default_factory=set)
    taken: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    misspelt: set[str] = field(default_factory=set)

    def faults(self, label: str) -> tuple[Fault, ...]:
        return tuple(
            Fault(label, self.raw.name, f"{letters_of(place)}{row}" if place else "", message)
            for row, place, message in sorted(self.wrong)
        )

    def remarks(self, label: str) -> Iterator[Remark]:
        """Yield what was read as it shows; where that is so in many cells of a column, only the first, with a count of the others."""
        for column in self.columns:
            cells = self.taken.get(column.name, [])
            together = len(cells) > ALIKE
            more = [counted(_LIKEWISE_ONE, _LIKEWISE, len(cells) - 1, row=str(cells[-1][0]))] if together else []
            for row, message in cells[:1] if together else cells:
                cell = f"{letters_of(self.places[column.name])}{row}"
                yield Remark(label, self.raw.name, cell, in_a_row([message, *more]))

    def find_columns(self) -> None:
        """Find the place of each column, and what is wrong with the titles."""
        known = {folded(column.title): column for column in self.columns}
        unknown: dict[int, str] = {}
        for place, title in sorted(self.raw.cells.get(self.header, {}).items()):
            column = known.get(folded(title))
            if column is None and (is_notes(title) or is_accepted(title)):
                continue  # the officer's own, and no figure reads it
            if column is None:
                unknown[place] = shown(title)
            elif (first := self.places.setdefault(column.name, place)) != place:
                where = f"{letters_of(first)}{self.header}"
                self.at_title(place, phrase('Column "{title}" stands here and in cell {where}: delete one of the two.', title=AsTyped(column.title), where=where))
        missing = [column.title for column in self.columns if column.name not in self.places]
        needed = [column.title for column in self.columns if column.title in missing and not column.newer]
        if needed and (area := self.merged_titles()):
            message = phrase("Titles in cells {area} are merged, so that {titles} can't be found: unmerge them, and restore the titles.", area=area, titles=allowed(needed, 3))
            self.at_title(_corners(area)[0][1], message)
        elif self.header:
            self.find_missing(missing, unknown)
        else:
            self.at_title(0, phrase(NO_TITLES, titles=allowed(missing, 3), most=str(TITLES_WITHIN)))

    def merged_titles(self) -> str:
        """Return the first merge of cells that leaves titles empty; an empty text where there is none."""
        return next((area for area in self.raw.features.merged if self.header in {row for row, _ in _corners(area)}), "")

    def find_missing(self, missing: list[str], unknown: dict[int, str]) -> None:
        """Report the titles that are missing and those that are unknown, as one mistake where the one may be the other, misspelt."""
        self.find_in_another_language(missing, unknown)
        meant = _pairs(missing, unknown)
        newer = {column.title for column in self.columns if column.newer}
        for title in missing:
            place, remedy = meant.get(title, 0), phrase(": add it to the titles in row {row}.", row=str(self.header))
            if not place and title in newer:
                continue
            if place:
                self.misspelt.add(title)
                where = f"{letters_of(place)}{self.header}"
                found = unknown.pop(place)
                differs = unlike(found, title)
                how = in_a_row((", ", differs), "") if differs else ""
                remedy = phrase('; "{found}" in cell {where} may be it{how}: correct the title.', found=AsTyped(found), where=where, how=how)
            self.at_title(place, phrase('Column "{title}" is missing{remedy}', title=AsTyped(title), remedy=remedy))
        for place, title in unknown.items():
            near = nearest(title, (*(column.title for column in self.columns), NOTES))
            remedy = in_a_row((near, "Correct the title or delete the column.")) if near else OWN_COLUMN
            self.at_title(place, phrase('Column "{title}" is not known{remedy}', title=AsTyped(title), remedy=remedy))

    def find_in_another_language(self, missing: list[str], unknown: dict[int, str]) -> None:
        """Report the titles that are in another language than the others of the sheet, and count them as found."""
        known = {folded(each): column.title for column in self.columns for each in column.also if column.title in missing}
        for place, found in list(unknown.items()):
            if title := known.get(folded(found)):
                self.misspelt.add(title)
                missing.remove(title)
                del unknown[place]
                self.at_title(place, phrase(ANOTHER_LANGUAGE, found=AsTyped(found), title=AsTyped(title)))

    def at_title(self, place: int, message: str) -> None:
        self.wrong.append((self.header, place, message))

    def find_strays(self) -> None:
        """Find the values in columns that have no title: one mistake for each column, at its first value."""
        strays: dict[int, list[int]] = {}
        for row, cells in self.below():
            for place in cells.keys() - self.raw.cells[self.header].keys() - self.without_title():
                strays.setdefault(place, []).append(row)
        for place, rows in strays.items():
            self.wrong.append((rows[0], place, counted(STRAY_ONE, STRAYS, len(rows), letter=letters_of(place))))

    def without_title(self) -> set[int]:
        """Return the places whose titles a merge leaves empty, of which something is said already."""
        area = self.merged_titles()
        return set(range(_corners(area)[0][1], _corners(area)[1][1] + 1)) if area else set()

    def below(self) -> list[tuple[int, dict[int, object]]]:
        return [(row, cells) for row, cells in sorted(self.raw.cells.items()) if row > self.header > 0]

    def rows(self) -> dict[int, dict[str, object]]:
        """Return the typed values of each row that is not empty, with a missing value for each faulty cell."""
        named = {row: {name: cells.get(at) for name, at in self.places.items()} for row, cells in self.below()}
        again = {row for row, values in named.items() if self.repeats_titles(values)}
        self.wrong += [(row, min(self.places.values()), phrase("The titles of row {row} stand here again; clear the row.", row=str(self.header))) for row in again]
        return {row: self.row(row, values) for row, values in named.items() if row not in again and any(value is not None for value in values.values())}

    def repeats_titles(self, values: Mapping[str, object]) -> bool:
        """Whether a row is a copy of the row of titles: several cells, and nothing but the titles of their columns."""
        filled = 0
        for column in self.columns:
            value = values.get(column.name)
            if value is not None and folded(column.title) != folded(value):
                return False  # as in nearly all rows, by their first cell
            filled += value is not None
        return filled > 1

    def row(self, row: int, values: dict[str, object]) -> dict[str, object]:
        found = {column.name: typed(values.get(column.name), column) for column in self.columns_of(values)}
        if not any(isinstance(value, (Wrong, Taken)) for value in found.values()):
            return found
        wrong = {name: value.message for name, value in found.items() if isinstance(value, Wrong)}
        if wrong:
            self.judge(row, values, wrong)
        taken = {name: value for name, value in found.items() if isinstance(value, Taken)}
        for name, value in taken.items():
            self.taken.setdefault(name, []).append((row, value.message))
        return found | {name: value.value for name, value in taken.items()} | dict.fromkeys(wrong)

    def columns_of(self, values: dict[str, object]) -> tuple[Column, ...]:
        """Return the columns as they are for a row: in a sheet whose rows have units of their own, with the row's."""
        if not self.units:
            return self.columns
        unit = next((self.units[key] for column in self.columns if column.key and (key := str(values.get(column.name)).strip()) in self.units), "")
        return tuple(column.but(unit=unit) if column.kind == "number" else column for column in self.columns) if unit else self.columns

    def judge(self, row: int, values: dict[str, object], wrong: dict[str, str]) -> None:
        """Note what is wrong with a row: each of its cells, or the row as one when it is hardly filled."""
        filled = [self.places[name] for name, value in values.items() if value is not None]
        empty = [name for name in wrong if name in values and values[name] is None]
        titles = {column.name: column.title for column in self.columns}
        first = row == self.header + 1  # a remark is written below a table, so this is a row that is being filled in
        if len(filled) <= STRAY <= len(empty) and not first:
            self.wrong.append((row, min(filled), phrase(INCOMPLETE, titles=allowed(titles[name] for name in empty))))
            self.faulty |= {(row, column.name) for column in self.columns}
            return
        self.wrong += [(row, self.places[name], wrong[name]) for name in wrong if name in values]
        self.faulty |= {(row, name) for name in wrong}
