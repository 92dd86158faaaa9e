"""Charging: the lines by which a table adds up what others charge to it, plans that by month, and counts the rows that belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.lines.adding import add_up
from aspbudget.lines.functions import at_least, at_most
from aspbudget.lines.line import CURRENCY, Line

if TYPE_CHECKING:
    from aspbudget.declare.model import Charge, Table
    from aspbudget.lines.formula import Node, Own
    from aspbudget.lines.table import Distinct, TableSymbol

MONTHS = 12


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


def planned(charging: list[tuple[Table, Charge]], axes: tuple[str, ...], month: str) -> tuple[Line, ...]:
    """Return the lines of the table that plans all charges by month: one for each charge of a table, and their sum `planned`.

    `axes` are the two columns of a line of the section, `month` is the third. A row that costs 900 and is planned from July to September
    gives 300 in each of these months; one of which nothing is said gives a twelfth of its cost in each month.
    """
    lines = tuple(_planned(table, charge, (month, *axes)) for table, charge in charging)
    about = "What all models plan for the line in the month."
    both = Line("planned", lambda *amounts: add_up(amounts[1:], amounts[0]), tuple(line.name for line in lines), about, CURRENCY, "Sum of the models")
    return (*lines, both)


def _planned(table: Table, charge: Charge, keys: tuple[str, ...]) -> Line:
    def function(charged: TableSymbol, month: Own, *places: Own) -> Node:
        of_line = dict(zip((charge.under.get(axis, axis) for axis in keys[1:]), places, strict=True))
        if charge.months is None:
            evenly: Node = charged.total(charge.cost, **of_line) / MONTHS
            return evenly
        within = {charge.months.first: at_most(month), charge.months.last: at_least(month)}
        found: Node = charged.total(charge.months.monthly, **of_line, **within)
        return found

    return Line(
        name=f"{charge.cost}_of_{table.name}",
        function=function,
        parameters=(table.name, *keys),
        meaning=f"What sheet {table.title} plans for the line in the month{'' if charge.months else ': a twelfth of its cost'}.",
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
