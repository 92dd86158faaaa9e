"""Active content: what in a Word document runs, asks or fetches by itself, which no statement may carry; found by name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from aspbudget.inputs.kinds import OLE

_OFFICE = ("http://schemas.openxmlformats.org/", "http://schemas.microsoft.com/", "urn:schemas-microsoft-com:")


class Signs(NamedTuple):
    """How a kind of content shows itself, each a list of words.

    `elements` are names without their name spaces, `fields` the names of Word fields, `links` the ends of types of relationships,
    `types` parts of the types of parts (in small letters).
    """

    elements: str = ""
    fields: str = ""
    links: str = ""
    types: str = ""


COMPUTED = "a field whose name is made by another field"
HYPERLINK = "a hyperlink that does not lead to a web page or an e-mail address"
ACTIVE = {
    "macros": Signs("macro vbaSuppData", "", "vbaProject wordVbaData", "vba macroenabled"),
    "a button that runs a macro": Signs("", "MACROBUTTON"),
    "a live exchange of data (DDE)": Signs("", "DDE DDEAUTO"),
    "a link to another file": Signs("", "LINK RD"),
    "text that is taken from another file": Signs("altChunk", "INCLUDE INCLUDETEXT IMPORT", "aFChunk"),
    "a picture that is taken from another file": Signs("", "INCLUDEPICTURE"),
    "a document inside the document": Signs("subDoc", "", "subDocument"),
    "an object of another program (OLE)": Signs("object OLEObject objectEmbed objectLink", "EMBED", "oleObject", "oleobject"),
    "an ActiveX control": Signs("control ocx", "CONTROL HTMLCONTROL", "control activeXControlBinary", "activex"),
    "a mail merge or a query of a database": Signs("mailMerge", "DATABASE", "mailMergeSource mailMergeHeaderSource recipientData"),
    "frames that show other files": Signs("frameset", "", "frame"),
    "commands to a printer": Signs("", "PRINT"),
    "an add-in or a ribbon of its own": Signs("schemaLibrary", "ADDIN", "webextensiontaskpanes webextension extensibility", "webextension"),
    "a film or sound from elsewhere": Signs("webVideoPr movie", "", "video audio media"),
    "a transformation of the file (XSLT)": Signs("saveThroughXslt", "", "transform"),
    "a digital signature": Signs("", "", "origin signature", "digital-signature"),
}
EXTERNAL = {
    "attachedTemplate": "a template that is kept elsewhere (in Word: Developer, Document Template)",
    "image": "a picture that is kept elsewhere",
}
ELSEWHERE = "content that is kept elsewhere"
_HARMLESS = re.compile(r"(https?://|mailto:|tel:|#)[^\\]*|\Z", re.IGNORECASE)
_ADDRESSES = {"src", "href", "althref"}  # attributes of drawings that hold an address, and the drawings that fetch what is there
_FETCHING = {"imagedata", "fill", "stroke", "image"}
_DRAWN = ("urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office")
_ELSEWHERE = re.compile(r"[\w.+-]+:|[\\/]{2}")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_SIMPLE, _MARK, _INSTRUCTIONS, _KIND = (_WORD + name for name in ("fldSimple", "fldChar", "instr", "fldCharType"))
_WORDS = {_WORD + name for name in ("instrText", "delInstrText")}
_PROMPT = "nomacro"  # `MACROBUTTON NoMacro [Type the name here]` is how templates prompt; it runs nothing


def _by(kind: str) -> dict[str, str]:
    return {sign.casefold(): name for name, signs in ACTIVE.items() for sign in getattr(signs, kind).split()}


_ELEMENTS, _FIELDS, _LINKS, _TYPES = map(_by, Signs._fields)


def of_link(kind: str, target: str, *, external: bool) -> str:
    """Return the active content that a relationship of a type leads to, in words, or nothing."""
    end = kind.rpartition("/")[2]
    if end.casefold() in _LINKS:
        return _LINKS[end.casefold()]
    if not external:
        return ""
    if end == "hyperlink":
        return "" if _HARMLESS.fullmatch(target.strip()) else HYPERLINK
    return EXTERNAL.get(end, ELSEWHERE)


def of_part(kind: str, start: bytes) -> str:
    """Return the active content that a part is, by its type or its first bytes, in words, or nothing."""
    found = next((name for sign, name in _TYPES.items() if sign in kind.casefold()), "")
    return found or ("macros or an object of another program (OLE)" if start.startswith(OLE) else "")


@lru_cache(maxsize=4096)
def _of_element(tag: str) -> str:
    space, _, name = tag.rpartition(" ")
    return _ELEMENTS.get(name.casefold(), "") if space.startswith(_OFFICE) else ""


class Search:
    """The search of one part for active content: its elements, and its fields, however they are cut in pieces.

    A field begins, has instructions, may have a result, and ends; others may stand inside both.
    """

    def __init__(self) -> None:
        self.found: dict[str, None] = {}
        self.fields: list[str | None] = []  # the instructions of each field that is open; None once its result has begun
        self.loose = ""  # instructions outside any field
        self.inside = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Look at an element; its name and those of its attributes follow their name spaces and a space."""
        if found := _of_element(tag):
            self.note(found)
        if tag.startswith(_DRAWN):
            self.drawn(tag.rpartition(" ")[2], attributes)
        elif tag == _SIMPLE:
            self.instructed(attributes.get(_INSTRUCTIONS, ""))
        elif tag == _MARK:
            self.change(attributes.get(_KIND, ""))
        self.inside = tag in _WORDS

    def drawn(self, name: str, attributes: dict[str, str]) -> None:
        """Look at the addresses in a drawing: the hyperlink of a shape may lead to a page, a picture may be fetched from nowhere."""
        for key, value in attributes.items():
            attribute, address = key.rpartition(" ")[2].casefold(), value.strip()
            if attribute not in _ADDRESSES or not _ELSEWHERE.match(address):
                continue
            if attribute == "href" and name not in _FETCHING:
                self.note("" if _HARMLESS.fullmatch(address) else HYPERLINK)
            else:
                self.note(EXTERNAL["image"])

    def text(self, words: str) -> None:
        """Take text that belongs to the instructions of a field."""
        if self.fields and self.fields[-1] is not None:
            self.fields[-1] += words
        elif self.inside:
            self.loose += words

    def change(self, kind: str) -> None:
        """Follow the beginning, the result and the end of a field."""
        if kind == "begin":
            if self.fields and self.fields[-1] is not None and _may_become_active(self.fields[-1]):
                self.note(COMPUTED)
            self.fields.append("")
        elif self.fields:
            self.instructed(self.fields[-1] or "")
            self.fields[-1] = None
            if kind == "end":
                self.fields.pop()

    def finish(self) -> None:
        """Look at what is left: fields that don't end, and instructions outside any."""
        for instructions in (*self.fields, self.loose):
            self.instructed(instructions or "")

    def instructed(self, instructions: str) -> None:
        """Look at the instructions of a field."""
        name, rest = [*instructions.split(None, 1), "", ""][:2]
        name = name.strip("\"'").casefold()
        if not (name == "macrobutton" and rest.casefold().startswith(_PROMPT)):
            self.note(_FIELDS.get(name, ""))
        if name == "hyperlink":
            target = re.match(r'\s*"([^"]*)"|\s*([^\s\\]\S*)', rest)
            self.note(HYPERLINK if target and not _HARMLESS.fullmatch((target[1] or target[2] or "").strip()) else "")

    def note(self, found: str) -> None:
        """Keep what was found, once."""
        if found:
            self.found[found] = None


def _may_become_active(instructions: str) -> bool:
    """Whether what another field adds to these instructions may make them those of an active field: in `{ D{ QUOTE "DE" } … }` it does."""
    begun = instructions.lstrip().casefold()
    return any(name.startswith(begun) for name in _FIELDS)
