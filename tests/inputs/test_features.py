"""Features: what the guard notes of a sheet beside its values, and what it lets pass without a note."""

from __future__ import annotations

import pytest
from support.made_by_hand import OPEN, SHEET, parts, zipped

from aspbudget.inputs.features import Features
from aspbudget.inputs.guard import scan


def features(*, before: str = "", rows: str = "", after: str = "") -> Features:
    """Return the features of a sheet with this XML before, in and after its rows."""
    xml = f'<worksheet xmlns="{OPEN}/spreadsheetml/2006/main">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return scan(zipped(parts() | {SHEET: xml}), "section.xlsx")["Posts"].features


@pytest.mark.parametrize("true", ["1", "true"])
def the_hidden_rows_and_columns_are_noted(true: str) -> None:
    found = features(
        before=f'<cols><col min="2" max="3" width="9" hidden="{true}"/><col min="4" max="4" hidden="0" width="12.5"/></cols>',
        rows=f'<row r="2" hidden="{true}"/><row r="3" hidden="0"/><row hidden="{true}"/>',
    )
    assert found == Features(hidden_rows=(2, 4), hidden_columns=(2, 3), widths=((4, 12.5),))


def a_row_or_a_column_of_no_size_is_hidden() -> None:
    found = features(before='<cols><col min="2" max="2" width="0" customWidth="1"/></cols>', rows='<row r="3" ht="0.0" customHeight="1"/><row r="4" ht="10"/>')
    assert (found.hidden_rows, found.hidden_columns, found.widths) == ((3,), (2,), ())


def a_column_in_an_outline_is_noted_as_such_be_it_open_or_closed() -> None:
    found = features(before='<cols><col min="2" max="3" width="9" outlineLevel="1" hidden="1"/><col min="4" max="4" width="9" outlineLevel="1"/></cols>')
    assert (found.folded_columns, found.hidden_columns) == ((2, 3, 4), ())


def the_columns_to_the_end_of_the_sheet_are_noted_as_far_as_an_input_goes() -> None:
    assert features(before='<cols><col min="255" max="16384" hidden="1"/></cols>').hidden_columns == (255, 256)


def the_merged_cells_are_noted_where_they_are_an_area() -> None:
    areas = "".join(f'<mergeCell ref="{area}"/>' for area in ("B5:B7", "A1:XFD1048576", "B5", "B:B", "B5:B", "1:2", "nonsense"))
    assert features(after=f"<mergeCells>{areas}</mergeCells>").merged == ("B5:B7", "A1:XFD1048576")


def the_cells_with_formulas_are_noted_whether_or_not_their_value_is_stored() -> None:
    found = features(rows='<row r="7"><c r="C7"><f>1+1</f><v>2</v></c><c r="D7"><v>1</v></c><c r="E7"><f t="shared" si="0"/></c></row>')
    assert found.formulas == {(7, 3), (7, 5)}
