"""A marked copy: an input workbook in which each faulty or doubtful cell is coloured and has its message as a note, with a list of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget.copies.book_copy import BookCopy
from aspbudget.copies.markup import attribute, cell_text
from aspbudget.copies.notes_copy import add_note
from aspbudget.language import Language
from aspbudget.lines.addresses import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aspbudget.copies.sheet_copy import Place
    from aspbudget.copies.styles_copy import StylesCopy

FAULT, DOUBT, REMARK, CONFLICT = "Fault", "Doubt", "Remark", "Conflict"
_FILLS = {FAULT: "F8CBAD", DOUBT: "FFE699", REMARK: "D9E1F2", CONFLICT: "F8CBAD"}
_LISTED = "Marked"
_ABOUT = "What was found; this is a copy, and nothing reads this sheet"
_TITLES = ("What", "Sheet", "Cell", "Message")
_NOTE = "{kind}: {message}"
_AUTHOR = "aspbudget"
_WIDTHS = (14, 24, 10, 110)
_FIRST = 3  # the row of the first mark, below what the sheet is and the titles
_BOLD, _LINK = "<b/>", '<u/><color rgb="FF0563C1"/>'
_SHEET = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
    '<pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A3" sqref="A3"/></sheetView></sheetViews>'
    "<cols>{widths}</cols><sheetData>{rows}</sheetData>{links}</worksheet>"
)


class Mark(NamedTuple):
    """What is said of a cell: that it is a fault, a doubt or a remark; its sheet and address, either of which may be empty; and the message."""

    kind: str
    sheet: str
    cell: str
    message: str


def marked(data: bytes, marks: Sequence[Mark], language: Language | None = None) -> bytes:
    """Return a copy of a workbook with the cells marked, and first a sheet that lists and links them, in a language; the original stays as it is.

    Raises `UnsafeError` for a workbook that can't be opened safely.
    """
    book, language = BookCopy(data), language or Language()
    marked_in(book, language.say(_LISTED), marks, language)
    return book.data()


def marked_in(book: BookCopy, listed: str, marks: Sequence[Mark], language: Language | None = None) -> None:
    """Mark the cells of a workbook, and list and link them on a first sheet of this name, in a language; without marks it stays as it is."""
    language = language or Language()
    for mark in marks:
        if place := _place(book, mark):
            book.fill(mark.sheet, place, _FILLS[mark.kind])
            add_note(book, mark.sheet, place, language.say(_NOTE, kind=language.say(mark.kind), message=mark.message), _AUTHOR)
    if marks:
        names = {name.casefold() for name in book.all_names}
        name = next(each for each in (listed, *(f"{listed} {number}" for number in range(2, len(names) + 3))) if each.casefold() not in names)
        book.put_first(name, _list(book, marks, language))


def _place(book: BookCopy, mark: Mark) -> Place | None:
    """Return the cell of a mark, of merged ones the first; nothing for what is about a sheet, a workbook, or a cell of another one."""
    if mark.sheet not in book.names:
        return None
    try:
        return book.sheet(mark.sheet).first_of_merged(place_of(mark.cell))
    except ValueError:
        return None


def _list(book: BookCopy, marks: Sequence[Mark], language: Language) -> str:
    """Return the sheet with a row for each mark, linked to its cell."""
    styles = book.styles
    bold, link = styles.lettered(0, _BOLD), styles.lettered(0, _LINK)
    linked = {row for row, mark in enumerate(marks, _FIRST) if _place(book, mark)}
    rows = [_row(1, [language.say(_ABOUT)], [bold]), _row(2, [*map(language.say, _TITLES)], [bold] * len(_TITLES))]
    rows += [_row(row, [language.say(mark.kind), mark.sheet, mark.cell, mark.message], [_coloured(styles, mark), 0, link if row in linked else 0, 0]) for row, mark in enumerate(marks, _FIRST)]
    widths = "".join(f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>' for place, width in enumerate(_WIDTHS, 1))
    links = "".join(_link(row, mark) for row, mark in enumerate(marks, _FIRST) if row in linked)
    return _SHEET.format(widths=widths, rows="".join(rows), links=f"<hyperlinks>{links}</hyperlinks>" if links else "")


def _coloured(styles: StylesCopy, mark: Mark) -> int:
    return styles.filled(0, _FILLS[mark.kind])


def _row(row: int, texts: Iterable[str], styles: Iterable[int]) -> str:
    return f'<row r="{row}">{"".join(_cells(row, texts, styles))}</row>'


def _cells(row: int, texts: Iterable[str], styles: Iterable[int]) -> Iterator[str]:
    """Yield the cells of a row of texts, which stay texts also where they begin as a formula does."""
    for letter, text, style in zip("ABCD", texts, styles, strict=False):
        if text:
            yield f'<c r="{letter}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{cell_text(text)}</t></is></c>'


def _link(row: int, mark: Mark) -> str:
    quoted = mark.sheet.replace("'", "''")
    where = f"'{quoted}'!{mark.cell}"
    return f'<hyperlink ref="C{row}" location="{attribute(where)}" display="{attribute(mark.cell)}"/>'
