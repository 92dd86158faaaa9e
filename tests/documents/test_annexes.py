"""Annexes: where the figures come from is said once for all paragraphs that rest on the same sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from support.statements import SINGLE, SOURCED

from aspbudget.documents.annexes import sources, states
from aspbudget.documents.blocks import Heading, Text
from aspbudget.documents.terms import Terms
from aspbudget.documents.translations import any_of_an_annex, cited_by_name

if TYPE_CHECKING:
    from aspbudget.statements.statement import Statement


def said(language: str) -> list[str]:
    """Return the sources of a statement, each after the paragraphs that rest on it."""
    return [f"{block.lead} {block.text}" for block in sources(SOURCED, Terms(language)) if isinstance(block, Text)]


def remark(statement: Statement) -> str:
    """Return what stands below the shares of the States."""
    return [block.text for block in states(statement, Terms("en")) if isinstance(block, Text)][-1]


def the_sources_are_named_once_with_all_paragraphs_that_rest_on_them() -> None:
    assert said("en") == ["Paragraph 2. Offers of 2003. ICC-ASP/2/3, 14.", "Paragraphs 3 and 4. Offers of 2003."]
    assert said("fr")[1] == "Paragraphes 3 et 4. \x02Offers of 2003\x04en\x03."
    (heading,) = [block for block in sources(SOURCED, Terms("en")) if isinstance(block, Heading)]
    assert heading.text == "Annex {number}. Sources of the figures"


def a_statement_of_which_no_source_is_known_names_none() -> None:
    assert not list(sources(SINGLE, Terms("en")))


def the_paragraphs_of_an_annex_are_named_each_by_itself() -> None:
    numbers = ["1", "annex 4", "annex 5.1 (a)"]
    assert [any_of_an_annex(numbers), any_of_an_annex(["1", "2 bis"])] == [True, False]
    assert cited_by_name(numbers, Terms("en")) == "paragraph 1, annex 4 and annex 5.1 (a)"
    assert cited_by_name(numbers, Terms("fr")) == "paragraphe 1, annexe 4 et annexe 5.1 (a)"


def the_shares_of_states_that_add_up_are_said_to_and_any_others_with_both_amounts() -> None:
    assert remark(SINGLE) == "The shares are rounded one by one, and add up to the additional requirements for 2004."
    (share,) = SINGLE.shares
    less = replace(SINGLE, shares=(share._replace(amount=share.amount - 1),))
    assert remark(less) == "The shares are rounded one by one. They add up to EUR\N{NO-BREAK SPACE}6,699; the additional requirements for 2004 are EUR\N{NO-BREAK SPACE}6,700."
