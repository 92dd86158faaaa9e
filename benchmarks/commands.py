"""Whole commands, each in a process of its own, as a finance officer starts them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import PEAK, Row, compare, kilobytes, run, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CYCLE = "2004"
IMPORTS = "import aspbudget.commands.run, ironcalc"
MAIN_JOB = f"from aspbudget.cli import main; main(['cost', '{CYCLE}', '--json'])"


def rows(workspace: Path, section: Path) -> Iterator[Row]:
    """Yield what starting the tool, its main job, and its memory take; `section` holds the section's inputs alone."""
    tool = shutil.which("aspbudget", path=str(Path(sys.executable).parent)) or "aspbudget"

    def memory(program: str) -> float:
        return kilobytes(_python(f"{program}\n{PEAK}"), section)

    ratio = compare(lambda: _timed(section, tool, "--help"), lambda: _timed(section, *_python("pass")), rounds=21)
    yield Row("aspbudget --help", "python -c pass", ratio, 2.5)
    yield _main_job(tool, "the section alone", section)
    yield _main_job(tool, "all its workbooks", workspace)
    ratio = compare(lambda: memory(MAIN_JOB), lambda: memory(IMPORTS), rounds=5)
    yield Row("peak memory of the main job", "that of its imports", ratio, 1.5)


def _main_job(tool: str, what: str, workspace: Path) -> Row:
    alone = _python("import pandas")
    ratio = compare(lambda: _timed(workspace, tool, "cost", CYCLE), lambda: _timed(workspace, *alone), rounds=9)
    return Row(f"aspbudget cost {CYCLE}, {what}", "import pandas", ratio, 3.5)


def _timed(workspace: Path, *command: str) -> float:
    return seconds(lambda: run(command, workspace))


def _python(program: str) -> Sequence[str]:
    return sys.executable, "-c", program
