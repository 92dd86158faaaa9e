"""Stationery: an office's own template is kept, filled in, and made to say on each page that a draft is one."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_SECTION
from support.opened_documents import edges, headings, office, saved, written
from support.statements import FREE, RICH

from aspbudget.documents.letterhead import STYLES
from aspbudget.documents.stationery import default_template, fill, open_template, safe
from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_document
from aspbudget.faults import Refused

pytestmark = pytest.mark.slow
VALUES = {"symbol": "L.3", "title": "{symbol}", "standing": "DRAFT"}


def a_template_of_an_office_is_kept_and_filled_in() -> None:
    document = written(RICH, template=saved(office()))
    said = [each.text for each in document.paragraphs]
    assert said[0] == f"To the Bureau: {RICH.title}"
    assert said[1].startswith("Statement of budgetary implications")
    assert said[-1] == "Yours faithfully, A. Officer"
    assert "{statement}" not in "".join(said)
    assert edges(document)[0].endswith("Secretariat of the Assembly, ICC-ASP/2/L.7, {unknown}")
    assert document.sections[0].footer.paragraphs[0].text == "For Major Programme IV of 2004."
    assert document.styles["Heading 1"].font.size.cm == pytest.approx(1, abs=0.02)


def a_template_without_a_place_for_its_standing_still_says_draft_and_numbers_its_pages() -> None:
    document = written(RICH, template=saved(office()))
    assert edges(document)[0].startswith("DRAFT")
    fields = document.sections[0].footer._element.iter("{*}fldSimple")
    assert [each.get(each.keys()[0]).strip() for each in fields] == ["PAGE", "NUMPAGES"]
    assert edges(written(FREE, template=saved(office())))[0].startswith("Secretariat")


def each_section_and_first_page_of_a_template_says_draft() -> None:
    own = office()
    own.sections[0].different_first_page_header_footer = True
    own.add_section(WD_SECTION.NEW_PAGE).header.is_linked_to_previous = False
    document = written(RICH, template=saved(own))
    first = document.sections[0].first_page_header
    assert [edge.startswith("DRAFT") for edge in edges(document)] == [True, True]
    assert first.paragraphs[0].text == "DRAFT"


def a_template_with_page_numbers_of_its_own_gets_no_others() -> None:
    document = written(RICH, template=default_template(Terms("en")))
    assert len(list(document.sections[0].footer._element.iter("{*}fldSimple"))) == 2


def the_statement_goes_to_the_end_of_a_template_that_has_no_place_for_it() -> None:
    own = docx.Document()
    own.add_paragraph("To the Bureau")
    said = [each.text for each in written(RICH, template=saved(own)).paragraphs]
    assert said[0] == "To the Bureau"
    assert said[1].startswith("Statement of budgetary implications")


def a_table_fills_the_page_of_its_template() -> None:
    table = written(RICH, template=saved(office())).tables[0]
    assert sum(column.width.cm for column in table.columns) == pytest.approx(23.7, abs=0.1)


def an_empty_template_borrows_the_styles_that_it_lacks() -> None:
    own = docx.Document()
    for name in ("Quote", "Caption", "Title"):
        own.styles[name].delete()
    document = written(RICH, template=saved(own))
    assert document.styles["Title"].font.bold
    assert headings(document) == headings(written(RICH))


@pytest.mark.parametrize("data", [b"", b"no document", b"PK\x03\x04 damaged", b"%PDF-1.4"])
def a_template_that_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        write_document(RICH, Terms("en"), data)
    (fault,) = refused.value.faults
    assert str(fault) == (
        "inputs/statement_template.docx: This is not a Word document (.docx), or it is damaged or holds macros: open it in Word and "
        "save it as Word Document (.docx)."
    )


def a_workbook_or_a_template_with_macros_is_refused() -> None:
    out = BytesIO()
    with ZipFile(BytesIO(saved(office()))) as read, ZipFile(out, "w") as changed:
        for name in read.namelist():
            data = read.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")
            changed.writestr(name, data)
    with pytest.raises(Refused):
        write_document(RICH, Terms("en"), out.getvalue())


def a_placeholder_in_pieces_is_filled_in_and_what_is_none_is_left() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("See {sym", "bol", "}, {other} and {title}"):
        paragraph.add_run(piece)
    fill(document, VALUES, Terms("en"))
    assert paragraph.text == "See L.3, {other} and {symbol}"


def a_page_that_says_its_standing_says_it_once() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{symbol} {standing}"
    fill(document, VALUES, Terms("en"))
    assert [each.text for each in document.sections[0].header.paragraphs] == ["L.3 DRAFT"]
    final = docx.Document()
    fill(final, VALUES | {"standing": ""}, Terms("en"))
    assert [each.text for each in final.sections[0].header.paragraphs] == [""]


def every_style_is_there_whatever_the_template() -> None:
    bare = docx.Document()
    for style in [style for style in bare.styles if style.name in STYLES]:
        style.delete()
    for data in (None, saved(bare), default_template(Terms("en"))):
        assert set(STYLES) <= {style.name for style in open_template(data, Terms("en")).styles}


def no_character_that_a_document_cannot_hold_is_left() -> None:
    assert safe("a\x00b\x1b\ufffe\tc\nd É\U0001f600") == "ab\tc\nd É\U0001f600"
