"""A run: read, check, cost, write, reconcile, and only then put the workbook in place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aspbudget import read
from aspbudget.catalogue import Catalogue, catalogue, workbooks
from aspbudget.check import Inputs, check
from aspbudget.faults import Fault, Refused, count
from aspbudget.layout import Printed
from aspbudget.printed import amounts
from aspbudget.reconcile import Reconciliation, reconcile
from aspbudget.workbook import standing, write_workbook
from aspbudget.workspace import NoCycle, Workspace, publish

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.appendix import Standing
    from aspbudget.compare import Comparison
    from aspbudget.cost import Figures


_MOST_SHOWN = 20


class Disagreement(Exception):
    """The second engine computed other values than were written; nothing was put in place."""

    def __init__(self, reconciliations: list[Reconciliation]) -> None:
        self.differences = [difference for each in reconciliations for difference in each.differences]
        shown = [str(difference) for difference in self.differences[:_MOST_SHOWN]]
        more = len(self.differences) - len(shown)
        super().__init__("\n".join([*shown, *([f"… and {more:,} more."] if more else [])]))


@dataclass(frozen=True)
class Ready:
    """The workbook of a cycle whose inputs are checked and whose figures are computed."""

    cycle: str
    workbook: str
    inputs: Inputs
    figures: Figures

    @property
    def catalogue(self) -> Catalogue:
        """The models."""
        return self.figures.catalogue

    @property
    def layout(self) -> Printed:
        """The printed table of the section: the first that the models declare."""
        layouts = [layout for model in self.catalogue.models for layout in model.printed]
        return next(layout for layout in layouts if isinstance(layout, Printed))

    @cached_property
    def standing(self) -> Standing:
        """Whether the outputs are a draft, and why."""
        return standing(self.catalogue, self.inputs)


@dataclass(frozen=True)
class Run:
    """A finished run: what was computed, what was written, and what the second engine found."""

    ready: tuple[Ready, ...]
    files: tuple[str, ...]
    reconciliations: tuple[Reconciliation, ...]

    @property
    def section(self) -> Ready | None:
        """The section, when the cycle has one."""
        return next((ready for ready in self.ready if ready.workbook == "section"), None)

    def as_dict(self) -> dict[str, Any]:
        """Return the run as its JSON document; a cycle with contributions alone has no lines of a section."""
        section = section_of(self.section) if self.section else []
        standings = [ready.standing for ready in self.ready]
        return {
            "cycle": self.ready[0].cycle,
            "currency": str(self.ready[0].inputs.cycle["currency"]),
            "status": next((standing.word for standing in standings if standing.reasons), standings[0].word),
            "section": section,
            "total": sum(line["amount"] for line in section),
            "files": list(self.files),
            "checks": [
                {"name": name, "engine": each.engine, "cells": each.cells, "different": len(each.differences)}
                for name, each in zip(self.files, self.reconciliations, strict=True)
            ],
            "assumptions": {
                "illustrative": sum(len(standing.illustrative) for standing in standings),
                "missing": sum(len(standing.missing) for standing in standings),
            },
        }


def prepare(workspace: Workspace, cycle: str, say: Callable[[str], None]) -> tuple[Ready, ...]:
    """Read and check all input workbooks of a cycle and compute their figures; raise `Refused` with every fault of all."""
    ready: list[Ready] = []
    known = workbooks()
    faults = [Fault(workspace.label(path), "", "", _unread(known)) for path in workspace.strangers(cycle, known)]
    for workbook in workspace.workbooks(cycle, known):
        try:
            ready.append(_prepared(workspace, cycle, workbook, say))
        except Refused as refused:
            faults += refused.faults
    if faults:
        raise Refused(faults)
    return tuple(ready)


def _unread(known: list[str]) -> str:
    names = " or ".join(f"{name}.xlsx" for name in known)
    return f"This file is not read; save it as {names}, or move it out of the folder."


def _prepared(workspace: Workspace, cycle: str, workbook: str, say: Callable[[str], None]) -> Ready:
    path = workspace.inputs(cycle, f"{workbook}.xlsx")
    label = workspace.label(path)
    say(f"Reading   {label}")
    raw = read.read(path, label)
    say(f"Checking  {len(raw.sheets)} sheets")
    models = catalogue(workbook)
    inputs = check(models, raw, cycle)
    if inputs.examples:
        say(f"Ignoring  {count(inputs.examples, 'example row')}")
    say(f"Costing   {sum(len(frame) for frame in inputs.frames.values()):,} rows, {len(models.figures)} lines")
    return Ready(cycle, workbook, inputs, inputs.figures)


def run(workspace: Workspace, cycle: str, say: Callable[[str], None], *, pages: bool = False) -> Run:
    """Do the main job for a cycle, on demand with the models' pages.

    Raises `Refused` or `Disagreement`, and then leaves every file as it was.
    """
    ready = prepare(workspace, cycle, say)
    finished: dict[Path, bytes] = {}
    found: list[Reconciliation] = []
    for each in ready:
        path = workspace.outputs(cycle, f"{each.workbook}.xlsx")
        say(f"Writing   {workspace.label(path)}")
        emitted = write_workbook(each.figures, each.inputs, pages=pages, found=_earlier(workspace, each))
        say(f"Proving   {len(emitted.formulas):,} formulas with a second engine")
        found.append(reconcile(emitted.data, emitted.formulas))
        finished[path] = emitted.data
    if any(each.differences for each in found):
        raise Disagreement(found)
    publish(finished)
    return Run(ready, tuple(workspace.label(path) for path in finished), tuple(found))


def _earlier(workspace: Workspace, ready: Ready) -> Comparison | str:
    """Return how a section compares with the earlier one in the workspace, or why that can't be said."""
    from aspbudget.compare import with_earlier  # noqa: PLC0415 - it compares what is made ready here

    return with_earlier(workspace, ready)


def section_of(ready: Ready) -> list[dict[str, Any]]:
    """Return the section, a row for each sub-programme and object: what it costs, and the printed amount."""
    layout, figures = ready.layout, ready.figures
    printed = amounts(figures, layout, layout.figures[0][0])
    unrounded = amounts(figures, layout, "unrounded")
    return [
        {
            "sub_programme": across,
            "object": down,
            "unrounded": round_cents(unrounded[down, across]),
            "amount": int(printed[down, across]),
        }
        for down, across in printed
    ]


def round_cents(amount: float) -> float:
    """Return an amount without the noise of adding up cents in binary."""
    return float(f"{amount:.2f}")


def costed(cycle: str | None = None, workspace: str | Path = ".", workbook: str = "section") -> Figures:
    """Return all figures of a cycle, for a notebook: `costed("2004").frame("posts")` is a DataFrame.

    The newest cycle is taken when none is named. Raises `Refused` with every fault of the inputs.
    """
    place = Workspace(Path(workspace).resolve())
    chosen = place.cycle(cycle)
    for ready in prepare(place, chosen, lambda _: None):
        if ready.workbook == workbook:
            return ready.figures
    message = f"Cycle {chosen} has no {workbook}.xlsx; it has {', '.join(place.workbooks(chosen, workbooks()))}."
    raise NoCycle(message)
