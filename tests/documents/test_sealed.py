"""Sealed documents: the code at the foot is that of what a reader sees, and whatever differs from it is named."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from support.statements import RICH

from aspbudget.documents.altered import document_alterations
from aspbudget.documents.sealed import HEAD, read_sealed_document
from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_document
from aspbudget.faults import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from aspbudget.documents.sealed import SealedDocument


@cache
def written(language: str = "en") -> bytes:
    """Return a statement as it was written."""
    return write_document(RICH, Terms(language))


def saved(alter: Callable[[Document], Any] = lambda _: None) -> SealedDocument:
    """Return the statement, altered, as another program saves it."""
    document, out = docx.Document(BytesIO(written())), BytesIO()
    alter(document)
    document.save(out)
    return read_sealed_document(out.getvalue(), "copy")


@cache
def original() -> SealedDocument:
    """Return the statement as it was written, read."""
    return read_sealed_document(written(), "original")


def differing(alter: Callable[[Document], Any]) -> list[tuple[str, ...]]:
    """Return what is said to differ in a statement that was altered, which then is no longer as it was written."""
    copy = saved(alter)
    assert not copy.is_unaltered
    return [tuple(each) for each in document_alterations(original(), copy)]


def long_one(document: Document) -> Paragraph:
    """Return the first paragraph of the body that is a sentence."""
    return next(each for each in document.paragraphs if len(each.text) > 80)


def number_of(paragraph: Paragraph) -> str:
    """Return which of the paragraphs of its document with a text one is, as it is called."""
    texts = [line.cells[0] for line in original().lines if line.kind not in ("table", HEAD)]
    return f"Paragraph {texts.index(paragraph.text) + 1}"


def a_document_is_as_it_was_written_and_so_is_a_saved_copy() -> None:
    assert original().is_unaltered
    assert saved().is_unaltered
    assert list(document_alterations(original(), saved())) == []


@pytest.mark.parametrize(("language", "word"), [("en", "Seal"), ("fr", "Sceau")])
def the_code_stands_beside_the_number_of_the_page(language: str, word: str) -> None:
    found = read_sealed_document(written(language), "statement")
    foot = docx.Document(BytesIO(written(language))).sections[0].footer
    assert [each.text.endswith(f" · {word} {found.stated}") for each in foot.paragraphs] == [True]
    assert found.feet == {found.stated}


def a_word_in_a_paragraph_is_altered() -> None:
    before = long_one(docx.Document(BytesIO(written())))

    def alter(document: Document) -> None:
        long_one(document).runs[-1].text += " and more"

    assert differing(alter) == [("paragraph altered", number_of(before), "", before.text, f"{before.text} and more")]


def a_number_in_a_table_is_altered_at_its_cell() -> None:
    def alter(document: Document) -> None:
        document.tables[1].rows[1].cells[1].paragraphs[0].text = "1,234"

    before = docx.Document(BytesIO(written())).tables[1].rows[1].cells[1].text
    assert differing(alter) == [("cell", "Table 2", "row 2, column 2", before, "1,234")]


def a_row_that_is_gone_is_named_and_the_rows_below_it_are_not() -> None:
    def alter(document: Document) -> None:
        row = document.tables[1].rows[2]._tr
        row.getparent().remove(row)

    assert [each[:3] for each in differing(alter)] == [("row removed", "Table 2", "3")]


def a_paragraph_that_is_gone_or_was_added_is_named() -> None:
    def remove(document: Document) -> None:
        found = long_one(document)._p
        found.getparent().remove(found)

    def add(document: Document) -> None:
        long_one(document).insert_paragraph_before("Nothing is due.")

    before = long_one(docx.Document(BytesIO(written())))
    assert differing(remove) == [("paragraph removed", number_of(before), "", before.text, "")]
    assert differing(add) == [("paragraph added", number_of(before), "", "", "Nothing is due.")]


def a_text_that_somebody_hides_is_gone() -> None:
    def alter(document: Document) -> None:
        for run in long_one(document).runs:
            run.font.hidden = True

    assert [each[0] for each in differing(alter)] == ["paragraph removed"]


def a_row_of_a_table_that_somebody_hides_is_gone() -> None:
    def alter(document: Document) -> None:
        document.tables[1].rows[2]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))

    assert [each[:3] for each in differing(alter)] == [("row removed", "Table 2", "3")]


def a_tracked_deletion_is_taken_as_it_is_shown() -> None:
    def alter(document: Document) -> None:
        run = long_one(document).runs[0]._r
        deleted = OxmlElement("w:del")
        run.addprevious(deleted)
        deleted.append(run)

    assert [each[0] for each in differing(alter)] in (["paragraph removed"], ["paragraph altered"])


def a_draft_that_no_longer_says_so_at_the_head_of_its_pages_is_altered() -> None:
    def alter(document: Document) -> None:
        for text in document.sections[0].header._element.iter(qn("w:t")):
            text.text = (text.text or "").replace("DRAFT", "")

    assert [each[:2] for each in differing(alter)] == [("paragraph removed", "Head of pages")]


def a_look_is_no_content() -> None:
    def alter(document: Document) -> None:
        long_one(document).runs[0].bold = True
        document.add_paragraph("")

    assert saved(alter).is_unaltered


def a_code_at_the_foot_that_is_another_or_gone_is_no_seal() -> None:
    def another(document: Document) -> None:
        run = document.sections[0].footer.paragraphs[0].runs[-1]
        run.text = run.text.replace(original().stated, "AAAA-BBBB")

    def gone(document: Document) -> None:
        document.sections[0].footer.paragraphs[0].runs[-1].text = ""

    assert [(each.is_unaltered, each.stated, each.feet) for each in (saved(another), saved(gone))] == [(False, original().stated, {"AAAA-BBBB"}), (False, original().stated, set())]
    assert differing(another) == []


def a_template_without_a_foot_gets_the_code_and_one_with_several_gets_it_in_each() -> None:
    template, out = docx.Document(), BytesIO()
    template.add_paragraph("{statement}")
    template.sections[0].different_first_page_header_footer = True
    template.sections[0].first_page_footer.paragraphs[0].text = "12 Main Street"
    template.save(out)
    found = read_sealed_document(write_document(RICH, Terms("en"), out.getvalue()), "statement")
    assert found.is_unaltered
    again = docx.Document(BytesIO(found.data)).sections[0]
    for foot in (again.footer, again.first_page_footer):
        assert "".join(each.text for each in foot.paragraphs).count(found.stated) == 1


def a_document_of_somebody_else_has_no_seal() -> None:
    out = BytesIO()
    docx.Document().save(out)
    assert read_sealed_document(out.getvalue(), "letter").stated == ""


def a_damaged_document_is_refused() -> None:
    with pytest.raises(Refused, match=r"^statement: "):
        read_sealed_document(written()[:3_000], "statement")
