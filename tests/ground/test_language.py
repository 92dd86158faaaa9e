"""Languages: the text itself is the key; what has no translation is returned as it is and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aspbudget import language as home
from aspbudget.language import Language
from aspbudget.notation import NO_BREAK, NoLanguage
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = {
    "One row is missing.": {"en": "One row is missing.", "fr": "Il manque une ligne."},
    "{count} rows are missing: {names}.": {"en": "{count} rows are missing: {names}.", "fr": "Il manque {count} lignes : {names}."},
    "Not done": {"en": "Not done", "fr": " "},
}


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> Iterator[Language]:
    """French, with a list of words of this test's own."""
    monkeypatch.setattr(home, "words", lambda _: WORDS)
    monkeypatch.setattr(home, "wordings", home.wordings.__wrapped__)  # what was put together before is of the lists as they are
    return Language("fr")


def a_text_is_said_in_another_language_with_its_placeholders_filled_in(french: Language) -> None:
    assert french.say("One row is missing.") == "Il manque une ligne."
    assert french.say("{count} rows are missing: {names}.", count=2, names="a et b") == f"Il manque 2 lignes{NO_BREAK}: a et b."
    assert french.missing == ()


def a_text_that_is_put_together_from_others_is_said_part_by_part(french: Language) -> None:
    assert french.say(phrase("{count} rows are missing: {names}.", count=2, names=phrase("{first}, {last}", first="Not here", last="2004"))) == (
        f"Il manque 2 lignes{NO_BREAK}: Not here, 2004."
    )
    assert french.missing == ("Not here",)
    assert Language().say(phrase("{count} rows", count=2)) == "2 rows"


def a_text_without_a_translation_is_returned_as_it_is_and_remembered_once(french: Language) -> None:
    assert [french.say(each) for each in ("Not listed {here}", "Not done", "Not done", "")] == ["Not listed {here}", "Not done", "Not done", ""]
    assert french.missing == ("Not listed {here}", "Not done")


def the_language_of_the_inputs_says_every_text_as_it_is_and_misses_none() -> None:
    english = Language()
    assert (english.language, english.say("Anything at {place}", place="all"), english.missing) == ("en", "Anything at all", ())
    assert english.translated("object", "Anything") == "Anything"


def a_single_thing_and_several_have_texts_of_their_own(french: Language) -> None:
    texts = ("One row is missing.", "{count} rows are missing: {names}.")
    assert french.count(*texts, 1, names="a") == "Il manque une ligne."
    assert french.count(*texts, 1200, names="a") == f"Il manque 1{NO_BREAK}200 lignes{NO_BREAK}: a."
    assert french.count(*texts, 0, names="–") == f"Il manque 0 lignes{NO_BREAK}: –."


def a_value_of_the_inputs_has_the_wording_of_the_terms_and_a_state_its_name() -> None:
    french = Language("fr")
    assert french.translated("object", "Travel") == "Voyages"
    assert [french.translated("state", each) for each in ("Germany", "Côte d'Ivoire", "Upper Volta")] == ["Allemagne", "Côte d’Ivoire", "Haute-Volta"]
    assert french.missing == ()
    assert french.say("Travel") == "Voyages"
    assert french.translated("object", "Balloons") == "Balloons"
    assert french.missing == ("Balloons",)


def a_language_that_the_content_has_no_terms_in_is_refused() -> None:
    with pytest.raises(NoLanguage, match=r'^"de" is not a language of the content aspbudget\.models; use one of en, fr\.$'):
        Language("de")


def a_content_without_terms_has_the_languages_of_the_tool() -> None:
    assert Language(package="aspbudget.declare").language == "en"
    assert Language("fr", "aspbudget.declare").series(["a", "b"]) == "a et b"
