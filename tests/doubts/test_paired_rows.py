"""Paired rows: what is there for one session of a body and not for the other, and what differs within a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.doubted import as_expected, new_doubts, with_cells, without_row

from aspbudget.doubts.doubts import doubts
from aspbudget.doubts.evidence import Evidence
from aspbudget.doubts.paired_rows import unlike_their_pairs

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready

BOOTHS = "Booths, Committee, third session"


def there_is_no_doubt_about_the_pairs_of_the_section(ready: Ready) -> None:
    assert list(unlike_their_pairs(Evidence(ready.inputs))) == []


def a_row_that_lacks_its_like_for_the_other_session_says_which_is_missing(ready: Ready) -> None:
    after = without_row(ready.inputs, "conference_services", BOOTHS)
    (found,) = unlike_their_pairs(Evidence(after))
    assert (found.row, found.missing) == (0, BOOTHS)
    assert found.message == (
        '"Booths, Committee, third session" is not there, and "Booths, Committee, second session" is; '
        "the 10 others that are for one row of sheet Sessions have their like for the other."
    )


def a_like_that_the_cycle_before_lacked_too_is_not_asked_about(ready: Ready) -> None:
    after = without_row(ready.inputs, "conference_services", BOOTHS)
    assert list(unlike_their_pairs(Evidence(after, (as_expected(after),)))) == []


def the_rows_that_lack_theirs_were_decided_so(ready: Ready) -> None:
    after = without_row(without_row(ready.inputs, "conference_services", BOOTHS), "travel", "President, spring meeting of the Bureau")
    assert list(unlike_their_pairs(Evidence(after))) == []


def a_number_that_differs_within_one_pair_of_a_sheet_is_doubted(ready: Ready) -> None:
    after = with_cells(ready.inputs, "travel", {("Staff, Committee, third session", "persons"): 3.0})
    assert new_doubts(unlike_their_pairs, ready.inputs, after) == [
        ("Travel", "C16", 'Persons is 3; that of "Staff, Committee, second session", its like in row 15, is 2, and the 2 other pairs of the sheet have the same.'),
    ]


def a_number_that_differs_within_two_pairs_was_decided_so(ready: Ready) -> None:
    cells = {("Staff, Committee, third session", "persons"): 3.0, ("President, summer meeting of the Bureau", "persons"): 2.0}
    assert new_doubts(unlike_their_pairs, ready.inputs, with_cells(ready.inputs, "travel", cells)) == []


def a_doubt_about_a_pair_is_among_those_of_a_workbook(ready: Ready) -> None:
    after = without_row(ready.inputs, "conference_services", BOOTHS)
    assert BOOTHS in [each.missing for each in doubts(Evidence(after)).open]
