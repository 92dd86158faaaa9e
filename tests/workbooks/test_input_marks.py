"""Marks of input sheets: what needs something is seen at the cell, by a sign before its colour."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest

from aspbudget.figures.catalogue import catalogue
from aspbudget.workbooks.input_book import write_inputs
from aspbudget.workbooks.look import FILLS, SHAPES

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.formatting.rule import Rule


@cache
def section() -> Workbook:
    """Return a new section, opened."""
    file = BytesIO()
    write_inputs(file, catalogue(), {}, "2027")
    return openpyxl.load_workbook(BytesIO(file.getvalue()))


@cache
def rules(sheet: str) -> dict[str, Rule]:
    """Return the formats of a sheet of a new section that follow what cells hold, by their area and their condition."""
    found = section()[sheet].conditional_formatting
    return {f"{str(area.sqref).partition(':')[0]} {rule.formula[0]}": rule for area in found for rule in area.rules}


@pytest.mark.parametrize("status", SHAPES)
def each_status_shows_its_sign_before_its_word(status: str) -> None:
    rule = rules("Grades")[f'J5 $J5="{status}"']
    assert rule.dxf.numFmt.formatCode == f'"{SHAPES[status]} "@'
    assert (rule.dxf.fill is not None) == (status in FILLS)


@pytest.mark.parametrize("status", FILLS)
def a_row_that_needs_something_shows_the_sign_at_its_first_cell(status: str) -> None:
    rule = rules("Grades")[f'A5 $J5="{status}"']
    assert rule.dxf.numFmt.formatCode == f'"{SHAPES[status]} "@'


def a_rate_that_is_missing_is_marked_where_it_is_to_be_given() -> None:
    assert 'D5 AND($J5="missing",$D5="")' in rules("Grades")


def a_date_outside_the_cycle_is_marked_and_follows_the_days_of_the_first_sheet() -> None:
    rule = rules("Sessions")['D5 AND($D5<>"",OR($D5<cycle_begins,$D5>cycle_ends))']
    assert rule.dxf.numFmt.formatCode == '"✕ "d mmm yyyy'
    assert 'D5 AND($D5<>"",OR($D5<cycle_begins,$D5>cycle_ends))' in rules("Meetings")


def an_example_rules_out_every_other_mark() -> None:
    first = min(rules("Grades").values(), key=lambda rule: rule.priority)
    assert (first.formula, first.stopIfTrue) == (['LEFT($A5,7)="EXAMPLE"'], True)
