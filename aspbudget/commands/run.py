"""The commands `cost` and `check`: a run reads, checks, computes, writes, proves, and only then puts its files in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands import report
from aspbudget.commands.compare import with_earlier
from aspbudget.commands.consolidate import of_a_cycle
from aspbudget.commands.done import Put, Run, remarks_of
from aspbudget.commands.issue import issue, read_statements, states_of
from aspbudget.commands.page import page_file
from aspbudget.commands.tidy import left
from aspbudget.files.publish import publish
from aspbudget.inputs.ready import prepare
from aspbudget.verbs import Answer
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workbooks.reconcile import Disagreement, reconcile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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
    remarks = remarks_of(*(each.inputs for each in cycle.workbooks), *(each.inputs for each in drafts))
    return Answer({"faults": [], "remarks": remarks}, report.checked(cycle, drafts))


def run(workspace: Workspace, cycle: str, say: Callable[[str], None], *, pages: bool = False) -> Run:
    """Do the main job for a cycle, on demand with the models' pages.

    Raises `Refused` or `Disagreement`, and then leaves every file as it was.
    """
    checked = prepare(workspace, cycle, say)
    drafts = read_statements(workspace, checked, say)
    finished: dict[Path, bytes] = {}
    found: list[Reconciliation] = []
    earlier = with_earlier(workspace, checked.section) if checked.section else ""
    for each in checked.workbooks:
        path = workspace.outputs(cycle, f"{each.workbook}.xlsx")
        say(f"Writing   {workspace.label(path)}")
        emitted = write_workbook(each.figures, each.inputs, pages=pages, found=earlier if each is checked.section else "", states=states_of(workspace, checked))
        say(f"Proving   {len(emitted.formulas):,} formulas with a second engine")
        found.append(reconcile(emitted.data, emitted.formulas))
        finished[path] = emitted.data
    issued = tuple(issue(workspace, each, None, say) for each in drafts)
    if together := of_a_cycle(workspace, checked, drafts, say):
        issued = (*issued, together)
    every = [*found, *(one for each in issued for one in each.checked)]
    if any(each.differences for each in every):
        raise Disagreement(every)
    page, unmade = page_file(workspace, checked, drafts, say)
    placed = publish(finished | {path: data for each in issued for path, data in each.files.items()} | page)
    gone = tuple(map(workspace.label, left(workspace, cycle)))
    return Run(checked, tuple(finished), tuple(found), issued, Put.of(workspace, placed), gone, earlier, tuple(page), unmade)
