"""A changed copy: what was changed is written anew, and all else of the workbook is byte for byte that of the original."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import openpyxl
import pytest
from conftest import INPUT
from look.schemas import faults
from support import libreoffice
from support.made_by_hand import BOOK, LINKS, OPEN, SHEET, links, parts, zipped
from support.made_by_hand import book as made_book
from support.made_by_hand import sheet as made_sheet

from aspbudget.copies.book_copy import BookCopy
from aspbudget.copies.changed_copy import applied
from aspbudget.inputs.beside_cells import FROM_1900, FROM_1904, day_of, duration_of, number_of_day
from aspbudget.inputs.package import UnsafeError
from aspbudget.inputs.read import read_bytes
from aspbudget.inputs.variant import parsed
from aspbudget.recalculation import recalculated_apart
from aspbudget.workbooks.marked_book import DOUBT, FAULT, Mark, marked

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Ready

CHANGES = (
    "Currencies / USD / Rate = 1/1.20", "Sessions / Assembly, third session / Last day = 2004-09-12", "remove Posts / Documents Officer",
    "add Posts / Archivist like Legal Officer: First month = 7; Source = =1+1 & <more>", "remove Sessions / Committee, second session and what names it",
)  # fmt: skip
HOSTILE = ("=1+1", "+1", "<b>&amp;</b>", "]]>", "_x0041_", "a\rb\nc\td", " led by a space ", '"quoted" \'twice\'', "\N{GRINNING FACE}", "\x01\x1f", "-->", "{0} %s")


@pytest.fixture(scope="module")
def original() -> bytes:
    """The section of 2004."""
    return INPUT.read_bytes()


@pytest.fixture(scope="module")
def copy(original: bytes, ready: Ready) -> bytes:
    """The section of 2004 with cells changed, a row more and rows less."""
    return changed(original, ready.catalogue, ready.inputs)


@pytest.fixture(scope="module")
def opened(original: bytes, copy: bytes) -> tuple[Workbook, Workbook]:
    """The two as openpyxl opens them, to be looked at."""
    before, after = (openpyxl.load_workbook(BytesIO(data)) for data in (original, copy))
    return before, after


def changed(data: bytes, models: Catalogue, inputs: Inputs, changes: tuple[str, ...] = CHANGES) -> bytes:
    """Return a copy of a workbook with changes as a person writes them."""
    return applied(data, models, inputs, [parsed(each) for each in changes])[0]


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package in their order."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def of(rows: str, more: dict[str, str] | None = None, before: str = "", after: str = "") -> bytes:
    """Return a workbook of one sheet, Posts, with these rows, other parts, and what stands before and after its cells."""
    made = parts(rows)
    sheet = str(made[SHEET]).replace("<sheetData>", f"{before}<sheetData>").replace("</sheetData>", f"</sheetData>{after}")
    return zipped(made | {SHEET: sheet} | (more or {}))


def put(data: bytes, cells: dict[tuple[int, int], Any]) -> bytes:
    """Return a copy of a workbook with values in cells of its first sheet."""
    book = BookCopy(data)
    for place, value in cells.items():
        book.put(book.names[0], place, value)
    return book.data()


def read(data: bytes) -> dict[tuple[int, int], object]:
    """Return the cells of the first sheet of a workbook as they are read, whichever way."""
    (sheet, *_) = read_bytes(data, "section.xlsx").sheets.values()
    return {(row, place): value for row, line in sheet.cells.items() for place, value in line.items()}


def a_changed_cell_writes_its_sheet_and_those_with_formulas_that_depend_on_it_and_nothing_else(original: bytes, ready: Ready) -> None:
    before, after = parts_of(original), parts_of(changed(original, ready.catalogue, ready.inputs, CHANGES[:1]))
    book = BookCopy(original)
    assert [*after] == [*before]
    assert {name for name in before if before[name] != after[name]} == {book.parts[name] for name in ("Currencies", "Start here", "Rows in use")}
    sheet = book.parts["Currencies"]
    ends = [next(place for place, (one, two) in enumerate(zip(*texts, strict=False)) if one != two) for texts in ((before[sheet], after[sheet]), (before[sheet][::-1], after[sheet][::-1]))]
    assert 0 < len(before[sheet]) - ends[0] - ends[1] < len(b'<c r="C5" s="12"><v>0.8333333333333334</v></c>'), "but for one cell it is letter for letter the same"


def a_copy_without_a_change_is_the_original_byte_for_byte(original: bytes) -> None:
    book = BookCopy(original)
    assert book.sheet("Posts").last_row() > 5
    assert book.data() is original


def the_same_changes_give_the_same_bytes(original: bytes, copy: bytes, ready: Ready) -> None:
    assert changed(original, ready.catalogue, ready.inputs) == copy


LOOKS = {
    "drop-downs and limits": lambda sheet: sorted((str(each.sqref), each.type, each.formula1, each.error) for each in sheet.data_validations.dataValidation),
    "colours by rule": lambda sheet: sorted((str(area.sqref), rule.formula, rule.priority, rule.dxf.fill and rule.dxf.fill.bgColor.rgb) for area, rules in sheet.conditional_formatting._cf_rules.items() for rule in rules),
    "widths": lambda sheet: {letter: (each.width, each.hidden, each.outlineLevel) for letter, each in sheet.column_dimensions.items()},
    "heights": lambda sheet: {row: each.height for row, each in sheet.row_dimensions.items() if each.height},
    "panes": lambda sheet: (sheet.freeze_panes, sheet.sheet_properties.tabColor and sheet.sheet_properties.tabColor.rgb),
    "notes": lambda sheet: {cell.coordinate: cell.comment.text for line in sheet for cell in line if cell.comment},
    "links": lambda sheet: {cell.coordinate: cell.hyperlink.location for line in sheet for cell in line if cell.hyperlink},
    "print": lambda sheet: (sheet.print_title_rows, sheet.page_setup.scale, sheet.page_setup.orientation, sheet.oddFooter.left.text),
    "merged": lambda sheet: sorted(map(str, sheet.merged_cells.ranges)),
}  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
def a_copy_has_the_look_of_the_original(look: str, opened: tuple[Workbook, Workbook]) -> None:
    before, after = opened
    assert after.sheetnames == before.sheetnames
    found = {sheet.title: LOOKS[look](sheet) for sheet in before}
    assert any(found.values()) or look == "merged"
    assert {sheet.title: LOOKS[look](sheet) for sheet in after} == found


def every_sheet_is_letter_for_letter_the_same_around_its_cells(original: bytes, copy: bytes) -> None:
    noted = marked(original, [Mark(FAULT, "Posts", "C6", "a fault"), Mark(DOUBT, "Prices", "A5", "a doubt")])
    for data in (copy, noted):
        before, after = parts_of(original), parts_of(data)
        sheets = [name for name in before if name.startswith("xl/worksheets/sheet")]
        assert len([name for name in sheets if before[name] != after[name]]) > 1
        assert [name for name in sheets if around(before[name]) != around(after[name])] == []


def around(sheet: bytes) -> bytes:
    """Return what stands around the cells of a sheet, but for how far it is filled and whether it is the one that is shown."""
    cells = sheet.partition(b"<sheetData>")[0] + sheet.partition(b"</sheetData>")[2]
    return re.sub(rb'<dimension[^>]*>| tabSelected="1"', b"", cells)


def every_cell_has_the_style_that_it_had_and_a_new_row_that_of_the_row_above(opened: tuple[Workbook, Workbook]) -> None:
    before, after = opened
    for sheet in before:
        other = after[sheet.title]
        assert [cell.coordinate for line in sheet for cell in line if cell._style != other[cell.coordinate]._style] == []
    posts, last = after["Posts"], before["Posts"].max_row
    assert posts.max_row == last + 1
    assert [cell._style for cell in posts[last + 1]] == [cell._style for cell in posts[last]]


def a_copy_breaks_nothing_of_the_schemas(copy: bytes, tmp_path: Path) -> None:
    path = tmp_path / "copy.xlsx"
    path.write_bytes(copy)
    assert faults(path) == []


@pytest.mark.parametrize("text", HOSTILE)
def a_text_stays_a_text_letter_for_letter(text: str) -> None:
    data = put(of('<row r="1"><c r="A1"><v>1</v></c></row>'), {(1, 1): text, (3, 2): text})
    assert read(data) == {(1, 1): text, (3, 2): text}
    book = openpyxl.load_workbook(BytesIO(data))
    assert [book.active[name].data_type for name in ("A1", "B3")] == ["s", "s"]


@pytest.mark.parametrize(
    "value", [0, -1.5, 1e300, 0.1 + 0.2, 123456789012345, True, False, datetime(2004, 9, 6), datetime(2004, 9, 6, 14, 30), time(9, 15), timedelta(hours=30)]  # noqa: DTZ001 - a spreadsheet's days have no time zone
)
@pytest.mark.parametrize("from_1904", [False, True])
def a_value_is_read_again_as_it_was_written(value: object, *, from_1904: bool) -> None:
    made = parts('<row r="1"><c r="A1"><v>1</v></c></row>')
    book = str(made["xl/workbook.xml"]).replace("<sheets>", '<workbookPr date1904="1"/><sheets>' if from_1904 else "<sheets>")
    found = read(put(zipped(made | {"xl/workbook.xml": book}), {(1, 1): value}))[1, 1]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("number", [1, 59, 61, 38000, 38000.5])
def the_number_of_a_day_is_the_one_from_which_the_day_is_told(number: float) -> None:
    assert [number_of_day(day_of(number, epoch), epoch) for epoch in (FROM_1900, FROM_1904)] == [number, number]
    assert number_of_day(duration_of(number)) == number
    assert number_of_day(date(2004, 9, 6)) == number_of_day(datetime(2004, 9, 6))  # noqa: DTZ001 - as above


SHAPES = {
    "no places": '<row><c><v>1</v></c><c><v>2</v></c></row><row><c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>',
    "empty rows": '<row r="1" spans="1:1"/><row r="2" spans="1:2"><c r="A2"/></row>',
    "gaps": '<row r="2"><c r="B2"><v>5</v></c></row><row r="9"><c r="A9"><v>5</v></c></row>',
    "notes of programs": '<row r="1"><!-- <c r="A1"><v>7</v></c> --><c r="A1" t="str"><v><![CDATA[<c r="B1">]]></v></c><?pi <row?></row>',
    "nothing": "",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("prefix", ["", "x:"])
def a_cell_is_put_in_its_place_however_the_rows_are_written(shape: str, prefix: str) -> None:
    data = of(SHAPES[shape])
    if prefix:
        sheet = parts_of(data)[SHEET].decode()
        prefixed = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", sheet).replace("xmlns=", "xmlns:x=").replace('<![CDATA[<x:c r="B1">]]>', "")
        data = zipped(parts() | {SHEET: prefixed})
    before = read(data)
    cells = {(1, 1): "first", (1, 3): 3, (2, 1): None, (5, 2): "between", (12, 1): 12}
    assert read(put(data, cells)) == {place: value for place, value in (before | cells).items() if value is not None}
    as_openpyxl = {(cell.row, cell.column): cell.value for line in openpyxl.load_workbook(BytesIO(put(data, cells))).active for cell in line if cell.value is not None}
    assert as_openpyxl == read(put(data, cells))


def a_part_in_another_encoding_is_written_in_the_one_of_all_others() -> None:
    sheet = parts_of(of('<row r="1"><c r="A1" t="str"><v>é</v></c></row>'))[SHEET].decode()
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):  # the latter have no mark at their beginning
        wide = re.sub(r'encoding="[^"]*"', 'encoding="UTF-16"', sheet).encode(encoding)
        assert read(put(zipped(parts() | {SHEET: wide}), {(1, 2): "ü"})) == {(1, 1): "é", (1, 2): "ü"}


def an_empty_sheet_that_several_rows_are_written_into_has_one_place_for_them() -> None:
    empty = str(parts()[SHEET]).replace("<sheetData></sheetData>", "<sheetData/>")
    assert "<sheetData/>" in empty
    copied = put(zipped(parts() | {SHEET: empty}), {(2, 1): 1, (5, 2): 2})
    assert read(copied) == {(2, 1): 1, (5, 2): 2}
    assert parts_of(copied)[SHEET].count(b"<sheetData") == 1


def a_row_below_a_table_is_reached_by_its_filter_its_drop_downs_and_its_colours_and_one_below_titles_alone_by_no_titles() -> None:
    book = openpyxl.Workbook()
    for title, rows in (("Full", 3), ("Empty", 1)):
        sheet = book.create_sheet(title)
        for row in range(1, rows + 1):
            sheet.append([f"{title} {row}", row if row > 1 else "Number"])
        table = openpyxl.worksheet.table.Table(displayName=title, ref=f"A1:B{max(rows, 2)}")
        table.autoFilter = openpyxl.worksheet.filters.AutoFilter(ref=table.ref)
        sheet.add_table(table)
        limit = openpyxl.worksheet.datavalidation.DataValidation(type="whole", formula1="0", sqref=f"B1:B{rows} D4:D9")
        sheet.add_data_validation(limit)
        for cell in (*sheet[1], *sheet[rows][1:]):
            cell.font = openpyxl.styles.Font(bold=cell.row == 1, italic=cell.row > 1)
        sheet.conditional_formatting.add(f"A{rows}:B{rows}", openpyxl.formatting.rule.CellIsRule(operator="greaterThan", formula=["1"]))
    file = BytesIO()
    book.save(file)
    copied = BookCopy(file.getvalue())
    for title, row in (("Full", 4), ("Empty", 2)):
        copied.dress(title, row)
        copied.put(title, (row, 1), "new")
    after = openpyxl.load_workbook(BytesIO(copied.data()))
    full, empty = after["Full"], after["Empty"]
    assert (full.tables["Full"].ref, full.tables["Full"].autoFilter.ref, full.dimensions) == ("A1:B4", "A1:B4", "A1:B4")
    assert [str(each.sqref) for each in full.data_validations.dataValidation] == ["B1:B4 D4:D9"]
    assert [str(each.sqref) for each in full.conditional_formatting] == ["A3:B4"]
    assert [str(each.sqref) for each in empty.data_validations.dataValidation] == ["B1 D4:D9"]
    assert empty.tables["Empty"].ref == "A1:B2"
    assert [(cell.font.b, cell.font.i) for cell in (full["A4"], full["B4"], empty["A2"])] == [(False, False), (False, True), (False, False)]


def the_filter_of_a_sheet_reaches_a_new_row_by_its_hidden_name_too() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "It's"
    for row in range(1, 4):
        sheet.append([row])
    sheet.auto_filter.ref = "A1:A3"
    file = BytesIO()
    book.save(file)
    copied = BookCopy(file.getvalue())
    copied.dress("It's", 4)
    copied.put("It's", (4, 1), 4)
    data = copied.data()
    assert b"'It''s'!$A$1:$A$4" in parts_of(data)["xl/workbook.xml"]
    assert openpyxl.load_workbook(BytesIO(data))["It's"].auto_filter.ref == "A1:A4"


def the_one_filter_and_drop_down_of_a_sheet_reach_several_new_rows() -> None:
    limit = '<dataValidations count="1"><dataValidation type="whole" sqref="A2"><formula1>1</formula1></dataValidation></dataValidations>'
    table = f'<table xmlns="{OPEN}/spreadsheetml/2006/main" id="1" name="One" displayName="One" ref="A1:A2"/>'
    data = of(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>',
        {"xl/worksheets/_rels/sheet1.xml.rels": links("../tables/table1.xml", kind="table"), "xl/tables/table1.xml": table},
        after=f'<autoFilter ref="A1:A2"/>{limit}',
    )
    copied = BookCopy(data)
    for row in (3, 4):
        copied.dress("Posts", row)
        copied.put("Posts", (row, 1), row)
    sheet = parts_of(copied.data())[SHEET].decode()
    assert re.findall(r'<autoFilter ref="([^"]*)"', sheet) == ["A1:A4"]
    assert re.findall(r'sqref="([^"]*)"', sheet) == ["A2:A4"]


def a_sheet_with_a_button_whose_place_is_given_by_its_row_and_column_is_copied_with_it() -> None:
    place = '<from xmlns:xdr="urn:drawing"><xdr:col>1</xdr:col><xdr:row>3</xdr:row></from>'
    button = f"<controls><control><controlPr><anchor>{place}</anchor></controlPr></control></controls>"
    data = of('<row r="2"><c r="A2"><v>1</v></c></row>', after=button)
    copied = put(data, {(2, 1): 2, (3, 1): 3})
    assert read(copied) == {(2, 1): 2, (3, 1): 3}
    assert button in parts_of(copied)[SHEET].decode()


def the_stored_values_of_rows_in_use_are_left_out_also_where_a_spreadsheet_has_one_formula_for_several_cells() -> None:
    rows = '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">Posts!A1</f><v>1</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>'
    book = {BOOK: made_book("Posts", "Rows in use"), LINKS: links("worksheets/sheet1.xml", "worksheets/sheet2.xml")}
    data = of('<row r="1"><c r="A1"><v>1</v></c></row>', book | {"xl/worksheets/sheet2.xml": made_sheet(rows)})
    after = parts_of(put(data, {(1, 1): 3}))["xl/worksheets/sheet2.xml"].decode()
    assert after == made_sheet(rows.replace("<v>1</v>", "").replace("<v>2</v>", ""))


@pytest.mark.parametrize(
    "lists", ["", '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0"/></numFmts>', '<fonts count="1"><font><b/></font></fonts><borders count="1"><border/></borders>']
)
@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.filterwarnings("ignore:Workbook contains no default style")  # of the names of styles, which a copy doesn't add
def a_workbook_that_states_few_looks_or_none_can_be_marked_and_given_days(lists: str, prefix: str) -> None:
    stated = re.sub(r"<(/?)(?=\w)", rf"<\1{prefix}", f"<styleSheet>{lists}</styleSheet>").replace("styleSheet>", f'styleSheet xmlns{prefix and ":x"}="{OPEN}/spreadsheetml/2006/main">', 1)
    linked = links("worksheets/sheet1.xml").replace("</Relationships>", f'<Relationship Id="rId2" Type="{OPEN}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>')
    data = of('<row r="1"><c r="A1"><v>1</v></c></row>', {LINKS: linked, "xl/styles.xml": stated})
    copied = put(marked(data, [Mark(FAULT, "Posts", "A1", "wrong")]), {(1, 1): 1})
    book = openpyxl.load_workbook(BytesIO(put(data, {(1, 2): date(2004, 1, 2)})))
    assert book["Posts"]["B1"].value == datetime(2004, 1, 2)  # noqa: DTZ001 - a spreadsheet's days have no time zone
    assert openpyxl.load_workbook(BytesIO(copied))["Posts"]["A1"].fill.fgColor.rgb == "FFF8CBAD"
    assert parts_of(put(data, {(1, 1): 2}))["xl/styles.xml"].decode() == stated


def a_sheet_that_names_whole_columns_is_copied_marked_and_given_rows() -> None:
    around = '<autoFilter ref="A:C"/><mergeCells><mergeCell ref="D:E"/><mergeCell ref="A1:B2"/></mergeCells>'
    copied = BookCopy(of('<row r="1"><c r="A1"><v>1</v></c></row>', before='<dimension ref="A:C"/>', after=around))
    copied.dress("Posts", 2)
    copied.put("Posts", (2, 3), 2)
    assert copied.sheet("Posts").first_of_merged((2, 2)) == (1, 1)
    assert read(copied.data()) == {(1, 1): 1, (2, 3): 2}
    assert around in parts_of(copied.data())[SHEET].decode()


@pytest.mark.parametrize("rows", ['<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>', "<row r='1'>"], ids=["entities", "not closed"])
def a_sheet_that_is_not_safe_is_refused_as_the_guard_refuses_it(rows: str) -> None:
    sheet = parts_of(of(""))[SHEET].decode()
    bad = sheet.replace("<worksheet", f"{rows}<worksheet", 1) if "DOCTYPE" in rows else sheet.replace("<sheetData>", f"<sheetData>{rows}")
    with pytest.raises(UnsafeError):
        put(zipped(parts() | {SHEET: bad}), {(1, 1): 1})


def a_bomb_is_refused_before_it_is_expanded() -> None:
    with pytest.raises(UnsafeError, match="compressed"):
        put(zipped(parts() | {"xl/media/image1.png": b"\0" * 30_000_000}), {(1, 1): 1})


def a_signature_of_what_was_changed_is_left_out() -> None:
    more = {
        "_xmlsignatures/origin.sigs": "", "_xmlsignatures/sig1.xml": "<Signature/>",
        "_rels/.rels": links("_xmlsignatures/origin.sigs", kind="x").replace(f"{OPEN}/officeDocument/2006/relationships/x", f"{OPEN}/package/2006/relationships/digital-signature/origin"),
    }  # fmt: skip
    after = parts_of(put(of('<row r="1"><c r="A1"><v>1</v></c></row>', more), {(1, 1): 2}))
    assert not any(name.startswith("_xmlsignatures") for name in after)
    assert b"digital-signature" not in after["_rels/.rels"]


def every_value_that_a_copy_keeps_is_the_one_that_its_formula_gives(copy: bytes) -> None:
    book = BookCopy(copy)
    places = [place for place in book.sheet("Start here").formulas() if book.value("Start here", place) is not None]
    found = recalculated_apart(copy, [("Start here", *place) for place in places])
    assert len(places) > 100
    assert [(each.text, each.stored, each.recalculated) for each in found if each.stored != each.recalculated] == []
    assert len(places) < len(book.sheet("Start here").formulas()), "and some are left out"


@pytest.mark.slow
@libreoffice.needed
def a_spreadsheet_opens_a_copy_and_computes_what_it_shows(copy: bytes, tmp_path: Path) -> None:
    path = tmp_path / "copy.xlsx"
    path.write_bytes(copy)
    shown, computed = libreoffice.cells(path), libreoffice.recalculated(path)
    assert len(shown) > 1_000
    assert {place: computed.get(place) for place in shown} == {place: float(f"{value:.15g}") if isinstance(value, float) else value for place, value in shown.items()}
    assert computed.keys() > shown.keys(), "and what the copy has no value for is computed"
