"""The package: a file that is no whole .xlsx workbook of a sensible size is refused, with the reason in words."""

from __future__ import annotations

import struct
from io import BytesIO
from zipfile import ZIP_LZMA, ZipFile

import pytest
import xlsxwriter
from support.made_by_hand import BOOK, KIND, LINKS, OPEN, SAVE, SHEET, TYPES, book, links, parts, refusal, types, zipped

from aspbudget.inputs import package
from aspbudget.inputs.guard import scan
from aspbudget.inputs.package import UnsafeError, open_package, worksheets


def a_sheet_that_is_only_a_chart_is_left_out() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        made.add_worksheet("Posts").write(0, 0, 1)
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=Posts!$A$1:$A$1"})
        made.add_chartsheet("Chart").set_chart(chart)
    assert list(scan(stream.getvalue(), "section.xlsx")) == ["Posts"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4 \x00\x01", "a PDF document"),
        (b"{\\rtf1 Posts}", "an RTF document"),
        (b"Post,Months\nP-4,12\n", "a CSV or other text file"),
        ("Post\tMonths\nP-4\t12\n".encode("utf-16"), "a CSV or other text file"),
        ("Catégorie;Mois\n".encode("cp1252"), "a CSV or other text file"),
        (b"\xef\xbb\xbf <html><table></table></html>", "a web page or XML text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a file of an unknown kind"),
        (zipped({"mimetype": "application/vnd.oasis", "content.xml": "<a/>"}), "an OpenDocument file"),
        (zipped({TYPES: types(), "xl/workbook.bin": "x"}), "a binary .xlsb workbook"),
        (zipped({TYPES: types(), "word/document.xml": "<a/>"}), "a Word document"),
        (zipped({"letter.txt": "x"}), "a zip archive"),
        (zipped({}), "a zip archive"),
    ],
)
def no_other_kind_of_file_is_named(data: bytes, kind: str) -> None:
    assert refusal(data) == f"section.xlsx: This is {kind}, not an .xlsx workbook: use a workbook saved as .xlsx."


@pytest.mark.parametrize(
    ("stream", "message"),
    [
        ("EncryptedPackage", "The workbook is encrypted with a password: save it as .xlsx without a password."),
        ("Workbook", "This is an old .xls file: open it and save it as .xlsx."),
        ("", "This is either encrypted with a password or an old .xls file: save it as .xlsx without a password."),
    ],
)
def an_encrypted_workbook_is_told_from_an_old_one(stream: str, message: str) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(64)
    assert refusal(data) == f"section.xlsx: {message}"


@pytest.mark.parametrize("data", [b"", bytes(100)])
def an_empty_file_is_refused(data: bytes) -> None:
    assert refusal(data) == "section.xlsx: The file is empty: restore it from a copy."


def a_truncated_workbook_is_refused() -> None:
    data = zipped(parts())
    assert refusal(data[: len(data) // 2]) == (
        "section.xlsx: The file is damaged (it is incomplete or not a true .xlsx file): "
        f"restore it from a copy, or {SAVE}"
    )


def a_file_that_is_too_large_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_BYTES", 100)
    assert refusal(b"PK" + bytes(99)) == (
        "section.xlsx: The file holds 101 bytes; at most 100 are allowed: remove pictures and unused sheets."
    )


def a_zip_bomb_is_refused_before_it_expands() -> None:
    data = zipped(parts() | {"xl/media/image1.png": bytes(package.MOST_EXPANDED)})
    expanded, ratio = refusal(data).splitlines()
    assert expanded.startswith("section.xlsx: The file holds 64,00")
    assert expanded.endswith(" bytes once expanded; at most 64,000,000 are allowed: remove what the tables do not use.")
    assert ratio.startswith("section.xlsx: The part 'xl/media/image1.png' is compressed 1,0")
    assert ratio.endswith(f" times; at most 200 times is allowed: {SAVE}")


def a_part_that_understates_its_size_is_not_expanded_beyond_it() -> None:
    data = zipped(parts() | {"xl/bomb.xml": bytes(2_000_000)})
    before, between, after = data.split(struct.pack("<I", 2_000_000))  # stated with the part, and in the directory
    assert refusal(struct.pack("<I", 9).join([before, between, after])) == (
        f"section.xlsx: The file is damaged (xl/bomb.xml cannot be read): restore it from a copy, or {SAVE}"
    )


def a_file_of_too_many_parts_is_refused() -> None:
    data = zipped(parts() | {f"xl/media/{i}.png": b"" for i in range(package.MOST_PARTS)})
    assert refusal(data) == f"section.xlsx: The file holds 2,004 parts; at most 2,000 are allowed: {SAVE}"


def a_part_that_stands_twice_is_refused() -> None:
    data = zipped(parts() | {"xl/WORKBOOK.xml": "<a/>"})
    assert refusal(data) == (
        "section.xlsx: The file is damaged (the part 'xl/workbook.xml' stands in it 2 times): "
        f"restore it from a copy, or {SAVE}"
    )


@pytest.mark.parametrize("name", ["/etc/passwd", "xl/../../a.xml", "C:/a.xml", "xl\\a.xml"])
def an_unsafe_name_is_refused(name: str) -> None:
    data = zipped(parts() | {name: "<a/>"})
    assert refusal(data) == f"section.xlsx: The file holds a part with the unsafe name {name!a}: {SAVE}"


def a_zip_with_a_password_is_refused() -> None:
    data = bytearray(zipped(parts()))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)) == (
        "section.xlsx: The file is a zip archive with a password: save it as .xlsx without a password."
    )


def an_unusual_compression_is_refused() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_LZMA) as package:
        package.writestr(TYPES, types())
    assert refusal(stream.getvalue()) == (
        f"section.xlsx: The part '{TYPES}' is compressed in a way that no spreadsheet uses: {SAVE}"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"xl/vbaProject.bin": "x"},
        {TYPES: types(workbook="application/vnd.ms-excel.sheet.macroEnabled.main+xml")},
        {"xl/macrosheets/sheet1.xml": "<a/>", TYPES: types(**{"macrosheets/sheet1": "application/macrosheet+xml"})},
    ],
)
def a_workbook_with_macros_is_refused(changes: dict[str, str | bytes]) -> None:
    data = zipped(parts() | changes)
    assert refusal(data) == "section.xlsx: The workbook holds macros: save it as .xlsx, which holds none."


@pytest.mark.parametrize("part", [TYPES, BOOK, LINKS, SHEET, "xl/styles.xml", "docProps/core.xml", "xl/x.rels"])
def a_document_type_is_refused_in_every_part(part: str) -> None:
    attack = '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    message = refusal(zipped(parts() | {part: attack}))
    assert message.endswith(f"The part {part} declares a document type (DTD), which no spreadsheet writes: {SAVE}")


def a_document_type_is_refused_in_a_part_of_any_name_that_is_declared_as_xml() -> None:
    changes: dict[str, str | bytes] = {
        TYPES: types(workbook=f"{KIND}.sheet.main+xml").replace(
            "</Types>", f'<Override PartName="/xl/strings.bin" ContentType="{KIND}.sharedStrings+xml"/></Types>'
        ),
        "xl/strings.bin": "<!DOCTYPE a><a/>",
    }
    assert "The part xl/strings.bin declares a document type (DTD)" in refusal(zipped(parts() | changes))


def a_picture_is_not_read_as_xml() -> None:
    picture = "<!DOCTYPE svg><svg/>"
    assert "Posts" in scan(zipped(parts() | {"xl/media/image1.svg": picture}), "section.xlsx")


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({LINKS: links("worksheets/sheet9.xml")}, 'the sheet "Posts" is missing'),
        ({LINKS: links()}, 'the sheet "Posts" is missing'),
        ({TYPES: types(workbook=f"{KIND}.sheet.main+xml", book2=f"{KIND}.template.main+xml")}, "more than one"),
        ({TYPES: types(book=f"{KIND}.sheet.main+xml")}, "xl/book.xml is missing"),
        ({BOOK: book()}, "xl/workbook.xml names no sheet"),
        ({BOOK: book("Posts", "posts")}, 'two sheets are named "posts"'),
        ({BOOK: "<workbook>"}, "xl/workbook.xml cannot be read"),
        ({"xl/styles.xml": "no XML"}, "xl/styles.xml cannot be read"),
    ],
)
def a_missing_or_broken_part_is_named(changes: dict[str, str | bytes], what: str) -> None:
    assert what in refusal(zipped(parts() | changes))


def a_missing_sheet_is_refused_in_full_words() -> None:
    without = {name: part for name, part in parts().items() if name != SHEET}
    assert refusal(zipped(without)) == (
        f'section.xlsx: The file is damaged (the sheet "Posts" is missing): restore it from a copy, or {SAVE}'
    )


def a_strict_workbook_is_refused_by_name() -> None:
    strict = book("Posts").replace(f"{OPEN}/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
    assert refusal(zipped(parts() | {BOOK: strict})) == (
        'section.xlsx: This is a "Strict Open XML" workbook: save it as "Excel Workbook (.xlsx)".'
    )


def a_part_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_ELEMENTS", 20)
    assert refusal(zipped(parts() | {"xl/styles.xml": f"<styles>{'<xf/>' * 20}</styles>"})) == (
        "section.xlsx: The part xl/styles.xml holds more than 20 elements: copy the tables to a new workbook."
    )


def a_tag_that_does_not_end_is_refused() -> None:
    tag = "".join(f' a{number}="{number * 12345}"' for number in range(80_000))
    assert refusal(zipped(parts() | {"xl/styles.xml": f"<styles{tag}/>"})) == (
        "section.xlsx: The file is damaged (xl/styles.xml holds a tag that does not end): "
        f"restore it from a copy, or {SAVE}"
    )


def the_part_of_each_worksheet_is_known_by_its_name_wherever_its_link_leads() -> None:
    changes = {
        BOOK: book("Posts", "Travel"),
        LINKS: links("worksheets/sheet1.xml", "/xl/worksheets/other.xml"),
        "xl/worksheets/other.xml": "<worksheet/>",
    }
    with open_package(zipped(parts() | changes)) as found:
        assert worksheets(found) == {"Posts": SHEET, "Travel": "xl/worksheets/other.xml"}


def every_reason_of_a_refusal_is_a_fault_at_its_place() -> None:
    faults = UnsafeError("one", "two", cell="B7").faults("section.xlsx", "Posts")
    assert [str(fault) for fault in faults] == [f"section.xlsx, sheet Posts, cell B7: {reason}" for reason in ("one", "two")]
