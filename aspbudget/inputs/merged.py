"""Merged cells: a value that seems to stand in several cells of a table, but stands in the first of them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.faults import Fault
from aspbudget.inputs.findings import row_of
from aspbudget.lines.addresses import number_of, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.inputs.cells import TypedTable
    from aspbudget.inputs.read import RawSheet


def unmerge(raw: RawSheet, label: str, typed: TypedTable) -> tuple[list[Fault], set[tuple[int, str]]]:
    """Return a fault for each merge of cells of a table, and the cells, as row and column, that a merge leaves empty.

    A merge of titles, of cells that nothing reads, or below the rows of the table does no harm.
    """
    faults: list[Fault] = []
    empty: set[tuple[int, str]] = set()
    for area in raw.features.merged:
        covered = set(_covered(area, typed))
        if covered:
            message = f"Cells {area} are merged, so that only the first holds a value; unmerge them, and fill in each."
            faults.append(Fault(label, raw.name, area.partition(":")[0], message))
            empty |= covered
    return faults, empty


def _covered(area: str, typed: TypedTable) -> Iterator[tuple[int, str]]:
    """Yield the cells of a table, as row and column, that a merge covers, but for the first, which holds its value."""
    (top, left), (bottom, right) = (place_of(corner) for corner in area.split(":"))
    places = {name: number_of(letter) for name, letter in typed.letters.items()}
    rows = [row for row in typed.frame.index if top <= row <= bottom]
    columns = [name for name, place in places.items() if left <= place <= right]
    yield from ((row, name) for row in rows for name in columns if (row, places[name]) != (top, left))


def follows(fault: Fault, typed: TypedTable, empty: set[tuple[int, str]]) -> bool:
    """Whether a fault only says that a cell is empty, or a row incomplete as a whole, because cells are merged."""
    row = row_of(fault.cell)
    whole = all((row, name) in typed.faulty for name in typed.frame.columns)
    cells = {f"{typed.letters[name]}{each}" for each, name in empty}
    return fault.cell in cells or (whole and row in {each for each, _ in empty})
