"""Blocks: what a document is made of before it is laid out: headings, paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

BODY, QUOTE, NOTE, DRAFT, REASON = "body", "quote", "note", "draft", "reason"
SYMBOL, SUBTITLE, BOX, REMARK = "symbol", "subtitle", "box", "remark"
KEY, GROUP, SUBTOTAL, TOTAL = "key", "group", "subtotal", "total"


class Heading(NamedTuple):
    """A heading; level 0 is the title of the document, and the deepest is 3. One that breaks begins a page.

    One with a key is that of an annex: where its text says `{number}` Word counts annexes, and other texts refer to it by the key.
    """

    text: str
    level: int = 1
    breaks: bool = False
    key: str = ""


class Text(NamedTuple):
    """A paragraph, in the style of its kind, and the words that lead in to it.

    Kinds are the body, a quotation, a note, the mark of a draft, or a reason for which it is one; a line of the symbols above a title, with
    a tab between what stands at its left and at its right, what a document is about, a line of the box that says it in short, and a remark under a table.
    """

    text: str
    kind: str = BODY
    lead: str = ""


class Row(NamedTuple):
    """A row of a table: its kind, and its cells, each of one paragraph or more; a group's one cell fills the row."""

    kind: str
    cells: tuple[str | tuple[str, ...], ...]


@dataclass(frozen=True)
class Grid:
    """A table: its caption, its heading rows (cells and the columns each fills), its rows, the widths of its columns (cm).

    The last `numbers` columns are numbers, aligned at the right. One that is `described` has a number in its caption, which Word counts, and
    that text for those who can't see it; texts refer to it by its key.
    """

    caption: str
    head: tuple[tuple[tuple[str, int], ...], ...]
    rows: tuple[Row, ...]
    widths: tuple[float, ...]
    numbers: int
    described: str = ""
    key: str = ""


Block = Heading | Text | Grid


@dataclass(frozen=True)
class Paper:
    """A document before it is laid out: its title, what it is about, who answers for it, what stands for the place-holders of its template, its blocks."""

    title: str
    subject: str
    author: str
    placeholders: Mapping[str, str]
    blocks: tuple[Block, ...]


def plain(*cells: str) -> tuple[tuple[str, int], ...]:
    """Return a heading row of which each cell fills one column."""
    return tuple((cell, 1) for cell in cells)
