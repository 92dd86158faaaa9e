"""Numerals: every figure of a document is one of its statement, and one that isn't is found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.opened_documents import in_each_language, of_each_statement, texts, written
from support.statements import ALL, FREE, RICH, SINGLE

from aspbudget.documents.numerals import numerals, numerals_in, read_back, unexplained
from aspbudget.documents.terms import NO_BREAK, Terms
from aspbudget.documents.word import write_document


@pytest.mark.slow
@in_each_language
@of_each_statement
def every_numeral_of_the_document_is_a_figure_of_the_statement(name: str, language: str) -> None:
    assert unexplained(texts(written(ALL[name], language)), ALL[name], Terms(language)) == []


@in_each_language
def a_numeral_that_no_figure_explains_is_found(language: str) -> None:
    document = written(RICH, language)
    document.add_paragraph("EUR 217,500 and 4.4 per cent, in 2007")
    document.tables[0].rows[1].cells[0].text = "12"
    planted = unexplained(texts(document), RICH, Terms(language))
    assert planted == ["217,500", "4.4", "2007", "12"]


def a_figure_of_another_statement_is_found() -> None:
    assert "100,400" in unexplained(texts(written(RICH)), SINGLE, Terms("en"))


def each_numeral_is_taken_whole_as_its_language_writes_it() -> None:
    assert numerals_in(["EUR 1,733.4, in 2004.", f"1{NO_BREAK}733,4 EUR", "P-3 and 4100", "none"]) == [
        "1,733.4", "2004", f"1{NO_BREAK}733,4", "3", "4100",
    ]  # fmt: skip


def the_figures_of_a_statement_are_its_sums_its_years_and_its_counts() -> None:
    known = numerals(SINGLE, Terms("en"))
    assert {"6,700", "6.7", "2,345,600", "2004", "2005", "2006", "100.0000", "1"} <= known
    assert not {"6,701", "13,400", "13.4", "20,100", "2003", "12"} & known  # no figure adds up years


def a_numeral_in_the_words_of_the_inputs_is_explained() -> None:
    texts_of = ["Paragraph 77 of the resolution"]
    assert unexplained(texts_of, FREE, Terms("en")) == ["77"]
    assert unexplained(texts_of, replace(FREE, title="See paragraph 77"), Terms("en")) == []


def a_document_is_read_back_with_the_paragraphs_of_its_tables() -> None:
    found = read_back(write_document(RICH, Terms("en")))
    lines = {line for text in texts(written(RICH)) for line in text.split("\n")}
    assert lines == set(found)
    assert {RICH.title, "Germany"} <= lines
