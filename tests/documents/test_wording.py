"""Wording: a statement says in its order what is asked for, how it is done, what it costs, what is open, and what is to be done."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.opened_documents import (
    PARTS,
    annexes,
    edges,
    headings,
    in_each_language,
    of_each_statement,
    part,
    texts,
    written,
)
from support.statements import (
    ABSORBED,
    ALL,
    ASKED,
    ASKING,
    CHOOSING,
    FREE,
    INDETERMINATE,
    LATER,
    REPORTED,
    RICH,
    SHARED,
    SINGLE,
    paragraph,
)

from aspbudget.declare.practice import ONE_TIME
from aspbudget.documents.blocks import Grid, Heading
from aspbudget.documents.terms import NO_BREAK, Terms
from aspbudget.documents.wording import blocks

pytestmark = pytest.mark.slow


@in_each_language
@of_each_statement
def the_parts_come_in_their_order_each_with_something_to_say(name: str, language: str) -> None:
    document, statement = written(ALL[name], language), ALL[name]
    names = [each for each in PARTS if each != "open" or statement.ranges]
    assert headings(document) == [Terms(language).say(f"{each}.heading") for each in names]
    assert all(part(document, each, language) for each in names)
    (title,) = [each.text for each in document.paragraphs if each.style.name == "Title"]
    assert statement.symbol in title


def the_requests_are_named_in_a_few_words_and_never_quoted() -> None:
    said = part(written(ASKED), "requests")
    assert said == (
        "Draft resolution ICC-ASP/2/L.4 has three operative paragraphs. One of these asks for something that has a cost, or may come to have one: "
        "2 (a mission). Paragraph 3 would be met within existing resources. The other has no budgetary implications. Annex I shows how each is met."
    )
    assert part(written(ASKED, "fr"), "requests", "fr") == (
        "Le dispositif du projet de résolution ICC-ASP/2/L.4 compte trois paragraphes. L’un d’eux entraîne des dépenses, ou pourrait en entraîner : "
        "2 (a mission). Il serait donné suite au paragraphe 3 dans les limites des ressources existantes. L’autre n’a pas d’incidences sur le budget. "
        "L’annexe I indique la suite donnée à chacun."
    )
    assert RICH.paragraphs[1].text not in "\n".join(texts(written(RICH)))


def a_paragraph_that_is_left_out_is_named() -> None:
    said = part(written(RICH), "requests")
    assert said.startswith("Draft resolution ICC-ASP/2/L.7 has six operative paragraphs. Of these, four ask for something that has a cost, or may come to have one: 11, 16, 18 and annex 5.1 (a).")
    assert "Operative paragraph annex 5.1 (a) is left out of this statement: its requirements are not counted." in said
    assert "annexe 5.1 (a)" in part(written(RICH, "fr"), "requests", "fr")


def the_requests_of_many_paragraphs_are_counted_and_stand_in_the_annex() -> None:
    said = part(written(ASKING), "requests")
    assert said == (
        "Draft resolution ICC-ASP/2/L.4 has nine operative paragraphs. Of these, nine ask for something that has a cost, or may come to have one. "
        "Annex I shows how each is met."
    )


def a_draft_that_asks_for_nothing_says_so() -> None:
    assert part(written(FREE), "requests") == "Draft resolution ICC-ASP/2/L.3 has one operative paragraph. Nothing that it asks for has a cost. Annex I shows how each is met."
    assert part(written(FREE), "activities") == "No activity would be needed to implement the draft resolution."


def the_activities_are_counted_as_people_say_them() -> None:
    said = part(written(ASKING), "activities").splitlines()
    assert said[0].startswith(
        "Paragraph 2. Bureau: three meetings in six languages, from 6 to 8 September 2004; two documents of 3,000 words together, in two languages; "
        "one document of 8,500 words in six languages; one post at P-3 (work-months in the first year: 6); two posts at GS-OL (work-months in the first "
        "year: 11); one person as temporary assistance (work-months: 0.5); one hour of overtime; one journey to New York (days paid: 4); three journeys to "
        "The Hague (days paid for each: 5); Hall; Chair 1, Chair 2, Chair 3, Chair 4, Chair 5 and three more; Interpretation, Translation 1, "
    )
    assert (
        "Already provided for: four documents of 6,000 words together, in two languages; Desk. Pooled with the Court: Bureau: one "
        "meeting without interpretation, on 1 September 2004; 12 persons as temporary assistance (work-months together: 6); 40 hours of overtime; two services "
        "for sessions; eight other requirements. Two services for sessions (Screen and Lamp) (alternative: Z)."
    ) in said[0]
    french = part(written(ASKING, "fr"), "activities", "fr")
    assert french.startswith("Paragraphe 2. Bureau : trois séances en six langues, du 6 au 8 septembre 2004 ; deux documents totalisant 3 000 mots, en deux langues ; ")
    assert "Mis en commun avec la Cour : Bureau : une séance sans interprétation, le 1er septembre 2004 ; " in french


def a_reason_is_given_once_for_what_is_outsourced_and_not_there_already() -> None:
    said = part(written(ASKING), "activities").splitlines()
    assert said[1:] == [
        "Pooling with the Court could not meet the following need, which would be outsourced: Interpretation. Reason given: There is none.",
        "Pooling with the Court could not meet 10 of these needs, which would be outsourced. Reason given: There are too few.",
    ]
    shared = part(written(SHARED), "activities")
    assert shared.count("The Court has no translators into Arabic") == 1
    assert "Report on a representation and Report on premises" in shared


def the_costs_are_said_of_the_budget_year_first() -> None:
    said = part(written(RICH), "costs")
    assert said.startswith(
        "Costs are stated in comparison with the proposed section (Major Programme IV, 2004), which amounts to EUR 2,345,600 without the draft resolution. "
        "At full cost, the requirements for 2004 are estimated at EUR 121,100. For later years they are estimated at EUR 70,500 for 2005 and EUR 54,500 for "
        "2006. The additional requirements for 2004 amount to EUR 100,400. Those for later years amount to EUR 62,500 for 2005 and EUR 54,500 for 2006. "
        "Of the amount for 2004, EUR 37,900 would be one-time and EUR 62,500 recurrent. The additional requirements for 2004 would be equal to 4.3 per cent "
        "of the section. What is already provided for, pooled or absorbed is shown in annex II.\n"
        "All amounts are at the prices of the proposed section for 2004; those for later years are at the same prices, before recosting. Full cost is what "
        "the activities would cost if nothing were there already, whoever bears it."
    )
    assert part(written(FREE), "costs").endswith(
        "The draft resolution gives rise to no requirements.\nAs no additional requirements arise, nothing would be added to the assessed contributions."
    )


def each_option_is_named_by_what_is_kept_of_each_choice() -> None:
    document = written(CHOOSING)
    assert "One of the alternatives two days and three days remains to be chosen (length)." in part(document, "costs")
    assert "At most one of the alternatives by train and by air may be adopted (way)." in part(document, "costs")
    assert "Table 3 shows what the draft resolution would require with each of three choices among its alternatives." in part(document, "costs")
    (table,) = [each for each in document.tables if each.rows[1].cells[0].text == "Alternatives"]
    assert [row.cells[0].text for row in table.rows][-3:] == ["length: two days; way: none", "length: two days; way: by air; escorted", "length: three days; way: none"]
    french = written(CHOOSING, "fr")
    assert "Une des variantes two days et three days reste à choisir (length)." in part(french, "costs", "fr")
    (table,) = [each for each in french.tables if each.rows[1].cells[0].text == "Variantes retenues"]
    assert table.rows[-1].cells[0].text == f"length{NO_BREAK}: three days{NO_BREAK}; way{NO_BREAK}: aucune"


@pytest.mark.parametrize(("name", "said"), [("rich", "Contingency Fund"), ("single", "revised estimate"), ("supplementary", "supplementary budget")])
def each_way_of_meeting_the_requirements_has_its_sentence(name: str, said: str) -> None:
    document = written(ALL[name])
    (sentence,) = [text for text in part(document, "costs").splitlines() if "Table 2 shows what each way" in text]
    assert said in sentence
    (table,) = [each for each in document.tables if each.rows[0].cells[0].text == "Met from"]
    added = {row.cells[0].text: row.cells[1].text for row in table.rows[1:]}
    net = "100.4" if name == "rich" else "6.7"
    assert list(added.values()) == ["–", net, net, net]
    assert [source for source in added if source.endswith("(proposed)")] == [f"{said[0].upper()}{said[1:]} (proposed)"]


def the_kinds_of_costs_are_named() -> None:
    assert "All of the amount for 2004 would be recurrent." in part(written(SINGLE), "costs")
    one_time = replace(SINGLE, lines=tuple(each._replace(kind=ONE_TIME) for each in SINGLE.lines))
    assert "All of the amount for 2004 would be one-time." in part(written(one_time), "costs")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("For operative paragraph 2, EUR 5,000 a year would be absorbed under 4200 Secretariat of the Assembly: Travel. "
         "Done without: the second mission of the Director to New York.")),
        ("fr", ("Au titre du paragraphe 2 du dispositif, 5 000 EUR par an seraient absorbés sous 4200 Secrétariat de l’Assemblée : Voyages. "
         "Renonciation : the second mission of the Director to New York.")),
    ],
)  # fmt: skip
def each_absorbed_amount_says_what_is_done_without(language: str, said: str) -> None:
    assert said in part(written(ABSORBED, language), "costs", language).splitlines()


def no_sentence_adds_up_years() -> None:
    said = "\n".join(part(written(RICH), name) for name in PARTS)
    assert not [amount for amount in ("246,100", "217,400") if amount in said]


def a_range_of_what_is_not_yet_determinable_stands_outside_the_totals() -> None:
    assert part(written(RICH), "open") == (
        "Paragraph 16. The requirements cannot be determined yet. They are estimated at between EUR 40,000 and EUR 125,000 a year, which is in no amount "
        "above. The premises have not been chosen."
    )
    assert part(written(REPORTED), "open").splitlines() == [
        ("Paragraph 2. What the report or proposals may lead to cannot be determined yet. By way of indication, it might require between nothing and EUR 90,000 a "
        "year, which is in no amount above. That range leaves out: Rent of an office. The office is an assumption."),
        ("Paragraph 3. What the report or proposals may lead to cannot be determined yet. By way of indication, it might require between EUR 2,000 and EUR 28,400 a "
        "year, which is in no amount above. The group is an assumption."),
        "Table 3 shows what of this is priced, on each assumption.",
    ]
    assert not part(written(FREE), "open")


def the_prices_of_a_range_stands_in_the_order_of_the_paragraphs() -> None:
    second = paragraph("1", "Asks.", INDETERMINATE, reason="Unknown", low=1.0, high=90_000.0)
    statement = replace(REPORTED, paragraphs=(second, *REPORTED.paragraphs), indications=(*REPORTED.indications, REPORTED.indications[0]._replace(paragraph="1")))
    (grid,) = [block for block in blocks(statement, Terms("en")) if isinstance(block, Grid) and block.key == "table_indications"]
    assert [row.cells[0] for row in grid.rows if len(row.cells) == 1] == ["Paragraph 1", "Paragraph 2"]


def the_conclusion_says_what_would_arise_and_what_is_asked() -> None:
    assert part(written(RICH), "conclusion") == (
        "Should the Assembly adopt draft resolution ICC-ASP/2/L.7, additional requirements of EUR 100,400 would arise under Major Programme IV for 2004, "
        "compared with the proposed section. Those for later years would be EUR 62,500 for 2005 and EUR 54,500 for 2006.\n"
        "Should it adopt draft resolution ICC-ASP/2/L.7, the Assembly is requested to approve additional requirements of EUR 100,400 under Major Programme IV "
        "for 2004, to be met as proposed above. Requirements that may follow from operative paragraph 16 would be submitted to it, through the Committee on "
        "Budget and Finance, once they can be determined."
    )
    assert part(written(RICH, "fr"), "conclusion", "fr").startswith(
        "Si l’Assemblée adoptait le projet de résolution ICC-ASP/2/L.7, des ressources supplémentaires d’un montant de 100 400 EUR seraient à prévoir au titre du "
        "Grand Programme IV pour 2004, par comparaison avec le projet de budget de la section. Celles des années suivantes seraient de 62 500 EUR pour 2005 et "
        "54 500 EUR pour 2006."
    )
    assert part(written(FREE), "conclusion") == (
        "Should the Assembly adopt draft resolution ICC-ASP/2/L.3, no additional requirements would arise under Major Programme IV for 2004, "
        "compared with the proposed section.\nThe Assembly may wish to take note that the adoption of draft resolution ICC-ASP/2/L.3 would entail no "
        "additional requirements under Major Programme IV for 2004."
    )


def the_later_years_that_cost_the_same_are_named_together() -> None:
    assert "Those for later years would be EUR 6,000 for each of 2005 and 2006." in part(written(ASKING), "conclusion")


def a_cost_of_later_years_alone_is_met_later() -> None:
    said = part(written(LATER), "costs")
    assert "As no additional requirements arise for 2004, nothing would be added to the contributions assessed for that year." in said
    assert "EUR 6,700 for 2005" in said
    assert not [block for block in blocks(LATER, Terms("en")) if isinstance(block, Grid) and "Contributions" in block.caption]


def the_annexes_are_those_that_have_something_to_show() -> None:
    assert annexes(written(FREE)) == ["Annex I. Operative paragraphs and how each is met"]
    assert annexes(written(SINGLE)) == [
        "Annex I. Operative paragraphs and how each is met", "Annex II. Requirements by object of expenditure", "Annex III. Additional contributions, by State Party",
    ]  # fmt: skip
    assert annexes(written(RICH, "fr"))[1] == "Annexe II. Ce qui est déjà prévu, mis en commun ou absorbé"
    found = [block for block in blocks(RICH, Terms("en")) if isinstance(block, Heading) and block.key]
    assert [block.breaks for block in found] == [True, False, False, True]


@in_each_language
def a_draft_says_so_on_every_page_and_why(language: str) -> None:
    document = written(RICH, language)
    mark = {"en": "DRAFT", "fr": "PROJET"}[language]
    assert all(mark in edge for edge in edges(document))
    (reasons,) = [each.text for each in document.paragraphs if each.text.startswith(f"{mark}. ")]
    assert {"en": "Three figures are missing. 1,121 figures are illustrative.", "fr": "Trois chiffres manquent."}[language] in reasons


@in_each_language
def a_final_statement_is_no_draft(language: str) -> None:
    document = written(FREE, language)
    assert not [text for text in [*texts(document), *edges(document)] if "DRAFT" in text or text.startswith("PROJET")]
    assert "Prepared by A. Officer. Reviewed by B. Reviewer" in texts(written(FREE))


@pytest.mark.parametrize(
    ("state", "language", "line", "conclusion"),
    [
        ("draft", "en", "Version of the draft resolution: Rev.1, 5 September 2003", "Should the Assembly adopt draft resolution ICC-ASP/2/L.7, additional"),
        ("orally revised", "en", "Version of the draft resolution: Rev.1, as orally revised, 5 September 2003", "Should the Assembly adopt draft resolution"),
        ("orally revised", "fr", "Version du projet de résolution : Rev.1, tel que révisé oralement, 5 septembre 2003", "Si l’Assemblée adoptait le projet"),
        ("adopted", "en", "Version of the draft resolution: Rev.1, as adopted, 5 September 2003",
         "The Assembly having adopted draft resolution ICC-ASP/2/L.7, additional requirements of EUR 100,400 arise under Major Programme IV for 2004"),
        ("adopted", "fr", "Version du projet de résolution : Rev.1, tel qu’adopté, 5 septembre 2003",
         "L’Assemblée ayant adopté le projet de résolution ICC-ASP/2/L.7, des ressources supplémentaires d’un montant de 100 400 EUR sont à prévoir"),
    ],
)  # fmt: skip
def the_version_is_printed_and_the_text_says_adopted_only_after_adoption(state: str, language: str, line: str, conclusion: str) -> None:
    document = written(replace(RICH, version="Rev.1", state=state, dated="5 September 2003"), language)
    assert line in [text.replace(NO_BREAK, " ") for text in texts(document)]
    said = part(document, "conclusion", language)
    assert said.startswith(conclusion)
    assert ("having adopted" in said or "ayant adopté" in said) == (state == "adopted")
