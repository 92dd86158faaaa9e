"""The finish of a document: its language, its properties and its package, none of which come from the clock or the machine."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import SubElement

from aspbudget.documents.stationery import safe

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from aspbudget.documents.blocks import Paper
    from aspbudget.documents.terms import Terms

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255  # characters that a property of a document may have


def finished(document: Document, paper: Paper, terms: Terms) -> bytes:
    """Return a document as a file: its properties are those of what it says, and the same document gives the same bytes.

    Raises `ValueError` when two of its parts would have one name.
    """
    _describe(document, paper, terms)
    names = [part.partname for part in document.part.package.iter_parts()]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        message = f"two of its parts would be named {twice[0]}"
        raise ValueError(message)
    out = BytesIO()
    document.save(out)
    return _repacked(out.getvalue())


def _describe(document: Document, paper: Paper, terms: Terms) -> None:
    """Set the language and the properties of the document, none of which come from the clock or the machine."""
    locale = terms.mark("locale")
    for language in _languages(document):
        language.set(qn("w:val"), locale)
    known = document.core_properties
    known.title, known.subject = _property(paper.title), _property(paper.subject)
    known.author = known.last_modified_by = _property(paper.author)
    known.created = known.modified = _MADE
    known.language, known.revision, known.comments = locale, 1, ""


def _property(text: str) -> str:
    return safe(text)[:_LONGEST_PROPERTY]


def _languages(document: Document) -> list[BaseOxmlElement]:
    """Return where the styles state a language: their defaults do in any case."""
    stated = list(document.styles.element.iter(qn("w:lang")))
    if not stated:
        default = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        owner = default.element.get_or_add_rPr() if default is not None else _defaults(document.styles.element)
        stated.append(SubElement(owner, qn("w:lang")))
    return stated


def _defaults(styles: BaseOxmlElement) -> BaseOxmlElement:
    """Return the default look of runs in styles that state none."""
    owner = styles
    for place, tag in enumerate(("w:docDefaults", "w:rPrDefault", "w:rPr")):
        found = owner.find(qn(tag))
        if found is None:
            found = OxmlElement(tag)
            owner.insert(0, found) if not place else owner.append(found)
        owner = found
    return owner


def _repacked(data: bytes) -> bytes:
    """Return the same package with the same date on every part, so that it does not change from run to run."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as read, ZipFile(out, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            part = ZipInfo(name, _EARLIEST)
            part.compress_type, part.create_system = ZIP_DEFLATED, 0
            written.writestr(part, read.read(name))
    return out.getvalue()
