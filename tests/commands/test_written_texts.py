"""Texts read back: a number that nothing explains is a difference, unless it stands in the stationery."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document

from aspbudget.commands.renewal import Finished
from aspbudget.commands.written_texts import Written
from aspbudget.documents.terms import Terms
from aspbudget.workbooks.reconcile import Difference, Reconciliation

WORKBOOK = Finished({Path("L.1.xlsx"): b"workbook"}, (Reconciliation("the workbook", 5, ()),))


def _document(*paragraphs: str) -> bytes:
    document, file = Document(), BytesIO()
    for each in paragraphs:
        document.add_paragraph(each)
    document.save(file)
    return file.getvalue()


def _written(*paragraphs: str) -> Written:
    """Return a text of which 12 is the only figure."""
    return Written(lambda *_: _document(*paragraphs), lambda texts, _: [each for each in " ".join(texts).split() if each.isdigit() and each != "12"])


def a_number_that_is_no_figure_of_a_text_is_a_difference() -> None:
    """Both are counted, and the one that nothing explains is named."""
    text = _written("In all 12 meetings", "of 345 days")
    assert text.read(Terms(), text.write(Terms(), None), None) == Reconciliation("the text read back", 2, (Difference("text", "", "345", None),))


def a_number_of_the_stationery_is_no_difference() -> None:
    """The office's own letterhead may give the number of its house."""
    text = _written("In all 12 meetings", "Street 345")
    assert text.read(Terms(), text.write(Terms(), None), _document("Street 345")).differences == ()


def a_workbook_and_its_texts_are_files_and_proofs_in_this_order() -> None:
    """What was made of the workbook comes first, then each text where it belongs."""
    found = _written("In all 12 meetings").finished(WORKBOOK, {Path("L.1.docx"): Terms(), Path("L.1.fr.docx"): Terms("fr")}, None)
    assert list(found.files) == [Path("L.1.xlsx"), Path("L.1.docx"), Path("L.1.fr.docx")]
    assert [each.cells for each in found.proofs] == [5, 1, 1]
