"""Sheets of lines: the steps from full cost to what is additional, the parts between them, and the columns in a section's own words."""

from __future__ import annotations

from itertools import pairwise

from aspbudget.declare.model import Axes
from aspbudget.models.statements import PRACTICE
from aspbudget.statements.line_sheets import CASE_LINES, JOINT_LINES, LINES, line_sheets, parts, steps

SHEETS = line_sheets(Axes("sub_programme", "object"), ("Sub-programme", "Object"))


def the_steps_go_from_full_cost_over_pooling_and_provision_to_what_is_additional() -> None:
    assert [each.name for each in steps(PRACTICE)] == ["full", "own", "net", "additional"]
    assert [each.title for each in steps(PRACTICE)] == ["Full cost", "After pooling", "After provision", "Additional"]
    assert steps(PRACTICE)[1].about == PRACTICE.pooling


def each_part_is_what_is_taken_off_between_a_step_and_the_next() -> None:
    names = [each.name for each in steps(PRACTICE)]
    assert [(each.before, each.after) for each in parts(PRACTICE)] == list(pairwise(names))
    assert [each.name for each in parts(PRACTICE)] == ["pooled", "provided", "absorbed"]
    assert parts(PRACTICE)[0].title == "Pooled with the Court"


def the_sheets_are_known_by_the_names_that_formulas_use() -> None:
    assert [sheet.table() for sheet in SHEETS] == [LINES, CASE_LINES, JOINT_LINES]
    assert [sheet.title() for sheet in SHEETS] == ["Statement lines", "Lines compared", "Joint lines"]


def a_line_is_of_a_paragraph_and_a_joint_line_of_none() -> None:
    columns = {sheet.table(): [column.name for column in sheet.columns()] for sheet in SHEETS}
    assert columns[LINES] == columns[CASE_LINES] == ["line", "paragraph", "sub_programme", "object", "kind"]
    assert columns[JOINT_LINES] == ["line", "sub_programme", "object", "kind"]
    assert SHEETS.lines.keys() == ("line",)


def the_columns_have_the_titles_of_the_headings_of_the_section() -> None:
    assert [column.title for column in SHEETS.lines.columns()] == ["Line", "Paragraph", "Sub-programme", "Object", "Kind"]
    assert SHEETS.lines.about().endswith("what a paragraph costs under a sub-programme and an object.")
    other = line_sheets(Axes("office", "item"), ("Office", "Item"))
    assert [column.name for column in other.joint.columns()] == ["line", "office", "item", "kind"]
    assert other.lines.about().endswith("what a paragraph costs under an office and an item.")
