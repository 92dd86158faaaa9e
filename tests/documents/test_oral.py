"""Oral statements: one page with the amounts or a range, what they leave out, and that a statement follows; every numeral a figure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.opened_documents import in_each_language, of_each_statement
from support.statements import ALL, FREE, RICH

from aspbudget.documents.blocks import REASON, Grid, Heading, Text
from aspbudget.documents.foreign import parted
from aspbudget.documents.numerals import read_back, unexplained
from aspbudget.documents.oral import blocks, write_oral
from aspbudget.documents.terms import NO_BREAK, Terms

pytestmark = pytest.mark.slow
_PAGE = 4_000  # letters that a page holds


def spoken(statement: object, language: str = "en") -> list[str]:
    """Return what an oral statement says, a paragraph each."""
    found = [block for block in blocks(statement, Terms(language)) if not isinstance(block, Grid)]  # type: ignore[arg-type]
    return [f"{getattr(block, 'lead', '')} {''.join(words for words, _ in parted(block.text))}".strip(" ").replace(NO_BREAK, " ") for block in found]


@in_each_language
@of_each_statement
def every_numeral_of_an_oral_statement_is_a_figure_of_the_statement(name: str, language: str) -> None:
    terms = Terms(language)
    written = read_back(write_oral(ALL[name], terms))
    assert unexplained(written, ALL[name], terms) == []
    assert [text for text in spoken(ALL[name], language) if text not in [each.replace(NO_BREAK, " ") for each in written]] == []


@in_each_language
@of_each_statement
def an_oral_statement_is_a_page_without_a_table(name: str, language: str) -> None:
    found = list(blocks(ALL[name], Terms(language)))
    assert sum(len(block.text) for block in found if isinstance(block, Heading | Text)) < _PAGE
    assert not any(isinstance(block, Grid) for block in found)


def a_numeral_that_is_no_figure_is_found_when_it_is_read_back() -> None:
    terms = Terms("en")
    wrong = replace(RICH, section_total=RICH.section_total + 1)
    texts = [*read_back(write_oral(RICH, terms)), terms.amount(wrong.section_total)]
    assert unexplained(texts, RICH, terms) == [terms.amount(wrong.section_total)]


def the_amounts_the_ranges_what_is_left_out_and_what_follows_are_said() -> None:
    said = spoken(replace(RICH, excludes=("Conference centre, day",)))
    assert said[2] == "Oral statement on the budgetary implications of draft resolution ICC-ASP/2/L.7"
    assert any("additional requirements of EUR 100,400 would arise under Major Programme IV for 2004, compared with the proposed section." in text for text in said)
    assert any(text.startswith("The additional requirements for 2004 are made up as follows: EUR ") for text in said)
    assert any(text.startswith("Paragraph 16, which cannot be determined yet: between EUR 40,000 and EUR 125,000 a year.") for text in said)
    assert "These amounts leave out the following, for which no price is known: Conference centre, day." in said
    assert said[-1] == "All amounts are at the prices of the proposed section for 2004, and preliminary. A written statement of budgetary implications will follow."


def a_draft_that_costs_nothing_says_so() -> None:
    said = spoken(FREE)
    assert any("no additional requirements would arise" in text for text in said)
    assert not any(text.startswith("It is proposed that") for text in said)


def an_oral_statement_is_a_draft_for_the_reasons_of_a_statement() -> None:
    marked = [block for block in blocks(RICH, Terms("en")) if isinstance(block, Text) and block.kind == REASON]
    assert [block.lead for block in marked] == ["DRAFT."]
    assert not [block for block in blocks(replace(RICH, reasons=()), Terms("en")) if isinstance(block, Text) and block.kind == REASON]


@pytest.mark.parametrize(
    ("state", "language", "opening"),
    [
        ("draft", "en", "The Secretariat makes this statement before the Assembly acts on draft resolution ICC-ASP/2/L.7 (Rev.1, 5 September 2003), so that it may know what its adoption would cost."),
        ("orally revised", "en", ("The Secretariat makes this statement before the Assembly acts on draft resolution ICC-ASP/2/L.7 (Rev.1, as orally revised, 5 September 2003), "
         "so that it may know what its adoption would cost.")),
        ("adopted", "fr", ("Le Secrétariat fait la présente déclaration au sujet du projet de résolution ICC-ASP/2/L.7 (Rev.1, tel qu’adopté, 5 septembre 2003), "
         "que l’Assemblée a adopté.")),
    ],
)  # fmt: skip
def the_version_is_said_with_its_state_and_its_day(state: str, language: str, opening: str) -> None:
    assert opening in spoken(replace(RICH, version="Rev.1", state=state, dated="5 September 2003"), language)
