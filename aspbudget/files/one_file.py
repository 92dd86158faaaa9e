"""One file: how a file that belongs to no cycle appears in its place: whole, and never over another."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from aspbudget.faults import WrongUse, naming
from aspbudget.files.publish import FINISHED

if TYPE_CHECKING:
    from pathlib import Path


class NoPlace(WrongUse):
    """A file can't be put where it was asked for: there is one, or its name or folder is none."""


def refuse(path: Path, suffix: str) -> None:
    """Raise `NoPlace` where a new file with this ending can't be put, before it is made."""
    if path.suffix.casefold() != suffix:
        message = f'"{path}" is not the name of a workbook; let it end with {suffix}.'
        raise NoPlace(message)
    if path.exists() or path.is_symlink():
        message = f"{path} exists already and is never written over; move it away first, or name another file."
        raise NoPlace(message)
    if not path.parent.is_dir():
        message = f"There is no folder {path.parent}; make it first, or name another."
        raise NoPlace(message)


def put(path: Path, data: bytes) -> None:
    """Put a new file in its place: made ready beside it, it takes its name in one step. Raises `NoPlace` or `OSError`."""
    refuse(path, path.suffix.casefold())
    made = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with naming(path):
            with made.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            made.rename(path)
        FINISHED.append(path)
    finally:
        made.unlink(missing_ok=True)
