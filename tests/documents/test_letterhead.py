"""The letterhead: the built-in template is an A4 page that numbers its paragraphs and pages and says what it is of."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from support.opened_documents import in_each_language, texts, written
from support.statements import RICH

from aspbudget.documents.letterhead import LOOKS, STYLES, TABLE, built_in, deeper
from aspbudget.documents.stationery import default_template, open_template
from aspbudget.documents.template import NARRATIVE, STATEMENT, Form
from aspbudget.documents.terms import Terms


def the_page_is_a4() -> None:
    section = written(RICH).sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)


def the_built_in_template_can_be_given_back() -> None:
    terms = Terms("en")
    assert texts(written(RICH, template=default_template(terms))) == texts(written(RICH))


def every_style_of_a_statement_is_there_as_it_is_to_look() -> None:
    styles = built_in(Terms("en")).styles
    assert set(STYLES) <= {style.name for style in styles}
    assert TABLE in STYLES
    for name, look in LOOKS.items():
        style = styles[name]
        assert (style.font.size, bool(style.font.bold), bool(style.font.italic)) == (Pt(look.size), look.bold, look.italic), name
        assert (style.font.color.rgb == RGBColor(0xC0, 0, 0)) == look.red, name
        assert (style.font.color.rgb == RGBColor(0x1F, 0x38, 0x64)) == look.navy, name


@in_each_language
def each_page_has_the_symbol_and_the_standing_at_its_head_and_its_number_at_its_foot(language: str) -> None:
    (section,) = built_in(Terms(language)).sections
    words = [each.text for each in section.header._element.iter("{*}t")]
    assert words == ["{symbol}", "{standing}"]
    (own,) = built_in(Terms(language), head="document").sections
    assert [each.text for each in own.header._element.iter("{*}t")] == ["{document}", "{standing}"]
    fields = [each.get(each.keys()[0]).strip() for each in section.footer._element.iter("{*}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    before, between, after = Terms(language).say("page").replace("{pages}", "{page}").split("{page}")
    assert [each.text for each in section.footer.paragraphs[0].runs] == [text for text in (before, between, after) if text]


def the_head_of_a_page_ends_where_its_text_ends() -> None:
    (section,) = built_in(Terms("en")).sections
    (table,) = section.header.tables
    assert [each.get(qn("w:w")) for each in table._tbl.tblPr.xpath("w:tblCellMar/*")] == ["0", "0"]
    left, right = (cell.width for cell in table.rows[0].cells)
    assert left + right == section.page_width - section.left_margin - section.right_margin
    assert left > 4 * right, "a title of two lines has room in one"


@pytest.mark.parametrize(("form", "names"), [(NARRATIVE, ["Body Text"]), (STATEMENT, ["Body Text", "Heading 1"])])
def the_paragraphs_of_the_text_are_numbered_and_its_headings_lettered_where_wanted(form: Form, names: list[str]) -> None:
    document = open_template(None, Terms("en"), form)
    numbered = [style for style in document.styles if style.name in LOOKS and style.element.xpath("w:pPr/w:numPr")]
    assert sorted(style.name for style in numbered) == names
    known = document.part.numbering_part.element
    stated = {style.element.pPr.numPr.numId.val for style in numbered}
    assert stated <= {int(each) for each in known.xpath("w:num/w:numId | w:num/@w:numId")}


def no_part_of_the_library_s_own_template_is_left() -> None:
    with ZipFile(BytesIO(default_template(Terms("en")))) as package:
        names = package.namelist()
    assert not [name for name in names if "thumbnail" in name or "stylesWithEffects" in name]
    assert "word/styles.xml" in names


def the_box_has_a_line_around_it_and_the_symbols_one_below_in_the_order_of_the_schema() -> None:
    styles = built_in(Terms("en")).styles
    tags = {name: [each.tag.rpartition("}")[2] for each in styles[name].element.pPr] for name in ("Statement Box", "Statement Symbol", "Statement Annex")}
    assert tags["Statement Box"].index("pBdr") < tags["Statement Box"].index("shd") < tags["Statement Box"].index("spacing")
    assert tags["Statement Symbol"].index("pBdr") < tags["Statement Symbol"].index("tabs") < tags["Statement Symbol"].index("spacing")
    assert tags["Statement Annex"][-1] == "outlineLvl"


def every_letter_is_of_one_font() -> None:
    (fonts,) = built_in(Terms("en")).styles.element.xpath("w:docDefaults//w:rFonts")
    assert set(fonts.attrib.values()) == {"Calibri"}


def no_words_are_red_but_those_that_say_why_it_is_a_draft() -> None:
    styles = built_in(Terms("en")).styles
    red = {name for name in LOOKS if styles[name].font.color.rgb == RGBColor(0xC0, 0, 0)}
    assert red == {"Statement Draft", "Statement Reason"}
    assert styles["Statement Draft"].font.bold


def a_document_of_more_levels_has_their_styles() -> None:
    assert [list(deeper(levels)) for levels in (1, 2, 3)] == [[], ["Heading 2"], ["Heading 2", "Heading 3"]]
    styles = built_in(Terms("en"), levels=3).styles
    for name, look in deeper(3).items():
        form = styles[name].paragraph_format
        assert (styles[name].font.size, form.space_before, bool(form.keep_with_next)) == (Pt(look.size), Pt(look.before), look.keep)
