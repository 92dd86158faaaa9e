"""Charging: the lines by which a table adds up what others charge to it, plans that by month, and counts the rows that belong to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.lines.adding import add_up
from aspbudget.lines.functions import at_least, at_most
from aspbudget.lines.line import CURRENCY, Line
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.declare.model import Charge, Table
    from aspbudget.lines.formula import Node, Own
    from aspbudget.lines.table import Distinct, TableSymbol

MONTHS = 12


def charges(charging: list[tuple[Table, Charge]], axes: tuple[str, ...]) -> tuple[Line, ...]:
    """Return the lines of the table that adds up all charges: one for each charge of a table, and their sum `unrounded`.

    `axes` are its two columns. In its row for programme 4100 and object Travel, the line `net_cost_of_travel` is the total of
    `net_cost` over the rows of sheet Travel with this programme and this object, or with what `Charge.under` puts in their place.
    """
    return _with_their_sum([_charged(*each, axes) for each in charging], "unrounded", "What all models charge to the line, before it is rounded.")


def _with_their_sum(lines: list[Line], name: str, about: str) -> tuple[Line, ...]:
    """Return the lines of the charges, one for each charge of a table, and after them their sum."""
    names = tuple(line.name for line in lines)
    return (*lines, Line(name, lambda *amounts: add_up(amounts[1:], amounts[0]), names, about, CURRENCY, "Sum of the models"))


def _charged(table: Table, charge: Charge, axes: tuple[str, ...]) -> Line:
    def function(charged: TableSymbol, *keys: Own) -> Node:
        total: Node = charged.total(charge.cost, **_place(charge, axes, keys))
        return total

    return _of(table, charge, axes, function, phrase("What sheet {sheet} charges to the line.", sheet=table.title))


def _place(charge: Charge, axes: tuple[str, ...], keys: tuple[Own, ...]) -> dict[str, Own]:
    """Return the columns by which a charge finds its line, each with the line's key."""
    return dict(zip((charge.under.get(axis, axis) for axis in axes), keys, strict=True))


def _of(table: Table, charge: Charge, keys: tuple[str, ...], function: Callable[..., Node], meaning: str) -> Line:
    """Return the line for a charge of a table, by the keys of the table that adds it up."""
    source = phrase("Sheet {sheet}", sheet=table.title)
    return Line(f"{charge.cost}_of_{table.name}", function, (table.name, *keys), meaning, CURRENCY, source, label=table.title)


def planned(charging: list[tuple[Table, Charge]], axes: tuple[str, ...], month: str) -> tuple[Line, ...]:
    """Return the lines of the table that plans all charges by month: one for each charge of a table, and their sum `planned`.

    `axes` are the two columns of a line of the section, `month` is the third. A row that costs 900 and is planned from July to September
    gives 300 in each of these months; one of which nothing is said gives a twelfth of its cost in each month.
    """
    return _with_their_sum([_planned(*each, (month, *axes)) for each in charging], "planned", "What all models plan for the line in the month.")


def _planned(table: Table, charge: Charge, keys: tuple[str, ...]) -> Line:
    months, axes = charge.months, keys[1:]

    def evenly(charged: TableSymbol, *places: Own) -> Node:
        twelfth: Node = charged.total(charge.cost, **_place(charge, axes, places)) / MONTHS
        return twelfth

    if months is None:
        return _of(table, charge, axes, evenly, phrase("What sheet {sheet} plans for the line in the month: a twelfth of its cost.", sheet=table.title))

    def function(charged: TableSymbol, month: Own, *places: Own) -> Node:
        within = {months.first: at_most(month), months.last: at_least(month)}
        found: Node = charged.total(months.monthly, **_place(charge, axes, places), **within)
        return found

    return _of(table, charge, keys, function, phrase("What sheet {sheet} plans for the line in the month.", sheet=table.title))


def rows_found(rows: Distinct, source: str) -> Line:
    """Return the line that counts, for each row of a table made of keys, the rows of its source (by its title) that have these keys."""
    return Line(
        name="rows",
        function=lambda table, *keys: table.count(**dict(zip(rows.by, keys, strict=True))),
        parameters=(rows.of, *rows.by),
        meaning=phrase("How many rows of sheet {sheet} belong here.", sheet=source),
        unit="",
        source=phrase("Sheet {sheet}", sheet=source),
        label=source,
    )
