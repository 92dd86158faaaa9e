"""Changes: the rows of two input workbooks matched by their keys, and every cell that changed between them."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from aspbudget.declare.model import ADDED, FULL_YEAR, LAPSED, REMOVED
from aspbudget.lines.texts import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs

Value = str | float | None
Frames = dict[str, pd.DataFrame]

CHANGED, CAME, WENT = "changed", "added", "removed"
# How alike two names are before one is suggested to be the other renamed, and how much of their rows must then agree.
_ALIKE, _AGREEING = 0.6, 0.5


class Change(NamedTuple):
    """A cell that changed, or a row that was added or removed: where it is, what it was and is, and to which cause it belongs.

    `counts` says whether the section depends on it: a new source or date changes no figure.
    """

    kind: str
    table: str
    sheet: str
    key: str
    column: str
    old: Value
    new: Value
    cause: str
    cell: str
    counts: bool
    unit: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return the change as it appears in a JSON document."""
        return {name: value for name, value in self._asdict().items() if name not in ("table", "counts", "unit")}

    @property
    def in_words(self) -> tuple[str, str]:
        """What the cell was and what it is, as a person reads it: a year without a comma, nothing as `empty`."""
        old, new = ("empty" if each is None else each if isinstance(each, str) else number(each, self.unit) for each in (self.old, self.new))
        return old, new


class Suggestion(NamedTuple):
    """Two rows that may be one under another name; this is only suggested, until an officer enters it on sheet Renamed."""

    sheet: str
    before: str
    now: str


@dataclass(frozen=True)
class Pair:
    """A table in both workbooks, each indexed by key: the keys that both have, and those that were removed or added."""

    table: Table
    old: pd.DataFrame
    new: pd.DataFrame

    @cached_property
    def both(self) -> list[str]:
        """The keys that both have."""
        return sorted(set(self.old.index) & set(self.new.index))

    @cached_property
    def went(self) -> list[str]:
        """The keys that are no longer there."""
        return sorted(set(self.old.index) - set(self.new.index))

    @cached_property
    def came(self) -> list[str]:
        """The keys that are there only now."""
        return sorted(set(self.new.index) - set(self.old.index))

    @cached_property
    def whole(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """The table before and now, with the same rows in the same order: a row that one of them lacks is taken from the other."""
        then, now = (
            pd.concat(frames) for frames in ((self.old, self.new.loc[self.came]), (self.new, self.old.loc[self.went]))
        )
        return then.loc[now.index], now


@dataclass(frozen=True)
class Matched:
    """Two input workbooks with their rows matched by key; rows that sheet Renamed lists have their new names in both."""

    catalogue: Catalogue
    old: Inputs
    new: Inputs
    pairs: dict[str, Pair]
    drivers: frozenset[tuple[str, str]]

    def cause(self, table: str, column: Column) -> str:
        """Return the cause to which a change of a column belongs."""
        return column.cause or self.catalogue.tables[table].cause

    def full_year(self, table: str, column: str) -> pd.Series[bool]:
        """Return, by key, in which rows a column now has the value of the years after a row's first, and had another before."""
        then, now = self.pairs[table].whole
        later = dict(self.pairs[table].table.later).get(column)
        return (now[column] == later) & (then[column] != later)

    def cited(self, table: str) -> bool:
        """Whether a table is only there for rows of others to refer to, as sessions are; not one that costs by itself, as documents do."""
        referred = any(column.refers == table for other in self.pairs for column in self.catalogue.columns(other).values())
        return referred and not self.catalogue.tables[table].charges

    def row_cause(self, table: str, key: str) -> str:
        """Return the cause to which a row belongs that was added or removed.

        In a table to which others refer it is the table's own, because such a row costs nothing by itself. A row that follows one that costs
        by itself comes and goes for its reason.
        """
        pair = self.pairs[table]
        if self.cited(table):
            return pair.table.cause
        came = key in pair.new.index
        row = (pair.new if came else pair.old).loc[key]
        if not came and any(
            column.lapses and row[name] == column.lapses for name, column in self.catalogue.columns(table).items()
        ):
            return LAPSED
        follows = pair.table.follows
        if follows:
            other = self.pairs[self.catalogue.columns(table)[follows].refers]
            if row[follows] not in (other.came if came else other.went):
                return pair.table.cause
            if other.table.charges:
                return self.row_cause(other.table.name, str(row[follows]))
        return ADDED if came else REMOVED


def matched(catalogue: Catalogue, old: Inputs, new: Inputs, drivers: frozenset[tuple[str, str]]) -> Matched:
    """Return two workbooks with their rows matched by key; `drivers` are the input columns on which the section depends."""
    before = renamed(catalogue, old.frames, new.frames.get("renamed"))
    keyed = {
        table.name: catalogue.key(table.name)
        for table in catalogue.tables.values()
        if table.entered and table.name != "cycle"
    }
    pairs = {
        name: Pair(catalogue.tables[name], before[name].set_index(key), new.frames[name].set_index(key))
        for name, key in keyed.items()
    }
    return Matched(catalogue, old, new, pairs, drivers)


def renamed(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], stated: pd.DataFrame | None) -> Frames:
    """Return frames in which rows, and what refers to them, have the new names that sheet Renamed gives."""
    result = {name: frame.copy() for name, frame in frames.items()}
    tables = {table.title: table.name for table in catalogue.tables.values() if table.entered}
    names: dict[str, dict[str, str]] = {}
    for sheet, before, now in (
        () if stated is None else zip(stated["sheet"], stated["before"], stated["now"], strict=True)
    ):
        names.setdefault(tables.get(sheet, ""), {})[before] = now
    for name, frame in result.items():
        for column in catalogue.columns(name).values():
            known = names.get(name if column.key else column.refers)
            if known:
                frame[column.name] = frame[column.name].map(lambda text, known=known: known.get(text, text))
    return result


def changes(both: Matched) -> Iterator[Change]:
    """Yield every change, table by table: rows removed, rows added, and cells that changed."""
    for name, pair in both.pairs.items():
        counts = any(table == name for table, _ in both.drivers)
        gone = [(WENT, key, key, None) for key in pair.went]
        new = [(CAME, key, None, key) for key in pair.came]
        for kind, key, before, after in (*gone, *new):
            cause, cell = both.row_cause(name, key), _cell(both, name, key)
            yield Change(kind, name, pair.table.title, key, "", before, after, cause, cell, counts)
        for column in both.catalogue.columns(name).values():
            if not column.key and column.name in pair.old and column.name in pair.new:  # one that is newer than rows made by hand is in none of them
                yield from _moved(both, name, column)


def _moved(both: Matched, name: str, column: Column) -> Iterator[Change]:
    pair = both.pairs[name]
    keys = pair.both
    values = zip(keys, pair.old.loc[keys, column.name], pair.new.loc[keys, column.name], strict=True)
    whole = both.full_year(name, column.name)
    for key, old, new in values:
        before, now = plain(old), plain(new)
        if before != now:
            driver = (name, column.name) in both.drivers
            own = _assumed(both, key) if name == "assumptions" else both.cause(name, column)
            cause = FULL_YEAR if whole[key] else own
            yield Change(
                CHANGED,
                name,
                pair.table.title,
                key,
                column.title,
                before,
                now,
                cause,
                _cell(both, name, key, column.name),
                driver,
                both.catalogue.assumptions[key].unit if name == "assumptions" else column.unit,
            )


def _assumed(both: Matched, name: str) -> str:
    return both.catalogue.assumptions[name].cause


def _cell(both: Matched, name: str, key: str, column: str = "") -> str:
    """Return the address of a cell in the later workbook, or in the earlier one for a row that was removed."""
    keys = both.catalogue.key(name)
    for inputs, frame in ((both.new, both.pairs[name].new), (both.old, both.pairs[name].old)):
        if key in frame.index:
            row = int(inputs.frames[name].index.to_numpy()[list(frame.index).index(key)])
            sheet, cell = inputs.place(both.pairs[name].table, column or keys, row)
            return cell if sheet == both.pairs[name].table.title else f"{cell} of sheet {sheet}"
    return ""


def plain(value: Any) -> Value:  # noqa: ANN401 - a cell of any type
    """Return a cell's value as it is compared and shown: dates as year-month-day, nothing for an empty cell."""
    if value is None or value is pd.NaT or value != value or value == "":  # noqa: PLR0124 - unequal to itself: empty
        return None
    if hasattr(value, "strftime"):
        return f"{value:%Y-%m-%d}"
    return value if isinstance(value, str) else float(value)


def suggestions(both: Matched) -> Iterator[Suggestion]:
    """Yield rows that may have been renamed: each removed row with the added row that is most like it, if they are alike enough."""
    for name, pair in both.pairs.items():
        free = set(pair.came)
        for key in pair.went:
            alike = {other: SequenceMatcher(None, key, other).ratio() for other in sorted(free)}
            likely = max(alike, key=lambda other: alike[other], default="")
            if likely and alike[likely] >= _ALIKE and _agreeing(both, name, key, likely) >= _AGREEING:
                free.remove(likely)
                yield Suggestion(pair.table.title, key, likely)


def _agreeing(both: Matched, name: str, before: str, now: str) -> float:
    """Return the share, from 0 to 1, of the columns on which the section depends in which two rows are the same."""
    pair = both.pairs[name]
    columns = [column for column in pair.new.columns if (name, column) in both.drivers]
    same = sum(plain(pair.old.loc[before, column]) == plain(pair.new.loc[now, column]) for column in columns)
    return same / len(columns) if columns else 1.0
