"""Operative paragraphs: the numbered requests of a draft resolution, found in its pasted or plain text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.statements.numbering import DEEPEST, digits, follows, placed, plain, succeeds
from aspbudget.statements.pasted import CLOSED, clean_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_LONGEST_HEADING = 30  # words; what is longer is a paragraph even without a full stop
_AHEAD = 5  # headings that may follow one another
_SUFFIX = r"(?:\s?(?:bis|ter|quater|quinquies|alt)\b)?"
_NUMBER = re.compile(rf"(\[*)\(?(OP\s?)?(\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}{_SUFFIX})([.)]*)(?!\d)")
_LETTER = re.compile(r"(\[*)(?:\(?([a-z]{1,2}|[ivxl]{1,7})\)|\(([0-9]{1,2})\))(?=\s|$)")
_PART = re.compile(r"([A-Z]|[IVX]{1,5})\.\s")
_ANNEX = re.compile(r"(?:annexe?|appendix|appendice)(?:\s+(?:[IVXLC]{1,5}|\d{1,2}|[A-Z]))?(?=\W|$)", re.IGNORECASE)
_LONGEST_WORD = 20
_REFERS = re.compile(r"(?:^|\W)(?:paragraph|article|rule|regulation|section|chapter|annex|règle|chapitre|and|et|to|à|of|de|on)e?s?$")
class Operative(NamedTuple):
    """An operative paragraph: its number as it is cited, e.g. `11`, `3 (a) (i)` or `annex 5.1 (a)`, and its text."""

    number: str
    text: str


class _Block(NamedTuple):
    """Lines that belong together, and the number and letters that they begin with; `after` says that a break precedes.

    `part` is the letter of a lettered heading, `annex` the name of an annex.
    """

    number: str
    letters: tuple[str, ...]
    lines: list[str]
    part: str = ""
    annex: str = ""

    @property
    def text(self) -> str:
        """The text, without line breaks."""
        return " ".join(re.sub(r"(?<=\w)-\n\s*(?=\w)", "-", "\n".join(self.lines)).split())

    @property
    def heading_like(self) -> bool:
        """Whether the text does not end as a sentence does, and is short."""
        return bool(self.lines) and not self.text.endswith(CLOSED) and len(self.text.split()) <= _LONGEST_HEADING


def operative_paragraphs(text: str) -> tuple[Operative, ...]:
    """Return the operative paragraphs of a draft resolution, in order, each number once.

    The preamble, headings, footnotes with their marks, page numbers and running headers are left out. Sub-paragraphs are
    rows of their own: `5.1`, `3 (a)`, `3 (a) (i)`; text without a number belongs to the paragraph before it. In an annex
    numbers begin with its name, `annex 5.1 (a)`; its text before any number, if any, is `annex`. A text without any
    number is one paragraph, `1`. A number that occurs twice gets the letter of its part (`B 1`) or a count (`1 [2]`), and
    `5.10` gets a full stop, because a spreadsheet would take it for `5.1`.
    """
    blocks = list(_blocks(clean_lines(text)))
    if any(block.number for block in blocks):
        blocks = list(_without_headings(blocks))
    else:
        blocks = [_Block("1", (), []), *blocks]
    return tuple(_distinct(list(_numbered(blocks))))


# From lines to blocks.


def _blocks(lines: Iterable[str]) -> Iterator[_Block]:
    block = _Block("", (), [])
    number, broken = "", True
    for line in lines:
        begun = _begun(line, number, block.letters, broken=broken or _ends(block)) if line else None
        begun = None if not broken and not _ends(block) and _refers(block) else begun
        if begun or (line and broken):
            yield block
            block = begun or _Block("", (), [line])
            number = "" if block.annex else block.number or number
        elif line:
            block.lines.append(line)
        broken = not line
    yield block


def _ends(block: _Block) -> bool:
    return bool(block.part or block.annex or (block.lines and block.lines[-1].endswith(CLOSED)))


def _refers(block: _Block) -> bool:
    """Whether a line breaks off where a number follows, as in `article 8, paragraph`."""
    return bool(block.lines and _REFERS.search(block.lines[-1][-_LONGEST_WORD:]))


def _begun(line: str, last: str, letters: Sequence[str], *, broken: bool) -> _Block | None:
    """Return the block that a line begins, or `None` when it goes on.

    After a break a line may begin with any number or letter; without one only with the next that is expected, or with a larger number
    before a new sentence.
    """
    bare = line.strip()
    if broken and (title := _titled(bare)):
        return title
    number = _NUMBER.match(bare)
    if number and _is_number(number, bare, last, letters) and (broken or follows(number[3], last) or _later(number, last)):
        return _lettered(number[1] + bare[number.end() :].lstrip(), plain(number[3]))
    sub = _LETTER.match(bare)
    expected = sub and (broken or line != bare or (letters and succeeds(sub[2] or sub[3], letters[-1])))
    return _lettered(bare, "") if expected else None


def _titled(line: str) -> _Block | None:
    annex = _ANNEX.match(line)
    if annex and not line.endswith((";", ",")):
        return _Block("", (), [line], annex=" ".join(annex[0].split()))
    part = _PART.match(line)
    return _Block("", (), [line], part=part[1]) if part else None


def _is_number(found: re.Match[str], line: str, last: str, letters: Sequence[str]) -> bool:
    """Whether what a line begins with is the number of a paragraph, not a figure or a number of its own sub-paragraphs."""
    _, spoken, said, stop = found.groups()
    if "(" in found[0] and last:
        return follows(said, last) and not any(letter.isdigit() for letter in letters)
    return bool(stop or spoken or "." in said or said[-1].isalpha() or line[found.end() :].startswith("\t"))


def _lettered(text: str, number: str) -> _Block:
    """Return the block of a text, less the letters that it begins with; opening brackets stay in the text."""
    letters: list[str] = []
    bare, brackets = text.strip(), ""
    while len(letters) < DEEPEST and (found := _LETTER.match(bare)):
        letters.append(found[2] or found[3])
        brackets += found[1]
        bare = bare[found.end() :].lstrip()
    return _Block(number, tuple(letters), [brackets + bare])


def _later(number: re.Match[str], last: str) -> bool:
    """Whether a number is larger than the last, as in an excerpt, and a sentence begins after it."""
    goes_on = number.string[number.end() :].lstrip()[:1]
    return number[4] == "." and goes_on.isupper() and digits(number[3]) > digits(last)


# Without headings.


def _without_headings(blocks: Sequence[_Block]) -> Iterator[_Block]:
    """Yield the blocks that are paragraphs or continue one; of a heading that names a part or an annex only this name is left."""
    last, closed = "", True
    ahead = [block for block in blocks if block.number or block.annex]
    place = 0
    for block in blocks:
        place += bool(block.number or block.annex)
        if _is_heading(block, last, ahead[place : place + _AHEAD], closed=closed):
            yield block._replace(number="", letters=(), lines=[])
            last = "" if block.annex else last
            continue
        yield block
        last = block.number or last
        closed = not block.lines or block.text.endswith(CLOSED)


def _is_heading(block: _Block, last: str, ahead: Sequence[_Block], *, closed: bool) -> bool:
    if block.annex or not block.heading_like:
        return bool(block.annex)
    if block.number:
        return _closes(last, ahead) and not block.letters
    return not block.letters and closed


def _closes(last: str, ahead: Sequence[_Block]) -> bool:
    """Whether the numbers go on from the last one without the block in between, so that this block is a heading."""
    for block in ahead:
        if block.annex:
            return False
        if follows(block.number, last):
            return True
        if not block.heading_like:
            return False
    return False


# From blocks to numbers.


@dataclass
class _Found:
    part: str
    number: str
    texts: list[str]


def _numbered(blocks: Iterable[_Block]) -> Iterator[_Found]:
    annex = part = number = ""
    path: tuple[str, ...] = ()
    found: _Found | None = None
    for block in blocks:
        part = "" if block.annex else block.part or part
        if block.annex:
            annex, number, path, found = block.annex.lower() + " ", "", (), None
        if block.number or block.letters:
            number, path = (block.number, ()) if block.number else (number, path)
            path = reduce(placed, block.letters, path)
            found = None
        if found is None and (block.number or block.letters or (annex and block.lines)):
            key = annex + " ".join([number, *(f"({letter})" for letter in path)]).strip()
            found = _Found(part, key.strip(), [])
            yield found
        if found:
            found.texts.append(block.text)


def _distinct(found: Iterable[_Found]) -> Iterator[Operative]:
    times: Counter[str] = Counter()
    for each in found:
        text = " ".join(" ".join(each.texts).split())
        number = f"{each.part} {each.number}" if each.part and times[each.number] else each.number
        times[number] += bool(text)
        if text:
            yield Operative(number if times[number] == 1 else f"{number} [{times[number]}]", text)
