"""References: a key stands once on its sheet, and what refers to another sheet finds a row there."""

from __future__ import annotations

import pandas as pd
import pytest
from openpyxl.utils import get_column_letter
from support.inputs_of_2004 import ENTERED, MODELS, at, faults, places, typed, without_rows
from support.workbooks import FIRST, changed

from aspbudget.inputs.check import check
from aspbudget.inputs.read import Failed, Uncalculated
from aspbudget.inputs.references import repeated

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("sheet", ["Grades", "Sessions", "Prices"])
def a_sheet_without_rows_to_which_others_refer_is_one_fault(sheet: str) -> None:
    (said,) = without_rows(sheet)
    assert said.startswith(f"{sheet}!: The sheet has no rows yet, but ")
    assert said.endswith(" cells of other sheets refer to it; fill it in.")


def every_reference_and_choice_is_read_as_it_is_declared_whatever_its_capitals() -> None:
    columns = [(table, column) for table in ENTERED for column in MODELS.columns(table.name).values() if column.refers or column.choices]
    cells: dict[str, object] = {}
    asked = check(MODELS, typed(), "2004")
    for table, column in columns:
        for row, text in asked.frames[table.name][column.name].dropna().items():
            cells[f"{table.title}!{places(table)[column.name]}{row}"] = f" {text.swapcase()} "
    assert len(cells) > 1000
    given = check(MODELS, changed(typed(), cells), "2004")
    for table in ENTERED:
        pd.testing.assert_frame_equal(given.frames[table.name], asked.frames[table.name])


def the_sheets_on_which_nothing_depends_may_have_no_rows() -> None:
    assert without_rows("Posts") == without_rows("Meetings") == []


@pytest.mark.parametrize("twin", ["4100", 4100.0, 4100, " 4100 "])
def a_code_is_the_same_as_a_text_and_as_a_number(twin: object) -> None:
    cells = {"Sub-programmes!A1000": twin, "Sub-programmes!B1000": "Once more"}
    assert faults(cells) == ['Sub-programmes!A1000: Sub-programme "4100" stands in row 5 already; each may stand once.']


def a_code_entered_as_a_number_is_found_by_those_that_refer_to_it() -> None:
    assert faults({"Sub-programmes!A5": 4100}) == []


@pytest.mark.parametrize("key", ["Posts", "derivation", "4100/1", "41:00", "4" * 32, "'4100'", "[4100]"])
def a_sub_programme_that_cannot_name_its_sheet_is_a_fault(key: str) -> None:
    said = (
        f'Sub-programme is "{key}", which can\'t name its sheet in the output; use at most 31 characters, none of '
        "[ ] : * ? / \\, no ' at the ends, and not the name of another sheet."
    )
    assert faults({"Sub-programmes!A1000": key, "Sub-programmes!B1000": "Once more"}) == [
        f"Sub-programmes!A1000: {said}"
    ]


@pytest.mark.parametrize(
    ("sheet", "title", "key"),
    [("Grades", "Grade", "P-4"), ("Sub-programmes", "Sub-programme", "4100"),
     ("Sessions", "Session", "Assembly, third session"),
     ("Objects", "Object", "Travel"), ("Venues", "Venue", "The Hague"), ("Currencies", "Currency", "USD")],
)  # fmt: skip
@pytest.mark.parametrize("value", [None, Failed("#REF!"), Uncalculated(), "a*b"])
def a_faulty_key_is_not_told_again_by_those_that_refer_to_it(sheet: str, title: str, key: str, value: object) -> None:
    assert [line.split(":")[0] for line in faults({at(sheet, title, key): value})] == [at(sheet, title, key)]


def a_reference_to_nothing_is_told_even_while_a_key_is_faulty() -> None:
    cells: dict[str, object] = {at("Grades", "Grade", "P-4"): None, at("Posts", "Grade", "Documents Officer"): "P-33"}
    assert [line.split(":")[0] for line in faults(cells)] == [*reversed(cells)]


def a_reference_is_told_at_each_cell_up_to_three_and_together_when_there_are_more() -> None:
    posts = ["Director of the Secretariat", "Legal Officer", "Documents Officer"]
    cells: dict[str, object] = {at("Posts", "Grade", post): "P-33" for post in posts}
    assert [line.split(":")[0] for line in faults(cells)] == [*cells]
    (misnamed,) = faults({at("Sessions", "Session", "Assembly, third session"): "Assembly, 3rd session"})
    assert misnamed.startswith(
        'Meetings!B23: Session is "Assembly, third session" here and in 14 more cells of the column, the last in row 37, and in 11 cells of sheet Documents, '
        "14 cells of sheet Conference services, 4 cells of sheet Travel, 8 cells of sheet Planned months, which is not in sheet Sessions; it must be one of: "
    )
    assert misnamed.endswith('; did you mean "Assembly, 3rd session"?')


def a_key_that_stands_twice_is_told_on_every_sheet_with_the_row_of_the_first() -> None:
    cells: dict[str, object] = {}
    expected = []
    for table in ENTERED:
        line = typed().sheets[table.title].cells.get(FIRST)
        if line and table.name != "cycle":
            shouted = {place: str(value).upper() if place == 1 else value for place, value in line.items()}
            cells |= {f"{table.title}!{get_column_letter(place)}1000": value for place, value in shouted.items()}
            title = MODELS.columns(table.name)[MODELS.key(table.name)].title
            expected.append(
                f'{table.title}!A1000: {title} "{shouted[1]}" stands in row {FIRST} already; each may stand once.'
            )
    assert faults(cells) == expected


def a_key_of_a_draft_that_the_section_has_stands_there_already() -> None:
    frame = pd.DataFrame({"post": ["Director", "director"]}, index=[5, -6])
    (found,) = repeated(MODELS, MODELS.tables["posts"], frame)
    assert (found.row, found.message) == (-6, 'Post "director" stands in the section already; each may stand once.')
