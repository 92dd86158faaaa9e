"""The workspace: where a cycle's inputs and outputs stand, and how an output appears all at once or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aspbudget.faults import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

INPUTS, OUTPUTS = "inputs", "outputs"
SECTION = "section.xlsx"


class NoCycle(LookupError):  # noqa: N818 - said to the person who named the cycle
    """There is no such cycle in the workspace; the message says which there are."""


@dataclass(frozen=True)
class Workspace:
    """A folder with `inputs/<cycle>/` that people fill in and `outputs/<cycle>/` that the tool writes."""

    root: Path

    def cycles(self) -> list[str]:
        """Return the cycles that have inputs, oldest first."""
        return sorted({path.parent.name for path in (self.root / INPUTS).glob("*/*.xlsx") if not path.name.startswith("~")})

    def cycle(self, name: str | None) -> str:
        """Return the named cycle, or the newest when none is named; raise `NoCycle` when there is no such cycle."""
        cycles = self.cycles()
        if not cycles:
            message = f"No folder {INPUTS}/<cycle> with an input workbook is here; make one with: aspbudget new 2004"
            raise NoCycle(message)
        if name is None:
            return cycles[-1]
        if name not in cycles:
            message = f"There are no inputs for cycle {name}{nearest(name, cycles) or '.'} There are: {', '.join(cycles)}."
            raise NoCycle(message)
        return name

    def label(self, path: Path) -> str:
        """Return a path as it is shown: relative to the workspace, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def workbooks(self, cycle: str, known: list[str]) -> list[str]:
        """Return which of the known workbooks a cycle has inputs for."""
        return [name for name in known if self.inputs(cycle, f"{name}.xlsx").exists()]

    def inputs(self, cycle: str, workbook: str = SECTION) -> Path:
        """Return the path of an input workbook."""
        return self.root / INPUTS / cycle / workbook

    def outputs(self, cycle: str, workbook: str = SECTION) -> Path:
        """Return the path of an output workbook."""
        return self.root / OUTPUTS / cycle / workbook


def publish(files: Mapping[Path, bytes]) -> None:
    """Put finished files in place: all are written beside their places first, and only then moved there.

    A failure while writing (a full disk, a folder that can't be written to) leaves every old file as it was.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            ready.append((_beside(path, data), path))
        for temporary, path in ready:
            temporary.replace(path)
    finally:
        _remove(temporary for temporary, _ in ready)


def _beside(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary = Path(name)
    temporary.chmod(0o644)
    return temporary


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        with contextlib.suppress(FileNotFoundError):
            file.unlink()
