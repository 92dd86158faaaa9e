"""Statements: one of 200 activities against the section alone, 64 combinations at once against 64 runs, ten drafts together against each."""

from __future__ import annotations

import math
import shutil
import sys
from datetime import datetime
from itertools import product
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import pandas as pd

from aspbudget.commands.new_statement import draft_workbook
from aspbudget.figures.cost import cost
from aspbudget.lines.adding import add_up
from aspbudget.statements.checks import MOST_OPTIONS
from aspbudget.statements.costed import costed
from aspbudget.statements.options import options
from benchmarks import reasons
from benchmarks.commands import CYCLE, Command
from benchmarks.measure import PEAK, ROUNDS, Row, compare, kilobytes, run, seconds, taken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.inputs.ready import Ready

SYMBOL, PARAGRAPHS, ALTERNATIVES, DAYS, DRAFTS, MANY, _MEGABYTES, _LEAST = "L.1", 20, 6, 5, 10, 50, 200, 0.05
_ACTIVITY = {"first_year": 2004, "recurrence": "recurrent", "means": "own", "sub_programme": "4100", "mandate": SYMBOL,
             "source": "a benchmark", "status": "illustrative"}  # fmt: skip


def rows(section: Path, ready: Ready) -> Iterator[Row]:
    """Yield what a whole statement takes beside the section alone, and what all its combinations take at once."""
    path = section / "inputs" / CYCLE / "statements" / f"{SYMBOL}.xlsx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(draft_workbook(ready, draft(ready)))
    tool = shutil.which("aspbudget", path=str(Path(sys.executable).parent)) or "aspbudget"
    alone = section.parent / "alone"
    shutil.copytree(section, alone, ignore=shutil.ignore_patterns("statements"))
    ratio = compare(
        lambda: seconds(lambda: run([tool, "statement", CYCLE, SYMBOL, "--prove"], section)),
        lambda: seconds(lambda: run([tool, "cost", CYCLE, "--prove"], alone)),
        rounds=5,
    )
    yield Row("a statement of 20 paragraphs, 200 activities", f"aspbudget cost {CYCLE}, section", ratio, 1.5)
    found = costed(ready, path, SYMBOL)
    ratio = compare(lambda: seconds(lambda: options(found.draft_rows, found.figures)), lambda: seconds(lambda: _one_by_one(found)), rounds=5)
    yield Row(f"{MOST_OPTIONS} combinations in one run", f"{MOST_OPTIONS} runs", ratio, 1 / 20)
    symbols = [f"S.{number}" for number in range(1, DRAFTS + 1)]
    for number, symbol in enumerate(symbols):
        path.with_name(f"{symbol}.xlsx").write_bytes(draft_workbook(ready, small_draft(ready, symbol, number)))
    ratio = compare(
        lambda: seconds(lambda: run([tool, "statement", CYCLE, *symbols, "--in-order", "--prove"], section)),
        lambda: add_up(seconds(lambda symbol=symbol: run([tool, "statement", CYCLE, symbol, "--prove"], section)) for symbol in symbols),  # type: ignore[misc]
        rounds=3,
    )
    yield Row(f"a consolidated statement of {DRAFTS} drafts, in order", f"the {DRAFTS} alone", ratio, 1.3)
    yield from _many(section, path.parent, small_draft(ready, SYMBOL, 0), ready)


def _many(section: Path, folder: Path, asked: dict[str, pd.DataFrame], ready: Ready) -> Iterator[Row]:
    """Yield what each of many statements of a cycle takes beside the cycle without any, and the memory of all beside that of one."""

    def cycle(drafts: int) -> Path:
        for path in folder.glob("*.xlsx"):
            path.unlink()
        for number in range(drafts):
            symbol = f"S.{number + 1}"
            named = asked["draft_resolution"].assign(symbol=symbol)
            folder.joinpath(f"{symbol}.xlsx").write_bytes(draft_workbook(ready, asked | {"draft_resolution": named}))
        return section

    program = (sys.executable, "-c", f"from aspbudget.cli import main; main(['cost', '{CYCLE}', '--prove', '--jobs', '1'])\n{PEAK}")
    imports = median(taken((sys.executable, "-c", "import pandas"), section).cpu for _ in range(ROUNDS))
    without, parts, most_of_one = taken(program, cycle(0)).cpu, _parts(section), kilobytes(program, cycle(1))
    most, said = kilobytes(program, cycle(MANY)), f"each of {MANY} statements of a cycle"
    yield Row(said, "import pandas, CPU", (taken(program, section).cpu - without) / MANY / imports, 1)
    more = {part: (seconds - parts[part]) / MANY / imports for part, seconds in _parts(section).items()}
    yield from (Row(f"{said}: {part}", "import pandas, CPU", ratio) for part, ratio in reasons.shown(more, _LEAST).items())
    yield Row(f"peak memory of a cycle with {MANY} statements", "of a cycle with one", most / most_of_one, 1.1)
    yield Row(f"peak memory of a cycle with {MANY} statements", f"{_MEGABYTES} MB", most / (_MEGABYTES * 1024), 1)


def _parts(workspace: Path) -> dict[str, float]:
    """Return the seconds of processor of each part of computing a cycle, with one job."""
    report, _ = reasons.reported(Command("cost", ("cost", CYCLE, "--prove"), math.nan), workspace, "parts")
    return dict(report["parts"])


def _one_by_one(found: Any) -> None:
    names = found.frames["alternatives"]["alternative"]
    for chosen in product((0.0, 1.0), repeat=len(names)):
        frames = found.frames | {"alternatives": found.frames["alternatives"].assign(counts=list(chosen))}
        cost(found.figures.catalogue, frames, found.draft_rows.inputs.named)


def draft(ready: Ready) -> dict[str, pd.DataFrame]:
    """Return a draft of 20 paragraphs and 200 activities of every kind, some of them in six alternatives."""
    numbers = [str(number) for number in range(1, PARAGRAPHS + 1)]
    names = [f"A{place}" for place in range(ALTERNATIVES)]
    session = ready.inputs.frames["sessions"]["session"].iloc[-1]
    price = ready.inputs.frames["prices"]["price"].iloc[0]
    venue = ready.inputs.frames["venues"]["venue"].iloc[0]
    grade = ready.inputs.frames["grades"]["grade"].iloc[6]
    kinds: dict[str, tuple[int, dict[str, Any]]] = {
        "operating_requirements": (90, {"quantity": 2, "periods": 3, "price": price, "object": "Contractual services"}),
        "documents": (40, {"session": session, "phase": "pre-session", "number": 1, "words": 5000, "language_set": "six languages",
                           "copies": 100, "object": "Contractual services"}),
        "travel": (30, {"category": "staff", "persons": 2, "trips": 1, "venue": venue, "days": 5, "fare": price, "object": "Travel"}),
        "posts": (30, {"grade": grade, "number": 1, "standing": "new", "first_month": 7, "last_month": 12}),
    }  # fmt: skip
    given = {name: _spread(ready, name, count, numbers, names, stated) for name, (count, stated) in kinds.items()}
    asked = _spread(ready, "meetings", 2 * DAYS, numbers[:3], names, {"session": session, "body": "Committee on Budget and Finance", "language_set": "six languages"})
    days = [datetime(2004, 9, 6 + place // 2) for place in range(2 * DAYS)]  # noqa: DTZ001
    given["meetings"] = asked.assign(day=days, slot=["morning", "afternoon"] * DAYS)  # a body meets once at a time, and this one not yet
    return given | {
        "draft_resolution": _frame([{"symbol": SYMBOL, "resolution": "A benchmark", "met_from": "Contingency Fund"}]),
        "paragraphs": _frame([{"paragraph": number, "counts": 1, "answer": "activities", "text": "…"} for number in numbers]),
        "alternatives": _frame([{"alternative": name, "counts": 1, "what": "…"} for name in names]),
    }


def small_draft(ready: Ready, symbol: str, number: int) -> dict[str, pd.DataFrame]:
    """Return one of several drafts, without alternatives: the paragraphs of that of 200 activities whose turn it is, and no meetings."""
    whole = draft(ready)
    numbers = [str(each) for each in range(1, PARAGRAPHS + 1)]
    kept = {str(each["paragraph"]) for each in whole["paragraphs"].to_dict("records")} & set(numbers[number % 2 :: 2])
    asked = {name: frame[frame["paragraph"].isin(kept)].assign(alternative=None, mandate=symbol) for name, frame in whole.items()
             if name not in ("draft_resolution", "paragraphs", "alternatives", "meetings")}  # fmt: skip
    return asked | {
        "draft_resolution": whole["draft_resolution"].assign(symbol=symbol),
        "paragraphs": whole["paragraphs"][whole["paragraphs"]["paragraph"].isin(kept)],
    }


def _spread(ready: Ready, name: str, count: int, numbers: list[str], names: list[str], stated: dict[str, Any]) -> pd.DataFrame:  # noqa: PLR0913, PLR0917
    """Return rows of an activity, spread over paragraphs and alternatives."""
    key = ready.catalogue.key(name)
    every = [None, *names]
    return _frame([_ACTIVITY | stated | {key: f"{name} {place}", "paragraph": numbers[place % len(numbers)],
                                         "alternative": every[place % len(every)]} for place in range(count)])  # fmt: skip


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, dtype=object)
