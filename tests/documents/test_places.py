"""Places: the statement stands where the template says so, however Word keeps it, and no place-holder is left standing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml import OxmlElement
from support.crafted_documents import (
    CELL,
    CONTROL,
    LINKS,
    MAIN,
    SECTION,
    STATEMENT,
    TEXT_BOX,
    TYPES,
    USUAL,
    WML,
    document,
    field,
    link,
    links,
    paragraph,
    part,
    root,
    types,
    with_header,
)
from support.opened_documents import saved, written
from support.statements import FREE, SINGLE

from aspbudget.documents.places import leave_place, names_in, own_text
from aspbudget.documents.stationery import remarks
from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_document
from aspbudget.faults import Refused

if TYPE_CHECKING:
    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLE = "Assembly of States Parties"  # the first line of a statement
TAKE_OUT = "where a statement has no room: type {statement} in a paragraph of the text, and take it out there."


def template(body: str, more: dict[str, str | bytes | None] | None = None) -> bytes:
    """Return a document whose text is this alone."""
    return document({MAIN: root("document", f"<w:body>{body}{SECTION}</w:body>")} | (more or {}))


def outline(body: str, **more: str | bytes | None) -> list[str]:
    """Return the text of a statement written on a template, the statement itself as `STATEMENT`."""
    return outline_of(written(FREE, template=template(body, more)))


def outline_of(document: Document) -> list[str]:
    """Return the text of a document, with `STATEMENT` for the statement."""
    texts = [own_text(each) for each in document.element.body.iter(f"{W}p")]
    first, last = next(i for i, each in enumerate(texts) if each.startswith(TITLE)), len(texts)
    length = len([own_text(each) for each in written(FREE).element.body.iter(f"{W}p")])
    return [*texts[:first], "STATEMENT", *texts[min(first + length, last) :]]


def refusal(data: bytes) -> str:
    """Return what is said of a template on which nothing can be written."""
    with pytest.raises(Refused) as refused:
        write_document(SINGLE, Terms("en"), data)
    return "\n".join(map(str, refused.value.faults))


RUNS = "<w:p>{}</w:p>"


@pytest.mark.parametrize(
    "place",
    [
        STATEMENT,
        paragraph("{Statement}"),
        paragraph("{STATEMENT}"),
        paragraph(" { statement } "),
        CONTROL.format(STATEMENT),
        CONTROL.format(CONTROL.format(STATEMENT)),
        RUNS.format(CONTROL.format("<w:r><w:t>{statement}</w:t></w:r>")),
        RUNS.format("<w:r><w:t>{sta</w:t></w:r><w:bookmarkStart w:id='0' w:name='_GoBack'/><w:r><w:rPr><w:b/></w:rPr><w:t>te</w:t></w:r><w:r><w:t>ment}</w:t></w:r>"),
        RUNS.format("<w:ins w:id='1' w:author='a'><w:r><w:t>{statement}</w:t></w:r></w:ins>"),
        RUNS.format("<w:fldSimple w:instr='MERGEFIELD a'><w:r><w:t>{statement}</w:t></w:r></w:fldSimple>"),
        field("FORMTEXT").replace("<w:t>x</w:t>", "<w:t>{statement}</w:t>"),
    ],
)  # fmt: skip
def the_statement_stands_at_its_place_and_nothing_of_the_place_is_left(place: str) -> None:
    document = written(FREE, template=template(paragraph("Letterhead") + place + paragraph("Signature")))
    assert outline_of(document) == ["Letterhead", "STATEMENT", "Signature"]
    assert not document.element.body.xpath(".//w:sdt | .//w:fldChar | .//w:instrText | .//w:fldSimple[not(contains(@w:instr, 'SEQ') or contains(@w:instr, 'REF'))]")


def a_content_control_around_more_than_the_place_leaves_the_rest() -> None:
    inside = CONTROL.format(paragraph("Before") + STATEMENT + paragraph("After"))
    assert outline(inside) == ["Before", "STATEMENT", "After"]


def the_other_words_of_its_paragraph_stay_before_and_after() -> None:
    assert outline(paragraph("Text: {statement}")) == ["Text: ", "STATEMENT"]
    assert outline(paragraph("{statement} End.")) == ["STATEMENT", " End."]
    assert outline(paragraph("Text: {Statement}, end.")) == ["Text: ", "STATEMENT", ", end."]


def the_words_around_the_place_in_its_paragraph_keep_their_look() -> None:
    look = "<w:pPr><w:jc w:val='center'/></w:pPr>"
    runs = "<w:r><w:rPr><w:b/></w:rPr><w:t>Text: {state</w:t></w:r><w:r><w:t>ment}</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>end</w:t></w:r>"
    first, *_, last = written(FREE, template=template(f"<w:p>{look}{runs}</w:p>")).paragraphs
    assert ([first.text, first.runs[0].bold, first.alignment], [last.text, last.runs[-1].italic, last.alignment]) == (
        ["Text: ", True, 1],
        ["end", True, 1],
    )


def a_field_beside_the_place_stays_whole() -> None:
    paragraphs = written(FREE, template=template(field("PAGE").replace("</w:p>", "<w:r><w:t>{statement}</w:t></w:r></w:p>"))).paragraphs
    assert len(paragraphs[0]._element.xpath("w:r/w:fldChar")) == 3
    assert paragraphs[1].text.startswith(TITLE)


def a_cell_that_is_the_place_is_filled_by_the_statement() -> None:
    document = written(FREE, template=template(CELL.format(STATEMENT)))
    (cell,) = document.tables[0]._tbl.xpath("w:tr/w:tc")
    assert cell[-1].tag == f"{W}p"
    assert own_text(cell.find(f"{W}p")).startswith(TITLE)
    widths = [sum(int(each.get(f"{W}w")) for each in grid) for grid in cell.iter(f"{W}tblGrid")]
    assert widths
    assert all(4500 < width < 5000 for width in widths)


@pytest.mark.parametrize(("around", "stays"), [("p?", False), ("p?p", False), ("t?p", False), ("t?t", True), ("t?", True), ("?t", False)])
def the_place_itself_stays_only_where_a_table_needs_a_paragraph_after_it(around: str, stays: object) -> None:
    cell = OxmlElement("w:tc")
    made = {"p": "w:p", "t": "w:tbl", "?": "w:p"}
    for each in around:
        cell.append(OxmlElement(made[each]))
    leave_place(cell[around.index("?")])
    assert (len(cell) == len(around)) is stays


def a_cell_that_a_content_control_fills_holds_the_statement() -> None:
    row = CELL.replace("<w:tc>", "<w:sdt><w:sdtContent><w:tc>").replace("</w:tc>", "</w:tc></w:sdtContent></w:sdt>")
    assert outline(paragraph("Letterhead") + row.format(STATEMENT))[:2] == ["Letterhead", "STATEMENT"]


def a_table_is_as_wide_as_the_page_of_its_section() -> None:
    wide = SECTION.replace("11906", "16838")
    document = written(FREE, template=template(f"{STATEMENT}<w:p><w:pPr>{wide}</w:pPr></w:p>{paragraph('Annex')}"))
    assert sum(column.width.twips for column in document.tables[0].columns) == pytest.approx(16838 - 2268, abs=9)


def a_paragraph_that_ends_a_section_ends_it_after_the_statement() -> None:
    ends = STATEMENT.replace("<w:r>", f"<w:pPr>{SECTION}</w:pPr><w:r>")
    document = written(FREE, template=template(ends + paragraph("Annex")))
    assert [bool(each._element.xpath("w:pPr/w:sectPr")) for each in document.paragraphs][-2:] == [True, False]
    assert [each.text for each in document.paragraphs][-2:] == ["", "Annex"]
    assert document.paragraphs[0].text.startswith(TITLE)


def the_first_of_two_places_is_the_place_and_the_other_is_left_out() -> None:
    more = paragraph("See {statement} above") + STATEMENT + paragraph("End")
    assert outline(paragraph("Letterhead") + STATEMENT + more) == ["Letterhead", "STATEMENT", "See  above", "End"]
    assert outline(paragraph("{statement} and {statement}")) == ["STATEMENT", " and "]
    assert remarks(template(STATEMENT + paragraph("Letterhead"))) == []
    assert remarks(template(STATEMENT + more)) == [
        "inputs/statement_template.docx says {statement} 3 times; the statement stands at the first in the text, the others are left out."
    ]
    box = TEXT_BOX.format(STATEMENT)
    assert "{statement}" not in str(outline(STATEMENT + box))
    assert "{" not in own_text(written(FREE, template=with_header(STATEMENT)).sections[0].header._element)


def a_text_box_has_no_room_for_a_statement() -> None:
    assert refusal(template(TEXT_BOX.format(STATEMENT))) == f"inputs/statement_template.docx: {{statement}} stands in a text box, {TAKE_OUT}"


@pytest.mark.parametrize(
    ("name", "kind", "where"),
    [("hdr", "header", "a header"), ("ftr", "footer", "a footer"), ("footnotes", "footnotes", "a footnote"), ("endnotes", "endnotes", "an endnote"), ("comments", "comments", "a comment")],
)  # fmt: skip
def a_statement_has_no_room_outside_the_text(name: str, kind: str, where: str) -> None:
    own = {TYPES: types((f"word/{kind}.xml", f"{WML}.{kind}+xml")), LINKS: links(*USUAL, link("rId9", kind, f"{kind}.xml")), f"word/{kind}.xml": root(name, STATEMENT)}
    assert refusal(template(paragraph("Letterhead"), own)) == f"inputs/statement_template.docx: {{statement}} stands in {where}, {TAKE_OUT}"


def every_place_without_room_is_named_at_once() -> None:
    own = {TYPES: types(("word/header.xml", f"{WML}.header+xml")), LINKS: links(*USUAL, link("rId9", "header", "header.xml")), "word/header.xml": root("hdr", STATEMENT)}
    assert "stands in a text box and in a header, where" in refusal(template(TEXT_BOX.format(STATEMENT), own))


def a_text_that_does_not_say_where_the_statement_goes_is_refused_and_how_to_say_it_is_told() -> None:
    assert refusal(template(paragraph("To the Bureau"))) == (
        "inputs/statement_template.docx: No paragraph of its text says {statement}: type {statement}, in braces, in a paragraph of its own "
        "where the statement is to stand, and save the document again."
    )


@pytest.mark.parametrize("body", ["", "<w:p/>", "<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p>"])
def a_document_without_any_text_has_the_statement_as_its_text(body: str) -> None:
    assert [each for each in outline(body) if each] == ["STATEMENT"]


def the_empty_document_of_the_library_and_of_word_will_do() -> None:
    blank = docx.Document()
    assert outline_of(written(FREE, template=saved(blank))) == ["STATEMENT"]
    blank.add_paragraph()
    assert outline_of(written(FREE, template=saved(blank))) == ["STATEMENT"]


# Other place-holders.


def a_place_holder_is_filled_in_whatever_the_case_of_its_letters() -> None:
    assert outline(paragraph("{Symbol} {CYCLE} { cycle } {unknown}") + STATEMENT)[0] == f"{FREE.symbol} 2004 2004 {{unknown}}"


def a_place_holder_is_filled_in_wherever_a_page_shows_it() -> None:
    boxed = written(FREE, template=template(TEXT_BOX.format(paragraph("{symbol}")) + STATEMENT))
    assert own_text(next(boxed.element.body.iter(f"{W}txbxContent"))[0]) == FREE.symbol
    noted = part("word/footnotes.xml", root("footnotes", f"<w:footnote w:id='1'>{paragraph('{symbol}')}</w:footnote>"), f"{WML}.footnotes+xml", "footnotes")
    (notes,) = (each for each in written(FREE, template=noted).part.package.iter_parts() if each.partname.endswith("footnotes.xml"))
    assert f">{FREE.symbol}<".encode() in notes.blob


def a_watermark_says_the_standing_and_is_a_mark_of_a_draft() -> None:
    mark = "<w:p><w:r><w:pict><v:shape><v:textpath string='{Standing}'/></v:shape></w:pict></w:r></w:p>"
    document = written(replace(FREE, reasons=("1 missing",)), template=with_header(mark))
    header = document.sections[0].header
    assert [each.get("string") for each in header._element.iter("{*}textpath")] == ["DRAFT"]
    assert [each.text for each in header.paragraphs] == [""]


def a_content_control_that_is_filled_in_is_not_replaced_by_data_from_elsewhere() -> None:
    bound = CONTROL.replace("<w:alias w:val='x'/>", "<w:alias w:val='x'/><w:showingPlcHdr/><w:dataBinding w:xpath='/a'/>")
    document = written(FREE, template=template(bound.format(paragraph("{symbol}")) + bound.format(paragraph("Date")) + STATEMENT))
    assert [[each.tag.removeprefix(W) for each in control] for control in document.element.body.iter(f"{W}sdtPr")] == [
        ["alias"],
        ["alias", "showingPlcHdr", "dataBinding"],
    ]


@pytest.mark.parametrize("name", ["symbol", "Title", "statement"])
def a_place_holder_where_nothing_can_be_written_is_told(name: str) -> None:
    deleted = f"<w:p><w:del w:id='1' w:author='a'><w:r><w:delText>{{{name}}}</w:delText></w:r></w:del></w:p>"
    assert refusal(template(deleted + STATEMENT)) == (
        f"inputs/statement_template.docx: {{{name.casefold()}}} stands in the text, in deleted text, in a field or in another place where nothing "
        "can be written: accept the changes that are tracked, or type it as plain text, and save the document again."
    )


def the_words_of_a_statement_are_no_place_holders_on_a_template_either() -> None:
    statement = replace(SINGLE, title="{statement} {symbol} {Title}")
    document = written(statement, template=template(paragraph("{title}") + STATEMENT))
    assert document.paragraphs[0].text == "{statement} {symbol} {Title}"
    assert document.paragraphs[1].text.startswith(TITLE)


def the_names_in_braces_are_read_in_small_letters() -> None:
    assert names_in("{a} {B c} { D } {} {e}}") == ["a", "d", "e"]


def no_place_holder_is_left_in_any_part_of_a_finished_document() -> None:
    every = "".join(f"{{{name}}} " for name in ("symbol", "Title", "SECTION", "cycle", "standing", "date", "prepared_by", "reviewed_by"))
    document = written(FREE, template=template(paragraph(every) + CELL.format(paragraph(every)) + TEXT_BOX.format(paragraph(every)) + STATEMENT))
    assert not re.search(r"\{\w+\}", "".join(document.element.itertext()))
