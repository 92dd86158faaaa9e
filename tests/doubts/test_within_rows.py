"""Within rows: the same row twice, a gap in a series, a name that says another value, one odd row out, a price that is called otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.doubted import new_doubts, with_cells, with_row, without_row

from aspbudget.doubts.within_rows import out_of_place

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready


def a_row_that_repeats_another_under_a_like_name_is_doubted(ready: Ready) -> None:
    after = with_row(ready.inputs, "posts", "Secretary", post="Secretary 2")
    row, other = int(after.frames["posts"].index.max()), int(ready.inputs.frames["posts"].query("post == 'Secretary'").index[0])
    message = f'"Secretary 2" has the same values as "Secretary" in row {other} in every column that counts: is it the same row twice?'
    assert new_doubts(out_of_place, ready.inputs, after) == [("Posts", f"A{row}", message)]
    assert new_doubts(out_of_place, ready.inputs, with_row(ready.inputs, "posts", "Secretary", post="Archivist of all records")) == []


def a_gap_in_a_series_of_names_is_doubted_after_it(ready: Ready) -> None:
    after = without_row(ready.inputs, "meetings", "Committee II, 3")
    row = int(after.frames["meetings"].query("meeting == 'Committee II, 4'").index[0])
    assert new_doubts(out_of_place, ready.inputs, after) == [("Meetings", f"A{row}", '"Committee II, 3" is missing before it: 5 of this series are there.')]


def a_name_that_says_another_value_than_its_row_is_doubted(ready: Ready) -> None:
    after = with_cells(ready.inputs, "standard_costs", {("D-1, The Hague: net pay", "grade"): "D-2"})
    said = [each[2] for each in new_doubts(out_of_place, ready.inputs, after)]
    assert said == ['Grade is D-2, which the name of the row, "D-1, The Hague: net pay", doesn\'t say; those of the other rows do.']


def a_single_row_that_differs_from_all_others_is_doubted(ready: Ready) -> None:
    after = with_cells(ready.inputs, "posts", {("Secretary", "means"): "pooled with the Court"})
    others = len(ready.inputs.frames["posts"]) - 1
    assert f"Means is pooled with the Court; in the {others} other rows it is own." in [each[2] for each in new_doubts(out_of_place, ready.inputs, after)]


def a_price_other_than_the_one_that_is_called_like_the_row_is_doubted(ready: Ready) -> None:
    after = with_cells(ready.inputs, "operating_requirements", {("Telephone and fax", "price"): "Reception"})
    said = [each[2] for each in new_doubts(out_of_place, ready.inputs, after)]
    assert said == ['Price of "Telephone and fax" is Reception, not Telephone and fax, month; the other rows have the one that is called as they are.']


def a_row_that_stands_twice_is_doubted_also_on_a_sheet_to_which_others_refer(ready: Ready) -> None:
    name = "Report of the Special Working Group"
    after = with_row(ready.inputs, "documents", name, document=f"{name} (2)")
    message = f'"{name} (2)" has the same values as "{name}" in row 15 in every column that counts: is it the same row twice?'
    assert message in [each[2] for each in new_doubts(out_of_place, ready.inputs, after)]


def an_object_other_than_the_one_that_is_called_like_the_row_is_doubted(ready: Ready) -> None:
    after = with_cells(ready.inputs, "operating_requirements", {("Consultant, records and archives", "object"): "Travel"})
    said = [each[2] for each in new_doubts(out_of_place, ready.inputs, after)]
    assert said == ['Object of "Consultant, records and archives" is Travel, not Consultants; the other rows have the one that is called as they are.']


def a_row_that_differs_from_all_others_of_its_object_is_doubted_where_other_objects_agree(ready: Ready) -> None:
    after = with_cells(ready.inputs, "operating_requirements", {("Telephone and fax", "sub_programme"): "4400"})
    said = [each[2] for each in new_doubts(out_of_place, ready.inputs, after)]
    assert said == ["Sub-programme is 4400; in the 6 other rows with Object General operating expenses it is 4200."]
