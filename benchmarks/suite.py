"""The suite: what all tests took, as pytest reports them (`pytest --junit-xml FILE`), and the rooms whose tests take most."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from benchmarks.measure import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SECONDS, _CORES = 180.0, 2
_AGAINST, _OF_CORES = "3 minutes", f"3 minutes of {_CORES} cores"
_LEAST = 0.02  # of these minutes; rooms that take less are counted together


def rows(report: Path) -> Iterator[Row]:
    """Yield what all tests took of the clock, then, where that is too much, what those of each room took of the cores, with their number, the most first."""
    suites = list(ET.parse(report).getroot().iter("testsuite"))  # noqa: S314 - what our own pytest wrote
    rooms: dict[str, list[float]] = {}
    for each in (test for suite in suites for test in suite.iter("testcase")):
        rooms.setdefault(_room(each.get("classname", "")), []).append(float(each.get("time", 0)))
    yield (row := Row("the suite", _AGAINST, fsum(float(each.get("time", 0)) for each in suites) / _SECONDS, 1))
    if not row.met:
        yield from _parts(row, rooms)


def _parts(row: Row, rooms: dict[str, list[float]]) -> Iterator[Row]:
    unit = _SECONDS * _CORES
    large = {name: times for name, times in rooms.items() if fsum(times) >= _LEAST * unit}
    small = [time for name, times in rooms.items() if name not in large for time in times]
    found = [*sorted(large.items(), key=lambda each: -fsum(each[1])), *([("all others", small)] if small else [])]
    yield from (Row(f"{row.work}: {len(times):,} tests, {name}", _OF_CORES, fsum(times) / unit) for name, times in found)


def _room(classname: str) -> str:
    """Return the room in which a test is, or its file where it is in none: `tests.workbooks.test_book` → `workbooks`."""
    _, _, within = classname.partition("tests.")
    return (within or classname).partition(".")[0]
