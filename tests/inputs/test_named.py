"""Named values: every assumption that the models use, and the cycle that the workbook says it is of."""

from __future__ import annotations

import pandas as pd
import pytest
from openpyxl.utils import coordinate_to_tuple, get_column_letter
from support.inputs_of_2004 import MODELS, at, faults, typed, without_rows
from support.workbooks import FIRST, changed

from aspbudget.declare.model import Assumption, Model, Table
from aspbudget.declare.sheet import Sheet, column
from aspbudget.faults import Refused
from aspbudget.figures.catalogue import Catalogue, catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.findings import Finding
from aspbudget.inputs.named import check_years
from aspbudget.inputs.read import RawWorkbook


class Fellowships(Sheet):
    """A fellow."""

    fellow: str = column("Fellow", "Who it is.", key=True)


LATER = Model("Fellowships", "", 99, (Table(Fellowships),), (Assumption("stipend", "EUR", "A month of a fellow."),))


def the_cycle_and_the_assumptions_must_be_there() -> None:
    assert without_rows("Cycle") == ["Cycle!: The sheet is empty; it needs one row that says which budget this is."]
    assert [line.split('"')[1] for line in without_rows("Assumptions")] == [name for name, each in MODELS.assumptions.items() if each.otherwise is None]


def an_unknown_assumption_is_told_with_the_nearest_that_is_missing() -> None:
    name = at("Assumptions", "Assumption", "vacancy_rate")
    assert faults({name: "vacancy_rat"}) == [
        f'{name}: Assumption "vacancy_rat" is used by no model; did you mean "vacancy_rate"?'
    ]
    row = {"A": "zzz", "B": 1, "H": "A guess", "I": "illustrative"}
    extra: dict[str, object] = {f"Assumptions!{letter}1000": value for letter, value in row.items()}
    assert faults(extra) == ['Assumptions!A1000: Assumption "zzz" is used by no model; clear the row.']


def an_assumption_that_is_deleted_is_told_with_what_it_is() -> None:
    said = "add a row for it (The share of established posts' cost saved by vacancies)."
    assert faults(without("vacancy_rate")) == [f'Assumptions!: Assumption "vacancy_rate" is missing; {said}']


def without(name: str) -> dict[str, object]:
    """Return the empty cells of an assumption that is deleted."""
    row = coordinate_to_tuple(at("Assumptions", "Assumption", name).split("!")[1])[0]
    return {f"Assumptions!{letter}{row}": None for letter in "ABCDEFGHIJK"}


def the_assumption_of_a_model_that_came_later_counts_as_missing_in_the_row_below_the_others() -> None:
    models = Catalogue((*MODELS.models, LATER))
    found = check(models, typed())
    last = found.frames["assumptions"].iloc[-1]
    assert (last["assumption"], last["status"], found.named["stipend"]) == ("stipend", "missing", 0)
    place = ("assumptions", int(found.frames["assumptions"].index[-1]))
    assert place in found.counted(models, "missing")
    assert place[1] == found.frames["assumptions"].index[-2] + 1
    with pytest.raises(Refused) as refused:
        check(models, changed(typed(), without("vacancy_rate")))
    assert [str(fault).split('"')[1] for fault in refused.value.faults] == ["vacancy_rate"]


def an_assumption_out_of_bounds_is_told_with_them() -> None:
    value = at("Assumptions", "Value", "vacancy_rate")
    cells: dict[str, object] = {value: 5, at("Assumptions", "High", "vacancy_rate"): None}
    assert faults(cells) == [f"{value}: Value is 5; Vacancy rate must be from 0 to 1."]


def an_assumption_that_is_missing_and_divides_is_told_once_at_its_own_cell() -> None:
    value = at("Assumptions", "Value", "words_per_page")
    cells: dict[str, object] = {value: None, at("Assumptions", "Status", "words_per_page"): "missing"}
    assert faults(cells) == [
        f"{value}: Value is empty or 0, but Pages of each on sheet Documents divides by it; give it a value."
    ]


def an_assumption_that_is_missing_and_does_not_divide_is_no_fault() -> None:
    cells: dict[str, object] = {
        at("Assumptions", "Value", "vacancy_rate"): None,
        at("Assumptions", "Status", "vacancy_rate"): "missing",
    }
    assert faults(cells) == []


def a_second_cycle_and_another_cycle_than_the_folder_says_are_faults() -> None:
    line = typed().sheets["Cycle"].cells[FIRST]
    second: dict[str, object] = {f"Cycle!{get_column_letter(place)}6": value for place, value in line.items()} | {
        "Cycle!A6": "2005"
    }
    assert "Cycle!A6: A workbook holds one cycle; clear this row." in faults(second)
    said = 'Cycle is "2003", but the workbook is in the folder of 2004; correct the cell, or move the workbook.'
    assert faults({"Cycle!A5": "2003"}) == [f"Cycle!A5: {said}"]


@pytest.mark.parametrize(("year", "expected"), [(2004.0, []), (2003.0, ["B5 Value is 2003, but the cycle is 2004; Year must be the cycle's year."])])
def the_cycles_own_year_may_be_no_other(year: float, expected: list[str]) -> None:
    frames = {
        "cycle": pd.DataFrame({"cycle": ["2003-2004"]}, index=[5]),
        "assumptions": pd.DataFrame({"assumption": ["year"], "value": [year]}, index=[5]),
    }
    found = Finding(catalogue("contributions"), RawWorkbook("", "", {}), frames=frames, letters={"assumptions": {"value": "B"}})
    check_years(found)
    assert [f"{fault.cell} {fault.message}" for fault in found.faults] == expected
