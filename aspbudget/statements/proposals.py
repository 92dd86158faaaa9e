"""Proposals: what the paragraphs of a draft are likely to need, for the officer to confirm or to change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aspbudget.declare.practice import Practice
    from aspbudget.statements.paragraphs import Operative

_LETTER = re.compile(r"\([^()]+\)")


def leads_in(number: str, numbers: Iterable[str]) -> bool:
    """Whether a paragraph only leads in to sub-paragraphs among those of a draft, as 3 does to 3 (a) and 3 (b)."""
    return any(_is_below(number, other) for other in numbers)


def _is_below(number: str, other: str) -> bool:
    return other.startswith(f"{number} (")


def paragraph_rows(paragraphs: Sequence[Operative], practice: Practice) -> Iterator[dict[str, Any]]:
    """Yield the rows of sheet Paragraphs, without answers but for paragraphs that only lead in to others: they are answered below."""
    for each in paragraphs:
        below = [other.number[len(each.number) + 1 :] for other in paragraphs if _is_below(each.number, other.number)]
        letters = [letter for letter in below if _LETTER.fullmatch(letter)]
        answer = {"answer": practice.answers.below, "reason": "-".join(dict.fromkeys((letters[0], letters[-1])))} if letters and practice.answers.below else {}
        yield {"paragraph": each.number, "counts": 1, "text": each.text, **answer}
