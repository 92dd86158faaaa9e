"""The parts of emission and of recalculation: what each piece of writing a workbook takes, beside what a lean writer takes, and each piece of recalculating one.

A piece is timed without the others that it calls, in the running process, so that a function is timed wherever it is called from.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from importlib import import_module
from math import fsum
from statistics import median
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from benchmarks.measure import Row
from benchmarks.parts import REST, Timer
from benchmarks.reasons import ROUNDS, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Parts = dict[str, tuple[str, ...]]
_LEAST = 0.02  # times the unit; what takes less is counted with the rest
_PACKAGE = "aspbudget"

# The functions in which each piece is done, as `module:function` or `module:Class.method`.
LEAN: Parts = {
    "cells as XML": ("aspbudget.workbooks.live_sheet:LiveSheet._write_rows",),
    "packing": ("zipfile:ZipFile.writestr",),
    "looks, tables and all else of the file": ("xlsxwriter.workbook:Workbook._store_workbook",),
}
EMISSION: Parts = LEAN | {
    "packing": ("aspbudget.workbooks.properties:_Part._pack", "aspbudget.workbooks.properties:_Part.end"),
    "sheets of tables, row by row": ("aspbudget.workbooks.table_sheets:write_table",),
    "formulas in a spreadsheet's words": ("aspbudget.lines.spreadsheet:formula",),
    "the seal of each sheet": ("aspbudget.workbooks.seal_sheet:sheet_codes",),
    "the register of rates, computed": ("aspbudget.review.sensitivity:register",),
    "reliability, computed": ("aspbudget.review.reliability:reliability",),
    "printed tables and lists": (
        "aspbudget.workbooks.printed_sheets:write_printed", "aspbudget.workbooks.printed_sheets:write_details", "aspbudget.workbooks.schedule_sheets:write_schedule",
    ),
    "slots of the sessions": ("aspbudget.workbooks.timetable_sheet:write_slots",),
    "sheets of review, sources and rules": (
        "aspbudget.workbooks.review_sheets:write_lists", "aspbudget.workbooks.reliability_sheet:write_reliability", "aspbudget.workbooks.appendix:write_to_confirm",
        "aspbudget.workbooks.appendix:write_derivation", "aspbudget.workbooks.appendix:write_notes", "aspbudget.workbooks.rules_sheet:write_rules_applied",
    ),
    "at a glance": ("aspbudget.workbooks.glance_sheet:write_glance", "aspbudget.workbooks.glance_of_lists:write_glance_of_lists"),
    "heads of sheets, and how they are printed": ("aspbudget.workbooks.book:Book.head", "aspbudget.workbooks.book:Book.paper"),
}  # fmt: skip
RECALCULATION: Parts = {
    "its copy": ("aspbudget.workbooks.proof_copy:by_addresses",),
    "loading": ("ironcalc:load_from_xlsx",),
    "evaluating": ("aspbudget.recalculation:recalculated",),
    "comparing cells": ("aspbudget.workbooks.reconcile:reconcile",),
}


def emission_rows(row: Row, emit: Callable[[], object], lean: Callable[[], object]) -> Iterator[Row]:
    """Yield what each part of writing a workbook takes, the longest first, then what the parts of a lean writer take, which are the least that is possible."""
    ours, theirs = taken(emit, EMISSION), taken(lean, LEAN)
    unit = fsum(theirs.values())
    least = {f"at least, {part}": seconds for part, seconds in shown(theirs, _LEAST * unit).items()}
    yield from _rows(row, shown(ours, _LEAST * unit) | least | {"at least, together": unit}, unit)


def recalculation_rows(row: Row, prove: Callable[[], object], unit: float) -> Iterator[Row]:
    """Yield what each part of recalculating a workbook takes, and what the engine takes by itself, which is the least that is possible, of so many seconds."""
    ours = taken(prove, RECALCULATION)
    engine = fsum(ours[part] for part in ("loading", "evaluating"))
    yield from _rows(row, shown(ours, 0.0) | {"at least, IronCalc loading and evaluating": engine}, unit)


def _rows(row: Row, found: Mapping[str, float], unit: float) -> Iterator[Row]:
    yield from (Row(f"{row.work}: {part}", row.against, seconds / unit) for part, seconds in found.items())


def taken(work: Callable[[], object], parts: Parts) -> dict[str, float]:
    """Return the seconds of processor that each part of a piece of work takes, and the rest; medians of some rounds."""
    rounds = []
    for _ in range(ROUNDS + 1):
        timer = Timer(parts=(REST, *parts))
        with timed(timer, parts):
            timer.start()
            work()
            timer.end()
        rounds.append(timer.found)
    return {part: median(each[part] for each in rounds[1:]) for part in rounds[0]}  # the first fills caches


@contextmanager
def timed(timer: Timer, parts: Parts) -> Iterator[None]:
    """Have the functions of parts timed wherever they are called from; raise `AttributeError` where one has another name."""
    with ExitStack() as patches:
        for part, names in parts.items():
            for place, name in (each for full in names for each in _places(full)):
                patches.enter_context(patch.object(place, name, timer.timed(getattr(place, name), part)))
        yield


def _places(full: str) -> list[tuple[Any, str]]:
    """Return the class that has a method, or every module of the package that has a function, each with its name there."""
    module, _, function = full.partition(":")
    name, _, method = function.partition(".")
    there = import_module(module)
    found = getattr(there, name)
    if method:
        return [(found, method)]
    others = [each for other, each in sys.modules.items() if other.partition(".")[0] == _PACKAGE and vars(each).get(name) is found]
    return [(each, name) for each in dict.fromkeys((there, *others))]
