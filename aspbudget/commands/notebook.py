"""For notebooks: a cycle, what a draft resolution costs, and two sections compared, each by its name alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands.baselines import Baselines
from aspbudget.commands.compare import sides
from aspbudget.commands.drafts import draft, read_drafts, section_for
from aspbudget.commands.notebook_comparison import OpenComparison
from aspbudget.commands.notebook_cycle import OpenCycle
from aspbudget.commands.notebook_statement import OpenStatement
from aspbudget.declare.model import SECTION
from aspbudget.figures.catalogue import workbooks
from aspbudget.inputs.ready import prepare
from aspbudget.review.comparison import compare as compared
from aspbudget.statements.costing import statement
from aspbudget.workspace import NoCycle, Workspace, root_of

if TYPE_CHECKING:
    from pathlib import Path


def costed(cycle: str | int | None = None, workspace: str | Path = ".", workbook: str = SECTION) -> OpenCycle:
    """Return a cycle, for a notebook: `costed("2004")` is shown as its printed table, `costed("2004").posts` is a DataFrame.

    The newest cycle that has the workbook is taken when none is named. Raises `Refused` with every fault of the inputs.
    """
    place = Workspace(root_of(workspace))
    chosen = place.cycle(None if cycle is None else str(cycle), f"{workbook}.xlsx")
    checked = prepare(place, chosen, lambda _: None)
    ready = checked.of(workbook)
    if ready:
        return OpenCycle(place, checked, ready)
    message = f"Cycle {chosen} has no {workbook}.xlsx; it has {', '.join(place.workbooks(chosen, workbooks(place.content)))}."
    raise NoCycle(message)


def statement_of(cycle: str | int, symbol: str, workspace: str | Path = ".", against: str = "") -> OpenStatement:
    """Return what a draft resolution costs, for a notebook: `statement_of("2004", "ICC-ASP/2/Res.7").by_paragraph()` is a DataFrame.

    It is compared with the section that its workbook names, or `against` another. Raises `Refused` with every fault of the inputs, and `NoCycle`
    where there is no such draft.
    """
    place = Workspace(root_of(workspace))
    chosen = place.cycle(str(cycle))
    path = draft(place, chosen, symbol)
    ready = section_for(prepare(place, chosen, lambda _: None, (SECTION,)), path.name)
    (found,) = read_drafts(Baselines(place, ready, lambda _: None, against), {path: None})
    return OpenStatement(statement(found), found.standing.sentence)


def compare(one: str | int, other: str | int, workspace: str | Path = ".") -> OpenComparison:
    """Return two sections compared, for a notebook: `compare("2004", "2005").frame()` is the bridge as a DataFrame.

    Each is named by its cycle, or by the path of an input workbook. Raises `NoCycle`, `Incomparable`, and `Refused` with every fault of the inputs.
    """
    return OpenComparison(compared(*sides(Workspace(root_of(workspace)), str(one), str(other))))
