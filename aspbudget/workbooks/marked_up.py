"""Marked-up tables: where the tables of a sheet for readers are and which row has their titles, for programs that read aloud or compute."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.workbooks.translation import Shown

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_SIGN = re.compile(r"\W")


class Area(NamedTuple):
    """Where a table stands: the row of its titles, its last row and its last column, each counted from 0; the first column is the sheet's."""

    header: int
    last: int
    columns: int


def mark_up(sheet: Worksheet, area: Area, *, filtered: bool = False) -> None:
    """Mark a table that has been written on a sheet; `filtered` gives its titles the buttons by which it is filtered and sorted.

    It looks as it did: a marked-up table without a style of its own changes nothing that is seen. A table of titles alone is none.
    """
    if area.last <= area.header:
        return
    titles = [_title(sheet, area.header, column) for column in range(area.columns + 1)]
    stated = {
        "name": f"Printed_{_SIGN.sub('_', sheet.name)}_{len(sheet.tables) + 1}", "style": None, "autofilter": filtered,
        "columns": [{"header": title, "header_format": style} for title, style in titles],
    }  # fmt: skip
    sheet.add_table(area.header, 0, area.last, area.columns, stated)


def _title(sheet: Worksheet, row: int, column: int) -> tuple[str, Format]:
    """Return a title that has been written, and its look."""
    cell = sheet.table[row][column]
    return Shown(next(islice(sheet.str_table.string_table, cell.string, None))), cell.format
