"""Letting go: a Word document that is written, or read, leaves memory before the next one is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.part import XmlPart

if TYPE_CHECKING:
    from docx.document import Document


def let_go(document: Document) -> None:
    """Let go of a document that nobody needs any more: its parts name each other, and their trees would stay in memory, five megabytes with each statement."""
    package = document.part.package
    for part in list(package.iter_parts()):
        part.rels.clear()
        if isinstance(part, XmlPart):
            part.element.clear()
    package.rels.clear()
