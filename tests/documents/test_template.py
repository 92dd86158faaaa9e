"""The template: every legal document is written on; every other is refused in a sentence; nothing active is ever carried."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from lxml import etree
from support.chance import some
from support.crafted_documents import (
    LINKS,
    MAIN,
    PNG,
    TYPES,
    Crafted,
    crafted,
    document,
    external,
    links,
    paragraph,
    part,
    text,
    with_header,
)
from support.damaged_documents import damaged
from support.opened_documents import office, saved
from support.statements import FREE

from aspbudget.documents.template import STATEMENT, checked, given
from aspbudget.documents.terms import Terms
from aspbudget.documents.word import write_document
from aspbudget.faults import Refused

if TYPE_CHECKING:
    from pathlib import Path

CASES = crafted()
SENTENCE = re.compile(r"[A-Z{].*[^.]\.", re.DOTALL)
LATER = {"broken: two parts that would have one name", "broken: styles of another kind", "broken: a page of words"}  # refused where they are written on, not by the check
PASSING = {name: case for name, case in CASES.items() if not case.refusal or name in LATER}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def each_document_is_written_on_or_refused_in_a_sentence(case: Crafted) -> None:
    if case.refusal:
        assert any(case.refusal in reason for reason in refused(case.data))
    else:
        whole(write_document(FREE, Terms("en"), case.data))


@pytest.mark.parametrize("case", PASSING.values(), ids=PASSING)
def each_document_that_passes_the_check_passes_it_again(case: Crafted) -> None:
    found = checked(case.data)
    assert parts_of(checked(found)) == parts_of(found)


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a document by their names."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def there_are_as_many_legal_hostile_and_broken_ones_as_it_takes() -> None:
    kinds = [name.partition(":")[0] for name in CASES]
    assert (len(CASES) > 170, min(map(kinds.count, ("legal", "active", "broken")))) == (True, 46)


def refused(data: bytes) -> list[str]:
    """Return why a template is refused; each reason is a sentence about the template."""
    with pytest.raises(Refused) as found:
        write_document(FREE, Terms("en"), data)
    assert {(fault.workbook, fault.sheet, fault.cell) for fault in found.value.faults} == {(STATEMENT.label, "", "")}
    reasons = [fault.message for fault in found.value.faults]
    assert all(SENTENCE.fullmatch(reason) for reason in reasons)
    return reasons


def whole(data: bytes) -> None:
    """Hold a written document against what it must be: parts that are XML, each once, which the library opens."""
    docx.Document(BytesIO(data))
    with ZipFile(BytesIO(data)) as package:
        assert len(set(package.namelist())) == len(package.namelist())
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
    checked(data)


@cache
def healthy() -> tuple[bytes, ...]:
    """Return the documents that are damaged: legal ones that have few parts besides what is odd about them."""
    odd = ("as it is", "a header", "a picture", "footnotes", "fields", "numbering", "tracked changes", "two sections", "fifteen tables inside each other")
    return tuple(CASES[f"legal: {name}"].data for name in odd)


@pytest.mark.slow
@pytest.mark.parametrize("hundred", some(range(5), 2))
def no_document_damaged_at_random_ends_in_a_mistake(hundred: int) -> None:
    found = [outcome(damaged(healthy(), number)) for number in range(100 * hundred, 100 * hundred + 100)]
    assert {*found} == {"written", "refused"}


def outcome(data: bytes) -> str:
    """Return what comes of a damaged document: it is written, and whole, or refused in sentences."""
    try:
        written = write_document(FREE, Terms("en"), data)
    except Refused as why:
        return "refused" if all(SENTENCE.fullmatch(fault.message) for fault in why.faults) else str(why)
    whole(written)
    return "written"


def no_document_cut_short_is_written_on() -> None:
    data = document()
    for length in [*range(0, len(data), 60), len(data) - 1, len(data) - 22]:
        assert len(refused(data[:length])) == 1


def every_reason_is_given_at_once() -> None:
    changes = {LINKS: links(external("rId8", "image", "http://example.org/a.png"), external("rId9", "hyperlink", "file:///a")), MAIN: text('<w:altChunk r:id="rId7"/><w:altChunk/>')}
    assert refused(document(changes)) == [
        "The document holds text that is taken from another file ('word/document.xml'), which no statement may carry: take it out in Word and save the document again.",
        "The document holds a picture that is kept elsewhere ('word/document.xml'), which no statement may carry: take it out in Word and save the document again.",
        "The document holds a hyperlink that does not lead to a web page or an e-mail address ('word/document.xml'), which no statement may carry: take it out in Word and save the document again.",
        "The file is damaged (word/document.xml refers to 'rId7', which leads nowhere): restore it from a copy, or open it in Word and save it as Word Document (.docx).",
    ]


def a_file_of_another_kind_is_named_and_what_to_do_is_told() -> None:
    assert refused(b"%PDF-1.4") == ["This is a PDF document, not a Word document (.docx): use a document saved as .docx."]
    assert refused(b"") == ["The file is empty: restore it from a copy."]
    assert refused(b"PK\3\4") == [
        "The file is damaged (it is incomplete or not a true .docx file): restore it from a copy, or open it in Word and save it as Word Document (.docx)."
    ]


def a_folder_in_the_place_of_the_template_is_told_and_none_is_none(tmp_path: Path) -> None:
    assert given(tmp_path) is None
    (tmp_path / STATEMENT.file).mkdir()
    with pytest.raises(Refused) as found:
        given(tmp_path)
    assert str(found.value) == (
        "inputs/statement_template.docx: This is a folder: put a Word document (.docx) of this name in its place, or give the folder another name."
    )


def a_template_given_is_checked(tmp_path: Path) -> None:
    path = tmp_path / STATEMENT.file
    path.write_bytes(document())
    assert given(tmp_path) == checked(document())
    path.write_bytes(b"no document")
    with pytest.raises(Refused):
        given(tmp_path)


def a_link_that_leads_nowhere_goes_and_the_others_stay() -> None:
    data = part("word/media/image9.png", PNG, "image/png", "image")
    with ZipFile(BytesIO(checked(data))) as package:
        found = package.read("word/_rels/document.xml.rels").decode()
    assert re.findall(r'Target="([^"]*)"', found) == ["/word/styles.xml", "/word/settings.xml", "/word/media/image9.png"]
    with ZipFile(BytesIO(checked(document({"word/settings.xml": None})))) as package:
        assert re.findall(r'Target="([^"]*)"', package.read(LINKS).decode()) == ["/word/styles.xml"]


def a_link_leads_to_its_part_whatever_the_case_and_the_escapes_of_its_letters() -> None:
    for name, target in (("a target with escapes", "/word/my styles.xml"), ("targets in other letters", "/word/styles.xml")):
        assert f'Target="{target}"' in parts_of(checked(CASES[f"legal: {name}"].data))[LINKS].decode()


def a_document_that_the_library_can_not_use_says_why() -> None:
    (reason,) = refused(CASES["broken: a page of words"].data)
    assert reason == (
        "The file is damaged (nothing can be written on it: ValueError: could not convert string to float: 'wi'): restore it from a copy, "
        "or open it in Word and save it as Word Document (.docx)."
    )


def a_checked_document_is_written_on_as_the_same_before_the_check() -> None:
    for data in (document(), with_header(paragraph("{symbol}")), saved(office())):
        assert write_document(FREE, Terms("en"), checked(data)) == write_document(FREE, Terms("en"), data)


def the_types_of_the_parts_are_stated_in_full() -> None:
    found = parts_of(checked(CASES["legal: a template (.dotx)"].data))[TYPES].decode()
    assert "template" not in found
    assert found.count("<Override") == len([name for name in parts_of(document()) if not name.endswith(".rels") and name != TYPES])
