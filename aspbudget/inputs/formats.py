"""Number formats: which of them show a number as a day or a time, and which per cent, in whatever language a workbook was made."""

from __future__ import annotations

import re
from functools import lru_cache

# Formats that a file gives by number alone, without a code; what they look like depends on the language of the spreadsheet (ECMA-376, 18.8.30).
LOCAL_DAYS = {*range(27, 37), *range(50, 59), *range(71, 82)}  # of Chinese, Japanese and Korean, and of Thai
LOCAL_PER_CENT = {67, 68}  # of Thai

DAYS, DURATIONS, PER_CENT = {*range(14, 23), *range(45, 48)}, {46}, {9, 10}  # that look alike in every language

_NOT_SHAPE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]', re.IGNORECASE)  # words, gaps, colours, languages
_SYSTEM = re.compile(r"\[\$-(F800|F400|x-sysdate|x-systime)", re.IGNORECASE)  # the long date and the time of the computer's settings
_FRACTION = re.compile(r"(?<=[sS\]])\.0+")
_OF_NUMBERS = re.compile(r"[0#?]")
_OF_DAYS = re.compile(r"[dmhys]|jj|tt|дд|гг|ηη|εε|vv|éé", re.IGNORECASE)  # also as some writers leave them: TT.MM.JJJJ
_DURATION = re.compile(r"\[(h{1,2}|m{1,2}|s{1,2})\]", re.IGNORECASE)
_GENERAL = re.compile(r"general|standard|standaard|estándar|geral|общий|@?", re.IGNORECASE)


class PerCent(float):
    """A number that its cell shows as per cent: 0.01, shown as 1%."""

    __slots__ = ()

    @property
    def shown(self) -> float:
        """The number before the sign: 1 for 1%."""
        return float(f"{self * 100:.15g}")


@lru_cache
def is_day(code: str) -> bool:
    """Whether a format's code shows a number as a day or a time."""
    if _SYSTEM.search(code):
        return True
    shape = _NOT_SHAPE.sub("", code.partition(";")[0]).strip()
    return bool(_OF_DAYS.search(shape)) and not (_GENERAL.fullmatch(shape) or _OF_NUMBERS.search(_FRACTION.sub("", shape)))


@lru_cache
def is_per_cent(code: str) -> bool:
    """Whether a format's code shows a number as per cent, which is a hundred times the number."""
    return "%" in _NOT_SHAPE.sub("", code.partition(";")[0])


@lru_cache
def is_duration(code: str) -> bool:
    """Whether a format's code shows a number as hours, minutes or seconds that go on beyond a day."""
    return bool(_DURATION.search(code.partition(";")[0]))
