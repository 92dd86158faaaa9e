"""Columns have the letters and the numbers that spreadsheets give them."""

from __future__ import annotations

import pytest
from openpyxl.utils import column_index_from_string, get_column_letter

from aspbudget.lines.addresses import letters_of, number_of, place_of


def every_column_has_the_letters_of_spreadsheets() -> None:
    for column in range(1, 16_385):
        assert letters_of(column) == get_column_letter(column)
        assert number_of(letters_of(column)) == column == column_index_from_string(letters_of(column))


@pytest.mark.parametrize(("cell", "place"), [("A1", (1, 1)), ("AB4", (4, 28)), ("$XFD$1048576", (1_048_576, 16_384))])
def a_cell_is_at_its_row_and_column(cell: str, place: tuple[int, int]) -> None:
    assert place_of(cell) == place


@pytest.mark.parametrize("cell", ["", "A0", "a1", "A1:B2", "1", "ABCD1"])
def a_text_that_is_no_address_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="is not the address of a cell"):
        place_of(cell)
