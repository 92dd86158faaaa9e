"""Typing: a sheet's cells as a table, each cell by itself, with every fault at its cell."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from openpyxl.utils import get_column_letter

from aspbudget.faults import Fault, allowed, count, nearest
from aspbudget.inputs.read import EXACT, Failed, Uncalculated, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.declare.sheet import Column, Kind
    from aspbudget.inputs.read import RawSheet

TITLES_WITHIN = 20  # officers insert rows above the titles, but fewer than this
STRAY = 2  # a total or a remark under a table fills one or two cells
NEAR = 0.6  # how alike two titles are before one may be the other
LONGEST_KEY = 250  # spreadsheets look up at most 255 characters
LONGEST_TEXT = 2_000  # a page; more belongs in a document

DTYPES: dict[Kind, str] = {"number": "float64", "whole": "float64", "date": "datetime64[us]"}
NEEDS: dict[Kind, str] = {"text": "text", "number": "a number", "whole": "a whole number", "date": "a date"}
FORMATS: dict[Kind, str] = {"text": "Text", "number": "Number", "whole": "Number", "date": "Date"}
AGAIN = {kind: f": give the cell the {shape} format and enter it again" for kind, shape in FORMATS.items()}
INCOMPLETE = "This row is not a complete row of the table: complete it or clear it."
NO_VALUE = "is a formula with no stored value: open the workbook in a spreadsheet, let it calculate, and save it."
NO_PATTERN = "must not hold * ? or ~ or begin with = < or >, which look-ups read as patterns: write it another way."

PLAIN = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+")
GAP = re.compile(r"(?<=[0-9])[\s'\u2019](?=[0-9])")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|_x00[01][0-9A-Fa-f]_")
NOT_TEXT = ("TRUE", "FALSE", "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")
PATTERN = re.compile(r"[*?~]|^[=<>]")


@dataclass(frozen=True)
class TypedTable:
    """A sheet as a table, indexed by spreadsheet row, with all faults found on the way.

    `letters` gives the spreadsheet column of each column that was found. `faulty` are the cells, as row and column name, that have a
    fault already: they are empty in the frame, except in a row that is incomplete as a whole, which has what was typed.
    """

    frame: pd.DataFrame
    letters: dict[str, str]
    faults: tuple[Fault, ...]
    faulty: frozenset[tuple[int, str]]


@dataclass(frozen=True)
class _Wrong:
    """What replaces a value that its column does not allow: the message, without the column's title."""

    message: str


def table(raw: RawSheet, label: str, columns: tuple[Column, ...]) -> TypedTable:
    """Return a sheet as a table with these columns, and every fault in it, in the order of its cells."""
    reading = _Reading(raw, columns, _titles_row(raw, columns))
    reading.find_columns()
    reading.find_strays()
    rows = reading.rows()
    index = pd.Index(list(rows), dtype="int64", name="row")
    frame = pd.DataFrame({column.name: _array(column, rows) for column in columns}, index)
    letters = {name: get_column_letter(place) for name, place in reading.places.items()}
    return TypedTable(frame, letters, reading.faults(label), frozenset(reading.faulty))


def _array(column: Column, rows: dict[int, dict[str, object]]) -> Any:  # noqa: ANN401 - pandas' or numpy's array
    values: list[Any] = [row[column.name] for row in rows.values()]
    return pd.array(values, dtype="str") if column.textual else np.array(values, dtype=DTYPES[column.kind])


def _folded(title: object) -> str:
    return " ".join(str(title).split()).casefold()


def _titles_row(raw: RawSheet, columns: tuple[Column, ...]) -> int:
    """Return the row among the first ones that has the most of the columns' titles, or 0 when none has any."""
    known = {_folded(column.title) for column in columns}

    def titles(row: int) -> float:
        cells = raw.cells[row]
        alone = row == len(cells) == 1  # more likely the sheet's own title
        return sum(_folded(title) in known for title in cells.values()) - alone / 2

    best = max((row for row in sorted(raw.cells) if row <= TITLES_WITHIN), key=titles, default=0)
    return best if best and titles(best) > 0 else 0


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
    places: dict[str, int] = field(default_factory=dict)
    wrong: list[tuple[int, int, str]] = field(default_factory=list)
    faulty: set[tuple[int, str]] = field(default_factory=set)

    def faults(self, label: str) -> tuple[Fault, ...]:
        return tuple(
            Fault(label, self.raw.name, f"{get_column_letter(place)}{row}" if place else "", message)
            for row, place, message in sorted(self.wrong)
        )

    def find_columns(self) -> None:
        """Find the place of each column, and what is wrong with the titles."""
        known = {_folded(column.title): column for column in self.columns}
        unknown: dict[int, str] = {}
        for place, title in sorted(self.raw.cells.get(self.header, {}).items()):
            column = known.get(_folded(title))
            if column is None:
                unknown[place] = shown(title)
            elif (first := self.places.setdefault(column.name, place)) != place:
                where = f"{get_column_letter(first)}{self.header}"
                self.at_title(place, f'Column "{column.title}" stands here and in cell {where}: delete one of the two.')
        missing = [column.title for column in self.columns if column.name not in self.places]
        if self.header:
            self.find_missing(missing, unknown)
        else:
            titles = f"The titles of the columns ({allowed(missing, 3)}) are not in the first {TITLES_WITHIN} rows"
            self.at_title(0, f"{titles}: restore the row of titles.")

    def find_missing(self, missing: list[str], unknown: dict[int, str]) -> None:
        """Report the titles that are missing and those that are unknown, as one mistake where the one may be the other, misspelt."""
        meant = _pairs(missing, unknown)
        for title in missing:
            place, remedy = meant.get(title, 0), f": add it to the titles in row {self.header}."
            if place:
                where = f"{get_column_letter(place)}{self.header}"
                remedy = f'; "{unknown.pop(place)}" in cell {where} may be it: correct the title.'
            self.at_title(place, f'Column "{title}" is missing{remedy}')
        for place, title in unknown.items():
            near = nearest(title, (column.title for column in self.columns)) or "."
            self.at_title(place, f'Column "{title}" is not known{near} Correct the title or delete the column.')

    def at_title(self, place: int, message: str) -> None:
        self.wrong.append((self.header, place, message))

    def find_strays(self) -> None:
        """Find the values in columns that have no title: one mistake for each column, at its first value."""
        strays: dict[int, list[int]] = {}
        for row, cells in self.below():
            for place in cells.keys() - self.raw.cells[self.header].keys():
                strays.setdefault(place, []).append(row)
        for place, rows in strays.items():
            held = f"Column {get_column_letter(place)} has no title but holds {count(len(rows), 'value')}"
            self.wrong.append((rows[0], place, f"{held}: give it a title, or clear it."))

    def below(self) -> list[tuple[int, dict[int, object]]]:
        return [(row, cells) for row, cells in sorted(self.raw.cells.items()) if row > self.header > 0]

    def rows(self) -> dict[int, dict[str, object]]:
        """Return the typed values of each row that is not empty, with a missing value for each faulty cell."""
        named = {row: {name: cells.get(at) for name, at in self.places.items()} for row, cells in self.below()}
        return {row: self.row(row, values) for row, values in named.items() if set(values.values()) != {None}}

    def row(self, row: int, values: dict[str, object]) -> dict[str, object]:
        typed = {column.name: _typed(values.get(column.name), column) for column in self.columns}
        wrong = {name: value.message for name, value in typed.items() if isinstance(value, _Wrong)}
        if wrong:
            self.judge(row, values, wrong)
        return typed | dict.fromkeys(wrong)

    def judge(self, row: int, values: dict[str, object], wrong: dict[str, str]) -> None:
        """Note what is wrong with a row: each of its cells, or the row as one when it is hardly filled."""
        filled = [self.places[name] for name, value in values.items() if value is not None]
        empty = [name for name in wrong if name in values and values[name] is None]
        first = row == self.header + 1  # a remark is written below a table, so this is a row that is being filled in
        if len(filled) <= STRAY <= len(empty) and not first:
            self.wrong.append((row, min(filled), INCOMPLETE))
            self.faulty |= {(row, column.name) for column in self.columns}
            return
        titles = {column.name: column.title for column in self.columns}
        self.wrong += [(row, self.places[name], f"{titles[name]} {wrong[name]}") for name in wrong if name in values]
        self.faulty |= {(row, name) for name in wrong}


def _typed(value: object, column: Column) -> object:
    """Return a value as its column has it, or what is wrong with it."""
    if value is not None:
        return TYPES[column.kind](value, column)
    if not (column.required or column.key):
        return None
    choices = f"must be one of: {allowed(column.choices)}" if column.choices else f"must hold {NEEDS[column.kind]}"
    return _Wrong(f"is empty; it {choices}.")


def _other(value: object, column: Column) -> _Wrong:
    """Return what is wrong with a value of another kind than its column's."""
    needs = f"it must be {NEEDS[column.kind]}"
    if isinstance(value, Uncalculated):
        return _Wrong(NO_VALUE)
    if isinstance(value, Failed):
        return _Wrong(f"is the error {shown(value.code)}; {needs}: correct the formula or enter the value.")
    simple = column.kind in ("number", "whole") and not isinstance(value, date | time)
    return _Wrong(f"is {_found(value)}; {needs}{'' if simple else AGAIN[column.kind]}.")


def _found(value: object) -> str:
    match value:
        case str():
            return f'"{shown(value)}"'
        case bool():
            return str(value).upper()
        case int() | float():
            return f"{value:.15g}"
        case datetime():
            return f"the date {value.day} {value:%B %Y}" + (f" {value:%H:%M}" if value.time() > time() else "")
        case _:
            return f"the time {value}"


def _text(value: object, column: Column) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool) and value % 1 == 0 and abs(value) < EXACT:
        value = str(int(value))  # a code such as 4100, which a spreadsheet keeps as a number
    if not isinstance(value, str):
        return _other(value, column)
    text, looked_up = value.strip(), column.key or bool(column.refers)
    longest = LONGEST_KEY if looked_up else LONGEST_TEXT
    if len(text) > longest:
        return _Wrong(f"is {len(text):,} characters long; at most {longest:,} are allowed: shorten it.")
    if CONTROL.search(text) or (looked_up and not text.isprintable()):
        return _Wrong(f"is {_found(text)}, with a character that cannot be seen: type it again.")
    if looked_up and text.upper() in NOT_TEXT:
        return _Wrong(f"is {_found(text)}, which look-ups read as a condition or an error: write it another way.")
    return _Wrong(f"is {_found(text)}; it {NO_PATTERN}") if looked_up and PATTERN.search(text) else text


def _number(value: object, column: Column) -> object:
    if isinstance(value, str):
        return _not_number(value, column)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _other(value, column)
    return float(value) if math.isfinite(value) else _Wrong("is not a finite number: enter the number.")


def _not_number(text: str, column: Column) -> _Wrong:
    numbers = [float(reading) for reading in _readings(GAP.sub("", text.strip())) if PLAIN.fullmatch(reading)]
    if len(set(numbers)) > 1:
        meanings = " or ".join(f"{number:.15g}" for number in numbers)
        return _Wrong(f"is {_found(text)}, which may mean {meanings}: enter it as a number.")
    return _Wrong(f"is {_found(text)}, stored as text{AGAIN[column.kind]}.") if numbers else _other(text, column)


def _readings(text: str) -> Iterator[str]:
    """Yield a text read with a decimal point, and with a decimal comma where its commas or dots allow that."""
    yield text.replace(",", "")
    if "," in text or GROUPED.fullmatch(text):
        yield text.replace(".", "").replace(",", ".")


def _whole(value: object, column: Column) -> object:
    number = _number(value, column)
    if not isinstance(number, float):
        return number
    rounded = float(f"{number:.15g}")  # the digits that a spreadsheet keeps: 3.0000000000000004 is 3
    return rounded if rounded.is_integer() else _other(value, column)


def _date(value: object, column: Column) -> object:
    if not isinstance(value, datetime):
        return _other(value, column)
    return value if value.time() == time() else _Wrong(f"is {_found(value)}; it must be a date with no time of day.")


TYPES: dict[Kind, Callable[[object, Column], object]] = {
    "text": _text,
    "number": _number,
    "whole": _whole,
    "date": _date,
}
