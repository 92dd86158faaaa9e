"""The command `check`: every cell of the inputs to correct, and what is doubted though no rule is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands import report, reviewed
from aspbudget.commands.console import Console
from aspbudget.commands.done import remarks_of
from aspbudget.commands.doubted import document, doubted, lines
from aspbudget.commands.drafts import read_statements
from aspbudget.faults import Refused
from aspbudget.inputs.ready import prepare
from aspbudget.verbs import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.faults import Fault, Remark
    from aspbudget.inputs.ready import Cycle
    from aspbudget.verbs import Asked


def check(asked: Asked) -> Answer:
    """List every cell of the inputs to correct, and what is doubted though no rule is broken; write nothing but, if so asked, copies that are marked or state their totals."""
    name = asked.cycle()
    try:
        cycle = prepare(asked.workspace, name, asked.say)
        drafts = read_statements(asked.workspace, cycle, asked.say, doubted=True)
    except Refused as refused:
        for line in _marked(asked, name, faults=refused.faults):
            asked.say(line)
        raise
    inputs = (*(each.inputs for each in cycle.workbooks), *(each.inputs for each in drafts))
    doubts = doubted(asked.workspace, cycle, drafts)
    words = Console.of_cycle(cycle)
    reviews = reviewed.lines(asked.workspace, reviewed.versions(cycle.workbooks, drafts), words)
    remarks = [remark for each in inputs for remark in each.remarks]
    copies = _marked(asked, name, doubts=[doubt for each in doubts for doubt in each.open], remarks=remarks)
    text = report.checked(cycle, drafts, (*reviews, *lines(doubts, words), *copies, *_with_totals(asked, cycle)))
    return Answer({"faults": [], **document(doubts), "remarks": remarks_of(*inputs)}, text)


def _with_totals(asked: Asked, cycle: Cycle) -> Iterator[str]:
    """Write copies of the inputs that state their totals where they are asked for, and yield what was written."""
    if asked.options.totals:
        from aspbudget.commands.totals import state  # noqa: PLC0415 - a check writes nothing, unless it is asked to

        yield from state(asked.workspace, cycle)


def _marked(asked: Asked, cycle: str, *, faults: Iterable[Fault] = (), doubts: Iterable[Remark] = (), remarks: Iterable[Remark] = ()) -> Iterator[str]:
    """Write marked copies of the inputs where they are asked for, and yield what was written."""
    if asked.options.mark:
        from aspbudget.commands.marking import mark  # noqa: PLC0415 - as above
        from aspbudget.workbooks.marked_book import DOUBT, FAULT, REMARK  # noqa: PLC0415 - as above

        yield from mark(asked.workspace, cycle, {FAULT: faults, DOUBT: doubts, REMARK: remarks})
