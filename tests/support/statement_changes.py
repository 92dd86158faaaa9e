"""Changes of statements: random ones, made with the page's own editor, and what Python says and computes of the same list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.commands.drafts import read_statements
from aspbudget.commands.what_if import varied
from aspbudget.faults import Refused
from aspbudget.inputs.variant import Change, GoneRow, NewRow, NoSuchCell, listed
from aspbudget.statements.line_sheets import JOINT_LINES, LINES
from aspbudget.workspace import Workspace
from support.page_changes import same
from support.refused_alike import unlike

if TYPE_CHECKING:
    from random import Random

    from playwright.sync_api import Page

    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.variant import Wanted
    from support.page_changes import Made

REPOSITORY = Path(__file__).resolve().parents[2]

# The sheets of a draft as they are now: columns with what they may hold, and the rows that may be changed, with their cells.
SHEETS = """(place) => { const { books } = budget, book = books.book(place);
return book.shape.tables.filter((shape) => shape.entered && !shape.made && shape.key && shape.letters).map((shape) => { const { given } = book.tables.get(shape.name), ids = book.ids(shape.name);
  const typed = (column, cell) => cell === null || cell === undefined ? "" : column.kind === "date" ? new Date(Figures.EPOCH + cell * Figures.DAY).toISOString().slice(0, 10) : String(cell);
  return { table: shape.name, sheet: shape.title, key: shape.key, grows: Boolean(shape.grows), rows: ids.map((id, row) => ({ id, key: given[shape.key][row], own: Drafts.own(book, shape.name, row) && !shape.fixed.includes(id), cells: Object.fromEntries(shape.columns.map((column) => [column.name, typed(column, given[column.name][row])])) })),
    columns: shape.columns.filter((column) => !column.fixed).map((column) => { const control = Changes.control(books, place, column, null); return { name: column.name, title: column.title, kind: column.kind, key: Boolean(column.key || column.name === shape.key), choices: control.options ? [...control.options].map((each) => each.value) : null }; }) }; }).filter((each) => each.rows.some((row) => row.own) || each.grows); }"""

# One step as a person makes it; what is said of it, and what is then wrong elsewhere.
STEP = """([place, name, kind, id, cells]) => { const { books } = budget, shape = books.table(place, name), found = {}, wrong = [];
for (const column of shape.columns.filter((each) => each.name in cells)) { const read = Changes.read(books, place, column, cells[column.name]); if (read.wrong) wrong.push(read.wrong); else found[column.name] = read.value; }
const said = wrong.length ? wrong : kind === "more" ? budget.add(place, name, found) : kind === "less" ? budget.remove(place, name, id) : budget.changed(Object.entries(found).map(([column, value]) => ({ place, table: name, name: column, row: id, value })));
const elsewhere = said.length ? [] : Checks.listed(books, budget.broken, null);
return { said, elsewhere, behind: books.books.map((book) => Boolean(book.behind)) }; }"""
AMOUNTS = """(place) => { const book = budget.books.book(place), found = {};
for (const table of ["statement_lines", "joint_lines"]) { if (!book.tables.has(table)) continue; const { columns, length } = book.tables.get(table);
  for (const name of Object.keys(columns).filter((each) => each.startsWith("printed_"))) for (let row = 0; row < length; row += 1) if (columns[name][row]) found[[table, columns.line[row], name].join(" | ")] = columns[name][row]; }
return found; }"""
LIST = "() => Changes.asList(budget.books, budget.changes)"
OF_PAGES = "which the workbook then fills in from another sheet; the page can't: give it here."
NONE = "() => { budget.changes.length = 0; budget.applied(); }"
ODD = {"text": ("", "no such"), "number": ("", "-1", "1e9", "much"), "whole": ("", "2.5", "0", "2006", "2003"), "date": ("", "1990-01-05")}


class Step(NamedTuple):
    """A step of a person: a cell changed, a row like another, or a row less; cells as they are typed, by their columns' names."""

    sheet: dict[str, Any]
    kind: str
    row: dict[str, Any]
    cells: dict[str, str]

    def as_change(self, workbook: str) -> list[Wanted]:
        """Return it as Python makes it."""
        titles, key = {each["name"]: each["title"] for each in self.sheet["columns"]}, self.sheet["key"]
        if self.kind == "less":
            return [GoneRow(self.sheet["sheet"], self.row["key"], workbook)]
        if self.kind == "more":
            return [NewRow(self.sheet["sheet"], self.cells[key], {titles[name]: cell for name, cell in self.cells.items() if name != key and cell != ""}, workbook=workbook)]
        return [Change(self.sheet["sheet"], self.row["key"], titles[name], cell, None, workbook) for name, cell in self.cells.items()]

    def __str__(self) -> str:
        """Return it as a report of a disagreement names it."""
        return f"{self.kind} {self.sheet['sheet']} / {self.row['key']} {self.cells if self.kind == 'cell' else {name: cell for name, cell in self.cells.items() if cell != self.row['cells'].get(name, '')}}"


def step(random: Random, sheets: list[dict[str, Any]]) -> Step:
    """Return a step at random: mostly what a sheet takes, sometimes what it refuses."""
    sheet = random.choice(sheets)
    own = [row for row in sheet["rows"] if row["own"]]
    kind = random.choice(("cell", "cell", "more", "less")) if sheet["grows"] else "cell"
    if kind == "more":
        row = random.choice(sheet["rows"]) if sheet["rows"] else {"key": "", "cells": {}}
        changed = random.sample([each for each in sheet["columns"] if not each["key"]], k=1)
        cells = {each["name"]: row["cells"].get(each["name"], "") for each in sheet["columns"]} | {each["name"]: _typed(random, each, row) for each in changed}
        return Step(sheet, kind, row, cells | {sheet["key"]: random.choice(("One more", "Another", "A third", "0123", "123", row["key"]))})
    if not own:
        return step(random, sheets)
    row = random.choice(own)
    if kind == "less":
        return Step(sheet, kind, row, {})
    column = random.choice([each for each in sheet["columns"] if not each["key"]])
    return Step(sheet, kind, row, {column["name"]: _typed(random, column, row)})


def _typed(random: Random, column: dict[str, Any], row: dict[str, Any]) -> str:
    """Return what may be typed into a cell of a column."""
    now, choices = str(row["cells"].get(column["name"], "")), column["choices"]
    if choices and random.random() < 0.97:
        return str(random.choice(choices))
    if column["kind"] in ("number", "whole") and now and random.random() < 0.95:
        return str(float(now) + random.choice((1, -1))) if column["kind"] == "whole" else f"{float(now) * random.choice((0.5, 1.1, 2)):.6g}"
    return random.choice((now, *ODD[column["kind"]]))


class Tried(NamedTuple):
    """What came of one try: its steps in words, what was unlike, whether the last was refused, and how many amounts were compared."""

    steps: list[str]
    unlike: list[str]
    refused: bool
    compared: int


def tried(random: Random, page: Page, one: Made, place: int) -> Tried:
    """Change a statement on the page in a few steps, until one is refused, and compare what it says and computes with Python."""
    workbook, steps, taken = str(one.drafts[place - len(one.cycle.workbooks)].heading["symbol"]), [], []
    page.evaluate(NONE)
    for _ in range(random.choice((1, 2, 3))):
        made = step(random, page.evaluate(SHEETS, place))
        steps.append(str(made))
        said = page.evaluate(STEP, [place, made.sheet["table"], made.kind, made.row.get("id"), made.cells])
        if said["said"]:
            found = of_python(one, [*taken, *made.as_change(workbook)])
            return Tried(steps, _unlike(said["said"], found.faults), refused=True, compared=0)
        taken = [listed(each) for each in page.evaluate(LIST)]
    found = of_python(one, taken)
    if said["elsewhere"] or found.faults:
        return Tried(steps, _unlike(said["elsewhere"], found.faults), refused=True, compared=0)
    if any(said["behind"]):
        return Tried(steps, [], refused=False, compared=0)
    wrong, compared = _different(page, place, found.figures[place - len(one.cycle.workbooks)])
    return Tried(steps, wrong, refused=False, compared=compared)


class OfPython(NamedTuple):
    """What Python says of changes, each fault in words, and the figures of the statements that follow where there is none."""

    faults: list[str]
    figures: list[Figures]


def of_python(one: Made, changes: list[Wanted]) -> OfPython:
    """Return what Python makes of changes."""
    workspace = Workspace(REPOSITORY)
    try:
        variant = varied(workspace, one.cycle, "tried", changes, one.drafts)
        return OfPython([], [each.figures for each in read_statements(workspace, variant.cycle, lambda _: None, variant.data)])
    except Refused as refused:
        return OfPython([fault.message for fault in refused.faults], [])
    except NoSuchCell as refused:
        return OfPython([str(refused)], [])


def _unlike(said: list[str], faults: list[str]) -> list[str]:
    """Return both, where what the page says is not what Python says; what a workbook fills in from another sheet, the page asks for."""
    if any(OF_PAGES in each for each in said):
        return []
    plain = [each.split(": ", 1)[1] if each.startswith("Sheet ") and ": " in each else each for each in said]
    return [f"page: {said}", f"Python: {faults or 'taken'}"] if unlike(plain, faults) else []


def _different(page: Page, place: int, figures: Figures) -> tuple[list[str], int]:
    """Return the printed amounts of a statement that differ, and how many there are."""
    found, mine = page.evaluate(AMOUNTS, place), amounts(figures)
    return [f"{name}: {mine.get(name)} {found.get(name)}" for name in sorted({*found, *mine}) if not same(mine.get(name), found.get(name))], len(mine)


def amounts(figures: Figures) -> dict[str, float]:
    """Return the printed amounts of a statement that are not 0, by sheet, line and column."""
    found = {}
    for table in (name for name in (LINES, JOINT_LINES) if name in figures.tables):
        columns = figures.tables[table].columns
        for name in (each for each in columns if each.startswith("printed_")):
            found |= {f"{table} | {line} | {name}": float(value) for line, value in zip(figures.values(table, "line"), columns[name], strict=True) if value}
    return found
