"""Shown text: what a reader of a Word document sees, and every document that is refused in a sentence."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from support.numbered_document import changed, definition, document, level, paragraph, text, use

from aspbudget.documents.shown_text import NotWord, is_word, shown_text
from aspbudget.statements.paragraphs import found_in

if TYPE_CHECKING:
    from collections.abc import Callable

LISTS = definition(1, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)")) + use(1, 1)
REFUSED = (
    "draft.docx is not a Word document (.docx), or it is damaged, holds macros or is protected with a password: open it in Word and save it as "
    "Word Document (.docx) without a password, or copy its text and paste it with --text -."
)
CELL = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>in a table</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"


def lines(body: str, lists: str = LISTS) -> list[str]:
    """Return the lines that a document shows, without the empty ones."""
    return [line for line in shown_text(document(body, lists), "draft.docx").text.split("\n") if line]


def changed_part(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a document with a text of one of its parts replaced."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(out, "w", ZIP_DEFLATED) as copy:
        for name in package.namelist():
            content = package.read(name)
            copy.writestr(name, content.replace(old.encode(), new.encode()) if name == part else content)
    return out.getvalue()


def each_paragraph_stands_with_the_number_that_word_gives_it() -> None:
    body = paragraph("Recalling,") + paragraph("Requests:", 1) + paragraph("a report;", 1, 1) + paragraph("a study;", 1, 1) + paragraph("Decides.", 1)
    assert lines(body) == ["Recalling,", "1.\tRequests:", "(a)\ta report;", "(b)\ta study;", "2.\tDecides."]
    found = found_in(shown_text(document(body, LISTS), "draft.docx").text).paragraphs
    assert dict(found) == {"1": "Requests:", "1 (a)": "a report;", "1 (b)": "a study;", "2": "Decides."}


def a_number_without_a_stop_gets_one_so_that_it_is_a_paragraph() -> None:
    assert lines(paragraph("Decides;", 1), definition(1, level(0, "decimal", "%1")) + use(1, 1)) == ["1.\tDecides;"]


def a_change_that_is_tracked_is_taken_as_shown() -> None:
    meets = text("Decides to meet for ") + changed("del", "<w:r><w:delText>five</w:delText></w:r>") + changed("ins", text("ten")) + text(" days;")
    moved = changed("moveFrom", text("here")) + changed("moveTo", text("there"))
    assert lines(paragraph(meets, 1) + paragraph(moved, 1)) == ["1.\tDecides to meet for ten days;", "2.\tthere"]


def a_paragraph_that_was_deleted_has_no_number() -> None:
    gone = paragraph(changed("del", "<w:r><w:delText>Requests</w:delText></w:r>"), 1, mark="del")
    assert lines(paragraph("Decides;", 1) + gone + paragraph("Ends.", 1)) == ["1.\tDecides;", "2.\tEnds."]


def a_paragraph_whose_end_was_deleted_is_one_with_the_next() -> None:
    assert lines(paragraph("Decides ", 1, mark="del") + paragraph("to meet.", 1)) == ["1.\tDecides to meet."]
    assert lines(paragraph("Decides ", 1) + paragraph("to meet.", 1, mark="ins")) == ["1.\tDecides ", "2.\tto meet."]


def the_text_of_a_content_control_a_link_or_a_field_is_read() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Decides;', 1)}</w:sdtContent></w:sdt>"
    inline = text("Requests ") + f"<w:sdt><w:sdtContent>{text('a report')}</w:sdtContent></w:sdt><w:hyperlink>{text(' of it')}</w:hyperlink>"
    field = f'<w:fldSimple w:instr=" PAGE ">{text(" 7")}</w:fldSimple><w:r><w:instrText> DATE </w:instrText></w:r>'
    assert lines(control + paragraph(inline + field, 1)) == ["1.\tDecides;", "2.\tRequests a report of it 7"]


def a_footnote_hidden_text_and_a_text_box_are_left_out() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> open</w:t></w:r>'
    box = "<w:r><w:pict><w:p><w:r><w:t>box</w:t></w:r></w:p></w:pict></w:r>"
    assert lines(paragraph(text("Recalls the report") + note + hidden + box, 1)) == ["1.\tRecalls the report open"]


def a_header_is_left_out() -> None:
    made = docx.Document(BytesIO(document(paragraph("Decides.", 1), LISTS)))
    made.sections[0].header.paragraphs[0].text = "ICC-ASP/3/L.1"
    out = BytesIO()
    made.save(out)
    assert shown_text(out.getvalue(), "draft.docx").text.split() == ["1.", "Decides."]


@pytest.mark.parametrize(("tables", "stated"), [(1, "1 table, which is"), (2, "2 tables, which are")])
def a_table_is_left_out_and_that_is_said(tables: int, stated: str) -> None:
    found = shown_text(document(paragraph("Decides.", 1) + tables * CELL, LISTS), "draft.docx")
    assert "in a table" not in found.text
    assert found.warnings == (f"draft.docx has {stated} left out; look whether a paragraph stands in a table.",)


def the_tabs_line_breaks_and_hyphens_are_kept() -> None:
    content = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t></w:r>"
    assert lines(paragraph(content)) == ["a\tb", "non-stop"]


def a_word_document_is_known_by_what_is_in_it() -> None:
    assert is_word(document(paragraph("Decides.")))
    assert not is_word(b"PK\x03\x04 xl/workbook.xml")
    assert not is_word(b"word/document.xml")


WHOLE = document(paragraph("Decides.", 1), LISTS)
MAIN, TYPES = "word/document.xml", "[Content_Types].xml"


@pytest.mark.parametrize(
    "data",
    [
        lambda: WHOLE[: len(WHOLE) // 2],
        lambda: b"PK\x03\x04 word/document.xml",
        lambda: changed_part(WHOLE, MAIN, "<w:body>", "<w:bo"),
        lambda: changed_part(WHOLE, TYPES, "wordprocessingml.document.main", "ms-word.document.macroEnabled.main"),
        lambda: changed_part(WHOLE, MAIN, "Decides.", "0" * 30_000_000),
        lambda: changed_part(WHOLE, "_rels/.rels", "officeDocument", "nothing"),
        lambda: changed_part(WHOLE, MAIN, "<w:body>", "<w:body>" + "<w:sdt>" * 5_000),
    ],
    ids=["half", "no package", "broken", "macros", "a bomb", "no document", "too deep"],
)
def a_document_that_is_not_whole_or_not_safe_is_refused_in_a_sentence(data: Callable[[], bytes]) -> None:
    with pytest.raises(NotWord, match=f"^{re.escape(REFUSED)}$"):
        shown_text(data(), "draft.docx")


def an_entity_is_never_opened() -> None:
    declared = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "bbbb">]><w:document'
    data = changed_part(changed_part(WHOLE, MAIN, "<w:document", declared), MAIN, "Decides.", "D&a;&b;")
    with pytest.raises(NotWord):
        shown_text(data, "draft.docx")


def a_document_that_was_damaged_anywhere_is_read_or_refused() -> None:
    chance = random.Random(7)
    for _ in range(100):
        data = bytearray(WHOLE)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppress(NotWord):
            shown_text(bytes(data), "draft.docx")
