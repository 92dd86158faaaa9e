"""Text for the terminal: rows of a table, aligned, and what was found in a workbook below its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.commands.console import ENGLISH
from aspbudget.phrase import AsTyped, phrase
from aspbudget.terminal import strong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aspbudget.commands.console import Console
    from aspbudget.faults import Fault, Remark

LABEL = 34
WIDTH = 12


def aligned(label: str, cells: Iterable[str], width: int = LABEL, each: int = WIDTH) -> str:
    """Return a row of a table as text: its label at the left, its cells at the right of their columns, `each` so wide."""
    return f"{label:<{width}}" + "".join(f"{cell:>{each}}" for cell in cells)


def by_workbook(found: Sequence[Fault], words: Console = ENGLISH) -> Iterator[str]:
    """Yield faults below the workbook in which they are, each with its sheet and cell."""
    for workbook in dict.fromkeys(fault.workbook for fault in found):
        yield strong(workbook)
        yield from (f"  {placed(fault, words)}" for fault in found if fault.workbook == workbook)


def placed(found: Fault | Remark, words: Console = ENGLISH) -> str:
    """Return a fault or a remark with where it is in its workbook: `Posts!C6: Work-months is -1; …`."""
    where = f"{found.sheet}!{found.cell}" if found.cell else words(phrase("sheet {sheet}", sheet=AsTyped(found.sheet))) if found.sheet else ""
    return f"{where}: {found.message}" if where else found.message
