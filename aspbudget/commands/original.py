"""The original of an output: the file among the outputs that has its seal, or the same written again from the inputs that it names."""

from __future__ import annotations

from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING

from aspbudget import content
from aspbudget.commands.compare import with_earlier
from aspbudget.commands.drafts import states_of
from aspbudget.commands.explain_written import statement_found
from aspbudget.declare.layout import SEAL
from aspbudget.documents.sealed import SealedDocument, read_sealed_document
from aspbudget.documents.shown_text import is_word
from aspbudget.documents.template import DOCUMENT
from aspbudget.faults import Refused, WrongUse
from aspbudget.files.written import hash_of
from aspbudget.inputs.kinds import WORKBOOK
from aspbudget.inputs.read import file_bytes
from aspbudget.inputs.ready import prepare
from aspbudget.inputs.sealed import SealedBook, read_sealed
from aspbudget.language import Language
from aspbudget.statements.costing import statement
from aspbudget.workbooks.cycle_book import Form, write_workbook
from aspbudget.workbooks.statement_book import write_statement
from aspbudget.workspace import INPUTS, OUTPUTS, STATEMENTS, companion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aspbudget.workspace import Workspace

Sealed = SealedBook | SealedDocument


def seal_names(workspace: Workspace) -> tuple[str, ...]:
    """Return what the sheet of the seal is called in each language of the content, that of the inputs first."""
    return tuple(Language(each, workspace.content).say(SEAL) for each in content.languages(workspace.content))


def sealed(workspace: Workspace, path: Path, label: str = "") -> Sealed:
    """Return an output workbook or document with what its seal says; raise `Refused` when it can't be read or isn't safe to."""
    shown = label or str(path)
    data = file_bytes(path, shown)
    return read_sealed_document(data, shown) if is_word(data) else read_sealed(data, shown, seal_names(workspace))


def among_outputs(workspace: Workspace, found: Sealed) -> Sealed | None:
    """Return the unaltered file among the outputs that has the seal of a file, be it the file itself; `None` where there is none."""
    ending = DOCUMENT.ending if isinstance(found, SealedDocument) else WORKBOOK.ending
    for each in sorted(path for path in (workspace.root / OUTPUTS).rglob(f"*{ending}") if not companion(path)):
        with suppress(Refused):
            other = sealed(workspace, each, workspace.label(each))
            if other.stated == found.stated and other.is_unaltered:
                return other
    return None


def written_again(workspace: Workspace, found: SealedBook) -> SealedBook | None:
    """Return the workbook written again where the inputs that it names are as they were and the version is the same; `None` where it has not this seal."""
    texts = {cell.content for sheet in found.sheets.values() for cell in sheet.cells.values()}
    if not any(f"aspbudget {version('aspbudget')}" in text for text in texts):
        return None
    inputs = [path for path in sorted((workspace.root / INPUTS).rglob("*.xlsx")) if hash_of(path.read_bytes()) in texts]
    for path in sorted(inputs, key=lambda path: path.parent.name != STATEMENTS):
        with suppress(Refused, WrongUse):
            for data in _written(workspace, path):
                other = read_sealed(data, f"{workspace.label(path)}, computed again", seal_names(workspace))
                if other.stated == found.stated:
                    return other
    return None


def _written(workspace: Workspace, path: Path) -> Iterator[bytes]:
    """Yield the output of an input workbook in each language."""
    languages = (None, *content.languages(workspace.content)[1:])
    if path.parent.name == STATEMENTS:
        costed = statement_found(workspace, path.parent.parent.name, path.name)
        yield from (write_statement(costed, statement(costed), language=each).data for each in languages)
        return
    cycle = prepare(workspace, path.parent.name, lambda _: None)
    ready = next((each for each in cycle.workbooks if each.inputs.label == workspace.label(path)), None)
    if ready:
        earlier, states = with_earlier(workspace, ready), states_of(workspace, cycle)
        yield from (write_workbook(ready.figures, ready.inputs, form=Form(language=each), found=earlier, states=states).data for each in languages)
