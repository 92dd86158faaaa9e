"""Texts and days as numbers: equal numbers are equal texts, a spreadsheet's days are dates, and both ways lead back."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aspbudget.lines.texts import MISSING_WORD, NOT_FOUND, Words, dates_to_days, days_to_dates


@given(st.lists(st.text()))
def every_text_is_read_back_as_it_was(texts: list[str]) -> None:
    words = Words()
    assert words.decode(words.encode(texts)) == texts
    assert list(words.encode(texts)) == [words.number(text) for text in texts]


def a_text_that_differs_in_case_alone_is_still_written_as_it_was() -> None:
    words = Words()
    assert words.decode(words.encode(["The Hague", "the hague"])) == ["The Hague", "the hague"]


def a_text_is_like_another_that_differs_in_case_alone() -> None:
    words = Words()
    numbers = words.encode(["The Hague", "the hague", "New York", "THE HAGUE", ""])
    assert len(set(numbers)) == 5
    assert list(words.alike(numbers)) == [numbers[0], numbers[0], numbers[2], numbers[0], 0]
    missing = np.append(numbers[1:2], MISSING_WORD)
    assert list(words.alike(missing)) == [numbers[0], MISSING_WORD]


def an_array_of_numbers_is_left_as_it_is() -> None:
    words = Words()
    words.encode(["a", "A"])
    amounts = np.array([2.0, 1.0])
    assert words.alike(amounts) is amounts


def a_look_up_that_found_nothing_reads_as_in_a_spreadsheet() -> None:
    assert Words().decode(np.array([MISSING_WORD, 0])) == [NOT_FOUND, ""]


def a_date_is_the_number_of_its_day_and_an_empty_one_is_0() -> None:
    dates = np.array(["1900-03-01", "2004-07-01", "NaT"], dtype="datetime64[us]")
    assert list(dates_to_days(dates)) == [61, 38_169, 0]


@given(st.lists(st.dates(min_value=np.datetime64("1900-03-01").item())))
def every_date_is_found_again_from_its_day(dates: list[object]) -> None:
    assert days_to_dates(dates_to_days(dates)).astype(object).tolist() == dates


def a_day_that_is_no_date_is_an_empty_date() -> None:
    assert np.isnat(days_to_dates(np.array([0.0]))).all()
