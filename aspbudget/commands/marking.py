"""Marked copies for the command line: which workbooks have something to mark, and where their copies go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands.console import Console
from aspbudget.faults import Refused
from aspbudget.figures.catalogue import catalogue, workbooks
from aspbudget.files.publish import publish
from aspbudget.inputs.package import BROKEN, UnsafeError
from aspbudget.inputs.read import read_bytes
from aspbudget.inputs.worded import language_of
from aspbudget.language import Language
from aspbudget.phrase import AsTyped, phrase
from aspbudget.workbooks.marked_book import Mark, marked
from aspbudget.workspace import INPUTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from aspbudget.faults import Fault, Remark
    from aspbudget.workspace import Workspace

_MARKED = " (marked)"


def mark(workspace: Workspace, cycle: str, found: Mapping[str, Iterable[Fault | Remark]]) -> Iterator[str]:
    """Write a marked copy of each input of which something is said, `found` by its kind, and yield what was written."""
    by_label: dict[str, list[Mark]] = {}
    for kind, each in ((kind, each) for kind, all_of_them in found.items() for each in all_of_them):
        by_label.setdefault(each.workbook, []).append(Mark(kind, each.sheet, each.cell, each.message))
    copies, lines = {}, []
    for label, marks in by_label.items():
        path = workspace.root / label
        if not path.is_file():
            continue
        try:
            data = path.read_bytes()
            language = Language(_language(workspace.content, data, label), workspace.content)
            copy = marked(data, marks, language)
        except (UnsafeError, *BROKEN):
            lines.append(f"Unmarked  {label} can't be opened, so that no copy of it was made")
            continue
        place = _place(workspace, cycle, path)
        copies[place] = copy
        lines.append(Console(language)(phrase("Marked    {copy}, a copy of {workbook}", copy=AsTyped(workspace.label(place)), workbook=AsTyped(label))))
    if copies:
        publish(copies)
    yield from lines


def _language(package: str, data: bytes, label: str) -> str | None:
    """Return the language in which most sheets of an input are; nothing where that is the models' own, or where it can't be read."""
    try:
        raw = read_bytes(data, label)
    except Refused:
        return None
    return next((found for name in workbooks(package) if (found := language_of(catalogue(name, package), raw))), None)


def _place(workspace: Workspace, cycle: str, path: Path) -> Path:
    """Return where the copy of an input goes: to the same place among the outputs of its cycle."""
    within = path.relative_to(workspace.root / INPUTS / cycle)
    return workspace.outputs(cycle, str(within.with_name(f"{within.stem}{_MARKED}{within.suffix}")))
