"""Stated values: what a paragraph says itself of its request is proposed, in English and in French; what it doesn't say, or says in two ways, is left."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from aspbudget.commands.new_statement import request_sheet
from aspbudget.inputs.ready import prepare
from aspbudget.models.statements import PRACTICE
from aspbudget.statements.paragraphs import Operative
from aspbudget.statements.proposals import RequestSheet, paragraph_rows, request_rows, requests
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

GROUP, COMMITTEE, ASSEMBLY = "Special Working Group on the Crime of Aggression", "Committee on Budget and Finance", "Assembly, third session"


@pytest.fixture(scope="module")
def sheet(request: pytest.FixtureRequest) -> RequestSheet:
    """The sheet of usual requests of a draft beside the section of 2004."""
    root: Path = request.config.rootpath
    section = prepare(Workspace(root), "2004", lambda _: None).section
    assert section
    found = request_sheet(section)
    assert found
    return found


def day(month: int, number: int) -> datetime:
    """Return a day of 2004."""
    return datetime(2004, month, number)  # noqa: DTZ001 - a date of the calendar


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Decides to recruit at P-3 for six months a liaison officer;", {"Grade": "P-3", "Work-months": 6}),
        ("Requests the Secretariat to recruit two officers at P‑4 for twelve (12) months;", {"Grade": "P-4", "Persons": 2, "Work-months": 12}),
        ("Décide de recruter un attaché de classe P-3 pour une période de six mois;", {"Grade": "P-3", "Work-months": 6}),
        ("Decides to establish within the Secretariat two P-3 posts;", {"Grade": "P-3", "Persons": 2}),
        ("Décide de créer deux postes P-3;", {"Grade": "P-3", "Persons": 2}),
        ("Requests the Secretariat to send two officers for four days on mission to New York;", {"Venue": "New York", "Persons": 2, "Days": 4}),
        ("Prie le Secrétariat d’effectuer une mission de quatre jours à La Haye;", {"Venue": "The Hague", "Days": 4}),
        ("Requests the Committee on Budget and Finance to hold an additional session in The Hague from 5 to 7 May 2004, in three languages;",
         {"Body": COMMITTEE, "Language set": "three languages", "First day": day(5, 5), "Last day": day(5, 7)}),
        ("Décide que le Groupe de travail spécial sur le crime d’agression tiendra une réunion les 8 et 9 septembre 2004, dans les six langues officielles;",
         {"Body": GROUP, "Language set": "six languages", "First day": day(9, 8), "Last day": day(9, 9)}),
        ("Decides that the Working Group on Amendments shall hold a meeting from 30 March to 1er avril 2004;", {"First day": day(3, 30), "Last day": day(4, 1)}),
        ("Requests the Committee on Budget and Finance to submit a report of 4,000 words to the Assembly at its third session;", {"Session": ASSEMBLY, "Words": 4000}),
        ("Prie le Greffier de présenter à l’Assemblée, à sa troisième session, un rapport;", {"Session": ASSEMBLY}),
    ],
)  # fmt: skip
def the_values_that_words_say_are_proposed(text: str, said: dict[str, object], sheet: RequestSheet) -> None:
    (found,) = requests([Operative("1", text)], sheet)
    assert found.filled == said




@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Requests the Secretariat to recruit an officer at P-3 or P-4 for six months;", ("Grade",)),
        ("Decides to establish a post of legal officer;", ("Grade",)),
        ("Decides to send two officers on mission to New York or to The Hague for two days;", ("Venue", "Fare")),
        ("Requests the Bureau to convene a working group and to report to the Bureau;", ("Body", "First day", "Last day")),
        ("Decides that the working group shall meet for five days in April 2004, and that its chair reports to the Bureau;", ("Body", "First day", "Last day")),
        ("Decides to hold a session in The Hague from 31 to 32 May 2004;", ("Body", "First day", "Last day")),
        ("Requests the Secretariat to submit a report to the Assembly at its next session;", ("Session",)),
        ("Requests the Bureau to send a mission to Kampala;", ("Venue", "Persons", "Days", "Fare")),
    ],
)
def a_value_that_no_word_says_or_two_say_is_left_to_the_officer(text: str, left: tuple[str, ...], sheet: RequestSheet) -> None:
    (found,) = requests([Operative("1", text)], sheet)
    assert found.left == left
    assert not set(left) & set(found.filled)




def a_note_says_what_is_proposed_and_what_is_left(sheet: RequestSheet) -> None:
    (found,) = requests([Operative("4", "Requests the Secretariat to send two officers on mission to New York on 5 May 2004;")], sheet)
    assert found.note == "Kind proposed from the words of paragraph 4, to be confirmed. Also from its words: Venue New York, Persons 2. Left to fill in: Days, Fare."


def a_paragraph_that_makes_a_request_is_proposed_with_a_name_and_is_answered_by_activities(sheet: RequestSheet) -> None:
    found = [Operative("1", "Welcomes …"), Operative("2", "Requests the Secretariat to prepare a report:"), Operative("2 (a)", "to submit a report of 900 words on arrears;")]
    asked = list(requests(found, sheet))
    assert list(request_rows(asked, sheet.columns)) == [{"paragraph": "2 (a)", "kind": "report", "request": "Report, paragraph 2 (a)", "words": 900}]
    answers = [row.get("answer") for row in paragraph_rows(found, PRACTICE, {each.number for each in asked})]
    assert answers == [None, "see below", "activities"]
