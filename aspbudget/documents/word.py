"""The document: a statement of budgetary implications as a Word file, laid out on a template, ready to be edited."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length
from docx.table import _Cell
from lxml.etree import SubElement

from aspbudget.documents.blocks import BODY, DRAFT, GROUP, NOTE, QUOTE, REASON, SUBTOTAL, TOTAL, Grid, Heading
from aspbudget.documents.letterhead import TABLE
from aspbudget.documents.stationery import PLACE, fill, open_template, safe
from aspbudget.documents.wording import blocks, placeholders
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    from aspbudget.documents.blocks import Block, Row
    from aspbudget.documents.terms import Terms
    from aspbudget.statements.statement import Statement

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_STYLE = {BODY: "Body Text", QUOTE: "Quote", NOTE: "Statement Note", DRAFT: "Statement Draft", REASON: "Statement Reason"}
_HEADING = ("Title", "Heading 1")
_TOGETHER = 18  # rows of a table that is kept on one page
_SHADE = "E7E6E6"
_TR, _TR_PROPERTIES, _TC, _TC_PROPERTIES, _TC_WIDTH, _SPAN = map(qn, ("w:tr", "w:trPr", "w:tc", "w:tcPr", "w:tcW", "w:gridSpan"))
_P, _P_PROPERTIES, _P_STYLE, _JUSTIFIED = map(qn, ("w:p", "w:pPr", "w:pStyle", "w:jc"))
_RUN, _RUN_PROPERTIES, _BOLD, _TEXT = map(qn, ("w:r", "w:rPr", "w:b", "w:t"))
_TYPE, _WIDTH, _VALUE, _SPACE = map(qn, ("w:type", "w:w", "w:val", "xml:space"))


def write_document(statement: Statement, terms: Terms, template: bytes | None = None) -> bytes:
    """Return a statement as a Word document (.docx) in the language of the terms, on an office's own template if one is given.

    The same statement and template give the same bytes. `aspbudget.documents.stationery` describes templates.
    Raises `Refused` when the template is not a Word document.
    """
    document = open_template(template, terms)
    fill(document, placeholders(statement, terms), terms)
    _write(document, statement, terms)
    _describe(document, statement, terms)
    out = BytesIO()
    document.save(out)
    return _repacked(out.getvalue())


def _write(document: Document, statement: Statement, terms: Terms) -> None:
    """Write the statement where the template has its place for it, or at the end."""
    body = document.element.body
    place = next((each for each in document.paragraphs if each.text.strip() == PLACE), None)
    before = set(body)
    said = list(blocks(statement, terms))
    for block, after in zip(said, [*said[1:], None], strict=True):
        _add(document, block, leads=isinstance(after, Grid))
    if place is not None:
        for element in [each for each in body if each not in before]:
            place._element.addprevious(element)  # noqa: SLF001 (the library adds at the end only)
        _clear(place)


def _clear(place: Paragraph) -> None:
    """Remove the paragraph `{statement}` of the template, or only its words where it also ends a section."""
    if place._element.xpath("w:pPr/w:sectPr"):  # noqa: SLF001
        for run in place.runs:
            run.text = ""
    else:
        place._element.getparent().remove(place._element)  # noqa: SLF001


def _add(document: Document, block: Block, *, leads: bool) -> None:
    """Add a block; a paragraph that leads to a table, or ends with a colon, stays on the page of what it leads to."""
    if isinstance(block, Grid):
        _add_table(document, block)
    elif isinstance(block, Heading):
        heading = document.add_paragraph(safe(block.text), _HEADING[block.level])
        heading.paragraph_format.page_break_before = block.breaks or None
    else:
        paragraph = document.add_paragraph(safe(block.text), _STYLE[block.kind])
        paragraph.paragraph_format.keep_with_next = leads or block.text.endswith(":") or None


# Tables.


class _Laid(NamedTuple):
    """A table being laid out: the widths of its columns, how many are numbers, and the styles of words and numbers."""

    table: Table
    widths: list[Length]
    numbers: int
    styles: tuple[str, str]


def _add_table(document: Document, grid: Grid) -> None:
    document.add_paragraph(safe(grid.caption), "Caption")
    widths = _fitted(document, grid.widths)
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


def _fitted(document: Document, widths: tuple[float, ...]) -> list[Length]:
    """Return the widths of columns, so that they fill the text of the page that the template has."""
    section = document.sections[-1]
    sides = (section.left_margin or 0) + (section.right_margin or 0)
    room = (section.page_width or Cm(21)) - sides
    return [Length(int(room * width / add_up(widths))) for width in widths]


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


# The file.


def _describe(document: Document, statement: Statement, terms: Terms) -> None:
    """Set the language and the properties of the document, none of which come from the clock or the machine."""
    locale = terms.say("format.locale")
    for language in _languages(document):
        language.set(qn("w:val"), locale)
    known = document.core_properties
    known.title, known.subject = safe(terms.say("title", symbol=statement.symbol)), safe(statement.title)
    known.author = known.last_modified_by = safe(statement.prepared_by)
    known.created = known.modified = _MADE
    known.language, known.revision, known.comments = locale, 1, ""


def _languages(document: Document) -> list[BaseOxmlElement]:
    """Return where the styles state a language: the default one does in any case."""
    stated = list(document.styles.element.iter(qn("w:lang")))
    if not stated:
        stated.append(OxmlElement("w:lang"))
        document.styles.default(WD_STYLE_TYPE.PARAGRAPH).element.get_or_add_rPr().append(stated[0])
    return stated


def _repacked(data: bytes) -> bytes:
    """Return the same package with the same date on every part, so that it does not change from run to run."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as read, ZipFile(out, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            part = ZipInfo(name, _EARLIEST)
            part.compress_type, part.create_system = ZIP_DEFLATED, 0
            written.writestr(part, read.read(name))
    return out.getvalue()
