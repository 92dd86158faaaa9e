"""A package that is being changed: parts that are written anew, those that are added or left out, and the links between parts; all else is copied byte for byte."""

from __future__ import annotations

import posixpath
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from aspbudget.copies.markup import Splice, decoded, elements, named, spliced, within
from aspbudget.inputs.package import BROKEN, CONTENTS, Handlers, UnsafeError, book_part, damaged, open_package, send

if TYPE_CHECKING:
    from aspbudget.copies.markup import Element

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_NO_LINKS = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
_CHAIN, _SIGNED = "calcChain", "digital-signature/origin"


class Link(NamedTuple):
    """What links a part to another: its name, the last words of its kind, the part that it leads to, and its element."""

    name: str
    kind: str
    part: str
    element: Element


class PackageCopy:
    """The parts of a workbook that is being changed.

    Raises `UnsafeError` when it is opened where it is no workbook, or not safe to read.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._package = open_package(data)
        self._names = {part.filename for part in self._package.infolist()}
        self._texts: dict[str, str] = {}
        self._original: dict[str, str] = {}
        self._left_out: set[str] = set()
        self.book = book_part(self._package)

    def text(self, part: str) -> str:
        """Return the markup of a part as it is by now; raise `UnsafeError` where it isn't safe to read."""
        if part not in self._texts:
            try:
                data = self._package.read(part)
                send(self._package, part, BytesIO(data), Handlers())
                self._texts[part] = self._original[part] = decoded(data)
            except BROKEN as error:
                raise UnsafeError(damaged(f"{part} cannot be read")) from error
        return self._texts[part]

    def drawn(self, part: str) -> str:
        """Return the markup of a drawing as it is by now, which needn't be XML in all that it has; raise `UnsafeError` where it can't be read."""
        if part not in self._texts:
            try:
                self._texts[part] = self._original[part] = self._package.read(part).decode()
            except BROKEN as error:
                raise UnsafeError(damaged(f"{part} cannot be read")) from error
        return self._texts[part]

    def write(self, part: str, text: str) -> None:
        """Write a part anew."""
        self._texts[part] = text
        self._names.add(part)

    def has(self, part: str) -> bool:
        """Whether there is a part."""
        return part in self._names

    def links(self, part: str) -> list[Link]:
        """Return what links a part to others of the workbook."""
        where = _links_of(part)
        if where not in self._names:
            return []
        found = []
        for each in named(self.text(where), "Relationship"):
            said = each.attributes
            if said.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), said.get("Target", "")))[1:]
                found.append(Link(said.get("Id", ""), said.get("Type", ""), target, each))
        return found

    def linked(self, part: str, kind: str) -> list[str]:
        """Return the parts of a kind to which a part is linked, as `table`."""
        return [link.part for link in self.links(part) if link.kind.endswith(f"/{kind}") and link.part in self._names]

    def link(self, part: str, kind: str, target: str) -> str:
        """Link a part to another, and return the name of the link."""
        where = _links_of(part)
        if where not in self._names:
            self.write(where, _NO_LINKS)
        text = self.text(where)
        *others, root = elements(text)
        known = {each.attributes.get("Id") for each in others}
        name = next(each for each in (f"rId{number}" for number in range(1, len(known) + 2)) if each not in known)
        tag = f"{root.prefix}:Relationship" if root.prefix else "Relationship"
        self.write(where, spliced(text, [within(text, root, f'<{tag} Id="{name}" Type="{RELATIONS}/{kind}" Target="/{target}"/>')]))
        return name

    def add(self, part: str, kind: str, text: str) -> None:
        """Add a part of a kind, as `worksheet`."""
        contents = self.text(CONTENTS)
        *_, root = elements(contents)
        tag = f"{root.prefix}:Override" if root.prefix else "Override"
        self.write(CONTENTS, spliced(contents, [within(contents, root, f'<{tag} PartName="/{part}" ContentType="{_KINDS}{kind}+xml"/>')]))
        self.write(part, text)

    def free(self, pattern: str) -> str:
        """Return the first name of a pattern, as `xl/comments{}.xml`, that no part has."""
        taken = {name.casefold() for name in self._names}
        return next(name for name in (pattern.format(number) for number in range(1, len(taken) + 2)) if name.casefold() not in taken)

    def packed(self) -> bytes:
        """Return the file with all that was changed; the same bytes where nothing was."""
        if all(self._original.get(part) == text for part, text in self._texts.items()):
            return self._data
        self._leave_out()
        return self._zipped()

    def _leave_out(self) -> None:
        """Leave out the order in which formulas were computed, and a signature of what is no longer there."""
        for owner, kind in ((self.book, _CHAIN), ("", _SIGNED)):
            links = [link for link in self.links(owner) if link.kind.endswith(f"/{kind}")]
            folders = {f"{posixpath.dirname(link.part)}/" for link in links if kind == _SIGNED}
            self._left_out |= {link.part for link in links} | {name for name in self._names if any(name.startswith(folder) for folder in folders)}
            if links:
                self.write(_links_of(owner), spliced(self.text(_links_of(owner)), [Splice(link.element.start, link.element.end, "") for link in links]))
        if self._left_out:
            contents = self.text(CONTENTS)
            listed = [each for each in named(contents, "Override") if each.attributes.get("PartName", "")[1:] in self._left_out]
            self.write(CONTENTS, spliced(contents, [Splice(each.start, each.end, "") for each in listed]))

    def _zipped(self) -> bytes:
        file = BytesIO()
        parts = self._package.infolist()
        with ZipFile(file, "w", ZIP_DEFLATED) as target:
            for part in parts:
                if part.filename not in self._left_out:
                    anew = self._texts.get(part.filename)
                    same = anew is None or anew == self._original.get(part.filename)
                    target.writestr(_entry(part.filename, part), self._package.read(part) if same else str(anew).encode())
            for name in self._texts:
                if name not in self._original:
                    target.writestr(_entry(name, parts[0]), self._texts[name].encode())
        return file.getvalue()


def _entry(name: str, like: ZipInfo) -> ZipInfo:
    entry = ZipInfo(name, like.date_time)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, like.external_attr
    return entry


def _links_of(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")
