"""The document: a statement or another paper as a Word file, laid out on a template, ready to be edited."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Twips
from docx.table import _Cell
from lxml.etree import SubElement

from aspbudget.documents.blocks import BODY, DRAFT, GROUP, NOTE, QUOTE, REASON, SUBTOTAL, TOTAL, Grid, Heading
from aspbudget.documents.finish import finished
from aspbudget.documents.letterhead import TABLE
from aspbudget.documents.places import leave_place, take_place
from aspbudget.documents.stationery import fill, open_template, safe, sections
from aspbudget.documents.template import DOCUMENT, STATEMENT
from aspbudget.documents.wording import paper
from aspbudget.faults import Refused
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    from aspbudget.documents.blocks import Block, Paper, Row
    from aspbudget.documents.template import Form
    from aspbudget.documents.terms import Terms
    from aspbudget.statements.statement import Statement

_STYLE = {BODY: "Body Text", QUOTE: "Quote", NOTE: "Statement Note", DRAFT: "Statement Draft", REASON: "Statement Reason"}
_HEADING = ("Title", "Heading 1")
_TOGETHER = 18  # rows of a table that is kept on one page
_SHADE = "E7E6E6"
_CELL_MARGINS, _NARROWEST = Cm(0.4), Cm(2)
_TR, _TR_PROPERTIES, _TC, _TC_PROPERTIES, _TC_WIDTH, _SPAN = map(qn, ("w:tr", "w:trPr", "w:tc", "w:tcPr", "w:tcW", "w:gridSpan"))
_P, _P_PROPERTIES, _P_STYLE, _JUSTIFIED = map(qn, ("w:p", "w:pPr", "w:pStyle", "w:jc"))
_RUN, _RUN_PROPERTIES, _BOLD, _TEXT = map(qn, ("w:r", "w:rPr", "w:b", "w:t"))
_TYPE, _WIDTH, _VALUE, _SPACE = map(qn, ("w:type", "w:w", "w:val", "xml:space"))


def write_document(statement: Statement, terms: Terms, template: bytes | None = None) -> bytes:
    """Return a statement as a Word document (.docx) in the language of the terms, on an office's own template if one is given.

    The same statement and template give the same bytes. `aspbudget.documents.stationery` describes templates.
    Raises `Refused` when the template is not a Word document, carries what acts by itself, or has no place for the statement.
    """
    return write_paper(paper(statement, terms), terms, template)


def write_paper(said: Paper, terms: Terms, template: bytes | None = None) -> bytes:
    """Return a paper as a Word document, as a statement is written; raise `Refused` as `write_document` does."""
    with _blaming(template, STATEMENT):
        written = _written(open_template(template, terms), said, terms, STATEMENT)
        if template is not None:
            docx.Document(BytesIO(written))  # what was written can be opened
    return written


def write_each(papers: Iterable[Paper], terms: Terms, form: Form, template: bytes | None = None) -> Iterator[bytes]:
    """Yield each of many papers of one form as a Word document; the template is checked and made ready once.

    Raises `Refused` as `write_document` does.
    """
    ready = BytesIO()
    with _blaming(template, form):
        open_template(template, terms, form).save(ready)
    for each in papers:
        with _blaming(template, form):
            yield _written(docx.Document(BytesIO(ready.getvalue())), each, terms, form)


@contextmanager
def _blaming(template: bytes | None, form: Form) -> Iterator[None]:
    """Refuse an office's template when nothing can be written on it: on the built-in one the same paper can be."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        if template is None:
            raise
        raise form.refused(DOCUMENT.damaged(f"nothing can be written on it: {type(error).__name__}: {error}")) from error


def _written(document: Document, said: Paper, terms: Terms, form: Form) -> bytes:
    place = take_place(document, form)
    fill(document, said.placeholders, terms, form)
    _write(document, place, list(said.blocks))
    return finished(document, said, terms)


def _write(document: Document, place: BaseOxmlElement | None, found: list[Block]) -> None:
    """Write the blocks of a paper at its place in the template."""
    body = document.element.body
    before = set(body)
    room, styled = _room(document, place), _Styles(document)
    for block, after in zip(found, [*found[1:], None], strict=True):
        _add(styled, block, room, leads=isinstance(after, Grid))
    if place is not None:
        for element in [each for each in body if each not in before]:
            place.addprevious(element)  # the library adds at the end only
        leave_place(place)


def _room(document: Document, place: BaseOxmlElement | None) -> int:
    """Return the width that a table has at a place: that of the cell in which it is, or of the text of its section's page."""
    every = sections(document)
    cell = next(place.iterancestors(_TC), None) if place is not None else None
    stated = cell.xpath("w:tcPr/w:tcW[@w:type='dxa']/@w:w") if cell is not None else []
    if stated:
        return max(Twips(int(stated[0])) - _CELL_MARGINS, _NARROWEST)
    ends = [each for each in every if place is not None and each._sectPr in place.xpath("following::w:sectPr")]  # noqa: SLF001
    section = (ends or every)[0 if ends else -1]
    sides = (section.left_margin or 0) + (section.right_margin or 0)
    return max((section.page_width or Cm(21)) - sides, _NARROWEST)


class _Styles:
    """A document whose styles are found once each: the library looks through all of them for every paragraph."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.identity = cache(lambda name: document.part.get_style_id(name, WD_STYLE_TYPE.PARAGRAPH))  # type: ignore[no-untyped-call]

    def add(self, text: str, style: str) -> Paragraph:
        paragraph = self.document.add_paragraph(safe(text))
        paragraph._p.style = self.identity(style)  # noqa: SLF001 (the library's own way looks for the style again)
        return paragraph


def _add(styled: _Styles, block: Block, room: int, *, leads: bool) -> None:
    """Add a block; a paragraph that leads to a table, or ends with a colon, stays on the page of what it leads to."""
    if isinstance(block, Grid):
        _add_table(styled, block, room)
    elif isinstance(block, Heading):
        heading = styled.add(block.text, _HEADING[block.level])
        heading.paragraph_format.page_break_before = block.breaks or None
    else:
        paragraph = styled.add(block.text, _STYLE[block.kind])
        paragraph.paragraph_format.keep_with_next = leads or block.text.endswith(":") or None


# Tables.


class _Laid(NamedTuple):
    """A table being laid out: the widths of its columns, how many are numbers, and the styles of words and numbers."""

    table: Table
    widths: list[Length]
    numbers: int
    styles: tuple[str, str]


def _add_table(styled: _Styles, grid: Grid, room: int) -> None:
    document = styled.document
    styled.add(grid.caption, "Caption")
    widths = [Length(int(room * width / add_up(grid.widths))) for width in grid.widths]
    table = document.add_table(0, len(widths), TABLE)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    words, numbers = (document.styles[name].style_id for name in ("Statement Text", "Statement Number"))
    laid = _Laid(table, widths, grid.numbers, (words, numbers))
    for head in grid.head:
        _add_head(laid, head)
    for row in grid.rows:
        _add_row(laid, row)
    _keep_together(table, len(grid.head))


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


def _add_row(laid: _Laid, row: Row) -> None:
    group = row.kind == GROUP
    spans = [len(laid.widths)] if group else [1] * len(laid.widths)
    for at, (cell, text) in enumerate(zip(_new_row(laid, spans), row.cells, strict=True)):
        texts = (text,) if isinstance(text, str) else text
        number = not group and _holds_numbers(laid, at)
        _write_cell(laid, cell, texts, number=number, bold=group or row.kind == TOTAL)
        if row.kind == SUBTOTAL:
            _slant(cell)
        if row.kind == TOTAL:
            _shade(cell)


def _new_row(laid: _Laid, spans: list[int], *marks: str) -> list[_Cell]:
    """Return the cells of a new row that no page break splits; each spans so many columns.

    The library's own rows take time in proportion to the square of their number, so these are made of plain elements.
    """
    row = SubElement(laid.table._tbl, _TR)  # noqa: SLF001
    properties = SubElement(row, _TR_PROPERTIES)
    for mark in ("w:cantSplit", *marks):
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
        run = SubElement(paragraph, _RUN)
        if bold:
            SubElement(SubElement(run, _RUN_PROPERTIES), _BOLD)
        SubElement(run, _TEXT, {_SPACE: "preserve"}).text = safe(text)


def _slant(cell: _Cell) -> None:
    for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
        run.italic = True


def _shade(cell: _Cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 (not in the library)


def _keep_together(table: Table, heads: int) -> None:
    """Keep a short table on one page, and headings and titles of groups with the row that follows in any table."""
    rows = table._tbl.tr_lst  # noqa: SLF001
    for place, row in enumerate(rows[:-1]):
        if len(rows) <= _TOGETHER or place < heads or len(row.tc_lst) == 1 or place == len(rows) - 2:
            for paragraph in row.iter(qn("w:p")):
                paragraph.get_or_add_pPr().keepNext_val = True
