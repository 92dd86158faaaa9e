"""Gathering: what is added up, counted or the highest among the rows of a table with the wanted keys, against one row at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aspbudget.lines import gathering
from aspbudget.lines.formula import Bound, Gather, Number, Own
from aspbudget.lines.gathering import by_group, first_of_each, gathered, groups_by_texts, groups_of, matches
from aspbudget.lines.texts import MISSING_WORD, Words

if TYPE_CHECKING:
    from aspbudget.lines.texts import Array

AMOUNTS = np.array([10.0, 20.0, 5.0])
KEYS = np.array([6.0, 6.0, 7.0])
DAYS = np.array([6.0, 7.0, 8.0])


def gather(how: str, *criteria: Any) -> Gather:
    """Return what is gathered by columns a, b … of a table."""
    return Gather(how, "meetings", "amount", tuple(zip("abc", criteria, strict=False)))


def by_day(how: str, values: Array = AMOUNTS) -> list[Any]:
    """Return what each of the three days gathers of values with a day each."""
    return gathered(gather(how, Own("day", "number")), values, [(KEYS, DAYS)], 3).tolist()


def each_day_has_what_belongs_to_it_and_a_day_without_rows_0() -> None:
    assert by_day("total") == [30.0, 5.0, 0.0]
    assert by_day("total", np.ones(3)) == [2.0, 1.0, 0.0]
    assert by_day("highest") == [20.0, 5.0, 0.0]
    assert by_day("highest", -AMOUNTS) == [-10.0, -5.0, 0.0]


def each_scenario_has_its_own() -> None:
    assert by_day("total", np.stack([AMOUNTS, 2 * AMOUNTS])) == [[30.0, 5.0, 0.0], [60.0, 10.0, 0.0]]
    assert by_day("highest", np.stack([AMOUNTS, -AMOUNTS])) == [[20.0, 5.0, 0.0], [-10.0, -5.0, 0.0]]


def a_whole_column_is_one_value_for_all_rows() -> None:
    assert gathered(gather("total"), AMOUNTS, [], 3).tolist() == 35
    assert gathered(gather("highest"), np.array([]), [], 3).tolist() == 0
    assert gathered(gather("total"), np.stack([AMOUNTS, -AMOUNTS]), [], 3).tolist() == [[35.0], [-35.0]]


def a_table_without_rows_gives_0() -> None:
    none = np.array([])
    assert gathered(gather("total", Own("day", "number")), none, [(none, DAYS)], 3).tolist() == [0.0, 0.0, 0.0]


@given(
    st.lists(st.tuples(st.integers(-3, 3), st.sampled_from([0, 1, -1]), st.integers(-99, 99)), max_size=8),
    st.lists(st.tuples(st.integers(-3, 3), st.sampled_from([0, 1, -1])), min_size=1, max_size=5),
    st.sampled_from(["total", "highest"]),
)
def every_pair_of_keys_gathers_what_it_finds_row_by_row(theirs: Any, ours: Any, how: str) -> None:
    days, words, amounts = (np.array([row[place] for row in theirs], dtype=kind) for place, kind in enumerate((float, int, float)))
    asked = [np.array([row[place] for row in ours], dtype=kind) for place, kind in enumerate((float, int))]
    found = gathered(gather(how, Own("day", "number"), Own("word", "text")), amounts, list(zip((days, words), asked, strict=True)), len(ours))
    for row, wanted in enumerate(ours):
        mine = [amount for *keys, amount in theirs if tuple(keys) == wanted]
        assert found[row] == (sum(mine) if how == "total" else max(mine, default=0))


@pytest.mark.parametrize(("operator", "expected"), [("<", [0.0, 30.0, 35.0]), ("<=", [30.0, 35.0, 35.0]), (">", [5.0, 0.0, 0.0]), (">=", [35.0, 5.0, 0.0])])
def a_bound_gathers_the_rows_on_its_side(operator: str, expected: list[float]) -> None:
    part = gather("total", Bound(operator, Own("day", "number")))
    assert gathered(part, AMOUNTS, [(KEYS, DAYS)], 3).tolist() == expected


@pytest.mark.parametrize("at_once", [1, 7, 1 << 18])
@given(
    st.lists(st.tuples(st.integers(-2, 2), st.integers(-3, 3), st.integers(-99, 99)), max_size=12),
    st.lists(st.tuples(st.integers(-2, 2), st.integers(-3, 3)), min_size=1, max_size=12),
    st.sampled_from(["total", "highest"]),
    st.booleans(),
)
def every_row_within_a_bound_is_gathered_however_many_are_compared_at_once(at_once: int, theirs: Any, ours: Any, how: str, keyed: bool) -> None:  # noqa: FBT001
    keys, days, amounts = (np.array([row[place] for row in theirs], dtype=float) for place in range(3))
    asked = [np.array([row[place] for row in ours], dtype=float) for place in range(2)]
    bound = Bound("<=", Own("day", "number"))
    part = gather(how, Own("key", "number"), bound) if keyed else gather(how, bound)
    both = np.stack([amounts, -amounts])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(gathering, "_AT_ONCE", at_once)
        found = gathered(part, both, list(zip((keys, days), asked, strict=True))[0 if keyed else 1 :], len(ours))
    for row, (key, day) in enumerate(ours):
        for place, sign in enumerate((1, -1)):
            mine = [sign * amount for their, of, amount in theirs if of <= day and (their == key or not keyed)]
            assert found[place, row] == (sum(mine) if how == "total" else max(mine, default=0))


def each_question_of_many_rows_within_bounds_is_asked_once_among_the_rows_of_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    known = gathering.COMPARISONS["<="]
    monkeypatch.setitem(gathering.COMPARISONS, "<=", lambda one, other: (compared.append(len(one)), known(one, other))[1])
    keys, days = np.repeat(np.arange(100.0), 20), np.tile(np.arange(20.0), 100)
    part = gather("total", Own("key", "number"), Bound("<=", Own("day", "number")))
    found = gathered(part, np.ones(2_000), [(keys, np.tile(keys, 2)), (days, np.tile(days, 2))], 4_000)
    assert found.tolist() == np.tile(days + 1, 2).tolist()
    assert sum(compared) == 100 * 20 * 20


def a_key_beside_a_bound_is_still_a_key() -> None:
    part = gather("highest", Own("day", "number"), Bound(">", Number(5)))
    assert gathered(part, AMOUNTS, [(KEYS, DAYS), (AMOUNTS, np.asarray(5.0))], 3).tolist() == [20.0, 0.0, 0.0]


def the_rows_that_one_row_gathers_are_those_of_its_value_or_within_its_bound() -> None:
    assert matches(KEYS, Number(6), lambda part: part.value).tolist() == [True, True, False]
    assert matches(KEYS, Bound(">", Number(6)), lambda part: part.value).tolist() == [False, False, True]


def a_key_that_differs_between_scenarios_cannot_be_gathered_by() -> None:
    with pytest.raises(ValueError, match="can't differ between scenarios"):
        gathered(gather("total", Own("day", "number")), AMOUNTS, [(np.stack([KEYS, KEYS]), DAYS)], 3)


@pytest.mark.parametrize("how", ["total", "highest"])
@pytest.mark.parametrize("amounts", [AMOUNTS, np.stack([AMOUNTS, 2 * AMOUNTS])])
def each_scenario_may_have_bounds_of_its_own(how: str, amounts: Array) -> None:
    part, columns, asked = gather(how, Bound(">", Own("day", "number"))), np.stack([KEYS, KEYS + 1]), np.stack([DAYS, DAYS - 2])
    found = gathered(part, amounts, [(columns, asked)], 3)
    for place in range(2):
        alone = gathered(part, amounts[place] if amounts.ndim > 1 else amounts, [(columns[place], asked[place])], 3)
        assert found[place].tolist() == alone.tolist()
    one_side = gathered(part, AMOUNTS, [(columns, DAYS)], 3)
    assert one_side.tolist() == [[5.0, 0.0, 0.0], [{"total": 35.0, "highest": 20.0}[how], 5.0, 0.0]]


@given(st.lists(st.integers(0, 40), max_size=12), st.sampled_from([0, 1 << 10]))
def every_number_has_its_place_among_those_that_there_are(numbers: list[int], at_least: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "_AT_LEAST", at_least)
        patch.setattr(gathering, "_CLOSE", at_least)
        found = gathering._numbered(np.array(numbers, dtype=np.int64))
    assert found.tolist() == [sorted(set(numbers)).index(number) for number in numbers]


@given(st.lists(st.tuples(st.integers(0, 2), st.floats(-9, 9)), min_size=1, max_size=9), st.lists(st.tuples(st.integers(0, 2), st.integers(-9, 9)), min_size=1, max_size=9))
def a_question_asked_twice_has_the_same_bits_whether_it_is_answered_once_or_twice(theirs: list[Any], ours: list[Any]) -> None:
    keys, values = (np.array(each, dtype=float) for each in zip(*theirs, strict=True))
    wanted, limits = (np.array(each, dtype=float) for each in zip(*ours, strict=True))
    part, found = gather("total", Own("key", "number"), Bound("<=", Own("limit", "number"))), []
    for not_worth in (-1, 1 << 12):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(gathering, "_NOT_WORTH", not_worth)
            found.append(gathered(part, values, [(keys, wanted), (values, limits)], len(ours)).tobytes())
    assert found[0] == found[1]
@pytest.mark.parametrize("keys", [[3, 1, 3, -1], [1_000_000, 5, 1_000_000], [2.0, 1.0, 2.0, -4.0], [0.5, 0.25, 0.5], [1.0, np.nan, 1.0], [1.0, np.inf, -np.inf, 1.0], [True, False, True], []])
def each_key_is_numbered_in_its_order_whether_keys_lie_close_together_or_not(keys: list[float]) -> None:
    column = np.asarray(keys)
    theirs, ours, _ = groups_of([(column, column[:2])], min(len(keys), 2))
    assert theirs.tolist() == np.unique(column, return_inverse=True)[1].tolist()
    assert ours.tolist() == theirs[:2].tolist()


def every_row_with_the_same_keys_of_several_columns_has_one_number() -> None:
    sides = [(np.array([2, 2, 1, 2]), np.array([1, 2])), (np.array([0.5, 7.0, 7.0, 7.0]), np.array([7.0, 8.0]))]
    theirs, ours, _ = groups_of(sides, 2)
    assert (theirs.tolist(), ours.tolist()) == ([1, 2, 0, 2], [0, 3])


@given(st.lists(st.tuples(st.integers(-1, 9), st.sampled_from((0.0, 0.5, 2e9, -7.0)), st.integers(0, 10**12)), max_size=30))
def test_keys_of_several_columns_are_numbered_in_the_order_of_the_first_then_of_the_next(keys: list[tuple[int, float, int]]) -> None:
    columns = [np.array([key[place] for key in keys], dtype=kind) for place, kind in enumerate((int, float, int))]
    order = {key: number for number, key in enumerate(sorted(set(keys)))}
    numbered = groups_of([(column, column[:0]) for column in columns], 0).theirs
    assert numbered.tolist() == [order[key] for key in keys]


_TEXTS = st.lists(st.tuples(st.sampled_from(["", "a", "A", "b", "c", "#"]), st.sampled_from(["", "x", "X", "y"])), min_size=1, max_size=9)


@given(_TEXTS, _TEXTS, st.sampled_from([1, 2]), st.sampled_from(["total", "highest"]))
def a_number_for_each_text_finds_what_numbered_keys_find(theirs: list[tuple[str, str]], ours: list[tuple[str, str]], columns: int, how: str) -> None:
    words = Words()
    numbers = [[np.where(np.array(side) == "#", MISSING_WORD, words.encode(side)) for side in zip(*rows, strict=True)] for rows in (theirs, ours)]
    pairs = list(zip(*numbers, strict=True))[:columns]
    found = groups_by_texts(pairs, words, len(ours))
    assert found is not None
    amounts = np.arange(1.0, len(theirs) + 1)
    known = groups_of([(words.alike(one), words.alike(other)) for one, other in pairs], len(ours))
    assert by_group(how, amounts, found).tolist() == by_group(how, amounts, known).tolist()


def no_keys_but_texts_are_found_by_a_number_for_each() -> None:
    assert groups_by_texts([(KEYS, DAYS)], Words(), 3) is None


@given(st.lists(st.tuples(st.integers(-1, 3), st.sampled_from([0.0, 0.5, 7.0])), max_size=20))
def the_first_row_of_each_kind_stands_where_no_earlier_one_is_like_it(rows: list[tuple[int, float]]) -> None:
    columns = [np.array([row[place] for row in rows], dtype=kind) for place, kind in enumerate((np.int64, float))]
    assert first_of_each(columns).tolist() == [place for place, row in enumerate(rows) if row not in rows[:place]]
