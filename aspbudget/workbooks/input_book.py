"""Templates: the input workbooks that finance officers fill in, made from the schemas of the models."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import xlsxwriter

from aspbudget.declare.groups import grouped, groups
from aspbudget.inputs.inputs import IN_USE, INSTRUCTIONS, NAMES, START
from aspbudget.inputs.own import Notes
from aspbudget.inputs.start import all_rows
from aspbudget.language import Language
from aspbudget.phrase import in_a_row, phrase
from aspbudget.workbooks import input_words as words
from aspbudget.workbooks.in_use_sheet import write_in_use
from aspbudget.workbooks.input_lists import name_keys, write_names
from aspbudget.workbooks.input_ranges import Ranges, Writing, reach
from aspbudget.workbooks.input_sheet import InputSheet
from aspbudget.workbooks.kept_sheets import write_sheets
from aspbudget.workbooks.live_sheet import LiveSheet
from aspbudget.workbooks.look import Page, group_colour, height, print_on_a4
from aspbudget.workbooks.start_sheet import Listed, write_start
from aspbudget.workbooks.translation import Translation

if TYPE_CHECKING:
    from collections.abc import Mapping
    from io import BytesIO
    from pathlib import Path

    import pandas as pd
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.model import Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.own import OwnSheet
    from aspbudget.recalculation import Value

_ABOUT_WIDTH = 90
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Form:
    """What kind of input workbook is made: its instructions, its sheets, and the names that another workbook already has.

    Without instructions it has those of a cycle. `workbook` names the groups in which its sheets stand; without a name, those of the models' own
    workbook. `elsewhere` gives, by table, the keys of that workbook to which cells may refer too.
    `notes`, by table, and `own` sheets are what the officer keeps from an earlier workbook. `language` is that of its titles, choices and words; that of the models where none is named.
    `of` is what the inputs are of, such as the symbol of a draft, where it isn't the cycle.
    """

    instructions: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    elsewhere: Mapping[str, list[str]] = field(default_factory=dict)
    notes: Mapping[str, Notes] = field(default_factory=dict)
    own: tuple[OwnSheet, ...] = ()
    workbook: str = ""
    language: str | None = None
    of: str = ""


def write_inputs(
    file: Path | BytesIO, catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], cycle: str, form: Form | None = None
) -> dict[tuple[str, int, int], Value]:
    """Write an input workbook with the given rows; a table that is not given gets its starting rows, or an example.

    Return the value written into each formula, by its sheet, its row and its column, both from 1.
    """
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    form = form or Form()
    say = Translation(Language(form.language, catalogue.package))
    listed = _listed(catalogue, form)
    tables = tuple(each.table for each in listed)
    rows = {table.name: frame for table, frame in all_rows(catalogue, tables, frames, cycle)}
    writing = Writing(book, Ranges(catalogue, tables, reach(rows.values()), say=say), cycle, form.of or cycle)
    book.set_properties({"created": _MADE, "title": writing.title, "comments": say(words.MADE_BY)})
    instructions = form.instructions or _of_cycle(catalogue)
    start = book.add_worksheet(say.sheet(START), LiveSheet)
    _instructions(writing, book.add_worksheet(say.sheet(INSTRUCTIONS)), instructions)
    for table, _, number in listed:
        sheet = book.add_worksheet(say.sheet(table.title), LiveSheet)
        sheet.set_tab_color(group_colour(number))
        InputSheet(writing, sheet, table, form.elsewhere, form.notes.get(table.name, Notes())).write(rows[table.name])
    write_start(writing, start, listed, rows, (instructions[0], words.HOW, instructions[-1]))
    name_keys(writing)
    if form.elsewhere:
        write_names(writing, book.add_worksheet(say.sheet(NAMES)), form.elsewhere)
    if writing.ranges.uses:
        write_in_use(writing, book.add_worksheet(say.sheet(IN_USE), LiveSheet), rows)
    write_sheets(book, form.own)
    book.close()
    return writing.formulas


def _listed(catalogue: Catalogue, form: Form) -> list[Listed]:
    """Return the sheets in the order of the work, each with its group."""
    stated = groups(catalogue.package, form.workbook or catalogue.workbook)
    found = grouped(stated, form.tables or catalogue.sheets.values())
    return [Listed(table, title, number) for number, (title, tables) in enumerate(found) for table in tables]


def _of_cycle(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return the instructions of a cycle's workbook; the models say in their own words what they carry over."""
    carried = [model.carried for model in catalogue.models if model.carried]
    heading, text = words.CARRIED
    return (*words.BEGIN, *(((heading, phrase(text, carried=in_a_row(carried, "; "))),) if carried else ()), *words.END)


def _instructions(writing: Writing, sheet: Worksheet, instructions: tuple[tuple[str, str], ...]) -> None:
    """Write how the workbook is filled in, a heading and a text each."""
    look, say = writing.look, writing.say
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, _ABOUT_WIDTH)
    sheet.write_string(0, 0, say(INSTRUCTIONS), look("title"))
    sheet.write_url(1, 0, writing.url(START), look("link"), say(words.BACK))
    for row, (heading, instruction) in enumerate(instructions, start=2):
        text = say(words.of_cycle(instruction, writing.cycle))
        sheet.write_string(row, 0, say(heading), look("strong"))
        sheet.write_string(row, 1, text, look("text"))
        sheet.set_row(row, height([(text, _ABOUT_WIDTH)]))
    print_on_a4(sheet, Page(-1, writing.title, draft=False), say.heads)
    sheet.fit_to_pages(1, 0)
