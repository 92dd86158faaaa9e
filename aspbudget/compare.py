"""Comparing: two cycles, or two input workbooks: what was entered otherwise, what figures moved, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aspbudget import read
from aspbudget.bridge import Between, Bridge, Incomparable, bridge, symmetric
from aspbudget.catalogue import catalogue
from aspbudget.changes import CAME, CHANGED, WENT, Change, Suggestion, changes, suggestions
from aspbudget.check import check
from aspbudget.faults import Refused, count
from aspbudget.printed import lines_of
from aspbudget.report import aligned, thousands
from aspbudget.run import Ready
from aspbudget.workspace import NoCycle, follows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.bridge import Bar
    from aspbudget.printed import Amounts, Place
    from aspbudget.workspace import Workspace

_SECTION = "section"
_MOST = 40
_LABEL = 38


@dataclass(frozen=True)
class Comparison:
    """Two sections compared: the changes of inputs, the figures, the bridge, and perhaps its symmetric split."""

    between: Between
    changes: tuple[Change, ...]
    suggestions: tuple[Suggestion, ...]
    bridge: Bridge
    split: dict[str, dict[Place, float]] | None = None

    @property
    def figures(self) -> tuple[Amounts, Amounts]:
        """The printed lines of both sections, as today's models cost them."""
        old, new = self.between.old, self.between.new
        return lines_of(old.figures, new.layout), lines_of(new.figures, new.layout)

    @property
    def counted(self) -> tuple[Change, ...]:
        """The changes on which the section depends."""
        return tuple(change for change in self.changes if change.counts)

    def as_dict(self) -> dict[str, Any]:
        """Return the comparison as its JSON document; with a symmetric split, each cause says its average as well."""
        old, new = self.figures
        moved = [place for place in {**old, **new} if old.get(place, 0) != new.get(place, 0)]
        return {
            "old": _side(self.between.old, sum(old.values())),
            "new": _side(self.between.new, sum(new.values())),
            "inputs": {
                kind: [each.as_dict() for each in self.counted if each.kind == kind] for kind in (CHANGED, CAME, WENT)
            }
            | {
                "renamed": [each._asdict() for each in self.suggestions],
                "notes": len(self.changes) - len(self.counted),
            },
            "figures": [_line(place) | {"old": old.get(place, 0), "new": new.get(place, 0)} for place in moved],
            "bridge": self._bridge(),
        }

    def _bridge(self) -> dict[str, Any]:
        found = self.bridge
        return {
            "from": "approved" if found.approved else "the earlier section as costed today",
            "start": sum(found.start.values()),
            "causes": [self._bar(bar) for bar in found.bars],
            "end": sum(found.end.values()),
            "residual": found.residual,
        }

    def _bar(self, bar: Bar) -> dict[str, Any]:
        split = {} if self.split is None else {"symmetric": round(sum(self.split.get(bar.cause.name, {}).values()), 2)}
        return {
            "cause": bar.cause.name,
            "title": bar.cause.title,
            "amount": bar.total,
            **split,
            "lines": [_line(place) | {"amount": amount} for place, amount in bar.amounts.items() if amount],
            "rows": [
                {"sheet": row.sheet, "key": row.key, **_line(row.place), "amount": row.amount} for row in bar.rows
            ],
            "inputs": [
                {"sheet": each.sheet, "key": each.key, "column": each.column, "cell": each.cell} for each in bar.cells
            ],
        }


def _side(ready: Ready, total: int) -> dict[str, Any]:
    return {"cycle": ready.cycle, "input": ready.inputs.label, "sha256": ready.inputs.sha256, "total": total}


def _line(place: Place) -> dict[str, str]:
    return {"sub_programme": place[0], "object": place[1]}


def compare(old: Ready, new: Ready, *, split: bool = False) -> Comparison:
    """Return two sections compared, with `split` also the symmetric split of the bridge."""
    between = Between.of(old, new)
    found = bridge(between)
    averages = symmetric(between) if split else None
    return Comparison(between, tuple(changes(between.both)), tuple(suggestions(between.both)), found, averages)


def side(workspace: Workspace, name: str) -> Ready:
    """Return the section that a person names: by its cycle, or by the path of an input workbook.

    Raises `NoCycle` when there is none of that name, and `Refused` with every fault of its inputs.
    """
    path = Path(name)
    if path.suffix.lower() == ".xlsx":
        if not path.exists():
            message = f"There is no workbook {name}; name a cycle, such as 2004, or the path of an input workbook."
            raise NoCycle(message)
        return opened(path, name)
    path = workspace.inputs(workspace.cycle(name))
    if not path.exists():
        message = f"Cycle {name} has no {workspace.label(path)}, so there is no section to compare."
        raise NoCycle(message)
    return opened(path, workspace.label(path), name)


def with_earlier(workspace: Workspace, ready: Ready) -> Comparison | str:
    """Return how a section compares with that of the cycle before, or why that can't be said.

    Of a workbook that holds no section there is nothing to say.
    """
    if ready.workbook != _SECTION:
        return ""
    before = next((cycle for cycle in workspace.cycles() if follows(cycle, ready.cycle)), "")
    path = workspace.inputs(before)
    if not before or not path.exists():
        return "the workspace has no section of the cycle before"
    try:
        return compare(opened(path, workspace.label(path), before), ready)
    except Incomparable as gap:
        return str(gap)
    except Refused as refused:
        faults = count(len(refused.faults), "cell")
        return f"{workspace.label(path)} has {faults} to correct; aspbudget check {before} lists them"


def opened(path: Path, label: str, cycle: str = "") -> Ready:
    """Return the section of an input workbook, checked and costed."""
    models = catalogue(_SECTION)
    inputs = check(models, read.read(path, label), cycle)
    return Ready(str(inputs.cycle["cycle"]), _SECTION, inputs, inputs.figures)


def lines(found: Comparison) -> Iterator[str]:
    """Yield the comparison as text: the bridge by sub-programme, what moved, and rows that may have been renamed."""
    old, new = found.between.old, found.between.new
    yield f"From {old.inputs.label} to {new.inputs.label}, thousands of {new.inputs.cycle['currency']}"
    yield ""
    yield from _table(found)
    for title, kind in (("Cells that moved", CHANGED), ("Rows that came", CAME), ("Rows that went", WENT)):
        listed = [each for each in found.counted if each.kind == kind]
        if listed:
            yield ""
            yield title
            yield from _cut([_said(each) for each in listed])
    if found.suggestions:
        yield ""
        yield "May be the same row under another name; say so in sheet Renamed, and it counts as one"
        yield from _cut([f"{each.sheet}: {each.before} → {each.now}" for each in found.suggestions])
    notes = len(found.changes) - len(found.counted)
    yield ""
    others = count(notes, "more change")
    yield f"{others} of sources, dates and other notes, and of sheets on which the section does not depend."


def _table(found: Comparison) -> Iterator[str]:
    columns = list(dict.fromkeys(place[0] for place in found.bridge.places))
    average = found.split is not None
    yield _row("", [*columns, "Total", *(["Symmetric"] if average else [])])
    start = "Approved" if found.bridge.approved else f"{found.between.old.cycle}, as costed today"
    yield _row(start, _across(found.bridge.start, columns))
    for bar in found.bridge.bars:
        mean = sum((found.split or {}).get(bar.cause.name, {}).values())
        yield _row(bar.cause.title, [*_across(bar.amounts, columns), *([_thousands(mean)] if average else [])])
    yield _row(f"Proposed, {found.between.new.cycle}", _across(found.bridge.end, columns))
    yield _row("Residual", [""] * len(columns) + [_thousands(found.bridge.residual)])


def _across(amounts: Amounts, columns: list[str]) -> list[str]:
    totals = [sum(amount for place, amount in amounts.items() if place[0] == column) for column in columns]
    return [_thousands(total) for total in (*totals, sum(totals))]


def _row(label: str, cells: Iterable[str]) -> str:
    return aligned(label, cells, _LABEL)


def _thousands(amount: float) -> str:
    return thousands(amount / 1000)


def _said(change: Change) -> str:
    where = f"{change.sheet}!{change.cell} {change.key}"
    if change.kind != CHANGED:
        return f"{where}  [{change.cause}]"
    return f"{where}: {change.column} {shown(change.old)} → {shown(change.new)}  [{change.cause}]"


def shown(value: object) -> str:
    """Return a cell's value as text."""
    return "empty" if value is None else f"{value:,.10g}" if isinstance(value, float) else str(value)


def _cut(listed: list[str]) -> Iterator[str]:
    yield from (f"  {text}" for text in listed[:_MOST])
    if len(listed) > _MOST:
        yield f"  … and {len(listed) - _MOST} more; --json lists them all"
