"""Texts and days as numbers: numbers by which texts are compared and looked up, and those by which a spreadsheet stores dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

Array = np.ndarray[Any, Any]

MISSING_WORD = -1
NOT_FOUND = "#N/A"
# The day before which a spreadsheet's days are counted, so that 1 March 1900 and later are right.
EPOCH = np.datetime64("1899-12-30", "D")


@dataclass
class Words:
    """The texts of one run, each with a whole number that replaces it in arrays; equal numbers are equal texts."""

    texts: list[str] = field(default_factory=lambda: [""])
    numbers: dict[str, int] = field(default_factory=lambda: {"": 0})
    first: dict[str, int] = field(default_factory=lambda: {"": 0})
    twins: dict[int, int] = field(default_factory=dict)
    _like_others: set[int] = field(default_factory=set, compare=False, repr=False)
    _same: Array = field(default_factory=lambda: np.zeros(0, dtype=np.int64), compare=False, repr=False)

    def number(self, text: str) -> int:
        """Return the number that replaces a text, a new one for a new text."""
        if text not in self.numbers:
            number = self.numbers[text] = len(self.texts)
            self.texts.append(text)
            first = self.first.setdefault(text.lower(), number)
            if first != number:
                self.twins[number] = first
                self._like_others |= {number, first}
        return self.numbers[text]

    def alike(self, values: Array) -> Array:
        """Return values with one number for all texts that a spreadsheet takes for equal: it compares without case."""
        return self._first().take(values) if values.dtype.kind == "i" and self.twins else values

    def for_all_alike(self, by_number: Array) -> Array:
        """Return values, one for the number of each text and a last one for `MISSING_WORD`, where each text has that of the first one that is alike."""
        return by_number.take(self._first()) if self.twins else by_number

    def like_no_other(self, value: Array) -> bool:
        """Whether a value is a single text, and no other one is alike, so that only its own number is equal to it."""
        return not value.ndim and value.dtype.kind == "i" and int(value) not in self._like_others

    def _first(self) -> Array:
        """Return the number of the first text that is alike, by the number of each."""
        if len(self._same) != len(self.texts) + 1:  # there are new texts, and may be new twins
            self._same = np.append(np.arange(len(self.texts)), MISSING_WORD)  # which is -1, the last place
            self._same[list(self.twins)] = list(self.twins.values())
        return self._same

    def encode(self, texts: Iterable[str]) -> Array:
        """Return texts as an array of their numbers."""
        listed = list(texts)
        known = {text: self.number(text) for text in dict.fromkeys(listed)}
        return np.fromiter(map(known.__getitem__, listed), np.int64, len(listed))

    def decode(self, numbers: Array) -> list[str]:
        """Return an array of numbers as texts; a text whose look-up found nothing is `#N/A`, as in a spreadsheet."""
        return [NOT_FOUND if number == MISSING_WORD else self.texts[number] for number in numbers]


def dates_to_days(dates: Iterable[Any]) -> Array:
    """Return dates as the numbers by which a spreadsheet stores them, days since 30 December 1899; an empty date is 0."""
    days = np.asarray(dates, dtype="datetime64[D]")
    return np.where(np.isnat(days), 0.0, (days - EPOCH).astype(float))


def number(value: float, unit: str = "") -> str:
    """Return a number as a person reads it: a year as 2004, any other with commas between thousands."""
    return f"{value:.0f}" if unit == "year" else f"{value:,.10g}"


def month(number: float) -> str:
    """Return a month, a number of four digits for its year and two for itself, as it is written: 202601 as `2026-01`."""
    return f"{number // 100:04.0f}-{number % 100:02.0f}"


def days_to_dates(days: Array) -> Array:
    """Return a spreadsheet's numbers of days as dates; 0 is no date."""
    return np.where(days == 0, np.datetime64("NaT", "D"), EPOCH + days.astype("timedelta64[D]"))
