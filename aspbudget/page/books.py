"""Books: all that a browser needs to compute a workbook's figures again, as plain data: its cells, its lines and their order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from aspbudget.declare.glance import Glance
from aspbudget.declare.layout import Printed
from aspbudget.declare.series import is_opened
from aspbudget.figures.naming import words
from aspbudget.lines.browser import reading
from aspbudget.lines.line import CURRENCY
from aspbudget.lines.table import Crossing, Distinct, Numbered
from aspbudget.lines.texts import MISSING_WORD
from aspbudget.page.drafted import made_again, rules_of
from aspbudget.statements.baseline import AGAINST
from aspbudget.statements.draft import Origin
from aspbudget.statements.draft_sheets import HEAD, combined
from aspbudget.statements.one_draft import CITED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aspbudget.declare.model import Rule, Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.lines.browser import Reading
    from aspbudget.statements.rows import DraftRows

Cell = str | float | None


@dataclass(frozen=True)
class Book:
    """A workbook's figures with the inputs that they were computed from: the section, the contributions, or a statement.

    Books with the same source have rows of the same input, so that a change of one of these is a change in each: a section, and a statement
    that is compared with it, but not one that is compared with another. A statement has the rows of its `draft`, from which its tables are made.
    """

    name: str
    title: str
    figures: Figures
    inputs: Inputs
    draft: DraftRows | None = None

    @property
    def source(self) -> str:
        """The input workbook whose rows it has, beside those of a draft."""
        return (self.inputs.section or self.inputs).label

    @cached_property
    def derived(self) -> dict[tuple[str, str], str]:
        """How each line is derived, in the words of the inputs, by its table and name."""
        catalogue = self.figures.catalogue
        return {place: words(figure, catalogue) for place, figure in catalogue.figures.items()}

    def as_dict(self) -> dict[str, Any]:
        """Return the book as the page's engine reads it.

        Tables stand in the order of the catalogue; `order` are the lines, table and name, in the order in which figures need each other.
        """
        catalogue = self.figures.catalogue
        return {
            "name": self.name,
            "title": self.title,
            "source": self.source,
            "file": self.inputs.label,
            "currency": str(self.inputs.cycle["currency"]),
            "tried": [name for name in (catalogue.glance or Glance()).tried if not self.draft and name in catalogue.tables],
            "follows": list(self._follows()),
            "named": {name: float(value) for name, value in self.figures.named.items()},
            "checked": self.inputs.section is None or self.draft is not None,
            "rules": [_rule(*each) for each in (rules_of(self.draft, catalogue) if self.draft else _rules(catalogue))],
            **({"further": further.label if (further := self.inputs.section and self.inputs.section.further) else "", "draft": made_again(self.draft, catalogue)} if self.draft else {}),
            "assumptions": {each.name: _stated(title=each.title, unit=each.unit, low=each.low, high=each.high, of_cycle=each.of_cycle) for each in catalogue.assumptions.values()},
            "tables": [self._table(table) for table in catalogue.tables.values()],
            "order": [list(place) for place, figure in catalogue.figures.items() if figure.tree is not None],
        }

    def _table(self, table: Table) -> dict[str, Any]:
        catalogue, costed = self.figures.catalogue, self.figures.tables[table.name]
        entered = table.entered or table.made
        columns = {name: column for name, column in catalogue.columns(table.name).items() if table.worded or not catalogue.translates(table.name, name)}
        return {
            "name": table.name,
            "title": table.title,
            "about": table.about,
            "key": catalogue.key(table.name),
            "entered": entered,
            "made": table.made,
            "length": len(costed),
            "rows": {} if entered else _rows(self.figures, table),
            "columns": [_column(column, table, self._elsewhere(table)) for column in columns.values()],
            "cells": self._cells(table, columns) if entered else {},
            **(self._on_sheet(table) if entered else {}),
            "lines": [self._line(table.name, line.name) for line in table.lines],
        }

    def _elsewhere(self, table: Table) -> Mapping[str, str]:
        """Return the columns of a draft's sheet that its workbook fills in where they are left empty, as its paragraph or the draft has them."""
        checked = combined(self.draft.anatomy).tables.get(table.name) if self.draft else None
        return checked.prefilled.columns if checked and checked.prefilled else {}

    def _on_sheet(self, table: Table) -> dict[str, Any]:
        """Return where the cells of a table stand: its columns' letters and its rows' numbers, and which rows another row stands for.

        Rows of a draft have negative numbers; those of a further workbook, or of several drafts, are named by neither.
        """
        letters = self.inputs.letters.get(table.name)
        if letters is None or table.name not in self.inputs.frames:
            return {"fixed": list(range(len(self.figures.tables[table.name])))}
        numbers = [int(number) for number in self.figures.tables[table.name].places]
        drafted = self.inputs.section is not None
        fixed = [row for row, number in enumerate(numbers) if (table.name, number) in self.inputs.opened or (drafted and number > 0)]
        end = max((abs(number) for number in numbers if not is_opened(number) and (number < 0 or not drafted)), default=0)
        return {"letters": letters, "numbers": numbers, "fixed": fixed, "grows": self._grows(table, letters), "end": end}

    def _grows(self, table: Table, letters: Mapping[str, str]) -> bool:
        """Whether the page may add rows to a table and remove them: not to one that heads a printed table, which has its places on the page.

        Nor to the cycle and its assumptions, which the lines know by name, or to a sheet that the workbook lacks; of a draft to its activities alone.
        """
        catalogue = self.figures.catalogue
        if self.inputs.section is not None:
            return bool(letters and catalogue.key(table.name)) and self.draft is not None and table.name in self.draft.anatomy.activities
        crossed = [catalogue.tables[layout.table].rows for layout in catalogue.layouts(Printed)[:1]]
        heads = {name for rows in crossed if isinstance(rows, Crossing) for _, name in rows.of}
        return bool(letters and catalogue.key(table.name)) and table not in catalogue.models[0].tables and table.name not in heads

    def _follows(self) -> Iterator[list[str | int]]:
        """Yield the cells that were left empty because they are as another says: the other's table, column and row, then their own."""
        rows = {name: {int(number): row for row, number in enumerate(costed.places)} for name, costed in self.figures.tables.items()}
        for cell, source in self.inputs.prefilled.items():
            if cell.row in rows.get(cell.table, {}) and source.row in rows.get(source.table, {}):
                yield [source.table, source.column, rows[source.table][source.row], cell.table, cell.column, rows[cell.table][cell.row]]

    def _line(self, table: str, name: str) -> dict[str, Any]:
        figure = self.figures.catalogue.figures[table, name]
        stated: dict[str, Any] = {"name": name, "title": figure.title, "kind": figure.kind, "unit": _unit(figure.line.unit, self.inputs)}
        stated |= {"meaning": figure.line.meaning, "words": self.derived[table, name], "source": figure.line.source}
        stated |= {"looks": list(figure.looks_in), "given": self._values(table, name)}
        return stated | ({} if figure.tree is None else {"tree": reading(figure.tree)})

    def _values(self, table: str, name: str) -> list[Cell]:
        """Return a column as the engine is to find it again: texts, numbers and the numbers of days; nothing for what is no number."""
        column = self.figures.tables[table].columns[name]
        if self.figures.kind(table, name) == "text":
            return [None if number == MISSING_WORD else self.figures.words.texts[number] for number in column.tolist()]
        numbers = np.asarray(column, dtype=float)
        return [value if finite else None for value, finite in zip(numbers.tolist(), np.isfinite(numbers).tolist(), strict=True)]

    def _cells(self, table: Table, names: Iterable[str]) -> dict[str, list[Cell]]:
        """Return entered columns by their names, with nothing where a cell was left empty."""
        found = {name: self._values(table.name, name) for name in names}
        frame = self.inputs.frames.get(table.name)
        if frame is None or len(frame) != len(self.figures.tables[table.name]):
            return found
        empty = dict(zip(frame.columns, frame.isna().to_numpy().T.tolist(), strict=True))
        return {name: [None if gap else value for value, gap in zip(values, empty[name], strict=True)] if name in empty else values for name, values in found.items()}


def _unit(unit: str, inputs: Inputs) -> str:
    return str(inputs.cycle["currency"]) if unit == CURRENCY else unit


def _column(column: Column, table: Table, elsewhere: Mapping[str, str]) -> dict[str, Any]:
    """Return what a column may hold, which the page needs to let a person change its cells.

    A cell that moves others is changed in the workbook, and so is one that names another workbook, with which a draft is compared.
    """
    moves = bool(table.moved and table.moved.to == column.name) or (table.name, column.name) == (HEAD, AGAINST)
    return _stated(
        name=column.name, title=column.title, kind=column.kind, unit=column.unit, about=column.about, refers=column.refers,
        choices=list(column.choices), low=column.low, high=column.high, required=column.required, rate=column.rate, key=column.key,
        within=column.within, pattern=list(column.pattern or ()), looked_up=column.looked_up, prefilled=column.prefilled or column.name in elsewhere, cites_sheets=(table.name, column.name) == (CITED, "sheet"), instead=column.instead, named=bool(column.names), reciprocal=column.reciprocal,
        gathered=column.gathered_by and not (column.key or column.refers), fixed=moves or column.name in Origin.__annotations__,
    )  # fmt: skip


def _stated(**parts: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever JSON holds
    """Return what is stated; what is not is left out, and a bound of 0 is stated."""
    return {name: value for name, value in parts.items() if value or (value == 0.0 and value is not False)}


def _rules(catalogue: Catalogue) -> Iterator[tuple[Table, Rule, Reading]]:
    for table in catalogue.tables.values():
        for rule in table.rules:
            if not rule.remarked:
                yield table, rule, reading(rule.holds.tree(catalogue.symbols(table, rule.holds)))


def _rule(table: Table, rule: Rule, tree: Reading) -> dict[str, Any]:
    """Return a condition on the rows of a table, with what is wrong where it doesn't hold."""
    return _stated(table=table.name, at=rule.at, assumption=rule.assumption, when_empty=rule.when_empty, meaning=rule.holds.meaning, tree=tree)


def _rows(figures: Figures, table: Table) -> dict[str, Any]:
    """Return how the rows of a derived table follow from those of others, so that they can be made again."""
    rows = table.rows
    if isinstance(rows, Distinct):
        return {"distinct": {"of": rows.of, "by": list(rows.by), "in_order": rows.in_order, "when": rows.when}}
    if isinstance(rows, Crossing):
        return {"crossing": [[name, other, figures.catalogue.key(other)] for name, other in rows.of]}
    if isinstance(rows, Numbered):
        return {"numbered": {"key": rows.key, "count": rows.count}}
    message = f"No way to make the rows of {table.title} again."
    raise NotImplementedError(message)
