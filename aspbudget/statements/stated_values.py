"""Stated values: what the words of a paragraph say themselves of a usual request, such as its grade and for how many months."""

from __future__ import annotations

import datetime as dt
import re
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget import content
from aspbudget.content import notations
from aspbudget.notation import numbers_in_words
from aspbudget.statements.usual_requests import BETWEEN, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from aspbudget.declare.sheet import Column

VALUES = "request_values.csv"
_NUMBER, _FIRST, _SECOND = "{}", "{first}", "{second}"
_ASKED = "{asked}"  # in the place of the name of which the words of a request are said
_REPEATED = re.compile(r" \(\d+\)")  # twelve (12)
_BLANKS = re.compile(r"(?<=\d)[, \u00a0\u202f](?=\d{3}(?!\d))")
_PARTED = ", "  # of a name such as "Assembly, third session"

Names = dict[str, list[str]]


class Stated(NamedTuple):
    """What the words of paragraphs are searched for: the names in each column that refers to a sheet, with all their wordings, and a package's list."""

    names: Mapping[str, Names]
    package: str

    def values(self, text: str, asked: re.Match[str], columns: Mapping[str, Column]) -> dict[str, Any]:
        """Return what the words of a paragraph say under these columns of a usual request, by title.

        What they don't say is left out, and so is what they say in two ways: `in New York or in The Hague`. `asked` are the words that make the request.
        """
        found = {column.title: list(self._found(text, asked, column)) for column in columns.values() if column.kind != "date"}
        said = {title: each[0] for title, each in found.items() if len(set(each)) == 1}
        days = [column.title for column in columns.values() if column.kind == "date"]
        return said | dict(zip(days, _days(text), strict=False))

    def _found(self, text: str, asked: re.Match[str], column: Column) -> Iterator[str | float]:
        names = {name: [*said, *self._other_wordings(column, name)] for name, said in self.names.get(column.name, {}).items()}
        if column.kind in ("number", "whole"):
            yield from _numbers(_without(text, self.names.values()), self._patterns(column))
            return
        patterns = self._patterns(column)
        yield from _named(text, names, asked, [each for each in patterns if _ASKED in each])
        yield from _in_parts(text, names, [each for each in patterns if _FIRST in each])

    def _other_wordings(self, column: Column, name: str) -> Iterator[str]:
        yield from (plain(row["words"]) for row in content.rows(self.package, VALUES) if row["column"] == column.title and row["value"] == name)

    def _patterns(self, column: Column) -> list[str]:
        return [row["words"] for row in content.rows(self.package, VALUES) if row["column"] == column.title and not row["value"]]


def wordings(frame: pd.DataFrame, key: str, package: str) -> Names:
    """Return each name in a sheet with all its wordings: its own, those that the sheet has beside it, and those of the list of terms."""
    columns = [key, *(each for each in frame if str(each).startswith(f"{key}_"))]
    found = {str(row[key]): [str(row[each]) for each in columns if row[each]] for row in frame.to_dict("records")}
    return {name: [plain(each) for each in dict.fromkeys((*said, *content.terms(package).get(f"{key}.{name}", {}).values()))] for name, said in found.items()}


def _named(text: str, names: Names, asked: re.Match[str], patterns: Sequence[str]) -> Iterator[str]:
    """Yield the names that a text has, without those that stand within a longer one; where there are patterns, only those of which the request is said."""
    found = [(*made.span(), name) for name, each in names.items() for said in each for made in _whole(re.escape(said)).finditer(text)]
    for start, end, name in found:
        within = any((other, until) != (start, end) and other <= start and end <= until for other, until, _ in found)
        in_part = start < asked.start() < end or start < asked.end() < end  # the special working group, where the words of the request say "working group"
        if not within and (not patterns or in_part or any(_is_at(each, text, (start, end)) for each in patterns)):
            yield name


def _is_at(pattern: str, text: str, place: tuple[int, int]) -> bool:
    """Whether a name is in a text where a pattern has it: `{asked} to hold` of the Committee in `requests the Committee to hold a session`."""
    before, _, after = pattern.partition(_ASKED)
    return bool(before + after) and text[: place[0]].endswith(before) and text[place[1] :].startswith(after)


def _numbers(text: str, patterns: Iterable[str]) -> Iterator[float]:
    """Yield the numbers that stand in the gap of a pattern, in figures or in words; an article is none."""
    words = {word: number for word, number in numbers_in_words().items() if number > 1}
    number = rf"(?P<number>\d+|{'|'.join(words)})"
    for each in patterns:
        for made in _whole(_gaps(each).replace(re.escape(_NUMBER), number)).finditer(text):
            yield float(words.get(made["number"]) or made["number"])


def _in_parts(text: str, names: Names, patterns: list[str]) -> Iterator[str]:
    """Yield the names of two parts that a text has in the order of a pattern: `Assembly, third session` in `the Assembly at its third session`.

    Where two begin before one end, it is the nearer: `requests the Committee to report to the Assembly at its third session`.
    """
    nearest: dict[int, tuple[int, str]] = {}
    for name, said in names.items():
        for parts, each in product((each.split(_PARTED, 1) for each in said if _PARTED in each), patterns):
            pattern = _gaps(each).replace(re.escape(_FIRST), re.escape(parts[0])).replace(re.escape(_SECOND), re.escape(parts[1]))
            for made in re.finditer(rf"(?=(?<!\w)({pattern})(?!\w))", text):
                nearest[made.end(1)] = max(nearest.get(made.end(1), (-1, "")), (made.start(1), name))
    yield from (name for _, name in nearest.values())


def _days(text: str) -> tuple[dt.datetime, ...]:
    """Return the first and the last day that a text names, where it names one range of days of a year, or one day, and no other; else none."""
    months = {word: int(key.removeprefix("month.")) for key, said in notations().items() if key.startswith("month.") for word in said.values()}
    months = {plain(word): number for word, number in months.items()}
    day = rf"(\d{{1,2}})(?:er)?(?: ({'|'.join(months)}))?(?: (\d{{4}}))?"
    last = rf"(\d{{1,2}})(?:er)? ({'|'.join(months)}) (\d{{4}})"
    found = list(re.finditer(rf"(?<!\w)(?:{day}(?: (?:{'|'.join(map(re.escape, _to()))}) | ?[-–] ?))?{last}(?!\w)", text))
    if len(found) != 1:
        return ()
    first_day, first_month, first_year, last_day, month, year = found[0].groups()
    until = (int(year), months[month], int(last_day))
    since = (int(first_year or year), months[first_month or month], int(first_day)) if first_day else until
    try:
        return dt.datetime(*since), dt.datetime(*until)  # noqa: DTZ001 - dates of the calendar
    except ValueError:
        return ()


def _to() -> Iterator[str]:
    """Yield the words that join two days in any language: `to`, `and`."""
    for name in ("days", "two_days"):
        yield from (said.split("{first} ")[1].split(" {last}")[0] for said in notations()[f"format.{name}"].values())


def _without(text: str, names: Iterable[Names]) -> str:
    """Return a text without names that hold a number or stand between a number and its noun: `two P-3 posts` is of two posts."""
    for said in (each for known in names for wording in known.values() for each in wording if re.search(r"-\d", each)):
        text = re.sub(rf"(?<!\w){re.escape(said)}(?!\w) ?", "", text)
    return _REPEATED.sub("", _BLANKS.sub("", text))


def _gaps(words: str) -> str:
    """Return a pattern of words as one that is searched for, in which `…` is other words of the clause."""
    return BETWEEN.join(re.escape(part.strip()) for part in words.split("…"))


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
