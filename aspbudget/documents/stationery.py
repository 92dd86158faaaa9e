"""Stationery: the template that a statement is written on, the built-in one or an office's own.

An office's own template is a Word document (.docx). What it may do:

* its headers, footers, page size, margins, fonts and styles are kept;
* `{symbol}`, `{title}`, `{section}`, `{cycle}`, `{standing}` (DRAFT, or nothing when the statement is final), `{date}`,
  `{prepared_by}` and `{reviewed_by}` are filled in wherever they occur: in headers, footers and the body; anything else in
  braces is left as it is;
* the statement goes where a paragraph of the body says `{statement}` and nothing else; without one, at the end;
* its own styles with the names in `letterhead.STYLES` are used; one that is missing is taken from the built-in template, so that any
  document will do, also an empty one;
* a draft says so on every page in any case: where no header has `{standing}`, a line that does is put above it; where
  neither header nor footer has a page number, one is put below the footer.
"""

from __future__ import annotations

import re
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn

from aspbudget.documents.letterhead import STYLES, built_in, number_pages, write_red
from aspbudget.faults import Fault, Refused
from aspbudget.inputs.package import UnsafeError, open_package
from aspbudget.workspace import INPUTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import _Footer, _Header
    from docx.styles.style import BaseStyle

    from aspbudget.documents.terms import Terms

TEMPLATE = "statement_template.docx"
PLACE = "{statement}"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_NOT_WORD = (
    "This is not a Word document (.docx), or it is damaged or holds macros: open it in Word and save it as Word Document (.docx)."
)
_FORBIDDEN = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PAGE_FIELD = re.compile(r"\bPAGE\b")


def open_template(data: bytes | None, terms: Terms) -> Document:
    """Return the template to write on, with every style that a statement needs; without `data` the built-in one.

    Raises `Refused` when `data` is not a Word document.
    """
    ours = built_in(terms)
    if data is None:
        return ours
    document = _opened(data)
    for name in STYLES:
        if name not in [style.name for style in document.styles]:
            _lend(ours.styles[name], document)
    return document


def default_template(terms: Terms) -> bytes:
    """Return the built-in template as a file, for an office to start its own from."""
    out = BytesIO()
    document = built_in(terms)
    document.add_paragraph(PLACE)
    document.save(out)
    return out.getvalue()


def _opened(data: bytes) -> Document:
    try:
        open_package(data).close()
        return docx.Document(BytesIO(data))
    except (UnsafeError, ValueError, KeyError, OSError, SyntaxError) as error:
        raise Refused((Fault(f"{INPUTS}/{TEMPLATE}", "", "", _NOT_WORD),)) from error


def _lend(style: BaseStyle, document: Document) -> None:
    """Copy a style into a document that lacks it; what it is based on there is the document's own default."""
    copied = deepcopy(style.element)
    for tag in ("w:basedOn", "w:next", "w:link", "w:numPr"):
        for found in list(copied.iter(qn(tag))):
            found.getparent().remove(found)
    document.styles.element.append(copied)


# Filling in.


def fill(document: Document, values: Mapping[str, str], terms: Terms) -> None:
    """Fill in the placeholders of a template, and see to it that each page says that it is a draft, and its number."""
    edges = list(_edges(document))
    for header, footer in edges:
        if values["standing"] and "{standing}" not in _text(header):
            write_red(header.paragraphs[0].insert_paragraph_before() if header.paragraphs else header.add_paragraph(), "{standing}")
        if not _PAGE_FIELD.search(_instructions(header) + _instructions(footer)):
            number_pages(footer, terms)
    for part in (document, *(edge for pair in edges for edge in pair)):
        for paragraph in part._element.iter(qn("w:p")):  # noqa: SLF001 (also those in tables and text boxes)
            _fill_in(paragraph, values)


def _edges(document: Document) -> Iterator[tuple[_Header, _Footer]]:
    """Yield every header with its footer that a page can have."""
    even = document.settings.odd_and_even_pages_header_footer
    for place, section in enumerate(document.sections):
        pairs = [(section.header, section.footer)]
        pairs += [(section.first_page_header, section.first_page_footer)] * section.different_first_page_header_footer
        pairs += [(section.even_page_header, section.even_page_footer)] * even
        yield from (pair for pair in pairs if not place or not all(edge.is_linked_to_previous for edge in pair))


def _text(header: _Header) -> str:
    return "".join(each.text or "" for each in header._element.iter(qn("w:t")))  # noqa: SLF001


def _instructions(edge: _Header | _Footer) -> str:
    simple = (each.get(qn("w:instr"), "") for each in edge._element.iter(qn("w:fldSimple")))  # noqa: SLF001
    complex_ = (each.text or "" for each in edge._element.iter(qn("w:instrText")))  # noqa: SLF001
    return " ".join([*simple, *complex_])


def _fill_in(paragraph: BaseOxmlElement, values: Mapping[str, str]) -> None:
    """Fill in the placeholders of a paragraph, also one that Word has spread over several pieces of text."""
    pieces = [piece for piece in paragraph.iter(qn("w:t")) if piece.text]
    text = "".join(piece.text for piece in pieces)
    found = [each for each in _PLACEHOLDER.finditer(text) if each[1] in values]
    for each in reversed(found):
        _replace(pieces, each.start(), each.end(), safe(values[each[1]]))


def _replace(pieces: list[BaseOxmlElement], start: int, end: int, new: str) -> None:
    """Replace the characters from start to end of a text in pieces; the new text goes into the first piece concerned."""
    at = 0
    for piece in pieces:
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            piece.text = text[:first] + new + text[last:]
            piece.set(qn("xml:space"), "preserve")
            new = ""


def safe(text: str) -> str:
    """Return a text without the characters that a Word document cannot contain."""
    return _FORBIDDEN.sub("", text)
