"""Changed copies: an input workbook with cells changed, rows added and rows removed in a copy, so that "what if" is computed as an input is."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from aspbudget.copies.book_copy import BookCopy
from aspbudget.declare.series import is_opened
from aspbudget.declare.sheet import NO, YES
from aspbudget.faults import nearest
from aspbudget.inputs.inputs import EXAMPLE
from aspbudget.inputs.row_names import ASSUMPTIONS, names_of_rows, rows_called
from aspbudget.inputs.values import switched
from aspbudget.inputs.variant import EVERY, Change, NewRow, NoSuchCell, as_number
from aspbudget.inputs.worded import in_another_language, language_as_worded
from aspbudget.lines.addresses import number_of, place_of
from aspbudget.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.variant import GoneRow, Wanted


class Changed(NamedTuple):
    """A cell that was changed: its sheet, its address, the key of its row, its value before and now, what a reader calls the row, and the unit of the value."""

    sheet: str
    cell: str
    row: str
    column: str
    before: Any
    now: Any
    called: str
    unit: str


def applied(data: bytes, catalogue: Catalogue, inputs: Inputs, changes: Iterable[Wanted]) -> tuple[bytes, tuple[Changed, ...]]:
    """Return a copy of an input workbook with what is wanted, and which cells were changed; the original stays as it is.

    Rows are added below the last of their sheet, and the cells of a row that is removed are emptied. Raises `NoSuchCell` for a change that names no cell, no row or a row that is there already.
    """
    changed = _Copy(catalogue, inputs, data)
    done = tuple(each for change in changes for each in changed.made(change))
    return changed.book.data(), done


def belongs(catalogue: Catalogue, change: Wanted) -> bool:
    """Whether a catalogue has the sheet that a change names."""
    return in_another_language(catalogue, change.sheet) is not None


class _Copy:
    """A copy of an input workbook that is being changed, with the rows that it has had so far; it is opened for the first cell that there is to change."""

    def __init__(self, catalogue: Catalogue, inputs: Inputs, data: bytes) -> None:
        self.catalogue, self.inputs, self.data = catalogue, inputs, data
        self.worded = inputs.worded or catalogue
        self.frames = dict(inputs.frames)

    @cached_property
    def book(self) -> BookCopy:
        """The workbook."""
        return BookCopy(self.data)

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The names of its sheets by these in small letters."""
        return {name.casefold(): name for name in self.book.names}

    def made(self, change: Wanted) -> Iterator[Changed]:
        """Yield the cells of a change, once they are changed."""
        table = _table(self.catalogue, self.worded, change)
        if isinstance(change, Change):
            yield from self._cells(table, change)
        else:
            yield from self._added(table, change) if isinstance(change, NewRow) else self._removed(table, change)

    def _cells(self, table: Table, change: Change) -> Iterator[Changed]:
        column = self._column(table, change.column)
        for row, key in self._rows(table, change.row):
            before: Any = self.frames[table.name].at[row, column.name]
            sheet, address = self._place(table, column, row)
            now = _value(change, column, self._titled(table, column.name), before)
            self._begin(table, row)
            self.book.put(self.sheets[sheet.casefold()], place_of(address), self._worded(table, column, now))
            yield self._changed(table, column.name, (sheet, address, key), None if pd.isna(before) else before, now)

    def _changed(self, table: Table, name: str, at: tuple[str, str, str], before: Any, now: Any) -> Changed:  # noqa: ANN401 - whatever a cell may hold
        """Return what was changed in a column `at` a sheet, an address and a row; an assumption has the title and the unit that the models give it, and a choice the words of the workbook."""
        sheet, address, key = at
        known, column = self.catalogue.assumptions.get(key) if table.name == ASSUMPTIONS else None, self.catalogue.columns(table.name)[name]
        language = language_as_worded(self.catalogue, self.worded)
        called = key if known is None else language.say(known.title) if language else known.title
        before, now = (self._worded(table, column, value) for value in (before, now))
        return Changed(sheet, address, key, self._titled(table, name), before, now, called, known.unit if known and not column.unit else column.unit)

    def _begin(self, table: Table, row: int) -> None:
        """Write a row that the workbook lacks because it was made before the row was, as an assumption of a later model, with what it counts as."""
        letters, sheet = self.inputs.letters.get(table.name, {}), self.sheets.get(self._title(table).casefold())
        if sheet is None or self.inputs.section is not None or is_opened(row) or any(self.book.sheet(sheet).is_filled((row, number_of(letter))) for letter in letters.values()):
            return
        for name, letter in letters.items():
            value = _plain(self.frames[table.name].at[row, name])
            self.book.put(sheet, (row, number_of(letter)), self._worded(table, self.catalogue.columns(table.name)[name], value))

    def _place(self, table: Table, column: Column, row: int) -> tuple[str, str]:
        """Return the sheet and the address of a cell; in a draft, and of a row that was added here, that at which it stands."""
        if self.inputs.section is None and row in self.inputs.frames[table.name].index:
            return self.inputs.place(table, column.name, row)
        return self._title(table), f"{self._letters(table)[column.name]}{self._number(table, row)}"

    def _number(self, table: Table, row: int) -> int:
        """Return the number of a row on its sheet; raise `NoSuchCell` where a draft only cites it, or another row stands for it."""
        if self.inputs.section is not None and (row > 0 or is_opened(row)):
            key = str(self.frames[table.name][self.catalogue.key(table.name)][row])
            message = f'Row "{key}" of sheet {self._title(table)} is none of {self.inputs.label}; change it where it stands.'
            raise NoSuchCell(message)
        return abs(row)

    def _column(self, table: Table, title: str) -> Column:
        """Return a column by its title, as the workbook or the models have it, or by one that it had formerly."""
        own, known = self.worded.columns(table.name), self.catalogue.columns(table.name)
        former = {each.casefold(): column for column in known.values() for each in column.formerly}
        columns = former | {each.casefold(): known[name] for name in known for each in (known[name].title, own[name].title)}
        if title.casefold() not in columns:
            message = f'Sheet {self._title(table)} has no column "{title}"{nearest(title, [column.title for column in own.values()]) or "."}'
            raise NoSuchCell(message)
        return columns[title.casefold()]

    def _title(self, table: Table) -> str:
        """Return what a sheet is called in the workbook."""
        return self.inputs.title(table)

    def _titled(self, table: Table, name: str) -> str:
        """Return the title of a column as the workbook has it."""
        return self.worded.columns(table.name)[name].title

    def _worded(self, table: Table, column: Column, value: Any) -> Any:  # noqa: ANN401 - whatever a cell may hold
        """Return a value as the workbook words it: a choice, or yes and no, in its own words, and any other as it is."""
        if column.is_switch and value in (0.0, 1.0):
            language, said = language_as_worded(self.catalogue, self.worded), YES if value else NO
            return str(language.say(said)) if language else said
        known = self.worded.columns(table.name)[column.name]
        return dict(zip(known.choices, known.wordings, strict=False)).get(value, value)

    def _letters(self, table: Table) -> dict[str, str]:
        letters = self.inputs.letters.get(table.name)
        if not letters:
            message = f"Sheet {self._title(table)} is not in {self.inputs.label}; copy it from a new workbook (aspbudget new)."
            raise NoSuchCell(message)
        return letters

    def _added(self, table: Table, change: NewRow) -> Iterator[Changed]:
        """Yield the cells of a row more: those that it is given, and those of the row that it is like, but for translations of what it is given."""
        self._refuse_example(table, change)
        columns, key = self.catalogue.columns(table.name), self.catalogue.key(table.name)
        letters, cells = self._letters(table), self._like(table, change.like) if change.like else {}
        given = {column.name: _typed(column, value) for column, value in ((self._column(table, title), value) for title, value in change.cells.items())}
        given[key] = _typed(columns[key], change.row)
        cells = {name: value for name, value in cells.items() if self.catalogue.translates(table.name, name) not in given} | given
        sheet = self.sheets[self._title(table).casefold()]
        row = self.book.sheet(sheet).last_row() + 1
        self.book.dress(sheet, row)
        self._remember(table, -row if self.inputs.section is not None else row, cells)
        for name, value in cells.items():
            if value is not None and name in letters:
                self.book.put(sheet, (row, number_of(letters[name])), self._worded(table, columns[name], value))
                yield self._changed(table, name, (self._title(table), f"{letters[name]}{row}", change.row), None, value)

    def _refuse_example(self, table: Table, change: NewRow) -> None:
        if change.row.startswith(EXAMPLE):
            raise NoSuchCell(refusal("example", title=self.catalogue.columns(table.name)[self.catalogue.key(table.name)].title, found=change.row))

    def _like(self, table: Table, like: str) -> dict[str, Any]:
        """Return the cells of the row that a new one is like, as they were entered."""
        (row, _), *_ = self._rows(table, like)
        cells = self.frames[table.name].loc[row]
        return {str(name): _plain(value) for name, value in cells.items()}

    def _remember(self, table: Table, row: int, cells: dict[str, Any]) -> None:
        frame = self.frames[table.name].astype(object)
        frame.loc[row] = [cells.get(str(name)) for name in frame]
        self.frames[table.name] = frame

    def _removed(self, table: Table, change: GoneRow) -> Iterator[Changed]:
        """Yield the cells of a row less, once they are empty, and those of the rows that name it, where these are to go with it."""
        if change.row == EVERY:
            message = f'"{change.words}" names no row; one row is removed at a time.'
            raise NoSuchCell(message)
        (row, key), *_ = self._rows(table, change.row)
        if self._title(table).casefold() not in self.sheets or is_opened(row):
            named, address = self.inputs.place(table, self.catalogue.key(table.name), row)
            message = f'Row "{key}" of sheet {self._title(table)} stands there for one of sheet {named}, cell {address}; change that one.'
            raise NoSuchCell(message)
        yield from self._emptied(table, row, key)
        if change.naming:
            yield from self._without_rows_naming(table, key)

    def _without_rows_naming(self, table: Table, key: str) -> Iterator[Changed]:
        """Yield the cells of the rows that name a row, and of those that name these, once they are empty; where another row stands for one of them, it is that one that goes."""
        for other in self.catalogue.tables.values():
            columns, frame = self.catalogue.columns(other.name), self.frames.get(other.name)
            naming = [name for name, column in columns.items() if column.refers == table.name and frame is not None and name in frame]
            if frame is None or not naming:
                continue
            found = frame[frame[naming].isin([key]).any(axis=1)]
            own = self.catalogue.key(other.name)
            for row, name in zip(found.index.tolist(), (found[own] if own else found.index).astype(str).tolist(), strict=True):
                yield from self._emptied(other, int(row), name)
                if own:
                    yield from self._without_rows_naming(other, name)

    def _emptied(self, table: Table, row: int, key: str) -> Iterator[Changed]:
        """Yield the cells of a row, once they are empty; where another row stands for it, those of that one."""
        origin = self.inputs.opened.get((table.name, row))
        while origin and (further := self.inputs.opened.get((origin.table, origin.row))):
            origin = further
        written, number = (self.catalogue.sheets[origin.table], origin.row) if origin else (table, self._number(table, row))
        self.frames[table.name] = self.frames[table.name].drop(index=row)
        sheet = self.sheets[self._title(written).casefold()]
        for name, letter in self._letters(written).items():
            place = number, number_of(letter)
            if self.book.sheet(sheet).is_filled(place):
                before = self.book.value(sheet, place)
                self.book.put(sheet, place, None)
                yield self._changed(written, name, (self._title(written), f"{letter}{number}", key), before, None)

    def _rows(self, table: Table, wanted: str) -> Iterator[tuple[int, str]]:
        """Yield the rows of a name, or all of them (`*`), each with its key; of those that another row stands for, the first."""
        frame, key = self.frames[table.name], self.catalogue.key(table.name)
        keys = [str(text) for text in (frame[key] if key else frame.index)]
        found = [(int(row), text) for row, text in zip(frame.index, keys, strict=True) if wanted == EVERY or text.casefold() == wanted.casefold()]
        found = found or rows_called(self.catalogue, table, frame, wanted)
        if not found:
            known = [name for name, _ in names_of_rows(self.catalogue, table, frame)]
            message = f'Sheet {self._title(table)} has no row "{wanted}"{nearest(wanted, known or keys) or "."}'
            raise NoSuchCell(message)
        yield from found


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a cell may hold
    return None if pd.isna(value) else value.to_pydatetime() if isinstance(value, pd.Timestamp) else value


def _table(catalogue: Catalogue, worded: Catalogue, change: Wanted) -> Table:
    """Return the table that a change names in any language; raise `NoSuchCell` where it names none, with the nearest as the workbook words it."""
    titles = {table.title.casefold(): table for table in catalogue.tables.values() if table.entered}
    named = in_another_language(catalogue, change.sheet)
    if named is None or named.title.casefold() not in titles:
        message = f'There is no sheet "{change.sheet}"{nearest(change.sheet, [worded.tables[table.name].title for table in titles.values()]) or "."}'
        raise NoSuchCell(message)
    return titles[named.title.casefold()]


def _value(change: Change, column: Column, title: str, before: Any) -> Any:  # noqa: ANN401 - whatever a cell may hold
    """Return what a cell is changed to: as typed, as the number or the day that its column holds, or by a factor of what it was."""
    if change.factor is not None:
        if column.kind not in ("number", "whole"):
            message = f'"{change.words}": {title} holds no numbers; give a value with =.'
            raise NoSuchCell(message)
        return None if pd.isna(before) else float(f"{float(before) * change.factor:.15g}")
    return _typed(column, change.value)


def _typed(column: Column, value: str | float | None) -> Any:  # noqa: ANN401 - whatever a cell may hold
    """Return a value as a cell of its column has it: a text, a number or a day; nothing for an empty one."""
    if column.kind == "date" and isinstance(value, str) and value:
        return _day(value)
    if column.is_switch and (said := switched(value)) is not None:
        return said
    if column.kind in ("number", "whole") and isinstance(value, str) and value:
        return as_number(value)  # what is none stays a text, so that the check of the workbook says what is wrong with it
    return None if value == "" else value


def _day(text: str) -> datetime | str:
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        return text
    return day if day.tzinfo is None else text  # a spreadsheet's days have no time zone
