"""The document: laid out with every table whole, the words of inputs only words, and the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from support.opened_documents import in_each_language, office, saved, texts, written
from support.statements import RICH, SINGLE, paragraph

from aspbudget.documents.terms import NO_BREAK, Terms
from aspbudget.documents.word import write_document


@in_each_language
def every_table_repeats_its_head_splits_no_row_and_has_numbers_at_the_right(language: str) -> None:
    for table in written(RICH, language).tables:
        assert table.style.name == "Statement Table"
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)
        for cell in (cell for row in table.rows for cell in row.cells if re.fullmatch(rf"[\d,.{NO_BREAK}]+[,.]\d", cell.text)):
            assert cell.paragraphs[0].alignment == 2, cell.text  # right


def no_paragraph_has_a_tab_or_a_break_of_its_own_but_the_symbols_above_the_title() -> None:
    body = written(RICH).element.body
    assert not body.xpath("//w:body//w:br")
    assert {each.xpath("string(ancestor::w:p/w:pPr/w:pStyle/@w:val)") for each in body.xpath("//w:body//w:tab")} == {"StatementSymbol"}


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


def a_title_is_cut_in_the_properties_of_a_document_alone() -> None:
    document = written(replace(SINGLE, title="x" * 300, prepared_by="y" * 300))
    assert (document.core_properties.subject, document.core_properties.author) == ("x" * 255, "y" * 255)
    assert any("x" * 300 in each.text for each in document.paragraphs)


def the_words_of_inputs_are_only_words() -> None:
    hostile = "{title} =1+1 \x00\x1b<w:p/>&amp; \ufffe{statement}"
    statement = replace(SINGLE, title=hostile, paragraphs=(paragraph("2", hostile),), prepared_by="{symbol}")
    document = written(statement)
    assert "{title} =1+1 <w:p/>&amp; {statement}" in [each.text for each in document.paragraphs]
    assert "Prepared by {symbol}. Reviewed by B. Reviewer" in [each.text for each in document.paragraphs]
    assert {each.split()[0] for each in document.element.body.xpath(".//w:fldSimple/@w:instr")} == {"SEQ", "REF"}
    assert not document.element.body.xpath(".//w:instrText | .//w:hyperlink")


@pytest.mark.slow
@in_each_language
def the_same_statement_gives_the_same_bytes(language: str) -> None:
    template = saved(office())
    assert write_document(RICH, Terms(language)) == write_document(RICH, Terms(language))
    assert write_document(RICH, Terms(language), template) == write_document(RICH, Terms(language), template)
    with ZipFile(BytesIO(write_document(RICH, Terms(language)))) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@in_each_language
def every_table_and_annex_has_a_number_that_word_counts_and_every_reference_its_own(language: str) -> None:
    body = written(RICH, language).element.body
    fields = [(each.get(qn("w:instr")).split(), each.xpath("string(.)")) for each in body.iter(qn("w:fldSimple"))]
    counted = {kind: [shown for instruction, shown in fields if instruction[:2] == ["SEQ", kind]] for kind in ("Table", "Annex")}
    assert counted["Table"] == [str(place) for place in range(1, len(counted["Table"]) + 1)]
    assert counted["Annex"] == ["I", "II", "III", "IV"][: len(counted["Annex"])]
    marked = {each.get(qn("w:name")): each.getnext().xpath("string(.)") for each in body.iter(qn("w:bookmarkStart"))}
    assert len({each.get(qn("w:id")) for each in body.iter(qn("w:bookmarkStart"))}) == len(marked)
    referred = [(instruction[1], shown) for instruction, shown in fields if instruction[0] == "REF"]
    assert referred
    assert all(marked[key] == shown for key, shown in referred)


@in_each_language
def every_table_says_what_it_is_to_those_who_cannot_see_it(language: str) -> None:
    document = written(RICH, language)
    for table in document.tables:
        (name,) = table._tbl.tblPr.xpath("w:tblCaption/@w:val")
        (about,) = table._tbl.tblPr.xpath("w:tblDescription/@w:val")
        assert name
        assert not name.startswith(("Table", "Tableau", "."))
        assert about.startswith({"en": "Columns: ", "fr": "Colonnes"}[language])


def the_words_without_a_translation_are_in_italics_and_in_their_own_language() -> None:
    french = written(RICH, "fr")
    runs = french.element.body.xpath("//w:r[w:rPr/w:lang]")
    said = {run.xpath("string(.)") for run in runs}
    assert {"Mission to New York", "The premises have not been chosen."} <= said
    assert all(run.xpath("w:rPr/w:lang/@w:val") == ["en-GB"] and run.xpath("w:rPr/w:i") for run in runs)
    assert not written(RICH).element.body.xpath("//w:r/w:rPr/w:lang")


def a_draft_s_own_words_in_a_language_are_printed_there_and_are_no_foreign_ones() -> None:
    own = replace(RICH.paragraphs[1], short="a report on an office", translated=(("short_fr", "un rapport sur un bureau"), ("text_fr", "Recommande …")))
    statement = replace(RICH, paragraphs=(RICH.paragraphs[0], own, *RICH.paragraphs[2:]), translated=(("resolution_fr", "Renforcement de la Cour"),))
    said = texts(written(statement, "fr"))
    assert "Renforcement de la Cour" in said
    assert any("11 (un rapport sur un bureau)" in text for text in said)
    assert "Un rapport sur un bureau" in said
    assert any("11 (a report on an office)" in text for text in texts(written(statement)))
