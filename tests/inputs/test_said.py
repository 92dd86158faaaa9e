"""What is said of a cell in French: the words of the lists around what was typed, and numbers and days as French writes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from aspbudget.declare.sheet import column
from aspbudget.faults import allowed, nearest
from aspbudget.inputs.said import in_words_of_the_workbook
from aspbudget.inputs.values import Taken, Wrong, typed
from aspbudget.language import Language
from aspbudget.phrase import phrase
from aspbudget.refusals import REFUSALS, ending, refusal

FRENCH = Language("fr")
STATUS = column("Statut", "…", choices=("morning", "evening"))


def said(message: str) -> str:
    """Return a message in French, with plain blanks."""
    return in_words_of_the_workbook(message, FRENCH, STATUS).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (refusal("be_within", title="Montant", found="-1,234.5", limits=phrase(REFUSALS["from_to"], low="0", high="12,000")), "Montant : -1 234,5 ; il faut de 0 à 12 000."),
        (refusal("not_in_cycle", title="Jour", found="1 March 2003", cycle="2004"), "Jour : 1er mars 2003, qui n’est pas en 2004 ; indiquez un jour du cycle."),
        (typed("peut-être", column("Prise en compte", "…", whole=True, low=0, high=1).but(kind="whole")).message, "Prise en compte : « peut-être » ; il faut l’une de ces valeurs : oui, non."),
        (refusal("hold_whole", title="Retenu"), "Retenu est vide ; il faut un nombre entier."),
        ("The sheet is empty; it needs one row that says which draft resolution this is.", "La feuille est vide ; il y faut une ligne qui dise de quel projet de résolution il s’agit."),
    ],
)  # fmt: skip
def a_number_a_day_and_a_sentence_are_said_in_the_language_of_the_workbook(message: str, shown: str) -> None:
    assert said(message) == shown


def a_text_that_was_typed_stays_as_it_is_though_the_lists_have_its_wording() -> None:
    assert FRENCH.listed("Travel") == "Voyages"
    message = ending(refusal("refers", title="Objet", found="Travel", here="", sheet="Objects", choices=allowed(["Training"])), nearest("Trainin", ["Training"]))
    assert said(message) == "Objet : « Travel », qui n’est pas dans la feuille Objets ; il faut l’une de ces valeurs : Training ; vouliez-vous dire « Training » ?"


def a_choice_is_the_one_that_the_workbook_has() -> None:
    worded = column("Créneau", "…", choices=("morning",))
    of_workbook = replace(worded, wordings=("matin",))
    message = refusal("broken", title="Slot", found='"morning"', meaning="…")
    assert in_words_of_the_workbook(message, FRENCH, of_workbook).replace("\N{NO-BREAK SPACE}", " ") == "Créneau : « matin » ; …."


def a_day_that_is_read_as_the_next_is_said_with_its_hour() -> None:
    found = typed(datetime(2003, 9, 30, 23, 59, 40), replace(column("Jour", "…"), kind="date"))  # noqa: DTZ001 - a day of a workbook is of no zone
    assert isinstance(found, Taken)
    assert said(found.message) == "Jour : 30 septembre 2003 23:59:40 ; lu comme 1er octobre 2003."


@pytest.mark.parametrize("value", ["much", "8 %", "EUR 350", "(350)", "1,234", "n/a", True])
def every_number_that_is_none_is_refused_in_french_whatever_is_the_remedy(value: object) -> None:
    found = typed(value, column("Montant", "…", unit="EUR", low=0.0))
    assert isinstance(found, Wrong)
    assert not {"is", "must", "enter", "give", "the", "it"} & {*said(found.message).split()}
