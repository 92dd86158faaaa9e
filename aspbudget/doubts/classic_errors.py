"""Classic errors: the slips of the hand that spreadsheets suffer from, planted one at a time into a copy of an input as it was read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from aspbudget.doubts.evidence import NUMBERS, TEXTS
from aspbudget.lines.adding import add_up
from aspbudget.lines.addresses import number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.doubts.evidence import Evidence
    from aspbudget.inputs.read import RawSheet, RawWorkbook

    _Plant = Callable[["Planting", "Cells", "_Place", int], "_Done"]

Cells = dict[int, dict[int, Any]]
_YEARS_AGO = 2
_PER_CENT = ("%", "share")


class Planted(NamedTuple):
    """An error that was planted: its kind, its sheet and row, what was done, and the workbook with it."""

    kind: str
    sheet: str
    row: int
    what: str
    workbook: RawWorkbook


@dataclass(frozen=True)
class _Place:
    """A column of a sheet as it was read: where it stands, the rows of the table that fill it, and those of the officer's that may be altered."""

    table: Table
    column: Column
    at: int
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Planting:
    """An input with its errors to come: at most `most` of a kind in a column, spread over its rows."""

    raw: RawWorkbook
    evidence: Evidence
    most: int = 3

    def errors(self) -> Iterator[Planted]:
        """Yield each error in a workbook of its own; the original stays as it is."""
        for table, frame in self.evidence.tables():
            sheet = self.raw.sheets.get(self.evidence.inputs.title(table))
            if sheet is None:
                continue
            rows = tuple(int(row) for row in frame.index if int(row) in sheet.cells)
            places = [_Place(table, column, self._at(table, column), rows) for column in self.evidence.columns(table, (*NUMBERS, *TEXTS)) if column.name in self._letters(table)]
            for place in places:
                for plant in _IN_COLUMNS:
                    yield from self._spread(sheet, place, plant)
            if places and self.evidence.catalogue.key(table.name):
                yield from self._rows(sheet, table, places, rows)

    def _letters(self, table: Table) -> dict[str, str]:
        return self.evidence.inputs.letters.get(table.name, {})

    def _at(self, table: Table, column: Column) -> int:
        return number_of(self._letters(table)[column.name])

    def _spread(self, sheet: RawSheet, place: _Place, plant: _Plant) -> Iterator[Planted]:
        """Yield errors of one kind in rows of a column that lie apart."""
        found = [(row, done) for row in place.rows if (done := plant(self, sheet.cells, place, row))]
        step = max(1, len(found) // self.most)
        for row, (kind, what, cells) in found[::step][: self.most]:
            yield self._planted(sheet, (kind, row, what), cells)

    def _rows(self, sheet: RawSheet, table: Table, places: list[_Place], rows: tuple[int, ...]) -> Iterator[Planted]:
        """Yield rows that are repeated, missing, emptied or hidden, and a total filled in like a row."""
        key = self._at(table, self.evidence.catalogue.columns(table.name)[self.evidence.catalogue.key(table.name)])
        below = max(sheet.cells) + 1
        step = max(1, len(rows) // self.most)
        for row in rows[::step][: self.most]:
            line = sheet.cells[row]
            yield self._planted(sheet, ("row repeated under another name", row, str(line.get(key))), {below: line | {key: f"{line.get(key)} (2)"}})
            moved_up = {above: sheet.cells.get(above + 1, {}) for above in range(row, below)}
            yield self._planted(sheet, ("row missing", row, str(line.get(key))), moved_up)
            yield self._planted(sheet, ("row emptied", row, str(line.get(key))), {row: {}})
            features = replace(sheet.features, hidden_rows=(*sheet.features.hidden_rows, row))
            yield Planted("row hidden", sheet.name, row, str(line.get(key)), self._with(replace(sheet, features=features)))
        numbers = [place for place in places if place.column.kind in NUMBERS]
        sums = {place.at: add_up(float(value) for row in rows if isinstance(value := sheet.cells[row].get(place.at), int | float)) for place in numbers}
        if rows and sums:
            yield self._planted(sheet, ("total filled in like a row", below, "Total"), {below: sheet.cells[rows[-1]] | {key: "Total"} | sums})

    def _planted(self, sheet: RawSheet, done: tuple[str, int, str], cells: Cells) -> Planted:
        kind, row, what = done
        altered = {number: line for number, line in (sheet.cells | cells).items() if line}
        return Planted(kind, sheet.name, row, what, self._with(replace(sheet, cells=dict(sorted(altered.items())))))

    def _with(self, sheet: RawSheet) -> RawWorkbook:
        return replace(self.raw, sheets=self.raw.sheets | {sheet.name: sheet}, data=b"")

    def choices(self, column: Column) -> Sequence[str]:
        """Return what a cell of a column may say: its choices, or the keys of the sheet to which it refers."""
        frame = self.evidence.inputs.frames.get(column.refers)
        return column.choices or (tuple(map(str, frame[self.evidence.catalogue.key(column.refers)])) if frame is not None else ())


_Done = tuple[str, str, Cells] | None


def _number(cells: Cells, place: _Place, row: int) -> float | None:
    value = cells[row].get(place.at)
    return value if place.column.kind in NUMBERS and isinstance(value, int | float) and value else None


def _done(kind: str, cells: Cells, place: _Place, row: int, value: Any) -> _Done:  # noqa: ANN401 - whatever a cell may hold
    before = cells[row].get(place.at)
    return kind, f"{place.column.title}: {before} → {value}", {row: cells[row] | {place.at: value}}


def _transposed(_: Planting, cells: Cells, place: _Place, row: int) -> _Done:
    """Exchange the first two digits that differ and stand side by side."""
    value = _number(cells, place, row)
    digits = f"{value:.10g}" if value else ""
    at = next((at for at, (one, other) in enumerate(pairwise(digits)) if one.isdigit() and other.isdigit() and one != other), None)
    if value is None or at is None:
        return None
    return _done("digits exchanged", cells, place, row, type(value)(float(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])))


def _tenfold(_: Planting, cells: Cells, place: _Place, row: int) -> _Done:
    value = _number(cells, place, row)
    return _done("ten times as much", cells, place, row, value * 10) if value else None


def _fraction(_: Planting, cells: Cells, place: _Place, row: int) -> _Done:
    value = _number(cells, place, row)
    return _done("fraction for per cent", cells, place, row, value / 100 if place.column.unit == "%" else value * 100) if value and place.column.unit in _PER_CENT else None


def _another(planting: Planting, cells: Cells, place: _Place, row: int) -> _Done:
    """Take the next of the values that the cell may have."""
    value, allowed = cells[row].get(place.at), list(planting.choices(place.column)) if place.column.kind in TEXTS else []
    if value not in allowed or len(allowed) < 2:  # noqa: PLR2004 - one has no other
        return None
    return _done("another valid value", cells, place, row, allowed[(allowed.index(str(value)) + 1) % len(allowed)])


def _swapped(_: Planting, cells: Cells, place: _Place, row: int) -> _Done:
    """Exchange the values of a row and the next one."""
    after = next((each for each in place.rows if each > row), None)
    if after is None or place.column.kind not in NUMBERS or cells[row].get(place.at) == cells[after].get(place.at):
        return None
    one, other = cells[row].get(place.at), cells[after].get(place.at)
    if not (isinstance(one, int | float) and isinstance(other, int | float)):
        return None
    return "two rows' values exchanged", f"{place.column.title}: {one} ↔ {other}", {row: cells[row] | {place.at: other}, after: cells[after] | {place.at: one}}


def _sorted_alone(_: Planting, cells: Cells, place: _Place, row: int) -> _Done:
    values = [cells[each].get(place.at) for each in place.rows]
    numbers = [value for value in values if isinstance(value, int | float)]
    if row != place.rows[0] or len(set(numbers)) < 3 or len(numbers) < len(values) or sorted(numbers) == numbers:  # noqa: PLR2004 - two are exchanged
        return None
    return "column sorted alone", place.column.title, {each: cells[each] | {place.at: value} for each, value in zip(place.rows, sorted(numbers), strict=True)}


def _stale(planting: Planting, cells: Cells, place: _Place, row: int) -> _Done:
    """Take a rate of two years ago: a twentieth less, with its date."""
    letters = planting.evidence.inputs.letters.get(place.table.name, {})
    dated = number_of(letters["dated"]) if "dated" in letters else 0
    value, day = _number(cells, place, row), cells[row].get(dated)
    if not (value and place.column.rate and isinstance(day, datetime)):
        return None
    line = cells[row] | {place.at: value * 0.95, dated: day - pd.DateOffset(years=_YEARS_AGO)}
    return "rate of two years ago", f"{place.column.title}: {value} → {value * 0.95}", {row: line}


_IN_COLUMNS: tuple[Any, ...] = (_transposed, _tenfold, _fraction, _another, _swapped, _sorted_alone, _stale)
