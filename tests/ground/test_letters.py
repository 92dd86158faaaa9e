"""Letters: the same text has one form, a workbook's escapes are undone, and what looks alike is told apart by name."""

from __future__ import annotations

import pytest

from aspbudget.faults import nearest
from aspbudget.letters import alphabetical, as_markup, composed, from_markup, lines_of, named, unescaped, unlike, unseen


def the_same_letters_have_one_form() -> None:
    assert composed("Comite\u0301") == composed("Comit\xe9") == "Comit\xe9"
    assert composed("P-4") == "P-4"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("one_x000D_\ntwo", "one\r\ntwo"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD83D__xDE00_", "\U0001f600"),
        ("_xD83D_ alone", "\N{REPLACEMENT CHARACTER} alone"),
        ("max_x", "max_x"),
        ("_xGGGG_", "_xGGGG_"),
    ],
)
def a_sign_written_as_its_number_is_that_sign(written: str, text: str) -> None:
    assert unescaped(written) == text


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def each_kind_of_line_break_is_one_line_break(ending: str) -> None:
    assert lines_of(f"one{ending}two\tthree") == "one\ntwo three"


def a_letter_has_a_name_and_a_number() -> None:
    assert named("\u0421") == "Cyrillic capital letter es (U+0421)"
    assert unseen("P-4\xa0") == "No-break space (U+00A0)"
    assert unseen("a\x07") == "Sign (U+0007)"
    assert unseen("P-4") == ""


@pytest.mark.parametrize(
    ("text", "other", "difference"),
    [
        ("\u0421ommittee", "Committee", "which has Latin capital letter c (U+0043) where this has Cyrillic capital letter es (U+0421)"),
        ("P–4", "P-4", "which has Hyphen-minus (U+002D) where this has En dash (U+2013)"),
        ("L-O", "L-0", "which has Digit zero (U+0030) where this has Latin capital letter o (U+004F)"),
        ("Major\xa0Programme", "Major Programme", "which has Space (U+0020) where this has No-break space (U+00A0)"),
        ("Posts\u200b", "Posts", "which has no Zero width space (U+200B)"),
        ("Posts", "Posts\u200b", "which has Zero width space (U+200B) as well"),
        ("Comite", "Comit\xe9", ""),
        ("Travell", "Travel", ""),
        ("P-4", "P-4", ""),
    ],
)  # fmt: skip
def a_difference_that_no_eye_sees_is_named(text: str, other: str, difference: str) -> None:
    assert unlike(text, other) == difference


def a_hint_that_looks_like_what_was_typed_says_which_letter_differs() -> None:
    assert nearest("\u0421ommittee", ["Committee"]) == (
        '; did you mean "Committee", which has Latin capital letter c (U+0043) where this has Cyrillic capital letter es (U+0421)?'
    )
    assert nearest("Comittee", ["Committee"]) == '; did you mean "Committee"?'


def the_alphabet_has_accented_letters_with_the_plain_ones() -> None:
    names = ["Zambie", "États-Unis", "Espagne", "Éthiopie", "Côte d’Ivoire", "Cuba", "Croatie", "Guinée-Bissau", "Guinée équatoriale", "Guinée", "œuvre", "ode"]
    assert sorted(names, key=alphabetical) == [
        "Côte d’Ivoire", "Croatie", "Cuba", "Espagne", "États-Unis", "Éthiopie", "Guinée", "Guinée-Bissau", "Guinée équatoriale", "ode", "œuvre", "Zambie",
    ]  # fmt: skip


def the_order_of_two_names_that_differ_in_an_accent_does_not_depend_on_how_they_come() -> None:
    assert sorted(["pêche", "péche", "peche"], key=alphabetical) == sorted(["péche", "peche", "pêche"], key=alphabetical)


def a_text_is_read_in_markup_as_it_was_written() -> None:
    assert as_markup("A & B < C > D") == "A &amp; B &lt; C &gt; D"
    assert all(from_markup(as_markup(text)) == text for text in ("A & B < C > D", "&lt;", "&amp;lt;", '=IF([@Months]<>12,"a",0)'))
