"""Ends of pages: where a sheet's pages end in print, as the heights of its rows have it, so that no total stands alone at the top of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from xlsxwriter.worksheet import Worksheet

# What a page of A4 has room for within our margins, in dots, 96 to an inch: across and down.
UPRIGHT, LENGTHWAYS = (717, 1_031), (1_046, 703)
_ROW = 20  # dots of a row whose height nobody set
_LAST = 3  # rows of a list that go with its total to another page
_DOUBT = 1  # rows by which the pages of spreadsheets may differ from these


def rows_of_pages(sheet: Worksheet, widths: Sequence[float], header: int, last: int) -> Iterator[int]:
    """Yield the first row of each page but the first, as far as a row: one page wide, with the row of titles `header` repeated on each.

    `widths` are those of the columns that are seen, in characters. Spreadsheets differ from this by a row or two.
    """
    across, down = UPRIGHT if sheet.orientation else LENGTHWAYS
    room = down * max(1.0, add_up(7 * width + 5 for width in widths) / across)
    used = 0.0
    for row in range(last + 1):
        height = _height(sheet, row)
        if used + height > room:
            yield row
            used = _height(sheet, header) if header >= 0 else 0.0
        used += height


def keep_total(sheet: Worksheet, widths: Sequence[float], header: int, total: int) -> None:
    """Let the last rows of a list go to the next page with the row of its total, where that would stand there alone, or nearly so."""
    begins = list(rows_of_pages(sheet, widths, header, total + _DOUBT))
    if any(row - _DOUBT <= total < row + _LAST for row in begins) and total - _LAST > header + 1:
        sheet.set_h_pagebreaks([total - _LAST])


def keep_lines(sheet: Worksheet, widths: Sequence[float], header: int, lines: range) -> None:
    """Let the lines below a list and its total begin another page, where the end of one would part them; where the total goes there, they follow it."""
    begins = list(rows_of_pages(sheet, widths, header, lines.stop - 1 + _DOUBT))
    if not sheet.hbreaks and any(lines.start < row + _DOUBT and row < lines.stop + _DOUBT for row in begins):
        sheet.set_h_pagebreaks([lines.start])


def _height(sheet: Worksheet, row: int) -> float:
    return float(sheet.row_sizes[row][0]) if row in sheet.row_sizes else _ROW
