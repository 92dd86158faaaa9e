"""The document: a statement or another paper as a Word file, laid out on a template, ready to be edited."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, Twips

from aspbudget.documents.blocks import (
    BODY,
    BOX,
    DRAFT,
    NOTE,
    QUOTE,
    REASON,
    REMARK,
    SUBTITLE,
    SYMBOL,
    Grid,
    Heading,
    Text,
)
from aspbudget.documents.finish import finished
from aspbudget.documents.laid_tables import add_table
from aspbudget.documents.places import leave_place, take_place
from aspbudget.documents.stationery import fill, open_template, sections
from aspbudget.documents.styled import Styled
from aspbudget.documents.template import DOCUMENT, STATEMENT
from aspbudget.documents.wording import paper
from aspbudget.faults import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

    from aspbudget.documents.blocks import Block, Paper
    from aspbudget.documents.template import Form
    from aspbudget.documents.terms import Terms
    from aspbudget.statements.statement import Statement

_STYLE = {
    BODY: "Body Text", QUOTE: "Quote", NOTE: "Statement Note", DRAFT: "Statement Draft", REASON: "Statement Reason",
    SYMBOL: "Statement Symbol", SUBTITLE: "Subtitle", BOX: "Statement Box", REMARK: "Statement Remark",
}  # fmt: skip
_HEADING = ("Title", "Heading 1", "Heading 2", "Heading 3")
_CELL_MARGINS, _NARROWEST, _ROOM = Cm(0.4), Cm(2), Pt(8)
_LONG = 300  # letters of a paragraph of which some lines may stand on the page before
_TC = qn("w:tc")


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
    if template is not None:
        with _blaming(template, form):
            open_template(template, terms, form).save(ready)
    for each in papers:
        with _blaming(template, form):
            document = docx.Document(BytesIO(ready.getvalue())) if template is not None else open_template(None, terms, form)
            yield _written(document, each, terms, form)


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
    _write(Styled(document), place, list(said.blocks))
    return finished(document, said, terms)


def _write(styled: Styled, place: BaseOxmlElement | None, found: list[Block]) -> None:
    """Write the blocks of a paper at its place in the template."""
    body = styled.document.element.body
    standing = set(body)
    room = _room(styled.document, place)
    styled.count(found)
    for before, block, after in zip([None, *found], found, [*found[1:], None], strict=False):
        added = _add(styled, block, room, leads=_is_led_to(block, after))
        if added is not None and _needs_room(before, block):
            added.paragraph_format.space_before = _ROOM
    if place is not None:
        for element in [each for each in body if each not in standing]:
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


def _is_led_to(block: Block, after: Block | None) -> bool:
    """Whether a block stays on the page of the next one: a table with its remarks, unless these lead on, what is above a reason, so that a list of them isn't parted, and a paragraph that leads to a table, as no remark on the one before does, and isn't long."""
    if isinstance(block, Grid):
        return isinstance(after, Text) and after.kind == REMARK and not after.text.endswith(":")
    if isinstance(after, Text) and after.kind == REASON:
        return True
    closes = isinstance(block, Text) and block.kind == REMARK and not block.text.endswith(":")
    return isinstance(after, Grid) and len(block.text) < _LONG and not closes


def _needs_room(before: Block | None, block: Block) -> bool:
    """Whether a paragraph of the text, or the first line of a box, stands below what leaves no room after it."""
    if not isinstance(block, Text) or block.kind not in (BODY, BOX):
        return False
    return isinstance(before, Grid) or (isinstance(before, Text) and BOX in (before.kind, block.kind) and before.kind != block.kind)


def _add(styled: Styled, block: Block, room: int, *, leads: bool) -> Paragraph | None:
    """Add a block; a paragraph that leads to a table, or ends with a colon, stays on the page of what it leads to."""
    if isinstance(block, Grid):
        add_table(styled, block, room, leads=leads)
        return None
    if isinstance(block, Heading):
        heading = styled.add_annex(block) if block.key else styled.add(block.text, _HEADING[block.level])
        heading.paragraph_format.page_break_before = block.breaks or None
        return heading
    paragraph = styled.add(block.text, _STYLE[block.kind], block.lead, bold=block.kind != BODY)
    paragraph.paragraph_format.keep_with_next = leads or block.text.endswith(":") or None
    return paragraph
