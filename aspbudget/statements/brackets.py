"""Brackets: choices that the text of a draft seems to leave open, proposed for a person to confirm.

Brackets side by side are answers to one choice: `for [two days] [three days]`, `in [2004][2005]`; so are words parted by a stroke in one
pair of brackets, `[two days/three days]`, texts that are called options, `Option 1: … Option 2: …`, and a whole paragraph in brackets beside
another of its number, `[11. …] [11 alt. …]`. Brackets that stand alone are no choice.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from textwrap import shorten
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.inputs.inputs import EXAMPLE
from aspbudget.inputs.values import PATTERN, PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aspbudget.statements.paragraphs import Operative

_BETWEEN = re.compile(r"\s*/?\s*(?:\b(?:or|ou)\b)?\s*")  # others are a list, of which all may stay
_JOINS = re.compile(r"\s*(?:and|or|et|ou)(?:\s*/\s*(?:or|ou))?\s*")
_WORD = re.compile(r"[^\W_]")
_MARK = re.compile(r"\d{1,3}")  # of a footnote, where it follows a word without a blank
_SYMBOL = re.compile(r"\b(?:and|et)/|[A-Z.]/|/[A-Z]")  # what has a stroke and is no choice: ICC-ASP/2, and/or
_STROKE = re.compile(r"\s*/\s*")
_MOST_PARTS, _LONGEST_PART = 5, 6
_OPTION = re.compile(r"\b(?:Option|Variante|Alternative)\s+(?P<label>[1-9A-E])\s*[:.)–—-]\s*")
_ALT = re.compile(r"(?P<number>.*\S) (?:alt|\[\d+\])")
_ENDS = " \t,;.:/"
_LONGEST_NAME, _LONGEST_TEXT = 40, 300
_DEEPEST = 9  # pairs of brackets within each other
_MARKS = 50  # letters before a mark in which others may stand


class Proposed(NamedTuple):
    """A choice that brackets seem to leave open: its name, the paragraph, the texts it lies between, and whether one must stay.

    `names` are those by which activities may refer to the texts.
    """

    choice: str
    paragraph: str
    names: tuple[str, ...]
    texts: tuple[str, ...]
    one_stays: bool


class _Pair(NamedTuple):
    """A pair of brackets: where it begins and ends in its text, and where the pair around it begins, if any."""

    start: int
    end: int
    around: int


class _Open(NamedTuple):
    """Texts between which a paragraph leaves the choice, and names for them where they are not named by their own words."""

    paragraph: str
    texts: tuple[str, ...]
    one_stays: bool
    names: tuple[str, ...] = ()


def proposed(paragraphs: Sequence[Operative]) -> tuple[Proposed, ...]:
    """Return the choices that the brackets of operative paragraphs seem to leave open, in their order, each name once."""
    found = [*_beside_each_other(paragraphs), *(each for paragraph in paragraphs for each in _within(paragraph))]
    choices: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    return tuple(
        Proposed(_once(f"§ {each.paragraph}", choices), each.paragraph, tuple(_name(text, each.paragraph, taken) for text in each.names or each.texts),
                 tuple(shorten(text, _LONGEST_TEXT, placeholder=" …") for text in each.texts), each.one_stays)
        for each in found
    )  # fmt: skip


def _beside_each_other(paragraphs: Iterable[Operative]) -> Iterator[_Open]:
    """Yield whole paragraphs in brackets that follow each other under one number, such as 11 and 11 alt."""
    bracketed = [(_base(number), number, text) for number, text in paragraphs if _is_bracketed(text)]
    for base, group in groupby(bracketed, key=lambda each: each[0]):
        _, numbers, texts = zip(*group, strict=True)
        if len(numbers) > 1:
            yield _Open(base, texts, one_stays=False, names=tuple(f"§ {number}" for number in numbers))


def _base(number: str) -> str:
    found = _ALT.fullmatch(number)
    return found["number"] if found else number


def _is_bracketed(text: str) -> bool:
    return any(pair.start == 0 and not text[pair.end :].strip(_ENDS) for pair in _pairs(text))


def _within(paragraph: Operative) -> Iterator[_Open]:
    """Yield the choices within a paragraph: of brackets, or else of what is called options."""
    found = list(_of_brackets(paragraph))
    yield from found or _of_options(paragraph)


def _of_brackets(paragraph: Operative) -> Iterator[_Open]:
    text = paragraph.text
    pairs = _pairs(text)
    for around, siblings in groupby(sorted(pairs, key=lambda each: (each.around, each.start)), key=lambda each: each.around):
        for run in _runs(text, list(siblings)):
            inner = [text[pair.start + 1 : pair.end - 1].strip(_ENDS) for pair in run]
            texts = inner if len(run) > 1 else _parts(inner[0])
            if len(texts) > 1:
                rest = text[: run[0].start] + text[run[-1].end :]
                yield _Open(paragraph.number, tuple(texts), one_stays=around < 0 and bool(_WORD.search(rest)))


def _pairs(text: str) -> list[_Pair]:
    """Return the pairs of brackets that hold words, but for marks of footnotes and words such as `and/or`."""
    opened: list[int] = []
    found: list[_Pair] = []
    for place, mark in enumerate(text):
        if mark == "[":
            opened.append(place)
        elif mark == "]" and opened:
            start = opened.pop()
            inner = text[start + 1 : place] if len(opened) < _DEEPEST else ""
            marks = _MARK.fullmatch(inner) and text[max(0, start - _MARKS) : start].rstrip("0123456789[]")[-1:].strip()
            if _WORD.search(inner) and not marks and not _JOINS.fullmatch(inner):
                found.append(_Pair(start, place + 1, opened[-1] if opened else -1))
    return found


def _runs(text: str, siblings: Sequence[_Pair]) -> Iterator[list[_Pair]]:
    """Yield the pairs of brackets that stand side by side, those that stand alone by themselves."""
    run = [siblings[0]]
    for one, other in pairwise(siblings):
        if _BETWEEN.fullmatch(text[one.end : other.start]):
            run.append(other)
        else:
            yield run
            run = [other]
    yield run


def _parts(text: str) -> list[str]:
    """Return the words that a stroke parts in one pair of brackets; none where it parts no short words, or belongs to a symbol."""
    parts = [part.strip(_ENDS) for part in _STROKE.split(text)]
    short = all(_WORD.search(part) and len(part.split()) <= _LONGEST_PART for part in parts)
    simple = short and len(parts) <= _MOST_PARTS and not _SYMBOL.search(text) and "[" not in text
    return parts if simple else []


def _of_options(paragraph: Operative) -> Iterator[_Open]:
    """Yield what is called options, where the first is 1 or A and each of the others the next."""
    found = list(_OPTION.finditer(paragraph.text))
    labels = "".join(each["label"] for each in found)
    if len(found) > 1 and labels in ("123456789"[: len(found)], "ABCDE"[: len(found)]):
        ends = [*(each.start() for each in found[1:]), len(paragraph.text)]
        texts = tuple(paragraph.text[each.start() : end].strip(f"{_ENDS}[]") for each, end in zip(found, ends, strict=True))
        yield _Open(paragraph.number, texts, one_stays=True)


def _name(text: str, paragraph: str, taken: Counter[str]) -> str:
    """Return a name for an alternative: its text, as far as it can be a name, with its paragraph where the text is none by itself."""
    bare = shorten(PATTERN.sub(" ", text), _LONGEST_NAME, placeholder=" …")
    alone = bare and not PLAIN.fullmatch(bare) and not bare.upper().startswith(EXAMPLE) and bare.casefold() not in taken
    return _once(bare if alone else f"{bare} (§ {paragraph})", taken)


def _once(name: str, taken: Counter[str]) -> str:
    """Return a name that isn't taken yet, and take it; `taken` counts how often each was asked for."""
    found = name
    while found.casefold() in taken:
        taken[name.casefold()] += 1
        found = f"{name} ({taken[name.casefold()]})"
    taken[found.casefold()] = 1
    return found
