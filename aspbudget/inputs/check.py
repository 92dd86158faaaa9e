"""Checking: every fault of an input workbook, each at its cell, found in one pass before anything is costed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aspbudget.declare.groups import STATEMENT, in_order
from aspbudget.faults import Refused
from aspbudget.figures.rules import broken_rules, remarkable, uncomputed
from aspbudget.inputs.accepted import accepted
from aspbudget.inputs.cited import unknown_paragraphs
from aspbudget.inputs.days import outside_the_cycle
from aspbudget.inputs.findings import Finding, empty, row_of
from aspbudget.inputs.formulas import cells_with_formulas, out_of_date
from aspbudget.inputs.inputs import Inputs
from aspbudget.inputs.moved import move
from aspbudget.inputs.named import check_assumptions, check_cycle, check_years, year_of
from aspbudget.inputs.opened_rows import open_rows, unknown_names
from aspbudget.inputs.own_texts import in_words_of_the_models, with_references_of_the_models
from aspbudget.inputs.prefilled import fill
from aspbudget.inputs.references import (
    dangling,
    named_as_in_the_year,
    no_sheet_names,
    repeated,
    spelled,
    taken_for_another,
)
from aspbudget.inputs.schema import check_rates, validate
from aspbudget.inputs.sheets import add_known_rows, begin_with, present, read_sheet
from aspbudget.inputs.worded import as_worded, language_as_worded, names_of_models
from aspbudget.lines.addresses import number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.faults import Fault, Remark
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.figures.rules import Broken
    from aspbudget.inputs.read import RawWorkbook


def check(
    catalogue: Catalogue,
    raw: RawWorkbook,
    cycle: str = "",
    section: Inputs | None = None,
    further: Callable[[Mapping[str, pd.DataFrame]], Iterator[Broken]] | None = None,
) -> Inputs:
    """Return the checked tables of a workbook; raise `Refused` with every fault, sorted by sheet and cell.

    `cycle`, when given, is the cycle of which the workbook must have the inputs. The workbook of a draft has sheets of its own and,
    where it needs them, more rows for those of its `section`; it is checked with the rows of both. `further` yields what else is wrong
    with the tables, once they are read.
    """
    worded = as_worded(catalogue, raw)
    finding = Finding(worded, raw, section, language=language_as_worded(catalogue, None if worded is catalogue else worded))
    entered = list(worded.sheets.values())
    order = _order(worded, STATEMENT if section else catalogue.workbook)
    general = {table.name for table in catalogue.models[0].tables}
    if section:
        begin_with(finding, section, entered)
    found = present(finding, [table for table in entered if not (section and table.name in general)])
    _read(finding, found, None if worded is catalogue else catalogue)
    move(finding)
    open_rows(finding)
    fill(finding)
    _references(finding)
    add_known_rows(finding)
    for table in found:
        check_rates(finding, table)
    check_assumptions(finding)
    check_cycle(finding, cycle)
    check_years(finding)
    if year := year_of(finding):
        named_as_in_the_year(catalogue, finding.frames, year)
    _dates(finding)
    for each in () if section else unknown_paragraphs(catalogue, finding.frames):
        finding.add(each.table, each.column, each.row, each.message)
    for each in further(finding.frames) if further else ():
        finding.add(each.table, each.column, each.row, each.message)
    figures = _across_sheets(finding, catalogue)
    if finding.faults:
        raise Refused(sorted(finding.faults, key=order), finding.language)
    for each in remarkable(figures, finding.frames):
        finding.remark(each.table, each.column, each.row, each.message)
    remarks = tuple(sorted((*finding.remarks, *map(finding.in_own_words, out_of_date(finding))), key=order))
    return Inputs(raw.label, raw.sha256, finding.frames, finding.letters, figures, finding.examples, section, finding.absent, remarks,
                  opened=finding.opened, prefilled=finding.prefilled, accepted=accepted(finding), formulas=cells_with_formulas(finding), worded=None if worded is catalogue else worded)  # fmt: skip


def _read(finding: Finding, tables: Iterable[Table], models: Catalogue | None) -> None:
    """Read the tables of a workbook; where it has other words than the models, with theirs in the place of its own."""
    for table in tables:
        read_sheet(finding, table)
        if models:
            finding.frames[table.name] = with_references_of_the_models(models, table, finding.frames[table.name])
        validate(finding, table)
        _keys(finding, table)
    if models:
        names_of_models(models, finding.catalogue, finding.frames)
        in_words_of_the_models(models, finding.frames)


def _keys(finding: Finding, table: Table) -> None:
    """Report keys that occur twice, and keys that can't be the name of the sheet that the output has for them."""
    frame = finding.frames[table.name]
    for each in (*repeated(finding.catalogue, table, frame), *no_sheet_names(finding.catalogue, table, frame)):
        finding.add(each.table, each.column, each.row, each.message)


def _references(finding: Finding) -> None:
    """Spell what refers to a row as the row has it; report what refers to none. Where that follows from another fault, the cell is only marked."""
    spelled(finding.catalogue, finding.frames)
    for each in (*taken_for_another(finding.catalogue, finding.frames), *dangling(finding.catalogue, finding.frames, finding.faulty)):
        finding.add(each.table, each.column, each.row, each.message)
    unknown_names(finding)


def _dates(finding: Finding) -> None:
    """Report dates that must lie in the cycle and don't, as those of a new cycle made from an earlier one."""
    doubtful = any(table == "cycle" and column == "cycle" for table, column, _ in finding.faulty)
    for each in () if doubtful else outside_the_cycle(finding.catalogue, finding.frames, finding.faulty):
        finding.add(each.table, each.column, each.row, each.message)


def _across_sheets(finding: Finding, catalogue: Catalogue) -> Figures:
    """Report rows that break a model's rule, and, when there is no fault so far, rows of which a figure can't be computed.

    A sheet that is missing counts as empty here; rows that look up in it aren't checked.
    """
    entered = [table for table in catalogue.tables.values() if table.entered]
    none = {table.name: empty(catalogue, table) for table in entered if table.name not in finding.frames}
    frame = (none | finding.frames)["assumptions"].dropna(subset=["assumption"])
    named = dict.fromkeys(catalogue.assumptions, 0.0)
    named |= dict(zip(frame["assumption"], frame["value"].fillna(0.0), strict=True))
    figures, broken = broken_rules(catalogue, none | finding.frames, named, finding.faulty)
    for each in broken:
        finding.add(each.table, each.column, each.row, each.message)
    if not finding.faults:
        for each in uncomputed(figures):
            finding.add(each.table, each.column, each.row, each.message)
    return figures


def _order(catalogue: Catalogue, workbook: str) -> Callable[[Fault | Remark], tuple[int, int, int]]:
    """Return what faults and remarks are sorted by: the order of the sheets in the template, then that of their cells."""
    order = {table.title: place for place, table in enumerate(in_order(catalogue.package, workbook, catalogue.sheets.values()))}
    return lambda each: (order.get(each.sheet, len(order)), row_of(each.cell), _column_number(each.cell))


def _column_number(cell: str) -> int:
    letters = re.sub(r"\d", "", cell)
    return number_of(letters) if letters else 0
