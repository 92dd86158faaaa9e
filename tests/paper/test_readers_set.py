"""The readers' set: documents in one PDF, with an outline, numbers throughout, a day that was given, and the same bytes each time."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
import xlsxwriter
from pypdf import PdfReader, PdfWriter
from support import libreoffice

from aspbudget.paper import readers_set as module
from aspbudget.paper.office import Document, NotPrinted
from aspbudget.paper.readers_set import NoBinder, readers_set, refuse_without_means

if TYPE_CHECKING:
    from collections.abc import Sequence


def workbook(title: str, sheets: dict[str, int]) -> Document:
    """Return a workbook with a title and sheets, each of so many rows, whose foot has the number of the page; the last is left out in print."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": title, "author": "The office"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.set_footer("&RPage &P of &N")
            sheet.set_paper(9)
            for row in range(rows):
                sheet.write_url(row, 0, f"internal:'{list(sheets)[-1]}'!A1", string=f"{name} row {row}")
        sheet.print_area("XFD1:XFD1")
        sheet.set_column("XFD:XFD", None, None, {"hidden": True})
    return Document("section.xlsx", out.getvalue())


def text(title: str, headings: Sequence[str]) -> Document:
    """Return a text with a title, and headings on pages of their own; its foot has the numbers as fields."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.author, document.core_properties.language = title, "", "fr-FR"
    for place, heading in enumerate(headings):
        document.add_heading(heading, 1).paragraph_format.page_break_before = bool(place)
    foot = document.sections[0].footer.paragraphs[0]
    for words in ("Page ", "PAGE", " sur ", "NUMPAGES"):
        run = foot.add_run("" if words.isupper() else words)
        if words.isupper():
            field = run._r.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}fldSimple", {"{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instr": words})
            run._r.addnext(field)
    out = BytesIO()
    document.save(out)
    return Document("section.docx", out.getvalue())


SET = [text("Budget proposé", ["Vue d'ensemble", "Moyens"]), workbook("Section, 2004", {"At a glance": 70, "Section": 3, "Workings": 5}), text("Résolution", ["Décide"])]


def outline(reader: PdfReader, entries: list[object] | None = None) -> list[object]:
    """Return an outline as titles with their pages, and lists of what stands below them."""
    given = reader.outline if entries is None else entries
    return [outline(reader, each) if isinstance(each, list) else (each.title, reader.get_destination_page_number(each) + 1) for each in given]  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def bound() -> bytes:
    """A set of two texts and a workbook."""
    return readers_set(SET, date(2003, 10, 1)).data


@libreoffice.needed
def the_outline_has_each_document_with_its_sheets_or_headings(bound: bytes) -> None:
    assert outline(PdfReader(BytesIO(bound))) == [
        ("Budget proposé", 1), [("Vue d'ensemble", 1), ("Moyens", 2)],
        ("Section, 2004", 3), [("At a glance", 3), ("Section", 5)],
        ("Résolution", 6), [("Décide", 6)],
    ]  # fmt: skip


@libreoffice.needed
def the_pages_are_numbered_throughout_each_in_the_words_of_its_document(bound: bytes) -> None:
    feet = [[line.strip() for line in page.extract_text().splitlines() if line.strip().startswith("Page ")] for page in PdfReader(BytesIO(bound)).pages]
    assert feet == [["Page 1 sur 6"], ["Page 2 sur 6"], ["Page 3 of 6"], ["Page 4 of 6"], ["Page 5 of 6"], ["Page 6 sur 6"]]


@libreoffice.needed
def a_link_to_what_is_not_printed_is_taken_out(bound: bytes) -> None:
    assert [page.annotations for page in PdfReader(BytesIO(bound)).pages] == [None] * 6


@libreoffice.needed
def the_set_says_who_when_and_in_which_language_and_nothing_of_the_clock_or_the_machine(bound: bytes) -> None:
    reader = PdfReader(BytesIO(bound))
    assert dict(reader.metadata or {}) == {
        "/Title": "Budget proposé", "/Author": "The office", "/Producer": "aspbudget", "/CreationDate": "D:20031001000000Z", "/ModDate": "D:20031001000000Z",
    }  # fmt: skip
    root = reader.trailer["/Root"].get_object()
    assert (root["/Lang"], root["/PageMode"], "/ID" in reader.trailer, "/Metadata" in root) == ("fr-FR", "/UseOutlines", False, False)  # type: ignore[index]


@libreoffice.needed
def the_same_documents_give_the_same_bytes(bound: bytes) -> None:
    assert readers_set(SET, date(2003, 10, 1)).data == bound


@libreoffice.needed
def no_number_of_the_file_is_left_without_what_it_numbers(bound: bytes) -> None:
    assert bound.count(b" f \n") == 1, "poppler takes the places of numbers that are free for those of objects, and loses the title"
    assert PdfReader(BytesIO(bound), strict=True).pdf_header >= "%PDF-1.4"


def pages(number: int) -> bytes:
    """Return a PDF of so many empty pages."""
    writer, out = PdfWriter(), BytesIO()
    for _ in range(number):
        writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


def a_set_without_a_day_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "printed", lambda documents, _: [pages(2) for _ in documents])
    found = readers_set(SET, None)
    assert found.pages == (2, 2, 2)
    assert set(PdfReader(BytesIO(found.data)).metadata or {}) == {"/Title", "/Author", "/Producer"}


def no_numbers_are_printed_that_are_not_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = iter([[2, 3, 1], [2, 4, 1]])
    monkeypatch.setattr(module, "printed", lambda *_: [pages(each) for each in next(sizes)])
    with pytest.raises(NotPrinted) as found:
        readers_set(SET, None)
    assert (found.value.filename, found.value.strerror) == (
        "section.xlsx", "LibreOffice laid it out on another number of pages the second time, so that no page has a number that is sure",
    )  # fmt: skip


def no_library_is_no_pdf_and_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(NoBinder) as found:
        refuse_without_means()
    assert str(found.value) == 'A PDF is bound by the library pypdf, which isn\'t installed here: pip install "aspbudget[pdf]", or leave --pdf out.'
