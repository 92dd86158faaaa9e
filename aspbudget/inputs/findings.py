"""Findings: what has been read of a workbook so far, and the faults and remarks on it, each at its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from aspbudget.faults import Fault, Remark
from aspbudget.inputs.cells import table as typed_table
from aspbudget.inputs.inputs import Cell
from aspbudget.inputs.read import RawSheet
from aspbudget.inputs.said import in_words_of_the_workbook
from aspbudget.inputs.worded import with_own_sheets, with_own_title
from aspbudget.phrase import AsTyped, phrase

if TYPE_CHECKING:
    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs, Origin
    from aspbudget.inputs.read import RawWorkbook
    from aspbudget.language import Language

Said = TypeVar("Said", Fault, Remark)

_STANDS_FOR, _STANDS_FOR_ONE = 'The row stands for "{key}" on sheet {sheet}: {message}', "The row stands for one of sheet {sheet}: {message}"
_EMPTY: WeakKeyDictionary[Catalogue, dict[str, pd.DataFrame]] = WeakKeyDictionary()  # tables without rows, as long as their catalogue lives


@dataclass
class Finding:
    """What has been read so far, the faults found, and the remarks that go with what isn't one.

    `faulty` are the cells, as table, column and spreadsheet row, that have a fault or depend on one; what follows from them isn't
    reported. `wider` are the tables of the section to which a draft adds columns, `absent` the titles, by table, of sheets that
    the workbook was made without, which count as empty. `opened` gives, for each row for which another stands, where that is, and
    `prefilled`, for each empty cell that stands for another, which one. Faults and remarks are said in the `language` of the workbook, where
    that isn't the models' own.
    """

    catalogue: Catalogue
    raw: RawWorkbook
    section: Inputs | None = None
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    letters: dict[str, dict[str, str]] = field(default_factory=dict)
    faulty: set[tuple[str, str, int]] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    examples: int = 0
    wider: set[str] = field(default_factory=set)
    absent: dict[str, str] = field(default_factory=dict)
    opened: dict[tuple[str, int], Origin] = field(default_factory=dict)
    prefilled: dict[Cell, Cell] = field(default_factory=dict)
    language: Language | None = None

    def add(self, table: Table, column: str, row: int, message: str) -> None:
        """Record a fault at a cell, unless the cell has one already; in row 0 it is of the whole sheet.

        A cell without a message is only marked as one in doubt: another fault counts it. What is wrong with a row for which another
        stands, or with an empty cell that has what another says, is reported there, at the cell from which the value comes.
        """
        table = self.catalogue.sheets.get(table.name, table)
        if (table.name, column, row) in self.faulty:
            return
        self.faulty.add((table.name, column, row))
        if not message:
            return
        message = self._as_the_workbook_says(table, column, message)
        if origin := self.opened.get((table.name, row)):
            key = self.frames[table.name][self.catalogue.key(table.name)].get(row, "")
            stands = _STANDS_FOR if key else _STANDS_FOR_ONE
            self.add(self.catalogue.sheets[origin.table], origin.column(column), origin.row, phrase(stands, key=AsTyped(key), sheet=table.title, message=AsTyped(message)))
            return
        if said := self.prefilled.get(Cell(table.name, table.title, row, column)):
            self.add(self.catalogue.sheets[said.table], said.column, said.row, message)
            return
        if self.section and row > 0:
            source, at = self.section.source(row)
            self.faults.append(Fault(source.label, *source.place(table, column, at), message))
            return
        cell = f"{self.letters[table.name].get(column, 'A')}{abs(row)}" if row else ""
        self.faults.append(Fault(self.raw.label, table.title, cell, message))

    def in_own_words(self, said: Said) -> Said:
        """Return a fault or a remark in the language of the workbook."""
        return said._replace(message=in_words_of_the_workbook(said.message, self.language, None)) if self.language else said

    def remark(self, table: Table, column: str, row: int, message: str) -> None:
        """Record a remark at a cell of the workbook; one without a message is counted by another, and of a draft's section nothing is said here."""
        if not message or (self.section and row > 0):
            return
        table = self.catalogue.sheets.get(table.name, table)
        message = self._as_the_workbook_says(table, column, message)
        if origin := self.opened.get((table.name, row)):
            self.remark(self.catalogue.sheets[origin.table], origin.column(column), origin.row, phrase(_STANDS_FOR_ONE, sheet=table.title, message=AsTyped(message)))
            return
        if entry := self.prefilled.get(Cell(table.name, table.title, row, column)):
            self.remark(self.catalogue.sheets[entry.table], entry.column, entry.row, message)
            return
        cell = f"{self.letters[table.name].get(column, 'A')}{abs(row)}"
        said = Remark(self.raw.label, table.title, cell, message)
        self.remarks += [] if said in self.remarks else [said]

    def _as_the_workbook_says(self, table: Table, column: str, message: str) -> str:
        """Return what is said of a cell in the language of the workbook, with the titles that its columns and sheets have there."""
        if self.language:
            message = in_words_of_the_workbook(message, self.language, self.catalogue.columns(table.name).get(column))
        return with_own_sheets(self.catalogue, with_own_title(self.catalogue, table.name, column, message))


def empty(catalogue: Catalogue, table: Table) -> pd.DataFrame:
    """Return a table without rows, whose columns have their types."""
    known = _EMPTY.setdefault(catalogue, {})
    if table.name not in known:
        known[table.name] = typed_table(RawSheet(table.title, {}), "", tuple(catalogue.columns(table.name).values())).frame
    return known[table.name].copy()


def row_of(cell: str) -> int:
    """Return the row of a cell's address; 0 where there is none."""
    digits = re.sub(r"\D", "", cell)
    return int(digits) if digits else 0
