"""The language of a workbook: one wording for each text, and no two texts with one; sheets and columns keep names that spreadsheets allow."""

from __future__ import annotations

import pytest
from support.small_section import new_book, opened

from aspbudget.language import Language
from aspbudget.phrase import altered, counted, in_a_row, phrase
from aspbudget.workbooks.look import Page, print_on_a4
from aspbudget.workbooks.translated_values import _apart
from aspbudget.workbooks.translation import Shown, Translation, Untranslated


@pytest.fixture
def french() -> Translation:
    """French, with two texts of an input: one with a wording, one without."""
    return Translation(Language("fr"), values={"Director": "Directeur"}, typed={"Director": "Posts", "Gatekeeper": "Posts"})


def the_language_of_the_inputs_leaves_every_text_as_it_is() -> None:
    english = Translation(Language())
    texts = ["Total", phrase("{count} missing", count=2), "Gatekeeper", "'Checks'!$A$1"]
    assert [english(text) for text in texts] == texts
    assert [english.cell("'Checks'!$A$1"), english.sheet("Checks"), english.formats("d mmm yyyy")] == ["'Checks'!$A$1", "Checks", "d mmm yyyy"]


@pytest.mark.parametrize(("format_of_inputs", "of_french"), [
    ("#,##0.0;(#,##0.0);–", "[$-40C]#,##0.0;(#,##0.0);–"),
    ("0.0000", "[$-40C]0.0000"),
    ('d mmm yyyy;;"–"', '[$-40C]d mmm yyyy;;"–"'),
    ("0", "0"),
    ('"yes";"yes";"no"', '"oui";"oui";"non"'),
])  # fmt: skip
def a_number_format_says_its_language_where_languages_write_it_otherwise(french: Translation, format_of_inputs: str, of_french: str) -> None:
    assert french.formats(format_of_inputs) == of_french


def the_foot_of_a_page_is_in_the_language(french: Translation) -> None:
    book = new_book()
    print_on_a4(book.sheet("Posts"), Page(-1, "Données", draft=True), french.heads)
    foot = opened(book)["Posts"].oddFooter
    assert ("PROJET" in foot.left.text, foot.right.text.partition(" · ")[2]) == (True, "Page &P sur &N")


def a_text_has_the_wording_of_the_input_or_of_the_lists_and_is_said_once(french: Translation) -> None:
    assert [french("Director"), french("Checks"), french(french("Checks"))] == ["Directeur", "Contrôles", "Contrôles"]
    assert french("1 October 2003") == "1er octobre 2003"
    assert french.language.missing == ()


def a_text_without_a_wording_is_marked_and_counted_with_its_sheet(french: Translation) -> None:
    assert isinstance(french("Gatekeeper"), Untranslated)
    assert isinstance(french(altered("Gatekeeper", str.upper)), Untranslated)
    assert french.lacking == {"Posts": {"Gatekeeper": None}}
    assert not isinstance(french("ICC-ASP/2/Res.7, P-5"), Untranslated)


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Posts: Director", "Postes\xa0: Directeur"), ("4200 / Travel / recurrent", "4200 / Voyages / renouvelable"), ("2004, June: 4100 / Travel", "2004, juin\xa0: 4100 / Voyages"),
        ("ICC-ASP/2/Res.3, annex, 5.1 (a) and (c), 7", "ICC-ASP/2/Res.3, annexe, 5.1 (a) et (c), 7"), ("annex 5.1 (a)", "annexe 5.1 (a)"), ("rule 104.2", "règle 104.2"),
        ("regulation 5.8", "article 5.8 du Règlement financier"), ("Director, 2", "Directeur, 2"), ("Director (ICC-ASP/2/Res.3)", "Directeur (ICC-ASP/2/Res.3)"),
    ],
)  # fmt: skip
def a_text_that_is_made_of_others_is_said_by_their_wordings(text: str, wording: str) -> None:
    made = Translation(Language("fr"), values={"Director": "Directeur"}, typed={text: "Posts"})
    assert made(text) == wording
    assert made.lacking == {}


@pytest.mark.parametrize("text", ["Posts: Gatekeeper", "Gatekeeper and Director", "rule of thumb", "Posts: ", "Director (Gatekeeper)"])
def a_text_of_which_a_part_has_no_wording_stays_as_it_is(text: str) -> None:
    made = Translation(Language("fr"), values={"Director": "Directeur"}, typed={text: "Posts"})
    assert isinstance(made(text), Untranslated)
    assert made.lacking == {"Posts": {text: None}}


def a_phrase_is_said_with_its_parts_and_the_signs_of_its_numbers(french: Translation) -> None:
    group = french.language.group
    assert french(phrase("{currency} {amount:,.1f}", currency="EUR", amount=1234.5)) == f"EUR 1{group}234,5"
    assert french(in_a_row(["Director", "Checks"], "; ")) == "Directeur\xa0; Contrôles"
    assert french(counted("{count:,} text", "{count:,} texts", 1)) == "1 text"
    assert isinstance(french(phrase("Proposed {cycle}", cycle="2005")), Shown)


def a_text_that_is_short_enough_in_one_language_is_cut_in_another_where_it_is_too_long(french: Translation) -> None:
    cut = altered("Checks", lambda text: text if len(text) < 7 else f"{text[:6]}…")
    assert cut == "Checks"
    assert french(cut) == "Contrô…"


def a_sheet_keeps_a_name_that_spreadsheets_allow_and_that_no_other_has(french: Translation) -> None:
    words = Translation(Language("fr"), values={"One": "Feuille", "Two": "feuille", "Three": "x" * 32, "Four": "a/b"})
    assert [words.sheet(name) for name in ("One", "Two", "Three", "Four", "One")] == ["Feuille", "Two", "Three", "Four", "Feuille"]
    assert words.cell("'One'!$B$2:$B$9") == "'Feuille'!$B$2:$B$9"
    assert french.cell("$B$2") == "$B$2"


def no_two_columns_of_a_table_have_one_title() -> None:
    words = Translation(Language("fr"), values={"Cost": "Coût", "Price": "coût"})
    titles = words.titles(["Cost", "Price", "Kind of it"])
    assert titles == ["Coût", "coût [Price]", "Kind of it"]
    assert [words(title) for title in titles] == titles
    assert words.language.missing == ("Kind of it",)


def no_two_texts_have_one_wording_and_case_makes_no_difference() -> None:
    texts = {"Travel", "Voyages", "none", "None", "Staff", "staff"}
    wordings = {"Travel": "Voyages", "none": "aucun", "None": "Aucun", "Staff": "Personnel", "staff": "agents"}
    assert _apart(wordings, texts) == {"none": "aucun", "None": "Aucun", "Staff": "Personnel"}
