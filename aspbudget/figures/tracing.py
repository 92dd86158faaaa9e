"""Figures with their formulas: each line's function is called once with symbols in place of numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from aspbudget.declare.model import ModelError
from aspbudget.declare.sheet import sentence
from aspbudget.faults import nearest
from aspbudget.lines.formula import At, Dash, Gather, Named, NotAFormula, Own, parts
from aspbudget.lines.table import Distinct, TableSymbol

if TYPE_CHECKING:
    from aspbudget.declare.model import Assumption, Table
    from aspbudget.declare.sheet import Column
    from aspbudget.lines.formula import Kind, Node
    from aspbudget.lines.line import Line


@dataclass(frozen=True)
class Figure:
    """A line of a table with its formula and the kind of its value; a line that is computed in Python alone has no formula."""

    table: Table
    line: Line
    tree: Node | None
    kind: Kind

    @property
    def title(self) -> str:
        """The column's title without its unit."""
        return self.line.label or sentence(self.line.name)

    @cached_property
    def inside(self) -> tuple[Node, ...]:
        """The formula and every part of it, outermost first: laws, drivers and computing each ask for them. Nothing where Python alone computes the line."""
        return tuple(parts(self.tree)) if self.tree is not None else ()

    @cached_property
    def may_be_a_dash(self) -> bool:
        """Whether the figure gives a dash in rows for which there is no number, such as a share of nothing."""
        return bool(self.without_number)

    @cached_property
    def without_number(self) -> str:
        """What the figure gives in rows for which there is no number: a dash, or words; an empty text where it always has one."""
        return next((part.text for part in self.inside if isinstance(part, Dash)), "")

    @cached_property
    def looks_in(self) -> tuple[str, ...]:
        """The names of the tables from which the formula takes values."""
        return tuple(dict.fromkeys(part.table for part in self.inside if isinstance(part, (At, Gather))))


class Declared(Protocol):
    """What a formula may refer to: the tables and assumptions of all models, and the figures that have been traced."""

    tables: dict[str, Table]
    assumptions: dict[str, Assumption]
    figures: dict[tuple[str, str], Figure]

    def columns(self, table: str) -> dict[str, Column]:
        """Return the columns of a table that are not lines, by name."""

    def names(self, table: str) -> tuple[str, ...]:
        """Return the names of all columns of a table, lines included."""

    def key(self, table: str) -> str:
        """Return the name of the column that identifies a row; an empty text when it takes several."""


class Tracer:
    """Calls the function of each line once, with symbols in place of numbers, which gives its formula; what it needs comes first."""

    def __init__(self, catalogue: Declared) -> None:
        self._catalogue = catalogue
        self._open: list[tuple[str, str]] = []

    def figure(self, table: str, name: str) -> Figure:
        """Return a figure, tracing it first if need be; raise `ModelError` when figures need each other in a circle."""
        found = self._catalogue.figures.get((table, name))
        if found:
            return found
        if (table, name) in self._open:
            circle = [*self._open[self._open.index((table, name)) :], (table, name)]
            message = f"Figures need each other in a circle: {' → '.join('.'.join(step) for step in circle)}."
            raise ModelError(message)
        self._open.append((table, name))
        bound = self._trace(self._catalogue.tables[table], name)
        self._open.pop()
        self._catalogue.figures[table, name] = bound
        return bound

    def kind(self, table: str, name: str) -> Kind:
        """Return the kind of a column, tracing it first when it is a line."""
        column = self._catalogue.columns(table).get(name)
        if column:
            return "text" if column.textual else "number"
        return self.figure(table, name).kind

    def _trace(self, table: Table, name: str) -> Figure:
        if isinstance(table.rows, Distinct):
            for by in (*table.rows.by, *([table.rows.when] if table.rows.when else [])):
                self.kind(table.rows.of, by)
        line = table.line(name)
        symbols = {parameter: self.symbol(table, line, parameter) for parameter in line.parameters}
        if not line.live:
            return Figure(table, line, None, "text" if line.unit == "text" else "number")
        tree = line.tree(symbols)
        return Figure(table, line, tree, tree.kind)

    def symbol(self, table: Table, line: Line, name: str) -> Own | Named | TableSymbol:
        """Return what a parameter of a line refers to: a column, an assumption, or a table, in this order; raise `NotAFormula` for none."""
        catalogue, name = self._catalogue, dict(line.read).get(name, name)
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
        optional = frozenset(column.name for column in self._catalogue.columns(name).values() if not column.required)
        names, key = self._catalogue.names(name), self._catalogue.key(name)
        return TableSymbol(name, names, lambda other: self.kind(name, other), key, optional)
