"""For notebooks: the figures of a cycle, and what a draft resolution costs, by their names alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands.baselines import Baselines
from aspbudget.commands.issue import draft, read_drafts, section_for
from aspbudget.declare.model import SECTION
from aspbudget.figures.catalogue import workbooks
from aspbudget.inputs.ready import prepare
from aspbudget.statements.costing import statement
from aspbudget.workspace import NoCycle, Workspace, root_of

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.cost import Figures
    from aspbudget.statements.statement import Statement


def costed(cycle: str | None = None, workspace: str | Path = ".", workbook: str = SECTION) -> Figures:
    """Return all figures of a cycle, for a notebook: `costed("2004").frame("posts")` is a DataFrame.

    The newest cycle that has the workbook is taken when none is named. Raises `Refused` with every fault of the inputs.
    """
    place = Workspace(root_of(workspace))
    chosen = place.cycle(cycle, f"{workbook}.xlsx")
    ready = prepare(place, chosen, lambda _: None).of(workbook)
    if ready:
        return ready.figures
    message = f"Cycle {chosen} has no {workbook}.xlsx; it has {', '.join(place.workbooks(chosen, workbooks(place.content)))}."
    raise NoCycle(message)


def statement_of(cycle: str, symbol: str, workspace: str | Path = ".", against: str = "") -> Statement:
    """Return what a draft resolution costs, for a notebook: `statement_of("2004", "ICC-ASP/2/Res.7").frame()` is a DataFrame.

    It is compared with the section that its workbook names, or `against` another. Raises `Refused` with every fault of the inputs, and `NoCycle`
    where there is no such draft.
    """
    place = Workspace(root_of(workspace))
    path = draft(place, place.cycle(cycle), symbol)
    ready = section_for(prepare(place, cycle, lambda _: None, (SECTION,)), path.name)
    return statement(read_drafts(Baselines(place, ready, lambda _: None, against), {path: None})[0])
