"""Overwritten formulas: a value in a column of formulas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aspbudget.doubts.evidence import Evidence
from aspbudget.doubts.overwritten import overwritten_formulas

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready


def a_value_among_formulas_is_doubted_and_a_formula_among_values_is_not(ready: Ready) -> None:
    rows = [int(row) for row in ready.inputs.frames["posts"].index]
    formulas = {"posts": frozenset((row, "number") for row in rows[1:])}
    found = list(overwritten_formulas(Evidence(replace(ready.inputs, formulas=formulas))))
    message = f"Posts is 1, typed in; the {len(rows) - 1} other cells of the column are formulas: was one written over?"
    assert [(each.table.name, each.column, each.row, each.message) for each in found] == [("posts", "number", rows[0], message)]
    few = {"posts": frozenset((row, "number") for row in rows[:2])}
    assert list(overwritten_formulas(Evidence(replace(ready.inputs, formulas=few)))) == []
