"""Changes: the rows of two input workbooks matched by their keys, and every cell that changed between them."""

from __future__ import annotations

from dataclasses import dataclass, field
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

_ON = " of sheet "  # before the sheet of a cell, where its workbook has it on another sheet, or calls that otherwise
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
    def place(self) -> str:
        """Where it stands in its workbook, whose sheet is named once and as the workbook names it: `Postes!C7`."""
        cell, _, sheet = self.cell.partition(_ON)
        return f"{sheet or self.sheet}!{cell}"

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
        then = pd.concat([self.old, self.new.loc[self.came]]) if self.came else self.old
        now = pd.concat([self.new, self.old.loc[self.went]]) if self.went else self.new
        return then if then.index.equals(now.index) else then.loc[now.index], now

    @cached_property
    def places(self) -> tuple[dict[str, int], dict[str, int]]:
        """Where each key stands in the table before and now, counted from 0."""
        old, new = ({key: place for place, key in reversed([*enumerate(frame.index.tolist())])} for frame in (self.old, self.new))
        return old, new


@dataclass(frozen=True)
class Matched:
    """Two input workbooks with their rows matched by key; rows that sheet Renamed lists have their new names in both."""

    catalogue: Catalogue
    old: Inputs
    new: Inputs
    pairs: dict[str, Pair]
    drivers: frozenset[tuple[str, str]]
    _whole_year: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, init=False, compare=False, repr=False)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every change, table by table: rows removed, rows added, and cells that changed."""
        return tuple(changes(self))

    def cause(self, table: str, column: Column) -> str:
        """Return the cause to which a change of a column belongs."""
        return column.cause or self.catalogue.tables[table].cause

    def full_year(self, table: str, column: str) -> frozenset[str]:
        """Return the keys of the rows in which a column now has the value of the years after a row's first, and had another before."""
        later = dict(self.pairs[table].table.later).get(column)
        if later is None:
            return frozenset()
        if (table, column) not in self._whole_year:
            then, now = self.pairs[table].whole
            self._whole_year[table, column] = frozenset(now.index[(now[column] == later) & (then[column] != later)])
        return self._whole_year[table, column]

    @cached_property
    def _referred(self) -> frozenset[str]:
        return frozenset(column.refers for other in self.pairs for column in self.catalogue.columns(other).values())

    def cited(self, table: str) -> bool:
        """Whether a table is only there for rows of others to refer to, as sessions are; not one that costs by itself, as documents do."""
        return table in self._referred and not self.catalogue.tables[table].charges

    def row_cause(self, table: str, key: str) -> str:
        """Return the cause to which a row belongs that was added or removed.

        In a table to which others refer it is the table's own, because such a row costs nothing by itself. A row that follows one that costs
        by itself comes and goes for its reason.
        """
        pair = self.pairs[table]
        if self.cited(table):
            return pair.table.cause
        came = key in pair.places[1]
        frame, place = (pair.new, pair.places[1][key]) if came else (pair.old, pair.places[0][key])
        if not came and any(column.lapses and frame[name].iloc[place] == column.lapses for name, column in self.catalogue.columns(table).items()):
            return LAPSED
        follows = pair.table.follows
        if follows:
            other, followed = self.pairs[self.catalogue.columns(table)[follows].refers], frame[follows].iloc[place]
            if followed not in (other.came if came else other.went):
                return pair.table.cause
            if other.table.charges:
                return self.row_cause(other.table.name, str(followed))
        return ADDED if came else REMOVED

    def concerned(self, table: str) -> frozenset[str]:
        """Return the causes that make a difference to a table, of which a column moved or a row came or went for them."""
        pair = self.pairs[table]
        moved = {change.column for change in self.changes if change.table == table}
        columns = [column for column in self.catalogue.columns(table).values() if column.title in moved or not (column.name in pair.old and column.name in pair.new)]
        rows = {self.row_cause(table, key) for key in (*pair.went, *pair.came)}
        return frozenset({self.cause(table, column) for column in columns} | rows | ({FULL_YEAR} if pair.table.later else set()))


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
    then, now = (frame[column.name].tolist() for frame in (pair.old, pair.new))
    old_places, new_places = pair.places
    values = ((key, then[old_places[key]], now[new_places[key]]) for key in pair.both)
    differing = [(key, before, after) for key, old, new in values if (before := plain(old)) != (after := plain(new))]
    whole = both.full_year(name, column.name) if differing else ()
    for key, before, after in differing:
        own = _assumed(both, key) if name == "assumptions" else both.cause(name, column)
        yield Change(
            CHANGED,
            name,
            pair.table.title,
            key,
            column.title,
            before,
            after,
            FULL_YEAR if key in whole else own,
            _cell(both, name, key, column.name),
            (name, column.name) in both.drivers,
            both.catalogue.assumptions[key].unit if name == "assumptions" else column.unit,
        )


def _assumed(both: Matched, name: str) -> str:
    return both.catalogue.assumptions[name].cause


def _cell(both: Matched, name: str, key: str, column: str = "") -> str:
    """Return the address of a cell in the later workbook, or in the earlier one for a row that was removed."""
    keys = both.catalogue.key(name)
    before, now = both.pairs[name].places
    for inputs, places in ((both.new, now), (both.old, before)):
        if key in places:
            row = int(inputs.frames[name].index[places[key]])
            sheet, cell = inputs.place(both.pairs[name].table, column or keys, row)
            return cell if sheet == both.pairs[name].table.title else f"{cell}{_ON}{sheet}"
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
