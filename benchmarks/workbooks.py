"""Workbooks: writing one against XlsxWriter writing the same cells, recalculating one against the rest of a run."""

from __future__ import annotations

import io
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from aspbudget.inputs.ready import prepare
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workbooks.reconcile import reconcile
from benchmarks.measure import Row, compare, seconds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.inputs.ready import Ready
    from aspbudget.workspace import Workspace

_CALLS = ("write_string", "write_number", "write_formula", "write_blank", "write_datetime", "write_url",
          "set_row", "set_column", "add_table")  # fmt: skip

# How XlsxWriter states the formats that it gives every workbook itself.
_LIBRARYS_OWN = {"xf_index", "hyperlink"}


class Call(NamedTuple):
    """One call by which a cell, a row, a column or a table was written, and which of its arguments are formats."""

    sheet: str
    method: str
    arguments: tuple[Any, ...]
    formats: tuple[int, ...]


class Written(NamedTuple):
    """All that was written into a workbook's sheets: the formats as they were stated, and the calls, in order."""

    formats: dict[Format, dict[str, Any]]
    calls: list[Call]


def rows(workspace: Workspace, cycle: str) -> Iterator[Row]:
    """Yield what writing a cycle's section, and recalculating it, take."""
    section = prepare(workspace, cycle, _silent).workbooks[0]
    written = _recorded(section)
    ratio = compare(lambda: seconds(lambda: _emit(section)), lambda: seconds(lambda: _plainly(written)))
    yield Row("emission of the section", "XlsxWriter, the same cells", ratio, 1.3)
    emitted = _emit(section)
    ratio = compare(
        lambda: seconds(lambda: reconcile(emitted.data, emitted.formulas)),
        lambda: seconds(lambda: _emit(prepare(workspace, cycle, _silent).workbooks[0])),
    )
    yield Row("recalculation check", "the rest of the run", ratio, 0.3)


def _silent(_: str) -> None:
    """Say nothing: progress is for people."""


def _emit(ready: Ready) -> Any:
    return write_workbook(ready.figures, ready.inputs)


def _recorded(ready: Ready) -> Written:
    """Return what is written while a workbook is emitted."""
    written = Written({}, [])
    made = Workbook.add_format

    def add_format(book: Workbook, stated: dict[str, Any]) -> Format:
        style = made(book, stated)
        if not stated.keys() & _LIBRARYS_OWN:
            written.formats[style] = stated
        return style

    with ExitStack() as patches:
        patches.enter_context(patch.object(Workbook, "add_format", add_format))
        for method in _CALLS:
            patches.enter_context(patch.object(Worksheet, method, _recording(method, written.calls)))
        _emit(ready)
    return written


def _recording(method: str, calls: list[Call]) -> Callable[..., Any]:
    original = getattr(Worksheet, method)

    def recording(sheet: Worksheet, *arguments: Any) -> Any:
        formats = tuple(place for place, each in enumerate(arguments) if isinstance(each, Format))
        calls.append(Call(sheet.name, method, arguments, formats))
        return original(sheet, *arguments)

    return recording


def _plainly(written: Written) -> bytes:
    """Write the same cells with plain calls of XlsxWriter, and return the workbook."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    made = {style: book.add_format(stated) for style, stated in written.formats.items()}
    sheets = {name: book.add_worksheet(name) for name in dict.fromkeys(call.sheet for call in written.calls)}
    for call in written.calls:
        arguments = list(call.arguments)
        for place in call.formats:
            arguments[place] = made[arguments[place]]
        if call.method == "add_table":
            arguments[-1] = _with_formats(arguments[-1], made)
        getattr(sheets[call.sheet], call.method)(*arguments)
    book.close()
    return buffer.getvalue()


def _with_formats(table: dict[str, Any], made: dict[Format, Format]) -> dict[str, Any]:
    columns = [column | {"header_format": made[column["header_format"]]} for column in table["columns"]]
    return table | {"columns": columns}
