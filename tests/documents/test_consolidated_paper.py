"""Consolidated statements as documents: every numeral in them is a figure, and a wrong one is found."""

from __future__ import annotations

import pytest
from support.statements import ALL, together

from aspbudget.documents.consolidated import paper, strange
from aspbudget.documents.numerals import read_back
from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_paper

OF_EACH_KIND = ("rich", "asking", "reported", "choosing", "absorbed")  # activities, counts, reports, choices, and what is absorbed; the others are variants of them


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", [name if name in OF_EACH_KIND else pytest.param(name, marks=pytest.mark.long) for name in ALL])
def every_numeral_of_a_consolidated_statement_is_one_of_its_figures(name: str, language: str) -> None:
    terms = Terms(language)
    for each in together(ALL[name]):
        texts = read_back(write_paper(paper(each, terms), terms))
        assert strange(texts, each, terms) == []


def a_numeral_that_is_no_figure_of_a_consolidated_statement_is_found() -> None:
    each = next(together(ALL["free"]))
    assert strange(["It costs EUR 987,654,321."], each, Terms("en")) == ["987,654,321"]
