"""Words of drafts: how the requests of a draft resolution begin, and the recitals of its preamble, in the words of an organisation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from aspbudget import content

if TYPE_CHECKING:
    from collections.abc import Iterable

LIST = "draft_words.csv"
_FIRST = re.compile(r"[^\W\d_]")
_NONE = re.compile(r"(?!)")
_BEGINNING = 120  # letters of a line that are looked at
_AHEAD = 2  # words that may stand before a request, such as `Further strongly urges`


class DraftWords(NamedTuple):
    """What the lines of a draft begin with: its requests, such as `Decides`, and its recitals, such as `Recalling`."""

    requests: re.Pattern[str] = _NONE
    recitals: re.Pattern[str] = _NONE

    def is_request(self, line: str) -> bool:
        """Whether a line begins as a request does, with a capital letter."""
        return bool(self.requests.match(_plain(line)))

    def is_recital(self, line: str) -> bool:
        """Whether a line begins as a recital of the preamble does, with a capital letter."""
        return bool(self.recitals.match(_plain(line)))


def draft_words(package: str) -> DraftWords:
    """Return the words of the list `draft_words.csv` of a content package; none begins anything where it has no such list.

    A row has the words, what they `begin` (`request`, `recital`, or `ahead` for what may stand before both), and their language.
    """
    listed: dict[str, list[str]] = {"request": [], "recital": [], "ahead": []}
    for row in content.rows(package, LIST):
        listed[row["begin"]].append(row["words"])
    return DraftWords(_beginning(listed["request"], listed["ahead"]), _beginning(listed["recital"], listed["ahead"]))


def _beginning(words: Iterable[str], ahead: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(sorted(map(_escaped, words), reverse=True))
    before = "|".join(sorted(map(_escaped, ahead), reverse=True)) or "(?!)"
    return re.compile(rf"[\W_]*(?-i:(?=[A-Z]))(?:(?:{before})\s+){{0,{_AHEAD}}}(?:{either})(?!\w)", re.IGNORECASE) if either else _NONE


def _escaped(words: str) -> str:
    return r"\s+".join(map(re.escape, _plain(words).split()))


def _plain(line: str) -> str:
    """Return the beginning of a line with straight apostrophes and without the accent of its first letter, which capitals often lack."""
    beginning = normalize("NFC", line[:_BEGINNING].replace("’", "'"))
    return _FIRST.sub(lambda found: normalize("NFD", found[0])[0], beginning, count=1)
