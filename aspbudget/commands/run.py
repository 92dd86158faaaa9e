"""The commands `cost` and `check`: a run reads, checks, computes, writes, proves, and only then puts its files in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands import report
from aspbudget.commands.compare import with_earlier
from aspbudget.commands.consolidate import of_a_cycle
from aspbudget.commands.done import Put, Run, remarks_of
from aspbudget.commands.doubted import document, doubted, lines
from aspbudget.commands.issue import issue, read_statements, states_of
from aspbudget.commands.marking import mark
from aspbudget.commands.reviewed import moved_since_review, remember, versions
from aspbudget.commands.tidy import left
from aspbudget.faults import Refused
from aspbudget.files.publish import publish
from aspbudget.inputs.ready import prepare
from aspbudget.verbs import Answer
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workbooks.marked_book import DOUBT, FAULT, REMARK
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
    """List every cell of the inputs to correct, and what is doubted though no rule is broken; write nothing but, if so asked, marked copies."""
    name = asked.cycle()
    try:
        cycle = prepare(asked.workspace, name, asked.say)
        drafts = read_statements(asked.workspace, cycle, asked.say)
    except Refused as refused:
        for line in mark(asked.workspace, name, {FAULT: refused.faults}) if asked.options.mark else ():
            asked.say(line)
        raise
    inputs = (*(each.inputs for each in cycle.workbooks), *(each.inputs for each in drafts))
    doubts = doubted(asked.workspace, cycle, drafts)
    moved = (line for each in cycle.workbooks for line in moved_since_review(asked.workspace, each))
    text = (*report.checked(cycle), *versions(cycle), *moved, *report.checked_drafts(drafts), *lines(doubts))
    remarks = [remark for each in inputs for remark in each.remarks]
    copies = mark(asked.workspace, name, {DOUBT: [doubt for each in doubts for doubt in each.open], REMARK: remarks}) if asked.options.mark else ()
    return Answer({"faults": [], **document(doubts), "remarks": remarks_of(*inputs)}, (*text, *copies))


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
        emitted = write_workbook(each.figures, each.inputs, pages=pages, found=with_earlier(workspace, each), states=states_of(workspace, checked))
        say(f"Proving   {len(emitted.formulas):,} formulas with a second engine")
        found.append(reconcile(emitted.data, emitted.formulas))
        finished[path] = emitted.data
    issued = tuple(issue(workspace, each, None, say) for each in drafts)
    if together := of_a_cycle(workspace, checked, drafts, say):
        issued = (*issued, together)
    every = [*found, *(one for each in issued for one in each.checked)]
    if any(each.differences for each in every):
        raise Disagreement(every)
    placed = publish(finished | {path: data for each in issued for path, data in each.files.items()})
    moved = (*versions(checked), *(line for each in checked.workbooks for line in moved_since_review(workspace, each)))
    remember(workspace, checked)
    return Run(checked, tuple(finished), tuple(found), issued, Put.of(workspace, placed), tuple(map(workspace.label, left(workspace, cycle))), moved)
