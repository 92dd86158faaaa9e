"""Left to do in tests: the sheets of a workbook as typed, and how many of their rows the check of inputs counts, by the row that was typed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aspbudget.inputs.cells import table as typed_table
from aspbudget.inputs.inputs import Cell

if TYPE_CHECKING:
    import pandas as pd

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.read import RawWorkbook


def as_typed(models: Catalogue, raw: RawWorkbook) -> dict[str, pd.DataFrame]:
    """Return the rows of every sheet of a workbook, examples included."""
    there = [table for table in models.sheets.values() if table.title in raw.sheets]
    return {table.name: typed_table(raw.sheets[table.title], "", tuple(models.columns(table.name).values())).frame for table in there}


def counted(models: Catalogue, inputs: Inputs, status: str) -> dict[str, int]:
    """Return how many rows the check of inputs counts with a status, by the sheet on which the status was typed; of a draft its own rows alone."""
    cells = {_typed(inputs, Cell(name, models.sheets[name].title, row, "status")) for name, row in inputs.counted(models, status) if not inputs.section or row < 0}
    return dict(Counter(table for table, _ in cells))


def _typed(inputs: Inputs, cell: Cell) -> tuple[str, int]:
    """Return the sheet and the row of the cell from which the value of a cell comes."""
    while (found := inputs.prefilled.get(cell)) or (cell.table, cell.row) in inputs.opened:
        if found:
            cell = found
        else:
            origin = inputs.opened[cell.table, cell.row]
            cell = Cell(origin.table, origin.sheet, origin.row, origin.column(cell.column))
    return cell.table, cell.row
