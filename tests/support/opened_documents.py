"""Documents opened again in tests: their headings, their parts, the words of their headers, and their tables."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from docx.shared import Cm

from aspbudget.content import languages
from aspbudget.documents.places import own_text
from aspbudget.documents.terms import NO_BREAK, Terms
from aspbudget.documents.word import write_document
from support.statements import ALL

if TYPE_CHECKING:
    from docx.document import Document

    from aspbudget.statements.statement import Statement

in_each_language = pytest.mark.parametrize("language", languages())
of_each_statement = pytest.mark.parametrize("name", ALL)
PARTS = ("requests", "activities", "costs", "open", "conclusion")


def written(statement: Statement, language: str = "en", template: bytes | None = None) -> Document:
    """Return the document of a statement, written once for all tests, and read back each time."""
    return docx.Document(BytesIO(_written(statement, language, template)))


@cache
def _written(statement: Statement, language: str, template: bytes | None) -> bytes:
    return write_document(statement, Terms(language), template)


def texts(document: Document) -> list[str]:
    """Return every paragraph of the document, those of tables too."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in dict.fromkeys(row.cells)]
    return [*(each.text for each in document.paragraphs), *cells]


def headings(document: Document) -> list[str]:
    """Return the headings, without the title."""
    return [each.text for each in document.paragraphs if each.style.name == "Heading 1"]


def annexes(document: Document) -> list[str]:
    """Return the headings of annexes."""
    return [own_text(each._element) for each in document.paragraphs if each.style.name == "Statement Annex"]


def part(document: Document, name: str, language: str = "en") -> str:
    """Return the paragraphs of a part, which is named as the term of its heading is, in a language."""
    inside, found, heading = False, [], Terms(language).say(f"{name}.heading")
    for each in document.paragraphs:
        style = each.style.name
        if style in ("Heading 1", "Statement Annex"):
            inside = each.text == heading
        elif inside and style != "Caption":
            found.append(own_text(each._element))
    return "\n".join(found).replace(NO_BREAK, " ")


def edges(document: Document) -> list[str]:
    """Return the words of the header of each section."""
    return [" ".join(each.text or "" for each in section.header._element.iter("{*}t")) for section in document.sections]


def saved(document: Document) -> bytes:
    """Return a document as a file."""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def office() -> Document:
    """Return an office's own template: landscape, with a letterhead, a style and a place for the statement."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin, section.right_margin = Cm(29.7), Cm(21), Cm(3), Cm(3)
    section.header.paragraphs[0].text = "Secretariat of the Assembly, {symbol}, {unknown}"
    split = section.footer.paragraphs[0]
    for piece in ("For {sec", "tion}", " of {cy", "cle}", "."):
        split.add_run(piece)
    document.add_paragraph("To the Bureau: {title}")
    document.add_paragraph("{statement}")
    document.add_paragraph("Yours faithfully, {prepared_by}")
    document.styles["Heading 1"].font.size = Cm(1)
    return document
