"""Proposals: what the paragraphs of a draft are likely to need, for the officer to confirm or to change."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.phrase import altered, in_a_row, phrase
from aspbudget.statements.usual_requests import asked_in, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from aspbudget.declare.practice import Practice
    from aspbudget.declare.sheet import Column
    from aspbudget.statements.paragraphs import Operative
    from aspbudget.statements.stated_values import Stated
    from aspbudget.statements.usual_requests import Templates

_OF_THE_ROW = ("paragraph", "request")
_LETTER = re.compile(r"\([^()]+\)")


def leads_in(number: str, numbers: Iterable[str]) -> bool:
    """Whether a paragraph only leads in to sub-paragraphs among those of a draft, as 3 does to 3 (a) and 3 (b)."""
    return any(_is_below(number, other) for other in numbers)


def _is_below(number: str, other: str) -> bool:
    return other.startswith(f"{number} (")


class RequestSheet(NamedTuple):
    """The sheet of usual requests: its templates, its columns by title, and by what names the words of a paragraph are searched for what they fill in."""

    templates: Templates
    columns: Mapping[str, Column]
    stated: Stated


class Request(NamedTuple):
    """A request that a paragraph is likely to make: its kind, what the paragraph's words say under the titles of its columns, and what they leave to do."""

    number: str
    kind: str
    filled: Mapping[str, Any]
    left: tuple[str, ...]

    @property
    def name(self) -> str:
        """What the request is called."""
        return phrase("{kind}, paragraph {number}", kind=altered(self.kind, lambda kind: f"{kind[:1].upper()}{kind[1:]}"), number=self.number)

    @property
    def proposed(self) -> str:
        """What is proposed for its cells, to be confirmed; an empty text where the paragraph says nothing of them."""
        return in_a_row([_filled_in(title, value) for title, value in self.filled.items()], ", ") if self.filled else ""

    @property
    def note(self) -> str:
        """The note beside its row: what is proposed from the paragraph's words, and what is left to do."""
        parts = [phrase("Kind proposed from the words of paragraph {number}, to be confirmed.", number=self.number)]
        parts += [phrase("Also from its words: {said}.", said=self.proposed)] if self.filled else []
        parts += [phrase("Left to fill in: {titles}.", titles=in_a_row(self.left, ", "))] if self.left else []
        return in_a_row(parts)


def _filled_in(title: str, value: object) -> str:
    if isinstance(value, dt.datetime):
        return phrase("{title} {day}", title=title, day=f"{value.day} {value:%B %Y}")
    return phrase("{title} {value:,g}", title=title, value=value) if isinstance(value, float) else phrase("{title} {value}", title=title, value=value)


def requests(paragraphs: Sequence[Operative], sheet: RequestSheet) -> Iterator[Request]:
    """Yield each request that a paragraph is likely to make, with what its words say; what they don't say is left to the officer."""
    numbers = [each.number for each in paragraphs]
    for each in paragraphs:
        kind, made = asked_in(each.text, sheet.stated.package)
        if made and not leads_in(each.number, numbers):
            asked = [title for title, column in sheet.columns.items() if title in sheet.templates.asked(kind) and column.name not in _OF_THE_ROW]
            said = sheet.stated.values(plain(each.text), made, {title: sheet.columns[title] for title in asked})
            left = [title for title in asked if title not in said and title not in sheet.templates.usual(kind)]
            yield Request(each.number, kind, said, tuple(left))


def request_rows(found: Iterable[Request], columns: Mapping[str, Column], say: Callable[[str], str] = str) -> Iterator[dict[str, Any]]:
    """Yield the row of the sheet of usual requests for each request, named in words as they `say` it; the officer confirms or completes it, or clears it."""
    for each in found:
        yield {"paragraph": each.number, "kind": each.kind, "request": say(each.name)} | {columns[title].name: value for title, value in each.filled.items()}


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
