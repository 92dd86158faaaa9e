"""Usual requests: what a draft asks for again and again, as templates of rows of other sheets, which a list of the content holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget import content
from aspbudget.declare.series import OpenedRow, Unopened
from aspbudget.phrase import AsTyped, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aspbudget.declare.series import Row
    from aspbudget.declare.sheet import Column

LIST, WORDS = "usual_requests.csv", "request_words.csv"
BETWEEN = r"(?!\w)[^;:.]{1,60}?(?<!\w)"  # words of the same clause, few enough to belong together
_NAMED = re.compile(r"\{([^{}]+)\}")
_KIND, _REQUEST = "kind", "request"


class _Cell(NamedTuple):
    """A cell of a template: the kind of request, the sheet, which of its rows there, the title of its column, and its value."""

    kind: str
    sheet: str
    row: str
    column: str
    value: str


@dataclass(frozen=True)
class Templates:
    """The templates of usual requests: for each kind the rows for which one stands.

    In the value of a cell `{Words}` is what the request has under the title Words. A cell without a sheet says what such a column has
    where it is left empty. `sheets` are the sheets of the templates by title, each with its table and its columns by title.
    """

    cells: tuple[_Cell, ...]
    sheets: Mapping[str, tuple[str, Mapping[str, Column]]]
    own: tuple[str, ...]

    def asked(self, kind: str) -> tuple[str, ...]:
        """Return the titles of the columns that a request of a kind may fill in, in the order of its template."""
        return tuple(dict.fromkeys(title for cell in self.cells if cell.kind == kind and cell.sheet for title in _NAMED.findall(cell.value)))

    def usual(self, kind: str) -> tuple[str, ...]:
        """Return the titles of the columns for which something stands where a request of a kind leaves them empty."""
        return tuple(cell.column for cell in self.cells if cell.kind == kind and not cell.sheet)

    @property
    def into(self) -> tuple[str, ...]:
        """The tables into which requests are opened."""
        return tuple(dict.fromkeys(self.sheets[cell.sheet][0] for cell in self.cells if cell.sheet))

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns without which a request can't be opened, because a cell that is wrong is not one that is empty."""
        return self.own

    def opened(self, row: Row, columns: Mapping[str, Column], key: str) -> Iterator[OpenedRow | Unopened]:
        """Yield the rows for which a request stands, or what it lacks."""
        request = _Request(row, columns, tuple(cell for cell in self.cells if cell.kind == row[_KIND]))
        wrong = list(request.wrong(name for name in self.own if name not in (key, _KIND)))
        yield from wrong
        for (sheet, _), cells in groupby(() if wrong else request.rows, key=lambda cell: (cell.sheet, cell.row)):
            table, known = self.sheets[sheet]
            filled = {known[cell.column].name: request.filled(cell, known[cell.column]) for cell in cells}
            yield OpenedRow(table, {name: value for name, (value, _) in filled.items()}, {name: origin for name, (_, origin) in filled.items()})


@dataclass(frozen=True)
class _Request:
    """A request, and the cells of the template of its kind."""

    row: Row
    columns: Mapping[str, Column]
    cells: tuple[_Cell, ...]

    @cached_property
    def titles(self) -> dict[str, str]:
        """The name of each column by its title, that of its workbook or that of the templates, where these are in different languages."""
        return {title: name for name, column in self.columns.items() for title in (column.title, *column.also)}

    @property
    def rows(self) -> tuple[_Cell, ...]:
        """The cells of rows, without those that say what an empty cell of the request has."""
        return tuple(cell for cell in self.cells if cell.sheet)

    @cached_property
    def by_title(self) -> dict[str, Any]:
        """What the request has in each column, by title; what its kind has where it leaves one empty."""
        usual = {self.titles[cell.column]: cell.value for cell in self.cells if not cell.sheet}
        return {title: usual.get(name) if self.row.get(name) is None else self.row[name] for title, name in self.titles.items()}

    @cached_property
    def used(self) -> frozenset[str]:
        """The columns that the template names."""
        return frozenset(self.titles[title] for cell in self.rows for title in _NAMED.findall(cell.value))

    def wrong(self, own: Iterator[str]) -> Iterator[Unopened]:
        """Yield each cell that is empty and is needed, or is filled in for nothing."""
        kinds = self.columns[_KIND]
        kind = dict(zip(kinds.choices, kinds.wordings, strict=False)).get(self.row[_KIND], self.row[_KIND])
        for name in own:
            title = self.columns[name].title
            if name in self.used and self.by_title[title] is None:
                yield Unopened(name, phrase('{title} is empty, but a request of kind "{kind}" needs it; give it.', title=title, kind=AsTyped(kind)))
            elif name not in self.used and self.row.get(name) is not None:
                yield Unopened(name, phrase('{title} is filled in, but no row of a request of kind "{kind}" has it; clear it, or correct the kind.', title=title, kind=AsTyped(kind)))

    def filled(self, cell: _Cell, column: Column) -> tuple[Any, str]:
        """Return the value of a cell of a template, and the column of the request from which it comes."""
        named = _NAMED.findall(cell.value)
        value = self.by_title[named[0]] if cell.value == f"{{{''.join(named)}}}" else cell.value.format_map(self.by_title)
        return (float(value) if column.kind in ("number", "whole") else value), self.titles[named[0]] if named else _KIND


def templates(package: str, sheets: Mapping[str, tuple[str, Mapping[str, Column]]], own: tuple[str, ...]) -> Templates:
    """Return the templates of the list `usual_requests.csv` of a content package."""
    return Templates(tuple(_Cell(**row) for row in content.rows(package, LIST)), sheets, own)


def kind_of(text: str, package: str) -> str:
    """Return the kind of request that the words of a paragraph are likely to make, by the list `request_words.csv`; an empty text for none.

    The words that come first count, the longest of those that begin at one place; `…` among them stands for other words of the same clause.
    """
    return asked_in(text, package)[0]


def asked_in(text: str, package: str) -> tuple[str, re.Match[str] | None]:
    """Return the kind of request that a paragraph is likely to make, and the words in its plain text that make it."""
    found = [(made.start(), -len(row["words"]), row["kind"], made) for row in content.rows(package, WORDS) if (made := _likely(row["words"]).search(plain(text)))]
    return min(found, key=lambda each: each[:3])[2:] if found else ("", None)


def plain(text: str) -> str:
    """Return a text as its words are compared: in small letters, with one kind of apostrophe, of stroke and of blank."""
    return " ".join(text.casefold().replace("’", "'").replace("\u2011", "-").replace("\u2010", "-").split())


@cache
def _likely(words: str) -> re.Pattern[str]:
    """Return what is looked for in a paragraph: whole words, with others of the same clause where the list has `…`."""
    parts = (re.escape(part.strip()) for part in words.casefold().split("…"))
    return re.compile(rf"(?<!\w){BETWEEN.join(parts)}(?!\w)")
