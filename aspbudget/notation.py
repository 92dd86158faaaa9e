"""Notation: how a language writes numbers, money, shares, series and dates, from the list `notation.csv` that comes with the tool."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from aspbudget.content import notations
from aspbudget.faults import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NO_BREAK = "\N{NO-BREAK SPACE}"
_UNPARTED = re.compile(r" (?=[:;?!»%])|(?<=«) |(?<=\}) (?=\{currency\})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_WORDS = re.compile(r"(\d{1,2}) (\w+) (\d{4})")
_HALF = 0.5
_SPELLED = range(2, 10)  # the numbers that sentences have in words


class NoLanguage(WrongUse):
    """The lists of words have no such language, or not all that is needed in it."""


@lru_cache(maxsize=8_192)
def unbroken(text: str) -> str:
    """Return a text in which a blank before a mark of punctuation, as French has it, or between a gap for an amount and its `{currency}`, never ends a line."""
    return _UNPARTED.sub(NO_BREAK, text)


@cache
def numbers_in_words() -> dict[str, int]:
    """Return the numbers from one to twelve by their words in every language of the list."""
    return {word: number for number in range(1, 13) for word in notations()[f"number.{number}"].values()}


@cache
def of_each() -> str:
    """Return a pattern of the words in any language after which a number says of how many something is."""
    return "|".join(notations()["each.of"].values())


class Notation:
    """How one language writes numbers, money, shares, series and dates; dates are read in the language of the inputs.

    Raises `NoLanguage` where the list of notations lacks either language.
    """

    def __init__(self, language: str, of_inputs: str) -> None:
        self.language, self.of_inputs = language, of_inputs
        listed = notations()
        known = next(iter(listed.values()))
        if unknown := [each for each in (language, of_inputs) if each not in known]:
            message = f'"{unknown[0]}" is not a language of the list of notations; use one of {", ".join(known)}.'
            raise NoLanguage(message)
        self._marks = _marks(language)
        self._months = {listed[f"month.{month}"][of_inputs]: month for month in range(1, 13)}

    def month_named(self, name: str) -> str:
        """Return the name of a month, which is given in the language of the inputs; an empty text for what is none."""
        return self._marks[f"month.{self._months[name]}"] if name in self._months else ""

    def mark(self, name: str, **values: str) -> str:
        """Return how the language writes something, such as its decimal `point`, with its placeholders filled in."""
        return self._marks[f"format.{name}"].format(**values)

    def series(self, items: Iterable[str]) -> str:
        """Return items as a series: `a`, `a and b`, `a, b and c`; semicolons part items that hold a comma or an "and" themselves."""
        *first, last = items
        if not first:
            return last
        inner = (", ", self.mark("series", first="", last=""))
        parted = any(each in item for item in (*first, last) for each in inner)
        comma = self.mark("semicolon") if parted else ", "
        return self.mark("parted" if parted else "series", first=comma.join(first), last=last)

    def amount(self, amount: float) -> str:
        """Return a whole amount: `1,733,400` or `1 733 400`; a dash for nothing, brackets for a negative one."""
        return self.decimal(amount, 0)

    def percent(self, share: float, decimals: int = 1) -> str:
        """Return a share in per cent, which is given in per cent, with its sign."""
        return self.mark("percent", number=self.decimal(share, decimals))

    def rate(self, rate: float) -> str:
        """Return a rate of assessment in per cent, with four decimals and without a sign."""
        return self.decimal(rate, 4)

    def share(self, share: float) -> str:
        """Return a share in per cent as a column of shares shows it, with one decimal: `0.0` for one that is small, and a dash for none at all."""
        shown = self.decimal(share, 1)
        return "0.0".replace(".", self.mark("point")) if share and shown == self.mark("nothing") else shown

    def typed(self, text: str) -> str:
        """Return a text that an officer typed with the apostrophes and the blanks before marks of punctuation that the language prints."""
        return self.name(unbroken(text))

    def number(self, number: float) -> str:
        """Return a number with the decimals that it has: `12`, `8,000` or `5.5`."""
        return self.decimal(number, len(f"{number:.10g}".partition(".")[2]))

    def spelled(self, number: float) -> str:
        """Return a number as a sentence has it: in words from two to nine."""
        return self._marks[f"number.{number:.0f}"] if number in _SPELLED else self.number(number)

    def signed(self, number: float) -> str:
        """Return a number with the decimals that it has, as formulas have it: `0`, `1,000.5`, or `-1` for one below 0."""
        return f"{number:,.10g}".translate({ord(","): self.group, ord("."): self.mark("point")})

    def money(self, amount: float, currency: str) -> str:
        """Return a whole amount with its currency, which never ends a line apart from it."""
        return self._with_currency(self.amount(amount), currency)

    def cents(self, amount: float) -> str:
        """Return an amount to the cent: `1,733,400.50` or `1 733 400,50`; a dash for nothing, brackets for a negative one."""
        return self.decimal(amount, 2)

    def money_to_the_cent(self, amount: float, currency: str) -> str:
        """Return an amount to the cent with its currency, which never ends a line apart from it."""
        return self._with_currency(self.cents(amount), currency)

    def _with_currency(self, amount: str, currency: str) -> str:
        return self.mark("money", currency=currency, amount=amount).replace(" ", NO_BREAK)

    def name(self, text: str) -> str:
        """Return a name with apostrophes as the language prints them: `Côte d’Ivoire` in French."""
        return text.replace("'", self.mark("apostrophe"))

    def date(self, text: str) -> str:
        """Return a date in words, which is given as `2003-09-10` or in the words of the inputs; any other text as it is."""
        day = self._day(text)
        if day is None:
            return text
        return self.mark("first" if day.day == 1 else "date", day=str(day.day), month=self.month(day.month), year=str(day.year))

    def month(self, month: int) -> str:
        """Return the name of a month, which is given as its number."""
        return self._marks[f"month.{month}"]

    def days(self, days: Iterable[str]) -> str:
        """Return days in words, given as `2004-03-29`: `from 29 to 31 March 2004` for three and more, `on 8 and 9 March 2004`, `on 8 March 2004`."""
        first, *more = sorted({*days})
        if not more:
            return self.mark("on", day=self.date(first))
        *between, last = more
        begins, ends = self.date(first).split(" "), self.date(last).split(" ")
        alike = next((place for place in range(3) if begins[place:] == ends[place:]), 3)
        return self.mark("days" if between else "two_days", first=" ".join(begins[:max(alike, 1)]), last=" ".join(ends))

    def _day(self, text: str) -> dt.date | None:
        if found := _ISO.fullmatch(text):
            return dt.date(*map(int, found.groups()))
        found = _WORDS.fullmatch(text)
        return dt.date(int(found[3]), self._months[found[2]], int(found[1])) if found and found[2] in self._months else None

    def decimal(self, number: float, decimals: int = 1) -> str:
        """Return a number with decimals, such as a share in per cent in a table whose column says so; a dash for nothing, brackets below it."""
        shown = _rounded(abs(number), decimals)
        if not shown.strip("0."):
            return self.mark("nothing")
        whole, _, part = shown.partition(".")
        printed = self.group.join(_threes(whole)) + (self.mark("point") + part if part else "")
        return printed if number > 0 else self.mark("negative", number=printed)

    @property
    def group(self) -> str:
        """What stands between groups of three digits."""
        return self.mark("group").replace("_", NO_BREAK)


@cache
def _marks(language: str) -> dict[str, str]:
    """Return how a language writes each thing, by its key in the list of notations."""
    return {key: unbroken(wording[language]) for key, wording in notations().items()}


def _rounded(number: float, decimals: int) -> str:
    """Return a number with its decimals, half away from zero."""
    scale = 10**decimals
    units = int(number * scale * (1 + 2**-51) + _HALF)
    whole, part = divmod(units, scale)
    return f"{whole}.{part:0{decimals}d}" if decimals else str(whole)


def _threes(digits: str) -> Sequence[str]:
    first = len(digits) % 3
    return [*([digits[:first]] if first else []), *(digits[at : at + 3] for at in range(first, len(digits), 3))]
