"""The bridge: from what was approved to what is proposed, by cause, with nothing left over.

Between the inputs of two cycles, the section is computed once for each cause, half-way: causes that are done have the values of
the later inputs, all others those of the earlier. A bar is the difference between two steps, printed line by printed line,
so the bars add up to the whole change, whatever the models are. With 2 posts at 100 before, and 3 posts at 110 now:

    earlier section              2 × 100 = 200
    done: prices                 2 × 110 = 220    bar prices  20
    done: prices and volume      3 × 110 = 330    bar volume 110
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.model import FULL_YEAR, METHOD, Cause
from aspbudget.faults import WrongUse
from aspbudget.figures.cost import Figures, cost
from aspbudget.figures.drivers import drivers
from aspbudget.figures.printed import Amounts, Place, lines_of
from aspbudget.figures.renewed import renewed
from aspbudget.lines.adding import add_up
from aspbudget.review.causes import causes
from aspbudget.review.changes import Change, Matched, matched
from aspbudget.workspace import follows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from aspbudget.inputs.ready import Ready


Costs = dict[tuple[str, str], tuple[Place, float]]  # what each row charges, and where, by sheet and key


class Moved(NamedTuple):
    """A row whose cost a cause changed: its sheet, its key, the line to which it is charged, and by how much, before rounding."""

    sheet: str
    key: str
    place: Place
    amount: float


@dataclass(frozen=True)
class Bar:
    """One cause: what it changes of each printed line, and the rows and input cells that changed."""

    cause: Cause
    amounts: Amounts
    rows: tuple[Moved, ...] = ()
    cells: tuple[Change, ...] = ()

    @property
    def total(self) -> int:
        """What the cause changes in all, in the cycle's currency."""
        return add_up(self.amounts.values())


@dataclass(frozen=True)
class Group:
    """Bars that stand together under one title, or bars of no group, whose title is an empty text."""

    title: str
    bars: tuple[Bar, ...]

    @property
    def total(self) -> int:
        """What the causes of the group change in all, in the cycle's currency."""
        return add_up(bar.total for bar in self.bars)


@dataclass(frozen=True)
class Bridge:
    """The bars between two sections; amounts are printed amounts of lines, by the keys across and down.

    `approved` says whether it starts from what was approved, or, where that isn't known, from the earlier section as
    today's models compute it.
    """

    places: tuple[Place, ...]
    approved: bool
    start: Amounts
    bars: tuple[Bar, ...]
    end: Amounts

    @property
    def groups(self) -> tuple[Group, ...]:
        """The bars by their groups, in the order in which they are costed."""
        return tuple(Group(title, tuple(bars)) for title, bars in groupby(self.bars, lambda bar: bar.cause.group))

    @property
    def change(self) -> int:
        """What all causes change together, in the cycle's currency."""
        return add_up(self.end.values()) - add_up(self.start.values())

    def per_cent(self, amount: float) -> float | None:
        """Return an amount as a percentage of what the bridge starts from; `None` where that is nothing."""
        start = add_up(self.start.values())
        return amount / start * 100 if start else None

    @property
    def residual(self) -> int:
        """What no cause explains; it is 0."""
        return self.change - add_up(bar.total for bar in self.bars)


class Incomparable(WrongUse):
    """In a section half-way between two others a figure can't be computed, because one of the two has gaps."""

    def __init__(self, sheet: str, title: str) -> None:
        super().__init__(
            f"the two can't be compared: half-way between them, {title} on sheet {sheet} can't be computed; fill in what is missing"
        )


@dataclass(frozen=True)
class Between:
    """The inputs of two cycles, from which the sections half-way between them are computed."""

    old: Ready
    new: Ready
    both: Matched
    _tables: dict[tuple[str, frozenset[str]], pd.DataFrame] = field(default_factory=dict, init=False, compare=False, repr=False)
    _concerned: dict[str, frozenset[str]] = field(default_factory=dict, init=False, compare=False, repr=False)
    _last: list[tuple[dict[str, pd.DataFrame], Figures]] = field(default_factory=list, init=False, compare=False, repr=False)

    @classmethod
    def of(cls, old: Ready, new: Ready) -> Between:
        """Return the inputs of two cycles with their rows matched."""
        layout = new.layout
        driving = drivers(new.catalogue, layout.table, layout.figure)
        return cls(old, new, matched(new.catalogue, old.inputs, new.inputs, driving))

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The causes to which changes of inputs belong, in the order in which they are costed."""
        return tuple(cause for cause in causes(self.new.catalogue) if cause.name != METHOD)

    @property
    def method(self) -> Cause:
        """The cause for what remains when all inputs are the same: the models have changed, or what was approved differs."""
        return next(cause for cause in causes(self.new.catalogue) if cause.name == METHOD)

    def figures(self, done: frozenset[str]) -> Figures:
        """Return the figures of a section half-way: what belongs to the causes in `done` as it is now, and all the rest as it was.

        No causes give the earlier section as today's models compute it, all of them the later one. Raises `Incomparable` when
        a figure can't be computed.
        """
        frames = {name: self._table(name, done) for name in self.both.pairs}
        frames["cycle"] = self.new.inputs.frames["cycle"]
        old, new = self.old.inputs.named, self.new.inputs.named
        named = {
            name: (new if assumption.cause in done else old).get(name, 0.0)
            for name, assumption in self.new.catalogue.assumptions.items()
        }
        figures = self._costed(frames, named)
        gap = next(iter(figures.gaps()), None)
        if gap:
            raise Incomparable(gap.figure.table.title, gap.figure.title)
        return figures

    def _costed(self, frames: dict[str, pd.DataFrame], named: Mapping[str, float]) -> Figures:
        """Return the figures of a step; what doesn't rest on anything that differs from the last step's inputs is taken from that."""
        if self._last:
            known, last = self._last.pop()
            figures = renewed(last, {name: frame for name, frame in frames.items() if frame is not known[name]}, named)
        else:
            figures = cost(self.new.catalogue, frames, named)
        self._last.append((frames, figures))
        return figures

    def _table(self, name: str, done: frozenset[str]) -> pd.DataFrame:
        """Return a table half-way; it is made once for all sets of causes that make no difference to it."""
        if name not in self._concerned:
            self._concerned[name] = self.both.concerned(name)
        known = (name, done & self._concerned[name])
        if known not in self._tables:
            self._tables[known] = self._mixed(name, done)
        return self._tables[known]

    def _mixed(self, name: str, done: frozenset[str]) -> pd.DataFrame:
        """Return a table half-way, column by column from the earlier or the later inputs, with the rows that are there at that step.

        A table that is only there to be referred to (grades) has the rows of both, because they cost nothing by themselves.
        """
        pair, both = self.both.pairs[name], self.both
        cited = both.cited(name)
        absent = {key for key in pair.went if both.row_cause(name, key) in done}
        absent |= {key for key in pair.came if both.row_cause(name, key) not in done}
        then, now = pair.whole
        moved = [column.name for column in both.catalogue.columns(name).values() if column.name in then.columns and both.cause(name, column) in done]
        frame = then.assign(**{column: now[column] for column in moved}) if moved else then.copy(deep=False)
        for column, whole_year in ((column, both.full_year(name, column)) for column, _ in pair.table.later):
            if whole_year:
                frame[column] = frame[column].mask(frame.index.isin(whole_year), (now if FULL_YEAR in done else then)[column])
        if not cited:
            keys = frame.index.tolist()
            frame = frame.take([place for place in sorted(range(len(keys)), key=keys.__getitem__) if keys[place] not in absent])
        return frame.reset_index(names=both.catalogue.key(name))


def bridge(between: Between) -> Bridge:
    """Return the bridge in the declared order of causes; raise `Incomparable` when a figure half-way can't be computed."""
    new = between.new
    found = [change for change in between.both.changes if change.counts]
    done: frozenset[str] = frozenset()
    figures = between.figures(done)
    begin = before = lines_of(figures, new.layout)
    charged = costs(figures)
    bars = []
    for cause in between.causes:
        done |= {cause.name}
        if cells := tuple(change for change in found if change.cause == cause.name):
            figures = between.figures(done)
            after, charged_now = lines_of(figures, new.layout), costs(figures)
            bars.append(Bar(cause, _less(after, before), _rows(charged, charged_now), cells))
            before, charged = after, charged_now
        else:
            bars.append(Bar(cause, _less(before, before)))
    return _between(between, begin, bars)


def _between(between: Between, begin: Amounts, bars: list[Bar]) -> Bridge:
    """Return the bridge that has these bars, from what was approved before; what they don't explain is the bar of the cause method.

    The last section half-way is the proposed one; were it ever to differ, that would show under method as well.
    """
    end = lines_of(between.new.figures, between.new.layout)
    known = _approved(between)
    start = begin if known is None else known
    explained = {place: add_up(bar.amounts.get(place, 0) for bar in bars) for place in {**begin, **end}}
    method = {
        place: end.get(place, 0) - start.get(place, 0) - explained.get(place, 0) for place in {**start, **begin, **end}
    }
    places = tuple(sorted({**start, **begin, **end}, key=_order(between)))
    return Bridge(places, known is not None, start, (*bars, Bar(between.method, method)), end)


def _order(between: Between) -> Callable[[Place], tuple[int, Place]]:
    listed = list(lines_of(between.new.figures, between.new.layout))
    order = {place: number for number, place in enumerate(listed)}
    return lambda place: (order.get(place, len(order)), place)


def _approved(between: Between) -> Amounts | None:
    """Return what was approved for the earlier cycle, when the later one follows it and says so."""
    layout = between.new.layout
    next_cycle = follows(str(between.old.inputs.cycle["cycle"]), str(between.new.inputs.cycle["cycle"]))
    approved = lines_of(between.new.figures, layout, layout.last_year) if layout.last_year and next_cycle else {}
    return approved if any(approved.values()) else None


def _less(one: Mapping[Place, int], other: Mapping[Place, int]) -> Amounts:
    return {place: one.get(place, 0) - other.get(place, 0) for place in {**one, **other}}


def costs(figures: Figures) -> Costs:
    """Return what every row charges to the section, by sheet and key, and where."""
    found = {}
    for table in figures.catalogue.tables.values():
        keys = figures.keys(table.name) if table.charges else []
        for charge in table.charges:
            columns = [figures.values(table.name, name) for name in (*charge.place(figures.catalogue.axes), charge.cost)]
            for key, *place, amount in zip(keys, *columns, strict=True):
                found[table.title, key] = ((place[0], place[1]), float(amount))
    return found


def _rows(old: Costs, new: Costs) -> tuple[Moved, ...]:
    """Return the rows whose cost, or whose line of the section, changed between two steps, the largest change first."""
    moved = []
    for name in {**old, **new}:
        was, now = old.get(name), new.get(name)
        if was and now and was[0] == now[0]:
            moved.append(Moved(*name, now[0], round(now[1] - was[1], 2)))
        else:
            moved += [Moved(*name, was[0], -round(was[1], 2))] if was else []
            moved += [Moved(*name, now[0], round(now[1], 2))] if now else []
    return tuple(
        sorted((each for each in moved if each.amount), key=lambda each: (-abs(each.amount), each.sheet, each.key))
    )
