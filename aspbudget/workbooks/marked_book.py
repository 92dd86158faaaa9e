"""A marked copy: an input workbook in which each faulty or doubtful cell is coloured and has its message as a note, with a list of them all."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, cast
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.utils.exceptions import CellCoordinatesException
from openpyxl.worksheet.hyperlink import Hyperlink

from aspbudget.language import Language
from aspbudget.phrase import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openpyxl.cell import Cell
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FAULT, DOUBT, REMARK, CONFLICT = "Fault", "Doubt", "Remark", "Conflict"
_FILLS = {FAULT: "F8CBAD", DOUBT: "FFE699", REMARK: "D9E1F2", CONFLICT: "F8CBAD"}
_LISTED = "Marked"
_ABOUT = "What was found; this is a copy, and nothing reads this sheet"
_TITLES = ("What", "Sheet", "Cell", "Message")
_NOT_KEPT, _NOTE = "Not kept", "{kind}: {message}"
_AUTHOR = "aspbudget"
_WIDTHS = (14, 24, 10, 110)
# The parts of a workbook that a copy leaves out, by the folder or the name in which they stand, in the words of the spreadsheet.
_LEFT_OUT = {"drawings": "drawings and text boxes", "charts": "charts", "media": "pictures", "pivotTables": "pivot tables", "pivotCache": "pivot tables", "slicers": "slicers",
             "externalLinks": "links to other workbooks", "threadedComments": "conversations", "queryTables": "queries", "embeddings": "embedded files",
             "ctrlProps": "form controls", "activeX": "controls", "printerSettings": "settings of printers", "customXml": "custom data", "connections.xml": "connections"}  # fmt: skip


class Mark(NamedTuple):
    """What is said of a cell: that it is a fault, a doubt or a remark; its sheet and address, either of which may be empty; and the message."""

    kind: str
    sheet: str
    cell: str
    message: str


class Copy(NamedTuple):
    """A marked copy, and in words what of the original it could not keep."""

    data: bytes
    lost: tuple[str, ...]


def marked(data: bytes, marks: Sequence[Mark], language: Language | None = None) -> Copy:
    """Return a copy of a workbook with the cells marked, and first a sheet that lists and links them, in a language; the original stays as it is."""
    book, language = load_workbook(BytesIO(data)), language or Language()
    lost = not_kept(data)
    marked_in(book, language.say(_LISTED), marks, lost, language)
    file = BytesIO()
    book.save(file)
    return Copy(file.getvalue(), lost)


def not_kept(data: bytes) -> tuple[str, ...]:
    """Return in words what a copy of a workbook can't keep: parts of the file that are not written again, and the stored values of formulas."""
    book, file = load_workbook(BytesIO(data)), BytesIO()
    book.save(file)
    before, after = (set(ZipFile(BytesIO(each)).namelist()) for each in (data, file.getvalue()))
    kinds = {words for name in before - after for part, words in _LEFT_OUT.items() if part in PurePosixPath(name).parts}
    kept = {words for name in after for part, words in _LEFT_OUT.items() if part in PurePosixPath(name).parts}
    formulas = sum(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    return (*sorted(kinds - kept), *_uncalculated(formulas))


def marked_in(book: Workbook, listed: str, marks: Sequence[Mark], lost: Iterable[str] = (), language: Language | None = None) -> None:
    """Mark the cells of a workbook, and list and link them on a first sheet of this name, in a language; without marks it stays as it is."""
    language = language or Language()
    for mark in marks:
        if cell := _cell(book, mark):
            cell.fill = PatternFill("solid", fgColor=_FILLS[mark.kind])
            before = f"{cell.comment.text}\n" if cell.comment else ""
            cell.comment = Comment(f"{before}{language.say(_NOTE, kind=language.say(mark.kind), message=mark.message)}", _AUTHOR, height=120, width=320)
    if marks:
        _list(book, listed, marks, [*lost], language)


def _cell(book: Workbook, mark: Mark) -> Cell | None:
    """Return the cell of a mark, of merged ones the first; nothing for what is about a sheet, a workbook, or a cell of another one."""
    if mark.sheet not in book.sheetnames:
        return None
    try:
        coordinate_from_string(mark.cell)
    except CellCoordinatesException:
        return None
    sheet: Worksheet = book[mark.sheet]
    merged = next((area for area in sheet.merged_cells.ranges if mark.cell in area), None)
    return cast("Cell", sheet.cell(merged.min_row, merged.min_col) if merged else sheet[mark.cell])


def _list(book: Workbook, listed: str, marks: Sequence[Mark], lost: Iterable[str], language: Language) -> None:
    """Put first a sheet with a row for each mark, linked to its cell, and below them what the copy could not keep."""
    name = next(each for each in (listed, *(f"{listed} {number}" for number in range(2, len(book.sheetnames) + 3))) if each not in book.sheetnames)
    sheet: Worksheet = book.create_sheet(name, 0)
    sheet.append([language.say(_ABOUT)])
    sheet.append([*map(language.say, _TITLES)])
    for row, mark in enumerate(marks, 3):
        sheet.append([language.say(mark.kind), mark.sheet, mark.cell, mark.message])
        for cell in sheet[row]:
            cell.data_type = "s"  # a message that begins with "=" is no formula
        if _cell(book, mark):
            quoted = mark.sheet.replace("'", "''")
            sheet.cell(row, 3).hyperlink = Hyperlink(ref=f"C{row}", location=f"'{quoted}'!{mark.cell}")
            sheet.cell(row, 3).font = Font(color="0563C1", underline="single")
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=_FILLS[mark.kind])
    for text in lost:
        sheet.append([language.say(_NOT_KEPT), "", "", language.say(text)])
    for cell in (*sheet[1], *sheet[2]):
        cell.font = Font(bold=True)
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A3"
    book.active = 0


def _uncalculated(formulas: int) -> Iterator[str]:
    if formulas:
        one = "the stored values of {count:,} formula, which a spreadsheet computes when it opens the copy"
        many = "the stored values of {count:,} formulas, which a spreadsheet computes when it opens the copy"
        yield counted(one, many, formulas)
