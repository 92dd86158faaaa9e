"""The workspace: the folders of a cycle's inputs and outputs, and which content it uses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aspbudget.content import named_in
from aspbudget.faults import WrongUse, nearest

if TYPE_CHECKING:
    from pathlib import Path

INPUTS, OUTPUTS = "inputs", "outputs"
SECTION = "section.xlsx"
STATEMENTS = "statements"
CYCLE = re.compile(r"[0-9]{4}(-[0-9]{4})?")


class NoCycle(WrongUse):
    """There is no such cycle in the workspace; the message says which there are."""


@dataclass(frozen=True)
class Workspace:
    """A folder with `inputs/<cycle>/` that people fill in and `outputs/<cycle>/` that the tool writes."""

    root: Path

    @property
    def content(self) -> str:
        """The content package that the workspace uses: that of its file `aspbudget.toml`, or the one that comes with the tool."""
        return named_in(self.root)

    def cycles(self) -> list[str]:
        """Return the cycles that have inputs, oldest first."""
        workbooks = (self.root / INPUTS).glob("*/*.xl*")
        folders = {path.parent.name for path in workbooks if not path.name.startswith("~")}
        return sorted(folder for folder in folders if CYCLE.fullmatch(folder))

    def cycle(self, name: str | None) -> str:
        """Return the named cycle, or the newest when none is named; raise `NoCycle` when there is no such cycle."""
        cycles = self.cycles()
        if not cycles:
            message = f"No folder {INPUTS}/<cycle> with an input workbook is here; make one with: aspbudget new 2004"
            raise NoCycle(message)
        if name is None:
            return cycles[-1]
        if name not in cycles:
            hint = nearest(name, cycles) or "."
            message = f"There are no inputs for cycle {name}{hint} There are: {', '.join(cycles)}."
            raise NoCycle(message)
        return name

    def label(self, path: Path) -> str:
        """Return a path as it is shown: relative to the workspace, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def workbooks(self, cycle: str, known: list[str]) -> list[str]:
        """Return which of the known workbooks a cycle has inputs for."""
        return [name for name in known if self.inputs(cycle, f"{name}.xlsx").exists()]

    def strangers(self, cycle: str, known: list[str]) -> list[Path]:
        """Return the workbooks in a cycle's folder that are not read, because their name or kind is none of those known."""
        names = {f"{name}.xlsx" for name in known}
        files = sorted((self.root / INPUTS / cycle).glob("*.xl*"))
        return [path for path in files if path.name not in names and not path.name.startswith("~")]

    def inputs(self, cycle: str, workbook: str = SECTION) -> Path:
        """Return the path of an input workbook."""
        return self.root / INPUTS / cycle / workbook

    def outputs(self, cycle: str, workbook: str = SECTION) -> Path:
        """Return the path of an output workbook."""
        return self.root / OUTPUTS / cycle / workbook


def follows(cycle: str, later: str) -> bool:
    """Whether a cycle, named by its year or years, begins in the year after another ends."""
    years = cycle[-4:], later[:4]
    return all(year.isdigit() for year in years) and int(years[1]) == int(years[0]) + 1
