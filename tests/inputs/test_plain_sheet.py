"""A plain sheet is found without following its XML, and has what following it finds; any other is left to be followed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from conftest import INPUT
from support.made_by_hand import SHEET, parts, zipped

from aspbudget.faults import Refused
from aspbudget.inputs import guard
from aspbudget.inputs.guard import scan
from aspbudget.inputs.plain_sheet import plain_sheet

if TYPE_CHECKING:
    from pathlib import Path

_ROWS = '<row r="1" ht="15" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="C1" s="2"/><c r="D1"><f>1+1</f><v>2</v></c></row><row r="4"><c r="B4" t="str"><f t="shared" si="0"/><v>a &amp; b&#10;</v></c></row>'
_AROUND = ('<cols><col min="2" max="3" width="9.5" hidden="1"/><col min="4" max="4" width="12"/></cols>', '<mergeCells count="1"><mergeCell ref="A7:B8"/></mergeCells><pageMargins left="0.7"/>')


def written(rows: str, before: str = "", after: str = "") -> bytes:
    """Return the XML of a worksheet with these rows, and what stands before and after its cells."""
    found = str(parts(rows)[SHEET])
    return found.replace("<sheetData>", f"{before}<sheetData>").replace("</sheetData>", f"</sheetData>{after}").encode()


def both(xml: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[object, object]:
    """Return what the guard finds in a worksheet as it is read, and where it is followed element by element; a refusal is its words."""
    data = zipped(parts() | {SHEET: xml})
    found: list[object] = []
    for _ in range(2):
        try:
            found += [[(name, extent, extent.features, extent.stored) for name, extent in scan(data, "section.xlsx").items()]]
        except Refused as refused:
            found.append(str(refused))
        monkeypatch.setattr(guard, "_plain", lambda *_: None)
    monkeypatch.undo()
    return found[0], found[1]


@pytest.mark.parametrize("path", sorted(INPUT.parents[1].rglob("*.xlsx")), ids=lambda path: "/".join(path.parts[-2:]))
def every_sheet_of_an_input_is_plain_and_has_what_following_it_finds(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, plain, kept = path.read_bytes(), guard._plain, []
    monkeypatch.setattr(guard, "_plain", lambda *given: kept.append(plain(*given)) or kept[-1])
    found = scan(data, path.name)
    assert kept
    assert None not in kept
    monkeypatch.setattr(guard, "_plain", lambda *_: None)
    followed = scan(data, path.name)
    assert found == followed
    assert [extent.stored for extent in found.values()] == [extent.stored for extent in followed.values()]


def a_plain_sheet_is_taken_up_with_what_stands_around_its_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    xml = written(_ROWS, *_AROUND)
    assert plain_sheet(xml) is not None
    found, followed = both(xml, monkeypatch)
    assert found == followed


@pytest.mark.parametrize(
    ("plain", "other"),
    [
        ('r="A1" t="s"', "r='A1' t='s'"),
        ("<v>0</v>", "<v>0</v><extLst/>"),
        ("<v>0</v>", "<v><![CDATA[0]]></v>"),
        ('<row r="4">', '<row r="1">'),
        ('<c r="B4"', '<c r="B3"'),
        ('<c r="C1"', '<c r="A1"'),
        ("</row><row", "</row> <row"),
        ('xmlns="', 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns="'),
        ("<cols>", "<!-- <cols> --><cols>"),
        ('min="2"', "min='2'"),
        ("<pageMargins", "<f/><pageMargins"),
    ],
)
def a_sheet_that_is_written_otherwise_is_followed(plain: str, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    xml = written(_ROWS, *_AROUND).replace(plain.encode(), other.encode(), 1)
    assert xml != written(_ROWS, *_AROUND)
    assert plain_sheet(xml) is None
    found, followed = both(xml, monkeypatch)
    assert found == followed


def a_sheet_whose_xml_is_changed_anywhere_is_read_as_if_it_were_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    chance, whole = random.Random(7), written(_ROWS, *_AROUND)
    pieces = [b"<", b">", b'"', b"/", b"&", b"'", b" ", b"1", b"A", b"v", b"<v>", b"<c>", b"</row>", b"&#65;", b'ref="A1"', b'hidden="1"']
    for _ in range(400):
        place, piece = chance.randrange(len(whole)), chance.choice(pieces)
        found, followed = both(whole[:place] + piece + whole[place + chance.choice((0, 1, len(piece))) :], monkeypatch)
        assert found == followed


def a_formula_that_fills_several_cells_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    found, followed = both(written('<row r="1"><c r="A1"><f t="array" ref="A1:A3">ROW(1:3)</f></c></row>'), monkeypatch)
    assert found == followed
    assert "(3, 1)" in repr(found)


def a_sheet_that_is_too_long_to_look_through_at_once_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    xml = written(_ROWS, *_AROUND)
    monkeypatch.setattr(guard, "MOST_AT_ONCE", len(xml) - 1)
    with guard.open_package(zipped(parts() | {SHEET: xml})) as package:
        assert guard._plain(package, SHEET) is None
        monkeypatch.setattr(guard, "MOST_AT_ONCE", len(xml))
        assert guard._plain(package, SHEET) is not None
