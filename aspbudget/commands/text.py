"""Text for the terminal: rows of a table, aligned."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LABEL = 34
WIDTH = 10


def aligned(label: str, cells: Iterable[str], width: int = LABEL, each: int = WIDTH) -> str:
    """Return a row of a table as text: its label at the left, its cells at the right of their columns, `each` so wide."""
    return f"{label:<{width}}" + "".join(f"{cell:>{each}}" for cell in cells)
