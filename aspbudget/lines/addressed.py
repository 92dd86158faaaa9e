"""Addressed formulas: references to columns of tables written as the addresses of their cells, as every spreadsheet reads them, and sooner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aspbudget.lines.canonical import ROW

if TYPE_CHECKING:
    from aspbudget.lines.canonical import Columns, Tables

# A text, or the name of a sheet of another file, may have brackets in it, and is passed over.
_REFERENCES = re.compile(r""""(?:[^"]|"")*"|'(?:[^']|'')*'!|(?P<table>[^\W\d][\w.]*)\[(?P<inside>(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*)\]""")


@dataclass(frozen=True)
class Addressed:
    """The formulas of one sheet with addresses in place of references to tables, `tables` being where each stands."""

    sheet: str
    tables: Tables

    def __call__(self, formula: str, row: str) -> str:
        """Return a formula that stands in a row; a reference to a table or a column that isn't there stays as it is."""
        return row.join(self.around_rows(formula))

    def around_rows(self, formula: str) -> list[str]:
        """Return what stands in a formula before, between and after the numbers of its own row, so that those of many rows are made by joining."""
        return _REFERENCES.sub(self._part, formula).split(ROW)

    def _part(self, found: re.Match[str]) -> str:
        columns = self.tables.columns(found["table"], found["inside"]) if found["table"] else None
        return found[0] if columns is None else self._cells(columns)

    def _cells(self, columns: Columns) -> str:
        table, letters = columns.table, columns.letters
        first, last = (ROW, ROW) if columns.own else (f"${table.first}", f"${table.last}")
        alone = columns.own and letters[0] == letters[-1]
        before = "" if table.sheet == self.sheet else "'{}'!".format(table.sheet.replace("'", "''"))
        return f"{before}${letters[0]}{first}" + ("" if alone else f":${letters[-1]}{last}")
