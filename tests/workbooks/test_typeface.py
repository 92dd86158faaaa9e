"""The typeface: a text is as wide as its letters, and wraps where its column ends."""

from __future__ import annotations

import pytest

from aspbudget.workbooks.typeface import fits, lines, width


def a_text_is_as_wide_as_its_letters_in_the_size_of_its_type() -> None:
    assert width("ll") < width("mm")
    assert width("mm", 20) == pytest.approx(2 * width("mm"))
    assert width("") == 0


@pytest.mark.parametrize(("text", "characters", "found"), [("short", 20, 1), ("some words more", 10, 2), ("some words more", 6, 3), ("x" * 60, 10, 5), ("one\ntwo", 20, 2), ("", 5, 1)])
def a_text_wraps_a_word_at_a_time_and_a_long_word_within_itself(text: str, characters: float, found: int) -> None:
    assert lines(text, characters) == found


def a_text_fits_where_its_columns_are_as_wide() -> None:
    assert fits("some fifteen le", 20)
    assert not fits("some fifteen letters and then more", 20)
