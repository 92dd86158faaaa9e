"""Small runs to be put in place: files that say of which run they are, and processes that are ended while they publish."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from aspbudget.files import staging
from aspbudget.files.publish import publish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = ("section.xlsx", "contributions.xlsx", "statements/L.1.xlsx", "statements/L.1.docx")
STEPS = ("open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "os.link", "os.symlink", "os.truncate", "shutil.rmtree", "os.rmdir")


def place(root: Path, name: str = "section.xlsx", cycle: str = "2004") -> Path:
    """Return where an output of a cycle goes."""
    return root / "outputs" / cycle / name


def run_of(root: Path, word: str) -> dict[Path, bytes]:
    """Return the files of a run, each of which says of which run it is."""
    return {place(root, name): f"{word} {name}".encode() * 50 for name in NAMES}


def seen(root: Path) -> dict[str, bytes]:
    """Return every file of the outputs by its place in the cycle."""
    folder = root / "outputs" / "2004"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def whole(root: Path) -> str:
    """Return of which run the outputs are, `old` or `new`; `none` where they are of neither, or of several."""
    found = seen(root)
    return next((word for word in ("old", "new") if found == {name: f"{word} {name}".encode() * 50 for name in NAMES}), "none")


def leftovers(root: Path) -> list[str]:
    """Return what lies beside the outputs and is neither theirs nor the record of what was written."""
    return sorted(path.name for path in (root / ".aspbudget" / "outputs").glob("*") if path.name != "written.json")


def apart(work: Callable[..., Any], *arguments: object) -> Any:
    """Do something in a new process and return what it finds: one that begins others by the hundred gives each all that it has in memory, and the tests have much."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(work, *arguments).result()


def forked(work: Callable[[], object]) -> int:
    """Do something in a process of its own, and return how it ended: its exit code, or the negative number of its signal."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(9)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def at_step(number: int, do: Callable[[], object]) -> None:
    """Do something at one of the file operations that follow; there is no way to take that back, so only in a process of its own."""
    count = 0

    def hook(event: str, _: object) -> None:
        nonlocal count
        if event in STEPS:
            count += 1
            if count == number:
                do()

    sys.addaudithook(hook)


def completed(root: Path) -> None:
    """Let the next run complete what one left that was ended between the two steps of a system without a single one."""
    if not (root / "outputs" / "2004").exists():
        publish({place(root, cycle="2005"): b"another cycle"})


def in_two_steps(root: Path, number: int) -> list[str]:
    """End runs as `ended_at_each_step` does, where the system can't exchange two folders."""
    with patch.object(staging, "exchanged", lambda *_: False):
        return ended_at_each_step(root, number)


def two_at_once(root: Path, tries: int) -> list[tuple[list[int], str]]:
    """Let two runs publish at once; return how each ended, and of which run the outputs are after both, so many times."""
    found = []
    for _ in range(tries):
        children = []
        for word in ("old", "new"):
            child = os.fork()
            if child == 0:
                publish(run_of(root, word))
                os._exit(0)
            children.append(child)
        found.append(([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children], whole(root)))
    return found


def ended_at_each_step(root: Path, number: int, most: int = 500) -> list[str]:
    """End a run by a signal at its first file operation, its second, and so on; return of which run the outputs are after each."""
    found: list[str] = []
    for step in range(1, most):
        if not found or found[-1] != "old":
            publish(run_of(root, "old"))

        def ended(step: int = step) -> None:
            if number != signal.SIGKILL:  # whoever started the tests may ignore the others
                signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
            at_step(step, lambda: os.kill(os.getpid(), number))
            publish(run_of(root, "new"))

        code = forked(ended)
        completed(root)
        found.append(whole(root))
        if code == 0:
            break
    return found
