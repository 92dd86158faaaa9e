"""The document: laid out with every table whole, the words of inputs only words, and the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from support.opened_documents import in_each_language, office, saved, written
from support.statements import ALL, DOCUMENTS, MEETINGS, RICH, SINGLE, line, paragraph

from aspbudget.declare.practice import RECURRENT
from aspbudget.documents.terms import NO_BREAK, Terms
from aspbudget.documents.word import write_document
from aspbudget.statements.breakdown import requirements
from aspbudget.statements.statement import Amounts

# Divided among services.


def a_line_is_divided_among_services_without_a_remainder() -> None:
    for statement in ALL.values():
        found = requirements(statement)
        for year in statement.years:
            assert sum(each.full for each in found if each.year == year) == statement.in_year(year).full
    divided = {each.service: each.full for each in requirements(RICH) if each.down == DOCUMENTS and each.across == "4500" and each.year == 2004}
    assert divided == {"summary records": 3_300.0, "in-session": 1_200.0}


def the_cost_that_documents_do_not_explain_is_for_servicing_meetings() -> None:
    report = replace(RICH.activities[7], down=MEETINGS, kind=RECURRENT, full=5_091.0, last_year=0)
    meetings = [each for each in RICH.activities if not each.down]
    joint = line("", ("4100", MEETINGS), 2004, RECURRENT, Amounts(-2_000.0, net=-2_000.0))
    lines = (line("18", ("4100", MEETINGS), 2004, RECURRENT, Amounts(29_600.0, net=29_600.0)), joint)
    found = requirements(replace(RICH, activities=(*meetings, report), lines=lines))
    assert [(each.service, each.full) for each in found] == [
        ("post-session", 5_100.0), ("meetings servicing", 24_500.0), ("meetings servicing", -2_000.0)
    ]  # fmt: skip


# Laid out.


@in_each_language
def every_table_repeats_its_head_splits_no_row_and_has_numbers_at_the_right(language: str) -> None:
    for table in written(RICH, language).tables:
        assert table.style.name == "Statement Table"
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
        for cell in (cell for row in table.rows for cell in row.cells if re.fullmatch(rf"[\d,.{NO_BREAK}]+[,.]\d", cell.text)):
            assert cell.paragraphs[0].alignment == 2, cell.text  # right


def no_paragraph_has_a_tab_or_a_break_of_its_own() -> None:
    body = written(RICH).element.body
    assert not body.xpath("//w:body//w:tab | //w:body//w:br")


def every_heading_and_caption_stays_with_what_follows() -> None:
    document = written(RICH)
    for each in document.paragraphs:
        if each.style.name in ("Heading 1", "Caption"):
            assert each.style.paragraph_format.keep_with_next
        if each._element.getnext() is not None and each._element.getnext().tag.endswith("}tbl") and each.style.name != "Caption":
            assert each.paragraph_format.keep_with_next


@in_each_language
def the_language_of_the_document_is_set(language: str) -> None:
    document = written(RICH, language)
    expected = {"en": "en-GB", "fr": "fr-FR"}[language]
    assert document.core_properties.language == expected
    assert set(document.styles.element.xpath("//w:docDefaults//w:lang/@w:val")) == {expected}


# Safe and the same.


def the_words_of_inputs_are_only_words() -> None:
    hostile = "{title} =1+1 \x00\x1b<w:p/>&amp; \ufffe{statement}"
    statement = replace(SINGLE, title=hostile, paragraphs=(paragraph("2", hostile),), prepared_by="{symbol}")
    document = written(statement)
    assert "{title} =1+1 <w:p/>&amp; {statement}" in [each.text for each in document.paragraphs]
    assert "Prepared by {symbol}" in [each.text for each in document.paragraphs]
    assert not document.element.body.xpath(".//w:fldSimple | .//w:instrText | .//w:hyperlink")


@pytest.mark.slow
@in_each_language
def the_same_statement_gives_the_same_bytes(language: str) -> None:
    template = saved(office())
    assert write_document(RICH, Terms(language)) == write_document(RICH, Terms(language))
    assert write_document(RICH, Terms(language), template) == write_document(RICH, Terms(language), template)
    with ZipFile(BytesIO(write_document(RICH, Terms(language)))) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


