"""The text of the section: what it says, word for word, of a small section, what it marks as not entered or not translated, and how it looks in Word."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from support.narratives import DIRECTOR, EDITOR, HEAD, OTHER, POSTS, PURPOSE, RESULT, WRITTEN, text, variants

from aspbudget.documents.blocks import DRAFT, REASON, Grid, Heading, Text
from aspbudget.documents.foreign import plain
from aspbudget.documents.numerals import read_back
from aspbudget.documents.places import own_text
from aspbudget.documents.section_numerals import unexplained
from aspbudget.documents.section_paper import paper
from aspbudget.documents.template import NARRATIVE
from aspbudget.documents.terms import NO_BREAK, Terms
from aspbudget.documents.to_confirm import accepted, reasons, to_confirm
from aspbudget.documents.word import write_each

if TYPE_CHECKING:
    from aspbudget.documents.section_text import SectionText

in_each_language = pytest.mark.parametrize("language", ["en", "fr"])
CASES = variants()
DONE: dict[tuple[int, str, bytes | None], tuple[SectionText, bytes]] = {}  # each with its section, so that no other takes its place
WHOLE = {
    "en": [
        "Symbol: ICC-ASP/4/5", "Distribution: General", "Agenda item: Item 9", "Original: English", "Date: 1 October 2004",
        "A small section – proposed budget for 2005", "Prepared by A. Officer", "Reviewed by B. Head",
        "In short. EUR 16,300 is proposed, EUR 7,300 (81.1 per cent) more than approved for 2004. Posts: 4, of which new: 1.",
        "Overview", "Purpose", "It serves the Assembly.",
        "Resources proposed",
        "The tables below show what is proposed, beside what was approved and spent before as far as that has been entered.",
        "Table 1. A small section, by object of expenditure, 2005 (thousands of EUR)",
        ("A dash stands for nothing, two points for what has not been entered; amounts in brackets are below nothing. Percentages are of what was "
         "approved."),
        "Table 2. Resources proposed, by object of expenditure and sub-programme, 2005 (thousands of EUR)",
        "Each line is rounded by itself; totals add up rounded lines. A dash stands for nothing.",
        "Why the section moves",
        "For 2004, EUR 9,000 was approved. For 2005, EUR 16,300 is proposed, which is EUR 7,300 (81.1 per cent) more.",
        "Other causes: volume EUR 6,000 (Director); new EUR 1,300 (Mission).",
        "Table 3. From what was approved to what is proposed for 2005 (thousands of EUR)",
        "Sub-programme 4100 Conference of the Assembly", "Objectives and expected results",
        "Table 4. Expected results and indicators, sub-programme 4100 Conference of the Assembly",
        "Resources", "EUR 13,300 is proposed, EUR 7,300 (121.7 per cent) more than approved for 2004.",
        "Table 5. 4100 Conference of the Assembly, by object of expenditure, 2005 (thousands of EUR)",
        "Justification of each line", "Training",
        "EUR 1,300 is proposed; nothing was approved for 2004. It provides for: Mission (EUR 1,250). What changed: new EUR 1,300 (Mission).",
        "Travel",
        ("EUR 12,000 is proposed, EUR 6,000 (100.0 per cent) more than approved for 2004. It provides for: Director (work-months 12 × unit price "
         "EUR 1,000.00: EUR 12,000). One requirement that is pooled at no cost would have cost EUR 2,000. What changed: volume EUR 6,000 (Director)."),
        "Sub-programme A Alpha", "Objectives and expected results", "Table 6. Expected results and indicators, sub-programme A Alpha",
        "Resources", "EUR 3,000 is proposed, as approved for 2004.", "Table 7. A Alpha, by object of expenditure, 2005 (thousands of EUR)",
        "Justification of each line", "Salaries",
        "EUR 3,000 is proposed, as approved for 2004. It provides for: Editor, documents (work-months 6 × unit price EUR 500.00: EUR 3,000).",
        "Staffing", "Posts: 4, of which new: 1.", "Table 8. Staffing by sub-programme, 2005",
        "To be confirmed", "Nothing is left to be confirmed.",
    ],
    "fr": [
        "Cote : ICC-ASP/4/5", "Distribution : Générale", "Point de l’ordre du jour : Point 9", "Original : anglais", "Date : 1er octobre 2004",
        "A small section – projet de budget pour 2005", "Établi par A. Officer", "Vérifié par B. Head",
        ("En bref. Le montant proposé est de 16 300 EUR, soit 7 300 EUR (81,1 %) de plus que le montant approuvé pour 2004. Postes : 4, dont nouveaux : 1."),
        "Aperçu", "Objet", "Elle sert l’Assemblée ; elle est prête.",
        "Ressources proposées",
        ("Les tableaux ci-après indiquent les ressources proposées, en regard de ce qui a été approuvé et dépensé auparavant pour autant que cela ait "
         "été saisi."),
        "Tableau 1. A small section, par objet de dépense, 2005 (en milliers d’euros)",
        ("Un tiret signifie néant, deux points que rien n’a été saisi ; les montants entre parenthèses sont négatifs. Les pourcentages se rapportent "
         "au montant approuvé."),
        "Tableau 2. Ressources proposées, par objet de dépense et par sous-programme, 2005 (en milliers d’euros)",
        "Chaque ligne est arrondie séparément ; les totaux sont ceux des lignes arrondies. Un tiret signifie néant.",
        "Évolution du budget de la section",
        "Pour 2004, 9 000 EUR avaient été approuvés. Pour 2005, 16 300 EUR sont proposés, soit 7 300 EUR (81,1 %) de plus.",
        "Autres causes : volume 6 000 EUR (Director) ; nouveau 1 300 EUR (Mission).",
        "Tableau 3. Du montant approuvé au montant proposé pour 2005 (en milliers d’euros)",
        "Sous-programme 4100 Conférence de l’Assemblée", "Objectifs et résultats escomptés",
        "Tableau 4. Résultats escomptés et indicateurs, sous-programme 4100 Conférence de l’Assemblée",
        "Ressources", "Le montant proposé est de 13 300 EUR, soit 7 300 EUR (121,7 %) de plus que le montant approuvé pour 2004.",
        "Tableau 5. 4100 Conférence de l’Assemblée, par objet de dépense, 2005 (en milliers d’euros)",
        "Justification de chaque ligne", "Formation",
        ("Le montant proposé est de 1 300 EUR ; rien n’avait été approuvé pour 2004. Ce montant couvre : Mission (1 250 EUR). Ce qui a changé : nouveau 1 300 EUR "
         "(Mission)."),
        "Voyages",
        ("Le montant proposé est de 12 000 EUR, soit 6 000 EUR (100,0 %) de plus que le montant approuvé pour 2004. Ce montant couvre : Director (mois de travail "
         "12 × prix unitaire 1 000,00 EUR : 12 000 EUR). Un besoin couvert sans frais par mise en commun aurait coûté 2 000 EUR. Ce qui a changé : "
         "volume 6 000 EUR (Director)."),
        "Sous-programme A Alpha", "Objectifs et résultats escomptés", "Tableau 6. Résultats escomptés et indicateurs, sous-programme A Alpha",
        "Ressources", "Le montant proposé est de 3 000 EUR, égal au montant approuvé pour 2004.", "Tableau 7. A Alpha, par objet de dépense, 2005 (en milliers d’euros)",
        "Justification de chaque ligne", "Salaries",
        ("Le montant proposé est de 3 000 EUR, égal au montant approuvé pour 2004. Ce montant couvre : Editor, documents (mois de travail 6 × prix unitaire "
         "500,00 EUR : 3 000 EUR)."),
        "Effectifs", "Postes : 4, dont nouveaux : 1.", "Tableau 8. Effectifs par sous-programme, 2005",
        "À confirmer", "Un point reste à confirmer avant que le présent texte ne soit publié.",
        "Les intitulés des différents besoins n’ont pas de traduction ; ils figurent en italique, tels qu’ils ont été saisis.",
    ],
}  # fmt: skip


def written(section: SectionText, language: str = "en", template: bytes | None = None) -> bytes:
    """Return the text of a section as a Word document, written once."""
    key = (id(section), language, template)
    if key not in DONE:
        terms = Terms(language)
        DONE[key] = section, next(iter(write_each([paper(section, terms)], terms, NARRATIVE, template)))
    return DONE[key][1]


def sentences(section: SectionText, language: str = "en") -> list[str]:
    """Return what the text says outside its tables, with plain blanks."""
    body = docx.Document(BytesIO(written(section, language))).element.body
    return [own_text(each).replace(NO_BREAK, " ") for each in body.iterchildren(qn("w:p"))]


def table_of(section: SectionText, number: int, language: str = "en") -> list[list[str]]:
    """Return a table of the text, counted from 1, row by row, with plain blanks."""
    grid = [each for each in paper(section, Terms(language)).blocks if isinstance(each, Grid)][number - 1]
    head = [[text for text, _ in row] for row in grid.head]
    return [[str(cell).replace(NO_BREAK, " ") for cell in row] for row in (*head, *(row.cells for row in grid.rows))]


@in_each_language
def a_small_section_is_told_word_for_word(language: str) -> None:
    assert sentences(CASES["whole"], language) == WHOLE[language]


@in_each_language
@pytest.mark.parametrize("name", CASES)
def every_numeral_of_the_text_is_a_figure_of_its_section(name: str, language: str) -> None:
    section, terms = CASES[name], Terms(language)
    assert unexplained(read_back(written(section, language)), section, terms) == []


@in_each_language
def a_figure_of_another_section_is_found(language: str) -> None:
    terms = Terms(language)
    other = text([DIRECTOR | {"price": 1_357.0}, EDITOR | {"months": 7.0}])
    found = unexplained(read_back(written(other, language)), CASES["whole"], terms)
    assert {terms.amount(16_284), terms.amount(3_500), terms.amount(19_800)} <= set(found)


def the_section_stands_beside_what_was_approved() -> None:
    assert table_of(CASES["whole"], 1) == [
        ["Object of expenditure", "Approved 2004", "Resource changes: amount", "Resource changes: %", "Proposed 2005"],
        ["Salaries", "3.0", "–", "–", "3.0"],
        ["Subtotal staff", "3.0", "–", "–", "3.0"],
        ["Training", "–", "1.3", "–", "1.3"],
        ["Travel", "6.0", "6.0", "100.0", "12.0"],
        ["Subtotal non-staff", "6.0", "7.3", "121.7", "13.3"],
        ["Total", "9.0", "7.3", "81.1", "16.3"],
    ]


def each_expected_result_stands_once_below_its_objective_with_all_its_indicators() -> None:
    rows = [RESULT, RESULT | {"row": "two", "indicator": "Pages", "target": ""}, RESULT | {"row": "three", "objective": "Laws", "result": "Texts"}]
    section = text(written=WRITTEN | {"expected_results": rows})
    assert table_of(section, 4) == [
        ["Expected result", "Indicator", "Target"],
        ["Objective: Decisions"],
        ["Papers", "Papers in time", "90 per cent"],
        ["", "Pages", ".."],
        ["Objective: Laws"],
        ["Texts", "Papers in time", "90 per cent"],
    ]


@pytest.mark.parametrize(
    ("name", "language", "sentence"),
    [
        ("less", "en", "For 2005, EUR 6,000 is proposed, which is EUR 3,000 (33.3 per cent) less."),
        ("less", "fr", "Pour 2005, 6 000 EUR sont proposés, soit 3 000 EUR (33,3 %) de moins."),
        ("same", "en", "The same is proposed for 2005; what moves the section, in one direction and in the other, adds up to nothing."),
        ("prices", "en", "Recosting (EUR 600): prices EUR 600 (Director)."),
        ("prices", "fr", "Actualisation des coûts (600 EUR) : prix 600 EUR (Director)."),
        ("pooled alone", "en", "Nothing is proposed. One requirement that is pooled at no cost would have cost EUR 2,000."),
        ("gone", "en", "Nothing is proposed; EUR 6,000 was approved for 2004. What changed: savings EUR (6,000) (Director)."),
        ("not approved", "en", "For 2004, what was approved has not been entered; by today’s rules the section of that year comes to EUR 9,000."),
        ("no earlier one", "en", "The section is not compared with an earlier one: no section of the year before has been entered."),
        ("no earlier one", "fr", "La section n’est pas comparée à une section antérieure : aucune section de l’année précédente n’a été saisie."),
        ("nothing entered", "en", "[Overview: no text has been entered.]"),
        ("nothing entered", "fr", "[Objectifs et résultats escomptés du sous-programme 4100 Conférence de l’Assemblée : aucun n’a été saisi.]"),
        ("nothing entered", "en", "[To be completed: symbol, distribution, agenda item and original language]"),
        ("nothing entered", "fr", "[À compléter : cote, distribution, point de l’ordre du jour et langue de l’original]"),
        ("nothing entered", "en", "Not entered for the head of this document: symbol, distribution, agenda item and original language."),
        ("nothing entered", "en", "No objectives and expected results have been entered for 4100 Conference of the Assembly and A Alpha."),
        ("one text", "en", "This number was typed into a text and is no figure of the section, so that it won’t follow when the section moves: 1,234,567."),
        ("one text", "en", "Three indicators have no target: Indicator 0, Indicator 1 and Indicator 2."),
        ("one text", "en", "Missing, and counted as nothing: Director (sheet Posts)."),
        ("one text", "fr", "Un texte est donné à titre d’illustration ou provient d’un cycle antérieur."),
        ("several texts", "en", "Two texts are illustrative, or those of an earlier cycle."),
        ("several texts", "en", "Two figures are illustrative, by sheet of the inputs: Posts 2."),
        ("several texts", "fr", "Deux textes n’ont pas de traduction ; ils figurent en italique, dans leur langue."),
    ],
)
def each_case_has_its_sentence_and_the_whole_text_does_not(name: str, language: str, sentence: str) -> None:
    assert any(sentence in each for each in sentences(CASES[name], language))
    assert not any(sentence in each for each in WHOLE[language])


def a_text_that_lacks_nothing_is_final_in_each_language_although_names_of_requirements_have_no_translation() -> None:
    assert [reasons(CASES["whole"], Terms(language)) for language in ("en", "fr")] == [[], []]
    assert to_confirm(CASES["whole"], Terms("en")) == []
    assert paper(CASES["whole"], Terms("fr")).placeholders["standing"] == ""


def a_row_that_an_officer_has_accepted_is_listed_with_its_reason_and_makes_no_draft() -> None:
    accepting = CASES["accepted"]
    name = accepting.ready.inputs.frames["posts"][accepting.catalogue.key("posts")].iloc[0]
    assert to_confirm(accepting, Terms("en")) == []
    assert accepted(accepting, Terms("en")) == [f"Accepted although it was doubted: {name} (sheet Posts). The reason given: reclassified by the decision of 8,765 days."]
    assert any("Le motif donné : reclassified by the decision" in each for each in sentences(accepting, "fr"))
    assert [each in sentences(accepting, "en") for each in ("Nothing is left to be confirmed.", "One thing was doubted and has been accepted; it makes no draft.")] == [True, True]
    assert unexplained(sentences(accepting, "en"), accepting, Terms("en")) == []
    assert reasons(accepting, Terms("en")) == []


def the_text_says_that_names_have_no_translation_only_where_one_has_none() -> None:
    whole = CASES["whole"]
    known = {each.key: f"{each.key} (fr)" for each in whole.words.requirements}
    assert [len(to_confirm(whole, Terms("fr").with_wordings(each))) for each in ({}, known)] == [1, 0]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ({"overview": []}, "Something that this text needs has not been entered or translated: see its last part."),
        ({"overview": [PURPOSE | {"standing": "carried over"}]}, "One text is illustrative, or that of an earlier cycle."),
        ({"expected_results": [RESULT]}, "Something that this text needs has not been entered or translated: see its last part."),
        ({"symbols": [HEAD | {"symbol": ""}]}, "Something that this text needs has not been entered or translated: see its last part."),
    ],
)
def a_text_of_which_something_is_not_entered_or_not_settled_is_a_draft(rows: dict[str, list[dict[str, str]]], reason: str) -> None:
    assert reasons(text(written=WRITTEN | rows), Terms("en")) == [reason]


def a_gap_is_marked_as_of_a_draft_and_nothing_stands_in_its_place() -> None:
    blocks = paper(CASES["nothing entered"], Terms("en")).blocks
    marked = [each.text for each in blocks if isinstance(each, Text) and each.kind == DRAFT]
    assert marked[-3:] == [
        "[Overview: no text has been entered.]",
        "[Objectives and expected results of sub-programme 4100 Conference of the Assembly: none have been entered.]",
        "[Objectives and expected results of sub-programme A Alpha: none have been entered.]",
    ]
    assert len([each for each in blocks if isinstance(each, Text) and each.kind == REASON]) == 1 + 3  # why it is a draft, and what is to be confirmed


def a_text_without_a_translation_is_in_italics_in_its_own_language_and_never_silently_so() -> None:
    section = text(written={"overview": [PURPOSE | {"text_fr": "", "heading_fr": ""}], "expected_results": [RESULT, OTHER], "symbols": [HEAD]})
    found = docx.Document(BytesIO(written(section, "fr")))
    runs = [run for paragraph in found.paragraphs for run in paragraph.runs if run.italic]
    assert {"Purpose", "It serves the Assembly.", "Director", "Alpha"} <= {run.text for run in runs}
    assert {run._r.rPr.find(qn("w:lang")).get(qn("w:val")) for run in runs} == {"en-GB"}
    assert "Deux textes n’ont pas de traduction ; ils figurent en italique, dans leur langue." in sentences(section, "fr")
    assert not any(plain(each.text) != each.text for each in paper(section, Terms("en")).blocks if isinstance(each, Text | Heading))


def a_text_that_was_typed_in_french_is_in_italics_as_french_in_a_text_in_english_and_is_listed() -> None:
    typed = "La séance des Membres de la Commission aura lieu dans la salle des conférences"
    section = text(written={"overview": [PURPOSE | {"text": typed, "text_fr": ""}], "expected_results": [RESULT, OTHER], "symbols": [HEAD]})
    found = docx.Document(BytesIO(written(section)))
    (run,) = [run for paragraph in found.paragraphs for run in paragraph.runs if run.text == typed]
    assert (run.italic, run._r.rPr.find(qn("w:lang")).get(qn("w:val"))) == (True, "fr-FR")
    assert "One text has no translation; it stands in italics, in its own language." in sentences(section)
    in_french = docx.Document(BytesIO(written(section, "fr")))
    assert [run.italic for paragraph in in_french.paragraphs for run in paragraph.runs if run.text == typed] == [None]
    assert not any("n’a pas de traduction" in each for each in sentences(section, "fr"))


def a_document_has_numbered_captions_described_tables_and_headings_of_three_levels() -> None:
    found = docx.Document(BytesIO(written(CASES["whole"])))
    styles = [each.style.name for each in found.paragraphs if each.style]
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Body Text", "Caption"} <= set(styles)
    fields = [each.get(qn("w:instr")).strip() for each in found.element.iter(qn("w:fldSimple"))]
    assert fields == [r"SEQ Table \* ARABIC"] * len(found.tables)
    described = [table._tbl.tblPr.find(qn("w:tblDescription")) for table in found.tables]
    assert [each is not None for each in described] == [True] * 8
    assert described[0].get(qn("w:val")) == (
        "A small section, by object of expenditure, 2005 (thousands of EUR): 6 rows and 5 columns; in the last row the last figure is 16.3."
    )
    assert found.tables[0]._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "A small section, by object of expenditure, 2005 (thousands of EUR)"
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in found.tables)


def a_legend_stays_on_the_page_of_its_table() -> None:
    found = docx.Document(BytesIO(written(CASES["whole"])))
    last = found.tables[0].rows[-1].cells[0].paragraphs[0]
    assert last.paragraph_format.keep_with_next


def a_legend_goes_with_no_table_that_follows_it_and_no_list_of_reasons_is_parted() -> None:
    found = docx.Document(BytesIO(written(CASES["several texts"]))).paragraphs
    kept = {name: [each.paragraph_format.keep_with_next for each in found if each.style.name == name] for name in ("Statement Remark", "Statement Reason")}
    assert set(kept["Statement Remark"]) == {None}
    assert kept["Statement Reason"][-3:] == [True, True, None]


def an_office_replaces_the_template_of_the_text() -> None:
    document = docx.Document()
    for line in ("Our house", "{narrative}", "Symbol {symbol}, {standing}"):
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    found = docx.Document(BytesIO(written(CASES["whole"], template=out.getvalue())))
    assert [found.paragraphs[0].text, found.paragraphs[1].text, found.paragraphs[-1].text] == ["Our house", "Symbol: ICC-ASP/4/5", "Symbol ICC-ASP/4/5, "]
    assert {"Heading 2", "Heading 3", "Statement Note"} <= {style.name for style in found.styles}


def the_same_section_gives_the_same_bytes() -> None:
    assert written(text(POSTS)) == written(CASES["whole"])
