"""Control totals for the command line: copies of the inputs that state what each workbook has, to be compared with a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands.console import Console
from aspbudget.copies.changed_copy import applied
from aspbudget.declare.model import CONTROL_TOTALS
from aspbudget.doubts.control_totals import stated
from aspbudget.doubts.evidence import Evidence
from aspbudget.faults import WrongUse
from aspbudget.files.publish import publish
from aspbudget.inputs.variant import NewRow, NoSuchCell
from aspbudget.phrase import AsTyped, counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.workspace import Workspace

_STATED = " (control totals)"
_LINES = "Stated    {count:,} control total in {copy}, a copy of {workbook}", "Stated    {count:,} control totals in {copy}, a copy of {workbook}"
_NEXT = "          they are what the inputs have now: compare each with a source, delete those that have none, and put the copy in the place of the input"


def state(workspace: Workspace, cycle: Cycle) -> Iterator[str]:
    """Write a copy of each input of a cycle with its present totals on sheet Control totals, and yield what was written; the inputs stay as they are.

    Raises `WrongUse` where a workbook has no such sheet.
    """
    copies: dict[Path, bytes] = {}
    words = Console.of_cycle(cycle)
    for ready in cycle.workbooks:
        original = workspace.inputs(cycle.name, f"{ready.workbook}.xlsx").read_bytes()
        rows = list(_rows(ready))
        try:
            copy, _ = applied(original, ready.catalogue, ready.inputs, rows)
        except NoSuchCell as missing:
            raise WrongUse(str(missing)) from missing
        place = workspace.outputs(cycle.name, f"{ready.workbook}{_STATED}.xlsx")
        copies[place] = copy
        yield words(counted(*_LINES, len(rows), copy=AsTyped(workspace.label(place)), workbook=AsTyped(ready.inputs.label)))
    publish(copies)
    yield words(_NEXT)


def _rows(ready: Ready) -> Iterator[NewRow]:
    """Yield the control totals that a workbook doesn't state yet, each with a name of its own."""
    inputs, columns = ready.inputs, {name: column.title for name, column in (ready.inputs.worded or ready.catalogue).columns(CONTROL_TOTALS).items()}
    known = inputs.frames[CONTROL_TOTALS]
    names = {str(name).casefold() for name in known["control"]}
    there = {tuple(row) for row in known[["sheet", "adds", "among"]].fillna("").astype(str).itertuples(index=False)}
    titles = {table.title: inputs.title(table) for table in ready.catalogue.tables.values()}
    for sheet, adds, among, expected in stated(Evidence(inputs)).itertuples(index=False):
        name = f"{titles[sheet]}: {adds or (f'rows with {among}' if among else 'rows')}"
        if (sheet, adds, among) not in there and name.casefold() not in names and not among.startswith("="):  # a spreadsheet would compute it
            names.add(name.casefold())
            cells = {"sheet": titles[sheet], "adds": adds, "among": among, "expected": expected}
            yield NewRow(inputs.title(ready.catalogue.tables[CONTROL_TOTALS]), name, {columns[each]: value for each, value in cells.items()})
