"""The language in which a text was typed, as its words and letters tell: those that the lists of the product have in one language alone."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.content import languages, terms, words
from aspbudget.inputs.translations import shown
from aspbudget.inputs.worded import columns_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[^\W\d_A-Z]{3}")  # codes, symbols and addresses have no three small letters in a row
_SURE = 3  # by how many words a text is another language's, where its workbook is in that of the models


class Typed(NamedTuple):
    """A text that isn't in the language of the models: the title of its sheet there, the text, its language, and whether its words tell, or its workbook alone."""

    sheet: str
    text: str
    language: str
    sure: bool


def typed_in_another_language(catalogue: Catalogue, inputs: Inputs) -> Iterator[Typed]:
    """Yield the texts of columns with translations that aren't in the language of the models; one that has its wording beside it is, unless its words tell otherwise."""
    own, *others = languages(catalogue.package) or ("",)
    for table, column in shown(catalogue):
        frame = inputs.frames.get(table.name)
        if column.translated and frame is not None and others:
            texts = frame[column.name].tolist()
            beside = [zip(texts, frame[name].tolist(), strict=True) for name in (f"{column.name}_{other}" for other in others) if name in frame]
            worded = {text for pairs in beside for text, wording in pairs if wording and isinstance(wording, str)}
            language = _language(catalogue, inputs, table.name)
            for text in dict.fromkeys(each for each in texts if each and isinstance(each, str)):
                found, sure = language_of_text(text, catalogue.package, language)
                if found != own and (sure or text not in worded):
                    yield Typed(table.title, text, found, sure)


def _language(catalogue: Catalogue, inputs: Inputs, table: str) -> str:
    """Return the language of the titles of a sheet."""
    own, *others = languages(catalogue.package)
    if inputs.worded is None or table not in inputs.worded.sheets:
        return own
    titles = [column.title for column in inputs.worded.columns(table).values() if not column.formerly]
    return next((each for each in others if [column.title for column in columns_in(catalogue, table, each).values() if not column.formerly] == titles), own)


@lru_cache(maxsize=16384)  # a section and each of its statements have many texts in common
def language_of_text(text: str, package: str, workbook: str) -> tuple[str, bool]:
    """Return the language of a text that stands in a workbook in one, that of which it has most words, and whether it has more of it than of any other.

    Where it has as many of several, it is in that of the workbook, unless that of the models has all of its words. In a workbook in the language of the models a text is in theirs unless it has
    clearly more words of another, for names of persons and places may have these.
    """
    own = languages(package)[0]
    if not _SENTENCE.search(text):
        return own, True
    found = {language: _count(text, *vocabulary) for language, vocabulary in _vocabularies(package).items()}
    most = max(found, key=lambda language: (found[language], language == workbook))
    words_of_own = _every_word(package)[own]
    if (workbook == own and found[most] < found[own] + _SURE) or (found[most] == found[own] and all(word in words_of_own for word in map(str.casefold, _WORD.findall(text)))):
        return own, True
    return most, all(found[most] > number for language, number in found.items() if language != most)


def _count(text: str, known: frozenset[str], letters: frozenset[str]) -> int:
    """Return how many words of a text a language alone has, or has letters of it."""
    return len([word for word in map(str.casefold, _WORD.findall(text)) if word in known or not letters.isdisjoint(word)])


@cache
def _vocabularies(package: str) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return, by language, the words that the lists have in it and in no other, and the letters of these."""
    every, found = _every_word(package), {}
    for language, own in every.items():
        others = set().union(*(known for other, known in every.items() if other != language))
        found[language] = frozenset(own - others), frozenset(set("".join(own)) - set("".join(others)))
    return found


@cache
def _every_word(package: str) -> dict[str, set[str]]:
    """Return, by language, the words that the lists have in it."""
    rows = [*words(package).values(), *terms(package).values()]
    return {language: {word.casefold() for row in rows for word in _WORD.findall(row.get(language, ""))} for language in languages(package)}
