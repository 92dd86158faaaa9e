"""Series: a row that stands for several rows of other sheets, such as one range of days for all the meetings held on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.sheet import Column

Row = Mapping[str, Any]
MOST_ROWS = 400
SHEET_ROWS = 2**20  # a row with a higher number stands on no sheet, but is one for which another stands
_WEEK = 7


def is_opened(row: int) -> bool:
    """Whether a row is one for which another stands."""
    return abs(row) > SHEET_ROWS


class OpenedRow(NamedTuple):
    """A row for which another stands: on which table it is, and what it has besides what both have under the same name.

    `origins` gives, for a column, the column of the other row from which its value comes, where that has another name.
    """

    into: str
    values: Row
    origins: Mapping[str, str]


class Unopened(NamedTuple):
    """Why a row can't be opened: the column to blame, and a sentence."""

    column: str
    message: str


class Opening(Protocol):
    """How each row of a sheet is opened into rows of others."""

    @property
    def into(self) -> tuple[str, ...]:
        """The tables into which rows are opened."""

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns without which a row can't be opened."""

    def opened(self, row: Row, columns: Mapping[str, Column], key: str) -> Iterator[OpenedRow | Unopened]:
        """Yield the rows for which a row stands, or why it can't be opened; `key` names its column of names."""


@dataclass(frozen=True)
class EachDay:
    """The days from a `first` to a `last` one, which fill the column `fills` of the opened rows.

    The column `on` says on which days of the week; `weekdays` gives the numbers of these, Monday being 0, for each word that it allows,
    an empty text for an empty cell.
    """

    fills: str
    first: str
    last: str
    on: str
    weekdays: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class EachOf:
    """The values for which the word in the column `of` stands, which fill the column `fills`: both is morning and afternoon."""

    fills: str
    of: str
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Series:
    """A row that stands for one row of a table on each day, with each value: a meeting each morning and afternoon of a week.

    Their column of `names` has the row's own name with a number, in the order in which they are held. It may stand for at most `most` rows.
    """

    table: str
    names: str
    days: EachDay
    values: EachOf
    most: int = field(default=MOST_ROWS)

    @property
    def into(self) -> tuple[str, ...]:
        """The table into which rows are opened."""
        return (self.table,)

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns without which a row can't be opened."""
        return self.days.first, self.days.last, self.days.on, self.values.of

    def opened(self, row: Row, columns: Mapping[str, Column], key: str) -> Iterator[OpenedRow | Unopened]:
        """Yield the rows for which a row stands, or why it can't be opened."""
        first, last = row[self.days.first], row[self.days.last]
        wrong = self._wrong(row, columns)
        if wrong:
            yield wrong
            return
        origins = {self.days.fills: self.days.first, self.values.fills: self.values.of, self.names: key}
        days = (first + timedelta(days=each) for each in range((last - first).days + 1))
        held = ((day, value) for day in days if day.weekday() in self._weekdays(row) for value in self.values.values[row[self.values.of]])
        for number, (day, value) in enumerate(held, start=1):
            filled = {self.days.fills: day, self.values.fills: value, self.names: f"{row[key]}, {number}"}
            yield OpenedRow(self.table, filled, origins)

    def _weekdays(self, row: Row) -> tuple[int, ...]:
        return self.days.weekdays[row[self.days.on] or ""]

    def _wrong(self, row: Row, columns: Mapping[str, Column]) -> Unopened | None:
        """Return why a row can't be opened: it ends before it begins, or stands for no row or for too many."""
        first, last = row[self.days.first], row[self.days.last]
        begin, end = columns[self.days.first].title, columns[self.days.last].title
        if last < first:
            return Unopened(self.days.last, phrase("{end} is {last}, before {begin}, {first}; give that day or a later one.", end=end, last=_day(last), begin=begin, first=_day(first)))
        length = (last - first).days + 1
        weeks, rest = divmod(length, _WEEK)
        found = weeks * len(self._weekdays(row)) + sum((first.weekday() + each) % _WEEK in self._weekdays(row) for each in range(rest))
        number = found * len(self.values.values[row[self.values.of]])
        if not number:
            on = columns[self.days.on].title
            return Unopened(self.days.last, phrase("None of the days from {begin} to {end} counts, which are at a weekend; give other days, or say so under {on}.", begin=begin, end=end, on=on))
        if number > self.most:
            return Unopened(self.days.last, phrase("The row stands for {number} rows, and may stand for at most {most}; give fewer days, or part it into several rows.", number=f"{number:,}", most=str(self.most)))
        return None


def _day(day: Any) -> str:  # noqa: ANN401 - pandas' timestamp
    return f"{day.day} {day:%B %Y}"
