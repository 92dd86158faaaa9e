"""Whole commands, each in a process of its own, as a finance officer starts them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import PEAK, Row, compare, kilobytes, processor_seconds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

CYCLE = "2004"
IMPORTS = "import aspbudget.commands.run, ironcalc"
MAIN_JOB = f"from aspbudget.cli import main; main(['cost', '{CYCLE}', '--json', '--prove', '--jobs', '1'])"


_PANDAS = ("-c", "import pandas")
# Of each command its name, its words, and how many times the processor time of `import pandas` it may take.
_COMMANDS = (
    ("cost", ("cost", CYCLE, "--prove"), 8.0),
    ("unchanged", ("cost", CYCLE), 0.4),
    ("check", ("check", CYCLE), 2.5),
    ("statement", ("statement", CYCLE, "ICC-ASP/2/Res.7", "--prove"), 4.0),
    ("compare", ("compare", CYCLE, "2005"), 2.5),
    ("prove", ("prove",), 3.0),
    ("slots", ("slots", CYCLE, "--arrange"), 3.0),
)
NAMES = ("help", *(name for name, _, _ in _COMMANDS), "memory")


def rows(workspace: Path, section: Path, names: Collection[str] = NAMES) -> Iterator[Row]:
    """Yield what starting the tool, its commands, and the memory of its main job take, of those that are named; `section` holds the section's inputs alone."""
    tool = shutil.which("aspbudget", path=str(Path(sys.executable).parent)) or "aspbudget"

    def taken(*command: str) -> float:
        return processor_seconds(command, workspace)

    def memory(program: str) -> float:
        return kilobytes(_python(f"{program}\n{PEAK}"), section)

    if "help" in names:
        yield Row("aspbudget --help", "python -c pass, CPU", compare(lambda: taken(tool, "--help"), lambda: taken(*_python("pass")), rounds=21), 2)
    for _, words, aim in (each for each in _COMMANDS if each[0] in names):
        ratio = compare(lambda words=words: taken(tool, *words), lambda: taken(sys.executable, *_PANDAS))  # type: ignore[misc]
        yield Row(f"aspbudget {' '.join(words)}", "import pandas, CPU", ratio, aim)
    if "memory" in names:
        yield Row("peak memory of the main job", "that of its imports", compare(lambda: memory(MAIN_JOB), lambda: memory(IMPORTS), rounds=5), 1.3)


def _python(program: str) -> Sequence[str]:
    return sys.executable, "-c", program
