"""Letting go: nothing of a Word document stays in memory that is written, or read back, though nobody looks for unused memory."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from docx.opc.package import OpcPackage
from docx.opc.part import XmlPart
from support.memory import of_its_own
from support.statements import RICH

from aspbudget.documents.numerals import read_back
from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_document

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def nobody_looks_for_unused_memory() -> Iterator[list[XmlPart]]:
    """Give a list that has, at the end, every part of documents that came into memory meanwhile and is still there."""
    found: list[XmlPart] = []
    with of_its_own():
        yield found
        found += [each for each in gc.get_objects() if isinstance(each, XmlPart)]


def elements(parts: list[XmlPart]) -> int:
    """Return how many elements of the text, the styles and so on parts still hold, beside the one of each that holds all others."""
    return sum(len(each.element) for each in parts)


def the_trees_of_a_document_that_is_written_are_let_go() -> None:
    write_document(RICH, Terms("en"))  # what all documents share is made with the first
    with nobody_looks_for_unused_memory() as left:
        written = write_document(RICH, Terms("en"))
    assert elements(left) == 0
    assert read_back(written)


def the_trees_of_a_document_that_is_read_back_are_let_go() -> None:
    written = write_document(RICH, Terms("en"))
    with nobody_looks_for_unused_memory() as left:
        texts = read_back(written)
    assert elements(left) == 0
    assert RICH.title in texts


def a_document_that_is_opened_and_not_let_go_of_would_be_found() -> None:
    written = write_document(RICH, Terms("en"))
    with nobody_looks_for_unused_memory() as left:
        OpcPackage.open(BytesIO(written))
    assert elements(left) > 0
