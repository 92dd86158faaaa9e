"""Terms: the wording of documents in each language, from one list of the content."""

from __future__ import annotations

import re
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from aspbudget.composed_names import composed
from aspbudget.content import BUILT_IN, languages, terms
from aspbudget.declare.layout import THOUSANDS, Scale
from aspbudget.documents.foreign import marked
from aspbudget.faults import count
from aspbudget.inputs.typed_language import language_of_text
from aspbudget.language import Language
from aspbudget.notation import NO_BREAK, NoLanguage, Notation, unbroken

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]{2}")
_SYMBOL = re.compile(r"[A-Z][A-Z-]*(/[\w.-]+)+( [A-Z])?")  # of a document, which is the same in every language: A/RES/58/1 B

__all__ = ["NO_BREAK", "NoLanguage", "Terms"]


def _begins_a_sentence(wording: str) -> bool:
    """Whether a term is a sentence that begins with how many there are."""
    return wording.startswith("{count}") and wording.endswith((".", ":"))


class Terms(Notation):
    """The terms in one language, and the scale of money of its tables. A blank before a mark of punctuation, as French has it, never ends a line.

    Without a language they are in the one in which inputs are written, the first of the list. Raises `NoLanguage` where there is no such
    language, or where one of its terms is empty.
    """

    def __init__(self, language: str | None = None, package: str = BUILT_IN, scale: Scale = THOUSANDS) -> None:
        known = languages(package)
        if not known:
            message = f"The content {package} has no list of terms, so that no document can be written."
            raise NoLanguage(message)
        named = known[0] if language is None else language
        if named not in known:
            message = f'"{named}" is not a language of the list of terms; use one of {", ".join(known)}.'
            raise NoLanguage(message)
        super().__init__(named, known[0])
        self.scale, self._listed, self._wordings, self._languages_of = scale, terms(package), dict[str, str](), dict[str, str]()
        self._package = package
        self.others = tuple(each for each in known if each != named)
        if empty := [key for key, wording in self._listed.items() if not wording[named].strip()]:
            message = f'The list of terms lacks {count(len(empty), "term")} in "{named}", the first of them {empty[0]}; a document needs all.'
            raise NoLanguage(message)
        self._terms = {key: unbroken(wording[named]) for key, wording in self._listed.items()}
        self._values: dict[str, list[str]] = {}

    def with_wordings(self, wordings: Mapping[str, str]) -> Terms:
        """Return the same terms, with wordings that officers gave in the language for what they typed in that of the inputs."""
        found = copy(self)
        found._wordings = self._wordings | dict(wordings)  # noqa: SLF001 - of its own copy
        vars(found).pop("_beginnings", None)  # they are those of the other wordings
        return found

    def with_languages(self, languages_of: Mapping[str, str]) -> Terms:
        """Return the same terms, with the languages of texts that officers typed in another than that of the inputs."""
        found = copy(self)
        found._languages_of = self._languages_of | dict(languages_of)  # noqa: SLF001 - of its own copy
        return found

    def language_of(self, text: str) -> str:
        """Return the language in which an officer typed a text."""
        return self._languages_of.get(text) or language_of_text(text, self._package, self.of_inputs)[0]

    def say(self, key: str, **values: object) -> str:
        """Return a term with its placeholders filled in; raise `KeyError` for a key that is not in the list."""
        return self._terms[key].format(**values) if values else self._terms[key]

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the form of a term for a number of things: `key.none`, `key.one` or `key.many`."""
        form = f"{key}.{'one' if number == 1 else 'many' if number else 'none'}"
        shown = self.spelled(number) if number else self.amount(number)
        return self.say(form, count=shown.capitalize() if _begins_a_sentence(self._terms[form]) else shown, **values)

    def value(self, group: str, value: str) -> str:
        """Return the wording of a value of the inputs, e.g. of an object of expenditure; as it is when it is not in the list."""
        return self._terms.get(f"{group}.{value}", value)

    def translated(self, group: str, value: str) -> str:
        """Return the wording of a value of the inputs, marked as not translated where it has none in a language other than theirs."""
        return self._terms.get(f"{group}.{value}") or self.untranslated(value)

    def untranslated(self, text: str) -> str:
        """Return words of the inputs that no term is: as they are in their language, in any other as an officer or their parts have them, or marked."""
        language = self.language_of(text)
        if self.language == self.of_inputs == language:
            return text
        said = "" if self.language == self.of_inputs else composed(text, self._whole, self._words, references=False)
        return self.typed(said or text) if said or self.language == language else marked(text, language)

    def _whole(self, text: str) -> str:
        """Return the wording of a text by itself, which is the text where it has no words; an empty text where it has none."""
        if not text:
            return ""
        known = self._wordings.get(text) or self._words.listed(text) or self.month_named(text)
        return known or ("" if _WORD.search(text) and not _SYMBOL.fullmatch(text) else text) or self._without_its_end(text)

    @cached_property
    def _words(self) -> Language:
        return Language(self.language, self._package)

    def _without_its_end(self, text: str) -> str:
        """Return the wording of a name that others have with more at their end, such as `Conference centre` of `Conference centre, day`; or nothing."""
        return self._beginnings.get(text, "")

    @cached_property
    def _beginnings(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for typed, wording in self._wordings.items():
            if begun := wording.rpartition(", ")[0]:
                found.setdefault(typed.rpartition(", ")[0], begun)
        return found

    def original(self, group: str, value: str) -> str:
        """Return the wording of a value in the language in which inputs are written, as it is when it is not in the list."""
        return self._listed.get(f"{group}.{value}", {}).get(self.of_inputs, value)

    def order(self, group: str, value: str) -> tuple[int, str]:
        """Return what puts values in the order of the list, those that are not in it last."""
        values = self.values(group)
        return (values.index(value), "") if value in values else (len(values), value)

    def values(self, group: str) -> list[str]:
        """Return the values of a group that are in the list, in its order."""
        if group not in self._values:
            self._values[group] = [key.partition(".")[2] for key in self._terms if key.startswith(f"{group}.")]
        return self._values[group]

    def in_scale(self, caption: str, currency: str) -> str:
        """Return a caption with the scale and the currency of its amounts: `Requirements (thousands of EUR)`, « Ressources (en milliers d’euros) »."""
        of_currency = self._terms.get(f"money.of {currency}") or self.say("caption.of", currency=currency)
        return self.say(f"caption.{self.scale.name}", caption=caption, of_currency=of_currency, currency=currency)

    def scaled(self, amount: float) -> str:
        """Return an amount in the scale of the tables: `1,733.4` or `1 733,4` in thousands."""
        return self.decimal(amount / self.scale.divide, self.scale.digits)
