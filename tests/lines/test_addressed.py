"""Addressed formulas: the columns of tables by the addresses of their cells, and nothing else changed."""

from __future__ import annotations

import pytest

from aspbudget.lines.addressed import Addressed, for_rows, is_alike
from aspbudget.lines.canonical import Placed, Tables

POSTS = Placed("Posts", 6, 9, {"grade": "A", "net cost (eur)": "C", "fare [eur]": "D"})
RATES = Placed("Coûts d'usage", 6, 20, {"grade": "B", "interpreter's fare": "F"})
TABLES = Tables({"posts": POSTS, "rates": RATES})


@pytest.mark.parametrize(
    ("formula", "by_addresses"),
    [
        ('Posts[[#This Row],[Grade]]&""', '$A7&""'),
        ("SUM(Posts[[Net cost (EUR)]])", "SUM($C$6:$C$9)"),
        ("SUM(Posts[Net cost (EUR)])", "SUM($C$6:$C$9)"),
        ("SUM(Posts[[Grade]:[Net cost (EUR)]])", "SUM($A$6:$C$9)"),
        ("SUM(Posts[[#This Row],[Grade]:[Net cost (EUR)]])", "SUM($A7:$C7)"),
        ("INDEX(Rates[[Interpreter''s fare]],MATCH(A1,Rates[[Grade]],0))", "INDEX('Coûts d''usage'!$F$6:$F$20,MATCH(A1,'Coûts d''usage'!$B$6:$B$20,0))"),
        ("Posts[[#This Row],[Fare '[EUR']]]*2", "$D7*2"),
        ('IF(Posts[[#This Row],[Grade]]="Posts[[Grade]]","say ""Posts[Grade]""",1)', 'IF($A7="Posts[[Grade]]","say ""Posts[Grade]""",1)'),
        ("'[Posts]Posts[Grade]'!A1+Posts[[#This Row],[Grade]]", "'[Posts]Posts[Grade]'!A1+$A7"),
        ("Nowhere[[Grade]]+Posts[[Salary]]+Posts[#Headers]", "Nowhere[[Grade]]+Posts[[Salary]]+Posts[#Headers]"),
        ("A1+rate", "A1+rate"),
    ],
)
def a_reference_to_a_table_becomes_the_address_of_its_cells_and_all_else_stays(formula: str, by_addresses: str) -> None:
    assert Addressed("Posts", TABLES)(formula, "7") == by_addresses


def a_formula_of_another_row_has_the_addresses_of_that_row() -> None:
    formulas = Addressed("Posts", TABLES)
    assert [formulas("Posts[[#This Row],[Grade]]", row) for row in ("6", "9")] == ["$A6", "$A9"]


@pytest.mark.parametrize(
    ("formula", "alike"),
    [
        ("Posts[[#This Row],[Grade]]*2", True),
        ("SUM(Posts[[Grade]])+$A7*B7+rate_b*C$5", True),
        ("SUM($A7:$C7)+'Row 12'!B7", True),
        ('IF(A7="row 8",1,2)', True),
        ('IF(A7="row A7",1,2)', False),
        ("A7+A6", False),
        ("SUM(A7:A12)", False),
        ("SUM(7:7)+SUM(8:$8)", False),
        ("SUM($5:$5)", True),
        ("'Row A7'!B3", False),
        ("'A7'!$B$3", False),
        ("Sheet7!$B$3+T7!$B$3", False),
        ("LOG7(2)+RATE7+rate_b7+a.b7", False),
        ("rate_b7", False),
        ("LOG7(2)", False),
        ("Nowhere[[#This Row],[Grade]]", False),
    ],
)
def a_formula_is_said_once_for_all_rows_where_only_cells_of_its_own_row_move(formula: str, *, alike: bool) -> None:
    assert is_alike(Addressed("Posts", TABLES).around_rows(for_rows(formula, "7"))) is alike


def a_formula_has_the_mark_of_its_row_only_where_a_number_is_that_row() -> None:
    assert [for_rows("A7+A17+A70+$A$7+7", row) for row in ("7", "8")] == ["A\0+A17+A70+$A$7+7", "A7+A17+A70+$A$7+7"]
