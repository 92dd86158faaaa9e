"""The document while it is written: paragraphs in its styles, words that are not translated in their own language, and what Word counts."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import SubElement

from aspbudget.documents.blocks import Grid, Heading
from aspbudget.documents.foreign import locale, parted
from aspbudget.documents.letterhead import field
from aspbudget.documents.references import referring, roman
from aspbudget.documents.unparted import printed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

    from aspbudget.documents.blocks import Block

CAPTION_NUMBER = re.compile(r"\{number\}")
TABLE, ANNEX = "Table", "Annex"
_SEQUENCES = {TABLE: r"SEQ Table \* ARABIC", ANNEX: r"SEQ Annex \* ROMAN"}


class Styled:
    """A document whose styles are found once each, and what is the style by default once for all: the library looks through all of them for every paragraph.

    `numbers` are those of tables and annexes, by their keys.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.counted: Counter[str] = Counter()
        self.numbers: dict[str, str] = {}
        self.identity = cache(_identities(document, WD_STYLE_TYPE.PARAGRAPH))
        self.identity_of_table = cache(_identities(document, WD_STYLE_TYPE.TABLE))
        self.stated = cache(lambda name: document.styles[name].style_id)

    def count(self, blocks: Iterable[Block]) -> None:
        """Find the numbers of tables and annexes, to which texts before them may refer."""
        counted: Counter[str] = Counter()
        for block in blocks:
            if (isinstance(block, Grid) and block.described) or (isinstance(block, Heading) and block.key):
                kind = TABLE if isinstance(block, Grid) else ANNEX
                counted[kind] += 1
                self.numbers[block.key] = _shown(kind, counted[kind])

    def add(self, text: str, style: str, lead: str = "", *, bold: bool = False) -> Paragraph:
        """Add a paragraph; the words that lead in to it are in italics, or bold, and those that are not translated are in italics."""
        paragraph = self.document.add_paragraph()
        paragraph._p.style = self.identity(style)  # noqa: SLF001 (the library's own way looks for the style again)
        if lead:
            run = paragraph.add_run(printed(f"{lead} "))
            run.bold, run.italic = bold or None, not bold or None
        self._add_runs(paragraph, text)
        return paragraph

    def add_caption(self, caption: str, key: str = "") -> None:
        """Add the caption of a table; where it says `{number}` stands a field by which Word counts the tables."""
        self._add_counted(self.add("", "Caption"), caption, TABLE, key)

    def add_annex(self, heading: Heading) -> Paragraph:
        """Add the heading of an annex; where it says `{number}` stands a field by which Word counts the annexes."""
        paragraph = self.add("", "Statement Annex")
        self._add_counted(paragraph, heading.text, ANNEX, heading.key)
        return paragraph

    def _add_counted(self, paragraph: Paragraph, text: str, kind: str, key: str) -> None:
        before, after = CAPTION_NUMBER.split(text, maxsplit=1)
        self.counted[kind] += 1
        self._add_runs(paragraph, before)
        number = field(_SEQUENCES[kind], _shown(kind, self.counted[kind]))
        for element in _bookmarked(number, key, self.counted.total()) if key else [number]:
            paragraph._p.append(element)  # noqa: SLF001 (fields are not in the library)
        self._add_runs(paragraph, after)

    def _add_runs(self, paragraph: Paragraph, text: str) -> None:
        for piece, language in parted(text):
            for words, is_key in referring(piece):
                if is_key:
                    paragraph._p.append(field(rf"REF {words} \h", self.numbers[words]))  # noqa: SLF001 (fields are not in the library)
                    continue
                run = paragraph.add_run(printed(words))
                if language:
                    run.italic = True
                    SubElement(run._r.get_or_add_rPr(), qn("w:lang"), {qn("w:val"): locale(language)})  # noqa: SLF001 (not in the library)


def _identities(document: Document, kind: WD_STYLE_TYPE) -> Callable[[str], str | None]:
    """Return by what a paragraph, or a table, names its style: by nothing the one that it has by default; `ValueError` is raised for a style of another kind."""
    default = document.styles.default(kind)

    def identity(name: str) -> str | None:
        style = document.styles[name]
        if style.type != kind:
            message = f"the style {name} is one of another kind"
            raise ValueError(message)
        return None if style == default else style.style_id

    return identity


def _shown(kind: str, number: int) -> str:
    return roman(number) if kind == ANNEX else str(number)


def _bookmarked(element: BaseOxmlElement, key: str, place: int) -> list[BaseOxmlElement]:
    """Return an element between the two ends of a bookmark."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for each in (start, end):
        each.set(qn("w:id"), str(place))
    start.set(qn("w:name"), key)
    return [start, element, end]
