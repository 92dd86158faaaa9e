"""Unparted words: a day stays with its month, a number with its per cent, the number of a paragraph with its letter, and nothing else is joined."""

from __future__ import annotations

import pytest

from aspbudget.documents.unparted import printed
from aspbudget.notation import NO_BREAK


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("from 29 to 31 March 2004", "from 29 to 31_March 2004"),
        ("on 8 and 9 September 2004", "on 8 and 9_September 2004"),
        ("du 2 au 6 août 2004", "du 2 au 6_août 2004"),
        ("le 1er octobre 2003", "le 1er_octobre 2003"),
        ("(7.1 per cent) more", "(7.1_per cent) more"),
        ("7,1 %", "7,1_%"),
        ("annex 5.2 (g) and annex 7", "annex 5.2_(g) and annex 7"),
    ],
)
def the_words_that_belong_together_stay_on_one_line(text: str, joined: str) -> None:
    assert printed(text) == joined.replace("_", NO_BREAK)


@pytest.mark.parametrize("text", ["two March meetings", "in 2004 and 2005", "11 (a report)", "9 Marchers", "22 services", "her mars"])
def no_other_blank_is_joined(text: str) -> None:
    assert printed(text) == text


def the_characters_that_a_document_cannot_hold_are_left_out() -> None:
    assert printed("8\x00 March\u202e") == f"8{NO_BREAK}March"
