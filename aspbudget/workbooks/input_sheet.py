"""Input sheets: one table of an input workbook as an officer fills it in: its titles with notes, its lists and marks, and its rows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any

import pandas as pd

from aspbudget.declare.sheet import NO, NOTES, YES
from aspbudget.inputs.inputs import EXAMPLE, START, is_example
from aspbudget.inputs.own import Notes
from aspbudget.inputs.own_texts import own_texts, worded
from aspbudget.lines.adding import add_up
from aspbudget.lines.line import CURRENCY
from aspbudget.phrase import AsTyped, Phrase, phrase
from aspbudget.workbooks import input_words as words
from aspbudget.workbooks.book import excel_name
from aspbudget.workbooks.input_lists import note, rule
from aspbudget.workbooks.input_marks import mark
from aspbudget.workbooks.input_ranges import FIRST_ROW, HEADER_ROW, SPARE_ROWS
from aspbudget.workbooks.kept_sheets import write_note
from aspbudget.workbooks.look import (
    DAY,
    PLAIN,
    WORDS,
    YEAR,
    Page,
    height,
    is_narrow,
    leave_out,
    pages_across,
    print_on_a4,
)
from aspbudget.workbooks.typeface import fits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.workbooks.input_ranges import Writing
    from aspbudget.workbooks.translation import Translation

_TITLES, _BOLD = 32, 0.88  # the least height of the titles, and how much of a column is left to one that is bold and has the sign of a filter
_SCREEN = 1_320  # dots that a screen of 1,366 shows of a sheet
_LONG = ("source", "mandate", "reason", "about", "decision")
_LONGEST = ("text",)
_FOLDED = ("source", "dated", "lowest", "highest", "mandate", "reason", "decision")
_LONG_WIDTH, _LONGEST_WIDTH, _KEY_WIDTH, _TEXT_WIDTH, _FREE_WIDTH, _NOTES_WIDTH, _UNFOLDED = 44, 70, 32, 18, 28, 24, 60
_NARROWEST, _DAY_WIDTH, _AMOUNT_WIDTH, _LINK_WIDTH = 8, 12, 10, 14  # an amount may have nine digits, as 195,481,500
_IN_YEARS = "year"  # the unit
_COMMENT = {"x_scale": 2, "y_scale": 1.2}


@dataclass(frozen=True)
class InputSheet:
    """A sheet of an input workbook while it is written; `elsewhere` are the names of another workbook to which its cells may refer too, by table."""

    writing: Writing
    sheet: Worksheet
    table: Table
    elsewhere: Mapping[str, list[str]] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns in their order, with their titles and choices in the language of the workbook."""
        known = list(self.writing.catalogue.columns(self.table.name).values())
        return [replace(column, title=title, choices=tuple(map(self.say, column.choices))) for column, title in zip(known, self._titles(known), strict=True)]

    def _titles(self, known: list[Column]) -> list[str]:
        return self.say.titles([column.title for column in known])

    @property
    def say(self) -> Translation:
        """The words of the workbook."""
        return self.writing.say

    def _worded(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return rows with their choices, the models' own texts and examples in the language of the workbook; what officers typed stays as it is."""
        if self.say.is_of_inputs:
            return rows
        catalogue = self.writing.catalogue
        shown, examples = rows.astype(object), [is_example(key) for key in rows[catalogue.key(self.table.name)]]
        own = own_texts(catalogue, self.writing.cycle, self.say.language)
        for column in catalogue.columns(self.table.name).values():
            words = {choice: self.say(choice) for choice in column.choices} | dict(own.get((self.table.name, column.name), {}))
            cells = zip(shown[column.name], examples, strict=True)
            shown[column.name] = [self._example(column, value) if an_example and value not in words and isinstance(value, str) else words.get(value, value) for value, an_example in cells]
        return shown

    def _example(self, column: Column, text: str) -> str:
        """Return a text of an example as the workbook says it, a key with what it is before it; what a spreadsheet looks up has blanks of one kind."""
        named = text.removeprefix(EXAMPLE).removeprefix(": ")
        own = str(self.say(column.title)).lower() if column.key and named == column.title.lower() else named
        listed = self.say.listed(f"{EXAMPLE}: {named}").partition(":")[2].strip()
        said = listed or worded(named, self.say.language) or own
        shown = self.say(phrase("{example}: {named}", example=EXAMPLE, named=AsTyped(said))) if text.startswith(EXAMPLE) else said
        return " ".join(shown.split()) if column.looked_up else shown

    def write(self, rows: pd.DataFrame) -> None:
        """Write the sheet: its title, what a row is, the way back, its columns, its rows as a spreadsheet table, and its marks."""
        columns, rows = self.columns, self._worded(rows)
        widths = [width(column, rows) for column in columns]
        noted = [] if any(column.title == self.say(NOTES) for column in columns) else [_NOTES_WIDTH]
        folded = self._folded(rows, [*widths, *noted])
        self._head(folded, widths)
        self.sheet.set_row(HEADER_ROW, max(_TITLES, height([(column.title, each * _BOLD) for column, each in zip(columns, widths, strict=True)])))
        for place, column in enumerate(self.writing.catalogue.columns(self.table.name).values()):
            self._column(place, column, len(rows))
        wide = [_UNFOLDED if place in folded and columns[place].textual else each for place, each in enumerate(widths)] + noted
        self._fold(wide, folded)
        for row, (_, values) in enumerate(rows.iterrows(), start=FIRST_ROW):
            self._row(row, wide, dict(zip(rows.columns, values.tolist(), strict=True)))
        self._frame(len(rows), bool(noted))
        mark(self.writing, self.sheet, self.table, len(rows))
        self._paper([each for place, each in enumerate(wide) if place not in folded])
        if not self._is_begun(rows):
            leave_out(self.sheet)

    def _head(self, folded: list[int], widths: list[int]) -> None:
        """Write what stands above the titles: the sheet's title, what a row is, and the way back, beside it that columns are folded away."""
        look = self.writing.look
        self.sheet.write_string(0, 0, self.say(self.table.title), look("title"))
        self.sheet.write_string(1, 0, self.say(self.table.about).replace("\n", " "), look("subtitle"))
        self.sheet.write_url(2, 0, self.writing.url(START), look("link"), self.say(words.BACK))
        if folded:
            seen = [0 if place in folded else each for place, each in enumerate(widths)]
            beside = next((place for place in range(1, len(seen)) if add_up(seen[:place]) >= _LINK_WIDTH), 1)
            self.sheet.write_string(2, beside, self.say(words.FOLDED), look("quiet"))

    def _folded(self, rows: pd.DataFrame, widths: list[int]) -> list[int]:
        """Return the places of the columns that are folded away: translations; where the sheet is wider than a screen, also what says where its rows come from.

        On a sheet without rows, or with an example alone, all others are seen, for its first row has still to be filled in.
        """
        aside = self._translations()
        wide = self._is_begun(rows) and add_up(7 * each + 5 for place, each in enumerate(widths) if place not in aside) > _SCREEN
        return [place for place, column in enumerate(self.columns) if place in aside or (wide and place and column.name in _FOLDED)]

    def _is_begun(self, rows: pd.DataFrame) -> bool:
        """Whether the sheet has a row that is more than an example."""
        return any(not is_example(key) for key in rows[self.writing.catalogue.key(self.table.name)])

    def _translations(self) -> set[int]:
        """Return the places of the columns in which officers may give in another language what they type in others."""
        catalogue, known = self.writing.catalogue, self.writing.catalogue.columns(self.table.name)
        translated = {name for name, column in known.items() if column.translated}
        return {place for place, name in enumerate(known) if catalogue.translates(self.table.name, name) in translated}

    def _fold(self, widths: list[int], folded: list[int]) -> None:
        """Set the widths of the columns, and fold some away in an outline, which a click on its sign opens."""
        for place, each in enumerate(widths):
            outline = {"level": 1, "hidden": True} if place in folded else {"collapsed": place - 1 in folded}
            number = self._number(self.columns[place]) if place < len(self.columns) else ""
            self.sheet.set_column(place, place, each, self.writing.look("text", number), outline)

    def _column(self, place: int, column: Column, rows: int) -> None:
        """Write the note at the title of a column, and what its cells offer or allow."""
        ranges = self.writing.ranges
        self.sheet.write_comment(HEADER_ROW, place, self.say(note(ranges.catalogue, column, self.elsewhere)), _COMMENT)
        if allowed := rule(ranges, column, self.elsewhere):
            self.sheet.data_validation(FIRST_ROW, place, FIRST_ROW + rows + SPARE_ROWS, place, allowed)

    def _row(self, row: int, widths: list[int], values: Mapping[str, Any]) -> None:
        columns, look = self.columns, self.writing.look
        found = self._note(self.notes.of_rows.get(str(values[self.writing.catalogue.key(self.table.name)])))
        texts = [(str(values[column.name] or ""), width) for column, width in zip(columns, widths, strict=False) if column.textual]
        self.sheet.set_row(row, height([*texts, (str(found or ""), _NOTES_WIDTH)]))
        write_note(self.sheet, (row, len(columns)), found, look)
        for place, column in enumerate(columns):
            value = self._switch(values[column.name]) if column.is_switch else values[column.name]
            _cell(self.sheet, (row, place), column, value, look("text", YEAR if column.rate and values.get("unit") == self.say(_IN_YEARS) else self._number(column)))

    def _switch(self, value: Any) -> Any:  # noqa: ANN401 - a number, or nothing
        """Return the word for what counts as 1 or 0."""
        return value if value is None or pd.isna(value) else str(self.say(YES if value else NO))

    def _note(self, found: object) -> object:
        """Return the note of a row: one of the tool in the language of the workbook, one of the officer as it was typed."""
        return str(self.say(found)) if isinstance(found, Phrase) else found

    def _number(self, column: Column) -> str:
        """Return the number format of a column, with months by their names in the language of the workbook."""
        return self.say.formats(_format(column))

    def _frame(self, rows: int, noted: bool) -> None:  # noqa: FBT001 - whether there is the officer's own column
        """Make titles and rows a spreadsheet table, with the officer's own column at its end, and below it the notes that stand by no row."""
        look = self.writing.look
        heads = [{"header": column.title, "header_format": look.header(right=not (column.textual or column.is_switch))} for column in self.columns]
        heads += [{"header": self.say(NOTES), "header_format": look.header()}] if noted else []
        self.sheet.add_table(HEADER_ROW, 0, HEADER_ROW + max(rows, 1), len(heads) - 1, {"name": excel_name(self.table.name), "columns": heads, "style": None})
        if noted:
            self.sheet.write_comment(HEADER_ROW, len(heads) - 1, self.say(words.ABOUT_NOTES), _COMMENT)
        for row, each in enumerate(self.notes.below, start=FIRST_ROW + rows):
            write_note(self.sheet, (row, len(self.columns)), each, look)

    def _paper(self, seen: list[int]) -> None:
        """Freeze titles and keys, and print the columns that are seen: on one upright page across where they fit it, otherwise on as many as they need."""
        self.sheet.freeze_panes(FIRST_ROW, 1)
        print_on_a4(self.sheet, Page(HEADER_ROW, self.writing.title, draft=False, portrait=is_narrow(seen)), self.say.heads)
        if is_narrow(seen):
            self.sheet.fit_to_pages(1, 0)
        else:
            pages_across(self.sheet, seen, 0)


def width(column: Column, rows: pd.DataFrame) -> int:
    """Return the width of a column in characters, as its texts, its choices and the longest word of its title need it."""
    if column.name in _LONGEST:
        return _LONGEST_WIDTH
    if column.name in _LONG:
        return _LONG_WIDTH
    title = max(len(word) for word in column.title.split()) + 3  # the sign of the filter
    if not column.textual:
        return max(title, _DAY_WIDTH if column.kind == "date" else _width_of_numbers(column, rows[column.name]))
    longest = max((len(str(text)) for text in (*rows[column.name].tolist(), *column.choices) if not pd.isna(text)), default=0) + 2
    one_of_few = column.choices or column.refers
    return min(max(longest, title, _NARROWEST), _KEY_WIDTH if column.key else _TEXT_WIDTH if one_of_few else _FREE_WIDTH)


def _width_of_numbers(column: Column, values: pd.Series[Any]) -> int:
    """Return the least width at which no number of a column is shown as ####, nor an amount that is still to be typed."""
    shown = [f"{value:,.4f}".rstrip("0").rstrip(".") for value in values.tolist() if isinstance(value, int | float) and not pd.isna(value)]
    least = _AMOUNT_WIDTH if column.rate or column.unit == CURRENCY else _NARROWEST
    return next(each for each in count(least) if all(fits(text, each) for text in shown))


def _cell(sheet: Worksheet, at: tuple[int, int], column: Column, value: Any, style: Format) -> None:  # noqa: ANN401 - a text, a number or a date
    if value is None or pd.isna(value) or value == "":
        sheet.write_blank(*at, None, style)
    elif column.textual or column.is_switch:
        sheet.write_string(*at, str(value), style)
    elif column.kind == "date":
        sheet.write_datetime(*at, pd.Timestamp(value).to_pydatetime(), style)
    else:
        sheet.write_number(*at, float(value), style)


def _format(column: Column) -> str:
    return WORDS if column.textual or column.is_switch else DAY if column.kind == "date" else YEAR if column.unit == _IN_YEARS else PLAIN
