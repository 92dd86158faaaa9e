"""Text blocks: which lines of a draft belong together, and with what number, letters or words each begins."""

from __future__ import annotations

import pytest

from aspbudget.content import BUILT_IN
from aspbudget.statements.draft_words import DraftWords, draft_words
from aspbudget.statements.text_blocks import RECITAL, REQUEST, blocks

WORDS = draft_words(BUILT_IN)


def begun(*lines: str, words: DraftWords = WORDS) -> list[tuple[str, str]]:
    """Return the number or kind of each block that has lines, and its text."""
    return [(block.number or block.kind or block.part or block.annex, block.text) for block in blocks(lines, words) if block.lines]


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("1. Decides;", "1", "Decides;"), ("1) Decides;", "1", "Decides;"), ("(1) Decides;", "1", "Decides;"), ("1\tDecides;", "1", "Decides;"),
        ("OP1 Decides;", "1", "Decides;"), ("OP.1 Decides;", "1", "Decides;"), ("OP 1: Decides;", "1", "Decides;"), ("[OP2bis – Decides;]", "2 bis", "[Decides;]"),
        ("Paragraph 3. Decides;", "3", "Decides;"), ("Paragraph 3 Decides;", "3", "Decides;"), ("Paragraphe 3", "3", ""), ("Para. 4: Decides;", "4", "Decides;"), ("§ 5 Decides;", "5", "Decides;"),
        ("5.1 Decides;", "5.1", "Decides;"),
    ],
)  # fmt: skip
def a_block_begins_with_each_kind_of_number(line: str, number: str, text: str) -> None:
    assert begun(line, words=DraftWords()) == [(number, text)]


@pytest.mark.parametrize("line", ["Paragraph 3 of the annex applies;", "12 members attend;", "paragraph 3. Decides", "STOP1 is a name;", "Option 1 is free."])
def a_number_that_is_cited_or_counts_something_begins_no_numbered_block(line: str) -> None:
    assert begun(line, words=DraftWords()) == [("", line)]


def a_recital_with_a_label_is_a_block_of_its_own() -> None:
    assert begun("PP1 Recalling;", "PP.2 Noting", "it;", "OP1 Decides.") == [(RECITAL, "PP1 Recalling;"), (RECITAL, "PP.2 Noting it;"), ("1", "Decides.")]


def the_words_of_a_request_or_a_recital_begin_a_block_even_within_lines() -> None:
    lines = ("The Assembly", "Recalling its", "resolution", "Decides to", "meet", "Requests a report")
    assert begun(*lines) == [("", "The Assembly"), (RECITAL, "Recalling its resolution"), (REQUEST, "Decides to meet"), (REQUEST, "Requests a report")]
    assert begun(*lines, words=DraftWords()) == [("", " ".join(lines))]


def a_part_or_an_annex_begins_a_block_and_ends_what_its_number_was() -> None:
    lines = ("A. Meetings", "", "held in May", "", "2. Decides.", "", "Annex II", "", "1. Scope.")
    assert begun(*lines) == [("A", "A. Meetings"), ("", "held in May"), ("2", "Decides."), ("Annex II", "Annex II"), ("1", "Scope.")]
