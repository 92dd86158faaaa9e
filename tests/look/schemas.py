"""Schemas: whether a file is what the standard of Office Open XML says that a workbook or a text is, part by part."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator, context

if TYPE_CHECKING:
    from pathlib import Path

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(E[+-]?[0-9]+)?")
_PLACE = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,5}")
_ROW = re.compile(r"[1-9][0-9]{0,5}")
_OF_PLACE = {"r": (_PLACE, _ROW), "ref": (_PLACE,), "spans": (re.compile(r"[0-9]+:[0-9]+"),)}  # what says where something stands
_LISTS = {"row": "c", "sheetData": "row", "commentList": "comment"}  # elements that hold any number of one other, none of which has a bearing on the next
_ANY_TEXT = ("t", "f")
TEXTS = "xl/sharedStrings.xml"


def faults(path: Path) -> list[str]:
    """Return what a file breaks of the schemas: the part, the place in it, and what is wrong there; of cells, rows and notes that are made alike, the first of the file says it."""
    short = path.with_name(f"~{path.name}")
    try:
        shortened(path, short)
        with patch.object(context, "_sibling_position", lambda _: 1):  # places among siblings are counted from the first, over and over: only where there is something to say
            found = _validator().validate(short)
        if found.errors:
            found = _validator().validate(short)
    finally:
        short.unlink(missing_ok=True)
    return [f"{each.part_uri} {each.path}: {each.description}" for each in found.errors]


def broken(path: Path, part: str, before: str, after: str) -> Path:
    """Return a file beside another in which a part of the package is changed."""
    other = path.with_stem(f"{path.stem} broken")
    with ZipFile(path) as read, ZipFile(other, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            text = read.read(name)
            written.writestr(name, text.replace(before.encode(), after.encode(), 1) if name == part else text)
    return other


def shortened(path: Path, other: Path) -> Path:
    """Return a workbook without the cells, rows and notes that are made as one before them is, written beside it; a text has none to leave out.

    They are made alike where they have the same elements with the same attributes, but for where they stand, and hold a text or a number where
    the other does: the schemas say the same of both.
    """
    with ZipFile(path) as read, ZipFile(other, "w") as written:
        shapes = _Shapes(read.read(TEXTS).count(b"<si>") if TEXTS in read.namelist() else 0)
        for info in read.infolist():
            data = read.read(info)
            written.writestr(info.filename, _shortened(data, shapes) if info.filename.startswith(("xl/worksheets/sheet", "xl/comments")) else data)
    return other


def _shortened(part: bytes, shapes: _Shapes) -> bytes:
    """Return a part without what is made as something before it, of this part or another; one that can't be read, or whose lists hold something else, as it is."""
    try:
        root = etree.fromstring(part)
    except etree.XMLSyntaxError:
        return part
    for name, of in _LISTS.items():
        for each in [found for found in root.iter(f"{{*}}{name}") if {child.tag for child in found} <= {str(found.tag).replace(f"}}{name}", f"}}{of}")}]:
            for child in list(each):
                if shapes.are_known(child):
                    each.remove(child)
    return etree.tostring(root)


class _Shapes:
    """What the schemas know of elements that were seen; cells may point at so many texts."""

    def __init__(self, texts: int) -> None:
        self._texts, self._seen = texts, set[object]()

    def are_known(self, element: Any) -> bool:
        """Whether an element was seen that is made as this one; it is from now on."""
        known, before = self._shape(element), len(self._seen)
        self._seen.add(known)
        return len(self._seen) == before

    def _shape(self, element: Any, of: str = "") -> object:
        """Return the name of an element, its attributes but for where it stands, what kind of text it holds in a cell of a kind, and what is in it."""
        name, kind = str(element.tag).rpartition("}")[2], element.get("t", "n")
        attributes = tuple((key, "" if any(each.fullmatch(value) for each in _OF_PLACE.get(key, ())) else value) for key, value in element.attrib.items())
        return element.tag, attributes, self._kind(name, of, element.text or ""), (element.tail or "").strip(), tuple(self._shape(child, kind) for child in element)

    def _kind(self, name: str, of: str, text: str) -> str:
        """Return a text, or what it is where any of its kind will do as well: a text, a number, or the place of a text."""
        is_any = name in _ANY_TEXT or (name == "v" and (of == "str" or (of == "n" and _NUMBER.fullmatch(text)) or (of == "s" and text.isdecimal() and int(text) < self._texts)))
        return "any" if text and is_any else text


class _Once:
    """A validator by schemas that doesn't validate a part again which is byte for byte one of another file that broke nothing, as the styles of all texts are."""

    def __init__(self, validator: Any) -> None:
        self._validator, self._good = validator, set[bytes]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._validator, name)

    def validate_part(self, part: Any, context: Any) -> Any:
        """Validate a part as the validator does, once."""
        key, before = sha256(f"{part.uri}\n".encode() + (part.raw_content or b"")).digest(), len(context.errors)
        if key in self._good:
            return context.errors
        found = self._validator.validate_part(part, context)
        if len(context.errors) == before:
            self._good.add(key)
        return found


@cache
def _validator() -> OpenXmlValidator:
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2019)
    validator._schema_validator = _Once(validator._schema_validator)  # the only way to put one in its place
    return validator
