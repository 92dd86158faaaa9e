"""The strip of a year: a column for each day, as high as what takes place on it, so that sessions and the weeks between are seen at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from aspbudget.lines.formula import Call, Cell, Gather, sum_of
from aspbudget.lines.texts import EPOCH
from aspbudget.phrase import phrase
from aspbudget.workbooks.book import address
from aspbudget.workbooks.listing import Live
from aspbudget.workbooks.live_text import size, worded
from aspbudget.workbooks.look import BLUE, CHART_TEXT, DAY, FONT, GREY, INK_OF_CHARTS, RULE, WHOLE

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.declare.layout import Timetable
    from aspbudget.figures.cost import Figures
    from aspbudget.workbooks.book import Book

_LONGEST = 400  # days; what is spread over more is no year
_TOP, _HEIGHT = 2, 180
_LETTERS = {"name": FONT["font_name"], "size": CHART_TEXT, "color": INK_OF_CHARTS}


def draw_year(book: Book, sheet: Worksheet, figures: Figures, grid: Timetable, at: tuple[tuple[int, int], int, int]) -> None:
    """Draw the days of the year in which a calendar lies, at a cell and so many pixels wide; its data begin in the column that comes last."""
    spot, width, data = at
    days = _days(figures, grid)
    if not 0 < len(days) <= _LONGEST:
        return
    held = _write_days(book, sheet, figures, grid, (data, days))
    span = f"{address(_TOP, data + 1, fixed='rc')}:{address(_TOP + len(days) - 1, data + 1, fixed='rc')}"
    title = _title(grid, span, held)
    book.live(sheet, (0, data), title.part, title.value, book.look("quiet"))
    chart = book.file.add_chart({"type": "column"})
    last = _TOP + len(days) - 1
    chart.add_series({"categories": [sheet.name, _TOP, data, last, data], "values": [sheet.name, _TOP, data + 1, last, data + 1],
                      "name": [sheet.name, _TOP - 1, data + 1], "fill": {"color": BLUE}, "border": {"none": True}, "gap": 0})  # fmt: skip
    chart.set_title({"name": f"='{sheet.name}'!{address(0, data, fixed='rc')}", "name_font": _LETTERS | {"size": 12, "bold": True}})
    months = {"date_axis": True, "num_format": book.words.formats("mmm"), "major_unit": 1, "major_unit_type": "months", "num_font": _LETTERS, "line": {"color": GREY}}
    chart.set_x_axis(months)
    chart.set_y_axis({"min": 0, "major_unit": 1, "num_format": "0", "num_font": _LETTERS, "line": {"none": True}, "major_gridlines": {"visible": True, "line": {"color": RULE}}})  # fmt: skip
    chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": width, "height": _HEIGHT})
    sheet.insert_chart(*spot, chart, {"description": book.words(phrase("{finding}.", finding=title.value)), "object_position": 1})


def _days(figures: Figures, grid: Timetable) -> list[date]:
    """Return the days from the first of the year of the first entry to the last of the year of the last one; none without entries."""
    held = [EPOCH.astype(object) + timedelta(days=int(day)) for day in figures.tables[grid.table].columns[grid.day] if day > 0]
    if not held:
        return []
    first, last = date(min(held).year, 1, 1), date(max(held).year, 12, 31)
    return [first + timedelta(days=place) for place in range((last - first).days + 1)]


def _write_days(book: Book, sheet: Worksheet, figures: Figures, grid: Timetable, given: tuple[int, list[date]]) -> list[float]:
    """Write each day with how much takes place on it, live; return how much that is."""
    data, days = given
    numbers = figures.tables[grid.table].columns[grid.day]
    for column, title in enumerate((grid.day.capitalize(), figures.catalogue.tables[grid.table].title), start=data):
        sheet.write_string(_TOP - 1, column, title, book.look("quiet"))
    found = []
    for row, day in enumerate(days, start=_TOP):
        number = (day - EPOCH.astype(object)).days
        found.append(float((numbers == number).sum()))
        sheet.write_number(row, data, number, book.look("quiet", DAY))
        count = Gather("count", grid.table, grid.day, ((grid.day, Cell(address(row, data))),))
        book.live(sheet, (row, data + 1), count, found[-1], book.look("quiet", WHOLE))
    return found


def _title(grid: Timetable, span: str, held: list[float]) -> Live:
    """Say how much takes place, on how many days, and at most on one."""
    total = Live(sum_of(Cell(span)), float(len([each for number in held for each in range(int(number))])))
    days = Live(Call("count_above", (Cell(span),)), float(len([number for number in held if number])))
    most = Live(Call("greatest", (Cell(span),)), max(held))
    return worded("{count} {table} on {days} days, at most {most} on one", count=size(total, 0), table=grid.table, days=size(days, 0), most=size(most, 0))
