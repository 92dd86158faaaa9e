"""Text for the terminal: the cells of every row end where those of the others end."""

from __future__ import annotations

import pytest

from aspbudget.commands.text import LABEL, WIDTH, aligned


def a_row_has_its_label_at_the_left_and_its_cells_at_the_right_of_their_columns() -> None:
    assert aligned("Total", ["1.0", "–"], width=8) == "Total            1.0           –"


@pytest.mark.parametrize("label", ["", "Travel", "General temporary assistance"])
@pytest.mark.parametrize("cells", [[], ["–"], ["1,234.5", "(12.0)", "0.1"]])
def every_row_is_as_long_as_its_columns(label: str, cells: list[str]) -> None:
    row = aligned(label, cells)
    assert len(row) == LABEL + WIDTH * len(cells)
    assert row[:LABEL].rstrip() == label
    assert row[LABEL:].split() == cells
