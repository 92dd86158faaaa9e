"""Charts: bars from zero in the workbooks' own colours, whose titles and data stand in cells, so that they follow the figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from aspbudget.workbooks.look import CHART_TEXT, FONT, GREY, INK_OF_CHARTS, RULE

if TYPE_CHECKING:
    from collections.abc import Callable

    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

    from aspbudget.workbooks.book import Book

_GAP = 45
_SMALL = {"name": FONT["font_name"], "size": CHART_TEXT, "color": INK_OF_CHARTS}


@dataclass(frozen=True)
class Series:
    """One series of bars: the column of its values, its colour, and the number format of the values written at its bars, if any."""

    column: int
    colour: str
    labels: str = ""


@dataclass(frozen=True)
class Bars:
    """Bars that lie: one for each row from `first` to `last` of a sheet, named in the column `names`, under titles in the row `header`.

    Bars that `add_up` make one bar of a row; others of a row lie over each other, which is for amounts of which one alone is there, or, with `apart`,
    one below the other. `title` is the cell that says the finding, where the chart doesn't stand below it. Without `named`, the rows of
    the sheet beside the chart name the bars. `room` is the part of the width that is kept free on each side for the values.
    """

    sheet: str
    header: int
    first: int
    last: int
    names: int
    series: tuple[Series, ...]
    add_up: bool = False
    apart: bool = False
    named: bool = False
    legend: bool = False
    title: str = ""
    unit: str = ""
    room: float = 0.14


class Spot(NamedTuple):
    """Where a chart stands: its first cell, its width and height in pixels, and in words what it shows, for those who don't see it."""

    at: tuple[int, int]
    width: int
    height: int
    finding: str


def insert(book: Book, sheet: Worksheet, bars: Bars, spot: Spot) -> None:
    """Draw bars on a sheet."""
    chart = book.file.add_chart({"type": "bar", "subtype": "stacked"} if bars.add_up else {"type": "bar"})
    for each in bars.series:
        chart.add_series(_series(bars, each, book.words.formats))
    _lay_out(chart, bars, book.words.formats)
    chart.set_size({"width": spot.width, "height": spot.height})
    sheet.insert_chart(*spot.at, chart, {"description": spot.finding, "object_position": 1})


def _series(bars: Bars, each: Series, formats: Callable[[str], str]) -> dict[str, Any]:
    """Return a series as the writer takes it; bars of one row that exclude each other share its height."""
    found: dict[str, Any] = {
        "name": [bars.sheet, bars.header, each.column],
        "categories": [bars.sheet, bars.first, bars.names, bars.last, bars.names],
        "values": [bars.sheet, bars.first, each.column, bars.last, each.column],
        "fill": {"color": each.colour},
        "border": {"color": "#FFFFFF", "width": 0.75} if bars.add_up else {"none": True},
        "gap": _GAP,
        "overlap": 0 if bars.apart else 100,
    }
    if each.labels:
        found["data_labels"] = {"value": True, "num_format": formats(each.labels), "font": _SMALL}
    return found


def _lay_out(chart: Chart, bars: Bars, formats: Callable[[str], str]) -> None:
    """Leave out what says nothing: axes without names, grids, frames; the zero line stays."""
    line: dict[str, Any] = {"none": True} if bars.add_up else {"color": GREY, "width": 0.75}
    names = {"reverse": True, "label_position": "low" if bars.named else "none", "num_font": _SMALL, "line": line}
    chart.set_y_axis(names | {"major_gridlines": {"visible": False}, "major_tick_mark": "none"})
    scale: dict[str, Any] = {"visible": bool(bars.unit), "num_font": _SMALL, "num_format": formats("#,##0"), "line": {"none": True}}
    chart.set_x_axis(scale | {"major_gridlines": {"visible": bool(bars.unit), "line": {"color": RULE}}, "name": bars.unit, "name_font": _SMALL})
    chart.set_title({"name": bars.title, "name_font": _SMALL | {"size": 12, "bold": True}, "overlay": False} if bars.title else {"none": True})
    chart.set_legend({"position": "top", "font": _SMALL} if bars.legend else {"none": True})
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    if not bars.named and not bars.title:
        chart.set_plotarea({"layout": {"x": bars.room, "y": 0.0, "width": 1 - 2 * bars.room, "height": 1.0}})
