"""The workbook being written: every value with its formula, every formula remembered so that a second engine can judge it."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from aspbudget.lines.formula import Binary, Call, Named, Number, Text
from aspbudget.lines.spreadsheet import escaped, formula
from aspbudget.workbooks.look import Look

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.lines.formula import Node

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
Value = float | str | bool
CHECKS_FAILING = "checks_failing"
ALL_HOLD = "All comparisons of sheet Checks hold"


@dataclass(frozen=True)
class Places:
    """How the workbook refers to what the formulas of a table use: columns by their titles, assumptions by name."""

    catalogue: Catalogue
    currency: str
    table: str = ""
    _known: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    def own(self, name: str) -> str:
        """Return a column in the formula's own row: `Posts[[#This Row],[Grade]]`."""
        table, title = self.column(self.table, name).split("[", 1)
        return f"{table}[[#This Row],{title}"

    def column(self, table: str, name: str) -> str:
        """Return a whole column of a table: `Grades[[Annual cost (EUR)]]`.

        Titles with signs in them need the inner brackets, and they do no harm to the others.
        """
        if (table, name) not in self._known:
            self._known[table, name] = f"{excel_name(table)}[[{escaped(self.title(table, name))}]]"
        return self._known[table, name]

    def named(self, name: str) -> str:
        """Return the defined name of an assumption."""
        return name

    def title(self, table: str, name: str) -> str:
        """Return a column's title in the workbook."""
        return self.catalogue.title(table, name, self.currency)

    def of(self, table: str) -> Places:
        """Return the places as seen from the rows of a table."""
        return Places(self.catalogue, self.currency, table, self._known)


def excel_name(table: str) -> str:
    """Return the name by which a spreadsheet knows a table: `conference_days` → `ConferenceDays`."""
    return "".join(word.capitalize() for word in table.split("_"))


class Headline(NamedTuple):
    """The total of a printed table: what it is, the address of its cell, its value, and a formula that gives the same in another way."""

    what: str
    cell: str
    value: float
    other: Node


class _Sheet(Worksheet):  # type: ignore[misc]  # XlsxWriter states no types
    """A sheet that writes formulas as they are: ours give newer functions their full names, so none need be looked for."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002
        return formula.removeprefix("=")


@dataclass
class Book:
    """An output workbook in memory, the value written into each of its formula cells, and its sheets with what each is, in order."""

    places: Places
    foot: str
    draft: bool
    buffer: io.BytesIO = field(default_factory=io.BytesIO)
    formulas: dict[tuple[str, int, int], Value] = field(default_factory=dict)
    listed: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.file = xlsxwriter.Workbook(self.buffer, options)
        self.file.set_calc_mode("auto")
        self.look = Look(self.file)

    def sheet(self, name: str, about: str = "", colour: str = "") -> Worksheet:
        """Add a sheet; with `about`, what it is, it is named in the list of sheets."""
        sheet = self.file.add_worksheet(name, _Sheet)
        if about:
            self.listed.append((name, about))
        if colour:
            sheet.set_tab_color(colour)
        return sheet

    def live(self, sheet: Worksheet, at: tuple[int, int], part: Node | str, value: Value, style: Format) -> None:
        """Write a formula together with its value; the formula is a tree, or text that was made from one."""
        text = part if isinstance(part, str) else formula(part, self.places)
        sheet.write_formula(*at, text, style, value)
        self.formulas[sheet.name, at[0] + 1, at[1] + 1] = value

    def headings(self, sheet: Worksheet, texts: list[str]) -> None:
        """Write the lines above a printed table: title, subtitle, banner, and whether any comparison of sheet Checks fails."""
        for row, (text, style) in enumerate(zip(texts, ("title", "subtitle", "banner"), strict=False)):
            sheet.write_string(row, 0, text, self.look(style))
        hold = Binary("=", Named(CHECKS_FAILING), Number(0), "truth")
        verdict = Call("where", (hold, Text(ALL_HOLD), Text("A comparison fails: see sheet Checks")), "text")
        self.live(sheet, (len(texts), 0), verdict, ALL_HOLD, self.look("remark"))

    def close(self, title: str) -> bytes:
        """Return the finished workbook; the same content gives the same bytes."""
        self.file.set_properties({"title": title, "created": _MADE, "comments": self.foot})
        self.file.close()
        return self.buffer.getvalue()


def address(row: int, column: int, *, fixed: str = "") -> str:
    """Return a cell's address from its zero-based row and column; the letters `r` and `c` in `fixed` put a $ before row and column."""
    return f"{'$' if 'c' in fixed else ''}{xl_col_to_name(column)}{'$' if 'r' in fixed else ''}{row + 1}"
