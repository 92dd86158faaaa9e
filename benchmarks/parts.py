"""The parts of a command: what each piece of its work takes of the processor, or adds to the most memory held, told by a process that runs the command and times it.

A piece is timed without the others that it calls, so that all together are the whole. Little is imported here, for that would be timed as well.
"""

from __future__ import annotations

import builtins
import importlib
import json
import os
import sys
import time
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

REPORT = "ASPBUDGET_PARTS"  # names the file into which the parts are written
CLOCK, MEMORY = "ASPBUDGET_CLOCK", "memory"  # what is counted: seconds of processor where nothing else is named
PYTHON, IMPORTING, REST = "starting and ending Python", "importing", "the rest"
SECOND = "second engine"
LOADING, EVALUATING, WRITING = f"{SECOND}, loading", f"{SECOND}, evaluating", "writing workbooks"
LIBRARIES = ("docx", "highspy", "ironcalc", "openpyxl", "pandas", "pandera", "xlsxwriter")

# The functions in which each piece of work is done.
PARTS: dict[str, tuple[str, ...]] = {
    "reading inputs": ("aspbudget.inputs.read:read", "aspbudget.inputs.read:read_bytes"),
    "gathering the models": ("aspbudget.figures.catalogue:catalogue",),
    "checking inputs": ("aspbudget.inputs.check:check",),
    "computing": ("aspbudget.figures.cost:cost", "aspbudget.figures.cost:complete"),
    "drafts": ("aspbudget.statements.costed:costed_as_read", "aspbudget.statements.costed:rows_as_read", "aspbudget.statements.costing:statement"),
    "doubts": ("aspbudget.commands.doubted:doubted",),
    "comparing cycles": ("aspbudget.review.comparison:compare",),
    "explaining": ("aspbudget.commands.explain:explained",),
    "placing meetings": ("aspbudget.models.placement.arrange:arrange",),
    "published evidence": ("aspbudget.models.evidence.proofs:prove",),
    WRITING: ("aspbudget.workbooks.cycle_book:write_workbook", "aspbudget.workbooks.statement_book:write_statement"),
    f"{SECOND}, its copy": ("aspbudget.workbooks.proof_copy:by_addresses",),
    LOADING: ("ironcalc:load_from_xlsx",),
    EVALUATING: ("aspbudget.recalculation:recalculated",),
    f"{SECOND}, comparing cells": ("aspbudget.workbooks.reconcile:reconcile",),
    "Word": ("aspbudget.documents.word:write_document", "aspbudget.documents.word:write_paper", "aspbudget.documents.oral:write_oral"),
    "the page": ("aspbudget.commands.page:in_languages",),
    "putting files in place": ("aspbudget.files.publish:publish",),
}


class Timer:
    """Counts the seconds of processor of each part, each without the parts that begin and end while it goes on; the first is the one that others begin in."""

    def __init__(self, clock: Callable[[], float] = time.process_time, parts: Sequence[str] = (PYTHON, IMPORTING, REST, *PARTS)) -> None:
        self.clock, self.found, self._open, self._since = clock, dict.fromkeys(parts, 0.0), [parts[0]], 0.0

    def start(self) -> None:
        """Count from now on, not from where the clock began."""
        self._since = self.clock()

    def begin(self, part: str) -> None:
        """Let a part begin; the one that went on waits."""
        self._count()
        self._open.append(part)

    def end(self) -> None:
        """Let the part that goes on end, and the one before it go on."""
        self._count()
        self._open.pop()

    def timed(self, work: Callable[..., Any], part: str) -> Callable[..., Any]:
        """Return a function that does a piece of work as a part."""

        @wraps(work)
        def timed(*given: Any, **named: Any) -> Any:
            self.begin(part)
            try:
                return work(*given, **named)
            finally:
                self.end()

        return timed

    def _count(self) -> None:
        now = self.clock()
        self.found[self._open[-1]] += now - self._since
        self._since = now


class Imports:
    """Times what is imported, and has the functions of parts timed as soon as their modules are there, before others take them from these."""

    def __init__(self, timer: Timer) -> None:
        self.timer, self.original = timer, builtins.__import__
        self.waiting = {(module, function): part for part, names in PARTS.items() for module, _, function in (name.partition(":") for name in names)}
        self.one = timer.timed(self.original, IMPORTING)

    def __call__(self, name: str, *more: Any, **named: Any) -> Any:
        """Import as Python does."""
        if self._is_there(name, *more, **named):
            return self.original(name, *more, **named)
        found = self.one(name, *more, **named)
        self.catch()
        return found

    @staticmethod
    def _is_there(name: str, _: object = None, __: object = None, fromlist: Sequence[str] | None = (), level: int = 0) -> bool:
        known = sys.modules.get(name)
        return known is not None and not level and all(hasattr(known, each) for each in fromlist or ())

    def module(self, load: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that imports a module by its name as `load` does, timed."""
        load = self.timer.timed(load, IMPORTING)

        def loaded(*names: str) -> Any:
            found = load(*names)
            self.catch()
            return found

        return loaded

    def catch(self) -> None:
        """Have the functions of modules timed that are loaded now; raise `AttributeError` where one has another name."""
        for place in [place for place in self.waiting if place[0] in sys.modules]:
            module, function = sys.modules[place[0]], place[1]
            if not getattr(module.__spec__, "_initializing", False):
                setattr(module, function, self.timer.timed(getattr(module, function), self.waiting.pop(place)))


def peak() -> float:
    """Return the most memory that this process has held so far, in kilobytes; what it grows by while a part goes on is that part's."""
    status = Path("/proc/self/status").read_bytes()  # as text it would import what decodes it, which is counted
    return float(status.partition(b"VmHWM:")[2].split()[0])


def main() -> int:
    """Run the command that this process was started with, write what each part took and the libraries that were loaded as a report, and return the exit code."""
    timer = Timer(peak) if os.environ.get(CLOCK) == MEMORY else Timer()
    imports = Imports(timer)
    builtins.__import__, importlib.import_module = imports, imports.module(importlib.import_module)  # type: ignore[assignment]
    timer.begin(REST)
    from aspbudget.cli import main as run  # noqa: PLC0415 - timed

    try:
        return run()
    finally:
        timer.end()
        report = {"parts": timer.found, "libraries": [each for each in LIBRARIES if each in sys.modules]}
        Path(os.environ[REPORT]).write_text(json.dumps(report), encoding="utf-8")
