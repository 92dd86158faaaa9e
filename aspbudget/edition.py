"""Edition: by what outputs are made: the code and the content, Python, and the libraries; another edition may make other bytes of the same inputs."""

from __future__ import annotations

import os
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

from aspbudget.content import folder_of

_ENGINE = Path(__file__).parent
_COMPILED = "__pycache__"
_SITES = ("site-packages", "dist-packages")


@cache
def edition(package: str) -> str:
    """Return the code of what makes outputs with a content package: a hash of every file of both, of Python, and of the libraries that are installed."""
    found = sha256(f"{sys.version}\n{sys.platform}\n{sys.flags.optimize}\n".encode())
    for folder in (_ENGINE, folder_of(package)):
        for name, data in _files(folder):
            found.update(f"{name}\n{len(data)}\n".encode() + data)
    found.update("\n".join(sorted(_installed())).encode())
    return found.hexdigest()


def _files(folder: Path) -> list[tuple[str, bytes]]:
    """Return the files below a folder, by their places in it, but for what Python makes of them."""
    found = [Path(above, name) for above, _, names in os.walk(folder) if Path(above).name != _COMPILED for name in names]
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(found)]


def _installed() -> set[str]:
    """Return what is installed beside the tool, each as its folder is called: `pandas-3.0.1.dist-info`; the folder in which one is counts for nothing."""
    folders = {each for each in sys.path if Path(each).name in _SITES and Path(each).is_dir()}
    return {name for folder in folders for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info"))}  # noqa: PTH208 - names alone are asked for
