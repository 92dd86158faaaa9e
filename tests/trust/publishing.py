"""What a run leaves when it is ended, when another runs beside it, when the disk is full, and when a file is open."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from unittest.mock import patch

from support import commission
from support.runs import apart, ended_at_each_step, forked, in_two_steps, leftovers, place, run_of, whole
from support.workbooks import change_cells

from aspbudget.files import staging
from aspbudget.files.publish import publish
from trust.row import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = ("old", "new")
SIZES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99, 1.0, 1.01, 1.1, 1.5, 2.0, 3.0)  # of what a run needs


def rows(folder: Path, *, long: bool) -> Iterator[Row]:
    """Yield the rows of publishing."""
    yield from _at_each_step(folder)
    yield from at_any_moment(folder, long=long)


def at_any_moment(folder: Path, *, long: bool) -> list[Row]:
    """Return the rows but those of a run ended at each file operation, each of which is a test of `tests/files` as well."""
    found: list[Row] = apart(_rows_at_any_moment, folder, long)
    return found


def _rows_at_any_moment(folder: Path, long: bool) -> list[Row]:  # noqa: FBT001 - as a process is given it
    return list(_at_any_moment(folder, long=long))


def _at_any_moment(folder: Path, *, long: bool) -> Iterator[Row]:
    yield Row.of("a run ended at a random moment, SIGKILL", _at_random(folder / "random", 200 if long else 15), WHOLE)
    yield Row.of("the command cost ended at a random moment", _commands(folder / "command", 200 if long else 2), WHOLE)
    yield Row.of("two runs at once", _pairs(folder / "pairs", 600 if long else 15), WHOLE)
    yield Row.of("two runs at once, of offices whose outputs lie side by side", _offices(folder / "offices", 200 if long else 8), ("both whole",))
    yield Row.of("a disk full at a part of what a run needs", _full(folder / "full"), WHOLE)
    yield Row.of("files limited in size by the system", _limited(folder / "limited"), ("old",))
    yield Row.of("a reader that holds an output open", _read(folder / "read", 20), ("its whole old file",))
    yield Row.of("a folder that can't be replaced while a file is open, as on Windows", _open(folder / "open", 20), ("old",))


def _at_each_step(folder: Path) -> Iterator[Row]:
    """Yield the rows of a run ended at each of its file operations."""
    for number in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        yield Row.of(f"a run ended at each file operation, {number.name}", apart(ended_at_each_step, folder / number.name, number), WHOLE)
        two = apart(in_two_steps, folder / f"{number.name} in two", number)
        yield Row.of(f"the same where folders can't be exchanged in one step, {number.name}", two, WHOLE)


def _outcome(root: Path) -> str:
    """Return of which run the outputs are, after the next one has swept what was left."""
    found = whole(root)
    publish({place(root, cycle="2005"): b"another cycle"})
    return f"{found} with leftovers" if leftovers(root) else found


def _at_random(root: Path, tries: int) -> Iterator[str]:
    random = Random(1998)
    publish(run_of(root, "old"))
    start = time.perf_counter()
    publish(run_of(root, "new"))
    took = time.perf_counter() - start
    for _ in range(tries):
        publish(run_of(root, "old"))
        child = os.fork()
        if child == 0:
            publish(run_of(root, "new"))
            os._exit(0)
        time.sleep(random.uniform(0, took * 1.2))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        yield _outcome(root)


def _commands(root: Path, tries: int) -> Iterator[str]:
    """End the command itself at a moment of its whole run, its inputs being others than those of the outputs that are there: those of a small organisation."""
    random = Random(2002)
    section = commission.begun(root, "2030")
    command, finding = [*commission.COMMAND, "cost", "2030", "--workspace", str(root)], commission.finding_it()
    runs, took = {}, 0.0
    for who in ("old", "new"):
        change_cells(section, {"Cycle!E5": f"Somebody {who}"})
        start = time.perf_counter()
        subprocess.run(command, env=finding, check=True, capture_output=True)
        runs[who], took = _outputs(root), time.perf_counter() - start
    for _ in range(tries):
        for path, data in runs["old"].items():
            path.write_bytes(data)
        with subprocess.Popen(command, env=finding, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
            time.sleep(random.uniform(0.5, 1.1) * took)
            child.kill()
        yield next((who for who, files in runs.items() if files == _outputs(root)), "mixed")


def _outputs(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (root / "outputs").rglob("*") if path.is_file()}


def _pairs(root: Path, tries: int) -> Iterator[str]:
    random = Random(2004)
    publish(run_of(root, "old"))
    for _ in range(tries):
        children = []
        for word in WHOLE:
            wait, child = random.uniform(0, 0.004), os.fork()
            if child == 0:
                time.sleep(wait)
                publish(run_of(root, word))
                os._exit(0)
            children.append(child)
        failed = any(os.waitpid(child, 0)[1] for child in children)
        yield "failed" if failed else _outcome(root)


def _offices(root: Path, tries: int) -> Iterator[str]:
    random = Random(2005)
    offices = [root / name for name in ("anna", "bob")]
    for office in offices:
        office.mkdir(parents=True)
        (root / "drive" / office.name).mkdir(parents=True)
        (office / "outputs").symlink_to(root / "drive" / office.name)
    for _ in range(tries):
        for office in offices:
            publish(run_of(office, "old"))
        children = []
        for office in offices:
            wait, child = random.uniform(0, 0.004), os.fork()
            if child == 0:
                time.sleep(wait)
                publish(run_of(office, "new"))
                os._exit(0)
            children.append(child)
        failed = any(os.waitpid(child, 0)[1] for child in children)
        yield "both whole" if not failed and {whole(office) for office in offices} == {"new"} else "one spoilt"


def _full(root: Path) -> Iterator[str]:
    publish(run_of(root, "old"))
    need = sum(map(len, run_of(root, "new").values()))
    sync = os.fsync
    for share in SIZES:
        written = 0

        def full(handle: int, share: float = share) -> None:
            nonlocal written
            written += os.fstat(handle).st_size
            if written > need * share:
                raise OSError(28, "No space left on device")
            sync(handle)

        with suppress(OSError), patch.object(os, "fsync", full):
            publish(run_of(root, "new"))
        yield _outcome(root)
        publish(run_of(root, "old"))


def _limited(root: Path) -> Iterator[str]:
    publish(run_of(root, "old"))

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        publish(run_of(root, "new"))

    forked(limited)
    yield _outcome(root)


def _read(root: Path, tries: int) -> Iterator[str]:
    for _ in range(tries):
        publish(run_of(root, "old"))
        with place(root).open("rb") as reader:
            publish(run_of(root, "new"))
            yield "its whole old file" if reader.read() == run_of(root, "old")[place(root)] else "another"


def _open(root: Path, tries: int) -> Iterator[str]:
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if self == (root / "outputs" / "2004").resolve():
            raise PermissionError(13, "Permission denied", str(self))
        return rename(self, target)

    publish(run_of(root, "old"))
    for _ in range(tries):
        with suppress(PermissionError), patch.object(staging, "exchanged", lambda *_: False), patch.object(Path, "rename", refused):
            publish(run_of(root, "new"))
        yield _outcome(root)
