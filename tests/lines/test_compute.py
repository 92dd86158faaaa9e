"""Computing: the arithmetic of a spreadsheet over whole columns, and over scenarios at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from aspbudget.lines.compute import Context, compute
from aspbudget.lines.formula import Named, Negative, Node, Number, Own, Text
from aspbudget.lines.functions import A_DASH, above, at_least, at_most, below, greatest, least, money, round_down, where
from aspbudget.lines.table import TableSymbol
from aspbudget.lines.texts import MISSING_WORD, Array, Words


@dataclass(frozen=True)
class Rows:
    """A table's columns."""

    columns: dict[str, Array]

    def column(self, name: str) -> Array:
        """Return one column."""
        return self.columns[name]


WORDS = Words()
GRADES = Rows(
    {
        "grade": WORDS.encode(["P-2", "P-1", "p-3", "P-1"]),
        "cost": np.array([200.0, 100.0, 300.0, 999.0]),
        "level": WORDS.encode(["senior", "junior", "senior", "none"]),
        "loss": np.array([-2.0, -1.0, -3.0, -4.0]),
    }
)
EMPTY = Rows({"grade": WORDS.encode([]), "cost": np.array([]), "level": WORDS.encode([])})
OWN = {
    "months": np.array([0.0, 6.0, 12.0]),
    "grade": WORDS.encode(["P-1", "P-9", "P-3"]),
    "rate": np.array([0.1, 0.2, 0.3]),
}
KINDS = {"grade": "text", "level": "text", "cost": "number", "loss": "number"}
grades = TableSymbol("grades", tuple(KINDS), KINDS.__getitem__, "grade")
empty = TableSymbol("empty", ("grade", "cost", "level"), KINDS.__getitem__, "grade")
months, grade, rate, share = Own("months", "number"), Own("grade", "text"), Own("rate", "number"), Named("share")


def value(part: Node, own: dict[str, Array] | None = None, shared: object = 0.5, table: Rows = GRADES) -> list[object]:
    """Return a formula's value in the three rows."""
    tables = {"grades": table, "empty": EMPTY}
    context = Context(OWN | (own or {}), {"share": np.asarray(shared)}, tables, WORDS, 3)
    result = compute(part, context)
    return np.broadcast_to(result, (*result.shape[:-1], 3)).tolist()


def every_row_has_its_own_arithmetic() -> None:
    assert value(months * 2 + 1 - share) == [0.5, 12.5, 24.5]


def a_power_takes_the_sign_with_it_only_when_the_line_says_so() -> None:
    assert value(Negative(Number(2.0)) ** 2) == [4.0] * 3
    assert value(-(Number(2.0) ** 2)) == [-4.0] * 3


def every_number_is_compared_on_15_digits_as_in_a_spreadsheet() -> None:
    assert value(Number(0.1) + 0.2 == Number(0.3)) == [True] * 3
    assert value(Number(0.1) + 0.2 > Number(0.3)) == [False] * 3
    assert value(Number(0.1) + 0.2 <= Number(0.3)) == [True] * 3
    assert value(Number(1.0) == Number(1.0000000001)) == [False] * 3


def each_text_is_compared_without_case_as_in_a_spreadsheet() -> None:
    assert value(grade == Text("p-1")) == [True, False, False]
    assert value(grade != Text("p-1")) == [False, True, True]
    assert value(grades.at(grade, "cost"))[2] == 300
    assert value(grades.count(grade=Text("P-3"))) == [1.0] * 3


@pytest.mark.parametrize(
    "part",
    [
        Number(1.0) / (months * 0),
        Number(1.0) / (Number(1.0) / (months * 0)),
        (months * 0) ** (months * 0),
        (months * 0) ** -1,
        Negative(Number(8.0)) ** 0.5,
        greatest(1, Number(1.0) / (months * 0)),
        least(1, Number(1.0) / (months * 0)),
        where(Number(1.0) / (months * 0) > 1, 1, 2),
        where((months < 99) | (Number(1.0) / (months * 0) > 1), 1, 2),
        where((months > 99) & (Number(1.0) / (months * 0) > 1), 1, 2),
        where(~(Number(1.0) / (months * 0) > 1), 1, 2),
        where(grades.at(Text("none"), "level") == Text("senior"), 1, 2),
        money(Number(1.0) / (months * 0)),
        grades.at(Text("none"), "cost"),
        empty.at(grade, "cost"),
        grades.at(grades.at(Text("none"), "level"), "cost"),
    ],
)
def an_error_is_an_error_in_all_that_is_made_from_it(part: Node) -> None:
    assert not np.isfinite(value(part)).any()


def a_text_that_is_not_found_is_no_text() -> None:
    assert value(grades.at(Text("none"), "level")) == [MISSING_WORD] * 3
    assert value(empty.at(grade, "level")) == [MISSING_WORD] * 3
    assert value(where(Number(1.0) / (months * 0) > 1, Text("a"), Text("b"))) == [MISSING_WORD] * 3
    assert WORDS.decode(np.array([MISSING_WORD])) == ["#N/A"]


def a_branch_that_is_not_taken_does_no_harm() -> None:
    assert value(where(months > 0, 12 / months, 0)) == [0.0, 2.0, 1.0]


def a_dash_is_no_number_but_counts_as_one_where_only_errors_are_sought() -> None:
    part = where(months > 0, 12 / months, A_DASH)
    assert np.isnan(value(part)[0])
    assert value(part)[1:] == [2.0, 1.0]
    context = Context(OWN, {}, {}, WORDS, 3)
    assert compute(part, replace(context, dash=0.0)).tolist() == [0.0, 2.0, 1.0]


def a_lookup_finds_the_first_row_with_its_key() -> None:
    assert value(grades.at(grade, "cost"))[0] == 100
    assert WORDS.decode(np.array(value(grades.at(grade, "level"))))[::2] == ["junior", "senior"]


def a_total_adds_up_the_rows_that_meet_all_criteria() -> None:
    assert value(grades.total("cost")) == [1599.0] * 3
    assert value(grades.total("cost", grade=grade)) == [1099.0, 0.0, 300.0]
    assert value(grades.total("cost", grade=grade, level=Text("junior"))) == [100.0, 0.0, 0.0]
    assert value(grades.count(level=Text("senior"))) == [2.0] * 3
    assert value(grades.count()) == [4.0] * 3


def the_highest_of_losses_is_a_loss_and_of_no_rows_is_0() -> None:
    assert value(grades.highest("loss")) == [-1.0] * 3
    assert value(grades.highest("loss", grade=grade)) == [-1.0, 0.0, -3.0]
    assert value(empty.highest("cost")) == [0.0] * 3
    assert value(empty.total("cost", grade=grade)) == [0.0] * 3


def a_bound_chooses_the_rows_on_its_side() -> None:
    assert value(grades.total("cost", loss=below(-2))) == [1299.0] * 3
    assert value(grades.total("cost", loss=at_most(-2))) == [1499.0] * 3
    assert value(grades.count(loss=above(months * -1))) == [0.0, 4.0, 4.0]
    assert value(grades.count(loss=at_least(-3), level=Text("senior"))) == [2.0] * 3


def the_highest_of_losses_within_a_bound_is_a_loss_and_of_no_rows_is_0() -> None:
    assert value(grades.highest("loss", loss=below(-1))) == [-2.0] * 3
    assert value(grades.highest("loss", loss=below(-9))) == [0.0] * 3


def an_error_beyond_a_bound_does_no_harm() -> None:
    holed = Rows(GRADES.columns | {"cost": np.array([200.0, np.nan, 300.0, 999.0])})
    assert value(grades.total("cost", loss=below(-1)), table=holed) == [1499.0] * 3
    assert np.isnan(value(grades.total("cost", loss=at_most(-1)), table=holed)).all()


def an_amount_is_cut_off_towards_0() -> None:
    assert value(round_down(Number(2.679), 2)) == [2.67] * 3
    assert value(round_down(Number(-2.679), 1)) == [-2.6] * 3
    assert value(round_down(Number(0.29) * 100, 0)) == [29.0] * 3


SCENARIOS = np.array([0.5, 1.0, -0.25, 7.0])
COSTS = GRADES.columns["cost"] * SCENARIOS[:, None]


@pytest.mark.parametrize(
    "part",
    [
        months * share,
        money(months * share / 7),
        where(months * share < 5, share, rate),
        greatest(months, share, 1),
        share + 1,
        grades.at(grade, "cost") * 2,
        grades.at(Text("P-2"), "cost"),
        grades.total("cost"),
        grades.total("cost", grade=grade),
        grades.total("cost", level=Text("senior")) * share,
        grades.highest("cost"),
        grades.highest("cost", grade=grade),
        grades.count(),
        grades.total("cost", loss=at_most(-2)) * share,
        grades.highest("cost", loss=at_most(-2)),
        grades.count(level=Text("senior")) * share,
        where(share > 0, grades.at(grade, "level"), grade) == Text("senior"),
    ],
)
def each_scenario_is_what_it_is_alone(part: Node) -> None:
    tabled = Rows(GRADES.columns | {"cost": COSTS})
    together = value(part, {"rate": OWN["rate"] * SCENARIOS[:, None]}, SCENARIOS[:, None], tabled)
    together = np.broadcast_to(np.asarray(together, dtype=float), (4, 3))
    for place, scenario in enumerate(SCENARIOS):
        alone = value(part, {"rate": OWN["rate"] * scenario}, scenario, Rows(GRADES.columns | {"cost": COSTS[place]}))
        np.testing.assert_array_equal(together[place], np.asarray(alone, dtype=float))


def the_same_call_computes_ten_thousand_scenarios() -> None:
    shares = np.linspace(0, 1, 10_000)[:, None]
    result = np.array(value(money(months * share), shared=shares))
    assert result.shape == (10_000, 3)
    assert result[7_500].tolist() == value(money(months * share), shared=float(shares[7_500, 0]))


@pytest.mark.parametrize("part", [grades.at(grade, "cost"), grades.total("cost", grade=grade)])
def a_key_that_differs_between_scenarios_is_refused(part: Node) -> None:
    with pytest.raises(ValueError, match=r"^A key to look up or add up by can't differ between scenarios\.$"):
        value(part, {"grade": np.stack([OWN["grade"], OWN["grade"]])})


def a_key_column_that_differs_between_scenarios_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A key to look up or add up by can't differ between scenarios\.$"):
        value(grades.count(grade=grade), table=Rows(GRADES.columns | {"grade": np.zeros((2, 4), dtype=int)}))


def a_part_that_is_unknown_is_named() -> None:
    class Odd(Node):
        """A part that nothing can compute."""

    with pytest.raises(NotImplementedError, match=r"^No way to compute Odd\.$"):
        value(Odd())


def the_formulas_that_add_up_by_the_same_share_how_rows_are_grouped_and_others_do_not() -> None:
    context = Context(OWN | {"level": WORDS.encode(["senior", "none", "junior"])}, {"share": np.asarray(200.0)}, {"grades": GRADES, "empty": EMPTY}, WORDS, 3)
    level = Own("level", "text")
    sought = [
        (grades.total("cost", grade=grade), [1099.0, 0.0, 300.0]),
        (grades.total("loss", grade=grade), [-5.0, 0.0, -3.0]),
        (grades.highest("cost", grade=grade), [999.0, 0.0, 300.0]),
        (grades.total("cost", level=level), [500.0, 999.0, 100.0]),
        (grades.total("cost", level=Text("senior")), [500.0] * 3),
        (grades.total("cost", level=Text("junior")), [100.0] * 3),
        (grades.total("loss", cost=share), [-2.0] * 3),
        (grades.total("loss", cost=share / 2), [-1.0] * 3),
        (empty.total("cost", grade=grade), [0.0] * 3),
    ]
    for _ in range(2):  # the second time from what is kept
        assert [np.broadcast_to(compute(part, context), 3).tolist() for part, _ in sought] == [values for _, values in sought]
    assert len(context.groups) == 4  # nothing is added up of a table without rows


def each_column_is_looked_up_once_for_all_that_is_wanted_of_a_table() -> None:
    context = Context(OWN, {}, {"grades": GRADES, "empty": EMPTY}, WORDS, 3)
    for _ in range(2):  # the second time from what is kept
        assert compute(grades.at(grade, "cost") * 2, context).tolist()[::2] == [200.0, 600.0]
        assert WORDS.decode(compute(grades.at(grade, "level"), context)) == ["junior", "#N/A", "senior"]
        assert np.isnan(compute(empty.at(grade, "cost"), context)).all()
        assert compute(grades.at(Text("p-3"), "cost"), context).tolist() == [300.0]
    assert len(context.places) == 2


def a_text_is_equal_to_one_in_other_letters_and_to_no_other() -> None:
    level = WORDS.encode(["senior", "SENIOR", "junior"])
    for text, equal in (("Senior", [True, True, False]), ("senior", [True, True, False]), ("junior", [False, False, True]), ("new", [False] * 3)):
        assert value(Own("level", "text") == Text(text), {"level": level}) == equal
        assert value(Text(text) != Own("level", "text"), {"level": level}) == [not each for each in equal]
