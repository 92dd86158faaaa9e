"""Addressed formulas: references to columns of tables written as the addresses of their cells, as every spreadsheet reads them, and sooner."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aspbudget.lines.canonical import ROW

if TYPE_CHECKING:
    from aspbudget.lines.canonical import Columns, Tables

# A text, or the name of a sheet of another file, may have brackets in it, and is passed over.
_REFERENCES = re.compile(r""""(?:[^"]|"")*"|'(?:[^']|'')*'!|(?<![\w.])(?P<table>[^\W\d][\w.]*+)\[(?P<inside>(?:[^\[\]']++|'.|\[(?:[^\[\]']++|'.)*+\])*+)\]""")
_WORDS = re.compile(r""""(?:[^"]|"")*"|'(?:[^']|'')*'!""")
_OWN = re.compile(rf"(?<![\w.$])\$?[A-Za-z]{{1,3}}{ROW}(?![\w.(!])")
# What one text can't say for all rows: an address in a row that isn't fixed, whole rows, a reference to a table, and a number of the row that is not that of a cell.
_UNLIKE = re.compile(rf"(?<![\w.])\$?[A-Za-z]{{1,3}}[0-9]|(?<![\w.$])[0-9]+:|:[0-9]|\[|{ROW}")


@dataclass(frozen=True)
class Addressed:
    """The formulas of one sheet with addresses in place of references to tables, `tables` being where each stands."""

    sheet: str
    tables: Tables
    _known: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def __call__(self, formula: str, row: str) -> str:
        """Return a formula that stands in a row; a reference to a table or a column that isn't there stays as it is."""
        return row.join(self.around_rows(formula))

    def around_rows(self, formula: str) -> list[str]:
        """Return what stands in a formula before, between and after the numbers of its own row, so that those of many rows are made by joining."""
        return (_REFERENCES.sub(self._part, formula) if "[" in formula else formula).split(ROW)

    def _part(self, found: re.Match[str]) -> str:
        """Return a part of a formula by its address; the same references come again in many formulas."""
        part = found[0]
        known = self._known.get(part)
        if known is None:
            columns = self.tables.columns(found["table"], found["inside"]) if found["table"] else None
            known = self._known[part] = part if columns is None else self._cells(columns)
        return known

    def _cells(self, columns: Columns) -> str:
        table, letters = columns.table, columns.letters
        first, last = (ROW, ROW) if columns.own else (f"${table.first}", f"${table.last}")
        alone = columns.own and letters[0] == letters[-1]
        before = "" if table.sheet == self.sheet else "'{}'!".format(table.sheet.replace("'", "''"))
        return f"{before}${letters[0]}{first}" + ("" if alone else f":${letters[-1]}{last}")


def for_rows(formula: str, row: str) -> str:
    """Return a formula that stands in a row with `ROW` for the number of that row wherever it may be that of a cell: `$A7*B7` in row 7 is as `$A8*B8` in row 8."""
    if row not in formula:
        return formula
    before, *parts = formula.split(row)
    made, digits = [before], len(parts) - 1
    for place, after in enumerate(parts):
        own = before[-1:].isalpha() and before[-1:].isascii() and not ("0" <= after[:1] <= "9" or (not after and place < digits))
        made += ROW if own else row, after
        before = after
    return "".join(made)


def is_alike(around: list[str]) -> bool:
    """Whether a formula refers to cells of its own row and to cells that are fixed, and to no others, so that one text says it for all rows of a column.

    `around` is what stands around the numbers of its row.
    """
    text = ROW.join(around)
    return not any(ROW in words for words in _WORDS.findall(text)) and _UNLIKE.search(_OWN.sub(" ", _WORDS.sub(" ", text))) is None
