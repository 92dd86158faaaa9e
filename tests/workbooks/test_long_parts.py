"""Long parts of a workbook: they are packed while they are written, and the file has the same bytes as if XlsxWriter had packed them."""

from __future__ import annotations

from io import BytesIO
from struct import pack
from typing import TYPE_CHECKING
from zipfile import ZipFile
from zlib import compress, crc32

from xlsxwriter import Workbook

from aspbudget.workbooks import properties
from aspbudget.workbooks.live_sheet import LiveSheet
from aspbudget.workbooks.properties import File

if TYPE_CHECKING:
    from typing import Any

    import pytest

TEXTS = [f"row {row}: travaux de l'Assemblée → {row * 7}" for row in range(300)]


def written(make: Any) -> bytes:
    """Return a workbook of two sheets with the same texts and formulas, and of a picture."""
    file = BytesIO()
    with make(file, {"in_memory": True}) as book:
        for name in ("One", "Other"):
            sheet = book.add_worksheet(name, LiveSheet)
            sheet.texts((0, 0), TEXTS, None)
            sheet.live_column((0, 1), "=A1&A2", None, TEXTS)
        sheet.insert_image("D1", "dot.png", {"image_data": BytesIO(DOT)})
    return file.getvalue()


def block(kind: bytes, data: bytes) -> bytes:
    """Return a block of a picture's file."""
    return pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data))


DOT = b"\x89PNG\r\n\x1a\n" + block(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)) + block(b"IDAT", compress(b"\0\0\0\0")) + block(b"IEND", b"")
PROPERTIES = "docProps/core.xml"  # which have the language as well, and the hour


def a_workbook_has_the_parts_that_xlsxwriter_packs_and_each_of_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(properties, "_AT_ONCE", 10_000)
    with ZipFile(BytesIO(written(File))) as ours, ZipFile(BytesIO(written(Workbook))) as theirs:
        assert [each.filename for each in ours.infolist() if "media" not in each.filename] == [each.filename for each in theirs.infolist() if "media" not in each.filename]
        assert sorted(ours.namelist()) == sorted(theirs.namelist())
        for name in set(theirs.namelist()) - {PROPERTIES}:
            one, other = ours.getinfo(name), theirs.getinfo(name)
            assert ours.read(name) == theirs.read(name)
            assert (one.compress_size, one.compress_type, one.date_time, one.external_attr) == (other.compress_size, other.compress_type, other.date_time, other.external_attr)


def the_bytes_are_the_same_however_much_is_packed_together(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = written(File)
    monkeypatch.setattr(properties, "_AT_ONCE", 1_000)
    assert written(File) == at_once


def a_long_part_is_small_while_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(properties, "_AT_ONCE", 10_000)
    packed, texts = BytesIO(), [f"Ÿ {text}" * 20 for text in TEXTS]
    part, longest = properties._Part(packed), 0
    for text in texts:
        part.write(text)
        longest = max(longest, part.tell())
    assert longest <= 10_000 < len("".join(texts))
    part._pack()
    assert packed.getvalue() == "".join(texts).encode()
    assert part.tell() == 0, "all of it is packed"
