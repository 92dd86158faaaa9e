"""Schema: a value is one that its column allows, and a rate is empty when, and only when, it is called missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from pandera.errors import SchemaError
from support.inputs_of_2004 import at, faults

from aspbudget.declare.model import Model, Table
from aspbudget.declare.sheet import Pattern, Rate, column
from aspbudget.figures.catalogue import Catalogue, catalogue
from aspbudget.inputs.findings import Finding
from aspbudget.inputs.read import RawWorkbook
from aspbudget.inputs.schema import _may_fail, check_rates, validate
from aspbudget.statements.anatomy import Anatomy
from aspbudget.statements.draft_sheets import combined

if TYPE_CHECKING:
    from aspbudget.declare.sheet import Column


def a_rate_outside_its_own_bounds_is_a_fault() -> None:
    cells: dict[str, object] = {at("Prices", "Low", "Reception"): 10_000, at("Prices", "High", "Badge"): 2}
    reception = "Amount is 9,000, but Low is 10,000 and High is 15,000; mend one of them."
    assert sorted(faults(cells)) == sorted(
        [
            f"{at('Prices', 'Amount', 'Badge')}: Amount is 3, but Low is 1 and High is 2; mend one of them.",
            f"{at('Prices', 'Amount', 'Reception')}: {reception}",
        ]
    )


def a_rate_that_is_given_is_not_missing_and_one_that_is_missing_is_not_given() -> None:
    status, price = at("Prices", "Status", "Badge"), at("Prices", "Amount", "Reception")
    said = faults({status: "missing", price: None})
    assert sorted(said) == sorted(
        [
            f"{status}: Status is missing, but Amount is 3; empty it, or say where it comes from.",
            f"{price}: Amount is empty; give it, or set Status to missing.",
        ]
    )


def a_misspelt_status_is_the_only_fault_of_its_row() -> None:
    status = at("Prices", "Status", "Badge")
    said = 'Status is "mising"; it must be one of: published, derived, illustrative, missing; did you mean "missing"?'
    assert faults({status: "mising", at("Prices", "Amount", "Badge"): None}) == [f"{status}: {said}"]


# Of a sheet of its own.


class Fees(Rate):
    """A fee."""

    fee: str = column("Fee", "Its name.", key=True)
    year: float = column("Year", "Of which year.", unit="year", low=2002, high=2200)
    kind: str = column("Kind", "Of which kind.", choices=("full", "part"))
    amount: float = column("Amount", "How much.", rate=True, low=0)
    file: str = column("File", "Where it is kept.", required=False, pattern=Pattern(r"F/\d+", "the number of a file, such as F/12"))


CATALOGUE = Catalogue((Model("Fees", "Fees.", 1, (Table(Fees),)),))
LETTERS = {name: "ABCDEFGHIJKLMN"[place] for place, name in enumerate(CATALOGUE.columns("fees"))}
ROW = {"fee": "Badge", "year": 2004.0, "kind": "full", "amount": 10.0, "file": "F/1", "source": "An offer", "status": "published"}


def reported(*lines: dict[str, object]) -> list[str]:
    """Return what is wrong with the rows of the sheet of fees, which begins in row 5, each row given by what is unlike `ROW`."""
    frame = pd.DataFrame([ROW | line for line in lines], index=range(5, 5 + len(lines))).reindex(columns=list(LETTERS))
    frame = frame.astype({"dated": "datetime64[us]", "lowest": float, "highest": float})
    finding = Finding(CATALOGUE, RawWorkbook("", "", {}), frames={"fees": frame}, letters={"fees": LETTERS})
    for test in (validate, check_rates):
        test(finding, CATALOGUE.tables["fees"])
    return [f"{fault.cell} {fault.message}" for fault in finding.faults]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({}, []),
        ({"year": 1999.0}, ["B5 Year is 1999; it must be from 2002 to 2200."]),
        ({"year": 2300.0}, ["B5 Year is 2300; it must be from 2002 to 2200."]),
        ({"kind": "ful"}, ['C5 Kind is "ful"; it must be one of: full, part; did you mean "full"?']),
        ({"kind": "zzz"}, ['C5 Kind is "zzz"; it must be one of: full, part.']),
        ({"amount": -1_000.0}, ["D5 Amount is -1,000; it must be 0 or more."]),
        ({"amount": float("nan")}, ["D5 Amount is empty; give it, or set Status to missing."]),
        ({"amount": float("nan"), "status": "missing"}, []),
        ({"status": "missing"}, ["J5 Status is missing, but Amount is 10; empty it, or say where it comes from."]),
        ({"file": None}, []),
        ({"file": "whatever"}, ['E5 File is "whatever"; it must be the number of a file, such as F/12.']),
        ({"file": "F/1 and more"}, ['E5 File is "F/1 and more"; it must be the number of a file, such as F/12.']),
        ({"lowest": 11.0}, ["D5 Amount is 10, but Low is 11; mend one of them."]),
        ({"lowest": 1.0, "highest": 9.0}, ["D5 Amount is 10, but Low is 1 and High is 9; mend one of them."]),
        ({"lowest": 10.0, "highest": 10.0}, []),
    ],
)
def a_value_that_is_not_allowed_is_refused_with_what_is(line: dict[str, object], expected: list[str]) -> None:
    assert reported(line) == expected


def a_key_that_stands_twice_is_no_fault_of_the_schema() -> None:
    assert reported({}, {}) == []


def no_sheet_has_a_test_of_another_kind_than_those_by_which_it_is_known_whether_pandera_must_be_asked(models: Catalogue) -> None:
    schemas = [table.sheet.to_schema() for whole in (models, catalogue("contributions"), combined(Anatomy(models))) for table in whole.sheets.values()]
    kinds = {test.name for schema in schemas for column in schema.columns.values() for test in column.checks}
    assert kinds == {"greater_than_or_equal_to", "less_than_or_equal_to", "isin", "str_matches"}
    assert [schema.name for schema in schemas if schema.checks] == []


def every_value_that_is_not_allowed_is_found_in_one_pass() -> None:
    assert [line.split()[0] for line in reported({"year": 1999.0, "kind": "zzz"}, {"amount": -1.0})] == ["B5", "C5", "D6"]


@pytest.mark.parametrize("workbook", ["section", "contributions"])
def every_value_that_the_schema_of_a_sheet_refuses_is_found_before_it_is_asked(workbook: str) -> None:
    refused, known = 0, set()
    for table in catalogue(workbook).sheets.values():
        schema = table.sheet.to_schema()
        for each in (each for each in table.sheet.columns() if each.kind != "date"):
            own = schema.columns[each.name]
            declared = (each.kind, each.textual, each.choices, each.low, each.high, each.pattern, str(own.dtype), own.nullable, str(own.checks))
            if declared in known:
                continue  # a column that is declared alike was tried
            known.add(declared)
            for value in tried(each):
                values = pd.Series([value], dtype=object if each.textual else float)
                try:
                    own.set_name(each.name).validate(pd.DataFrame({each.name: values}))
                    allowed = True
                except SchemaError:
                    allowed = False
                assert _may_fail(each, values) != allowed, (table.title, each.title, value)
                refused += not allowed
    assert refused > 20


def tried(each: Column) -> list[object]:
    """Return values within and outside what a column allows: its choices, its bounds and the numbers beside them, and texts of another pattern."""
    if each.textual:
        return [*each.choices, "no such choice", "x\ny"]
    return [value for bound in (each.low, each.high) if bound is not None for value in (bound - 0.5, bound, bound + 0.5)]
