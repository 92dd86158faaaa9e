"""Numbering: which number follows which, how a number is written, and where a letter stands below it."""

from __future__ import annotations

import pytest

from aspbudget.statements.numbering import digits, follows, placed, plain, succeeds


@pytest.mark.parametrize(
    ("number", "written"),
    [("11", "11"), ("07", "7"), ("0", "0"), ("٣", "3"), ("5.1", "5.1"), ("5.10", "5.10."), ("10", "10"), ("3bis", "3 bis"), ("3 bis", "3 bis"), ("05.20", "5.20.")],
)
def a_number_is_written_in_western_digits_and_keeps_its_last_nought(number: str, written: str) -> None:
    assert plain(number) == written


@pytest.mark.parametrize(("number", "last"), [("2", "1"), ("10", "9"), ("5.2", "5.1"), ("6", "5.3"), ("5.1", "5"), ("5.2", "5.1.4"), ("1.1.1", "1.1")])
def a_number_follows_as_the_next_on_any_level_or_as_a_first_part(number: str, last: str) -> None:
    assert follows(number, last)


@pytest.mark.parametrize(("number", "last"), [("1", "1"), ("3", "1"), ("1", "2"), ("5.3", "5.1"), ("5.2", "5"), ("7", "5.3"), ("6.1", "5.1"), ("5.1.2", "5.1")])
def no_number_follows_that_skips_one_or_goes_back(number: str, last: str) -> None:
    assert not follows(number, last)


def a_number_is_made_of_its_numbers_whatever_stands_between() -> None:
    assert digits("5.1 (a)") == (5, 1)
    assert digits("12") == (12,)
    assert digits("none") == ()


@pytest.mark.parametrize(
    ("letter", "last"), [("b", "a"), ("ii", "i"), ("iv", "iii"), ("x", "ix"), ("xl", "xxxix"), ("2", "1"), ("99", "98"), ("aa", "z"), ("bb", "aa"), ("j", "i")]
)
def each_letter_roman_numeral_and_number_has_its_next(letter: str, last: str) -> None:
    assert succeeds(letter, last)


@pytest.mark.parametrize(("letter", "last"), [("c", "a"), ("a", "b"), ("iii", "i"), ("3", "1"), ("a", "z"), ("i", "a"), ("1", "0")])
def no_letter_succeeds_another_that_is_not_the_one_before_it(letter: str, last: str) -> None:
    assert not succeeds(letter, last)


@pytest.mark.parametrize(
    ("path", "letter", "expected"),
    [
        ((), "a", ("a",)),
        (("a",), "b", ("b",)),
        (("a",), "i", ("a", "i")),
        (("a", "i"), "ii", ("a", "ii")),
        (("a", "ii"), "b", ("b",)),
        (("a", "i"), "1", ("a", "i", "1")),
        (("a", "i", "1"), "2", ("a", "i", "2")),
        (("a", "i", "2"), "ii", ("a", "ii")),
        (("h",), "i", ("i",)),
        (("h", "i"), "ii", ("h", "ii")),
        (("a",), "d", ("d",)),
        (("a", "i"), "d", ("d",)),
        (("a", "i", "1"), "5", ("a", "i", "5")),
        (("1", "a", "1"), "2", ("1", "a", "2")),
        (("a", "c", "e"), "5", ("a", "c", "5")),
    ],
)
def a_letter_stands_beside_the_one_that_it_follows_or_below_the_last(path: tuple[str, ...], letter: str, expected: tuple[str, ...]) -> None:
    assert placed(path, letter) == expected
