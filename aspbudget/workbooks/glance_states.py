"""Your State: on the first sheet, a State that the reader chooses, with its rate and its share of what is proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.figures.printed import amounts
from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import Binary, Call, Cell, Gather, Number
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.book import address
from aspbudget.workbooks.glance_page import DATA
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_text import size, worded
from aspbudget.workbooks.look import RATE

if TYPE_CHECKING:
    import pandas as pd

    from aspbudget.workbooks.glance_section import Section

_AT = 4
_NAMES, _RATES = DATA + 4, DATA + 5
_FIRST = 2


def write_states(section: Section, top: int, states: pd.DataFrame) -> None:
    """Write a drop-down of States with the rate and the share of the one that is chosen; the rates stand right of what is printed."""
    page = section.page
    page.at_right((top, _AT), words.YOUR_STATE, words.YOUR_SHARE)
    spans = _rates(section, states)
    chosen = (top + 2, _AT)
    page.choose(chosen, str(states["name"].iloc[0]), spans[0])
    rate = looked_up(chosen, *spans, float(states["rate"].iloc[0]))
    total = float(add_up(amounts(section.figures, section.layout, section.layout.figure).values()))
    proposed = Gather("total", section.layout.table, section.layout.figure, ())
    share = Live(Binary("/", Binary("*", proposed, rate.part), Number(100)), total * float(rate.value) / 100)
    currency = page.book.places.currency
    page.put(top + 3, _AT, worded("{currency} {amount}", currency=currency, amount=size(share, 0)), "answer")
    page.put(top + 4, _AT, worded("at a rate of {rate} %", rate=size(rate, 4)), "quiet")
    page.put(top + 5, _AT, words.BEFORE_CREDITS, "quiet")
    each = Live(Binary("/", proposed, Number(100)), total / 100)  # on paper nobody can choose
    page.put(top + 6, _AT, worded(words.EACH_OF_A_RATE, currency=currency, amount=size(each, 0)), "quiet")


def looked_up(chosen: tuple[int, int], names: str, values: str, value: float) -> Live:
    """Return the value that stands beside the name that is chosen."""
    place = Call("place", (Cell(address(*chosen, fixed="rc")), Cell(names)))
    return Live(Call("item", (Cell(values), place)), value)


def _rates(section: Section, states: pd.DataFrame) -> tuple[str, str]:
    """Write the names and rates of all States, and return where they stand."""
    page = section.page
    for column, title in ((_NAMES, "State"), (_RATES, "Rate (%)")):
        page.put(_FIRST - 1, column, title, "quiet")
    for row, (name, rate) in enumerate(zip(states["name"], states["rate"], strict=True), start=_FIRST):
        page.put(row, _NAMES, str(name), "quiet")
        page.put(row, _RATES, float(rate), "cell_value", RATE)
    last = _FIRST + len(states) - 1
    names, rates = (f"{address(_FIRST, column, fixed='rc')}:{address(last, column, fixed='rc')}" for column in (_NAMES, _RATES))
    return names, rates
