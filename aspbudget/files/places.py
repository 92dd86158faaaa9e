"""Places: where the tool keeps what is its own beside a tree: what a run makes ready, and the record of what was written.

That is the folder `.aspbudget` beside the tree, with a folder in it for each tree; where nothing may be written there, in the tree itself.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from aspbudget.files.trees import Entangled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = ".aspbudget"


def own_folders(tree: Path) -> tuple[Path, Path]:
    """Return the two places of a tree, its links followed, the better one first."""
    return tree.parent / OWN / tree.name, tree / OWN


def own_folder(tree: Path, device: int | None = None) -> Path:
    """Return the place of a tree in which files may be made, on the given file system where one is needed.

    Raises `Entangled` when the place is a link, and `PermissionError` where there is none.
    """
    for folder in own_folders(tree):
        above = next(each for each in (folder, *folder.parents) if each.exists())
        if (folder.parent if folder.parent.name == OWN else folder).is_symlink():
            message = f"{folder.parent} is a link; the tool keeps what is its own in a folder of that name: remove the link."
            raise Entangled(message)
        if os.access(above, os.W_OK) and device in (None, above.stat().st_dev):
            return folder
    raise PermissionError(13, os.strerror(13), str(tree))


def device_of(folder: Path) -> int:
    """Return the file system of a folder, or of the nearest one above it that exists."""
    return next(each for each in (folder, *folder.parents) if each.exists()).stat().st_dev


def made(folder: Path) -> Iterator[Path]:
    """Yield the folders in a place that runs have made, the older first; none where there is no such place."""
    yield from (each for each in sorted(folder.glob("*")) if each.is_dir() and not each.is_symlink())
