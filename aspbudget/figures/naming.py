"""Naming: what a formula refers to, by the titles that people read, and a whole figure in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aspbudget.language import Language
from aspbudget.lines.formula import At, Cell, Gather, Named, Number, Own, Text
from aspbudget.lines.words import joined, say

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.tracing import Figure
    from aspbudget.lines.formula import Node
    from aspbudget.lines.words import Leaf


_NOT_LIVE = "Computed by the tool and written as a value; it does not change in the workbook."
_OF_KEY, _OF_VALUE = "{column} of the {key} (sheet {sheet})", "{column} of {key} (sheet {sheet})"
_GATHERED = {
    "total": "total of {column} in sheet {sheet}{rows}",
    "count": "number of rows in sheet {sheet}{rows}",
    "highest": "highest {column} in sheet {sheet}{rows}",
}


def words(figure: Figure, catalogue: Catalogue, language: Language | None = None) -> str:
    """Return a figure's formula in words: `gross cost × (new post delay where …, otherwise vacancy rate), to the cent`.

    Without a language they are those of the inputs, which a workbook and a page of the same catalogue show both.
    """
    if language is not None and language.language != language.of_inputs:
        return _in_words(figure, catalogue, language)
    place = figure.table.name, figure.line.name
    if place not in catalogue.in_words:
        catalogue.in_words[place] = _in_words(figure, catalogue, Language(package=catalogue.package))
    return catalogue.in_words[place]


def _in_words(figure: Figure, catalogue: Catalogue, language: Language) -> str:
    return Naming(figure.table.name, catalogue, language).say(figure.tree) if figure.tree is not None else language.say(_NOT_LIVE)


@dataclass(frozen=True)
class Naming:
    """Names what a formula of a table refers to, by the titles that people read, in a language."""

    table: str
    catalogue: Catalogue
    language: Language = field(default_factory=Language)

    def say(self, part: Node) -> str:
        """Return a part of a formula in words."""
        return say(part, self.leaf, self.language)

    def leaf(self, part: Leaf) -> str:
        """Return the name of a column, an assumption, a looked-up value, or a total."""
        match part:
            case Own(name):
                return self.column(self.table, name)
            case Named(name):
                return _lower(self.language.say(self.catalogue.assumptions[name].title))
            case At():
                return self.looked_up(part)
            case Gather():
                return self.gathered(part)
            case Cell(address):
                return address

    def looked_up(self, part: At, row: str = "") -> str:
        """Return a value that is looked up, named by the row in which it stands where that is known: `loan of Australia (sheet States)`."""
        named = {"column": self.column(part.table, part.column), "key": row or self.say(part.key), "sheet": self.sheet(part.table)}
        return self.language.say(_OF_VALUE if row or isinstance(part.key, Number | Text) else _OF_KEY, **named)

    def gathered(self, part: Gather) -> str:
        """Return a total, count or highest value with the rows that it is taken over."""
        column = self.column(part.table, part.column) if part.how != "count" else ""
        return self.language.say(_GATHERED[part.how], column=column, sheet=self.sheet(part.table), rows=self.criteria(part))

    def criteria(self, part: Gather) -> str:
        """Return the rows that a total is taken over: those with this row's keys, and those with a given value."""
        same = [self.column(part.table, name) for name, value in part.criteria if isinstance(value, Own)]
        given = [
            self.language.say("{0} is {1}", self.column(part.table, name), self.say(value))
            for name, value in part.criteria
            if not isinstance(value, Own)
        ]
        rows = self.language.say(" for the same {columns}", columns=joined(same, self.language)) if same else ""
        return rows + self.language.say(" where {conditions}", conditions=joined(given, self.language)) if given else rows

    def column(self, table: str, name: str) -> str:
        """Return a column's title in running text."""
        column = self.catalogue.columns(table).get(name)
        title = column.title if column else self.catalogue.figures[table, name].title
        return _lower(self.language.say(title))

    def sheet(self, table: str) -> str:
        """Return the title of a table's sheet."""
        return self.language.say(self.catalogue.tables[table].title)


def _lower(title: str) -> str:
    """Return a title as it stands in running text."""
    return title[:1].lower() + title[1:]
