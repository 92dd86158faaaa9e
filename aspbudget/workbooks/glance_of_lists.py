"""At a glance of a workbook without a section: its large figures, what is largest, a row of the reader's own, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aspbudget.declare.layout import AT_A_GLANCE, Scale
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import At, Binary, Call, Cell, Gather, Number, Text, sum_of
from aspbudget.lines.line import CURRENCY
from aspbudget.phrase import phrase
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.book import address
from aspbudget.workbooks.charts import Bars, Series
from aspbudget.workbooks.glance_page import begun, column_of
from aspbudget.workbooks.glance_tiles import claim_of, tile_of
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_text import share, size, worded
from aspbudget.workbooks.look import BLUE, PART, RATE, WHOLE, decimals
from aspbudget.workbooks.schedule_sheets import title_with_unit

if TYPE_CHECKING:
    from aspbudget.declare.glance import Chosen, Ranked
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.standing import Standing
    from aspbudget.workbooks.book import Book
    from aspbudget.workbooks.glance_page import GlancePage

_NOW, _BEFORE, _CHART = 2, 3, 4


def write_glance_of_lists(book: Book, figures: Figures, inputs: Inputs, standing: Standing) -> None:
    """Write the first sheet of a workbook without a section, as its models declare it."""
    glance = figures.catalogue.glance
    if figures.catalogue.section or glance is None:
        return
    page = begun(book)
    large = [tile_of(figures, each) for each in glance.tiles]
    page.head(figures.catalogue.about(AT_A_GLANCE), claim_of(figures, glance, large))
    page.large(large)
    if glance.ranked:
        _Largest(page, figures, glance.ranked).write()
    if glance.chosen:
        _write_chosen(page, figures, glance.chosen)
    page.missing(standing, figures.catalogue, inputs)
    page.foot(standing, inputs.cycle)


@dataclass
class _Largest:
    """What is largest, as ranked bars, this year beside last year."""

    page: GlancePage
    figures: Figures
    ranked: Ranked

    def __post_init__(self) -> None:
        ranked = self.ranked
        self.names = [name for name in self.figures.values(ranked.table, ranked.name)[: ranked.rows] if name]
        self.first = self.page.row + 3
        self.last = self.first + len(self.names) - 1
        known = zip(self.figures.values(ranked.of, ranked.by), self.figures.tables[ranked.of].columns[ranked.before], strict=True)
        self.before = {str(name): float(amount) for name, amount in known}
        self.compared = any(self.before.values())
        self.number = decimals(ranked.digits)

    def write(self) -> None:
        """Write the finding, the rows, and their bars."""
        page, ranked = self.page, self.ranked
        if not self.names:
            return
        finding = self._finding()
        page.finding(finding, phrase(words.LARGEST, scale=Scale(ranked.divide).unit(page.book.places.currency)))
        titles = {_NOW: words.THIS_YEAR, **({_BEFORE: words.LAST_YEAR} if self.compared else {})}
        page.titles({0: ranked.kind} | titles, {column: colour for column, colour in ((_NOW, BLUE), (_BEFORE, PART)) if column in titles})
        for place, row in enumerate(range(self.first, self.last + 1)):
            self._line(row, place)
        series = (Series(_NOW, BLUE), *([Series(_BEFORE, PART)] if self.compared else []))
        page.draw(Bars(page.sheet.name, self.first - 1, self.first, self.last, 0, series, apart=True, room=0.03), _CHART, finding)
        page.row = self.last + 2

    def _finding(self) -> Live:
        """Say what part of the whole the largest are together."""
        ranked = self.ranked
        value = add_up(self._amount(place) for place in range(len(self.names))) / ranked.divide
        largest = Live(sum_of(Cell(f"{address(self.first, _NOW)}:{address(self.last, _NOW)}")), value)
        whole = float(self.figures.tables[ranked.of].columns[ranked.total].sum()) / ranked.divide
        total = Live(Binary("/", Gather("total", ranked.of, ranked.total, ()), Number(ranked.divide)), whole)
        return worded(words.TOGETHER, count=str(len(self.names)), kind=ranked.kind, share=size(share(largest, total), 0))

    def _amount(self, place: int) -> float:
        return float(self.figures.tables[self.ranked.table].columns[self.ranked.amount][place])

    def _line(self, row: int, place: int) -> None:
        page, ranked = self.page, self.ranked
        key = self.figures.catalogue.key(ranked.table)
        name = At(ranked.table, ranked.name, key, Number(place + 1))
        page.put(row, 0, Live(name, self.names[place]), "cell")
        amount = Binary("/", At(ranked.table, ranked.amount, key, Number(place + 1)), Number(ranked.divide))
        page.put(row, _NOW, Live(amount, self._amount(place) / ranked.divide), "cell", self.number)
        if not self.compared:
            return
        before = Binary("/", At(ranked.of, ranked.before, ranked.by, Cell(address(row, 0))), Number(ranked.divide))
        page.put(row, _BEFORE, Live(before, self.before[self.names[place]] / ranked.divide), "cell", self.number)


def _write_chosen(page: GlancePage, figures: Figures, chosen: Chosen) -> None:
    """Write a drop-down of the names of a table's rows, and what the one that is chosen has."""
    names = list(figures.values(chosen.table, chosen.by))
    if not names:
        return
    page.finding(chosen.title, chosen.about)
    at = (page.row, 0)
    page.choose(at, names[0], column_of(figures, chosen.table, chosen.by), 1)
    page.row += 1
    for name in chosen.lines:
        page.put(page.row, 0, _titled(page, chosen, name), "cell")
        found, number = _looked_up(figures, chosen, name, Cell(address(*at, fixed="rc")))
        page.put(page.row, 1, found, "cell_right", number)
        page.row += 1
    page.row += 1


def _titled(page: GlancePage, chosen: Chosen, name: str) -> str:
    table, _, line = name.rpartition(".")
    return title_with_unit(page.book.places, table or chosen.table, line)


def _looked_up(figures: Figures, chosen: Chosen, name: str, picked: Cell) -> tuple[Live, str]:
    """Return a line of the row whose name is picked, which is the first at the start, and its number format."""
    catalogue = figures.catalogue
    table, _, line = name.rpartition(".")
    if table:
        own, key = catalogue.key(chosen.table), catalogue.key(table)
        part = At(table, line, key, At(chosen.table, own, chosen.by, picked))
        row = list(figures.values(table, key)).index(figures.values(chosen.table, own)[0])
    else:
        part, row = At(chosen.table, line, chosen.by, picked), 0
    value = figures.cells(table or chosen.table, line)[row]
    shown = Live(part, value if isinstance(value, str) else float(value))
    if name in chosen.known_by:
        shown = _if_known(figures, chosen, chosen.known_by[name], picked, shown)
    figure = catalogue.figures.get((table or chosen.table, line))
    unit = figure.line.unit if figure else catalogue.columns(chosen.table)[line].unit
    return shown, {"%": RATE, CURRENCY: WHOLE}.get(unit, "")


def _if_known(figures: Figures, chosen: Chosen, other: str, picked: Cell, shown: Live) -> Live:
    """Return a value where another column of the row is not 0; where it is, the value is not known."""
    known = Binary("<>", At(chosen.table, other, chosen.by, picked), Number(0), "truth")
    part = Call("where", (known, shown.part, Text(words.NOT_COMPARED)))
    return Live(part, shown.value if float(figures.cells(chosen.table, other)[0]) else words.NOT_COMPARED)
