"""Pages: one A4 sheet for each row of a table, made on demand, with its figures in words and numbers, all of them live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aspbudget.declare.layout import Steps
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import At, Cell, Number
from aspbudget.lines.line import CURRENCY
from aspbudget.lines.table import Numbered
from aspbudget.phrase import phrase
from aspbudget.workbooks.book import Group, address
from aspbudget.workbooks.look import DAY, PLAIN, RATE, WHOLE, YES_NO, Page, decimals

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.layout import Listed, Pages
    from aspbudget.figures.cost import Figures
    from aspbudget.lines.formula import Node
    from aspbudget.workbooks.book import Book

_KEY_ROW, _FIRST_BLOCK = 3, 5
_WIDTHS = (22, 12, 12, 12, 12, 12, 12)
_LAST = len(_WIDTHS) - 1


def write_pages(book: Book, figures: Figures, pages: Pages) -> None:
    """Write a sheet for each row of a table, named by its key; change the key on it and it shows another row."""
    keys = figures.values(pages.table, figures.catalogue.key(pages.table))
    title = figures.catalogue.tables[pages.table].title
    about = phrase("The first of {count:,} pages, one for each row of sheet {sheet}: {about}.", count=len(keys), sheet=title, about=pages.about)
    for row, key in enumerate(keys):
        _Sheet(book, book.sheet(key, "" if row else about, Group.PAGES), figures, pages, row).write(key)


def count_of_formulas(figures: Figures, pages: Pages) -> int:
    """Return how many formulas the pages will have: on each its name, the figures of its steps, and those it lists."""
    steps = [cell for block in pages.blocks if isinstance(block, Steps) for row in block.rows for cell in row[1:]]
    listed = [name for block in pages.blocks if not isinstance(block, Steps) for name in block.lines]
    each = 1 + len(listed) + sum(isinstance(cell, str) for cell in steps)
    return each * len(figures.tables[pages.table])


@dataclass
class _Sheet:
    book: Book
    sheet: Worksheet
    figures: Figures
    pages: Pages
    row: int

    def write(self, key: str) -> None:
        """Write the page: its name, its key, its blocks, and the area that is printed."""
        name = self._value(self.pages.heading)[0]
        self.book.way_back(self.sheet, _WIDTHS)
        self.book.live(self.sheet, (1, 0), self._node(self.pages.heading), name, self.book.look("title"))
        title = self.figures.catalogue.columns(self.pages.table)[self.figures.catalogue.key(self.pages.table)].title
        self.sheet.write_string(_KEY_ROW, 0, title, self.book.look("strong"))
        self.sheet.write_string(_KEY_ROW, 1, key, self.book.look("text", entered=True))
        last = _FIRST_BLOCK
        for block in self.pages.blocks:
            self.sheet.write_string(last, 0, block.heading, self.book.look("heading"))
            last = self._steps(block, last + 1) if isinstance(block, Steps) else self._listed(block, last + 1)
        self._finish(last)

    def _steps(self, steps: Steps, row: int) -> int:
        """Write a table that is read from left to right, each step with what it means below; return the next free row."""
        for place, title in enumerate(steps.header):
            self.sheet.write_string(row, place, title, self.book.look.header(right=place > 0))
        self.sheet.set_row(row, self.book.height((title, 11) for title in steps.header))
        for label, *cells in steps.rows:
            row += 1
            self.sheet.write_string(row, 0, str(label), self.book.look("strong"))
            for place, cell in enumerate(cells, start=1):
                self._cell((row, place), cell)
        for label, line in steps.words:
            row += 1
            self._words(row, 0, phrase("{label}: {text}", label=label, text=self.figures.catalogue.figures[self.pages.table, line].line.meaning))
        return row + 2

    def _listed(self, listed: Listed, row: int) -> int:
        """Write figures one below the other, each with what it means and its value; return the next free row."""
        for name in listed.lines:
            total = name == listed.lines[-1] and listed.total
            table, column = self._place(name)
            entered = self.figures.catalogue.columns(table).get(column)
            meaning = entered.about if entered else self.figures.catalogue.figures[table, column].line.meaning
            title = self.book.places.title(table, column)
            self.sheet.write_string(row, 0, title, self.book.look("total" if total else "strong"))
            self._words(row, 1, meaning, title)
            self._cell((row, _LAST), name, "total" if total else "text", listed.digits)
            row += 1
        return row + 1

    def _words(self, row: int, first: int, text: str, beside: str = "") -> None:
        last = _LAST - (1 if first else 0)
        self.sheet.merge_range(row, first, row, last, self.book.words(text), self.book.look("note"))
        self.sheet.set_row(row, self.book.height([(text, add_up(_WIDTHS[first : last + 1])), (beside, _WIDTHS[0])]))

    def _cell(self, at: tuple[int, int], cell: str | float, style: str = "text", digits: int = 0) -> None:
        if isinstance(cell, str):
            value, number = self._value(cell)
            number = decimals(digits) if number == WHOLE else number
            look = self.book.look("ratio" if style == "text" and isinstance(value, str) else style, number)
            self.book.live(self.sheet, at, self._node(cell), value, look)
        else:
            self.sheet.write_number(*at, cell, self.book.look(style, PLAIN))

    def _node(self, name: str) -> Node:
        """Return the formula that looks a figure up by the page's key, or in a table of one row."""
        table, column = self._place(name)
        key = Number(1) if self._is_of_one_row(table) else Cell(address(_KEY_ROW, 1, fixed="rc"))
        return At(table, column, self.figures.catalogue.key(table), key)

    def _place(self, name: str) -> tuple[str, str]:
        """Return the table and the column of a figure: of the page's own table, unless it names another (`summary.base`)."""
        table, _, column = name.rpartition(".")
        return table or self.pages.table, column

    def _is_of_one_row(self, table: str) -> bool:
        return isinstance(self.figures.catalogue.tables[table].rows, Numbered)

    def _row_in(self, table: str) -> int:
        """Return the row of another table in which a figure is found: the one with the page's key, or its only one."""
        if self._is_of_one_row(table):
            return 0
        keys = [list(self.figures.values(each, self.figures.catalogue.key(each))) for each in (self.pages.table, table)]
        return keys[1].index(keys[0][self.row])

    def _value(self, name: str) -> tuple[str | float, str]:
        """Return a figure's value and its number format."""
        table, column = self._place(name)
        row = self.row if table == self.pages.table else self._row_in(table)
        value = self.figures.cells(table, column)[row]
        if isinstance(value, str):
            return value, ""
        if self.figures.dated(table, column):
            return float(value), DAY
        figure = self.figures.catalogue.figures.get((table, column))
        unit = figure.line.unit if figure else self.figures.catalogue.columns(table)[column].unit
        known = {"%": RATE, "points": RATE, CURRENCY: WHOLE, "": YES_NO}
        return float(value), known.get(unit, PLAIN) if figure or unit else PLAIN

    def _finish(self, last: int) -> None:
        for place, width in enumerate(_WIDTHS):
            self.sheet.set_column(place, place, width)
        self.sheet.print_area(0, 0, last, _LAST)
        self.book.on_a4(self.sheet, Page(-1, self.book.title, self.book.draft, portrait=True))
        self.sheet.fit_to_pages(1, 1)
