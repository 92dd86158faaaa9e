"""Publishing: how the files of a run appear in their places: all of them or none, whatever happens at whatever moment."""

from __future__ import annotations

import errno
import os
import re
import signal
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.faults import naming
from aspbudget.files.lock import one_writer
from aspbudget.files.staging import EDITED, Staging, free_name
from aspbudget.files.trees import unit_of
from aspbudget.files.written import Written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from aspbudget.files.trees import Unit

NEW = "new"
_STALE = re.compile(r"(^|/)\.[^/]+\.(xlsx|docx)\.\w+\.(part|old)$")  # what version 0.1 left beside a file when it was killed
TEXTS = (".docx",)  # people go on with these where they lie; of a workbook they made a trial
_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
FINISHED: list[Path] = []  # what has been put in place, so that what is said at the end of a command that stops early is true


class Placed(NamedTuple):
    """Where a finished file was put, and where the one is that someone had edited in its place, if one had."""

    path: Path
    edited: Path | None = None


def publish(files: Mapping[Path, bytes]) -> dict[Path, Placed]:
    """Put the finished files of a cycle in place, all or none, and return where each one is.

    The whole folder of the cycle is made ready beside the old one and takes its place in one step, so that no failure, no kill and no
    other run leaves files of two runs. A text that someone edited since it was written stays: the new one goes beside it, as
    `….docx` → `… (new).docx`. An edited workbook is kept as `… (edited).xlsx`. Inputs are only ever added.

    Raises `Entangled` when inputs and outputs are not apart, `Occupied` when another run doesn't end, and `OSError`; then nothing has changed.
    """
    unit = unit_of(files)
    unit.real_tree.mkdir(parents=True, exist_ok=True)
    with one_writer(unit.real_tree):
        for left in Staging.left(unit):
            left.recover()
        plan = _planned(unit, files)
        staging = Staging.of(unit)
        try:
            _stage(staging, plan)
            if unit.replaces:
                plan.written.add({f"{unit.cycle}/{plan.names[path]}": data for path, data in files.items()})
            with _undisturbed():
                staging.swap()
                FINISHED.extend(files)
                staging.end()
        finally:
            staging.remove()
    return plan.placed()


@dataclass
class _Plan:
    """Under which name each file goes, and which edited files of the old folder go under another name; names are within the folder."""

    unit: Unit
    files: Mapping[Path, bytes]
    written: Written
    names: dict[Path, str]
    aside: dict[str, str]

    def placed(self) -> dict[Path, Placed]:
        return {path: self._placed(path) for path in self.files}

    def _placed(self, path: Path) -> Placed:
        asked, folder = self.unit.within(path).as_posix(), self.unit.tree / self.unit.cycle
        edited = asked if self.names[path] != asked else self.aside.get(asked)
        return Placed(folder / self.names[path], folder / edited if edited else None)


def _planned(unit: Unit, files: Mapping[Path, bytes]) -> _Plan:
    if unit.folder.exists() and not unit.folder.is_dir():
        raise _refused(errno.ENOTDIR, unit.folder)
    plan = _Plan(unit, files, Written.of(unit.real_tree), {}, {})
    for path in files:
        name = unit.within(path).as_posix()
        place = unit.folder / name
        if place.is_dir() and not place.is_symlink():
            raise _refused(errno.EISDIR, path)
        occupied = place.exists() or place.is_symlink()
        if occupied and not unit.replaces:
            raise _refused(errno.EEXIST, path)
        edited = occupied and not plan.written.unedited(f"{unit.cycle}/{name}", place)
        plan.names[path] = _name_of_new(plan, name) if edited and place.suffix in TEXTS else name
        if edited and plan.names[path] == name:
            plan.aside[name] = free_name(place, EDITED).relative_to(unit.folder).as_posix()
    return plan


def _refused(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))


def _name_of_new(plan: _Plan, name: str) -> str:
    """Return the name of a new text beside one that was edited: that of the last such text, unless this was edited as well."""
    place = plan.unit.folder / name
    last = place.with_name(f"{place.stem} ({NEW}){place.suffix}")
    again = last.exists() and plan.written.unedited(f"{plan.unit.cycle}/{last.relative_to(plan.unit.folder).as_posix()}", last)
    return (last if again else free_name(place, NEW)).relative_to(plan.unit.folder).as_posix()


def _stage(staging: Staging, plan: _Plan) -> None:
    staging.begin()
    replaced = set(plan.names.values())
    for name in staging.seen:
        if _STALE.search(name):
            continue
        if name in plan.aside:
            staging.keep(name, plan.aside[name])
        elif name in replaced:
            staging.release(name)
        else:
            staging.keep(name, name)
    for path, data in plan.files.items():
        with naming(path):
            staging.write(plan.names[path], data)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let a request to stop wait for a moment: what is done here is done wholly, and what is said of it afterwards is true."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    before = {number: signal.signal(number, lambda number, _: asked.append(number)) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in asked:
            signal.raise_signal(number)
