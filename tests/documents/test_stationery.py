"""Stationery: an office's own template is kept, filled in, and made to say on each page that a draft is one."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_SECTION
from support.crafted_documents import MAIN, SECTION, STYLE, root, text
from support.crafted_documents import document as crafted
from support.opened_documents import edges, headings, office, saved, written
from support.statements import FREE, RICH, paragraph

from aspbudget.documents.letterhead import STYLES
from aspbudget.documents.stationery import default_template, fill, open_template, safe, sections
from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_document

pytestmark = pytest.mark.slow
VALUES = {"symbol": "L.3", "title": "{symbol}", "standing": "DRAFT"}


def a_template_of_an_office_is_kept_and_filled_in() -> None:
    document = written(RICH, template=saved(office()))
    said = [each.text for each in document.paragraphs]
    assert said[0] == f"To the Bureau: {RICH.title}"
    assert said[1].startswith("Assembly of States Parties")
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
    bare.add_paragraph("{statement}")
    for style in [style for style in bare.styles if style.name in STYLES]:
        style.delete()
    for data in (None, saved(bare), default_template(Terms("en"))):
        assert set(STYLES) <= {style.name for style in open_template(data, Terms("en")).styles}


def each_section_says_draft_also_one_that_ends_in_a_content_control() -> None:
    cover = f"<w:sdt><w:sdtContent><w:p><w:pPr>{SECTION}</w:pPr></w:p></w:sdtContent></w:sdt>"
    document = written(RICH, template=crafted(inner=cover))
    assert [each.header.paragraphs[0].text for each in sections(document)] == ["DRAFT", "DRAFT"]


def a_template_without_a_size_of_its_page_gets_that_of_the_built_in_one() -> None:
    for section in ("", "<w:sectPr/>", '<w:sectPr><w:pgSz w:w="5"/><w:pgMar w:top="1"/></w:sectPr>'):
        (own,) = written(FREE, template=crafted({MAIN: text(section=section)})).sections
        assert [round(each.cm, 1) for each in (own.page_width, own.page_height, own.left_margin)] == [21, 29.7, 2]


def a_style_that_is_borrowed_takes_no_name_from_those_that_are_there() -> None:
    own = root("styles", STYLE.format("paragraph", "Title", "Titel") + STYLE.format("character", "q", "Quote"))
    document = written(FREE, template=crafted({"word/styles.xml": own}))
    names = {style.style_id: style.name for style in document.styles}
    assert (names["Title"], names["Title1"], names["q"], names["Quote"]) == ("Titel", "Title", "Quote (other)", "Quote")
    assert len(names) == len(list(document.styles))


@pytest.mark.parametrize("styles", ["", "<w:docDefaults/>", "<w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault></w:docDefaults>"])
def the_language_is_set_where_no_style_states_one(styles: str) -> None:
    document = written(FREE, template=crafted({"word/styles.xml": root("styles", styles)}))
    assert document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr/w:lang/@w:val") == ["en-GB"]


# Characters.


def no_character_that_a_document_cannot_hold_is_left() -> None:
    assert safe("a\x00b\x1b\ufffe\tc\nd É\U0001f600") == "ab\tc\nd É\U0001f600"


@pytest.mark.parametrize("code", [*range(9), 0x0B, 0x0D, 0x1B, 0x7F, 0x80, 0x85, 0x9B, 0x9F, *range(0x202A, 0x202F), *range(0x2066, 0x2070), 0xFEFF, 0xE0041])
def every_character_that_reorders_or_hides_words_is_left_out(code: int) -> None:
    assert safe(f"pay {chr(code)}100") == "pay 100"


@pytest.mark.parametrize("words", ["ש\u200e (a)", "\u200fعربي", "\u061cعربي 100", "fi\u200cni", "क\u094d\u200dष", "no\u00adbreak", "a\u00a0b"])
def the_characters_that_arabic_hebrew_and_other_scripts_need_stay(words: str) -> None:
    assert safe(words) == words


def no_word_of_an_input_turns_the_direction_of_a_document_also_on_a_template() -> None:
    turned = "\u202eevil\u202c \u2067x\u2069 \x85"
    statement = replace(RICH, title=turned, symbol=turned, prepared_by=turned, paragraphs=(paragraph("2", turned),))
    for template in (None, saved(office())):
        with ZipFile(BytesIO(write_document(statement, Terms("en"), template))) as package:
            text_of_all = "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))
        assert not set(text_of_all) & set(turned.replace(" ", "").replace("evil", "").replace("x", ""))


def a_property_of_the_document_is_as_long_as_a_property_may_be() -> None:
    document = written(replace(FREE, title="a" * 300, prepared_by="b" * 300), template=saved(office()))
    assert (document.core_properties.subject, document.core_properties.author) == ("a" * 255, "b" * 255)
