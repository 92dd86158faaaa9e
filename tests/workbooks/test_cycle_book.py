"""The workbook that people receive: it recalculates, wherever it is changed, and prints as it should."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from conftest import INPUT
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from support import libreoffice
from support.workbooks import Literal, cell, change_cells, changed

from aspbudget.figures.cost import cost
from aspbudget.inputs.check import check
from aspbudget.workbooks.column_order import ordered
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workbooks.reconcile import agree, reconcile
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Place
    from openpyxl.workbook import Workbook

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.read import RawWorkbook
    from aspbudget.inputs.ready import Ready
from aspbudget.workbooks.cycle_book import Emitted

pytestmark = pytest.mark.slow
Cells = libreoffice.Cells
# What is changed in the emitted workbook: the sheet, the row's key, the column, and its new value there.
ASSUMPTION = ("Assumptions", "delayed_recruitment_rate", "Value", 0.25)
PRICE = ("Prices", "Interpreter's day, The Hague", "Amount", 523.45)
MEETING = ("Meetings", "Working Group, 1", "Slot", "morning")
CHANGES: dict[str, tuple[tuple[str, str, str, object], ...]] = {
    "an assumption": (ASSUMPTION,),
    "a price and a meeting moved in parallel": (PRICE, MEETING),
}
TOGETHER = "all of them together"
INJECTIONS = [
    "=1+1",
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "=cmd|' /C calc'!A0",
    "&D",
    "{=1+1}",
    "\t=1+1",
]


def place_of(cells: Cells, sheet: str, key: str, title: str) -> tuple[str, int, int]:
    """Return the cell of a table sheet under a title in the row with a key."""
    header, column = next(
        (row, column) for (name, row, column), value in cells.items() if name == sheet and value == title and row > 1
    )
    row = next(
        row
        for (name, row, place), value in cells.items()
        if name == sheet and place == 1 and value == key and row > header
    )
    return sheet, row, column


def total(cells: Cells) -> float:
    """Return the section's total: the sum of its lines, which the printed table must show too."""
    header, column = next(
        (row, place)
        for (name, row, place), value in cells.items()
        if name == "Section lines" and value == "Amount (EUR)"
    )
    amounts = [
        value
        for (name, row, place), value in cells.items()
        if name == "Section lines" and place == column and row > header
    ]
    whole = sum(float(str(amount)) for amount in amounts)
    (row,) = {
        row for (name, row, place), value in cells.items() if name == "Section" and place == 1 and value == "Total"
    }
    printed = [
        value
        for (name, line, _), value in cells.items()
        if name == "Section" and line == row and isinstance(value, int | float)
    ]
    assert any(abs(value * 1000 - whole) < 0.01 for value in printed), (whole, printed)
    return whole


def set_cell(path: Path, where: tuple[str, int, int], value: object, like: str = "") -> None:
    """Change one entered cell of a workbook in its XML and nothing else; a text is taken from the cell `like`."""
    sheet, row, column = where
    number = openpyxl.load_workbook(path, read_only=True).sheetnames.index(sheet) + 1
    part = f"xl/worksheets/sheet{number}.xml"
    with zipfile.ZipFile(path) as archive:
        entries = {item.filename: archive.read(item) for item in archive.infolist()}
    text = entries[part].decode()
    stored = re.search(rf'<c r="{like}"[^>]*><v>([^<]*)</v>', text)[1] if like else repr(value)  # type: ignore[index]
    pattern = rf'(<c r="{get_column_letter(column)}{row}"[^>]*><v>)[^<]*(</v></c>)'
    changed_text, times = re.subn(pattern, rf"\g<1>{stored}\g<2>", text)
    assert times == 1, where
    entries[part] = changed_text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


@pytest.fixture(scope="module")
def written(emitted: Emitted, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The emitted workbook in a file."""
    path = tmp_path_factory.mktemp("emitted") / "section.xlsx"
    path.write_bytes(emitted.data)
    return path


@pytest.fixture(scope="module")
def stored(written: Path) -> Cells:
    """The values that stand in the emitted workbook."""
    return libreoffice.cells(written)


@pytest.fixture(scope="module")
def edited(written: Path, stored: Cells) -> dict[str, Path]:
    """Copies of the emitted workbook, each with one of the changes, and one with all."""
    cells, paths = stored, {}
    for number, (name, changes) in enumerate({**CHANGES, TOGETHER: (ASSUMPTION, PRICE, MEETING)}.items()):
        paths[name] = written.with_name(f"changed{number}.xlsx")
        paths[name].write_bytes(written.read_bytes())
        for sheet, key, title, value in changes:
            where = place_of(cells, sheet, key, title)
            twins = [
                row for (other, row, place), held in cells.items() if (other, place, held) == (sheet, where[2], value)
            ]
            set_cell(
                paths[name],
                where,
                value,
                like=f"{get_column_letter(where[2])}{twins[0]}" if isinstance(value, str) else "",
            )
    return paths


@pytest.fixture(scope="module")
def expected(raw: RawWorkbook, models: Catalogue) -> dict[str, float]:
    """The totals that come from the same changes in the input."""
    totals = {}
    for name, changes in {"unchanged": (), "a price": (PRICE,), **CHANGES, TOGETHER: (ASSUMPTION, PRICE, MEETING)}.items():
        inputs = check(
            models, changed(raw, {cell(raw, sheet, title, key): value for sheet, key, title, value in changes}), "2004"
        )
        figures = cost(models, inputs.frames, inputs.named)
        totals[name] = float(figures.tables["section_lines"].columns["amount"].sum())
    return totals


# Live.


@libreoffice.needed
def every_stored_value_poisoned_comes_back_as_computed_and_a_change_moves_the_total_as_in_the_input(
    written: Path, edited: dict[str, Path], emitted: Emitted, expected: dict[str, float]
) -> None:
    back, together = libreoffice.recalculated_together([written, edited[TOGETHER]], titles=[written])
    wrong = {
        place: (value, back.get(place)) for place, value in emitted.formulas.items() if not same(value, back.get(place))
    }
    assert wrong == {}
    assert len(emitted.formulas) > 2000
    for change, cells in {"unchanged": back, TOGETHER: together}.items():
        assert total(cells) == pytest.approx(expected[change], abs=0.01), change


def same(value: object, found: object) -> bool:
    """Whether a value came back; an empty text comes back as no cell, and a condition or a day as a number."""
    if value == "" and found is None:
        return True
    if isinstance(value, float) and isinstance(found, int):
        found = float(found)
    return hasattr(found, "year") or agree(value, found)  # type: ignore[arg-type]


@pytest.mark.parametrize("change", CHANGES)
def the_second_engine_moves_the_total_as_well(
    change: str, edited: dict[str, Path], emitted: Emitted, stored: Cells, expected: dict[str, float]
) -> None:
    found = reconcile(edited[change], emitted.formulas).differences
    moved = {(each.sheet, *coordinate_to_tuple(each.cell)): each.recalculated for each in found}
    assert total(stored | moved) == pytest.approx(expected[change], abs=0.01)
    assert len({expected[each] for each in ("unchanged", TOGETHER, *CHANGES)}) == len(CHANGES) + 2


def a_change_in_the_input_moves_what_the_command_computes(
    place: Place, expected: dict[str, float], raw: RawWorkbook
) -> None:
    sheet, key, title, value = PRICE
    place.change({cell(raw, sheet, title, key): value})
    assert place.run("cost", "2004", "--json").document["total"] == pytest.approx(expected["a price"])


def every_formula_of_the_workbook_is_one_that_is_proven(emitted: Emitted, book: Workbook) -> None:
    formulas = {
        (sheet.title, line.row, line.column)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for line in row
        if line.data_type == "f"
    }
    assert formulas == set(emitted.formulas)


def every_formula_has_its_value_beside_it(emitted: Emitted, stored: Cells) -> None:
    assert all(place in stored or value == "" for place, value in emitted.formulas.items())


# Text stays text.


@pytest.fixture(scope="module")
def injected(tmp_path_factory: pytest.TempPathFactory, models: Catalogue) -> Workbook:
    """An output made from inputs whose keys, sources, names and titles look like formulas."""
    from aspbudget.inputs.read import read  # noqa: PLC0415

    path = tmp_path_factory.mktemp("injected") / "section.xlsx"
    path.write_bytes(INPUT.read_bytes())
    typed = read(INPUT, "section.xlsx")
    cells: dict[str, object] = {
        cell(typed, "Cycle", "Title"): Literal("=1+1"),
        cell(typed, "Sub-programmes", "Name"): Literal("=1+1"),
    }
    sources = cell(typed, "Prices", "Source")
    cells |= {f"{sources[:-1]}{int(sources[-1]) + step}": Literal(text) for step, text in enumerate(INJECTIONS)}
    keys = cell(typed, "Posts", "Post")
    plain = [text for text in INJECTIONS if text[0] not in "=\t"]
    cells |= {f"{keys[:-1]}{int(keys[-1]) + step}": Literal(text) for step, text in enumerate(plain)}
    cells[cell(typed, "Posts", "Mandate")] = Literal("=1+1")
    change_cells(path, cells)
    inputs = check(models, read(path, "section.xlsx"), "2004")
    emitted = write_workbook(cost(models, inputs.frames, inputs.named), inputs)
    assert reconcile(emitted.data, emitted.formulas).differences == ()
    return openpyxl.load_workbook(BytesIO(emitted.data))


def no_text_becomes_a_formula(injected: Workbook) -> None:
    texts = [
        str(line.value).strip()
        for sheet in injected.worksheets
        for row in sheet.iter_rows()
        for line in row
        if line.data_type in ("s", "inlineStr")
    ]
    for text in INJECTIONS:
        assert any(text.strip() in found for found in texts), text
    formulas = [
        line.value
        for sheet in injected.worksheets
        for row in sheet.iter_rows()
        for line in row
        if line.data_type == "f"
    ]
    known = [str(getattr(formula, "text", formula)) for formula in formulas]
    assert not [
        formula
        for formula in known
        if "HYPERLINK" in formula or "cmd" in formula or formula in ("=1+1", "+1+1", "-1+1")
    ]


def no_text_becomes_a_code_of_the_foot_of_the_page(unsigned: bytes) -> None:
    with zipfile.ZipFile(BytesIO(unsigned)) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "Cost &amp;&amp; control &amp;&amp;D &amp;&amp;P" in text


# As it is received.


@pytest.fixture(scope="module")
def book(emitted: Emitted) -> Workbook:
    """The emitted workbook, opened."""
    return openpyxl.load_workbook(BytesIO(emitted.data))


def the_sheets_go_from_the_printed_table_to_its_notes_then_to_what_was_entered_and_to_the_workings(book: Workbook, ready: Ready) -> None:
    names = book.sheetnames
    keys = [str(key) for key in ready.inputs.frames["sub_programmes"]["sub_programme"]]
    assert names[:3] == ["At a glance", "Contents", "Section"]
    order = [names.index(name) for name in ("Section", *keys, "Staffing", "Calendar", "Justification", "To confirm", "Checks", "Notes and sources", "Assumptions", "Derivation")]
    assert order == sorted(order)
    tables = [table.title for table in ready.catalogue.tables.values() if table.name != "cycle" and ready.figures.is_shown(table.name)]
    assert set(tables) <= set(names)


def every_sheet_is_visible_on_a4_with_its_name_and_page_at_the_foot(book: Workbook) -> None:
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert sheet.page_setup.paperSize == 9
        foot = "".join(
            str(part.text or "") for part in (sheet.oddFooter.left, sheet.oddFooter.center, sheet.oddFooter.right)
        )
        assert "&A" in foot
        assert "Page &P of &N" in foot
        assert "Major Programme IV" in foot


def every_sheet_with_rows_has_a_frozen_header_that_is_repeated_on_each_page(book: Workbook) -> None:
    for sheet in book.worksheets[2:]:
        assert sheet.freeze_panes, sheet.title
        assert sheet.print_title_rows, sheet.title
        last = int(sheet.print_title_rows.split("$")[-1])
        assert last < int(re.sub(r"\D", "", sheet.freeze_panes)), sheet.title


def every_table_of_the_models_is_a_table_of_the_spreadsheet(book: Workbook, ready: Ready) -> None:
    for table in ready.catalogue.tables.values():
        if table.name != "cycle" and ready.figures.is_shown(table.name):
            (made,) = book[table.title].tables.values()
            assert [column.name for column in made.tableColumns] == [
                ready.catalogue.title(table.name, name, "EUR") for name in ordered(ready.figures, table).names
            ]
            shown = [name for name in ready.catalogue.names(table.name) if not ready.catalogue.translates(table.name, name)]
            assert sorted(ordered(ready.figures, table).names) == sorted(shown)


def every_assumption_has_a_name_that_leads_to_its_value(book: Workbook, ready: Ready) -> None:
    for name, value in ready.inputs.named.items():
        sheet, address = book.defined_names[name].attr_text.replace("$", "").replace("'", "").split("!")
        assert book[sheet][address].value == pytest.approx(value)


def there_are_no_macros_links_or_queries(emitted: Emitted) -> None:
    with zipfile.ZipFile(BytesIO(emitted.data)) as archive:
        names = archive.namelist()
        relations = [archive.read(name).decode() for name in names if name.endswith(".rels")]
    assert not [
        name
        for name in names
        if re.search(r"vba|external|connection|query|embed|activeX|customXml", name, re.IGNORECASE)
    ]
    assert not [text for text in relations if 'TargetMode="External"' in text]


def no_formula_holds_an_error_or_reads_another_file(emitted: Emitted, book: Workbook) -> None:
    assert not [place for place, value in emitted.formulas.items() if isinstance(value, str) and value.startswith("#")]
    for text in formulas_of(book):
        assert "#REF!" not in text
        assert ".xls" not in text
        assert "http" not in text


def formulas_of(book: Workbook) -> Iterator[str]:
    """Yield the text of every formula."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (str(line.value) for line in row if line.data_type == "f")


# Draft until it is signed and confirmed.


def feet(book: Workbook) -> set[str]:
    """Return what stands at the left of the feet of all pages."""
    return {str(sheet.oddFooter.left.text or "") for sheet in book.worksheets}


def a_draft_says_so_on_every_page_and_why(book: Workbook, ready: Ready) -> None:
    assert ready.standing.word == "DRAFT"
    assert all("DRAFT" in foot for foot in feet(book))
    said = {str(line.value) for name in ("Contents", "Section", "Notes and sources") for row in book[name].iter_rows() for line in row}
    assert ready.standing.sentence in said


@pytest.fixture(scope="module")
def confirmed(raw: RawWorkbook, models: Catalogue) -> dict[str, object]:
    """The cells that a finance officer would fill in to finish the inputs of 2004."""
    inputs = check(models, raw, "2004")
    cells: dict[str, object] = {}
    for table in (
        table for table in models.tables.values() if table.entered and "status" in models.columns(table.name)
    ):
        frame = inputs.frames[table.name]
        rate = next((name for name, column in models.columns(table.name).items() if column.rate), "")
        for row in frame.index:
            cells["!".join(inputs.place(table, "status", row))] = "published"
            if rate and frame[rate].isna()[row]:
                cells["!".join(inputs.place(table, rate, row))] = 100
    signed = {"Prepared by": "A. Officer", "Reviewed by": "A. Director"}
    return cells | {cell(raw, "Cycle", title): value for title, value in signed.items()}


def a_workbook_that_is_signed_and_confirmed_is_final(
    raw: RawWorkbook, models: Catalogue, confirmed: dict[str, object]
) -> None:
    inputs = check(models, changed(raw, confirmed), "2004")
    emitted = write_workbook(cost(models, inputs.frames, inputs.named), inputs)
    book = openpyxl.load_workbook(BytesIO(emitted.data))
    assert not [foot for foot in feet(book) if "DRAFT" in foot]
    said = [
        str(line.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for line in row
        if line.data_type == "s"
    ]
    assert "FINAL" in said
    assert not [text for text in said if text.startswith("DRAFT")]


@pytest.fixture(scope="module")
def unsigned(raw: RawWorkbook, models: Catalogue, confirmed: dict[str, object]) -> bytes:
    """The workbook of inputs that are finished but for a signature, with a title that holds codes of the foot of a page."""
    cells = confirmed | {cell(raw, "Cycle", "Reviewed by"): None, cell(raw, "Cycle", "Title"): "Cost & control &D &P"}
    inputs = check(models, changed(raw, cells), "2004")
    return write_workbook(cost(models, inputs.frames, inputs.named), inputs).data


def a_workbook_that_is_not_signed_is_a_draft(unsigned: bytes) -> None:
    (foot,) = feet(openpyxl.load_workbook(BytesIO(unsigned)))
    assert "DRAFT" in foot


def a_missing_or_illustrative_row_makes_a_draft(ready: Ready) -> None:
    assert any(reason.endswith(" missing") for reason in ready.standing.reasons)
    assert any(reason.endswith(" illustrative") for reason in ready.standing.reasons)
    assert not replace(ready.standing, reasons=()).sentence.startswith("DRAFT")


def the_same_inputs_give_the_same_bytes(ready: Ready, emitted: Emitted) -> None:
    assert write_workbook(ready.figures, ready.inputs).data == emitted.data
    assert Workspace(INPUT.parents[2]).inputs("2004") == INPUT
