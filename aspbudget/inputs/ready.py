"""Ready: the workbooks of a cycle once their inputs are checked and their figures computed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from aspbudget.declare.layout import Printed
from aspbudget.declare.model import SECTION
from aspbudget.faults import Fault, Refused, count
from aspbudget.figures.catalogue import Catalogue, catalogue, workbooks
from aspbudget.inputs import read
from aspbudget.inputs.check import check
from aspbudget.inputs.inputs import WITHOUT_ROWS
from aspbudget.inputs.standing import standing
from aspbudget.workspace import SPREADSHEETS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.read import RawWorkbook
    from aspbudget.inputs.standing import Standing
    from aspbudget.phrase import Lists
    from aspbudget.workspace import Workspace


@dataclass(frozen=True)
class Ready:
    """One workbook of a cycle: its checked inputs and its computed figures."""

    cycle: str
    workbook: str
    inputs: Inputs
    figures: Figures

    @property
    def label(self) -> str:
        """How its input workbook is shown."""
        return self.inputs.label

    @property
    def catalogue(self) -> Catalogue:
        """The models."""
        return self.figures.catalogue

    @property
    def layout(self) -> Printed:
        """The printed table of the section: the first that the models declare."""
        return self.catalogue.layouts(Printed)[0]

    @cached_property
    def standing(self) -> Standing:
        """Whether the outputs are DRAFT or FINAL, and why."""
        return standing(self.catalogue, self.inputs)


@dataclass(frozen=True)
class Cycle:
    """All workbooks of a cycle, checked and computed: the section, if there is one, first."""

    name: str
    workbooks: tuple[Ready, ...]

    @property
    def section(self) -> Ready | None:
        """The section, when the cycle has one."""
        return self.of(SECTION)

    def of(self, workbook: str) -> Ready | None:
        """Return one of the workbooks by its name, such as `contributions`; `None` where the cycle has none of that name."""
        return next((ready for ready in self.workbooks if ready.workbook == workbook), None)


def prepare(workspace: Workspace, cycle: str, say: Callable[[str], None], only: Collection[str] = ()) -> Cycle:
    """Read and check all input workbooks of a cycle, or `only` some, and compute their figures.

    Raises `Refused` with every fault of all.
    """
    ready: list[Ready] = []
    known = workbooks(workspace.content)
    language: Lists | None = None
    faults = [Fault(workspace.label(path), "", "", _unread(path, known)) for path in workspace.strangers(cycle, known)]
    for workbook in workspace.workbooks(cycle, [name for name in known if not only or name in only]):
        try:
            ready.append(_prepared(workspace, cycle, workbook, say))
        except Refused as refused:
            faults += refused.faults
            language = language or refused.language
    if faults:
        raise Refused(faults, language)
    return Cycle(cycle, tuple(ready))


def _unread(path: Path, known: list[str]) -> str:
    names = " or ".join(f"{name}.xlsx" for name in known)
    if path.suffix == ".xlsx":
        return f"This file is not read; save it as {names}, or move it out of the folder."
    missing = [f"{name}.xlsx" for name in known if not (path.parent / f"{name}.xlsx").exists()]
    remedy = f"open it and save it as {' or '.join(missing)}, or move it" if missing else "move it"
    return f"This is {SPREADSHEETS[path.suffix.casefold()]} ({path.suffix}), which is not read: {remedy} out of the folder."


def _prepared(workspace: Workspace, cycle: str, workbook: str, say: Callable[[str], None]) -> Ready:
    path = workspace.inputs(cycle, f"{workbook}.xlsx")
    label = workspace.label(path)
    say(f"Reading   {label}")
    raw = read.read(path, label)
    say(f"Checking  {len(raw.sheets.keys() - WITHOUT_ROWS)} sheets")
    models = catalogue(workbook, workspace.content)
    inputs = check(models, raw, cycle)
    if inputs.examples:
        say(f"Ignoring  {count(inputs.examples, 'example row')}")
    say(f"Costing   {sum(len(frame) for frame in inputs.frames.values()):,} rows, {len(models.figures)} lines")
    return Ready(cycle, workbook, inputs, inputs.figures)


def opened(content: str, path: Path, label: str, cycle: str = "", workbook: str = SECTION) -> Ready:
    """Return an input workbook as a section, or as another kind, checked and computed; of whatever cycle it says it is, when none is named.

    `content` is the content package whose models are used. Raises `Refused` with every fault.
    """
    return checked(content, read.read(path, label), cycle, workbook)


def checked(content: str, raw: RawWorkbook, cycle: str = "", workbook: str = SECTION) -> Ready:
    """Return a workbook that has been read, checked and computed as `opened` does; raise `Refused` with every fault."""
    inputs = check(catalogue(workbook, content), raw, cycle)
    return Ready(str(inputs.cycle["cycle"]), workbook, inputs, inputs.figures)
