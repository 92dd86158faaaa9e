"""Inputs: a checked input workbook as tables, with the cell of each of their values."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.inputs.in_use import use
from aspbudget.language import wordings
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.faults import Remark
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures

EXAMPLE = "EXAMPLE"
START, INSTRUCTIONS, NAMES, IN_USE = "Start here", "Instructions", "Names of the section", "Rows in use"
WITHOUT_ROWS = frozenset(name for each in (START, INSTRUCTIONS, NAMES, IN_USE) for name in wordings(each))  # the sheets of an input workbook that are none of its tables
_EXAMPLES = tuple(sorted(wordings(EXAMPLE)))
BEYOND = 2**21  # no sheet has more rows, and those for which another stands are numbered below this
SPAN = 2 * BEYOND  # how far apart the rows of two drafts are that are read as one, those for which others stand among them


def is_example(key: object) -> bool:
    """Whether the key of a row says that it only shows how a sheet is filled in."""
    return str(key).startswith(_EXAMPLES)


def filled(column: pd.Series[Any]) -> list[tuple[int, Any]]:
    """Return the cells of a column that hold something, each with its row; most columns have few of them, and pandas takes its time to leave the others out."""
    return [(row, value) for row, value in zip(column.index.tolist(), column.tolist(), strict=True) if value is not None and value == value]  # noqa: PLR0124 - what is empty is unequal to itself


class Cell(NamedTuple):
    """A cell of an input: its table, its sheet, its row and its column."""

    table: str
    sheet: str
    row: int
    column: str


class Origin(NamedTuple):
    """The row that stands for another: its table, its sheet and its row, the column of each of the other's values, and its key's."""

    table: str
    sheet: str
    row: int
    columns: Mapping[str, str]
    key: str

    def column(self, name: str) -> str:
        """Return the column from which a value of the opened row comes; that of the key for what no column gives."""
        return self.columns.get(name, self.key)


@dataclass(frozen=True)
class Inputs:
    """A checked input workbook: its tables as DataFrames indexed by spreadsheet row, and the letter of each column.

    `figures` are all that the models compute from it. The workbook of a draft is read together with its `section` and adds rows to its
    tables; in the frames these have negative numbers: row 5 of a draft's sheet is −5. `absent` are the titles, by table, of
    sheets that the workbook was made without, which count as empty; `remarks` are what was found in it that is no mistake. A section may have
    rows of a `further` workbook, whose numbers are beyond those of a sheet: row 5 of that workbook is 5 + `BEYOND`. `opened` gives, for
    each row for which another stands, where that is; `prefilled`, for each empty cell that stands for another, which one. Where `several`
    drafts are read as one, row −5 of the first of them is −5 − `SPAN`, that of the second −5 − 2 `SPAN`. `accepted` are the reasons, by table
    and row, for which an officer accepts what is doubted there; `formulas` the cells, by table, as row and column, that hold a formula. `worded` are the
    models with the names of sheets, titles and choices that the workbook has, where these are otherwise.
    """

    label: str
    sha256: str
    frames: dict[str, pd.DataFrame]
    letters: dict[str, dict[str, str]]
    figures: Figures
    examples: int = 0
    section: Inputs | None = None
    absent: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    further: Inputs | None = None
    opened: Mapping[tuple[str, int], Origin] = field(default_factory=dict)
    prefilled: Mapping[Cell, Cell] = field(default_factory=dict)
    several: tuple[Inputs, ...] = ()
    accepted: Mapping[tuple[str, int], str] = field(default_factory=dict)
    formulas: Mapping[str, frozenset[tuple[int, str]]] = field(default_factory=dict)
    worded: Catalogue | None = None

    @cached_property
    def widened(self) -> dict[tuple[str, tuple[str, ...]], pd.DataFrame]:
        """The tables of a section with the columns that drafts have in them, by name and columns, as they are made: all drafts beside it share them."""
        return {}

    @property
    def named(self) -> dict[str, float]:
        """The assumptions by name; a missing one counts as 0, and makes the output a draft."""
        frame = self.frames["assumptions"]
        return dict(zip(frame["assumption"], frame["value"].fillna(0.0).astype(float), strict=True))

    @cached_property
    def cycle(self) -> dict[str, Any]:
        """The single row of sheet Cycle."""
        return {str(name): value for name, value in self.frames["cycle"].iloc[0].items()}

    def title(self, table: Table) -> str:
        """Return what a sheet is called in the workbook."""
        return self.worded.sheets[table.name].title if self.worded and table.name in self.worded.sheets else table.title

    def place(self, table: Table, column: str, row: int) -> tuple[str, str]:
        """Return the sheet and the address of an input cell, such as Posts and C6.

        Where its value comes from another cell, because it was left empty or another row stands for its row, they are those of that one. In the workbook of a draft, a cell of its section is `C6 of section.xlsx`; so is one of
        several drafts that are read as one.
        """
        if (self.section and row > 0) or (self.several and row < 0):
            source, at = self.in_section(row) if row > 0 else self.draft(row)
            sheet, cell = source.place(table, column, at)
            return sheet, phrase("{cell} of {workbook}", cell=cell, workbook=source.label.rpartition("/")[2])
        found = Cell(table.name, self.title(table), row, column)
        found = self.prefilled.get(found, found)
        while origin := self.opened.get((found.table, found.row)):
            found = Cell(origin.table, origin.sheet, origin.row, origin.column(found.column))
        return found.sheet, f"{self.letters.get(found.table, {}).get(found.column, 'A')}{abs(found.row)}"

    def source(self, row: int) -> tuple[Inputs, int]:
        """Return in which workbook a row stands, and its number there."""
        return (self.further, row - BEYOND) if self.further and row > BEYOND else (self, row)

    def in_section(self, row: int) -> tuple[Inputs, int]:
        """Return in which workbook a row of the section stands, and its number there."""
        return self.section.source(row) if self.section else (self, row)

    def draft(self, row: int) -> tuple[Inputs, int]:
        """Return in which of several drafts that are read as one a row stands, and its number there."""
        place = -row // SPAN
        return self.several[place - 1], row + place * SPAN

    def counted(self, catalogue: Catalogue, status: str) -> list[tuple[str, int]]:
        """Return the rows, as table and spreadsheet row, that have the given status and on which a figure may depend.

        A row that others could refer to and none does (the rate of a grade that nobody has) changes nothing; it isn't counted, unless others
        only complete it, as copies by language do a document. One that stands instead of another row of its sheet counts with that.
        """
        asked = catalogue, status
        if asked not in self._counted:
            sourced = [table.name for table in catalogue.tables.values() if "status" in catalogue.columns(table.name)]
            self._counted[asked] = [(name, row) for name in sourced for row in self._having(catalogue, name, status)]
        return self._counted[asked]

    @cached_property
    def _counted(self) -> dict[tuple[Catalogue, str], list[tuple[str, int]]]:
        """The rows of each status that were counted before."""
        return {}

    def _having(self, catalogue: Catalogue, name: str, status: str) -> list[int]:
        frame, by = self.frames[name], use(catalogue, name)
        keys = frame[catalogue.key(name)].tolist()
        rows = [(row, key) for row, key, its in zip(frame.index.tolist(), keys, frame["status"].tolist(), strict=True) if its == status]
        if by.always or not rows:
            return [row for row, _ in rows]
        used = {text for other, column in by.others if other in catalogue.tables for text in self.frames[other][column].tolist() if isinstance(text, str)}
        for column in by.own:  # a row that stands for another one is used where that one is
            used |= {key for key, stands_for in zip(keys, frame[column].tolist(), strict=True) if stands_for in used and isinstance(key, str)}
        return [row for row, key in rows if key in used]
