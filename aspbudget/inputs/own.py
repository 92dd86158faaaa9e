"""The officer's own: notes beside the rows of a table, and sheets of their own, which no figure reads and a new cycle keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from aspbudget.declare.sheet import is_own
from aspbudget.inputs.cells import is_notes, titles_row
from aspbudget.inputs.guard import scan
from aspbudget.inputs.hidden import is_made_by_a_program
from aspbudget.inputs.inputs import is_example
from aspbudget.inputs.read import Failed, Uncalculated, refusing
from aspbudget.inputs.worded import as_worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.workbook import Workbook

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.guard import Extent
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.read import RawSheet, RawWorkbook

_NEVER_SHOWN = "veryHidden"  # a spreadsheet offers no way to it, so that it is a program's rather than a person's


@dataclass(frozen=True)
class Notes:
    """The notes on a sheet: those of rows, by the keys of the rows, and those that stand by no row."""

    of_rows: Mapping[str, object] = field(default_factory=dict)
    below: tuple[object, ...] = ()


@dataclass(frozen=True)
class OwnSheet:
    """A sheet of the officer's own as values without formulas: each cell's value and number format, the widths of columns, all from 1."""

    name: str
    cells: Mapping[tuple[int, int], tuple[object, str]]
    widths: tuple[tuple[int, float], ...]
    hidden: bool


def notes(catalogue: Catalogue, raw: RawWorkbook, inputs: Inputs) -> dict[str, Notes]:
    """Return the notes in a checked workbook, by table; tables without notes are left out."""
    catalogue = as_worded(catalogue, raw)
    tables = [table for table in catalogue.sheets.values() if table.title in raw.sheets]
    found = {table.name: _notes(catalogue, table, raw.sheets[table.title], inputs) for table in tables}
    return {name: each for name, each in found.items() if each.of_rows or each.below}


def _notes(catalogue: Catalogue, table: Table, sheet: RawSheet, inputs: Inputs) -> Notes:
    keys = {abs(int(str(row))): str(key) for row, key in inputs.frames[table.name][catalogue.key(table.name)].items()}
    written = _by_row(catalogue, table, sheet)
    of_rows = {keys[row]: note for row, note in written.items() if row in keys}
    return Notes(of_rows, tuple(note for row, note in written.items() if row not in keys))


def _by_row(catalogue: Catalogue, table: Table, sheet: RawSheet) -> dict[int, object]:
    """Return the notes of a sheet by its rows, without those of examples; of several columns of notes, joined as one text."""
    columns = tuple(catalogue.columns(table.name).values())
    header = titles_row(sheet, columns)
    places = [place for place, title in sheet.cells.get(header, {}).items() if is_notes(title)]
    if any(is_notes(column.title) for column in columns):
        return {}
    found: dict[int, object] = {}
    for row, cells in sorted(sheet.cells.items()):
        values = [_kept(cells[place]) for place in places if place in cells and not isinstance(cells[place], Uncalculated)]
        if row > header and values and not is_example(cells.get(1, "")):
            found[row] = values[0] if len(values) == 1 else "\n".join(map(str, values))
    return found


def _kept(value: object) -> object:
    """Return a value as it is kept: an error as its text."""
    return value.code if isinstance(value, Failed) else value


def own_sheets(raw: RawWorkbook) -> tuple[OwnSheet, ...]:
    """Return the officer's own sheets of a workbook, but for those that a program made or no spreadsheet shows; raise `Refused` when they can't be read."""
    from openpyxl import load_workbook  # noqa: PLC0415 - it takes its time to load, and few workbooks have such sheets

    extents = scan(raw.data, raw.label, own=True) if any(is_own(name) for name in raw.sheets) else {}
    own = {name: extent for name, extent in extents.items() if is_own(name) and not is_made_by_a_program(name)}
    wanted = {name: extent for name, extent in own.items() if extent.features.hidden != _NEVER_SHOWN}
    with refusing(raw.label):
        book = load_workbook(BytesIO(raw.data), read_only=True, data_only=True, keep_links=False) if wanted else None
        return tuple(_own_sheet(book, name, extent) for name, extent in wanted.items()) if book else ()


def _own_sheet(book: Workbook, name: str, extent: Extent) -> OwnSheet:
    sheet = book[name]
    sheet.reset_dimensions()
    lines = sheet.iter_rows(max_row=extent.rows, max_col=extent.columns) if extent.rows else ()
    cells = {
        (row, place): (cell.value, str(cell.number_format))
        for row, line in enumerate(lines, 1)
        for place, cell in enumerate(line, 1) if cell.value is not None
    }  # fmt: skip
    return OwnSheet(name, cells, extent.features.widths, bool(extent.features.hidden))
