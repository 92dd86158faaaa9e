"""Missing rows: a row that was cleared, and the one combination that is not there where all others are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.doubted import as_expected, new_doubts, without_row

from aspbudget.doubts.doubts import doubts
from aspbudget.doubts.evidence import Evidence
from aspbudget.doubts.missing_rows import missing_rows

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready


def there_is_no_doubt_about_a_sheet_whose_rows_follow_one_another(ready: Ready) -> None:
    assert list(missing_rows(Evidence(ready.inputs))) == []


def a_row_that_was_cleared_is_doubted_at_the_one_below(ready: Ready) -> None:
    after = without_row(ready.inputs, "travel", "President, session of the Assembly")
    message = 'Row 9, between "President, summer meeting of the Bureau" and "Chair of the Board, Victims Trust Fund", is empty; none of the 12 other rows is: was one cleared?'
    assert new_doubts(missing_rows, ready.inputs, after) == [("Travel", "A10", message)]


def there_is_no_doubt_about_several_empty_rows_which_part_a_sheet(ready: Ready) -> None:
    after = without_row(without_row(ready.inputs, "travel", "President, session of the Assembly"), "travel", "Members of the Committee, third session")
    assert new_doubts(missing_rows, ready.inputs, after) == []


def the_last_row_of_a_sheet_leaves_no_gap(ready: Ready) -> None:
    assert new_doubts(missing_rows, ready.inputs, without_row(ready.inputs, "travel", "Staff, Assembly, third session")) == []


def a_combination_that_all_others_have_is_doubted(ready: Ready) -> None:
    after = without_row(ready.inputs, "standard_costs", "P-3, The Hague: common staff costs")
    said = [each for each in new_doubts(missing_rows, ready.inputs, after) if not each[1]]
    assert said[0] == ("Standard costs", "", "Grade P-3 has no row with Part common staff costs; 10 others of Grade have one.")
    assert [each.missing for each in doubts(Evidence(after)).open if not each.row] == ["P-3: common staff costs"], "asked about once"


def a_first_row_that_was_cleared_is_doubted_where_other_sheets_begin_there(ready: Ready) -> None:
    after = without_row(ready.inputs, "posts", "Director of the Secretariat")
    (found,) = new_doubts(missing_rows, ready.inputs, after)
    assert found[:2] == ("Posts", "A6")
    assert found[2].startswith('Row 5, above "Senior Legal Officer", is empty; the rows of ')


def the_one_price_that_nothing_uses_is_doubted(ready: Ready) -> None:
    after = without_row(ready.inputs, "operating_requirements", "Photocopier")
    assert new_doubts(missing_rows, ready.inputs, after) == [("Prices", "A59", '"Photocopier" is used by no row of any sheet; the 57 others are: was a row removed, or does one name another?')]
    both = without_row(after, "operating_requirements", "Office furniture")
    assert [each for each in new_doubts(missing_rows, ready.inputs, both) if each[0] == "Prices"] == [], "several that nothing uses are kept for later"


def a_session_with_all_phases_of_documents_but_one_is_doubted(ready: Ready) -> None:
    after = without_row(ready.inputs, "documents", "Official Records of the third session")
    said = [each for each in new_doubts(missing_rows, ready.inputs, after) if not each[1]]
    assert said == [("Documents", "", "Session Assembly, third session has no row with Phase post-session; it has rows with each of the 2 others, and 2 that have fewer have that one.")]
    assert [each for each in missing_rows(Evidence(after, (as_expected(after),))) if not each.row] == [], "so it was in the cycle before"


def a_grade_that_lacks_what_all_others_of_its_category_have_is_doubted(ready: Ready) -> None:
    after = without_row(ready.inputs, "standard_costs", "P-4, The Hague: post adjustment")
    said = [each for each in new_doubts(missing_rows, ready.inputs, after) if not each[1]]
    assert said == [("Standard costs", "", "Grade P-4 has no row with Part post adjustment; the 8 others of Category P-staff and above have one.")]
    both = without_row(after, "standard_costs", "P-3, The Hague: post adjustment")
    assert [each for each in new_doubts(missing_rows, ready.inputs, both) if not each[1]] == [], "two were decided so"
