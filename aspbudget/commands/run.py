"""The commands `cost` and `check`: a run reads, checks, computes, writes, proves, and only then puts its files in place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aspbudget.commands import report
from aspbudget.commands.compare import with_earlier
from aspbudget.commands.issue import ENGLISH, issue, read_statements
from aspbudget.documents.terms import Terms
from aspbudget.figures.printed import amounts
from aspbudget.inputs.ready import prepare
from aspbudget.publish import publish
from aspbudget.verbs import Answer
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workbooks.reconcile import Disagreement, reconcile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aspbudget.commands.issue import Issued
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.verbs import Asked
    from aspbudget.workbooks.reconcile import Reconciliation
    from aspbudget.workspace import Workspace


def cost(asked: Asked) -> Answer:
    """Compute a cycle and write its output workbooks."""
    done = run(asked.workspace, asked.cycle(), asked.say, pages=getattr(asked.options, "pages", False))
    return Answer(done.as_dict(), report.run(done))


def check(asked: Asked) -> Answer:
    """List every cell of the inputs to correct, and write nothing."""
    cycle = prepare(asked.workspace, asked.cycle(), asked.say)
    drafts = read_statements(asked.workspace, cycle, asked.say)
    return Answer({"faults": []}, (*report.checked(cycle), *report.checked_drafts(drafts)))


@dataclass(frozen=True)
class Run:
    """A finished run: what was computed, what was written, and what the second engine found."""

    cycle: Cycle
    workbooks: tuple[str, ...]
    reconciliations: tuple[Reconciliation, ...]
    statements: tuple[tuple[Issued, tuple[str, ...]], ...] = ()

    @property
    def files(self) -> tuple[str, ...]:
        """Every file that was written: the workbooks, then those of the statements."""
        return (*self.workbooks, *(file for _, files in self.statements for file in files))

    def as_dict(self) -> dict[str, Any]:
        """Return the run as its JSON document; a cycle with contributions alone has no lines of a section."""
        section = section_of(self.cycle.section) if self.cycle.section else []
        standings = [ready.standing for ready in self.cycle.workbooks]
        return {
            "cycle": self.cycle.name,
            "currency": str(self.cycle.workbooks[0].inputs.cycle["currency"]),
            "status": next((standing.word for standing in standings if standing.reasons), standings[0].word),
            "section": section,
            "total": sum(line["amount"] for line in section),
            "files": list(self.files),
            "checks": [
                {"name": name, "engine": each.engine, "cells": each.cells, "different": len(each.differences)}
                for name, each in (
                    *zip(self.workbooks, self.reconciliations, strict=True),
                    *(pair for issued, files in self.statements for pair in zip(files, (issued.reconciliation, issued.text), strict=True)),
                )
            ],
            "assumptions": {
                "illustrative": sum(len(standing.illustrative) for standing in standings),
                "missing": sum(len(standing.missing) for standing in standings),
            },
        }


def run(workspace: Workspace, cycle: str, say: Callable[[str], None], *, pages: bool = False) -> Run:
    """Do the main job for a cycle, on demand with the models' pages.

    Raises `Refused` or `Disagreement`, and then leaves every file as it was.
    """
    checked = prepare(workspace, cycle, say)
    drafts = read_statements(workspace, checked, say)
    finished: dict[Path, bytes] = {}
    found: list[Reconciliation] = []
    for each in checked.workbooks:
        path = workspace.outputs(cycle, f"{each.workbook}.xlsx")
        say(f"Writing   {workspace.label(path)}")
        emitted = write_workbook(each.figures, each.inputs, pages=pages, found=with_earlier(workspace, each))
        say(f"Proving   {len(emitted.formulas):,} formulas with a second engine")
        found.append(reconcile(emitted.data, emitted.formulas))
        finished[path] = emitted.data
    issued = [issue(workspace, each, Terms(ENGLISH, workspace.content, each.section.layout.scale), say) for each in drafts]
    every = [*found, *(one for each in issued for one in (each.reconciliation, each.text))]
    if any(each.differences for each in every):
        raise Disagreement(every)
    publish(finished | {path: data for each in issued for path, data in each.files.items()})
    labels = tuple(tuple(map(workspace.label, each.files)) for each in issued)
    return Run(checked, tuple(map(workspace.label, finished)), tuple(found), tuple(zip(issued, labels, strict=True)))


def section_of(ready: Ready) -> list[dict[str, Any]]:
    """Return the section, a row for each key across and down, such as sub-programme and object: what it costs, and the printed amount."""
    layout, figures, axes = ready.layout, ready.figures, ready.catalogue.axes
    printed = amounts(figures, layout, layout.figure)
    unrounded = amounts(figures, layout, "unrounded")
    return [
        {
            axes.across: across,
            axes.down: down,
            "unrounded": round_cents(unrounded[down, across]),
            "amount": int(printed[down, across]),
        }
        for down, across in printed
    ]


def round_cents(amount: float) -> float:
    """Return an amount without the noise of adding up cents in binary."""
    return float(f"{amount:.2f}")
