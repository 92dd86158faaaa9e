"""Styles of a workbook that is being changed: those that it has, and more of them, each like one of these but for its format, its fill or its letters."""

from __future__ import annotations

import re
from functools import cached_property

from aspbudget.copies.markup import Element, Splice, attribute, elements, qualified, spliced, with_attribute, within
from aspbudget.inputs.formats import DAYS, LOCAL_DAYS, LOCAL_PER_CENT, PER_CENT, is_day, is_per_cent

EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
_OF_NUMBERS, _FILLS, _FONTS, _STYLES = "numFmts", "fills", "fonts", "cellXfs"
_KNOWN = {"General": 0, "0.00%": 10}
_FIRST_OWN = 164
_OF_FONT = {"name", "sz", "family", "scheme"}


class StylesCopy:
    """The styles of a workbook, to which some are added; those that there are keep their numbers."""

    def __init__(self, text: str) -> None:
        self._stated, self._text = text, _completed(text)
        self._added: dict[str, list[str]] = {}
        self._made: dict[tuple[int, str, str], int] = {}

    @cached_property
    def _lists(self) -> dict[str, Element]:
        return {each.name: each for each in elements(self._text) if each.depth == 1}

    @cached_property
    def _children(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = {name: [] for name in self._lists}
        for each in elements(self._text):
            for name in (name for name, own in self._lists.items() if each.depth == 2 and own.inside <= each.start < own.outside):  # noqa: PLR2004 - what a list holds
                found[name].append(each)
        return found

    @cached_property
    def _codes(self) -> dict[int, str]:
        described = [each.attributes for each in self._children.get(_OF_NUMBERS, ())]
        return {int(each["numFmtId"]): each["formatCode"] for each in described}

    def shows_days(self, style: int) -> bool:
        """Whether a style shows a number as a day or a time."""
        number = self._format(style)
        return is_day(self._codes[number]) if number in self._codes else number in DAYS | LOCAL_DAYS

    def shows_per_cent(self, style: int) -> bool:
        """Whether a style shows a number as per cent."""
        number = self._format(style)
        return is_per_cent(self._codes[number]) if number in self._codes else number in PER_CENT | LOCAL_PER_CENT

    def _format(self, style: int) -> int:
        found = re.search(r'\snumFmtId\s*=\s*["\'](\d+)', self._style(style))
        return int(found[1]) if found else 0

    def _style(self, style: int) -> str:
        """Return the markup of a style; of one that there isn't, that of the first."""
        known, added = self._children[_STYLES], self._added.get(_STYLES, [])
        if style >= len(known) + len(added):
            style = 0
        return added[style - len(known)] if style >= len(known) else self._text[known[style].start : known[style].end]

    def formatted(self, style: int, code: str) -> int:
        """Return the number of a style that is like another, but shows numbers by a code."""
        return self._like(style, "numFmtId", "applyNumberFormat", str(self._number(code)))

    def filled(self, style: int, colour: str) -> int:
        """Return the number of a style that is like another, but has a colour behind it, as in `F8CBAD`."""
        fill = f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill></fill>'
        return self._like(style, "fillId", "applyFill", str(self._place(_FILLS, fill)))

    def lettered(self, style: int, look: str) -> int:
        """Return the number of a style that is like another, but has letters of the look that a markup gives, in the size and the face of the workbook's own."""
        first = self._children[_FONTS][0]
        own = [f"<{each.name}{each.written}/>" for each in elements(self._text) if first.inside <= each.start < first.outside and each.name in _OF_FONT]
        order = sorted([*re.findall(r"<[^>]+>", look), *own], key=lambda piece: [piece.startswith(f"<{tag}") for tag in ("b", "u", "sz", "color", "name", "family", "scheme")].index(True))
        return self._like(style, "fontId", "applyFont", str(self._place(_FONTS, f"<font>{''.join(order)}</font>")))

    def _number(self, code: str) -> int:
        if code in _KNOWN:
            return _KNOWN[code]
        if found := [number for number, known in self._codes.items() if known == code]:
            return found[0]
        number = max([_FIRST_OWN - 1, *self._codes]) + 1
        self._codes[number] = code
        self._added.setdefault(_OF_NUMBERS, []).append(f'<numFmt numFmtId="{number}" formatCode="{attribute(code)}"/>')
        return number

    def _place(self, name: str, markup: str) -> int:
        """Return the place of a fill or a font in its list, to which it is added where it isn't among the added ones."""
        added = self._added.setdefault(name, [])
        if markup not in added:
            added.append(markup)
        return len(self._children[name]) + added.index(markup)

    def _like(self, style: int, name: str, applied: str, value: str) -> int:
        if (style, name, value) not in self._made:
            markup = self._style(style)
            for each, given in ((name, value), (applied, "1")):
                *_, whole = elements(markup)
                markup = spliced(markup, [with_attribute(markup, whole, each, given)])
            self._made[style, name, value] = self._place(_STYLES, markup)
        return self._made[style, name, value]

    def changed(self) -> str:
        """Return the markup of the styles with those that were added."""
        splices, root = [], self._lists[_STYLES].prefix
        for name, markups in self._added.items():
            more = "".join(_prefixed(each, root) for each in markups)
            if name not in self._lists:
                *_, sheet = elements(self._text)
                tag = f"{root}:{name}" if root else name
                splices.append(within(self._text, sheet, f'<{tag} count="{len(markups)}">{more}</{tag}>', first=True))
                continue
            one = self._lists[name]
            attributes = one.attributes | {"count": str(len(self._children[name]) + len(markups))}
            start = qualified(one) + "".join(f' {each}="{attribute(value)}"' for each, value in attributes.items())
            splices.append(Splice(one.start, one.end, f"<{start}>{self._text[one.inside : one.outside]}{more}</{qualified(one)}>"))
        return spliced(self._text, splices) if splices else self._stated


def _completed(text: str) -> str:
    """Return the markup of styles with the lists of which any style is made, where a workbook that has few looks lacks some."""
    *inside, root = elements(text)
    ends = {each.name: each.end for each in inside if each.depth == 1}
    splices, end = dict[int, str](), ends.get(_OF_NUMBERS, root.inside)
    for each in (each for each in elements(EMPTY) if each.depth == 1):
        if each.name in ends:
            end = ends[each.name]
        else:
            splices[end] = splices.get(end, "") + _prefixed(EMPTY[each.start : each.end], root.prefix)
    if not splices:
        return text
    if not inside:
        return spliced(text, [within(text, root, "".join(splices.values()))])
    return spliced(text, [Splice(place, place, more) for place, more in splices.items()])


def _prefixed(markup: str, prefix: str) -> str:
    """Return markup of which each element has a prefix; as it is where there is none."""
    return re.sub(r"<(/?)(?:\w+:)?(?=\w)", rf"<\1{prefix}:", markup) if prefix else markup

