"""Charging: the lines by which a table collects what others charge to it, and counts the rows that belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.lines.line import CURRENCY, Line

if TYPE_CHECKING:
    from aspbudget.declare.model import Charge, Table
    from aspbudget.lines.formula import Node, Own
    from aspbudget.lines.table import Distinct, TableSymbol


def charges(charging: list[tuple[Table, Charge]], axes: tuple[str, ...]) -> tuple[Line, ...]:
    """Return the lines of a collecting table, which has these columns: what each table charges to the row, and the sum of that."""
    lines = tuple(_charged(table, charge, axes) for table, charge in charging)
    names = tuple(line.name for line in lines)
    about = "What all models charge to the line, before it is rounded."
    unrounded = Line(
        "unrounded", lambda *amounts: sum(amounts[1:], amounts[0]), names, about, CURRENCY, "Sum of the models"
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
    """Return the line that counts how many rows of a source, by its title, belong to each row of a table made of its keys."""
    return Line(
        name="rows",
        function=lambda table, *keys: table.count(**dict(zip(rows.by, keys, strict=True))),
        parameters=(rows.of, *rows.by),
        meaning=f"How many rows of sheet {source} belong here.",
        unit="",
        source=f"Sheet {source}",
        label=source,
    )
