"""Sealed documents: a Word document read again, its text as the seal counts it, and the code at the foot of its pages.

What counts is what a reader sees of its paragraphs, tables and heads of pages: a tracked change as it is shown, hidden text as if it were not there. Empty
paragraphs, looks, pictures, text boxes and the feet of pages, which have the code itself and the numbers of pages, don't count.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import docx
from docx.oxml.ns import qn

from aspbudget.documents.shown_text import guarded, shown_pieces
from aspbudget.documents.template import DOCUMENT
from aspbudget.faults import Fault, Refused
from aspbudget.inputs.package import BROKEN, UnsafeError, open_package
from aspbudget.inputs.properties import SEALED, SIGNED, properties
from aspbudget.lines.seal import CODE, as_sealed, book_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

HEAD, TEXT, TABLE = "head", "text", "table"
_WHOLE = "document"
_NESTED = tuple(qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))
_HIDDEN_ROW = f"{qn('w:trPr')}/{qn('w:hidden')}"
_BLANKS = re.compile(r"[ \t]+")


class Line(NamedTuple):
    """What stands in a document one below the other: a paragraph, or a row of a table with its cells, and which table it is, counted from 1; or a head of pages."""

    kind: str
    table: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class SealedDocument:
    """A document: what stands in it, what its seal says, and its signature; empty texts where it has none. `feet` are the codes at the feet of its pages."""

    label: str
    data: bytes
    lines: tuple[Line, ...]
    stated: str = ""
    feet: frozenset[str] = frozenset()
    signature: str = ""

    @cached_property
    def digests(self) -> dict[str, str]:
        """What stands for all that stands in it."""
        return {_WHOLE: digest(self.lines)}

    @property
    def is_unaltered(self) -> bool:
        """Whether its text, and the seal itself, are as they were written."""
        return self.stated == document_code(self.lines) and self.feet == {self.stated}


def digest(lines: tuple[Line, ...]) -> str:
    """Return what stands for all that stands in a document, in 64 digits."""
    return sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()


def document_code(lines: tuple[Line, ...]) -> str:
    """Return the code of a document, such as `7K3F-9QPL`."""
    return book_code({_WHOLE: digest(lines)})


def read_sealed_document(data: bytes, label: str) -> SealedDocument:
    """Return a document with what its seal says; raise `Refused` when it can't be read or isn't safe to."""
    try:
        with open_package(guarded(data), DOCUMENT) as package:
            stated = properties(package)
        document = docx.Document(BytesIO(data))
        lines, feet = sealed_lines(document), _feet(document)
    except UnsafeError as unsafe:
        raise Refused(unsafe.faults(label)) from unsafe
    except (*BROKEN, SyntaxError, AttributeError, TypeError) as error:
        raise Refused([Fault(label, "", "", DOCUMENT.damaged("its text can't be read"))]) from error
    code = stated.get(SEALED, "")
    return SealedDocument(label, data, lines, code or min(feet, default=""), feet, stated.get(SIGNED, ""))


def sealed_lines(document: Document) -> tuple[Line, ...]:
    """Return what stands in a document, the heads of its pages first; empty paragraphs, and rows without any text, are left out."""
    heads = dict.fromkeys(text for part in _edges(document, "header") for text in _paragraphs(part))
    tables = 0
    lines = [Line(HEAD, 0, (text,)) for text in sorted(heads)]
    for block in _blocks(document.element.body):
        if block.tag == qn("w:p"):
            lines.append(Line(TEXT, 0, (_text(block),)))
        else:
            tables += 1
            lines += [Line(TABLE, tables, tuple(map(_cell, row.iter(qn("w:tc"))))) for row in block.findall(qn("w:tr")) if row.find(_HIDDEN_ROW) is None]
    return tuple(each for each in lines if any(each.cells))


def _blocks(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Yield the paragraphs and tables of a body, also those within content controls and what was inserted."""
    for child in element:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in _NESTED:
            yield from _blocks(child)


def _cell(cell: BaseOxmlElement) -> str:
    return "\n".join(text for text in map(_text, cell.findall(qn("w:p"))) if text)


def _paragraphs(edge: BaseOxmlElement) -> Iterator[str]:
    yield from (text for text in map(_text, edge.iter(qn("w:p"))) if text)


def _text(paragraph: BaseOxmlElement) -> str:
    return _BLANKS.sub(" ", as_sealed("".join(shown_pieces(paragraph))).replace("\N{NON-BREAKING HYPHEN}", "-")).strip()


def _edges(document: Document, kind: str) -> Iterator[BaseOxmlElement]:
    """Yield the heads or feet of pages that a document has."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            yield relation.target_part.element


def _feet(document: Document) -> frozenset[str]:
    """Return the codes that stand at the feet of pages."""
    return frozenset(code for part in _edges(document, "footer") for text in _paragraphs(part) for code in CODE.findall(text))
