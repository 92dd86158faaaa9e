"""Terms: the wording of documents in each language, from one list, and how numbers and dates are written there."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from aspbudget.content import BUILT_IN, languages, terms
from aspbudget.declare.layout import THOUSANDS
from aspbudget.documents.foreign import marked
from aspbudget.faults import WrongUse, count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aspbudget.declare.layout import Scale

NO_BREAK = "\N{NO-BREAK SPACE}"
_BEFORE_MARK = re.compile(r" (?=[:;!?»%])|(?<=«) ")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")
_WORDS = re.compile(r"(\d{1,2}) (\w+) (\d{4})")
_HALF = 0.5


class NoLanguage(WrongUse):
    """The list of terms has no such language, or not all its terms."""


class Terms:
    """The terms in one language, and the scale of money of its tables. A blank before a mark of punctuation, as French has it, never ends a line.

    Without a language they are in the one in which inputs are written, the first of the list. Raises `NoLanguage` where there is no such
    language, or where one of its terms is empty.
    """

    def __init__(self, language: str | None = None, package: str = BUILT_IN, scale: Scale = THOUSANDS) -> None:
        known = languages(package)
        if not known:
            message = f"The content {package} has no list of terms, so that no document can be written."
            raise NoLanguage(message)
        self.of_inputs, self.scale = known[0], scale
        self.language = self.of_inputs if language is None else language
        self.others = tuple(each for each in known if each != self.language)
        if self.language not in known:
            message = f'"{self.language}" is not a language of the list of terms; use one of {", ".join(known)}.'
            raise NoLanguage(message)
        self._listed = terms(package)
        if empty := [key for key, wording in self._listed.items() if not wording[self.language].strip()]:
            message = f'The list of terms lacks {count(len(empty), "term")} in "{self.language}", the first of them {empty[0]}; a document needs all.'
            raise NoLanguage(message)
        self._terms = {key: _BEFORE_MARK.sub(NO_BREAK, wording[self.language]) for key, wording in self._listed.items()}

    def say(self, key: str, **values: object) -> str:
        """Return a term with its placeholders filled in; raise `KeyError` for a key that is not in the list."""
        return self._terms[key].format(**values) if values else self._terms[key]

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the form of a term for a number of things: `key.none`, `key.one` or `key.many`."""
        form = "one" if number == 1 else "many" if number else "none"
        return self.say(f"{key}.{form}", count=self.amount(number), **values)

    def value(self, group: str, value: str) -> str:
        """Return the wording of a value of the inputs, e.g. of an object of expenditure; as it is when it is not in the list."""
        return self._terms.get(f"{group}.{value}", value)

    def translated(self, group: str, value: str) -> str:
        """Return the wording of a value of the inputs, marked as not translated where it has none in a language other than theirs."""
        return self._terms.get(f"{group}.{value}") or self.untranslated(value)

    def untranslated(self, text: str) -> str:
        """Return words of the inputs that have no translation: as they are in their language, marked in any other."""
        return text if self.language == self.of_inputs else marked(text)

    def original(self, group: str, value: str) -> str:
        """Return the wording of a value in the language in which inputs are written, as it is when it is not in the list."""
        return self._listed.get(f"{group}.{value}", {}).get(self.of_inputs, value)

    def order(self, group: str, value: str) -> tuple[int, str]:
        """Return what puts values in the order of the list, those that are not in it last."""
        values = self.values(group)
        return (values.index(value), "") if value in values else (len(values), value)

    def values(self, group: str) -> list[str]:
        """Return the values of a group that are in the list, in its order."""
        return [key.partition(".")[2] for key in self._terms if key.startswith(f"{group}.")]

    def series(self, items: Iterable[str]) -> str:
        """Return items as a series: `a`, `a and b`, `a, b and c`; items with commas in them are separated by semicolons."""
        *first, last = items
        mark = self.say("format.semicolon") if any(", " in item for item in (*first, last)) else ", "
        return self.say("format.series", first=mark.join(first), last=last) if first else last

    def amount(self, amount: float) -> str:
        """Return a whole amount: `1,733,400` or `1 733 400`; a dash for nothing, brackets for a negative one."""
        return self._number(amount, 0)

    def scaled(self, amount: float) -> str:
        """Return an amount in the scale of the tables: `1,733.4` or `1 733,4` in thousands."""
        return self._number(amount / self.scale.divide, self.scale.digits)

    def percent(self, share: float, decimals: int = 1) -> str:
        """Return a share in per cent, which is given in per cent, with its sign."""
        return self.say("format.percent", number=self._number(share, decimals))

    def rate(self, rate: float) -> str:
        """Return a rate of assessment in per cent, with four decimals and without a sign."""
        return self._number(rate, 4)

    def decimal(self, number: float, decimals: int = 1) -> str:
        """Return a number with decimals, such as a share in per cent in a table whose column says so."""
        return self._number(number, decimals)

    def share(self, share: float) -> str:
        """Return a share in per cent as a column of shares shows it, with one decimal: `0.0` for one that is small, and a dash for none at all."""
        shown = self._number(share, 1)
        return "0.0".replace(".", self.say("format.point")) if share and shown == self.say("format.nothing") else shown

    def typed(self, text: str) -> str:
        """Return a text that an officer typed with the apostrophes and the blanks before marks of punctuation that the language prints."""
        return self.name(_BEFORE_MARK.sub(NO_BREAK, text))

    def number(self, number: float) -> str:
        """Return a number with the decimals that it has: `12`, `8,000` or `5.5`."""
        return self._number(number, len(f"{number:.10g}".partition(".")[2]))

    def money(self, amount: float, currency: str) -> str:
        """Return a whole amount with its currency, which never ends a line apart from it."""
        return self._with_currency(self.amount(amount), currency)

    def cents(self, amount: float) -> str:
        """Return an amount to the cent: `1,733,400.50` or `1 733 400,50`; a dash for nothing, brackets for a negative one."""
        return self._number(amount, 2)

    def money_to_the_cent(self, amount: float, currency: str) -> str:
        """Return an amount to the cent with its currency, which never ends a line apart from it."""
        return self._with_currency(self.cents(amount), currency)

    def _with_currency(self, amount: str, currency: str) -> str:
        return self.say("format.money", currency=currency, amount=amount).replace(" ", NO_BREAK)

    def name(self, text: str) -> str:
        """Return a name with apostrophes as the language prints them: `Côte d’Ivoire` in French."""
        return text.replace("'", self.say("format.apostrophe"))

    def date(self, text: str) -> str:
        """Return a date in words, which is given as `2003-09-10` or in the words of the inputs; any other text as it is."""
        day = self._day(text)
        if day is None:
            return text
        key = "format.first" if day.day == 1 else "format.date"
        return self.say(key, day=day.day, month=self.say(f"month.{day.month}"), year=day.year)

    def days(self, first: str, last: str) -> str:
        """Return the days from one to another in words, given as `2004-03-29`: `from 29 to 31 March 2004`; a day by itself is `on 8 March 2004`."""
        if first == last:
            return self.say("format.on", day=self.date(first))
        begins, ends = self._parts(first), self._parts(last)
        alike = next((place for place in range(3) if begins[place:] == ends[place:]), 3)
        return self.say("format.days", first=" ".join(begins[:max(alike, 1)]), last=" ".join(ends))

    def _parts(self, day: str) -> list[str]:
        return self.date(day).split(" ")

    def _day(self, text: str) -> dt.date | None:
        months = {self._listed[f"month.{month}"][self.of_inputs]: month for month in range(1, 13)}
        if found := _ISO.fullmatch(text):
            return dt.date(*map(int, found.groups()))
        found = _WORDS.fullmatch(text)
        return dt.date(int(found[3]), months[found[2]], int(found[1])) if found and found[2] in months else None

    def _number(self, number: float, decimals: int) -> str:
        shown = _rounded(abs(number), decimals)
        if not shown.strip("0."):
            return self.say("format.nothing")
        whole, _, part = shown.partition(".")
        grouped = self.say("format.group").replace("_", NO_BREAK).join(_threes(whole))
        printed = grouped + (self.say("format.point") + part if part else "")
        return printed if number > 0 else self.say("format.negative", number=printed)


def _rounded(number: float, decimals: int) -> str:
    """Return a number with its decimals, half away from zero."""
    scale = 10**decimals
    units = int(number * scale * (1 + 2**-51) + _HALF)
    whole, part = divmod(units, scale)
    return f"{whole}.{part:0{decimals}d}" if decimals else str(whole)


def _threes(digits: str) -> Sequence[str]:
    first = len(digits) % 3
    return [*([digits[:first]] if first else []), *(digits[at : at + 3] for at in range(first, len(digits), 3))]
