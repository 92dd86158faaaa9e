"""Sheets as a reader meets them: their columns that are seen, their cells, and what of a text or a number is cut."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from openpyxl.utils import column_index_from_string, range_boundaries

from aspbudget.language import Language
from aspbudget.workbooks.translation import Translation
from aspbudget.workbooks.typeface import lines, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

READERS, INPUTS, WORKINGS = "FF1F3864", "FF0072B2", "FF7F7F7F"
_ADDED = 0.7109375  # what a file adds to the width that was asked for
_LINE, _SLACK, _BOLD, _POINTS = 12.2, 1.5, 1.05, 5.25
_LANDSCAPE, _PORTRAIT = 1_046, 717  # dots across a page of A4, within its margins
_HEADER_ROW = 5


@dataclass(frozen=True)
class Seen:
    """A sheet, its columns by width in characters, and the cells that other cells of its rows are merged into."""

    sheet: Worksheet

    @cached_property
    def say(self) -> Translation:
        """The words of the tool in the language that the file says it is in; in that of the tool where it says none."""
        stated = str(self.sheet.parent.properties.language or "").partition("-")[0]
        return Translation(Language(stated or None))

    @property
    def group(self) -> str:
        """The colour of its tab, which is that of its group."""
        return str(self.sheet.sheet_properties.tabColor.rgb)

    @cached_property
    def widths(self) -> dict[int, float]:
        """The widths of the columns that are seen, in characters; those that are folded away have none."""
        found: dict[int, float] = {}
        for each in self.sheet.column_dimensions.values():
            place = column_index_from_string(each.index)
            for column in range(each.min or place, (each.max or place) + 1):
                found[column] = 0 if each.hidden else each.width - _ADDED
        return found

    @property
    def is_printed(self) -> bool:
        """Whether it comes out when the workbook is printed whole."""
        return is_in_print(self.sheet.print_area)

    @cached_property
    def last(self) -> int:
        """The last column that is printed, or that has anything in it."""
        area = str(self.sheet.print_area or "").replace("$", "").rpartition("!")[2]
        return int(range_boundaries(area)[2]) if area and self.is_printed else self.sheet.max_column

    @property
    def dots(self) -> float:
        """How wide its columns are on a screen."""
        return sum(7 * found + 5 for column, found in self.widths.items() if column <= self.last and found)

    @property
    def letters(self) -> float:
        """The size of its letters in print, in points: 10, or smaller where its columns are wider than the page."""
        page = _PORTRAIT if self.sheet.page_setup.orientation == "portrait" else _LANDSCAPE
        return 10 * min(1.0, page / self.dots)

    @cached_property
    def cells(self) -> list[Cell]:
        """The cells that hold something, gathered once: many figures look at each."""
        return [cell for row in self.sheet.iter_rows(max_col=self.last) for cell in row if cell.value is not None]

    @cached_property
    def _merged(self) -> dict[tuple[int, int], int]:
        return {(area.min_row, area.min_col): area.max_col for area in self.sheet.merged_cells.ranges}

    def room(self, cell: Cell) -> float:
        """Return how many characters wide the place of a cell's text is: its column, or those it is merged with or runs over into."""
        last = self._merged.get((cell.row, cell.column), cell.column)
        if last == cell.column and not cell.alignment.wrap_text:
            while last < self.last and self.sheet.cell(cell.row, last + 1).value is None:
                last += 1
        return sum(self.widths.get(column, 9.0) for column in range(cell.column, last + 1))

    def cut(self) -> Iterator[str]:
        """Yield the texts of which a part isn't seen, for want of room beside it or of lines."""
        for cell in self.cells:
            room = self.room(cell)
            if not isinstance(cell.value, str) or not room:
                continue
            size, bold = cell.font.sz or 10, _BOLD if cell.font.b else 1
            if cell.alignment.wrap_text:
                height = self.sheet.row_dimensions[cell.row].height or 15
                needed = lines(cell.value, room / bold, size) * _LINE * size / 10
                if needed > height + _SLACK:
                    yield f"{self.sheet.title}!{cell.coordinate}"
            elif width(cell.value, size) * bold > room * _POINTS + 3:
                yield f"{self.sheet.title}!{cell.coordinate}"

    def too_wide(self) -> Iterator[str]:
        """Yield the numbers that their columns are too narrow for, which a spreadsheet shows as ####."""
        for cell in self.cells:
            room = self.widths.get(cell.column, 9.0)
            if isinstance(cell.value, int | float) and room and width(printed(cell), cell.font.sz or 10) * (_BOLD if cell.font.b else 1) > room * _POINTS + 2:
                yield f"{self.sheet.title}!{cell.coordinate}"

    def identity_in_lines(self) -> Iterator[str]:
        """Yield the cells of the first row, which say what the workbook is, that take more than one line."""
        yield from (f"{self.sheet.title}!{cell.coordinate}" for cell in self.cells if cell.row == 1 and cell.alignment.wrap_text and lines(str(cell.value), self.room(cell), cell.font.sz) > 1)

    def signs_at_the_left(self, signs: tuple[str, ...]) -> Iterator[str]:
        """Yield the signs for numbers, such as `..`, that don't stand at the right, in columns whose titles do."""
        for cell in self.cells:
            if cell.value in signs and self.sheet.cell(_HEADER_ROW, cell.column).alignment.horizontal == "right" and cell.alignment.horizontal != "right":
                yield f"{self.sheet.title}!{cell.coordinate}"

    def merged_in_tables(self) -> list[str]:
        """Return the cells that are merged below the header, but for a whole line of words under a table."""
        return [f"{self.sheet.title}!{area}" for area in self.sheet.merged_cells.ranges if area.min_row >= _HEADER_ROW and not _is_a_line(self.sheet, area)]


def is_in_print(area: str | None) -> bool:
    """Whether a sheet whose print area is this, or that has none, comes out when its workbook is printed whole."""
    return "AMJ" not in str(area or "")


def _is_a_line(sheet: Worksheet, area: Any) -> bool:
    """Whether merged cells are a line of words that begins in the first column, below the last row of a table."""
    return bool(area.min_col == 1 and area.min_row == area.max_row and len(str(sheet.cell(area.min_row, 1).value)) > 40)


def printed(cell: Cell) -> str:
    """Return a number about as its format shows it; what is no amount as nothing."""
    positive = re.sub(r"^\[\$-[0-9A-F]+\]", "", cell.number_format.split(";")[0])
    if "#,##0" not in positive and not re.fullmatch(r"0(\.0+)?", positive):
        return ""
    digits = sum(sign in "0?" for sign in positive.partition(".")[2])
    shown = f"{abs(float(str(cell.value))):,.{digits}f}"
    return f"({shown})" if float(str(cell.value)) < 0 else shown


def contrast(cell: Cell) -> float:
    """Return the contrast of a cell's letters with what is behind them, from 1 to 21."""
    paper = str(cell.fill.start_color.rgb) if cell.fill.fill_type == "solid" else "FFFFFFFF"
    ink = str(cell.font.color.rgb) if cell.font.color is not None and isinstance(cell.font.color.rgb, str) else "FF000000"
    light, dark = sorted((_light(paper), _light(ink)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 2)


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (2, 4, 6)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
