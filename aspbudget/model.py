"""Models: what a cost model declares, and the catalogue in which all models are bound together."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aspbudget.faults import nearest
from aspbudget.formula import At, Gather, Kind, Named, NotAFormula, Own, parts
from aspbudget.line import CURRENCY, Line
from aspbudget.sheet import Column, Date, Rate, Sheet, column, limits, sentence
from aspbudget.table import Crossing, Distinct, Numbered, TableSymbol

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from aspbudget.cost import Figures
    from aspbudget.formula import Node


class Cycle(Sheet):
    """The budget of which this workbook holds the inputs: one row."""

    cycle: str = column("Cycle", "The year that is budgeted for, as in the folder's name.", key=True)
    section: str = column("Title", "The title printed above the section.")
    currency: str = column("Currency", "The currency in which the section is presented.", refers="currencies")
    prepared_on: Date = column("Date", "The date printed on the outputs. They say DRAFT while empty.", required=False)
    prepared_by: str = column(
        "Prepared by", "Who answers for the figures. Outputs say DRAFT while empty.", required=False
    )
    reviewed_by: str = column("Reviewed by", "Who has reviewed them. Outputs say DRAFT while empty.", required=False)


class Assumptions(Rate):
    """Named values that hold for the whole cycle. The lines of the models use them by their names."""

    assumption: str = column("Assumption", "The name by which the lines know the value; don't change it.", key=True)
    value: float = column("Value", "The value; leave it empty only when the status is missing.", rate=True)
    unit: str = column("Unit", "What the value is counted in.", required=False)
    what: str = column("What it is", "What the value says.", required=False)


class Renamed(Sheet):
    """One row for each row of another sheet that is the same as last cycle's under another name, so that it is not taken
    for a row that went and another that came.
    """

    renaming: str = column(
        "Renaming", "A name for the row; each name once.", key=True, example="the session of the Assembly"
    )
    sheet: str = column("Sheet", "The sheet whose row has another name now.", example="Sessions")
    before: str = column("Before", "Its name in the cycle before.", example="Assembly, third session")
    now: str = column("Now", "Its name in this cycle.", example="Assembly, fourth session")


# The causes that the bridge itself tells apart; the models add those of their own, and say in which order they are costed.
LAPSED, MOVED, ADDED, REMOVED, METHOD = "one-time", "volume", "new", "savings", "method"


@dataclass(frozen=True)
class Cause:
    """Why a section differs from the one before it: a bar of the bridge. Causes are costed in the order of declaration."""

    name: str
    title: str
    about: str


class ModelError(Exception):
    """A model is declared wrongly: a name that nothing answers to, or figures that need each other in a circle."""


@dataclass(frozen=True)
class Assumption:
    """A named value that holds for the whole cycle; its figure is a row of the input's Assumptions sheet."""

    name: str
    unit: str
    about: str
    low: float | None = None
    high: float | None = None
    cause: str = MOVED

    @property
    def limits(self) -> str:
        """The bounds as a phrase: `from 0 to 1`, `0 or more`."""
        return limits(self.low, self.high)

    @property
    def title(self) -> str:
        """The name as words."""
        return sentence(self.name)


@dataclass(frozen=True)
class Charge:
    """What a table adds to the section: the line that is its cost, and the columns that say where it belongs.

    `full` is the line that says what a row would cost were nothing pooled; `drivers` are the columns and lines that a
    justification names, whose product is roughly the cost: quantities, then the price.
    """

    cost: str
    sub_programme: str = "sub_programme"
    object: str = "object"
    full: str = "full_cost"
    drivers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A condition that rows must meet and that one column alone can't show: what must hold, and the cell to blame.

    The docstring of `holds` says what is wrong; in a comparison, {found} and {wanted} stand for its two sides. A rule
    without a cell is about the whole sheet, such as a sum, and is told once; a rule about an `assumption` is told there.
    """

    holds: Line
    at: str = ""
    assumption: str = ""


@dataclass(frozen=True)
class Table:
    """A sheet of a model, or a table derived from others, with its lines, its rules, and what it charges to the section.

    A table that `collects` has, besides its own lines, one line for what each model charges to the row, and their sum; a
    table of distinct keys has a line `rows`, which counts the rows of its source, so that a row without a place shows.
    `cause` is the cause to which the bridge puts what moved in the table. A row that came or went is a new mandate or a
    saving, unless the table `follows` another by one of its columns: then only when the row that it refers to came or
    went as well (the meetings of a new session), and otherwise it is part of the volume.
    """

    rows: type[Sheet] | Distinct | Crossing | Numbered
    lines: tuple[Line, ...] = ()
    charges: tuple[Charge, ...] = ()
    rules: tuple[Rule, ...] = ()
    collects: bool = False
    cause: str = MOVED
    follows: str = ""

    @property
    def entered(self) -> bool:
        """Whether people enter the rows; otherwise they are derived from other tables."""
        return isinstance(self.rows, type)

    @property
    def sheet(self) -> type[Sheet]:
        """The input sheet of a table whose rows are entered."""
        if not isinstance(self.rows, type):
            message = f"Table {self.name} has no input sheet: its rows are derived."
            raise TypeError(message)
        return self.rows

    @property
    def name(self) -> str:
        """The name by which lines refer to the table."""
        return self.rows.table() if isinstance(self.rows, type) else self.rows.name

    @property
    def title(self) -> str:
        """The name on the sheet's tab."""
        return self.rows.title() if isinstance(self.rows, type) else self.rows.title

    @property
    def about(self) -> str:
        """What a row is."""
        return self.rows.about() if isinstance(self.rows, type) else self.rows.about

    def line(self, name: str) -> Line:
        """Return a line of the table by its name."""
        return next(line for line in self.lines if line.name == name)


@dataclass(frozen=True)
class Shown:
    """A column of a printed table beside earlier years: a line, its label, and of how many cycles before this one it is.

    With `share_of`, it is the share in per cent that the line is of another: of the sums of both, where rows are added up.
    """

    figure: str
    label: str
    back: int = 0
    share_of: str = ""


@dataclass(frozen=True)
class Printed:
    """A table printed for the Committee: a crossing laid out with one of its columns down the page and the other across.

    `figures` are the lines printed, each in a block of its own under its label; amounts are divided by `divide`. Rows are
    added up by the column `group` of the table whose keys run down; `heading` is the column that names what runs across.
    With `detail`, each key that runs across also has a page of its own, with what each model charges to it. `earlier` are
    the columns of the full form, which is printed when one of the tables `when` has rows: this cycle beside earlier ones.
    """

    title: str
    about: str
    table: str
    figures: tuple[tuple[str, str], ...]
    down: str
    group: str
    across: str
    heading: str = ""
    divide: float = 1
    detail: bool = False
    earlier: tuple[Shown, ...] = ()
    when: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schedule:
    """A list printed for the Committee: some columns of a table, row by row, with totals at its foot.

    The first column is the key by which rows are ordered and looked up. `totals` are the columns that are added up; `notes`
    are lines of the one-row table `notes_from`, printed below; `chart` is a column drawn as bars. With `when_filled`, the
    list is printed only when its table has rows.
    """

    title: str
    about: str
    table: str
    columns: tuple[str, ...]
    totals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    notes_from: str = ""
    chart: str = ""
    when_filled: bool = False


@dataclass(frozen=True)
class Steps:
    """A block of a page that is read from left to right: a row for each step, and what each step means, in words.

    The first cell of a row is its label; every other is a number, a column of the page's table, or a line of a table of one
    row (`summary.base`). `words` names, for each label, the line whose meaning is told.
    """

    heading: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Listed:
    """A block of a page that lists figures of its row: the title of each, what it means, and its value; the last may be a `total`."""

    heading: str
    lines: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True)
class Pages:
    """A page for each row of a table, made on demand: headed by a column of it, named by its key."""

    about: str
    table: str
    heading: str
    blocks: tuple[Steps | Listed, ...]


@dataclass(frozen=True)
class Model:
    """A cost model: what it is about, its tables in the order in which they are read, and its assumptions.

    `order` is its place among the models; `workbook` is the input workbook in which its sheets stand; `start`, if any,
    gives the rows with which the input workbook of a new cycle starts; `carry` what becomes of the rows of a cycle, given
    by table, in the cycle that follows it, told the new cycle's name and the figures of the old one. `causes` are those of
    the bridge, in the order in which they are costed.
    """

    title: str
    about: str
    order: int
    tables: tuple[Table, ...]
    assumptions: tuple[Assumption, ...] = ()
    workbook: str = "section"
    start: Callable[[str], dict[str, pd.DataFrame]] | None = None
    carry: Callable[[str, dict[str, pd.DataFrame], Figures], dict[str, pd.DataFrame]] | None = None
    causes: tuple[Cause, ...] = ()
    printed: tuple[Printed | Schedule, ...] = ()
    pages: tuple[Pages, ...] = ()


GENERAL = Model(
    title="General",
    about="What holds for the whole cycle: its title, its currency, who answers for it, and its named assumptions.",
    order=0,
    tables=(Table(Cycle), Table(Assumptions)),
)


@dataclass(frozen=True)
class Figure:
    """A line bound to its table: its formula, and the kind of value it gives. A line that is not live has no formula."""

    table: Table
    line: Line
    tree: Node | None
    kind: Kind

    @property
    def title(self) -> str:
        """The column's title without its unit."""
        return self.line.label or sentence(self.line.name)

    @cached_property
    def looks_in(self) -> tuple[str, ...]:
        """The names of the tables from which the formula takes values."""
        found = parts(self.tree) if self.tree is not None else ()
        return tuple(dict.fromkeys(part.table for part in found if isinstance(part, (At, Gather))))


@dataclass
class Catalogue:
    """All models bound together: tables and assumptions by name, and every figure in the order it is computed in."""

    models: tuple[Model, ...]
    tables: dict[str, Table] = field(default_factory=dict)
    assumptions: dict[str, Assumption] = field(default_factory=dict)
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)
    _columns: dict[str, dict[str, Column]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for model in self.models:
            for table in model.tables:
                _once(self.tables, table.name, self._complete(table), "table")
            for assumption in model.assumptions:
                _once(self.assumptions, assumption.name, assumption, "assumption")
        for name, table in self.tables.items():
            self._columns[name] = {column.name: column for column in self._rows(table)}
        tracer = _Tracer(self)
        for table in self.tables.values():
            for line in table.lines:
                tracer.figure(table.name, line.name)

    def _complete(self, table: Table) -> Table:
        if isinstance(table.rows, Distinct):
            return replace(table, lines=(self._rows_found(table.rows), *table.lines))
        if not table.collects:
            return table
        charging = [(each, charge) for model in self.models for each in model.tables for charge in each.charges]
        return replace(table, lines=(*charges(charging), *table.lines))

    def _rows_found(self, rows: Distinct) -> Line:
        source = next(table for model in self.models for table in model.tables if table.name == rows.of)
        return Line(
            name="rows",
            function=lambda table, *keys: table.count(**dict(zip(rows.by, keys, strict=True))),
            parameters=(rows.of, *rows.by),
            meaning=f"How many rows of sheet {source.title} belong here.",
            unit="",
            source=f"Sheet {source.title}",
            label=source.title,
        )

    def columns(self, table: str) -> dict[str, Column]:
        """Return the columns of a table that are not lines, by name."""
        return self._columns[table]

    def names(self, table: str) -> tuple[str, ...]:
        """Return the names of all columns of a table, lines included, in the order in which they are shown."""
        return (*self._columns[table], *(line.name for line in self.tables[table].lines))

    def key(self, table: str) -> str:
        """Return the name of the column that identifies a row, or nothing when it takes several."""
        keys = [column.name for column in self._columns[table].values() if column.key]
        return keys[0] if len(keys) == 1 else ""

    def title(self, table: str, name: str, currency: str) -> str:
        """Return the title of a column, with its unit unless the title says it: `Net cost (EUR)`, `Team days`."""
        if name in self._columns[table]:
            return self._columns[table][name].title
        figure = self.figures[table, name]
        unit = currency if figure.line.unit == CURRENCY else figure.line.unit
        said = unit in ("", "text", "date") or unit.casefold().replace("-", " ") in figure.title.casefold().replace(
            "-", " "
        )
        return figure.title if said else f"{figure.title} ({unit})"

    def start(self, cycle: str) -> dict[str, pd.DataFrame]:
        """Return the rows with which the models would have a new cycle start, for the tables for which they have any."""
        rows: dict[str, pd.DataFrame] = {}
        for model in self.models:
            rows |= model.start(cycle) if model.start else {}
        return {name: frame.reindex(columns=list(self.columns(name))) for name, frame in rows.items()}

    def model(self, table: str) -> Model:
        """Return the model to which a table belongs."""
        return next(model for model in self.models if any(each.name == table for each in model.tables))

    def symbols(self, table: Table, line: Line) -> dict[str, Own | Named | TableSymbol]:
        """Return, for each parameter of a line, what it stands for in a table."""
        tracer = _Tracer(self)
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
        return next(column.name for column in self.tables[other].sheet.columns() if column.key)

    def _like(self, other: str, name: str, renamed: str = "") -> Column:
        source = {column.name: column for column in self._rows(self.tables[other])}
        if name in source:
            column = source[name]
            return Column(renamed or name, column.title, column.kind, column.about)
        line = self.tables[other].line(name)
        return Column(name, line.label or sentence(name), "text" if line.unit == "text" else "number", line.meaning)


def charges(charging: list[tuple[Table, Charge]]) -> tuple[Line, ...]:
    """Return the lines of a collecting table: what each table charges to the row, and the sum of that."""
    lines = tuple(_charged(table, charge) for table, charge in charging)
    names = tuple(line.name for line in lines)
    about = "What all models charge to the line, before it is rounded."
    unrounded = Line(
        "unrounded", lambda *amounts: sum(amounts[1:], amounts[0]), names, about, CURRENCY, "Sum of the models"
    )
    return (*lines, unrounded)


def _charged(table: Table, charge: Charge) -> Line:
    def function(charged: TableSymbol, sub_programme: Own, object_: Own) -> Node:
        total: Node = charged.total(charge.cost, **{charge.sub_programme: sub_programme, charge.object: object_})
        return total

    return Line(
        name=f"{charge.cost}_of_{table.name}",
        function=function,
        parameters=(table.name, "sub_programme", "object"),
        meaning=f"What sheet {table.title} charges to the line.",
        unit=CURRENCY,
        source=f"Sheet {table.title}",
        label=table.title,
    )


def _once(known: dict[str, Any], name: str, value: object, what: str) -> None:
    if name in known:
        message = f"Two models declare the {what} {name}."
        raise ModelError(message)
    known[name] = value


class _Tracer:
    """Calls each line once with symbols; a figure that others need is traced before them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.open: list[tuple[str, str]] = []

    def figure(self, table: str, name: str) -> Figure:
        """Return a figure, tracing it first if need be; figures that need each other in a circle are an error."""
        found = self.catalogue.figures.get((table, name))
        if found:
            return found
        if (table, name) in self.open:
            circle = [*self.open[self.open.index((table, name)) :], (table, name)]
            message = f"Figures need each other in a circle: {' → '.join('.'.join(step) for step in circle)}."
            raise ModelError(message)
        self.open.append((table, name))
        bound = self._trace(self.catalogue.tables[table], name)
        self.open.pop()
        self.catalogue.figures[table, name] = bound
        return bound

    def kind(self, table: str, name: str) -> Kind:
        """Return the kind of a column, tracing it first when it is a line."""
        column = self.catalogue.columns(table).get(name)
        if column:
            return "text" if column.textual else "number"
        return self.figure(table, name).kind

    def _trace(self, table: Table, name: str) -> Figure:
        if isinstance(table.rows, Distinct):
            for by in table.rows.by:
                self.kind(table.rows.of, by)
        line = table.line(name)
        symbols = {parameter: self.symbol(table, line, parameter) for parameter in line.parameters}
        if not line.live:
            return Figure(table, line, None, "text" if line.unit == "text" else "number")
        tree = line.tree(symbols)
        return Figure(table, line, tree, tree.kind)

    def symbol(self, table: Table, line: Line, name: str) -> Own | Named | TableSymbol:
        """Return what a parameter of a line stands for: a column, an assumption, or a table; in this order."""
        catalogue = self.catalogue
        column = catalogue.columns(table.name).get(name)
        if column or any(name == each.name for each in table.lines):
            optional = column is not None and not column.required
            return Own(name, self.kind(table.name, name), optional)
        if name in catalogue.assumptions:
            return Named(name)
        if name in catalogue.tables:
            return self._table(name)
        known = (*catalogue.names(table.name), *catalogue.assumptions, *catalogue.tables)
        message = f"Line {line.name} of {table.name} needs {name}, which is nothing known{nearest(name, known)}"
        raise NotAFormula(message)

    def _table(self, name: str) -> TableSymbol:
        optional = frozenset(column.name for column in self.catalogue.columns(name).values() if not column.required)
        names, key = self.catalogue.names(name), self.catalogue.key(name)
        return TableSymbol(name, names, lambda other: self.kind(name, other), key, optional)


def catalogue(workbook: str = "section") -> Catalogue:
    """Return the catalogue of the models in the package `aspbudget.models` that belong to an input workbook."""
    models = [model for model in _models() if model.workbook == workbook]
    return Catalogue((GENERAL, *sorted(models, key=lambda model: model.order)))


def workbooks() -> list[str]:
    """Return the names of the input workbooks for which there are models, the section first."""
    return sorted({model.workbook for model in _models()}, key=lambda name: (name != "section", name))


def _models() -> list[Model]:
    package = importlib.import_module("aspbudget.models")
    names = [found.name for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")]
    found = (vars(importlib.import_module(name)).get("MODEL") for name in names)
    return [model for model in found if isinstance(model, Model)]
