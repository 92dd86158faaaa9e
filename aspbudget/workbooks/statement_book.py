"""The workbook of a statement: what a draft costs, live, with a switch for each paragraph and alternative."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from aspbudget.declare.layout import (
    AT_A_GLANCE,
    BY_LINE,
    BY_YEAR,
    COMBINATIONS,
    DRAFTS,
    PER_STATE,
    SLOTS,
    SUMMARY,
    Timetable,
)
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import At, Binary, Call, Cell, Gather, Node, Number, Text
from aspbudget.phrase import altered, counted, in_a_row, phrase
from aspbudget.statements.by_case import CASE, IN_EFFECT, by_case
from aspbudget.statements.choices import against_choice
from aspbudget.statements.costing import shares_in_order
from aspbudget.statements.draft import ALL
from aspbudget.statements.effect import BEFORE, WITH
from aspbudget.statements.line_sheets import FULL_COST, JOINT_LINES, parts, steps
from aspbudget.statements.printed_parts import joint_part, part, tables_of_lines
from aspbudget.statements.reached import headings
from aspbudget.statements.statement import JOINT, Amounts, added
from aspbudget.workbooks import appendix
from aspbudget.workbooks.book import NIL, Book, Headline, Places, address
from aspbudget.workbooks.checks_sheet import count_of_checks, write_checks
from aspbudget.workbooks.contents_sheet import write_contents
from aspbudget.workbooks.cycle_book import Emitted, author, dated, name_assumptions, stated, undisturbed
from aspbudget.workbooks.glance_of_statement import write_glance_of_statement
from aspbudget.workbooks.glance_page import cut
from aspbudget.workbooks.glance_stated import asked_by
from aspbudget.workbooks.listing import FIRST, VALUES, Head, Listing, Live
from aspbudget.workbooks.look import RATE, WHOLE, YES_NO, capital
from aspbudget.workbooks.reconcile import engine
from aspbudget.workbooks.seal_sheet import reserve_seal, write_seal
from aspbudget.workbooks.table_sheets import write_table
from aspbudget.workbooks.translated_values import Further, translation
from aspbudget.workbooks.translation import Shown
from aspbudget.workbooks.typeface import lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.statements.costed import Costed
    from aspbudget.statements.statement import Option, Paragraph, Statement
    from aspbudget.workbooks.listing import Item

_JOINT = "Joint effect"
_FIVE = len(Amounts._fields)
_NOW = "As the alternatives are chosen now"
_NOT_ALLOWED = "As the alternatives are chosen now, which the draft does not allow: see column Against choice of sheet Alternatives"
_MONEY, _OF_YEAR = "{title} ({currency})", "{title} {year}"
_COMPARED = "Compared with the section: {baseline}. At the prices of {year}; later years before recosting."
_ASKED, _MARGIN = 23, 6  # the width of what paragraphs ask for, which is cut to two lines, and what their ends and the cell leave free
_LEFT_OUT, _LEFT_OUT_BESIDE = 22, 16  # the width of what ranges leave out, and beside what paragraphs ask for, so that print stays at eight points
_NUMBERS = 13, 36  # the least and the greatest width of a column of numbers of paragraphs
_SWITCHES = "To include a paragraph or an alternative or to leave it out, enter 1 (yes) or 0 (no) in column Included of sheet Paragraphs or Alternatives; every figure follows."


def write_statement(found: Costed, statement: Statement, more: Callable[[Listing], Listing] | None = None, language: str | None = None) -> Emitted:
    """Return the workbook of a statement: its summaries, its switches, every row with live formulas, and its derivation.

    `more` gives a further list, which stands before the others, from the one of sheet Summary.
    """
    with undisturbed():
        book = lay_out(found, statement, more, language)
        return Emitted(book.close(book.title), book.formulas)


def lay_out(found: Costed, statement: Statement, more: Callable[[Listing], Listing] | None = None, language: str | None = None) -> Book:
    """Return that workbook with all its cells in their places, before it becomes a file."""
    words = translation(found.figures, found.inputs, language, Further(found.draft_rows.inputs.several))
    if not words.is_of_inputs:
        found, statement = shares_in_order(found, statement, words)
    figures, inputs = found.figures, found.inputs
    several = len(found.draft_rows.inputs.several)
    title = phrase("Budgetary implications of {draft}, {cycle}", draft=_drafts(several) if several else statement.symbol, cycle=statement.cycle)
    standing, heading = found.standing, inputs.cycle | found.heading
    places = Places(figures.catalogue, statement.currency, shown=figures.is_shown, words=words)
    book = Book(places, title, draft=bool(standing.reasons), dated=dated(heading), author=author(heading))
    book.sheet(AT_A_GLANCE, figures.catalogue.about(AT_A_GLANCE))
    writer = _Writer(book, found, statement)
    listings = [listing for listing in writer.listings() if listing.rows]
    listings = [*([more(listings[0])] if more else []), *listings]
    for listing in listings:
        listing.write(book)
    tables = [table for table in figures.catalogue.tables.values() if table.name != "cycle" and figures.is_shown(table.name)]
    tables.sort(key=lambda table: table.name not in ("paragraphs", "alternatives"))
    for table in tables:
        write_table(book, figures, table)
    name_assumptions(book, figures)
    appendix.write_derivation(book, figures)
    write_glance_of_statement(book, found, statement)
    headlines = list(writer.headlines(listings))
    cells = len(book.formulas) + count_of_checks(figures, headlines)
    write_checks(book, figures, headlines, Shown(engine()), cells)
    appendix.write_to_confirm(book, figures, inputs, standing, found.accepted)
    appendix.write_notes(book, inputs, standing, [*stated(heading), *_compared_with(found)])
    appendix.write_to_confirm_at_last(book, figures, inputs, standing, found.accepted)
    sealing = reserve_seal(book)
    write_contents(book, title, standing)
    write_seal(book, sealing)
    return book


def _drafts(number: int) -> str:
    return counted("{count:,} draft resolution", "{count:,} draft resolutions", number)


def _compared_with(found: Costed) -> Iterator[tuple[str, str]]:
    """Yield with which section the draft is compared, and from which its rows are cited: their workbooks, with their hashes."""
    section = found.draft_rows.inputs.section
    yield "Compared with the section", found.baseline
    for each in (section, section.further if section else None):
        if each:
            yield "Section", Shown(each.label)
            yield "SHA-256 of the section", Shown(each.sha256)


@dataclass(frozen=True)
class _Writer:
    """What the summaries of a statement show, each cell with its formula and its value."""

    book: Book
    found: Costed
    statement: Statement

    def listings(self) -> Iterator[Listing]:
        """Yield the sheets that sum the statement up; those of slots, combinations and States only where there are any."""
        yield self._summary()
        yield self._by_line()
        yield self._by_year()
        slots = self._slots()
        if slots:
            yield slots
        if self.statement.options:
            yield self._combinations()
        if self.statement.shares:
            yield self._per_state()

    def headlines(self, listings: list[Listing]) -> Iterator[Headline]:
        """Yield the totals that are compared with the sum of all printed lines."""
        year, last = self.statement.year, Amounts._fields[-1]
        amount, other = self.statement.total.additional, self._sum(last, year, {})
        title = phrase(_MONEY, title=phrase(_OF_YEAR, title=self._titles[-1], year=year), currency=self.statement.currency)
        for listing in listings:
            if listing.name in (DRAFTS, SUMMARY, BY_LINE):
                place = [head.title for head in listing.heads].index(title)
                cell = address(FIRST + len(listing.rows), place, fixed="rc")
                yield Headline(phrase("{sheet}: additional requirements of {year}", sheet=listing.name, year=year), f"'{listing.name}'!{cell}", amount, other)
        if self.statement.shares:
            cell = address(FIRST + len(self.statement.shares), 3, fixed="rc")
            yield Headline("Per State: what is added to all States, and the additional requirements", f"'Per State'!{cell}", amount, other)

    def _about(self, sheet: str) -> str:
        return self.book.places.catalogue.about(sheet)

    def _tables(self) -> list[str]:
        return tables_of_lines(self.found.figures)

    def _sum(self, name: str, year: int, keys: dict[str, Node]) -> Node:
        return part(self.found.figures, name, year, keys)

    def _joint(self, name: str, year: int) -> Node:
        return joint_part(self.found.figures, name, year)

    def _money(self, *titles: str) -> tuple[Head, ...]:
        return tuple(Head(phrase(_MONEY, title=title, currency=self.statement.currency), 11, WHOLE, total=True) for title in titles)

    def _summary(self) -> Listing:
        year, *later = self.statement.years
        heads = (
            Head("Paragraph", self._of_numbers()), *([Head("What it asks for", _ASKED)] if self._in_short else []), Head("Answer", 22), Head("Included", 8, YES_NO), *self._money(*(phrase(_OF_YEAR, title=title, year=year) for title in self._titles)),
            Head(phrase(_MONEY, title="Range, in no total", currency=self.statement.currency), 18), Head("The range leaves out", _LEFT_OUT_BESIDE if self._in_short else _LEFT_OUT), *self._money(*(phrase(_OF_YEAR, title=self._titles[-1], year=other) for other in later)),
        )  # fmt: skip
        rows: list[tuple[Item, ...]] = []
        no_range = NIL if any(each.high for each in self.statement.paragraphs) else ""  # a column of which no row has anything is folded away
        nothing_left_out = NIL if any(each.excludes for each in self.statement.paragraphs) else ""
        for row, paragraph in enumerate(self.statement.paragraphs, start=FIRST):
            key: dict[str, Node] = {"paragraph": Cell(address(row, 0))}
            switch = Live(At("paragraphs", "counts", "paragraph", key["paragraph"]), float(paragraph.counts))
            bounds = phrase("{low:,.0f} to {high:,.0f}", low=paragraph.low, high=paragraph.high) if paragraph.high else no_range
            left_out = in_a_row(paragraph.excludes, "; ") if paragraph.excludes else nothing_left_out
            amounts = self._amounts(paragraph.number, lambda part, year, key=key: self._sum(part, year, key))  # type: ignore[misc]
            rows.append((paragraph.number, *self._asked(paragraph), paragraph.answer, switch, *amounts[:_FIVE], bounds, left_out, *amounts[_FIVE:]))
        if JOINT_LINES in self._tables():
            amounts = self._amounts(JOINT, self._joint)
            rows.append((_JOINT, *([NIL] if self._in_short else []), "what paragraphs share", NIL, *amounts[:_FIVE], no_range, nothing_left_out, *amounts[_FIVE:]))
        compared = phrase(_COMPARED, baseline=self.statement.baseline, year=year)
        version = [phrase("Version: {version}.", version=self.statement.version_stated)] if self.statement.version_stated else []
        return Listing(SUMMARY, in_a_row((self._about(SUMMARY), *version, compared, FULL_COST, _SWITCHES)), heads, rows)

    @property
    def _in_short(self) -> bool:
        """Whether officers have said in short what paragraphs ask for, and there is room for it; the beginnings of texts alone would only take that, and numbers with symbols do."""
        return any(paragraph.short for paragraph in self.statement.paragraphs) and self._of_numbers() == _NUMBERS[0]

    def _asked(self, paragraph: Paragraph) -> list[str]:
        """Return what a paragraph asks for, cut to two lines, and a dash where nobody said so in short; nothing where that is said of none."""
        if self._in_short and not paragraph.short:
            return [NIL]
        return [altered(asked_by(paragraph, self.found, self.book.words), partial(cut, room=2 * _ASKED - _MARGIN))] if self._in_short else []

    def _of_numbers(self) -> int:
        """Return the width at which the numbers of paragraphs stay on one line, those of a consolidated statement with the symbols of their drafts."""
        numbers = [paragraph.number for paragraph in self.statement.paragraphs]
        return next((width for width in range(*_NUMBERS) if all(lines(number, width) == 1 for number in numbers)), _NUMBERS[-1])

    @property
    def _titles(self) -> tuple[str, ...]:
        """The titles of the five amounts, from full cost to what is additional."""
        known = {name: title for name, title, *_ in (*steps(self.statement.practice), *parts(self.statement.practice))}
        return tuple(known[name] for name in Amounts._fields)

    def _amounts(self, paragraph: str, formula: Callable[[str, int], Node]) -> list[Live]:
        """Return the five amounts of a paragraph in the budget year, then what is additional in each later year."""
        year, *later = self.statement.years
        asked = [*((part, year) for part in Amounts._fields), *((Amounts._fields[-1], other) for other in later)]
        return [Live(formula(part, when), getattr(self.statement.paragraph(paragraph, when), part)) for part, when in asked]

    def _by_line(self) -> Listing:
        year, *later = self.statement.years
        across, down = self.found.section.catalogue.heading_titles()
        titles = [*(phrase(_OF_YEAR, title=title, year=year) for title in self._titles), *(phrase(_OF_YEAR, title=self._titles[-1], year=other) for other in later)]
        heads = (Head(across, 12), Head(down, 28), *self._money(*titles))
        asked = [*((part, year) for part in Amounts._fields), *((Amounts._fields[-1], other) for other in later)]
        rows: list[tuple[Item, ...]] = []
        for row, place in enumerate(self._places(), start=FIRST):
            keys: dict[str, Node] = {axis: Cell(address(row, column)) for column, axis in enumerate(self.statement.axes)}
            known = {when: self.statement.of(lambda line, place=place, when=when: (line.across, line.down) == place and line.year == when)  # type: ignore[misc]
                     for when in self.statement.years}  # fmt: skip
            rows.append((*place, *(Live(self._sum(part, when, keys), getattr(known[when], part)) for part, when in asked)))
        return Listing(BY_LINE, self._about(BY_LINE), heads, rows)

    def _places(self) -> list[tuple[str, str]]:
        """Return every place in the section that a line has, also where its amount is 0 now, in the order of the section."""
        figures = self.found.figures
        order = headings(figures, self.found.section.catalogue)
        pairs = {pair for name in self._tables() for pair in zip(*(figures.values(name, axis) for axis in self.statement.axes), strict=True)}
        return sorted(pairs, key=lambda pair: (order[0].index(pair[0]), order[1].index(pair[1])))

    def _by_year(self) -> Listing:
        money = (head._replace(total=False) for head in self._money(*self._titles))  # a total over years is no amount that is appropriated
        rows: list[tuple[Item, ...]] = []
        kinds = sorted({kind for name in self._tables() for kind in self.found.figures.values(name, "kind")})
        for year in self.statement.years:
            for kind in kinds:
                keys: dict[str, Node] = {"kind": Cell(address(FIRST + len(rows), 1))}
                known = added(line.amounts for line in self.statement.lines if line.year == year and line.kind == kind)
                rows.append((str(year), kind, *(Live(self._sum(part, year, keys), getattr(known, part)) for part in Amounts._fields)))
        return Listing(BY_YEAR, self._about(BY_YEAR), (Head("Year", 10), Head("Kind", 14), *money), rows, printed=False)

    def _slots(self) -> Listing | None:
        grid = next(iter(self.found.draft_rows.anatomy.section.layouts(Timetable)), None)
        cases = self._compared()
        tables = self.found.figures.catalogue.tables
        if grid is None or cases is None or by_case(grid.table) not in tables:
            return None
        grid = grid.with_parts(set(self.found.figures.values(by_case(grid.table), grid.part)))
        served = [whole for whole, _ in grid.served]
        titles = [*(phrase("Held, {part}", part=part) for part in grid.parts), *(each.replace("_", " ") for each in served)]
        heads = (Head(grid.period.capitalize(), 34), Head(grid.day.capitalize(), 14, "d mmm yyyy"),
                 *(Head(phrase(when, title=capital(title)), 13, WHOLE) for title in titles for when in ("{title}, section", "{title}, with the draft")))  # fmt: skip
        return Listing(SLOTS, self._about(SLOTS), heads, list(self._days(grid, served, cases)), printed=False)

    def _compared(self) -> tuple[str, str] | None:
        """Return the names of two cases, the section and the section with the whole draft in the first year; `None` where no cases are compared."""
        if "cases" not in self.found.figures.catalogue.tables:
            return None
        cases = self.found.figures.frame("cases")
        with_draft = cases[(cases["view"] == WITH) & (cases["year"] == self.statement.years[0])]
        every = with_draft[with_draft["asked_by"] == ALL]
        chosen = every if len(every) else with_draft
        before = cases[cases["view"] == BEFORE]
        return (before["case"].iloc[0], chosen["case"].iloc[0]) if len(chosen) and len(before) else None

    def _days(self, grid: Timetable, served: list[str], cases: tuple[str, str]) -> Iterator[tuple[Item, ...]]:
        """Yield the days, each with how much takes place in its parts and what serves it, in the one case and in the other."""
        held, serving = by_case(grid.table), by_case(grid.serving)
        of_parts = self._by_keys(held, (CASE, grid.day, grid.period, grid.part), IN_EFFECT)
        of_days = [(whole, self._by_keys(serving, (CASE, grid.day, grid.period), whole)) for whole in served]
        for row, (day, period) in enumerate(sorted({(day, period) for case, day, period, _ in of_parts if case in cases}), start=FIRST):
            keys: tuple[tuple[str, Node], ...] = ((grid.period, Cell(address(row, 0))), (grid.day, Cell(address(row, 1))))
            taking_place = [Live(self._counted(held, IN_EFFECT, case, (*keys, (grid.part, Text(part)))), add_up(of_parts.get((case, day, period, part), ()), 0.0))
                            for part in grid.parts for case in cases]  # fmt: skip
            in_service = [Live(self._counted(serving, whole, case, keys), add_up(known.get((case, day, period), ()), 0.0)) for whole, known in of_days for case in cases]
            yield period, day, *taking_place, *in_service

    def _by_keys(self, table: str, keys: tuple[str, ...], column: str) -> dict[tuple[Any, ...], list[float]]:
        """Return the values of a column by the keys of their rows; a day is the number by which a spreadsheet has it."""
        figures, found = self.found.figures, dict[tuple[Any, ...], list[float]]()
        columns = ((each if isinstance(each, list) else each.tolist()) for each in (figures.cells(table, name) for name in (*keys, column)))
        for *known, value in zip(*columns, strict=True):
            found.setdefault(tuple(known), []).append(float(value))
        return found

    @staticmethod
    def _counted(table: str, column: str, case: str, keys: tuple[tuple[str, Node], ...]) -> Node:
        """Return the sum of a column of a table by case, over the rows of one case with these keys."""
        return Gather("total", table, column, ((CASE, Text(case)), *keys))

    def _combinations(self) -> Listing:
        year, last = self.statement.year, Amounts._fields[-1]
        full, *_, rest = self._titles
        titles = (phrase(_OF_YEAR, title=full, year=year), *(phrase(_OF_YEAR, title=rest, year=each) for each in self.statement.years))
        heads = (Head("Alternatives included", 60), *(Head(phrase(_MONEY, title=title, currency=self.statement.currency), 16, WHOLE) for title in titles))
        live: tuple[Item, ...] = (self._as_they_stand(), Live(self._sum("full", year, {}), self.statement.total.full),
                *(Live(self._sum(last, each, {}), self.statement.in_year(each).additional) for each in self.statement.years))  # fmt: skip
        rows: list[tuple[Item, ...]] = [(self._named(option), option.years[0].full, *(each.additional for each in option.years))
                for option in self.statement.options]  # fmt: skip
        return Listing(COMBINATIONS, in_a_row((self._about(COMBINATIONS), VALUES)), heads, [live, *rows])

    def _as_they_stand(self) -> Item:
        """Return what the amounts of the first row are; live where the switches may be turned against a choice."""
        if not self.statement.choices:
            return _NOW
        against = Binary(">", Gather("total", "alternatives", against_choice.name, ()), Number(0), "truth")
        return Live(Call("where", (against, Text(_NOT_ALLOWED), Text(_NOW)), "text"), _NOW)

    def _named(self, option: Option) -> str:
        """Return an option as what it keeps: `length: two days, group: none, A`."""
        named = [phrase("{choice}: {name}", choice=choice, name=kept or "none") if choice else kept for choice, kept in self.statement.answers(option)]
        return in_a_row(named or ["none"], ", ")

    def _per_state(self) -> Listing:
        heads = (Head("Code", 8), Head("State", 40), Head("Rate (%)", 12, RATE), *self._money(phrase("Added in {year}", year=self.statement.years[0])))
        rows = []
        for row, share in enumerate(self.statement.shares, start=FIRST):
            key = Cell(address(row, 0))
            rows.append((share.code, share.state, Live(At("shares", "rate", "code", key), share.rate),
                         Live(At("shares", "additional", "code", key), share.amount)))  # fmt: skip
        return Listing(PER_STATE, self._about(PER_STATE), heads, rows, printed=False)
