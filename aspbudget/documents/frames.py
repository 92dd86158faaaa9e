"""Frames: what stands around the paragraphs of a style: a line, a box, the place of a tab, and its level in the outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

if TYPE_CHECKING:
    from docx.styles.style import ParagraphStyle

_LINE = 'w:val="single" w:sz="6" w:space="4" w:color="1F3864"'
_FRAMES = {
    "Statement Symbol": f'<w:pBdr><w:bottom {_LINE}/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs>',
    "Statement Box": (
        f'<w:pBdr><w:top {_LINE}/><w:left {_LINE}/><w:bottom {_LINE}/><w:right {_LINE}/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
    ),
    "Statement Annex": '<w:outlineLvl w:val="0"/>',
}
# What the schema has after these properties of a paragraph, in its order.
_LAST = ("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")
_AFTER = (
    "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd",
    "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", *_LAST,
)  # fmt: skip


def frame(style: ParagraphStyle) -> None:
    """Give a style what stands around its paragraphs, where it has anything."""
    stated = parse_xml(f"<w:pPr {nsdecls('w')}>{_FRAMES.get(style.name or '', '')}</w:pPr>")
    for each in list(stated):
        style.element.get_or_add_pPr().insert_element_before(each, *(_LAST if each.tag.endswith("outlineLvl") else _AFTER))
