"""Reasons: where a command misses its aim, what its time or its memory is made of, and how much of that its libraries take by themselves, in the unit of the aim."""

from __future__ import annotations

import json
import os
import sys
import time
from math import fsum
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.environment import ROOT
from benchmarks.measure import Row, taken
from benchmarks.parts import CLOCK, EVALUATING, LOADING, MEMORY, PYTHON, REPORT, REST, SECOND, WRITING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from benchmarks.commands import Command

ROUNDS = 3
_LEAST, _LEAST_MEMORY = 0.05, 0.01  # times the unit; what takes less is counted with the rest
_JOBS, _WITH_JOBS = ("--jobs", "1"), ("cost", "statement")  # with one job the second engine works in the process that is timed
_START = "import sys; sys.path.append({!r}); from benchmarks.{} import main; sys.exit(main())"


class Timed(NamedTuple):
    """A command that was timed: the seconds of processor of each part, of what it is compared with, and of importing its libraries and no more."""

    parts: Mapping[str, float]
    unit: float
    imported: float
    libraries: str


def rows(command: Command, said: str, workspace: Path) -> Iterator[Row]:
    """Yield what each part of a command takes, the longest first, then what its libraries take by themselves for the same work."""
    found = timed(command, workspace)
    engine = fsum(seconds for part, seconds in found.parts.items() if part.startswith(SECOND))
    lean = written_leanly(command, workspace) if found.parts[WRITING] else 0.0
    alone = {
        f"at least, importing {found.libraries or 'nothing'}": found.imported,
        "at least, a lean writer of the same cells": lean,
        "at least, IronCalc loading and evaluating": found.parts[LOADING] + found.parts[EVALUATING],
    }
    more = {"all but the second engine, which works beside": fsum(found.parts.values()) - engine} if engine and command.words[0] != "cost" else {}  # of a cycle, every process proves what it makes
    every = {**shown(found.parts, _LEAST * found.unit), **more, **{part: seconds for part, seconds in alone.items() if seconds}, "at least, together": fsum(alone.values())}
    yield from (Row(f"{said}: {part}", f"{command.against}, CPU", seconds / found.unit) for part, seconds in every.items())


def shown(parts: Mapping[str, float], least: float) -> dict[str, float]:
    """Return parts, the longest first, those that take less than a least counted with the rest, which stands last."""
    large = {part: seconds for part, seconds in parts.items() if seconds >= least and part != REST}
    return dict(sorted(large.items(), key=lambda each: -each[1])) | {REST: fsum(parts.values()) - fsum(large.values())}


def timed(command: Command, workspace: Path) -> Timed:
    """Run a command and what it is compared with in turns, and return the medians of what each part took."""
    reports, others, imported = [], [], []
    for _ in range(ROUNDS):
        report, whole = reported(command, workspace, "parts")
        parts = report["parts"]
        parts[PYTHON] += whole - fsum(parts.values())  # what Python does after the report
        reports.append(report)
        others.append(taken((sys.executable, "-c", command.against), workspace).cpu)
        imported.append(taken((sys.executable, "-c", "".join(f"import {each}\n" for each in report["libraries"])), workspace).cpu)
    parts = {part: median(report["parts"][part] for report in reports) for part in reports[0]["parts"]}
    return Timed(parts, median(others), median(imported), ", ".join(reports[0]["libraries"]))


def written_leanly(command: Command, workspace: Path) -> float:
    """Return the seconds of processor in which a lean writer writes the cells of all workbooks that a command writes."""
    report, _ = reported(command, workspace, "reasons")
    return float(report["parts"])


def memory_rows(row: Row, command: Command, workspace: Path, imports: float) -> Iterator[Row]:
    """Yield by how much each part of a command raises the most memory that is held, the most first, in the unit of what it is compared with; together they are the whole."""
    reports = [reported(command, workspace, "parts", **{CLOCK: MEMORY})[0]["parts"] for _ in range(ROUNDS)]
    grown = {part: median(report[part] for report in reports) for part in reports[0]}
    yield from (Row(f"{row.work}: {part}", row.against, kilobytes / imports) for part, kilobytes in shown(grown, _LEAST_MEMORY * imports).items())


def reported(command: Command, workspace: Path, module: str, **environment: str) -> tuple[Any, float]:
    """Run a command in the `main` of a module here, and return what that reports, and the seconds of processor of all of it."""
    from benchmarks.commands import ours  # noqa: PLC0415 - it prints what this finds

    jobs = _JOBS if command.words[0] in _WITH_JOBS else ()
    with TemporaryDirectory() as folder:
        path = Path(folder, "report.json")
        whole = ours(command._replace(words=(*command.words, *jobs)), workspace, (sys.executable, "-c", _START.format(str(ROOT), module)), **{REPORT: str(path)}, **environment)()
        return json.loads(path.read_text(encoding="utf-8")), whole.cpu


def main() -> int:
    """Run the command that this process was started with, write the cells of its workbooks once more with a lean writer, and report how long that takes."""
    from aspbudget.cli import main as run  # noqa: PLC0415 - only in a process of its own
    from benchmarks.workbooks import plainly, recorded  # noqa: PLC0415 - as above

    books = recorded(run)
    found = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for each in books:
            plainly(each)
        found.append(time.process_time() - start)
    Path(os.environ[REPORT]).write_text(json.dumps({"parts": median(found)}), encoding="utf-8")
    return 0
