"""Names: what people may type in the place of a key, in each sheet that refers to it, and the name that is printed of a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import REPOSITORY
from support.workbooks import cell, changed

from aspbudget.faults import Refused
from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.read import RawWorkbook, read

if TYPE_CHECKING:
    from aspbudget.inputs.inputs import Inputs

LABEL = "contributions.xlsx"
MODELS = catalogue("contributions")
DUE = {1: "a due", 2: "", 3: 2003, 4: "no", 5: 0, 6: "ours", 7: "published"}
OF_THE_TIME = {
    "BOL": "Bolivia", "CPV": "Cape Verde", "CZE": "Czech Republic", "LBY": "Libyan Arab Jamahiriya", "MKD": "The former Yugoslav Republic of Macedonia",
    "NLD": "Netherlands", "SRB": "Serbia and Montenegro", "SWZ": "Swaziland", "TUR": "Turkey", "VEN": "Venezuela",
}  # fmt: skip


@pytest.fixture(scope="module")
def typed() -> RawWorkbook:
    """The contributions workbook of 2004 as typed."""
    return read(REPOSITORY / "inputs" / "2004" / LABEL, LABEL)


def checked(typed: RawWorkbook, cells: dict[str, object]) -> Inputs:
    """Return the inputs of 2004 with cells changed."""
    return check(MODELS, changed(typed, cells), "2004")


def refused(typed: RawWorkbook, cells: dict[str, object]) -> list[str]:
    """Return the faults of the inputs of 2004 with cells changed."""
    with pytest.raises(Refused) as error:
        checked(typed, cells)
    return [str(fault).removeprefix(f"{LABEL}, ") for fault in error.value.faults]


def due_of(account: str) -> dict[str, object]:
    """Return the cells of a due of an account."""
    return {f"Dues!{'ABCDEFG'[place - 1]}6": account if place == 2 else value for place, value in DUE.items()}


@pytest.mark.parametrize("name", ["KOR", "kor", "KR", "South Korea", "Corée du Sud", "republic of korea"])
def a_key_may_be_typed_by_any_of_its_names_on_each_sheet(name: str, typed: RawWorkbook) -> None:
    cells = {cell(typed, sheet, "Code", "KOR"): name for sheet in ("Scale", "States", "Accounts")}
    inputs = checked(typed, cells | due_of(name))
    for table, column in (("scale", "code"), ("states", "code"), ("accounts", "code"), ("dues", "account")):
        assert "KOR" in list(inputs.frames[table][column])
    assert inputs.figures.frame("states").equals(checked(typed, due_of("KOR")).figures.frame("states"))


def a_key_that_stands_twice_by_two_names_is_refused(typed: RawWorkbook) -> None:
    at, first = cell(typed, "States", "Code", "FRA"), cell(typed, "States", "Code", "DEU")
    rows = sorted(int(each.removeprefix("States!A")) for each in (at, first))
    found = refused(typed, {at: "Allemagne", first: "Germany"})
    assert f'sheet States, cell A{rows[1]}: Code "DEU" stands in row {rows[0]} already; each may stand once.' in found


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("Allemagn", '"Allemagn", which is not in sheet Scale; it must be one of: AFG, AGO, ALB, AND, ARE, ARG, ARM, ATG, AUS, AUT, AZE, BDI and 179 more; did you mean "DEU, Germany"?'),
        ("Atlantis", '"Atlantis", which is not in sheet Scale; it must be one of: AFG, AGO, ALB, AND, ARE, ARG, ARM, ATG, AUS, AUT, AZE, BDI and 179 more.'),
    ],
)  # fmt: skip
def an_unknown_name_is_refused_with_the_nearest_by_its_name(text: str, ending: str, typed: RawWorkbook) -> None:
    at = cell(typed, "States", "Code", "DEU")
    assert f"sheet States, cell {at[7:]}: Code is {ending}" in refused(typed, {at: text})


def a_name_of_a_key_that_the_sheet_lacks_is_refused_with_what_it_names(typed: RawWorkbook) -> None:
    known = "AFG, ALB, AND, ATG, ARG, AUS, AUT, BRB, BEL, BLZ, BEN, BOL and 85 more"
    assert refused(typed, due_of("Turkey")) == [
        f'sheet Dues, cell B6: Account is "TUR, Türkiye", which is not in sheet Accounts; it must be one of: {known}.',
    ]


def the_name_that_is_printed_is_that_of_the_year(typed: RawWorkbook) -> None:
    frame = checked(typed, {}).frames["scale"].set_index("code")
    typed_names = {line[1]: line[2] for line in typed.sheets["Scale"].cells.values() if len(line) > 3}
    assert {code: name for code, name in frame["state"].items() if name != typed_names[code]} == OF_THE_TIME
    assert checked(typed, {}).figures.frame("states").set_index("code").at["SRB", "state"] == "Serbia and Montenegro"


def a_name_that_is_not_one_of_the_state_is_printed_as_typed(typed: RawWorkbook) -> None:
    cells = {cell(typed, "Scale", "State", "SRB"): "Belgrade", cell(typed, "Scale", "State", "DEU"): "France"}
    frame = checked(typed, cells).frames["scale"].set_index("code")
    assert (frame.at["SRB", "state"], frame.at["DEU", "state"]) == ("Belgrade", "France")
