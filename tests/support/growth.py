"""Growth: whether what is done with a text that is several times as long takes no more than in proportion, however busy the machine is."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LENGTH, LONGER = 8_000, 16  # the long text is that of twenty pages and more
ALLOWED = 3  # times what is in proportion; in proportion to the square it would be 16 times that
LEAST = 0.0007  # seconds of the processor; less can't be measured
TRIES = 5


def in_proportion(made: Callable[[int], str], done: Callable[[str], object]) -> bool:
    """Whether a text of a length that is made is done with in time that grows with the length.

    Other processes can only add to what is measured, so the least of several measures counts, of the short text and of the
    long one; a second one of the long text is only taken where the first one is too much.
    """
    short, long = made(LENGTH), made(LENGTH * LONGER)
    least = max(min(_taken(done, short) for _ in range(TRIES)), LEAST)
    return any(_taken(done, long) < ALLOWED * LONGER * least for _ in range(TRIES))


def _taken(done: Callable[[str], object], text: str) -> float:
    """Return the seconds of this process that something takes, without those of collecting what other tests have left."""
    collects = gc.isenabled()
    gc.disable()
    try:
        began = time.process_time()
        done(text)
        return time.process_time() - began
    finally:
        if collects:
            gc.enable()
