"""Templates: the input workbooks that finance officers fill in, made from the schemas of the models."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from aspbudget.declare.sheet import NOTES
from aspbudget.inputs.inputs import EXAMPLE, INSTRUCTIONS, NAMES
from aspbudget.inputs.own import Notes
from aspbudget.inputs.start import all_rows
from aspbudget.phrase import Phrase, in_a_row, phrase
from aspbudget.workbooks.kept_sheets import write_note, write_sheets
from aspbudget.workbooks.look import DAY, PLAIN, WORDS, YEAR, Look, Page, height, pages_across, print_on_a4

if TYPE_CHECKING:
    from collections.abc import Mapping
    from io import BytesIO
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.inputs.own import OwnSheet

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
SPARE_ROWS = 500
_ABOUT_WIDTH = 90
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDTHS = {"text": 24, "number": 13, "whole": 11, "date": 13}
_LONG = ("source", "mandate", "reason", "about", "decision")
_LONGEST = ("text",)
_NOTES_WIDTH = 34
_ABOUT_NOTES = "Your own: nothing is read from here. May be empty, and may hold anything."

_BEGIN = (
    ("What this is", "The inputs of one cycle's budget. The tool reads this workbook and never writes to it."),
    ("How to fill it in", "One row for each thing, from the row below the titles; leave no title out and rename none. "
     "Point at a title to read what its column may hold. Cells with a list offer the allowed values."),
    ("Examples", phrase("A row whose first cell begins with {example} shows how to fill the sheet in. It is never counted: "
     "write over it or delete it.", example=EXAMPLE)),
    ("Rates", "Every rate says where it comes from and how sure it is: published, derived, illustrative or missing. A rate "
     "that nobody knows stays empty with status missing; it counts as nothing and the output says DRAFT and lists it."),
    ("Your own", phrase('The column {notes} of every sheet, and sheets of your own whose names begin with "My " or "_", are yours: no figure '
     "reads them. A workbook made from this one with aspbudget new --from keeps the notes of the rows that it keeps, and your sheets "
     "with their values, widths and number formats, without formulas.", notes=NOTES)),
)  # fmt: skip
_CARRIED = "In a workbook made from an earlier cycle {carried}. Other dates are still those of the earlier cycle; where they must lie in the cycle, they are faults until they are changed."
_END = (
    ("Formulas", "A cell may hold a formula; its value as last saved is used."),
    ("When it is filled in", "Run: aspbudget check {cycle} – it lists every cell to correct. "
     "Then run: aspbudget cost {cycle} – it writes the section."),
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """What kind of input workbook is made: its instructions, its sheets, and the names that another workbook already has.

    Without instructions it has those of a cycle. `elsewhere` gives, by table, the keys of that workbook to which cells may refer too.
    `notes`, by table, and `own` sheets are what the officer keeps from an earlier workbook.
    """

    instructions: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    elsewhere: Mapping[str, list[str]] = field(default_factory=dict)
    notes: Mapping[str, Notes] = field(default_factory=dict)
    own: tuple[OwnSheet, ...] = ()


def write_inputs(
    file: Path | BytesIO, catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], cycle: str, form: Form | None = None
) -> None:
    """Write an input workbook with the given rows; a table that is not given gets its starting rows, or an example."""
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    book.set_properties({"created": _MADE, "title": phrase("Inputs {cycle}", cycle=cycle), "comments": "Made by aspbudget new"})
    look = Look(book)
    form = form or Form()
    tables = list(form.tables or catalogue.sheets.values())
    _instructions(book.add_worksheet(INSTRUCTIONS), look, tables, _Instructions(cycle, form.instructions or _of_cycle(catalogue)))
    for table, rows in all_rows(catalogue, tables, frames, cycle):
        _InputSheet(book.add_worksheet(table.title), look, catalogue, table, form).write(rows)
    if form.elsewhere:
        _names(book.add_worksheet(NAMES), look, catalogue, form.elsewhere)
    write_sheets(book, form.own)
    book.close()


def _of_cycle(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return the instructions of a cycle's workbook; the models say in their own words what they carry over."""
    carried = [model.carried for model in catalogue.models if model.carried]
    said = (("Carried over", phrase(_CARRIED, carried=in_a_row(carried, "; "))),) if carried else ()
    return (*_BEGIN, *said, *_END)


class _Instructions(NamedTuple):
    """What the first sheet says: of which cycle the workbook is, and how it is filled in, a heading and a text each."""

    cycle: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _InputSheet:
    """A sheet of an input workbook while it is written."""

    sheet: Worksheet
    look: Look
    catalogue: Catalogue
    table: Table
    form: Form

    @property
    def elsewhere(self) -> Mapping[str, list[str]]:
        """The keys of another workbook to which cells may refer too, by table."""
        return self.form.elsewhere

    @property
    def notes(self) -> Notes:
        """The officer's notes on the sheet."""
        return self.form.notes.get(self.table.name, Notes())

    def write(self, rows: pd.DataFrame) -> None:
        """Write the sheet: its title, what a row is, its columns with their notes and lists, and its rows."""
        sheet, columns = self.sheet, list(self.catalogue.columns(self.table.name).values())
        sheet.write_string(0, 0, self.table.title, self.look("title"))
        sheet.write_string(1, 0, self.table.about.replace("\n", " "), self.look("subtitle"))
        for place, column in enumerate(columns):
            self._column(place, column, len(rows))
        sheet.set_row(HEADER_ROW, 32)
        for row, (_, values) in enumerate(rows.iterrows(), start=FIRST_ROW):
            self._row(row, columns, values)
        noted = 0 if any(column.title == NOTES for column in columns) else 1
        if noted:
            self._notes(len(columns), len(rows))
        sheet.autofilter(HEADER_ROW, 0, FIRST_ROW + max(len(rows) - 1, 0), len(columns) - 1 + noted)
        sheet.freeze_panes(FIRST_ROW, 1)
        pages_across(sheet, [*map(_width, columns), *[_NOTES_WIDTH] * noted], 0)
        print_on_a4(sheet, Page(HEADER_ROW, "Inputs", draft=False))

    def _column(self, place: int, column: Column, rows: int) -> None:
        self.sheet.write_string(HEADER_ROW, place, column.title, self.look.header(right=not column.textual))
        self.sheet.write_comment(HEADER_ROW, place, _note(self.catalogue, column, self.elsewhere), {"x_scale": 2, "y_scale": 1.2})
        self.sheet.set_column(place, place, _width(column), self.look("text", _number(column)))
        self._validation(place, column, rows)

    def _row(self, row: int, columns: list[Column], values: pd.Series) -> None:
        example = str(values.iloc[0]).startswith(EXAMPLE)
        texts = [(str(values[column.name] or ""), _width(column)) for column in columns if column.textual]
        note = self.notes.of_rows.get(str(values[self.catalogue.key(self.table.name)]))
        self.sheet.set_row(row, height([*texts, (str(note or ""), _NOTES_WIDTH)]))
        write_note(self.sheet, (row, len(columns)), note, self.look)
        for place, column in enumerate(columns):
            style = self.look("example" if example else "text", _number(column))
            _cell(self.sheet, (row, place), column, values[column.name], style)

    def _notes(self, place: int, rows: int) -> None:
        """Write the title of the officer's own column, and below the rows the notes that stand by none of them."""
        sheet = self.sheet
        sheet.write_string(HEADER_ROW, place, NOTES, self.look.header())
        sheet.write_comment(HEADER_ROW, place, _ABOUT_NOTES, {"x_scale": 2, "y_scale": 1.2})
        sheet.set_column(place, place, _NOTES_WIDTH, self.look("text"))
        for row, note in enumerate(self.notes.below, start=FIRST_ROW + rows):
            write_note(sheet, (row, place), note, self.look)

    def _validation(self, place: int, column: Column, rows: int) -> None:
        """Let the cells of a column offer, or allow, what the column allows; `rows` are filled in already."""
        known = list(self.elsewhere)
        listed = column.refers in self.elsewhere
        rule = _offered(known.index(column.refers), self.elsewhere[column.refers]) if listed else _rule(self.catalogue, column)
        if rule:
            stated = {
                "ignore_blank": True,
                "error_title": column.title[:32],
                "error_message": _note(self.catalogue, column, self.elsewhere)[:255],
            }
            self.sheet.data_validation(FIRST_ROW, place, FIRST_ROW + rows + SPARE_ROWS, place, rule | stated)


def _cell(sheet: Worksheet, at: tuple[int, int], column: Column, value: Any, style: Format) -> None:  # noqa: ANN401 - a text, a number or a date
    if value is None or pd.isna(value) or value == "":
        sheet.write_blank(*at, None, style)
    elif column.textual:
        sheet.write_string(*at, str(value), style)
    elif column.kind == "date":
        sheet.write_datetime(*at, pd.Timestamp(value).to_pydatetime(), style)
    else:
        sheet.write_number(*at, float(value), style)


def _number(column: Column) -> str:
    return WORDS if column.textual else DAY if column.kind == "date" else YEAR if column.unit == "year" else PLAIN


def _width(column: Column) -> int:
    return 70 if column.name in _LONGEST else 44 if column.name in _LONG else 34 if column.key and column.textual else _WIDTHS[column.kind]


def _note(catalogue: Catalogue, column: Column, elsewhere: Mapping[str, list[str]]) -> str:
    """Return the note on a column's title: what the column is, what it may contain, and whether it may be empty."""
    row = "A row of sheet {sheet}, here or in the section." if column.refers in elsewhere else "A row of sheet {sheet}."
    kind = {"text": "", "number": "A number", "whole": "A whole number", "date": "A date"}[column.kind]
    allowed = [
        phrase(row, sheet=catalogue.tables[column.refers].title) if column.refers in catalogue.tables else "",
        "A name in its place is read too." if column.names else "",
        phrase("One of: {choices}.", choices=in_a_row(column.choices, ", ")) if column.choices else "",
        phrase("Must be {what}.", what=column.pattern.about) if column.pattern else "",
        phrase("{kind} {limits}.", kind=kind, limits=column.limits) if column.limits else phrase("{kind}.", kind=kind) if kind else "",
        "" if column.prefilled or (column.required and not column.rate) else "May be empty.",
    ]
    return in_a_row([column.about, *(part for part in allowed if part)], "\n")


def _offered(place: int, keys: list[str]) -> dict[str, Any]:
    """Return the list that a cell offers of the section's names; others may be typed, and are checked later."""
    if not keys:
        return {}
    names = xl_range_abs(FIRST_ROW, place, FIRST_ROW + len(keys) - 1, place)
    return {"validate": "list", "source": f"='{NAMES}'!{names}", "error_type": "information"}


def _names(sheet: Worksheet, look: Look, catalogue: Catalogue, elsewhere: Mapping[str, list[str]]) -> None:
    """Write the names that the section has, a column for each of its sheets, for the lists of the other sheets."""
    sheet.write_string(0, 0, NAMES, look("title"))
    sheet.write_string(1, 0, "What the section has, to be picked or copied; nothing is read from here.", look("subtitle"))
    for place, (name, keys) in enumerate(elsewhere.items()):
        sheet.write_string(HEADER_ROW, place, catalogue.tables[name].title, look.header())
        sheet.set_column(place, place, _WIDTHS["text"] + 10)
        for row, key in enumerate(keys, start=FIRST_ROW):
            sheet.write_string(row, place, key, look("text", WORDS))
    sheet.freeze_panes(FIRST_ROW, 0)
    pages_across(sheet, [_WIDTHS["text"] + 10] * len(elsewhere), 0)
    print_on_a4(sheet, Page(HEADER_ROW, "Inputs", draft=False))


def _rule(catalogue: Catalogue, column: Column) -> dict[str, Any]:
    if column.choices:
        return {"validate": "list", "source": list(column.choices)}
    if column.refers in catalogue.tables:
        other = catalogue.tables[column.refers]
        at = list(catalogue.columns(other.name)).index(catalogue.key(other.name))
        keys = xl_range_abs(FIRST_ROW, at, FIRST_ROW + SPARE_ROWS, at)
        by_name = {"error_type": "information"} if column.names else {}  # a spreadsheet knows the keys alone
        return {"validate": "list", "source": f"='{other.title}'!{keys}"} | by_name
    if column.kind == "date":
        return {"validate": "date", "criteria": ">=", "value": datetime(1998, 7, 17, tzinfo=UTC).replace(tzinfo=None)}
    if column.textual:
        return {}
    kind = "integer" if column.kind == "whole" else "decimal"
    low, high = column.low if column.low is not None else -1e12, column.high if column.high is not None else 1e12
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _instructions(
    sheet: Worksheet, look: Look, tables: list[Table], stated: _Instructions
) -> None:
    cycle, instructions = stated
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, _ABOUT_WIDTH)
    sheet.write_string(0, 0, phrase("Inputs {cycle}", cycle=cycle), look("title"))
    row = 2
    for heading, instruction in instructions:
        text = instruction if isinstance(instruction, Phrase) else phrase(instruction, cycle=cycle)
        sheet.write_string(row, 0, heading, look("strong"))
        sheet.write_string(row, 1, text, look("text"))
        sheet.set_row(row, height([(text, _ABOUT_WIDTH)]))
        row += 1
    sheet.write_string(row + 1, 0, "Sheets", look("heading"))
    for row_of, table in enumerate(tables, start=row + 2):
        sheet.write_url(row_of, 0, f"internal:'{table.title}'!A1", look("link"), table.title)
        sheet.write_string(row_of, 1, table.about.replace("\n", " "), look("text"))
        sheet.set_row(row_of, height([(table.about, _ABOUT_WIDTH)]))
    print_on_a4(sheet, Page(-1, phrase("Inputs {cycle}", cycle=cycle), draft=False))
    sheet.fit_to_pages(1, 0)
