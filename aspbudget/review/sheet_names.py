"""Sheet names: the figures of the rows of sheets and their totals, by the sheet, the row's key, and the column's title."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aspbudget.figures.printed import printed_lists
from aspbudget.lines.formula import Gather
from aspbudget.lines.line import CURRENCY
from aspbudget.review.printed_names import TOTAL, Role, Sought, plain
from aspbudget.review.reach import ASSUMPTIONS
from aspbudget.review.trace import Formula

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.declare.layout import Schedule
    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Names
    from aspbudget.figures.cost import Figures


@dataclass(frozen=True)
class SheetNames:
    """The names of what a sheet shows row by row; `called` are the names that the keys of the workbook have beside what they are."""

    figures: Figures
    table: Table
    called: tuple[Names, ...] = ()

    def roles(self, word: str) -> list[Role]:
        """Return what a word may be in this sheet: its title, the key of a row by any of its names, the title of a column, or the word total."""
        found = [Role("table", column) for title, column in self.titles.items() if word == plain(title)]
        found += [Role("row", row) for row in self._rows(word)]
        found += [Role("column", name) for title, name in self.columns.items() if plain(title) == word]
        return [*found, Role(TOTAL)] if word == TOTAL else found

    def _rows(self, word: str) -> list[int]:
        known = [word, *(plain(names.key(word)) for names in self.called)]
        return [rows[key] for rows in (self.keys, self._titled_rows) for key in known if key in rows][:1]

    @cached_property
    def _titled_rows(self) -> dict[str, int]:
        """The rows of assumptions by their titles, which readers see in the place of their keys."""
        if self.table.name != ASSUMPTIONS:
            return {}
        assumptions = self.figures.catalogue.assumptions
        return {plain(assumptions[name].title): row for row, name in enumerate(self.figures.values(ASSUMPTIONS, "assumption"))}

    @cached_property
    def keys(self) -> dict[str, int]:
        """The rows by what identifies them: their key, or their keys joined by commas."""
        figures, name = self.figures, self.table.name
        key = figures.catalogue.key(name)
        columns = [self._texts(each) for each in ([key] if key else figures.catalogue.columns(name))]
        return {plain(", ".join(cells)): row for row, cells in enumerate(zip(*columns, strict=True))}

    def _texts(self, name: str) -> list[str]:
        if self.figures.kind(self.table.name, name) == "text":
            return [text or "empty" for text in self.figures.values(self.table.name, name)]
        return [self.figures.formatted(self.table.name, name, row) for row in range(len(self.figures.tables[self.table.name]))]

    @cached_property
    def columns(self) -> dict[str, str]:
        """The columns by their titles, those that are entered and those that are computed."""
        catalogue, name = self.figures.catalogue, self.table.name
        entered = {column.title: each for each, column in catalogue.columns(name).items()}
        return entered | {catalogue.figures[name, line.name].title: line.name for line in self.table.lines}

    def title(self, column: str) -> str:
        """Return the title of a column."""
        return next(title for title, name in self.columns.items() if name == column)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of the sheet and of the lists made from it, each with the column that it is about: what rows charge, what a list comes to, or a rate."""
        lists = {each.title: each.totals[-1] for each in self._lists if each.table == self.table.name}
        rates = [name for name, column in self.figures.catalogue.columns(self.table.name).items() if column.rate]
        charged = self.table.charges[0].cost if self.table.charges else next(iter((*lists.values(), *rates)), "")
        return lists | {self.table.title: charged}

    @property
    def _lists(self) -> list[Schedule]:
        return [each for each in printed_lists(self.figures) if each.totals]

    @property
    def _first(self) -> str:
        """The column that a row is about when it alone is named: none but where rows are charged, of assumptions, or in the first of the lists that readers get."""
        if self.table.name == ASSUMPTIONS:
            return "value"
        first = next(iter(self._lists), None)
        return self.titles[self.table.title] if self.table.charges or (first and first.table == self.table.name) else ""

    def sought(self, roles: Mapping[str, Any]) -> Sought | None:
        """Return the figure that some words stand for together, by their roles; none where they are no figure of this sheet."""
        column = roles.get("column", roles.get("table", self._first))
        if not column or not {"table", "row"} & {*roles}:
            return None
        if "row" in roles:
            return self._row(roles["row"], column) if TOTAL not in roles else None
        if len(self.figures.tables[self.table.name]) == 1:
            return self._row(0, column)
        return self._total(column)

    def of_row(self, words: tuple[str, ...]) -> Iterator[Sought]:
        """Yield each number of a row that is named with its sheet and nothing else, where the row is about none of them in particular; its texts where it has none."""
        roles = {role.kind: role.which for word in words for role in self.roles(word)}
        if len(words) == len(("sheet", "row")) and {"table", "row"} <= {*roles} and not roles["table"]:
            numbers = [name for name in self.columns.values() if self.figures.kind(self.table.name, name) != "text"]
            yield from (self._row(roles["row"], name) for name in numbers or self.columns.values())

    def _row(self, row: int, column: str) -> Sought:
        name = " / ".join((self.table.title, self.figures.called(self.table.name, row), self.title(column)))
        return Sought(name, (self.table.name, column, row), self._about(column, row))

    def _total(self, column: str) -> Sought | None:
        """Return the total of a column of amounts, or of one that a list adds up; nothing else adds up to something."""
        figure = self.figures.catalogue.figures.get((self.table.name, column))
        if figure is None or not (figure.line.unit == CURRENCY or any(column in each.totals for each in self._lists if each.table == self.table.name)):
            return None
        name = f"{self.table.title} / Total / {figure.title}"
        tree = Gather("total", self.table.name, column, ())
        return Sought(name, Formula(name, tree, figure.line.unit, f"Rows of sheet {self.table.title}, added up"), figure.line.meaning)

    def _about(self, column: str, row: int) -> str:
        catalogue, name = self.figures.catalogue, self.table.name
        if (name, column) in catalogue.figures:
            return catalogue.figures[name, column].line.meaning
        if (name, column) == (ASSUMPTIONS, "value"):
            return catalogue.assumptions[self.figures.value(name, "assumption", row)].about
        return catalogue.columns(name)[column].about
