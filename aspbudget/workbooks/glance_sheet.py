"""At a glance: the first sheet of a section's workbook, which answers how much, why, for what, how sure, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.declare.layout import AT_A_GLANCE, JUSTIFICATION, Timetable, beside_scale
from aspbudget.lines.formula import Cell
from aspbudget.phrase import altered, phrase
from aspbudget.review.cuts import Cuts
from aspbudget.workbooks import glance_words as words
from aspbudget.workbooks.bridge_sheet import SUBTOTAL
from aspbudget.workbooks.glance_page import LargeFigure, begun
from aspbudget.workbooks.glance_section import Section
from aspbudget.workbooks.glance_states import write_states
from aspbudget.workbooks.glance_sure import write_ranges, write_reliability_of_money
from aspbudget.workbooks.glance_tiles import tile_of
from aspbudget.workbooks.glance_where import write_where
from aspbudget.workbooks.glance_why import write_why
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_text import at_least, either, less, share, signed, size, worded

if TYPE_CHECKING:
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.workbooks.book import Book
    from aspbudget.workbooks.glance_section import Answers


def write_glance(book: Book, figures: Figures, inputs: Inputs, answers: Answers) -> None:
    """Write the first sheet of a section, from the top down."""
    layout = figures.catalogue.section
    if layout is None:
        return
    page = begun(book)
    section = Section(page, figures, inputs, layout, answers)
    page.head(figures.catalogue.about(AT_A_GLANCE), _claim(section))
    page.large([_proposed(section), *_changes(section), *(tile_of(figures, each) for each in section.glance.tiles)])
    write_why(section)
    write_where(section)
    write_ranges(section)
    top = page.row
    write_reliability_of_money(section)
    if answers.states is not None:
        write_states(section, top, answers.states)
    page.missing(answers.standing, figures.catalogue, inputs)
    page.foot(answers.standing, inputs.cycle, _where_cuts_are(figures))


def _where_cuts_are(figures: Figures) -> str:
    """Say where a reader finds what a cut would save, where a calendar shows it."""
    shown = (grid for grid in figures.catalogue.layouts(Timetable) if figures.is_shown(grid.table) and Cuts(figures, grid.periods).naming)
    return next((phrase(words.CUT, periods=altered(figures.catalogue.tables[grid.periods].title, str.lower), calendar=grid.title, justification=JUSTIFICATION) for grid in shown), "")


def _claim(section: Section) -> Live:
    """Say what is proposed, and how that differs from what was approved."""
    currency = section.page.book.places.currency
    asked = worded(section.scaled, currency=currency if section.layout.divide == 1 else beside_scale(currency), amount=section.money(section.total), cycle=section.cycle)
    if section.before is None:
        return worded("{asked}; {none}", asked=asked, none=phrase(words.NO_EARLIER, cycle=section.earlier))
    change = less(section.total, section.before)
    return worded("{asked}: {change} ({share} %) {more} than {then}", asked=asked, change=section.money(change), share=size(share(change, section.before), 1),
                  more=either(at_least(change, 0), "more", "less"), then=section.then)  # fmt: skip


def _proposed(section: Section) -> LargeFigure:
    return LargeFigure(phrase("Proposed {cycle}", cycle=section.cycle), section.money(section.total), section.unit)


def _changes(section: Section) -> list[LargeFigure]:
    """Return the change and, where a group of the bridge is recosting, the change before it; where nothing is known to compare with, say so in their places."""
    name = section.glance.recosting
    label = phrase(words.BEFORE_RECOSTING, recosting=altered(name, str.lower))
    if section.before is None:
        none = phrase(words.NO_EARLIER, cycle=section.earlier)
        return [LargeFigure(title, words.NOT_COMPARED, none) for title in (words.CHANGE, *([label] if name else []))]
    change = less(section.total, section.before)
    recosted = [Live(Cell(step.cell), step.value) for step in section.answers.steps if (step.kind, step.title) == (SUBTOTAL, name)]
    shown = [(words.CHANGE, change), *((label, less(change, each)) for each in recosted)]
    return [LargeFigure(title, signed(each, section.layout.digits), _remark(section, section.before, each, whole=title == words.CHANGE)) for title, each in shown]  # fmt: skip


def _remark(section: Section, before: Live, change: Live, *, whole: bool) -> Live:
    """Return a change in per cent, with what it is a change of where it is the whole one."""
    shown = worded("{share} %", share=signed(share(change, before), 1))
    return worded("{share} on {whole}", share=shown, whole=section.money(before)) if whole else shown
