"""The output workbook: its sheets in order, from the printed tables down to the record of the run."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.declare.layout import AT_A_GLANCE, READ_ME, Schedule, Timetable
from aspbudget.inputs.standing import given, standing
from aspbudget.lines.adding import add_up
from aspbudget.workbooks import appendix, printed_sheets
from aspbudget.workbooks.book import Book, Headline, Places, Value, address
from aspbudget.workbooks.glance_of_lists import write_glance_of_lists
from aspbudget.workbooks.glance_section import Answers
from aspbudget.workbooks.glance_sheet import write_glance
from aspbudget.workbooks.look import BLUE
from aspbudget.workbooks.pages import count_of_formulas, write_pages
from aspbudget.workbooks.reliability_sheet import write_reliability
from aspbudget.workbooks.review_sheets import write_review
from aspbudget.workbooks.rules_sheet import write_rules_applied
from aspbudget.workbooks.schedule_sheets import write_schedule
from aspbudget.workbooks.table_sheets import FIRST_ROW, write_table
from aspbudget.workbooks.timetable_sheet import write_slots

if TYPE_CHECKING:
    import pandas as pd

    from aspbudget.declare.layout import Printed
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.review.comparison import Comparison


class Emitted(NamedTuple):
    """A finished workbook, and the value that was written with each of its formulas."""

    data: bytes
    formulas: dict[tuple[str, int, int], Value]


def write_workbook(
    figures: Figures, inputs: Inputs, *, pages: bool = False, found: Comparison | str = "", states: pd.DataFrame | None = None
) -> Emitted:
    """Return the output workbook of a cycle for the models of one input workbook, on demand with the models' pages.

    `found` is how the section compares with the earlier one, or in words why there is no comparison. `states` are those assessed for
    the cycle with their names and rates, so that each can see its share.
    """
    catalogue, cycle = figures.catalogue, inputs.cycle
    status = standing(catalogue, inputs)
    title = f"{cycle['section']}, {cycle['cycle']}"
    book = Book(Places(catalogue, str(cycle["currency"])), title, draft=bool(status.reasons))
    tables = [table for table in catalogue.tables.values() if table.name != "cycle" and figures.is_shown(table.name)]
    layouts = [layout for model in catalogue.models for layout in model.printed if not _unfilled(figures, layout)]
    if catalogue.section or catalogue.glance:
        book.sheet(AT_A_GLANCE, catalogue.about(AT_A_GLANCE), BLUE)
    book.sheet(READ_ME, colour="#C00000")
    banner = status.sentence if status.reasons else ""
    headlines = [
        _print(book, figures, layout, [title, f"{layout.title}: {layout.about}", banner]) for layout in layouts
    ]
    steps = write_review(book, figures, inputs, None if isinstance(found, str) else found, banner)
    if catalogue.section:
        resting = write_reliability(book, figures, inputs, catalogue.section, banner)
        write_glance(book, figures, inputs, Answers(steps, resting, status, states))
    write_glance_of_lists(book, figures, inputs, status)
    for table in tables:
        write_table(book, figures, table)
    name_assumptions(book, figures)
    appendix.write_derivation(book, figures)
    write_rules_applied(book, inputs)
    added = catalogue.pages() if pages else []
    later = add_up(count_of_formulas(figures, each) for each in added)
    _checks(book, figures, [headline for headline in headlines if headline], later)
    appendix.write_to_confirm(book, figures, inputs, status)
    appendix.write_run(book, inputs, status, [*stated(cycle), *_left_out(found)])
    for each in added:
        write_pages(book, figures, each, [title, banner])
    appendix.write_readme(book, title, status)
    return Emitted(book.close(title), book.formulas)


def _print(book: Book, figures: Figures, layout: Printed | Schedule | Timetable, headings: list[str]) -> Headline | None:
    if isinstance(layout, Timetable):
        write_slots(book, figures, layout, headings)
        return None
    if isinstance(layout, Schedule):
        return write_schedule(book, figures, layout, headings)
    headline = printed_sheets.write_printed(book, figures, layout, headings)
    if layout.detail:
        printed_sheets.write_details(book, figures, layout, headings)
    return headline


def _unfilled(figures: Figures, layout: Printed | Schedule | Timetable) -> bool:
    """Whether a layout has no rows to show yet, such as a calendar without meetings."""
    if isinstance(layout, Timetable):
        return not len(figures.tables[layout.table])
    return isinstance(layout, Schedule) and layout.when_filled and not len(figures.tables[layout.table])


def _checks(book: Book, figures: Figures, headlines: list[Headline], later: int) -> None:
    cells = len(book.formulas) + appendix.count_of_checks(figures, headlines) + later
    appendix.write_checks(book, figures, headlines, f"IronCalc {version('ironcalc')}", cells)


def name_assumptions(book: Book, figures: Figures) -> None:
    """Name the cell of each assumption, so that formulas refer to it by name."""
    place = figures.catalogue.names("assumptions").index("value")
    for row, name in enumerate(figures.values("assumptions", "assumption"), start=FIRST_ROW):
        book.file.define_name(name, f"='Assumptions'!{address(row, place, fixed='rc')}")


def stated(cycle: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what sheet Run says of a cycle or a draft: its year, its currency, its date, and who answers for it."""
    date = cycle["prepared_on"]
    shown = f"{date:%d %B %Y}".lstrip("0") if given(date) else "not given"
    named = [("Prepared by", "prepared_by"), ("Reviewed by", "reviewed_by")]
    people = [(title, str(cycle[name]) if given(cycle[name]) else "not filled in") for title, name in named]
    return [("Cycle", str(cycle["cycle"])), ("Currency", str(cycle["currency"])), ("Date", shown), *people]


def _left_out(found: Comparison | str) -> list[tuple[str, str]]:
    """Return the line of sheet Run that says why the workbook has no bridge; nothing where it has one."""
    return [("Bridge", f"Left out: {found}.")] if found and isinstance(found, str) else []
