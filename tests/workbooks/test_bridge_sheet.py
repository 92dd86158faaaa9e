"""Why it changed: the steps lead from one section to the other, and each printed line is explained to the last hundred."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.small_section import FRAMES, comparison, new_book, opened, ready, rows, values

from aspbudget.declare.layout import BRIDGE, BY_CAUSE
from aspbudget.review.comparison import compare
from aspbudget.workbooks.bridge_sheet import write_bridge

if TYPE_CHECKING:
    from aspbudget.workbooks.book import Book

TITLES = ["One-time items out", "Volume", "New", "Savings", "Method"]


@pytest.fixture
def book() -> Book:
    """A book with the bridge from 8,100 to 14,600: 5,400 for the director's other half, 1,100 for the mission."""
    made = new_book()
    write_bridge(made, comparison())
    return made


def the_steps_lead_from_what_was_to_what_is_proposed(book: Book) -> None:
    found = values(book, BRIDGE)
    assert [found[row, 2] for row in range(6, 13)] == pytest.approx([8.1, 0, 5.4, 1.1, 0, 0, 14.6])
    assert [found[row, 3] for row in range(7, 12)] == pytest.approx([0, 66.667, 13.580, 0, 0], abs=0.001)
    assert [found[row, 6] for row in range(6, 13)] == pytest.approx([8.1, 8.1, 13.5, 14.6, 14.6, 14.6, 14.6])


def the_whole_change_stands_below_the_steps_with_its_per_cent(book: Book) -> None:
    found = values(book, BRIDGE)
    assert rows(opened(book), BRIDGE)[12][0] == "Change"
    assert (found[13, 2], found[13, 3]) == pytest.approx((6.5, 80.247), abs=0.001)


def the_whole_change_and_what_it_is_stand_at_one_height(book: Book) -> None:
    sheet = opened(book)[BRIDGE]
    assert {sheet.cell(13, column).alignment.vertical for column in range(1, 5)} == {"center"}


def the_causes_of_one_group_have_a_subtotal_which_has_no_bar() -> None:
    found = comparison()
    of = {"volume": "Resources", "new": "Resources"}
    bars = tuple(replace(bar, cause=replace(bar.cause, group=of.get(bar.cause.name, ""))) for bar in found.bridge.bars)
    book = new_book()
    write_bridge(book, replace(found, bridge=replace(found.bridge, bars=bars)))
    sheet = opened(book)
    written, live = rows(sheet, BRIDGE), values(book, BRIDGE)
    assert [line[0] for line in written[6:12]] == [*TITLES[:3], "Resources", *TITLES[3:]]
    assert written[9][1] == "=SUM(B8:B9)"
    assert (live[10, 2], live[10, 6]) == pytest.approx((6.5, 14.6))
    titles = rows(sheet, BY_CAUSE)[4]
    assert titles[3:6] == ["One-time items out", "Resources: Volume", "Resources: New"]
    assert [(line[6], live[row, 8]) for row, line in enumerate(written[5:10], start=6)] == [(title, live[6 + place + (place > 2) + 1, 2]) for place, title in enumerate(TITLES)]


def a_bridge_that_starts_from_nothing_has_no_per_cents() -> None:
    book = new_book()
    write_bridge(book, compare(ready("2003", FRAMES["posts"].iloc[:0]), ready("2004", FRAMES["posts"])))
    assert {values(book, BRIDGE)[row, 3] for row in (7, 8, 9, 10, 11, 13)} == {"n/a"}


def the_steps_are_the_causes_between_the_two_sections(book: Book) -> None:
    written = rows(opened(book), BRIDGE)
    assert [line[0] for line in written[5:12]] == ["2003, as costed today", *TITLES, "Proposed 2004"]
    assert written[5][3] == "The section of 2003: sheet Approved is empty"
    assert "Thousands of EUR" in str(written[2][0])


def each_printed_line_is_what_it_was_and_what_each_cause_moved(book: Book) -> None:
    written = rows(opened(book), BY_CAUSE)
    top = next(row for row, line in enumerate(written) if line[0] == "Programme")
    assert written[top][:10] == ["Programme", "Object", "2003 as costed", *TITLES, "Proposed 2004", "Residual"]
    assert [line[:2] for line in written[top + 1 :]] == [
        ["A", "Salaries"], ["A", "Travel"], ["Subtotal A", None], ["B", "Salaries"], ["Subtotal B", None], ["Total", None],
    ]  # fmt: skip
    assert written[top + 1][2:8] == [5.4, 0, 5.4, 0, 0, 0]
    assert written[top + 2][2:8] == [0, 0, 0, 1.1, 0, 0]


def the_grid_foots_and_nothing_is_left_over(book: Book) -> None:
    found = values(book, BY_CAUSE)
    last = max(row for row, _ in found)
    assert [found[last, column] for column in range(3, 11)] == pytest.approx([8.1, 0, 5.4, 1.1, 0, 0, 14.6, 0])
    assert [value for (row, column), value in found.items() if column == 10] == [0] * 6


def the_proposed_amounts_are_live_and_a_residual_would_show(book: Book) -> None:
    found = opened(book)
    sheet = found[BY_CAUSE]
    keys = "SectionLines[[Programme]],$A6,SectionLines[[Object]],$B6"
    assert sheet["I6"].value == f"=SUMIFS(SectionLines[[Amount (EUR)]],{keys})/1000"
    assert sheet["J6"].value == "=ROUND(I6-(C6+SUM(D6:H6)),3)"
    assert found[BRIDGE]["B12"].value == f"='{BY_CAUSE}'!I{sheet.max_row}"


def a_step_downwards_is_a_decrease_alone() -> None:
    book = new_book()
    write_bridge(book, compare(ready("2003", FRAMES["posts"]), ready("2004", FRAMES["posts"].drop(index=8))))
    found = values(book, BRIDGE)
    (step,) = [row for row in range(7, 12) if found[row, 2]]
    assert [found[step, column] for column in (2, 6)] == pytest.approx([-1.1, 13.5])
    assert [found[step - 1, column] for column in (8, 9)] == pytest.approx([0, -1.1])


def the_causes_are_drawn_from_zero_under_a_title_that_follows_them(book: Book) -> None:
    found, live = opened(book), values(book, BRIDGE)
    (chart,) = found[BRIDGE]._charts
    assert [series.val.numRef.f for series in chart.series] == [f"'{BRIDGE}'!${column}$6:${column}$10" for column in "HI"]
    assert {series.cat.strRef.f for series in chart.series} == {f"'{BRIDGE}'!$G$6:$G$10"}
    assert chart.y_axis.scaling.min is None
    assert chart.title.tx.strRef.f == f"'{BRIDGE}'!$G$4"
    assert live[4, 7] == "From 2003 to proposed 2004: +6.5, +80.2 %, thousands of EUR"


def the_chart_stands_within_what_is_printed(book: Book) -> None:
    sheet = opened(book)[BRIDGE]
    (chart,) = sheet._charts
    bottom = int(str(sheet.print_area).rpartition("$")[2])
    assert chart.anchor._from.row > 13
    assert chart.anchor.to.row < bottom
