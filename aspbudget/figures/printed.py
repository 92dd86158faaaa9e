"""Printed tables as values: the rows and columns of a table printed for readers, and the amount in each of its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.layout import Schedule
from aspbudget.lines.table import Crossing
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from aspbudget.declare.layout import Printed
    from aspbudget.figures.cost import Figures

Place = tuple[str, str]
Amounts = dict[Place, int]


class Row(NamedTuple):
    """A row of a printed table: a key, or the subtotal of a group, or the total."""

    label: str
    kind: str


def rows_down(figures: Figures, printed: Printed) -> list[Row]:
    """Return the rows of a printed table in order: each group's keys, its subtotal, and at the end the total."""
    table = table_of(figures, printed, printed.down)
    keys = figures.values(table, figures.catalogue.key(table))
    groups = figures.values(table, printed.group)
    rows: list[Row] = []
    for place, (key, group) in enumerate(zip(keys, groups, strict=True)):
        rows.append(Row(key, "key"))
        if place + 1 == len(keys) or groups[place + 1] != group:
            rows.append(Row(phrase("Subtotal {group}", group=group), "subtotal"))
    return [*rows, Row("Total", "total")]


def groups_down(figures: Figures, printed: Printed) -> dict[str, list[str]]:
    """Return the groups of the keys that run down a printed table, each with its keys, in order."""
    table = table_of(figures, printed, printed.down)
    groups: dict[str, list[str]] = {}
    for key, group in zip(figures.values(table, figures.catalogue.key(table)), figures.values(table, printed.group), strict=True):
        groups.setdefault(group, []).append(key)
    return groups


def keys_across(figures: Figures, printed: Printed) -> list[tuple[str, str]]:
    """Return the keys that run across a printed table, each with its heading."""
    table = table_of(figures, printed, printed.across)
    keys = figures.values(table, figures.catalogue.key(table))
    return list(zip(keys, figures.values(table, printed.heading) if printed.heading else keys, strict=True))


def table_of(figures: Figures, printed: Printed, axis: str) -> str:
    """Return the table whose keys run along an axis of a printed table, down or across."""
    rows = figures.catalogue.tables[printed.table].rows
    return dict(rows.of)[axis] if isinstance(rows, Crossing) else ""


def amounts(figures: Figures, printed: Printed, figure: str) -> dict[tuple[str, str], float]:
    """Return a line's value for every pair of keys: down, across."""
    table = printed.table
    keys = zip(figures.values(table, printed.down), figures.values(table, printed.across), strict=True)
    return dict(zip(keys, (float(value) for value in figures.tables[table].columns[figure]), strict=True))


def lines_of(figures: Figures, printed: Printed, figure: str = "") -> Amounts:
    """Return a line's printed amount, in whole units, of every place: the key that runs across, and the one that runs down."""
    found = amounts(figures, printed, figure or printed.figure)
    return {(across, down): round(amount) for (down, across), amount in found.items()}


def printed_lists(figures: Figures) -> list[Schedule]:
    """Return the lists that are printed: their tables have rows, and anything stands in the column without which there is nothing to compare with."""
    return [each for each in figures.catalogue.layouts(Schedule) if figures.is_shown(each.table) and (not each.when or figures.tables[each.table].columns[each.when].any())]


def printed_figures(figures: Figures) -> dict[tuple[str, ...], float]:
    """Return what a workbook prints first, in the cycle's currency: the lines of its section, by both keys; else, by row, the last total of its first list."""
    if layout := figures.catalogue.section:
        return {place: float(amount) for place, amount in amounts(figures, layout, layout.figure).items()}
    listed = next(iter(figures.catalogue.layouts(Schedule)), None)
    if listed is None:
        return {}
    frame = figures.frame(listed.table)
    return {(str(key),): float(value) for key, value in zip(frame[listed.columns[1]], frame[listed.totals[-1]], strict=True)}


def is_not_entered(figures: Figures, table: str, figure: str) -> bool:
    """Whether a line takes its values from tables of which none has a row, so that its 0 says only that nothing was entered."""
    looked_in = figures.catalogue.figures[table, figure].looks_in
    return bool(looked_in) and not any(figures.is_shown(each) for each in looked_in)


def earlier_titles(figures: Figures, printed: Printed) -> list[str]:
    """Return the titles of the columns of a printed table's full form, those of a cycle with its name: `Approved 2004`."""
    return [
        _of_cycle(each.label, cycle_before(figures, each.back)) if each.back or each.figure == printed.figure else each.label
        for each in printed.earlier
    ]


def _of_cycle(label: str, cycle: str) -> str:
    return phrase("{label} {cycle}", label=label, cycle=cycle) if cycle else label


def is_full(figures: Figures, printed: Printed) -> bool:
    """Whether a printed table takes its full form: there are rows of earlier years to show with this one."""
    return any(len(figures.tables[name]) for name in printed.when)


def cycle_before(figures: Figures, back: int) -> str:
    """Return the name of the cycle that many years before this one; an empty text when this cycle is of two years."""
    name = figures.values("cycle", "cycle")[0]
    return str(int(name) - back) if name.isdigit() else ""
