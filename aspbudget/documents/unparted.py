"""Unparted words: what the end of a line never parts in a document, such as a day and its month, or a number and its `per cent`."""

from __future__ import annotations

import re
from functools import cache

from aspbudget.content import notations
from aspbudget.documents.stationery import safe
from aspbudget.notation import NO_BREAK


def printed(text: str) -> str:
    """Return a text as a document holds it: without what it can't contain, and with what belongs together on one line.

    A day stays with its month, a number with its `per cent`, and the number of a paragraph with its letter, as in `5.2 (a)`.
    """
    return _blanks().sub(NO_BREAK, safe(text))


@cache
def _blanks() -> re.Pattern[str]:
    """Return a pattern of the blanks that stay, in every language of the list of notations."""
    months = {name for month in range(1, 13) for name in notations()[f"month.{month}"].values()}
    signs = {form.partition("}")[2].strip() for form in notations()["format.percent"].values()}
    firsts = {form.partition("}")[2].partition(" ")[0] for form in notations()["format.first"].values()}
    words, after = "|".join(map(re.escape, sorted(months | signs))), "|".join(rf"(?<=\d{each})" for each in sorted(firsts))
    return re.compile(rf"(?:{after}) (?=(?:{words})(?!\w))|(?<=\d) (?=\([a-z]\))")
