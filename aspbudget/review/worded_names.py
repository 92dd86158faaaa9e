"""Worded names: what figures are called in another language, and what they are called by the models, word by word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aspbudget.review.printed_names import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class WordedNames:
    """The words of names in another language: `meant` gives what each may be in that of the models, `shown` how each of the models' is written there."""

    meant: Mapping[str, tuple[str, ...]]
    shown: Mapping[str, str]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> WordedNames:
        """Return the names of pairs: a word of the models, and how it is written in the other language."""
        meant: dict[str, tuple[str, ...]] = {}
        shown: dict[str, str] = {}
        for text, wording in pairs:
            if plain(wording) != plain(text):
                shown.setdefault(plain(text), wording)
                meant[plain(wording)] = tuple(dict.fromkeys((*meant.get(plain(wording), ()), plain(text))))
        return cls(meant, shown)

    def written(self, name: str) -> str:
        """Return a name of the models as it is written in the other language: `4100 / Voyages`; an empty text where it has no word of that."""
        words = [self.shown.get(plain(word), word) for word in name.split(" / ")]
        found = " / ".join(words)
        return found if found != name else ""
