"""The lock: one writer at a time; it is the system's own lock, which ends with the process that took it."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from aspbudget.faults import WrongUse

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE = 60.0  # seconds; putting a run in place takes a fraction of one
_PAUSE = 0.02


class Occupied(WrongUse):
    """Another run has been writing into the same folder for longer than a run can take."""


@contextmanager
def one_writer(folder: Path) -> Iterator[None]:
    """Wait until no other process writes into a folder, and keep others out until done; raise `Occupied` after a minute of waiting."""
    handle = _opened(folder)
    try:
        _take(handle, folder)
        yield
    finally:
        os.close(handle)  # which gives the lock back


def _opened(folder: Path) -> int:
    """Return a handle on what is locked: the folder itself, so that nothing is left behind, or, on Windows, a file in it."""
    if fcntl:
        return os.open(folder, os.O_RDONLY)
    return os.open(folder / ".lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_TEMPORARY", 0))  # gone when closed


def _take(handle: int, folder: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not _taken(handle):
        if time.monotonic() > end:
            message = f"Another run has been writing into {folder} for a minute: wait until it ends, or end it."
            raise Occupied(message)
        time.sleep(_PAUSE)


def _taken(handle: int) -> bool:
    try:
        if fcntl:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:
            import msvcrt  # noqa: PLC0415 - there is one on Windows alone

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except (BlockingIOError, PermissionError):
        return False
    return True
