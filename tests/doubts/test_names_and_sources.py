"""Names and sources: a cell beside what the name and the source of its row say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.doubted import new_doubts, with_cells, without_row

from aspbudget.doubts.doubts import doubts
from aspbudget.doubts.evidence import Evidence
from aspbudget.doubts.names_and_sources import unlike_what_is_said

if TYPE_CHECKING:
    from typing import Any

    from aspbudget.inputs.ready import Ready

HAND_OVER = "Hand-over from the provisional secretariat"


def said(ready: Ready, table: str, cells: dict[tuple[str, str], Any]) -> list[str]:
    """Return what is doubted once cells have other values."""
    return [each[2] for each in new_doubts(unlike_what_is_said, ready.inputs, with_cells(ready.inputs, table, cells))]


def a_number_of_months_that_the_source_gives_otherwise_is_doubted(ready: Ready) -> None:
    assert said(ready, "temporary_assistance", {(HAND_OVER, "work_months"): 4.0}) == ['Work-months is 4; the source of the row says "six months".']
    assert said(ready, "temporary_assistance", {(HAND_OVER, "work_months"): 4.0, (HAND_OVER, "source"): "four months, as agreed"}) == []


def a_number_that_is_multiplied_in_a_source_is_not_the_cell_itself(ready: Ready) -> None:
    documents = ready.inputs.frames["documents"].set_index("document")
    name = "Committee, report on its third session"
    assert "× 330 words" in documents["source"][name]
    assert said(ready, "documents", {(name, "words"): 8900.0}) == []


def a_choice_of_which_the_source_names_another_is_doubted(ready: Ready) -> None:
    assert said(ready, "operating_requirements", {("Training of staff", "of_each"): "State Party"}) == ['Quantity of each is State Party; the source of the row says "post".']


def a_row_that_is_pooled_is_doubted_where_its_source_does_not_say_so_and_those_of_most_others_do(ready: Ready) -> None:
    after = with_cells(ready.inputs, "operating_requirements", {("Telephone and fax", "means"): "pooled with the Court"})
    found = [(each.row, each.message) for each in unlike_what_is_said(Evidence(after)) if each.column == "means"]
    message = "Means is pooled with the Court, and the source of the row doesn't say so; those of 5 other rows do."
    assert found == [(14, message), (16, message)], "External and internal audit doesn't say so either"


def a_post_less_than_the_sources_count_is_doubted_at_the_first_of_them(ready: Ready) -> None:
    after = without_row(ready.inputs, "posts", "Legal Officer")
    assert [each[2] for each in new_doubts(unlike_what_is_said, ready.inputs, after)] == ['The source of the row says "14 posts"; sheet Posts has 13.']


def a_row_named_after_another_sub_programme_is_doubted(ready: Ready) -> None:
    message = '"secretariat" is of the name of 4200, and the 3 other rows with that word in their names have 4200.'
    assert said(ready, "temporary_assistance", {(HAND_OVER, "sub_programme"): "4400"}) == [f'Sub-programme of "{HAND_OVER}" is 4400; {message}']
    assert said(ready, "posts", {("Finance and Budget Officer", "sub_programme"): "4400"}) == [], "a word that other rows don't take for the name of a sub-programme says nothing"


def a_number_that_a_source_gives_otherwise_is_among_all_doubts(ready: Ready) -> None:
    after = with_cells(ready.inputs, "temporary_assistance", {(HAND_OVER, "work_months"): 4.0})
    assert "work_months" in [each.column for each in doubts(Evidence(after)).open]
