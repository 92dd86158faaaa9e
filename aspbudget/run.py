"""A run: read, check, cost, write, reconcile, and only then put the workbook in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aspbudget import read
from aspbudget.check import Inputs, check
from aspbudget.cost import Figures, cost
from aspbudget.model import Catalogue, Printed, catalogue
from aspbudget.printed import amounts
from aspbudget.reconcile import Reconciliation, reconcile
from aspbudget.workbook import standing, write_section
from aspbudget.workspace import Workspace, publish

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.appendix import Standing



class Disagreement(Exception):  # noqa: N818 - two engines disagree
    """The second engine computed other values than were written; nothing was put in place."""

    def __init__(self, reconciliation: Reconciliation) -> None:
        self.reconciliation = reconciliation
        super().__init__("\n".join(str(difference) for difference in reconciliation.differences))


@dataclass(frozen=True)
class Ready:
    """A cycle whose inputs are checked and whose figures are computed."""

    cycle: str
    inputs: Inputs
    figures: Figures

    @property
    def catalogue(self) -> Catalogue:
        """The models."""
        return self.figures.catalogue

    @property
    def layout(self) -> Printed:
        """The printed table of the section: the first that the models declare."""
        return next(layout for model in self.catalogue.models for layout in model.printed)

    @property
    def standing(self) -> Standing:
        """Whether the outputs are a draft, and why."""
        return standing(self.catalogue, self.inputs)


@dataclass(frozen=True)
class Run:
    """A finished run: what was computed, what was written, and what the second engine found."""

    ready: Ready
    files: tuple[str, ...]
    reconciliations: tuple[tuple[str, Reconciliation], ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the run as its JSON document."""
        ready = self.ready
        section = section_of(ready)
        return {
            "cycle": ready.cycle,
            "currency": str(ready.inputs.cycle["currency"]),
            "status": ready.standing.word,
            "section": section,
            "total": sum(line["amount"] for line in section),
            "files": list(self.files),
            "checks": [
                {"name": name, "engine": each.engine, "cells": each.cells, "different": len(each.differences)}
                for name, each in self.reconciliations
            ],
            "assumptions": {"illustrative": len(ready.standing.illustrative), "missing": len(ready.standing.missing)},
        }


def prepare(workspace: Workspace, cycle: str, say: Callable[[str], None]) -> Ready:
    """Read and check a cycle's inputs and compute its figures; raise `Refused` with every fault."""
    path = workspace.inputs(cycle)
    label = workspace.label(path)
    say(f"Reading   {label}")
    raw = read.read(path, label)
    say(f"Checking  {len(raw.sheets)} sheets")
    models = catalogue()
    inputs = check(models, raw)
    if inputs.examples:
        say(f"Ignoring  {inputs.examples} example rows")
    say(f"Costing   {sum(len(frame) for frame in inputs.frames.values()):,} rows, {len(models.figures)} lines")
    return Ready(cycle, inputs, cost(models, inputs.frames, inputs.named))


def run(workspace: Workspace, cycle: str, say: Callable[[str], None]) -> Run:
    """Do the main job for a cycle; raise `Refused` or `Disagreement`, and then leave every file as it was."""
    ready = prepare(workspace, cycle, say)
    path = workspace.outputs(cycle)
    label = workspace.label(path)
    say(f"Writing   {label}")
    emitted = write_section(ready.figures, ready.inputs)
    say(f"Proving   {len(emitted.formulas):,} formulas with a second engine")
    found = reconcile(emitted.data, emitted.formulas)
    if found.differences:
        raise Disagreement(found)
    publish({path: emitted.data})
    return Run(ready, (label,), ((label, found),))


def section_of(ready: Ready) -> list[dict[str, Any]]:
    """Return the section, a row for each sub-programme and object: what it costs, and the printed amount."""
    layout, figures = ready.layout, ready.figures
    printed = amounts(figures, layout, layout.figures[0][0])
    unrounded = amounts(figures, layout, "unrounded")
    return [
        {"sub_programme": across, "object": down, "unrounded": round_cents(unrounded[down, across]), "amount": int(printed[down, across])}
        for down, across in printed
    ]


def round_cents(amount: float) -> float:
    """Return an amount without the noise of adding up cents in binary."""
    return float(f"{amount:.2f}")
