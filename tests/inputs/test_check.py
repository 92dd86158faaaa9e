"""Checking: every fault of an input, each at its cell, in one pass; and nothing is reported twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl.utils import get_column_letter
from support.inputs_of_2004 import ENTERED, MODELS, at, faults, faults_of, places, typed
from support.workbooks import FIRST, TITLES, changed

from aspbudget.cli import FAULTS
from aspbudget.declare.sheet import Column
from aspbudget.faults import allowed
from aspbudget.inputs.check import check
from aspbudget.inputs.inputs import Inputs
from aspbudget.inputs.read import Failed, Uncalculated

if TYPE_CHECKING:
    from conftest import Place

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.read import RawWorkbook

NOTHING, OPERATING = "Nowhere", "Operating requirements"
NUMBERS = count(1)
DAY = datetime(2004, 3, 29)  # noqa: DTZ001 - a spreadsheet's dates have no time zone

PARTS, STANDINGS = (MODELS.columns(name)[column].choices for name, column in (("standard_costs", "part"), ("vacancy_rates", "standing")))
# Rows of these sheets must differ in more than their key: what a row has, by its number.
APART: dict[str, Callable[[int], dict[str, object]]] = {
    "indices": lambda number: {"year": 1990.0 + number},
    "standard_costs": lambda number: {"duty_station": keys("Venues")[-1], "grade": keys("Grades")[number % 11], "part": PARTS[number // 11]},
    "vacancy_rates": lambda number: {"category": keys("Grades", 2)[0], "sub_programme": keys("Sub-programmes")[number % 4], "standing": STANDINGS[number // 4]},
    "planned_months": lambda number: {"sheet": OPERATING, "row": unplanned()[number]},
}
STATED: dict[str, object] = {"authority": typed().sheets["Authorities"].cells[FIRST + 1][1], "committed": 0.0, "expended": 0.0}  # as rules of the sheets want them

Planted = dict[str, str]
Plant = Callable[[Column], tuple[object, str] | None]


# Every kind of fault, planted in every column of every sheet where it can be made: told once and alone.


def filled(table: Table) -> dict[int, object]:
    """Return a row of a sheet without faults, to plant one in."""
    cells = typed().sheets[table.title].cells
    if FIRST in cells:
        return cells[FIRST]
    columns = list(MODELS.columns(table.name).values())
    before = [[other.refers for other in columns[:place]].count(column.refers) for place, column in enumerate(columns)]
    return {place: some(column, twins) for place, (column, twins) in enumerate(zip(columns, before, strict=True), 1)}


def some(column: Column, twins: int) -> object:
    """Return a value that a column may hold; columns before it that refer to the same sheet hold other ones. What may be empty is."""
    if column.instead or (column.refers and not column.required):
        return None
    if column.refers:
        cells = typed().sheets[MODELS.tables[column.refers].title].cells
        return [line[1] for row, line in cells.items() if row >= FIRST][twins]
    if column.name in STATED:
        return STATED[column.name]
    if column.textual:
        return column.choices[0] if column.choices else "ICC-ASP/9/Res.9, 1"
    return DAY if column.kind == "date" else 2004.0 if column.name == "year" else float(column.low or 1)


def keys(sheet: str, column: int = 1) -> list[object]:
    """Return the values of a column of a sheet, its first if none is named."""
    return [line[column] for row, line in typed().sheets[sheet].cells.items() if row >= FIRST]


def unplanned() -> list[object]:
    """Return the requirements of one sheet that have no months of their own yet."""
    planned = {line.get(3) for line in typed().sheets["Planned months"].cells.values()}
    return [line[1] for row, line in typed().sheets[OPERATING].cells.items() if row >= FIRST and line.get(1) not in {None, *planned}]


def can_be_filled(table: Table) -> bool:
    """Whether a sheet may have rows of any key, and what each of them must refer to is there."""
    needed = [column for column in MODELS.columns(table.name).values() if column.refers and column.required]
    empty = [column for column in needed if max(typed().sheets[MODELS.tables[column.refers].title].cells) < FIRST]
    return not (empty or MODELS.columns(table.name)[MODELS.key(table.name)].refers)


def as_titled(table: Table, column: Column, place: int) -> Column:
    """Return a column under the title that it has in the workbook, which may be one that it had formerly."""
    title = typed().sheets[table.title].cells[TITLES][place]
    return replace(column, title=title) if title in column.formerly else column


def planted(table: Table, plant: Plant) -> tuple[dict[str, object], Planted]:
    """Return the cells of a sheet with a fault in a row of its own for each column, and what must be told of each.

    Where few keys may be chosen, the faults of all columns but the key's stand in one row.
    """
    cells: dict[str, object] = {}
    expected: Planted = {}
    if not can_be_filled(table):
        return cells, expected
    key = MODELS.columns(table.name)[MODELS.key(table.name)]
    once = table.name in ("cycle", "assumptions")  # their rows are given, so that none can be added
    for step, (column, letter) in enumerate(
        zip(MODELS.columns(table.name).values(), places(table).values(), strict=True)
    ):
        wrong = plant(as_titled(table, column, step + 1))
        if wrong is None:
            continue
        row = min(FIRST + step, max(typed().sheets[table.title].cells)) if once else 1000 + (min(step, 1) if key.choices else step)
        named = f"{table.title}!{places(table)[key.name]}{row}"
        if not once and named not in cells:
            cells |= {f"{table.title}!{get_column_letter(place)}{row}": value for place, value in filled(table).items()}
            cells |= {f"{table.title}!{places(table)[each]}{row}": value for each, value in APART.get(table.name, lambda _: {})(step).items()}
            cells[named] = key.choices[-1] if key.choices else f"row {row}"
        name = f"{table.title}!{letter}{row}"
        cells[name], expected[name] = wrong
    return cells, expected


def whole_number(column: Column) -> str:
    """Return what a column of whole numbers asks for, with its bounds."""
    return f"a whole number, {column.limits}" if column.limits else "a whole number"


def text_for_a_number(column: Column) -> tuple[object, str] | None:
    needs = {"number": "a number", "whole": whole_number(column)}.get(column.kind)
    return ("twelve", f'{column.title} is "twelve"; it must be {needs}.') if needs else None


def a_number_that_may_mean_two(column: Column) -> tuple[object, str] | None:
    said = f'{column.title} is "1,234", which may mean 1234 or 1.234: enter it as a number.'
    return ("1,234", said) if column.kind in ("number", "whole") else None


def a_number_stored_as_text(column: Column) -> tuple[object, str] | None:
    said = f'{column.title} is "12", stored as text: give the cell the Number format and enter it again.'
    return ("12", said) if column.kind in ("number", "whole") else None


def a_date_as_text(column: Column) -> tuple[object, str] | None:
    said = f'{column.title} is "6 September 2004"; it must be a date: give the cell the Date format and enter it again, such as 2004-09-06.'
    return ("6 September 2004", said) if column.kind == "date" else None


def a_number_for_a_date(column: Column) -> tuple[object, str] | None:
    said = f"{column.title} is 38236; it must be a date: give the cell the Date format and enter it again, such as 2004-09-06."
    return (38236, said) if column.kind == "date" else None


def a_date_for_a_number(column: Column) -> tuple[object, str] | None:
    needs = {"number": "a number", "whole": whole_number(column)}.get(column.kind)
    again = "give the cell the Number format and enter it again."
    said = f"{column.title} is the date 29 March 2004; it must be {needs}: {again}"
    return (DAY, said) if needs else None


def a_part_of_a_whole(column: Column) -> tuple[object, str] | None:
    return (1.5, f"{column.title} is 1.5; it must be {whole_number(column)}.") if column.kind == "whole" else None


def too_low(column: Column) -> tuple[object, str] | None:
    if column.low is None:
        return None
    return column.low - 1, f"{column.title} is {column.low - 1:{column.digits}}; it must be {column.limits}."


def too_high(column: Column) -> tuple[object, str] | None:
    if column.high is None:
        return None
    return column.high + 1, f"{column.title} is {column.high + 1:{column.digits}}; it must be {column.limits}."


def an_unknown_code(column: Column) -> tuple[object, str] | None:
    said = f'{column.title} is "{NOTHING}"; it must be one of: {", ".join(column.choices)}.'
    return (NOTHING, said) if column.choices else None


def a_reference_to_nothing(column: Column) -> tuple[object, str] | None:
    if not column.refers or max(typed().sheets[MODELS.tables[column.refers].title].cells) < FIRST:
        return None
    nothing = f"{NOTHING} {next(NUMBERS)}"  # the same one in many cells would be one fault
    return (
        nothing,
        f'{column.title} is "{nothing}", which is not in sheet {MODELS.tables[column.refers].title}; it must be one of',
    )


def an_empty_cell(column: Column) -> tuple[object, str] | None:
    if column in MODELS.columns("cycle").values():
        return None  # its one row would be empty
    needs = {"text": "text", "number": "a number", "whole": "a whole number", "date": "a date"}[column.kind]
    if column.rate:
        others = [other for table in ENTERED if column in (columns := MODELS.columns(table.name).values()) for other in columns if other.instead == column.name]
        return None, f"{column.title} is empty; give it{''.join(f' or {other.title}' for other in others[:1])}, or set Status to missing."
    needed = f"be one of: {allowed(column.choices)}" if column.choices else f"hold {needs}"
    return (None, f"{column.title} is empty; it must {needed}.") if column.required else None


def an_error(column: Column) -> tuple[object, str] | None:
    needs = {"text": "text", "number": "a number", "whole": whole_number(column), "date": "a date"}[column.kind]
    said = f"{column.title} is the error #REF!; it must be {needs}: correct the formula or enter the value."
    return Failed("#REF!"), said


def a_formula_without_a_stored_value(column: Column) -> tuple[object, str] | None:
    said = "is a formula with no stored value: open the workbook in a spreadsheet, let it calculate, and save it."
    return Uncalculated(), f"{column.title} {said}"


PLANTS = (
    text_for_a_number, a_number_that_may_mean_two, a_number_stored_as_text, a_date_as_text, a_number_for_a_date,
    a_date_for_a_number,
    a_part_of_a_whole, too_low, too_high, an_unknown_code, a_reference_to_nothing, an_empty_cell, an_error,
    a_formula_without_a_stored_value,
)  # fmt: skip
for each in PLANTS:
    each.__test__ = False  # type: ignore[attr-defined] - they make faults; their names read like tests


@pytest.mark.slow
@pytest.mark.parametrize("plant", PLANTS, ids=[plant.__name__ for plant in PLANTS])
def each_kind_of_fault_is_told_at_its_cell_in_every_column_of_every_sheet_and_nothing_else_is(plant: Plant) -> None:
    cells: dict[str, object] = {}
    expected: Planted = {}
    for table in ENTERED:
        wrong, said = planted(table, plant)
        cells |= wrong
        expected |= said
    found = {line.split(": ")[0]: line.partition(": ")[2] for line in faults(cells)}
    assert found.keys() == expected.keys()
    assert {place: found[place][: len(message)] for place, message in expected.items()} == expected


def every_kind_of_fault_can_be_planted_somewhere() -> None:
    assert all(any(planted(table, plant)[1] for table in ENTERED) for plant in PLANTS)


def the_faults_of_all_kinds_together_are_told_in_one_pass() -> None:
    cells: dict[str, object] = {}
    expected: Planted = {}
    for step, plant in enumerate(PLANTS):
        wrong, said = planted(MODELS.tables["posts"], plant)
        moved = {name: f"{name[:-4]}{int(name[-4:]) + 100 * step}" for name in wrong}
        cells |= {
            moved[name]: value if name in said or name[6] != "A" else f"{value} {step}" for name, value in wrong.items()
        }
        expected |= {moved[name]: message for name, message in said.items()}
    here = {line.split(": ")[0]: line.partition(": ")[2] for line in faults(cells)}
    assert here.keys() == expected.keys()
    assert all(here[place].startswith(message) for place, message in expected.items())


# Titles.


WIDEST = max(len(MODELS.columns(table.name)) for table in ENTERED)


def titled(step: int) -> dict[str, Column]:
    """Return the column in a place of every sheet that has so many, by the sheet."""
    columns = {table.title: list(MODELS.columns(table.name).values()) for table in ENTERED}
    return {title: found[step] for title, found in columns.items() if step < len(found)}


APART_BY = -(-WIDEST // 3)
STEPS = [range(step, WIDEST, APART_BY) for step in range(APART_BY)]  # a few columns of every sheet at once, which lie apart


@pytest.mark.slow
@pytest.mark.parametrize("steps", STEPS, ids=str)
def each_column_that_is_missing_is_one_fault(steps: range) -> None:
    cells: dict[str, object] = {}
    for place, (title, column) in [(step, each) for step in steps for each in titled(step).items()]:
        rows = [row for row, line in typed().sheets[title].cells.items() if row >= TITLES and place + 1 in line]
        cells |= {f"{title}!{get_column_letter(place + 1)}{row}": None for row in rows}
        if (title, column.name) == ("Prices", "venue"):  # a price that stands for another does so at a place
            other = places(MODELS.tables["prices"])["instead_of"]
            cells |= {f"{title}!{other}{row}": None for row in rows if row >= FIRST}
    said = [
        f'{table.title}!: Column "{column.title}" is missing: add it to the titles in row 4.'
        for table in ENTERED
        for step in steps
        if (column := titled(step).get(table.title)) and not column.newer
    ]
    assert sorted(faults(cells)) == sorted(said)


@pytest.mark.slow
@pytest.mark.parametrize("steps", STEPS, ids=str)
def each_column_that_is_renamed_is_one_fault_with_the_nearest_title(steps: range) -> None:
    columns = [
        (f"{table.title}!{get_column_letter(step + 1)}{TITLES}", column.title)
        for table in ENTERED
        for step in steps
        if (column := titled(step).get(table.title))
    ]
    assert faults({cell: f"{title}x" for cell, title in columns}) == [
        f'{cell}: Column "{title}" is missing; "{title}x" in cell {cell.partition("!")[2]} may be it: correct the title.'
        for cell, title in columns
    ]


# What one column alone can't show.


def a_session_that_ends_before_it_starts_is_a_fault() -> None:
    place = at("Sessions", "Last day", "Assembly, third session")
    rule = "a session can't end before it starts; the last day must be the first day or later."
    said = f"Last day is 1 September 2004; {rule}"
    first = faults({place: datetime(2004, 9, 1)})[0]  # noqa: DTZ001
    assert first == f"{place}: {said}"


def a_meeting_outside_its_session_is_a_fault() -> None:
    place = at("Meetings", "Day", "Assembly, 1")
    said = "the meeting is outside its session; give a day from the session's first to its last, or another session."
    assert faults({place: datetime(2004, 9, 13)}) == [f"{place}: Day is 13 September 2004; {said}"]  # noqa: DTZ001


def a_meeting_outside_its_session_is_told_though_another_session_has_a_faulty_date() -> None:
    date, day = at("Sessions", "First day", "Assembly, third session"), at("Meetings", "Day", "Committee II, 1")
    assert [line.split(":")[0] for line in faults({date: "soon", day: datetime(2004, 4, 1)})] == [date, day]  # noqa: DTZ001


def a_rule_is_checked_though_another_sheet_is_missing() -> None:
    day = at("Meetings", "Day", "Committee II, 1")
    said = faults({day: datetime(2004, 4, 1)}, without=("Income",))  # noqa: DTZ001
    assert [line.split(":")[0] for line in said] == [day, "Income!"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "table", [table for table in ENTERED if "reason" in MODELS.columns(table.name)], ids=lambda table: table.name
)
def an_outsourced_requirement_without_a_reason_is_a_fault_on_every_sheet(table: Table) -> None:
    reason = f"{table.title}!{places(table)['reason']}{FIRST}"
    said = (
        "an outsourced requirement states why pooling with the Court could not meet it (ICC-ASP/2/Res.3, annex, 8.3)."
    )
    row = {f"{table.title}!{get_column_letter(place)}{FIRST}": value for place, value in filled(table).items()}
    cells: dict[str, object] = row | {f"{table.title}!{places(table)['means']}{FIRST}": "outsourced", reason: None}
    assert faults(cells) == [f"{reason}: Reason is empty; {said}"]


def an_income_without_a_decision_is_refused() -> None:
    table = MODELS.tables["income"]
    row = filled(table) | {1: "Sale of publications"}
    cells = {f"Income!{get_column_letter(place)}5": value for place, value in row.items()}
    assert faults(cells) == []
    said = (
        "income and voluntary contributions are refused unless the row cites the resolution by which the Assembly "
        "decides "
        "otherwise (ICC-ASP/2/Res.3, annex, 9)."
    )
    assert faults(cells | {f"Income!{places(table)['decision']}5": None}) == [
        f"Income!{places(table)['decision']}5: Decision is empty; {said}"
    ]


def a_post_that_ends_before_it_starts_is_a_fault() -> None:
    place = at("Posts", "Last month", "Legal Officer")
    said = "a post can't end before it starts; the last month must be the first month or later."
    assert faults({place: 2}) == [f"{place}: Last month is 2; {said}"]


def a_journey_needs_either_a_session_or_a_number_of_days() -> None:
    place = at("Travel", "Days", "Members of the Committee, second session")
    cells: dict[str, object] = {at("Travel", "Session", "Members of the Committee, second session"): None}
    said = "a journey has either a session or a number of days, and not both; fill in one of them."
    assert [line.partition("; ")[2] for line in faults(cells)] == [said]
    assert [line.split(":")[0] for line in faults(cells)] == [place]


def a_total_or_a_remark_below_the_rows_is_one_fault_on_every_sheet() -> None:
    said = "This row is not a complete row of the table; it lacks {}: complete it or clear it."
    needed = {table.name: [column.title for column in MODELS.columns(table.name).values() if column.required] for table in ENTERED}
    wide = [
        table
        for table in ENTERED
        if sum(column.required and not column.rate for column in MODELS.columns(table.name).values()) > 2
    ]
    assert len(wide) > len(ENTERED) / 2
    assert faults({f"{table.title}!A1000": "Total" for table in wide}) == [
        f"{table.title}!A1000: {said.format(allowed(needed[table.name][1:]))}" for table in wide
    ]


def a_narrow_sheet_tells_the_cells_that_a_remark_leaves_empty() -> None:
    assert faults({"Bodies!A1000": "Total"}) == ["Bodies!B1000: Decision is empty; it must hold text."]


# Refusing.


def the_faults_are_sorted_by_sheet_row_and_column() -> None:
    cells: dict[str, object] = {
        at("Travel", "Persons"): -1, at("Posts", "Posts", "Legal Officer"): -1, at("Posts", "First month"): 13,
        at("Posts", "Posts"): -1, at("Cycle", "Currency"): "XXX",
    }  # fmt: skip
    assert [line.split(":")[0] for line in faults(cells)] == [
        at("Cycle", "Currency"), at("Travel", "Persons"), at("Posts", "Posts"), at("Posts", "First month"),
        at("Posts", "Posts", "Legal Officer"),
    ]  # fmt: skip


def a_fault_is_one_line_that_says_where_what_and_what_is_allowed() -> None:
    place = at("Temporary assistance", "Work-months")
    fault = faults_of(changed(typed(), {place: -1}))
    assert [str(each) for each in fault] == [
        (
            f"inputs/2004/section.xlsx, sheet Temporary assistance, cell {place.split('!')[1]}: "
            "Work-months is -1; it must be from 0 to 12."
        )
    ]


def the_inputs_of_2004_have_no_faults_and_keep_their_rows_and_letters(models: Catalogue, raw: RawWorkbook) -> None:
    inputs = check(models, raw, "2004")
    assert isinstance(inputs, Inputs)
    assert "!".join(inputs.place(models.tables["posts"], "grade", 6)) == at("Posts", "Grade").replace("5", "6")
    assert inputs.frames["posts"].index[0] == FIRST


@pytest.mark.slow
def a_refused_run_writes_nothing_and_leaves_the_old_output_as_it_was(place: Place) -> None:
    assert place.run("cost").code == 0
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in place.root.rglob("*.xlsx")}
    cells: dict[str, Any] = {
        at("Posts", "Grade"): "P-9",
        at("Temporary assistance", "Work-months"): -1,
        at("Sessions", "First day"): "29 March 2004",
        at("Prices", "Amount", "Reception"): "1,234",
        at("Documents", "Words"): "=1+1",
        at("Travel", "Persons"): "#REF!",
    }
    place.change(cells)
    del before[place.input]
    said = place.run("cost", "--json")
    assert said.code == FAULTS
    assert {line.split(":")[0] for line in said.faults} == cells.keys()
    assert said.err == ""
    after = {
        path: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in place.root.rglob("*.xlsx")
        if path != place.input
    }
    assert after == before
    plain = place.run("check")
    assert plain.code == FAULTS
    assert plain.out.splitlines()[-1] == "6 cells to correct. Nothing was written."
