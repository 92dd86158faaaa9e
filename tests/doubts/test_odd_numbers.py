"""Odd numbers: the one among rows that are counted alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.doubted import as_expected, with_cells, with_row

from aspbudget.doubts.evidence import Evidence
from aspbudget.doubts.odd_numbers import odd_numbers

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready

TWICE = {("Web site and public information", "quantity"): 2.0}


def there_is_no_odd_number_in_the_section(ready: Ready) -> None:
    assert list(odd_numbers(Evidence(ready.inputs))) == []


def a_quantity_of_two_is_doubted_where_all_others_that_are_paid_by_the_month_are_one(ready: Ready) -> None:
    (found,) = odd_numbers(Evidence(with_cells(ready.inputs, "operating_requirements", TWICE)))
    assert (found.column, found.row) == ("quantity", 13)
    assert found.message == 'Quantity is 2; in the 11 other rows whose Price has Per "month" it is 1.'


def there_is_no_doubt_where_two_rows_are_odd(ready: Ready) -> None:
    several = TWICE | {("Telephone and fax", "quantity"): 2.0}
    assert list(odd_numbers(Evidence(with_cells(ready.inputs, "operating_requirements", several)))) == []


def a_row_that_the_cycle_before_did_not_have_was_decided_for_this_one(ready: Ready) -> None:
    after = with_row(ready.inputs, "operating_requirements", "Telephone and fax", requirement="Second line", quantity=2.0)
    assert [each.row for each in odd_numbers(Evidence(after))] == [28]
    assert list(odd_numbers(Evidence(after, (as_expected(ready.inputs),)))) == []


def a_row_with_more_months_than_any_other_has_is_doubted(ready: Ready) -> None:
    (found,) = odd_numbers(Evidence(with_cells(ready.inputs, "operating_requirements", {("Web site and public information", "periods"): 21.0})))
    assert (found.column, found.row) == ("periods", 13)
    assert found.message == 'Periods is 21; none of the 12 other rows whose Price has Per "month" has more than 12.'


def the_months_of_what_is_not_paid_by_the_month_are_doubted(ready: Ready) -> None:
    (found,) = odd_numbers(Evidence(with_cells(ready.inputs, "operating_requirements", {("Training of staff", "periods"): 12.0})))
    assert (found.column, found.row) == ("periods", 15)
    assert found.message == 'Periods is 12, 6 times as much as that of any other of the 9 rows whose Price has not Per "month".'
