"""Named values: checks of the assumptions of a workbook, and of the cycle for which it says it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.faults import Fault, nearest_of
from aspbudget.inputs.inputs import filled
from aspbudget.phrase import AsTyped, phrase
from aspbudget.refusals import refusal

if TYPE_CHECKING:
    from aspbudget.declare.model import Assumption, Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.findings import Finding

NOT_IN_INPUT = "Not in the input workbook, which was made before it was needed"
AS_BEFORE = "As it was when the input workbook was made, which could not change it"


def units(catalogue: Catalogue, table: Table) -> dict[str, str]:
    """Return the unit of each row of a sheet whose rows have units of their own: of sheet Assumptions, as the models declare them."""
    return {each.name: each.unit for each in catalogue.assumptions.values()} if table.name == "assumptions" else {}


def check_assumptions(finding: Finding) -> None:
    """Report assumptions that no model declares, and those that are not there; of models that came after the workbook they count as missing."""
    table = finding.catalogue.tables["assumptions"]
    if table.name not in finding.frames:
        return
    declared = finding.catalogue.assumptions
    frame = finding.frames[table.name]
    there = {name for _, name in filled(frame["assumption"])}
    missing = [name for name in declared if name not in there]
    for row, name, value in zip(frame.index, frame["assumption"], frame["value"], strict=True):
        if pd.isna(name):
            continue
        if name not in declared:
            near = nearest_of(name, missing)
            missing = [other for other in missing if other != near]
            remedy = refusal("nearest", found=near) if near else "; clear the row."
            finding.add(table, "assumption", row, phrase('Assumption "{name}" is used by no model{remedy}', name=AsTyped(name), remedy=remedy))
        elif not _within(value, declared[name].low, declared[name].high):
            finding.add(table, "value", row, refusal("value_limits", found=f"{value:,.10g}", title=declared[name].title, limits=declared[name].limits))
    later = _of_later_models(finding)
    unnamed = sum(name == table.name and column == "assumption" for name, column, _ in finding.faulty)
    later |= {name for name in missing if declared[name].otherwise is not None}
    deleted = [name for name in missing if name not in later]
    if "assumption" in finding.letters[table.name] and len(deleted) > unnamed:
        finding.faults += [Fault(finding.raw.label, table.title, "", _absent(declared[name])) for name in deleted]
        if frame["assumption"].isna().all():
            finding.faulty.add((table.name, "assumption", 0))
    _add_missing(finding, [declared[name] for name in missing if name in later])


def _of_later_models(finding: Finding) -> set[str]:
    """Return the assumptions of models with a sheet that the workbook was made without, because the model came later."""
    models = [model for model in finding.catalogue.models if any(table.name in finding.absent for table in model.tables)]
    return {each.name for model in models for each in model.assumptions}


def _add_missing(finding: Finding, missing: list[Assumption]) -> None:
    """Add a row, below the others, for each assumption that the workbook was made without."""
    if not missing:
        return
    table = finding.catalogue.tables["assumptions"]
    frame = finding.frames[table.name]
    sheet = finding.raw.sheets.get(table.title)  # which a workbook that names no sheet in its first may lack
    first = max((row for row, line in sheet.cells.items() if line), default=0) + 1 if sheet else 1
    year = year_of(finding)
    rows = [{"assumption": each.name, "unit": each.unit, "what": each.about} | _value(each, year) for each in missing]
    added = pd.DataFrame(rows, columns=list(frame.columns), index=range(first, first + len(rows))).astype(frame.dtypes.to_dict())
    finding.frames[table.name] = pd.concat([frame, added])


def _value(assumption: Assumption, year: int) -> dict[str, object]:
    """Return the value of an assumption that the workbook was made without, with its source and status.

    It is the cycle's own year, or the value that it had before; without either it is missing.
    """
    if assumption.of_cycle and year:
        return {"value": year, "status": "derived", "source": "The year of the cycle"}
    if assumption.otherwise is None:
        return {"status": "missing", "source": NOT_IN_INPUT}
    return {"value": assumption.otherwise, "status": "derived", "source": AS_BEFORE}


def _absent(assumption: Assumption) -> str:
    return f'Assumption "{assumption.name}" is missing; add a row for it ({assumption.about.rstrip(".")}).'


def _within(value: float, low: float | None, high: float | None) -> bool:
    return not ((low is not None and value < low) or (high is not None and value > high))


def check_cycle(finding: Finding, cycle: str) -> None:
    """Report a workbook that names no cycle, or several, or another than its folder."""
    table = finding.catalogue.tables["cycle"]
    if table.name not in finding.frames:
        return
    frame = finding.frames[table.name]
    if not len(frame):
        message = "The sheet is empty; it needs one row that says which budget this is."
        finding.faults.append(Fault(finding.raw.label, table.title, "", message))
    for row in frame.index[1:]:
        finding.add(table, "cycle", int(row), "A workbook holds one cycle; clear this row.")
    for row, name in filled(frame["cycle"]):
        if cycle and name != cycle:
            message = phrase('Cycle is "{name}", but the workbook is in the folder of {cycle}; correct the cell, or move the workbook.', name=AsTyped(name), cycle=cycle)
            finding.add(table, "cycle", row, message)


def year_of(finding: Finding) -> int:
    """Return the year for which a workbook says it is, the last of two; 0 where it says none."""
    cycle = finding.frames.get("cycle")
    named = "" if cycle is None or not len(cycle) else str(cycle["cycle"].iloc[0])[-4:]
    return int(named) if named.isdigit() else 0


def check_years(finding: Finding) -> None:
    """Report an assumption that must be the cycle's year and is another."""
    frame, year = finding.frames.get("assumptions"), year_of(finding)
    doubtful = any(table == "cycle" and column == "cycle" for table, column, _ in finding.faulty)
    if frame is None or not year or doubtful:
        return
    table = finding.catalogue.tables["assumptions"]
    for row, name, value in zip(frame.index, frame["assumption"], frame["value"], strict=True):
        declared = finding.catalogue.assumptions.get(str(name))
        if declared and declared.of_cycle and not pd.isna(value) and value != year:
            finding.add(table, "value", row, refusal("value_year", found=f"{value:.10g}", year=str(year), title=declared.title))
