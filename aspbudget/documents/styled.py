"""The document while it is written: paragraphs in its styles, words that are not translated in their own language, and numbered captions."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from lxml.etree import SubElement

from aspbudget.documents.foreign import is_marked, parted
from aspbudget.documents.letterhead import field
from aspbudget.documents.stationery import safe

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from aspbudget.documents.terms import Terms

CAPTION_NUMBER = re.compile(r"\{number\}")
_SEQUENCE = r"SEQ Table \* ARABIC"


class Styled:
    """A document whose styles are found once each: the library looks through all of them for every paragraph.

    `foreign` is the language of the words that are not translated: that of the inputs.
    """

    def __init__(self, document: Document, terms: Terms) -> None:
        self.document = document
        self.foreign = terms.original("format", "locale")
        self.captions = 0
        self.identity = cache(lambda name: document.part.get_style_id(name, WD_STYLE_TYPE.PARAGRAPH))  # type: ignore[no-untyped-call]

    def add(self, text: str, style: str) -> Paragraph:
        """Add a paragraph; words that are marked as not translated are in italics."""
        paragraph = self.document.add_paragraph("" if is_marked(text) else safe(text))
        paragraph._p.style = self.identity(style)  # noqa: SLF001 (the library's own way looks for the style again)
        if is_marked(text):
            self._add_runs(paragraph, text)
        return paragraph

    def add_caption(self, caption: str) -> None:
        """Add the caption of a table; where it says `{number}` stands a field by which Word counts the tables."""
        paragraph = self.add("", "Caption")
        before, after = CAPTION_NUMBER.split(caption, maxsplit=1)
        self.captions += 1
        self._add_runs(paragraph, before)
        paragraph._p.append(field(_SEQUENCE, str(self.captions)))  # noqa: SLF001 (fields are not in the library)
        self._add_runs(paragraph, after)

    def _add_runs(self, paragraph: Paragraph, text: str) -> None:
        for piece, is_foreign in parted(text):
            run = paragraph.add_run(safe(piece))
            if is_foreign:
                run.italic = True
                SubElement(run._r.get_or_add_rPr(), qn("w:lang"), {qn("w:val"): self.foreign})  # noqa: SLF001 (not in the library)
