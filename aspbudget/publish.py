"""Publishing: how finished files appear in their places, all of them or none."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def publish(files: Mapping[Path, bytes]) -> None:
    """Put finished files in place, all or none: they are written next to their final places first, and only then moved there.

    A failure at any step (a full disk, a folder that can't be written to) leaves every old file as it was.
    """
    parts: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            parts[path] = _temporary(path, ".part")
            _write(parts[path], data)
        _place(parts)
    finally:
        _remove(parts.values())


def _temporary(path: Path, suffix: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=suffix, dir=path.parent)
    os.close(handle)
    return Path(name)


def _write(part: Path, data: bytes) -> None:
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.chmod(0o644)


def _place(parts: Mapping[Path, Path]) -> None:
    """Move files to their places; when one can't be moved, put back the files that those before it replaced."""
    kept: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for path in (path for path in parts if path.exists()):
            kept[path] = _temporary(path, ".old")
            shutil.copy2(path, kept[path])
        for path, part in parts.items():
            part.replace(path)
            placed.append(path)
    except BaseException:
        for path in placed:
            if path in kept:
                kept[path].replace(path)
            else:
                path.unlink()
        raise
    finally:
        _remove(kept.values())


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        with contextlib.suppress(FileNotFoundError):
            file.unlink()
