"""The readers' set: documents bound into one PDF, with an outline of them and of their sheets and headings, and pages numbered throughout."""

from __future__ import annotations

from importlib.util import find_spec
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZipFile

from lxml import etree

from aspbudget.faults import WrongUse
from aspbudget.paper.office import NotPrinted, printed, program
from aspbudget.paper.page_numbers import numbered

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pypdf import PdfReader, PdfWriter

    from aspbudget.paper.office import Document

_PROPERTIES = "docProps/core.xml"
_TERM = "{http://purl.org/dc/elements/1.1/}"


class NoBinder(WrongUse):
    """The library that binds PDFs isn't installed here."""


class Bound(NamedTuple):
    """A bound set: its bytes, and how many pages each of its documents has."""

    data: bytes
    pages: tuple[int, ...]


def refuse_without_means() -> None:
    """Raise `NoBinder` or `NoOffice` where a set can't be made here, before anything is computed."""
    if find_spec("pypdf") is None:
        message = 'A PDF is bound by the library pypdf, which isn\'t installed here: pip install "aspbudget[pdf]", or leave --pdf out.'
        raise NoBinder(message)
    program()


def readers_set(documents: Sequence[Document], day: date | None) -> Bound:
    """Return documents of one language as one PDF, in their order, dated with a day where one is given: the clock is never in it.

    They are laid out twice, the second time with the numbers of their pages in the whole. Raises `NoOffice` and `NotPrinted`.
    """
    locale = _stated(documents[0].data)["language"]
    sizes = _sizes(printed(documents, locale))
    firsts = [1 + pages for pages in accumulate(sizes[:-1], initial=0)]
    parts = printed([numbered(each, first, firsts[-1] + sizes[-1] - 1) for each, first in zip(documents, firsts, strict=True)], locale)
    if moved := [each for each, before, after in zip(documents, sizes, _sizes(parts), strict=True) if before != after]:
        raise NotPrinted(moved[0].name, "LibreOffice laid it out on another number of pages the second time, so that no page has a number that is sure")
    return Bound(_bound(documents, parts, day), tuple(sizes))


def _sizes(parts: Sequence[bytes]) -> list[int]:
    return [len(_reader(part).pages) for part in parts]


def _reader(data: bytes) -> PdfReader:
    from pypdf import PdfReader  # noqa: PLC0415 - only runs that are asked for a PDF pay for it

    return PdfReader(BytesIO(data))


def _bound(documents: Sequence[Document], parts: Sequence[bytes], day: date | None) -> bytes:
    from pypdf import PdfWriter  # noqa: PLC0415 - as above

    writer = PdfWriter()
    known = [_stated(each.data) for each in documents]
    for part, stated in zip(parts, known, strict=True):
        writer.append(_reader(part), outline_item=stated.get("title"), import_outline=True)
    _without_dead_links(writer)
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    author = next((each["creator"] for each in known if each["creator"]), "")
    whole = PdfWriter(clone_from=_reader(_written(writer)))  # numbered anew: readers stumble over the numbers of what is left out
    whole.pdf_header = writer.pdf_header
    _describe(whole, known[0] | {"creator": author}, day)
    return _written(whole)


def _written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _describe(writer: PdfWriter, stated: dict[str, str], day: date | None) -> None:
    """State the title, the author, the language and the day of the set, and let it open with its outline beside it."""
    from pypdf.generic import BooleanObject, DictionaryObject, NameObject, TextStringObject  # noqa: PLC0415 - as above

    dated = {"/CreationDate": f"D:{day:%Y%m%d}000000Z", "/ModDate": f"D:{day:%Y%m%d}000000Z"} if day else {}
    writer.metadata = {"/Title": stated["title"], "/Author": stated["creator"], "/Producer": "aspbudget", **dated}
    writer.page_mode = "/UseOutlines"
    writer.root_object[NameObject("/Lang")] = TextStringObject(stated["language"])
    writer.root_object[NameObject("/ViewerPreferences")] = DictionaryObject({NameObject("/DisplayDocTitle"): BooleanObject(value=True)})


def _without_dead_links(writer: PdfWriter) -> None:
    """Take out the links that lead nowhere on paper, as those to a sheet that isn't printed."""
    from pypdf.generic import ArrayObject  # noqa: PLC0415 - as above

    for page in writer.pages:
        found = page.annotations or ()
        page.annotations = ArrayObject(each for each in found if each.get_object().get("/A", {}).get("/URI") != "") or None


def _stated(document: bytes) -> dict[str, str]:
    """Return the title, the author and the language that a workbook or a text states of itself."""
    with ZipFile(BytesIO(document)) as package:
        root = etree.fromstring(package.read(_PROPERTIES))
    return {name: root.findtext(f"{_TERM}{name}") or "" for name in ("title", "creator", "language")}
