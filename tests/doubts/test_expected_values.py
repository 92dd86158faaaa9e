"""Expected values: what differs from last year's, or from what is known, as slips of the hand differ."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from support.doubted import as_expected, new_doubts, with_cells, without_row
from support.french import in_french

from aspbudget.doubts.doubts import asked, at_its_cell, doubts
from aspbudget.doubts.evidence import Evidence, Expected
from aspbudget.doubts.expected_rows import expected_from_version
from aspbudget.doubts.expected_values import unlike_expected
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read_bytes

if TYPE_CHECKING:
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.inputs.ready import Ready


def found(before: Inputs, after: Inputs) -> list[tuple[str, str, str]]:
    """Return the doubts about inputs that were as `before` last year."""
    return new_doubts(unlike_expected, before, after, as_expected(before))


def there_is_no_doubt_where_nothing_changed(ready: Ready) -> None:
    assert found(ready.inputs, ready.inputs) == []


def there_is_no_doubt_about_a_number_that_is_a_hair_beside_the_one_that_was_worked_out(ready: Ready) -> None:
    after = with_cells(ready.inputs, "travel", {("Members of the Committee, second session", "persons"): 12 + 1e-14 * 12})
    assert after.frames["travel"]["persons"].ne(ready.inputs.frames["travel"]["persons"]).any()
    assert found(ready.inputs, after) == []


def the_same_digits_in_another_order_are_doubted(ready: Ready) -> None:
    after = with_cells(ready.inputs, "travel", {("Members of the Committee, second session", "persons"): 21.0})
    assert [each[2] for each in found(ready.inputs, after)] == ["Persons is 21; 2003 has 12: the same digits in another order."]


def a_number_five_times_as_large_or_as_small_is_doubted_and_no_nearer_one(ready: Ready) -> None:
    frame = ready.inputs.frames["overtime"]
    row, hours = str(frame[ready.catalogue.key("overtime")].iloc[0]), float(frame["hours"].iloc[0])
    for times, doubted in ((5.5, "5.5 times as much"), (4.3, ""), (1 / 6.5, "6.5 times as little")):
        said = found(ready.inputs, with_cells(ready.inputs, "overtime", {(row, "hours"): hours * times}))
        assert [doubted in each[2] for each in said] == ([True] if doubted else []), times


def a_word_that_changed_is_doubted_unless_the_former_is_no_row_any_more(ready: Ready) -> None:
    after = with_cells(ready.inputs, "posts", {("Director of the Secretariat", "grade"): "P-5"})
    assert [each[1:] for each in found(ready.inputs, after)] == [("B5", "Grade is P-5; 2003 has D-1: it is another one.")]
    gone = without_row(after, "grades", "D-1")
    assert [each[0] for each in found(ready.inputs, gone)] == ["Grades"]


def a_quantity_beside_a_word_that_was_cleared_follows_that_decision(ready: Ready) -> None:
    table = ready.inputs.frames["operating_requirements"]
    column = next(column for column in ready.catalogue.columns("operating_requirements").values() if column.title == "Quantity of each")
    name = str(table.loc[table[column.name].notna(), "requirement"].iloc[0])
    cells = {(name, "quantity"): 90.0}
    assert len(found(ready.inputs, with_cells(ready.inputs, "operating_requirements", cells))) == 1
    assert found(ready.inputs, with_cells(ready.inputs, "operating_requirements", cells | {(name, column.name): None})) == []


def a_row_that_is_gone_is_doubted_unless_it_has_another_name(ready: Ready) -> None:
    after = without_row(ready.inputs, "posts", "Secretary")
    assert found(ready.inputs, after) == [("Posts", "", '"Secretary" is not there; 2003 has it.')]


def the_doubt_about_a_row_that_is_gone_is_accepted_as_it_says(ready: Ready) -> None:
    after = without_row(ready.inputs, "posts", "Secretary")
    evidence = Evidence(after, (as_expected(ready.inputs),))
    (doubt,) = (each for each in doubts(evidence).open if each.missing)
    assert asked(evidence, doubt).message == '"Secretary" is not there; 2003 has it. To accept that, name "Secretary" in the reason, in any row of the sheet.'
    assert at_its_cell(evidence, doubt).message == '"Secretary" is not there; 2003 has it.'
    settled = replace(evidence, inputs=replace(after, accepted={("posts", 5): 'The post "Secretary" was abolished'}))
    assert [each.missing for each in doubts(settled).accepted] == ["Secretary"]


def the_doubt_about_a_row_that_is_gone_from_a_french_workbook_is_french_to_its_last_word(ready: Ready) -> None:
    data, _ = in_french(without_row(ready.inputs, "posts", "Secretary"), "section")
    french = check(ready.catalogue, read_bytes(data, "section.xlsx"), "2004")
    evidence = Evidence(french, (as_expected(ready.inputs),))
    (doubt,) = (each for each in doubts(evidence).open if each.missing)
    said = asked(evidence, doubt).message.replace("\N{NO-BREAK SPACE}", " ")
    assert said == "« Secretary » n’y est pas ; 2003 l’a. Pour l’admettre, citez « Secretary » dans le motif, à une ligne quelconque de la feuille."


def a_value_that_is_known_is_doubted_wherever_the_input_differs(ready: Ready) -> None:
    known = Expected({"currencies": ready.inputs.frames["currencies"].set_index("currency")}, "what is known of the cycle", complete=False)
    after = with_cells(ready.inputs, "currencies", {("USD", "rate"): 0.86})
    said = new_doubts(unlike_expected, ready.inputs, after, known)
    assert [each[2] for each in said] == ["Rate is 0.86; what is known of the cycle has 0.8568: it differs."]


def the_rows_that_were_exchanged_are_doubted_at_both(ready: Ready) -> None:
    names = ready.inputs.frames["overtime"].set_index("overtime")["hours"]
    one, other = list(names.index[:2])
    after = with_cells(ready.inputs, "overtime", {(one, "hours"): names[other], (other, "hours"): names[one]})
    said = [each[2] for each in found(ready.inputs, after)]
    assert said[0] == f'Hours is {names[other]:g} and that of "{other}" {names[one]:g}; 2003 has them the other way round: were two rows exchanged?'
    assert len(said) == 2


def the_rows_that_another_version_lacks_are_no_doubt_and_slips_beside_it_are(ready: Ready) -> None:
    version = expected_from_version(ready.catalogue, without_row(ready.inputs, "posts", "Secretary"), "provisional.xlsx")
    assert new_doubts(unlike_expected, ready.inputs, ready.inputs, version) == []
    gone = expected_from_version(ready.catalogue, ready.inputs, "provisional.xlsx")
    assert new_doubts(unlike_expected, ready.inputs, without_row(ready.inputs, "posts", "Secretary"), gone) == []
    after = with_cells(ready.inputs, "travel", {("Members of the Committee, second session", "persons"): 21.0})
    assert [each[2] for each in new_doubts(unlike_expected, ready.inputs, after, gone)] == ["Persons is 21; provisional.xlsx has 12: the same digits in another order."]


def the_one_number_of_a_column_that_is_not_as_it_was_is_doubted(ready: Ready) -> None:
    after = with_cells(ready.inputs, "travel", {("Members of the Committee, second session", "persons"): 11.0})
    assert [each[2] for each in found(ready.inputs, after)] == ["Persons is 11; 2003 has 12; the other 12 that both have are the same."]
    names = list(ready.inputs.frames["travel"]["journey"])[:4]
    several = with_cells(ready.inputs, "travel", {(name, "persons"): ready.inputs.frames["travel"].query("journey == @name")["persons"].iloc[0] + 1 for name in names})
    assert found(ready.inputs, several) == []


def a_number_that_another_version_of_the_cycle_has_otherwise_is_doubted_even_in_a_short_column(ready: Ready) -> None:
    version = expected_from_version(ready.catalogue, ready.inputs, "provisional.xlsx")
    after = with_cells(ready.inputs, "overtime", {("Session of the Assembly", "hours"): 200.0})
    assert [each[2] for each in new_doubts(unlike_expected, ready.inputs, after, version)] == ["Hours is 200; provisional.xlsx has 260; the other 2 that both have are the same."]
    assert found(ready.inputs, after) == []
