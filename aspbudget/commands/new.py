"""The command `new`: an input workbook made from the schemas, empty or with the rows of an earlier cycle."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

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


class CycleExists(WrongUse):
    """The cycle has inputs already; they are never written over."""


class WrongCycleName(WrongUse):
    """A cycle is named by its year, or its two years."""


def new(asked: Asked) -> Answer:
    """Make the input workbooks of a new cycle."""
    workspace, cycle, old = asked.workspace, asked.options.cycle, asked.options.old
    files = made(workspace, cycle, old, asked.options.language)
    approved = workspace.approved(workspace.cycle(old)) if old else None
    carried = [f"Carried   {workspace.label(approved)}: the section of {old} as approved, its rows and, on sheet Approved, its amounts"] if approved else []
    lines = [*(f"Made      {file}" for file in files), *carried, f"Next      fill it in, then run: aspbudget check {cycle}"]
    return Answer({"cycle": cycle, "approved": workspace.label(approved) if approved else None, "files": files}, lines)


def made(workspace: Workspace, cycle: str, old: str | None, language: str | None = None) -> list[str]:
    """Make the input workbooks of a new cycle and return their paths as shown; existing inputs are never overwritten.

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
    publish(books)
    return [workspace.label(path) for path in books]


def _made(workspace: Workspace, workbook: str, cycles: tuple[str | None, str], language: str | None) -> bytes:
    old, cycle = cycles
    models = catalogue(workbook, workspace.content)
    carried = _from(workspace, workbook, workspace.cycle(old)) if old else None
    known = carried and carried.exists()
    frames, form = _carried(workspace, models, carried, (workspace.cycle(old), cycle)) if carried and known else ({}, Form())
    file = BytesIO()
    write_inputs(file, models, frames, cycle, replace(form, language=language or form.language))
    return file.getvalue()


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
