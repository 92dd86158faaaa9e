"""Cases as inputs: what a small case says of a sheet, completed with what it leaves unsaid, checked and costed."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from aspbudget.inputs.check import check
from aspbudget.inputs.read import RawSheet, RawWorkbook
from aspbudget.review.names import Names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures

FOLDER = Path(__file__).parents[1] / "cases"
FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where the library was built with it: these are read by each process of tests


def loaded(path: Path) -> Any:
    """Return what a file of cases says."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=FAST)  # noqa: S506 - both are safe


DEFAULTS = loaded(FOLDER / "defaults.yaml")
NOT_SHEETS = {"case", "expect", "refused", "rule"}

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


@cache
def unchanged(table: str, models: Catalogue) -> RawSheet:
    """Return a sheet of which a case says nothing, made once, so that it is typed once as well."""
    return sheet(models.tables[table], models, {})


def typed(value: object) -> object:
    """Return a value of a case as a spreadsheet holds it."""
    return datetime.combine(value, datetime.min.time()) if isinstance(value, date) else value


def figures(models: Catalogue, case: dict[str, Any]) -> Figures:
    """Check and cost the inputs of a case."""
    titles = {table.title for table in models.tables.values() if table.entered}
    assert case.keys() - NOT_SHEETS <= titles, f"There is no sheet {', '.join(case.keys() - NOT_SHEETS - titles)}."
    entered = [table for table in models.tables.values() if table.entered]
    sheets = {table.title: sheet(table, models, case) if table.title in case else unchanged(table.name, models) for table in entered}
    return check(models, RawWorkbook("case", "", sheets)).figures


def values(computed: Figures, names: Iterable[str]) -> dict[str, object]:
    """Return figures, each named as in `aspbudget explain`."""
    known = Names.of(computed)
    asked = {name: known.find(name).asked for name in names}
    return {name: (computed.cells if computed.may_be_a_dash(table, line) else computed.values)(table, line)[row] for name, (table, line, row) in asked.items()}
