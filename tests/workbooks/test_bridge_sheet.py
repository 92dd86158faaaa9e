"""The Bridge sheet: the steps lead from one section to the other, and each printed line is explained to the last hundred."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.small_section import FRAMES, comparison, new_book, opened, ready, rows, values

from aspbudget.review.comparison import compare
from aspbudget.workbooks.bridge_sheet import write_bridge

if TYPE_CHECKING:
    from aspbudget.workbooks.book import Book

TITLES = ["One-time items out", "Volume", "New", "Savings", "Method"]


@pytest.fixture
def book() -> Book:
    """A book with the bridge from 8,100 to 14,600: 5,400 for the director's other half, 1,100 for the mission."""
    made = new_book()
    write_bridge(made, comparison(), "DRAFT")
    return made


def the_steps_lead_from_what_was_to_what_is_proposed(book: Book) -> None:
    found = values(book, "Bridge")
    assert [found[row, 3] for row in range(6, 13)] == pytest.approx([8.1, 0, 5.4, 1.1, 0, 0, 14.6])
    assert [found[row, 4] for row in range(7, 12)] == pytest.approx([0, 66.667, 13.580, 0, 0], abs=0.001)
    assert [found[row, 5] for row in range(6, 13)] == pytest.approx([8.1, 8.1, 13.5, 14.6, 14.6, 14.6, 14.6])


def the_whole_change_stands_below_the_steps_with_its_per_cent(book: Book) -> None:
    found = values(book, "Bridge")
    assert rows(opened(book), "Bridge")[12][0] == "Change"
    assert (found[13, 3], found[13, 4]) == pytest.approx((6.5, 80.247), abs=0.001)


def the_causes_of_one_group_have_a_subtotal_which_has_no_bar() -> None:
    found = comparison()
    of = {"volume": "Resources", "new": "Resources"}
    bars = tuple(replace(bar, cause=replace(bar.cause, group=of.get(bar.cause.name, ""))) for bar in found.bridge.bars)
    book = new_book()
    write_bridge(book, replace(found, bridge=replace(found.bridge, bars=bars)), "")
    sheet = opened(book)
    written, live = rows(sheet, "Bridge"), values(book, "Bridge")
    assert [line[0] for line in written[6:12]] == [*TITLES[:3], "Resources", *TITLES[3:]]
    assert written[9][2] == "=SUM(C8:C9)"
    assert (live[10, 3], live[10, 5]) == pytest.approx((6.5, 14.6))
    top = next(row for row, line in enumerate(written) if line[0] == "Programme")
    assert written[top - 1][4] == "Resources"
    assert {str(area) for area in sheet["Bridge"].merged_cells.ranges} >= {f"E{top}:F{top}"}


def a_bridge_that_starts_from_nothing_has_dashes_for_per_cents() -> None:
    book = new_book()
    write_bridge(book, compare(ready("2003", FRAMES["posts"].iloc[:0]), ready("2004", FRAMES["posts"])), "")
    assert {values(book, "Bridge")[row, 4] for row in (7, 8, 9, 10, 11, 13)} == {"–"}


def the_steps_are_the_causes_between_the_two_sections(book: Book) -> None:
    written = rows(opened(book), "Bridge")
    assert [line[0] for line in written[5:12]] == ["2003, as costed today", *TITLES, "Proposed 2004"]
    assert written[5][5] == "The section of 2003: sheet Approved is empty"
    assert written[1][0] is not None
    assert "thousands of EUR" in str(written[1][0])


def each_printed_line_is_what_it_was_and_what_each_cause_moved(book: Book) -> None:
    written = rows(opened(book), "Bridge")
    top = next(row for row, line in enumerate(written) if line[0] == "Programme")
    assert written[top][:10] == ["Programme", "Object", "2003 as costed", *TITLES, "Proposed 2004", "Residual"]
    assert [line[:2] for line in written[top + 1 :]] == [
        ["A", "Salaries"], ["A", "Travel"], ["Subtotal A", None], ["B", "Salaries"], ["Subtotal B", None], ["Total", None],
    ]  # fmt: skip
    assert written[top + 1][2:8] == [5.4, 0, 5.4, 0, 0, 0]
    assert written[top + 2][2:8] == [0, 0, 0, 1.1, 0, 0]


def the_grid_foots_and_nothing_is_left_over(book: Book) -> None:
    found = values(book, "Bridge")
    last = max(row for row, _ in found)
    assert [found[last, column] for column in range(3, 11)] == pytest.approx([8.1, 0, 5.4, 1.1, 0, 0, 14.6, 0])
    assert [value for (row, column), value in found.items() if column == 10 and row > 13] == [0] * 6


def the_proposed_amounts_are_live_and_a_residual_would_show(book: Book) -> None:
    sheet = opened(book)["Bridge"]
    keys = "SectionLines[[Programme]],$A39,SectionLines[[Object]],$B39"
    assert sheet["I39"].value == f"=SUMIFS(SectionLines[[Amount (EUR)]],{keys})/1000"
    assert sheet["J39"].value == "=ROUND(I39-(C39+SUM(D39:H39)),3)"
    assert sheet["C12"].value == f"=I{sheet.max_row}"


def a_step_downwards_is_a_decrease_alone() -> None:
    book = new_book()
    write_bridge(book, compare(ready("2003", FRAMES["posts"]), ready("2004", FRAMES["posts"].drop(index=8))), "")
    found = values(book, "Bridge")
    (step,) = [row for row in range(7, 12) if found[row, 3]]
    assert [found[step, column] for column in (3, 5)] == pytest.approx([-1.1, 13.5])
    assert sorted(value for (row, column), value in found.items() if row == step and column > 10) == pytest.approx([-1.1, 0])


def the_causes_are_drawn_from_zero_under_a_title_that_follows_them(book: Book) -> None:
    found, live = opened(book), values(book, "Bridge")
    (chart,) = found["Bridge"]._charts
    assert [series.val.numRef.f for series in chart.series] == [f"Bridge!${column}$7:${column}$11" for column in "LM"]
    assert {series.cat.strRef.f for series in chart.series} == {"Bridge!$A$7:$A$11"}
    assert chart.y_axis.scaling.min is None
    assert chart.title.tx.strRef.f == "'Bridge'!$L$4"
    assert live[4, 12] == "From 2003 to proposed 2004: +6.5, +80.2 %, thousands of EUR"
