"""Pasted text: the lines of a document as they were copied, less what belongs to its pages: footnotes, page numbers, headers."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, east_asian_width, normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

CLOSED = (";", ".", ":", ",", "!", "?", "…", ".]", ";]", ".”", ";”", ".»", " »", "; and", "; or", "; et", "; ou")
_QUOTED = re.compile(r"^(?:>\s?)+")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]*[^*_\s])\1")
_BLANK = {"\t": "\t", "\n": "\n"}
_BREAKS = re.compile(r"\n{3,}")
_RULE = re.compile(r"[\s_*=·.–—-]*")
_PAGE = re.compile(r"(page|p\.)?\s*[-–—]?\s*\d{1,4}\s*((/|of|de|sur)\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE)
_SYMBOL = re.compile(r"[A-Z][A-Z0-9-]{0,19}(/[A-Za-z0-9.*-]{1,20}){1,8}")
_JOB = re.compile(r"\*?\d{2}-\d{5}\*?( \([A-Z]\))?|\*\d{7,8}\*|/\s?(…|\.\.\.)|(…|\.\.\.)\s?/")
_FOOTNOTE = re.compile(r"\[?(\d{1,3})\]?\s+[^\W\d_a-z]|\[?(\d{1,3})\]?\s+[“\"«(]")
_PARAGRAPH = re.compile(r"\s*(\d{1,3}(\.\d{1,3})*\.|[Oo][Pp][.\s-]{0,2}\d|Paragraphe?\s\d|§\s?\d|\(?\d{1,3}\)\s)")
_ANNEX = re.compile(r"\s*(annex|append)", re.IGNORECASE)
_LABEL = r"\b[OPop][Pp]"  # of a paragraph, as OP1 or PP.1: what follows is no mark of a footnote
_YEAR = r"(?<!\d)(?:19|20)\d\d"
_WORD = rf"(?!{_LABEL})[^\W\d_]{{2}}|[;,:)\]”’»]|(?<!Res)(?<!Corr)(?<!Add)(?<!Rev)(?<!No)(?<!{_LABEL})\."
_MARK = re.compile(rf"(?:{_YEAR}|{_WORD})(\[\d{{1,3}}\]|\d{{1,3}})(?![\w/-])(?!\.\d)")
_RAISED = re.compile(r"(?<!\bm)(?<!\bkm)[⁰¹²³⁴-⁹]{1,3}")


class Pasted(NamedTuple):
    """The lines of a pasted text, empty where there is a break, without what belongs to pages; and the lines of its footnotes."""

    lines: tuple[str, ...]
    footnotes: tuple[str, ...]


def pasted(text: str) -> Pasted:
    """Return the lines of a pasted text and its footnotes.

    A footnote is a line after a break that begins with a number whose mark was seen before, or that follows another; its
    mark is removed with it. So are the last lines of a text with numbered paragraphs, when they begin with 1, 2 and so on.
    Tabs, and two blanks or more at the beginning of a line, become one tab.
    """
    lines = _without_furniture([_spaced(line) for line in _printable(text).splitlines()])
    kept = _without_footnotes(lines)
    kept[_closing_notes(kept) :] = []
    gone = [line for line, rest in zip_longest(lines, kept, fillvalue="") if line and not rest]
    return Pasted(tuple(kept), tuple(gone))


def _printable(text: str) -> str:
    table = {ord(mark): _kept(mark) for mark in set(text)}
    return _BREAKS.sub("\n\n", text.replace("\r\n", "\n").translate(table))


def _kept(mark: str) -> str:
    """Return what is kept of a letter or sign: those that are as wide as a Chinese one in their usual form."""
    kind = category(mark)
    if east_asian_width(mark) == "F" and kind[0] not in "CZ":
        return normalize("NFKC", mark)
    if mark in _BLANK:
        return _BLANK[mark]
    if mark in "\r\f\v\x85" or kind in ("Zl", "Zp"):
        return "\n"
    return " " if kind == "Zs" else "" if kind.startswith("C") else mark


def _spaced(line: str) -> str:
    """Return a line without the marks of a quoted message, of bold type in plain text, or of a table drawn with strokes."""
    bare = _BOLD.sub(r"\2", _QUOTED.sub("", line)).strip()
    if len(bare) > 1 and bare[0] == bare[-1] == "|":
        bare = "\t".join(cell.strip() for cell in bare[1:-1].split("|"))
    indented = line.startswith(("\t", "  "))
    return ("\t" if indented and bare else "") + bare


def _without_furniture(lines: list[str]) -> list[str]:
    """Empty the lines that belong to a page; a symbol or page number alone on a line counts as such only next to a break."""
    around = ["", *(line.strip() for line in lines), ""]
    return [
        "" if _furniture(line.strip(), alone=not around[at] or not around[at + 2]) else line
        for at, line in enumerate(lines)
    ]


def _furniture(line: str, *, alone: bool) -> bool:
    paged = (_PAGE, _SYMBOL) if alone else ()
    return any(pattern.fullmatch(line) for pattern in (_RULE, _JOB, *paged)) or line.startswith("Distr.:")


def _without_footnotes(lines: list[str]) -> list[str]:
    kept: list[str] = []
    seen: dict[int, int | None] = {}  # the line in which the mark of each footnote was last seen; none when it has gone from it
    last, inside = 0, False
    for before, line in pairwise(["", *lines]):
        number = _footnote(line)
        begins = bool(number) and (number in seen or number == last + 1 > 1) and (inside or not before)
        inside = begins or (inside and bool(line) and not _numbered(line))
        if begins:
            last = number
            _unmark(kept, number, seen.pop(number, None))
        kept.append("" if inside else _RAISED.sub("", line))
        seen.update((int(found[1].strip("[]")), len(kept) - 1) for found in _MARK.finditer(kept[-1]))
        seen.update(dict.fromkeys(() if inside else _raised(line)))
    return kept


def _closing_notes(lines: list[str]) -> int:
    """Return where the footnotes begin that close a text, in order from 1, without marks; its end when there are none."""
    begins, last, numbered = len(lines), 0, False
    for place, line in enumerate(lines):
        number = 0 if "\t" in line.strip() else _footnote(line)
        paragraph = _numbered(line)
        if number == 1 and numbered and not lines[place - 1]:
            begins, last = place, 1
        elif number and number == last + 1 > 1:
            last = number
        elif number or paragraph or _ANNEX.match(line):
            begins, last = len(lines), 0
        numbered = numbered or paragraph
    return begins


def _footnote(line: str) -> int:
    found = _FOOTNOTE.match(line.strip())
    return int(found[1] or found[2]) if found else 0


def _numbered(line: str) -> bool:
    return bool(_PARAGRAPH.match(line))


def _raised(line: str) -> Iterator[int]:
    """Yield the numbers of the raised marks of a line, which have gone from it already."""
    return (int(normalize("NFKC", found[0])) for found in _RAISED.finditer(line))


def _unmark(kept: list[str], number: int, at: int | None) -> None:
    """Remove the last mark of a footnote from a line, wherever it stands now that others may have gone."""
    if at is not None:
        places = [found.span(1) for found in _MARK.finditer(kept[at]) if int(found[1].strip("[]")) == number]
        for start, end in places[-1:]:
            kept[at] = kept[at][:start] + kept[at][end:]
