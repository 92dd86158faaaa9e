"""Markup: the elements of a part of a workbook where they stand in its text, so that one is written anew and all around it stays letter for letter.

The part is known to be XML without a document type; the guard's way through it has seen to that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.inputs.plain_sheet import with_signs
from aspbudget.letters import as_markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TAG = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    r"|<(?P<closes>/?)(?:(?P<prefix>[^\s/>:]+):)?(?P<name>[^\s/>:]+)(?P<written>(?:\s+[^\s=>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?P<empty>/?)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"\s([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>\s*")
_ENCODING = re.compile(rb"<\?xml\b[^>]*?\sencoding\s*=\s*[\"']([\w.-]+)[\"']")
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}  # encodings of two bytes a letter, by how a part begins
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNPARSED = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ASIDE = re.compile(r"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_SIGN_OF_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST = 32_767  # letters in a cell


class Element(NamedTuple):
    """An element: its name without a prefix, the prefix, its attributes as written, where it begins, its inside begins and ends, and it ends, and how deep it stands."""

    name: str
    prefix: str
    written: str
    start: int
    inside: int
    outside: int
    end: int
    depth: int

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes by their names, which keep their prefixes."""
        return {name: with_signs(one or other) for name, one, other in _ATTRIBUTE.findall(self.written)}


class Splice(NamedTuple):
    """A piece of a text that another takes the place of; of an insertion both ends are one place."""

    start: int
    end: int
    text: str


def elements(text: str) -> Iterator[Element]:
    """Yield the elements of a part in the order in which they end, so that one comes after all that it holds."""
    open_ones: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        name = tag["name"]
        if name is None:
            continue
        if tag["closes"]:
            begun = open_ones.pop()
            yield Element(name, tag["prefix"] or "", begun["written"], begun.start(), begun.end(), tag.start(), tag.end(), len(open_ones))
        elif tag["empty"]:
            yield Element(name, tag["prefix"] or "", tag["written"], tag.start(), tag.end(), tag.end(), tag.end(), len(open_ones))
        else:
            open_ones.append(tag)


def named(text: str, *names: str) -> list[Element]:
    """Return the elements of these names."""
    return [each for each in elements(text) if each.name in names]


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return a text with pieces of it replaced; insertions at one place stay in the order in which they are given."""
    pieces, done = [], 0
    for start, end, new in sorted(splices, key=lambda each: each[:2]):
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


def with_attribute(text: str, element: Element, name: str, value: str | None) -> Splice:
    """Return what gives an element an attribute, or takes it away."""
    kept = "".join(found[0] for found in _ATTRIBUTE.finditer(element.written) if found[1] != name)
    given = "" if value is None else f' {name}="{attribute(value)}"'
    tag = text[element.start : element.inside]
    return Splice(element.start, element.inside, f"<{qualified(element)}{kept}{given}{'/' if tag.endswith('/>') else ''}>")


def within(text: str, element: Element, new: str, *, first: bool = False) -> Splice:
    """Return what puts markup into an element, after all that it holds or before it."""
    if text[element.start : element.inside].endswith("/>"):
        return Splice(element.start, element.end, f"<{qualified(element)}{element.written}>{new}</{qualified(element)}>")
    place = element.inside if first else element.outside
    return Splice(place, place, new)


def qualified(element: Element) -> str:
    """Return the name of an element with its prefix."""
    return f"{element.prefix}:{element.name}" if element.prefix else element.name


def words(text: str, element: Element) -> str:
    """Return the text that an element holds."""
    pieces = _UNPARSED.split(_ASIDE.sub("", text[element.inside : element.outside]))
    return "".join(piece if at % 2 else with_signs(piece) for at, piece in enumerate(pieces))


def decoded(part: bytes) -> str:
    """Return the text of a part, which will be in UTF-8 and says so where it was in another encoding; raise `ValueError` or `LookupError` where it can't be read."""
    declared = _ENCODING.match(part.removeprefix(b"\xef\xbb\xbf"))
    wide = _WIDE.get(part[:2], "")
    if not wide and (declared is None or declared[1].lower() == b"utf-8"):
        return part.decode("utf-8-sig")
    text = part.decode(wide or str(declared and declared[1].decode()))
    return _DECLARED + _DECLARATION.sub("", text, count=1)


def attribute(text: str) -> str:
    """Return a text as XML has it within double quotes."""
    return as_markup(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def cell_text(text: str) -> str:
    """Return a text as XML has it in a cell: signs that XML can't have, and what would be read as one of these, by their numbers."""
    return as_markup(_NO_SIGN_OF_XML.sub(lambda sign: f"_x{ord(sign[0]):04X}_", _ESCAPED.sub("_x005F_", text[:_LONGEST])))
