"""Tables in a line: what can be looked up and added up, and what is refused."""

from __future__ import annotations

import pytest

from aspbudget.lines.formula import At, Gather, NotAFormula, Own, Text
from aspbudget.lines.table import TableSymbol

KINDS = {"post": "text", "grade": "text", "year": "number", "cost": "number", "note": "text"}

posts = TableSymbol("posts", tuple(KINDS), KINDS.__getitem__, "post", frozenset({"note", "year"}))
languages = TableSymbol("languages", ("meeting", "language"), lambda _: "text", "")
grade = Own("grade", "text")


def refusal(declare) -> str:
    """Return the words in which something is refused."""
    with pytest.raises(NotAFormula) as refused:
        declare()
    return str(refused.value)


def a_lookup_knows_its_table_column_key_and_kind() -> None:
    found = posts.at(grade, "cost")
    assert isinstance(found, At)
    assert (found.table, found.column, found.by, found.kind, found.optional) == (
        "posts",
        "cost",
        "post",
        "number",
        False,
    )
    assert found.key is grade


def a_lookup_in_a_column_with_empty_cells_knows_it() -> None:
    assert posts.at(grade, "note").optional


def a_total_keeps_its_criteria_in_the_order_given() -> None:
    made = posts.total("cost", grade=grade, post="A1")
    assert isinstance(made, Gather)
    assert (made.how, made.table, made.column) == ("total", "posts", "cost")
    assert [name for name, _ in made.criteria] == ["grade", "post"]
    assert isinstance(made.criteria[1][1], Text)


def a_count_counts_keys_or_else_the_first_column() -> None:
    assert posts.count().column == "post"
    assert languages.count(language="fr").column == "meeting"


@pytest.mark.parametrize(
    ("declare", "message"),
    [
        (
            lambda: languages.at("fr", "meeting"),
            "Rows of languages have no single key; use total, count or highest with each of their columns.",
        ),
        (lambda: posts.at(grade, "price"), "Table posts has no column price; it has post, grade, year, cost, note."),
        (lambda: posts.total("price"), "Table posts has no column price; it has post, grade, year, cost, note."),
        (
            lambda: posts.total("cost", town="x"),
            "Table posts has no column town; it has post, grade, year, cost, note.",
        ),
        (lambda: posts.mean("cost"), "A table in a line has at, total, count and highest; it has no mean."),
        (lambda: posts.total("cost", grade=1), "posts.total(grade=…) needs a text, but one side is a number."),
        (lambda: posts.highest("cost", year="x"), 'posts.highest(year=…) needs a number, but "x" is a text.'),
        (lambda: posts.at(1, "cost"), "posts.at needs a text, but one side is a number."),
        (
            lambda: posts.total("cost", grade=Own("town", "text", optional=True)),
            "town may be empty, and a spreadsheet reads an empty criterion as 0; make it required.",
        ),
        (
            lambda: posts.total("cost", grade=posts.at(grade, "note")),
            "posts.note may be empty, and a spreadsheet reads an empty criterion as 0; make it required.",
        ),
        (
            lambda: posts.total("cost", year=2004),
            "posts.year may be empty, and a spreadsheet finds no 0 in an empty cell; make it required.",
        ),
        (
            lambda: posts.count(grade="P*"),
            'A spreadsheet can\'t look for "P*": *, ?, ~ and a leading <, > or = are patterns to it.',
        ),
        (
            lambda: posts.at("=A1", "cost"),
            'A spreadsheet can\'t look for "=A1": *, ?, ~ and a leading <, > or = are patterns to it.',
        ),
    ],
)
def every_use_that_a_spreadsheet_would_read_otherwise_is_refused(declare, message: str) -> None:
    assert refusal(declare) == message
