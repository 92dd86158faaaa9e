"""Views: what a reader finds on the page, in the order in which questions come, each readable without any script."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import repeat
from typing import TYPE_CHECKING

from aspbudget.declare.layout import beside_scale
from aspbudget.declare.sheet import in_words as in_words_of
from aspbudget.figures.printed import earlier_titles, is_full, keys_across, lines_of, printed_lists, rows_down, table_of
from aspbudget.figures.timetable import calendar
from aspbudget.inputs.accepted import accepted_rows
from aspbudget.lines.adding import add_up
from aspbudget.lines.line import CURRENCY
from aspbudget.lines.texts import NOT_FOUND
from aspbudget.page.charts import Bar, bars
from aspbudget.page.markup import add, part, table, worded
from aspbudget.page.messages import WEEKDAYS
from aspbudget.page.shown import Shown, Terms, alone, around, format_of, in_words, scale, terms
from aspbudget.page.wordings import capital
from aspbudget.phrase import altered, counted, in_a_row, phrase
from aspbudget.statements.draft_sheets import combined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

    import pandas as pd

    from aspbudget.declare.layout import Printed, Scale, Schedule, Timetable
    from aspbudget.figures.printed import Row
    from aspbudget.figures.timetable import Slot
    from aspbudget.inputs.standing import Standing
    from aspbudget.page.books import Book
    from aspbudget.page.markup import Part
    from aspbudget.page.wordings import Wording
    from aspbudget.review.bridge import Bridge

TO_CONFIRM = "to-confirm"
_FEW = 6
_ASKED = {1: "{currency} {amount} is asked for", 1_000: "{currency} {amount} thousand is asked for", 1_000_000: "{currency} {amount} million is asked for"}
_ASKED_IN_NO_MONEY = "{amount} are asked for"


@dataclass(frozen=True)
class View:
    """A part of the page that can be opened by its name: its title, and what it shows."""

    name: str
    title: str
    inside: tuple[Element, ...]

    def element(self) -> Element:
        """Return the view as a section with its heading."""
        return part("section", part("h2", self.title), *self.inside, id=self.name)


@dataclass(frozen=True)
class PageTable:
    """A printed table of a book on the page: its amounts by the keys across and down, with subtotals and totals."""

    place: int
    book: Book
    printed: Printed

    @property
    def unit(self) -> str:
        """What its amounts are counted in."""
        return self.scale.unit(str(self.book.inputs.cycle["currency"])) if self.scale else ""

    @property
    def scale(self) -> Scale | None:
        """The scale of its amounts, where they are amounts of money."""
        figure = self.book.figures.catalogue.figures[self.printed.table, self.printed.figure]
        return self.printed.scale if figure.line.unit == CURRENCY else None

    @property
    def asked(self) -> tuple[str, str]:
        """How it is said what is asked for, before the amount and after it."""
        divide, currency = int(self.scale.divide) if self.scale else 0, str(self.book.inputs.cycle["currency"])
        return around(_ASKED.get(divide, _ASKED_IN_NO_MONEY), currency=currency if divide == 1 else beside_scale(currency))

    def rows(self, figure: str, across: str = "", down: Callable[[str], bool] = lambda _: True) -> tuple[Terms, ...]:
        """Return the figures at a key that runs across, or at all of them, for the keys down that are wanted."""
        figures, name = self.book.figures, self.printed.table
        keys = zip(figures.values(name, self.printed.across), figures.values(name, self.printed.down), strict=True)
        return terms(self.place, self.book, name, figure, (row for row, (one, other) in enumerate(keys) if across in ("", one) and down(other)))

    def under(self, row: Row) -> Callable[[str], bool]:
        """Return which keys down a row of the table adds up: its own, those of its group, or all."""
        figures = self.book.figures
        headings = table_of(figures, self.printed, self.printed.down)
        keys, groups = (figures.values(headings, name) for name in (figures.catalogue.key(headings), self.printed.group))
        group = dict(zip(keys, groups, strict=True))
        if row.kind == "key":
            return lambda key: key == row.label
        return lambda key: row.kind == "total" or f"Subtotal {group[key]}" == row.label

    def table(self, figure: str, label: str) -> Element:
        """Return one figure of it as a table: keys across with their headings, a total at the right, subtotals and a total at the foot."""
        across = keys_across(self.book.figures, self.printed)
        heads = [part("th", self.printed.down.capitalize(), scope="col")]
        heads += [part("th", key, part("small", heading) if heading != key else None, scope="col") for key, heading in across]
        heads += [part("th", "Total", scope="col", class_="sum")]
        how = self.how(figure)
        made = [
            part("tr", part("th", row.label, scope="row"),
                 *(Shown(how, self.rows(figure, key, self.under(row))).cell() for key, _ in across),
                 Shown(how, self.rows(figure, "", self.under(row))).cell(class_="sum"), class_=row.kind)
            for row in rows_down(self.book.figures, self.printed)
        ]  # fmt: skip
        caption = phrase("{what}, {unit}", what=label, unit=self.unit) if how.startswith("scale") else label
        return table(caption, heads, made, class_="printed")

    def how(self, figure: str) -> str:
        """Return the format of a figure of it."""
        money = self.book.figures.catalogue.figures[self.printed.table, figure].line.unit == CURRENCY
        return scale(self.printed.scale) if money else "general"

    def with_earlier(self) -> Element | None:
        """Return this cycle beside earlier ones, where the book has any of them."""
        if not is_full(self.book.figures, self.printed):
            return None
        columns = self.printed.earlier
        heads: list[Part] = [self.printed.down.capitalize(), *earlier_titles(self.book.figures, self.printed)]
        made = [
            part("tr", part("th", row.label, scope="row"), *(
                Shown("percent:1" if each.share_of else self.how(each.figure), self.rows(each.figure, "", self.under(row)), (),
                      self.rows(each.share_of, "", self.under(row)) if each.share_of else ()).cell()
                for each in columns
            ), class_=row.kind)
            for row in rows_down(self.book.figures, self.printed)
        ]  # fmt: skip
        return table(phrase("{title}, with earlier years, {unit}", title=self.printed.title, unit=self.unit), heads, made, class_="printed")

    @property
    def total(self) -> Shown:
        """The grand total of its first figure."""
        return Shown(self.how(self.printed.figure), self.rows(self.printed.figure))

    def change(self, how: str, *, share: bool = False) -> Shown | None:
        """Return the change on what was approved last year, as an amount or as a share of it; nothing where that is not known."""
        last = self.printed.last_year
        if not last or not is_full(self.book.figures, self.printed) or not add_up(lines_of(self.book.figures, self.printed, last).values()):
            return None
        before = self.rows(last)
        return Shown(how, self.rows(self.printed.figure), before, before if share else ())


def section(found: PageTable) -> View:
    """Return the printed table of the section, each of its figures, and this year beside earlier ones."""
    tables = [found.table(figure, phrase("{title}: {what}", title=found.printed.title, what=altered(label, lambda text: text[:1].lower() + text[1:]))) for figure, label in found.printed.figures]
    return View("section", found.printed.title, tuple(each for each in (*tables, found.with_earlier()) if each is not None))


def why(bridge: Bridge, found: PageTable) -> View:
    """Return why the section moved: by cause, in groups, from what was approved to what is proposed."""
    how = found.how(found.printed.figure)
    total = add_up(bridge.start.values())
    rows = [_moved("Approved" if bridge.approved else "Last year, as costed today", total, "", how, "subtotal")]
    for group in bridge.groups:
        rows += [_moved(bar.cause.title, bar.total, bar.cause.about, how, "key") for bar in group.bars if bar.total]
        rows += [_moved(group.title, group.total, "", how, "subtotal")] if group.title else []
    rows.append(_moved("Proposed", add_up(bridge.end.values()), "", how, "total"))
    chart = bars("By how much each cause moves the section", [Bar(bar.cause.title, bar.total, in_words(bar.total, how)) for bar in bridge.bars if bar.total])
    heads: list[Part] = ["Cause", phrase("{what}, {unit}", what="Amount", unit=found.unit), worded("What it is")]
    return View("why", "Why it changed", (chart, table("From what was approved to what is proposed", heads, rows, class_="printed")))


def _moved(title: str, amount: float, about: str, how: str, kind: str) -> Element:
    return part("tr", part("th", title, scope="row"), part("td", in_words(amount, how)), part("td", about, class_="text"), class_=kind)


def contributions(place: int, book: Book, title: str) -> View:
    """Return the lists that are printed of a book that is no section: the first open, the others to be opened."""
    first, *others = (schedule(place, book, each) for each in printed_lists(book.figures))
    folded = (part("details", part("summary", listed.title), element) for listed, element in others)
    return View(book.name, title, (first[1], *folded))


def schedule(place: int, book: Book, listed: Schedule) -> tuple[Schedule, Element]:
    """Return a list printed for readers, which can be searched and sorted, with its totals; its figures are named by their columns and rows."""
    figures, catalogue = book.figures, book.figures.catalogue
    rows = range(len(figures.tables[listed.table]))
    hows = {column: format_of(book, listed.table, column, listed.digits) for column in listed.columns}
    key = listed.columns[1] if figures.kind(listed.table, listed.columns[0]) != "text" else listed.columns[0]
    shown = [column for column in listed.columns if column != key]
    currency = str(book.inputs.cycle["currency"])
    heads = [part("th", catalogue.title(listed.table, column, currency), scope="col",
                  **({"data_name": column, "data_as": hows[column]} if column != key else {})) for column in (key, *shown)]  # fmt: skip
    cells = zip(*(alone(book, listed.table, column, hows[column]) for column in shown), strict=True) if shown else repeat(())
    made = [
        part("tr", part("th", name, scope="row"), *(part("td", text) for text in texts), class_="key", data_row=str(row))
        for row, name, texts in zip(rows, figures.values(listed.table, key), cells, strict=False)
    ]
    if listed.totals and rows:
        sums = (Shown(hows[column], (Terms(place, book, listed.table, column, tuple(rows), every=True),)).cell() if column in listed.totals else part("td") for column in shown)
        made.append(part("tr", part("th", "Total", scope="row"), *sums, class_="total"))
    return listed, table(phrase("{title}: {about}", title=listed.title, about=listed.about), heads, made, class_="list", data_list=f"{place}.{listed.table}", data_key=key)


def timetable(place: int, book: Book, grid: Timetable) -> View:
    """Return the calendar: for each period, its days with what takes place in each part of them; parts in which nothing ever does are left out."""
    found = calendar(book.figures, grid)
    used = {slot.part for period in found.periods for day in period.days for slot in day.slots if slot.entries}
    made = []
    for period in found.periods:
        days = [day for day in period.days if day.used or not day.weekend]
        rows = [
            part("tr", part("th", phrase("{weekday}, {date}", weekday=WEEKDAYS[day.day.weekday()], date=f"{day.day.day} {day.day:%B %Y}"), scope="row"), *(part("td", *_slot(slot), class_="text") for slot in day.slots if slot.part in used))
            for day in days
        ]
        made.append(table(period.name, map(worded, ("Day", *(capital(each) for each in grid.parts if each in used))), rows, class_="days"))
    drawn = part("div", *made, data_grid=json.dumps(_grid(place, grid)))
    return View("calendar", "Calendar", (part("p", altered(grid.about, _sentence) if grid.about else None), drawn))


def _grid(place: int, grid: Timetable) -> dict[str, object]:
    """Return where a calendar's days stand, so that it can be drawn again."""
    return {
        "place": place, "table": grid.table, "shown": grid.shown, "periods": grid.periods, "period": grid.period, "days": grid.days, "day": grid.day,
        "part": grid.part, "parts": grid.parts, "serving": grid.serving, "served": grid.served[0],
    }  # fmt: skip


def _slot(slot: Slot) -> Iterator[Element]:
    yield from (part("span", entry, class_="entry") for entry in slot.entries)
    if slot.free:
        yield part("span", "free", class_="free")


@dataclass
class Unsure:
    """The rows of books that are missing or a person's own numbers, each with its sheet, its key and its source, and those in which an officer has accepted what is doubted."""

    rows: list[Element] = field(default_factory=list)
    accepted: list[Element] = field(default_factory=list)

    def add(self, book: Book, standing: Standing) -> None:
        """Add the rows of a book; those of a draft are negative."""
        drafted = book.inputs.section is not None
        for sign, word, found in (("✕", "missing", standing.missing), ("○", "illustrative", standing.illustrative)):
            status = phrase("{sign}\N{NO-BREAK SPACE}{status}", sign=sign, status=word)
            self.rows += [_unconfirmed(book, status, name, row) for name, row in found if row < 0 or not drafted]
        self.accepted += _accepted(book)

    def view(self) -> View:
        """Return the view of these rows."""
        listed = [table("Rows that rest on no published figure", map(worded, ("Sheet", "Row", "Status", "Source")), self.rows, class_="list texts")]
        if self.accepted:
            listed.append(table("Rows that are accepted although they were doubted", map(worded, ("Sheet", "Row", "Reason")), self.accepted, class_="list texts"))
        return View(TO_CONFIRM, "To confirm", tuple(listed))


def _accepted(book: Book) -> Iterator[Element]:
    """Yield the rows of a workbook in which an officer has accepted what is doubted, each with the reason."""
    inputs, catalogue = (book.draft.inputs, combined(book.draft.anatomy)) if book.draft else (book.inputs, book.figures.catalogue)
    for each in accepted_rows(catalogue, inputs):
        yield part("tr", part("th", each.table.title, scope="row"), *(part("td", text) for text in (in_words_of(each.name), each.reason)), class_="key")


def _unconfirmed(book: Book, status: str, name: str, row: int) -> Element:
    catalogue, frame = book.figures.catalogue, book.inputs.frames[name]
    key = catalogue.key(name)
    called = str(frame.at[row, key]) if key else phrase("row {number}", number=row)
    title = catalogue.assumptions[called].title if name == "assumptions" and called in catalogue.assumptions else called
    cells = (title, status, str(frame.at[row, "source"]))
    return part("tr", part("th", catalogue.tables[name].title, scope="row"), *(part("td", each) for each in cells), class_="key")


def untranslated(words: Wording) -> Element | None:
    """Return what the page shows in the language of the inputs; nothing where every text has a translation."""
    rows = [
        part("tr", part("th", where, scope="row"), part("td", f"{len(texts):,}"), part("td", in_a_row(texts[:_FEW], "; "), class_="text"), class_="key")
        for where, texts, _ in words.untranslated()
    ]  # fmt: skip
    heads = ("Where", "Texts", worded("The first of them"))
    return table("What has no translation, and is shown as it was typed", heads, rows, class_="list") if rows else None


def sources(books: Iterable[Book]) -> View:
    """Return how each column is derived, in words, with the source of its rule, sheet by sheet."""
    made = []
    for book in books:
        catalogue = book.figures.catalogue
        made.append(part("h3", book.title))
        for each in catalogue.tables.values():
            if not each.lines:
                continue
            found = [(catalogue.figures[place], book.derived[place]) for place in ((each.name, line.name) for line in each.lines)]
            rows = [part("tr", part("th", figure.title, scope="row"), *(part("td", text) for text in (derived, figure.line.source)), class_="key") for figure, derived in found]
            heads = map(worded, ("Figure", "How the figure is derived", "Source of the rule"))
            made.append(part("details", part("summary", counted("{title}: {count:,} figure", "{title}: {count:,} figures", len(found), title=each.title)), table(each.title, heads, rows, class_="list texts")))
    return View("sources", "Notes and sources", tuple(made))


def glance(found: PageTable, standing: Standing, states: pd.DataFrame | None) -> View:
    """Return what a reader sees first: what is asked, how that moved, where it goes, whose share it is, and what is missing."""
    inside = []
    across = keys_across(found.book.figures, found.printed)
    how = found.how(found.printed.figure)
    inside.append(bars(phrase("{what}, {unit}", what="Where it goes", unit=found.unit), [
        Bar(in_a_row((key, heading)) if heading != key else key, shown.value, shown.text, shown.where, how)
        for key, heading in across for shown in [Shown(how, found.rows(found.printed.figure, key))]
    ]))  # fmt: skip
    inside.append(bars(phrase("{what}, {unit}", what="What it is spent on", unit=found.unit), [
        Bar(row.label, shown.value, shown.text, shown.where, how)
        for row in rows_down(found.book.figures, found.printed) if row.kind == "key"
        for shown in [Shown(how, found.rows(found.printed.figure, "", found.under(row)))] if shown.value
    ]))  # fmt: skip
    sides = part("div", *inside, part("div", None if states is None else _share(found, states), _sure(found.book, standing)), class_="sides")
    return View("glance", "At a glance", (_asked(found), sides))


def _asked(found: PageTable) -> Element:
    change, share = found.change(found.how(found.printed.figure)), found.change("percent:1", share=True)
    before, after = found.asked
    sentence = part("p", before, found.total.live("strong"), after, class_="asked")
    if change and share:
        add(sentence, part("span", " · ", change.live("span", data_sign="yes"), " on last year (", share.live("span", data_sign="yes"), " per cent)", class_="change"))
    return sentence


def _share(found: PageTable, states: pd.DataFrame) -> Element:
    """Return the part of the page on which a reader chooses a State and sees what it would pay of the section."""
    chosen = part("select", part("option", "Choose a State", value=""), *(part("option", str(name), value=str(code), data_rate=f"{rate:.10g}") for code, name, rate in zip(states["state"], states["name"], states["rate"], strict=True)), id="state")
    label = part("label", "What one State pays: ", chosen)
    return part("div", label, part("p", id="share", data_of=found.total.where, aria_live="polite"), class_="mine", hidden="hidden")


def _sure(book: Book, standing: Standing) -> Element:
    listed = part("ul", *(part("li", reason) for reason in standing.reasons))
    missing = [str(book.inputs.frames[name].at[row, book.figures.catalogue.key(name)]) for name, row in standing.missing]
    inside = [part("p", "This is a draft section, because of:" if standing.reasons else "This is a final section.")]
    inside += [listed] if standing.reasons else []
    inside += [part("p", part("strong", "No price is known of: "), in_a_row(missing, "; "), ".")] if missing else []
    return part("div", part("h3", "How sure it is"), *inside, class_="sure")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}." if text and text != NOT_FOUND else ""
