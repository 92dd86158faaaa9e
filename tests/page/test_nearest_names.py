"""Nearest names: the page asks whether the name was meant that Python's check asks for, in the same words."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from support import browser

from aspbudget.faults import nearest

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from support.page_changes import Made

TYPED = "abc é-XO01l1ОаІ\u200b\u00a0—'’\""  # letters that are mistaken for others, of two scripts, and some that can't be seen
ASKED = """(cases) => cases.map(([name, known]) => Nearest.asked("Refused.", name, known))"""


def mistyped(random: Random, text: str) -> str:
    """Return a text with a few letters more, less, or other ones."""
    for _ in range(random.randrange(5)):
        at = random.randrange(len(text) + 1)
        text = random.choice((f"{text[:at]}{random.choice(TYPED)}{text[at:]}", f"{text[:at]}{text[at + 1:]}", f"{text[:at]}{random.choice(TYPED)}{text[at + 1:]}", text[:at] + text[at:].swapcase()))
    return text


def asked(name: str, known: list[str]) -> str:
    """Return a refusal as Python ends it."""
    return f"Refused{nearest(name, known) or '.'}"


@browser.needed
def the_nearest_of_the_names_of_a_cycle_is_the_same(shown_of_2004: Page, page_of_2004: Made) -> None:
    random = Random(4)
    texts = sorted({text for figures in page_of_2004.figures for text in figures.words.texts if text})
    drawn = [random.sample(texts, random.choice((2, 12, 40))) for _ in range(200)]
    cases = [(mistyped(random, random.choice(known)), known) for known in drawn]
    expected = [asked(*each) for each in cases]
    assert shown_of_2004.evaluate(ASKED, cases) == expected
    assert min(len([each for each in expected if what in each]) for what in ("did you mean", "where this has", "Refused.")) > 1


@browser.needed
@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Posts", ["posts", "POSTS"]), ("ab", ["cab", "bab", "abc"]), ("Straße", ["STRASSE"]), ("Rооms", ["Rooms"]), ("Ro\u200boms", ["Rooms"]), ("Rooms", ["Ro\u00a0oms"]), ("Rooms ", ["Rooms"]),
        ("a" * 150 + "b" * 60, ["b" * 60 + "a" * 150, "a" * 210, "b" * 200]), ("", ["x"]), ("x", []), ("", [""]),
    ],
    ids=["two alike", "as near", "a letter that is two", "of another script", "unseen", "unseen in the known", "a space", "long", "empty", "none", "nothing"],
)  # fmt: skip
def the_nearest_of_hard_names_is_the_same(shown_of_2004: Page, name: str, known: list[str]) -> None:
    assert shown_of_2004.evaluate(ASKED, [(name, known)]) == [asked(name, known)]
