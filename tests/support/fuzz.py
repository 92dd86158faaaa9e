"""Random formulas over all helpers and operators, the small workbook they refer to, and what numpy makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import xlsxwriter

from aspbudget.lines.compute import Context, compute
from aspbudget.lines.formula import Named, Node, Number, Own, node
from aspbudget.lines.functions import (
    above,
    at_least,
    at_most,
    below,
    greatest,
    least,
    money,
    round_down,
    round_up,
    rounded,
    where,
)
from aspbudget.lines.spreadsheet import escaped, formula
from aspbudget.lines.table import TableSymbol
from aspbudget.lines.texts import MISSING_WORD, Words

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.lines.formula import Kind
    from aspbudget.lines.texts import Array

Cell = tuple[str, int, int]
Value = float | str | bool

ROWS = 24
NAMED = {"vacancy_rate": 0.05, "new_post_delay": 0.5, "inflation": 1.023, "half_cent": 2.675, "teams": 3.0}

_TIES = (2.675, 1.005, 0.125, 8.345, 1.115, -1.005, -2.675, -0.125, -2.5, 0.5, 1.5, 2.5, 1250.0, -350.0, 0.285, 0.00015)
_GRADES = ("P-1", "P-2", "D-1", 'GS "OL"', "Élève", "4100")
_PLACES = ("The Hague", "New York", "the hague", "007")
_YEARS = (2003.0, 2004.0, 2005.0)


@dataclass(frozen=True)
class Sheet:
    """A table of the workbook: its columns by name, texts or numbers, where None is an empty cell."""

    name: str
    title: str
    key: str
    columns: dict[str, list[Any]]
    titles: dict[str, str] = field(default_factory=dict)

    def text(self, column: str) -> bool:
        """Whether a column holds texts."""
        return any(isinstance(value, str) for value in self.columns[column])

    def symbol(self) -> TableSymbol:
        """Return the table as a line sees it."""
        optional = frozenset(name for name, values in self.columns.items() if None in values)
        return TableSymbol(self.name, tuple(self.columns), self.kind, self.key, optional)

    def kind(self, column: str) -> Kind:
        """Return what a column holds."""
        return "text" if self.text(column) else "number"

    def header(self, column: str) -> str:
        """Return the title of a column."""
        return self.titles.get(column, column.capitalize().replace("_", " "))


def _posts(random: Random) -> Sheet:
    columns: dict[str, list[Any]] = {
        "post": [f"A{number}" for number in range(ROWS)],
        "grade": [random.choice(_GRADES) for _ in range(ROWS)],
        "place": [random.choice(_PLACES) for _ in range(ROWS)],
        "year": [random.choice((*_YEARS, 1999.0)) for _ in range(ROWS)],
        "gross_cost": [random.randint(0, 20_000_000) / 100 for _ in range(ROWS)],
        "saving": [-random.randint(0, 500_000) / 100 for _ in range(ROWS)],
        "months": [float(random.randint(0, 12)) for _ in range(ROWS)],
        "tie": [random.choice(_TIES) for _ in range(ROWS)],
        "note": [random.choice(("new", "moved", None)) for _ in range(ROWS)],
        "bonus": [random.choice((1.0, -0.5, 100.0, None)) for _ in range(ROWS)],
    }
    return Sheet("posts", "Posts", "post", columns, {"gross_cost": "Gross cost (EUR)", "months": "Month's #, [worked]"})


def _grades(random: Random) -> Sheet:
    columns: dict[str, list[Any]] = {
        "grade": list(_GRADES[:5]),
        "standard_cost": [random.randint(5_000_000, 20_000_000) / 100 for _ in range(5)],
        "level": ["high", "low", "High", "4100", "new"],
        "step": [1.0, 2.0, None, 4.0, 2.5],
        "remark": ["a", None, "b", "P-1", None],
    }
    return Sheet("grades", "Grades", "grade", columns, {"standard_cost": "Standard cost (EUR)"})


def _indices(_: Random) -> Sheet:
    columns = {"year": list(_YEARS), "index": [1.0, 1.019, 1.0445], "name": ["base", "now", "next"]}
    return Sheet("indices", "Indices", "year", columns)


@cache
def world() -> tuple[Sheet, ...]:
    """Return the tables; the formulas stand in the rows of the first."""
    random = Random(2004)
    return _posts(random), _grades(random), _indices(random)


class Places:
    """References as the product writes them."""

    def own(self, name: str) -> str:
        """Return the reference to the value in the same row."""
        return f"Posts[[#This Row],[{escaped(world()[0].header(name))}]]"

    def column(self, table: str, name: str) -> str:
        """Return the reference to a whole column."""
        sheet = next(sheet for sheet in world() if sheet.name == table)
        return f"{sheet.title}[[{escaped(sheet.header(name))}]]"

    def has(self, table: str) -> bool:
        """Whether the workbook has rows of a table."""
        return any(sheet.name == table for sheet in world())

    def named(self, name: str) -> str:
        """Return an assumption's defined name."""
        return name

    def text(self, text: str) -> str:
        """Return a text as it is."""
        return text

    def cell(self, address: str) -> str:
        """Return an address as it is."""
        return address

    def wording(self, text: str) -> str:
        """Return a text with gaps as it is."""
        return text

    def signs(self) -> None:
        """Leave the signs of numbers to the reader's spreadsheet."""


@dataclass(frozen=True)
class Rows:
    """A table's columns as arrays."""

    columns: dict[str, Array]

    def column(self, name: str) -> Array:
        """Return one column."""
        return self.columns[name]


def context() -> Context:
    """Return what the formulas refer to, for numpy."""
    words = Words()
    tables = {}
    for sheet in world():
        columns: dict[str, Array] = {}
        for name, values in sheet.columns.items():
            empty = "" if sheet.text(name) else 0.0
            filled = [empty if value is None else value for value in values]
            columns[name] = words.encode(filled) if sheet.text(name) else np.array(filled)
        tables[sheet.name] = Rows(columns)
    named = {name: np.asarray(value) for name, value in NAMED.items()}
    return Context(tables["posts"].columns, named, tables, words, ROWS)


@dataclass(frozen=True)
class Grower:
    """Grows formulas at random: a number, a text or a condition, of at most a given depth."""

    random: Random

    def number(self, depth: int) -> Any:
        """Return a formula that gives a number.

        No negative number is raised to a fraction, and 0 not to 0: there spreadsheets differ from each other.
        """
        if depth <= 0:
            return self._leaf()
        ways = (self._arithmetic, self._arithmetic, self._power, self._turned, self._chosen, self._rounded)
        ways += (self._extreme, self._found, self._gathered, self._gathered)
        return self.random.choice(ways)(depth - 1)

    def text(self, depth: int) -> Any:
        """Return a formula that gives a text."""
        posts, grades, indices = (sheet.symbol() for sheet in world())
        if depth <= 0:
            words = (*_GRADES, *_PLACES, "new", "high", "base", "", "#N/A", "=1+1")
            column = self.random.choice(("grade", "place", "post", "note"))
            return self.random.choice((_own(column), _own(column), node(self.random.choice(words))))
        ways = (
            lambda: where(self.truth(depth - 1), self.text(depth - 1), self.text(depth - 1)),
            lambda: grades.at(self._sought("grade"), self.random.choice(("level", "remark"))),
            lambda: indices.at(self._sought("year"), "name"),
            lambda: posts.at(node(f"A{self.random.randint(0, ROWS)}"), self.random.choice(("grade", "note", "place"))),
        )
        return self.random.choice(ways)()

    def truth(self, depth: int) -> Any:
        """Return a formula that gives a condition."""
        if depth <= 0 or self.random.random() < 0.5:
            return self._compared(depth - 1)
        first = self.truth(depth - 1)
        ways = (
            lambda: first & self.truth(depth - 1),
            lambda: first | self.truth(depth - 1),
            lambda: ~first,
            lambda: where(first, self.truth(depth - 1), self.truth(depth - 1)),
        )
        return self.random.choice(ways)()

    def _leaf(self) -> Any:
        literal = self.random.choice((*_TIES, 0.0, 1.0, 2.0, 3.0, 7.0, 12.0, 100.0, 0.1, 0.2, 0.3, 1e-3))
        column = self.random.choice(("gross_cost", "saving", "months", "tie", "bonus", "year"))
        return self.random.choice((Number(literal), _own(column), _own(column), Named(self.random.choice(list(NAMED)))))

    def _arithmetic(self, depth: int) -> Any:
        first, second = self.number(depth), self.number(depth)
        return self.random.choice((first + second, first - second, first * second, first / second))

    def _power(self, depth: int) -> Any:
        base = self.number(depth)
        ways = (base**2, base**3, base**-1, -(base**2), (-base) ** 2, (base**2) ** 2)
        small = Number(self.random.choice((2.0, 3.0, 0.5, 1.1)))
        ways += (small ** _own("months"), small ** (small**2), (small**2) ** small, small**-small)
        return self.random.choice(ways)

    def _turned(self, depth: int) -> Any:
        return -self.number(depth)

    def _chosen(self, depth: int) -> Any:
        return where(self.truth(depth), self.number(depth), self.number(depth))

    def _rounded(self, depth: int) -> Any:
        amount = self.number(depth)
        digits = self.random.randint(-3, 4)
        ways = (money(amount), round_up(amount), rounded(amount, digits), round_down(amount, digits))
        return self.random.choice(ways)

    def _extreme(self, depth: int) -> Any:
        amounts = [self.number(depth) for _ in range(self.random.randint(1, 3))]
        return self.random.choice((least, greatest))(*amounts)

    def _found(self, _: int) -> Any:
        _, grades, indices = (sheet.symbol() for sheet in world())
        ways = (
            lambda: grades.at(self._sought("grade"), self.random.choice(("standard_cost", "step"))),
            lambda: indices.at(self._sought("year"), "index"),
        )
        return self.random.choice(ways)()

    def _gathered(self, _: int) -> Any:
        posts = world()[0].symbol()
        names = self.random.sample(("grade", "place", "year"), self.random.choice((0, 1, 1, 2, 2, 3)))
        by = {name: self._sought(name) for name in names}
        if self.random.random() < 0.3:
            within = self.random.choice((above, at_least, at_most, below))
            bound = self.random.choice((_own("months"), _own("tie"), _own("months") - 2.5, Number(6.0), Number(-0.125)))
            by[self.random.choice(("months", "tie", "saving"))] = within(bound)
        column = self.random.choice(("gross_cost", "saving", "months", "tie"))
        ways = (lambda: posts.total(column, **by), lambda: posts.count(**by), lambda: posts.highest(column, **by))
        return self.random.choice(ways)()

    def _sought(self, column: str) -> Any:
        if column == "year":
            numbers = (_own("year"), node(2004), node(1990), _own("months") + 2000, 2003 + _own("months") - 5)
            return self.random.choice((numbers[0], *numbers))
        literal = node(self.random.choice(_GRADES if column == "grade" else _PLACES))
        chosen = where(self._compared(0), _own(column), literal)
        return self.random.choice((_own(column), _own(column), literal, chosen))

    def _compared(self, depth: int) -> Any:
        if self.random.random() < 0.25:
            first, second = self.text(depth), self.text(depth)
            return self.random.choice((first == second, first != second))
        a, b = self.number(depth), self.number(depth)
        return self.random.choice((a < b, a <= b, a > b, a >= b, a == b, a != b))


def _own(name: str) -> Own:
    sheet = world()[0]
    return Own(name, "text" if sheet.text(name) else "number", None in sheet.columns[name])


@cache
def grown(number: int, seed: int) -> list[Node]:
    """Return random formulas, the same for the same seed, which are grown once."""
    grower = Grower(Random(seed))
    kinds = (grower.number,) * 6 + (grower.text, grower.truth)
    return [grower.random.choice(kinds)(grower.random.randint(1, 4)) for _ in range(number)]


@dataclass(frozen=True)
class Written:
    """A workbook of random formulas: for each cell, the formula and the value that numpy gives (None for an error)."""

    trees: dict[Cell, Node]
    formulas: dict[Cell, str]
    values: dict[Cell, Value | None]


def write(path: Path, trees: list[Node], *, each: int = 2) -> Written:
    """Write each formula beside `each` rows of the first table, every one with the same wrong stored value."""
    written = Written({}, {}, {})
    given, places = context(), Places()
    with xlsxwriter.Workbook(path) as book:
        for sheet in world():
            _tabulate(book, sheet)
        named = book.add_worksheet("Assumptions")
        for row, (name, value) in enumerate(NAMED.items()):
            named.write_number(row, 1, value)
            book.define_name(name, f"=Assumptions!$B${row + 1}")
        target = book.worksheets()[0]
        start = len(world()[0].columns) + 1
        for number, tree in enumerate(trees):
            text, values = formula(tree, places), valued(tree, given)
            for turn in range(each):
                slot = number * each + turn
                row, column = slot % ROWS + 1, start + slot // ROWS
                target.write_formula(row, column, text, None, 987654.25)
                cell = ("Posts", row + 1, column + 1)
                written.trees[cell], written.formulas[cell], written.values[cell] = tree, text, values[row - 1]
    return written


def valued(tree: Node, given: Context) -> list[Value | None]:
    """Return a formula's value in every row as Python values; an error is None."""
    array = np.broadcast_to(compute(tree, given), (ROWS,))
    if tree.kind == "text":
        words = given.words.decode(array)
        return [None if number == MISSING_WORD else text for number, text in zip(array, words, strict=True)]
    as_type = bool if tree.kind == "truth" else float
    return [as_type(value) if np.isfinite(value) else None for value in array]


def _tabulate(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    target = book.add_worksheet(sheet.title)
    headers = [{"header": sheet.header(name)} for name in sheet.columns]
    height = len(next(iter(sheet.columns.values())))
    target.add_table(0, 0, height, len(headers) - 1, {"name": sheet.title, "columns": headers})
    for column, values in enumerate(sheet.columns.values()):
        for row, value in enumerate(values, 1):
            if isinstance(value, str):
                target.write_string(row, column, value)
            elif value is not None:
                target.write_number(row, column, value)
