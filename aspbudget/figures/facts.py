"""Facts: every figure about one row of a table, by name: its own, those of rows with the same key, and those that hold for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aspbudget.figures.cost import Figures


def facts(figures: Figures, table: str) -> dict[str, dict[str, Any]]:
    """Return the facts about each row of a table, by its key.

    A column of the table itself goes by its name, as `rate`; one of a table with the same keys, or of a single row, with its table, as
    `accounts.arrears`; an assumption by its name; and the number of rows of a table by the table's. What is not a number, or no day, is
    unequal to itself.
    """
    own, others = _rows(figures, table), {name: _rows(figures, name) for name in _with_keys_of(figures, table)}
    shared: dict[str, Any] = {name: float(value) for name, value in figures.named.items()}
    shared |= {name: len(costed) for name, costed in figures.tables.items()}
    for name in _single_rows(figures):
        shared |= _prefixed(name, next(iter(_rows(figures, name).values())))
    found = {key: shared | row for key, row in own.items()}
    for name, rows in others.items():
        for key in found.keys() & rows.keys():
            found[key] |= _prefixed(name, rows[key])
    return found


def _rows(figures: Figures, table: str) -> dict[str, dict[str, Any]]:
    """Return the rows of a table by their keys."""
    key = figures.catalogue.key(table) or next(iter(figures.tables[table].columns))
    columns = {name: figures.values(table, name) for name in figures.tables[table].columns}
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    return {str(row[key]): row for row in rows}


def _prefixed(table: str, row: dict[str, Any]) -> dict[str, Any]:
    return {f"{table}.{name}": value for name, value in row.items()}


def _single_rows(figures: Figures) -> list[str]:
    return [name for name, costed in figures.tables.items() if not costed.table.entered and len(costed) == 1]


def _with_keys_of(figures: Figures, table: str) -> list[str]:
    """Return the tables whose keys refer to the same sheet as those of a table: the accounts of States, for the States."""
    columns, key = figures.catalogue.columns, figures.catalogue.key
    others = [name for name, costed in figures.tables.items() if costed.table.entered and name != table and key(name)]
    refers = columns(table)[key(table)].refers
    return [name for name in others if refers and columns(name)[key(name)].refers == refers]
