"""Said: what is said of a cell in the language of its workbook, with what was typed there as it is, and numbers and dates as that language writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aspbudget.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.declare.sheet import Column
    from aspbudget.phrase import Lists

_TYPED = re.compile(r'"(.*)"', re.DOTALL)
_NUMBER = re.compile(r"-?\d+(,\d{3})*(\.\d+)?(e[+-]\d+)?")
_TIMED = re.compile(r"(.+) (\d{2}:\d{2}(?::\d{2})?)")
_QUOTED = '"{text}"'


def in_words_of_the_workbook(message: str, language: Lists, column: Column | None) -> str:
    """Return what is said of a cell of a column in the language of its workbook; as it is where it isn't put together from words that the lists have."""
    choices = dict(zip(column.choices, column.wordings, strict=False)) if column else {}
    return _Said(language, choices)(message)


@dataclass(frozen=True)
class _Said:
    """The words of a language for what is said of a cell, with how the workbook words the choices of its column."""

    language: Lists
    choices: Mapping[str, str]

    def __call__(self, text: str) -> str:
        """Return a part of what is said: a phrase, a text that was typed, a number, a day, or words of the lists; what is none of these stays."""
        if isinstance(text, Phrase):
            return text.worded(self)
        if typed := _TYPED.fullmatch(text):
            return self.wording(_QUOTED).format(text=self.choices.get(typed[1], typed[1]))
        if _NUMBER.fullmatch(text):
            return text.translate({ord(","): self.language.group, ord("."): self.language.mark("point")})
        if timed := _TIMED.fullmatch(text):
            return f"{self.language.date(timed[1])} {timed[2]}"
        return self.listed(text) or self.language.date(text)

    def wording(self, text: str) -> str:
        """Return a text with gaps in the language."""
        return self.language.listed(text) or text

    def listed(self, text: str) -> str:
        """Return the wording that the lists have for a whole text; an empty text where there is none."""
        return self.language.listed(text)
