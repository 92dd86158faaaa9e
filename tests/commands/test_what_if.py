"""The command `what-if`: cells changed in a copy, computed as inputs are, and refused where a workbook would be."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest
from conftest import REPOSITORY

from aspbudget.inputs.variant import Change, NoSuchCell, parsed

if TYPE_CHECKING:

    from conftest import Place

HAGUE = "Prices / Interpreter's day, The Hague / Amount"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Currencies / USD / Rate = 0.8", Change("Currencies", "USD", "Rate", "0.8")),
        ("Currencies / USD / Rate = 1/1.25", Change("Currencies", "USD", "Rate", 0.8)),
        ("Grades / * / Standard cost × 1.03", Change("Grades", "*", "Standard cost", None, 1.03)),
        ("Grades / * / Standard cost * 1.03", Change("Grades", "*", "Standard cost", None, 1.03)),
        ("Grades / P-3 / Standard cost + 3 %", Change("Grades", "P-3", "Standard cost", None, 1.03)),
        ("Grades / P-3 / Standard cost - 25 %", Change("Grades", "P-3", "Standard cost", None, 0.75)),
        ("Sessions / Assembly, third session / Venue = New York", Change("Sessions", "Assembly, third session", "Venue", "New York")),
        ("Posts / A / Notes = ", Change("Posts", "A", "Notes", "")),
    ],
)
def a_change_is_written_as_a_person_says_it(text: str, change: Change) -> None:
    assert parsed(text) == change


@pytest.mark.parametrize("text", ["", "USD", "Currencies / USD = 0.8", "Currencies / USD / Rate", "Currencies / USD / Rate + 3"])
def a_text_that_says_no_change_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NoSuchCell, match="is no change; write: Sheet / Row / Column = value"):
        parsed(text)


def a_factor_that_is_no_number_is_named() -> None:
    with pytest.raises(NoSuchCell, match=r'has "1\.0\.3" where a number belongs'):
        parsed("Grades / * / Standard cost × 1.0.3")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("Price / X / Amount = 1", 'There is no sheet "Price"; did you mean "Prices"?'),
        ("Prices / Interpreters day / Amount = 1", "Sheet Prices has no row \"Interpreters day\"; did you mean \"Interpreter's day\"?"),
        ("Prices / Interpreter's day / Amont = 1", 'Sheet Prices has no column "Amont"; did you mean "Amount"?'),
        ("Prices / * / Source × 2", '"Prices / * / Source × 2": Source holds no numbers; give a value with =.'),
    ],
)
def a_change_of_no_cell_is_refused_with_the_nearest_name(place: Place, change: str, message: str) -> None:
    said = place.run("what-if", "2004", change)
    assert (said.code, said.err.splitlines()[-1]) == (2, message)


def a_variant_is_shown_beside_what_is_and_no_input_is_touched(place: Place) -> None:
    before = place.input.read_bytes()
    said = place.run("what-if", "2004", f"{HAGUE} = 528")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[:2] == ["Variant   as written: 1 cell changed", "  Prices!C60 Interpreter's day, The Hague: Amount 411.264 → 528"]
    assert next(line.split() for line in lines if line.startswith("Total")) == ["Total,", "thousands", "of", "EUR", "1,733.4", "1,747.2", "13.8"]
    assert place.input.read_bytes() == before
    assert not place.output.exists()


def the_document_has_every_line_and_every_state_that_moved(place: Place) -> None:
    document = place.run("what-if", "2004", f"{HAGUE} = 528", "--json").document
    (variant,) = document["variants"]
    assert variant["total"] == {"before": 1_733_400, "now": 1_747_200, "difference": 13_800}
    assert variant["lines"] == [
        {"sub_programme": "4100", "object": "Temporary assistance for meetings", "before": 188_900, "now": 197_100, "difference": 8_200},
        {"sub_programme": "4500", "object": "Temporary assistance for meetings", "before": 62_700, "now": 68_300, "difference": 5_600},
    ]
    assert variant["cells"] == [{"sheet": "Prices", "cell": "C60", "row": "Interpreter's day, The Hague", "column": "Amount", "before": 411.264, "now": 528.0}]
    germany = next(each for each in variant["states"] if each["iso3"] == "DEU")
    assert (germany["before"], germany["now"]) == (310_540, 313_013)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (f"{HAGUE} = 5280", "Amount is 5,280, but Low is 340 and High is 540; mend one of them."),
        (f"{HAGUE} = much", 'Amount is "much"; it must be a number.'),
        ("Sessions / Assembly, third session / Venue = Nairobi", 'Venue is "Nairobi"'),
    ],
)
def a_value_that_a_workbook_would_not_take_is_a_fault_at_its_cell(place: Place, change: str, fault: str) -> None:
    said = place.run("what-if", "2004", change, "--json")
    assert said.code == 1
    assert any(fault in each for each in said.faults)


def a_variant_is_written_as_new_inputs_and_as_a_workbook_that_says_what_it_is(place: Place) -> None:
    accepted, output = place.root / "accepted.xlsx", place.root / "variant.xlsx"
    said = place.run("what-if", "2004", f"{HAGUE} = 528", "--accept", str(accepted), "-o", str(output))
    assert said.code == 0
    assert openpyxl.load_workbook(accepted)["Prices"]["C60"].value == 528
    titles = {str(cell.value) for row in openpyxl.load_workbook(output)["Section"].iter_rows(max_row=3) for cell in row if cell.value}
    assert any("VARIANT, not what is proposed: " in title for title in titles)
    again = place.run("what-if", "2004", f"{HAGUE} = 528", "--accept", str(accepted))
    assert (again.code, again.err.splitlines()[-1]) == (2, f"{accepted} exists already and is never written over; move it away first, or name another file.")


def a_variant_of_two_workbooks_is_shown_but_not_written_as_one_file(place: Place) -> None:
    shutil.copyfile(REPOSITORY / "inputs/2004/contributions.xlsx", place.root / "inputs/2004/contributions.xlsx")
    changes = (f"{HAGUE} = 528", "Scale / DEU / Source = A table")
    shown = place.run("what-if", "2004", *changes, "--json").document["variants"][0]
    assert [(each["sheet"], each["now"]) for each in shown["cells"]] == [("Prices", 528), ("Scale", "A table")]
    said = place.run("what-if", "2004", *changes, "--accept", str(place.root / "both.xlsx"))
    assert (said.code, said.err.splitlines()[-1]) == (2, "The changes are of section and contributions, and a file holds one workbook; name the changes of one of them.")
    assert not (place.root / "both.xlsx").exists()


def a_list_without_a_change_is_refused(place: Place) -> None:
    (place.root / "none.json").write_text('{"cycle": "2004", "changes": []}', encoding="utf-8")
    assert place.run("what-if", "2004", str(place.root / "none.json")).code == 2


def a_list_that_is_none_is_refused(place: Place) -> None:
    (place.root / "broken.json").write_text("{}", encoding="utf-8")
    said = place.run("what-if", "2004", str(place.root / "broken.json"))
    assert (said.code, said.err.splitlines()[-1]) == (2, f"{place.root / 'broken.json'} is no list of changes; download one from the page of the cycle.")
    said = place.run("what-if", "2004", str(place.root / "none.json"))
    assert (said.code, said.err.splitlines()[-1].split(";")[0]) == (2, f"There is no file {place.root / 'none.json'}")
