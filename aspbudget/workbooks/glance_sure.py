"""How sure it is: the rates that could move the section most, and the money by the reliability of its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.lines.adding import add_up
from aspbudget.lines.formula import Binary, Call, Cell, Number, Text, sum_of
from aspbudget.phrase import phrase
from aspbudget.review.reliability import STATUSES
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.charts import Bars, Series
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_text import added, share, size, worded
from aspbudget.workbooks.look import BLUE, CHANGE, PART, PER_CENT, marked

if TYPE_CHECKING:
    from aspbudget.review.sensitivity import Entry
    from aspbudget.workbooks.glance_section import Section

_LOW, _HIGH, _CHART = 2, 3, 4
_WIDEST = 5


def write_ranges(section: Section) -> None:
    """Write by how much the section moves at the low and at the high of the rates with the widest ranges."""
    page, layout = section.page, section.layout
    found = [each for each in section.answers.rates if each.at_stake]
    widest = sorted(found, key=lambda each: -(each.at_stake or 0.0))[:_WIDEST]
    if not widest:
        page.finding(words.RANGES, words.NO_RANGES)
        page.row += 1
        return
    first = page.row + 3
    scaled = [tuple(move / layout.divide for move in each.moves) for each in widest]
    claim = phrase(words.WIDEST, name=_name(section, widest[0]), size=phrase(f"{{amount:,.{layout.digits}f}}", amount=(widest[0].at_stake or 0) / layout.divide))
    page.finding(claim, phrase(words.AT_BOUNDS, unit=section.unit))
    page.titles({0: "Rate or assumption", _LOW: "At its low", _HIGH: "At its high"}, {_LOW: PART, _HIGH: BLUE})
    for row, (each, moves) in enumerate(zip(widest, scaled, strict=True), start=first):
        page.put(row, 0, _name(section, each), "cell")
        for column, value in zip((_LOW, _HIGH), moves, strict=True):
            page.put(row, column, value, "cell_value", CHANGE)
    last = first + len(widest) - 1
    bars = Bars(page.sheet.name, first - 1, first, last, 0, (Series(_LOW, PART), Series(_HIGH, BLUE)), room=0.03)
    page.draw(bars, _CHART, claim)
    page.row = last + 2


def _name(section: Section, each: Entry) -> str:
    """Return a rate as a person says it; an assumption's name is for formulas."""
    assumed = section.figures.catalogue.assumptions.get(each.key) if each.table == "assumptions" else None
    name = assumed.title if assumed else each.key
    return section.page.short(name, 0, _LOW - 1)


def write_reliability_of_money(section: Section) -> None:
    """Write which share of the money rests on published, derived, illustrative and missing sources, at their weakest."""
    page, resting = section.page, section.answers.resting
    spans = {1: resting.needed, 2: resting.priced}
    claim = _guessed(section)
    page.finding(claim, words.BY_WEAKEST)
    page.titles({0: "Weakest source", 1: words.NEEDED, 2: words.PRICED}, {1: PART, 2: BLUE}, last=3)
    first = page.row
    for row, status in enumerate(STATUSES, start=first):
        page.put(row, 0, marked(status), "cell")
        for column, span in spans.items():
            page.put(row, column, _share(section, span, status, column), "cell", PER_CENT)
    last = first + len(STATUSES) - 1
    page.draw(Bars(page.sheet.name, first - 1, first, last, 0, (Series(1, PART), Series(2, BLUE)), apart=True, room=0.03), 3, claim, 3)
    page.row = first + len(STATUSES) + 1


def _guessed(section: Section) -> Live:
    """Say how much of the money rests on an illustrative or missing source of what is needed or of its prices."""
    of = section.answers.resting
    priced = [_money(section, of.priced, status, 2) for status in STATUSES[2:]]
    return worded(words.GUESSED, share=size(share(added(priced), _all(section)), 0))


def _all(section: Section) -> Live:
    of = section.answers.resting
    return Live(sum_of(Cell(of.cost)), float(add_up(rest.requirement.cost for rest in of.rows)))


def _money(section: Section, span: str, status: str, column: int) -> Live:
    """Return the money whose weakest source has a status."""
    of = section.answers.resting
    value = add_up(rest.requirement.cost for rest in of.rows if (rest.needed, rest.priced)[column - 1] == status)
    return Live(Call("sum_where", (Cell(of.cost), Cell(span), Text(status))), float(value))


def _share(section: Section, span: str, status: str, column: int) -> Live:
    """Return the share of the money whose weakest source has a status; of no money it is nothing."""
    part, whole = _money(section, span, status, column), _all(section)
    shared = Call("where", (Binary("=", whole.part, Number(0), "truth"), Number(0), Binary("/", part.part, whole.part)))
    return Live(shared, float(part.value) / float(whole.value) if whole.value else 0.0)
