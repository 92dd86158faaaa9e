"""The language of a workbook: every text that reaches a cell or a formula passes through here, so that both always have the same words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aspbudget.composed_names import composed
from aspbudget.phrase import Phrase, is_wordless, phrase
from aspbudget.workbooks.look import Heads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.language import Language

_WORD = re.compile(r"[^\W\d_A-Z]{3}")  # codes, symbols and addresses have no three small letters in a row
_IDENTIFIER = re.compile(r"[a-z]+(_[a-z]+)+")
_FILE = re.compile(r"\.(xlsx|csv)$")
_QUOTED = re.compile(r'"([^"]*)"')
_IN_A_LANGUAGE = re.compile(r"[,.]|mmm")  # what of a number format each language writes in its own way
_LONGEST_SHEET = 31
_NO_SHEET = re.compile(r"[\[\]:*?/\\]")
_AS_TYPED = "As it was typed, in italics where it stands by itself: neither the input nor the lists have it in the language of this workbook."
_IN_ANOTHER = "As it was typed, in another language: type it in that of this workbook, and what was typed in the column of its language beside it."
_NOT_LISTED = "The lists of words have it in the language of the inputs alone."


class Shown(str):
    """A text as the workbook shows it, which is not translated again."""

    __slots__ = ()


class Untranslated(Shown):
    """A text that has no translation, and is shown in the language of the inputs."""

    __slots__ = ()


@dataclass
class Translation:
    """The words of a workbook in one language.

    `values` are the wordings of texts of its tables, `typed` the sheets on which all texts of its inputs were typed. `lacking` gives, by sheet, the texts
    that reached the workbook and have no translation; a text of the tool's own that has none is among those of the language that are `missing`.
    """

    language: Language
    values: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)
    lacking: dict[str, dict[str, None]] = field(default_factory=dict)
    _known: dict[str, Shown] = field(default_factory=dict)
    _sheets: dict[str, Shown] = field(default_factory=dict)

    @property
    def is_of_inputs(self) -> bool:
        """Whether the workbook is in the language of its inputs, so that every text stays as it is."""
        return self.language.language == self.language.of_inputs

    def __call__(self, text: str) -> str:
        """Return a text as the workbook shows it."""
        if self.is_of_inputs or isinstance(text, Shown):
            return text
        if isinstance(text, Phrase):
            untranslated = text.altered and isinstance(self(text.parts["text"]), Untranslated)
            return Untranslated(text.worded(self)) if untranslated else Shown(text.worded(self))
        if text not in self._known:
            self._known[text] = self._shown(text)
        return self._known[text]

    def _shown(self, text: str) -> Shown:
        if text in self.values:
            return Shown(self.values[text])
        listed = "" if text in self.typed else self.listed(text)
        if listed or not _WORD.search(text) or _IDENTIFIER.fullmatch(text) or _FILE.search(text):
            return Shown(listed or text)
        day = self.language.date(text)
        if day != text:
            return Shown(day)
        if text in self.typed:
            if said := composed(text, self._whole, self.language):
                return Shown(said)
            self.lacking.setdefault(self.typed[text], {}).setdefault(text)
            return Untranslated(text)
        said = self.language.say(text)
        return Shown(said) if said != text or text not in self.language.missing else Untranslated(text)

    def _whole(self, text: str) -> str:
        """Return the wording of a text by itself, which is the text where it has no words; an empty text where it has none."""
        return self.values.get(text) or self.listed(text) or self.language.month_named(text) or ("" if _WORD.search(text) else text)

    def as_typed(self, text: str, sheet: str) -> str:
        """Return a text that lists don't have as it is, which counts as one of a sheet that has no translation."""
        if self.is_of_inputs:
            return text
        self.lacking.setdefault(sheet, {}).setdefault(text)
        return Untranslated(text)

    def untranslated(self) -> Iterator[tuple[str, list[str], str]]:
        """Yield what is shown in the language of the inputs so far: where, the texts of each sheet, then those of the tool itself, and why."""
        for sheet, listed in self.lacking.items():
            yield phrase("Sheet {sheet}", sheet=sheet), [Untranslated(each) for each in listed], _IN_ANOTHER if self.is_of_inputs else _AS_TYPED
        if missing := self.language.missing:
            yield "Words of the tool", [Untranslated(each) for each in missing], _NOT_LISTED

    def wording(self, text: str) -> str:
        """Return a text with gaps in the language."""
        if self.is_of_inputs:
            return text
        if is_wordless(text):
            return self.listed(text) or text.replace("; ", self.language.mark("semicolon"))
        return self.language.say(text)

    def listed(self, text: str) -> str:
        """Return the wording that the lists have for a whole text; an empty text where there is none."""
        return self.language.listed(text)

    def formats(self, number: str) -> str:
        """Return a number format in the language: names of months, its points and what groups its digits, wherever the program heeds that, and its words for yes and no."""
        if self.is_of_inputs:
            return number
        worded = _QUOTED.sub(lambda found: f'"{self(found[1])}"', number)
        return self.language.mark("calendar") + worded if _IN_A_LANGUAGE.search(_QUOTED.sub("", number)) else worded

    @property
    def heads(self) -> Heads:
        """The words at the foot of each page."""
        return Heads(self("DRAFT"), self.wording("Page {page} of {pages}"))

    def sheet(self, name: str) -> str:
        """Return the name of a sheet, which spreadsheets allow 31 signs and each only once; one that can't be a name stays as it is."""
        if name not in self._sheets:
            shown = self(name)
            taken = {each.casefold() for each in self._sheets.values()}
            fits = len(shown) <= _LONGEST_SHEET and not _NO_SHEET.search(shown) and shown.casefold() not in taken
            self._sheets[name] = Shown(shown if fits else name)
        return self._sheets[name]

    def titles(self, titles: list[str]) -> list[str]:
        """Return the titles of the columns of one table, each of which stands there once; of two that would be alike the second keeps its own words."""
        found: list[str] = []
        for title in titles:
            shown = self(title)
            alike = shown.casefold() in {each.casefold() for each in found}
            found.append(Shown(f"{shown} [{title}]") if alike else shown)
        return found

    def cell(self, address: str) -> str:
        """Return the address of a cell, with the name of its sheet in the language: `'Checks'!$D$5`, `'Contrôles'!$D$5`."""
        if self.is_of_inputs or "!" not in address:
            return address
        sheet, _, cell = address.rpartition("!")
        return f"'{self.sheet(sheet.strip(chr(39)))}'!{cell}"
