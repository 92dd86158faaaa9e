"""Cases that a finance officer can read and write: small inputs, the figures that must come out, and the rule."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from openpyxl.utils import coordinate_to_tuple

from aspbudget.faults import Refused
from aspbudget.figures.cost import Figures, cost
from aspbudget.inputs.check import check
from aspbudget.inputs.read import RawSheet, RawWorkbook
from aspbudget.review.trace import find

if TYPE_CHECKING:
    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue

FOLDER = Path(__file__).parent / "cases"
DEFAULTS = yaml.safe_load((FOLDER / "defaults.yaml").read_text(encoding="utf-8"))
FILES = sorted(path for path in FOLDER.glob("*.yaml") if path.stem != "defaults")
CASES = [(path.stem, case) for path in FILES for case in yaml.safe_load(path.read_text(encoding="utf-8"))]
NOT_SHEETS = {"case", "expect", "refused", "rule"}
LONGEST = 25

Row = dict[str, Any]


def rows(sheet: str, case: dict[str, Any]) -> list[Row]:
    """Return the rows of a sheet: those of the defaults, changed and followed by those of the case."""
    given = [*DEFAULTS["rows"].get(sheet, []), *case.get(sheet, [])]
    merged: dict[str, Row] = {}
    for row in given:
        key = str(next(iter(row.values())))
        merged[key] = merged.get(key, {}) | row
    return list(merged.values())


def sheet(table: Table, models: Catalogue, case: dict[str, Any]) -> RawSheet:
    """Return a sheet of a case as typed, with what its rows leave unsaid."""
    columns = [column.title for column in models.columns(table.name).values()]
    unsaid = DEFAULTS["unless said"]["every sheet"] | DEFAULTS["unless said"].get(table.title, {})
    cells: dict[int, dict[int, object]] = {1: dict(enumerate(columns, 1))}
    for place, row in enumerate(rows(table.title, case), 2):
        assert row.keys() <= set(columns), f"Sheet {table.title} has no column {', '.join(row.keys() - set(columns))}."
        whole = {title: value for title, value in (unsaid | row).items() if value is not None}
        cells[place] = {column: typed(whole[title]) for column, title in enumerate(columns, 1) if title in whole}
    return RawSheet(table.title, cells)


def typed(value: object) -> object:
    """Return a value of a case as a spreadsheet holds it."""
    return datetime.combine(value, datetime.min.time()) if isinstance(value, date) else value


def figures(models: Catalogue, case: dict[str, Any]) -> Figures:
    """Check and cost the inputs of a case."""
    titles = {table.title for table in models.tables.values() if table.entered}
    assert case.keys() - NOT_SHEETS <= titles, f"There is no sheet {', '.join(case.keys() - NOT_SHEETS - titles)}."
    sheets = {table.title: sheet(table, models, case) for table in models.tables.values() if table.entered}
    inputs = check(models, RawWorkbook("case", "", sheets))
    return cost(models, inputs.frames, inputs.named)


def value(computed: Figures, name: str) -> object:
    """Return a figure named as in `aspbudget explain`."""
    table, line, row = find(computed, name)
    return computed.values(table, line)[row]


@pytest.mark.parametrize(("model", "case"), CASES, ids=[f"{model}: {case['case']}" for model, case in CASES])
def a_case_comes_out_as_expected(model: str, case: dict[str, Any], models: Catalogue) -> None:
    if "refused" in case:
        with pytest.raises(Refused) as refused:
            figures(models, case)
        said = [
            f"{fault.sheet}, {title(models, fault.sheet, fault.cell)}: {fault.message}"
            for fault in refused.value.faults
        ]
        assert said == case["refused"], f"{model}: {case['rule']}"
        return
    computed = figures(models, case)
    found = {name: value(computed, name) for name in case["expect"]}
    expected = {
        name: pytest.approx(wanted, abs=0.005) if isinstance(wanted, int | float) else wanted
        for name, wanted in case["expect"].items()
    }
    assert found == expected, f"{model}: {case['rule']}"


def title(models: Catalogue, sheet_title: str, cell: str) -> str:
    """Return the title of the column in which a cell stands."""
    table = next(table for table in models.tables.values() if table.title == sheet_title)
    return list(models.columns(table.name).values())[coordinate_to_tuple(cell)[1] - 1].title


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def every_case_is_short_has_a_rule_and_says_what_must_come_out(path: Path) -> None:
    for case, text in zip(
        yaml.safe_load(path.read_text(encoding="utf-8")), path.read_text(encoding="utf-8").split("\n\n"), strict=True
    ):
        assert text.count("\n") < LONGEST
        assert case["rule"]
        assert ("expect" in case) != ("refused" in case)


@cache
def kinds() -> set[str]:
    """Return the tables that the cases' expectations name."""
    return {name.split(" / ")[0] for _, case in CASES for name in case.get("expect", {})}


def every_model_that_charges_has_several_cases(models: Catalogue) -> None:
    charging = [model for model in models.models if any(table.charges for table in model.tables)]
    cases = {path.stem: len(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in FILES}
    named = {model.title.lower().replace(" ", "_") for model in charging}
    assert all(cases.get(name, 0) > 2 for name in named), named - cases.keys()
    assert {table.title for model in charging for table in model.tables if table.charges} <= kinds() | {"4100", "4200"}
