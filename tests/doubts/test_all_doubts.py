"""All doubts: in order, the first of each cell, those accepted apart, and few where nothing is wrong."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from support.doubted import as_expected, with_cells, without_row

from aspbudget.doubts.doubts import at_its_cell, doubts, reason
from aspbudget.doubts.evidence import Evidence

if TYPE_CHECKING:
    from aspbudget.inputs.ready import Ready


def the_doubts_stand_in_the_order_of_sheets_and_rows_one_for_each_cell(ready: Ready) -> None:
    after = with_cells(ready.inputs, "posts", {("Secretary", "number"): 20.0, ("Director of the Secretariat", "grade"): "P-5"})
    after = with_cells(after, "currencies", {("USD", "rate"): 8.568})
    found = doubts(Evidence(after, (as_expected(ready.inputs),))).open
    places = [(each.table.name, each.row) for each in found]
    assert places[:3] == [("currencies", 6), ("posts", 5), ("posts", int(after.frames["posts"].query("post == 'Secretary'").index[0]))]
    assert len({(*place, each.column) for place, each in zip(places, found, strict=True)}) == len(found)


def a_doubt_is_a_sentence_at_its_cell(ready: Ready) -> None:
    evidence = Evidence(with_cells(ready.inputs, "posts", {("Director of the Secretariat", "grade"): "P-5"}), (as_expected(ready.inputs),))
    said = str(at_its_cell(evidence, doubts(evidence).open[0]))
    assert said == "inputs/2004/section.xlsx, sheet Posts, cell B5: Grade is P-5; 2003 has D-1: it is another one."


def a_doubt_is_accepted_by_a_reason_in_its_row_and_a_missing_row_where_it_is_named(ready: Ready) -> None:
    after = without_row(with_cells(ready.inputs, "posts", {("Director of the Secretariat", "grade"): "P-5"}), "posts", "Secretary")
    expected = (as_expected(ready.inputs),)
    assert len(doubts(Evidence(after, expected)).open) > 1
    inputs = replace(after, accepted={("posts", 5): "reclassified by ICC-ASP/2/Res.3", ("posts", 6): "the secretary was moved"})
    found = doubts(Evidence(inputs, expected))
    assert [each.row for each in found.accepted] == [0, 5]
    assert [reason(Evidence(inputs, expected), each) for each in found.accepted] == ["the secretary was moved", "reclassified by ICC-ASP/2/Res.3"]
    assert not [each for each in found.open if each.table.name == "posts" and each.row in (0, 5)]
