"""Doubts: numbers that were missing or skip, requests without a number of their own, and what is in no paragraph."""

from __future__ import annotations

from pathlib import Path

import pytest

from aspbudget.content import BUILT_IN
from aspbudget.statements.doubts import RECITED, doubts, left_out
from aspbudget.statements.draft_words import draft_words
from aspbudget.statements.paragraphs import IN_ORDER, ONE, found_in

WORDS = draft_words(BUILT_IN)
DATA = Path(__file__).parents[1] / "data"


def said(text: str) -> list[str]:
    """Return what is said of a draft."""
    return list(doubts(found_in(text, WORDS), WORDS))


def without(text: str) -> list[str]:
    """Return what is said to be in no paragraph of a draft."""
    return left_out(found_in(text, WORDS), WORDS)


@pytest.mark.parametrize("name", ["ICC-ASP-2-Res.7.txt", "ICC-ASP-2-Res.3.txt"])
def there_is_no_doubt_about_the_founding_resolutions(name: str) -> None:
    assert said((DATA / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Decides;\n2. Requests.", []),
        ("1. Decides;\n1 bis. Requests;\n2. Ends.", []),
        ("1. Decides;\n\n4. Requests.", ["After paragraph 1 comes 4; look whether one is missing."]),
        ("11. Recommends a study;\n18. Requests a report.", ["The first paragraph is 11; look whether one before it is missing.", "After paragraph 11 comes 18; look whether one is missing."]),
        ("A. Meetings\n1. Decides;\n2. Notes;\nB. Posts\n1. Requests.\n", []),
        ("1. Decides.\nAnnex\n1. Scope;\n3. Ends.", ["After paragraph annex 1 comes annex 3; look whether one is missing."]),
        ("1. Decides.\nAnnex\n2. Scope.", ["The first paragraph is annex 2; look whether one before it is missing."]),
        ("5.1 Decides;\n5.2 Requests;\n6. Ends.", ["The first paragraph is 5; look whether one before it is missing."]),
        ("1.\n\n2. Decides.", ["The first paragraph is 2; look whether one before it is missing."]),
    ],
)  # fmt: skip
def a_number_that_skips_is_said(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def a_draft_without_numbers_says_how_it_was_numbered() -> None:
    assert said("Decides to meet;\n\nRequests a report.") == [IN_ORDER]
    assert said("The meeting is held in May.") == [ONE]


def a_numbered_recital_is_doubted_and_so_is_a_preamble_inside_a_paragraph() -> None:
    assert said("1. Recalling its resolution,\n2. Decides to meet;") == [RECITED.format("1")]
    assert said("1. Decides to meet;\n\nThe Assembly,\n\nRecalling its resolution,\n\n2. Requests a report.") == [RECITED.format("1")]
    assert said("1. Decides to meet, recalling its resolution,\nand noting the report.\n\nAnnex\n\n1. Recalling it.") == []
    assert said("") == []


def a_paragraph_that_holds_several_requests_is_said() -> None:
    text = "1. Decides to meet;\n\nRequests the Registrar\nto report;\n\nInvites States.\n\n2. Ends."
    assert said(text) == ["Paragraph 1 holds 3 lines that begin like a request; look whether they are paragraphs of their own."]


def a_request_that_is_in_no_paragraph_is_said() -> None:
    text = "Decides to meet;\n\n1. Requests a report;\n2. Ends."
    assert said(text) == ['A line that begins like a request is in no paragraph; look whether it is one: "Decides to meet;"']
    assert without(text) == ['"Decides to meet;"']


def each_text_that_is_in_no_paragraph_is_shown_and_recitals_are_counted() -> None:
    text = "The Assembly,\n\nRecalling the report1,\nAlso noting it,\n\nPP3 Mindful,\n\nGeneral\n\n1. Decides;\n\n1 See the annex.\n\n2. Ends.\n\nDone at The Hague"
    assert without(text) == ["2 recitals of the preamble", '"The Assembly,"', '"General"', '"Done at The Hague"', '"1 See the annex."']


def a_text_that_is_shown_is_not_long_and_has_no_sign_that_is_not_seen() -> None:
    (line,) = without("Long " * 100 + "\u202e,\n\n1. Decides.")
    assert (len(line), line[-2:]) == (63, '…"')
    assert line.isprintable()
