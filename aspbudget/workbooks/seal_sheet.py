"""The sheet Seal: the code of each sheet of an output workbook and of the whole, which is also at the foot of each page; `verify` computes them again."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_cell_to_rowcol, xl_col_to_name
from xlsxwriter.worksheet import CellBlankTuple, CellRichStringTuple, CellStringTuple

from aspbudget.declare.layout import SEAL
from aspbudget.inputs.properties import SEALED
from aspbudget.inputs.sealed import WHOLE
from aspbudget.lines.canonical import Canonical, Placed, Tables, folded
from aspbudget.lines.seal import FORMULA, NUMBER, TEXT, Unseen, as_sealed, book_code, digest, sheet_code, within
from aspbudget.phrase import phrase
from aspbudget.workbooks.book import Group
from aspbudget.workbooks.listing import FIRST, HEADER
from aspbudget.workbooks.live_sheet import Formula
from aspbudget.workbooks.look import stamp
from aspbudget.workbooks.marked_up import Area, mark_up
from aspbudget.workbooks.translation import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.workbooks.book import Book

_ABOUT = (
    "A code of what each sheet holds: values, formulas and texts. The command verify computes them again and says what was changed since the workbook was "
    "written. They show accidents and edits; they are no proof against someone who computes them again."
)
_TITLES, _WIDTHS = ("Sheet", "Code"), (44, 30)


def reserve_seal(book: Book) -> Worksheet:
    """Add the sheet, so that the list of contents names it."""
    return book.sheet(SEAL, book.places.catalogue.about(SEAL), Group.WORKINGS)


def write_seal(book: Book, sheet: Worksheet) -> None:
    """Write the codes of all other sheets, once these are written, and the code of the whole, which then stands at the foot of each page."""
    codes = sheet_codes(book)
    code = book_code(codes)
    book.head(sheet, SEAL, _ABOUT, _WIDTHS)
    for place, title in enumerate(_TITLES):
        sheet.write_string(HEADER, place, title, book.look.header())
    for row, (name, each) in enumerate(((WHOLE, code), *((Shown(name), each) for name, each in codes.items())), start=FIRST):
        sheet.write_string(row, 0, name, book.look("strong" if row == FIRST else "text"))
        sheet.write_string(row, 1, Shown(each), book.look("strong" if row == FIRST else "text"))
    sheet.freeze_panes(FIRST, 0)
    mark_up(sheet, Area(HEADER, FIRST + len(codes), 1))
    book.paper(sheet, _WIDTHS, HEADER)
    book.file.set_custom_property(SEALED, code)
    text = book.words(phrase("Seal {code}", code=Shown(code)))
    for each in book.file.worksheets():
        stamp(each, text)


def sheet_codes(book: Book) -> dict[str, str]:
    """Return the code of each sheet but that of the seal, by its name, in the order in which they were added."""
    texts = list(map(as_sealed, book.file.str_table.string_table))
    tables = Tables({folded(table["name"]): _placed(sheet, table) for sheet in book.file.worksheets() for table in sheet.tables})
    own = book.words.sheet(SEAL)
    return {sheet.name: sheet_code(_digest(sheet, texts, tables)) for sheet in book.file.worksheets() if sheet.name != own}


def _digest(sheet: Worksheet, texts: list[str], tables: Tables) -> str:
    lines, columns = sheet.table, sorted(sheet.col_info)

    def filled(column: int) -> bool:
        return any(column in line and not _is_empty(line[column], texts) for line in lines.values())

    rows = tuple(row + 1 for row in sorted(sheet.row_info) if sheet.row_info[row].hidden and not all(_is_empty(cell, texts) for cell in lines.get(row, {}).values()))
    folded = tuple(column + 1 for column in columns if sheet.col_info[column].level and filled(column))
    hidden = tuple(column + 1 for column in columns if sheet.col_info[column].hidden and not sheet.col_info[column].level and filled(column))
    return digest(_sealed(sheet, texts, tables), unseen=Unseen(rows, hidden, folded))


def _is_empty(cell: Any, texts: list[str]) -> bool:  # noqa: ANN401 - XlsxWriter states no types
    return isinstance(cell, CellBlankTuple) or (isinstance(cell, CellStringTuple) and not texts[cell.string])


def _placed(sheet: Worksheet, table: Mapping[str, Any]) -> Placed:
    """Return where a table stands that has been marked up on a sheet, with its titles in its first row."""
    first, last = (xl_cell_to_rowcol(each) for each in str(table["a_range"]).split(":"))
    columns = {folded(each["name"]): xl_col_to_name(place) for place, each in enumerate(table["columns"], start=first[1])}
    return Placed(sheet.name, first[0] + 2, last[0] + 1, columns)


def _sealed(sheet: Worksheet, texts: list[str], tables: Tables) -> Iterator[str]:
    """Yield the cells of a sheet as they are sealed, as it has been laid out."""
    canonical, columns = Canonical(sheet.name, tables), range(1, (sheet.dim_colmax or 0) + 2)
    before = [(within(column, TEXT), within(column, NUMBER), within(column, FORMULA)) for column in columns]
    known: list[dict[str, list[str]]] = [{} for _ in columns]
    for row, line in sorted(sheet.table.items(), key=itemgetter(0)):
        number = str(row + 1)
        for column in sorted(line):
            cell = line[column]
            kind = type(cell)
            if kind is Formula:
                around = known[column].get(cell.alike)
                if around is None:
                    first, *more = canonical.around(cell.alike)
                    around = known[column][cell.alike] = [before[column][2] + first, *more]
                yield number + number.join(around)
            elif kind is CellStringTuple:
                if text := texts[cell.string]:
                    yield number + before[column][0] + text
            elif kind is CellRichStringTuple:
                yield number + before[column][0] + as_sealed(cell.raw_string)
            elif kind is not CellBlankTuple:
                yield number + before[column][1] + as_sealed(cell[0])
