"""The command `statement`: a draft's workbook and text, written and proven before they are put in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands import report
from aspbudget.commands.done import Issued
from aspbudget.declare.model import SECTION
from aspbudget.declare.practice import NoPractice, practice
from aspbudget.documents.numerals import numerals_in, read_back, unexplained
from aspbudget.documents.stationery import TEMPLATE
from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_document
from aspbudget.faults import Fault, Refused, allowed, nearest
from aspbudget.inputs.ready import prepare
from aspbudget.publish import publish
from aspbudget.statements.checks import file_name
from aspbudget.statements.costed import Costed, costed
from aspbudget.statements.costing import statement as statement_by
from aspbudget.verbs import Answer
from aspbudget.workbooks.reconcile import Difference, Disagreement, Reconciliation, reconcile
from aspbudget.workbooks.statement_book import write_statement
from aspbudget.workspace import INPUTS, STATEMENTS, NoCycle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import pandas as pd

    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.statements.statement import Statement
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace

_OF_WINDOWS = ("desktop.ini", "thumbs.db")  # which it leaves in a folder by itself


def statement(asked: Asked) -> Answer:
    """Issue one statement of a cycle, in a language and, if so asked, with what each State would be assessed.

    Raises `Refused` or `Disagreement`, and then leaves every file as it was.
    """
    workspace, options = asked.workspace, asked.options
    practice(workspace.content)  # with the next line, refuses what can't be written before anything is computed
    Terms(options.language, workspace.content)
    cycle = workspace.cycle(options.cycle)
    path = draft(workspace, cycle, options.symbol)
    checked = prepare(workspace, cycle, asked.say, () if options.per_state else (SECTION,))
    section = section_for(checked, workspace.label(path))
    shares = _shares(workspace, checked) if options.per_state else None
    terms = Terms(options.language, workspace.content, section.layout.scale)
    issued = issue(workspace, read_drafts(workspace, section, [path], shares, asked.say)[0], terms, asked.say)
    if issued.reconciliation.differences or issued.text.differences:
        raise Disagreement([issued.reconciliation, issued.text])
    publish(issued.files)
    files = tuple(map(workspace.label, issued.files))
    return Answer(issued.as_dict(files), report.statement(issued, files))


def drafts(workspace: Workspace, cycle: str) -> list[Path]:
    """Return the paths of the workbooks of drafts in a cycle, sorted; raise `Refused` for anything else in their folder."""
    folder = workspace.root / INPUTS / cycle / STATEMENTS
    if folder.is_file():
        raise Refused([Fault(workspace.label(folder), "", "", "This is a file; a folder of this name holds the drafts of resolutions.")])
    strange = [path for path in _files(folder) if path.suffix != ".xlsx" or path.is_dir()]
    if strange:
        message = "This is not read; save it as an .xlsx workbook, or move it out of the folder."
        raise Refused(Fault(workspace.label(path), "", "", message) for path in strange)
    return _files(folder)


def _files(folder: Path) -> list[Path]:
    named = [path for path in sorted(folder.glob("*")) if not path.name.startswith(("~", "."))]
    return [path for path in named if path.name.casefold() not in _OF_WINDOWS]


def draft(workspace: Workspace, cycle: str, symbol: str) -> Path:
    """Return the workbook of a draft, named by its symbol or by its file; raise `NoCycle` when there is none."""
    folder = workspace.root / INPUTS / cycle / STATEMENTS
    found = {path.stem: path for path in _files(folder) if path.suffix == ".xlsx"}
    name = file_name(symbol.removesuffix(".xlsx"))
    if name not in found:
        known = f" There are: {allowed(found)}." if found else ""
        hint = nearest(name, found) or "."
        message = f"There is no draft {symbol} in {INPUTS}/{cycle}/{STATEMENTS}{hint}{known} Make one with: aspbudget new-statement {symbol}"
        raise NoCycle(message)
    return found[name]


def read_statements(workspace: Workspace, cycle: Cycle, say: Callable[[str], None]) -> tuple[Costed, ...]:
    """Read, check and cost the statements of a cycle; raise `Refused` with every fault of all of them."""
    paths = drafts(workspace, cycle.name) if (workspace.root / INPUTS / cycle.name / STATEMENTS).exists() else []
    return read_drafts(workspace, section_for(cycle, *map(workspace.label, paths)), paths, None, say) if paths else ()


def section_for(cycle: Cycle, *labels: str) -> Ready:
    """Return the section with which drafts are compared; where the cycle has none, raise `Refused` with a fault for each draft."""
    if cycle.section is None:
        message = "A statement needs its section; put section.xlsx into the folder of the cycle."
        raise Refused(Fault(label, "", "", message) for label in labels)
    return cycle.section


def read_drafts(
    workspace: Workspace, section: Ready, paths: Sequence[Path], shares: pd.DataFrame | None, say: Callable[[str], None]
) -> tuple[Costed, ...]:
    """Read, check and compute drafts, each together with their section; raise `Refused` with the faults of all of them."""
    ready: list[Costed] = []
    faults: list[Fault] = []
    for path in paths:
        say(f"Reading   {workspace.label(path)}")
        try:
            ready.append(costed(section, path, workspace.label(path), shares))
        except Refused as refused:
            faults += refused.faults
    if faults:
        raise Refused(faults)
    return tuple(ready)


def issue(workspace: Workspace, found: Costed, terms: Terms, say: Callable[[str], None]) -> Issued:
    """Make a statement's workbook and its text in a language, and check both; nothing is put in place yet."""
    statement = statement_by(found)
    name = f"{STATEMENTS}/{file_name(statement.symbol)}"
    workbook, text = (workspace.outputs(statement.cycle, f"{name}{ending}") for ending in (".xlsx", _ending(terms)))
    say(f"Writing   {workspace.label(workbook)}")
    emitted = write_statement(found, statement)
    say(f"Proving   {len(emitted.formulas):,} formulas with a second engine")
    template = workspace.root / INPUTS / TEMPLATE
    given = template.read_bytes() if template.exists() else None
    document = write_document(statement, terms, given)
    files = {workbook: emitted.data, text: document}
    return Issued(found, statement, files, reconcile(emitted.data, emitted.formulas), _read(statement, terms, document, given))


def _read(statement: Statement, terms: Terms, document: bytes, template: bytes | None) -> Reconciliation:
    """Read the text back, and return as differences the numbers that are neither figures or words of the statement nor in the template."""
    texts = read_back(document)
    own = set(numerals_in(read_back(template))) if template else set()
    strange = [numeral for numeral in unexplained(texts, statement, terms) if numeral not in own]
    return Reconciliation("the text read back", len(numerals_in(texts)), tuple(Difference("text", "", each, None) for each in strange))


def _ending(terms: Terms) -> str:
    return ".docx" if terms.language == terms.of_inputs else f".{terms.language}.docx"


def _shares(workspace: Workspace, cycle: Cycle) -> pd.DataFrame:
    """Return the States assessed for a cycle with their rates; raise `NoPractice` where the organisation assesses none."""
    find = practice(workspace.content).shares
    if find is None:
        message = f"The content {workspace.content} does not say what each State is assessed; leave --per-state out."
        raise NoPractice(message)
    return find(int(cycle.name[-4:]), {ready.workbook: ready.figures for ready in cycle.workbooks})
