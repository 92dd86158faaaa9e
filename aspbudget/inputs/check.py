"""Checking: every fault of an input workbook, each at its cell, found in one pass before anything is costed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd
import pandera.pandas as pa
from openpyxl.utils import column_index_from_string
from pandera.config import ValidationDepth, config_context

from aspbudget.declare.sheet import Rate
from aspbudget.faults import Fault, Refused, allowed, nearest, nearest_of
from aspbudget.figures.rules import broken_rules, uncomputed
from aspbudget.inputs.cells import table as typed_table
from aspbudget.inputs.inputs import EXAMPLE, INSTRUCTIONS, NAMES, Inputs
from aspbudget.inputs.read import RawSheet, RawWorkbook
from aspbudget.inputs.references import dangling, no_sheet_names, outside_the_cycle, repeated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from aspbudget.declare.model import Assumption, Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.figures.rules import Broken

_NO_SHEET = "The sheet is missing; copy it from a new workbook (aspbudget {}), even if it stays empty."


@dataclass
class _Finding:
    """What has been read so far, and the faults found."""

    catalogue: Catalogue
    raw: RawWorkbook
    section: Inputs | None = None
    frames: dict[str, pd.DataFrame] = field(default_factory=dict)
    letters: dict[str, dict[str, str]] = field(default_factory=dict)
    faulty: set[tuple[str, str, int]] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    examples: int = 0
    wider: set[str] = field(default_factory=set)

    def add(self, table: Table, column: str, row: int, message: str) -> None:
        """Record a fault at a cell, unless the cell has one already; in row 0 it is of the whole sheet."""
        if (table.name, column, row) in self.faulty:
            return
        self.faulty.add((table.name, column, row))
        if self.section and row > 0:
            self.faults.append(Fault(self.section.label, table.title, self.section.cell(table.name, column, row), message))
            return
        cell = f"{self.letters[table.name].get(column, 'A')}{abs(row)}" if row else ""
        self.faults.append(Fault(self.raw.label, table.title, cell, message))


def check(
    catalogue: Catalogue,
    raw: RawWorkbook,
    cycle: str = "",
    section: Inputs | None = None,
    further: Callable[[Mapping[str, pd.DataFrame]], Iterator[Broken]] | None = None,
) -> Inputs:
    """Return the checked tables of a workbook; raise `Refused` with every fault, sorted by sheet and cell.

    `cycle`, when given, is the cycle whose inputs the workbook must hold. The workbook of a draft has sheets of its
    own and, where it needs them, more rows for those of its `section`; it is checked with the rows of both. `further` yields
    what else is wrong with the tables, once they are read.
    """
    finding = _Finding(catalogue, raw, section)
    entered = [table for table in catalogue.tables.values() if table.entered]
    if section:
        _begin_with(finding, section, entered)
    present = _sheets(finding, [table for table in entered if not (section and table in catalogue.models[0].tables)])
    for table in present:
        _read(finding, table)
        _schema(finding, table)
        _keys(finding, table)
    _references(finding)
    for table in present:
        _rates(finding, table)
    _assumptions(finding)
    _one_cycle(finding, cycle)
    _years(finding)
    _dates(finding)
    for each in further(finding.frames) if further else ():
        finding.add(each.table, each.column, each.row, each.message)
    figures = _across_sheets(finding)
    if finding.faults:
        raise Refused(_sorted(finding, entered))
    return Inputs(raw.label, raw.sha256, finding.frames, finding.letters, figures, finding.examples, section)


def _begin_with(finding: _Finding, section: Inputs, entered: list[Table]) -> None:
    """Begin with the rows of the other workbook; what only this one states of a row is empty there, and its sheet is needed."""
    for table in entered:
        if table.name in section.frames:
            columns = list(finding.catalogue.columns(table.name))
            empty = _empty(finding.catalogue, table)
            frame = section.frames[table.name]
            more = [name for name in columns if name not in frame]
            finding.wider |= {table.name} if more else set()
            rest = empty[more].reindex(frame.index)
            finding.frames[table.name] = frame.join(rest)[columns]
            finding.letters[table.name] = {}


def _sheets(finding: _Finding, entered: list[Table]) -> list[Table]:
    """Return the tables whose sheets are there; fault those that are missing and the sheets that are unknown."""
    known = {table.title for table in entered}
    found = set(finding.raw.sheets)
    strangers = found - known - {INSTRUCTIONS, NAMES}
    absent = _NO_SHEET.format("new-statement" if finding.section else "new")
    for table in entered:
        if table.title not in found and (table.name not in finding.frames or table.name in finding.wider):
            near = nearest_of(table.title, strangers)
            message = f'The sheet is missing; sheet "{near}" may be it: correct its name.' if near else absent
            finding.faults.append(Fault(finding.raw.label, table.title, "", message))
            finding.faulty |= {(table.name, column, 0) for column in finding.catalogue.columns(table.name)}
    for name in sorted(strangers):
        hint = nearest(name, known - found)
        message = f"The sheet is not one of the template's{hint or '; move it to another workbook.'}"
        finding.faults.append(Fault(finding.raw.label, name, "", message))
    return [table for table in entered if table.title in found]


def _read(finding: _Finding, table: Table) -> None:
    typed = typed_table(
        finding.raw.sheets[table.title], finding.raw.label, tuple(finding.catalogue.columns(table.name).values())
    )
    key = finding.catalogue.key(table.name)
    example = typed.frame[key].astype(object).map(lambda text: str(text).startswith(EXAMPLE)).astype(bool)
    rows = set(typed.frame.index[example])
    finding.examples += len(rows)
    frame = typed.frame[~example]
    side = -1 if finding.section else 1
    frame.index = frame.index * side
    before = finding.frames.get(table.name)
    finding.frames[table.name] = frame if before is None or not len(before) else pd.concat([before, frame])
    finding.letters[table.name] = typed.letters
    finding.faulty |= {(table.name, column, side * row) for row, column in typed.faulty if row not in rows}
    absent = [column for column in typed.frame.columns if column not in typed.letters]
    finding.faulty |= {(table.name, column, side * row) for column in absent for row in (0, *typed.frame.index)}
    finding.faults += [fault for fault in typed.faults if _row(fault.cell) not in rows]


def _schema(finding: _Finding, table: Table) -> None:
    """Validate a sheet's values against its Pandera schema and put what fails into words.

    Reading has typed every cell by the same schema, and told what is no number, no date or empty: that isn't asked again.
    """
    columns = finding.catalogue.columns(table.name)
    frame = finding.frames[table.name]
    if not set(columns) <= set(frame.columns):
        return
    frame = frame[frame.index < 0] if finding.section else frame
    if not len(frame):
        return
    try:
        with config_context(validation_depth=ValidationDepth.DATA_ONLY):
            table.sheet.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        for column, test, value, row in zip(
            cases["column"], cases["check"], cases["failure_case"], cases["index"], strict=True
        ):
            if column in columns and not pd.isna(row) and not pd.isna(value):
                message = _failed(columns[column], str(test), value)
                if message:
                    finding.add(table, column, int(row), message)


def _failed(column: Column, test: str, value: object) -> str:
    """Return what a value that fails a test of its schema gets told; nothing where `_keys` tells it better."""
    if test == "field_uniqueness":
        return ""
    if test.startswith("isin"):
        hint = nearest(str(value), column.choices)
        return f'{column.title} is "{value}"; it must be one of: {allowed(column.choices)}{hint or "."}'
    return f"{column.title} is {value:{column.digits}}; it must be {column.limits}."


def _keys(finding: _Finding, table: Table) -> None:
    """Fault keys that stand twice, and keys that can't name the sheet that the output has for them."""
    frame = finding.frames[table.name]
    for each in (*repeated(finding.catalogue, table, frame), *no_sheet_names(finding.catalogue, table, frame)):
        finding.add(each.table, each.column, each.row, each.message)


def _references(finding: _Finding) -> None:
    """Fault what refers to nothing; where that follows from another fault, it isn't told, but proves nothing either."""
    for each in dangling(finding.catalogue, finding.frames, finding.faulty):
        if each.message:
            finding.add(each.table, each.column, each.row, each.message)
        finding.faulty.add((each.table.name, each.column, each.row))


def _rates(finding: _Finding, table: Table) -> None:
    """Fault a rate that is empty without being called missing, called missing without being empty, or outside low to high."""
    columns = finding.catalogue.columns(table.name)
    frame = finding.frames[table.name]
    for column in (column for column in columns.values() if column.rate):
        for row, value, status in zip(frame.index, frame[column.name], frame["status"], strict=True):
            if (table.name, "status", row) in finding.faulty:
                continue
            if pd.isna(value) and status != "missing":
                finding.add(table, column.name, row, f"{column.title} is empty; give it, or set Status to missing.")
            elif not pd.isna(value) and status == "missing":
                message = (
                    f"Status is missing, but {column.title} is {value:,.10g}; empty it, or say where it comes from."
                )
                finding.add(table, "status", row, message)
        if issubclass(table.sheet, Rate):
            _plausible(finding, table, column)


def _plausible(finding: _Finding, table: Table, column: Column) -> None:
    frame = finding.frames[table.name]
    low, high = frame["lowest"], frame["highest"]
    value = frame[column.name]
    doubtful = {row for name, column, row in finding.faulty if name == table.name and column in ("lowest", "highest")}
    for row in frame.index[(value < low) | (value > high)].difference(list(doubtful)):
        bounds = " and ".join(
            f"{name} is {bound[row]:,.10g}" for name, bound in (("Low", low), ("High", high)) if not pd.isna(bound[row])
        )
        finding.add(
            table, column.name, int(row), f"{column.title} is {value[row]:,.10g}, but {bounds}; mend one of them."
        )


def _assumptions(finding: _Finding) -> None:
    """Fault assumptions that no model knows, and say which are not there."""
    table = finding.catalogue.tables["assumptions"]
    if table.name not in finding.frames:
        return
    declared = finding.catalogue.assumptions
    frame = finding.frames[table.name]
    missing = [name for name in declared if name not in set(frame["assumption"].dropna())]
    for row, name, value in zip(frame.index, frame["assumption"], frame["value"], strict=True):
        if pd.isna(name):
            continue
        if name not in declared:
            near = nearest_of(name, missing)
            missing = [other for other in missing if other != near]
            remedy = f'; did you mean "{near}"?' if near else "; clear the row."
            finding.add(table, "assumption", row, f'Assumption "{name}" is used by no model{remedy}')
        elif not _within(value, declared[name].low, declared[name].high):
            finding.add(
                table, "value", row, f"Value is {value:,.10g}; {declared[name].title} must be {declared[name].limits}."
            )
    unnamed = sum(name == table.name and column == "assumption" for name, column, _ in finding.faulty)
    if "assumption" in finding.letters[table.name] and len(missing) > unnamed:
        finding.faults += [Fault(finding.raw.label, table.title, "", _absent(declared[name])) for name in missing]


def _absent(assumption: Assumption) -> str:
    return f'Assumption "{assumption.name}" is missing; add a row for it ({assumption.about.rstrip(".")}).'


def _within(value: float, low: float | None, high: float | None) -> bool:
    return not ((low is not None and value < low) or (high is not None and value > high))


def _one_cycle(finding: _Finding, cycle: str) -> None:
    """Fault a workbook that holds no cycle, or several, or another one than its folder says."""
    table = finding.catalogue.tables["cycle"]
    if table.name not in finding.frames:
        return
    frame = finding.frames[table.name]
    if not len(frame):
        message = "The sheet is empty; it needs one row that says which budget this is."
        finding.faults.append(Fault(finding.raw.label, table.title, "", message))
    for row in frame.index[1:]:
        finding.add(table, "cycle", int(row), "A workbook holds one cycle; clear this row.")
    for row, name in frame["cycle"].dropna().items():
        if cycle and name != cycle:
            message = f'Cycle is "{name}", but the workbook is in the folder of {cycle}; correct the cell, or move the workbook.'
            finding.add(table, "cycle", int(str(row)), message)


def _years(finding: _Finding) -> None:
    """Fault an assumption that must be the cycle's year and is another."""
    cycle, frame = finding.frames.get("cycle"), finding.frames.get("assumptions")
    if cycle is None or frame is None or not len(cycle) or not str(cycle["cycle"].iloc[0])[-4:].isdigit():
        return
    year = int(str(cycle["cycle"].iloc[0])[-4:])
    table = finding.catalogue.tables["assumptions"]
    for row, name, value in zip(frame.index, frame["assumption"], frame["value"], strict=True):
        declared = finding.catalogue.assumptions.get(str(name))
        if declared and declared.of_cycle and not pd.isna(value) and value != year:
            message = f"Value is {value:.10g}, but the cycle is {year}; {declared.title} must be the cycle's year."
            finding.add(table, "value", row, message)


def _dates(finding: _Finding) -> None:
    """Fault dates that must lie in the cycle and don't, as those of a new cycle made from an earlier one."""
    doubtful = any(table == "cycle" and column == "cycle" for table, column, _ in finding.faulty)
    for each in () if doubtful else outside_the_cycle(finding.catalogue, finding.frames):
        finding.add(each.table, each.column, each.row, each.message)


def _across_sheets(finding: _Finding) -> Figures:
    """Fault rows that break a model's rule; when all is well so far, also rows of which a figure can't be computed.

    A sheet that is missing counts as empty here; what looks up in it is passed over.
    """
    entered = [table for table in finding.catalogue.tables.values() if table.entered]
    empty = {table.name: _empty(finding.catalogue, table) for table in entered}
    frame = finding.frames.get("assumptions", empty["assumptions"]).dropna(subset=["assumption"])
    named = dict.fromkeys(finding.catalogue.assumptions, 0.0)
    named |= dict(zip(frame["assumption"], frame["value"].fillna(0.0), strict=True))
    figures, broken = broken_rules(finding.catalogue, empty | finding.frames, named, finding.faulty)
    for each in broken:
        finding.add(each.table, each.column, each.row, each.message)
    if not finding.faults:
        for each in uncomputed(figures):
            finding.add(each.table, each.column, each.row, each.message)
    return figures


def _empty(catalogue: Catalogue, table: Table) -> pd.DataFrame:
    return typed_table(RawSheet(table.title, {}), "", tuple(catalogue.columns(table.name).values())).frame


def _sorted(finding: _Finding, entered: list[Table]) -> Iterator[Fault]:
    order = {table.title: place for place, table in enumerate(entered)}
    place = lambda fault: (order.get(fault.sheet, len(order)), _row(fault.cell), _column_number(fault.cell))  # noqa: E731
    return iter(sorted(finding.faults, key=place))


def _row(cell: str) -> int:
    digits = re.sub(r"\D", "", cell)
    return int(digits) if digits else 0


def _column_number(cell: str) -> int:
    letters = re.sub(r"\d", "", cell)
    return column_index_from_string(letters) if letters else 0
