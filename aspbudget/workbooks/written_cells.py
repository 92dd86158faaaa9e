"""Written cells: what each cell of a workbook holds, as its sheets have just been laid out, and what people call it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from xlsxwriter.utility import xl_cell_to_rowcol

from aspbudget.faults import allowed, nearest
from aspbudget.language import in_each_language
from aspbudget.lines.texts import EPOCH
from aspbudget.review.names import UnknownFigure
from aspbudget.workbooks.book import address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.lines.formula import Node
    from aspbudget.workbooks.book import Book, Filled, Value

_RANGE = re.compile(r"(?:'?(?P<sheet>[^'!]+)'?!)?(?P<first>\$?[A-Z]{1,3}\$?[0-9]+)(?::(?P<last>\$?[A-Z]{1,3}\$?[0-9]+))?")
_HEAD = 3  # the rows of a sheet's title and of what it is
_PER_CENT = 100


class UnknownCell(UnknownFigure):
    """The workbook has no such sheet, or the cell holds nothing; the message says which it has."""


class At(NamedTuple):
    """A cell by its sheet, its row and its column, both counted from 0."""

    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        """Return the cell as people write it: `Section!C10`."""
        return f"{self.sheet}!{address(self.row, self.column)}"


@dataclass(frozen=True)
class WrittenCells:
    """The cells of a workbook as it was laid out."""

    book: Book

    def at(self, name: str) -> At:
        """Return the cell that a person names, as `Section!C10`; raise `UnknownCell` when it isn't there or holds nothing."""
        sheet, _, cell = name.strip().rpartition("!")
        sheets = {name.casefold(): each for each in self.book.groups for name in (*in_each_language(each, self.book.words.language.package), each)}
        asked = sheet.strip().strip("'")
        if asked.casefold() not in sheets:
            hint = nearest(asked, sheets.values()) or f"; there are: {allowed(dict.fromkeys(sheets.values()))}."
            message = f'No sheet is called "{asked}"{hint}'
            raise UnknownCell(message)
        found = At(sheets[asked.casefold()], *xl_cell_to_rowcol(cell.strip().upper()))
        if self.value(found) is None:
            message = f"Cell {found} holds nothing."
            raise UnknownCell(message)
        return found

    def value(self, at: At) -> Value | None:
        """Return what a cell shows; nothing where it is empty."""
        known = self.book.formulas.get((at.sheet, at.row + 1, at.column + 1))
        if known is not None:
            return known
        sheet = self.book.file.get_worksheet_by_name(at.sheet)
        found = sheet.table.get(at.row, {}).get(at.column) if sheet else None
        kind = type(found).__name__
        if found and kind == "String":
            return self._texts[int(found.string)]
        return float(found[0]) if found and kind in ("Number", "Datetime", "Boolean") else None

    def is_live(self, at: At) -> bool:
        """Whether a cell has a formula."""
        return (at.sheet, at.row + 1, at.column + 1) in self.book.formulas

    def tree(self, at: At) -> Node | None:
        """Return the formula of a cell of a printed sheet; none of a value, a text, or a cell of a table's own sheet."""
        return self.book.tree(at.sheet, at.row, at.column)

    def filled(self, at: At) -> Filled | None:
        """Return the column of a table's own sheet in whose rows a cell stands."""
        found = self.book.filled.get((at.sheet, at.column))
        return found if found and found.first <= at.row < found.first + found.rows else None

    def shown(self, at: At) -> str:
        """Return a cell's value as its number format shows it."""
        value = self.value(at)
        if value is None or isinstance(value, str | bool):
            return str(value or "")
        form = self._format(at)
        if "yy" in form:
            day = (EPOCH + int(value)).astype(object)
            return f"{day.day} {day:%B %Y}"
        scaled = value * _PER_CENT if form.endswith("%") else value
        digits = form.partition(";")[0].partition(".")[2]
        text = f"{abs(scaled):,.{len(digits)}f}"
        shown = text if form else f"{abs(scaled):,.10g}"
        return f"({shown})" if scaled < 0 else shown

    def label(self, at: At) -> str:
        """Return what stands before a cell in its row and above it in its column, which say what it is; an empty text where nothing does."""
        before = next((text for column in range(at.column) if (text := self._text(At(at.sheet, at.row, column)))), "")
        above = next((text for row in range(at.row - 1, _HEAD, -1) if (text := self._text(At(at.sheet, row, at.column)))), "")
        return ", ".join(dict.fromkeys(text for text in (before, above) if text))

    def about(self, at: At) -> str:
        """Return what the sheet of a cell is, as it says below its title."""
        return self._text(At(at.sheet, _HEAD - 1, 0))

    def span(self, sheet: str, text: str) -> Iterator[At]:
        """Yield the cells of an address or a range, as a formula of a sheet has it: `$B$7`, `B7:B12`, `'Section'!C10`."""
        found = _RANGE.fullmatch(text)
        if found is None:
            return
        top, left = xl_cell_to_rowcol(found["first"])
        bottom, right = xl_cell_to_rowcol(found["last"] or found["first"])
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield At(found["sheet"] or sheet, row, column)

    def defined(self, name: str) -> str:
        """Return the address of the cell that has a name in the workbook: `'Checks'!$D$9`."""
        return next(str(formula).removeprefix("=") for each, _, formula, _ in self.book.file.defined_names if each == name)

    def _format(self, at: At) -> str:
        """Return the number format of a cell; an empty text where it has none."""
        sheet = self.book.file.get_worksheet_by_name(at.sheet)
        form = getattr(sheet.table[at.row][at.column], "format", None)
        return str(form.num_format) if form and form.num_format not in (0, "General") else ""

    def _text(self, at: At) -> str:
        value = self.value(at)
        return value if isinstance(value, str) else ""

    @cached_property
    def _texts(self) -> list[str]:
        return list(self.book.file.str_table.string_table)
