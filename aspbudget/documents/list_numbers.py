"""Numbers of lists: what Word shows before each paragraph that it numbers by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

_LEVELS = 9
_ALPHABET = 26
_MOST_BASED = 20  # styles that one style may be based on, one on the other
_LONGEST_TEXT = 100  # letters around a number; more are no number
_LONGEST = 30  # letters; no number that a paragraph is cited by is longer
_ROMANS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class _Level(NamedTuple):
    """A level of a list: with what it starts, how its number is written and set in its text, and after which level it starts anew."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restarts: int = _LEVELS
    legal: bool = False
    style: str = ""


class _List(NamedTuple):
    """A list as paragraphs use it: the counting that it shares with others, its levels, and those that it starts anew, with what."""

    shared: str
    levels: Mapping[int, _Level]
    anew: Mapping[int, int]


class ListNumbers:
    """The numbers of a document's paragraphs, asked for in their order."""

    def __init__(self, document: Document) -> None:
        self._lists = dict(_lists(document))
        self._styles = {style.get(qn("w:styleId"), ""): style for style in document.styles.element.iter(qn("w:style"))}
        self._plain = next((name for name, each in self._styles.items() if _is_default(each)), "")
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, paragraph: BaseOxmlElement) -> str:
        """Return the number that Word shows before a paragraph, such as `3.` or `(a)`; an empty text where it shows none."""
        identity, depth = self._place(paragraph)
        found = self._lists.get(identity)
        if found is None or depth not in found.levels:
            return ""
        self._count(found, identity, depth)
        return _shown(found.levels, self._counts[found.shared], depth)

    def _place(self, paragraph: BaseOxmlElement) -> tuple[str, int]:
        """Return the list of a paragraph and its level in it: its own, or those of its style."""
        own = paragraph.find(qn("w:pPr"))
        style = _value(own, "w:pStyle") or self._plain
        stated = [(style, self._styles[style].find(qn("w:pPr"))) for style in self._ancestry(style)]
        every = [("", own), *stated]
        identity = next((found for _, each in every if (found := _numbered(each, "w:numId"))), "")
        levels = self._lists[identity].levels if identity in self._lists else {}
        linked = {level.style: str(depth) for depth, level in levels.items() if level.style}
        depth = next((found for name, each in every if (found := _numbered(each, "w:ilvl") or linked.get(name, ""))), "0")
        return identity, int(depth) if depth.isdecimal() else 0

    def _ancestry(self, style: str) -> Iterator[str]:
        for _ in range(_MOST_BASED):
            if style not in self._styles:
                return
            yield style
            style = _value(self._styles[style], "w:basedOn")

    def _count(self, found: _List, identity: str, depth: int) -> None:
        """Count a paragraph at a level; deeper levels start anew, and higher ones that have no number yet get their first."""
        counts = self._counts.setdefault(found.shared, {})
        anew = found.anew.get(depth) if (identity, depth) not in self._begun else None
        self._begun.add((identity, depth))
        counts[depth] = anew if anew is not None else counts.get(depth, found.levels[depth].start - 1) + 1
        for place, level in found.levels.items():
            if place < depth:
                counts.setdefault(place, level.start)
            elif place > depth and depth < level.restarts:
                counts.pop(place, None)
                self._begun.discard((identity, place))


def _numbered(properties: BaseOxmlElement | None, what: str) -> str:
    """Return the list or the level that properties of a paragraph name, an empty text where they name none."""
    return _value(properties.find(qn("w:numPr")), what) if properties is not None else ""


def _value(element: BaseOxmlElement | None, tag: str) -> str:
    found = element.find(qn(tag)) if element is not None else None
    return str(found.get(qn("w:val"), "")) if found is not None else ""


def _is_default(style: BaseOxmlElement) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true", "on")


# From the definitions of a document.


def _lists(document: Document) -> Iterator[tuple[str, _List]]:
    """Yield each list that the paragraphs of a document may name."""
    links = [each for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.NUMBERING and not each.is_external]
    if not links:
        return
    root = document.part.numbering_part.element
    defined = {each.get(qn("w:abstractNumId"), ""): each for each in root.findall(qn("w:abstractNum"))}
    named = {name: each for each in defined.values() if (name := _value(each, "w:styleLink"))}
    for number in root.findall(qn("w:num")):
        definition = defined.get(_value(number, "w:abstractNumId"))
        if definition is not None:
            yield number.get(qn("w:numId"), ""), _list(number, named.get(_value(definition, "w:numStyleLink"), definition))


def _list(number: BaseOxmlElement, definition: BaseOxmlElement) -> _List:
    overrides = number.findall(qn("w:lvlOverride"))
    levels = [*definition.findall(qn("w:lvl")), *(level for each in overrides for level in each.findall(qn("w:lvl")))]
    anew = {_integer(each.get(qn("w:ilvl")), 0): _value(each, "w:startOverride") for each in overrides}
    return _List(
        definition.get(qn("w:abstractNumId"), ""),
        dict(map(_level, levels)),
        {depth: _integer(start, 1) for depth, start in anew.items() if start},
    )


def _level(element: BaseOxmlElement) -> tuple[int, _Level]:
    depth = _integer(element.get(qn("w:ilvl")), 0)
    legal = element.find(qn("w:isLgl"))
    return depth, _Level(
        _integer(_value(element, "w:start"), 0),
        _value(element, "w:numFmt") or "decimal",
        _value(element, "w:lvlText")[:_LONGEST_TEXT],
        _integer(_value(element, "w:lvlRestart"), _LEVELS),
        legal is not None and legal.get(qn("w:val"), "1") not in ("0", "false", "off"),
        _value(element, "w:pStyle"),
    )


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else otherwise


# From counts to what is shown.


def _shown(levels: Mapping[int, _Level], counts: Mapping[int, int], depth: int) -> str:
    level = levels[depth]
    if level.form in ("bullet", "none"):
        return ""

    def written(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        form = levels[place].form if place in levels else "decimal"
        return _written(counts.get(place, 0), "decimal" if level.legal and form != "none" else form)

    return re.sub(r"%([1-9])", written, level.text).strip()


def _written(number: int, form: str) -> str:
    """Return a number as a level writes it; a form that is not known is written in digits."""
    if form in ("none", "bullet"):
        return ""
    if form.endswith("Letter"):
        text = chr(ord("a") + (number - 1) % _ALPHABET) * min((number - 1) // _ALPHABET + 1, _LONGEST) if number > 0 else ""
    elif form.endswith("Roman"):
        text = _roman(number)
    else:
        return f"{number:02}" if form == "decimalZero" else str(number)
    return text.upper() if form.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMANS:
        text += letters * min(number // value, _LONGEST)
        number %= value
    return text
