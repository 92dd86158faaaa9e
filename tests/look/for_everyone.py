"""Tables for everyone: the essential items of the Government Analysis Function's guidance on spreadsheets, read off the sheets that readers are given.

Spelling, one of the eighteen, is left to people; fonts and screens are measured elsewhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import openpyxl
from openpyxl.utils import get_column_letter, range_boundaries

from aspbudget.declare.layout import AT_A_GLANCE, CONTENTS, SEAL
from aspbudget.workbooks.book import LEGEND
from look.figure import Figure, least, none
from look.sheets import READERS, Seen, contrast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

WITHOUT_TABLES = (AT_A_GLANCE, CONTENTS)  # a page of findings, and a list of links
_CONTRAST, _A_FINDING = 4.5, 15  # of letters, at least; the length of words that say something
_VAGUE = re.compile(r"(?i)(click )?here|link|more|(cliquez )?ici|lien|plus")
_SYMBOL = re.compile(r"[*†‡§]$")


def accessibility(path: Path, book: openpyxl.Workbook | None = None) -> Iterator[Figure]:
    """Yield a figure for each essential item: how often a workbook misses it, and where; `book` is the workbook with its values, where it is opened already."""
    book = book or openpyxl.load_workbook(path, data_only=True)
    sheets = [each for each in (Seen(sheet) for sheet in book.worksheets) if each.group == READERS]
    tables = [(each.sheet, range_boundaries(table.ref)) for each in sheets for table in each.sheet.tables.values()]
    listed = [each for each in sheets if not is_without_tables(each)]
    yield none("readers' sheets without a marked-up table", [each.sheet.title for each in listed if not each.sheet.tables])
    yield none("numbers outside a marked-up table", [place for each in listed for place in _outside(each.sheet)])
    yield none("titles of columns that are empty, or alike", [place for sheet, area in tables for place in _titles(sheet, area)])
    yield none("merged cells in marked-up tables", [place for sheet, area in tables for place in _merged(sheet, area)])
    yield none("blank rows in marked-up tables", [f"{sheet.title}!{row}" for sheet, area in tables for row in _blank_rows(sheet, area)])
    yield none("blank columns in marked-up tables", [place for sheet, area in tables for place in _blank_columns(sheet, area)])
    yield none("sheets with signs for numbers and no legend", [each.sheet.title for each in listed if _has_numbers(each) and not _says(each, LEGEND)])
    yield none("empty cells in tables that nothing explains", [place for each in listed for place in _empty_cells(each)])
    yield none("blank sheets", [sheet.title for sheet in book.worksheets if not any(cell.value is not None for row in sheet.iter_rows() for cell in row)])
    names = [sheet.title.casefold() for sheet in book.worksheets]
    yield none("names of sheets that are alike, or mean nothing", [name for name in names if names.count(name) > 1 or re.fullmatch(r"sheet\d*", name)])
    yield none("sheets without a title", [each.sheet.title for each in sheets if not _title(each.sheet)])
    yield none("sheets that open elsewhere than at A1", [each.sheet.title for each in sheets if not _at_the_top(each.sheet)])
    yield none("workbook opened elsewhere than at the first sheet", [book.active.title] if book.active is not book.worksheets[0] else [])
    yield none("notes by a sign instead of words", [f"{each.sheet.title}!{cell.coordinate}" for each in sheets for cell in each.cells if _SYMBOL.search(str(cell.value))])
    yield none("tables that don't begin at the left edge", [f"{sheet.title}!{get_column_letter(area[0])}{area[1]}" for sheet, area in tables if area[0] != 1])
    yield none("pages whose head or foot says what no cell does", [place for each in sheets for place in _in_heads_alone(each)])
    yield none("links that don't say where they lead", [f"{each.sheet.title}!{cell.coordinate}" for each in sheets for cell in each.cells if cell.hyperlink and _VAGUE.fullmatch(str(cell.value))])
    yield none("charts and pictures without words that say what they show", [text for text in _words_of_drawings(path) if len(text) < _A_FINDING])
    yield none("text in tables that is neither wrapped nor has room", [place for each in sheets for place in _unwrapped(each)])
    palest = min(((contrast(cell), f"{each.sheet.title}!{cell.coordinate}") for each in sheets for cell in each.cells), default=(21.0, ""))
    yield least("lowest contrast of letters", palest[0], _CONTRAST, palest[1])
    known = (book.properties.title, book.properties.creator, book.properties.language)
    yield none("properties of the file that are missing", [name for name, value in zip(("title", "author", "language"), known, strict=True) if not value])


def is_without_tables(seen: Seen) -> bool:
    """Whether a sheet is one of findings or of links, in the words of its workbook."""
    return seen.sheet.title in {seen.say.sheet(each) for each in WITHOUT_TABLES}


def _inside(sheet: Worksheet, row: int, column: int) -> bool:
    return any(left <= column <= right and top <= row <= bottom for left, top, right, bottom in (range_boundaries(table.ref) for table in sheet.tables.values()))


def _outside(sheet: Worksheet) -> Iterator[str]:
    """Yield the numbers that are in no table and neither in its totals below, nor on a line of words, nor in columns beside the page."""
    seen = Seen(sheet)
    for cell in seen.cells:
        if isinstance(cell.value, int | float) and not _inside(sheet, cell.row, cell.column) and not isinstance(sheet.cell(cell.row, 1).value, str):
            beside = any(isinstance(sheet.cell(cell.row, column).value, str) for column in range(1, cell.column))
            yield from () if beside else [f"{sheet.title}!{cell.coordinate}"]


def _titles(sheet: Worksheet, area: tuple[int, int, int, int]) -> Iterator[str]:
    left, top, right, _ = area
    found = [str(sheet.cell(top, column).value or "").strip().casefold() for column in range(left, right + 1)]
    yield from (f"{sheet.title}!{get_column_letter(left + place)}{top}" for place, title in enumerate(found) if not title or found.count(title) > 1)


def _merged(sheet: Worksheet, area: tuple[int, int, int, int]) -> Iterator[str]:
    left, top, right, bottom = area
    for each in sheet.merged_cells.ranges:
        if each.min_row <= bottom and each.max_row >= top and each.min_col <= right and each.max_col >= left:
            yield f"{sheet.title}!{each}"


def _empty(value: Any) -> bool:
    return value is None or value == ""


def _blank_rows(sheet: Worksheet, area: tuple[int, int, int, int]) -> Iterator[int]:
    left, top, right, bottom = area
    yield from (row for row in range(top, bottom + 1) if all(_empty(sheet.cell(row, column).value) for column in range(left, right + 1)))


def _blank_columns(sheet: Worksheet, area: tuple[int, int, int, int]) -> Iterator[str]:
    """Yield the columns of a table that are seen and in which no row has anything."""
    left, top, right, bottom = area
    widths = Seen(sheet).widths
    for column in range(left, right + 1):
        if widths.get(column, 9.0) and all(_empty(sheet.cell(row, column).value) for row in range(top + 1, bottom + 1)):
            yield f"{sheet.title}!{get_column_letter(column)}"


def _has_numbers(seen: Seen) -> bool:
    return any(isinstance(cell.value, int | float) and cell.number_format.endswith(("–", "..")) for cell in seen.cells)


def _says(seen: Seen, text: str) -> bool:
    return any(seen.say(text) in str(cell.value) for cell in seen.cells)


def _empty_cells(seen: Seen) -> Iterator[str]:
    """Yield the empty cells of tables, in columns that are seen, on a sheet of which no cell says what an empty one means."""
    if not any(cell.value == seen.say("empty") for cell in seen.cells):
        for left, top, right, bottom in (range_boundaries(table.ref) for table in seen.sheet.tables.values()):
            for row in seen.sheet.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right):
                yield from (f"{seen.sheet.title}!{cell.coordinate}" for cell in row if _empty(cell.value) and seen.widths.get(cell.column, 9.0))


def _title(sheet: Worksheet) -> bool:
    """Whether one of the first two rows has a title in larger letters."""
    return any(cell.value and cell.font.sz and cell.font.sz > 12 for row in sheet.iter_rows(max_row=2, max_col=1) for cell in row)


def _at_the_top(sheet: Worksheet) -> bool:
    return all(each.activeCell in (None, "A1") for each in sheet.sheet_view.selection if each.pane is None) and sheet.sheet_view.topLeftCell in (None, "A1")


def _in_heads_alone(seen: Seen) -> Iterator[str]:
    """Yield the parts of heads and feet whose words stand in no cell of the sheet; those of the seal stand on a sheet of its own.

    The name of the sheet and numbers of pages are the program's.
    """
    number = re.escape(seen.say.wording("Page {page} of {pages}")).replace(r"\{page\}", ".*").replace(r"\{pages\}", ".*")
    shown = " ".join(str(cell.value) for sheet in (seen, *_of_the_seal(seen)) for cell in sheet.cells)
    for edge in (seen.sheet.oddHeader, seen.sheet.oddFooter):
        for part in (edge.left, edge.center, edge.right):
            words = [word for word in re.split(rf"{number}|&[A-Z]|·|{seen.say(SEAL)} ", (part.text or "").replace("&&", "\0")) if word.strip()]
            yield from (f"{seen.sheet.title}: {word.strip()}" for word in words if word.strip().rstrip("…").replace("\0", "&") not in shown)


def _of_the_seal(seen: Seen) -> list[Seen]:
    """Return the sheet that says the seal, which rests on what all others say and so can stand on none of them."""
    return [Seen(sheet) for sheet in seen.sheet.parent.worksheets if sheet.title == seen.say.sheet(SEAL)]


def _unwrapped(seen: Seen) -> Iterator[str]:
    """Yield the texts in tables that are wider than their place and not wrapped."""
    for cell in seen.cells:
        room = seen.room(cell)
        if isinstance(cell.value, str) and room and _inside(seen.sheet, cell.row, cell.column) and not cell.alignment.wrap_text and len(cell.value) > 1.3 * room:
            yield f"{seen.sheet.title}!{cell.coordinate}"


def _words_of_drawings(path: Path) -> Iterator[str]:
    """Yield the alternative text of each chart and picture; an empty one where there is none."""
    with ZipFile(path) as package:
        for name in package.namelist():
            if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
                for stated in re.findall(r"<xdr:cNvPr ([^>]*)>", package.read(name).decode()):
                    yield next(iter(re.findall('descr="([^"]*)"', stated)), "")
