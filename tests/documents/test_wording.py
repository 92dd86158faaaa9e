"""Wording: a statement says in its order what is asked for, what it costs, how it is met, and why it is a draft."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.opened_documents import LETTERS, edges, headings, in_each_language, of_each_statement, part, texts, written
from support.statements import ABSORBED, ALL, CHOOSING, FREE, LATER, RICH, SHARED, SINGLE

from aspbudget.declare.practice import ONE_TIME
from aspbudget.documents.blocks import DRAFT, REASON, Grid, Heading, Text
from aspbudget.documents.terms import NO_BREAK, Terms
from aspbudget.documents.wording import blocks, placeholders, relation, requests, title

pytestmark = pytest.mark.slow


@in_each_language
@of_each_statement
def the_parts_come_in_their_order_each_with_something_to_say(name: str, language: str) -> None:
    document = written(ALL[name], language)
    found = headings(document)
    assert [text[0] for text in found[:8]] == list(LETTERS)
    assert len(found) == 8 + bool(ALL[name].shares)
    assert all(part(document, letter) for letter in LETTERS)
    assert document.paragraphs[0].style.name == "Title"
    assert ALL[name].symbol in document.paragraphs[0].text


def the_requests_are_quoted_and_every_paragraph_is_answered() -> None:
    document = written(RICH)
    said = part(document, "A")
    assert said.startswith("Under the terms of operative paragraphs 11, 15, 16, 18 and annex 5.1 (a) of draft resolution ICC-ASP/2/L.7, ")
    assert "Paragraph 16: “Decides to consider the arrangements for the permanent premises of the Court”" in said
    assert "Operative paragraph annex 5.1 (a) is left out of this statement" in said
    table = document.tables[0]
    assert [row.cells[0].text for row in table.rows][1:] == ["1", "11", "15", "16", "18", "annex 5.1 (a)", "", "Total"]


def the_conclusion_says_what_would_arise_when_and_of_which_kind() -> None:
    assert part(written(RICH), "H").startswith(
        "Should the Assembly adopt draft resolution ICC-ASP/2/L.7, additional requirements of EUR 100,400 would arise under "
        "Major Programme IV for 2004, compared with the proposed section. Those for later years would be EUR 62,500 for 2005 and EUR 54,500 for 2006. Of the amount for 2004, "
        "EUR 37,900 would be one-time and EUR 62,500 recurrent."
    )
    assert part(written(RICH, "fr"), "H").startswith(
        "Si l’Assemblée adopte le projet de résolution ICC-ASP/2/L.7, des ressources supplémentaires d’un montant de 100 400 EUR "
        "seront à prévoir au titre du Grand Programme IV pour 2004, par comparaison avec le projet de budget de la section. Celles des années suivantes seront de 62 500 EUR pour 2005 et 54 500 EUR pour 2006."
    )


def each_option_is_named_by_what_is_kept_of_each_choice() -> None:
    document = written(CHOOSING)
    assert "One of the alternatives two days and three days remains to be chosen (length)." in part(document, "H")
    assert "At most one of the alternatives by train and by air may be adopted (way)." in part(document, "H")
    kept = ["length: two days; way: none", "length: two days; way: by air; escorted", "length: three days; way: none"]
    assert [row.cells[0].text for row in document.tables[-2].rows][-3:] == kept
    french = written(CHOOSING, "fr")
    assert "Une des variantes two days et three days reste à choisir (length)." in part(french, "H")
    assert french.tables[-2].rows[-1].cells[0].text == f"length{NO_BREAK}: three days{NO_BREAK}; way{NO_BREAK}: aucune"


def a_statement_that_costs_nothing_says_so() -> None:
    document = written(FREE)
    assert part(document, "H") == (
        "Should the Assembly adopt draft resolution ICC-ASP/2/L.3, no additional requirements would arise under Major Programme IV for 2004, "
        "compared with the proposed section.\nThe Assembly may wish to take note that the adoption of draft resolution ICC-ASP/2/L.3 would entail no "
        "additional requirements under Major Programme IV for 2004."
    )
    assert part(document, "G") == "As no additional requirements arise, nothing would be added to the assessed contributions."


@pytest.mark.parametrize(("name", "said"), [("rich", "Contingency Fund"), ("single", "revised estimate"), ("supplementary", "supplementary budget")])
def each_way_of_meeting_the_requirements_has_its_sentence(name: str, said: str) -> None:
    document = written(ALL[name])
    assert said in part(document, "G").splitlines()[0]
    (table,) = [each for each in document.tables if each.rows[0].cells[0].text == "Met from"]
    added = {row.cells[0].text: row.cells[1].text for row in table.rows[1:]}
    net = "100.4" if name == "rich" else "6.7"
    assert list(added.values()) == ["–", net, net, net]
    assert [source for source in added if source.endswith("(proposed)")] == [f"{said[0].upper()}{said[1:]} (proposed)"]


def the_kinds_of_costs_are_named() -> None:
    assert "All of the amount for 2004 would be recurrent." in part(written(SINGLE), "F")
    one_time = replace(SINGLE, lines=tuple(each._replace(kind=ONE_TIME) for each in SINGLE.lines))
    assert "All of the amount for 2004 would be one-time." in part(written(one_time), "F")


def a_range_of_what_is_not_yet_determinable_stands_outside_the_totals() -> None:
    said = part(written(RICH), "H")
    assert (
        "The requirements under operative paragraph 16 are not yet determinable. They are estimated at between EUR 40,000 and "
        "EUR 125,000 a year, and are not included in the amounts above. Reason given: The premises have not been chosen."
    ) in said


def the_four_amounts_have_four_words_and_nothing_is_absorbed_that_is_not_declared() -> None:
    assert part(written(RICH), "E").startswith(
        "Of the requirements for 2004, EUR 18,200 is already provided for in the proposed section; interpreters, rooms and other services that are "
        "engaged on the day in any case count as provided for. Services of the Court with which resources are pooled would meet EUR 2,500 in 2004. "
        "Nothing would be absorbed within approved resources, that is, by doing without something else."
    )
    assert part(written(RICH, "fr"), "E").startswith(
        "Sur les ressources nécessaires pour 2004, un montant de 18 200 EUR est déjà prévu dans le projet de budget de la section ; "
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("An amount of EUR 5,000 would be absorbed in 2004 within approved resources, by doing without something else.\n"
         "For operative paragraph 2, EUR 5,000 a year would be absorbed under 4200 Secretariat of the Assembly: Travel. "
         "Done without: the second mission of the Director to New York.")),
        ("fr", ("Un montant de 5 000 EUR serait absorbé en 2004 dans les limites des ressources approuvées, en renonçant à autre chose.\n"
         "Au titre du paragraphe 2 du dispositif, 5 000 EUR par an seraient absorbés sous 4200 Secrétariat de l’Assemblée : Voyages. "
         "Renonciation : the second mission of the Director to New York.")),
    ],
)  # fmt: skip
def each_absorbed_amount_says_what_is_done_without(language: str, said: str) -> None:
    assert part(written(ABSORBED, language), "E").replace(NO_BREAK, " ").startswith(said)


def the_full_cost_is_defined_where_it_is_used() -> None:
    assert "Full cost is what the activities would cost if nothing were there already, whoever bears it." in part(written(RICH), "D")


def no_sentence_adds_up_years() -> None:
    said = "\n".join(part(written(RICH), letter) for letter in LETTERS)
    assert not [amount for amount in ("246,100", "217,400") if amount in said]


def a_reason_is_given_for_what_is_outsourced_and_pooled() -> None:
    said = part(written(RICH), "E")
    assert "would be outsourced: Report on a representation. Reason given: The Court has no translators into Arabic." in said
    assert "The following activity would be pooled with the Court: Rooms and security." in said


@in_each_language
def a_draft_says_so_on_every_page_and_why(language: str) -> None:
    document = written(RICH, language)
    mark = {"en": "DRAFT", "fr": "PROJET"}[language]
    assert all(mark in edge for edge in edges(document))
    said = [each.text for each in document.paragraphs]
    assert any(text.startswith(f"{mark}. ") for text in said)
    numbers = {"en": ("3 figures are missing.", "1,121 figures are illustrative."), "fr": ("3 chiffres manquent.",)}[language]
    assert set(numbers) <= set(said)


@in_each_language
def a_final_statement_is_no_draft(language: str) -> None:
    document = written(FREE, language)
    assert not [text for text in [*texts(document), *edges(document)] if "DRAFT" in text or text.startswith("PROJET")]
    assert {"Prepared by A. Officer", "Reviewed by B. Reviewer"} <= set(texts(written(FREE)))


# Block by block.


def the_blocks_are_a_title_eight_parts_and_an_annex_where_there_are_shares() -> None:
    for statement, annex in ((RICH, ["annex"]), (FREE, [])):
        found = [block for block in blocks(statement, Terms("en")) if isinstance(block, Heading)]
        assert [heading.level for heading in found] == [0, *[1] * 8, *[1 for _ in annex]]
        assert [heading.breaks for heading in found[9:]] == [True for _ in annex]


def the_placeholders_of_a_template_are_those_of_the_statement() -> None:
    known = placeholders(RICH, Terms("fr"))
    assert (known["symbol"], known["cycle"], known["standing"], known["section"]) == ("ICC-ASP/2/L.7", "2004", "PROJET", "Grand Programme IV")
    assert (known["date"].replace(NO_BREAK, " "), known["reviewed_by"]) == ("1er septembre 2003", "")
    assert placeholders(FREE, Terms("fr"))["standing"] == ""


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("1 missing", "One figure is missing."),
        ("1,121 illustrative", "1,121 figures are illustrative."),
        ("2 to place have no day", "2 meetings have no day yet and are in no figure."),
        ("1 sheet not in the input: Consultants", "This sheet is not in the input workbook and counts as empty: Consultants."),
        ("prepared by, date not filled in", "Not filled in: prepared by and date."),
        ("reviewed by the same person who prepared it", "It was reviewed by the person who prepared it."),
        ("of another kind", "of another kind"),
    ],
)
def each_reason_for_a_draft_is_a_sentence(reason: str, sentence: str) -> None:
    found = [block for block in title(replace(FREE, reasons=(reason,)), Terms("en")) if isinstance(block, Text)]
    assert [block.text for block in found if block.kind == REASON] == [sentence]
    assert [block.text for block in found if block.kind == DRAFT] == ["DRAFT. This statement is a draft, for the following reason:"]


def a_paragraph_is_quoted_after_the_one_that_leads_in_to_it() -> None:
    lead = replace(FREE.paragraphs[0], number="1", text="Requests the Secretariat;")
    asked = replace(SINGLE.paragraphs[0], number="1 (a)", text="to travel to New York;")
    other = replace(FREE.paragraphs[0], number="2", text="Notes the report.")
    found = [block.text for block in requests(replace(SINGLE, paragraphs=(lead, asked, other)), Terms("en")) if isinstance(block, Text)]
    assert [text for text in found if text.startswith("Paragraph ")] == [
        "Paragraph 1: “Requests the Secretariat”",
        "Paragraph 1 (a): “to travel to New York”",
    ]


def a_statement_that_charges_nothing_concerns_no_part_of_the_section() -> None:
    (heading, text) = relation(FREE, Terms("en"))
    assert isinstance(heading, Heading)
    assert isinstance(text, Text)
    assert "4200" not in text.text
    assert "4200" in next(block.text for block in relation(SINGLE, Terms("en")) if isinstance(block, Text))


def no_reason_is_given_twice() -> None:
    said = part(written(SHARED), "E")
    assert said.count("The Court has no translators into Arabic") == 1
    assert "Report on a representation and Report on premises" in said


def a_cost_of_later_years_alone_is_met_later() -> None:
    said = part(written(LATER), "G")
    assert "2005" in said
    assert "EUR 6,700" in said
    assert not [block for block in blocks(LATER, Terms("en")) if isinstance(block, Grid) and "Contributions" in block.caption]


@pytest.mark.parametrize(
    ("state", "language", "line", "conclusion"),
    [
        ("draft", "en", "Version of the draft resolution: Rev.1, 5 September 2003", "Should the Assembly adopt draft resolution ICC-ASP/2/L.7, additional"),
        ("orally revised", "en", "Version of the draft resolution: Rev.1, as orally revised, 5 September 2003", "Should the Assembly adopt draft resolution"),
        ("orally revised", "fr", "Version du projet de résolution : Rev.1, tel que révisé oralement, 5 septembre 2003", "Si l’Assemblée adopte le projet"),
        ("adopted", "en", "Version of the draft resolution: Rev.1, as adopted, 5 September 2003",
         "The Assembly having adopted draft resolution ICC-ASP/2/L.7, additional requirements of EUR 100,400 arise under Major Programme IV for 2004"),
        ("adopted", "fr", "Version du projet de résolution : Rev.1, tel qu’adopté, 5 septembre 2003",
         "L’Assemblée ayant adopté le projet de résolution ICC-ASP/2/L.7, des ressources supplémentaires d’un montant de 100 400 EUR sont à prévoir"),
    ],
)  # fmt: skip
def the_version_is_printed_and_the_text_says_adopted_only_after_adoption(state: str, language: str, line: str, conclusion: str) -> None:
    document = written(replace(RICH, version="Rev.1", state=state, dated="5 September 2003"), language)
    assert line in [text.replace(NO_BREAK, " ") for text in texts(document)]
    assert part(document, "H").startswith(conclusion)
    assert ("having adopted" in part(document, "H") or "ayant adopté" in part(document, "H")) == (state == "adopted")
