"""Out of order: the one row that breaks the order of another sheet, which all others follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.doubted import new_doubts, with_cells

from aspbudget.doubts.evidence import Evidence
from aspbudget.doubts.out_of_order import out_of_order

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready


def there_is_no_doubt_where_all_rows_follow_the_order_or_one_was_put_apart(ready: Ready) -> None:
    assert list(out_of_order(Evidence(ready.inputs))) == []


def a_row_with_the_object_of_others_that_stand_together_elsewhere_is_doubted(ready: Ready) -> None:
    after = with_cells(ready.inputs, "operating_requirements", {("Telephone and fax", "object"): "Supplies and materials"})
    (found,) = new_doubts(out_of_order, ready.inputs, after)
    assert found[2] == 'Object of "Telephone and fax" is Supplies and materials; the 22 other rows follow the order of sheet Objects, by which it would stand with row 23.'


def there_is_no_doubt_where_two_rows_are_out_of_order(ready: Ready) -> None:
    cells = {("Telephone and fax", "object"): "Supplies and materials", ("Library services", "object"): "Hospitality"}
    assert list(out_of_order(Evidence(with_cells(ready.inputs, "operating_requirements", cells)))) == []
