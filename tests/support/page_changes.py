"""Pages of cycles in a browser, random changes of their inputs, and what Python computes of the same changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from aspbudget.commands.drafts import read_statements
from aspbudget.commands.page import pages_of
from aspbudget.figures.cost import Figures, cost
from aspbudget.inputs.ready import prepare
from aspbudget.lines.texts import MISSING_WORD
from aspbudget.page.books import Book
from aspbudget.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    import pytest
    from playwright.sync_api import Page

    from aspbudget.inputs.ready import Cycle
    from aspbudget.statements.costed import Costed

REPOSITORY = Path(__file__).resolve().parents[2]
_MADE: dict[tuple[str, str | None], Made] = {}
_ENTERED: dict[int, tuple[Figures, dict[str, pd.DataFrame]]] = {}  # figures are kept with their tables, so that no others have their place in memory


@dataclass(frozen=True)
class Made:
    """A cycle's page on disk, with what it was made of."""

    path: Path
    cycle: Cycle
    drafts: tuple[Costed, ...]

    @property
    def figures(self) -> list[Figures]:
        """The figures of its books, in their order."""
        return [each.figures for each in (*self.cycle.workbooks, *self.drafts)]

    def growing(self, place: int) -> list[str]:
        """The tables of a book to which the page adds rows."""
        each = self.cycle.workbooks[place]
        book = Book(each.workbook, "", each.figures, each.inputs).as_dict()
        return [table["name"] for table in book["tables"] if table.get("grows") and table["length"]]


def made(workspace: Workspace, cycle: str, path: Path, language: str | None = None) -> Made:
    """Make the page of a cycle with its statements, in a language or in that of the inputs."""
    checked = prepare(workspace, cycle, lambda _: None)
    drafts = read_statements(workspace, checked, lambda _: None)
    path.write_bytes(pages_of(workspace, checked, drafts)(language))
    return Made(path, checked, drafts)


def page_of(cycle: str, folders: pytest.TempPathFactory, language: str | None = None) -> Made:
    """Return the page of a cycle of the repository in a language, or in that of the inputs, made once for all files of tests; they leave it, and what it was made of, as it was."""
    if (cycle, language) not in _MADE:
        path = folders.mktemp("pages") / f"{cycle}.html"
        _MADE[cycle, language] = _worded(page_of(cycle, folders), path, language) if language else made(Workspace(REPOSITORY), cycle, path)
    return _MADE[cycle, language]


def _worded(one: Made, path: Path, language: str) -> Made:
    """Make a page once more, of the same figures in another language."""
    path.write_bytes(pages_of(Workspace(REPOSITORY), one.cycle, one.drafts)(language))
    return replace(one, path=path)


class Tried(NamedTuple):
    """A change of a book: a cell of a row with its new value, a row like it with another key, or a row less."""

    table: str
    row: int
    name: str = ""
    value: object = None
    new: str = ""

    def as_change(self, place: int, figures: Figures, at: int) -> dict[str, Any]:
        """Return it as the page has it; `at` tells rows that are added apart."""
        shape = {"place": place, "table": self.table, "key": self.new or "", "from": 0}
        if self.new:
            cells = {name: _plain(figures, self.table, name, self.row) for name in figures.catalogue.columns(self.table)}
            return shape | {"row": len(figures.tables[self.table]) + at, "added": cells | {figures.catalogue.key(self.table): self.new}}
        return shape | ({"row": self.row, "name": self.name, "value": self.value} if self.name else {"row": self.row, "removed": True})


def _plain(figures: Figures, table: str, name: str, row: int) -> object:
    value = figures.values(table, name)[row]
    return value if isinstance(value, str) else float(figures.tables[table].columns[name][row])


def changeable(figures: Figures) -> Iterator[Tried]:
    """Yield cells of the inputs with another value: a number a little more, another of the keys or choices."""
    catalogue = figures.catalogue
    for table in (each for each in catalogue.tables.values() if each.entered):
        for column in catalogue.columns(table.name).values():
            given = figures.values(table.name, column.name)
            known = list(column.choices) or (figures.values(column.refers, catalogue.key(column.refers)) if column.refers in figures.tables else [])
            for row, value in enumerate(given):
                if column.key or (column.textual and not known):
                    continue
                if column.kind in ("number", "whole"):
                    yield Tried(table.name, row, column.name, float(value) + 1 if column.kind == "whole" else round(float(value) * 1.1 + 0.5, 3))
                elif column.textual:
                    yield Tried(table.name, row, column.name, known[(known.index(value) + 1) % len(known)] if value in known else known[0])


def drawn(random: Random, cells: list[Tried], figures: Figures, growing: list[str]) -> list[Tried]:
    """Return one change, or three, of a book: cells, rows like others, and rows less; a row that is changed stays."""
    found: list[Tried] = []
    for number in range(random.choice((1, 1, 1, 3))):
        kind = random.choice(("cell", "cell", "more", "less")) if growing else "cell"
        table = random.choice(growing) if growing else ""
        row = random.randrange(len(figures.tables[table])) if table else 0
        tried = random.choice(cells) if kind == "cell" else Tried(table, row, new=f"Row {number} more" if kind == "more" else "")
        if not any((each.table, each.row) == (tried.table, tried.row) for each in found):
            found.append(tried)
    return found


def changed(figures: Figures, changes: list[Tried]) -> Figures:
    """Return the figures after changes, as Python computes them."""
    frames = dict(_entered(figures))
    named = {name: float(value) for name, value in figures.named.items()}
    for each in changes:
        frame = frames[each.table]
        if each.new:
            more = frame.loc[[each.row]].assign(**{figures.catalogue.key(each.table): each.new}).set_axis([len(frame) + len(figures.tables[each.table])])
            frames[each.table] = pd.concat([frame, more])
        elif each.name:
            values = frame[each.name].tolist()
            values[list(frame.index).index(each.row)] = each.value
            frames[each.table] = frame.assign(**{each.name: values})
        else:
            frames[each.table] = frame.drop(index=each.row)
        if (each.table, each.name) == ("assumptions", "value"):
            named[figures.values("assumptions", "assumption")[each.row]] = float(each.value)  # type: ignore[arg-type] - it is a number
    return cost(figures.catalogue, frames, named)


def _entered(figures: Figures) -> dict[str, pd.DataFrame]:
    """Return the tables of figures as they were entered, made once: a table that changes is another."""
    if id(figures) not in _ENTERED:
        tables = [table.name for table in figures.catalogue.tables.values() if table.entered or table.made]
        _ENTERED[id(figures)] = figures, {name: figures.frame(name)[list(figures.catalogue.columns(name))].reset_index(drop=True) for name in tables}
    return _ENTERED[id(figures)][1]


def try_out(page: Page, place: int, changes: list[Tried], figures: Figures) -> None:
    """Make changes on the page, whatever its sheets would say of them."""
    page.evaluate("(changes) => { budget.changes.length = 0; budget.changes.push(...changes); budget.applied(); }", [each.as_change(place, figures, at) for at, each in enumerate(changes)])


def values(figures: Figures, table: str, name: str) -> list[object]:
    """Return a column as the browser has it: an error is nothing."""
    column = figures.tables[table].columns[name]
    if figures.kind(table, name) == "text":
        return [None if number == MISSING_WORD else figures.words.texts[number] for number in column]
    return [float(value) if np.isfinite(value) else None for value in np.asarray(column, dtype=float)]


ALL = """(place) => { const book = budget.books.book(place);
return Object.fromEntries(book.shape.tables.map((table) => [table.name, { length: book.tables.get(table.name).length,
lines: Object.fromEntries(table.lines.map((line) => [line.name, book.tables.get(table.name).columns[line.name].map((value) => Engine.isError(value) ? null : value)])) }])); }"""


def differences(page: Page, place: int, figures: Figures) -> list[str]:
    """Return the figures of a book of which the browser has another value than Python."""
    found: dict[str, Any] = page.evaluate(ALL, place)
    wrong = [f"{name} has {found[name]['length']} rows" for name, costed in figures.tables.items() if found[name]["length"] != len(costed)]
    for table, name in figures.catalogue.figures:
        pairs = zip(values(figures, table, name), found[table]["lines"][name], strict=False)
        wrong += [f"{table}.{name} {row}: {given} {other}" for row, (given, other) in enumerate(pairs) if not same(given, other)]
    return wrong


def same(given: object, other: object) -> bool:
    """Whether two values are the same: numbers but for the last digits of adding in another order."""
    if isinstance(given, float) and isinstance(other, (int, float)):
        return abs(given - other) <= 1e-7 + 1e-12 * abs(given)
    return given == other
