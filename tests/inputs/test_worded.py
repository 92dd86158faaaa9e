"""Tests of input workbooks in another language: the same tables and figures, faults in the officer's own words, and no word that means two things."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from support.french import in_french
from support.words_of_content import catalogues

from aspbudget.content import languages
from aspbudget.copies.changed_copy import applied
from aspbudget.faults import Refused
from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.cells import folded
from aspbudget.inputs.check import check
from aspbudget.inputs.opened_rows import as_typed
from aspbudget.inputs.read import RawWorkbook, read, read_bytes
from aspbudget.inputs.variant import parsed
from aspbudget.inputs.worded import as_worded, columns_in, is_a_draft, language_as_worded, language_of, names_of_models
from aspbudget.language import Language
from aspbudget.statements.anatomy import anatomy_of
from aspbudget.statements.draft_sheets import combined
from aspbudget.workbooks.input_book import Form, write_inputs
from aspbudget.workbooks.reconcile import reconcile

if TYPE_CHECKING:
    from aspbudget.inputs.inputs import Inputs

INPUTS = Path(__file__).resolve().parents[2] / "inputs" / "2004"
MODELS = catalogue("section")


@pytest.fixture(scope="module")
def english() -> Inputs:
    """The section of 2004 as the repository has it."""
    return check(MODELS, read(INPUTS / "section.xlsx", "section.xlsx"), "2004")


@pytest.fixture(scope="module")
def written(english: Inputs) -> tuple[bytes, dict]:
    """The same section as a workbook in French, with the values of its formulas."""
    return in_french(english, "section")


@pytest.fixture(scope="module")
def french(written: tuple[bytes, dict]) -> RawWorkbook:
    """The workbook in French as it is read."""
    return read_bytes(written[0], "section.xlsx")


def alike(one: Inputs, other: Inputs, names: set[str]) -> list[str]:
    """Return the tables that differ in a cell, whichever rows they stand in."""
    return [name for name in sorted(names) if not as_typed(one.frames[name]).reset_index(drop=True).equals(as_typed(other.frames[name]).reset_index(drop=True))]


def changed(raw: RawWorkbook, sheet: str, cells: dict[tuple[int, int], object]) -> RawWorkbook:
    """Return a workbook with cells of a sheet, by row and place, changed."""
    found = raw.sheets[sheet]
    lines = dict(found.cells)
    for (row, place), value in cells.items():
        lines[row] = lines[row] | {place: value}
    return replace(raw, sheets=raw.sheets | {sheet: replace(found, cells=lines)}, data=b"")


def faults(raw: RawWorkbook) -> list[str]:
    """Return the faults of a workbook as sentences."""
    with pytest.raises(Refused) as refused:
        check(MODELS, raw, "2004")
    return [str(fault).replace("\N{NO-BREAK SPACE}", " ") for fault in refused.value.faults]


def place_of(raw: RawWorkbook, sheet: str, title: str) -> int:
    """Return in which column a title stands, on the fourth row."""
    return next(place for place, each in raw.sheets[sheet].cells[4].items() if each == title)


def a_section_in_french_has_the_same_cells_and_figures(english: Inputs, french: RawWorkbook) -> None:
    again = check(MODELS, french, "2004")
    assert language_of(MODELS, french) == "fr"
    assert {"Commencer ici", "Séances", "Postes"} <= french.sheets.keys()
    assert alike(english, again, set(MODELS.sheets)) == []
    printed = MODELS.section.table
    assert again.figures.frame(printed).equals(english.figures.frame(printed))
    assert again.figures.catalogue is MODELS


def the_contributions_in_french_have_the_same_cells() -> None:
    models = catalogue("contributions")
    before = check(models, read(INPUTS / "contributions.xlsx", "contributions.xlsx"), "2004")
    raw = read_bytes(in_french(before, "contributions")[0], "contributions.xlsx")
    assert "États" in raw.sheets
    assert alike(before, check(models, raw, "2004"), set(models.sheets)) == []


def the_formulas_of_a_workbook_in_french_are_what_a_second_engine_computes(written: tuple[bytes, dict]) -> None:
    data, formulas = written
    assert reconcile(data, formulas).differences == ()
    assert {sheet for sheet, _, _ in formulas} == {"Commencer ici", "Lignes utilisées"}


def a_fault_names_sheet_title_and_choices_as_they_stand_in_the_workbook(french: RawWorkbook) -> None:
    status = place_of(french, "Voyages", "Statut")
    found = faults(changed(french, "Voyages", {(5, status): "publiée"}))
    assert found == [f"section.xlsx, sheet Voyages, cell {chr(64 + status)}5: Statut : « publiée » ; il faut l’une de ces valeurs : publié, dérivé, illustratif, manquant ; vouliez-vous dire « publié » ?"]


def a_rule_that_is_broken_names_the_choice_as_it_stands_in_the_workbook(french: RawWorkbook) -> None:
    slot = place_of(french, "Séances", "Créneau")
    found = faults(changed(french, "Séances", {(6, slot): "matin"}))
    start = "Créneau : « matin » ; l’organe a une autre séance dans ce créneau du jour ; donner à l’une d’elles un autre créneau"
    assert [each.startswith(f"section.xlsx, sheet Séances, cell {chr(64 + slot)}{row}: {start}") for each, row in zip(found, (5, 6), strict=True)] == [True, True]


def a_choice_may_be_in_either_language_on_a_sheet_in_another_one(english: Inputs, french: RawWorkbook) -> None:
    status = place_of(french, "Voyages", "Statut")
    again = check(MODELS, changed(french, "Voyages", {(5, status): english.frames["travel"]["status"].iloc[0].upper()}), "2004")
    assert alike(english, again, {"travel"}) == []


def a_title_in_another_language_than_the_others_is_a_fault_at_its_cell(french: RawWorkbook) -> None:
    status = place_of(french, "Voyages", "Statut")
    found = faults(changed(french, "Voyages", {(4, status): "Status"}))
    assert found[0] == f"section.xlsx, sheet Voyages, cell {chr(64 + status)}4: La colonne « Status » est dans une autre langue que les autres titres de la feuille : écrivez « Statut »."


def a_sheet_that_is_there_in_two_languages_is_a_fault(french: RawWorkbook) -> None:
    twice = replace(french, sheets=french.sheets | {"Travel": replace(french.sheets["Voyages"], name="Travel")}, data=b"")
    assert any('sheet Voyages: The sheet is sheet "Travel" in another language, and both are there' in each for each in faults(twice))


def a_sheet_that_is_missing_is_named_in_the_language_of_the_others(french: RawWorkbook) -> None:
    without = replace(french, sheets={name: sheet for name, sheet in french.sheets.items() if name != "Voyages"}, data=b"")
    assert "section.xlsx, sheet Voyages: The sheet is missing; copy it from a new workbook (aspbudget new), even if it stays empty." in faults(without)


def a_changed_copy_keeps_the_words_of_the_workbook(english: Inputs, written: tuple[bytes, dict], french: RawWorkbook) -> None:
    again = check(MODELS, french, "2004")
    key = str(again.frames["travel"]["journey"].iloc[0])
    data, cells = applied(written[0], MODELS, again, [parsed(f"Travel / {key} / Status = derived"), parsed(f"Voyages / {key} / Statut = illustrative")])
    place = french.sheets["Voyages"].cells
    assert [each.sheet for each in cells] == ["Voyages", "Voyages"]
    assert place[5] != read_bytes(data, "").sheets["Voyages"].cells[5]
    assert read_bytes(data, "").sheets["Voyages"].cells[5][place_of(french, "Voyages", "Statut")] == "illustratif"
    assert english.frames["travel"]["journey"].iloc[0] == key


def a_sheet_or_column_that_a_row_names_is_that_of_the_models(french: RawWorkbook) -> None:
    rows = pd.DataFrame({"sheet": ["Postes", "Voyages", "Nowhere"], "adds": ["Classe", None, "Classe"]}, index=[5, 6, 7])
    frames = {"control_totals": rows}
    names_of_models(MODELS, as_worded(MODELS, french), frames)
    assert frames["control_totals"]["sheet"].tolist() == ["Posts", "Travel", "Nowhere"]
    assert frames["control_totals"]["adds"].fillna("").tolist() == ["Grade", "", "Classe"]
    assert rows["sheet"].tolist() == ["Postes", "Voyages", "Nowhere"]


def a_workbook_of_a_draft_is_known_in_every_language(french: RawWorkbook) -> None:
    head = Language("fr").say("Draft resolution")
    assert not is_a_draft(MODELS.package, french)
    assert is_a_draft(MODELS.package, replace(french, sheets={head: french.sheets["Voyages"]}))


def no_two_columns_of_a_sheet_and_no_two_choices_of_a_column_share_a_word_in_any_language() -> None:
    shared = []
    for models in catalogues():
        for table in models.sheets:
            worded = [columns_in(models, table, language) for language in languages(models.package)]
            titles = {name: {folded(each[name].title) for each in worded} for name in worded[0]}
            shared += doubled(table, titles)
            for name in titles:
                choices = {choice: {folded(each[name].offered[place]) for each in worded} for place, choice in enumerate(worded[0][name].choices)}
                shared += doubled(f"{table}.{name}", choices)
    assert shared == []


def no_two_sheets_of_a_workbook_share_a_name_in_any_language() -> None:
    for models in catalogues():
        names = {name: {folded(Language(each, models.package).say(table.title)) for each in languages(models.package)} for name, table in models.sheets.items()}
        assert doubled(models.workbook, names) == []


def doubled(where: str, words: dict[str, set[str]]) -> list[tuple[str, str, str]]:
    """Return the pairs that share a word."""
    return [(where, one, other) for one in words for other in words if one < other and words[one] & words[other]]


def a_word_that_means_two_things_is_found() -> None:
    assert doubled("Posts", {"a": {"grade", "classe"}, "b": {"class", "classe"}, "c": {"poste"}}) == [("Posts", "a", "b")]


def a_rate_outside_its_bounds_or_said_to_be_missing_is_told_in_the_words_of_the_workbook(french: RawWorkbook) -> None:
    sheet = french.sheets["Monnaies"]
    places = {str(title): place for place, title in sheet.cells[4].items()}
    row = next(row for row, line in sheet.cells.items() if line.get(places["Monnaie"]) == "USD")
    for title, value, message in (("Taux", 2, "Taux est de 2, mais Minimum de 0,"), ("Statut", "manquant", "Statut est manquant, mais Taux est de 0,")):
        line = {**sheet.cells[row], places[title]: value}
        changed = replace(french, sheets=french.sheets | {"Monnaies": replace(sheet, cells=sheet.cells | {row: line})})
        with pytest.raises(Refused) as refused:
            check(MODELS, changed, "2004")
        assert [fault.message.startswith(message) for fault in refused.value.faults] == [True]


def a_rule_of_a_model_that_a_row_breaks_names_the_title_that_the_workbook_has(french: RawWorkbook) -> None:
    days = place_of(french, "Voyages", "Jours")
    found = faults(changed(french, "Voyages", {(5, days): 9}))
    assert found == [f"section.xlsx, sheet Voyages, cell {chr(64 + days)}5: Jours : 9 ; un voyage a soit une session, soit un nombre de jours, et non les deux ; remplir l’un des deux."]


def a_rule_that_names_another_sheet_names_it_as_the_workbook_does(french: RawWorkbook) -> None:
    said = Language("fr", MODELS.package).say
    costs, station = str(said("Standard costs")), place_of(french, "Postes", str(said("Duty station")))
    found = [each for each in faults(changed(french, "Postes", {(5, station): "New York"})) if "pour la classe" in each]
    assert [f"la feuille {costs}" in each for each in found] == [True]


@pytest.mark.parametrize(("cells", "former"), [({}, "Rate last year"), ({"title": "Last year"}, "Last year"), ({"title": " LAST year "}, "Last year")])
def a_title_that_a_column_had_formerly_is_read_and_named_as_the_workbook_has_it(english: Inputs, cells: dict[str, str], former: str) -> None:
    raw = read(INPUTS / "section.xlsx", "section.xlsx")
    place = place_of(raw, "Currencies", "Rate last year")
    titled = changed(raw, "Currencies", {(4, place): cells.get("title", "Rate last year")})
    assert alike(english, check(MODELS, titled, "2004"), {"currencies"}) == []
    (fault,) = faults(changed(titled, "Currencies", {(5, place): -1}))
    assert fault == f"section.xlsx, sheet Currencies, cell {chr(64 + place)}5: {former} is -1; it must be 0 or more."


def a_column_that_has_both_its_title_and_a_former_one_is_a_fault_at_the_former() -> None:
    raw = read(INPUTS / "section.xlsx", "section.xlsx")
    last = max(raw.sheets["Currencies"].cells[4]) + 1
    (fault,) = faults(changed(raw, "Currencies", {(4, last): "Last year"}))
    assert 'Column "Last year" is not known' in fault




def a_former_title_in_french_is_read_in_a_workbook_in_french(english: Inputs, french: RawWorkbook) -> None:
    place = place_of(french, "Monnaies", "Taux de l’an dernier")
    again = check(MODELS, changed(french, "Monnaies", {(4, place): "L’an dernier"}), "2004")
    assert alike(english, again, {"currencies"}) == []


def a_draft_in_french_may_have_its_former_title_for_the_last_year() -> None:
    models_of_draft = combined(anatomy_of(MODELS))
    dated = {table: columns["last_year"] for table in models_of_draft.sheets if "last_year" in (columns := columns_in(models_of_draft, table, "fr")) and table != "currencies"}
    assert {"meetings", "posts", "travel", "absorbed"} <= dated.keys()
    assert {(column.title, column.formerly) for column in dated.values()} == {("Dernière année", ("L’an dernier",))}


@pytest.mark.parametrize("table", ["paragraphs", "alternatives"])
def a_column_that_includes_a_paragraph_or_an_alternative_is_read_by_its_former_titles_too(table: str) -> None:
    found = [columns_in(combined(anatomy_of(MODELS)), table, language)["counts"] for language in ("en", "fr")]
    assert [(column.title, column.formerly, column.is_switch) for column in found] == [("Included", ("In", "Retenu"), True), ("Prise en compte", ("In", "Retenu"), True)]


@cache
def begun_in_french(workbook: str) -> tuple[RawWorkbook, Inputs]:
    """Return a new workbook in French as it is read, and checked."""
    models, file = catalogue(workbook), BytesIO()
    write_inputs(file, models, {}, "2026", Form(language="fr"))
    raw = read_bytes(file.getvalue(), "")
    return raw, check(models, raw, "2026")


@pytest.mark.parametrize(
    ("workbook", "sheet", "title", "former"),
    [("section", "Accords", "Accord", "Placement"), ("section", "Accords", "Accord en français", "Placement en français"), ("section", "Services mis en commun", "Accord", "Placement"),
     ("section", "Jours fériés", "Lieu", "Endroit"), ("contributions", "Ordre de règlement", "Rang", "Endroit")],
)  # fmt: skip
def a_title_that_had_another_word_in_french_is_read_by_that_too(workbook: str, sheet: str, title: str, former: str) -> None:
    models, (raw, before) = catalogue(workbook), begun_in_french(workbook)
    place = next(at for at, each in raw.sheets[sheet].cells[4].items() if each == title)
    after = check(models, changed(raw, sheet, {(4, place): former}), "2026")
    assert alike(before, after, set(models.sheets)) == []
    with pytest.raises(Refused, match="Jour fermé"):
        check(models, changed(raw, sheet, {(4, place): "Jour fermé"}), "2026")


@pytest.mark.parametrize("table", ["paragraphs", "draft_resolution"])
def a_draft_in_french_says_in_french_by_what_means_its_activities_are_met(table: str) -> None:
    models_of_draft = combined(anatomy_of(MODELS))
    asked, own = columns_in(models_of_draft, table, "fr")["means"], columns_in(models_of_draft, "travel", "fr")["means"]
    assert asked.choices == own.choices
    assert (asked.wordings, asked.wordings[0]) == (own.wordings, "ressources propres")


def a_remark_on_a_cell_is_told_in_the_words_of_the_workbook(french: RawWorkbook) -> None:
    day = place_of(french, "Cycle", "Date")
    remarks = check(MODELS, changed(french, "Cycle", {(5, day): datetime(2003, 9, 30, 23, 59, 40)}), "2004").remarks  # noqa: DTZ001 - a day of a workbook is of no zone
    assert [(each.sheet, each.message.replace("\N{NO-BREAK SPACE}", " ")) for each in remarks] == [("Cycle", "Date : 30 septembre 2003 23:59:40 ; lu comme 1er octobre 2003.")]


def a_remark_of_a_model_is_told_in_the_words_of_the_workbook(french: RawWorkbook) -> None:
    services = place_of(french, "Lieux", "Services de la Cour")
    remarks = check(MODELS, changed(french, "Lieux", {(5, services): "non"}), "2004").remarks
    found = {each.message.replace("\N{NO-BREAK SPACE}", " ").partition(" ; ")[2] for each in remarks}
    assert {each.partition(". De même pour ")[0].removesuffix(".") for each in found} == {
        "la session se tient en un lieu sans les services de la Cour ; donner d’autres moyens, ou laisser tel quel s’ils y sont amenés"}  # fmt: skip


def the_language_of_a_workbook_is_told_though_it_has_sheets_that_other_models_lack(french: RawWorkbook) -> None:
    language = language_as_worded(catalogue("contributions"), as_worded(MODELS, french))
    assert language
    assert language.language == "fr"
