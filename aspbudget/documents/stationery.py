"""Stationery: the template that a statement, a letter or another document is written on, the built-in one or an office's own.

An office's own template is a Word document (.docx), `statement_template.docx` or `letter_template.docx` among the inputs. A letter goes
where it says `{letter}`, and `{addressee}` is to whom it goes; all else is as for statements. So it is with the text of the section
(`narrative_template.docx`, `{narrative}`) and the draft resolution on the budget (`resolution_template.docx`, `{resolution}`). What it may do:

* its headers, footers, page size, margins, fonts and styles are kept;
* `{symbol}` (of the draft resolution), `{document}` (of the statement itself, or what it is about), `{title}`, `{section}`, `{cycle}`, `{standing}` (DRAFT, or nothing when the statement is final), `{date}`,
  `{prepared_by}` and `{reviewed_by}` are filled in wherever a page shows them, in small or capital letters: in the text, headers,
  footers, footnotes, text boxes, charts and watermarks; anything else in braces is left as it is. One that can't be filled in
  (deleted text whose deletion is tracked, or the instructions of a field) is a fault;
* the statement goes where a paragraph of the text says `{statement}`: one by itself, in a content control (in whose place it comes)
  or in the cell of a table. Other words of that paragraph stay, before and after. Where it is said twice, the statement comes
  at the first in the text, and the other is left out, which is remarked. A header, a footer, a footnote or a text box has no room for a statement: that is a fault,
  and so is a text that does not say `{statement}` at all. Only in a document without any text the statement is the text;
* its own styles with the names in `letterhead.STYLES` are used; one that is missing is taken from the built-in template, so that any
  document will do, also an empty one;
* a draft says so on every page in any case: where no header has `{standing}`, a line that does is put above it; where
  neither header nor footer has a page number, one is put below the footer;
* it is kept as it is otherwise, with its tracked changes, comments and protection; but what acts by itself (macros, links to other
  files, objects of other programs and all else in `active_content.ACTIVE`) is a fault, and so is what is no whole document.
"""

from __future__ import annotations

import re
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section

from aspbudget.documents.foreign import plain
from aspbudget.documents.letterhead import STYLES, built_in, deeper, number_pages, write_red
from aspbudget.documents.places import fill_in, left_standing, names_in, own_text, text_parts
from aspbudget.documents.template import STATEMENT, checked
from aspbudget.lines.adding import add_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import _Footer, _Header
    from docx.styles.style import BaseStyle

    from aspbudget.documents.template import Form
    from aspbudget.documents.terms import Terms

_FORBIDDEN = re.compile(
    r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # what XML can't hold, and the control characters C0 and C1
    r"|[\u202a-\u202e\u2066-\u206f\ufeff\U000e0000-\U000e007f]"  # what turns the direction of a text or can't be seen
)
_PAGE_FIELD = re.compile(r"\bPAGE\b")


def open_template(data: bytes | None, terms: Terms, form: Form = STATEMENT) -> Document:
    """Return the template to write on, with every style that a document needs; without `data` the built-in one.

    Raises `Refused` when `data` is not a Word document, or carries what acts by itself.
    """
    document = docx.Document(BytesIO(checked(data, form))) if data is not None else None  # one that is refused needs no styles of ours
    ours = built_in(terms, numbered=form.numbered, levels=form.levels, lettered=form.lettered, head=form.head)
    if document is None:
        return ours
    _complete(document, ours)
    for name in (*STYLES, *deeper(form.levels)):
        _borrow(ours.styles[name], document)
    return document


def remarks(data: bytes, form: Form = STATEMENT) -> list[str]:
    """Return what an office should know of its template although it can be written on: that it has more than one place."""
    document = docx.Document(BytesIO(checked(data, form)))
    texts = [own_text(paragraph) for _, part in text_parts(document) for paragraph in part.iter("{*}p")]
    places = add_up(names_in(text).count(form.word) for text in texts)
    sentence = f"{form.label} says {form.place} {places} times; the {form.word} stands at the first in the text, the others are left out."
    return [sentence] if places > 1 else []


def default_template(terms: Terms, form: Form = STATEMENT) -> bytes:
    """Return the built-in template as a file, for an office to start its own from."""
    out = BytesIO()
    document = built_in(terms, numbered=form.numbered, levels=form.levels, lettered=form.lettered, head=form.head)
    document.add_paragraph(form.place)
    document.save(out)
    return out.getvalue()


def _complete(document: Document, ours: Document) -> None:
    """Add what a legal document may lack and a statement needs: a text, a size of the page, margins, and defaults of its styles."""
    if document.element.body is None:
        document.element.append(OxmlElement("w:body"))
    last = document.element.body.get_or_add_sectPr()
    for section in (last, *(each._sectPr for each in sections(document))):  # noqa: SLF001
        for tag, needed in (("w:pgSz", ("w:w", "w:h")), ("w:pgMar", ("w:left", "w:right"))):
            own = section.find(qn(tag))
            if own is None or any(own.get(qn(each)) is None for each in needed):
                _exchange(section, own, deepcopy(ours.sections[0]._sectPr.find(qn(tag))))  # noqa: SLF001
    for style in document.styles.element.iterchildren(qn("w:style")):
        if style.get(qn("w:type")) is None:
            style.set(qn("w:type"), "paragraph")  # what a style without a type is


def _exchange(section: BaseOxmlElement, own: BaseOxmlElement | None, other: BaseOxmlElement) -> None:
    if own is not None:
        section.replace(own, other)
    else:
        setter = section._insert_pgSz if other.tag == qn("w:pgSz") else section._insert_pgMar  # noqa: SLF001 (at its place in the order)
        setter(other)


def _borrow(style: BaseStyle, document: Document) -> None:
    """Copy a style into a document that lacks it; one of its name and of another type keeps its look under another name."""
    known = document.styles.element
    named = known.get_by_name(style.element.name_val)
    if named is not None and named.type == style.type:
        return
    if named is not None:
        named.name_val = f"{named.name_val} (other)"
    copied = deepcopy(style.element)
    for tag in ("w:basedOn", "w:next", "w:link", "w:numPr"):
        for found in list(copied.iter(qn(tag))):
            found.getparent().remove(found)
    while known.get_by_id(copied.styleId) is not None:
        copied.styleId = f"{copied.styleId}1"
    known.append(copied)


# Filling in.


def fill(document: Document, values: Mapping[str, str], terms: Terms, form: Form = STATEMENT) -> None:
    """Fill in the place-holders of a template, and see to it that each page says that it is a draft, and its number.

    Raises `Refused` when a place-holder stands where nothing can be written.
    """
    safe_values = {name: safe(value) for name, value in values.items()}
    for header, footer in edges(document):
        if values["standing"] and "standing" not in names_in(_text(header)):
            write_red(header.paragraphs[0].insert_paragraph_before() if header.paragraphs else header.add_paragraph(), "{standing}")
        if not _PAGE_FIELD.search(_instructions(header) + _instructions(footer)):
            number_pages(footer, terms.say("page"))
    fill_in(document, safe_values)
    if found := left_standing(document, safe_values, form):
        raise form.refused(*found)


def sections(document: Document) -> list[Section]:
    """Return every section of a document, also one that ends in a content control or in a table."""
    found = [each for each in document.element.body.iter(qn("w:sectPr")) if each.getparent().tag in (qn("w:body"), qn("w:pPr"))]
    return [Section(each, document.part) for each in found]


def edges(document: Document) -> Iterator[tuple[_Header, _Footer]]:
    """Yield every header with its footer that a page can have."""
    even = document.settings.odd_and_even_pages_header_footer
    for place, section in enumerate(sections(document)):
        pairs = [(section.header, section.footer)]
        pairs += [(section.first_page_header, section.first_page_footer)] * section.different_first_page_header_footer
        pairs += [(section.even_page_header, section.even_page_footer)] * even
        yield from (pair for pair in pairs if not place or not all(edge.is_linked_to_previous for edge in pair))


def _text(header: _Header) -> str:
    words = [each.text or "" for each in header._element.iter(qn("w:t"))]  # noqa: SLF001
    return "".join([*words, *(each.get("string", "") for each in header._element.iter("{*}textpath"))])  # noqa: SLF001


def _instructions(edge: _Header | _Footer) -> str:
    simple = (each.get(qn("w:instr"), "") for each in edge._element.iter(qn("w:fldSimple")))  # noqa: SLF001
    complex_ = (each.text or "" for each in edge._element.iter(qn("w:instrText")))  # noqa: SLF001
    return " ".join([*simple, *complex_])


def safe(text: str) -> str:
    """Return a text without the characters that a Word document can't contain, and those that reorder or hide its words.

    Arabic and Hebrew need none of the overrides, embeddings and isolates that go; the marks that they do need (U+200E, U+200F,
    U+061C) stay.
    """
    return _FORBIDDEN.sub("", plain(text))
