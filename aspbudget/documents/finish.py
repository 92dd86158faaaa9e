"""The finish of a document: its language, its properties and its package, none of which come from the clock or the machine."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import SubElement

from aspbudget.documents.sealed import document_code, sealed_lines
from aspbudget.documents.stationery import edges, safe
from aspbudget.inputs.properties import NO_PROPERTIES, PROPERTIES, SEALED, named

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

    from aspbudget.documents.blocks import Paper
    from aspbudget.documents.terms import Terms

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_APART = " · "
_LONGEST_PROPERTY = 255  # characters that a property of a document may have


def finished(document: Document, paper: Paper, terms: Terms) -> bytes:
    """Return a document as a file: its properties are those of what it says, and the same document gives the same bytes.

    Raises `ValueError` when two of its parts would have one name.
    """
    _describe(document, paper, terms)
    code = _seal(document, terms)
    names = [part.partname for part in document.part.package.iter_parts()]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        message = f"two of its parts would be named {twice[0]}"
        raise ValueError(message)
    out = BytesIO()
    document.save(out)
    return _repacked(out.getvalue(), code)


def _seal(document: Document, terms: Terms) -> str:
    """Write the code of what stands in a document at the foot of each page, make room for it among its properties, and return it."""
    code = document_code(sealed_lines(document))
    for _, footer in edges(document):
        if code not in "".join(footer._element.itertext()):  # noqa: SLF001 - one foot may be that of several sections
            counted = next((each for each in footer.paragraphs if _counts_pages(each)), None)
            paragraph = counted if counted is not None else footer.add_paragraph()
            paragraph.add_run(f"{_APART if counted is not None else ''}{terms.say('seal', code=code)}")
    package = document.part.package
    if not any(each.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES for each in package.rels.values()):
        package.relate_to(Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, NO_PROPERTIES, package), RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    return code


def _counts_pages(paragraph: Paragraph) -> bool:
    """Whether a paragraph has the number of the page."""
    return any("PAGE" in each for each in (*paragraph._p.xpath("./w:fldSimple/@w:instr"), *paragraph._p.xpath(".//w:instrText/text()")))  # noqa: SLF001 - fields are not in the library


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


def _repacked(data: bytes, code: str) -> bytes:
    """Return the same package with its code among its properties, where it has any, and the same date on every part, so that it does not change from run to run."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as read, ZipFile(out, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            part = ZipInfo(name, _EARLIEST)
            part.compress_type, part.create_system = ZIP_DEFLATED, 0
            content = read.read(name)
            written.writestr(part, named(content, SEALED, code) if name == PROPERTIES else content)
    return out.getvalue()
