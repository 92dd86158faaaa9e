"""Canonical formulas: what programs spell in different ways is one text, and what means another thing is another."""

from __future__ import annotations

import pytest

from aspbudget.lines.canonical import ROW, Canonical, Placed, Tables, number_text
from aspbudget.lines.seal import Unseen, book_code, sheet_code, sheet_digest, signable

TABLES = Tables({"posts": Placed("Posts", 6, 20, {"grade": "B", "cost [eur]": "C"})})
LINES, POSTS = Canonical("Lines", TABLES), Canonical("Posts", TABLES)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("=SUM(Posts[[Grade]])", "=SUM(Posts!$B$6:$B$20)"),
        ("=sum( 'Posts'!B6:B20 )", "=SUM(Posts[Grade])"),
        ("=_xlfn.XLOOKUP(1,A1:A3,B1:B3)", "=XLOOKUP(1,$A$1:$A$3,$B$1:$B$3)"),
        ("=Lines!A1+0.10*1E-05", "=A1+0.1*0.00001"),
        ("=IF(A1=TRUE(),1,0)", "=IF(A1=TRUE,1,0)"),
        ("=Posts[[Cost '[EUR']]]", "=Posts!C6:C20"),
    ],
)
def a_formula_in_two_spellings_is_one(one: str, other: str) -> None:
    assert LINES(one, 3) == LINES(other, 3)


@pytest.mark.parametrize(
    ("one", "other"), [("=A1", "=A2"), ('="a"', '="A"'), ("=SUM(Posts[[Grade]])", "=SUM(Posts!B6:B19)"), ("=0.1*A1", "=0.11*A1"), ("=rate_a1*2", "=rate_a2*2"), ("=Lines!A1", "=Posts!A1")]
)
def a_formula_that_means_another_thing_is_another(one: str, other: str) -> None:
    assert LINES(one, 3) != LINES(other, 3)


def a_column_in_the_row_of_the_formula_is_the_cell_of_that_row() -> None:
    assert POSTS("=Posts[[#This Row],[Grade]]*2", 8) == POSTS("=$B8*2", 8) == "B8*2"


def a_table_that_is_not_there_stays_as_it_is_called() -> None:
    assert LINES("=SUM(Meetings[[Days]])", 1) == "SUM(MEETINGS[[DAYS]])"


def each_row_is_counted_as_the_one_that_it_was() -> None:
    moved = Canonical("Lines", TABLES, lambda sheet, row: row + 1 if sheet == "Lines" and row >= 5 else row)
    assert moved("=A4+A5+Posts!B9", 5) == LINES("=A4+A6+Posts!B9", 6)


def a_formula_of_many_rows_is_the_same_as_in_each_of_them() -> None:
    for row in (4, 15):
        assert LINES(f'=$A{ROW}+Posts!B9&"{ROW}"', row) == LINES(f'=$A{row}+Posts!B9&"{row}"', row)
    moved = Canonical("Lines", TABLES, lambda sheet, row: row + 1 if sheet == "Lines" else row)
    assert moved(f"=A{ROW}*2", 5) == LINES("=A6*2", 6)


def a_number_has_the_digits_that_every_spreadsheet_keeps() -> None:
    assert [number_text(each) for each in (74.11892999999999, 0.1 + 0.2, 1e21, -0.0, 3)] == ["74.11893", "0.3", "1e+21", "0", "3"]


def the_code_of_a_workbook_follows_from_those_of_its_sheets_in_any_order() -> None:
    one, other = (sheet_code(sheet_digest(*each)) for each in (([(1, 1, "text", "Posts")],), ([(1, 1, "number", "1")], "hidden")))
    assert book_code({"A": one, "B": other}) == book_code({"B": other, "A": one}) != book_code({"A": other, "B": one})


def an_empty_text_is_nothing_and_a_hidden_sheet_is_another() -> None:
    cells = [(1, 1, "text", "Posts")]
    assert sheet_digest([*cells, (2, 1, "text", "")]) == sheet_digest(cells) != sheet_digest(cells, "hidden")


def a_hidden_row_counts_where_it_holds_something() -> None:
    cells = [(1, 1, "text", "Posts"), (2, 1, "number", "4")]
    rows, columns = {row for row, *_ in cells}, {column for _, column, *_ in cells}
    assert sheet_digest(cells, "", Unseen((2,)).among(rows, columns)) != sheet_digest(cells) == sheet_digest(cells, "", Unseen((3,), (2,), (7,)).among(rows, columns))
    assert sheet_digest(cells, "", Unseen((), (1,))) != sheet_digest(cells, "", Unseen((1,))) != sheet_digest(cells, "", Unseen((), (), (1,)))


def a_signature_is_of_every_sheet_whole() -> None:
    one, other = sheet_digest([(1, 1, "text", "Posts")]), sheet_digest([(1, 1, "text", "Post")])
    assert signable({"A": one, "B": other}) == signable({"B": other, "A": one}) != signable({"A": other, "B": one})
    assert one.encode() in signable({"A": one})
