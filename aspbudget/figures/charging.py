"""Charging: the lines by which a table adds up what others charge to it, and counts the rows that belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.lines.adding import add_up
from aspbudget.lines.line import CURRENCY, Line

if TYPE_CHECKING:
    from aspbudget.declare.model import Charge, Table
    from aspbudget.lines.formula import Node, Own
    from aspbudget.lines.table import Distinct, TableSymbol


def charges(charging: list[tuple[Table, Charge]], axes: tuple[str, ...]) -> tuple[Line, ...]:
    """Return the lines of the table that adds up all charges: one for each charge of a table, and their sum `unrounded`.

    `axes` are its two columns. In its row for programme 4100 and object Travel, the line `net_cost_of_travel` is the total of
    `net_cost` over the rows of sheet Travel with this programme and this object, or with what `Charge.under` puts in their place.
    """
    lines = tuple(_charged(table, charge, axes) for table, charge in charging)
    names = tuple(line.name for line in lines)
    about = "What all models charge to the line, before it is rounded."
    unrounded = Line(
        "unrounded", lambda *amounts: add_up(amounts[1:], amounts[0]), names, about, CURRENCY, "Sum of the models"
    )
    return (*lines, unrounded)


def _charged(table: Table, charge: Charge, axes: tuple[str, ...]) -> Line:
    def function(charged: TableSymbol, *keys: Own) -> Node:
        places = (charge.under.get(axis, axis) for axis in axes)
        total: Node = charged.total(charge.cost, **dict(zip(places, keys, strict=True)))
        return total

    return Line(
        name=f"{charge.cost}_of_{table.name}",
        function=function,
        parameters=(table.name, *axes),
        meaning=f"What sheet {table.title} charges to the line.",
        unit=CURRENCY,
        source=f"Sheet {table.title}",
        label=table.title,
    )


def rows_found(rows: Distinct, source: str) -> Line:
    """Return the line that counts, for each row of a table made of keys, the rows of its source (by its title) that have these keys."""
    return Line(
        name="rows",
        function=lambda table, *keys: table.count(**dict(zip(rows.by, keys, strict=True))),
        parameters=(rows.of, *rows.by),
        meaning=f"How many rows of sheet {source} belong here.",
        unit="",
        source=f"Sheet {source}",
        label=source,
    )
