"""The timetable: what takes place in each part of each day, and how much of what serves the day, such as teams, is free then."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from aspbudget.declare.layout import Timetable
from aspbudget.lines.texts import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    import pandas as pd

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.figures.rules import Broken

_SATURDAY = 5


class NoPlacement(Exception):
    """The limits leave no place for what has no day yet; `broken` are the cells to change."""

    def __init__(self, broken: Iterable[Broken]) -> None:
        self.broken = tuple(broken)
        super().__init__("\n".join(each.message for each in self.broken))


class Arrangement(Protocol):
    """A placement of what had no day yet: the rows `placed`, the tables with them, and the figures that follow."""

    placed: tuple[Any, ...]
    frames: dict[str, pd.DataFrame]
    figures: Figures

    def as_dict(self) -> dict[str, Any]:
        """Return the placement as its JSON document."""

    def lines(self, currency: str, sheet: str) -> Iterable[str]:
        """Yield the placement as text, its amounts in a currency; `sheet` is what that of the meetings to place is called."""


@dataclass(frozen=True)
class Slot:
    """A part of a day: the names of what takes place in it, how much of what serves the day is free, and how many places are left.

    `idle` gives, for each column that the grid counts as serving, its name and how many are free: `(("teams", 1.0),)`. `left` is
    `None` where no limit is stated.
    """

    part: str
    entries: tuple[str, ...]
    idle: tuple[tuple[str, float], ...]
    left: int | None

    @property
    def free(self) -> bool:
        """Whether any of what serves the day, such as a team paid for the whole day, is free in this part of it."""
        return self.idle[0][1] > 0

    def as_dict(self, grid: Timetable) -> dict[str, Any]:
        """Return the slot as it appears in a JSON document."""
        idle = {name: round(number) for name, number in self.idle}
        return {
            grid.part: self.part,
            grid.table: list(self.entries),
            "idle": idle,
            f"{grid.limit[1]}_left": self.left,
            "free": self.free,
        }


@dataclass(frozen=True)
class Day:
    """A day of a period with its slots."""

    day: date
    slots: tuple[Slot, ...]

    @property
    def weekend(self) -> bool:
        """Whether it is a Saturday or a Sunday."""
        return self.day.weekday() >= _SATURDAY

    @property
    def used(self) -> bool:
        """Whether anything takes place on it."""
        return any(slot.entries for slot in self.slots)


@dataclass(frozen=True)
class Period:
    """A period with its days, weekends included."""

    name: str
    days: tuple[Day, ...]

    @property
    def free(self) -> tuple[tuple[Day, Slot], ...]:
        """The slots, each with its day, in which some of what serves the day is free."""
        return tuple((day, slot) for day in self.days for slot in day.slots if slot.free)


@dataclass(frozen=True)
class Calendar:
    """A calendar as data: its layout, its periods in the order of their days, and how many of each row in `waiting` have no day yet."""

    grid: Timetable
    periods: tuple[Period, ...]
    waiting: tuple[tuple[str, int], ...]

    @property
    def at_once(self) -> int:
        """How many columns of places the busiest slot needs: one for each entry, and one for each that could be added for free."""
        slots = [slot for period in self.periods for day in period.days for slot in day.slots]
        return max((len(slot.entries) + round(slot.idle[0][1]) for slot in slots), default=1) or 1

    def as_dict(self) -> dict[str, Any]:
        """Return the calendar as its JSON document."""
        return {
            self.grid.periods: [_period(self.grid, period) for period in self.periods],
            self.grid.waiting[0]: [
                {self.grid.shown: name, self.grid.waiting[1]: number} for name, number in self.waiting
            ],
        }


def _period(grid: Timetable, period: Period) -> dict[str, Any]:
    days = [
        {grid.day: str(day.day), "weekend": day.weekend, "slots": [slot.as_dict(grid) for slot in day.slots]}
        for day in period.days
    ]
    return {grid.period: period.name, "days": days}


def timetables(figures: Figures) -> list[Timetable]:
    """Return the calendars that the models have printed as grids."""
    return figures.catalogue.layouts(Timetable)


def arrange(grid: Timetable, catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], named: Mapping[str, float]) -> Arrangement:
    """Return what has no day yet, placed by the models where it costs least; raise `NoPlacement` when the limits leave no place."""
    module, _, function = grid.arrange.partition(":")
    placed: Arrangement = getattr(import_module(module), function)(catalogue, frames, named)
    return placed


def calendar(figures: Figures, grid: Timetable) -> Calendar:
    """Return a calendar as data, its periods in the order of their days, with the parts of the day that its layout shows."""
    grid = grid.with_parts(set(figures.values(grid.table, grid.part)))
    names = figures.values(grid.periods, grid.period)
    first, last = (figures.tables[grid.periods].columns[name] for name in grid.days)
    order = sorted(range(len(names)), key=lambda row: (first[row], last[row], row))
    days = _Days(figures, grid)
    periods = (Period(names[row], tuple(days.between(names[row], first[row], last[row]))) for row in order)
    keys, numbers = (figures.values(grid.waiting[0], name) for name in (grid.shown, grid.waiting[1]))
    return Calendar(grid, tuple(periods), tuple(zip(keys, (int(number) for number in numbers), strict=True)))


class _Days:
    """What takes place, what is free and the limits, by period and day; each table is read once."""

    def __init__(self, figures: Figures, grid: Timetable) -> None:
        self.grid = grid
        self.entries: defaultdict[tuple[str, float, str], list[str]] = defaultdict(list)
        shown, parts = (figures.values(grid.table, name) for name in (grid.shown, grid.part))
        for name, key, part in zip(shown, _keys(figures, grid, grid.table), parts, strict=True):
            self.entries[*key, part].append(name)
        columns = figures.tables[grid.serving].columns
        self.idle: defaultdict[tuple[str, float, int, str], float] = defaultdict(float)
        for row, key in enumerate(_keys(figures, grid, grid.serving)):
            for whole, parts in grid.served:
                for place, used in enumerate(parts):
                    self.idle[*key, place, whole] += float(columns[whole][row] - columns[used][row])
        table, column = grid.limit
        self.limits: dict[str, int] = {}
        for period, limit in zip(figures.values(table, grid.period), figures.values(table, column), strict=True):
            if limit:
                self.limits[period] = min(int(limit), self.limits.get(period, int(limit)))

    def between(self, period: str, first: float, last: float) -> Iterator[Day]:
        """Yield the days of a period from the first to the last."""
        for number in np.arange(first, last + 1):
            slots = (self._slot((period, float(number)), place) for place in range(len(self.grid.parts)))
            yield Day((EPOCH + int(number)).astype(object), tuple(slots))

    def _slot(self, key: tuple[str, float], place: int) -> Slot:
        part = self.grid.parts[place]
        entries = tuple(self.entries.get((*key, part), ()))
        idle = tuple((whole, self.idle.get((*key, place, whole), 0.0)) for whole, _ in self.grid.served)
        limit = self.limits.get(key[0])
        return Slot(part, entries, idle, limit - len(entries) if limit else None)


def _keys(figures: Figures, grid: Timetable, table: str) -> Iterator[tuple[str, float]]:
    days = figures.tables[table].columns[grid.day].tolist()
    return zip(figures.values(table, grid.period), days, strict=True)
