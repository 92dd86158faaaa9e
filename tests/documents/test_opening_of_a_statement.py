"""The opening of a statement: its symbols, why it is a draft, and the box of a few lines that says it in short."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.statements import ASKING, CHOOSING, FREE, REPORTED, RICH, SINGLE

from aspbudget.documents.blocks import BOX, REASON, SYMBOL, Text
from aspbudget.documents.opening import draft_reason, opening, placeholders
from aspbudget.documents.terms import NO_BREAK, Terms

if TYPE_CHECKING:
    from aspbudget.statements.statement import Statement


def said(statement: Statement, kind: str, language: str = "en") -> list[str]:
    """Return the paragraphs of a kind, each after what leads in to it."""
    found = [block for block in opening(statement, Terms(language)) if isinstance(block, Text) and block.kind == kind]
    return [f"{block.lead} {block.text}".strip().replace(NO_BREAK, " ") for block in found]


def the_symbols_stand_above_the_title_and_nothing_that_was_not_given() -> None:
    whole = replace(ASKING, rule="rule 13", prepared_on="2003-09-01")
    assert said(whole, SYMBOL) == [
        "Assembly of States Parties\tICC-ASP/2/10", "Second session, agenda item 9\tDistribution: General", "Major Programme IV, 2004\t1 September 2003",
        "Submitted by the Secretariat under rule 13\tOriginal: English",
    ]  # fmt: skip
    assert said(whole, SYMBOL, "fr") == [
        "Assemblée des États Parties\tICC-ASP/2/10", "\x02Second session, agenda item 9\x04en\x03\tDistribution : générale", "Grand Programme IV, 2004\t1er septembre 2003",
        "Présenté par le Secrétariat en application de : \x02rule 13\x04en\x03\tOriginal : anglais",
    ]  # fmt: skip
    assert said(replace(FREE, prepared_on=""), SYMBOL) == ["Assembly of States Parties", "Major Programme IV, 2004"]


def the_box_says_the_amount_and_of_what_full_cost_is_made_up() -> None:
    assert said(RICH, BOX)[:2] == [
        ("Additional amount. Should the Assembly adopt draft resolution ICC-ASP/2/L.7, additional requirements of EUR 100,400 would arise under Major Programme IV "
        "for 2004, compared with the proposed section. Those for later years would be EUR 62,500 for 2005 and EUR 54,500 for 2006."),
        "Full cost. EUR 121,100, of which EUR 18,200 is in the proposed section, EUR 2,500 is pooled with the Court and EUR 100,400 is additional.",
    ]
    assert said(RICH, BOX, "fr")[1] == (
        "Coût intégral. 121 100 EUR, dont 18 200 EUR déjà prévus dans le projet de budget de la section, 2 500 EUR mis en commun avec la Cour et 100 400 EUR en supplément."
    )


def the_box_names_what_is_in_no_amount_and_how_the_rest_is_met() -> None:
    assert said(REPORTED, BOX)[1:] == [
        ("Not included. These amounts leave out the following, for which no price is known: Conference centre, day; and Rent of an office. Paragraph 2, which "
        "cannot be determined yet: between nothing and EUR 90,000 a year. That range leaves out: Rent of an office. Paragraph 3, which cannot be determined yet: "
        "between EUR 2,000 and EUR 28,400 a year."),
        "Source of funds. Budget adopted at the same session.",
    ]
    assert len(said(FREE, BOX)) == 1


def the_box_says_what_hangs_on_the_choices() -> None:
    assert said(CHOOSING, BOX)[-1] == "Choices. Between EUR 6,700 and EUR 8,700 in addition in 2004, depending on the alternatives that the text leaves open."
    assert said(ASKING, BOX)[-1] == "Choices. Nothing in addition in 2004, whichever of the alternatives that the text leaves open is adopted."


def the_placeholders_of_a_template_are_those_of_the_statement() -> None:
    known = placeholders(RICH, Terms("fr"))
    assert (known["symbol"], known["cycle"], known["standing"], known["section"]) == ("ICC-ASP/2/L.7", "2004", "PROJET", "Grand Programme IV")
    assert (known["date"].replace(NO_BREAK, " "), known["reviewed_by"]) == ("1er septembre 2003", "")
    assert placeholders(FREE, Terms("fr"))["standing"] == ""
    assert placeholders(RICH, Terms("en"))["document"] == "Budgetary implications: ICC-ASP/2/L.7"
    assert placeholders(ASKING, Terms("en"))["document"] == "ICC-ASP/2/10"


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("1 missing", "One figure is missing."),
        ("1,121 illustrative", "1,121 figures are illustrative."),
        ("2 to place have no day", "Two meetings have no day yet and are in no figure."),
        ("1 sheet not in the input: Consultants", "This sheet is not in the input workbook and counts as empty: Consultants."),
        ("prepared by, date not filled in", "Not filled in: prepared by and date."),
        ("reviewed by the same person who prepared it", "It was reviewed by the person who prepared it."),
        ("of another kind", "of another kind"),
    ],
)
def each_reason_for_a_draft_is_a_sentence(reason: str, sentence: str) -> None:
    assert draft_reason(reason, Terms("en")) == sentence
    assert said(replace(FREE, reasons=(reason,)), REASON) == [f"DRAFT. {sentence}"]


def every_thing_that_is_not_filled_in_is_in_one_reason() -> None:
    reasons = ("date not filled in", "2 missing", "rule not filled in")
    assert said(replace(FREE, reasons=reasons), REASON) == ["DRAFT. Not filled in: date and rule under which it is submitted. Two figures are missing."]


def the_reasons_all_stand_in_one_paragraph() -> None:
    (paragraph,) = said(SINGLE, REASON)
    assert paragraph.startswith("DRAFT. This sheet is not in the input workbook and counts as empty: Consultants. One figure is missing.")
