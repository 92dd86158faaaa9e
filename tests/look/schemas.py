"""Schemas: whether a file is what the standard of Office Open XML says that a workbook or a text is, part by part."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from openxml_audit import FileFormat, OpenXmlValidator

if TYPE_CHECKING:
    from pathlib import Path


def faults(path: Path) -> list[str]:
    """Return what a file breaks of the schemas: the part, the place in it, and what is wrong there."""
    found = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path)
    return [f"{each.part_uri} {each.path}: {each.description}" for each in found.errors]


def broken(path: Path, part: str, before: str, after: str) -> Path:
    """Return a file beside another in which a part of the package is changed."""
    other = path.with_stem(f"{path.stem} broken")
    with ZipFile(path) as read, ZipFile(other, "w", ZIP_DEFLATED) as written:
        for name in read.namelist():
            text = read.read(name)
            written.writestr(name, text.replace(before.encode(), after.encode(), 1) if name == part else text)
    return other
