"""Shown figures: a sum of figures as a text of the page, with where it comes from, so that the browser can show it anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import numpy as np

from aspbudget.declare.layout import Scale
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import DASH
from aspbudget.lines.line import CURRENCY, MONTH
from aspbudget.lines.texts import days_to_dates, month, number
from aspbudget.page.markup import part
from aspbudget.phrase import altered, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

    from aspbudget.page.books import Book

PER_CENT = 100
_AMOUNT = 0  # stands in a sentence where the amount is to be that moves with what a reader changes


def around(wording: str, **parts: object) -> tuple[str, str]:
    """Return what a sentence with an amount says before and after it, whichever the language: `EUR ` and ` thousand is asked for`."""
    sentence = phrase(wording, **parts, amount=_AMOUNT)
    return altered(sentence, lambda text: text.partition(str(_AMOUNT))[0]), altered(sentence, lambda text: text.partition(str(_AMOUNT))[2])


@dataclass(frozen=True)
class Terms:
    """Figures of one column that are added up: the place of their book on the page, the book, its table, the column and the rows.

    Where rows come and go these are `every` row there is, or each that has a text in a column (`where`).
    """

    place: int
    book: Book
    table: str
    name: str
    rows: tuple[int, ...]
    every: bool = False
    where: tuple[str, str] | None = None

    @property
    def total(self) -> float:
        """What they add up to; a dash is nothing."""
        column = self.book.figures.tables[self.table].columns[self.name]
        return float(add_up(float(column[row]) for row in self.rows if np.isfinite(column[row])))

    @property
    def text(self) -> str:
        """Their place as the page's script reads it: `0.section_lines.amount.3,5`, `0.scale.rate.*` for every row, `2.lines.full.paragraph=4%20bis` for some."""
        rows = "=".join(map(_quoted, self.where)) if self.where else "*" if self.every else ",".join(map(str, self.rows))
        return f"{self.place}.{self.table}.{self.name}.{rows}"


@dataclass(frozen=True)
class Shown:
    """A value of the page: figures added up, less others, perhaps as a percentage of others; `how` is the format in which it is shown.

    Formats are `scale:1000:1` for amounts in thousands with a decimal, `fixed:4`, `percent:1`, `asked:0` (which says 0 where others have a dash), `general`, `year`, `month`, `date`, `text`.
    """

    how: str
    plus: tuple[Terms, ...]
    minus: tuple[Terms, ...] = ()
    over: tuple[Terms, ...] = ()

    @property
    def value(self) -> float:
        """The value itself; no number where it is a share of nothing."""
        found = add_up((each.total for each in self.plus), 0.0) - add_up((each.total for each in self.minus), 0.0)
        if not self.over:
            return found
        whole = add_up((each.total for each in self.over), 0.0)
        return found / whole * PER_CENT if whole else np.nan

    @property
    def where(self) -> str:
        """Where it comes from, as the page's script reads it."""
        signs = (("+", self.plus), ("-", self.minus), ("/", self.over))
        return " ".join(f"{sign}{each.text}" for sign, terms in signs for each in terms)

    @property
    def text(self) -> str:
        """The value as it is shown; what is made of no figure at all, as the amounts of a draft that asks for nothing, is nothing."""
        if not self.plus:
            return in_words(0.0, self.how)
        first = self.plus[0]
        if self.how == "text":
            text: str = first.book.figures.value(first.table, first.name, first.rows[0])
            return text
        if self.is_words:
            return first.book.figures.catalogue.figures[first.table, first.name].without_number
        return in_words(self.value, self.how)

    @property
    def is_words(self) -> bool:
        """Whether it is a single figure that has a dash, or words, in place of a number."""
        first = self.plus[0]
        single = len(self.plus) == len(first.rows) == 1 and not (self.minus or self.over)
        return single and first.book.figures.may_be_a_dash(first.table, first.name) and not np.isfinite(first.book.figures.tables[first.table].columns[first.name][first.rows[0]])

    def cell(self, class_: str = "") -> Element:
        """Return a table's cell with it, which a person can open where it is a figure."""
        return part("td", self.button(), class_=class_ or ("text" if self.how == "text" else ""))

    def button(self) -> Element:
        """Return it as what a person can open to see where it comes from; of no figure, as a text."""
        if not self.where:
            return part("span", self.text)
        return part("button", self.text, type="button", class_="figure", data_of=self.where, data_as=self.how)

    def live(self, tag: str = "span", **attributes: str) -> Element:
        """Return it as a text in a sentence, which follows what changes."""
        origin = {"data_of": self.where, "data_as": self.how} if self.where else {}
        return part(tag, self.text, **origin, **attributes)


def _quoted(text: str) -> str:
    """Return a text without what parts places: full stops and blanks."""
    return quote(text, safe="").replace(".", "%2E")


def in_words(value: float, how: str) -> str:
    """Return a number as the page shows it; the browser writes the same for the same number."""
    kind, *given = how.split(":")
    if not np.isfinite(value) or (kind == "asked" and not value):
        return "0" if kind == "asked" and not value else DASH
    if kind == "scale":
        return Scale(float(given[0]), int(given[1])).text(value)
    if kind in ("fixed", "percent", "asked"):
        return Scale(digits=int(given[0])).text(value)
    if kind == "date":
        day = days_to_dates(np.asarray([value]))[0].astype(object)
        return f"{day.day} {day:%B %Y}" if day else "empty"
    if kind in ("month", "year"):
        return month(value) if kind == "month" else number(value, kind)
    return phrase("{number:,.10g}", number=value + 0.0)


def alone(book: Book, table: str, name: str, how: str) -> list[str]:
    """Return each figure of a column as it is shown by itself; one that is no number is a dash, or the words that stand in its place."""
    figures = book.figures
    if how == "text":
        return list(figures.values(table, name))
    instead = figures.catalogue.figures[table, name].without_number if figures.may_be_a_dash(table, name) else None
    return [in_words(value + 0.0, how) if np.isfinite(value) else in_words(0.0, how) if instead is None else instead for value in map(float, figures.tables[table].columns[name])]


def scale(found: Scale) -> str:
    """Return the format of amounts in a scale of print."""
    return f"scale:{found.divide:.0f}:{found.digits}"


def format_of(book: Book, table: str, name: str, digits: int = 2) -> str:
    """Return the format of a column's values: texts, days and months as such, money with `digits` decimals, rates with four."""
    figures = book.figures
    if figures.kind(table, name) == "text":
        return "text"
    if figures.dated(table, name):
        return "date"
    figure = figures.catalogue.figures.get((table, name))
    unit = figure.line.unit if figure else figures.catalogue.columns(table)[name].unit
    if unit in (MONTH, "year"):
        return "month" if unit == MONTH else "year"
    return f"fixed:{digits}" if unit == CURRENCY else {"%": "fixed:4", "per cent": "fixed:1"}.get(unit, "general")


def terms(place: int, book: Book, table: str, name: str, rows: Iterable[int]) -> tuple[Terms, ...]:
    """Return figures of one column that are added up, as one of the sides of a value; none where there are no rows."""
    found = tuple(rows)
    return (Terms(place, book, table, name, found),) if found else ()
