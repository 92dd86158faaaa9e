"""What `explain` says of workbooks that are written: their cells, and the figures of statements."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from aspbudget import content
from aspbudget.commands.baselines import Baselines
from aspbudget.commands.compare import with_earlier
from aspbudget.commands.drafts import draft, has_states, read_drafts, section_for, shares_of, states_of
from aspbudget.commands.names_in_languages import in_other_languages
from aspbudget.declare.layout import AT_A_GLANCE, PER_STATE, Schedule
from aspbudget.declare.model import SECTION
from aspbudget.figures.in_order import in_order, named_in_order
from aspbudget.inputs.ready import prepare
from aspbudget.language import in_each_language
from aspbudget.review.explanation import explain
from aspbudget.statements.costing import shares_in_order, statement
from aspbudget.statements.statement_names import names_of
from aspbudget.workbooks.cell_trace import explain_cell
from aspbudget.workbooks.cycle_book import lay_out
from aspbudget.workbooks.statement_book import lay_out as lay_out_statement
from aspbudget.workbooks.translated_values import translation
from aspbudget.workspace import NoCycle

if TYPE_CHECKING:
    from aspbudget.declare.layout import Printed
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Cycle, Ready
    from aspbudget.review.explanation import Explanation
    from aspbudget.statements.costed import Costed
    from aspbudget.workbooks.translation import Translation
    from aspbudget.workspace import Workspace


def is_draft(workspace: Workspace, cycle: str, symbol: str) -> bool:
    """Whether a name is the symbol of a draft of a cycle, or the end of it."""
    try:
        return bool(draft(workspace, cycle, symbol))
    except NoCycle:
        return False


def in_statement(workspace: Workspace, cycle: str, symbol: str, name: str, depth: int) -> Explanation:
    """Return the explanation of a figure or a cell of the statement of a draft; raise `NoCycle` where there is no such draft."""
    found = statement_found(workspace, cycle, symbol)
    if "!" in name:
        told = statement(found)
        if words := _in_another_language(name, found.figures, found.inputs):
            found, told = shares_in_order(found, told, words)
        return explain_cell(lay_out_statement(found, told), found.figures, found.inputs, name, depth)
    names = replace(names_of(found), wordings=lambda texts: in_other_languages(found.figures, found.inputs, texts))
    return explain(found.figures, found.inputs, names, name, depth)


def statement_found(workspace: Workspace, cycle: str, symbol: str) -> Costed:
    """Return a draft as it was last costed, with each State's share where its statement has that; raise `NoCycle` where there is no such draft."""
    path = draft(workspace, cycle, symbol)
    per_state = has_states(workspace, cycle, path)
    checked = prepare(workspace, cycle, lambda _: None, () if per_state else (SECTION,))
    baselines = Baselines(workspace, section_for(checked, workspace.label(path)), lambda _: None)
    (found,) = read_drafts(baselines, {path: shares_of(workspace, checked) if per_state else None})
    return found


def in_workbook(workspace: Workspace, cycle: Cycle, name: str, depth: int) -> Explanation:
    """Return the explanation of a cell of the output workbook of an input workbook, the one that was read of the cycle."""
    (ready,) = cycle.workbooks
    earlier = "" if _is_of_this_cycle(ready, name) else with_earlier(workspace, ready)
    figures, states = ready.figures, states_of(workspace, cycle)
    if words := _in_another_language(name, figures, ready.inputs):
        figures, states = in_order(figures, words), named_in_order(states, words)
    return explain_cell(lay_out(figures, ready.inputs, found=earlier, states=states), figures, ready.inputs, name, depth)


def _in_another_language(name: str, figures: Figures, inputs: Inputs) -> Translation | None:
    """Return the words of the workbook of which a cell is named, where its sheet is so called in another language alone; rows of names stand in its order there."""
    catalogue, sheet = figures.catalogue, _sheet(name)
    tables = {each.name: each.title for each in catalogue.tables.values() if each.alphabetical}
    titles = {AT_A_GLANCE, PER_STATE, *tables.values(), *(each.title for each in catalogue.layouts(Schedule) if each.table in tables)}
    for language in () if sheet in map(str.casefold, titles) else content.languages(catalogue.package)[1:]:
        words = translation(figures, inputs, language)
        if sheet in {words.sheet(title).casefold() for title in titles}:
            return words
    return None


def _sheet(name: str) -> str:
    """Return the sheet of a cell as it is compared: `'Schedule'!B7` stands on `schedule`."""
    return name.partition("!")[0].strip().strip("'").casefold()


def _is_of_this_cycle(ready: Ready, name: str) -> bool:
    """Whether a cell stands on a sheet that the earlier cycle doesn't change, so that the two need not be compared: of a table, or printed from one."""
    catalogue, sheet = ready.catalogue, _sheet(name)
    printed: list[Printed | Schedule] = [*catalogue.layouts(Schedule), *([ready.layout] if catalogue.section else [])]
    return sheet in {name.casefold() for each in (*printed, *catalogue.tables.values()) for name in in_each_language(each.title, catalogue.package)}
