"""Templates: the input workbooks that finance officers fill in, made from the schemas of the models."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd
import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from aspbudget import content
from aspbudget.inputs.inputs import EXAMPLE, INSTRUCTIONS, NAMES
from aspbudget.workbooks.look import DAY, PLAIN, WORDS, YEAR, Look, Page, height, pages_across, print_on_a4

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.model import Table
    from aspbudget.declare.sheet import Column
    from aspbudget.figures.catalogue import Catalogue

HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 1
SPARE_ROWS = 500
_ABOUT_WIDTH = 90
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_WIDTHS = {"text": 24, "number": 13, "whole": 11, "date": 13}
_LONG = ("source", "mandate", "reason", "about", "decision")
_LONGEST = ("text",)

_BEGIN = (
    ("What this is", "The inputs of one cycle's budget. The tool reads this workbook and never writes to it."),
    ("How to fill it in", "One row for each thing, from the row below the titles; leave no title out and rename none. "
     "Point at a title to read what its column may hold. Cells with a list offer the allowed values."),
    ("Examples", f"A row whose first cell begins with {EXAMPLE} shows how to fill the sheet in. It is never counted: "
     "write over it or delete it."),
    ("Rates", "Every rate says where it comes from and how sure it is: published, derived, illustrative or missing. A rate "
     "that nobody knows stays empty with status missing; it counts as nothing and the output says DRAFT and lists it."),
)  # fmt: skip
_CARRIED = "In a workbook made from an earlier cycle {carried}. Dates are still those of the earlier cycle and are faults until they are changed."
_END = (
    ("Formulas", "A cell may hold a formula; its value as last saved is used."),
    ("When it is filled in", "Run: aspbudget check {cycle} – it lists every cell to correct. "
     "Then run: aspbudget cost {cycle} – it writes the section."),
)  # fmt: skip


@dataclass(frozen=True)
class Form:
    """What kind of input workbook is made: its instructions, its sheets, and the names that stand in another workbook.

    Without instructions it has those of a cycle. `elsewhere` gives, by table, the keys to which cells may refer besides those of the workbook's own sheets.
    """

    instructions: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    elsewhere: Mapping[str, list[str]] = field(default_factory=dict)


def write_inputs(
    path: Path, catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], cycle: str, form: Form | None = None
) -> None:
    """Write an input workbook with the given rows; a table that is not given gets its starting rows, or an example."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True})
    book.set_properties({"created": _MADE, "title": f"Inputs {cycle}", "comments": "Made by aspbudget new"})
    look = Look(book)
    form = form or Form()
    tables = [table for table in form.tables or catalogue.tables.values() if table.entered]
    frames = catalogue.start(cycle) | {
        name: rows.reindex(columns=list(catalogue.columns(name))) for name, rows in frames.items()
    }
    frames |= {"assumptions": _completed(catalogue, frames["assumptions"])} if "assumptions" in frames else {}
    _instructions(book.add_worksheet(INSTRUCTIONS), look, tables, (cycle, form.instructions or _of_cycle(catalogue)))
    for table in tables:
        rows = frames.get(table.name)
        _sheet(
            book.add_worksheet(table.title),
            look,
            catalogue,
            table,
            starting_rows(catalogue, table, cycle) if rows is None else rows,
            form.elsewhere,
        )
    if form.elsewhere:
        _names(book.add_worksheet(NAMES), look, catalogue, form.elsewhere)
    book.close()


def _of_cycle(catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return the instructions of a cycle's workbook; what the models carry over is said in their words."""
    carried = "; ".join(model.carried for model in catalogue.models if model.carried)
    said = (("Carried over", _CARRIED.format(carried=carried)),) if carried else ()
    return (*_BEGIN, *said, *_END)


def starting_rows(catalogue: Catalogue, table: Table, cycle: str) -> pd.DataFrame:
    """Return the rows with which a new cycle starts: what the models' files hold, or one row that is plainly an example."""
    columns = catalogue.columns(table.name)
    if table.name == "assumptions":
        rows = [_assumption(each.name, each.unit, each.about) for each in catalogue.assumptions.values()]
    elif table.name == "cycle":
        rows = [{"cycle": cycle}]
    else:
        rows = _start_file(catalogue.package, table.name) or [_example(catalogue, table)]
    return pd.DataFrame(rows, columns=list(columns), dtype=object)


def _completed(catalogue: Catalogue, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of assumptions, completed by what the models say each is, and in what unit."""
    known = [catalogue.assumptions.get(str(name)) for name in rows["assumption"]]
    stated = {
        "unit": [each.unit if each else None for each in known],
        "what": [each.about if each else None for each in known],
    }
    frame = rows.astype(object)
    return frame.assign(
        **{name: frame[name].where(frame[name].notna(), pd.Series(texts, frame.index)) for name, texts in stated.items()}
    )


def _assumption(name: str, unit: str, about: str) -> dict[str, Any]:
    return {"assumption": name, "unit": unit, "what": about, "status": "missing", "source": "not known yet"}


def _start_file(package: str, table: str) -> list[dict[str, Any]]:
    return [{name: text or None for name, text in row.items()} for row in content.rows(package, f"start_{table}.csv")]


def _example(catalogue: Catalogue, table: Table) -> dict[str, Any]:
    columns = catalogue.columns(table.name).values()
    return {column.name: _example_cell(column) for column in columns if column.required or column.example is not None}


def _example_cell(column: Column) -> object:
    if column.key:
        return f"{EXAMPLE}: {column.example or column.title.lower()}"
    if column.example is not None:
        return column.example
    if column.kind == "date":
        return datetime(2004, 9, 6, tzinfo=UTC).replace(tzinfo=None)
    return (column.choices[0] if column.choices else "…") if column.textual else (column.low or 0)


def _sheet(  # noqa: PLR0913, PLR0917 - a sheet is a table with rows, drawn in a look
    sheet: Worksheet,
    look: Look,
    catalogue: Catalogue,
    table: Table,
    rows: pd.DataFrame,
    elsewhere: Mapping[str, list[str]],
) -> None:
    foot = "Inputs"
    columns = list(catalogue.columns(table.name).values())
    sheet.write_string(0, 0, table.title, look("title"))
    sheet.write_string(1, 0, table.about.replace("\n", " "), look("subtitle"))
    for place, column in enumerate(columns):
        sheet.write_string(HEADER_ROW, place, column.title, look.header(right=not column.textual))
        sheet.write_comment(HEADER_ROW, place, _note(catalogue, column, elsewhere), {"x_scale": 2, "y_scale": 1.2})
        sheet.set_column(place, place, _width(column), look("text", _number(column)))
        _validation(sheet, catalogue, column, (place, len(rows)), elsewhere)
    sheet.set_row(HEADER_ROW, 32)
    for row, (_, values) in enumerate(rows.iterrows()):
        example = str(values.iloc[0]).startswith(EXAMPLE)
        texts = [(str(values[column.name] or ""), _width(column)) for column in columns if column.textual]
        sheet.set_row(FIRST_ROW + row, height(texts))
        for place, column in enumerate(columns):
            _cell(sheet, look, (FIRST_ROW + row, place), column, values[column.name], example=example)
    sheet.autofilter(HEADER_ROW, 0, FIRST_ROW + max(len(rows) - 1, 0), len(columns) - 1)
    sheet.freeze_panes(FIRST_ROW, 1)
    pages_across(sheet, [_width(column) for column in columns], 0)
    print_on_a4(sheet, Page(HEADER_ROW, foot, draft=False))


def _cell(  # noqa: PLR0913 - a cell has a place, a column and a value
    sheet: Worksheet,
    look: Look,
    at: tuple[int, int],
    column: Column,
    value: Any,  # noqa: ANN401 - a text, a number or a date
    *,
    example: bool,
) -> None:
    style = look("example" if example else "text", _number(column))
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
    """Return what the note on a column's title says: what it is, what it may hold, and whether it may be empty."""
    where = ", here or in the section" if column.refers in elsewhere else ""
    allowed = [
        f"A row of sheet {catalogue.tables[column.refers].title}{where}." if column.refers in catalogue.tables else "",
        f"One of: {', '.join(column.choices)}." if column.choices else "",
        {"text": "", "number": "A number", "whole": "A whole number", "date": "A date"}[column.kind]
        + (f" {column.limits}." if column.limits else "." if not column.textual else ""),
        "" if column.required and not column.rate else "May be empty.",
    ]
    return "\n".join([column.about, *(part for part in allowed if part)])


def _validation(
    sheet: Worksheet, catalogue: Catalogue, column: Column, at: tuple[int, int], elsewhere: Mapping[str, list[str]]
) -> None:
    place, rows = at
    known = list(elsewhere)
    listed = column.refers in elsewhere
    rule = _offered(known.index(column.refers), elsewhere[column.refers]) if listed else _rule(catalogue, column)
    if rule:
        stated = {
            "ignore_blank": True,
            "error_title": column.title[:32],
            "error_message": _note(catalogue, column, elsewhere)[:255],
        }
        sheet.data_validation(FIRST_ROW, place, FIRST_ROW + rows + SPARE_ROWS, place, rule | stated)


def _offered(place: int, keys: list[str]) -> dict[str, Any]:
    """Return the list that a cell offers of the section's names; others may be typed, and are checked later."""
    if not keys:
        return {}
    names = xl_range_abs(FIRST_ROW, place, FIRST_ROW + len(keys) - 1, place)
    return {"validate": "list", "source": f"='{NAMES}'!{names}", "error_type": "information"}


def _names(sheet: Worksheet, look: Look, catalogue: Catalogue, elsewhere: Mapping[str, list[str]]) -> None:
    """Write the names that stand in the section, a column for each of its sheets, for the lists of the other sheets."""
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
        return {"validate": "list", "source": f"='{other.title}'!{keys}"}
    if column.kind == "date":
        return {"validate": "date", "criteria": ">=", "value": datetime(1998, 7, 17, tzinfo=UTC).replace(tzinfo=None)}
    if column.textual:
        return {}
    kind = "integer" if column.kind == "whole" else "decimal"
    low, high = column.low if column.low is not None else -1e12, column.high if column.high is not None else 1e12
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _instructions(
    sheet: Worksheet, look: Look, tables: list[Table], stated: tuple[str, tuple[tuple[str, str], ...]]
) -> None:
    cycle, instructions = stated
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, _ABOUT_WIDTH)
    sheet.write_string(0, 0, f"Inputs {cycle}", look("title"))
    row = 2
    for heading, text in instructions:
        sheet.write_string(row, 0, heading, look("strong"))
        sheet.write_string(row, 1, text.format(cycle=cycle), look("text"))
        sheet.set_row(row, height([(text, _ABOUT_WIDTH)]))
        row += 1
    sheet.write_string(row + 1, 0, "Sheets", look("heading"))
    for row_of, table in enumerate(tables, start=row + 2):
        sheet.write_url(row_of, 0, f"internal:'{table.title}'!A1", look("link"), table.title)
        sheet.write_string(row_of, 1, table.about.replace("\n", " "), look("text"))
        sheet.set_row(row_of, height([(table.about, _ABOUT_WIDTH)]))
    print_on_a4(sheet, Page(-1, f"Inputs {cycle}", draft=False))
    sheet.fit_to_pages(1, 0)
