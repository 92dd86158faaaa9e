"""Proposals: what the paragraphs of a draft are likely to need, for the officer to confirm or to change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from aspbudget.statements.usual_requests import kind_of, request_row

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from aspbudget.declare.practice import Practice
    from aspbudget.statements.paragraphs import Operative

_LETTER = re.compile(r"\([^()]+\)")


def leads_in(number: str, numbers: Iterable[str]) -> bool:
    """Whether a paragraph only leads in to sub-paragraphs among those of a draft, as 3 does to 3 (a) and 3 (b)."""
    return any(_is_below(number, other) for other in numbers)


def _is_below(number: str, other: str) -> bool:
    return other.startswith(f"{number} (")


def request_rows(paragraphs: Sequence[Operative], practice: Practice, package: str) -> Iterator[dict[str, Any]]:
    """Yield a row of the sheet of usual requests for each paragraph that is likely to make one; the officer gives what it needs, or clears it."""
    numbers = [each.number for each in paragraphs]
    for each in paragraphs if practice.requests else ():
        kind = kind_of(each.text, package)
        if kind and not leads_in(each.number, numbers):
            yield request_row(each.number, kind)


def paragraph_rows(paragraphs: Sequence[Operative], practice: Practice, asking: Collection[str] = ()) -> Iterator[dict[str, Any]]:
    """Yield the rows of sheet Paragraphs, with the answers that are plain: one that only leads in to others is answered below.

    The paragraphs of these numbers, for which there are requests, are answered by activities.
    """
    for each in paragraphs:
        below = [other.number[len(each.number) + 1 :] for other in paragraphs if _is_below(each.number, other.number)]
        letters = [letter for letter in below if _LETTER.fullmatch(letter)]
        answer = {"answer": practice.answers.below, "reason": "-".join(dict.fromkeys((letters[0], letters[-1])))} if letters and practice.answers.below else {}
        answer |= {"answer": practice.answers.activities} if each.number in asking else {}
        yield {"paragraph": each.number, "counts": 1, "text": each.text, **answer}
