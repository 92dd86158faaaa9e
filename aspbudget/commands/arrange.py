"""The command `slots`: the days of a calendar with their slots, and with `--arrange` the cheapest places for meetings without a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from aspbudget.commands.drafts import read_rows
from aspbudget.declare.layout import Timetable
from aspbudget.declare.sheet import sentence
from aspbudget.faults import Fault, Refused, count
from aspbudget.figures.catalogue import catalogue, workbooks
from aspbudget.figures.timetable import Arrangement, Calendar, NoPlacement, arrange, calendar, timetables
from aspbudget.inputs.ready import Cycle, prepare
from aspbudget.inputs.worded import with_own_title
from aspbudget.verbs import Answer
from aspbudget.workspace import SECTION, NoCycle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas as pd

    from aspbudget.figures.timetable import Day, Slot
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Ready
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

ARRANGED = "arranged.xlsx"
_DAY, _PART = 16, 11


@dataclass(frozen=True)
class Slots:
    """The calendars of a cycle and, when meetings were placed, the placement and the workbook that shows it.

    `drafts` are the placements for draft resolutions: the symbol of each, and its meetings placed in the calendar of the section.
    """

    ready: Ready
    calendars: tuple[Calendar, ...]
    arrangement: Arrangement | None = None
    files: tuple[str, ...] = ()
    drafts: tuple[tuple[str, Arrangement], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the slots as their JSON document."""
        document: dict[str, Any] = {"cycle": self.ready.cycle, "currency": str(self.ready.inputs.cycle["currency"])}
        for each in self.calendars:
            document |= each.as_dict()
        arranged = self.arrangement.as_dict() if self.arrangement else None
        drafts = [{"symbol": symbol, "arrangement": each.as_dict()} for symbol, each in self.drafts]
        return document | {"arrangement": arranged, "files": list(self.files), "drafts": drafts}

    def lines(self) -> Iterator[str]:
        """Yield the slots as text, and after them the placement and what was written."""
        for each in self.calendars:
            yield from lines(each)
        currency, sheet = str(self.ready.inputs.cycle["currency"]), _to_place(self.ready)
        if self.arrangement:
            yield from self.arrangement.lines(currency, sheet)
        for symbol, placed in self.drafts:
            yield f"Draft     {symbol}, beside the section"
            yield from placed.lines(currency, sheet)
        yield from (f"Written   {file}" for file in self.files)


def slots(asked: Asked) -> Answer:
    """Show the days of the sessions with their slots, and with `--arrange` where meetings without a day would cost least."""
    find = arranged if asked.options.arrange else as_entered
    found = find(asked.workspace, asked.cycle(SECTION), asked.say)
    return Answer(found.as_dict(), found.lines())


def as_entered(workspace: Workspace, cycle: str, say: Callable[[str], None]) -> Slots:
    """Return the slots of a cycle as its input has them; raise `Refused` with every fault of the inputs."""
    ready = _section(workspace, cycle, say)
    return Slots(ready, tuple(calendar(ready.figures, grid) for grid in timetables(ready.figures)))


def arranged(workspace: Workspace, cycle: str, say: Callable[[str], None]) -> Slots:
    """Return the slots of a cycle with the meetings without a day placed where they cost least, and write that section as `arranged.xlsx`.

    Raises `Refused` with the cells to change where the limits leave no place, and `Disagreement` when the second engine computes other
    values; then no file changes. The input workbook is never altered.
    """
    ready = _section(workspace, cycle, say)
    drafts = [each for each in read_rows(workspace, Cycle(cycle, (ready,)), say) if each.waiting]
    say(f"Arranging sheet {_to_place(ready)}")
    found = _arranged(ready, ready.inputs, ready.inputs.frames)
    placements = tuple((str(each.heading["symbol"]), _arranged(ready, each.inputs, each.with_draft())) for each in drafts)
    calendars = tuple(calendar(found.figures, grid) for grid in timetables(found.figures))
    files = _written(workspace, ready, found, say) if found.placed else ()
    return Slots(ready, calendars, found, files, placements)


def _to_place(ready: Ready) -> str:
    """Return what the sheet of the meetings without a day is called in the workbook."""
    return ready.inputs.title(ready.catalogue.tables[timetables(ready.figures)[0].waiting[0]])


def _arranged(ready: Ready, inputs: Inputs, frames: Mapping[str, pd.DataFrame]) -> Arrangement:
    """Return the cheapest places for the meetings without a day; raise `Refused` with the cells to change where there are none."""
    grid = timetables(ready.figures)[0]
    try:
        return arrange(grid, ready.catalogue, frames, inputs.named)
    except NoPlacement as none:
        raise Refused(_faults(inputs, none)) from none


def _section(workspace: Workspace, cycle: str, say: Callable[[str], None]) -> Ready:
    """Return the workbook of a cycle whose models have a calendar; no other is read."""
    known = (each for each in workbooks(workspace.content) if catalogue(each, workspace.content).layouts(Timetable))
    if name := next(known, ""):
        for ready in prepare(workspace, cycle, say, (name,)).workbooks:
            return ready
    message = f"Cycle {cycle} has no section.xlsx, so that it has no slots."
    raise NoCycle(message)


def _faults(inputs: Inputs, none: NoPlacement) -> list[Fault]:
    worded = inputs.worded or inputs.figures.catalogue
    return [
        Fault(inputs.label, *inputs.place(each.table, each.column, each.row), with_own_title(worded, each.table.name, each.column, each.message))
        for each in none.broken
    ]


def _written(workspace: Workspace, ready: Ready, found: Arrangement, say: Callable[[str], None]) -> tuple[str, ...]:
    """Write the section with the meetings placed, under a title that says so, and return its path as shown."""
    from aspbudget.files.publish import publish  # noqa: PLC0415 - slots that are only shown write nothing
    from aspbudget.workbooks.cycle_book import write_workbook  # noqa: PLC0415 - as above
    from aspbudget.workbooks.proving import proof_of  # noqa: PLC0415 - as above
    from aspbudget.workbooks.reconcile import Disagreement  # noqa: PLC0415 - as above

    title = found.frames["cycle"].assign(section=f"{ready.inputs.cycle['section']}, with the {timetables(ready.figures)[0].table} placed")
    inputs = replace(ready.inputs, frames=found.frames | {"cycle": title}, figures=found.figures)
    path = workspace.outputs(ready.cycle, ARRANGED)
    say(f"Writing   {workspace.label(path)}")
    emitted = write_workbook(found.figures, inputs)
    say(f"Proving   {len(emitted.formulas):,} formulas with a second engine")
    proven = proof_of(emitted.data, emitted.formulas)
    if proven.differences:
        raise Disagreement([proven])
    publish({path: emitted.data})
    return (workspace.label(path),)


def lines(found: Calendar) -> Iterator[str]:
    """Yield a calendar as text: a heading for each period, a line for each slot with what is free in it, and what has no day yet."""
    for period in found.periods:
        yield f"{period.name}: {count(len(period.free), f'free {found.grid.part}')} of serviced days"
        for day in period.days:
            yield from _lines(day, found.grid.limit[1])
        yield ""
    for name, number in found.waiting:
        yield f"No day yet: {name}, {number} {found.grid.table if number > 1 else found.grid.shown}"


def _lines(day: Day, limit: str) -> Iterator[str]:
    label = f"{day.day:%a} {day.day.day:>2} {day.day:%b %Y}"
    if day.weekend and not day.used:
        yield f"  {label:<{_DAY}}  weekend"
        return
    for place, slot in enumerate(day.slots):
        yield f"  {'' if place else label:<{_DAY}}  {slot.part:<{_PART}}{_slot(slot, limit)}"


def _slot(slot: Slot, limit: str) -> str:
    entries = ["; ".join(slot.entries) or "–"]
    free = ", ".join(count(round(number), sentence(name).lower().removesuffix("s")) for name, number in slot.idle)
    entries += [f"free: {free}"] if slot.free else []
    entries += [f"{limit} left: {slot.left}"] if slot.left is not None else []
    return "  |  ".join(entries)
