"""The sheet of checks: what was compared, both values live, and whether they agree."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.layout import CHECKS
from aspbudget.lines.formula import Binary, Call, Cell, Gather, Node, Number, Text
from aspbudget.lines.table import Distinct
from aspbudget.phrase import phrase
from aspbudget.workbooks.book import CHECKS_FAILING, address
from aspbudget.workbooks.look import MONEY, PLAIN, decimals
from aspbudget.workbooks.marked_up import Area, mark_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.figures.cost import Figures
    from aspbudget.workbooks.book import Book, Headline

_CENT = 0.005
_AGREES, _DIFFERS = "agrees", "differs"
_ABOUT = "What was compared, both values, and the result. Every comparison is live."
_PROVEN = "Before this workbook was published, {engine} recalculated it: {formulas:,} formulas, 0 different from the values that were written with them; references to columns of tables were given to it as the addresses of their cells."
_TITLES = ("Check", "As printed", "As recomputed", "Difference", "Result")
_WIDTHS = (74, 20, 20, 16, 14)
_HEADER = 3


class Side(NamedTuple):
    """One side of a comparison: its formula, and the value that it had when it was computed."""

    formula: Node
    value: float


class Compared(NamedTuple):
    """Two sides that must be equal, or differ by no more than an amount: what they are, both as formulas with their values."""

    what: str
    one: Side
    other: Side
    within: Side | None = None

    @property
    def difference(self) -> float:
        """By how much the one side is more than the other."""
        return self.one.value - self.other.value


def write_checks(book: Book, figures: Figures, headlines: list[Headline], engine: str, formulas: int) -> None:
    """Write what was compared: both values, live, and whether they agree; the first headline total also as it was."""
    sheet = book.sheet(CHECKS, book.places.catalogue.about(CHECKS), printed=False)
    book.head(sheet, CHECKS, _ABOUT, _WIDTHS)
    for place, title in enumerate(_TITLES):
        sheet.write_string(_HEADER, place, title, book.look.header(right=0 < place < len(_TITLES) - 1))
    sheet.freeze_panes(_HEADER + 1, 0)
    for row, compared in enumerate(_all(figures, headlines), start=4):
        _compare(book, sheet, row, compared)
    row = 4 + len(_all(figures, headlines))
    mark_up(sheet, Area(_HEADER, row - 1, len(_TITLES) - 1))
    book.named(CHECKS_FAILING, CHECKS, f"$D${row + 2}")
    sheet.write_string(row + 1, 0, "Comparisons that fail", book.look("strong"))
    results = address(4, 4) + ":" + address(row - 1, 4)
    book.live(sheet, (row + 1, 3), Call("count_where", (Cell(results), Text(_DIFFERS))), 0.0, book.look("total", PLAIN))
    _since(book, sheet, row + 3, headlines[0])
    text = phrase(_PROVEN, engine=engine, formulas=formulas)
    book.across(sheet, (row + 5, 0), text, "subtitle", _WIDTHS)
    book.legend(sheet, row + 7)
    book.paper(sheet, _WIDTHS, _HEADER)


def count_of_checks(figures: Figures, headlines: list[Headline]) -> int:
    """Return how many formulas sheet Checks will have: four for each comparison, their count, and the change since."""
    return 4 * len(_all(figures, headlines)) + 3


def _all(figures: Figures, headlines: list[Headline]) -> list[Compared]:
    """Return everything that sheet Checks compares."""
    return [*_collected(figures), *_planned(figures), *_placed(figures), *_settled(figures), *_chosen(figures), *_declared(figures), *_printed(headlines)]


def _equal(what: str, one: Node, other: Node, amount: float) -> Compared:
    """Return two sides that had the same value when they were computed."""
    return Compared(what, Side(one, amount), Side(other, amount))


def _declared(figures: Figures) -> Iterator[Compared]:
    """Yield what the models compare."""
    for each in (comparison for model in figures.catalogue.models for comparison in model.comparisons):
        one, other, within = (_side(figures, each.table, name) for name in (each.one, each.other, each.within or each.other))
        yield Compared(each.what, one, other, within if each.within else None)


def _side(figures: Figures, table: str, name: str) -> Side:
    """Return a line of a table of one row as a side of a comparison."""
    return Side(Gather("total", table, name, ()), float(figures.tables[table].columns[name][0]))


def _printed(headlines: list[Headline]) -> Iterator[Compared]:
    """Yield, for every printed table, its total and the same added up over the rows of its table."""
    for headline in headlines:
        what = phrase("{total}: as printed, and added up over the rows of its table", total=headline.what)
        yield _equal(what, Cell(headline.cell), headline.other, headline.value)


def _since(book: Book, sheet: Worksheet, row: int, headline: Headline) -> None:
    """Write the headline total as the tool computed it next to the total now, so that a change made by hand shows."""
    text = phrase("{total}: as computed, as it is now, and the change by hand", total=headline.what)
    sheet.set_row(row, book.height([(text, _WIDTHS[0])]))
    sheet.write_string(row, 0, text, book.look("text"))
    sheet.write_number(row, 1, headline.value, book.look("text", decimals(1)))
    book.live(sheet, (row, 2), Cell(headline.cell), headline.value, book.look("text", decimals(1)))
    change = Binary("-", Cell(address(row, 2)), Cell(address(row, 1)))
    book.live(sheet, (row, 3), change, 0.0, book.look("text", decimals(1)))


def _collected(figures: Figures) -> Iterator[Compared]:
    """Yield, for every table that charges, what it charges and what reaches the lines of the section."""
    catalogue = figures.catalogue
    collecting = next((table for table in catalogue.tables.values() if table.collects), None)
    for table in catalogue.tables.values() if collecting else ():
        for charge in table.charges:
            name = f"{charge.cost}_of_{table.name}"
            amount = float(figures.tables[table.name].columns[charge.cost].sum())
            one = Gather("total", table.name, charge.cost, ())
            other = Gather("total", collecting.name, name, ())  # type: ignore[union-attr]
            what = phrase("{sheet}: what its rows cost, and what reaches the lines of the section", sheet=table.title)
            yield _equal(what, one, other, amount)


def _planned(figures: Figures) -> Iterator[Compared]:
    """Yield, for a table that plans by month, what it plans in all and what reaches the lines of the section."""
    collecting = next((table for table in figures.catalogue.tables.values() if table.collects), None)
    for table in figures.catalogue.tables.values():
        if table.plans and collecting:
            amount = float(figures.tables[collecting.name].columns["unrounded"].sum())
            one, other = Gather("total", table.name, "planned", ()), Gather("total", collecting.name, "unrounded", ())
            yield _equal(phrase("{sheet}: what is planned for all months, and what reaches the lines of the section", sheet=table.title), one, other, amount)


def _placed(figures: Figures) -> Iterator[Compared]:
    """Yield, for every table of distinct keys, how many rows of its source belong to its rows, and how many there are."""
    for table in figures.catalogue.tables.values():
        if isinstance(table.rows, Distinct):
            source, length = table.rows.of, float(len(figures.tables[table.rows.of]))
            rows: Node = Gather("count", source, figures.catalogue.names(source)[0], ())
            title = figures.catalogue.tables[source].title
            what = phrase("{sheet}: rows of sheet {other} that are on it, and all its rows", sheet=table.title, other=title)
            if table.rows.when:
                rows = Call("where", (Binary(">", Gather("total", source, table.rows.when, ()), Number(0)), rows, Number(0)))
                length *= bool(len(figures.tables[table.name]))
            yield _equal(what, Gather("total", table.name, "rows", ()) if length else Number(0), rows, length)


def _settled(figures: Figures) -> Iterator[Compared]:
    """Yield, for every table by case, how many rows change within the years of a case, with how many did when it was computed."""
    for table, name in (pair for pair in figures.catalogue.figures if pair[1] == "unsettled"):
        title = figures.catalogue.tables[table].title
        known = float(figures.tables[table].columns[name].sum())
        yield _equal(phrase("{sheet}: rows that begin or end within the years of a case", sheet=title), Gather("total", table, name, ()), Number(known), known)


def _chosen(figures: Figures) -> Iterator[Compared]:
    """Yield, for every table whose rows may exclude each other, how many are against their choice, of which there may be none."""
    for table, name in (pair for pair in figures.catalogue.figures if pair[1] == "against_choice"):
        if figures.tables[table].columns["choice"].any():
            title = figures.catalogue.tables[table].title
            yield _equal(phrase("{sheet}: rows against their choice, and none", sheet=title), Gather("total", table, name, ()), Number(0), 0.0)


def _compare(book: Book, sheet: Worksheet, row: int, compared: Compared) -> None:
    sheet.set_row(row, book.height([(compared.what, _WIDTHS[0])]))
    sheet.write_string(row, 0, compared.what, book.look("text"))
    for place, side in enumerate((compared.one, compared.other), start=1):
        book.live(sheet, (row, place), side.formula, side.value, book.look("text", MONEY))
    difference = Binary("-", Cell(address(row, 1)), Cell(address(row, 2)))
    book.live(sheet, (row, 3), difference, compared.difference, book.look("text", MONEY))
    size = Call("greatest", (Cell(address(row, 3)), Binary("-", Number(0), Cell(address(row, 3)))))
    near = Binary("<=", size, compared.within.formula) if compared.within else Binary("<", size, Number(_CENT))
    verdict = Call("where", (near, Text(_AGREES), Text(_DIFFERS)), "text")
    agrees = abs(compared.difference) <= (compared.within.value if compared.within else _CENT)
    book.live(sheet, (row, 4), verdict, _AGREES if agrees else _DIFFERS, book.look("text"))
