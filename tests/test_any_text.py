"""Any text: whatever is typed into a cell for text, the workbooks come out proven with the same figures, or the cell has a fault."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import pytest
from support.chance import some
from support.workbooks import changed

from aspbudget.commands.in_languages import Means
from aspbudget.commands.issue import issue
from aspbudget.faults import Refused
from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.read import RawWorkbook, read
from aspbudget.inputs.ready import Ready
from aspbudget.statements import costed as statements
from aspbudget.statements.anatomy import Anatomy
from aspbudget.statements.baseline import Baseline
from aspbudget.statements.draft_sheets import combined
from aspbudget.workbooks.cycle_book import Form, write_workbook
from aspbudget.workbooks.reconcile import reconcile
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs

REPOSITORY = Path(__file__).resolve().parents[1]
INPUTS = REPOSITORY / "inputs"
TEXTS = (
    "=WEOG", "=1+1", "{=1+1}", "+x", "-x", "@x", ">5", "<>", "=", "*", "?", "~", "TRUE", "#N/A", "1E5", "0123", "0", "-", "1,5",
    "12 May", "'x", "[x]", "a|b", "a&b", "a\nb", "\u202ex", "_x000D_", "x" * 250, "x" * 300, "x" * 2001,
)  # fmt: skip
Cell = tuple[str, str]
Outcome = tuple[tuple[Cell, ...], dict[str, float]]


@dataclass(frozen=True)
class Workbook:
    """An input workbook, and what is made of it: the faults of a changed copy, or the figures that come out of its proven outputs."""

    models: Catalogue
    raw: RawWorkbook
    inputs: Inputs
    outcome: Callable[[RawWorkbook], dict[str, float]]

    @cached_property
    def figures(self) -> dict[str, float]:
        """The figures as the inputs are; what is written of a cycle as it is, others prove."""
        return self.outcome(self.raw) if self.inputs.section else sums(self.inputs.figures)

    def run(self, cells: Mapping[Cell, str]) -> Outcome:
        """Return the cells with faults when these cells are changed, and the figures where there are none."""
        try:
            return (), self.outcome(changed(self.raw, {"!".join(cell): text for cell, text in cells.items()}))
        except Refused as refused:
            return tuple((fault.sheet, fault.cell) for fault in refused.faults), {}

    def columns(self) -> list[tuple[str, Column]]:
        """Return each column into which people write texts of their own, and that has a row of the workbook."""
        fixed = {("cycle", "cycle"), ("assumptions", "assumption"), ("draft_resolution", "symbol")}
        return [
            (name, column)
            for name, table in self.models.tables.items() if table.entered and not table.made and self.rows(name)
            for column in self.models.columns(name).values()
            if column.textual and not (column.refers or column.choices or (name, column.name) in fixed or column.name not in self.inputs.letters[name])
        ]  # fmt: skip

    def rows(self, table: str) -> list[int]:
        """Return the rows of a table that stand in this workbook."""
        rows = [int(row) for row in self.inputs.frames[table].index] if table in self.inputs.frames else []
        return [row for row in rows if row < 0] if self.inputs.section else rows

    def cells(self, table: str, column: Column, text: str) -> dict[Cell, str]:
        """Return the cells to change so that the first row has a text in a column; with a key, all that refers to it."""
        frames, row = self.inputs.frames, self.rows(table)[0]
        places = [(table, column.name, row)]
        for name in self.models.tables if column.key else ():
            for other in self.models.columns(name).values():
                if other.refers == table and name in frames:
                    places += [(name, other.name, each) for each in self.rows(name) if frames[name].at[each, other.name] == frames[table].at[row, column.name]]
            if {"sheet", "row"} <= self.models.columns(name).keys() and name in frames:  # it names the sheet and the row
                said = frames[name]
                places += [(name, "row", each) for each in self.rows(name) if (said.at[each, "sheet"], said.at[each, "row"]) == (self.models.tables[table].title, frames[table].at[row, column.name])]
        known = [place for place in places if place[1] in self.inputs.letters[place[0]]]
        return {self.inputs.place(self.models.tables[name], each, line): text for name, each, line in known}


def sums(figures: Figures) -> dict[str, float]:
    """Return the sum of all figures of each table."""
    numbers = {name: [column for column in table.columns.values() if column.dtype.kind == "f"] for name, table in figures.tables.items()}
    return {name: float(sum(np.nansum(column) for column in columns)) for name, columns in numbers.items()}


@cache
def of_cycle(cycle: str, name: str) -> Workbook:
    """Return an input workbook of a cycle, whose figures come out when its output is proven."""
    models, raw = catalogue(name), read(INPUTS / cycle / f"{name}.xlsx", f"{name}.xlsx")

    def outcome(typed: RawWorkbook) -> dict[str, float]:
        inputs = check(models, typed, cycle)
        emitted = write_workbook(inputs.figures, inputs, form=Form(pages=True))
        assert reconcile(emitted.data, emitted.formulas).differences == ()
        return sums(inputs.figures)

    return Workbook(models, raw, check(models, raw, cycle), outcome)


@cache
def of_draft(cycle: str, name: str) -> Workbook:
    """Return the input workbook of a draft, whose figures come out when its workbook and its text are proven."""
    given = of_cycle(cycle, "section").inputs
    section = Ready(cycle, "section", given, given.figures)
    anatomy = Anatomy(section.catalogue)
    models, path = combined(anatomy), INPUTS / cycle / "statements" / f"{name}.xlsx"
    raw = read(path, path.name)

    def outcome(typed: RawWorkbook) -> dict[str, float]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(statements.read, "read", lambda *_: typed)
            found = statements.costed(section, path, path.name)
        with TemporaryDirectory() as root:  # what outputs there are decides in which languages more is written
            issued = issue(Means(Workspace(Path(root)), str), found, None)()
        assert [each.differences for each in issued.checked] == [(), ()]
        return {str(year): issued.statement.in_year(year).additional for year in issued.statement.years}

    return Workbook(models, raw, check(models, raw, cycle, Baseline.of(section).inputs), outcome)


def assert_held_or_refused(workbook: Workbook, first: int) -> None:
    """Put a text into each column, another into each: what has no fault at its cell changes no figure."""
    changes = [workbook.cells(name, column, TEXTS[(first + place) % len(TEXTS)]) for place, (name, column) in enumerate(workbook.columns())]
    faulty, figures = workbook.run({cell: text for each in changes for cell, text in each.items()})
    while faulty:
        left = [each for each in changes if not each.keys() & set(faulty)]
        assert len(left) < len(changes), faulty
        changes = left
        faulty, figures = workbook.run({cell: text for each in changes for cell, text in each.items()})
    assert figures == pytest.approx(workbook.figures)


@pytest.mark.slow
@pytest.mark.parametrize("first", some(range(0, len(TEXTS), 6), 1))  # each has every text in one column or another
@pytest.mark.parametrize(("cycle", "name"), [("2004", "section"), ("2025", "contributions")])
def every_text_in_a_workbook_of_a_cycle_is_held_or_refused_at_its_cell(cycle: str, name: str, first: int) -> None:
    assert_held_or_refused(of_cycle(cycle, name), first)


@pytest.mark.slow
@pytest.mark.parametrize("first", some([2, 17], 1))
def every_text_in_the_workbook_of_a_draft_is_held_or_refused_at_its_cell(first: int) -> None:
    assert_held_or_refused(of_draft("2004", "ICC-ASP-2-Res.7"), first)


@pytest.mark.parametrize("text", ["=WEOG", ">5", "<>", "*", "?", "~", "TRUE", "#N/A", "x" * 251])
def a_group_that_a_spreadsheet_cannot_add_up_by_is_a_fault_at_its_cell(text: str) -> None:
    states = of_cycle("2025", "contributions")
    with pytest.raises(Refused) as refused:
        check(states.models, changed(states.raw, {"States!C5": text}), "2025")
    assert [(fault.sheet, fault.cell) for fault in refused.value.faults] == [("States", "C5")]


def a_group_in_other_capitals_is_the_same_group() -> None:
    states = of_cycle("2025", "contributions")
    given = states.inputs.frames["states"]["group"]
    inputs = check(states.models, changed(states.raw, {f"States!C{given.index[-1]}": given.iloc[-1].upper()}), "2025")
    assert list(inputs.frames["states"]["group"]) == list(given)


def a_group_that_is_the_same_number_as_another_is_a_fault_at_its_cell() -> None:
    states = of_cycle("2025", "contributions")
    with pytest.raises(Refused) as refused:
        check(states.models, changed(states.raw, {"States!C5": "0123", "States!C7": "123"}), "2025")
    (fault,) = refused.value.faults
    assert (fault.sheet, fault.cell) == ("States", "C7")
    assert fault.message == (
        'Regional group is "123", which a spreadsheet takes for the number "0123" in row 5; write one of them another way.'
    )
