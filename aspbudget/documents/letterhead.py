"""The letterhead: the built-in template of a statement, made in code: its page, its styles, its header and footer."""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from aspbudget.documents.frames import frame

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section, _Footer, _Header
    from docx.text.paragraph import Paragraph

    from aspbudget.documents.terms import Terms

_RED, _NAVY = RGBColor(0xC0, 0x00, 0x00), RGBColor(0x1F, 0x38, 0x64)
_FONT = "Calibri"
_RULE = "808080"
_NUMBERED, _LETTERED = 90, 91
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


class Look(NamedTuple):
    """How a style of paragraphs looks: points for its size and the space around it, centimetres for its indent."""

    size: float
    after: float = 0
    before: float = 0
    bold: bool = False
    italic: bool = False
    indent: float = 0
    keep: bool = False
    right: bool = False
    red: bool = False
    navy: bool = False


TABLE = "Statement Table"
LOOKS = {
    "Normal": Look(10.5),
    "Title": Look(16, before=8, after=2, bold=True, navy=True),
    "Subtitle": Look(12, after=8),
    "Heading 1": Look(12.5, before=12, after=5, bold=True, keep=True, navy=True),
    "Body Text": Look(10.5, after=6),
    "Quote": Look(10.5, after=6, italic=True, indent=1),
    "Caption": Look(9.5, before=6, after=3, bold=True, keep=True, navy=True),
    "Statement Symbol": Look(10),
    "Statement Box": Look(10.5, indent=0.2),
    "Statement Annex": Look(12.5, before=14, after=6, bold=True, keep=True, navy=True),
    "Statement Remark": Look(9, before=3, after=8),
    "Statement Note": Look(10.5, before=3),
    "Statement Draft": Look(10.5, before=6, after=3, bold=True, red=True),
    "Statement Reason": Look(9.5, after=3, red=True),
    "Statement Text": Look(9),
    "Statement Number": Look(9, right=True),
    "Header": Look(9),
    "Footer": Look(9),
}
DEEPER = {
    "Heading 2": Look(11, before=8, after=4, bold=True, keep=True, navy=True),
    "Heading 3": Look(10.5, before=8, after=3, bold=True, italic=True, keep=True, navy=True),
}
_UNNUMBERED = {"Body Text": Look(10.5, after=6, before=6)}
STYLES = (*(name for name in LOOKS if name not in ("Normal", "Header", "Footer")), TABLE)
_BORDER = f'w:val="single" w:sz="4" w:space="0" w:color="{_RULE}"'
_TABLE_STYLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="StatementTable">
<w:name w:val="{TABLE}"/><w:uiPriority w:val="99"/><w:qFormat/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>
<w:tblBorders><w:top {_BORDER}/><w:bottom {_BORDER}/><w:insideH {_BORDER}/></w:tblBorders>
<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>
<w:bottom w:w="28" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>
</w:style>"""
_NUMBERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="{_NUMBERED}"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="BodyText"/><w:suff w:val="tab"/>
<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>
<w:pPr><w:tabs><w:tab w:val="num" w:pos="567"/></w:tabs><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>"""
_LETTERING = f"""<w:abstractNum {nsdecls("w")} w:abstractNumId="{_LETTERED}"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:pStyle w:val="Heading1"/><w:suff w:val="tab"/>
<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>
<w:pPr><w:tabs><w:tab w:val="num" w:pos="567"/></w:tabs><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl></w:abstractNum>"""
_NO_MARGINS = f'<w:tblCellMar {nsdecls("w")}><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'  # its words end where those of the text do
_HEADER = (14, 3)  # centimetres: of what a header says, and of the standing at its right
_LEFT_OVER = ("/thumbnail", "/stylesWithEffects")  # of the library's own template: a picture of it, and a second list of its styles


def deeper(levels: int) -> dict[str, Look]:
    """Return the styles of headings below the first level, down to that of a document."""
    return dict(list(DEEPER.items())[: levels - 1])


def built_in(terms: Terms, *, numbered: bool = True, levels: int = 1, lettered: bool = False, head: str = "symbol") -> Document:
    """Return the built-in template: A4, the symbol and the standing at the head of each page, its number at the foot.

    Its paragraphs are numbered, or have more room between them; its headings have letters, if so wanted.
    """
    return docx.Document(BytesIO(_built_in(terms.say("page"), numbered=numbered, levels=levels, lettered=lettered, head=head)))


@cache
def _built_in(page: str, *, numbered: bool, levels: int, lettered: bool, head: str) -> bytes:
    """Return the built-in template as a file, made once: opening it takes a third of the time of making it. `page` says the page at the foot."""
    document = docx.Document()
    for owner in (document.part.package, document.part):
        for identity in [each for each, relation in owner.rels.items() if relation.reltype.endswith(_LEFT_OVER)]:
            del owner.rels[identity]
    _page(document.sections[0])
    document.styles.element[:] = deepcopy(_styles(levels, numbered=numbered))[:]
    if numbered:
        _number(document, "Body Text", _NUMBERED, _NUMBERING)
    if lettered:
        _number(document, "Heading 1", _LETTERED, _LETTERING)
    _letterhead(document.sections[0].header, head)
    number_pages(document.sections[0].footer, page)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def _styles(levels: int, *, numbered: bool) -> BaseOxmlElement:
    """Return the styles of the built-in template, made once: the library looks for each of them among all."""
    document = docx.Document()
    _fonts(document)
    for name, look in (LOOKS | deeper(levels) if numbered else LOOKS | deeper(levels) | _UNNUMBERED).items():
        _dress(_paragraph_style(document, name), look)
    styles: BaseOxmlElement = document.styles.element
    styles.append(parse_xml(_TABLE_STYLE))
    return styles


def _page(section: Section) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)


def _fonts(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    fonts = next(defaults.iter(qn("w:rFonts")))
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), _FONT)
    spacing = next(defaults.iter(qn("w:spacing")))
    spacing.attrib.clear()
    spacing.set(qn("w:after"), "0")


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    styles = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _dress(style: ParagraphStyle, look: Look) -> None:
    for tag in ("w:rPr", "w:pPr/w:pBdr", "w:pPr/w:tabs", "w:pPr/w:contextualSpacing", "w:pPr/w:numPr"):
        for found in style.element.xpath(tag):
            found.getparent().remove(found)
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold or None, look.italic or None
    if look.red or look.navy:
        style.font.color.rgb = _RED if look.red else _NAVY
    form = style.paragraph_format
    form.space_before, form.space_after, form.left_indent = Pt(look.before), Pt(look.after), Cm(look.indent)
    form.keep_with_next, form.widow_control = look.keep or None, True
    form.alignment = WD_ALIGN_PARAGRAPH.RIGHT if look.right else None
    frame(style)


def _number(document: Document, name: str, identity: int, numbering: str) -> None:
    """Number the paragraphs of a style as Word numbers them, so that they follow when one is added or deleted."""
    known = document.part.numbering_part.element
    known.insert(0, parse_xml(numbering))
    known.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{identity}"><w:abstractNumId w:val="{identity}"/></w:num>'))
    style = document.styles[name].element.get_or_add_pPr()
    style.get_or_add_numPr().get_or_add_numId().val = identity


def _letterhead(header: _Header, head: str) -> None:
    """Put the symbol, or what else is to stand there, at the left of a header and its standing at the right."""
    table = header.add_table(1, 2, Cm(17))
    table._tbl.tblPr.find(qn("w:tblLook")).addprevious(parse_xml(_NO_MARGINS))  # noqa: SLF001 (not in the library)
    for column, width in zip(table.columns, _HEADER, strict=True):
        column.width = column.cells[0].width = Cm(width)
    left, right = (cell.paragraphs[0] for cell in table.rows[0].cells)
    left.text = f"{{{head}}}"
    write_red(right, "{standing}")
    right.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    header._element.insert(0, table._element)  # noqa: SLF001 (a header has no other way to begin with a table)


def write_red(paragraph: Paragraph, text: str) -> None:
    """Add words in bold and red to a paragraph."""
    run = paragraph.add_run(text)
    run.bold, run.font.color.rgb = True, _RED


def number_pages(footer: _Footer, page: str) -> None:
    """Write the page and the number of pages at the end of a footer, as fields that Word fills in; `page` says how."""
    paragraph = footer.paragraphs[0] if not footer.paragraphs[0].text else footer.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in re.split(r"(\{\w+\})", page):
        if part in _FIELDS:
            paragraph._element.append(field(_FIELDS[part]))  # noqa: SLF001 (fields are not in the library)
        elif part:
            paragraph.add_run(part)


def field(name: str, shown: str = "1") -> BaseOxmlElement:
    """Return a field that Word fills in, and what it shows until then."""
    return parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {name} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>')
