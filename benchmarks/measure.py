"""Measuring: two kinds of work run in turn, several times, and compared by the medians of what they took."""

from __future__ import annotations

import math
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
    """One comparison: the work, what it is compared with, how many times as much it took, and how many it may take; NaN where there is no aim."""

    work: str
    against: str
    ratio: float
    aim: float = math.nan

    @property
    def met(self) -> bool:
        """Whether the work took no more than it may."""
        return not self.ratio > self.aim


class Taken(NamedTuple):
    """What a command, or other work, took, in seconds: of all processors, itself and what it started, and of the clock on the wall."""

    cpu: float
    wall: float


def compare(ours: Callable[[], float], theirs: Callable[[], float], rounds: int = ROUNDS) -> float:
    """Return how many times as much ours takes as theirs; they take turns, so that a busy moment meets both."""
    return next(iter(compare_each(lambda: (ours(),), lambda: (theirs(),), rounds)))


def compare_each(ours: Callable[[], Sequence[float]], theirs: Callable[[], Sequence[float]], rounds: int = ROUNDS) -> list[float]:
    """Return how many times as much ours takes as theirs in each of the measures that both return, taken in turns."""
    ours(), theirs()  # the first time loads files and fills caches
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    mine, yours = (list(zip(*(pair[side] for pair in pairs), strict=True)) for side in (0, 1))
    return [median(one) / median(other) for one, other in zip(mine, yours, strict=True)]


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Return how many seconds a piece of work takes, the mean of some times in a row."""
    start = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - start) / times


def busy(work: Callable[[], object], times: int = 1) -> float:
    """Return how many seconds of processor a piece of work takes, the mean of some times in a row, whatever else the machine does."""
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) / times


def here(work: Callable[[], object]) -> Taken:
    """Return what a piece of work in this process takes of the processors, all its threads together, and of the clock."""
    start, began = time.process_time(), time.perf_counter()
    work()
    return Taken(time.process_time() - start, time.perf_counter() - began)


def run(command: Sequence[str], folder: Path) -> str:
    """Run a command in a folder and return what it prints; raise if it fails."""
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout


def taken(command: Sequence[str], folder: Path, **environment: str) -> Taken:
    """Return what a command takes of the processors, which others on the machine disturb little, and of the clock; modules that were compiled before are not compiled again."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=known | environment)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
    return Taken(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, wall)


def kilobytes(command: Sequence[str], folder: Path) -> float:
    """Return the most memory that a command ending in `PEAK` ever held."""
    return float(run(command, folder).split()[-1])
