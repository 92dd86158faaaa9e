"""Words of drafts: what begins a request and a recital, in English and French, and what does not."""

from __future__ import annotations

import pytest

from aspbudget.content import BUILT_IN, rows
from aspbudget.statements.draft_words import LIST, DraftWords, draft_words

WORDS = draft_words(BUILT_IN)


@pytest.mark.parametrize(
    "line",
    [
        "Decides to meet;", "DECIDES to meet;", "Also requests a report;", "Further strongly urges States;", "Once again calls upon States;", "[Requests a report;]",
        "– Takes note of it;", "“Decides”", "Décide de se réunir ;", "DÉCIDE de se réunir ;", "Emphasizes", "Prie le Greffier ;", "Se félicite du rapport ;", "S’engage à agir ;",
    ],
)  # fmt: skip
def a_line_that_begins_with_a_verb_of_a_request_begins_one(line: str) -> None:
    assert (WORDS.is_request(line), WORDS.is_recital(line)) == (True, False)


@pytest.mark.parametrize("line", ["Recalling its resolution,", "Also noting it,", "Deeply concerned", "Mindful that", "Having considered", "Rappelant sa résolution,", "Ayant à l’esprit", "Soucieuse de", "Encouragée par"])
def a_line_that_begins_with_a_participle_begins_a_recital(line: str) -> None:
    assert (WORDS.is_recital(line), WORDS.is_request(line)) == (True, False)


@pytest.mark.parametrize("line", ["decides to meet;", "The Assembly decides", "Requestsa", "Also the report", "Note by the Secretariat", "1. Decides", "", "Decision of the Bureau"])
def a_line_that_begins_otherwise_begins_nothing(line: str) -> None:
    assert not WORDS.is_request(line)
    assert not WORDS.is_recital(line)


def an_organisation_without_the_list_has_no_words() -> None:
    assert draft_words("river_commission") == DraftWords()
    assert not DraftWords().is_request("Decides")


def every_word_of_the_list_is_known_and_stands_once_in_a_language() -> None:
    listed = rows(BUILT_IN, LIST)
    assert {row["begin"] for row in listed} == {"request", "recital", "ahead"}
    assert {row["language"] for row in listed} == {"en", "fr"}
    assert len({(row["words"], row["language"]) for row in listed}) == len(listed)
    for row in listed:
        found = (WORDS.is_request(row["words"]), WORDS.is_recital(row["words"]))
        assert found == (row["begin"] == "request", row["begin"] == "recital"), row
