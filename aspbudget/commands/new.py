"""The command `new`: an input workbook made from the schemas, empty or with the rows of an earlier cycle."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.commands.console import Console
from aspbudget.declare.model import SECTION
from aspbudget.faults import WrongUse
from aspbudget.figures.catalogue import catalogue, workbooks
from aspbudget.files.publish import publish
from aspbudget.inputs import read
from aspbudget.inputs.check import check
from aspbudget.inputs.own import notes, own_sheets
from aspbudget.inputs.start import carried_rows
from aspbudget.inputs.version import SIGNATURES
from aspbudget.inputs.worded import as_worded, language_of
from aspbudget.phrase import AsTyped, phrase
from aspbudget.verbs import Answer
from aspbudget.workbooks.input_book import Form, write_inputs
from aspbudget.workspace import CYCLE

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.verbs import Asked
    from aspbudget.workspace import Workspace


_FIRST_YEAR = "1900"  # spreadsheets know no day before

_CARRIED = "Carried   {file}: the section of {cycle} as approved, its rows and, on sheet Approved, its amounts"


class New(NamedTuple):
    """The input workbooks of a new cycle: their paths as shown, and the language of the first; none is that of the models."""

    files: list[str]
    language: str | None


class CycleExists(WrongUse):
    """The cycle has inputs already; they are never written over."""


class WrongCycleName(WrongUse):
    """A cycle is named by its year, or its two years."""


def new(asked: Asked) -> Answer:
    """Make the input workbooks of a new cycle."""
    workspace, cycle, old = asked.workspace, asked.options.cycle, asked.options.old
    files, language = made(workspace, cycle, old, asked.options.language)
    words = Console.named(language, workspace.content)
    approved = workspace.approved(workspace.cycle(old)) if old else None
    carried = [phrase(_CARRIED, file=AsTyped(workspace.label(approved)), cycle=AsTyped(old))] if approved else []
    lines = [*(phrase("Made      {file}", file=AsTyped(file)) for file in files), *carried, phrase("Next      fill it in, then run: aspbudget check {cycle}", cycle=AsTyped(cycle))]
    return Answer({"cycle": cycle, "approved": workspace.label(approved) if approved else None, "files": files}, map(words, lines))


def made(workspace: Workspace, cycle: str, old: str | None, language: str | None = None) -> New:
    """Make the input workbooks of a new cycle; existing inputs are never overwritten.

    With `old`, the rows of that cycle are carried over by the rules of the models: for example the old section, as approved where the cycle
    keeps that, without the rows that were for that cycle only. Notes follow their rows by their keys, and the officer's own sheets are kept as values.
    Each is in the language that is named, or else in that of the workbook whose rows it has. Who prepared and reviewed them, and when, is left empty. Dates that no model moves stay as they were;
    those that must lie in the cycle are faults until they are changed. Raises `WrongCycleName`, `CycleExists`, `NoCycle` where there
    is no cycle `old`, or `Refused` with the faults of its inputs.
    """
    if not CYCLE.fullmatch(cycle) or not _FIRST_YEAR <= cycle[:4] <= cycle[-4:]:
        message = f'A cycle is named by its year, such as 2005, or its years, such as 2002-2003; "{cycle}" is neither.'
        raise WrongCycleName(message)
    paths = {name: workspace.inputs(cycle, f"{name}.xlsx") for name in workbooks(workspace.content)}
    for path in paths.values():
        if path.exists():
            message = f"{workspace.label(path)} exists already and is never written over; move it away first."
            raise CycleExists(message)
    books = {path: _made(workspace, name, (old, cycle), language) for name, path in paths.items()}
    publish({path: data for path, (data, _) in books.items()})
    return New([workspace.label(path) for path in books], next(iter(books.values()))[1])


def _made(workspace: Workspace, workbook: str, cycles: tuple[str | None, str], language: str | None) -> tuple[bytes, str | None]:
    """Return an input workbook and its language, which is none for that of the models."""
    old, cycle = cycles
    models = catalogue(workbook, workspace.content)
    carried = _from(workspace, workbook, workspace.cycle(old)) if old else None
    known = carried and carried.exists()
    frames, form = _carried(workspace, models, carried, (workspace.cycle(old), cycle)) if carried and known else ({}, Form())
    file = BytesIO()
    named = language or form.language
    write_inputs(file, models, frames, cycle, replace(form, language=named))
    return file.getvalue(), named


def _from(workspace: Workspace, workbook: str, old: str) -> Path:
    """Return the workbook whose rows are carried over: of a section the one that was approved, where there is one."""
    approved = workspace.approved(old) if workbook == SECTION else None
    return approved or workspace.inputs(old, f"{workbook}.xlsx")


def _carried(workspace: Workspace, models: Catalogue, path: Path, cycles: tuple[str, str]) -> tuple[dict[str, pd.DataFrame], Form]:
    """Return the rows that a new cycle begins with, and what is the officer's own: notes, beside the rows of the same keys, and sheets."""
    old, cycle = cycles
    raw = read.read(path, workspace.label(path))
    inputs = check(models, raw, old)
    frames = carried_rows(models, inputs, cycle)
    for confirm in (model.carry_approved for model in models.models if model.carry_approved and path == workspace.approved(old)):
        frames = confirm(old, frames)
    title = inputs.frames["cycle"].astype(object)
    title["cycle"] = cycle
    title[list(SIGNATURES)] = None
    kept = {name: frame for name, frame in (frames | {"cycle": title}).items() if len(frame) or as_worded(models, raw).sheets[name].title in raw.sheets}
    written = notes(models, raw, inputs)
    if "cycle" in written:
        written["cycle"] = replace(written["cycle"], of_rows=dict.fromkeys([cycle], *written["cycle"].of_rows.values()))
    return kept, Form(notes=written, own=own_sheets(raw), language=language_of(models, raw))
