"""Blocks: what a document is made of states its place plainly, so that one layout fits all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from support.statements import ALL

from aspbudget.documents.blocks import (
    BODY,
    BOX,
    GROUP,
    KEY,
    NOTE,
    REASON,
    REMARK,
    SUBTITLE,
    SUBTOTAL,
    SYMBOL,
    TOTAL,
    Grid,
    Heading,
    Text,
    plain,
)
from aspbudget.documents.terms import Terms
from aspbudget.documents.wording import blocks


def a_heading_row_of_plain_cells_fills_one_column_with_each() -> None:
    assert plain("Year", "Net") == (("Year", 1), ("Net", 1))
    assert plain() == ()


def a_heading_is_of_a_part_and_a_paragraph_of_the_body_unless_they_say_otherwise() -> None:
    assert Heading("Requests") == ("Requests", 1, False, "")
    assert Text("Nothing arises.") == ("Nothing arises.", BODY, "")


@pytest.mark.parametrize("name", ALL)
def every_block_of_a_statement_is_of_a_known_kind_and_no_grid_follows_another(name: str) -> None:
    found = list(blocks(ALL[name], Terms("en")))
    assert {block.kind for block in found if isinstance(block, Text)} <= {BODY, BOX, NOTE, REASON, REMARK, SUBTITLE, SYMBOL}
    grids = [block for block in found if isinstance(block, Grid)]
    assert {row.kind for grid in grids for row in grid.rows} <= {KEY, GROUP, SUBTOTAL, TOTAL}
    assert not [1 for before, after in pairwise(found) if isinstance(before, Grid) and isinstance(after, Grid)]
    assert all(0 <= grid.numbers < len(grid.widths) for grid in grids)
