"""The catalogue: all models together, each line with its formula, in the order in which figures are computed."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from aspbudget import content
from aspbudget.content import BUILT_IN, NoContent
from aspbudget.declare.layout import SHEETS, STATEMENT_SHEETS, Printed, Schedule, Timetable
from aspbudget.declare.model import GENERAL, SECTION, Assumption, Axes, Model, ModelError, Table
from aspbudget.declare.sheet import Column, is_own, sentence
from aspbudget.figures import laws, regulations
from aspbudget.figures.charging import charges, planned, rows_found
from aspbudget.figures.tracing import Tracer
from aspbudget.figures.translations import with_translations
from aspbudget.lines.formula import Gather, Named, Own
from aspbudget.lines.line import CURRENCY, Line
from aspbudget.lines.table import Crossing, Distinct, Numbered, TableSymbol
from aspbudget.phrase import in_a_row, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from aspbudget.declare.glance import Glance
    from aspbudget.declare.layout import Pages
    from aspbudget.declare.model import Settled
    from aspbudget.declare.sheet import Kind as ColumnKind
    from aspbudget.declare.sheet import Names
    from aspbudget.figures.tracing import Figure
    from aspbudget.lines.formula import Node


Layout = TypeVar("Layout", Printed, Schedule, Timetable)
_BOUND: dict[tuple[object, ...], Catalogue] = {}


@dataclass(eq=False)
class Catalogue:
    """All models together: tables and assumptions by name, and every figure, by table and line, in the order it is computed in.

    `package` is the content package from which the models come; `opening` are the sheets, by name, whose rows stand for rows of tables, and
    `in_words` the formulas that were put into words, by table and line. Raises `ModelError` when a name is declared twice, figures need
    each other in a circle, a law is broken (`laws.py`) or a rule is cited that the content doesn't list (`regulations.py`), and `NotAFormula` when a line uses something that is not declared or that no spreadsheet can compute.
    """

    models: tuple[Model, ...]
    tables: dict[str, Table] = field(default_factory=dict)
    assumptions: dict[str, Assumption] = field(default_factory=dict)
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)
    package: str = BUILT_IN
    opening: dict[str, Table] = field(default_factory=dict)
    in_words: dict[tuple[str, str], str] = field(default_factory=dict, init=False, repr=False)
    _columns: dict[str, dict[str, Column]] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    _trees: dict[tuple[str, Line], Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for model in self.models:
            for table in model.tables:
                _once(self.opening if table.opens else self.tables, table.name, self._complete(table), "table")
                _not_own(table)
            for assumption in model.assumptions:
                _once(self.assumptions, assumption.name, assumption, "assumption")
        for name, table in (self.tables | self.opening).items():
            self._columns[name] = {column.name: _prefilled(table, column) for column in with_translations(self._rows(table), self.package)}
        self._name_references()
        tracer = Tracer(self)
        for table in self.tables.values():
            for line in table.lines:
                tracer.figure(table.name, line.name)
        if wrong := [*laws.broken(self), *regulations.unlisted(self.models, self.package)]:
            raise ModelError("\n".join(wrong))
        for name, by in self._gathered_by():
            column = self._columns[name].get(by)
            if column and column.textual and not column.choices:
                self._columns[name][by] = column.but(gathered_by=True)

    def _name_references(self) -> None:
        for columns in self._columns.values():
            columns.update({name: column.but(names=self._names_of(column)) for name, column in columns.items() if column.refers})

    def _names_of(self, column: Column) -> Names | None:
        """Return the names of what a column holds: its own, or those of the key to which it refers, however many sheets away."""
        while not column.names and column.refers in self._columns and (key := self.key(column.refers)):
            column = self._columns[column.refers][key]
        return column.names

    def _gathered_by(self) -> set[tuple[str, str]]:
        """Return each table with a column by which its rows are added up, or told apart, also through a line that has the column's texts."""
        distinct = {(table.rows.of, by) for table in self.tables.values() if isinstance(table.rows, Distinct) for by in table.rows.by}
        found = [part for figure in self.figures.values() for part in figure.inside]
        gathered = distinct | {(part.table, by) for part in found if isinstance(part, Gather) for by, _ in part.criteria}
        lines = [(table, self.figures.get((table, by))) for table, by in gathered]
        texts = [(table, figure) for table, figure in lines if figure and figure.kind == "text"]
        return gathered | {(table, part.name) for table, figure in texts for part in figure.inside if isinstance(part, Own)}

    def _complete(self, table: Table) -> Table:
        if isinstance(table.rows, Distinct):
            return replace(table, lines=(rows_found(table.rows, self._titled(table.rows.of)), *table.lines, *table.in_year))
        if not (table.collects or table.plans):
            return replace(table, lines=(*table.lines, *table.in_year))
        charging = [(each, charge) for model in self.models for each in model.tables for charge in each.charges]
        axes = tuple(name for name, _ in table.rows.of if name != table.plans) if isinstance(table.rows, Crossing) else ()
        made = planned(charging, axes, table.plans) if table.plans else charges(charging, axes)
        return replace(table, lines=(*made, *table.lines))

    def _titled(self, name: str) -> str:
        return next(table.title for model in self.models for table in model.tables if table.name == name)

    @cached_property
    def sheets(self) -> dict[str, Table]:
        """The sheets that people fill in, by name, in the order of the models: the tables that are entered, and what is opened into them."""
        known = self.tables | self.opening
        return {table.name: known[table.name] for model in self.models for table in model.tables if table.entered}

    @property
    def workbook(self) -> str:
        """The input workbook that has the sheets of the models."""
        return self.models[-1].workbook

    def as_called(self, tabs: Mapping[str, str], columns: Mapping[str, dict[str, Column]]) -> Catalogue:
        """Return the same models whose sheets, with their columns, are called as a workbook calls them; no figure is computed from these."""
        found = copy(self)
        found.tables, found.opening = ({name: replace(table, tab=tabs.get(name, "")) for name, table in known.items()} for known in (self.tables, self.opening))
        found._columns = self._columns | dict(columns)  # noqa: SLF001 - of its own copy
        found.__dict__.pop("sheets", None)
        return found

    def columns(self, table: str) -> dict[str, Column]:
        """Return the columns of a table that are not lines, by name."""
        return self._columns[table]

    def names(self, table: str) -> tuple[str, ...]:
        """Return the names of all columns of a table, lines included, in the order in which they are shown."""
        return (*self._columns[table], *(line.name for line in self.tables[table].lines))

    def translates(self, table: str, name: str) -> str:
        """Return the column whose texts a column has in another language, as `name` is that of `name_fr`; an empty text where it translates none."""
        other, _, language = name.rpartition("_")
        return other if language in content.languages(self.package)[1:] and other in self._columns[table] else ""

    def key(self, table: str) -> str:
        """Return the name of the column that identifies a row; an empty text when it takes several columns."""
        if table not in self._keys:
            keys = [column.name for column in self._columns[table].values() if column.key]
            self._keys[table] = keys[0] if len(keys) == 1 else ""
        return self._keys[table]

    def title(self, table: str, name: str, currency: str) -> str:
        """Return the title of a column, with its unit unless the title says it: `Net cost (EUR)`, `Team days`."""
        if name in self._columns[table]:
            return self._columns[table][name].title
        figure = self.figures[table, name]
        unit = currency if figure.line.unit == CURRENCY else figure.line.unit
        said = unit in ("", "text", "date") or unit.casefold().replace("-", " ") in figure.title.casefold().replace(
            "-", " "
        )
        return figure.title if said else phrase("{title} ({unit})", title=figure.title, unit=unit)

    def start(self, cycle: str) -> dict[str, pd.DataFrame]:
        """Return the rows with which the models would have a new cycle start, for the tables for which they have any."""
        rows: dict[str, pd.DataFrame] = {}
        for model in self.models:
            rows |= model.start(cycle) if model.start else {}
        return {name: frame.reindex(columns=list(self.columns(name))) for name, frame in rows.items()}

    def model(self, table: str) -> Model:
        """Return the model to which a table belongs."""
        return next(model for model in self.models if any(each.name == table for each in model.tables))

    def layouts(self, kind: type[Layout]) -> list[Layout]:
        """Return all that the models have printed of a kind: tables, lists or timetables."""
        return [each for model in self.models for each in model.printed if isinstance(each, kind)]

    def pages(self) -> list[Pages]:
        """Return the pages that the models have on demand; what several models show of the rows of one table stands on one page."""
        found: dict[str, Pages] = {}
        for each in (pages for model in self.models for pages in model.pages):
            first = found.setdefault(each.table, each)
            if first is not each:
                found[each.table] = replace(first, about=f"{first.about}; {each.about}", blocks=(*first.blocks, *each.blocks))
        return list(found.values())

    @cached_property
    def glance(self) -> Glance | None:
        """What the models have the first sheet of the workbook show, when they say so."""
        return next((model.glance for model in self.models if model.glance), None)

    @cached_property
    def section(self) -> Printed | None:
        """The printed table that collects what the models charge, when there is one."""
        return next((each for each in self.layouts(Printed) if self.tables[each.table].collects), None)

    @cached_property
    def axes(self) -> Axes:
        """The two columns along which the section's printed table is laid out, across and down; without such a table both are empty texts."""
        return Axes(self.section.across, self.section.down) if self.section else Axes("", "")

    def heading_titles(self) -> tuple[str, str]:
        """Return the titles of the keys along the axes of the section: `Sub-programme` and `Object`."""
        found = [self.columns(table)[self.key(table)].title for table in map(self.headings, self.axes) if table]
        return (found[0], found[1]) if found else ("", "")

    def about(self, sheet: str) -> str:
        """Return what a sheet is that the tool adds to a workbook; the words of the models, where they have any, replace the tool's."""
        said = {name: text for model in self.models for name, text in model.sheets.items()}
        return said.get(sheet) or (SHEETS | STATEMENT_SHEETS).get(sheet, "")

    def called(self, sheet: str) -> str:
        """Return the name by which the models call a sheet that the tool adds, or else the tool's."""
        return {name: title for model in self.models for name, title in model.titles.items()}.get(sheet, sheet)

    def headings(self, axis: str) -> str:
        """Return the table whose keys run along an axis of the section."""
        rows = self.tables[self.section.table].rows if self.section else None
        return dict(rows.of)[axis] if isinstance(rows, Crossing) else ""

    @cached_property
    def by_years(self) -> Catalogue:
        """The same models without what is for the months of the year alone, as a statement has them, which counts in years."""
        if not any(table.in_year or table.settled for table in self.tables.values()):
            return self
        models = (replace(model, tables=tuple(map(_by_years, model.tables))) for model in self.models)
        return Catalogue(tuple(models), package=self.package)

    def tree(self, table: Table, line: Line) -> Node:
        """Return the formula of a line of a table, or of a rule of it."""
        known = (table.name, line)
        if known not in self._trees:
            self._trees[known] = line.tree(self.symbols(table, line))
        return self._trees[known]

    def symbols(self, table: Table, line: Line) -> dict[str, Own | Named | TableSymbol]:
        """Return, for each parameter of a line, what it refers to: a column of the table, an assumption, or another table."""
        tracer = Tracer(self)
        return {name: tracer.symbol(table, line, name) for name in line.parameters}

    def _rows(self, table: Table) -> tuple[Column, ...]:
        if isinstance(table.rows, Distinct):
            return tuple(self._like(table.rows.of, name) for name in table.rows.by)
        if isinstance(table.rows, Crossing):
            return tuple(self._like(other, self._crossed(other), name) for name, other in table.rows.of)
        if isinstance(table.rows, Numbered):
            return (Column(table.rows.key, sentence(table.rows.key), "whole", table.rows.about, key=True),)
        return table.sheet.columns()

    def _crossed(self, other: str) -> str:
        return next(column.name for column in self._rows(self.tables[other]) if column.key)

    def _like(self, other: str, name: str, renamed: str = "") -> Column:
        source = {column.name: column for column in self._rows(self.tables[other])}
        if name in source:
            column = source[name]
            return Column(renamed or name, column.title, column.kind, column.about, column.unit)
        line = self.tables[other].line(name)
        kind: ColumnKind = "text" if line.unit == "text" else "date" if line.unit == "date" else "number"
        return Column(name, line.label or sentence(name), kind, line.meaning, line.unit)


def _prefilled(table: Table, column: Column) -> Column:
    """Return a column as it is filled in: it may be left empty where that stands for something, and says so."""
    found = table.prefilled
    return column.but(prefilled=True, about=in_a_row((column.about, found.columns[column.name]))) if found and column.name in found.columns else column


def _by_years(table: Table) -> Table:
    lines = tuple(_as_settled(each, table.settled) for each in table.lines)
    return replace(table, in_year=(), lines=lines, charges=tuple(replace(charge, months=None) for charge in table.charges))


def _as_settled(line: Line, settled: Settled | None) -> Line:
    """Return a line as a statement has it: a quantity that the section has worked out is a column there."""
    if not settled or line.name != settled.line:
        return line
    return replace(line, function=lambda given: given, parameters=(settled.column,), source="As the section has it, or as entered")


def _once(known: dict[str, Any], name: str, value: object, what: str) -> None:
    if name in known:
        message = f"Two models declare the {what} {name}."
        raise ModelError(message)
    known[name] = value


def _not_own(table: Table) -> None:
    if table.entered and is_own(table.title):
        message = f'Sheet {table.title} would never be read: sheets that begin with "My " or "_" are the officer\'s own.'
        raise ModelError(message)


def catalogue(workbook: str = SECTION, package: str = BUILT_IN) -> Catalogue:
    """Return the catalogue of the models of a content package that belong to an input workbook."""
    models = sorted((model for model in _models(package) if model.workbook == workbook), key=lambda model: model.order)
    known = (package, *(id(model) for model in models))  # a catalogue keeps its models, so that no other can have their place
    return _BOUND.get(known) or _BOUND.setdefault(known, Catalogue((GENERAL, *models), package=package))


def workbooks(package: str = BUILT_IN) -> list[str]:
    """Return the names of the input workbooks for which a content package has models, the section first."""
    return sorted({model.workbook for model in _models(package)}, key=lambda name: (name != SECTION, name))


def _models(package: str) -> list[Model]:
    found = (vars(module).get("MODEL") for module in content.modules(package))
    models = [model for model in found if isinstance(model, Model)]
    if not models:
        message = f"The content {package} has no models: none of its modules declares a MODEL."
        raise NoContent(message)
    return models
