"""Measure everything and print one table: `python -m benchmarks`, from the root of the repository.

Names after it, as in `python -m benchmarks --here check statement`, choose rows of commands. It installs the tool into a fresh environment first, as users have it; `--here` measures in the running one instead. The
workbooks are written in a temporary folder. Exit code 1 says that an aim is not met.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.environment import ROOT, again_in_a_fresh_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.measure import Row

_LINE = "{:<46} {:<28} {:>6} {:>6}  {}"


def main() -> int:
    """Print each comparison as it is made, and return whether all aims are met."""
    if "--here" not in sys.argv[1:]:
        return again_in_a_fresh_one(sys.argv[1:])
    print(_LINE.format("work", "against", "ratio", "aim", "met"))
    met = []
    with tempfile.TemporaryDirectory() as folder:
        for row in _rows(*_workspaces(Path(folder)), [each for each in sys.argv[1:] if not each.startswith("-")]):
            met.append(row.met)
            said = "yes" if row.met else "NO"
            print(_LINE.format(row.work, row.against, f"{row.ratio:.2f}", f"{row.aim:g}", said), flush=True)
    return 0 if all(met) else 1


def _workspaces(folder: Path) -> tuple[Path, Path]:
    """Return a workspace with all inputs, and one with the section's alone."""
    whole, section = folder / "whole", folder / "section"
    shutil.copytree(ROOT / "inputs", whole / "inputs")
    others = shutil.ignore_patterns("contributions.xlsx", "statements")
    shutil.copytree(ROOT / "inputs", section / "inputs", ignore=others)
    return whole, section


def _rows(whole: Path, section: Path, names: list[str]) -> Iterator[Row]:
    from benchmarks import commands  # noqa: PLC0415 - before what it measures is loaded here

    if names:
        yield from commands.rows(whole, section, names)
        return
    yield from commands.rows(whole, section)

    from aspbudget.inputs.ready import prepare  # noqa: PLC0415
    from aspbudget.workspace import Workspace  # noqa: PLC0415
    from benchmarks import assessments, growth, models, page, statements, workbooks  # noqa: PLC0415

    workspace = Workspace(section)
    ready = prepare(workspace, commands.CYCLE, lambda _: None).workbooks[0]
    yield from models.rows(ready.catalogue, ready.inputs)
    yield from growth.rows(ready.catalogue, ready.inputs)
    yield from workbooks.rows(workspace, commands.CYCLE)
    yield from assessments.rows(section)
    yield from statements.rows(section, ready)
    yield from page.rows(Workspace(whole), commands.CYCLE)


if __name__ == "__main__":
    sys.exit(main())
