"""Citations: which rules and decisions a text names, each in one form: `regulation 5.8`, `article 112 (8)`, `A/1/Res.3, annex, 8.2`."""

from __future__ import annotations

import re
from functools import lru_cache

_AN_EXAMPLE = 'such as |did you mean "'
_SYMBOL = r"(?P<symbol>(?<![\w/-])[A-Z][A-Z-]*(?:/[A-Za-z0-9-]+(?:\.[A-Za-z0-9]+)*)+)"
_PART = r"(?P<part>(?:, (?:annex|appendix|part|section|decision)(?: [A-Z0-9]+(?=,))?)*)"
_WORD = r"(?:[Ff]inancial )?(?P<word>\b(?:[Ss]taff )?(?:[Rr]egulation|[Rr]ule|[Aa]rticle))s? "
_LETTERS = r"(?: \([a-z0-9]{1,3}\))*"
_ONE = rf"\d{{1,3}}(?:\.\d{{1,3}})*(?![\d/])(?: (?:bis|ter|quater)\b)?{_LETTERS}"
_MORE = rf"(?:(?:, and |, | and )(?:{_ONE}|\([a-z]\)))*"
_PARAGRAPH = r"(?:, paragraph (?P<paragraph>\d+))?"
_CITATION = re.compile(
    rf"(?P<example>{_AN_EXAMPLE})?(?:{_SYMBOL}{_PART}(?:,|(?<=annex)) (?:operative )?(?:(?:paragraph|para\.?)s? )?|{_WORD})(?P<numbers>{_ONE}{_MORE}){_PARAGRAPH}"
)
_DIGIT = re.compile(r"\d")
_EACH = re.compile(rf"(?P<number>\d[\d.]*(?: (?:bis|ter|quater)\b)?)?(?P<letters>{_LETTERS}|\([a-z]\))")


@lru_cache(maxsize=4096)
def cited(text: str) -> tuple[str, ...]:
    """Return the rules and decisions that a text names, in its order, each once; one after "such as" or "did you mean" is an example, and none.

    What is named together is parted: `A/1/Res.3, annex, 5.2 (a) and (b), 7` names three paragraphs, and `article 112, paragraph 8` is
    `article 112 (8)`.
    """
    if not _DIGIT.search(text):
        return ()  # most texts have no number, and looking for a citation takes long
    found = (each for match in _CITATION.finditer(text) if not match["example"] for each in _named(match))
    return tuple(dict.fromkeys(found))


def _named(match: re.Match[str]) -> list[str]:
    """Return what one citation names: each number with what stands before all of them."""
    before = f"{match['symbol']}{match['part']}, " if match["symbol"] else f"{match['word'].lower()} "
    numbers = [f"{before}{each}" for each in _numbers(match["numbers"])]
    return [*numbers[:-1], f"{numbers[-1]} ({match['paragraph']})"] if match["paragraph"] else numbers


def _numbers(text: str) -> list[str]:
    """Return the numbers of a list; a letter alone goes with the number before it."""
    found, number = [], ""
    for each in re.split(r", and |, | and ", text):
        part = _EACH.fullmatch(each)
        number = (part and part["number"]) or number
        found.append(each if part and part["number"] else f"{number} {each}")
    return found
