"""The table of trust, row by row."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from trust import hostile, publishing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from trust.row import Row

PARTS = (publishing, hostile)


def rows(folder: Path, *, long: bool) -> Iterator[Row]:
    """Yield every row; `folder` is an empty one in which to try things."""
    return chain.from_iterable(part.rows(folder / part.__name__, long=long) for part in PARTS)
