"""Shown text: what a reader of a Word document sees of its body, with the numbers that Word gives, as plain text.

Tracked changes are taken as shown: what was inserted is there, what was deleted is not. Headers, footers, footnotes, tables, text
boxes and hidden text are left out.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import docx
from docx.oxml.ns import qn

from aspbudget.documents.list_numbers import ListNumbers
from aspbudget.documents.template import DOCUMENT
from aspbudget.faults import WrongUse, count
from aspbudget.inputs.package import BROKEN, Handlers, UnsafeError, open_package, stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_GONE = {qn(f"w:{name}") for name in ("del", "moveFrom")}
_LEFT_OUT = _GONE | {qn(f"w:{name}") for name in ("pPr", "rPr", "sdtPr", "pict", "object", "drawing", "txbxContent", "instrText")}
_MARKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_NUMBERED = re.compile(r"[0-9.]*[0-9]")
_OFF = ("0", "false", "off")
_NOT_WORD = (
    "{} is not a Word document (.docx), or it is damaged, holds macros or is protected with a password: open it in Word and save it as Word "
    "Document (.docx) without a password, or copy its text and paste it with --text -."
)


class NotWord(WrongUse):
    """A file is no Word document that can be read safely."""


class Shown(NamedTuple):
    """The text of a document, and what to look at because it was left out."""

    text: str
    warnings: tuple[str, ...] = ()


def is_word(data: bytes) -> bool:
    """Whether a file is a package with a Word document in it."""
    return data.startswith(b"PK") and b"word/document" in data


def shown_text(data: bytes, name: str) -> Shown:
    """Return the text of a Word document as its reader sees it, an empty line after each paragraph; messages call the file `name`.

    Raises `NotWord` when the file is none, is damaged or protected, holds macros, or is larger than a document can be.
    """
    try:
        guarded(data)
        document = docx.Document(BytesIO(data))
        text = "".join(_paragraphs(document))
    except (UnsafeError, *BROKEN, SyntaxError, AttributeError, TypeError) as error:
        raise NotWord(_NOT_WORD.format(name)) from error
    tables = len(list(_blocks(document.element.body, "w:tbl")))
    warning = f"{name} has {count(tables, 'table')}, which {'is' if tables == 1 else 'are'} left out; look whether a paragraph stands in a table."
    return Shown(text, (warning,) if tables else ())


def guarded(data: bytes) -> bytes:
    """Return a Word document as it is; raise `UnsafeError` for one that is larger than it says, or that declares a document type or never ends a tag."""
    with open_package(data, DOCUMENT) as package:
        for part in package.namelist():
            if part.casefold().endswith((".xml", ".rels")):
                stream(package, part, Handlers(lambda _, __: None))
    return data


def _paragraphs(document: Document) -> Iterator[str]:
    """Yield each paragraph with its number; one whose end was deleted goes on in the next."""
    numbers = ListNumbers(document)
    text = ""
    for paragraph in _blocks(document.element.body, "w:p"):
        text += "".join(shown_pieces(paragraph))
        if not _goes_on(paragraph):
            number = numbers.next(paragraph)
            stop = "." if _NUMBERED.fullmatch(number) else ""
            yield f"{number}{stop}\t{text}\n\n" if number else f"{text}\n\n"
            text = ""
    yield text


def _blocks(element: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """Yield the paragraphs or tables of a body, also those in content controls and in what was inserted, but none within a table."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag not in (qn("w:p"), qn("w:tbl"), *_LEFT_OUT):
            yield from _blocks(child, tag)


def _goes_on(paragraph: BaseOxmlElement) -> bool:
    """Whether the end of a paragraph was deleted or moved away, so that it is one with the next."""
    return any(child.tag in _GONE for mark in paragraph.findall(f"{qn('w:pPr')}/{qn('w:rPr')}") for child in mark)


def shown_pieces(element: BaseOxmlElement) -> Iterator[str]:
    """Yield the texts of an element that its reader sees, in their order."""
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _MARKS:
            yield _MARKS[child.tag]
        elif child.tag not in _LEFT_OUT and isinstance(child.tag, str) and not _hidden(child):
            yield from shown_pieces(child)


def _hidden(run: BaseOxmlElement) -> bool:
    mark = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if run.tag == qn("w:r") else None
    return mark is not None and mark.get(qn("w:val"), "1") not in _OFF
