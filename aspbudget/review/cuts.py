"""Cuts: what a section would cost less without one row on which others rest, such as a session with all that it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import Call, Gather, Node
from aspbudget.lines.table import Distinct

if TYPE_CHECKING:
    from aspbudget.declare.model import Charge, Table
    from aspbudget.figures.cost import Figures


class Naming(NamedTuple):
    """A table that is charged to the section and whose rows name those of another: its column with their names."""

    table: Table
    charge: Charge
    column: str


@dataclass(frozen=True)
class Cuts:
    """What the rows of each charged table that name a row of table `of` (sessions) cost: what the section would cost less without that row and them.

    Amounts are in the currency of the cycle and to the cent, as models charge them: a printed line is rounded after they are added up. Rows that name none,
    such as posts, stay. What tables that aren't charged say of the row, as that it is held in three languages, goes into what charged ones cost.
    """

    figures: Figures
    of: str

    @property
    def naming(self) -> tuple[Naming, ...]:
        """The charged tables whose rows name a row, each with the column by which they do, in the order of the tables."""
        catalogue = self.figures.catalogue
        return tuple(
            Naming(table, charge, name)
            for table in catalogue.tables.values()
            if self.figures.is_shown(table.name)
            for charge in table.charges
            for name in catalogue.columns(table.name)
            if self._names(table.name, name)
        )

    def _names(self, table: str, name: str) -> bool:
        """Whether a column has names of rows of that table: where it refers to it, or gathers the rows of a table whose column does."""
        catalogue = self.figures.catalogue
        rows, column = catalogue.tables[table].rows, catalogue.columns(table).get(name)
        if isinstance(rows, Distinct):
            return name in rows.by and self._names(rows.of, name)
        return column is not None and column.refers == self.of

    def amount(self, key: str) -> float:
        """Return what the rows that name `key` cost together; 0 where none does."""
        return float(add_up(cost for each in self.naming for cost in self._costs(each, key)))

    def _costs(self, each: Naming, key: str) -> list[float]:
        columns = self.figures.tables[each.table.name].columns
        names = self.figures.values(each.table.name, each.column)
        return [float(cost) for name, cost in zip(names, columns[each.charge.cost], strict=True) if name == key]

    def part(self, key: Node) -> Node:
        """Return that amount as a formula, for the row that a part of a formula names."""
        return Call("sum", tuple(Gather("total", each.table.name, each.charge.cost, ((each.column, key),)) for each in self.naming))
