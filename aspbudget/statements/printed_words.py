"""Printed words: columns of a draft's sheets that no figure reads and its statement prints, in one language or in another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from aspbudget.declare.sheet import Sheet, column
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.declare.practice import Practice

_TRANSLATED = {"draft_resolution": {"resolution": "Title"}, "paragraphs": {"text": "Text", "short": "In short", "reason": "Reason"}}
_OWN = {
    "draft_resolution": {
        "document": column("Document", "The symbol of the statement itself, not of the draft.", required=False, newer=True),
        "item": column("Agenda item", "Under which it is considered: Second session, agenda item 9.", required=False, newer=True),
        "distribution": column("Distribution", "To whom it goes: General, Limited or Restricted.", required=False, newer=True),
        "original": column("Original", "The language in which it was first written: English.", required=False, newer=True),
    },
    "paragraphs": {
        "short": column("In short", "What it asks for, in a few words, as a sentence goes on: a report on premises.", required=False, newer=True, descriptive=True),
    },
}  # fmt: skip


@cache
def printed_words(practice: Practice, table: str) -> type[Sheet]:
    """Return the columns that a sheet of a draft has for its text alone: its own, and those of its words in each other language."""
    columns = dict(_OWN[table])
    for code, language in practice.languages:
        for name, title in _TRANSLATED[table].items():
            about = phrase("{title} in {language}, for the text in that language; empty: as it is, marked as of another language.", title=title, language=language)
            columns[f"{name}_{code}"] = column(phrase("{title} in {language}", title=title, language=language), about, required=False, newer=True, descriptive=True)
    stated: dict[str, Any] = {"__doc__": "What the text prints.", "__module__": __name__, "__annotations__": dict.fromkeys(columns, "str")}
    return type("PrintedWords", (Sheet,), stated | columns)


def translated(row: Mapping[Any, object], practice: Practice, table: str) -> Iterator[tuple[str, str]]:
    """Yield the words that a row has in another language, each with the name of its column, such as `text_fr`."""
    for code, _ in practice.languages:
        for name in _TRANSLATED[table]:
            words = row.get(f"{name}_{code}")
            if isinstance(words, str) and words:
                yield f"{name}_{code}", words
