"""The commands `cost` and `check`: a run reads, checks, computes, writes, proves, and only then puts its files in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from aspbudget.commands import report
from aspbudget.commands.compare import with_earlier
from aspbudget.commands.consolidate import of_a_cycle
from aspbudget.commands.done import Put, Run, remarks_of
from aspbudget.commands.in_languages import Writing, wanted
from aspbudget.commands.issue import issue, read_statements, states_of
from aspbudget.commands.tidy import left
from aspbudget.declare.model import SECTION
from aspbudget.files.publish import publish
from aspbudget.inputs.ready import prepare
from aspbudget.verbs import Answer
from aspbudget.workbooks.cycle_book import Form, write_workbook
from aspbudget.workbooks.reconcile import Disagreement

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aspbudget.verbs import Asked
    from aspbudget.workbooks.reconcile import Reconciliation
    from aspbudget.workspace import Workspace


def cost(asked: Asked) -> Answer:
    """Compute a cycle and write its output workbooks."""
    done = run(asked.workspace, asked.cycle(), asked.say, pages=getattr(asked.options, "pages", False), language=getattr(asked.options, "language", None))
    return Answer(done.as_dict(), report.run(done))


def check(asked: Asked) -> Answer:
    """List every cell of the inputs to correct, and write nothing."""
    cycle = prepare(asked.workspace, asked.cycle(), asked.say)
    drafts = read_statements(asked.workspace, cycle, asked.say)
    remarks = remarks_of(*(each.inputs for each in cycle.workbooks), *(each.inputs for each in drafts))
    return Answer({"faults": [], "remarks": remarks}, (*report.checked(cycle), *report.checked_drafts(drafts)))


def run(workspace: Workspace, cycle: str, say: Callable[[str], None], *, pages: bool = False, language: str | None = None) -> Run:
    """Do the main job for a cycle, on demand with the models' pages, and in further languages.

    Raises `Refused` or `Disagreement`, and then leaves every file as it was.
    """
    checked = prepare(workspace, cycle, say)
    drafts = read_statements(workspace, checked, say)
    asked = {each.workbook: wanted(workspace.content, each.inputs, language) for each in checked.workbooks}
    finished: dict[Path, bytes] = {}
    found: list[Reconciliation] = []
    for each in checked.workbooks:
        write = partial(write_workbook, each.figures, each.inputs, found=with_earlier(workspace, each), states=states_of(workspace, checked))
        writing = Writing(workspace, workspace.outputs(cycle, f"{each.workbook}.xlsx"), lambda language, write=write: write(form=Form(pages, language)))  # type: ignore[misc]
        for path, data, proof in writing.proven(asked[each.workbook], say):
            finished[path] = data
            found.append(proof)
    of_section = asked.get(SECTION, ())
    issued = tuple(issue(workspace, each, None, say, of_section) for each in drafts)
    if together := of_a_cycle(workspace, checked, drafts, say, of_section):
        issued = (*issued, together)
    every = [*found, *(one for each in issued for one in each.checked)]
    if any(each.differences for each in every):
        raise Disagreement(every)
    placed = publish(finished | {path: data for each in issued for path, data in each.files.items()})
    return Run(checked, tuple(finished), tuple(found), issued, Put.of(workspace, placed), tuple(map(workspace.label, left(workspace, cycle))))
