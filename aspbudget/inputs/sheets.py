"""Sheets: checks which sheets a workbook has, and reads their rows into tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.declare.sheet import is_own
from aspbudget.faults import Fault, Refused, allowed, nearest, nearest_of
from aspbudget.inputs.cells import array_of
from aspbudget.inputs.cells import table as typed_table
from aspbudget.inputs.findings import empty, row_of
from aspbudget.inputs.hidden import hidden_but_counted, is_made_by_a_program, passed_over
from aspbudget.inputs.inputs import INSTRUCTIONS, START, WITHOUT_ROWS, is_example
from aspbudget.inputs.merged import follows, unmerge
from aspbudget.inputs.named import units
from aspbudget.inputs.read import shown
from aspbudget.inputs.worded import in_another_language
from aspbudget.language import wordings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.inputs.cells import TypedTable
    from aspbudget.inputs.findings import Finding
    from aspbudget.inputs.inputs import Inputs

MOVE = '; move it to another workbook, or keep it as your own with a name that begins with "My ".'
_NO_SHEET = "The sheet is missing; copy it from a new workbook (aspbudget {}), even if it stays empty."


def add_known_rows(finding: Finding) -> None:
    """Add, below the rows of the workbook, those that the content knows and that others of its rows need."""
    for complete in (model.complete for model in finding.catalogue.models if model.complete):
        for name, rows in complete(finding.frames).items():
            frame, sheet = finding.frames[name], finding.raw.sheets.get(finding.catalogue.tables[name].title)
            first = max((row for row, line in sheet.cells.items() if line), default=0) + 1 if sheet else 1
            added = rows.reindex(columns=list(frame.columns)).set_axis(range(first, first + len(rows)))
            finding.frames[name] = pd.concat([frame, added.astype(frame.dtypes.to_dict())])


def begin_with(finding: Finding, section: Inputs, entered: list[Table]) -> None:
    """Begin with the rows of the section, to which the workbook of a draft adds its own.

    Columns that only a draft has, such as the paragraph, are empty in them; the draft's workbook must have the sheets with such columns.
    """
    for table in entered:
        if table.name in section.frames:
            columns = tuple(finding.catalogue.columns(table.name))
            if any(name not in section.frames[table.name] for name in columns):
                finding.wider.add(table.name)
            if (table.name, columns) not in section.widened:
                section.widened[table.name, columns] = _with_columns(section.frames[table.name], finding.catalogue.columns(table.name))
            finding.frames[table.name] = section.widened[table.name, columns]
            finding.letters[table.name] = {}


def _with_columns(frame: pd.DataFrame, columns: Mapping[str, Column]) -> pd.DataFrame:
    """Return rows of the section with the columns that a draft has, in the order of these, empty in those that the section hasn't."""
    if [*frame] == [*columns]:
        return frame
    given = dict(frame.items())
    none = {kind: array_of(kind, [None] * len(frame)) for kind in {column.kind for name, column in columns.items() if name not in given}}
    return pd.DataFrame({name: given[name].array if name in given else none[column.kind] for name, column in columns.items()}, frame.index)


def present(finding: Finding, entered: list[Table]) -> list[Table]:
    """Return the tables whose sheets are there; report those that are missing and sheets that are unknown.

    The officer's own sheets are passed over; so are sheets that nobody sees, or that a program made, which are remarked on. A sheet that the workbook was made without, because the model came later, counts as empty: it is not among those that its
    sheet Start here, or Instructions in an older one, lists. Raises `Refused` where the workbook has none of them.
    """
    known = {table.title for table in entered}
    found = set(finding.raw.sheets)
    others = found - known - WITHOUT_ROWS
    strangers = {name for name in others if not is_own(name) or is_made_by_a_program(name) or finding.raw.sheets[name].features.hidden}
    listed = _listed(finding)
    near = {table.title: nearest_of(table.title, strangers) for table in entered if table.title not in found}
    if strangers and not (known & found or listed or any(near.values())):
        raise Refused([Fault(finding.raw.label, "", "", _none_of_them(finding, sorted(strangers)))])
    for table in entered:
        if table.title not in found:
            _without(finding, table, near[table.title], made_with=table.title in listed)
    named = {fault.sheet for fault in finding.faults}
    may_be = {near[title] for title in near if title in named}
    for name in sorted(strangers - passed_over(finding, strangers) - may_be):
        finding.faults.append(Fault(finding.raw.label, name, "", _strange(finding, name, known - found)))
    return [table for table in entered if table.title in found and _is_safe(finding, table)]


def _none_of_them(finding: Finding, found: list[str]) -> str:
    """Return what is said of a workbook without any sheet of the template: it is another file, saved under this name."""
    made = "new-statement" if finding.section else "new"
    return f"None of its sheets is one of the template's; it has {allowed(shown(name) for name in found)}: put the right workbook here, or make one (aspbudget {made})."


def _strange(finding: Finding, name: str, missing: set[str]) -> str:
    """Return what is wrong with a sheet that is none of the tables: it may be one of them in another language, which is there already."""
    if (twin := in_another_language(finding.catalogue, name)) and twin.title not in missing:
        return f'The sheet is sheet "{twin.title}" in another language, and both are there: bring their rows together in one of the two, and delete the other.'
    return f"The sheet is not one of the template's{nearest(name, missing) or MOVE}"


def _is_safe(finding: Finding, table: Table) -> bool:
    """Whether a sheet could be read; a hidden one that could not is refused here, for only here it is known to be a table."""
    unsafe = finding.raw.sheets[table.title].features.unsafe
    finding.faults += unsafe
    finding.faulty |= {(table.name, column, 0) for column in finding.catalogue.columns(table.name) if unsafe}
    return not unsafe


def _listed(finding: Finding) -> set[str]:
    """Return the texts of the first column of the sheet that lists the sheets: the titles of those with which the workbook was made are among them."""
    listing = next((finding.raw.sheets[name] for each in (START, INSTRUCTIONS) for name in sorted(wordings(each)) if name in finding.raw.sheets), None)
    return {str(line[1]) for line in listing.cells.values() if 1 in line} if listing else set()


def _without(finding: Finding, table: Table, near: str, *, made_with: bool) -> None:
    """Do without a sheet: report it when it was there once or may be there under another name; otherwise take it as empty."""
    if table.name in finding.frames and table.name not in finding.wider:
        return
    if near or made_with:
        absent = _NO_SHEET.format("new-statement" if finding.section else "new")
        message = f'The sheet is missing; sheet "{near}" may be it: correct its name.' if near else absent
        finding.faults.append(Fault(finding.raw.label, table.title, "", message))
        finding.faulty |= {(table.name, column, 0) for column in finding.catalogue.columns(table.name)}
        return
    if not (table.optional or table.opens):
        finding.absent[table.name] = table.title
    finding.frames.setdefault(table.name, empty(finding.catalogue, table))
    finding.letters[table.name] = {}


def read_sheet(finding: Finding, table: Table) -> None:
    """Read the rows of a sheet, without examples, into its table, with every fault of its cells."""
    typed = _typed(finding, table)
    key = finding.catalogue.key(table.name)
    named = zip(typed.frame.index.tolist(), typed.frame[key].tolist(), strict=True) if len(typed.frame) else ()
    rows = {row for row, name in named if is_example(name)}
    finding.examples += len(rows)
    kept = typed.frame[~typed.frame.index.isin(rows)] if rows else typed.frame
    side = -1 if finding.section else 1
    frame = kept.set_axis(kept.index * side) if finding.section and len(kept) else kept.copy(deep=False)  # whose rows may be moved, and `typed` is kept
    filled = [each for each in (finding.frames.get(table.name), frame) if each is not None and len(each)]
    finding.frames[table.name] = pd.concat(filled) if len(filled) > 1 else (filled or [frame])[0]
    finding.letters[table.name] = typed.letters
    merges, covered = unmerge(finding.raw.sheets[table.title], finding.raw.label, replace(typed, frame=kept))
    finding.faulty |= {(table.name, column, side * row) for row, column in {*typed.faulty, *covered} if row not in rows}
    columns = finding.catalogue.columns(table.name)
    absent = [name for name in typed.frame.columns if name not in typed.letters and not columns[name].newer]
    finding.faulty |= {(table.name, column, side * row) for column in absent for row in (0, *typed.frame.index)}
    finding.faults += merges
    finding.faults += [finding.in_own_words(fault) for fault in typed.faults if row_of(fault.cell) not in rows and not follows(fault, typed, covered)]
    finding.remarks += [finding.in_own_words(remark) for remark in typed.remarks if row_of(remark.cell) not in rows]
    hidden_but_counted(finding, table, frame.index)


def _typed(finding: Finding, table: Table) -> TypedTable:
    """Return a sheet as a table: as it was typed before, where the same sheet was, in a workbook of which another one changed."""
    raw, columns = finding.raw.sheets[table.title], tuple(finding.catalogue.columns(table.name).values())
    made_with = (finding.raw.label, columns, units(finding.catalogue, table))
    known = raw.typed.get(table.name)
    if not known or known[0] != made_with:
        known = raw.typed[table.name] = (made_with, typed_table(raw, *made_with))
    return known[1]
