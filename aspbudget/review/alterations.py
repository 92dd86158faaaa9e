"""Alterations: what differs between an output workbook as it was written and a copy of it, cell by cell, where rows and sheets may have come or gone."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.lines.addresses import letters_of
from aspbudget.lines.canonical import Canonical, Tables
from aspbudget.lines.seal import FORMULA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.inputs.sealed import SealedBook, SealedSheet

SHEET_GONE, SHEET_ADDED, HIDDEN, IN_SIGHT, ROW_GONE, ROW_ADDED, CELL = (
    "sheet removed", "sheet added", "sheet hidden", "sheet no longer hidden", "row removed", "row added", "cell",
)  # fmt: skip
ROW_HIDDEN, ROW_IN_SIGHT, COLUMN_HIDDEN, COLUMN_IN_SIGHT, COLUMN_FOLDED, COLUMN_UNFOLDED = (
    "row hidden", "row no longer hidden", "column hidden", "column no longer hidden", "column put into an outline", "column taken out of its outline",
)  # fmt: skip
TABLE_GONE = "table removed"
_LONGEST_NAME = 60


class Alteration(NamedTuple):
    """One thing that differs: what kind it is, its sheet, its cell or row, and what was there before and is now; empty where there was or is nothing.

    The cell is that of the altered copy, but for a row that is gone, which has the number that it had.
    """

    kind: str
    sheet: str
    cell: str = ""
    before: str = ""
    now: str = ""


def alterations(old: SealedBook, new: SealedBook) -> Iterator[Alteration]:
    """Yield what differs in a copy, sheet by sheet in the order of the original, then the sheets that were added.

    Tables that are gone are told first; formulas that name their columns are compared as if they were there.
    """
    gone = {name: each for name, each in old.tables.placed.items() if name not in new.tables.placed and each.sheet in new.sheets}
    yield from (Alteration(TABLE_GONE, sheet) for sheet in dict.fromkeys(each.sheet for each in gone.values()))
    new = replace(new, tables=Tables({**gone, **new.tables.placed})) if gone else new
    rows = {name: _Rows.of(old.sheets[name], new.sheets[name]) for name in old.sheets if name in new.sheets}
    for name, sheet in old.sheets.items():
        if name not in new.sheets:
            yield Alteration(SHEET_GONE, name)
            continue
        if new.sheets[name].state != sheet.state:
            yield Alteration(HIDDEN if new.sheets[name].state else IN_SIGHT, name)
        if new.found[name] != old.found[name]:
            yield from _of_sheet(old, new, name, rows)
    yield from (Alteration(SHEET_ADDED, name) for name in new.sheets if name not in old.sheets)


class _Rows(NamedTuple):
    """The rows of a sheet in the original and in the copy that are the same row, and those that have none on the other side."""

    old_of: dict[int, int]
    gone: tuple[int, ...]
    added: tuple[int, ...]

    @classmethod
    def of(cls, old: SealedSheet, new: SealedSheet) -> _Rows:
        before, after = _texts(old), _texts(new)
        old_of: dict[int, int] = {}
        gone: list[int] = []
        added: list[int] = []
        for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            paired = min(b - a, d - c) if kind == "replace" else b - a if kind == "equal" else 0
            old_of |= {c + place + 1: a + place + 1 for place in range(paired)}
            gone += range(a + paired + 1, b + 1)
            added += range(c + paired + 1, d + 1)
        return cls(old_of, tuple(gone), tuple(added))


def _texts(sheet: SealedSheet) -> list[tuple[tuple[int, str], ...]]:
    """Return what identifies each row of a sheet, down to the last: what it holds but for formulas, of which it says only where they are."""
    rows: dict[int, list[tuple[int, str]]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, []).append((column, "" if cell.kind == FORMULA else cell.content))
    return [tuple(rows.get(row, ())) for row in range(1, max(rows, default=0) + 1)]


def _of_sheet(old: SealedBook, new: SealedBook, name: str, rows: dict[str, _Rows]) -> Iterator[Alteration]:
    """Yield the rows of a sheet that are gone or were added, then the cells that differ; a formula that only follows its row has not been altered."""
    one, other, own = old.sheets[name], new.sheets[name], rows[name]
    yield from (Alteration(ROW_GONE, name, str(row), _row(one, row)) for row in own.gone if _row(one, row))
    yield from (Alteration(ROW_ADDED, name, str(row), "", _row(other, row)) for row in own.added if _row(other, row))
    plain, moved = Canonical(name, old.tables), Canonical(name, new.tables, lambda sheet, row: rows[sheet].old_of.get(row, row) if sheet in rows else row)
    places = {(row, column): (own.old_of[row], column) for row, column in other.cells if row in own.old_of}
    new_of = {before: row for row, before in own.old_of.items()}
    places |= {(new_of[row], column): (row, column) for row, column in one.cells if row in new_of}
    for at in sorted(places):
        before, now = one.cells.get(places[at]), other.cells.get(at)
        same = before and now and before.kind == now.kind and one.content(places[at], plain) == other.content(at, moved)
        if not same:
            yield Alteration(CELL, name, f"{letters_of(at[1])}{at[0]}", before.content if before else "", now.content if now else "")
    yield from _out_of_sight(one, other, own)


def _out_of_sight(old: SealedSheet, new: SealedSheet, own: _Rows) -> Iterator[Alteration]:
    """Yield the rows and columns that were hidden or shown, or folded away; of rows those that are in both."""
    before, now = set(old.unseen.rows), set(new.unseen.rows)
    pairs = [(row, own.old_of[row] in before, row in now) for row in sorted(own.old_of)]
    yield from (Alteration(ROW_HIDDEN if is_hidden else ROW_IN_SIGHT, new.name, str(row), "", _row(new, row)) for row, was, is_hidden in pairs if was != is_hidden)
    for one, other, kinds in ((old.unseen.columns, new.unseen.columns, (COLUMN_HIDDEN, COLUMN_IN_SIGHT)), (old.unseen.folded, new.unseen.folded, (COLUMN_FOLDED, COLUMN_UNFOLDED))):
        yield from (Alteration(kinds[column in one], new.name, letters_of(column)) for column in sorted(set(one) ^ set(other)))


def _row(sheet: SealedSheet, row: int) -> str:
    """Return what a row is called: the texts at its beginning."""
    texts = [cell.content for (at, _), cell in sorted(sheet.cells.items()) if at == row]
    named = " · ".join(texts[:3])
    return named if len(named) <= _LONGEST_NAME else f"{named[:_LONGEST_NAME]}…"
