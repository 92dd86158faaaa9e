"""Properties of a file: what an output says of itself beside its content, which most programs keep: its seal, and the signature of a document that someone signed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml import etree

from aspbudget.inputs.package import Handlers, stream

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.inputs.package import Package

SEALED = "Seal"  # the property of the file that has the code, for when the sheet is gone
SIGNED = "Signature"
PROPERTIES = "docProps/custom.xml"  # the part of a file that has them
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_OURS, _FIRST = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", 2  # what the standard asks for of properties that are a person's own
NO_PROPERTIES = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="{_SPACE}" xmlns:vt="{_VALUES}"/>'.encode()


def properties(package: Package) -> dict[str, str]:
    """Return the properties of a file by their names that are no program's own; none where it has none."""
    found: dict[str, str] = {}
    names: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{_SPACE} property":
            names.append(attributes.get("name", ""))

    def text(part: str) -> None:
        if names:
            found[names[-1]] = f"{found.get(names[-1], '')}{part}"

    if PROPERTIES in package.namelist():
        stream(package, PROPERTIES, Handlers(start, text))
    return {name: value.strip() for name, value in found.items()}


def has_properties(data: bytes) -> bool:
    """Whether a file has a place for properties."""
    with ZipFile(BytesIO(data)) as package:
        return PROPERTIES in package.namelist()


def with_property(data: bytes, name: str, value: str) -> bytes:
    """Return a file that has properties with another one, in place of the one of the same name; every other part of it stays byte for byte."""
    return with_part(data, PROPERTIES, lambda content: named(content, name, value))


def with_part(data: bytes, name: str, altered: Callable[[bytes], bytes]) -> bytes:
    """Return a file with one of its parts altered; every other part of it stays byte for byte."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part, altered(content) if part.filename == name else content)
    return made.getvalue()


def named(content: bytes, name: str, value: str) -> bytes:
    """Return the part of a file that has its properties with another one, in place of the one of the same name."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    for each in root.findall(f"{{{_SPACE}}}property[@name='{name}']"):
        root.remove(each)
    number = max((int(each.get("pid", "0")) for each in root), default=_FIRST - 1) + 1
    added = etree.SubElement(root, f"{{{_SPACE}}}property", fmtid=_OURS, pid=str(number), name=name)
    etree.SubElement(added, f"{{{_VALUES}}}lpwstr").text = value
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
