"""The command `what-if`: the section and what each State pays, with cells of the inputs changed in a copy; the inputs stay as they are."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.commands.issue import states_of
from aspbudget.commands.text import aligned
from aspbudget.faults import WrongUse, count
from aspbudget.figures.printed import lines_of
from aspbudget.files.one_file import put, refuse
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read_bytes
from aspbudget.inputs.ready import Cycle, Ready, prepare
from aspbudget.inputs.variant import Change, Changed, NoSuchCell, applied, belongs, parsed
from aspbudget.lines.adding import add_up
from aspbudget.lines.texts import number
from aspbudget.verbs import Answer
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workbooks.reconcile import Disagreement, reconcile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from aspbudget.inputs.inputs import Inputs
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

_LISTS = ".json"
_PER_CENT = 100
_LABEL = 54
_MOST = 10


class Variant(NamedTuple):
    """What follows from changes: its name, the cells that were changed, the cycle with them, and the bytes of the workbooks that were changed."""

    name: str
    cells: tuple[Changed, ...]
    cycle: Cycle
    data: Mapping[str, bytes]


def what_if(asked: Asked) -> Answer:
    """Compute a cycle with cells changed, as often as there are lists of changes, beside what it is now."""
    options, workspace = asked.options, asked.workspace
    cycle = workspace.cycle(options.cycle)
    wanted = _wanted(options.changes)
    target = {name: Path(path) for name, path in (("output", options.output), ("accept", options.accept)) if path}
    if target and len(wanted) > 1:
        message = f"One variant can be written at a time, and there are {len(wanted)}; name one list of changes."
        raise WrongUse(message)
    for path in target.values():
        refuse(path, ".xlsx")
    checked = prepare(workspace, cycle, asked.say)
    variants = [varied(workspace, checked, name, changes) for name, changes in wanted.items()]
    files = _written(target, variants[0]) if target else []
    found = [Outcome(workspace, checked, each) for each in variants]
    document = {"cycle": checked.name, "currency": str(checked.workbooks[0].inputs.cycle["currency"]), "variants": [each.as_dict() for each in found], "files": files}
    return Answer(document, [*(line for each in found for line in each.lines()), *([f"Written   {', '.join(files)}"] if files else [])])


def _wanted(given: Sequence[str]) -> dict[str, list[Change]]:
    """Return the changes of each variant, by its name: a list that the page wrote is one, and all that are written out are one together."""
    variants: dict[str, list[Change]] = {}
    for text in given:
        if text.casefold().endswith(_LISTS):
            variants[Path(text).stem] = list(_listed(Path(text)))
        else:
            variants.setdefault("as written", []).append(parsed(text))
    return variants


def _listed(path: Path) -> Iterator[Change]:
    """Yield the changes of a list; raise `NoSuchCell` where the file is none."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        found = [Change(str(each["sheet"]), str(each["row"]), str(each["column"]), each["value"], None, str(each.get("workbook", ""))) for each in document["changes"]]
    except FileNotFoundError:
        message = f"There is no file {path}; name the list of changes that the page lets you download, or write a change out."
        raise NoSuchCell(message) from None
    except (KeyError, TypeError, ValueError) as error:
        message = f"{path} is no list of changes; download one from the page of the cycle."
        raise NoSuchCell(message) from error
    if not found:
        message = f"{path} has no change."
        raise NoSuchCell(message)
    yield from found


def varied(workspace: Workspace, checked: Cycle, name: str, changes: Sequence[Change]) -> Variant:
    """Return what follows from changes, computed as inputs are: read, checked, and refused where a workbook would be."""
    cells: list[Changed] = []
    workbooks: list[Ready] = []
    data: dict[str, bytes] = {}
    for ready in checked.workbooks:
        own = [each for each in changes if _place(checked, each) is ready]
        inputs = ready.inputs
        if own:
            path = workspace.inputs(checked.name, f"{ready.workbook}.xlsx")
            data[ready.workbook], done = applied(path.read_bytes(), ready.catalogue, inputs, own)
            cells += done
            inputs = check(ready.catalogue, read_bytes(data[ready.workbook], f"{inputs.label}, changed"), checked.name)
        workbooks.append(replace(ready, inputs=inputs, figures=inputs.figures))
    return Variant(name, tuple(cells), Cycle(checked.name, tuple(workbooks)), data)


def _place(checked: Cycle, change: Change) -> Ready:
    """Return the workbook that has the sheet of a change; raise `NoSuchCell` where none of the cycle has."""
    named = checked.of(change.workbook) if change.workbook else None
    if change.workbook and named is None:
        message = f'"{change.words}" is of {change.workbook}, which is no workbook of cycle {checked.name}; a switch of a statement is changed in its own workbook.'
        raise NoSuchCell(message)
    return named or next((each for each in checked.workbooks if belongs(each.catalogue, change)), checked.workbooks[0])


def _written(target: Mapping[str, Path], variant: Variant) -> list[str]:
    """Write the changed inputs as a new file, and the workbook of figures that follows from them, which says on every page what it is.

    Raises `WrongUse` where several workbooks are changed, of which one file could hold but one; then, and where the proof fails, nothing is written.
    """
    if len(variant.data) > 1:
        message = f"The changes are of {' and '.join(variant.data)}, and a file holds one workbook; name the changes of one of them."
        raise WrongUse(message)
    workbook, changed = next(iter(variant.data.items()))
    found = next(each for each in variant.cycle.workbooks if each.workbook == workbook)
    made = {path: changed if name == "accept" else _book(found.inputs) for name, path in target.items()}
    for path, data in made.items():
        put(path, data)
    return list(map(str, made))


def _book(inputs: Inputs) -> bytes:
    """Return the workbook of a variant, proven; its title says that it is one."""
    cycle = inputs.frames["cycle"]
    marked = replace(inputs, frames=inputs.frames | {"cycle": cycle.assign(section=f"VARIANT, not what is proposed: {inputs.cycle['section']}")})
    emitted = write_workbook(marked.figures, marked)
    found = reconcile(emitted.data, emitted.formulas)
    if found.differences:
        raise Disagreement([found])
    return emitted.data


class Outcome:
    """What changes move: printed lines of the section, and what each State pays of it or is assessed."""

    def __init__(self, workspace: Workspace, checked: Cycle, variant: Variant) -> None:
        self.workspace, self.checked, self.variant = workspace, checked, variant
        self.section = checked.section
        self.before, self.after = (lines_of(each.section.figures, each.section.layout) if each.section else {} for each in (checked, variant.cycle))

    @property
    def moved(self) -> list[tuple[tuple[str, str], int, int]]:
        """The printed lines that moved, each with its amount before and now."""
        places = {**self.before, **self.after}
        return [(place, self.before.get(place, 0), self.after.get(place, 0)) for place in places if self.before.get(place, 0) != self.after.get(place, 0)]

    @property
    def total(self) -> tuple[int, int]:
        """The section before and now."""
        return add_up(self.before.values()), add_up(self.after.values())

    def states(self) -> list[tuple[str, str, float, float]]:
        """Return what each State pays of the section, before and now, by its rate; none where the organisation assesses nobody."""
        known, found = (states_of(self.workspace, each) for each in (self.checked, self.variant.cycle))
        if self.section is None or known is None or found is None:
            return []
        before, after = known.set_index("state"), found.set_index("state")
        bills = (self.total[0] * before["rate"] / _PER_CENT, self.total[1] * after["rate"].reindex(before.index, fill_value=0.0) / _PER_CENT)
        return [(str(code), str(name), round(was), round(now)) for code, name, was, now in zip(before.index, before["name"], *bills, strict=True)]

    def as_dict(self) -> dict[str, Any]:
        """Return the outcome as its JSON document."""
        axes = self.section.catalogue.axes if self.section else ("", "")
        return {
            "variant": self.variant.name,
            "cells": [each._asdict() | {"before": _plain(each.before), "now": _plain(each.now)} for each in self.variant.cells],
            "lines": [dict(zip(axes, place, strict=True)) | {"before": was, "now": now, "difference": now - was} for place, was, now in self.moved],
            "total": {"before": self.total[0], "now": self.total[1], "difference": self.total[1] - self.total[0]},
            "states": [{"iso3": code, "state": name, "before": was, "now": now} for code, name, was, now in self.states() if was != now],
        }

    def lines(self) -> Iterator[str]:
        """Yield the outcome as text: what was changed, the lines that moved, the States that bear most of it, and last the total."""
        yield f"Variant   {self.variant.name}: {count(len(self.variant.cells), 'cell')} changed"
        yield from (f"  {each.sheet}!{each.cell} {each.row}: {each.column} {_shown(each.before)} → {_shown(each.now)}" for each in self.variant.cells[:_MOST])
        yield from [f"  … and {count(len(self.variant.cells) - _MOST, 'more cell')}; --json lists them all"] if len(self.variant.cells) > _MOST else []
        if self.section is None:
            return
        scale = self.section.layout.scale
        yield ""
        yield _row("", ("Now", "Variant", "Difference"))
        yield from (_row(" / ".join(place), map(scale.text, (was, now, now - was))) for place, was, now in self.moved)
        was, now = self.total
        yield _row(f"Total, {scale.unit(str(self.section.inputs.cycle['currency']))}", map(scale.text, (was, now, now - was)))
        yield from self._states()

    def _states(self) -> Iterator[str]:
        found = sorted((each for each in self.states() if each[2] != each[3]), key=lambda each: -abs(each[3] - each[2]))
        if found:
            yield ""
            yield "Of it, the States that bear most of the difference"
            yield from (_row(name, (f"{was:,.0f}", f"{now:,.0f}", f"{now - was:+,.0f}")) for _, name, was, now in found[:_MOST])
            yield from [f"… and {len(found) - _MOST} more; --json lists them all"] if len(found) > _MOST else []


def _row(label: str, cells: Iterable[str]) -> str:
    return aligned(label, cells, _LABEL)


def _shown(value: Any) -> str:  # noqa: ANN401 - whatever a cell may hold
    """Return the value of a cell as a person reads it."""
    plain = _plain(value)
    return "empty" if plain is None else plain if isinstance(plain, str) else number(plain)


def _plain(value: Any) -> str | float | None:  # noqa: ANN401 - whatever a cell may hold
    """Return the value of a cell as a JSON document has it: a day as 2004-09-06."""
    if value is None or isinstance(value, str | int | float):
        return value
    return f"{value:%Y-%m-%d}"
