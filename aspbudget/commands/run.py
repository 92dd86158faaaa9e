"""The commands `cost` and `check`: a run reads, checks, computes, writes, proves, and only then puts its files in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.commands import in_languages, report
from aspbudget.commands.compare import with_earlier
from aspbudget.commands.consolidate import of_a_cycle
from aspbudget.commands.done import Put, Run, remarks_of
from aspbudget.commands.doubted import document, doubted, lines
from aspbudget.commands.issue import issue, read_statements, states_of
from aspbudget.commands.marking import mark
from aspbudget.commands.narrative import renewed
from aspbudget.commands.page import page_file
from aspbudget.commands.readers import PDF, Made, bound
from aspbudget.commands.reviewed import moved_since_review, remember, versions
from aspbudget.commands.tidy import left
from aspbudget.declare.model import SECTION
from aspbudget.faults import Refused
from aspbudget.files.publish import publish
from aspbudget.inputs.ready import prepare
from aspbudget.paper.readers_set import refuse_without_means
from aspbudget.verbs import Answer
from aspbudget.workbooks.cycle_book import Form, write_workbook
from aspbudget.workbooks.marked_book import DOUBT, FAULT, REMARK
from aspbudget.workbooks.reconcile import Disagreement

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.review.comparison import Comparison
    from aspbudget.verbs import Asked
    from aspbudget.workbooks.reconcile import Reconciliation
    from aspbudget.workspace import Workspace


class Wanted(NamedTuple):
    """What is wanted of a run beyond its workbooks: the models' pages in them, a further language, and all that readers are given as one PDF."""

    pages: bool = False
    language: str | None = None
    pdf: bool = False


_WORKBOOKS_ALONE = Wanted()


def cost(asked: Asked) -> Answer:
    """Compute a cycle and write its output workbooks."""
    options = asked.options
    wanted = Wanted(getattr(options, "pages", False), getattr(options, "language", None), options.pdf)
    done = run(asked.workspace, asked.cycle(), asked.say, wanted)
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
    remarks = [remark for each in inputs for remark in each.remarks]
    copies = mark(asked.workspace, name, {DOUBT: [doubt for each in doubts for doubt in each.open], REMARK: remarks}) if asked.options.mark else ()
    text = report.checked(cycle, drafts, (*versions(cycle), *moved, *lines(doubts), *copies))
    return Answer({"faults": [], **document(doubts), "remarks": remarks_of(*inputs)}, text)


def run(workspace: Workspace, cycle: str, say: Callable[[str], None], wanted: Wanted = _WORKBOOKS_ALONE) -> Run:
    """Do the main job for a cycle, each workbook and statement also in the further languages that are wanted.

    Raises `Refused` or `Disagreement`, and with a PDF also `NoBinder`, `NoOffice` and `NotPrinted`, and then leaves every file as it was.
    """
    if wanted.pdf:
        refuse_without_means()
    checked = prepare(workspace, cycle, say)
    drafts = read_statements(workspace, checked, say)
    earlier = with_earlier(workspace, checked.section) if checked.section else ""
    further = {each.workbook: in_languages.wanted(workspace.content, each.inputs, wanted.language) for each in checked.workbooks}
    finished, found = _workbooks(_Making(workspace, checked, earlier, further, wanted.pages), say)
    of_section = further.get(SECTION, ())
    issued = tuple(issue(workspace, each, None, say, of_section) for each in drafts)
    if together := of_a_cycle(workspace, checked, drafts, say, of_section):
        issued = (*issued, together)
    texts, read = renewed(workspace, checked, say) if wanted.pdf else ({}, [])
    every = [*found, *(one for each in issued for one in each.checked), *read]
    if any(each.differences for each in every):
        raise Disagreement(every)
    readers = bound(workspace, checked, Made(finished, issued, texts), say) if wanted.pdf else None
    page, unmade = page_file(workspace, checked, drafts, say, {each for languages in further.values() for each in languages})
    files = finished | {path: data for each in issued for path, data in each.files.items()} | page | (readers.files if readers else {})
    placed = publish(files)
    older = workspace.outputs(cycle, PDF)
    if not readers and older.exists():
        say(f"Note      {workspace.label(older)} is of an earlier run; to renew it, run: aspbudget cost {cycle} --pdf")
    gone = tuple(map(workspace.label, left(workspace, cycle)))
    moved = (*versions(checked), *(line for each in checked.workbooks for line in moved_since_review(workspace, each)))
    remember(workspace, checked)
    return Run(checked, tuple(finished), tuple(found), issued, Put.of(workspace, placed), gone, earlier, tuple(page), unmade, readers, moved)


class _Making(NamedTuple):
    """The workbooks of a cycle while they are made: how its section compares with the one before, and in which further languages each is written."""

    workspace: Workspace
    checked: Cycle
    earlier: Comparison | str
    further: Mapping[str, tuple[str, ...]]
    pages: bool

    def writing(self, ready: Ready) -> in_languages.Writing:
        """Return how a workbook is written in each language."""
        found = self.earlier if ready is self.checked.section else ""
        write = partial(write_workbook, ready.figures, ready.inputs, found=found, states=states_of(self.workspace, self.checked))
        path = self.workspace.outputs(self.checked.name, f"{ready.workbook}.xlsx")
        return in_languages.Writing(self.workspace, path, lambda language: write(form=Form(self.pages, language)))


def _workbooks(making: _Making, say: Callable[[str], None]) -> tuple[dict[Path, bytes], list[Reconciliation]]:
    """Return the workbooks of a cycle, each in its languages, and what a second engine found in each."""
    proven = [each for ready in making.checked.workbooks for each in making.writing(ready).proven(making.further[ready.workbook], say)]
    return {path: data for path, data, _ in proven}, [proof for *_, proof in proven]
