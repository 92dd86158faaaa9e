"""Spans: parts of a text that are more than words: those of another language, and references to a table or an annex.

They are marked within the text by characters that no text has, so that they survive being put into a sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# Characters that Unicode keeps for use within a program.
_FOREIGN, _REFERENCE, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_SPAN = re.compile(f"([{_FOREIGN}{_REFERENCE}])([^{_FOREIGN}{_REFERENCE}{_END}]*){_END}")
_MARKS = re.compile(f"[{_FOREIGN}{_REFERENCE}{_END}]")


class Span(NamedTuple):
    """A part of a text: its words, whether they are of the language in which inputs are written, and to what they refer, if to anything."""

    words: str
    foreign: bool = False
    reference: str = ""


def foreign(text: str) -> str:
    """Return words of the language in which inputs are written, marked as such within a text of another language."""
    return f"{_FOREIGN}{unmarked(text)}{_END}" if text else ""


def reference(key: str) -> str:
    """Return a reference to a table or an annex, by its key; its number is found when the text is laid out."""
    return f"{_REFERENCE}{key}{_END}"


def unmarked(text: str) -> str:
    """Return a text without marks."""
    return _MARKS.sub("", text)


def spans(text: str) -> Iterator[Span]:
    """Yield the parts of a text, in their order."""
    at = 0
    for found in _SPAN.finditer(text):
        if found.start() > at:
            yield Span(unmarked(text[at : found.start()]))
        yield Span(found[2], foreign=True) if found[1] == _FOREIGN else Span("", reference=found[2])
        at = found.end()
    if at < len(text) or not text:
        yield Span(unmarked(text[at:]))
