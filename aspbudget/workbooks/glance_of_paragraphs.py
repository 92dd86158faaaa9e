"""What each paragraph costs, on the first sheet of a statement: a bar for each, what is there already and what is additional."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import Binary, Cell, sum_of
from aspbudget.phrase import counted, in_a_row, phrase
from aspbudget.statements.line_sheets import JOINT_LINES, LINES
from aspbudget.statements.printed_parts import tables_of_lines
from aspbudget.statements.statement import JOINT
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.book import address
from aspbudget.workbooks.charts import Bars, Series
from aspbudget.workbooks.glance_page import DATA
from aspbudget.workbooks.glance_stated import ADDITIONAL, PARTS
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_text import at_least, either, named, size, worded
from aspbudget.workbooks.look import DOWN, PART, THIRD, UP, WHOLE

if TYPE_CHECKING:
    from aspbudget.workbooks.glance_stated import Stated

_MOST = 24
_COLUMNS = {name: column for column, name in enumerate((*PARTS, ADDITIONAL), start=1)}
_COLOURS = dict(zip((*PARTS, ADDITIONAL), (PART, THIRD, UP, DOWN), strict=True))
_CHART = len(_COLUMNS) + 1


def write_paragraphs(stated: Stated) -> None:
    """Write the paragraphs that ask for something, in the order of the text, each in short and with its bar, those beyond a page in one row, and the total.

    Which they are does not depend on the switches, so that every row stays in its place when one is turned.
    """
    _Table(stated).write()


@dataclass
class _Table:
    stated: Stated

    def __post_init__(self) -> None:
        self.page, figures = self.stated.page, self.stated.found.figures
        known = tables_of_lines(figures)
        reached = set(figures.values(LINES, "paragraph")) if LINES in known else set()
        costing = [each for each in self.stated.statement.paragraphs if each.number in reached]
        self.shown, self.others = costing[:_MOST], len(costing[_MOST:])
        self.free = [each for each in self.stated.statement.paragraphs if each.number not in reached]
        self.joint = JOINT_LINES in known
        self.first = self.page.row + 3
        self.last = self.first + len(self.shown) - 1

    def write(self) -> None:
        """Write the finding, the rows, their bars, and below them what is not in a row of its own."""
        page = self.page
        if not self.shown:
            page.finding(words.NO_COST, self._without())
            page.row += 1
            return
        finding = self._finding()
        page.finding(finding, phrase(words.BY_PARAGRAPH, currency=self.stated.statement.currency, year=self.stated.statement.year))
        titles = {column: self.stated.titles[name] for name, column in _COLUMNS.items()}
        page.titles({0: "Paragraph", **titles}, {column: _COLOURS[name] for name, column in _COLUMNS.items()})
        for row, paragraph in enumerate(self.shown, start=self.first):
            page.put(row, 0, self.stated.named(paragraph), "cell")
            for name, column in _COLUMNS.items():
                page.put(row, column, self.stated.of(paragraph.number, name), "cell", WHOLE)
        series = tuple(Series(column, _COLOURS[name]) for name, column in _COLUMNS.items())
        page.draw(Bars(page.sheet.name, self.first - 1, self.first, self.last, 0, series, add_up=True, room=0.03), _CHART, finding)
        page.row = self.last + 1
        self._below()

    def _finding(self) -> Live:
        """Say which paragraph adds most; the numbers of paragraphs alone stand right of what is printed."""
        page, last = self.page, self.last
        page.data(self.first - 1, ("Paragraph",))
        for row, each in enumerate(self.shown, start=self.first):
            page.put(row, DATA, each.number, "quiet")
        names, amounts = (f"{address(self.first, column, fixed='rc')}:{address(last, column, fixed='rc')}" for column in (DATA, _COLUMNS[ADDITIONAL]))
        rows = [(each.number, self.stated.statement.paragraph(each.number).additional) for each in self.shown]
        number, most = named("greatest", names, amounts, rows)
        adds = worded(words.ADDS_MOST, paragraph=number, currency=self.stated.statement.currency, amount=size(most, 0))
        return either(at_least(most, 1), adds, words.NOTHING_ADDS)

    def _below(self) -> None:
        """Write the other paragraphs, what paragraphs share, and the total, which is that of all printed lines."""
        page = self.page
        joint = {name: self.stated.of(JOINT, name) for name in _COLUMNS} if self.joint else {}
        if self.others:
            self._row(counted("{count:,} other paragraph", "{count:,} other paragraphs", self.others), {name: self._rest(name) for name in _COLUMNS}, "cell")
        if joint:
            self._row(words.SHARED, joint, "cell")
        self._row("Total", {name: self.stated.total(name) for name in _COLUMNS}, "cell_total")
        page.put(page.row, 0, self._without(), "quiet")
        page.row += 2

    def _row(self, label: str, amounts: dict[str, Live], style: str) -> None:
        self.page.put(self.page.row, 0, label, style)
        for name, amount in amounts.items():
            self.page.put(self.page.row, _COLUMNS[name], amount, style, WHOLE)
        self.page.row += 1

    def _rest(self, name: str) -> Live:
        """Return what the total has beyond the rows above, and beyond what paragraphs share, which stands below."""
        column, total = _COLUMNS[name], self.stated.total(name)
        above = Cell(f"{address(self.first, column)}:{address(self.last, column)}")
        listed = [self.stated.of(each.number, name).value for each in self.shown]
        rest = Live(Binary("-", total.part, sum_of(above)), float(total.value) - add_up(float(value) for value in listed))
        shared = self.stated.of(JOINT, name) if self.joint else None
        return rest if shared is None else Live(Binary("-", rest.part, Cell(address(self.last + 2, column))), float(rest.value) - float(shared.value))

    def _without(self) -> str:
        """Say how many paragraphs cost nothing, by their answers."""
        answers = Counter(each.answer for each in self.free)
        return phrase(words.WITHOUT_COST, answers=in_a_row([phrase("{number} {answer}", number=number, answer=answer) for answer, number in answers.items()], ", ")) if answers else ""
