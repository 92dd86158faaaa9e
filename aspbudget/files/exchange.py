"""The exchange: two folders change places in one step, where the system can do that, so that no one ever sees half a run."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HERE = -100  # AT_FDCWD: names are relative to the current folder
_SWAP = 2  # RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS
_UNABLE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)


def exchanged(one: Path, other: Path) -> bool:
    """Let two folders of one file system change places in one step; return `False` where the system can't, and then nothing has changed.

    Raises `OSError` when the system can, but this time may not.
    """
    swap = _swap()
    if swap is None:
        return False
    if swap(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(other))


@cache
def _swap() -> Callable[[bytes, bytes], int] | None:
    """Return the system's own call for it, `None` where it has none, as Windows."""
    if sys.platform not in ("linux", "darwin"):
        return None
    system = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux":
        call = getattr(system, "renameat2", None)
        return call and (lambda one, other: int(call(_HERE, one, _HERE, other, _SWAP)))
    call = getattr(system, "renamex_np", None)
    return call and (lambda one, other: int(call(one, other, _SWAP)))
