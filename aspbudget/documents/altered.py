"""Altered documents: what differs between a document as it was written and a copy of it, paragraph by paragraph and cell by cell of its tables."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from aspbudget.documents.sealed import HEAD, TABLE
from aspbudget.review.alterations import CELL, Alteration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aspbudget.documents.sealed import Line, SealedDocument

PARAGRAPH_GONE, PARAGRAPH_ADDED, PARAGRAPH, TABLE_ROW_GONE, TABLE_ROW_ADDED, TABLE_CELL = (
    "paragraph removed", "paragraph added", "paragraph altered", "row removed", "row added", CELL,
)  # fmt: skip
_HEAD = "Head of pages"


def document_alterations(old: SealedDocument, new: SealedDocument) -> Iterator[Alteration]:
    """Yield what differs in a copy, from its beginning to its end; places are those of the copy, but for what is gone."""
    before, now = _placed(old.lines), _placed(new.lines)
    for kind, a, b, c, d in SequenceMatcher(None, old.lines, new.lines, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from _replaced(before[a:b], now[c:d])


_Placed = tuple[str, str, "Line"]


def _placed(lines: Sequence[Line]) -> list[_Placed]:
    """Return each line with where it stands, in the words of a person who looks for it: `Table 2` and `row 3`, or `Paragraph 12`."""
    found: list[_Placed] = []
    rows: dict[int, int] = {}
    paragraphs = 0
    for line in lines:
        if line.kind == TABLE:
            rows[line.table] = rows.get(line.table, 0) + 1
            found.append((f"Table {line.table}", str(rows[line.table]), line))
        else:
            paragraphs += line.kind != HEAD
            found.append((_HEAD, "", line) if line.kind == HEAD else (f"Paragraph {paragraphs}", "", line))
    return found


def _replaced(before: list[_Placed], now: list[_Placed]) -> Iterator[Alteration]:
    """Yield the lines in whose place others stand: in pairs as long as both are of one kind, then those that are left over."""
    while before and now:
        if before[0][2].kind == now[0][2].kind:
            yield from _pair(before.pop(0), now.pop(0))
        elif len(before) > len(now):
            yield _gone(before.pop(0))
        else:
            yield _added(now.pop(0))
    yield from map(_gone, before)
    yield from map(_added, now)


def _pair(before: _Placed, now: _Placed) -> Iterator[Alteration]:
    place, row, line = now
    if line.kind != TABLE:
        yield Alteration(PARAGRAPH, place, "", before[2].cells[0], line.cells[0])
        return
    for column, (one, other) in enumerate(zip_longest(before[2].cells, line.cells, fillvalue=""), start=1):
        if one != other:
            yield Alteration(TABLE_CELL, place, f"row {row}, column {column}", one, other)


def _gone(each: _Placed) -> Alteration:
    place, row, line = each
    return Alteration(TABLE_ROW_GONE if row else PARAGRAPH_GONE, place, row, " · ".join(line.cells))


def _added(each: _Placed) -> Alteration:
    place, row, line = each
    return Alteration(TABLE_ROW_ADDED if row else PARAGRAPH_ADDED, place, row, "", " · ".join(line.cells))
