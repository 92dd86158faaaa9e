"""Scenarios: the section in 10,000 values of an assumption at once, beside as many runs, beside the same by hand, and what memory it needs."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import numpy as np

from aspbudget.figures.cost import cost
from aspbudget.figures.scenarios import AT_ONCE, in_scenarios
from aspbudget.lines.rounding import round_half_away
from benchmarks.by_hand import Given, posts
from benchmarks.measure import Row, busy, compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.inputs import Inputs

_TIMES, _DRAWS, _FEWER, _ROUNDS = 20, 10_000, 2_000, 5
RATE, _WANTED, _HUNDREDS = "delayed_recruitment_rate", ("section_lines", "amount"), np.asarray(-2.0)


def rows(catalogue: Catalogue, inputs: Inputs) -> Iterator[Row]:
    """Yield what the section takes in very many scenarios of the rate of delayed recruitment; raise if the arithmetic by hand gives other amounts."""
    figures = cost(catalogue, inputs.frames, inputs.named)
    rates = np.random.default_rng(0).uniform(0, 0.5, _DRAWS)

    def together(number: int = _DRAWS) -> np.ndarray:
        return in_scenarios(figures, {RATE: rates[:number]}, _WANTED)

    if not np.array_equal(together(), by_hand(figures, rates)):
        message = "The scenarios of the section and the arithmetic by hand give different amounts."
        raise AssertionError(message)
    work = f"{_DRAWS:,} scenarios of the section, at once"
    single = compare(lambda: busy(together), lambda: busy(lambda: cost(catalogue, inputs.frames, inputs.named), _TIMES), _ROUNDS)
    yield Row(work, f"{_DRAWS:,} runs", single / _DRAWS, 1 / 1500)
    yield Row(work, "by hand in numpy", compare(lambda: busy(together), lambda: busy(lambda: by_hand(figures, rates)), _ROUNDS), 2.3)
    yield Row(f"memory of {_DRAWS:,} scenarios, beside their amounts", f"of {_FEWER:,}", _memory(together) / _memory(lambda: together(_FEWER)), 1.1)


def by_hand(figures: Figures, rates: np.ndarray) -> np.ndarray:
    """Return the printed amount of each line of the section at each rate of delayed recruitment, as one computes it who knows that only posts depend on it."""
    tables = {table: costed.columns for table, costed in figures.tables.items()}
    own, lines = tables["posts"], tables["section_lines"]
    charged = (own["sub_programme"][:, None] == lines["sub_programme"]) & (own["object_of_grade"][:, None] == lines["object"])
    others = lines["unrounded"] - lines["net_cost_of_posts"]
    found = np.empty((len(rates), len(others)))
    for first in range(0, len(rates), AT_ONCE):
        named = {**figures.named, RATE: rates[first : first + AT_ONCE, None]}
        found[first : first + AT_ONCE] = round_half_away(others + posts(Given(own, tables, named, figures.words.numbers)) @ charged, _HUNDREDS)
    return found


def _memory(work: Callable[[], np.ndarray]) -> float:
    """Return the most memory that a piece of work holds, in bytes, without what it returns."""
    tracemalloc.start()
    found = work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most - found.nbytes
