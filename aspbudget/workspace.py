"""The workspace: the folders of a cycle's inputs and outputs, and which content it uses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from aspbudget.content import SETTINGS, named_in
from aspbudget.faults import WrongUse

INPUTS, OUTPUTS = "inputs", "outputs"
SECTION = "section.xlsx"
STATEMENTS, LETTERS = "statements", "letters"
PAGE = "budget.html"  # the cycle for a browser
PDF = "budget.pdf"  # all that readers are given
CONSOLIDATED = "consolidated.xlsx"  # the statement of several drafts together
BASELINES = "baselines"  # sections with which drafts are compared, such as approved.xlsx
_NEAR = 3  # years between two cycles, of which one may be meant by the other
CYCLE = re.compile(r"[0-9]{4}(-[0-9]{4})?")
SPREADSHEETS = {
    ".xlsx": "a workbook", ".xlsm": "a workbook with macros", ".xlsb": "a binary workbook", ".xls": "an old workbook", ".xltx": "a template of workbooks",
    ".ods": "an OpenDocument spreadsheet", ".fods": "an OpenDocument spreadsheet", ".csv": "a text file", ".tsv": "a text file",
    ".numbers": "a document of Apple Numbers", ".gsheet": "a link to a sheet of Google",
}  # fmt: skip
_TEXT = (".csv", ".tsv")
_OF_SYSTEMS = ("desktop.ini", "thumbs.db", "icon\r")  # which Windows and macOS leave in a folder by themselves


def in_language(path: Path, language: str) -> Path:
    """Return where an output is written in a further language: `section.fr.xlsx` beside `section.xlsx`."""
    return path.with_name(f"{path.stem}.{language}{path.suffix}")


class NoCycle(WrongUse):
    """There is no such cycle in the workspace; the message says which there are."""


def companion(path: Path) -> bool:
    """Whether a file is none of an office's own: what spreadsheets, editors and systems keep beside those that are open.

    Such are `~$section.xlsx` of Excel, `.~lock.section.xlsx#` of LibreOffice, `._section.xlsx` of macOS, `section.xlsx~` and `~WRL0001.tmp`.
    """
    name = path.name.casefold()
    return name.startswith((".", "~")) or name.endswith(("#", "~", ".tmp", ".part", ".crdownload")) or name in _OF_SYSTEMS


def root_of(folder: str | Path) -> Path:
    """Return the workspace in which a folder is: itself, or the one above of whose inputs or outputs it is a part."""
    here = Path(folder).resolve()
    above = (each for each in (here, *here.parents) if (each / INPUTS).is_dir())
    return next((each for each in above if each == here or here.relative_to(each).parts[0] in (INPUTS, OUTPUTS)), here)


class Workspace(NamedTuple):
    """A folder with `inputs/<cycle>/` that people fill in and `outputs/<cycle>/` that the tool writes."""

    root: Path

    @property
    def content(self) -> str:
        """The content package that the workspace uses: that of its file `aspbudget.toml`, or the one that comes with the tool."""
        return named_in(self.root)

    def cycles(self, having: str = "") -> list[str]:
        """Return the cycles that have inputs, oldest first; only those that have the workbook `having`, where one is named."""
        files = [path for path in (self.root / INPUTS).glob("*/*") if path.suffix.casefold() in SPREADSHEETS and not companion(path)]
        folders = {path.parent.name for path in files if having in ("", path.name)}
        return sorted(folder for folder in folders if CYCLE.fullmatch(folder))

    def cycle(self, name: str | None, having: str = "") -> str:
        """Return the named cycle, or the newest when none is named, the newest that has the workbook `having`, where one is.

        Raises `NoCycle` when there is no such cycle.
        """
        cycles = self.cycles(having if name is None else "")
        if name in cycles:
            return str(name)
        if not cycles:
            raise NoCycle(self._no_cycle(having if self.cycles() else ""))
        if name is None:
            return cycles[-1]
        hint = _near(name, cycles) if CYCLE.fullmatch(name) else f": a cycle is named as its folder in {INPUTS} is."
        message = f"There are no inputs for cycle {name}{hint} There are: {', '.join(cycles)}."
        raise NoCycle(message)

    def _no_cycle(self, having: str) -> str:
        """Return the message where no cycle has inputs; it names spreadsheets that lie in the wrong place."""
        if having:
            return f"No cycle has {having}; there are: {', '.join(self.cycles())}."
        lost = [path for folder in (self.root / INPUTS, self.root) for path in sorted(folder.glob("*"))
                if path.suffix.casefold() in SPREADSHEETS and not companion(path)]  # fmt: skip
        found = f" ({self.label(lost[0])} is in the folder of no cycle; save it as {INPUTS}/2004/{SECTION})" if lost else ""
        return (f"No folder {INPUTS}/<cycle> with an input workbook is in {self.root}{found}. "
                f"Go to the folder that holds {INPUTS}, or name it with --workspace; a first cycle is made with: aspbudget new 2004")  # fmt: skip

    def label(self, path: Path) -> str:
        """Return a path as it is shown: relative to the workspace, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def workbooks(self, cycle: str, known: list[str]) -> list[str]:
        """Return which of the known workbooks a cycle has inputs for."""
        return [name for name in known if self.inputs(cycle, f"{name}.xlsx").exists()]

    def strangers(self, cycle: str, known: list[str]) -> list[Path]:
        """Return the spreadsheets in a cycle's folder that are not read, because their name or kind is none of those known.

        A text file is one only where it is named as a workbook is.
        """
        names = {f"{name}.xlsx" for name in known}
        files = [path for path in sorted((self.root / INPUTS / cycle).glob("*")) if path.suffix.casefold() in SPREADSHEETS]
        meant = [path for path in files if path.suffix.casefold() not in _TEXT or path.stem.casefold() in known]
        return [path for path in meant if path.name not in names and not companion(path)]

    def inputs(self, cycle: str, workbook: str = SECTION) -> Path:
        """Return the path of an input workbook."""
        return self.root / INPUTS / cycle / workbook

    def earlier(self, cycle: str) -> Path | None:
        """Return the workbook of the section of the cycle before, as approved where that is kept; `None` where there is no such cycle."""
        before = next((each for each in self.cycles() if follows(each, cycle)), "")
        return (self.approved(before) or self.inputs(before)) if before else None

    def shared(self) -> list[Path]:
        """Return what the outputs of every cycle are made from: the settings, and the office's stationery."""
        found = [self.root / SETTINGS, *sorted((self.root / INPUTS).glob("*"))]
        return [path for path in found if path.is_file() or (path.suffix and path.exists())]

    def sources(self, cycle: str) -> list[Path]:
        """Return what the outputs of a cycle are made from: what all are made from, its own workbooks, and the section of the cycle before.

        A draft may be compared with the section of one more cycle, or with any other workbook, which its own workbook names.
        """
        before = self.earlier(cycle)
        own = [path for each in ("", STATEMENTS, BASELINES) for path in sorted(self.inputs(cycle, each).glob("*"))]
        return [*self.shared(), *([before] if before and before.exists() else []), *(path for path in own if not companion(path))]

    def approved(self, cycle: str) -> Path | None:
        """Return the workbook of a cycle's section as approved, which the next cycle starts from; `None` where the cycle keeps none."""
        path = self.inputs(cycle, f"{BASELINES}/approved.xlsx")
        return path if path.is_file() else None

    def outputs(self, cycle: str, workbook: str = SECTION) -> Path:
        """Return the path of an output workbook."""
        return self.root / OUTPUTS / cycle / workbook


def _near(name: str, cycles: list[str]) -> str:
    """Return what ends the message of a cycle that there is not: the cycle nearest in time, within three years of it, or a full stop."""
    distance, near = min((abs(int(each[:4]) - int(name[:4])), each) for each in cycles)
    return f'; did you mean "{near}"?' if distance <= _NEAR else "."


def follows(cycle: str, later: str) -> bool:
    """Whether a cycle, named by its year or years, begins in the year after another ends."""
    years = cycle[-4:], later[:4]
    return all(year.isdigit() for year in years) and int(years[1]) == int(years[0]) + 1
