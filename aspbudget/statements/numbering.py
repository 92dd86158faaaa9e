"""Numbering: which number of a paragraph follows which, and to which level of letters and roman numerals a letter belongs."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from string import ascii_lowercase
from unicodedata import digit

DEEPEST = 3  # letters below a number: 3 (a) (i) (1)
_TENS, _UNITS = ("", "x", "xx", "xxx", "xl"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_ROMANS = [tens + units for tens in _TENS for units in _UNITS][1:]
_LETTERS = [*ascii_lowercase, *(2 * letter for letter in ascii_lowercase)]
_NUMBERS = [str(number) for number in range(1, 100)]
_NEXT: defaultdict[str, set[str]] = defaultdict(set)
for _series in (_ROMANS, _LETTERS, _NUMBERS):
    for _one, _other in pairwise(_series):
        _NEXT[_one].add(_other)


def plain(number: str) -> str:
    """Return a number in western digits without leading zeros; `5.10` as `5.10.`, because a spreadsheet would make 5.1 of it."""
    number = "".join(str(digit(mark, mark)) for mark in number)
    spaced = re.sub(r"(?<=\d)\s?(?=[a-z])", " ", re.sub(r"^0+(?=\d)", "", number))
    return f"{spaced}." if re.fullmatch(r"\d+\.\d*0", spaced) else spaced


def follows(number: str, last: str) -> bool:
    """Whether a number is the next after another, on any level, or its first part: after 5.1 come 5.2, 6 or 5.1.1."""
    now, before = digits(number), digits(last)
    nexts = {(*before[:level], before[level] + 1) for level in range(len(before))}
    return now in nexts or now == (*before, 1)


def digits(number: str) -> tuple[int, ...]:
    """Return the numbers that a number is made of: 5 and 1 of `5.1`."""
    return tuple(int(part) for part in re.findall(r"\d+", number))


def placed(path: tuple[str, ...], letter: str) -> tuple[str, ...]:
    """Return the letters that lead to a sub-paragraph, given those that lead to the one before it: after (a) (i), letter b gives (b)."""
    for level in reversed(range(len(path))):
        if succeeds(letter, path[level]):
            return (*path[:level], letter)
    alike = [level for level, other in enumerate(path) if _kind(other) == _kind(letter)]
    if alike or len(path) == DEEPEST:
        return (*path[: alike[-1] if alike else DEEPEST - 1], letter)
    return (*path, letter)


def succeeds(letter: str, last: str) -> bool:
    """Whether a letter is the next after another, as letters, roman numerals or numbers."""
    return letter in _NEXT.get(last, ())


def _kind(letter: str) -> str:
    return "number" if letter.isdigit() else "roman" if len(set(letter)) > 1 or letter in ("i", "ii", "iii") else "letter"
