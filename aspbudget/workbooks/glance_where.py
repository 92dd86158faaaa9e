"""Where the money goes: what runs across the section, by the groups of what runs down it, as a table and stacked bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aspbudget.figures.printed import amounts, groups_down, keys_across
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import Binary, Call, Cell, Gather, Number, Text, sum_of
from aspbudget.phrase import phrase
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.book import address
from aspbudget.workbooks.charts import Bars, Series
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_text import named, share, size, worded
from aspbudget.workbooks.look import BLUE, PART, THIRD, UP, capital, decimals

if TYPE_CHECKING:
    from aspbudget.workbooks.glance_section import Section

_COLOURS = (BLUE, UP, PART, THIRD)


def write_where(section: Section) -> None:
    """Write the money by keys across and groups down, with a stacked bar for each key."""
    _Where(section).write()


@dataclass
class _Where:
    section: Section

    def __post_init__(self) -> None:
        section = self.section
        known = groups_down(section.figures, section.layout)
        few = len(_COLOURS)
        self.groups = dict(list(known.items())[: few if len(known) <= few else few - 1])
        if len(known) > few:
            self.groups[words.OTHERS] = [each for group in list(known.values())[few - 1 :] for each in group]
        self.across = [(key, section.page.short(key if key == heading else phrase("{key} {heading}", key=key, heading=heading), 0, 0)) for key, heading in keys_across(section.figures, section.layout)]
        self.first = section.page.row + 3
        self.last = self.first + len(self.across) - 1
        self.total = len(self.groups) + 1
        self.number = decimals(section.layout.digits)

    def write(self) -> None:
        """Write the finding, the table, and the bars at its right."""
        page = self.section.page
        finding = self._finding()
        page.finding(finding, phrase(words.BY_PART, unit=self.section.unit, cycle=self.section.cycle))
        titles = {column: capital(group) for column, group in enumerate(self.groups, start=1)}
        marks = dict(zip(titles, _COLOURS, strict=False))
        page.titles({0: self.section.figures.catalogue.heading_titles()[0], **titles, self.total: "Total"}, marks)
        for row, (key, name) in enumerate(self.across, start=self.first):
            self._line(row, key, name)
        self._sums()
        series = tuple(Series(*each) for each in marks.items())
        bars = Bars(page.sheet.name, self.first - 1, self.first, self.last, 0, series, add_up=True, room=0.03)
        page.draw(bars, self.total + 1, finding)
        page.row = self.last + 3

    def _finding(self) -> Live:
        rows = [(name, self._value(key)) for key, name in self.across]
        name, most = named("greatest", self._span(0), self._span(self.total), rows)
        return worded("{name} takes {share} % of the money", name=name, share=size(share(most, self.section.total), 0))

    def _span(self, column: int) -> str:
        return f"{address(self.first, column, fixed='rc')}:{address(self.last, column, fixed='rc')}"

    def _value(self, key: str, group: str = "") -> float:
        """Return what a key across has of a group, or of all."""
        known = amounts(self.section.figures, self.section.layout, self.section.layout.figure)
        kept = self.groups[group] if group else [each for every in self.groups.values() for each in every]
        return float(add_up(known.get((down, key), 0.0) for down in kept)) / self.section.layout.divide

    def _line(self, row: int, key: str, name: str) -> None:
        page, layout = self.section.page, self.section.layout
        page.put(row, 0, name, "cell")
        for column, (group, downs) in enumerate(self.groups.items(), start=1):
            cells = tuple(Gather("total", layout.table, layout.figure, ((layout.across, Text(key)), (layout.down, Text(down)))) for down in downs)
            page.put(row, column, Live(Binary("/", Call("sum", cells), Number(layout.divide)), self._value(key, group)), "cell", self.number)
        span = Cell(f"{address(row, 1)}:{address(row, self.total - 1)}")
        page.put(row, self.total, Live(sum_of(span), self._value(key)), "cell_strong", self.number)

    def _sums(self) -> None:
        page, row = self.section.page, self.last + 1
        page.put(row, 0, "Total", "cell_total")
        for column, group in enumerate([*self.groups, ""], start=1):
            value = add_up(self._value(key, group) for key, _ in self.across)
            span = Cell(f"{address(self.first, column)}:{address(self.last, column)}")
            page.put(row, column, Live(sum_of(span), value), "cell_total", self.number)
