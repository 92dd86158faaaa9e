"""Addressed formulas: the columns of tables by the addresses of their cells, and nothing else changed."""

from __future__ import annotations

import pytest

from aspbudget.lines.addressed import Addressed
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
