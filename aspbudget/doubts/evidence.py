"""Evidence: what an input is compared with when it is doubted, and a doubt itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import pandas as pd

from aspbudget.declare.model import CONTROL_TOTALS
from aspbudget.figures.drivers import drivers_of
from aspbudget.lines.texts import number
from aspbudget.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.phrase import Words

WHOLE_SHEET = 0


class Doubt(NamedTuple):
    """What may be wrong though no rule is broken: its table, column and spreadsheet row, and why, with the figure it was compared with.

    A row that is not there is `missing`, by its name; its doubt stands in row 0, the sheet's.
    """

    table: Table
    column: str
    row: int
    message: str
    missing: str = ""


class Expected(NamedTuple):
    """Rows as they would be if nothing had been decided anew, by table and indexed by key, and where they come from: `2004`, or a reference.

    What an earlier cycle has was agreed, so that it is not asked about again; another version of the same cycle (not `agreed`) only shows what differs.
    """

    rows: Mapping[str, pd.DataFrame]
    origin: str
    complete: bool = True
    agreed: bool = True


@dataclass(frozen=True)
class Evidence:
    """A checked input workbook with what it is compared with: `expected`, the likeliest first; where only some of its tables are asked about, `only` these."""

    inputs: Inputs
    expected: tuple[Expected, ...] = ()
    only: frozenset[str] | None = None

    @property
    def figures(self) -> Figures:
        """All figures that the models compute from the inputs."""
        return self.inputs.figures

    @property
    def catalogue(self) -> Catalogue:
        """The models."""
        return self.figures.catalogue

    @property
    def counting(self) -> frozenset[tuple[str, str]]:
        """The input columns, as table and name, on which the section depends; of a workbook without one, those on which any figure does."""
        return _counting(self.catalogue)

    @property
    def rates(self) -> frozenset[str]:
        """The sheets of prices and other rates, also where only other sheets are asked about."""
        return _of_rates(self.catalogue)

    def since(self, before: Inputs) -> Evidence:
        """Return what has to be asked about since an earlier state of the inputs: the tables that changed, and those that refer to them."""
        changed = {name for name, frame in self.inputs.frames.items() if name not in before.frames or not frame.equals(before.frames[name])}
        refer = {name for name in self.catalogue.sheets if any(column.refers in changed for column in self.catalogue.columns(name).values())}
        return replace(self, only=frozenset(changed | refer))

    def of_own_rows(self) -> Evidence:
        """Return what has to be asked about where only own rows are: of a draft the tables to which it adds rows."""
        if not self.inputs.section:
            return self
        return replace(self, only=frozenset(table.name for table, frame in self.tables() if (frame.index < 0).any()))

    def tables(self) -> Iterator[tuple[Table, pd.DataFrame]]:
        """Yield the tables of sheets that have rows of their own, each with its rows as entered."""
        for table in self.catalogue.sheets.values():
            frame = self.inputs.frames.get(table.name)
            if frame is not None and len(frame) and table.name not in ("cycle", CONTROL_TOTALS) and (self.only is None or table.name in self.only):
                yield table, frame

    def columns(self, table: Table, kinds: tuple[str, ...]) -> Iterator[Column]:
        """Yield the columns of a table, of some kinds, on which a figure depends and which are neither key nor name."""
        for column in (self.inputs.worded or self.catalogue).columns(table.name).values():
            if (table.name, column.name) in self.counting and not (column.key or column.name_of) and column.kind in kinds:
                yield column

    def is_new(self, table: Table, row: int) -> bool:
        """Whether a row is one that the cycle before, where there is one to compare with, didn't have: what it says was decided for it."""
        return any(each.complete and each.agreed and table.name in each.rows and self.name(table, row) not in each.rows[table.name].index for each in self.expected)

    def is_as_before(self, doubt: Doubt) -> bool:
        """Whether what is doubted was so in the cycle before: its cell has the same value, or its row was there."""
        table, key = doubt.table.name, self.catalogue.key(doubt.table.name)
        frame = self.inputs.frames[table]
        if not key or doubt.row not in frame.index:
            return False
        name, found = str(frame.at[doubt.row, key]), cast("Any", frame.at[doubt.row, doubt.column])
        rows = [each.rows[table] for each in self.expected if each.complete and each.agreed and table in each.rows and name in each.rows[table].index]
        return any(doubt.column == key or (doubt.column in before and bool(cast("Any", before.at[name, doubt.column]) == found)) for before in rows)

    def name(self, table: Table, row: int) -> str:
        """Return what identifies a row of an input: its key."""
        return str(self.inputs.frames[table.name].at[row, self.catalogue.key(table.name)])


@cache
def _counting(catalogue: Catalogue) -> frozenset[tuple[str, str]]:
    section = catalogue.section
    return drivers_of(catalogue, [(section.table, section.figure)] if section else catalogue.figures)


@cache
def _of_rates(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(name for name in catalogue.sheets if any(column.rate for column in catalogue.columns(name).values()))


NUMBERS, TEXTS = ("number", "whole"), ("text",)


class _Day(Phrase):
    """A date in the words of the inputs, which another language has in its own."""

    __slots__ = ()

    def worded(self, words: Words) -> str:
        return words.language.date(str(self))


def shown(column: Column, value: Any) -> str:  # noqa: ANN401 - whatever a cell may hold
    """Return a value of a cell as a message has it: `1,800`, `2004`, `P-3`, `empty`."""
    if value is None or value is pd.NaT or value != value:  # noqa: PLR0124 - an empty cell is unequal to itself
        return "empty"
    if isinstance(value, pd.Timestamp):
        return _Day(f"{value.day} {value:%B} {value.year}", {})
    if isinstance(value, str):
        return str(value)
    text = number(float(value), column.unit)
    return phrase("{number:,.10g}", number=float(value)) if text == f"{float(value):,.10g}" else text
