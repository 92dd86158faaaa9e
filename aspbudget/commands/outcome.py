"""Outcomes: what changes of the inputs move: printed lines, what States pay, statements; and several variants side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aspbudget.commands.console import ENGLISH, Console
from aspbudget.commands.drafts import states_of
from aspbudget.commands.text import aligned, placed
from aspbudget.figures.printed import lines_of
from aspbudget.lines.adding import add_up
from aspbudget.lines.texts import number
from aspbudget.phrase import AsTyped, counted, phrase
from aspbudget.statements.costing import statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from aspbudget.copies.changed_copy import Changed
    from aspbudget.declare.layout import Scale
    from aspbudget.faults import Fault
    from aspbudget.inputs.ready import Cycle
    from aspbudget.statements.costed import Costed
    from aspbudget.workspace import Workspace

_PER_CENT = 100
_LABEL, _BESIDE = 54, 42
_MOST = 10

_CELLS = "Variant   {name}: {count:,} cell changed", "Variant   {name}: {count:,} cells changed"
_MORE_CELLS = "… and {count:,} more cell; --json lists them all", "… and {count:,} more cells; --json lists them all"
_MORE_FAULTS = "… and {count:,} more cell to correct; aspbudget check lists them all", "… and {count:,} more cells to correct; aspbudget check lists them all"

Pair = tuple[float, float]


@dataclass(frozen=True)
class Case:
    """A cycle as it is, or with changes: its printed lines, what each State pays of the section, and what each statement asks for."""

    currency: str
    scale: Scale | None
    axes: tuple[str, str]
    lines: Mapping[tuple[str, str], int]
    states: Mapping[tuple[str, str], int]
    statements: Mapping[str, int]

    @classmethod
    def of(cls, workspace: Workspace, cycle: Cycle, drafts: Iterable[Costed]) -> Case:
        """Return a computed cycle with its statements as what its figures are compared by."""
        section = cycle.section
        lines = lines_of(section.figures, section.layout) if section else {}
        found = [statement(each) for each in drafts]
        asked = {each.symbol: int(each.total.additional) for each in found}
        axes = section.catalogue.axes if section else None
        currency = str(cycle.workbooks[0].inputs.cycle["currency"])
        return cls(currency, section.layout.scale if section else None, (axes.across, axes.down) if axes else ("", ""), lines, _bills(workspace, cycle, add_up(lines.values())), asked)

    @property
    def total(self) -> int:
        """The whole section."""
        return add_up(self.lines.values())


def _bills(workspace: Workspace, cycle: Cycle, total: int) -> dict[tuple[str, str], int]:
    """Return what each State, by its code and name, pays of the section by its rate; nothing where there is no section, or nobody is assessed."""
    known = states_of(workspace, cycle) if cycle.section else None
    if known is None:
        return {}
    return {(str(code), str(name)): round(total * rate / _PER_CENT) for code, name, rate in zip(known["state"], known["name"], known["rate"], strict=True)}


@dataclass(frozen=True)
class Outcome:
    """A variant beside what is: its name, the cells that were changed, both cases, the faults for which the statements can't follow, and in which language it is printed."""

    name: str
    cells: tuple[Changed, ...]
    base: Case
    changed: Case
    faults: tuple[Fault, ...] = ()
    words: Console = ENGLISH

    def moved(self, part: Callable[[Case], Mapping[Any, int]]) -> dict[Any, Pair]:
        """Return what moved of a part of the cases, by its key: before and now; what one of them lacks is nothing there."""
        before, now = part(self.base), part(self.changed)
        pairs = {key: (before.get(key, 0), now.get(key, 0)) for key in {**before, **now}}
        return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}

    def as_dict(self) -> dict[str, Any]:
        """Return the outcome as its JSON document."""
        before, now = self.base.total, self.changed.total
        return {
            "variant": self.name,
            "cells": [{"sheet": each.sheet, "cell": each.cell, "row": each.row, "column": each.column, "before": _plain(each.before), "now": _plain(each.now)} for each in self.cells],
            "lines": [dict(zip(self.base.axes, place, strict=True)) | _pair(pair) for place, pair in self.moved(lines_of_case).items()],
            "total": _pair((before, now)),
            "states": [{"iso3": code, "state": name, "before": was, "now": bill} for (code, name), (was, bill) in self.moved(_states).items()],
            "statements": [{"symbol": symbol, **_pair((self.base.statements[symbol], asked))} for symbol, asked in self.changed.statements.items()],
            "faults_of_statements": [each.as_dict() for each in self.faults],
        }

    def text(self) -> Iterator[str]:
        """Yield what was changed, cell by cell."""
        words = self.words
        yield words(counted(*_CELLS, len(self.cells), name=words.name(self.name)))
        yield from (f"  {each.sheet}!{each.cell} {each.called}: {each.column} {words(_shown(each.before, each.unit))} → {words(_shown(each.now, each.unit))}" for each in self.cells[:_MOST])
        yield from [f"  {words(counted(*_MORE_CELLS, len(self.cells) - _MOST))}"] if len(self.cells) > _MOST else []

    def lines(self) -> Iterator[str]:
        """Yield the outcome as text: what was changed, the lines that moved and the total, the States that bear most of it, and the statements."""
        yield from self.text()
        scale, words = self.base.scale, self.words
        if scale is None:
            return
        yield ""
        yield self._row("", ("Now", "Variant", "Difference"))
        yield from (self._row(_named(place, words), map(scale.text, (was, now, now - was))) for place, (was, now) in self.moved(lines_of_case).items())
        was, now = self.base.total, self.changed.total
        yield self._row(_total(self.base, scale, words), map(scale.text, (was, now, now - was)))
        yield from self._states()
        yield from self._statements()

    def _states(self) -> Iterator[str]:
        found = sorted(self.moved(_states).items(), key=lambda each: -abs(each[1][1] - each[1][0]))
        if found:
            yield ""
            yield self.words("Of it, the States that bear most of the difference")
            yield from (self._row(self.words.name(name, "state"), _moved(pair)) for (_, name), pair in found[:_MOST])
            yield from [self.words(phrase("… and {count:,} more; --json lists them all", count=len(found) - _MOST))] if len(found) > _MOST else []

    def _statements(self) -> Iterator[str]:
        found = self.changed.statements
        if found or self.faults:
            yield ""
            yield self.words(phrase("Additional appropriation of each statement, {currency}", currency=self.base.currency))
        yield from (self._row(symbol, _moved((self.base.statements[symbol], asked))) for symbol, asked in found.items())
        yield from (self.words(phrase("Can't follow: {fault}", fault=AsTyped(f"{each.workbook}, {placed(each, self.words)}"))) for each in self.faults[:_MOST])
        yield from [self.words(counted(*_MORE_FAULTS, len(self.faults) - _MOST))] if len(self.faults) > _MOST else []

    def _row(self, label: str, cells: Iterable[str]) -> str:
        return aligned(label, map(self.words.signed, cells), _LABEL)


def side_by_side(base: Case, found: Sequence[Outcome], words: Console = ENGLISH) -> Iterator[str]:
    """Yield variants side by side with what is: the lines that any of them moves, the total, the States that bear most, and the statements."""
    scale = base.scale
    if scale is None:
        return
    cases, names = [base, *(each.changed for each in found)], ["Now", *(each.name for each in found)]
    wide = max(10, *map(len, map(words.name, names))) + 1
    most = sorted(_any(found, _states), key=lambda state: -base.states.get(state, 0))[:_MOST]
    rows = {"": [*map(words.name, names)]}
    rows |= {_named(place, words): [scale.text(each.lines.get(place, 0)) for each in cases] for place in _any(found, lines_of_case)}
    rows |= {_total(base, scale, words): [scale.text(each.total) for each in cases]}
    rows |= {f"{words.name(state[1], 'state')}, {base.currency}": [f"{each.states.get(state, 0):,.0f}" for each in cases] for state in most}
    asked = {symbol: phrase("{draft}, additional, {currency}", draft=AsTyped(symbol), currency=base.currency) for symbol in base.statements}
    rows |= {words(label): [_asked(each, symbol) for each in cases] for symbol, label in asked.items()}
    yield ""
    yield words("Side by side")
    yield from (aligned(label, map(words, cells), _BESIDE, wide) for label, cells in rows.items())


def _named(place: tuple[str, str], words: Console) -> str:
    """Return the place of a printed line in words: `Conferences / Travel`."""
    return " / ".join(map(words.name, place))


def _total(base: Case, scale: Scale, words: Console) -> str:
    return f"{words('Total')}, {words(scale.unit(base.currency))}"


def _any(found: Sequence[Outcome], part: Callable[[Case], Mapping[Any, int]]) -> list[Any]:
    return list(dict.fromkeys(key for each in found for key in each.moved(part)))


def _asked(case: Case, symbol: str) -> str:
    return f"{case.statements[symbol]:,.0f}" if symbol in case.statements else "n/a"


def lines_of_case(case: Case) -> Mapping[tuple[str, str], int]:
    """Return the printed lines of a case: a part of it whose moves an `Outcome` can be asked for."""
    return case.lines


def _states(case: Case) -> Mapping[tuple[str, str], int]:
    return case.states


def _pair(pair: Pair) -> dict[str, float]:
    return {"before": pair[0], "now": pair[1], "difference": pair[1] - pair[0]}


def _moved(pair: Pair) -> tuple[str, str, str]:
    before, now = pair
    return f"{before:,.0f}", f"{now:,.0f}", f"{now - before:+,.0f}" if now != before else "–"


def _shown(value: Any, unit: str) -> str:  # noqa: ANN401 - whatever a cell may hold
    """Return the value of a cell, in its unit, as a person reads it."""
    plain = _plain(value)
    return "empty" if plain is None else plain if isinstance(plain, str) else number(plain, unit)


def _plain(value: Any) -> str | float | None:  # noqa: ANN401 - whatever a cell may hold
    """Return the value of a cell as a JSON document has it: a day as 2004-09-06."""
    if value is None or isinstance(value, str | int | float):
        return value
    return f"{value:%Y-%m-%d}"
