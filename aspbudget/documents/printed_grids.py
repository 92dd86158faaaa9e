"""Printed tables in documents: the section, one key of it beside earlier years, and its other tables, each with a numbered caption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.documents.blocks import KEY, SUBTOTAL, TOTAL, Grid, Row, plain
from aspbudget.documents.references import numbered
from aspbudget.documents.section_text import key_in_words
from aspbudget.figures.printed import cycle_before, keys_across, lines_of, rows_down, table_of
from aspbudget.lines.adding import add_up
from aspbudget.lines.line import CURRENCY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aspbudget.declare.layout import Printed, Shown
    from aspbudget.documents.section_text import SectionText
    from aspbudget.documents.terms import Terms
    from aspbudget.figures.printed import Amounts
    from aspbudget.figures.printed import Row as Printed_row

_KINDS = {"key": KEY, "subtotal": SUBTOTAL, "total": TOTAL}
_SUBTOTAL = "Subtotal "
_PAGE, _WIDEST = 17.0, 2.3  # centimetres: of the text of a page, and of a column of numbers
_WORDS = 5.2


def by_key(section: SectionText, terms: Terms) -> Grid:
    """Return the table of what is proposed, by object and by what runs across the section."""
    return printed(section, section.layout, terms, terms.say("narrative.table.section", cycle=section.cycle))


def printed(section: SectionText, layout: Printed, terms: Terms, caption: str) -> Grid:
    """Return a printed table: its first line by each key that runs across, with the total, and the totals of its other lines.

    Of a table beside the section, such as that of posts, rows without anything are left out, and the subtotals of such rows.
    """
    keys = keys_across(section.figures, layout)
    first, *others = layout.figures
    own = lines_of(section.figures, layout, first[0])
    columns = [_Column(own, key) for key, _ in keys] + [_Column(own)] + [_Column(lines_of(section.figures, layout, figure)) for figure, _ in others]
    titles = [key_in_words(section, key, terms) for key, _ in keys]
    titles += [terms.say("column.total"), *(terms.translated("printed", label) for _, label in others)]
    rows = _rows(section, layout, terms, columns)
    unit = CURRENCY if section.catalogue.figures[layout.table, layout.figure].line.unit == CURRENCY else ""
    return _grid(section, terms, layout, caption if not unit else _in_scale(section, terms, caption), (titles, rows))


def earlier(section: SectionText, terms: Terms, key: str = "") -> Grid:
    """Return the table of one key that runs across the section, or of all of it, beside earlier years where these are entered; in that of one key rows without anything are left out."""
    layout = section.layout
    shown = layout.earlier if section.full else ()
    called = key_in_words(section, key, terms) if key else terms.translated("section", section.stated()["section"].partition(": ")[0])
    caption = _in_scale(section, terms, terms.say("narrative.table.lines", name=called, cycle=section.cycle))
    if not shown:
        label = terms.translated("printed", layout.figures[0][1])
        return _grid(section, terms, layout, caption, ([label], _rows(section, layout, terms, [_Column(section.proposed, key)])))
    columns = [_shown(section, each, key) for each in shown]
    titles = [_titled(section, each, terms) for each in shown]
    return _grid(section, terms, layout, caption, (titles, _rows(section, layout, terms, columns)))


class _Column:
    """A column of numbers: a line of one key that runs across, or of all, or its share in per cent of another; or what isn't entered."""

    def __init__(self, amounts: Amounts, key: str = "", of: Amounts | None = None, *, entered: bool = True) -> None:
        self.amounts, self.key, self.of, self.entered = amounts, key, of, entered

    def text(self, downs: Iterable[str], section: SectionText, layout: Printed, terms: Terms) -> str:
        """Return the sum over some keys that run down, as it is printed."""
        if not self.entered:
            return terms.say("format.not_entered")
        names = set(downs)
        amount = self._sum(self.amounts, names)
        if self.of is not None:
            base = self._sum(self.of, names)
            return terms.share(100 * amount / base) if base else terms.mark("nothing")
        money = section.catalogue.figures[layout.table, layout.figure].line.unit == CURRENCY
        return terms.scaled(amount) if money else terms.amount(amount)

    def has(self, downs: Iterable[str]) -> bool:
        """Whether there is anything at some keys that run down."""
        return bool(self._sum(self.amounts, set(downs)))

    def _sum(self, amounts: Amounts, downs: set[str]) -> int:
        return add_up(amount for (across, down), amount in amounts.items() if down in downs and self.key in ("", across))


def _shown(section: SectionText, shown: Shown, key: str) -> _Column:
    layout = section.layout
    amounts = lines_of(section.figures, layout, shown.figure)
    of = lines_of(section.figures, layout, shown.share_of) if shown.share_of else None
    return _Column(amounts, key, of, entered=is_entered(section, shown))


def is_entered(section: SectionText, shown: Shown) -> bool:
    """Whether a column beside what is proposed has anything to show: an earlier year only where it is entered, a change only beside one."""
    layout = section.layout
    rests_on = shown.figure if shown.back else layout.figure if shown.figure == layout.figure else layout.last_year
    return shown.figure == layout.figure or any(lines_of(section.figures, layout, rests_on).values())


def _titled(section: SectionText, shown: Shown, terms: Terms) -> str:
    label = terms.translated("printed", shown.label)
    year = cycle_before(section.figures, shown.back) if shown.back or shown.figure == section.layout.figure else ""
    return f"{label} {year}".strip()


def _rows(section: SectionText, layout: Printed, terms: Terms, columns: list[_Column]) -> list[Row]:
    """Return the rows of a table; those without anything stand only in one of the whole section."""
    found: list[Row] = []
    every = rows_down(section.figures, layout)
    group: list[str] = []
    keys = [row.label for row in every if row.kind == "key"]
    whole = layout is section.layout and not all(each.key for each in columns)
    for row in every:
        group = [*group, row.label] if row.kind == "key" else group
        names = [row.label] if row.kind == "key" else group if row.kind == "subtotal" else keys
        if whole or row.kind == "total" or any(each.has(names) for each in columns):
            found.append(Row(_KINDS[row.kind], (label(layout, row, terms), *(each.text(names, section, layout, terms) for each in columns))))
        group = [] if row.kind == "subtotal" else group
    return found


def label(layout: Printed, row: Printed_row, terms: Terms) -> str:
    """Return a row of a printed table in words: a key, the subtotal of a group, or the total."""
    if row.kind == "key":
        return terms.translated(layout.down, row.label)
    if row.kind == "subtotal":
        return terms.say("narrative.subtotal", group=terms.translated("group", row.label.removeprefix(_SUBTOTAL)))
    return terms.say("column.total")


def _in_scale(section: SectionText, terms: Terms, caption: str) -> str:
    return terms.in_scale(caption, section.currency)


def _grid(section: SectionText, terms: Terms, layout: Printed, caption: str, laid: tuple[list[str], list[Row]]) -> Grid:
    titles, rows = laid
    width = min(_WIDEST, (_PAGE - _WORDS) / len(titles))
    down = table_of(section.figures, layout, layout.down)
    heading = section.catalogue.columns(down)[section.catalogue.key(down)].title
    head = plain(terms.translated("printed", heading), *titles)
    total = rows[-1].cells[-1]
    described = terms.say("narrative.described", caption=caption, rows=len(rows), columns=len(head), total=total)
    return Grid(numbered(caption, terms), (head,), tuple(rows), (_PAGE - width * len(titles), *([width] * len(titles))), len(titles), described)
