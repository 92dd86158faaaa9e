"""Sweeps: the same integers as the model and the exact judge, whatever the chunks and whoever does the work."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from decimal import Decimal
from functools import cache

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import judge

from aspbudget.models.assessment.assess import assessed, assessment
from aspbudget.models.assessment.contributions_start import scale_rows, state_rows
from aspbudget.models.assessment.rule_rows import Chosen, parameters, rows
from aspbudget.models.assessment.rules import court
from aspbudget.models.assessment.sweep import HIGHEST_BASE, Chunk, Unassessable, bills, chunks, sweep


def joining_or_leaving(year: int) -> list[str]:
    """Return the States that are assessed for a part of a year; sweeps are of whole years."""
    states = state_rows(year)
    leaving = states["withdrawal"].dt.year == year
    return list(states["code"][(states["months"] < 12) | leaving])


@cache
def scale(year: int) -> tuple[list[str], np.ndarray, int]:
    """Return the States of a year, the least developed first, their rates, and how many are least developed."""
    states = state_rows(year, exclude=joining_or_leaving(year))
    least = (states["least_developed"] == "yes").to_numpy()
    codes = states["code"].to_numpy()[np.argsort(~least, kind="stable")]
    return list(codes), scale_rows(year).set_index("code")["rate"].reindex(codes).to_numpy(), int(least.sum())


@pytest.mark.slow
@pytest.mark.parametrize("year", range(2007, 2028))
def every_year_is_swept_to_the_integers_of_the_model(year: int) -> None:
    codes, rates, least = scale(year)
    bases = [0, 1, 88_871_801, 190_968_300]
    found = bills(Chunk(np.repeat(rates[:, None], len(bases), axis=1), np.array(bases), least))
    whole = rows(court(), year, Chosen(exclude=joining_or_leaving(year)))
    named = {name: value or 0.0 for name, value, *_ in parameters(court(), year)}
    computed = assessed(whole, named | {"approved_appropriations": np.array(bases, dtype=float)})  # all bases at once, each as it is alone
    order = [computed.values("states", "code").index(code) for code in codes]
    assert np.array_equal(computed.values("states", "contribution")[:, order].T, found)


def varied(times: int) -> tuple[np.ndarray, np.ndarray, int]:
    """Return variations of the rates of 2009, in which some reach the ceiling and some fall into halves."""
    random = np.random.default_rng(2009)
    _, rates, least = scale(2009)
    thousandths = np.maximum(np.rint(rates[:, None] * random.uniform(0.5, 1.5, (len(rates), times)) * 1000), 1)
    return thousandths / 1000, random.integers(0, HIGHEST_BASE, times, endpoint=True).astype(float), least


def every_varied_assessment_is_what_the_exact_judge_says() -> None:
    rates, bases, least = varied(40)
    found = bills(Chunk(rates, bases, least))
    assert (found == judged(rates, bases, least)).all()


def judged(rates: np.ndarray, bases: np.ndarray, least: int) -> np.ndarray:
    """Return the bills that the exact judge assesses."""
    result = []
    for column, base in zip(rates.T, bases, strict=True):
        texts = {str(place): f"{rate:.3f}" for place, rate in enumerate(column)}
        exact = judge.assess(texts, {str(place) for place in range(least)}, Decimal(int(base)))
        result.append([share.bill for share in exact.shares.values()])
    return np.array(result).T


@example([6, 6, 6, 110, 5341, 7909, 226, 18426, 18615], 3, 264_299)  # a half once two are held at the ceiling
@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(1, 22_000), min_size=8, max_size=30), st.integers(0, 7), st.integers(0, HIGHEST_BASE))
def each_scale_is_swept_as_the_exact_judge_says(thousandths: list[int], least: int, base: int) -> None:
    rates, bases = np.array(thousandths)[:, None] / 1000, np.array([float(base)])
    try:
        wanted = judged(rates, bases, least)
    except judge.Unassessable:
        with pytest.raises(Unassessable):
            bills(Chunk(rates, bases, least))
        return
    assert (bills(Chunk(rates, bases, least)) == wanted).all()


@pytest.mark.parametrize("size", [1, 7, 64, 5_000])
def the_size_of_chunks_changes_nothing(size: int) -> None:
    rates, bases, least = varied(600)
    whole = bills(Chunk(rates, bases, least))
    assert (np.concatenate(list(sweep(chunks(rates, bases, least, size=size))), axis=1) == whole).all()


def the_bills_are_put_into_memory_that_is_given_and_nothing_else_is() -> None:
    rates, bases, least = varied(300)
    given = np.full((len(rates) + 1, 300), -1, dtype=np.int32)
    found = list(sweep(chunks(rates, bases, least, size=50, out=given[1:])))
    assert all(np.shares_memory(each, given) for each in found)
    assert (given[1:] == bills(Chunk(rates, bases, least))).all()
    assert (given[0] == -1).all()


def the_bills_are_the_same_where_states_are_worked_on_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    rates, bases, least = varied(300)
    whole = bills(Chunk(rates, bases, least))
    monkeypatch.setattr("aspbudget.models.assessment.sweep._ROOM", 1)
    assert (bills(Chunk(rates, bases, least)) == whole).all()


@pytest.mark.parametrize("kind", [ThreadPoolExecutor, ProcessPoolExecutor])
def each_executor_may_do_the_work(kind: type[ThreadPoolExecutor | ProcessPoolExecutor]) -> None:
    rates, bases, least = varied(300)
    with kind(2) as executor:
        found = list(sweep(chunks(rates, bases, least, size=50), executor))
    assert (np.concatenate(found, axis=1) == bills(Chunk(rates, bases, least))).all()


def the_chunks_ahead_are_few_so_that_memory_is_bounded() -> None:
    rates, bases, least = varied(100)
    taken = []

    def work():
        for chunk in chunks(rates, bases, least, size=5):
            taken.append(chunk)
            yield chunk

    with ThreadPoolExecutor(2) as executor:
        found = sweep(work(), executor, ahead=3)
        next(found)
        assert len(taken) == 4
        assert len(list(found)) == 19


def a_ceiling_of_100_is_none() -> None:
    codes, rates, least = scale(2009)
    found = bills(Chunk(rates[:, None], np.array([100_000_000]), least, ceiling=100))
    assert found[:, 0].tolist() == assessment(2009, 1e8, exclude=joining_or_leaving(2009), ceiling=False).states["assessed"].reindex(codes).tolist()


@pytest.mark.parametrize("base", [-1, 0.5, HIGHEST_BASE + 1, float("nan")])
def a_base_that_is_no_whole_number_of_euros_is_refused(base: float) -> None:
    with pytest.raises(Unassessable, match=r"^A base must be a whole number of euros from 0 to 1,000,000,000\.$"):
        bills(Chunk(np.ones((5, 1)), np.array([base]), 0))


def a_scale_without_a_free_state_is_refused() -> None:
    with pytest.raises(Unassessable, match="Every State is at its limit in some assessment"):
        bills(Chunk(np.ones((3, 1)), np.array([100.0]), 0))
