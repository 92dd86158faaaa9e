"""Doubts: what a person should look at in the paragraphs that were found in a draft, and what is in none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.faults import count
from aspbudget.inputs.read import shown
from aspbudget.statements.numbering import digits
from aspbudget.statements.text_blocks import RECITAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.statements.draft_words import DraftWords
    from aspbudget.statements.paragraphs import Found, Numbered
    from aspbudget.statements.text_blocks import Block

SEVERAL = "Paragraph {} holds {} lines that begin like a request; look whether they are paragraphs of their own."
RECITED = "Paragraph {} holds a line that begins like a recital of a preamble; look whether it belongs to a request."
UNUSED = 'A line that begins like a request is in no paragraph; look whether it is one: "{}"'
GAP = "After paragraph {} comes {}; look whether one is missing."
LATE = "The first paragraph is {}; look whether one before it is missing."


def doubts(found: Found, words: DraftWords) -> Iterator[str]:
    """Yield a sentence for each thing to look at: numbers that were missing or skip, and requests that have no number of their own."""
    yield from found.doubts if found.paragraphs else ()
    yield from _gaps(found.numbered)
    for each in found.numbered:
        requests = len([line for line in each.lines if words.is_request(line)])
        if requests > 1:
            yield SEVERAL.format(each.cited, requests)
        if not each.annex and any(map(words.is_recital, each.lines)):
            yield RECITED.format(each.cited)
    for block in found.left_out:
        if any(map(words.is_request, block.lines)):
            yield UNUSED.format(shown(block.text))


def left_out(found: Found, words: DraftWords) -> list[str]:
    """Return what is neither in a paragraph nor the title, a line for each text: first how many recitals of the preamble, then the rest as it stands."""
    recitals = [block for block in found.left_out if _is_recital(block, words)]
    others = [block.text for block in found.left_out if block not in recitals and block.text != found.title]
    stated = [f"{count(len(recitals), 'recital')} of the preamble"] if recitals else []
    return [*stated, *(f'"{shown(text)}"' for text in (*others, *found.footnotes))]


def _is_recital(block: Block, words: DraftWords) -> bool:
    return block.kind == RECITAL or words.is_recital(block.lines[0])


def _gaps(numbered: Iterable[Numbered]) -> Iterator[str]:
    """Yield where the numbers of a draft, or of an annex, do not begin with one or skip; each part may begin anew."""
    last: dict[str, int] = {}
    for each in numbered:
        now = (digits(each.number) or (0,))[0]
        before = last.get(each.annex, 0)
        if not now or not each.text:
            continue
        if now not in (1, before, before + 1):
            yield GAP.format(f"{each.annex}{before}", f"{each.annex}{now}") if before else LATE.format(f"{each.annex}{now}")
        last[each.annex] = now
