"""Sums over the rows that concern them: which rows are left out, and where that isn't plain, none."""

from __future__ import annotations

import re

import pytest

from aspbudget.lines.canonical import ROW
from aspbudget.lines.rows_summed import BLOCK, MANY, Summed, Typed

FIRST, LAST = 5, 5 + 2 * MANY - 1
SUM = f"0+SUMIFS('It''s'!$D${FIRST}:$D${LAST},'It''s'!$A${FIRST}:$A${LAST},$B{ROW},'It''s'!$C${FIRST}:$C${LAST},\"$A$1:$A$9,\")*2"
TEXTS = {row: f"L.{(row - FIRST) // 10}, 1" for row in range(FIRST, LAST + 1)}


def summed(asked: str, texts: dict[int, str] | None = None, others: tuple[int, ...] = ()) -> Summed:
    """Return the formulas of a sheet that asks, in row 7, for a text of a column in which these texts stand, and in some rows something else."""
    cells = {("It's", "A"): Typed(TEXTS if texts is None else texts, frozenset(others)), ("Sums", "B"): Typed({7: asked}, frozenset())}
    return Summed("Sums", lambda sheet, column: cells[sheet, column])


def over(formula: str, formulas: Summed) -> str:
    """Return a formula of row 7 over the rows that concern it."""
    sums = formulas.sums(formula)
    return Summed.over(formula, sums, formulas.rows(sums, 7))


def a_sum_is_over_the_blocks_of_rows_that_have_the_text() -> None:
    rows = [row for row, text in TEXTS.items() if text == "L.12, 1"]
    first, last = (int(each) for each in re.findall(r"\$D\$([0-9]+):\$D\$([0-9]+)", over(SUM, summed("l.12, 1")))[0])
    assert first <= rows[0]
    assert rows[-1] <= last
    assert last - first + 1 in (BLOCK, 2 * BLOCK)
    assert over(SUM, summed("L.12, 1")) == SUM.replace(f"${FIRST}:", f"${first}:").replace(f"${LAST},", f"${last},"), "The same rows of each column, and words as they were."


def a_text_that_no_row_has_is_looked_for_in_one_block() -> None:
    assert f"$D${FIRST}:$D${FIRST + BLOCK - 1}," in over(SUM, summed("L.999, 1"))


def the_last_block_ends_with_the_table() -> None:
    assert f":$D${LAST}," in over(SUM, summed(TEXTS[LAST]))


@pytest.mark.parametrize("asked", ["", "12", ">L.1", "L.1*", "L.?, 1", "~L", "TRUE"])
def a_text_that_a_spreadsheet_may_find_in_another_text_is_looked_for_in_every_row(asked: str) -> None:
    assert over(SUM, summed(asked, TEXTS | {9: asked})) == SUM


def a_column_with_a_formula_or_a_number_is_looked_through_in_every_row() -> None:
    assert over(SUM, summed("L.12, 1", others=(LAST,))) == SUM
    assert over(SUM, summed("L.12, 1", others=(LAST + 1, FIRST - 1))) != SUM


def a_short_column_is_left_as_it_is() -> None:
    short = SUM.replace(f"${LAST}", f"${FIRST + MANY - 1}")
    assert over(short, summed("L.1, 1")) == short


@pytest.mark.parametrize(
    "formula",
    [
        SUM.replace(f"$B{ROW}", f"$B{ROW}&1"),
        SUM.replace(f"$B{ROW}", '"L.12, 1"'),
        SUM.replace(f"$D${LAST}", f"$D${LAST - 1}"),
        SUM.replace("SUMIFS", "COUNTIFS"),
        '"' + SUM.replace('"', '""') + '"',
    ],
    ids=["worked out", "said in the formula", "of other rows", "no sum", "in words"],
)
def every_other_formula_stays_as_it_is(formula: str) -> None:
    assert over(formula, summed("L.12, 1")) == formula
