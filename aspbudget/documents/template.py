"""The template of an office, checked: a whole Word document that carries nothing active, made ready for the library that reads it."""

from __future__ import annotations

import posixpath
from io import BytesIO
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZipFile

from aspbudget.documents.active_content import Search, of_link, of_part
from aspbudget.faults import Fault, Refused
from aspbudget.inputs.kinds import Kind
from aspbudget.inputs.package import (
    BROKEN,
    CONTENTS,
    LINK,
    MOST_ELEMENTS,
    PART,
    Handlers,
    UnsafeError,
    elements,
    open_package,
    stream,
)
from aspbudget.workspace import INPUTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from aspbudget.inputs.package import Package

DOCUMENT = Kind(
    "document", ".docx", "a Word document (.docx)", "word processor", "open it in Word and save it as Word Document (.docx)",
    "make its pictures smaller", "make its pictures smaller", ("WordDocument", ".doc"),
)  # fmt: skip
DEEPEST = 200  # elements inside each other; the library that reads them stops at 256, and Word's own stay below 60
STRICT = 'This is a "Strict Open XML" document: save it as "Word Document (.docx)".'
_STRICT = "http://purl.oclc.org/ooxml/"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main document"
_REFERENCES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships "
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAIN_OF_TEMPLATE = _MAIN.replace("document.main", "template.main")
_DEFAULT = PART.replace("Override", "Default")
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ROOT = "_rels/.rels"
_SVG = "image/svg+xml"  # a picture, which may have a document type
_INSIDE = {
    "content.xml": "an OpenDocument file",
    "xl/workbook.xml": "an .xlsx workbook",
    "ppt/presentation.xml": "a PowerPoint presentation",
    "Index/Document.iwa": "an Apple Pages file",
}


class Form(NamedTuple):
    """A kind of document that is written on a template: the word for it, which names the template's file and its place in that.

    The paragraphs of one that is numbered have numbers on the built-in template, and the headings of one that is lettered letters; its
    headings have so many levels. `head` is the place-holder at the head of its pages.
    """

    word: str
    numbered: bool = True
    levels: int = 1
    lettered: bool = False
    head: str = "symbol"

    @property
    def file(self) -> str:
        """The name of the template's file: `statement_template.docx`."""
        return f"{self.word}_template.docx"

    @property
    def label(self) -> str:
        """The template as it is shown, in the folder of the inputs."""
        return f"{INPUTS}/{self.file}"

    @property
    def place(self) -> str:
        """What a paragraph of the template says where the document is to stand: `{statement}`."""
        return f"{{{self.word}}}"

    def refused(self, *reasons: str) -> Refused:
        """Return the refusal of the template, for these reasons."""
        return Refused(Fault(self.label, "", "", reason) for reason in reasons)


STATEMENT, LETTER = Form("statement", lettered=True, head="document"), Form("letter", numbered=False)
NARRATIVE, RESOLUTION = Form("narrative", levels=3), Form("resolution", levels=2)


def checked(data: bytes, form: Form = STATEMENT) -> bytes:
    """Return the template that an office gave, in the form in which every legal document can be read.

    A template (.dotx) is a document; a link to a part that isn't there goes when nothing needs it; names of parts have no case.
    Raises `Refused` with everything that is wrong: another kind of file, damage, or content that acts by itself.
    """
    try:
        with open_package(data, DOCUMENT) as package:
            return _Template(package, form).ready()
    except UnsafeError as unsafe:
        raise form.refused(*unsafe.args) from unsafe


def given(inputs: Path, form: Form = STATEMENT) -> bytes | None:
    """Return the template that an office has put into the folder of inputs, checked; nothing where there is none.

    Raises `Refused` as `checked` does, and for a folder.
    """
    path = inputs / form.file
    if path.is_dir():
        reason = "This is a folder: put a Word document (.docx) of this name in its place, or give the folder another name."
        raise form.refused(reason)
    return checked(path.read_bytes(), form) if path.exists() else None


class _Link(NamedTuple):
    """A relationship: its name, its type, the part or address to which it leads, and which of the two it is."""

    identity: str
    kind: str
    target: str
    external: bool


class _Template:
    """The parts of a template, their types, the links between them, and what was found in them."""

    def __init__(self, package: Package, form: Form) -> None:
        self.package, self.form = package, form
        self.names = {name.casefold(): name for name in package.namelist() if not name.endswith("/")}
        if CONTENTS.casefold() not in self.names:
            raise UnsafeError(DOCUMENT.other(self.other_kind()))
        self.types = self.stated_types()
        self.links = {self.source(name): self.read_links(name) for name in self.names.values() if name.endswith(".rels")}
        self.main = self.main_part()
        self.room = MOST_ELEMENTS

    def ready(self) -> bytes:
        """Return the template made ready, or raise `UnsafeError` with every reason why it can't be."""
        active: dict[str, str] = {}
        damage: list[str] = []
        for name in self.names.values():
            found, refers = self.read_part(name)
            active |= dict.fromkeys(found, name) | active
            damage += self.astray(name, refers)
        for source, links in self.links.items():
            found = [of_link(each.kind, each.target, external=each.external) for each in links]
            active |= {each: source or _ROOT for each in found if each and each not in active}
        if reasons := [*starmap(self.carries, active.items()), *map(DOCUMENT.damaged, damage)]:
            raise UnsafeError(*reasons)
        return self.rewritten()

    def carries(self, name: str, part: str) -> str:
        """Return the sentence that says what acts by itself, and where."""
        return f"The document holds {name} ({part!a}), which no {self.form.word} may carry: take it out in Word and save the document again."

    def other_kind(self) -> str:
        """Return what a package that is no document is."""
        return next((kind for part, kind in _INSIDE.items() if part.casefold() in self.names), "a zip archive")

    def stated_types(self) -> dict[str, str]:
        """Return the type of each part, by its own name or by its ending; a part without one has none."""
        contents = self.names[CONTENTS.casefold()]
        own = {each.get("PartName", "")[1:].casefold(): each.get("ContentType", "") for each in elements(self.package, contents, PART)}
        default = {each.get("Extension", "").casefold(): each.get("ContentType", "") for each in elements(self.package, contents, _DEFAULT)}
        return {name: own.get(key) or default.get(key.rpartition(".")[2], "") for key, name in self.names.items()}

    def source(self, rels: str) -> str:
        """Return the part whose links a part holds: `word/document.xml` for `word/_rels/document.xml.rels`."""
        folder, base = posixpath.split(rels)
        path = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
        return self.names.get(path.casefold(), path)

    def read_links(self, rels: str) -> list[_Link]:
        """Return the links of a part; a link within the package is to a part as it is named, or as it should be."""
        folder = posixpath.dirname(self.source(rels))
        links = [
            _Link(each.get("Id", ""), each.get("Type", ""), each.get("Target", ""), each.get("TargetMode") == "External")
            for each in elements(self.package, rels, LINK)
        ]
        if len({each.identity for each in links}) < len(links):
            raise UnsafeError(DOCUMENT.damaged(f"two links of {rels} have one name"))
        return [each if each.external else each._replace(target=self.part(folder, each.target)) for each in links]

    def part(self, folder: str, target: str) -> str:
        """Return the part to which a target leads from a folder, whatever the case and the escapes of its letters."""
        path = posixpath.normpath(posixpath.join("/", folder, target.partition("#")[0])).lstrip("/")
        return self.names.get(path.casefold()) or self.names.get(unquote(path).casefold()) or path

    def main_part(self) -> str:
        """Return the part that holds the text; raise `UnsafeError` when the package is no Word document."""
        found = [each for each in self.links.get("", []) if each.kind.endswith("/officeDocument")]
        if not found or self.other_kind() != "a zip archive":
            raise UnsafeError(DOCUMENT.other(self.other_kind()))
        if found[0].kind.startswith(_STRICT):
            raise UnsafeError(STRICT)
        main = found[0].target
        if main not in self.types:
            raise UnsafeError(DOCUMENT.damaged(f"{main} is missing"))
        if self.types[main] == _MAIN_OF_TEMPLATE:
            self.types[main] = _MAIN
        if self.types[main] != _MAIN and not of_part(self.types[main], b""):
            raise UnsafeError(DOCUMENT.other("a package of another kind"))
        return main

    def read_part(self, name: str) -> tuple[list[str], set[str]]:
        """Return the active content of a part, and the links to which it refers; raise `UnsafeError` when it can't be read."""
        kind = self.types[name]
        try:
            with self.package.open(name) as opened:
                itself = of_part(kind, opened.read(8))
                while opened.read(1 << 20):  # to the end, where its checksum is
                    pass
        except BROKEN as error:
            raise UnsafeError(DOCUMENT.damaged(f"{name} cannot be read")) from error
        if kind == _SVG or not (kind.endswith("xml") or name.casefold().endswith((".xml", ".rels", ".vml"))):
            return [itself] if itself else [], set()
        reading = _Reading(name, self.room)
        stream(self.package, name, Handlers(reading.start, reading.search.text, reading.end))
        reading.search.finish()
        self.room = reading.room
        if name == self.main and reading.root != _WORD:
            raise UnsafeError(STRICT if reading.root.startswith(_STRICT) else DOCUMENT.damaged(f"{name} holds no text of Word"))
        return [*([itself] if itself else []), *reading.search.found], reading.refers

    def astray(self, name: str, refers: set[str]) -> Iterator[str]:
        """Yield what a part refers to and isn't there."""
        known = {each.identity: each for each in self.links.get(name, [])}
        for identity in sorted(refers):
            link = known.get(identity)
            if link is None:
                yield f"{name} refers to {identity!a}, which leads nowhere"
            elif not link.external and not self.types.get(link.target):
                yield f"{link.target!a} is missing, to which {name} refers"

    def rewritten(self) -> bytes:
        """Return the same package with every part's type, and every link to a part that is there, stated in full."""
        out = BytesIO()
        parts = {name: kind for name, kind in self.types.items() if kind and not name.endswith(".rels") and name != self.names[CONTENTS.casefold()]}
        with ZipFile(out, "w", ZIP_DEFLATED) as written:
            written.writestr(CONTENTS, _types(parts))
            for name in parts:
                written.writestr(name, self.package.read(name))
            for source, links in self.links.items():
                folder, base = posixpath.split(source)
                kept = [each for each in links if each.external or each.target in parts]
                written.writestr(posixpath.join(folder, "_rels", f"{base}.rels"), _links(kept))
        return out.getvalue()


class _Reading:
    """The reading of one part: its root, how deep and how much it holds, the links to which it refers, and its active content."""

    def __init__(self, name: str, room: int) -> None:
        self.name, self.room = name, room
        self.depth = 0
        self.root = ""
        self.refers: set[str] = set()
        self.search = Search()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.room -= 1
        if self.depth > DEEPEST:
            raise UnsafeError(DOCUMENT.damaged(f"{self.name} holds more than {DEEPEST} elements inside each other"))
        if self.room < 0:
            reason = f"The document holds more than {MOST_ELEMENTS:,} elements: leave only the letterhead in it."
            raise UnsafeError(reason)
        self.root = self.root or tag
        for key, value in attributes.items():
            if value and key.startswith(_REFERENCES):
                self.refers.add(value)
        self.search.start(tag, attributes)

    def end(self, _: str) -> None:
        self.depth -= 1


def _quoted(text: str) -> str:
    from xml.sax.saxutils import quoteattr  # noqa: PLC0415 - all that speaks to the web is loaded with it, and few documents have a template

    return quoteattr(text)


def _types(parts: dict[str, str]) -> str:
    each = "".join(f"<Override PartName={_quoted('/' + name)} ContentType={_quoted(kind)}/>" for name, kind in parts.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{rels}{each}</Types>'


def _links(links: list[_Link]) -> str:
    each = "".join(
        f"<Relationship Id={_quoted(link.identity)} Type={_quoted(link.kind)} Target={_quoted(link.target if link.external else '/' + link.target)}"
        f'{" TargetMode=" + _quoted("External") if link.external else ""}/>'
        for link in links
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'
