"""What is wrong with a draft that is to be adopted: that it wasn't, or that it says something else than before and is no other version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.faults import Fault, Refused, allowed, nearest
from aspbudget.inputs.cells import table as typed_table
from aspbudget.inputs.read import read
from aspbudget.statements.baseline import Baseline
from aspbudget.statements.checks import file_name
from aspbudget.statements.costed import Costed, costed
from aspbudget.statements.costing import statement as statement_by
from aspbudget.statements.draft_sheets import HEAD, PARAGRAPHS
from aspbudget.statements.statement import APPROVED
from aspbudget.statements.version_changes import changes
from aspbudget.statements.versions import ADOPTED, revised
from aspbudget.workspace import INPUTS, STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aspbudget.declare.sheet import Column
    from aspbudget.inputs.ready import Ready
    from aspbudget.statements.statement import Statement
    from aspbudget.workspace import Workspace

_MOST = 3  # paragraphs that a message names


def faults_of(workspace: Workspace, proposed: Ready, found: Costed, path: Path) -> Iterator[Fault]:
    """Yield why a draft can't be adopted: its state is another, or it differs from the version before it without being a revision."""
    statement = statement_by(found)
    if statement.state != ADOPTED:
        yield _fault(found, "state", _not_adopted(found, statement.state))
        return
    earlier = str(found.heading["revises"] or "") if isinstance(found.heading["revises"], str) else ""
    if earlier:
        yield from _revising(workspace, proposed, found, path.parent / f"{file_name(earlier.removesuffix('.xlsx'))}.xlsx")
    else:
        yield from _as_issued(workspace, found, statement, path)


def _not_adopted(found: Costed, state: str) -> str:
    """Return why a draft can't be carried into the approved section, in the words of its workbook."""
    column = _column(found, "state")
    said = dict(zip(column.choices, column.offered, strict=True))
    return f'{column.title} is "{said[state]}"; only an adopted text goes into the approved section: give "{said[ADOPTED]}" once this is what was adopted.'


def _column(found: Costed, name: str) -> Column:
    """Return a column of sheet Draft resolution, as the workbook calls it."""
    inputs, table = found.draft_rows.inputs, found.draft_rows.anatomy.draft.tables[0]
    known = inputs.worded.columns(HEAD) if inputs.worded else {each.name: each for each in table.sheet.columns()}
    return known[name]


def _fault(found: Costed, column: str, message: str) -> Fault:
    """Return a fault at a cell of sheet Draft resolution; where the sheet lacks the column, the message says so."""
    inputs = found.draft_rows.inputs
    table = found.draft_rows.anatomy.draft.tables[0]
    sheet, cell = inputs.place(table, column, int(inputs.frames[HEAD].index[0]))
    known = column in inputs.letters.get(HEAD, {})
    return Fault(inputs.label, sheet, cell if known else "", message if known else f"{message} The sheet has no column {_column(found, column).title} yet; add it.")


def _revising(workspace: Workspace, proposed: Ready, found: Costed, earlier: Path) -> Iterator[Fault]:
    """Yield a fault where the earlier version is not there, or where the adopted one differs from it under the same revision."""
    if not earlier.is_file():
        known = sorted(each.stem for each in earlier.parent.glob("*.xlsx"))
        message = f'There is no workbook "{earlier.name}" in {INPUTS}/{found.section.cycle}/{STATEMENTS}{nearest(earlier.stem, known) or "."} There are: {allowed(known)}.'
        yield _fault(found, "revises", message)
        return
    try:
        before = statement_by(costed(proposed, earlier, workspace.label(earlier), None, lambda _: Baseline(APPROVED, found.section, proposed)))
    except Refused as refused:
        yield from refused.faults
        return
    statement = statement_by(found)
    differing = changes(before, statement)
    same = (before.version, revised(before.symbol).revision) == (statement.version, revised(statement.symbol).revision)
    if same and not differing.same:
        numbers = list(dict.fromkeys([*(each.number for each in differing.paragraphs), *(each.paragraph for each in differing.money)]))
        yield _fault(found, "version", _differs(numbers, workspace.label(earlier)))


def _as_issued(workspace: Workspace, found: Costed, statement: Statement, path: Path) -> Iterator[Fault]:
    """Yield a fault where paragraphs are not as in the workbook of the statement that was issued, and the version is that of the statement."""
    issued = workspace.outputs(found.section.cycle, f"{STATEMENTS}/{path.name}")
    if not issued.is_file():
        return
    paragraphs, version = _issued(found, issued, workspace.label(issued))
    now = {each.number: (each.text, each.answer) for each in statement.paragraphs}
    numbers = [number for number in dict.fromkeys([*now, *paragraphs]) if now.get(number) != paragraphs.get(number)]
    if numbers and version == statement.version:
        yield _fault(found, "version", _differs(numbers, f"the statement that was issued, {workspace.label(issued)}"))


def _issued(found: Costed, issued: Path, label: str) -> tuple[dict[str, tuple[str, str]], str]:
    """Return the paragraphs of an issued statement, their texts and answers by their numbers, and the version of its draft."""
    sheets, tables = read(issued, label).sheets, {table.name: table for table in found.draft_rows.anatomy.draft.tables}
    typed = {name: typed_table(sheets[tables[name].title], label, tables[name].sheet.columns()).frame.astype(object).fillna("") for name in (HEAD, PARAGRAPHS)}
    rows = typed[PARAGRAPHS]
    return dict(zip(rows["paragraph"], zip(rows["text"], rows["answer"], strict=True), strict=True)), str(typed[HEAD]["version"].iloc[0])


def _differs(numbers: list[str], earlier: str) -> str:
    named = allowed([number or "what paragraphs share" for number in numbers], _MOST)
    return f"This is adopted and differs from {earlier} (paragraph {named}), but says that it is the same version; give the revision that was adopted, such as Rev.1 or: as orally revised."
