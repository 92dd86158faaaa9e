"""Word documents for the tests, whose numbers, changes and notes are written as Word writes them."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.parts.numbering import NumberingPart

if TYPE_CHECKING:
    from docx.document import Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NUMBERING = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


def level(depth: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """Return a level of a list."""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def definition(key: int, *levels: str, more: str = "") -> str:
    """Return the definition of a list."""
    return f'<w:abstractNum w:abstractNumId="{key}">{more}{"".join(levels)}</w:abstractNum>'


def use(key: int, defined: int, overrides: str = "") -> str:
    """Return a list that paragraphs name, as it is defined."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{defined}"/>{overrides}</w:num>'


def anew(depth: int, start: int) -> str:
    """Return what makes a level of a list start anew."""
    return f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def text(words: str) -> str:
    """Return a run of text."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(content: str, number: int | None = None, depth: int = 0, *, style: str = "", mark: str = "") -> str:
    """Return a paragraph, in a list or a style; `mark` is what was done to its end."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = "" if number is None else f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    ended = f'<w:rPr><w:{mark} w:id="1" w:author="A"/></w:rPr>' if mark else ""
    return f"<w:p><w:pPr>{styled}{listed}{ended}</w:pPr>{content if content.startswith('<') else text(content)}</w:p>"


def changed(kind: str, content: str) -> str:
    """Return content that was inserted (`ins`), deleted (`del`) or moved away (`moveFrom`), as a change that is tracked."""
    return f'<w:{kind} w:id="1" w:author="A">{content}</w:{kind}>'


def document(body: str, numbering: str = "", styles: str = "") -> bytes:
    """Return a Word document with this body, these lists and these styles more than the usual."""
    made = docx.Document()
    for block in reversed(parse_xml(f"<w:body {W}>{body}</w:body>")):
        made.element.body.insert(0, block)
    for style in parse_xml(f"<w:styles {W}>{styles}</w:styles>"):
        made.styles.element.append(style)
    _set_lists(made, numbering)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _set_lists(made: Document, numbering: str) -> None:
    links = made.part.rels
    for key in [key for key, link in links.items() if link.reltype == RELATIONSHIP_TYPE.NUMBERING]:
        del links[key]
    if numbering:
        root = parse_xml(f"<w:numbering {W}>{numbering}</w:numbering>")
        made.part.relate_to(NumberingPart(PackURI("/word/numbering.xml"), NUMBERING, root, made.part.package), RELATIONSHIP_TYPE.NUMBERING)
