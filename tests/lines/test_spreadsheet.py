"""Spreadsheet text: a formula as Excel writes it, with Excel's own precedence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ironcalc
import pytest

from aspbudget.lines.formula import Named, Negative, Node, Number, Own, Text, node
from aspbudget.lines.functions import (
    A_DASH,
    above,
    at_most,
    greatest,
    instead_of_a_number,
    least,
    money,
    round_down,
    round_up,
    rounded,
    where,
)
from aspbudget.lines.spreadsheet import escaped, formula
from aspbudget.lines.table import TableSymbol

if TYPE_CHECKING:
    from collections.abc import Callable


class Places:
    """References that are easy to read."""

    def own(self, name: str) -> str:
        """Return a column of the same row."""
        return f"[@{name}]"

    def column(self, table: str, name: str) -> str:
        """Return a whole column."""
        return f"{table}[{name}]"

    def has(self, table: str) -> bool:
        """Whether the workbook has rows of a table."""
        return table != "empty"

    def named(self, name: str) -> str:
        """Return a defined name."""
        return name

    def text(self, text: str) -> str:
        """Return a text as it is."""
        return text

    def cell(self, address: str) -> str:
        """Return an address as it is."""
        return address

    def wording(self, text: str) -> str:
        """Return a text with gaps as it is."""
        return text

    def signs(self) -> None:
        """Leave the signs of numbers to the reader's spreadsheet."""


a, b, c = Named("a"), Named("b"), Named("c")
text = Own("town", "text")
note, bonus = Own("note", "text", optional=True), Own("bonus", "number", optional=True)
KINDS = {"post": "text", "grade": "text", "cost": "number", "step": "number", "remark": "text"}
posts = TableSymbol("posts", tuple(KINDS), KINDS.__getitem__, "post", frozenset({"step", "remark"}))


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (a + b * c, "=a+b*c"),
        ((a + b) * c, "=(a+b)*c"),
        (a - (b - c), "=a-(b-c)"),
        (a - b - c, "=a-b-c"),
        (a / (b / c), "=a/(b/c)"),
        (a / b / c, "=a/b/c"),
        (a / (b * c), "=a/(b*c)"),
        (a * (b / c), "=a*(b/c)"),
        ((-a) ** 2, "=-a^2"),
        (-(a**2), "=-1*a^2"),
        (-(a * b), "=-1*(a*b)"),
        (-((a * b) ** 2), "=-1*(a*b)^2"),
        ((-(a * b)) ** 2, "=(-1*(a*b))^2"),
        (-(a + b), "=-(a+b)"),
        (-money(a), "=-ROUND(a,2)"),
        (-Negative(a), "=--a"),
        (a - -b, "=a--b"),
        (a * -b, "=a*-b"),
        ((a**b) ** c, "=a^b^c"),
        (a ** (b**c), "=a^(b^c)"),
        (a**-b, "=a^-b"),
        ((a * b) ** 2, "=(a*b)^2"),
        (a**2 * b, "=a^2*b"),
        (where((a < b) & ~(b >= c), a, b), "=IF(AND(a<b,NOT(b>=c)),a,b)"),
        (where((a == b) | (a != c), a, b), "=IF(OR(a=b,a<>c),a,b)"),
        (a + b < b * c, "=a+b<b*c"),
        (money(a * b), "=ROUND(a*b,2)"),
        (rounded(a, -2), "=ROUND(a,-2)"),
        (round_up(a / b), "=ROUNDUP(a/b,0)"),
        (least(a, b, 3), "=MIN(a,b,3)"),
        (greatest(a, -b), "=MAX(a,-b)"),
        (node(0.1), "=0.1"),
        (node(-2.5) ** 2, "=-2.5^2"),
        (a - node(-2.5), "=a--2.5"),
        (node(1e20) * a, "=1E+20*a"),
        (node(1e-7), "=1E-07"),
        (Number(1 / 3), "=0.333333333333333"),
        (text == 'the "old" hall', '=[@town]="the ""old"" hall"'),
        (node("=1+1"), '="=1+1"'),
        (note, '=[@note]&""'),
        (note == "new", '=[@note]&""="new"'),
        (where(note != text, note, text), '=IF([@note]&""<>[@town],[@note]&"",[@town])'),
        (bonus * 2, "=[@bonus]*2"),
        (greatest(bonus, a), "=MAX([@bonus]+0,a)"),
        (least(where(a < b, bonus, posts.at(text, "step")), 1), None),
        (posts.at(text, "cost"), "=INDEX(posts[cost],MATCH([@town],posts[post],0))"),
        (posts.at(text, "remark"), '=INDEX(posts[remark],MATCH([@town],posts[post],0))&""'),
        (posts.total("cost"), "=SUM(posts[cost])"),
        (posts.highest("cost"), "=MAX(posts[cost])"),
        (posts.count(), "=COUNTA(posts[post])"),
        (posts.total("cost", grade=text), "=SUMIFS(posts[cost],posts[grade],[@town])"),
        (posts.count(grade="P-1", post=text), '=COUNTIFS(posts[grade],"P-1",posts[post],[@town])'),
        (
            posts.total("cost", grade=text, cost=at_most(a)),
            '=SUMIFS(posts[cost],posts[grade],[@town],posts[cost],"<="&a)',
        ),
        (posts.count(cost=above(a + 1)), '=COUNTIFS(posts[cost],">"&(a+1))'),
        (round_down(a, 2), "=ROUNDDOWN(a,2)"),
        (where(b > 0, a / b, A_DASH), '=IF(b>0,a/b,"–")'),
        (where(b > 0, a / b, instead_of_a_number('not "known"')), '=IF(b>0,a/b,"not ""known""")'),
        (posts.highest("cost", grade=text), "=_xlfn.MAXIFS(posts[cost],posts[grade],[@town])"),
    ],
)
def every_formula_is_written_as_excel_reads_it(made: Node, written: str | None) -> None:
    at = "INDEX(posts[step],MATCH([@town],posts[post],0))+0"
    assert formula(made, Places()) == (written or f"=MIN(IF(a<b,[@bonus]+0,{at}),1)")


VALUES = {"a": 2.0, "b": 3.0, "c": 0.5}


@pytest.mark.parametrize(
    "declare",
    [
        lambda a, b, c: a - (b - c),
        lambda a, b, c: a / (b / c),
        lambda a, b, c: (a**b) ** c,
        lambda a, b, c: a ** (b**c),
        lambda a, b, _: (-a) ** b - b,
        lambda a, b, _: -(a**b),
        lambda a, b, c: -(a**b / c),
        lambda a, b, c: (-(a * b)) ** -2 / c,
        lambda a, b, c: (a + b) * c - -a,
        lambda a, b, c: a - (b + c) * -(a - b),
    ],
)
def a_spreadsheet_gives_the_value_that_python_gives(declare: Callable[..., float]) -> None:
    model = ironcalc.create("precedence")
    for row, (name, number) in enumerate(VALUES.items(), 1):
        model.set_user_input(0, row, 1, str(number))
        model.new_defined_name(f"figure_{name}", None, f"Sheet1!$A${row}")
    tree = declare(*(Named(f"figure_{name}") for name in VALUES))
    model.set_user_input(0, 1, 2, formula(tree, Places()))
    model.evaluate()
    assert model.get_cell_value(0, 1, 2) == pytest.approx(declare(*VALUES.values()))


@pytest.mark.parametrize(("written", "value"), [("=-2^2", 4.0), ("=2^3^2", 64.0)])
def the_precedence_of_a_spreadsheet_is_not_that_of_python(written: str, value: float) -> None:
    model = ironcalc.create("precedence")
    model.set_user_input(0, 1, 1, written)
    model.evaluate()
    assert model.get_cell_value(0, 1, 1) == value


def a_title_is_escaped_where_a_reference_gives_its_letters_a_meaning() -> None:
    assert escaped("Interpreter's fare") == "Interpreter''s fare"
    assert escaped("No. # [of 12], net (EUR)") == "No. '# '[of 12'], net (EUR)"


def a_text_is_never_read_as_a_formula() -> None:
    assert formula(Text('="&A1'), Places()) == '="=""&A1"'


def a_part_that_is_unknown_is_named() -> None:
    class Odd(Node):
        """A part that nothing can write."""

    with pytest.raises(NotImplementedError, match=r"^No way to write Odd as a spreadsheet formula\.$"):
        formula(Odd(), Places())


def no_formula_refers_to_a_table_without_rows() -> None:
    empty = TableSymbol("empty", tuple(KINDS), lambda name: KINDS[name], "post")  # type: ignore[arg-type, return-value]
    assert formula(empty.total("cost") + empty.count(grade=text) + empty.highest("cost", grade=text), Places()) == "=0+0+0"
    assert formula(where(a > 0, 1, empty.at(text, "cost")), Places()) == "=IF(a>0,1,NA())"
