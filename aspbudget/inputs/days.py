"""Days: checks that dates lie in the cycle, those of a session together with those of its meetings."""

from __future__ import annotations

import re
from functools import lru_cache, reduce
from typing import TYPE_CHECKING

from aspbudget.declare.series import is_opened
from aspbudget.figures.rules import Broken
from aspbudget.inputs.inputs import filled
from aspbudget.lines.formula import At, Own, parts
from aspbudget.phrase import counted, in_a_row, phrase
from aspbudget.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.rules import Cells


def outside_the_cycle(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], faulty: Cells) -> Iterator[Broken]:
    """Yield each date that must lie in the cycle's year, or its years, and doesn't.

    Dates outside the cycle that follow it, as the days of meetings follow their session, are counted in its message and have none of
    their own. Cells that are `faulty` already are neither reported nor counted.
    """
    names = [name for _, name in filled(frames["cycle"]["cycle"])] if "cycle" in frames else []
    if len(names) != 1 or not re.fullmatch(r"[0-9]{4}(-[0-9]{4})?", names[0]):
        return
    counted = set(faulty)
    for table, column in _within(catalogue, frames):
        for row, day in _outside(frames[table.name][column], names[0]).items():
            if (table.name, column, row) in counted:
                continue
            followers = [each for each in _followers(catalogue, frames, table, row, names[0]) if each.cell not in counted]
            counted |= {each.cell for each in followers}
            title = catalogue.columns(table.name)[column].title
            message = refusal("not_in_cycle", title=title, found=f"{day.day} {day:%B %Y}", cycle=names[0])
            more = _counted(catalogue, followers)
            yield Broken(table, column, row, in_a_row((message, more), "") if more else message)
            yield from followers


@lru_cache(maxsize=64)  # models don't change once they are bound together
def in_the_cycle(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Return, by table, the columns whose dates should lie in the cycle: those that must, those that follow them, and those of rows that stand for such rows."""
    found: dict[str, dict[str, None]] = {}
    for table in catalogue.tables.values():
        for column in (column for column in catalogue.columns(table.name).values() if column.within):
            found.setdefault(table.name, {})[column.name] = None
            for other, name, _ in _following(catalogue, table):
                found.setdefault(other, {})[name] = None
    for table in catalogue.opening.values():
        if table.opens and set(table.opens.into) & set(found):
            found[table.name] = dict.fromkeys(column.name for column in catalogue.columns(table.name).values() if column.kind == "date")
    return {name: tuple(columns) for name, columns in found.items() if columns}


def years(cycle: str) -> tuple[int, int] | None:
    """Return the first and the last year of a cycle; nothing where its name is none, such as 2004 or 2002-2003."""
    return (int(cycle[:4]), int(cycle[-4:])) if re.fullmatch(r"[0-9]{4}(-[0-9]{4})?", cycle) else None


def _within(catalogue: Catalogue, frames: Mapping[str, pd.DataFrame]) -> Iterator[tuple[Table, str]]:
    """Yield each column, with its table, whose dates must lie in the cycle."""
    for table in catalogue.tables.values():
        if table.name in frames:
            yield from ((table, column.name) for column in catalogue.columns(table.name).values() if column.within)


def _outside(days: pd.Series, cycle: str) -> dict[int, pd.Timestamp]:
    """Return the dates of a column, by row, that are not in the years of a cycle."""
    return {row: day for row, day in filled(days) if not int(cycle[:4]) <= day.year <= int(cycle[-4:])}


def _followers(
    catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], other: Table, row: int, cycle: str
) -> Iterator[Broken]:
    """Yield the dates outside the cycle that a rule holds against a row of another table, without messages."""
    key = frames[other.name][catalogue.key(other.name)].get(row)
    for name, column, by in dict.fromkeys(_following(catalogue, other)):
        frame = frames.get(name)
        if frame is not None:
            yield from (Broken(catalogue.tables[name], column, each, "") for each in _outside(frame.loc[frame[by] == key, column], cycle))


def _following(catalogue: Catalogue, other: Table) -> Iterator[tuple[str, str, str]]:
    """Yield the columns of dates that a rule holds against a row of another table: the table's name, the column, and the one that names the row."""
    for table in catalogue.tables.values():
        for rule in table.rules:
            dated = rule.at and catalogue.columns(table.name)[rule.at].kind == "date"
            for part in parts(rule.holds.tree(catalogue.symbols(table, rule.holds))) if dated else ():
                if isinstance(part, At) and part.table == other.name and isinstance(part.key, Own):
                    yield table.name, rule.at, part.key.name


def _counted(catalogue: Catalogue, followers: Iterable[Broken]) -> str:
    """Return how many dates follow one that is outside the cycle, column by column, as the end of its message."""
    rows: dict[tuple[str, str, bool], list[int]] = {}
    for each in followers:
        rows.setdefault((each.table.name, each.column, is_opened(each.row)), []).append(abs(each.row))
    told = [
        counted(
            "{count:,} cell of column {title} on sheet {sheet}, {where}", "{count:,} cells of column {title} on sheet {sheet}, {where}", len(found),
            title=catalogue.columns(table)[column].title, sheet=catalogue.tables[table].title, where=_where(found, opened=opened),
        )
        for (table, column, opened), found in rows.items()
    ]  # fmt: skip
    return phrase(" The same goes for {cells}.", cells=reduce(lambda one, other: phrase("{one}, and for {other}", one=one, other=other), told)) if told else ""


def _where(rows: list[int], *, opened: bool) -> str:
    if opened:
        return "for which other rows stand"
    return phrase("the last in row {row}" if len(rows) > 1 else "in row {row}", row=str(max(rows)))
