"""Costing: every line of every table, in the order in which they need each other, over all rows at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.lines.compute import Context, compute, value_of
from aspbudget.lines.gathering import first_of_each, one_key_for_all_scenarios
from aspbudget.lines.line import CURRENCY, MONTH
from aspbudget.lines.table import Crossing, Distinct, Numbered
from aspbudget.lines.texts import MISSING_WORD, Words, dates_to_days, days_to_dates, month, number
from aspbudget.phrase import in_a_row

if TYPE_CHECKING:
    from collections.abc import Container, Hashable, Iterable, Mapping

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.tracing import Figure
    from aspbudget.lines.texts import Array

Frame = pd.DataFrame


@dataclass(frozen=True)
class Costed:
    """A table with all its columns computed: `places` are its rows on the input sheet, or 0, 1, 2 … when derived."""

    table: Table
    places: Array
    columns: dict[str, Array]

    def column(self, name: str) -> Array:
        """Return one column, rows along the last axis, scenarios along the first where there are any."""
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.places)


@dataclass(frozen=True)
class Gap:
    """A figure that could not be computed for a row: a division by zero, or a look-up of a key that isn't there."""

    figure: Figure
    place: int


@dataclass(frozen=True)
class Figures:
    """All figures of a cycle: the columns of every table, by its name, and the assumptions.

    Columns are arrays with one value a row along the last axis; where there are scenarios, these are the first axis. Texts are stored
    as numbers; `values` and `frame` return them as texts. They are `alphabetical` where tables of names have their rows in the order of another
    language than that of the inputs. `contexts` keep, by the table of a formula, what it may refer to, with how rows were grouped to be added up, and where they were looked up.
    """

    catalogue: Catalogue
    tables: dict[str, Costed]
    named: dict[str, Array]
    words: Words
    alphabetical: bool = False
    contexts: dict[str, Context] = field(default_factory=dict, init=False, compare=False, repr=False)

    def is_shown(self, table: str) -> bool:
        """Whether a table has a sheet: it has rows in this cycle, and they are no texts for documents alone."""
        return bool(len(self.tables[table])) and not self.catalogue.tables[table].worded

    def frame(self, table: str, names: Iterable[str] = ()) -> Frame:
        """Return a table, or some of its columns, as a DataFrame in words, numbers and dates, indexed by the row of its sheet."""
        costed = self.tables[table]
        columns = {name: self.values(table, name) for name in names or costed.columns}
        return pd.DataFrame(columns, index=pd.Index(costed.places, name="row"))

    def values(self, table: str, name: str) -> Any:  # noqa: ANN401 - texts, dates or numbers
        """Return one column as a list of texts, or an array of dates or numbers (scenarios first, if any)."""
        return self._in_words(table, name, self.tables[table].columns[name])

    def value(self, table: str, name: str, row: int) -> Any:  # noqa: ANN401 - as above
        """Return the value of one row, counted from 0, as `values` has it; only that row is put into words."""
        return self._in_words(table, name, self.tables[table].columns[name][row : row + 1])[0]

    def _in_words(self, table: str, name: str, array: Array) -> Any:  # noqa: ANN401 - as above
        if self.kind(table, name) == "text":
            return self.words.decode(array)
        return days_to_dates(array) if self.dated(table, name) else array

    def cells(self, table: str, name: str) -> Any:  # noqa: ANN401 - texts or numbers
        """Return one column as the cells of a spreadsheet have it: like `values`, but a date is the number of its day, and a dash a text."""
        if self.may_be_a_dash(table, name):
            words = self.catalogue.figures[table, name].without_number
            return [words if np.isnan(value) else value for value in self.tables[table].columns[name]]
        return self.tables[table].columns[name] if self.dated(table, name) else self.values(table, name)

    def kind(self, table: str, name: str) -> str:
        """Return what a column consists of: `text`, `number` or, for conditions, `truth`."""
        column = self.catalogue.columns(table).get(name)
        return ("text" if column.textual else "number") if column else self.catalogue.figures[table, name].kind

    def dated(self, table: str, name: str) -> bool:
        """Whether a column consists of dates."""
        column = self.catalogue.columns(table).get(name)
        return column.kind == "date" if column else self.catalogue.figures[table, name].line.unit == "date"

    def may_be_a_dash(self, table: str, name: str) -> bool:
        """Whether a column has a dash or words, which `values` returns as NaN, in rows for which there is no number."""
        return (table, name) in self.catalogue.figures and self.catalogue.figures[table, name].may_be_a_dash

    def keys(self, table: str) -> list[str]:
        """Return what identifies each row of a table, as `key_of` has it."""
        key = self.catalogue.key(table)
        if key and self.kind(table, key) == "text":
            return [text or "empty" for text in self.values(table, key)]
        return [self.key_of(table, row) for row in range(len(self.tables[table]))]

    def key_of(self, table: str, row: int) -> str:
        """Return what identifies a row of a table, counted from 0: its key, or its keys joined by commas."""
        key = self.catalogue.key(table)
        names = [key] if key else list(self.catalogue.columns(table))
        return in_a_row((self.formatted(table, name, row) for name in names), ", ")

    def called(self, table: str, row: int) -> str:
        """Return what people call a row of a table, counted from 0: the name that its key has there, or where it refers to; otherwise as `key_of`."""
        key = self.catalogue.key(table)
        home = (self.catalogue.columns(table)[key].refers or table) if key else table
        named = next((column.name for column in self.catalogue.columns(home).values() if key and column.name_of), "")
        if not named or home not in self.tables:
            return self.key_of(table, row)
        rows = list(self.values(home, self.catalogue.key(home)))
        return self.formatted(home, named, rows.index(self.value(table, key, row)))

    def formatted(self, table: str, name: str, row: int) -> str:
        """Return a value of a row, counted from 0, as words show it: an amount to the cent, a date in full, a text as it is."""
        value = self.value(table, name, row)
        if isinstance(value, str):
            return value or "empty"
        if self.may_be_a_dash(table, name) and np.isnan(value):
            return self.catalogue.figures[table, name].without_number
        if self.dated(table, name):
            day = value.astype(object)
            return f"{day.day} {day:%B %Y}" if day else "empty"
        figure, unit = self.catalogue.figures.get((table, name)), self.unit(table, name, row)
        if unit == MONTH:
            return month(value)
        return f"{value:,.2f}" if figure and unit == CURRENCY else number(value, unit)

    def unit(self, table: str, name: str, row: int) -> str:
        """Return the unit of a value of a row, counted from 0; that of an assumption is its own."""
        if (table, name) == ("assumptions", "value"):
            return str(self.value(table, "unit", row))
        figure = self.catalogue.figures.get((table, name))
        return figure.line.unit if figure else self.catalogue.columns(table)[name].unit

    def units(self, table: str, name: str) -> list[str]:
        """Return the unit of each value of a column, row by row."""
        if (table, name) == ("assumptions", "value"):
            return list(map(str, self.values(table, "unit")))
        rows = len(self.tables[table])
        return [self.unit(table, name, 0)] * rows if rows else []

    def gaps(self) -> list[Gap]:
        """Return every figure that could not be computed, with its row."""
        return [
            Gap(figure, int(self.tables[table].places[row]))
            for (table, name), figure in self.catalogue.figures.items()
            for row in _holes(self._numbers(figure))
        ]

    def _numbers(self, figure: Figure) -> Array:
        """Return a column in which a dash is a number as well, so that only what could not be computed is none."""
        costed = self.tables[figure.table.name]
        if figure.tree is None or not figure.may_be_a_dash:
            return costed.columns[figure.line.name]
        value = compute(figure.tree, replace(self.context(costed), dash=0.0, groups={}, places={}))
        return np.broadcast_to(value, np.broadcast_shapes(value.shape, (len(costed),)))

    def context(self, costed: Costed) -> Context:
        """Return what a formula of a table may refer to."""
        known = self.contexts.get(costed.table.name)
        if known is None or known.own is not costed.columns:
            known = self.contexts[costed.table.name] = Context(costed.columns, self.named, self.tables, self.words, len(costed))
        return known


def cost(
    catalogue: Catalogue,
    sheets: Mapping[str, Frame],
    named: Mapping[str, float | Array],
    changes: Mapping[tuple[str, str], Array] | None = None,
    alone: Container[tuple[str, str]] | None = None,
) -> Figures:
    """Compute every figure of every table, or some `alone` with all that they need among them, for one set of inputs or for many scenarios at once.

    `sheets` gives each entered table's rows by its name; `named` the assumptions. For scenarios, give an assumption as an
    array with one value a scenario, and in `changes` a column, by table and name, as an array of scenarios × rows; figures that depend
    on these then have scenarios as their first axis. Keys by which rows are looked up or added up must be the same in all scenarios,
    otherwise a ValueError is raised.
    """
    words = Words()
    scalars = {name: np.asarray(value, dtype=float) for name, value in named.items()}
    scalars = {name: value[:, None] if value.ndim else value for name, value in scalars.items()}
    tables: dict[str, Costed] = {}
    for table in catalogue.tables.values():
        if table.entered:
            rows = sheets.get(table.name, pd.DataFrame()) if table.optional else sheets[table.name]
            tables[table.name] = entered(catalogue, table, rows, words, changes or {})
    figures = Figures(catalogue, tables, scalars, words)
    complete(figures, alone)
    return figures


def complete(figures: Figures, alone: Container[tuple[str, str]] | None = None) -> None:
    """Compute every figure that isn't there yet, or some `alone`, with all that they need among them, in the order in which they need each other."""
    known = figures.catalogue.figures
    missing = (each for place, each in known.items() if (alone is None or place in alone) and (place[0] not in figures.tables or place[1] not in figures.tables[place[0]].columns))
    compute_figures(figures, missing)
    for name, each in figures.catalogue.tables.items():
        if name not in figures.tables and (alone is None or any((name, column) in alone for column in figures.catalogue.columns(name))):
            rows_of(figures, each)


def compute_figures(figures: Figures, wanted: Iterable[Figure]) -> None:
    """Compute figures, each of which has its parts there or before it, and add them to their tables."""
    with np.errstate(all="ignore"):
        for each in wanted:
            _compute(figures, each)


def _compute(figures: Figures, figure: Figure) -> None:
    costed = rows_of(figures, figure.table)
    if figure.tree is None:
        given = [figures.values(figure.table.name, name) for name in figure.line.parameters]
        costed.columns[figure.line.name] = np.asarray(figure.line.function(*given), dtype=float)
        return
    for name in figure.looks_in:
        rows_of(figures, figures.catalogue.tables[name])
    value = value_of(figure.tree, figures.context(costed))
    if value.shape[-1:] != (len(costed),):
        value = np.broadcast_to(value, np.broadcast_shapes(value.shape, (len(costed),)))
    costed.columns[figure.line.name] = value


def rows_of(figures: Figures, table: Table) -> Costed:
    """Return a table's rows, deriving them from other tables when they are first needed."""
    if table.name not in figures.tables:
        rows = table.rows
        if isinstance(rows, Distinct):
            columns = _distinct(figures, rows)
        elif isinstance(rows, Crossing):
            columns = _crossing(figures, rows)
        elif isinstance(rows, Numbered):
            columns = {rows.key: np.arange(1.0, rows.count + 1)}
        length = len(next(iter(columns.values())))
        figures.tables[table.name] = Costed(table, np.arange(length), columns)
    return figures.tables[table.name]


def _distinct(figures: Figures, rows: Distinct) -> dict[str, Array]:
    rows_of(figures, figures.catalogue.tables[rows.of])
    columns = {name: one_key_for_all_scenarios(figures.tables[rows.of].columns[name]) for name in rows.by}
    wanted = not rows.when or bool(np.any(figures.tables[rows.of].columns[rows.when] > 0))
    first = first_of_each([figures.words.alike(column) for column in columns.values()]) if wanted else np.zeros(0, dtype=np.int64)
    if rows.in_order:
        shown = {name: figures.words.decode(column) if column.dtype.kind == "i" else column for name, column in columns.items()}
        first = pd.DataFrame(shown).iloc[first].sort_values(list(rows.by), kind="stable").index.to_numpy()
    return {name: column[first] for name, column in columns.items()}


def _crossing(figures: Figures, rows: Crossing) -> dict[str, Array]:
    keys = [rows_of(figures, figures.catalogue.tables[other]).columns[figures.catalogue.key(other)] for _, other in rows.of]
    grid = np.meshgrid(*keys, indexing="ij")
    return {name: places.ravel() for (name, _), places in zip(rows.of, grid, strict=True)}


def entered(
    catalogue: Catalogue, table: Table, frame: Frame, words: Words, changes: Mapping[tuple[str, str], Array]
) -> Costed:
    """Return the rows of a table as they were entered, with texts and days as numbers; a number that is missing is 0."""
    if not len(frame) and not changes:  # as most sheets of a draft
        return Costed(table, frame.index.to_numpy(), {name: _NO_TEXTS if column.textual else _NO_NUMBERS for name, column in catalogue.columns(table.name).items()})
    columns = {}
    given = dict(frame.items()) if len(frame) else {}  # a frame takes its time to give a column
    for name, column in catalogue.columns(table.name).items():
        entered = _given(frame, given, column, table) if len(frame) else _NONE
        if column.textual:
            columns[name] = words.encode(text if isinstance(text, str) else "" for text in entered.tolist())
        else:
            numbers = dates_to_days(entered) if column.kind == "date" else _numbers(entered)
            columns[name] = np.asarray(changes.get((table.name, name), numbers), dtype=float)
    return Costed(table, frame.index.to_numpy(), columns)


_NONE: pd.Series[Any] = pd.Series(dtype=float)  # a column of a sheet without rows
_NO_TEXTS, _NO_NUMBERS = np.zeros(0, dtype=np.int64), np.zeros(0)


def _numbers(entered: pd.Series[Any]) -> Array:
    """Return numbers as they were entered, 0 where there is none; pandas takes twenty times as long to fill in what is missing."""
    values = entered.to_numpy()
    return np.where(np.isnan(values), 0.0, values) if values.dtype == float else entered.to_numpy(dtype=float, na_value=0.0)


def _given(frame: Frame, given: Mapping[Hashable, pd.Series[Any]], column: Column, table: Table) -> pd.Series[Any]:
    """Return a column of rows as it was entered; one that came after them, or is of a sheet that may be missing, is empty in them."""
    if column.name in given or not (column.newer or table.optional):
        return given[column.name]
    return pd.Series(None, frame.index, dtype="datetime64[us]" if column.kind == "date" else float if column.kind in ("number", "whole") else object)


def _holes(column: Array) -> list[int]:
    bad = column == MISSING_WORD if column.dtype.kind == "i" else ~np.isfinite(column)
    while bad.ndim > 1:
        bad = bad.any(axis=0)
    return [int(row) for row in np.flatnonzero(bad)]
