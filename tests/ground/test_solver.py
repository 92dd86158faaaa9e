"""The solver: of all numbers within the limits it finds those of least cost, and says when there are none."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys

import pytest

from aspbudget.solver import Programme, Unsolved


def the_solver_finds_the_least_and_among_equals_what_comes_first() -> None:
    programme = Programme()
    one, other = (programme.number(0, 1, cost=3, whole=True) for _ in range(2))
    programme.limit({one: 1.0, other: 1.0}, low=1)
    assert programme.cheapest({one: 2.0, other: 1.0}) == [0, 1]
    assert programme.cheapest({one: 1.0, other: 2.0}) == [1, 0]
    programme.limit({one: 1.0, other: 1.0}, high=0)
    assert programme.cheapest({}) is None


def a_limit_on_nothing_holds_or_does_not() -> None:
    programme = Programme()
    assert programme.cheapest({}) == []
    programme.limit({}, high=-1)
    assert programme.cheapest({}) is None


def a_number_need_not_be_whole_unless_it_is_asked_to_be() -> None:
    for whole, expected in ((False, 2.5), (True, 3.0)):
        programme = Programme()
        teams = programme.number(cost=1, whole=whole)
        programme.limit({teams: 2.0}, low=5)
        assert programme.cheapest({}) == [expected]


def a_cost_below_nothing_is_taken_to_the_bound_of_its_number() -> None:
    programme = Programme()
    one, other = programme.number(0, 4, cost=-2, whole=True), programme.number(1, 9, cost=1, whole=True)
    programme.limit({one: 1.0, other: -1.0}, high=1)
    assert programme.cheapest({}) == [4, 3]


def a_second_choice_never_costs_more_than_the_first() -> None:
    programme = Programme()
    dear, cheap = programme.number(0, 1, cost=1_000_000.5, whole=True), programme.number(0, 1, cost=1_000_000, whole=True)
    programme.limit({dear: 1.0, cheap: 1.0}, low=1)
    assert programme.cheapest({cheap: 1.0}) == [0, 1]


@pytest.mark.parametrize("seed", range(10))
def the_choice_is_the_cheapest_of_all_that_there_are(seed: int) -> None:
    chance = random.Random(seed)
    costs = [chance.randint(1, 9) for _ in range(5)]
    limits = [([chance.randint(0, 3) for _ in costs], chance.randint(1, 6)) for _ in range(3)]
    programme = Programme()
    places = [programme.number(0, 2, cost, whole=True) for cost in costs]
    for factors, low in limits:
        programme.limit(dict(zip(places, map(float, factors), strict=True)), low=low)
    kept = [
        sum(map(int.__mul__, numbers, costs))
        for numbers in itertools.product(range(3), repeat=len(costs))
        if all(sum(map(int.__mul__, numbers, factors)) >= low for factors, low in limits)
    ]
    found = programme.cheapest({})
    assert (found is None) == (not kept)
    if found is not None:
        assert sum(number * cost for number, cost in zip(found, costs, strict=True)) == min(kept)


def a_cost_without_a_least_is_refused() -> None:
    programme = Programme()
    programme.number(cost=-1)
    with pytest.raises(Unsolved):
        programme.cheapest({})


@pytest.mark.parametrize("least", [0.01, 1.0, 21_207.0, 1_000_000.0])
def a_second_choice_of_parts_costs_no_more_either(least: float) -> None:
    programme = Programme()
    dear, cheap = programme.number(0, 1, cost=least * 1.00001), programme.number(0, 1, cost=least)
    programme.limit({dear: 1.0, cheap: 1.0}, low=1)
    assert programme.cheapest({cheap: 1.0}) == pytest.approx([0, 1], abs=0.001)


@pytest.mark.parametrize("seed", range(20))
def a_second_choice_costs_no_more_whatever_is_chosen(seed: int) -> None:
    chance = random.Random(seed)
    programme = Programme()
    places = [programme.number(0, chance.choice([1, 3, 10.5]), round(chance.random() * 10_000, 2), whole=chance.random() < 0.6) for _ in range(5)]
    programme.limit({place: chance.random() for place in places}, low=1)
    costs = [sum(map(float.__mul__, found or [], programme.costs)) for found in (programme.cheapest({}), programme.cheapest(dict.fromkeys(places, 1.0)))]
    assert costs[0] == pytest.approx(costs[1], abs=0.000002)


def the_solver_prints_nothing_not_even_that_it_is_there() -> None:
    code = "from aspbudget.solver import Programme as P; p = P(); p.number(0, 5, cost=3, whole=True); p.limit({0: 1.5}, low=4); p.cheapest({0: 1.0})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
