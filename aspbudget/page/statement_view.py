"""A statement on the page: what each paragraph costs, with a switch for each paragraph and each alternative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.page.markup import part, table, worded
from aspbudget.page.shown import Shown, Terms, around
from aspbudget.page.views import View
from aspbudget.phrase import altered, in_a_row, phrase
from aspbudget.statements.line_sheets import FULL_COST, JOINT_LINES, LINES, parts, steps
from aspbudget.statements.printed_lines import as_printed
from aspbudget.statements.statement import Amounts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from aspbudget.page.books import Book
    from aspbudget.page.markup import Part
    from aspbudget.statements.statement import Paragraph, Statement

_LONGEST = 160
_ANY = "?"  # in the place of a paragraph that had no amount when the page was made
BEHIND = "A row was added, removed or changed on this page which this statement can't follow here; download the list of changes, and aspbudget what-if computes it with them."


def statement_view(place: int, book: Book, statement: Statement, name: str) -> View:
    """Return a statement as a view: its amounts in the budget year first, by paragraph, and what its alternatives leave open."""
    shown = _Amounts(place, book, statement)
    before, after = around("{currency} {amount}", currency=statement.currency)
    amount = part("strong", before, shown.of("additional", how="asked:0").live(), after)
    lead = part("p", phrase("Additional appropriation for {year}: ", year=statement.year), amount, class_="asked")
    notes = [part("p", BEHIND, class_="behind refused", role="alert", data_place=str(place), hidden="hidden"), part("p", phrase("Compared with the section as {baseline}.", baseline=statement.baseline), " ", FULL_COST, class_="note")]
    inside = [part("p", statement.title), lead, notes[0], shown.by_paragraph(), *shown.alternatives(), shown.by_year(), notes[1]]
    return View(name, statement.symbol, tuple(inside))


class _Amounts:
    """The printed amounts of a statement as figures of its book."""

    def __init__(self, place: int, book: Book, statement: Statement) -> None:
        self.place, self.book, self.statement = place, book, statement
        known = {name: title for name, title, *_ in (*steps(statement.practice), *parts(statement.practice))}
        self.titles = [known[name] for name in Amounts._fields]

    def of(self, amount: str, paragraph: str | None = None, year: int = 0, how: str = "fixed:0") -> Shown:
        """Return an amount of a paragraph, of what paragraphs share (an empty text), or of all of them; lines may come and go."""
        name = as_printed(amount, year or self.statement.year)
        own = self._lines(LINES, name, paragraph) if paragraph != "" else ()
        joint = self._lines(JOINT_LINES, name, None) if not paragraph else ()
        return Shown(how, (*own, *joint))

    def _lines(self, lines: str, name: str, paragraph: str | None) -> tuple[Terms, ...]:
        figures = self.book.figures
        if lines not in figures.tables:
            return ()
        asked = [None] * len(figures.tables[lines]) if paragraph is None else figures.values(lines, "paragraph")
        rows = tuple(row for row, number in enumerate(asked) if number == paragraph)
        return (Terms(self.place, self.book, lines, name, rows, every=paragraph is None, where=None if paragraph is None else ("paragraph", paragraph)),)

    def by_paragraph(self) -> Element:
        """Return the five amounts of each paragraph, what they share, and the total; each paragraph can be left out."""
        heads: list[Part] = ["Paragraph", worded("Included"), *self.titles, worded("Answer")]
        reached = {number for row in (self.of("full", each.number) for each in self.statement.paragraphs) for term in row.plus if term.rows for number in (term.where or ())[1:]}
        rows = [self._paragraph(row, each) for row, each in enumerate(self.statement.paragraphs) if each.number in reached]
        rows.append(part("tr", part("th", "", scope="row"), part("td", class_="text"), *self._cells(_ANY), part("td", class_="text"), class_="key", data_paragraphs=str(self.place), hidden="hidden"))
        if shared := self.of("full", "").plus:
            rows.append(self._row("What paragraphs share", "", "what is asked for at once costs less, or more"))
            rows[-1].attrib |= {"data-idle": "yes"} | ({} if any(term.rows for term in shared) else {"hidden": "hidden"})
        rows.append(self._row("Total", None, "", "total"))
        others = [each.number for each in self.statement.paragraphs if each.number not in reached]
        rest = part("p", phrase("No amount rests on the other paragraphs: {numbers}.", numbers=in_a_row(others, ", ")), class_="note") if others else None
        return part("div", table(phrase("What each paragraph costs in {year}, {currency}", year=self.statement.year, currency=self.statement.currency), heads, rows, class_="printed"), rest)

    def _paragraph(self, row: int, paragraph: Paragraph) -> Element:
        text = paragraph.short or altered(paragraph.text, _shortened)
        head = part("th", paragraph.number, part("small", text), scope="row")
        switch = part("td", self._switch("paragraphs", row, paragraph.number, on=paragraph.counts), class_="text")
        return part("tr", head, switch, *self._cells(paragraph.number), part("td", paragraph.answer, class_="text"), class_="key", data_row=str(row))

    def _row(self, title: str, paragraph: str | None, about: str, kind: str = "key") -> Element:
        return part("tr", part("th", title, scope="row"), part("td"), *self._cells(paragraph), part("td", about, class_="text"), class_=kind)

    def _cells(self, paragraph: str | None) -> Iterator[Element]:
        for name in Amounts._fields:
            yield self.of(name, paragraph).cell()

    def _switch(self, sheet: str, row: int, name: str, *, on: bool) -> Element:
        box = part("input", type="checkbox", class_="switch", data_cell=f"{self.place}.{sheet}.counts.{row}", aria_label=phrase("{name} counts", name=name))
        if on:
            box.set("checked", "checked")
        return part("label", box, class_="touched")

    def alternatives(self) -> Iterator[Element]:
        """Yield the alternatives with their switches, where the draft has any."""
        found = self.statement.alternatives
        if found:
            rows = [
                part("tr", part("th", name, scope="row"), part("td", self._switch("alternatives", row, name, on=counts), class_="text"), part("td", text, class_="text"), class_="key")
                for row, (name, text, counts) in enumerate(found)
            ]
            yield table("Alternatives of the text", map(worded, ("Alternative", "Included", "What it says")), rows, class_="printed")

    def by_year(self) -> Element:
        """Return what is additional in each year that the statement covers, at the prices of the budget year."""
        rows = [part("tr", part("th", str(year), scope="row"), *(self.of(name, None, year).cell() for name in Amounts._fields), class_="key") for year in self.statement.years]
        return table(phrase("Year by year, {currency}, at the prices of {year}", currency=self.statement.currency, year=self.statement.year), ["Year", *self.titles], rows, class_="printed")


def _shortened(text: str) -> str:
    """Return the beginning of a text that is long."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
