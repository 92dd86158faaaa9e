"""Cells: a sheet's cells become a table, each cell by itself, with every mistake found in one pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from aspbudget.declare.sheet import Column
from aspbudget.faults import Fault
from aspbudget.inputs.cells import table
from aspbudget.inputs.formats import PerCent
from aspbudget.inputs.read import Failed, RawSheet, Uncalculated

if TYPE_CHECKING:
    from aspbudget.inputs.cells import TypedTable

POST = Column("post", "Post", "text", "The number of the post.", key=True)
GRADE = Column("grade", "Grade", "text", "The grade.", refers="grades")
MONTHS = Column("months", "Work-months", "number", "The months filled.")
POSTS = Column("posts", "Posts", "whole", "How many posts.")
START = Column("start", "Start", "date", "The first day.")
NOTE = Column("note", "Note", "text", "A remark.", required=False)
COLUMNS = (POST, GRADE, MONTHS, POSTS, START, NOTE)
DAY = datetime(2004, 9, 6)  # noqa: DTZ001 - a spreadsheet's dates have no time zone
GOOD: tuple[object, ...] = ("L-1", "P-4", 12, 1, DAY, "Court")


def raw(*lines: tuple[object, ...], first: int = 1) -> RawSheet:
    """Return a sheet with these rows."""
    rows = {row: dict(enumerate(line, 1)) for row, line in enumerate(lines, first)}
    cells = {row: {place: value for place, value in line.items() if value is not None} for row, line in rows.items()}
    return RawSheet("Posts", {row: line for row, line in cells.items() if line})


def posts(*lines: tuple[object, ...], titles: tuple[object, ...] = ()) -> TypedTable:
    """Return the table of a sheet with the title, the description, the column titles in row 4 and these rows."""
    top: list[tuple[object, ...]] = [("Posts of the section",), ("One row for each post.",), ()]
    heads = titles or tuple(column.title for column in COLUMNS)
    return table(raw(*top, heads, *lines), "section.xlsx", COLUMNS)


def messages(found: TypedTable) -> list[str]:
    """Return each fault as its cell and its message."""
    return [f"{fault.cell} {fault.message}" for fault in found.faults]


def fault_of(column: Column, value: object) -> str:
    """Return what is said of one value in a column, where all else is right."""
    line = tuple(value if each == column else good for each, good in zip(COLUMNS, GOOD, strict=True))
    found = posts(line)
    assert found.faulty == {(5, column.name)}
    assert pd.isna(found.frame.loc[5, column.name])
    ((fault),) = found.faults
    assert fault.cell == f"{found.letters[column.name]}5"
    return fault.message


def value_of(column: Column, value: object) -> object:
    """Return what a value in a column is read as, where all is right."""
    line = tuple(value if each == column else good for each, good in zip(COLUMNS, GOOD, strict=True))
    found = posts(line)
    assert found.faults == ()
    return found.frame.loc[5, column.name]


# The table as a whole


def a_table_keeps_the_row_numbers_the_letters_and_one_type_for_each_column() -> None:
    found = posts(GOOD, (), ("L-2", "NA", 6.5, 2, DAY, None))
    assert found.frame.index.name == "row"
    assert list(found.frame.index) == [5, 7]
    assert [str(kind) for kind in found.frame.dtypes] == ["str", "str", "float64", "float64", "datetime64[us]", "str"]
    assert found.letters == {"post": "A", "grade": "B", "months": "C", "posts": "D", "start": "E", "note": "F"}
    assert list(found.frame["months"]) == [12, 6.5]
    assert found.frame.loc[7, "start"] == DAY
    assert pd.isna(found.frame.loc[7, "note"])
    assert found.faults == ()
    assert found.faulty == frozenset()


def a_table_without_rows_has_its_columns_all_the_same() -> None:
    found = posts()
    assert list(found.frame.columns) == ["post", "grade", "months", "posts", "start", "note"]
    assert [str(kind) for kind in found.frame.dtypes] == ["str", "str", "float64", "float64", "datetime64[us]", "str"]
    assert (len(found.frame), found.faults) == (0, ())


def the_code_of_namibia_stays_a_text() -> None:
    assert value_of(GRADE, "NA") == "NA"


def the_columns_may_stand_in_any_order_and_anywhere() -> None:
    found = table(raw((None, None, "Work-months", "Post"), (None, None, 6, "L-1"), first=3), "x", (POST, MONTHS))
    assert found.letters == {"months": "C", "post": "D"}
    assert list(found.frame.columns) == ["post", "months"]
    assert found.frame.loc[4, "post"] == "L-1"


def a_title_is_known_whatever_its_capitals_and_spaces() -> None:
    titles = (" post", "GRADE", "Work-months ", "Posts", "start\n", "Note")
    assert posts(GOOD, titles=titles).faults == ()


@pytest.mark.parametrize("above", range(20))
def the_titles_are_found_below_inserted_rows(above: int) -> None:
    found = table(raw(*[("Posts",)] * above, ("Post", "Posts"), ("L-1", 1)), "x", (POST, POSTS))
    assert list(found.frame.index) == [above + 2]
    assert found.faults == ()


def a_sheet_whose_own_title_is_also_a_column_is_read_below_it() -> None:
    found = table(raw(("Post",), ("About posts.",), (), ("Post",), ("L-1",)), "x", (POST,))
    assert list(found.frame.index) == [5]


def a_table_may_begin_in_the_first_row() -> None:
    found = table(raw(("Post",), ("L-1",)), "x", (POST,))
    assert list(found.frame["post"]) == ["L-1"]


@pytest.mark.parametrize("lines", [(), (("Anything",),), (*[()] * 20, ("Post", "Grade"))])
def a_sheet_without_titles_is_one_fault(lines: tuple[tuple[object, ...], ...]) -> None:
    found = table(raw(*lines), "section.xlsx", COLUMNS)
    message = "The titles of the columns (Post, Grade, Work-months and 3 more) are not in the first 20 rows: "
    assert found.faults == (Fault("section.xlsx", "Posts", "", f"{message}restore the row of titles."),)
    assert len(found.frame) == 0
    assert found.letters == {}


def every_fault_is_found_in_one_pass_in_the_order_of_the_cells() -> None:
    found = posts(
        ("L-1", "P-4", "six", 1.5, DAY, None, "x"),
        ("L-2", None, -1, 1, "soon", None),
        titles=("Post", "Grade", "Work-months", "Posts", "Start", "Remark"),
    )
    assert [fault.cell for fault in found.faults] == ["", "F4", "C5", "D5", "G5", "B6", "E6"]
    assert found.frame.loc[6, "months"] == -1


# Titles


def a_missing_column_is_named_with_the_title_that_may_be_it() -> None:
    found = posts(GOOD, titles=("Post", "Grad", "Work-months", "Posts", "Start", "Note"))
    assert messages(found) == ['B4 Column "Grade" is missing; "Grad" in cell B4 may be it: correct the title.']
    assert found.faulty == {(5, "grade")}
    assert "grade" not in found.letters


def a_missing_column_that_no_title_is_near_to_is_to_be_added() -> None:
    found = posts(GOOD[:5], titles=("Post", "Grade", "Work-months", "Posts", "Start"))
    assert messages(found) == [' Column "Note" is missing: add it to the titles in row 4.']


def a_newer_column_may_be_missing_but_not_misspelt() -> None:
    newer = replace(NOTE, name="remark", title="Remark", newer=True)
    found = table(raw(("Post", "Grade"), ("L-1", "P-4")), "x", (POST, GRADE, newer))
    assert messages(found) == []
    assert found.frame["remark"].isna().all()
    misspelt = table(raw(("Post", "Grade", "Remarks"), ("L-1", "P-4", "new")), "x", (POST, GRADE, newer))
    assert messages(misspelt) == ['C1 Column "Remark" is missing; "Remarks" in cell C1 may be it: correct the title.']


def the_nearest_titles_are_paired_first() -> None:
    months = Column("some", "Months", "number", "Months.")
    found = table(raw(("Post", "Work-month"), ("L-1", 1)), "x", (POST, months, MONTHS))
    assert messages(found) == [
        ' Column "Months" is missing: add it to the titles in row 1.',
        'B1 Column "Work-months" is missing; "Work-month" in cell B1 may be it: correct the title.',
    ]


def a_missing_column_is_paired_with_one_title_only() -> None:
    found = table(raw(("Post", "Grad", "Grades"), ("L-1", "P-4", "P-5")), "x", (POST, GRADE))
    assert messages(found) == [
        'B1 Column "Grad" is not known; did you mean "Grade"? Correct the title or delete the column.',
        'C1 Column "Grade" is missing; "Grades" in cell C1 may be it: correct the title.',
    ]


@pytest.mark.parametrize("title", ["Notes", " notes ", "NOTES"])
def a_column_of_notes_is_the_officers_own_and_may_hold_anything(title: str) -> None:
    titles = (*(column.title for column in COLUMNS), title)
    found = posts((*GOOD, Failed("#REF!")), (), (*(None,) * len(GOOD), "call again"), titles=titles)
    assert (messages(found), list(found.frame.index), list(found.frame.columns)) == ([], [5], [column.name for column in COLUMNS])
    assert messages(posts((*GOOD, "\x07" * 5000), titles=titles)) == messages(posts((*GOOD, Uncalculated()), titles=titles)) == []


def a_column_of_notes_that_is_declared_is_read_as_any_other() -> None:
    declared = Column("notes", "Notes", "number", "A number.")
    found = table(raw(("Post", "Notes"), ("L-1", "many")), "section.xlsx", (POST, declared))
    assert messages(found) == ['B2 Notes is "many"; it must be a number.']


def a_title_near_to_notes_is_told_of_them() -> None:
    assert messages(posts((*GOOD, 1), titles=(*(column.title for column in COLUMNS), "My notes"))) == [
        'G4 Column "My notes" is not known; did you mean "Notes"? Correct the title or delete the column.',
    ]


def an_unknown_column_is_refused_with_the_nearest_known_one() -> None:
    found = posts((*GOOD, 1, 2), titles=(*(column.title for column in COLUMNS), "Noted", "Zebra"))
    assert messages(found) == [
        'G4 Column "Noted" is not known; did you mean "Note"? Correct the title or delete the column.',
        'H4 Column "Zebra" is not known. Correct the title, delete the column, or move what it says to a column titled Notes, which nothing reads.',
    ]


def a_title_that_stands_twice_is_refused_and_its_first_column_is_read() -> None:
    found = posts((*GOOD, "P-5"), titles=(*(column.title for column in COLUMNS), "grade"))
    assert messages(found) == ['G4 Column "Grade" stands here and in cell B4: delete one of the two.']
    assert found.frame.loc[5, "grade"] == "P-4"


def a_column_of_values_without_a_title_is_one_fault_at_its_first_value() -> None:
    found = posts(GOOD, (*GOOD, None, "see below"), (*GOOD, None, 3), (None,) * 9 + ("remark",))
    assert messages(found) == [
        "H6 Column H has no title but holds 2 values: give it a title, or clear it.",
        "J8 Column J has no title but holds 1 value: give it a title, or clear it.",
    ]
    assert list(found.frame.index) == [5, 6, 7]


# Rows


@pytest.mark.parametrize(
    ("line", "cell", "lacking"),
    [
        (("Total", None, 12345), "A6", "Grade, Posts, Start"),
        ((None, None, None, None, None, "see"), "F6", "Post, Grade, Work-months, Posts, Start"),
    ],
)
def a_stray_row_is_one_fault_that_names_what_is_empty(line: tuple[object, ...], cell: str, lacking: str) -> None:
    found = posts(GOOD, line)
    assert messages(found) == [f"{cell} This row is not a complete row of the table; it lacks {lacking}: complete it or clear it."]
    assert found.faulty == {(6, column.name) for column in COLUMNS}


def a_stray_row_keeps_what_it_holds() -> None:
    found = posts(("L-2", "P-3"))
    assert list(found.frame.loc[5, ["post", "grade"]]) == ["L-2", "P-3"]


def a_row_with_most_cells_filled_has_a_fault_for_each_empty_one() -> None:
    found = posts((None, "P-4", 12, None, DAY, None))
    assert messages(found) == ["A5 Post is empty; it must hold text.", "D5 Posts is empty; it must hold a whole number."]
    assert found.faulty == {(5, "post"), (5, "posts")}


def a_small_table_has_a_fault_at_its_one_empty_cell() -> None:
    found = table(raw(("Post", "Work-months"), ("L-1", None)), "x", (POST, MONTHS))
    assert messages(found) == ["B2 Work-months is empty; it must hold a number."]


def a_key_is_needed_even_where_the_column_is_optional() -> None:
    key = Column("post", "Post", "text", "The post.", key=True, required=False)
    found = table(raw(("Post", "Work-months"), (None, 12)), "x", (key, MONTHS))
    assert messages(found) == ["A2 Post is empty; it must hold text."]


def an_optional_cell_may_be_empty() -> None:
    assert pd.isna(value_of(NOTE, None))


def a_text_among_numbers_does_not_hide_the_mistake_below_it() -> None:
    found = posts(("L-1", "P-4", "200", 1, DAY), ("L-2", "P-4", -1, 1, DAY))
    assert len(found.faults) == 1
    assert list(found.frame["months"])[1] == -1


def a_value_of_another_kind_is_a_fault_at_its_cell_and_empty_in_the_table() -> None:
    assert fault_of(MONTHS, "six") == 'Work-months is "six"; it must be a number.'
    assert fault_of(GRADE, True) == "Grade is TRUE; it must be text: give the cell the Text format and enter it again."


# What is read as it shows

SHARE = Column("share", "Share", "number", "Its share.", unit="%", required=False)


def shares(*values: object) -> TypedTable:
    """Return a table with a column whose unit is per cent."""
    return table(raw(("Post", "Share"), *((f"L-{row}", value) for row, value in enumerate(values))), "section.xlsx", (POST, SHARE))


def a_number_read_as_it_shows_is_remarked_on_at_its_cell() -> None:
    found = shares(12, PerCent(0.0001))
    assert list(found.frame["share"]) == [12, 0.01]
    assert found.faults == ()
    assert [str(each) for each in found.remarks] == [
        "section.xlsx, sheet Posts, cell B3: Share holds 0.0001 and shows 0.01%; its unit is per cent: read as 0.01."
    ]


def a_column_read_as_it_shows_is_one_remark() -> None:
    found = shares(*[PerCent(0.5)] * 5)
    (remark,) = found.remarks
    assert remark.message == (
        "Share holds 0.5 and shows 50%; its unit is per cent: read as 50. Likewise in 4 more cells of the column, the last in row 6."
    )
    assert remark.cell == "B2"


def the_numbers_of_a_row_have_the_unit_of_the_row() -> None:
    lines = (("Post", "Work-months"), ("ceiling", PerCent(0.22)), ("vacancy_rate", PerCent(0.1)))
    found = table(raw(*lines), "x", (POST, MONTHS), {"ceiling": "%", "vacancy_rate": "share"})
    assert list(found.frame["months"]) == [22, 0.1]
    assert [each.cell for each in found.remarks] == ["B2"]
