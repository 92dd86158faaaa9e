"""The output workbook: its sheets in order, from the printed tables down to the record of the run."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.declare.layout import AT_A_GLANCE, BRIDGE, Printed, Timetable
from aspbudget.figures.in_order import in_order, named_in_order
from aspbudget.figures.printed import printed_lists
from aspbudget.inputs.accepted import accepted_rows
from aspbudget.inputs.standing import given, standing
from aspbudget.lines.adding import add_up
from aspbudget.phrase import in_a_row, phrase
from aspbudget.review.sensitivity import register
from aspbudget.workbooks import appendix, printed_sheets
from aspbudget.workbooks.book import Book, Headline, Places, Value, address
from aspbudget.workbooks.bridge_sheet import write_bridge
from aspbudget.workbooks.checks_sheet import count_of_checks, write_checks
from aspbudget.workbooks.column_order import ordered
from aspbudget.workbooks.contents_sheet import write_contents
from aspbudget.workbooks.glance_of_lists import write_glance_of_lists
from aspbudget.workbooks.glance_page import day_in_words
from aspbudget.workbooks.glance_section import Answers
from aspbudget.workbooks.glance_sheet import write_glance
from aspbudget.workbooks.pages import count_of_formulas, write_pages
from aspbudget.workbooks.reconcile import engine
from aspbudget.workbooks.reliability_sheet import write_reliability
from aspbudget.workbooks.review_sheets import write_lists
from aspbudget.workbooks.rules_sheet import write_rules_applied
from aspbudget.workbooks.schedule_sheets import write_schedule
from aspbudget.workbooks.seal_sheet import reserve_seal, write_seal
from aspbudget.workbooks.table_sheets import FIRST_ROW, write_table
from aspbudget.workbooks.timetable_sheet import write_slots
from aspbudget.workbooks.translated_values import Further, translation
from aspbudget.workbooks.translation import Shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.review.comparison import Comparison
    from aspbudget.workbooks.bridge_sheet import Step


class Emitted(NamedTuple):
    """A finished workbook, and the value that was written with each of its formulas."""

    data: bytes
    formulas: dict[tuple[str, int, int], Value]


@contextmanager
def undisturbed() -> Iterator[None]:
    """Look for no circles of unused memory while a workbook is written: all that it is made of is in use until its end, and is looked through many times for nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class Form(NamedTuple):
    """The form of a workbook: whether it has the models' pages, and its language, that of the inputs where none is named."""

    pages: bool = False
    language: str | None = None


def write_workbook(
    figures: Figures, inputs: Inputs, *, form: Form = Form(), found: Comparison | str = "", states: pd.DataFrame | None = None  # noqa: B008 - it never changes
) -> Emitted:
    """Return the output workbook of a cycle for the models of one input workbook, in a form.

    `found` is how the section compares with the earlier one, or in words why there is no comparison. `states` are those assessed for
    the cycle with their names and rates, so that each can see its share.
    """
    with undisturbed():
        book = lay_out(figures, inputs, form=form, found=found, states=states)
        return Emitted(book.close(book.title), book.formulas)


def lay_out(
    figures: Figures, inputs: Inputs, *, form: Form = Form(), found: Comparison | str = "", states: pd.DataFrame | None = None  # noqa: B008 - as above
) -> Book:
    """Return that workbook with all its cells in their places, before it becomes a file."""
    catalogue, cycle = figures.catalogue, inputs.cycle
    status, accepted = standing(catalogue, inputs), list(accepted_rows(catalogue, inputs))
    title = phrase("{section}, {cycle}", section=str(cycle["section"]), cycle=str(cycle["cycle"]))
    words = translation(figures, inputs, form.language, _further(found, states))
    if not words.is_of_inputs:
        figures, states = in_order(figures, words), named_in_order(states, words)
    places = Places(catalogue, str(cycle["currency"]), shown=figures.is_shown, words=words)
    book = Book(places, title, bool(status.reasons), dated(cycle), author(cycle))
    compared = None if isinstance(found, str) else found
    if catalogue.section or catalogue.glance:
        book.sheet(AT_A_GLANCE, catalogue.about(AT_A_GLANCE))
    headlines, steps = _answers(book, figures, compared)
    rates = register(catalogue, inputs, catalogue.section) if catalogue.section else []
    write_lists(book, figures, inputs, compared, rates)
    appendix.write_to_confirm(book, figures, inputs, status, accepted)
    if catalogue.section:
        headlines += _schedules(book, figures)
        write_glance(book, figures, inputs, Answers(steps, write_reliability(book, figures, inputs, catalogue.section), rates, status, states))
    write_glance_of_lists(book, figures, inputs, status)
    for table in catalogue.tables.values():
        if table.name != "cycle" and figures.is_shown(table.name):
            write_table(book, figures, table)
    name_assumptions(book, figures)
    appendix.write_derivation(book, figures)
    write_rules_applied(book, inputs)
    added = catalogue.pages() if form.pages else []
    _checks(book, figures, headlines, add_up(count_of_formulas(figures, each) for each in added))
    appendix.write_notes(book, inputs, status, [*stated(cycle), *_left_out(found)])
    for each in added:
        write_pages(book, figures, each)
    appendix.write_to_confirm_at_last(book, figures, inputs, status, accepted)
    sealing = reserve_seal(book)
    write_contents(book, title, status)
    write_seal(book, sealing)
    return book


def _further(found: Comparison | str, states: pd.DataFrame | None) -> Further:
    """Return the texts that the workbook shows beside those of its own input: the rows of the earlier one, and the names of States."""
    earlier = () if isinstance(found, str) else (found.between.old.inputs,)
    return Further(earlier, {} if states is None else {"state": list(states["name"])})


def _answers(book: Book, figures: Figures, found: Comparison | None) -> tuple[list[Headline], list[Step]]:
    """Write the sheets that answer first: the section, why it changed, what each part of it is made of, other tables, calendars; or the lists.

    Return their totals, and the steps by which the section changed.
    """
    catalogue = figures.catalogue
    if not catalogue.section:
        return _schedules(book, figures), []
    headlines = [printed_sheets.write_printed(book, figures, catalogue.section)]
    steps = write_bridge(book, found) if found else []
    if catalogue.section.detail:
        printed_sheets.write_details(book, figures, catalogue.section)
    others = [layout for layout in catalogue.layouts(Printed) if layout is not catalogue.section]
    headlines += [printed_sheets.write_printed(book, figures, layout) for layout in others if figures.is_shown(layout.table)]
    for grid in catalogue.layouts(Timetable):
        if figures.is_shown(grid.table):
            write_slots(book, figures, grid)
    return headlines, steps


def _schedules(book: Book, figures: Figures) -> list[Headline]:
    """Write the lists that have rows, and return their totals."""
    written = [write_schedule(book, figures, each) for each in printed_lists(figures)]
    return [headline for headline in written if headline]


def _checks(book: Book, figures: Figures, headlines: list[Headline], later: int) -> None:
    cells = len(book.formulas) + count_of_checks(figures, headlines) + later
    write_checks(book, figures, headlines, Shown(engine()), cells)


def name_assumptions(book: Book, figures: Figures) -> None:
    """Name the cell of each assumption, so that formulas refer to it by name."""
    place = ordered(figures, figures.catalogue.tables["assumptions"]).names.index("value")
    for row, name in enumerate(figures.values("assumptions", "assumption"), start=FIRST_ROW):
        book.named(name, figures.catalogue.tables["assumptions"].title, address(row, place, fixed="rc"))


def dated(cycle: dict[str, Any]) -> str:
    """Return the date that a cycle or a draft gives, as it is written; an empty text where it gives none."""
    return day_in_words(cycle["prepared_on"])


def author(cycle: dict[str, Any]) -> str:
    """Return who answers for an output: the person who prepared it, where one is named, and for what section."""
    return in_a_row([*([str(cycle["prepared_by"])] if given(cycle["prepared_by"]) else []), str(cycle["section"])], ", ")


def stated(cycle: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what sheet Notes and sources says of a cycle or a draft: its year, its currency, its date, and who answers for it."""
    shown = dated(cycle) or "not given"
    named = [("Prepared by", "prepared_by"), ("Reviewed by", "reviewed_by")]
    people = [(title, str(cycle[name]) if given(cycle[name]) else "not filled in") for title, name in named]
    return [("Cycle", str(cycle["cycle"])), ("Currency", str(cycle["currency"])), ("Date", shown), *people]


def _left_out(found: Comparison | str) -> list[tuple[str, str]]:
    """Return the line of sheet Notes and sources that says why the workbook doesn't compare the section; nothing where it has one."""
    return [(BRIDGE, phrase("Left out: {why}.", why=found))] if found and isinstance(found, str) else []
