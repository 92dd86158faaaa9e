"""Laid tables: short ones stay on one page, those of groups go on after the subtotal of one, and a tall row may be parted, so that no page is left half empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from aspbudget.documents.blocks import GROUP, KEY, SUBTOTAL, TOTAL, Grid, Row, plain
from aspbudget.documents.laid_tables import add_table
from aspbudget.documents.letterhead import built_in
from aspbudget.documents.styled import Styled
from aspbudget.documents.terms import Terms

if TYPE_CHECKING:
    from docx.oxml.table import CT_Row

FOUR = [*[Row(KEY, ("Travel", "1.0"))] * 3, Row(SUBTOTAL, ("Subtotal", "3.0"))]
END = Row(TOTAL, ("Total", "9.0"))
ROOM = 6_000_000


def laid(*rows: Row) -> list[CT_Row]:
    """Return the rows of a table that is laid out, after that of its titles."""
    terms = Terms("en")
    styled = Styled(built_in(terms))
    add_table(styled, Grid("Costs", (plain("Object", "Amount"),), rows, (7.0, 2.0), 1), ROOM)
    return list(styled.document.tables[0]._tbl.tr_lst[1:])


def ends_of_pages(rows: list[CT_Row]) -> list[int]:
    """Return the rows after which a page may end."""
    return [place for place, row in enumerate(rows[:-1]) if not any(True for _ in row.iter(qn("w:keepNext")))]


def a_table_of_groups_goes_on_after_the_subtotal_of_one_but_for_its_first_and_last_rows() -> None:
    assert ends_of_pages(laid(*FOUR, *FOUR, *FOUR, *FOUR, END)) == [7, 11]
    assert ends_of_pages(laid(Row(GROUP, ("A",)), *FOUR, Row(GROUP, ("B",)), *FOUR, *FOUR, FOUR[-1], END)) == [9]


def a_short_table_stays_whole_and_so_does_one_without_groups() -> None:
    assert ends_of_pages(laid(*FOUR, *FOUR, END)) == []
    assert ends_of_pages(laid(*[FOUR[0]] * 25, END)) == []
    assert ends_of_pages(laid(*[FOUR[0]] * 35, END)) == list(range(34))


def a_subtotal_never_begins_a_page() -> None:
    assert ends_of_pages(laid(*[FOUR[0]] * 40, FOUR[-1], *[FOUR[0]] * 5, FOUR[-1], END)) == [*range(39), 40, *range(41, 45)]


def a_row_is_parted_at_the_end_of_a_page_only_where_it_is_tall() -> None:
    rows = laid(FOUR[0], Row(KEY, ("One of many services, " * 60, "1.0")), END)
    assert [not row.xpath("w:trPr/w:cantSplit") for row in rows] == [False, True, False]
