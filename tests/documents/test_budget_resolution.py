"""The draft resolution on the budget: each part word for word in both languages, what it leaves open, and that its numerals are figures of the cycle."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from support.narratives import EDITOR, resolution, resolutions

from aspbudget.documents.budget_resolution import ResolutionText, paper, reasons, unexplained
from aspbudget.documents.numerals import read_back
from aspbudget.documents.places import own_text
from aspbudget.documents.template import RESOLUTION
from aspbudget.documents.terms import NO_BREAK, Terms
from aspbudget.documents.word import write_each

in_each_language = pytest.mark.parametrize("language", ["en", "fr"])
CASES = resolutions()
WHOLE = {
    "en": [
        "Draft resolution on the budget for 2005",
        "DRAFT. The reports considered are not entered. The appropriations for the other major programmes are not known here.",
        "The Assembly of States Parties,",
        "Having before it the proposed programme budget of the Court for 2005,",
        "[Reports considered, with their symbols: to be completed.]",
        "A. Programme budget",
        "Approves appropriations of EUR 60,000,000 for the Court as a whole for 2005;",
        "[Appropriations for the other major programmes: to be completed from the budget of the Court.]",
        ("Approves, as a part of these appropriations, EUR 16,300 for Major Programme IV for 2005, by sub-programme and object of expenditure as in the "
         "following table:"),
        "Table 1. Appropriations for Major Programme IV, 2005 (thousands of EUR)",
        "Approves the following posts for Major Programme IV for 2005:",
        "Table 2. Posts of Major Programme IV, 2005",
        "B. Working Capital Fund",
        "Sets the Working Capital Fund for 2005 at EUR 5,000,000;",
        ("Decides that States Parties advance the Working Capital Fund by the scale of part C, and that what they have advanced before counts towards "
         "it;"),
        "C. Scale of assessments",
        ("Decides that contributions for 2005 are assessed by the scale that the United Nations applies to its regular budget for that year, fitted to "
         "the States Parties by the principles on which it rests, in accordance with article 117 of the Rome Statute;"),
        "Notes that 97 States are assessed for 2005, by rates taken from the following source: A/RES/58/1 B;",
        "D. Financing of appropriations",
        "Decides that the appropriations for 2005 are financed as in the following table:",
        "Table 3. Financing of the appropriations (EUR)",
    ],
    "fr": [
        "Projet de résolution sur le budget pour 2005",
        "PROJET. Les rapports examinés ne sont pas renseignés. Les crédits pour les autres grands programmes ne sont pas connus ici.",
        "L’Assemblée des États Parties,",
        "Saisie du projet de budget-programme de la Cour pour 2005,",
        "[Rapports examinés, avec leurs cotes : à compléter.]",
        "A. Budget-programme",
        "Approuve pour 2005, pour l’ensemble de la Cour, des crédits d’un montant de 60 000 000 EUR ;",
        "[Crédits pour les autres grands programmes : à compléter d’après le budget de la Cour.]",
        ("Approuve, au titre de ces crédits, un montant de 16 300 EUR pour le Grand Programme IV pour 2005, réparti par sous-programme et par objet de "
         "dépense selon le tableau ci-après :"),
        "Tableau 1. Crédits du Grand Programme IV, 2005 (en milliers d’euros)",
        "Approuve pour 2005 les postes ci-après au titre du Grand Programme IV :",
        "Tableau 2. Postes du Grand Programme IV, 2005",
        "B. Fonds de roulement",
        "Fixe le montant du Fonds de roulement pour 2005 à 5 000 000 EUR ;",
        ("Décide que les États Parties alimentent le Fonds de roulement selon le barème de la partie C, compte tenu des avances déjà versées ;"),
        "C. Barème des quotes-parts",
        ("Décide que les contributions pour 2005 sont calculées selon le barème que l’Organisation des Nations Unies applique cette année-là à son "
         "budget ordinaire, adapté aux États Parties suivant les principes sur lesquels il repose, conformément à l’article 117 du Statut de Rome ;"),
        "Note que 97 États sont mis à contribution pour 2005, selon des quotes-parts tirées de la source suivante : A/RES/58/1 B ;",
        "D. Financement des crédits",
        "Décide que les crédits pour 2005 sont financés selon le tableau ci-après :",
        "Tableau 3. Financement des crédits (EUR)",
    ],
}  # fmt: skip


def written(of: ResolutionText, language: str = "en", template: bytes | None = None) -> bytes:
    """Return a resolution as a Word document."""
    terms = Terms(language)
    return next(iter(write_each([paper(of, terms)], terms, RESOLUTION, template)))


def sentences(of: ResolutionText, language: str = "en") -> list[str]:
    """Return what a resolution says outside its tables, without the lines of its symbol, with plain blanks."""
    body = docx.Document(BytesIO(written(of, language))).element.body
    said = [own_text(each).replace(NO_BREAK, " ") for each in body.iterchildren(qn("w:p"))]
    return said[said.index(Terms(language).say("resolution.title", year="2005")) :]


@in_each_language
def a_resolution_of_which_all_is_known_is_told_word_for_word(language: str) -> None:
    assert sentences(CASES["whole"], language) == WHOLE[language]


@in_each_language
@pytest.mark.parametrize("name", CASES)
def every_numeral_of_a_resolution_is_a_figure_of_its_cycle(name: str, language: str) -> None:
    assert unexplained(read_back(written(CASES[name], language)), CASES[name], Terms(language)) == []


@in_each_language
def an_amount_of_another_resolution_is_found(language: str) -> None:
    terms = Terms(language)
    other = resolution({"court": 61_000_001.0, "fund": 5_083_333.0, "states": 98})
    found = unexplained(read_back(written(other, language)), CASES["whole"], terms)
    assert found.count(terms.amount(61_000_001)) == 2  # in the sentence, and in the table of financing
    assert {terms.amount(5_083_333), "98"} <= set(found)


def the_financing_adds_up_to_the_appropriations_and_what_is_nothing_has_no_row() -> None:
    table = docx.Document(BytesIO(written(CASES["whole"]))).tables[-1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Cash surplus used", "1,000,000"],
        ["Host State loan, assessed apart", "100,000"],
        ["Contributions assessed on all States", "58,900,000"],
        ["Appropriations for the Court as a whole", "60,000,000"],
    ]
    without = docx.Document(BytesIO(written(resolution({"loan": 0.0, "surplus": 0.0})))).tables[-1]
    assert [row.cells[0].text for row in without.rows] == ["Contributions assessed on all States", "Appropriations for the Court as a whole"]


def a_table_beside_the_section_has_no_row_without_anything_and_the_section_has_all_its_lines() -> None:
    lines, posts, _ = docx.Document(BytesIO(written(resolution(posts=[EDITOR])))).tables
    labels = [[row.cells[0].text for row in table.rows] for table in (lines, posts)]
    assert labels == [
        ["Object of expenditure", "Salaries", "Subtotal staff", "Training", "Travel", "Subtotal non-staff", "Total"],
        ["Object of expenditure", "Salaries", "Subtotal staff", "Total"],
    ]


@pytest.mark.parametrize(
    ("name", "gap"),
    [
        ("illustrative", "[Appropriations for the Court as a whole: EUR 60,000,000 is illustrative and to be confirmed.]"),
        ("illustrative", "[Working Capital Fund: EUR 5,000,000 is illustrative and to be confirmed.]"),
        ("no level", ("[Level of the Working Capital Fund: to be completed. One twelfth of the appropriations, a practice known from memory and to be "
                      "confirmed, would be EUR 5,000,000.]")),
        ("no contributions", "[Appropriations for the Court as a whole: to be completed.]"),
        ("no contributions", "[Level of the Working Capital Fund: to be completed.]"),
        ("no contributions", "[Scale of the year and States assessed: to be completed from the contributions of the cycle.]"),
        ("no contributions", "[Financing of the appropriations: to be completed once they are entered.]"),
        ("more than the whole", ("[Major Programme IV, at EUR 16,300, is more than the appropriations for the Court as a whole, at EUR 1,000: one of the "
                                 "two is to be corrected.]")),
    ],
)  # fmt: skip
def each_gap_is_marked_and_is_a_reason_for_a_draft(name: str, gap: str) -> None:
    assert gap in sentences(CASES[name])
    assert gap not in WHOLE["en"]
    assert len(reasons(CASES[name], Terms("en"))) > len(reasons(CASES["whole"], Terms("en")))


def a_resolution_without_contributions_names_no_amount_that_it_does_not_know() -> None:
    text = "\n".join(sentences(CASES["no contributions"]))
    assert "EUR nan" not in text
    assert "Sets the Working Capital Fund" not in text
    assert "Approves appropriations" not in text
    assert "EUR 16,300 for Major Programme IV" in text


def a_resolution_says_of_which_workbook_each_reason_is() -> None:
    assert sentences(CASES["unsigned"])[1].startswith("DRAFT. Section – Not filled in: prepared by, reviewed by and date. ")


def a_resolution_is_numbered_by_word_after_its_recitals() -> None:
    found = docx.Document(BytesIO(written(CASES["whole"])))
    styles = {each.text: each.style.name for each in found.paragraphs if each.style}
    assert styles["The Assembly of States Parties,"] == "Statement Note"
    assert styles[f"Sets the Working Capital Fund for 2005 at EUR{NO_BREAK}5,000,000;"] == "Body Text"
    assert found.styles["Body Text"].element.xpath("w:pPr/w:numPr")


def an_office_replaces_the_template_of_the_resolution() -> None:
    document = docx.Document()
    for line in ("Our house", "{resolution}"):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    texts = [each.text for each in docx.Document(BytesIO(written(CASES["whole"], template=out.getvalue()))).paragraphs]
    assert (texts[0], texts[2]) == ("Our house", "[To be completed: symbol, distribution, agenda item and original language]")


def the_source_of_the_scale_is_said_in_the_language_of_the_resolution() -> None:
    found = resolution({"scale": ("United Nations scale of assessments, A/RES/58/1 B", "A/RES/79/249, paragraph 18 (c)")})
    (said,) = (each for each in sentences(found, "fr") if "97 États" in each)
    assert said.endswith("source suivante : Barème des quotes-parts de l’Organisation des Nations Unies, A/RES/58/1 B ; A/RES/79/249, paragraphe 18 (c) ;")
