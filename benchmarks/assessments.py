"""Assessments: one through the command, and 100,000 of all States, swept, in a pandas loop and by numba, to the same euro."""

from __future__ import annotations

import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aspbudget.models.assessment.contributions_start import CEILING, LEAST_DEVELOPED_LIMIT, scale_rows, state_rows
from aspbudget.models.assessment.sweep import chunks, sweep
from benchmarks.measure import ROUNDS, Row, busy, compare, here, run, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

YEAR = 2025
TIMES = 100_000
SAMPLE = 200  # assessments in the pandas loop, whose time is scaled to all
WORKERS = 2
Array = np.ndarray


def rows(folder: Path) -> Iterator[Row]:
    """Yield what an assessment takes, and what very many take; raise if the integers of any two ways differ."""
    tool = shutil.which("aspbudget", path=str(Path(sys.executable).parent)) or "aspbudget"
    imports = [sys.executable, "-c", "import pandas"]
    ratio = compare(
        lambda: seconds(lambda: run([tool, "assess", str(YEAR)], folder)),
        lambda: seconds(lambda: run(imports, folder)),
        rounds=9,
    )
    yield Row(f"aspbudget assess {YEAR}", "import pandas", ratio, 2.5)

    rates, bases, least = varied()
    # Each chunk has memory of its own, as when it is made where it is worked on; numba likewise has its own order. Both put the bills into memory that is there.
    swept = np.empty(rates.shape, dtype=np.int32)
    work = [replace(chunk, rates=np.ascontiguousarray(chunk.rates)) for chunk in chunks(rates, bases, least, out=swept)]
    with ThreadPoolExecutor(WORKERS) as executor:

        def discarded() -> float:
            return seconds(lambda: [None for _ in sweep(work, executor)])

        discarded()
        found, columns = swept.copy(), pd.DataFrame(rates[:, :SAMPLE])
        looped = [one_by_one(columns[place], int(base), least) for place, base in enumerate(bases[:SAMPLE])]
        _same(found[:, :SAMPLE], np.stack(looped, axis=1), "a pandas loop")
        ratio = compare(discarded, lambda: seconds(lambda: [one_by_one(columns[place], int(base), least) for place, base in enumerate(bases[:SAMPLE])]), rounds=5)
        yield Row(f"{TIMES:,} assessments, swept", "a pandas loop", ratio * SAMPLE / TIMES, 1 / 500)
        compiled = by_numba()
        if not compiled:
            print("Two rows are left out: numba is not installed; it comes with the extra benchmarks, which --here needs.", file=sys.stderr)
        else:
            by_row, out = np.ascontiguousarray(rates.T), np.empty(rates.shape[::-1], dtype=np.int32)
            compiled(by_row, bases, least, CEILING, LEAST_DEVELOPED_LIMIT, out)
            _same(found, out.T, "numba")

            def by_itself() -> None:
                compiled(by_row, bases, least, CEILING, LEAST_DEVELOPED_LIMIT, out)

            def by_parts() -> None:
                list(executor.map(lambda part: compiled(by_row[part], bases[part], least, CEILING, LEAST_DEVELOPED_LIMIT, out[part]), _parts(TIMES)))

            one = compare(lambda: busy(lambda: [None for _ in sweep(work)]), lambda: busy(by_itself))
            yield Row(f"{TIMES:,} assessments, swept by one thread", "numba on one thread, CPU", one, 0.95)
            yield (row := Row(f"{TIMES:,} assessments, swept by {WORKERS} threads", "numba on one thread", compare(discarded, lambda: seconds(by_itself)), 0.65))
            if not row.met:
                yield from at_work_and_waiting(row, lambda: sum(1 for _ in sweep(work, executor)), by_itself)
            # What threads gain that never wait for each other: half, where the machine has two free cores; nothing, where others keep them busy.
            yield Row(f"{TIMES:,} assessments, by numba on {WORKERS} threads", "numba on one thread", compare(lambda: seconds(by_parts), lambda: seconds(by_itself)))


def at_work_and_waiting(row: Row, work: Callable[[], object], other: Callable[[], object]) -> Iterator[Row]:
    """Yield for how long each thread works, and for how long it waits: for the other, for memory, or for a processor."""
    spent = [here(work) for _ in range(ROUNDS)]
    unit, wall, at_work = median(seconds(other) for _ in range(ROUNDS)), median(each.wall for each in spent), median(each.cpu for each in spent) / WORKERS
    yield Row(f"{row.work}: each thread at work", row.against, at_work / unit)
    yield Row(f"{row.work}: each thread waiting", row.against, (wall - at_work) / unit)


def varied() -> tuple[Array, Array, int]:
    """Return 100,000 variations of the rates of a year, to three decimals, least developed first, and as many bases."""
    states, scale = state_rows(YEAR), scale_rows(YEAR).set_index("code")["rate"]
    least = (states["least_developed"] == "yes").to_numpy()
    order = np.argsort(~least, kind="stable")
    rates = scale.reindex(states["code"]).to_numpy()[order]
    random = np.random.default_rng(YEAR)
    factors = random.uniform(0.8, 1.25, (len(rates), TIMES))
    thousandths = np.maximum(np.rint(rates[:, None] * factors * 1000), 1)
    return thousandths / 1000, random.integers(100_000_000, 250_000_000, TIMES).astype(float), int(least.sum())


def one_by_one(rates: pd.Series[float], base: int, least_developed: int) -> Array:
    """Return the bills of one assessment, as one writes it with pandas."""
    least, rest = rates.iloc[:least_developed], rates.iloc[least_developed:]
    first = (least * 100 / rates.sum() * 10_000 + 0.5 + 1e-8).floordiv(1).clip(upper=LEAST_DEVELOPED_LIMIT * 10_000)
    left = 100 - first.sum() / 10_000
    share, held = rest * left / rest.sum(), pd.Series(data=False, index=rest.index)
    while (share > CEILING * (1 + 1e-14)).any():
        held |= share > CEILING
        share = (rest * (left - CEILING * held.sum()) / rest[~held].sum()).where(~held, CEILING)
    units = pd.concat([first, (share * 10_000 + 0.5 + 1e-8).floordiv(1)])
    return (units * base / 1_000_000 + 0.5).floordiv(1).astype("int64").to_numpy()


def by_numba() -> Callable[..., None] | None:
    """Return the same rule compiled by numba, or nothing where it isn't installed."""
    try:
        import numba  # noqa: PLC0415 - the benchmark of it is optional
    except ImportError:
        return None
    return numba.njit(nogil=True)(_search)


def _search(rates, bases, least_developed, ceiling, least_developed_limit, out):  # noqa: PLR0913, PLR0917 - numba takes plain arguments
    states = rates.shape[1]
    for row in range(rates.shape[0]):
        rest = 0.0
        for state in range(least_developed, states):
            rest += rates[row, state]
        whole, taken = rest, 0.0
        for state in range(least_developed):
            whole += rates[row, state]
        for state in range(least_developed):
            units = min(np.floor(rates[row, state] * 100 / whole * 10_000 + 0.5 + 1e-8), least_developed_limit * 10_000)
            taken += units
            out[row, state] = np.floor(units * bases[row] / 1_000_000 + 0.5)
        left, held = 100 - taken / 10_000, 0
        remaining, free = left, rest
        while True:
            factor, above, below = remaining / free, 0, 0.0
            for state in range(least_developed, states):
                if rates[row, state] * factor > ceiling:
                    above += 1
                else:
                    below += rates[row, state]
            if above <= held:
                break
            held, remaining, free = above, left - above * ceiling, below
        for state in range(least_developed, states):
            units = np.floor(min(rates[row, state] * factor, ceiling) * 10_000 + 0.5 + 1e-8)
            out[row, state] = np.floor(units * bases[row] / 1_000_000 + 0.5)


def _parts(whole: int) -> list[slice]:
    """Return a part of some rows for each thread."""
    each = -(-whole // WORKERS)
    return [slice(start, start + each) for start in range(0, whole, each)]


def _same(ours: Array, theirs: Array, who: str) -> None:
    different = int((ours != theirs).sum())
    if different:
        message = f"The sweep and {who} differ in {different:,} of {ours.size:,} bills."
        raise ArithmeticError(message)
