"""Tables laid out: the rows and cells of a document's tables, their widths, their looks, and what is kept on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length
from docx.table import _Cell
from lxml.etree import SubElement

from aspbudget.documents.blocks import GROUP, SUBTOTAL, TOTAL
from aspbudget.documents.foreign import locale, parted
from aspbudget.documents.letterhead import TABLE
from aspbudget.documents.stationery import safe
from aspbudget.documents.styled import CAPTION_NUMBER
from aspbudget.documents.unparted import printed
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table

    from aspbudget.documents.blocks import Grid, Row
    from aspbudget.documents.styled import Styled

_TOGETHER = 30  # lines of a table that is kept on one page
_OF_GROUPS = 14  # lines from which a table of groups may go on after the subtotal of one, so that no page is left half empty for it
_FIRST_ROWS, _LAST_ROWS = 6, 3  # that stay together at the beginning and at the end of a table
_TALL = 12  # lines of a row that may be parted at the end of a page
_KEEP = qn("w:keepNext")
_LETTER = Cm(0.17)  # what a letter of a table takes on average
_SHADE = "E7E6E6"
_TR, _TR_PROPERTIES, _TC, _TC_PROPERTIES, _TC_WIDTH, _SPAN = map(qn, ("w:tr", "w:trPr", "w:tc", "w:tcPr", "w:tcW", "w:gridSpan"))
_P, _P_PROPERTIES, _P_STYLE, _JUSTIFIED = map(qn, ("w:p", "w:pPr", "w:pStyle", "w:jc"))
_RUN, _RUN_PROPERTIES, _BOLD, _TEXT, _ITALIC, _LANGUAGE = map(qn, ("w:r", "w:rPr", "w:b", "w:t", "w:i", "w:lang"))
_TYPE, _WIDTH, _VALUE, _SPACE = map(qn, ("w:type", "w:w", "w:val", "xml:space"))

class _Laid(NamedTuple):
    """A table being laid out: the widths of its columns, how many are numbers, and the styles of words and numbers."""

    table: Table
    widths: list[Length]
    numbers: int
    styles: tuple[str, str]


def add_table(styled: Styled, grid: Grid, room: int, *, leads: bool = False) -> None:
    """Add a table with its caption, as wide as there is room; one that leads to its remarks stays on their page."""
    document = styled.document
    styled.add_caption(grid.caption, grid.key) if grid.described else styled.add(grid.caption, "Caption")
    widths = [Length(int(room * width / add_up(grid.widths))) for width in grid.widths]
    table = document.add_table(0, len(widths))
    table._tbl.tblStyle_val = styled.identity_of_table(TABLE)  # noqa: SLF001 (the library's own way looks through all styles for every table)
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):  # noqa: SLF001 (the library's own columns keep the table in memory)
        column.w = width
    words, numbers = (styled.stated(name) for name in ("Statement Text", "Statement Number"))
    laid = _Laid(table, widths, grid.numbers, (words, numbers))
    _describe(table, grid)
    for head in grid.head:
        _add_head(laid, head)
    heights = _lines(grid, widths)
    for row, height in zip(grid.rows, heights, strict=True):
        _add_row(laid, row, parts=height > _TALL)
    _keep_together(table, grid, int(add_up(heights)) + len(grid.head))
    for paragraph in table._tbl.tr_lst[-1].iter(qn("w:p")) if leads else ():  # noqa: SLF001
        paragraph.get_or_add_pPr().keepNext_val = True


def _add_head(laid: _Laid, head: tuple[tuple[str, int], ...]) -> None:
    at = 0
    for cell, (text, span) in zip(_new_row(laid, [span for _, span in head], "w:tblHeader"), head, strict=True):
        _write_cell(laid, cell, (text,), number=_holds_numbers(laid, at), bold=True)
        if span > 1:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _shade(cell)
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
        at += span


def _holds_numbers(laid: _Laid, column: int) -> bool:
    return column >= len(laid.widths) - laid.numbers


def _add_row(laid: _Laid, row: Row, *, parts: bool) -> None:
    """Add a row, which the end of a page parts only where it is tall."""
    group = row.kind == GROUP
    spans = [len(laid.widths)] if group else [1] * len(laid.widths)
    for at, (cell, text) in enumerate(zip(_new_row(laid, spans, parts=parts), row.cells, strict=True)):
        texts = (text,) if isinstance(text, str) else text
        number = not group and _holds_numbers(laid, at)
        _write_cell(laid, cell, texts, number=number, bold=group or row.kind == TOTAL)
        if row.kind == SUBTOTAL:
            _slant(cell)
        if row.kind == TOTAL:
            _shade(cell)


def _new_row(laid: _Laid, spans: list[int], *marks: str, parts: bool = False) -> list[_Cell]:
    """Return the cells of a new row that no page break splits, unless it parts; each spans so many columns.

    The library's own rows take time in proportion to the square of their number, so these are made of plain elements.
    """
    row = SubElement(laid.table._tbl, _TR)  # noqa: SLF001
    properties = SubElement(row, _TR_PROPERTIES)
    for mark in (*([] if parts else ["w:cantSplit"]), *marks):
        SubElement(properties, qn(mark))
    cells, at = [], 0
    for span in spans:
        cell = SubElement(row, _TC)
        stated = SubElement(cell, _TC_PROPERTIES)
        SubElement(stated, _TC_WIDTH, {_TYPE: "dxa", _WIDTH: str(Length(add_up(laid.widths[at : at + span])).twips)})
        if span > 1:
            SubElement(stated, _SPAN, {_VALUE: str(span)})
        cells.append(_Cell(cell, laid.table))
        at += span
    return cells


def _write_cell(laid: _Laid, cell: _Cell, texts: tuple[str, ...], *, number: bool, bold: bool) -> None:
    """Write the paragraphs of a cell; numbers are aligned at the right whatever the template's style is."""
    for text in texts:
        paragraph = SubElement(cell._tc, _P)  # noqa: SLF001
        properties = SubElement(paragraph, _P_PROPERTIES)
        SubElement(properties, _P_STYLE, {_VALUE: laid.styles[number]})
        if number:
            SubElement(properties, _JUSTIFIED, {_VALUE: "right"})
        for piece, language in parted(text) or [("", "")]:
            _write_run(paragraph, piece, locale(language) if language else "", bold=bold)


def _write_run(paragraph: BaseOxmlElement, text: str, language: str, *, bold: bool) -> None:
    run = SubElement(paragraph, _RUN)
    if bold or language:
        properties = SubElement(run, _RUN_PROPERTIES)
        if bold:
            SubElement(properties, _BOLD)
        if language:
            SubElement(properties, _ITALIC)
            SubElement(properties, _LANGUAGE, {_VALUE: language})
    SubElement(run, _TEXT, {_SPACE: "preserve"}).text = printed(text)


def _slant(cell: _Cell) -> None:
    for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
        run.italic = True


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 (not in the library)


def _lines(grid: Grid, widths: list[Length]) -> list[int]:
    """Return about how many lines each row of a table has, those of its longest cell."""
    return [int(max(add_up(1 + len(text) * _LETTER // width for text in ((cell,) if isinstance(cell, str) else cell))
                    for cell, width in zip(row.cells, widths if row.kind != GROUP else [add_up(widths)], strict=True))) for row in grid.rows]  # fmt: skip


def _keep_together(table: Table, grid: Grid, lines: int) -> None:
    """Keep a short table on one page, but for the ends of its groups; headings, titles of groups, subtotals and totals with their rows in any table."""
    rows, heads = table._tbl.tr_lst, len(grid.head)  # noqa: SLF001
    kinds = [*[""] * heads, *(row.kind for row in grid.rows)]
    whole = lines <= _TOGETHER
    for place, row in enumerate(rows[:-1]):
        goes_on = lines > _OF_GROUPS and kinds[place] == SUBTOTAL and heads + _FIRST_ROWS <= place + 1 <= len(rows) - _LAST_ROWS
        if place < heads or kinds[place] == GROUP or kinds[place + 1] == SUBTOTAL or place == len(rows) - 2 or (whole and not goes_on):
            for paragraph in row.iter(qn("w:p")):
                _keep_with_next(paragraph.get_or_add_pPr())


def _keep_with_next(properties: BaseOxmlElement) -> None:
    """Keep a paragraph with the next; the library would look for each element that may follow."""
    if properties.find(_KEEP) is None:
        properties.insert(int(len(properties) > 0 and properties[0].tag == _P_STYLE), OxmlElement("w:keepNext"))


def _describe(table: Table, grid: Grid) -> None:
    """Give a table its name and, where it has one, its description, for those who can't see it."""
    properties = table._tbl.tblPr  # noqa: SLF001 (not in the library)
    for tag, text in (("w:tblCaption", CAPTION_NUMBER.split(grid.caption)[-1].lstrip(". ")), ("w:tblDescription", grid.described)):
        if text:
            SubElement(properties, qn(tag), {_VALUE: safe(text)})
