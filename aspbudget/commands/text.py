"""Text for the terminal: rows of a table, aligned and no wider than a page, and what was found in a workbook below its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget.terminal import PAGE, strong

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aspbudget.faults import Fault, Remark

LABEL = 34
WIDTH = 10
_BETWEEN = 2


class Line(NamedTuple):
    """A row of a table: its label, its cells, and whether it stands out, as a total does."""

    label: str
    cells: Sequence[str]
    strong: bool = False


def aligned(label: str, cells: Iterable[str], width: int = LABEL, each: int = WIDTH) -> str:
    """Return a row of a table as text: its label at the left, its cells at the right of their columns, `each` so wide."""
    return f"{label:<{width}}" + "".join(f"{cell:>{each}}" for cell in cells)


def table(rows: Sequence[Line]) -> Iterator[str]:
    """Yield the rows of a table, its columns as wide as what they hold; columns that a page has no room for follow below, with the labels again."""
    labels = max((len(row.label) for row in rows), default=0)
    widths = [max(len(row.cells[place]) for row in rows) + _BETWEEN for place in range(max((len(row.cells) for row in rows), default=0))]
    for number, places in enumerate(_blocks(widths, PAGE - labels)):
        if number:
            yield ""
        for row in rows:
            cells = "".join(f"{row.cells[place]:>{widths[place]}}" for place in places)
            line = f"{row.label:<{labels}}{cells}".rstrip()
            yield strong(line) if row.strong else line


def _blocks(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """Yield the places of the columns that stand beside each other."""
    block: list[int] = []
    used = 0
    for place, width in enumerate(widths):
        if block and used + width > room:
            yield block
            block, used = [], 0
        block.append(place)
        used += width
    yield block


def by_workbook(found: Sequence[Fault]) -> Iterator[str]:
    """Yield faults below the workbook in which they are, each with its sheet and cell."""
    for workbook in dict.fromkeys(fault.workbook for fault in found):
        yield strong(workbook)
        yield from (f"  {placed(fault)}" for fault in found if fault.workbook == workbook)


def placed(found: Fault | Remark) -> str:
    """Return a fault or a remark with where it is in its workbook: `Posts!C6: Work-months is -1; …`."""
    where = f"{found.sheet}!{found.cell}" if found.cell else f"sheet {found.sheet}" if found.sheet else ""
    return f"{where}: {found.message}" if where else found.message
