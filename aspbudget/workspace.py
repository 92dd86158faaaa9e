"""The workspace: where a cycle's inputs and outputs stand, and how an output appears all at once or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aspbudget.content import BUILT_IN
from aspbudget.faults import WrongUse, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

INPUTS, OUTPUTS, SETTINGS = "inputs", "outputs", "aspbudget.toml"
SECTION = "section.xlsx"
STATEMENTS = "statements"
CYCLE = re.compile(r"[0-9]{4}(-[0-9]{4})?")


class NoCycle(WrongUse):
    """There is no such cycle in the workspace; the message says which there are."""


class WrongSettings(WrongUse):
    """The settings of the workspace can't be read."""


@dataclass(frozen=True)
class Workspace:
    """A folder with `inputs/<cycle>/` that people fill in and `outputs/<cycle>/` that the tool writes."""

    root: Path

    @property
    def content(self) -> str:
        """The content package that the workspace uses: that of its file `aspbudget.toml`, or the one that comes with the tool."""
        file = self.root / SETTINGS
        if not file.is_file():
            return BUILT_IN
        import tomllib  # noqa: PLC0415 - most workspaces have no settings, and help stays instant

        try:
            return str(tomllib.loads(file.read_text(encoding="utf-8-sig")).get("content", BUILT_IN))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            message = f"{SETTINGS} can't be read ({error}); it holds one line, such as: content = \"another_organisation\""
            raise WrongSettings(message) from None

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
        """Return the workbooks in a cycle's folder that are not read, because their name or kind is another."""
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


def publish(files: Mapping[Path, bytes]) -> None:
    """Put finished files in place, all or none: they are written beside their places first, and only then moved there.

    A failure at any step (a full disk, a folder that can't be written to) leaves every old file as it was.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            parts[path] = _beside(path, ".part")
            _write(parts[path], data)
        _place(parts)
    finally:
        _remove(parts.values())


def _beside(path: Path, suffix: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=suffix, dir=path.parent)
    os.close(handle)
    return Path(name)


def _write(part: Path, data: bytes) -> None:
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.chmod(0o644)


def _place(parts: Mapping[Path, Path]) -> None:
    """Move files to their places; when one can't be moved, put back what stood in the places of those before it."""
    kept: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for path in (path for path in parts if path.exists()):
            kept[path] = _beside(path, ".old")
            shutil.copy2(path, kept[path])
        for path, part in parts.items():
            part.replace(path)
            placed.append(path)
    except BaseException:
        for path in placed:
            if path in kept:
                kept[path].replace(path)
            else:
                path.unlink()
        raise
    finally:
        _remove(kept.values())


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        with contextlib.suppress(FileNotFoundError):
            file.unlink()
