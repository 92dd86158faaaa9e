"""Whole commands, each in a process of its own, as a finance officer starts them."""

from __future__ import annotations

import math
import shutil
import sys
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import reasons
from benchmarks.measure import PEAK, Row, Taken, compare, compare_each, kilobytes, taken
from benchmarks.one_cell import change_a_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

CYCLE = "2004"
IMPORTS = "import aspbudget.commands.run, ironcalc"
_MAIN = ("cost", CYCLE, "--json", "--prove")
MAIN_JOB = f"from aspbudget.cli import main; main([*{_MAIN}, '--jobs', '1'])"
START = ("-c", "import sys; from aspbudget.cli import main; sys.exit(main())")


class Command(NamedTuple):
    """A command, by the name it is asked for: its words, how many times what it is compared with it may take of processors and of the clock, and what is done before each run."""

    name: str
    words: tuple[str, ...]
    cpu: float
    wall: float = math.nan
    before: Callable[[Path], None] | None = None
    against: str = "import pandas"
    rounds: int = 7


COMMANDS = (
    Command("help", ("--help",), 2, against="pass", rounds=21),
    Command("cost", ("cost", CYCLE, "--prove"), 8, 5.5),
    Command("unchanged", ("cost", CYCLE), 0.4),
    Command("cell", ("cost", CYCLE), 5, before=change_a_draft),
    Command("check", ("check", CYCLE), 2.5),
    Command("statement", ("statement", CYCLE, "ICC-ASP/2/Res.7", "--prove"), 4),
    Command("compare", ("compare", CYCLE, "2005"), 2.5),
    Command("prove", ("prove",), 3),
    Command("slots", ("slots", CYCLE, "--arrange"), 3),
    Command("explain", ("explain", CYCLE, "Section!C10"), 4),
)
NAMES = (*(each.name for each in COMMANDS), "memory")


def rows(workspace: Path, section: Path, names: Collection[str] = NAMES) -> Iterator[Row]:
    """Yield what starting the tool, its commands, and the memory of its main job take, of those that are named; `section` holds the section's inputs alone."""
    tool = shutil.which("aspbudget", path=str(Path(sys.executable).parent)) or "aspbudget"
    for command in (each for each in COMMANDS if each.name in names):
        cpu, wall = compare_each(ours(command, workspace, (tool,)), lambda other=command.against: taken((sys.executable, "-c", other), workspace), command.rounds)  # type: ignore[misc]
        said = " ".join(("aspbudget", *command.words, *(["after a cell of a draft changed"] if command.before else [])))
        yield Row(said, f"{command.against}, CPU", cpu, command.cpu)
        yield Row(said, f"{command.against}, wall", wall, command.wall)
        if cpu > command.cpu or wall > command.wall:
            yield from reasons.rows(command, said, workspace)
    if "memory" in names:

        for inputs, folder, rounds in (("the section alone", section, 5), ("all inputs", workspace, 3)):

            def memory(program: str, folder: Path = folder) -> float:
                return kilobytes((sys.executable, "-c", f"{program}\n{PEAK}"), folder)

            yield (row := Row(f"peak memory of the main job, {inputs}", "that of its imports", compare(lambda: memory(MAIN_JOB), lambda: memory(IMPORTS), rounds), 1.3))
            if not row.met:
                yield from reasons.memory_rows(row, Command("memory", _MAIN, math.nan), folder, median(memory(IMPORTS) for _ in range(reasons.ROUNDS)))


def ours(command: Command, workspace: Path, tool: Sequence[str], **environment: str) -> Callable[[], Taken]:
    """Return a function that runs a command in a workspace, after what comes before it, and returns what it took."""

    def run() -> Taken:
        if command.before:
            command.before(workspace)
        return taken((*tool, *command.words), workspace, **environment)

    return run
