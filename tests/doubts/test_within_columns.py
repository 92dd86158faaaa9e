"""Within columns: a number out of line, a column sorted by itself, a total among the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.doubted import new_doubts, with_cells, with_row

from aspbudget.doubts.within_columns import out_of_line

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready


def a_number_far_beyond_the_others_of_its_column_is_doubted(ready: Ready) -> None:
    after = with_cells(ready.inputs, "posts", {("Director of the Secretariat", "number"): 10.0})
    assert new_doubts(out_of_line, ready.inputs, after) == [("Posts", "C5", "Posts is 10, 5 times as much as the largest of the others, 2.")]
    near = with_cells(ready.inputs, "posts", {("Director of the Secretariat", "number"): 9.0})
    assert new_doubts(out_of_line, ready.inputs, near) == []


def a_column_that_alone_rises_row_by_row_is_doubted(ready: Ready) -> None:
    frame = ready.inputs.frames["travel"]
    persons = {(str(name), "persons"): float(value) for name, value in zip(frame[ready.catalogue.key("travel")], range(1, 2 * len(frame), 2), strict=False)}
    said = new_doubts(out_of_line, ready.inputs, with_cells(ready.inputs, "travel", persons))
    assert [each[2] for each in said if "sorted" in each[2]] == [
        f"Persons rises row by row from 1 to {2 * len(frame) - 1}, and nothing else does: was the column sorted by itself?"
    ]


def a_row_called_a_total_is_doubted(ready: Ready) -> None:
    after = with_row(ready.inputs, "posts", "Secretary", post="Total, Secretariat")
    row = int(after.frames["posts"].index.max())
    message = '"Total, Secretariat" is the name of a total; every row counts, so that a total counts twice.'
    assert new_doubts(out_of_line, ready.inputs, after) == [("Posts", f"A{row}", message)]


def a_number_that_is_the_sum_of_those_above_is_doubted(ready: Ready) -> None:
    posts = ready.inputs.frames["posts"]["number"].sum()
    after = with_row(ready.inputs, "posts", "Secretary", post="All of them", number=posts)
    row = int(after.frames["posts"].index.max())
    said = new_doubts(out_of_line, ready.inputs, after)
    assert ("Posts", f"C{row}", f"Posts is {posts:.0f}, the sum of the {len(ready.inputs.frames['posts'])} rows above; every row counts, so that a total counts twice.") in said


def a_number_of_a_short_column_is_doubted_where_it_is_eight_times_the_next(ready: Ready) -> None:
    for days, doubted in ((39.0, []), (60.0, ["Days is 60, 12 times as much as the largest of the others, 5."])):
        after = with_cells(ready.inputs, "travel", {("Staff to New York, hand-over", "days"): days})
        assert [each[2] for each in new_doubts(out_of_line, ready.inputs, after)] == doubted, days


def a_column_of_few_numbers_that_rises_is_doubted_where_that_is_no_chance(ready: Ready) -> None:
    names = list(ready.inputs.frames["travel"]["journey"])
    trips = sorted(ready.inputs.frames["travel"]["trips"])
    said = new_doubts(out_of_line, ready.inputs, with_cells(ready.inputs, "travel", {(name, "trips"): value for name, value in zip(names, trips, strict=True)}))
    assert "Trips rises row by row from 1 to 3, and nothing else does: was the column sorted by itself?" in [each[2] for each in said]
    one = {(name, "trips"): 3.0 if name == names[-1] else 1.0 for name in names}
    assert [each for each in new_doubts(out_of_line, ready.inputs, with_cells(ready.inputs, "travel", one)) if "sorted" in each[2]] == []


def a_share_of_two_is_doubted_where_it_is_five_times_the_other(ready: Ready) -> None:
    for change, doubted in ((5.0, []), (21.0, ["Change is 21, 14 times as much as the largest of the others, 1.5."])):
        after = with_cells(ready.inputs, "indices", {("prices 2004", "change"): change, ("pay 2004", "change"): 1.5})
        assert [each[2] for each in new_doubts(out_of_line, ready.inputs, after) if "Change" in each[2]] == doubted, change
