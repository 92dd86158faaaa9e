"""Places: where a template has place-holders in braces, what is written there, and where the document itself goes."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml.etree import QName, tostring

from aspbudget.documents.template import STATEMENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.document import Document
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement

    from aspbudget.documents.template import Form

_PLACE_HOLDER = re.compile(r"\{\s*(\w+)\s*\}")
_UNREAD = ("glossary", "properties", "customXml", "styles", "settings", "theme", "font", "numbering")  # what no page shows
_NAMED = {
    "header+xml": "a header", "footer+xml": "a footer", "footnotes+xml": "a footnote", "endnotes+xml": "an endnote",
    "comments+xml": "a comment", "chart+xml": "a chart", "diagramData+xml": "a diagram",
}  # fmt: skip
_SHOWN = {"drawing", "pict", "AlternateContent", "br", "cr", "sym", "fldChar", "fldSimple", "footnoteReference", "endnoteReference"}
_BINDINGS = {"dataBinding", "showingPlcHdr"}
_CUT = "\ue000"  # marks the place while its paragraph is parted; no document that Word writes holds it


def text_parts(document: Document) -> Iterator[tuple[Part, BaseOxmlElement]]:
    """Yield each part of a document whose text a page can show, with its root; those that the library leaves unread are read here."""
    for part in document.part.package.iter_parts():
        if any(word in part.content_type for word in _UNREAD):
            continue
        if isinstance(part, XmlPart):
            yield part, part.element
        elif part.content_type.endswith("+xml") and "svg" not in part.content_type:
            yield part, parse_xml(part.blob)


def fill_in(document: Document, values: Mapping[str, str]) -> None:
    """Replace each place-holder that has a value, wherever a text shows it and whatever the case of its letters."""
    for part, root in text_parts(document):
        changed = [_fill_paragraph(paragraph, values) for paragraph in root.iter("{*}p")]
        changed += [_fill_drawn_words(each, values) for each in root.iter("{*}textpath")]
        if any(changed) and not isinstance(part, XmlPart):
            part._blob = tostring(root, encoding="UTF-8", standalone=True)  # noqa: SLF001 (the library only carries it)


def left_standing(document: Document, values: Mapping[str, str], form: Form = STATEMENT) -> list[str]:
    """Return a sentence for each known place-holder that is still there, but for those that a value itself has in its words."""
    own = {name for value in values.values() for name in names_in(value)}
    known = {*values, form.word} - own
    return [
        f"{{{name}}} stands in {_where(part)}, in deleted text, in a field or in another place where nothing can be written: "
        "accept the changes that are tracked, or type it as plain text, and save the document again."
        for part, root in text_parts(document)
        for name in dict.fromkeys(names_in("".join(root.itertext())))
        if name in known
    ]


def names_in(text: str) -> list[str]:
    """Return the names in braces of a text, in small letters."""
    return [each[1].casefold() for each in _PLACE_HOLDER.finditer(text)]


def own_text(paragraph: BaseOxmlElement) -> str:
    """Return the text of a paragraph without that of text boxes in it."""
    return "".join(piece.text for piece in _pieces(paragraph))


def _pieces(paragraph: BaseOxmlElement) -> list[BaseOxmlElement]:
    return [each for each in paragraph.iter("{*}t") if each.text and next(each.iterancestors("{*}p")) is paragraph]


def _fill_paragraph(paragraph: BaseOxmlElement, values: Mapping[str, str]) -> bool:
    """Fill in the place-holders of a paragraph, also one that Word has spread over several pieces of text."""
    pieces = _pieces(paragraph)
    found = [each for each in _PLACE_HOLDER.finditer("".join(piece.text for piece in pieces)) if each[1].casefold() in values]
    for each in reversed(found):
        for piece in _replace(pieces, each.start(), each.end(), values[each[1].casefold()]):
            _unbind(piece)
    return bool(found)


def _fill_drawn_words(drawn: BaseOxmlElement, values: Mapping[str, str]) -> bool:
    """Fill in the words of a watermark, which are an attribute."""
    text = str(drawn.get("string", ""))
    new = _PLACE_HOLDER.sub(lambda each: values.get(each[1].casefold(), each[0]), text)
    if new != text:
        drawn.set("string", new)
    return new != text


def _replace(pieces: list[BaseOxmlElement], start: int, end: int, new: str) -> list[BaseOxmlElement]:
    """Replace the characters from start to end of a text in pieces, and return those changed; the new text goes into the first."""
    at, changed = 0, []
    for piece in pieces:
        text = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first < last:
            piece.text = text[:first] + new + text[last:]
            if piece.tag == qn("w:t"):
                piece.set(qn("xml:space"), "preserve")
            new = ""
            changed.append(piece)
    return changed


def _unbind(piece: BaseOxmlElement) -> None:
    """Free the content controls around a text from data elsewhere, which Word would put in its place when it opens the document."""
    for control in piece.iterancestors(qn("w:sdt")):
        for properties in control.iterchildren(qn("w:sdtPr")):
            for each in [each for each in properties if _name(each) in _BINDINGS]:
                properties.remove(each)


# The place of the document.


def take_place(document: Document, form: Form = STATEMENT) -> BaseOxmlElement:
    """Return an empty paragraph where what is written goes: at the first `{statement}` of the text; any other is left out.

    In a document without any text what is written is the text. Raises `Refused` when the text has no place for it.
    """
    paragraphs = [each for each in document.element.body.iter(qn("w:p")) if not _in_text_box(each)]
    stated = [each for each in paragraphs if form.word in names_in(own_text(each))]
    if not stated:
        return _place_without_words(document, paragraphs, form)
    place = _cut(stated[0], form)
    fill_in(document, {form.word: ""})
    for each in stated[1:]:
        if not _shows(each) and not _ends_section(each) and each.getnext() is not None and each.getnext().tag == qn("w:p"):
            each.getparent().remove(each)
    return place


def _place_without_words(document: Document, paragraphs: list[BaseOxmlElement], form: Form) -> BaseOxmlElement:
    """Return the place in a document whose text does not say it: the end of one without text, none in any other."""
    if elsewhere := [_where(part, text_box=part is document.part) for part, root in text_parts(document) if _states(root, form)]:
        reason = (
            f"{form.place} stands in {' and in '.join(dict.fromkeys(elsewhere))}, where a {form.word} has no room: "
            f"type {form.place} in a paragraph of the text, and take it out there."
        )
        raise form.refused(reason)
    if any(own_text(each).strip() for each in document.element.body.iter(qn("w:p"))):
        reason = (
            f"No paragraph of its text says {form.place}: type {form.place}, in braces, in a paragraph of its own where the {form.word} is to "
            "stand, and save the document again."
        )
        raise form.refused(reason)
    last = paragraphs[-1] if paragraphs else None
    if last is not None and last.getparent() is document.element.body and not _shows(last) and not _ends_section(last):
        return last
    return document.add_paragraph()._element  # noqa: SLF001


def leave_place(place: BaseOxmlElement) -> None:
    """Take the place of what is written away once it is written, unless a table needs a paragraph after it there."""
    before, after = place.getprevious(), place.getnext()
    after_table = before is not None and before.tag == qn("w:tbl")
    if not (after_table and (after is None or after.tag == qn("w:tbl"))):
        place.getparent().remove(place)


def _states(root: BaseOxmlElement, form: Form) -> bool:
    return any(form.word in names_in(own_text(each)) for each in root.iter("{*}p"))


def _in_text_box(paragraph: BaseOxmlElement) -> bool:
    return next(paragraph.iterancestors(qn("w:txbxContent")), None) is not None


def _ends_section(paragraph: BaseOxmlElement) -> bool:
    return bool(paragraph.xpath("w:pPr/w:sectPr"))


def _shows(paragraph: BaseOxmlElement) -> bool:
    return bool(own_text(paragraph).strip()) or any(_name(each) in _SHOWN for each in paragraph.iterdescendants())


def _name(node: BaseOxmlElement) -> str:
    return QName(node).localname if isinstance(node.tag, str) else ""  # a comment has no name


def _where(part: Part, *, text_box: bool = False) -> str:
    named = (name for ending, name in _NAMED.items() if part.content_type.endswith(ending))
    return "a text box" if text_box else next(named, "the text" if "document.main" in part.content_type else str(part.partname))


def _cut(paragraph: BaseOxmlElement, form: Form) -> BaseOxmlElement:
    """Part a paragraph at its first `{statement}`, and return the empty one that now stands there; a part that shows nothing goes."""
    found = next(each for each in _PLACE_HOLDER.finditer(own_text(paragraph)) if each[1].casefold() == form.word)
    piece = _replace(_pieces(paragraph), found.start(), found.end(), _CUT)[0]
    _free(paragraph, piece)
    before, place, after = deepcopy(paragraph), OxmlElement("w:p"), paragraph
    for section in before.xpath("w:pPr/w:sectPr"):
        section.getparent().remove(section)  # the section ends after what is written
    _keep(before, 0)
    _keep(after, 1)
    if _shows(before):
        after.addprevious(before)
    after.addprevious(place)
    if not _shows(after) and not _ends_section(after):
        after.getparent().remove(after)
    return place


def _keep(paragraph: BaseOxmlElement, side: int) -> None:
    """Keep only what stands before the cut (0) or after it (1), and what says how the paragraph looks."""
    node = next(each for each in _pieces(paragraph) if _CUT in each.text)
    node.text = node.text.split(_CUT)[side]
    while node is not paragraph:
        for sibling in list(node.itersiblings(preceding=side == 1)):
            if not _name(sibling).endswith("Pr"):
                sibling.getparent().remove(sibling)
        node = node.getparent()


def _free(paragraph: BaseOxmlElement, piece: BaseOxmlElement) -> None:
    """Take away the content controls and the fields around a piece of text, and leave what they hold."""
    for control in list(piece.iterancestors(qn("w:sdt"), qn("w:fldSimple"))):
        content = control.find(qn("w:sdtContent")) if control.tag == qn("w:sdt") else control
        for each in list(content):
            control.addprevious(each)
        control.getparent().remove(control)
    opened: list[list[BaseOxmlElement]] = []
    around: list[list[BaseOxmlElement]] = []
    for each in list(paragraph.iter(qn("w:fldChar"), qn("w:instrText"), qn("w:t"))):
        if each is piece:
            around = list(opened)
        elif each.get(qn("w:fldCharType")) == "begin":
            opened.append([each])
        elif opened and each.tag != qn("w:t"):
            opened[-1].append(each)
            if each.get(qn("w:fldCharType")) == "end" and (field := opened.pop()) in around:
                for mark in field:
                    mark.getparent().remove(mark)
