"""The strip of a year: a column for each day, as high as what takes place on it, under a title that says so."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from support.drafting import FRIDAY, MONDAY, section

from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workbooks.reconcile import reconcile

if TYPE_CHECKING:
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.workbooks.cycle_book import Emitted

MEETINGS = [
    {"Meeting": "Opening", "Day": MONDAY.date()}, {"Meeting": "Second", "Day": MONDAY.date(), "Slot": "afternoon"}, {"Meeting": "Last", "Day": FRIDAY.date()},
]  # fmt: skip


@pytest.fixture(scope="module")
def emitted(models: Catalogue) -> Emitted:
    """The workbook of a section with three meetings on two days."""
    ready = section(models, {"Meetings": MEETINGS})
    return write_workbook(ready.figures, ready.inputs)


def the_days_of_the_year_are_drawn_from_zero_under_their_finding(emitted: Emitted) -> None:
    sheet = openpyxl.load_workbook(BytesIO(emitted.data))["Calendar"]
    (chart,) = sheet._charts
    (series,) = chart.series
    first, last = (int(part.rpartition("$")[2]) for part in series.val.numRef.f.split(":"))
    assert last - first + 1 == 366
    assert chart.y_axis.scaling.min == 0
    texts = [value for (name, row, _), value in emitted.formulas.items() if (name, row) == ("Calendar", 1)]
    assert texts == ["3 meetings on 2 days, at most 2 on one"]


def every_day_is_counted_live(emitted: Emitted) -> None:
    assert not reconcile(emitted.data, emitted.formulas).differences
    last = max(column for name, _, column in emitted.formulas if name == "Calendar")
    counts = [value for (name, _, column), value in emitted.formulas.items() if (name, column) == ("Calendar", last)]
    assert (len(counts), sorted(counts)[-3:]) == (366, [0, 1, 2])


def a_section_without_meetings_has_no_strip(models: Catalogue) -> None:
    ready = section(models, {"Meetings": []})
    book = openpyxl.load_workbook(BytesIO(write_workbook(ready.figures, ready.inputs).data))
    assert "Calendar" not in book.sheetnames or not book["Calendar"]._charts
