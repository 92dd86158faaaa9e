"""Annexes: where the figures come from is said once for all paragraphs that rest on the same sources."""

from __future__ import annotations

from support.statements import SINGLE, SOURCED

from aspbudget.documents.annexes import sources
from aspbudget.documents.blocks import Heading, Text
from aspbudget.documents.terms import Terms


def said(language: str) -> list[str]:
    """Return the sources of a statement, each after the paragraphs that rest on it."""
    return [f"{block.lead} {block.text}" for block in sources(SOURCED, Terms(language)) if isinstance(block, Text)]


def the_sources_are_named_once_with_all_paragraphs_that_rest_on_them() -> None:
    assert said("en") == ["Paragraph 2. Offers of 2003. ICC-ASP/2/3, 14.", "Paragraphs 3 and 4. Offers of 2003."]
    assert said("fr")[1] == "Paragraphes 3 et 4. \x02Offers of 2003\x04en\x03."
    (heading,) = [block for block in sources(SOURCED, Terms("en")) if isinstance(block, Heading)]
    assert heading.text == "Annex {number}. Sources of the figures"


def a_statement_of_which_no_source_is_known_names_none() -> None:
    assert not list(sources(SINGLE, Terms("en")))
