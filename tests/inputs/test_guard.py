"""The guard refuses what is unsafe or unreadable, says why in words, and lets everything else pass."""

from __future__ import annotations

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
import xlsxwriter

from aspbudget.faults import Refused
from aspbudget.inputs import guard, package
from aspbudget.inputs.guard import Extent, scan

OPEN = "http://schemas.openxmlformats.org"
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
TYPES = "[Content_Types].xml"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SAVE = "open it in a spreadsheet and save it again as .xlsx."


def sheet(rows: str) -> str:
    """Return the XML of a worksheet with these rows."""
    return f'<worksheet xmlns="{OPEN}/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'


def book(*names: str) -> str:
    """Return the XML of a workbook with one sheet of each name."""
    sheets = "".join(f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(names, 1))
    spaces = f'xmlns="{OPEN}/spreadsheetml/2006/main" xmlns:r="{OPEN}/officeDocument/2006/relationships"'
    return f"<workbook {spaces}><sheets>{sheets}</sheets></workbook>"


def links(*targets: str, kind: str = "worksheet") -> str:
    """Return the XML that links the sheets of a workbook to their parts."""
    each = "".join(
        f'<Relationship Id="rId{i}" Type="{OPEN}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        for i, target in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{OPEN}/package/2006/relationships">{each}</Relationships>'


def types(**parts: str) -> str:
    """Return the XML that states what each part is, given as name and type."""
    each = "".join(f'<Override PartName="/xl/{name}.xml" ContentType="{kind}"/>' for name, kind in parts.items())
    return f'<Types xmlns="{OPEN}/package/2006/content-types">{each}</Types>'


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip file with these parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def parts(rows: str = "") -> dict[str, str | bytes]:
    """Return the parts of the smallest workbook whose one sheet has these rows."""
    return {
        TYPES: types(workbook=f"{KIND}.sheet.main+xml"),
        BOOK: book("Posts"),
        LINKS: links("worksheets/sheet1.xml"),
        SHEET: sheet(rows),
    }


def refusal(data: bytes) -> str:
    """Return what the guard says of a file that it must refuse."""
    with pytest.raises(Refused) as refused:
        scan(data, "section.xlsx")
    return str(refused.value)


def extent(rows: str) -> Extent:
    """Return what the guard sees on a sheet with these rows."""
    return scan(zipped(parts(rows)), "section.xlsx")["Posts"]


def a_plain_workbook_passes_with_the_extent_of_each_sheet() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        made.add_worksheet("Posts").write(4, 2, "P-4")
        made.add_worksheet("Rates & more").write_formula("B2", "=1+1", None, 2)
        made.add_worksheet("Empty")
    none: frozenset[tuple[int, int]] = frozenset()
    assert scan(stream.getvalue(), "section.xlsx") == {
        "Posts": Extent(5, 3, none),
        "Rates & more": Extent(2, 2, none),
        "Empty": Extent(0, 0, none),
    }


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


def a_part_with_a_wrong_checksum_is_refused() -> None:
    data = bytearray(zipped(parts()))
    position = data.find(b"PK\x01\x02", data.rfind(b"PK\x01\x02")) + 16
    data[position] ^= 0xFF
    assert refusal(bytes(data)) == (
        f"section.xlsx, sheet Posts: The file is damaged ({SHEET} cannot be read): restore it from a copy, or {SAVE}"
    )


def no_damage_goes_further_than_a_refusal() -> None:
    whole = zipped(parts('<row r="1"><c r="A1"><v>1</v></c></row>'))
    damaged = [whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :] for place in range(len(whole))]
    refused = 0
    for data in [*damaged, *(whole[:length] for length in range(0, len(whole), 9))]:
        try:
            scan(data, "section.xlsx")
        except Refused:
            refused += 1
    assert refused > len(whole) / 2


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


@pytest.mark.parametrize("address", ["A1048576", "A20001", "IW1", "XFD1048576"])
def a_value_in_a_far_corner_is_refused(address: str) -> None:
    row = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert refusal(zipped(parts(f'<row r="{row}"><c r="{address}"><v>1</v></c></row>'))) == (
        f"section.xlsx, sheet Posts, cell {address}: This cell lies beyond row 20,000 or column IV, "
        "where no table reaches: delete the rows and columns that are not used."
    )


def a_value_in_the_last_allowed_cell_passes() -> None:
    assert extent('<row r="20000"><c r="IV20000"><v>1</v></c></row>') == Extent(20_000, 256, frozenset())


def an_empty_cell_in_a_far_corner_is_harmless() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576" ht="12"><c r="XFD1048576" s="1"/></row>'
    assert extent(rows) == Extent(1, 1, frozenset())


def every_sheet_that_is_unsafe_is_named_at_once() -> None:
    far = sheet('<row r="30000"><c r="A30000"><v>1</v></c></row>')
    changes = {
        BOOK: book("Posts", "Travel"),
        LINKS: links("worksheets/sheet1.xml", "/xl/worksheets/sheet2.xml"),
        SHEET: far,
        "xl/worksheets/sheet2.xml": far,
    }
    places = [line.partition(":")[0] for line in refusal(zipped(parts() | changes)).splitlines()]
    assert places == ["section.xlsx, sheet Posts, cell A30000", "section.xlsx, sheet Travel, cell A30000"]


def a_workbook_of_too_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_CELLS", 3)
    cells = '<row r="1"><c r="A1"/><c r="B1"/></row>'
    changes = {
        BOOK: book("Posts", "Travel"),
        LINKS: links("worksheets/sheet1.xml", "worksheets/sheet2.xml"),
        "xl/worksheets/sheet2.xml": sheet(cells),
    }
    assert refusal(zipped(parts(cells) | changes)) == (
        "section.xlsx, sheet Travel: The workbook holds more than 3 cells: copy the tables to a new workbook."
    )


def a_part_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_ELEMENTS", 20)
    assert refusal(zipped(parts() | {"xl/styles.xml": f"<styles>{'<xf/>' * 20}</styles>"})) == (
        "section.xlsx: The part xl/styles.xml holds more than 20 elements: copy the tables to a new workbook."
    )


def a_sheet_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_ON_SHEET", 20)
    assert refusal(zipped(parts(f'<row r="1">{"<x/>" * 20}</row>'))) == (
        "section.xlsx, sheet Posts: The sheet holds more than 20 elements: copy the tables to a new workbook."
    )


def a_tag_that_does_not_end_is_refused() -> None:
    tag = "".join(f' a{number}="{number * 12345}"' for number in range(80_000))
    assert refusal(zipped(parts() | {"xl/styles.xml": f"<styles{tag}/>"})) == (
        "section.xlsx: The file is damaged (xl/styles.xml holds a tag that does not end): "
        f"restore it from a copy, or {SAVE}"
    )


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ('<row r="2"/><row r="2"/>', "row 2 does not follow row 2"),
        ('<row r="-1"/>', "row -1 does not follow row 0"),
        ('<row r="one"/>', f"{SHEET} cannot be read"),
        ('<row r="1"><c r="B1"/><c r="A1"/></row>', "this cell is out of order"),
        ('<row r="1"><c r="A2"/></row>', "this cell is out of order"),
        ('<row r="1"><c r="1A"/></row>', "'1A' is not the address of a cell"),
        ('<row r="1"><c r="A1"><f t="array" ref="A1:?"/></c></row>', "'?' is not the address of a cell"),
    ],
)
def a_sheet_out_of_order_is_refused(rows: str, what: str) -> None:
    assert f"The file is damaged ({what}): " in refusal(zipped(parts(rows)))


@pytest.mark.parametrize(
    ("cell", "unstored"),
    [
        ("<f>1+1</f>", {(7, 3)}),
        ("<f>1+1</f><v/>", {(7, 3)}),
        ("<f>1+1</f><v>\n</v>", {(7, 3)}),
        ('<f t="shared" si="0"/>', {(7, 3)}),
        ("<f>1+1</f><v>2</v>", set()),
        ('<f t="shared" ref="A1:A9" si="0">1</f><v>0</v>', set()),
        ("<f>1+1</f><is><t>two</t></is>", set()),
        ("<v>2</v>", set()),
        ("", set()),
    ],
)
def a_formula_with_no_stored_value_is_found(cell: str, unstored: set[tuple[int, int]]) -> None:
    assert extent(f'<row r="7"><c r="C7">{cell}</c><c r="D7"><v>1</v></c></row>').unstored == unstored


@pytest.mark.parametrize(("cell", "unstored"), [("<v></v>", set()), ("<v>a</v>", set()), ("", {(1, 1)})])
def a_stored_empty_text_is_a_stored_value(cell: str, unstored: set[tuple[int, int]]) -> None:
    assert extent(f'<row r="1"><c r="A1" t="str"><f>""</f>{cell}</c></row>') == Extent(1, 1, frozenset(unstored))


@pytest.mark.parametrize("kind", ["array", "dataTable"])
def a_formula_that_fills_a_range_without_values_leaves_the_whole_range_unstored(kind: str) -> None:
    found = extent(f'<row r="2"><c r="B2"><f t="{kind}" ref="B2:C3">A1:B2</f></c></row>')
    assert found.unstored == {(2, 2), (2, 3), (3, 2), (3, 3)}


def a_formula_that_fills_an_absurd_range_is_refused() -> None:
    rows = '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1</f></c></row>'
    assert "The workbook holds more than 300,000 cells" in refusal(zipped(parts(rows)))


@pytest.mark.parametrize("kind", ["n", "s", "str", "b", "e", "inlineStr"])
def a_value_of_any_kind_counts_as_filled(kind: str) -> None:
    content = "<is><t>1</t></is>" if kind == "inlineStr" else "<v>1</v>"
    assert extent(f'<row r="3"><c r="B3" t="{kind}">{content}</c></row>') == Extent(3, 2, frozenset())


def a_cell_without_an_address_follows_the_one_before() -> None:
    assert extent("<row/><row><c/><c><v>1</v></c></row>") == Extent(2, 2, frozenset())


def a_prefix_for_the_name_space_is_understood() -> None:
    row = '<x:row r="4"><x:c r="B4"><x:v>1</x:v></x:c></x:row>'
    prefixed = f'<x:worksheet xmlns:x="{OPEN}/spreadsheetml/2006/main"><x:sheetData>{row}</x:sheetData></x:worksheet>'
    assert scan(zipped(parts() | {SHEET: prefixed}), "section.xlsx")["Posts"] == Extent(4, 2, frozenset())
