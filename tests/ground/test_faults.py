"""Faults: each is one line that says where it is, and a name that isn't known is answered with the nearest that is."""

from __future__ import annotations

import pytest

from aspbudget.faults import Fault, Refused, Remark, allowed, count, nearest, nearest_of

CELL = Fault("section.xlsx", "Posts", "C6", "Work-months is -1; it must be from 0 to 12.")
SHEET = Fault("section.xlsx", "Posts", "", "The sheet is missing.")
FILE = Fault("section.xlsx", "", "", "The file is empty.")


@pytest.mark.parametrize(
    ("fault", "line"),
    [
        (CELL, "section.xlsx, sheet Posts, cell C6: Work-months is -1; it must be from 0 to 12."),
        (SHEET, "section.xlsx, sheet Posts: The sheet is missing."),
        (FILE, "section.xlsx: The file is empty."),
    ],
)
def a_fault_is_one_line_with_its_place(fault: Fault, line: str) -> None:
    assert str(fault) == line


def a_fault_has_the_same_parts_in_a_document() -> None:
    assert CELL.as_dict() == {
        "workbook": "section.xlsx",
        "sheet": "Posts",
        "cell": "C6",
        "message": "Work-months is -1; it must be from 0 to 12.",
    }


def a_remark_is_one_line_with_its_place_too_and_the_same_in_a_document() -> None:
    remark = Remark("section.xlsx", "Cycle", "D5", "Date is 30 September 2003 23:59:40; read as 1 October 2003.")
    assert str(remark) == "section.xlsx, sheet Cycle, cell D5: Date is 30 September 2003 23:59:40; read as 1 October 2003."
    assert remark.as_dict() == {"workbook": "section.xlsx", "sheet": "Cycle", "cell": "D5", "message": remark.message}


def a_refusal_keeps_every_fault_and_has_a_line_for_each() -> None:
    refused = Refused(fault for fault in (CELL, FILE))
    assert refused.faults == (CELL, FILE)
    assert str(refused).splitlines() == [str(CELL), str(FILE)]


@pytest.mark.parametrize(("number", "text"), [(0, "0 cells"), (1, "1 cell"), (2, "2 cells"), (1_234, "1,234 cells")])
def a_number_of_things_is_in_the_plural_where_it_must_be(number: int, text: str) -> None:
    assert count(number, "cell") == text


def the_nearest_name_is_found_whatever_its_capitals_and_none_when_none_is_near() -> None:
    known = ["Posts", "Grades", "Travel"]
    assert nearest_of("travell", known) == "Travel"
    assert nearest("GRADE", known) == '; did you mean "Grades"?'
    assert (nearest_of("zzz", known), nearest("zzz", known), nearest("Posts", [])) == ("", "", "")


def the_allowed_values_are_cut_after_so_many_with_a_count_of_the_rest() -> None:
    assert allowed(["P-2", "P-3", "P-4"]) == "P-2, P-3, P-4"
    assert allowed(map(str, range(14)), most=3) == "0, 1, 2 and 11 more"
    assert allowed(["0", "1", "2"], most=3) == "0, 1, 2"


def no_comma_parts_values_that_hold_commas() -> None:
    assert allowed(["Assembly, third session", "Committee"]) == "Assembly, third session; Committee"
