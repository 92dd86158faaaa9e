"""The drafts of the tests: they are read, cell by cell, as the workbook that the tool makes of the same rows, and cost the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.drafting import FRIDAY, MONDAY, bought, head, meeting, paragraphs, post, rows
from support.plain_draft import plain_draft

from aspbudget.commands.new_statement import draft_workbook
from aspbudget.inputs.inputs import WITHOUT_ROWS
from aspbudget.inputs.read import RawWorkbook, read_bytes
from aspbudget.statements.costed import costed
from aspbudget.workbooks.input_ranges import HEADER_ROW

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from aspbudget.inputs.ready import Ready

CASES: dict[str, dict[str, pd.DataFrame]] = {
    "nothing but a head": {"draft_resolution": head()},
    "answers that leave cells empty": {"draft_resolution": head(), "paragraphs": paragraphs(p1="activities", p2="not yet determinable", p3="within existing resources")},
    "every kind of value": {
        "draft_resolution": head(), "paragraphs": paragraphs(p1="activities", p2="no implication"),
        "meetings": rows(meeting("a", MONDAY), meeting("b", FRIDAY, "afternoon")), "posts": rows(post("x", number=0.5)),
        "operating_requirements": rows(bought("=1+1"), bought("007"), bought("an @ and ünï")),
    },
}  # fmt: skip


def typed(raw: RawWorkbook) -> dict[str, object]:
    """Return the cells of the sheets that have rows, from their titles down."""
    return {name: {row: cells for row, cells in sheet.cells.items() if row > HEADER_ROW} for name, sheet in raw.sheets.items() if name not in WITHOUT_ROWS}


@pytest.mark.parametrize("frames", CASES.values(), ids=CASES)
def a_plain_draft_is_read_as_the_one_that_the_tool_makes(ready: Ready, frames: dict[str, pd.DataFrame]) -> None:
    made, plain = draft_workbook(ready, frames), plain_draft(ready.catalogue, frames)
    assert typed(read_bytes(plain, "")) == typed(read_bytes(made, ""))


def a_plain_draft_costs_what_the_one_that_the_tool_makes_does(ready: Ready, tmp_path: Path) -> None:
    frames = {"draft_resolution": head(), "paragraphs": paragraphs(p1="activities"), "posts": rows(post("x"), post("y", number=2))}
    found = []
    for data in (draft_workbook(ready, frames), plain_draft(ready.catalogue, frames)):
        path = tmp_path / "L.1.xlsx"
        path.write_bytes(data)
        tables = costed(ready, path, "inputs/2004/statements/L.1.xlsx").figures.tables
        found.append({(name, column): list(map(str, values)) for name, table in tables.items() for column, values in table.columns.items()})
    assert found[0] == found[1]
    assert len(found[0]) > 100
