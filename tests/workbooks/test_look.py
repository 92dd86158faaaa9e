"""The look: a row is as high as its longest text needs, a page as small as it must be and no smaller, and DRAFT is red."""

from __future__ import annotations

import re

import pytest
from support.small_section import new_book, opened

from aspbudget.workbooks.look import (
    BLUE,
    CHOICE,
    DOWN,
    GREY,
    INK,
    INK_OF_CHARTS,
    MONEY,
    PALE_BLUE,
    PALE_GREY,
    PART,
    RED,
    THIRD,
    UP,
    WORDS,
    Page,
    decimals,
    height,
    pages_across,
    print_on_a4,
    scale,
    stamp,
)
from aspbudget.workbooks.typeface import width

ACROSS = 784  # points across a page that lies, within its margins


@pytest.mark.parametrize(
    ("digits", "form"), [(0, "#,##0;(#,##0);–"), (1, "#,##0.0;(#,##0.0);–"), (2, MONEY), (3, "#,##0.000;(#,##0.000);–")]
)
def an_amount_has_its_decimals_brackets_for_a_loss_and_a_dash_for_nothing(digits: int, form: str) -> None:
    assert decimals(digits) == form


def a_row_is_as_high_as_the_text_that_wraps_most() -> None:
    one = height([])
    assert height([("short", 20), ("", 5)]) == one
    two = height([("twenty letters or so here", 15)])
    assert height([("twenty letters or so here", 15), ("short", 20)]) == two > one
    assert height([("word " * 30, 10)]) > height([("word " * 30, 20)]) > two


def a_word_that_is_longer_than_its_column_wraps_too() -> None:
    assert height([("x" * 100, 10)]) > height([("x" * 10, 10)])


def a_page_is_never_enlarged_and_twice_the_columns_are_half_the_size() -> None:
    assert scale([10]) == 100
    assert scale([200, 200]) == pytest.approx(scale([200]) / 2, abs=1)


def the_columns_that_can_be_read_on_one_page_stay_on_it_and_others_take_more() -> None:
    book = new_book()
    assert pages_across(book.sheet("Narrow"), [20, 20], 1) is False
    assert pages_across(book.sheet("Wide"), [40] * 10, 4) is True
    found = opened(book)
    assert (found["Narrow"].page_setup.scale or 100, found["Narrow"].print_title_cols) == (100, None)
    assert found["Wide"].print_title_cols == "$A:$A"
    breaks = [each.id for each in found["Wide"].col_breaks.brk]
    assert breaks[0] <= 4
    assert 4 in breaks


@pytest.mark.parametrize(("draft", "foot"), [(True, "&BDRAFT&B · Cost && control"), (False, "Cost && control")])
def a_sheet_says_draft_at_the_foot_of_each_page_while_it_is_one(draft: object, foot: str) -> None:
    book = new_book()
    print_on_a4(book.sheet("Costs"), Page(4, "Cost & control", draft=bool(draft), header_rows=2), book.words.heads)
    sheet = opened(book)["Costs"]
    assert (sheet.oddHeader.center.text, sheet.print_title_rows) == (None, "$5:$6")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == (foot, "&A · Page &P of &N")


def a_foot_that_is_too_long_is_cut_rather_than_left_out() -> None:
    book = new_book()
    print_on_a4(book.sheet("Posts"), Page(-1, "Section & annexes " * 20, draft=False), book.words.heads)
    foot = opened(book)["Posts"].oddFooter.left.text
    assert foot.startswith("Section && annexes Section")
    assert foot.endswith("…")
    assert width(f"{foot.replace('&&', '&')} Posts · Seal AAAA-AAAA · Page 12 of 18", 8) < ACROSS


@pytest.mark.parametrize("portrait", [True, False])
def the_words_of_a_foot_meet_nothing_at_its_right(portrait: object) -> None:
    book = new_book()
    sheet = book.sheet("Every cause of the change")
    print_on_a4(sheet, Page(-1, "Major Programme IV: Secretariat of the Assembly of States Parties, with all of its annexes, 2004", draft=True, portrait=bool(portrait)), book.words.heads)
    stamp(sheet, "Seal AAAA-AAAA")
    foot = opened(book)["Every cause of the change"].oddFooter
    left, right = (re.sub(r"&[BLR]", "", str(text)) for text in (foot.left.text, foot.right.text))
    assert width(left, 8) + width(right.replace("&A", "Every cause of the change").replace("&P of &N", "12 of 18"), 8) < (538 if portrait else ACROSS)
    assert left.endswith("…") == bool(portrait)


def a_sheet_without_a_header_repeats_none() -> None:
    book = new_book()
    print_on_a4(book.sheet("Letter"), Page(-1, "", draft=False, portrait=True), book.words.heads)
    sheet = opened(book)["Letter"]
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == (None, "portrait")


def each_format_is_made_once_and_what_was_entered_is_blue() -> None:
    look = new_book().look
    assert look("text", MONEY) is look("text", MONEY)
    assert look("text", MONEY) is not look("text", MONEY, entered=True)
    assert look("text", MONEY, entered=True).font_color != look("text", MONEY).font_color
    assert look("text", WORDS).indent == 1


def a_title_is_dark_over_what_was_entered_and_pale_over_what_was_computed() -> None:
    look = new_book().look
    assert look.header().bg_color != look.header(computed=True).bg_color
    assert look.header(right=True).text_h_align != look.header().text_h_align


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as the guidelines for accessible content define it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def the_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#7F9DC9", "#FFFFFF") < 3


@pytest.mark.parametrize("colour", [UP, DOWN, PART, THIRD, BLUE])
def every_bar_stands_out_from_the_page(colour: str) -> None:
    assert contrast(colour, "#FFFFFF") >= 3


@pytest.mark.parametrize(("ink", "paper"), [(BLUE, "#FFFFFF"), (GREY, "#FFFFFF"), (RED, "#FFFFFF"), (INK, "#FFFFFF"), (INK, CHOICE), (INK_OF_CHARTS, "#FFFFFF"), ("#FFFFFF", BLUE), (GREY, PALE_GREY), (BLUE, PALE_BLUE)])  # fmt: skip
def every_text_can_be_read_on_its_ground(ink: str, paper: str) -> None:
    assert contrast(ink, paper) >= 4.5
