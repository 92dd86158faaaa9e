"""Memory: what comes into it while nobody looks for what is unused, apart from all that was there before."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def of_its_own() -> Iterator[None]:
    """Let nobody look for unused memory, and `gc` see nothing but what comes into memory meanwhile: a look at all that a run of tests keeps takes a second."""
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()
