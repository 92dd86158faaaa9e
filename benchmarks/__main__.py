"""Measure everything and print one table: `python -m benchmarks`, from the root of the repository.

Names after it, as in `python -m benchmarks --here check statement`, choose rows of commands, or groups such as `models`. It installs the tool into a fresh environment first, as users have it; `--here` measures in
the running one instead. The workbooks are written in a temporary folder. `--compare REVISION` runs the commands of two revisions in turns instead, and `--record` writes each row into the record (`record.csv`)
as it is measured.
Exit code 1 says that an aim that was met, by the record, is now missed by a third.

Below a row that misses its aim stands what each part of it takes, without the parts that it calls: of a command or a workbook its pieces of work, and what is needed at least: importing the
libraries, writing the same cells from a list, reading and computing the same workbooks; of peak memory by how much each piece raises it; of the rows of a model the kinds of parts of its formulas;
of threads how long each works and waits. `--suite FILE` shows what the tests took, and the rooms that take most, as pytest reports them.
"""

from __future__ import annotations

import math
import shutil
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import commands, suite
from benchmarks.commands import NAMES
from benchmarks.environment import ROOT, again_in_a_fresh_one
from benchmarks.record import lost, record, recorded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from benchmarks.measure import Row

_LINE = "{:<62} {:<28} {:>8} {:>8} {:>8}  {}"
GROUPS = ("models", "growth", "workbooks", "assessments", "statements", "page")


def main(arguments: list[str]) -> int:
    """Print each comparison as it is made, and return 1 where an aim that was met is lost."""
    parser = ArgumentParser(prog="python -m benchmarks", description="What each piece of work takes, as a ratio to other work that is run in turns with it.")
    parser.add_argument("names", nargs="*", help="commands, or groups of rows; all without any")
    parser.add_argument("--here", action="store_true", help="measure in the running environment instead of a fresh one")
    parser.add_argument("--compare", metavar="REVISION", help="run the commands of two revisions in turns, that of git here and another")
    parser.add_argument("--record", action="store_true", help="write what is measured into the record")
    parser.add_argument("--suite", metavar="FILE", type=Path, help="show what the tests took, as pytest --junit-xml FILE reports it, and nothing else")
    given = parser.parse_args(arguments)
    if unknown := set(given.names) - {*GROUPS, *NAMES}:
        parser.error(f"{', '.join(sorted(unknown))}: no such rows; there are {', '.join((*NAMES, *GROUPS))}")
    if given.suite:
        return shown(suite.rows(given.suite), keep=given.record)
    if not given.here:
        return again_in_a_fresh_one(arguments)
    with tempfile.TemporaryDirectory() as folder:
        return shown(_compared(given.compare, Path(folder), given.names) if given.compare else _rows(*_workspaces(Path(folder)), given.names), keep=given.record)


def shown(rows: Iterable[Row], *, keep: bool = False) -> int:
    """Print rows as they come, beside their aims and what was recorded, and return 1 where an aim that was met is lost."""
    print(_LINE.format("work", "against", "ratio", "aim", "before", "met"))
    before, failed, work = recorded(), False, ""
    for row in rows:
        work = work if work and row.work.startswith(f"{work}: ") else row.work
        name = row.work.replace(f"{work}: ", "  ")
        old = before.get((row.work, row.against))
        failed |= (gone := lost(row, old))
        said = "" if math.isnan(row.aim) else "LOST" if gone else "yes" if row.met else "no"
        aim = "" if math.isnan(row.aim) else f"{row.aim:.3g}"
        print(_LINE.format(name, row.against, f"{row.ratio:.3g}", aim, f"{old.ratio:.3g}" if old else "", said), flush=True)
        if keep:
            record([row])
    return int(failed)


def _compared(revision: str, folder: Path, names: Collection[str]) -> Iterator[Row]:
    from benchmarks import revisions  # noqa: PLC0415 - only where two revisions are compared

    return revisions.rows(revision, folder, names)


def _workspaces(folder: Path) -> tuple[Path, Path]:
    """Return a workspace with all inputs, and one with the section's alone."""
    whole, section = folder / "whole", folder / "section"
    shutil.copytree(ROOT / "inputs", whole / "inputs")
    others = shutil.ignore_patterns("contributions.xlsx", "statements")
    shutil.copytree(ROOT / "inputs", section / "inputs", ignore=others)
    return whole, section


def _rows(whole: Path, section: Path, names: Collection[str]) -> Iterator[Row]:
    yield from commands.rows(whole, section, names or NAMES)
    groups = [group for group in GROUPS if group in (names or GROUPS)]
    if not groups:
        return

    from aspbudget.inputs.ready import prepare  # noqa: PLC0415
    from aspbudget.workspace import Workspace  # noqa: PLC0415
    from benchmarks import assessments, growth, models, page, statements, workbooks  # noqa: PLC0415

    workspace = Workspace(section)
    ready = prepare(workspace, commands.CYCLE, lambda _: None).workbooks[0]
    made = {
        "models": lambda: models.rows(ready.catalogue, ready.inputs),
        "growth": lambda: growth.rows(ready.catalogue, ready.inputs),
        "workbooks": lambda: workbooks.rows(Workspace(whole), commands.CYCLE),
        "assessments": lambda: assessments.rows(section),
        "statements": lambda: statements.rows(section, ready),
        "page": lambda: page.rows(Workspace(whole), commands.CYCLE),
    }
    for group in groups:
        yield from made[group]()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
