"""The typeface: how wide its letters are, so that a row is as high as its texts need, and what would be cut is known."""

from __future__ import annotations

from functools import lru_cache

from aspbudget.lines.adding import add_up

# The advance widths of Calibri, which are those of Carlito too, in thousandths of the size of the type, rounded.
_LETTERS = {
    225: " 'ilîï\xa0",
    250: ",.Ij·‘’",
    275: ":;",
    300: "()-[]`f",
    325: "!Jt{}",
    350: "r°",
    375: "/\\",
    400: '"sz',
    425: "Lcxç“”",
    450: "FSkvy|",
    475: "?TYZagàâä",
    500: "#$*+0123456789<=>E^_e~£«»ÉÈÊèéêë×÷–€−",
    525: "CKPXbdhnopquÇñôöùûü",
    550: "BR",
    575: "AVÀ",
    625: "DGH",
    650: "NOU",
    675: "&Q",
    700: "…",
    725: "%w",
    800: "m",
    825: "©",
    850: "Mœ",
    900: "@W—",
}
_WIDTHS = {letter: width for width, letters in _LETTERS.items() for letter in letters}
_OTHER = 550
_DOTS, _POINTS = 7, 0.75  # of a column's width, which is counted in digits of 11 points, 7 dots wide on a screen of 96 dots an inch
_ROOM = 0.98  # a spreadsheet breaks a line a little early, as it counts whole dots


def width(text: str, size: float = 10) -> float:
    """Return how wide a text is in one line, in points, in type of a size in points."""
    return _thousandths(text) * size / 1_000


@lru_cache(maxsize=65_536)  # the same words stand in many texts
def _thousandths(text: str) -> int:
    return add_up(_WIDTHS.get(letter, _OTHER) for letter in text)


@lru_cache(maxsize=65_536)  # the same texts stand in many rows
def lines(text: str, characters: float, size: float = 10) -> int:
    """Return in how many lines a text wraps, a word at a time, in a column that is so many characters wide."""
    room, blank = characters * _DOTS * _POINTS * _ROOM, width(" ", size)
    count, used = 0, 0.0
    for paragraph in text.split("\n"):
        count, used = count + 1, 0.0
        for word in paragraph.split():
            needed = width(word, size)
            if used and used + blank + needed > room:
                count, used = count + 1, 0.0
            count += int(needed / room)
            used += needed + (blank if used else 0.0)
    return count


def fits(text: str, characters: float, size: float = 10) -> bool:
    """Whether a text fits on one line of columns that are so many characters wide."""
    return width(text, size) <= characters * _DOTS * _POINTS
