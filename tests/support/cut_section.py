"""The section of 2004 cut in tests: the sheets of posts, overtime and travel, and those on which they rest, as the tool wrote them, read and changed in a fifth of the time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from lxml import etree

from aspbudget.language import Language
from support.french import french_of
from support.made_once import once
from support.workbooks import MAIN, RELATION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

INPUT = Path(__file__).resolve().parents[2] / "inputs" / "2004" / "section.xlsx"
SHEETS = ("Posts", "Overtime", "Travel")
BELOW = (
    "Cycle", "Sessions", "Prices", "Grades", "Standard costs", "Currencies", "Indices", "Travellers", "Assumptions", "Sub-programmes", "Objects", "Bodies",
    "Languages", "Language sets", "Venues",
)  # fmt: skip
_BOOK, _TYPES = "xl/workbook.xml", "[Content_Types].xml"
_CUT: dict[Any, Any] = {}


def cut_section(*sheets: str, french: bool = False) -> bytes:
    """Return the input workbook of the section of 2004 with these sheets alone, by default those of posts, overtime and travel, beside those on which they rest."""
    kept = {*BELOW, *(sheets or SHEETS)}
    return once(_CUT, (frozenset(kept), french), lambda: _in_french(kept) if french else cut(INPUT.read_bytes(), kept))  # type: ignore[no-any-return]


def _in_french(kept: Collection[str]) -> bytes:
    language = Language("fr")
    return cut(french_of(INPUT), {language.say(each) for each in kept})


def cut(data: bytes, kept: Collection[str]) -> bytes:
    """Return a workbook without its other sheets: their parts and the names of their cells are left out, and every other part is as it was."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(file, "w") as written:
        book, types = (etree.fromstring(package.read(name)) for name in (_BOOK, _TYPES))
        links = etree.fromstring(package.read(_links(_BOOK)))
        gone = set(_without(book, links, kept, package))
        for each in list(types):
            if each.get("PartName", "").removeprefix("/") in gone:
                types.remove(each)
        anew = {_BOOK: book, _TYPES: types, _links(_BOOK): links}
        for each in package.infolist():
            if each.filename not in gone:
                tree = anew.get(each.filename)
                written.writestr(each, package.read(each) if tree is None else etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
    return file.getvalue()


def _without(book: Any, links: Any, kept: Collection[str], package: ZipFile) -> Iterator[str]:
    """Take the other sheets out of the list of a workbook, and yield the parts that only they have."""
    before = [each.get("name", "") for each in book.find(f"{MAIN}sheets")]
    targets = {each.get("Id"): each for each in links}
    for sheet in list(book.find(f"{MAIN}sheets")):
        if sheet.get("name") not in kept:
            link = targets[sheet.get(RELATION)]
            yield from _parts(f"xl/{link.get('Target')}", package)
            links.remove(link)
            book.find(f"{MAIN}sheets").remove(sheet)
    after = [each.get("name", "") for each in book.find(f"{MAIN}sheets")]
    for name in list(book.iterfind(f"{MAIN}definedNames/{MAIN}definedName")):
        if name.text.partition("!")[0].strip("'") not in after:
            name.getparent().remove(name)
        elif of := name.get("localSheetId"):
            name.set("localSheetId", str(after.index(before[int(of)])))
    for view in book.iterfind(f"{MAIN}bookViews/{MAIN}workbookView"):
        view.attrib.pop("activeTab", None)
        view.attrib.pop("firstSheet", None)


def _parts(name: str, package: ZipFile) -> Iterator[str]:
    """Yield a part of a package, and those to which it alone is linked: its table, its notes and the boxes that show them."""
    yield name
    if _links(name) in package.namelist():
        yield _links(name)
        for each in etree.fromstring(package.read(_links(name))):
            if each.get("TargetMode") != "External":
                yield "/".join(_steps(PurePosixPath(name).parent / each.get("Target")))


def _steps(path: PurePosixPath) -> list[str]:
    found: list[str] = []
    for step in path.parts:
        found = found[:-1] if step == ".." else [*found, step]
    return found


def _links(name: str) -> str:
    path = PurePosixPath(name)
    return str(path.parent / "_rels" / f"{path.name}.rels")
