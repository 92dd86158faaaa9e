"""Notation: numbers, series and dates as each language writes them, from one list without gaps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aspbudget import notation
from aspbudget.content import notations
from aspbudget.notation import NO_BREAK, NoLanguage, Notation, numbers_in_words, unbroken

ENGLISH, FRENCH = Notation("en", "en"), Notation("fr", "en")


def every_notation_is_written_in_each_language_and_used() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(notation.__file__).parent.rglob("*.py")]
    named = {f"format.{name}" for source in sources for name in re.findall(r'mark\("(\w+)"', source)} | {"format.date", "format.two_days"}  # the second of two in the same call
    assert {key for key in notations() if not key.startswith(("month.", "number."))} == named | {"each.of"}
    assert [key for key, wordings in notations().items() if not all(wordings.values())] == []


def a_number_from_two_to_nine_is_in_words_in_a_sentence() -> None:
    assert [ENGLISH.spelled(each) for each in (0, 1, 2, 9, 10, 2.5, 1_200)] == ["–", "1", "two", "nine", "10", "2.5", "1,200"]
    assert [FRENCH.spelled(each) for each in (1, 2, 9, 12)] == ["1", "deux", "neuf", "12"]


def the_numbers_from_one_to_twelve_are_read_in_the_words_of_every_language() -> None:
    assert [numbers_in_words()[word] for word in ("one", "un", "twelve", "douze", "six", "sept")] == [1, 1, 12, 12, 6, 7]
    assert {key for key in notations() if key.startswith("number.")} == {f"number.{number}" for number in range(1, 13)}


def a_language_that_is_not_listed_is_refused() -> None:
    with pytest.raises(NoLanguage, match=r'^"de" is not a language of the list of notations; use one of en, fr\.$'):
        Notation("de", "en")


def a_number_of_a_formula_keeps_its_sign_and_is_never_a_dash() -> None:
    assert [ENGLISH.signed(each) for each in (0, -1, 1000.5)] == ["0", "-1", "1,000.5"]
    assert [FRENCH.signed(each) for each in (0, -1, 1000.5)] == ["0", "-1", f"1{NO_BREAK}000,5"]


def a_half_is_rounded_away_from_nothing() -> None:
    assert [ENGLISH.amount(each) for each in (0.5, 2.5, -0.5, 0.4)] == ["1", "3", "(1)", "–"]


def a_date_is_written_in_words_and_any_other_text_as_it_is() -> None:
    assert ENGLISH.date("2003-09-10") == "10 September 2003"
    assert FRENCH.date("2003-09-01 00:00:00") == "1er septembre 2003"
    assert FRENCH.date("10 September 2003") == "10 septembre 2003"
    assert FRENCH.date("demain") == "demain"
    assert [FRENCH.date(f"2004-{month:02d}-02").split()[1] for month in (2, 8, 12)] == ["février", "août", "décembre"]


@pytest.mark.parametrize(
    ("days", "english", "french"),
    [
        ("2004-03-29 2004-03-30 2004-03-31", "from 29 to 31 March 2004", "du 29 au 31 mars 2004"),
        ("2004-03-29 2004-08-06 2004-08-06 2004-05-01", "from 29 March to 6 August 2004", "du 29 mars au 6 août 2004"),
        ("2005-01-01 2004-12-30 2004-12-29", "from 29 December 2004 to 1 January 2005", "du 29 décembre 2004 au 1er janvier 2005"),
        ("2004-03-01 2004-03-01", "on 1 March 2004", "le 1er mars 2004"),
        ("2003-03-05 2003-06-01 2004-03-05", "from 5 March 2003 to 5 March 2004", "du 5 mars 2003 au 5 mars 2004"),
        ("2004-09-09 2004-09-08", "on 8 and 9 September 2004", "les 8 et 9 septembre 2004"),
        ("2004-03-31 2004-04-01", "on 31 March and 1 April 2004", "les 31 mars et 1er avril 2004"),
    ],
)
def the_days_of_something_say_once_what_they_have_in_common(days: str, english: str, french: str) -> None:
    assert [notation.days(days.split()) for notation in (ENGLISH, FRENCH)] == [english, french]


def a_number_has_the_decimals_that_it_has() -> None:
    assert [ENGLISH.number(each) for each in (12, 8_000, 5.5)] == ["12", "8,000", "5.5"]
    assert FRENCH.number(5.5) == "5,5"


def a_series_ends_with_and() -> None:
    assert ENGLISH.series(["11"]) == "11"
    assert ENGLISH.series(["11", "18"]) == "11 and 18"
    assert FRENCH.series(["11", "15", "18"]) == "11, 15 et 18"
    assert ENGLISH.series(["Group, 1", "Group, 2", "Group, 3"]) == "Group, 1; Group, 2; and Group, 3"
    assert FRENCH.series(["Group, 1", "b", "c"]) == f"Group, 1{NO_BREAK}; b{NO_BREAK}; et c"
    assert ENGLISH.series(["Telephone and fax", "Office supplies"]) == "Telephone and fax; and Office supplies"
    assert FRENCH.series(["Téléphone et télécopie", "Fournitures"]) == f"Téléphone et télécopie{NO_BREAK}; et Fournitures"


def an_amount_never_ends_a_line_apart_from_the_currency_after_it() -> None:
    assert unbroken("soit {amount:,.0f} {currency} de plus") == f"soit {{amount:,.0f}}{NO_BREAK}{{currency}} de plus"
    assert unbroken("{first} et {last}") == "{first} et {last}"
