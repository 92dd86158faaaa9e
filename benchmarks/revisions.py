"""Two revisions: the commands of the code here and of another revision, run in turns, each on the inputs that it comes with."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING

from benchmarks.commands import COMMANDS, START, ours
from benchmarks.environment import ROOT
from benchmarks.measure import Row, compare_each

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from benchmarks.commands import Command
    from benchmarks.measure import Taken

_NAMES = tuple(each.name for each in COMMANDS if each.name != "help")


def rows(revision: str, folder: Path, names: Collection[str] = ()) -> Iterator[Row]:
    """Yield how many times as much each command takes here as in another revision; commands that this one doesn't have yet are left out."""
    here, there = (_unpacked(each, folder / name) for each, name in (("", "here"), (revision, "there")))
    for command in (each for each in COMMANDS if each.name in (names or _NAMES)):
        try:
            cpu, wall = compare_each(_run(command, here), _run(command, there), command.rounds)
        except subprocess.CalledProcessError as failed:
            print(f"aspbudget {' '.join(command.words)} fails: {failed.stderr.decode(errors='replace').strip().splitlines()[-1:]}", file=sys.stderr)
            continue
        yield Row(f"aspbudget {' '.join(command.words)}", f"{revision}, CPU", cpu)
        yield Row(f"aspbudget {' '.join(command.words)}", f"{revision}, wall", wall)


def _unpacked(revision: str, folder: Path) -> Path:
    """Return a folder with the files of a revision, or with those here as they stand, changes included."""
    tree = revision or _git("stash", "create").decode().strip() or "HEAD"
    with tarfile.open(fileobj=io.BytesIO(_git("archive", "--format=tar", tree))) as archive:
        archive.extractall(folder, filter="data")
    (folder / "aspbudget" / "models").symlink_to(folder / "models")  # where an installation has the content
    return folder


def _git(*words: str) -> bytes:
    return subprocess.run(("git", *words), cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S607 - the git of whoever measures


def _run(command: Command, folder: Path) -> Callable[[], Taken]:
    """Return a function that runs a command with the code and the inputs of a folder."""
    return ours(command, folder, (sys.executable, *START), PYTHONPATH=str(folder))
