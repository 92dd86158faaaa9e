"""Measuring: two kinds of work run in turn, several times, and compared by the medians of what they took."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

ROUNDS = 7

# Reads this process's own peak, which other measures mix with that of the process that started it.
PEAK = "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"


class Row(NamedTuple):
    """One comparison: the work, what it is held against, how many times as much it took, and how many it may take."""

    work: str
    against: str
    ratio: float
    aim: float

    @property
    def met(self) -> bool:
        """Whether the work took no more than it may."""
        return self.ratio <= self.aim


def compare(ours: Callable[[], float], theirs: Callable[[], float], rounds: int = ROUNDS) -> float:
    """Return how many times as much ours takes as theirs; they take turns, so that a busy moment meets both."""
    ours(), theirs()  # the first time loads files and fills caches
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return median(one for one, _ in pairs) / median(other for _, other in pairs)


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Return how many seconds a piece of work takes, the mean of some times in a row."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def run(command: Sequence[str], folder: Path) -> str:
    """Run a command in a folder and return what it prints; raise if it fails."""
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def processor_seconds(command: Sequence[str], folder: Path) -> float:
    """Return the time that processors spent on a command and the processes that it started, which others on the machine disturb little."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env={name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def kilobytes(command: Sequence[str], folder: Path) -> float:
    """Return the most memory that a command ending in `PEAK` ever held."""
    return float(run(command, folder).split()[-1])
