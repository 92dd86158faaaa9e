"""Baselines by their names: the sections with which the drafts of a cycle are compared, each read, checked and computed once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from aspbudget.faults import Fault, Refused, WrongUse, allowed
from aspbudget.inputs.read import read
from aspbudget.inputs.ready import checked
from aspbudget.inputs.worded import as_worded
from aspbudget.statements.anatomy import anatomy_of
from aspbudget.statements.baseline import Baseline, NoBaseline
from aspbudget.statements.statement import PROPOSED
from aspbudget.workspace import BASELINES, CYCLE, INPUTS, SECTION, companion

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.inputs.read import RawWorkbook
    from aspbudget.inputs.ready import Ready
    from aspbudget.workspace import Workspace


class NoSuchBaseline(WrongUse):
    """There is no section of the name that was asked for; the message says which there are."""


@dataclass
class Baselines:
    """The sections with which the drafts of a cycle may be compared.

    `named` is the one that a person asked for; without it each draft is compared with that which its own workbook names, and where it names
    none with the cycle's own `section`, as proposed.
    """

    workspace: Workspace
    section: Ready
    say: Callable[[str], None]
    named: str = ""
    known: dict[str, Baseline] = field(default_factory=dict)

    def __call__(self, declared: str) -> Baseline:
        """Return the baseline of a draft, given the name in its workbook.

        Raises `NoBaseline` when there is none of that name, `NoSuchBaseline` when there is none of the name that was asked for, and
        `Refused` when it is no section, or one of another year or currency.
        """
        name = self.named or declared or PROPOSED
        if name not in self.known:
            self.known[name] = self._opened(name)
        return self.known[name]

    def _opened(self, name: str) -> Baseline:
        own = Baseline.of(self.section)
        path = self._path(name)
        if name == PROPOSED or path == self.workspace.inputs(self.section.cycle):
            return own
        if path is None:
            message = self._none(name)
            raise NoSuchBaseline(message) if self.named else NoBaseline(message)
        label = self.workspace.label(path) if path.is_relative_to(self.workspace.root) else path.name
        self.say(f"Reading   {label}")
        raw = read(path, label)
        self._is_a_section(raw)
        return Baseline(name if self._kept(name) == path else label, checked(self.workspace.content, raw), self.section).checked()

    def _is_a_section(self, raw: RawWorkbook) -> None:
        """Raise `Refused` where a workbook has none of the sheets by which a section is costed, so that it is something else."""
        anatomy = anatomy_of(self.section.catalogue)
        titles = [anatomy.section.tables[name].title for name in anatomy.activities]
        worded = as_worded(anatomy.section, raw)
        if not {worded.tables[name].title for name in anatomy.activities} & {*raw.sheets}:
            message = f"This workbook is no section, with which a draft could be compared: it has none of the sheets {allowed(titles, 3)}; name another."
            raise Refused([Fault(raw.label, "", "", message)])

    def _path(self, name: str) -> Path | None:
        """Return the workbook of a name: one that the cycle keeps, the section of a cycle, or the path of any workbook."""
        cycle = self.workspace.inputs(name) if CYCLE.fullmatch(name) else self._kept(name)
        given = [self.workspace.root / name, Path(name).resolve()] if name.endswith(".xlsx") else []
        return next((path for path in (cycle, *given) if path.is_file()), None)

    def _kept(self, name: str) -> Path:
        return self.workspace.inputs(self.section.cycle, f"{BASELINES}/{name}.xlsx")

    def _none(self, name: str) -> str:
        folder = self.workspace.inputs(self.section.cycle, BASELINES)
        kept = sorted(path.stem for path in folder.glob("*.xlsx") if not companion(path))
        return (
            f'There is no section "{name}" to compare with; it must be one of: {allowed([PROPOSED, *kept])}, a cycle of {INPUTS}, or the path of a '
            f"workbook such as {INPUTS}/{self.section.cycle}/{SECTION}. A section that is named is kept as {self.workspace.label(folder)}/{name}.xlsx."
        )
