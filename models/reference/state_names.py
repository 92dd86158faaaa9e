"""The names of States, in English and French: present, former and short, with the State that each leads to."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from aspbudget.declare import Names
from aspbudget.models.reference import facts

if TYPE_CHECKING:
    from collections.abc import Iterable

LANGUAGES = ("en", "fr")
_ALIKE = 0.85  # a name that was mistyped is as near as that; Holland and Poland are not
_NOW = 9999  # a year in which every State has its present name
_WORDS = {"st": "saint", "ste": "sainte"}
_ARTICLES = ("the", "la", "le", "les", "l")


def code(text: str) -> str:
    """Return the three-letter code of the State that a text names, or an empty text when it names none.

    The text is a code of two or three letters, or a name that the State has or had, without regard to capitals, accents,
    apostrophes and articles.
    """
    return _codes().get(_plain(text), "")


def codes(texts: Iterable[str]) -> list[str]:
    """Return the code of each State named; raise `UnknownState` for the first text that names none."""
    return [code(text) or _unknown(text) for text in ([texts] if isinstance(texts, str) else texts)]


def name(code: str, year: int, language: str = LANGUAGES[0]) -> str:
    """Return the name that a State had on 1 January of a year, in a language, or its present one where that is not known.

    Raises `UnknownState` for a code that is none.
    """
    rows = _names().get((code, language)) or _unknown(code)
    day = f"{year}-01-01"
    of_the_time = (row["name"] for row in rows if row["from"] <= day and (not row["until"] or day < row["until"]))
    return next(of_the_time, next(row["name"] for row in rows if row["kind"] == "present"))


def in_language(text: str, language: str) -> str:
    """Return in another language the name, present or former, that a text gives of a State; an empty text when it names none."""
    known = code(text)
    if not known:
        return ""
    times = _times().get(text, ())
    of_then = (row["name"] for row in _names().get((known, language), ()) if (row["from"], row["until"]) in times)
    return next(of_then, "") or name(known, _NOW, language)


def called(code: str, year: int) -> str:
    """Return the name of a State in a year, with its code: `Türkiye (TUR)`."""
    return f"{name(code, year)} ({code})"


def known_as(code: str) -> str:
    """Return the code of a State with its present name: `TUR, Türkiye`."""
    return f"{code}, {name(code, _NOW)}"


@cache
def _times() -> dict[str, set[tuple[str, str]]]:
    """Return from when until when each name, present or former, was that of a State."""
    found: dict[str, set[tuple[str, str]]] = {}
    for row in (each for rows in _names().values() for each in rows):
        found.setdefault(row["name"], set()).add((row["from"], row["until"]))
    return found


@cache
def _names() -> dict[tuple[str, str], list[dict[str, str]]]:
    """Return the present name and those of earlier times, by State and language."""
    found: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in facts.state_names().to_dict("records"):
        if row["kind"] in {"present", "former"}:
            found.setdefault((row["iso3"], row["language"]), []).append(row)
    return found


@cache
def _codes() -> dict[str, str]:
    """Return the code of each State by all that it is called."""
    names = facts.state_names()
    return {each.casefold(): each for each in names["iso3"]} | dict(zip(map(_plain, names["name"]), names["iso3"], strict=True))


def _plain(text: str) -> str:
    """Return a name as it is compared: without capitals, accents, apostrophes, signs, and an article before or after it."""
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    bare = re.sub(r"['’‘ʼ`´]", "", re.sub(r"\bl['’]", "l ", bare.casefold())).replace("&", " and ")
    words = [_WORDS.get(word, word) for word in re.findall(r"\w+", re.sub(r"(?<=\b\w)\.(?=\w\b)", "", bare))]
    words = words[1:] if words[1:] and words[0] in _ARTICLES else words
    return " ".join(words[:-1] if words[1:] and words[-1] in _ARTICLES else words)


def nearest(text: str) -> str:
    """Return the code of the State to one of whose names a text is near, or an empty text."""
    near = get_close_matches(_plain(text), _codes(), n=1, cutoff=_ALIKE)
    return _codes()[near[0]] if near else ""


def _unknown(text: str) -> str:
    found = nearest(text)
    hint = f'; did you mean "{known_as(found)}"?' if found else "."
    visible = "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in text)
    message = f'"{visible}" names no State; give its name in English or French, or its three-letter code{hint}'
    raise facts.UnknownState(message)


# Why a State is not assessed.


def not_assessed(code: str, year: int) -> str:
    """Return the sentence that says why a State is not among those assessed for a year, and what to do."""
    ever = code in set(facts.states_parties()["iso3"])
    if code in set(facts.assessed_states(year)["iso3"]):
        return f"{called(code, year)} is left out of the States assessed for {year}."
    when = f" on 1 January {year}" if ever else ""
    rated = code in set(facts.scale(year)["iso3"])
    remedy = f"to see what it would be assessed, add --include {code}." if rated else "the scale of the year has no rate for it."
    return f"{called(code, year)} is not a State Party{when}, so it is not assessed for {year}; {remedy}"


NAMES = Names(code, nearest, known_as, name)
