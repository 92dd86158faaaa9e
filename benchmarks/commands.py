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
IMPORTS = "import aspbudget.run, aspbudget.report, ironcalc"
MAIN_JOB = f"from aspbudget.cli import main; main(['cost', '{CYCLE}', '--json'])"


def rows(workspace: Path) -> Iterator[Row]:
    """Yield what starting the tool, its main job, and the memory of its main job take."""
    tool = shutil.which("aspbudget", path=str(Path(sys.executable).parent)) or "aspbudget"

    def process(*command: str) -> float:
        return seconds(lambda: run(command, workspace))

    def memory(program: str) -> float:
        return kilobytes(_python(f"{program}\n{PEAK}"), workspace)

    ratio = compare(lambda: process(tool, "--help"), lambda: process(*_python("pass")), rounds=21)
    yield Row("aspbudget --help", "python -c pass", ratio, 2.5)
    ratio = compare(lambda: process(tool, "cost", CYCLE), lambda: process(*_python("import pandas")), rounds=9)
    yield Row(f"aspbudget cost {CYCLE}, end to end", "import pandas", ratio, 3.5)
    ratio = compare(lambda: memory(MAIN_JOB), lambda: memory(IMPORTS), rounds=5)
    yield Row("peak memory of the main job", "that of its imports", ratio, 1.5)


def _python(program: str) -> Sequence[str]:
    return sys.executable, "-c", program
