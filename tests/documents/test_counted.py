"""Counted activities: what is alike is counted together, names that are left out are counted, and every number is known to who reads the text back."""

from __future__ import annotations

from dataclasses import replace

from support.statements import ASKING, GROUP_MEETINGS, KINDS, SINGLE, activity, counted

from aspbudget.documents.counted import begun, called, in_brief, in_words, numbers, parted
from aspbudget.documents.terms import NO_BREAK, Terms

ENGLISH, FRENCH = Terms("en"), Terms("fr")
CHAIRS = tuple(activity("2", f"Chair {place % 30}", counted=counted("operating_requirements")) for place in range(60))


def the_names_of_many_are_the_first_and_how_many_more_there_are() -> None:
    assert in_words(CHAIRS, ENGLISH) == "Chair 0, Chair 1, Chair 2, Chair 3, Chair 4 and 25 more"
    assert in_words(CHAIRS[:6], ENGLISH) == "Chair 0, Chair 1, Chair 2, Chair 3, Chair 4 and Chair 5"
    assert in_brief(CHAIRS, ENGLISH) == "60 other requirements"
    assert called(CHAIRS, ENGLISH) == in_words(CHAIRS, ENGLISH)
    assert called(CHAIRS[28:32], FRENCH) == "\x02Chair 28\x04en\x03, \x02Chair 29\x04en\x03, \x02Chair 0\x04en\x03 et \x02Chair 1\x04en\x03"


def the_number_of_names_that_are_left_out_is_a_figure_of_the_statement() -> None:
    statement = replace(SINGLE, activities=CHAIRS)
    assert {60.0, 25} <= set(numbers(statement))
    assert {3.0, 8_500.0, 0.5, 40.0} <= set(numbers(ASKING))


def the_activities_met_in_the_same_way_stands_together_new_first_and_alternatives_last() -> None:
    ways = [(way, alternative) for way, alternative, _ in parted(KINDS, ASKING)]
    assert ways == [("new", ""), ("provided", ""), ("pooled", ""), ("new", "Z")]


def a_body_is_named_once_before_all_its_meetings() -> None:
    hearing = activity("2", "Hearing", counted=counted("meetings", alike=(("body", "Bureau"), ("language_set", "no interpretation")), day="2004-09-10", of="body"))
    credentials = activity("2", "Check", counted=counted("meetings", alike=(("body", "Credentials Committee"), ("language_set", "no interpretation")), day="2004-09-10", of="body"))
    assert in_words([*GROUP_MEETINGS, hearing, credentials], ENGLISH) == (
        "Bureau: three meetings in six languages, from 6 to 8 September 2004, and one meeting without interpretation, on 10 September 2004; "
        "Credentials Committee: one meeting without interpretation, on 10 September 2004"
    )
    assert in_brief([*GROUP_MEETINGS, hearing], FRENCH).replace(NO_BREAK, " ") == "Bureau : trois séances en six langues, du 6 au 8 septembre 2004, et une séance sans interprétation, le 10 septembre 2004"


def a_grade_is_called_as_the_language_has_it() -> None:
    staff = [activity("2", "Clerk", counted=counted("posts", 2, alike=(("grade", "GS-OL"),), adds=(("work_months", 22.0),)))]
    assert ("GS-OL" in in_words(staff, ENGLISH), "AG (autres classes)" in in_words(staff, FRENCH)) == (True, True)


def a_small_number_is_in_words() -> None:
    assert [ENGLISH.spelled(each) for each in (2, 9, 10, 0.5)] == ["two", "nine", "10", "0.5"]
    assert FRENCH.spelled(4) == "quatre"


def no_sentence_begins_with_a_small_numeral() -> None:
    assert ENGLISH.count("reason.missing", 3) == "Three figures are missing."
    assert FRENCH.count("narrative.to_confirm", 5).startswith("Cinq points restent")
    assert FRENCH.count("letter.draft", 5).endswith("pour les cinq raisons suivantes :".replace(" :", f"{NO_BREAK}:"))
    assert FRENCH.count("justified.rest", 7, amount="1").startswith("sept autres besoins")
    assert FRENCH.count("reason.illustrative", 262).startswith("262 chiffres")


def a_sentence_begins_with_a_capital_letter_also_where_its_words_are_marked() -> None:
    assert [begun(each) for each in ("one", "\x02one\x03", "", "É")] == ["One", "\x02One\x03", "", "É"]


def a_journey_that_nobody_makes_is_called_by_its_name_and_not_counted() -> None:
    nobody = activity("2", "Staff to the session", counted=counted("travel", 0, alike=(("venue", "The Hague"), ("paid_days", "6"))))
    assert in_words([nobody], ENGLISH) == "Staff to the session"
