"""What moved between two texts of a statement: the figures of each paragraph and of each row of a table, before and after."""

from __future__ import annotations

import re
from difflib import SequenceMatcher, get_close_matches
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZipFile

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from aspbudget.documents.numerals import NUMERAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

_ROW, _PARAGRAPH, _CELL, _TEXT = map(qn, ("w:tr", "w:p", "w:tc", "w:t"))
_IN_ROW = re.compile(rf"{NUMERAL.pattern}|(?<=\| )[–—-](?= \||$)")  # a dash by itself is the figure of nothing
_ALIKE = 0.5


class Moved(NamedTuple):
    """A place of a text in which figures differ: its words, and its figures before and after, none where the place itself is not there."""

    words: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class _Place(NamedTuple):
    """A paragraph, or a row of a table: its text, and the same with a sign in the place of each figure, by which it is found again."""

    text: str
    figures: tuple[str, ...]
    wording: str


def moved(old: bytes, new: bytes) -> list[Moved]:
    """Return every place of two Word documents (.docx) in which their figures differ, in the order of the text.

    A place is a paragraph, or a row of a table; it is found again by its words. Tracked changes count as they are shown.
    """
    one, other = list(_places(old)), list(_places(new))
    matcher = SequenceMatcher(None, [each.wording for each in one], [each.wording for each in other], autojunk=False)
    found: list[Moved] = []
    for kind, start, end, first, last in matcher.get_opcodes():
        pairs = zip(one[start:end], other[first:last], strict=True) if kind == "equal" else _reworded(one[start:end], other[first:last])
        found += [_moved(before, after) for before, after in pairs]
    return [each for each in found if each.before != each.after]


def _moved(before: _Place | None, after: _Place | None) -> Moved:
    shown = after or before
    return Moved(" ".join(shown.text.split()) if shown else "", before.figures if before else (), after.figures if after else ())


def _reworded(old: list[_Place], new: list[_Place]) -> Iterator[tuple[_Place | None, _Place | None]]:
    """Yield places whose words changed: each old one with the new one that is most like it, and those that have none alone."""
    waiting = {each.wording: each for each in new}
    pairs: dict[str, _Place] = {}
    for each in old:
        for near in get_close_matches(each.wording, waiting, n=1, cutoff=_ALIKE):
            pairs[near] = each
            del waiting[near]
    yield from ((each, None) for each in old if each not in pairs.values())
    yield from ((pairs.get(each.wording), each) for each in new)


def _places(document: bytes) -> Iterator[_Place]:
    with ZipFile(BytesIO(document)) as package:
        body = parse_xml(package.read("word/document.xml"))
    for element in body.iter(_ROW, _PARAGRAPH):
        if element.tag == _ROW:
            yield _place("| " + " | ".join(_shown(cell) for cell in element.iter(_CELL)), _IN_ROW)
        elif not any(above.tag == _ROW for above in element.iterancestors()):
            yield _place(_shown(element), NUMERAL)


def _place(text: str, figure: re.Pattern[str]) -> _Place:
    return _Place(text.removeprefix("| "), tuple(figure.findall(text)), figure.sub("#", text))


def _shown(element: BaseOxmlElement) -> str:
    return "".join(part.text or "" for part in element.iter(_TEXT))
