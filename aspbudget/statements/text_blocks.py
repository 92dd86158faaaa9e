"""Text blocks: the lines of a draft resolution that belong together, with the number and letters that they begin with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.statements.numbering import DEEPEST, digits, follows, plain, succeeds
from aspbudget.statements.pasted import CLOSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aspbudget.statements.draft_words import DraftWords

_LONGEST_HEADING = 30  # words; what is longer is a paragraph even without a full stop
_SUFFIX = r"(?:\s?(?:bis|ter|quater|quinquies|alt)\b)?"
_ORDINAL = r"(?:(?:er|re|ère|e|ème)(?!\w)|[º°])?"
_LABEL = r"(?P<label>[Oo][Pp][.\s-]{0,2}|§\s?|(?P<long>(?:Paragraphe?|Para\.?)\s))?"
_STOP = r"(?P<stop>(?:[.)]+[-–—]*)?)(?P<closed>(?(label)\]*|))"
_NUMBER = re.compile(rf"(?P<brackets>\[*)\(?{_LABEL}(?P<number>\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}{_SUFFIX}){_ORDINAL}{_STOP}(?!\d)")
_LETTER = re.compile(r"(\[*)(?:\(?([a-z]{1,2}|[ivxl]{1,7})\)|\(([0-9]{1,2})\))(?=\s|$)")
_PART = re.compile(r"([A-Z]|[IVX]{1,5})\.\s")
_RECITAL = re.compile(r"\[*\(?P[Pp][.\s]{0,2}\d")
_ANNEX = re.compile(r"(?:annexe?|appendix|appendice)(?:\s+(?:[IVXLC]{1,5}|\d{1,2}|[A-Z]))?(?=\W|$)", re.IGNORECASE)
_LONGEST_WORD = 20
_REFERS = re.compile(r"(?:^|\W)(?:paragraph|article|rule|regulation|section|chapter|annex|règle|chapitre|and|et|to|à|of|de|on)e?s?$")
REQUEST, RECITAL = "request", "recital"


class Block(NamedTuple):
    """Lines that belong together, and the number and letters that they begin with.

    `part` is the letter of a lettered heading, `annex` the name of an annex; `kind` says whether the first word begins a
    request or a recital of the preamble, where words tell.
    """

    number: str
    letters: tuple[str, ...]
    lines: list[str]
    part: str = ""
    annex: str = ""
    kind: str = ""

    @property
    def text(self) -> str:
        """The text, without line breaks."""
        return " ".join(re.sub(r"(?<=\w)-\n\s*(?=\w)", "-", "\n".join(self.lines)).split())

    @property
    def heading_like(self) -> bool:
        """Whether the text does not end as a sentence does, and is short."""
        return bool(self.lines) and not self.text.endswith(CLOSED) and len(self.text.split()) <= _LONGEST_HEADING


def blocks(lines: Iterable[str], words: DraftWords) -> Iterator[Block]:
    """Yield the blocks of a draft; `words` that begin a request or a recital begin a block, too."""
    block = Block("", (), [])
    number, broken = "", True
    for line in lines:
        begun = _begun(line, number, block.letters, words, broken=broken or _ends(block)) if line else None
        begun = None if not broken and not _ends(block) and _refers(block) else begun
        begun = begun or (_worded(line, words) if line else None)
        if begun or (line and broken):
            yield block
            block = begun or Block("", (), [line])
            number = "" if block.annex else block.number or number
        elif line:
            block.lines.append(line)
        broken = not line
    yield block


def _ends(block: Block) -> bool:
    return bool(block.part or block.annex or (block.lines and block.lines[-1].endswith(CLOSED)))


def _refers(block: Block) -> bool:
    """Whether a line breaks off where a number follows, as in `article 8, paragraph`."""
    return bool(block.lines and _REFERS.search(block.lines[-1][-_LONGEST_WORD:]))


def _begun(line: str, last: str, letters: Sequence[str], words: DraftWords, *, broken: bool) -> Block | None:
    """Return the block that a line begins, or `None` when it goes on.

    After a break a line may begin with any number or letter; without one only with the next that is expected, or with a larger number
    before a new sentence.
    """
    bare = line.strip()
    if broken and (title := _titled(bare, words)):
        return title
    if _RECITAL.match(bare):
        return Block("", (), [line], kind=RECITAL)
    found = _NUMBER.match(bare)
    if found and _is_number(found, last, letters) and (broken or follows(found["number"], last) or _later(found, last)):
        return _lettered(found["brackets"][len(found["closed"]) :] + _after(found), plain(found["number"]))
    sub = _LETTER.match(bare)
    expected = sub and (broken or line != bare or (letters and succeeds(sub[2] or sub[3], letters[-1])))
    return _lettered(bare, "") if expected else None


def _titled(line: str, words: DraftWords) -> Block | None:
    annex = _ANNEX.match(line)
    if annex and not line.endswith((";", ",")):
        return Block("", (), [line], annex=" ".join(annex[0].split()))
    part = _PART.match(line)
    return Block("", (), [line], part=part[1]) if part and not words.is_request(line[part.end() :]) else None


def _is_number(found: re.Match[str], last: str, letters: Sequence[str]) -> bool:
    """Whether what a line begins with is the number of a paragraph, not a figure or a number of its own sub-paragraphs."""
    number, after = found["number"], _after(found)
    if "(" in found[0] and last:
        return follows(number, last) and not any(letter.isdigit() for letter in letters)
    if found["long"]:  # a paragraph may also be cited at the beginning of a line
        return bool(found["stop"] or not after or after[:1].isupper())
    return bool(found["stop"] or found["label"] or "." in number or number[-1].isalpha() or found.string[found.end() :].startswith("\t"))


def _after(found: re.Match[str]) -> str:
    """Return what stands after a number; a sign that parts both goes where the number has a label, as in `OP1: Decides`."""
    return found.string[found.end() :].lstrip(" \t:–—-" if found["label"] else None)


def _lettered(text: str, number: str) -> Block:
    """Return the block of a text, less the letters that it begins with; opening brackets stay in the text."""
    letters: list[str] = []
    bare, brackets = text.strip(), ""
    while len(letters) < DEEPEST and (found := _LETTER.match(bare)):
        letters.append(found[2] or found[3])
        brackets += found[1]
        bare = bare[found.end() :].lstrip()
    return Block(number, tuple(letters), [brackets + bare])


def _later(found: re.Match[str], last: str) -> bool:
    """Whether a number is larger than the last, as in an excerpt, and a sentence begins after it."""
    goes_on = found.string[found.end() :].lstrip()[:1]
    return found["stop"].startswith(".") and goes_on.isupper() and digits(found["number"]) > digits(last)


def _worded(line: str, words: DraftWords) -> Block | None:
    """Return the block of a line that begins with the words of a request or a recital; a letter or numeral before a request is left out."""
    part = _PART.match(line.strip())
    bare = line.strip()[part.end() :] if part else line
    if words.is_request(bare):
        return Block("", (), [bare], kind=REQUEST)
    return Block("", (), [line], kind=RECITAL) if words.is_recital(line) else None
