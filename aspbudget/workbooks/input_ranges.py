"""Input ranges: where the columns of input sheets stand, so that formulas can count their rows however many these become."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from xlsxwriter.utility import quote_sheetname, xl_col_to_name, xl_range_abs

from aspbudget.inputs.in_use import use
from aspbudget.language import Language
from aspbudget.lines.spreadsheet import formula
from aspbudget.phrase import phrase
from aspbudget.workbooks import input_words as words
from aspbudget.workbooks.look import Look
from aspbudget.workbooks.translation import Shown, Translation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.in_use import Use
    from aspbudget.lines.formula import Node
    from aspbudget.recalculation import Value

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
SPARE_ROWS = 500
_LEAST, _MORE = 2_000, 1_500  # how far ranges reach at least, and beyond the longest table, so that rows typed below it are counted


@dataclass(frozen=True)
class Ranges:
    """The columns of the sheets of a workbook as formulas refer to them, each from its title down; a row's own cells are those of the `table`'s first row.

    All reach to the row `last`. `say` are the words of the workbook.
    """

    catalogue: Catalogue
    tables: tuple[Table, ...]
    last: int = _LEAST
    table: str = ""
    say: Translation = field(default_factory=lambda: Translation(Language()))

    @cached_property
    def uses(self) -> Mapping[str, Use]:
        """By which columns the rows of each sheet with a status are used, where only rows in use count; by the tables."""
        known = {table.name: use(self.catalogue, table.name) for table in self.tables if "status" in self.catalogue.columns(table.name)}
        return {name: each for name, each in known.items() if not each.always}

    def of(self, table: str) -> Ranges:
        """Return the columns as seen from the first row of a table."""
        return replace(self, table=table)

    def own(self, name: str) -> str:
        """Return the reference to a column in the first row, whose row moves with the cell."""
        return f"${xl_col_to_name(self.place(self.table, name))}{FIRST_ROW + 1}"

    def column(self, table: str, name: str) -> str:
        """Return the reference to a whole column of a table."""
        known = self._columns.get((table, name))
        if known is None:
            known = self._columns[table, name] = self.on(self.catalogue.sheets[table].title, self.place(table, name))
        return known

    @cached_property
    def _columns(self) -> dict[tuple[str, str], str]:
        """The references to whole columns that were asked for, by table and column: formulas name the same ones thousands of times."""
        return {}

    def on(self, sheet: str, place: int) -> str:
        """Return the reference to a column of a sheet by its place, from its title down."""
        return f"{quote_sheetname(self.say.sheet(sheet))}!{xl_range_abs(HEADER_ROW, place, self.last - 1, place)}"

    def has(self, table: str) -> bool:
        """Whether the workbook has a sheet."""
        return table in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(each.name for each in self.tables)

    def named(self, name: str) -> str:
        """Return a defined name, which is the name itself."""
        return name

    def text(self, text: str) -> str:
        """Return a text in the language of the workbook."""
        return self.say(text)

    def wording(self, text: str) -> str:
        """Return a text with gaps in the language of the workbook."""
        return self.say.wording(text)

    def cell(self, address: str) -> str:
        """Return the address of a cell as it is."""
        return address

    def signs(self) -> None:
        """Leave to the reader's spreadsheet what groups digits and parts decimals in texts."""

    def place(self, table: str, name: str) -> int:
        """Return the place of a column on its sheet, from 0."""
        return list(self.catalogue.columns(table)).index(name)


def reach(frames: Iterable[pd.DataFrame]) -> int:
    """Return the row to which ranges reach in a workbook with these tables."""
    return max(_LEAST, _MORE + max((len(frame) for frame in frames), default=0))


@dataclass
class Writing:
    """An input workbook while it is written: its formats, where its columns stand, and the value written into each of its formula cells.

    `of` is what it holds the inputs of: its cycle, or the symbol of a draft.
    """

    book: Workbook
    ranges: Ranges
    cycle: str
    of: str
    formulas: dict[tuple[str, int, int], Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.look = Look(self.book)

    @property
    def say(self) -> Translation:
        """The words of the workbook."""
        return self.ranges.say

    @property
    def title(self) -> str:
        """The title of the workbook, in its language."""
        return self.say(phrase(words.TITLE, cycle=Shown(self.of)))

    def url(self, sheet: str) -> str:
        """Return the address of the first cell of a sheet, by the name that the models give it."""
        return f"internal:'{self.say.sheet(sheet)}'!A1"

    @property
    def catalogue(self) -> Catalogue:
        """The models whose sheets the workbook has."""
        return self.ranges.catalogue

    def live(self, sheet: Worksheet, at: tuple[int, int], part: Node, value: float | str, style: Format) -> None:
        """Write a formula together with its value, a text in the language of the workbook."""
        self.put(sheet, at, formula(part, self.ranges), value, style)

    def put(self, sheet: Worksheet, at: tuple[int, int], text: str, value: float | str, style: Format) -> None:
        """Write a formula that is worked out already, as `live` does."""
        value = self.say(value) if isinstance(value, str) else value
        sheet.write_formula(*at, text, style, value)
        self.formulas[sheet.name, at[0] + 1, at[1] + 1] = value
