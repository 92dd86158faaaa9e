"""Naming: what a formula refers to, by the titles that people read, and a whole figure in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aspbudget.lines.formula import At, Cell, Gather, Named, Number, Own, Text
from aspbudget.lines.words import joined, say

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue, Figure
    from aspbudget.lines.words import Leaf


def words(figure: Figure, catalogue: Catalogue) -> str:
    """Return a figure's formula in words: `gross cost × (new post delay where …, otherwise vacancy rate), to the cent`."""
    if figure.tree is None:
        return "Computed by the tool and written as a value; it does not change in the workbook."
    return say(figure.tree, Naming(figure.table.name, catalogue).leaf)


@dataclass(frozen=True)
class Naming:
    """Names what a formula of a table refers to, by the titles that people read."""

    table: str
    catalogue: Catalogue

    def leaf(self, part: Leaf) -> str:
        """Return the name of a column, an assumption, a looked-up value, or a total."""
        match part:
            case Own(name):
                return self.column(self.table, name)
            case Named(name):
                return self.catalogue.assumptions[name].title.lower()
            case At():
                key = say(part.key, self.leaf)
                article = "" if isinstance(part.key, Number | Text) else "the "
                return f"{self.column(part.table, part.column)} of {article}{key} (sheet {self.sheet(part.table)})"
            case Gather():
                return self.gathered(part)
            case Cell(address):
                return address

    def gathered(self, part: Gather) -> str:
        """Return a total, count or highest value with the rows that it is taken over."""
        what = {
            "total": f"total of {self.column(part.table, part.column)}",
            "count": "number of rows",
            "highest": f"highest {self.column(part.table, part.column)}",
        }[part.how]
        return f"{what} in sheet {self.sheet(part.table)}{self.criteria(part)}"

    def criteria(self, part: Gather) -> str:
        """Return the rows that a total is taken over: those with this row's keys, and those with a given value."""
        same = [self.column(part.table, name) for name, value in part.criteria if isinstance(value, Own)]
        given = [
            f"{self.column(part.table, name)} is {say(value, self.leaf)}"
            for name, value in part.criteria
            if not isinstance(value, Own)
        ]
        rows = f" for the same {joined(same)}" if same else ""
        return f"{rows} where {joined(given)}" if given else rows

    def column(self, table: str, name: str) -> str:
        """Return a column's title in running text."""
        column = self.catalogue.columns(table).get(name)
        title = column.title if column else self.catalogue.figures[table, name].title
        return title[:1].lower() + title[1:]

    def sheet(self, table: str) -> str:
        """Return the title of a table's sheet."""
        return self.catalogue.tables[table].title
