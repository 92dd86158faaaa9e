"""The review sheets: why the section moved, what it is made of, which rates matter, what is pooled and saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.declare.layout import CHANGES, JUSTIFICATION, POOLED, REGISTER, ROW_BY_ROW, SAVINGS, Printed
from aspbudget.declare.model import ADDED, MOVED, REMOVED
from aspbudget.declare.sheet import in_words
from aspbudget.figures.printed import is_full, lines_of
from aspbudget.inputs.standing import given
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import NOT_ENTERED, At, Binary, Cell, Gather, Node, Number, Text
from aspbudget.phrase import in_a_row, phrase
from aspbudget.review.causes import causes
from aspbudget.review.changes import CHANGED, plain
from aspbudget.review.justification import Justification
from aspbudget.review.sensitivity import DOUBT
from aspbudget.workbooks.book import Group, address
from aspbudget.workbooks.listing import FIRST, VALUES, Head, Listing, Live
from aspbudget.workbooks.look import MONEY, PRICE, PRICE_IF_ENTERED, WHOLE, capital, decimals, marked

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping
    from typing import Any

    import pandas as pd

    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.review.comparison import Comparison
    from aspbudget.review.justification import Requirement
    from aspbudget.review.sensitivity import Entry
    from aspbudget.workbooks.book import Book
    from aspbudget.workbooks.listing import Item


_PRIORITY = "Priority is the range between low and high × (1 + age in years) × reliability of source, which is more the less is known."


def write_lists(book: Book, figures: Figures, inputs: Inputs, found: Comparison | None, rates: list[Entry]) -> None:
    """Write the lists in which a section is reviewed with its rates, those of changes only where it has an earlier one."""
    layout = figures.catalogue.section
    if layout is None:
        return
    listings = [
        *(_compared(book, figures, found) if found else ()),
        *_standing_alone(book, figures, found, layout),
        _register(book, figures, inputs, rates),
    ]
    for listing in listings:
        if listing.rows:
            listing.write(book)


def _line(figures: Figures) -> tuple[Head, Head]:
    """Return the columns that say which printed line a row belongs to."""
    across, down = figures.catalogue.heading_titles()
    return Head(across, 13), Head(down, 25)


def _compared(book: Book, figures: Figures, found: Comparison) -> Iterator[Listing]:
    about = book.places.catalogue.about
    amount = Head(phrase("Amount ({currency})", currency=book.places.currency), 14, MONEY, total=True)
    where = (*_line(figures), Head("Sheet", 24), Head("Row", 50), amount)
    rows = list(_row_by_row(found))
    yield Listing(ROW_BY_ROW, in_a_row((about(ROW_BY_ROW), VALUES)), (Head("Cause", 28), *where), rows, group=Group.WORKINGS)
    moved = (Head("Column", 20), Head("Was", 26), Head("Is", 26), Head("Cell of the input", 12))
    heads = (Head("Cause", 12), Head("Sheet", 24), Head("Row", 40), *moved)
    yield Listing(CHANGES, _about_changes(found), heads, list(_changes(found)), group=Group.WORKINGS)
    yield from _staffing(figures, found)
    yield Listing(SAVINGS, in_a_row((about(SAVINGS), VALUES)), (Head("What", 34), *where), list(_savings(found)), group=Group.WORKINGS)


def _row_by_row(found: Comparison) -> Iterator[tuple[Item, ...]]:
    for bar in found.bridge.bars:
        for row in bar.rows:
            yield bar.cause.title, *row.place, row.sheet, row.key, row.amount
        for place in found.bridge.places:
            left = round(bar.amounts.get(place, 0) - add_up(row.amount for row in bar.rows if row.place == place), 2)
            if left:
                yield (
                    bar.cause.title,
                    *place,
                    "",
                    "Rounding of the printed line" if bar.cells else "The whole line",
                    left,
                )


def _about_changes(found: Comparison) -> str:
    notes = len(found.changes) - len(found.counted)
    more = phrase("{count} more changes of sources, dates and other notes change no figure.", count=notes)
    return in_a_row((found.between.new.catalogue.about(CHANGES), more))


def _changes(found: Comparison) -> Iterator[tuple[Item, ...]]:
    titles = {cause.name: cause.title for cause in causes(found.between.new.catalogue)}
    words = {"added": "row added", "removed": "row discontinued"}
    for each in found.counted:
        was, now = ("", "") if each.kind != CHANGED else each.in_words
        yield titles[each.cause], each.sheet, in_words(each.key), each.column or words[each.kind], was, now, each.cell
    for suggestion in found.suggestions:
        yield "", suggestion.sheet, suggestion.before, "renamed?", suggestion.before, suggestion.now, ""


def _staffing(figures: Figures, found: Comparison) -> Iterator[Listing]:
    """Yield, for each printed table of counts other than the section, what changed in it since the earlier cycle."""
    old, new = found.between.old, found.between.new
    for layout in figures.catalogue.layouts(Printed):
        if layout is new.layout or figures.catalogue.tables[layout.table].collects:
            continue
        figure, label = layout.figures[0]
        before, now = lines_of(old.figures, layout, figure), lines_of(figures, layout, figure)
        shown = [place for place in {**now, **before} if before.get(place) or now.get(place)]
        rows = []
        for row, place in enumerate(shown, start=FIRST):
            keys = ((layout.across, Cell(address(row, 0))), (layout.down, Cell(address(row, 1))))
            count, was = float(now.get(place, 0)), float(before.get(place, 0))
            change = Binary("-", Cell(address(row, 3)), Cell(address(row, 2)))
            rows.append(
                (*place, was, Live(Gather("total", layout.table, figure, keys), count), Live(change, count - was))
            )
        named = (Head(layout.across.replace("_", "-").capitalize(), 16), Head(layout.down.capitalize(), 16))
        counts = [
            Head(title, 12, WHOLE, total=True) for title in (phrase("{label} {cycle}", label=label, cycle=old.cycle), phrase("{label} {cycle}", label=label, cycle=new.cycle), "Change")
        ]
        heads = (*named, *counts)
        title = phrase("{sheet} changes", sheet=layout.title)
        about = figures.catalogue.about(title) or phrase("What moved in {sheet} since the earlier cycle.", sheet=layout.title)
        yield Listing(title, in_a_row((about, VALUES)), heads, rows, about, Group.WORKINGS)


def _savings(found: Comparison) -> Iterator[tuple[Item, ...]]:
    for bar in found.bridge.bars:
        if bar.cause.name == REMOVED:
            went = {(each.sheet, each.key) for each in bar.cells if each.kind == "removed"}
            for row in bar.rows:
                what = (
                    "Discontinued: lowers the baseline"
                    if (row.sheet, row.key) in went
                    else "Met by other means: lowers the baseline"
                )
                yield (
                    what if row.amount < 0 else "No longer pooled: raises the baseline",
                    *row.place,
                    row.sheet,
                    row.key,
                    row.amount,
                )
    quantities = next(bar.cause for bar in found.bridge.bars if bar.cause.name == MOVED)
    for bar in found.bridge.bars:
        together = quantities.group and bar.cause.group == quantities.group and bar.cause.name not in (ADDED, REMOVED)
        if together or bar.cause == quantities:
            yield from (
                ("Less of it is needed", *row.place, row.sheet, row.key, row.amount)
                for row in bar.rows
                if row.amount < 0
            )


def _standing_alone(book: Book, figures: Figures, found: Comparison | None, layout: Printed) -> Iterator[Listing]:
    words = Justification(figures, layout, book.places.currency, found.bridge if found else None)
    titles = ("Approved", "Proposed", "Change") if is_full(figures, layout) else ("Proposed",)
    printed = [Head(title, 9, decimals(layout.digits), total=True) for title in titles]
    unit = layout.scale.unit(book.places.currency)
    text = in_a_row((book.places.catalogue.about(JUSTIFICATION), phrase("{unit}.", unit=capital(unit))))
    heads = (*_line(figures), *printed, Head(JUSTIFICATION, 117))
    yield Listing(JUSTIFICATION, text, heads, list(_justified(words)))
    yield _pooled(book, words)


def _justified(words: Justification) -> Iterator[tuple[Item, ...]]:
    layout = words.layout
    proposed = lines_of(words.figures, layout)
    shown = [place for place in proposed if proposed[place] or words.approved.get(place)]
    for row, place in enumerate(shown, start=FIRST):
        before, now = (amounts.get(place, 0) / layout.divide for amounts in (words.approved, proposed))
        cells = [Live(_looked_up(layout, layout.figure, row), now)]
        if is_full(words.figures, layout):
            change = Binary("-", Cell(address(row, 3)), Cell(address(row, 2)))
            cells = [Live(_looked_up(layout, layout.last_year, row), before), *cells, Live(change, now - before)]
        yield *place, *cells, words.text(place)


def _looked_up(layout: Printed, figure: str, row: int) -> Node:
    keys = ((layout.across, Cell(address(row, 0))), (layout.down, Cell(address(row, 1))))
    return Binary("/", Gather("total", layout.table, figure, keys), Number(layout.divide))


def _pooled(book: Book, words: Justification) -> Listing:
    currency = book.places.currency
    heads = (*_line(words.figures), Head("Sheet", 24), Head("Row", 50), Head(phrase("Would have cost ({currency})", currency=currency), 16, MONEY, total=True),
             Head(phrase("Costs the section ({currency})", currency=currency), 16, MONEY, total=True))  # fmt: skip
    rows = [
        (
            *each.place,
            each.table.title,
            each.key,
            Live(of_row(words.figures, each, each.charge.full), each.full),
            Live(of_row(words.figures, each, each.charge.cost), each.cost),
        )
        for each in words.requirements
        if each.full != each.cost
    ]
    catalogue = book.places.catalogue
    return Listing(catalogue.called(POOLED), catalogue.about(POOLED), heads, rows, catalogue.about(POOLED), Group.WORKINGS)


def of_row(figures: Figures, each: Requirement, line: str) -> Node:
    """Return a row's line as a formula: the total over the rows that have its keys."""
    name = each.table.name
    key = figures.catalogue.key(name)
    keys = [key] if key else list(figures.catalogue.columns(name))
    return Gather("total", name, line, tuple((column, Text(figures.value(name, column, each.row))) for column in keys))


def looked_up_rate(figures: Figures, rate: Entry, row: Mapping[Hashable, Any]) -> list[Item]:
    """Return a rate as figures rest on it, whichever way it is given, and its bounds; what is not entered says so."""
    columns, key = figures.catalogue.columns(rate.table), figures.catalogue.key(rate.table)
    name = columns[rate.column].taken_as or rate.column
    ways = [rate.column, *(each.name for each in columns.values() if each.instead == rate.column)]
    value = float(figures.values(rate.table, name)[list(figures.values(rate.table, key)).index(rate.key)])
    entered = {name: any(given(row[each]) for each in ways)} | {bound: given(row[bound]) for bound in ("lowest", "highest")}
    values = {name: value} | {bound: float(plain(row[bound]) or 0.0) for bound in ("lowest", "highest")}
    return [Live(At(rate.table, each, key, Text(rate.key)), values[each], "" if entered[each] else PRICE_IF_ENTERED) for each in values]


def _by_key(frame: pd.DataFrame, key: str) -> dict[Hashable, dict[Hashable, Any]]:
    """Return the rows of a table by their keys."""
    columns = {name: frame[name].tolist() for name in frame}
    return dict(zip(columns[key], (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)), strict=True))


def _register(book: Book, figures: Figures, inputs: Inputs, rates: list[Entry]) -> Listing:
    currency = book.places.currency
    known = (Head("Rate or assumption", 34), Head("Sheet", 14), Head("Status", 13))
    bounds = [Head(title, 11, PRICE) for title in ("Value", "Low", "High")]
    weights = (Head("Age (years)", 7, decimals(1)), Head("Reliability of source", 10, WHOLE), Head("Priority", 11, WHOLE))
    heads = (*known, *bounds, Head(phrase("Range ({currency})", currency=currency), 11, WHOLE), *weights, Head("Source", 44))
    rows: list[tuple[Item, ...]] = []
    keyed = {name: _by_key(inputs.frames[name], figures.catalogue.key(name)) for name in {each.table for each in rates}}
    for row, each in enumerate(rates, start=FIRST):
        table = figures.catalogue.tables[each.table]
        looked = looked_up_rate(figures, each, keyed[each.table][each.key])
        product = Binary(
            "*",
            Binary("*", Cell(address(row, 6)), Binary("+", Number(1), Cell(address(row, 7)))),
            Cell(address(row, 8)),
        )
        rows.append((in_words(each.key), table.title, marked(each.status), *looked, NOT_ENTERED if each.at_stake is None else each.at_stake, each.age, DOUBT[each.status],
                     NOT_ENTERED if each.at_stake is None else Live(product, each.priority), each.source))  # fmt: skip
    text = in_a_row((book.places.catalogue.about(REGISTER), _PRIORITY, VALUES))
    return Listing(REGISTER, text, heads, rows, on_one_page=True)
