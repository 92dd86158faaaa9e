"""Languages: the words of the product in another language than that of its inputs; the text itself is the key.

    language = Language("fr")
    language.say("{count} rows are missing.", count=2)   # « 2 lignes manquent. »
    language.translated("object", "Travel")              # « Voyages »

The words are in two lists of the same form: `words.csv` of the tool and `words.csv` of the content; a value of the inputs that has a term
in `terms.csv` has the wording of that. A text that has no translation is
returned as it is and remembered in `missing`, so that whoever writes with the language can list it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from aspbudget.content import BUILT_IN, ENGINE, declared, languages, notations, terms, words
from aspbudget.notation import NoLanguage, Notation, unbroken
from aspbudget.phrase import Phrase, is_wordless

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_NONE: Mapping[str, str] = {}
_IDENTIFIER = re.compile(r"[a-z]+(_[a-z]+)+")  # the name of an assumption, as formulas have it in every language


class Language(Notation):
    """The words of the tool and of a content package in one language; without a name in that of the inputs.

    Raises `NoLanguage` for a language in which the content has no terms; a content without terms has the languages of the tool.
    """

    def __init__(self, name: str | None = None, package: str = BUILT_IN) -> None:
        known = languages(package) or tuple(next(iter(notations().values())))
        named = known[0] if name is None else name
        if named not in known:
            message = f'"{named}" is not a language of the content {package}; use one of {", ".join(known)}.'
            raise NoLanguage(message)
        super().__init__(named, known[0])
        self.package = package
        self._missing: dict[str, None] = {}

    @property
    def missing(self) -> tuple[str, ...]:
        """The texts that were asked for and have no translation, in the order in which they were first asked for."""
        return tuple(self._missing)

    def say(self, text: str, *parts: object, **values: object) -> str:
        """Return a text in the language with its placeholders filled in: as it is where the language is its own, or where it has no translation."""
        if isinstance(text, Phrase) and self.language != self.of_inputs:
            return text.worded(_Parts(self))
        wording = self._wording(text)
        return wording.format(*parts, **values) if parts or values else wording

    def count(self, one: str, many: str, number: int, **values: object) -> str:
        """Return one text for a single thing and another for any other number, with `{count}` filled in."""
        return self.say(one if number == 1 else many, count=self.number(number) if number else "0", **values)

    def translated(self, group: str, value: str) -> str:
        """Return the wording of a value of the inputs, such as an `object` of expenditure or a `state`, as the content's terms and names have it."""
        if self.language == self.of_inputs or not value:
            return value
        listed = terms(self.package).get(f"{group}.{value}", {}).get(self.language, "").strip()
        found = unbroken(listed) or (self._names[group](value, self.language) if group in self._names else "")
        return self.typed(found) if found else self._wording(value)

    @cached_property
    def _names(self) -> dict[str, Callable[[str, str], str]]:
        """The functions by which the content gives names in other languages, by group."""
        return declared(self.package, "words", "NAMES", dict) or {}

    def listed(self, text: str) -> str:
        """Return the wording that the lists have for a whole text, or for one in which a year stands; an empty text where there is none."""
        return self._words.get(text) or self._of_a_year(text)

    def _of_a_year(self, text: str) -> str:
        years = _YEAR.findall(text)
        return (self._words.get(text.replace(years[0], "{year}")) or "").replace("{year}", years[0]) if len(years) == 1 else ""

    def _wording(self, text: str) -> str:
        listed = self._words.get(text)
        if listed is None:
            if self.language != self.of_inputs and text.strip() and not _IDENTIFIER.fullmatch(text):
                self._missing.setdefault(text)
            return text
        return listed

    @cached_property
    def _words(self) -> _Listed:
        return _Listed(self.language, _wordings(self.of_inputs, self.package))


@cache
def _wordings(of_inputs: str, package: str) -> Mapping[str, Mapping[str, str]]:
    """Every text of the lists with its wordings by language, and every term that is a value of the inputs, such as an object."""
    return {key.partition(".")[2]: row for key, row in terms(package).items() if key.partition(".")[2] == row[of_inputs]} | words(package)


@dataclass(frozen=True)
class _Listed:
    """The texts of the lists in one language, each made fit to be printed when it is first asked for: they are thousands, and a command says few of them."""

    language: str
    rows: Mapping[str, Mapping[str, str]]

    def get(self, text: str) -> str | None:
        """Return the wording of a text; nothing where it has none."""
        wording = self.rows.get(text, _NONE).get(self.language, "")
        return unbroken(wording) if wording and not wording.isspace() else None


@cache
def in_each_language(text: str, package: str = BUILT_IN) -> tuple[str, ...]:
    """Return a text of the tool or of a content in every language of that, such as the name of a sheet."""
    return tuple(dict.fromkeys(str(Language(each, package).say(text)) for each in languages(package) or (None,)))


@cache
def wordings(text: str) -> frozenset[str]:
    """Return a text of the tool in every language of which it has words, such as the title of the officer's own column."""
    return frozenset((text, *(unbroken(wording) for wording in words(ENGINE).get(text, {}).values() if wording)))


@dataclass(frozen=True)
class _Parts:
    """The words of a language for a phrase and its parts; a year or a sign is none."""

    language: Language

    def __call__(self, text: str) -> str:
        return self.language.say(text) if isinstance(text, Phrase) or not is_wordless(text) else text

    def wording(self, text: str) -> str:
        return self.listed(text) if is_wordless(text) and self.listed(text) else self(text)

    def listed(self, text: str) -> str:
        return self.language.listed(text)
