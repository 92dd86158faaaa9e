"""Phrases: texts that are put together from others, each of which remembers its parts, so that it can be said in another language too."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


class Signs(Protocol):
    """How a language writes numbers and dates."""

    @property
    def group(self) -> str:
        """What stands between groups of three digits."""

    def mark(self, name: str) -> str:
        """Return how the language writes something, such as its decimal `point`."""

    def date(self, text: str) -> str:
        """Return a date in words; any other text as it is."""


class Lists(Signs, Protocol):
    """A language with its lists of words, and its name, such as `fr`."""

    language: str

    def listed(self, text: str) -> str:
        """Return the wording that the lists have for a whole text; an empty text where there is none."""

    def translated(self, group: str, value: str) -> str:
        """Return the wording of a value of the inputs, such as a `state`; the value where there is none."""


class Words(Protocol):
    """The words of another language: how numbers are written there, and texts."""

    @property
    def language(self) -> Signs:
        """The language, with how it writes numbers."""

    def __call__(self, text: str) -> str:
        """Return a text in the language."""

    def wording(self, text: str) -> str:
        """Return a text with gaps in the language."""

    def listed(self, text: str) -> str:
        """Return the wording that the lists have for a whole text, whatever it is put together from; an empty text where there is none."""


class Phrase(str):
    """A text whose gaps are filled in, as the language of the inputs has it.

    Its `wording` is the text with its gaps, `parts` what fills them in by their names. Where it was `altered`, as by a capital at its
    beginning, that is how, and its only part is the `text` before.
    """

    __slots__ = ("altered", "parts", "wording")

    wording: str
    parts: dict[str, Any]
    altered: Callable[[str], str] | None

    def __new__(cls, wording: str, parts: dict[str, Any], altered: Callable[[str], str] | None = None) -> Self:
        """Make a phrase, filled in as the language of the inputs has it."""
        made = super().__new__(cls, altered(parts["text"]) if altered else _filled(wording, parts, format))
        made.wording, made.parts, made.altered = wording, parts, altered
        return made

    def __deepcopy__(self, _: dict[int, Any]) -> Self:
        """Return the phrase itself, which never changes."""
        return self

    def worded(self, words: Words) -> str:
        """Return the phrase in another language."""
        listed = words.listed(self)
        if self.altered and (not listed or self == self.parts["text"]):  # a text that was short enough may be longer there, and is cut
            return self.altered(words(self.parts["text"]))
        if listed:
            return listed
        notation = words.language
        signs = {ord(","): notation.group, ord("."): notation.mark("point")}

        def shown(part: object, how: str) -> str:
            if isinstance(part, AsTyped):
                return part
            return words(part) if isinstance(part, str) else format(part, how).translate(signs) if how else str(part)

        return _filled(words.wording(self.wording), self.parts, shown)


class AsTyped(str):
    """A part of a phrase that someone typed, which is the same in every language."""

    __slots__ = ()


def phrase(wording: str, /, **parts: object) -> str:
    """Return a text with gaps filled in: `phrase("Proposed {cycle}", cycle="2005")`. A number that is to be read as one has a format."""
    return Phrase(wording, parts)


def in_a_row(texts: Iterable[str], mark: str = " ") -> str:
    """Return texts one after the other, with a mark between them."""
    parts = {str(place): text for place, text in enumerate(texts)}
    return next(iter(parts.values())) if len(parts) == 1 else Phrase(mark.join(f"{{{place}}}" for place in parts), parts)


def altered(text: str, how: Callable[[str], str]) -> str:
    """Return a text as a function alters it, such as one that gives it a capital, in whatever language it is said."""
    return Phrase("", {"text": text}, how)


def counted(one: str, many: str, number: int, **parts: object) -> str:
    """Return one text for a single thing and another for any other number, each with the gap `{count:,}`."""
    return Phrase(one if number == 1 else many, {"count": number, **parts})


def gaps(wording: str) -> Iterator[tuple[str, str, str]]:
    """Yield the pieces of a text with gaps: plain text, the name of the gap after it, and its format; the last piece has no gap."""
    for plain, name, how, _ in Formatter().parse(wording):
        yield plain, name or "", how or ""


def is_wordless(wording: str) -> bool:
    """Whether a text with gaps has no letter outside of them, so that it is the same in every language."""
    return not any(letter.isalpha() for plain, *_ in gaps(wording) for letter in plain)


def _filled(wording: str, parts: dict[str, Any], shown: Callable[[Any, str], str]) -> str:
    return "".join(plain + (shown(parts[name], how) if name else "") for plain, name, how in gaps(wording))
