"""Workbooks: writing one against XlsxWriter writing the same cells, and recalculating one against the rest of the run."""

from __future__ import annotations

import io
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from aspbudget.reconcile import reconcile
from aspbudget.run import prepare
from aspbudget.workbook import write_workbook
from benchmarks.measure import Row, compare, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from xlsxwriter.format import Format

    from aspbudget.run import Ready
    from aspbudget.workspace import Workspace

_CALLS = ("write_string", "write_number", "write_formula", "write_blank", "write_datetime", "write_url",
          "set_row", "set_column", "add_table")  # fmt: skip


class Call(NamedTuple):
    """One call by which a cell, a row, a column or a table was written."""

    sheet: str
    method: str
    arguments: tuple[Any, ...]
    named: dict[str, Any]


def rows(workspace: Workspace, cycle: str) -> Iterator[Row]:
    """Yield what writing a cycle's section, and recalculating it, take."""
    section = prepare(workspace, cycle, _silent)[0]
    written, formats = _recorded(section)
    ratio = compare(lambda: seconds(lambda: _emit(section)), lambda: seconds(lambda: _plainly(written, formats)))
    yield Row("emission of the section", "XlsxWriter, the same cells", ratio, 1.3)
    emitted = _emit(section)
    ratio = compare(
        lambda: seconds(lambda: reconcile(emitted.data, emitted.formulas)),
        lambda: seconds(lambda: _emit(prepare(workspace, cycle, _silent)[0])),
    )
    yield Row("recalculation check", "the rest of the run", ratio, 0.3)


def _silent(_: str) -> None:
    """Say nothing: progress is for people."""


def _emit(ready: Ready) -> Any:  # noqa: ANN401 - a finished workbook
    return write_workbook(ready.figures, ready.inputs)


def _recorded(ready: Ready) -> tuple[list[Call], list[Format]]:
    """Return every call that writes into a sheet while a workbook is emitted, and the formats, in order."""
    written: list[Call] = []
    formats: list[Format] = []
    with ExitStack() as patches:
        for method in _CALLS:
            patches.enter_context(patch.object(Worksheet, method, _recording(method, written)))
        made = xlsxwriter.Workbook.add_format

        def add_format(book: xlsxwriter.Workbook, stated: dict[str, Any] | None = None) -> Format:
            formats.append(made(book, stated))
            return formats[-1]

        patches.enter_context(patch.object(xlsxwriter.Workbook, "add_format", add_format))
        _emit(ready)
    return written, formats
