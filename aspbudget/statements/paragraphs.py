"""Operative paragraphs: the requests of a draft resolution with their numbers, found in its pasted or plain text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain, count, takewhile
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.statements.draft_words import DraftWords
from aspbudget.statements.numbering import follows, placed
from aspbudget.statements.pasted import CLOSED, pasted
from aspbudget.statements.text_blocks import RECITAL, REQUEST, Block, blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_AHEAD = 5  # headings that may follow one another
_SHORTEST_TITLE = 3  # words; what is shorter is a symbol, a date, or `Draft resolution`
_NO_WORDS = DraftWords()
_CLAUSE = re.compile(r"(?<=[;.,:])\s+")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+[^\W\d_a-z]")
_BEGINNING = 120  # letters by which a request is known
IN_ORDER = "No paragraph numbers were found: the requests are numbered in the order in which they stand; look whether each is a paragraph."
ONE = "No paragraph numbers were found, and no lines that begin like a request: the whole text is paragraph 1; part it by hand."

RUN_TOGETHER = "The text has no breaks between its paragraphs: it was parted before numbers, requests and recitals; look whether each paragraph is whole."
BY_BREAKS = (
    "No paragraph numbers were found, and no lines that begin like a request: each text between two breaks is a paragraph; clear the rows of "
    "those that request nothing."
)


class Operative(NamedTuple):
    """An operative paragraph: its number as it is cited, e.g. `11`, `3 (a) (i)` or `annex 5.1 (a)`, and its text."""

    number: str
    text: str


@dataclass
class Numbered:
    """The blocks of one paragraph: its number as cited, its own number without annex and letters, and where it stands."""

    cited: str
    number: str
    annex: str
    part: str
    blocks: list[Block] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the paragraph, without line breaks."""
        return " ".join(" ".join(block.text for block in self.blocks).split())

    @property
    def lines(self) -> Iterator[str]:
        """The lines of the paragraph, as they were pasted."""
        return chain.from_iterable(block.lines for block in self.blocks)


class Found(NamedTuple):
    """What is found in a draft: its paragraphs, the blocks and footnotes that are in none, and how it was numbered where it was not."""

    numbered: tuple[Numbered, ...]
    left_out: tuple[Block, ...]
    footnotes: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def paragraphs(self) -> tuple[Operative, ...]:
        """The operative paragraphs that have a text, each number once."""
        return tuple(_distinct(self.numbered))

    @property
    def title(self) -> str:
        """The title of the resolution: the heading above its opening words, `The Assembly of States Parties,`; empty where none stands there."""
        opening = next((place for place, block in enumerate(self.left_out) if not block.heading_like), 0)
        opens = opening and any(line.rstrip().endswith(",") for line in self.left_out[opening].lines)
        above = self.left_out[opening - 1] if opens else None
        return above.text if above and not above.part and len(above.text.split()) >= _SHORTEST_TITLE else ""


def found_in(text: str, words: DraftWords = _NO_WORDS) -> Found:
    """Return what is found in the text of a draft resolution: its operative paragraphs, in order, each number once.

    The preamble, headings, footnotes with their marks, page numbers and running headers are left out. Sub-paragraphs are
    rows of their own: `5.1`, `3 (a)`, `3 (a) (i)`; text without a number belongs to the paragraph before it. In an annex
    numbers begin with its name, `annex 5.1 (a)`; its text before any number, if any, is `annex`. A number that occurs twice
    gets the letter of its part (`B 1`) or a count (`1 [2]`), and `5.10` gets a full stop, because a spreadsheet would take it
    for `5.1`.

    Where no number stands before the annexes, each request is a paragraph, in order, as far as `words` tell what begins one.
    Where none begins one either, each text between two breaks is a paragraph; a text without a break is broken where sentences and
    clauses end, and if nothing begins there it is one paragraph, `1`.
    """
    page = pasted(text)
    whole, doubts = _with_numbers(page.lines, words)
    kept = whole if ONE in doubts else list(_without_headings(whole))
    numbered = tuple(_numbered(kept))
    used = {id(block) for each in numbered for block in each.blocks}
    left_out = (block for block, rest in zip(whole, kept, strict=True) if block.lines and not (rest.lines and id(rest) in used))
    return Found(numbered, tuple(block for block in left_out if not block.annex), page.footnotes, doubts)


def _with_numbers(lines: Sequence[str], words: DraftWords) -> tuple[list[Block], tuple[str, ...]]:
    """Return the blocks of a draft; where its body has no numbers, each request has the next one, and that is said."""
    whole = list(blocks(lines, _NO_WORDS))
    if any(block.number for block in _body(whole)):
        return whole, ()
    if parted := _by_requests(list(blocks(lines, words)), words):
        return parted, (IN_ORDER,)
    if any(block.number for block in whole):
        return whole, ()
    broken = list(_broken(lines, words))
    if len(broken) > len(lines):
        found, doubts = _with_numbers(broken, words)
        return found, (RUN_TOGETHER, *doubts)
    texts = [block for block in whole if block.lines and not block.letters]
    if len(texts) > 1:
        return _in_order(whole, {id(block) for block in texts}), (BY_BREAKS,)
    return [Block("1", (), []), *whole], (ONE,)


def _by_requests(parted: list[Block], words: DraftWords) -> list[Block]:
    """Return the blocks of a body with a number at each request, or else at each letter that a request follows; none where there is no request."""
    requests = {id(block) for block in _body(parted) if block.kind == REQUEST}
    lettered = {id(block) for block in _body(parted) if block.letters and words.is_request(block.text)}
    return _in_order(parted, requests or lettered) if requests or lettered else []


def _in_order(whole: Iterable[Block], numbered: set[int]) -> list[Block]:
    """Return blocks, those that are given with a number each, in their order."""
    order = count(1)
    return [block._replace(number=str(next(order)), letters=()) if id(block) in numbered else block for block in whole]


def _broken(lines: Iterable[str], words: DraftWords) -> Iterator[str]:
    """Yield lines, broken before each number, request and recital that follows the end of a sentence or clause, for text without breaks."""
    for line in lines:
        last = 0
        for end in _CLAUSE.finditer(line):
            rest = line[end.end() : end.end() + _BEGINNING]
            if _NUMBERED.match(rest) or words.is_request(rest) or words.is_recital(rest):
                yield from (line[last : end.start()], "")
                last = end.end()
        yield line[last:]


def _body(whole: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks before the first annex."""
    return takewhile(lambda block: not block.annex, whole)


# Without headings.


def _without_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks that are paragraphs or continue one; of a heading that names a part or an annex only this name is left.

    Nothing is left of a recital.
    """
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


def _is_heading(block: Block, last: str, ahead: Sequence[Block], *, closed: bool) -> bool:
    if block.annex or block.kind == RECITAL:
        return True
    if not block.heading_like:
        return False
    if block.number:
        return _closes(last, ahead) and not block.letters
    return not block.letters and closed


def _closes(last: str, ahead: Sequence[Block]) -> bool:
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


def _numbered(blocks: Iterable[Block]) -> Iterator[Numbered]:
    annex = part = number = ""
    path: tuple[str, ...] = ()
    found: Numbered | None = None
    for block in blocks:
        part = "" if block.annex else block.part or part
        if block.annex:
            annex, number, path, found = block.annex.lower() + " ", "", (), None
        if block.number or block.letters:
            number, path = (block.number, ()) if block.number else (number, path)
            path = reduce(placed, block.letters, path)
            found = None
        if found is None and (block.number or block.letters or (annex and block.lines)):
            cited = annex + " ".join([number, *(f"({letter})" for letter in path)]).strip()
            found = Numbered(cited.strip(), number, annex, part)
            yield found
        if found:
            found.blocks.append(block)


def _distinct(found: Iterable[Numbered]) -> Iterator[Operative]:
    times: Counter[str] = Counter()
    for each in found:
        text = each.text
        number = f"{each.part} {each.cited}" if each.part and times[each.cited] else each.cited
        times[number] += bool(text)
        if text:
            yield Operative(number if times[number] == 1 else f"{number} [{times[number]}]", text)
