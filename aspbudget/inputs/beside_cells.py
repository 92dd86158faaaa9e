"""Beside the cells: what a workbook says once for all its cells: the texts that they share, the formats in which they show numbers, and from when days are counted."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import fromstring

from aspbudget.inputs.formats import (
    DAYS,
    DURATIONS,
    LOCAL_DAYS,
    LOCAL_PER_CENT,
    PER_CENT,
    is_day,
    is_duration,
    is_per_cent,
)
from aspbudget.inputs.package import MAIN, book_part, stated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from aspbudget.inputs.package import Package

_MAIN = f"{{{MAIN.strip()}}}"
_STYLES, _TEXTS = "xl/styles.xml", "spreadsheetml.sharedStrings+xml"
_BUILT_IN = 163  # the highest number of a format that needs no code
_MADE_OF = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}  # what a style names by its place in a list
_FALSE = ("", "0", "f", "false")
FROM_1900, FROM_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a spreadsheet's days have no time zone
_NO_29_FEBRUARY = 60  # spreadsheets count this day of 1900, which never was
_ONE_DAY = timedelta(days=1)
_MILLISECONDS = 24 * 60 * 60 * 1000


class Shown(NamedTuple):
    """What cells refer to: the texts that they share; how many styles there are, and which of them, by their numbers, show days, durations and per cent; the day from which days are counted."""

    texts: tuple[str, ...]
    styles: int
    days: frozenset[int]
    durations: frozenset[int]
    per_cent: frozenset[int]
    epoch: datetime


def day_of(number: float, epoch: datetime = FROM_1900) -> datetime | time:
    """Return the day that a number is, or the time of one that is less than a day, to the millisecond; raise `ValueError` or `OverflowError` where there is none."""
    whole, part = divmod(number, 1)
    rest = timedelta(milliseconds=round(part * _MILLISECONDS))
    if 0 <= number < 1 and not rest.days:
        return (FROM_1900 + rest).time()
    early = epoch == FROM_1900 and 0 < number < _NO_29_FEBRUARY
    return epoch + timedelta(days=whole + early) + rest


def number_of_day(day: date | time | timedelta, epoch: datetime = FROM_1900) -> float:
    """Return the number that a spreadsheet has for a day, for a time of one, or for a duration, in days."""
    if isinstance(day, timedelta):
        return day / _ONE_DAY
    if isinstance(day, time):
        return (datetime.combine(FROM_1900, day) - FROM_1900) / _ONE_DAY
    moment = day if isinstance(day, datetime) else datetime.combine(day, time())
    number = (moment - epoch) / _ONE_DAY
    number -= epoch == FROM_1900 and number <= _NO_29_FEBRUARY
    return int(number) if number.is_integer() else number


def duration_of(number: float) -> timedelta:
    """Return the duration that a number of days is, to the millisecond; raise as `day_of` does."""
    found = timedelta(days=number)
    return timedelta(seconds=found.total_seconds() // 1, microseconds=round(found.microseconds, -3)) if found.microseconds else found


def beside_cells(package: Package) -> Shown:
    """Return what the cells of a workbook refer to; raise `ValueError` or `LookupError` where a style is none, or is made of what the workbook hasn't."""
    numbers, codes = _formats(package)
    days, durations, per_cent = (
        frozenset(style for style, number in enumerate(numbers) if (says(codes[number]) if number in codes else number in known))
        for says, known in ((is_day, DAYS | LOCAL_DAYS), (is_duration, DURATIONS), (is_per_cent, PER_CENT | LOCAL_PER_CENT))
    )
    dated = _root(package, book_part(package)).find(f"{_MAIN}workbookPr")
    epoch = FROM_1900 if dated is None or dated.get("date1904", "") in _FALSE else FROM_1904
    return Shown(tuple(_texts(package)), len(numbers), days, durations, per_cent, epoch)


def _root(package: Package, part: str) -> Element:
    return fromstring(package.read(part))  # noqa: S314 - as above


def _formats(package: Package) -> tuple[list[int], dict[int, str]]:
    """Return the number of the format of each style, and the codes of the workbook's own formats by their numbers."""
    if _STYLES not in package.namelist():
        return [0], {}
    root = _root(package, _STYLES)
    made = {name: len(found) if (found := root.find(_MAIN + kind)) is not None else 0 for name, kind in _MADE_OF.items()}
    for style in root.iter(f"{_MAIN}xf"):
        if any(int(style.get(name, 0)) >= most for name, most in made.items()) or int(style.get("numFmtId", 0)) < 0:
            raise LookupError(style.attrib)
    codes = {int(each.attrib["numFmtId"]): each.attrib["formatCode"] for each in root.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")}
    numbers = [int(style.get("numFmtId", 0)) for style in root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")]
    if unknown := {number for number in numbers if number > _BUILT_IN} - set(codes):
        raise LookupError(unknown)
    return numbers or [0], codes


def _texts(package: Package) -> Iterator[str]:
    """Yield the texts that cells share, in one piece or in several of different looks, without what only says how to read them aloud."""
    for part in (part for part, kind in stated(package).items() if kind.endswith(_TEXTS)):
        for text in _root(package, part).iterfind(f"{_MAIN}si"):
            yield "".join(piece.text or "" for piece in (*text.iterfind(f"{_MAIN}t"), *text.iterfind(f"{_MAIN}r/{_MAIN}t")))
