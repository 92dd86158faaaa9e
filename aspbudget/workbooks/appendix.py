"""The sheets around the figures: what the workbook is, how each line is derived, what was checked, what is to be confirmed."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.declare.layout import CHECKS, DERIVATION, READ_ME, RUN, TO_CONFIRM
from aspbudget.figures.naming import words
from aspbudget.lines.formula import Binary, Call, Cell, Gather, Node, Number, Text
from aspbudget.lines.line import CURRENCY
from aspbudget.lines.table import Distinct
from aspbudget.workbooks.book import CHECKS_FAILING, address
from aspbudget.workbooks.look import MONEY, PLAIN, Page, height, print_on_a4

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.standing import Standing
    from aspbudget.workbooks.book import Book, Headline

LIBRARIES = ("aspbudget", "ironcalc", "numpy", "openpyxl", "pandas", "pandera", "xlsxwriter")
_CENT = 0.005


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


def write_readme(book: Book, title: str, standing: Standing) -> None:
    """Write the first sheet: what the workbook is, whether it is a draft, how to use it, and its other sheets."""
    sheet = book.file.get_worksheet_by_name(READ_ME)
    rows = (
        ("What this is", f"{title}. Computed by aspbudget from the input workbook named in sheet Run."),
        ("Standing", standing.sentence),
        ("How to use it", "Every number is live. Blue cells hold what was entered: change one and the printed tables follow. "
         "Black cells hold formulas, which refer to columns by their titles. The input workbook stays as it is; carry a "
         "change over to it and run the tool again to keep it."),
        ("Adding rows", f"A table grows when a row is typed directly under it. {book.places.catalogue.about(READ_ME)}"),
        ("Sums", "Printed lines are rounded one by one; totals add up the printed lines, so that every table foots."),
    )  # fmt: skip
    sheet.write_string(0, 0, title, book.look("title"))
    for row, (heading, text) in enumerate(rows, start=2):
        sheet.set_row(row, height([(text, 100)]))
        sheet.write_string(row, 0, heading, book.look("strong"))
        sheet.write_string(row, 1, text, book.look("warning" if heading == "Standing" and standing.reasons else "text"))
    top = len(rows) + 3
    sheet.write_string(top, 0, "Sheets", book.look("heading"))
    for row, (name, about) in enumerate(book.listed, start=top + 1):
        sheet.set_row(row, height([(about, 100)]))
        sheet.write_url(row, 0, f"internal:'{name}'!A1", book.look("link"), name)
        sheet.write_string(row, 1, about.replace("\n", " "), book.look("text"))
    _finish(book, sheet, (26, 100), header=-1)


def write_derivation(book: Book, figures: Figures) -> None:
    """Write every line: its sheet, what it means, its formula in words, its unit and its source."""
    sheet = _sheet(book, DERIVATION, "How each column of each sheet is derived, in the words of its own formula.")
    header = ("Sheet", "Column", "What it means", "How it is derived", "Unit", "Source of the rule")
    catalogue = figures.catalogue
    rows = [
        (
            figure.table.title,
            figure.title,
            figure.line.meaning,
            words(figure, catalogue) + ("" if figure.line.live else " Not live."),
            book.places.currency if figure.line.unit == CURRENCY else figure.line.unit,
            figure.line.source,
        )
        for table in catalogue.tables.values()
        if figures.is_shown(table.name)
        for figure in (catalogue.figures[table.name, line.name] for line in table.lines)
    ]
    widths = (18, 20, 38, 52, 14, 36)
    _write_rows(book, sheet, header, rows, widths)
    _finish(book, sheet, widths, header=3)


def write_checks(book: Book, figures: Figures, headlines: list[Headline], engine: str, formulas: int) -> None:
    """Write what was compared: both values, live, and whether they agree; the first headline total also as it was."""
    sheet = _sheet(book, CHECKS, "What was compared, both values, and the result. Every comparison is live.")
    widths = (74, 18, 18, 14, 12)
    _write_rows(book, sheet, ("Check", "One side", "Other side", "Difference", "Result"), [], widths)
    for row, compared in enumerate(_all(figures, headlines), start=4):
        _compare(book, sheet, row, compared)
    row = 4 + len(_all(figures, headlines))
    book.file.define_name(CHECKS_FAILING, f"='Checks'!$D${row + 2}")
    sheet.write_string(row + 1, 0, "Comparisons that fail", book.look("strong"))
    results = address(4, 4) + ":" + address(row - 1, 4)
    book.live(sheet, (row + 1, 3), f'=COUNTIFS({results},"differs")', 0.0, book.look("total", PLAIN))
    _since(book, sheet, row + 3, headlines[0])
    text = (
        f"Before this workbook was published, {engine} recalculated it: {formulas:,} formulas, 0 different from the values "
        "that were written with them."
    )
    sheet.write_string(row + 5, 0, text, book.look("subtitle"))
    _finish(book, sheet, widths, header=3)


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
        what = f"{headline.what}: as printed, and added up over the rows of its table"
        yield _equal(what, Cell(headline.cell), headline.other, headline.value)


def _since(book: Book, sheet: Worksheet, row: int, headline: Headline) -> None:
    """Write the headline total as the tool computed it next to the total now, so that a change made by hand shows."""
    sheet.write_string(row, 0, f"{headline.what}: as computed, as it is now, and the change by hand", book.look("text"))
    sheet.write_number(row, 1, headline.value, book.look("text", "#,##0.0"))
    book.live(sheet, (row, 2), Cell(headline.cell), headline.value, book.look("text", "#,##0.0"))
    change = Binary("-", Cell(address(row, 2)), Cell(address(row, 1)))
    book.live(sheet, (row, 3), change, 0.0, book.look("text", "#,##0.0;-#,##0.0;0.0"))


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
            what = f"{table.title}: what its rows cost, and what reaches the lines of the section"
            yield _equal(what, one, other, amount)


def _planned(figures: Figures) -> Iterator[Compared]:
    """Yield, for a table that plans by month, what it plans in all and what reaches the lines of the section."""
    collecting = next((table for table in figures.catalogue.tables.values() if table.collects), None)
    for table in figures.catalogue.tables.values():
        if table.plans and collecting:
            amount = float(figures.tables[collecting.name].columns["unrounded"].sum())
            one, other = Gather("total", table.name, "planned", ()), Gather("total", collecting.name, "unrounded", ())
            yield _equal(f"{table.title}: what is planned for all months, and what reaches the lines of the section", one, other, amount)


def _placed(figures: Figures) -> Iterator[Compared]:
    """Yield, for every table of distinct keys, how many rows of its source belong to its rows, and how many there are."""
    for table in figures.catalogue.tables.values():
        if isinstance(table.rows, Distinct):
            source, length = table.rows.of, float(len(figures.tables[table.rows.of]))
            rows: Node = Gather("count", source, figures.catalogue.names(source)[0], ())
            title = figures.catalogue.tables[source].title
            what = f"{table.title}: rows of sheet {title} that are on it, and all its rows"
            if table.rows.when:
                rows = Call("where", (Binary(">", Gather("total", source, table.rows.when, ()), Number(0)), rows, Number(0)))
                length *= bool(len(figures.tables[table.name]))
            yield _equal(what, Gather("total", table.name, "rows", ()) if length else Number(0), rows, length)


def _settled(figures: Figures) -> Iterator[Compared]:
    """Yield, for every table by case, how many rows change within the years of a case, with how many did when it was computed."""
    for table, name in (pair for pair in figures.catalogue.figures if pair[1] == "unsettled"):
        title = figures.catalogue.tables[table].title
        known = float(figures.tables[table].columns[name].sum())
        yield _equal(f"{title}: rows that begin or end within the years of a case", Gather("total", table, name, ()), Number(known), known)


def _chosen(figures: Figures) -> Iterator[Compared]:
    """Yield, for every table whose rows may exclude each other, how many are against their choice, of which there may be none."""
    for table, name in (pair for pair in figures.catalogue.figures if pair[1] == "against_choice"):
        if figures.tables[table].columns["choice"].any():
            title = figures.catalogue.tables[table].title
            yield _equal(f"{title}: rows against their choice, and none", Gather("total", table, name, ()), Number(0), 0.0)


def _compare(book: Book, sheet: Worksheet, row: int, compared: Compared) -> None:
    sheet.write_string(row, 0, compared.what, book.look("text"))
    for place, side in enumerate((compared.one, compared.other), start=1):
        book.live(sheet, (row, place), side.formula, side.value, book.look("text", MONEY))
    difference = Binary("-", Cell(address(row, 1)), Cell(address(row, 2)))
    book.live(sheet, (row, 3), difference, compared.difference, book.look("text", MONEY))
    size = Call("greatest", (Cell(address(row, 3)), Binary("-", Number(0), Cell(address(row, 3)))))
    near = Binary("<=", size, compared.within.formula) if compared.within else Binary("<", size, Number(_CENT))
    verdict = Call("where", (near, Text("agrees"), Text("differs")), "text")
    agrees = abs(compared.difference) <= (compared.within.value if compared.within else _CENT)
    book.live(sheet, (row, 4), verdict, "agrees" if agrees else "differs", book.look("text"))


def write_to_confirm(book: Book, figures: Figures, inputs: Inputs, standing: Standing) -> None:
    """Write every row that is missing, illustrative or without a term, its sheet and cell, what it is, and what it says of its source; and every remark."""
    sheet = _sheet(
        book,
        TO_CONFIRM,
        "The rows whose figures are missing or a person's own. The output says DRAFT while there are any.",
    )
    rows = []
    for status, places in (("missing", standing.missing), ("illustrative", standing.illustrative)):
        for table, row in places:
            frame = inputs.frames[table]
            key = (
                figures.catalogue.names(table)[0] if not figures.catalogue.key(table) else figures.catalogue.key(table)
            )
            where = inputs.place(figures.catalogue.tables[table], key, row)
            rows.append((status, *where, str(frame.at[row, key]), str(frame.at[row, "source"])))
    for table, row, language in standing.without_term:
        key = figures.catalogue.key(table)
        where = inputs.place(figures.catalogue.tables[table], key, row)
        rows.append((f"no term in {language}", *where, str(inputs.frames[table].at[row, key]), f"The list of terms has no wording in {language}, so that documents in it print this one."))
    rows += [("remark", each.sheet, each.cell, each.message, "No mistake in itself; the console says it too.") for each in inputs.remarks]
    widths = (14, 26, 14, 48, 80)
    _write_rows(
        book, sheet, ("Status", "Sheet", "Cell of the input", "What", "What it says of its source"), rows, widths
    )
    _finish(book, sheet, widths, header=3)


def write_run(book: Book, inputs: Inputs, standing: Standing, stated: list[tuple[str, str]]) -> None:
    """Write what this output was made from and with: inputs and their hashes, versions, the date given, who answers for it."""
    sheet = _sheet(
        book, RUN, "What this workbook was made from and with; the same inputs and versions give the same bytes."
    )
    rows: list[tuple[str, ...]] = [*stated, ("Standing", standing.sentence)]
    rows += [("Input", inputs.label), ("SHA-256 of the input", inputs.sha256)]
    rows += [(f"Version of {name}", version(name)) for name in LIBRARIES]
    _write_rows(book, sheet, ("What", "Value"), rows, (30, 90))
    _finish(book, sheet, (30, 90), header=3)


def _sheet(book: Book, name: str, about: str) -> Worksheet:
    sheet = book.sheet(name, book.places.catalogue.about(name), "#595959")
    sheet.write_string(0, 0, name, book.look("title"))
    sheet.write_string(1, 0, about, book.look("subtitle"))
    return sheet


def _write_rows(
    book: Book, sheet: Worksheet, header: tuple[str, ...], rows: list[Any], widths: tuple[int, ...]
) -> None:
    for place, title in enumerate(header):
        sheet.write_string(3, place, title, book.look("header"))
    for row, texts in enumerate(rows, start=4):
        sheet.set_row(row, height(zip(texts, widths, strict=True)))
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, book.look("text"))
    sheet.freeze_panes(4, 0)


def _finish(book: Book, sheet: Worksheet, widths: tuple[int, ...], header: int) -> None:
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    print_on_a4(sheet, Page(header, book.foot, book.draft))
    sheet.fit_to_pages(1, 0)
