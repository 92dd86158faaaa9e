"""Look-ups made once: those that several formulas have alike, and no others, are moved, each as it is written."""

from __future__ import annotations

import pytest

from aspbudget.lines.canonical import ROW
from aspbudget.lines.looked_up import columns_beside, matches, referring

MATCH = f"MATCH($R{ROW},'Conf. services'!$A$6:$A$29,0)"
TAKEN = [f"INDEX('Conf. services'!${letters}$6:${letters}$29,{MATCH})" for letters in "KLM"]


def a_look_up_of_several_formulas_stands_in_a_column_beside_that_no_sheet_has() -> None:
    columns = columns_beside(map(matches, TAKEN))
    assert columns == {MATCH: "VDY"}
    assert referring(TAKEN[1], columns) == f"INDEX('Conf. services'!$L$6:$L$29,$VDY{ROW})"
    assert matches(TAKEN[1]) == [MATCH]


def a_look_up_of_one_formula_stays_where_it_is() -> None:
    assert columns_beside(map(matches, TAKEN[:1])) == {}
    assert referring(TAKEN[0], {}) == TAKEN[0]


def each_look_up_has_a_column_of_its_own() -> None:
    other = MATCH.replace("$R", "$S")
    columns = columns_beside(map(matches, [*TAKEN, f"IF({other}=1,{other},{MATCH})"]))
    assert sorted(columns.values()) == ["VDY", "VDZ"]
    assert referring(f"{MATCH}+{other}", columns) == f"$VDY{ROW}+$VDZ{ROW}"


def no_more_look_ups_are_moved_than_there_are_columns() -> None:
    many = [f'MATCH("price {number}",$A$6:$A$2999,0)' for number in range(2_000)]
    columns = columns_beside([many, many])
    assert list(columns) == many[: len(columns)]
    assert columns[many[len(columns) - 1]] == "XFD", "It is the last column of a sheet."


@pytest.mark.parametrize(
    "formula",
    [
        f'"{MATCH}"', f"XMATCH($R{ROW},$A$6:$A$29,0)", f"MATCH($R{ROW},$A$6:$A$29,1)", f"MATCH($R{ROW},$A$6:$A$29)", "MATCH(MAX($B$1:$B$2),$A$6:$A$29,0)",
        f"MATCH($R{ROW},$A{ROW}:$B{ROW},0)", f"MATCH($R{ROW},Posts[[Post]],0)", "MATCH($A$2:$A$4,$B$6:$B$29,0)",
    ],
)  # fmt: skip
def no_other_function_or_range_is_a_look_up(formula: str) -> None:
    assert columns_beside([matches(formula)] * 2) == {}


@pytest.mark.parametrize("key", [f"$R{ROW}", '"GS-PL, The ""Hague"": (costs)"', f'$R{ROW}&""', "1", f"$R{ROW}+0"])
def a_look_up_is_of_a_cell_a_text_or_a_number(key: str) -> None:
    match = f"MATCH({key},$A$6:$A$29,0)"
    assert list(columns_beside([matches(f"INDEX($B$6:$B$29,{match})"), matches(f"INDEX($C$6:$C$29,{match})")])) == [match]


def a_look_up_of_a_cell_in_a_row_that_is_not_its_own_stays_where_it_is() -> None:
    match = "MATCH(R7,$A$6:$A$29,0)"
    assert columns_beside([[match], [match]]) == {}
