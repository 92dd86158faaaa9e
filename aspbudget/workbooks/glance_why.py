"""Why it changed: the causes of the change on the first sheet, as bars from zero, with the subtotals of their groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.lines.formula import Call, Cell, Number
from aspbudget.phrase import phrase
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.book import address
from aspbudget.workbooks.bridge_sheet import CAUSE, END, SUBTOTAL, TOTAL
from aspbudget.workbooks.charts import Bars, Series
from aspbudget.workbooks.glance_page import DATA
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_text import at_least, either, named, share, signed, worded
from aspbudget.workbooks.look import CHANGE, CHANGE_IF_ANY, DOWN, UP, WORDS

if TYPE_CHECKING:
    from aspbudget.workbooks.bridge_sheet import Step
    from aspbudget.workbooks.glance_section import Section

_AMOUNT, _PER_CENT, _CHART = 1, 2, 3
_MORE, _LESS, _ALONE = DATA, DATA + 1, DATA + 2
_STYLES = {CAUSE: "cell", SUBTOTAL: "cell_strong", TOTAL: "cell_total"}
_NONE = 0.0001


def write_why(section: Section) -> None:
    """Write each cause with its amount, its share of what was approved, and its bar."""
    page = section.page
    steps = [step for step in section.answers.steps if step.kind != END]
    if not steps:
        page.finding(words.WHY_NOT, phrase(words.NO_BRIDGE, cycle=section.earlier))
        page.row += 1
        return
    first = page.row + 3
    last = first + len(steps) - 2  # the last step is the whole change, which has no bar
    finding = _finding(section, first, steps[:-1])
    page.finding(finding, phrase(words.BY_CAUSE, then=section.then, cycle=section.cycle, unit=section.unit))
    page.titles({0: "Cause", _AMOUNT: "Change", _PER_CENT: "Per cent"})
    page.data(first - 1, ("Increase", "Decrease", "Cause"))
    for row, step in enumerate(steps, start=first):
        _write(section, row, step)
    series = tuple(Series(column, colour, CHANGE_IF_ANY) for column, colour in ((_MORE, UP), (_LESS, DOWN)))
    bars = Bars(page.sheet.name, first - 1, first, last, 0, series)
    page.draw(bars, _CHART, finding)
    page.row = last + 3


def _finding(section: Section, first: int, steps: list[Step]) -> Live:
    """Say which cause adds most, and which takes most away."""
    last = first + len(steps) - 1
    names, amounts = (f"{address(first, column, fixed='rc')}:{address(last, column, fixed='rc')}" for column in (0, _ALONE))
    rows = [(_title(section, step), step.value if step.kind == CAUSE else 0.0) for step in steps]
    (most, more), (least, fewer) = named("greatest", names, amounts, rows), named("least", names, amounts, rows)
    digits = section.layout.digits
    rise = either(at_least(more, _NONE), worded(words.RISE, cause=most, amount=signed(more, digits)), words.NO_RISE)
    fall = either(at_least(fewer, -_NONE), words.NO_FALL, worded(words.FALL, cause=least, amount=signed(fewer, digits)))
    return worded("{rise}; {fall}", rise=rise, fall=fall)


def _title(section: Section, step: Step) -> str:
    """Return the name of a step as its column has room for it."""
    return section.page.short(step.title, 0, 0, indented=step.kind == CAUSE)


def _write(section: Section, row: int, step: Step) -> None:
    """Write a step, and what its bar is drawn from; subtotals have none, so that nothing is drawn twice."""
    page, style = section.page, _STYLES[step.kind]
    page.put(row, 0, _title(section, step), style, WORDS if step.kind == CAUSE else "")
    page.put(row, _AMOUNT, Live(Cell(step.cell), step.value), style, CHANGE)
    own = Live(Cell(address(row, _AMOUNT)), step.value)
    page.put(row, _PER_CENT, share(own, section.before) if section.before else words.NOT_COMPARED, style, CHANGE)
    if step.kind == TOTAL:
        return
    alone = own if step.kind == CAUSE else Live(Number(0), 0.0)
    for column, how, value in ((_MORE, "greatest", max(float(alone.value), 0.0)), (_LESS, "least", min(float(alone.value), 0.0))):
        page.put(row, column, Live(Call(how, (alone.part, Number(0))), value), "quiet", CHANGE)
    page.put(row, _ALONE, alone, "quiet", CHANGE)
