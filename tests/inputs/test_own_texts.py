"""Tests of the models' own texts: in the language of a workbook as it is written, in theirs once it is read, and an officer's own once it was written over."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from support.words_of_content import CYCLES

from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs import own_texts as home
from aspbudget.inputs.check import check
from aspbudget.inputs.own_texts import own_texts, worded
from aspbudget.inputs.read import RawWorkbook, read_bytes
from aspbudget.language import Language
from aspbudget.notation import NO_BREAK
from aspbudget.workbooks.input_book import Form, write_inputs

MODELS = catalogue("section")
FRENCH = Language("fr")
# References of which nothing is in a language: addresses, and what one newspaper or site is called.
REFERENCES = re.compile(r"[^\s,;]+\.[^\s,;]+(/[^\s,;]*)?(; [^\s,;]+\.[^\s,;]+(/[^\s,;]*)?)*|newafricanmagazine.*|publicinternationallawandpolicygroup.*")


def made(language: str | None) -> RawWorkbook:
    """Return the section of a new cycle in a language, as it is read."""
    file = BytesIO()
    write_inputs(file, MODELS, {}, "2026", Form(language=language))
    return read_bytes(file.getvalue(), "section.xlsx")


@pytest.fixture(scope="module")
def french() -> RawWorkbook:
    """The section of a new cycle in French."""
    return made("fr")


def texts(raw: RawWorkbook, sheet: str) -> set[object]:
    """Return the texts of a sheet."""
    return {value for line in raw.sheets[sheet].cells.values() for value in line.values()}


def a_workbook_in_french_says_in_french_what_an_assumption_is_its_unit_and_its_source(french: RawWorkbook) -> None:
    assert {"année", "techniciens", "Combien de mots remplissent une page.", "pas encore connu", "L’année du cycle"} <= texts(french, "Hypothèses")
    assert f"La monnaie du cycle{NO_BREAK}: un par définition" in texts(french, "Monnaies")
    assert {"ICC-ASP/2/Res.3, annexe, 4"} <= texts(french, "Organes")
    assert {"words", "How many words fill a page.", "not known yet"} <= texts(made(None), "Assumptions")


def an_example_in_french_is_one_still_and_has_no_word_of_english(french: RawWorkbook) -> None:
    assert "EXEMPLE : Groupe de travail" in texts(french, "Séries de séances")
    assert {"EXEMPLE : Salles de réunion, 2004", "salle et jour"} <= texts(french, "Accords")
    assert "EXEMPLE : heures supplémentaires" in texts(french, "Heures supplémentaires")  # its title, where it has no example of its own
    inputs = check(MODELS, french, "2026")
    assert inputs.examples == check(MODELS, made(None), "2026").examples > 20


def the_tables_that_are_read_are_the_same_in_both_languages(french: RawWorkbook) -> None:
    one, other = check(MODELS, made(None), "2026"), check(MODELS, french, "2026")
    assert [name for name in MODELS.sheets if not one.frames[name].reset_index(drop=True).equals(other.frames[name].reset_index(drop=True))] == []


def a_text_of_the_models_may_stand_in_either_language_and_what_an_officer_wrote_over_it_stays(french: RawWorkbook) -> None:
    sheet = french.sheets["Hypothèses"]
    what, first = next(place for place, title in sheet.cells[4].items() if title == "Définition"), sheet.cells[5]
    english, own = "The year of the cycle, to whose prices amounts are recosted.", "L’année dont les prix valent ici."
    for typed, kept in ((first[what], english), (english, english), (own, own)):
        raw = replace(french, sheets=french.sheets | {"Hypothèses": replace(sheet, cells=sheet.cells | {5: first | {what: typed}})}, data=b"")
        assert check(MODELS, raw, "2026").frames["assumptions"]["what"].iloc[0] == kept


@pytest.mark.parametrize("workbook", ["section", "contributions"])
def every_own_text_is_worded_and_no_two_are_alike(workbook: str) -> None:
    models = catalogue(workbook)
    for cycle in CYCLES:
        lacking = {text for _, column, text in home._texts(models, cycle) if not column.name_of and not worded(text, FRENCH)}
        assert {text for text in lacking if not REFERENCES.fullmatch(text)} == set()
        for words in own_texts(models, cycle, FRENCH).values():
            assert len(set(words.values())) == len(words)


def a_cycle_that_the_models_cannot_begin_has_what_they_declare_alone() -> None:
    words = own_texts(catalogue("contributions"), "2002", FRENCH)
    assert words.keys() == {("assumptions", "unit"), ("assumptions", "what"), ("assumptions", "source")}


def a_decision_may_be_named_in_the_language_of_the_workbook(french: RawWorkbook) -> None:
    sheet = french.sheets["Organes"]
    decision = next(place for place, title in sheet.cells[4].items() if title == "Décision")
    for typed, read in (("ICC-ASP/2/Res.3, annexe, paragraphe 4", "ICC-ASP/2/Res.3, annex, paragraph 4"), ("ICC-ASP/2/Res.3, annex, 4", "ICC-ASP/2/Res.3, annex, 4")):
        raw = replace(french, sheets=french.sheets | {"Organes": replace(sheet, cells=sheet.cells | {5: sheet.cells[5] | {decision: typed}})}, data=b"")
        assert check(MODELS, raw, "2026").frames["bodies"]["decision"].iloc[0] == read
