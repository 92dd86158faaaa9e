"""The console: a command answers in the language of the input workbook that it reads, and its labels are as wide as in English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support.french import put_into_french

from aspbudget.cli import DONE, FAULTS
from aspbudget.commands.compare import lines as comparison
from aspbudget.content import BUILT_IN
from aspbudget.inputs.ready import opened
from aspbudget.review.comparison import compare
from aspbudget.terminal import PAGE, wrapped

if TYPE_CHECKING:
    from conftest import Place

SPACE = "\N{NO-BREAK SPACE}"
WHITE = r"\s+"
ENGLISH = re.compile(r"\b(the|of|and|not|to|in|with|written|cells?|rows?|sheets?)\b", re.IGNORECASE)


@pytest.fixture
def french(cut_place: Place) -> Place:
    """Return a small workspace whose section is in French."""
    put_into_french(cut_place.input)
    return cut_place


def a_check_of_a_french_section_ends_in_french(french: Place) -> None:
    said = french.run("check", "2004")
    lines = said.out.splitlines()
    assert said.code == DONE
    assert re.fullmatch(r"Contrôlé  \d+ lignes dans \d+ feuilles", lines[1])
    assert lines[2].startswith("PROJET    section")
    assert lines[-1] == "Rien à corriger dans 1 classeur."
    assert [line for line in lines if ENGLISH.search(line) and "inputs/2004" not in line] == []


def the_faults_of_a_french_section_are_counted_in_french_and_the_document_stays_as_it_is(french: Place) -> None:
    french.change({"Postes!B5": "P-9"})
    said, document = french.run("check", "2004"), french.run("check", "2004", "--json")
    assert (said.code, document.code) == (FAULTS, FAULTS)
    assert said.out.splitlines()[-1] == "1 cellule à corriger. Rien n’a été écrit."
    assert list(document.document) == ["faults"]
    assert french.run("cost", "2004").out == said.out


@pytest.mark.parametrize("label", ["Missing   ", "Manquant  ", "Écrit     ", "Contrôlé  ", "Inchangé  "])
def the_text_that_follows_a_label_goes_on_below_itself_in_either_language(label: str) -> None:
    lines = wrapped(label + "mot " * 40, PAGE)
    assert len(lines) > len("a")
    assert {line[:10] for line in lines} == {label, " " * 10}


def a_run_on_a_french_section_answers_in_french(french: Place) -> None:
    said = french.run("cost", "2004")
    lines = said.out.splitlines()
    assert said.code == DONE
    assert "Proposé, en milliers d’euros" in lines
    assert "Écrit     outputs/2004/section.xlsx" in lines
    (proven,) = [line for line in lines if line.startswith("Prouvé")]
    assert re.fullmatch(rf"Prouvé    [\d{SPACE}]+ formules recalculées par IronCalc [\d.]+, différences{SPACE}: 0", proven)
    (total,) = [line for line in lines if re.match("Total {2,}", line)]
    assert re.search(r"\d,\d$", total)
    assert [line for line in lines if ENGLISH.search(line) and "outputs/2004" not in line and "inputs/2004" not in line] == []
    assert french.run("cost", "2004", "--prove", "--json").document["status"] == "DRAFT"


def a_second_run_on_a_french_section_says_in_french_that_nothing_changed(french: Place) -> None:
    french.run("cost", "2004")
    said = french.run("cost", "2004")
    assert said.out.startswith("Inchangé  ")
    assert re.search(rf"fichiers? de 2004, établis? à partir de ces données et déjà prouvés? \(à nouveau avec{WHITE}--prove\)", said.out)


def a_variant_of_a_french_section_is_answered_in_french_with_numbers_as_french_writes_them(french: Place) -> None:
    said = french.run("what-if", "2004", "Monnaies / USD / Taux = 0,80")
    lines = said.out.splitlines()
    assert said.code == DONE
    assert lines[0] == f"Variante  écrite dans la commande{SPACE}: 1 cellule modifiée"
    assert lines[1].startswith("  Monnaies!")
    assert lines[1].endswith("→ 0,8")
    assert lines[3].split() == ["Maintenant", "Variante", "Écart"]
    assert any(line.startswith("Total, milliers d’euros ") for line in lines)
    assert [line for line in lines if ENGLISH.search(line)] == []


def a_french_cycle_carried_over_is_announced_in_french(french: Place) -> None:
    said = french.run("new", "2005", "--from", "2004")
    lines = said.out.splitlines()
    assert said.code == DONE
    assert lines[0] == "Créé      inputs/2005/section.xlsx"
    assert lines[-1] == f"Ensuite   remplissez-le, puis lancez{SPACE}: aspbudget check 2005"


def an_explanation_of_a_french_section_is_in_french_and_its_document_in_english(french: Place) -> None:
    said = french.run("explain", "2004", "4100 / Voyages", "--depth", "2")
    lines = said.out.splitlines()
    assert said.code == DONE
    assert lines[0].startswith(f"Chiffre   Section / 4100 / Voyages{SPACE}: Le montant imprimé")
    assert [line[:10] for line in lines[1:5]] == ["Montant   ", "Calcul    ", "Source    ", "Statut    "]
    assert re.search(r"\d,00 EUR$", lines[1])
    assert [line for line in lines if ENGLISH.search(line)] == []
    document = french.run("explain", "2004", "4100 / Voyages", "--depth", "2", "--json").document
    assert document["name"] == "Section / 4100 / Travel"
    assert re.fullmatch(r"[\d,]+\.00 EUR", document["explanation"]["value"])


def a_cell_of_a_french_section_is_explained_in_french(french: Place) -> None:
    lines = french.run("explain", "2004", "Section!C10").out.splitlines()
    assert [line[:10] for line in lines[:4]] == ["Chiffre   ", "Montant   ", "Calcul    ", "Source    "]
    assert [line for line in lines[2:] if ENGLISH.search(line)] == []


def a_comparison_with_a_french_section_is_in_french(french: Place) -> None:
    old, new = opened(BUILT_IN, french.input, "old.xlsx"), opened(BUILT_IN, french.input, "new.xlsx")
    lines = list(comparison(compare(old, new)))
    assert lines[:3] == ["Les données sont les mêmes.", "", "De old.xlsx à new.xlsx, en milliers d’euros"]
    assert [line for line in lines if ENGLISH.search(line)] == []
    labels = [re.split(r" {2,}", line.strip())[0] for line in lines[4:]]
    assert labels[1:2] + labels[-3:] == ["2004, chiffré avec les modèles d’aujourd’hui", "Reste", "Variation", "Proposé, 2004"]
