"""Workbooks: writing one against a lean writer of the same cells, recalculating one against the rest of a run."""

from __future__ import annotations

import io
from contextlib import ExitStack
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from aspbudget.inputs.ready import prepare
from aspbudget.workbooks.cycle_book import undisturbed, write_workbook
from aspbudget.workbooks.live_sheet import LiveSheet
from aspbudget.workbooks.proving import proof_of
from benchmarks.emission import emission_rows, recalculation_rows
from benchmarks.measure import Row, busy, compare
from benchmarks.reasons import ROUNDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aspbudget.inputs.ready import Ready
    from aspbudget.workspace import Workspace

_CALLS = {
    Worksheet: ("write_string", "write_number", "write_formula", "write_blank", "write_datetime", "write_url", "set_row", "set_column"),
    LiveSheet: ("live", "live_column", "texts", "add_table"),
}

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
    """Yield what writing a cycle's workbooks, and recalculating its section, take."""
    books = prepare(workspace, cycle, _silent).workbooks
    for ready, aim in zip(books, (1.5, 1.2), strict=True):
        [written] = recorded(lambda ready=ready: _emit(ready))  # type: ignore[misc]
        ratio = compare(lambda ready=ready: busy(lambda: _emit(ready)), lambda written=written: busy(lambda: plainly(written)))  # type: ignore[misc]
        yield (row := Row(f"emission of the {ready.workbook}", "a lean writer, the same cells", ratio, aim))
        if not row.met:
            yield from emission_rows(row, lambda ready=ready: _emit(ready), lambda written=written: plainly(written))  # type: ignore[misc]
    yield from _recalculation(workspace, cycle, books[0])


def _recalculation(workspace: Workspace, cycle: str, section: Ready) -> Iterator[Row]:
    """Yield what recalculating the section takes of what reading, checking, computing and writing it take."""
    emitted = _emit(section)

    def prove() -> Any:
        return proof_of(emitted.data, emitted.formulas)

    def rest() -> float:
        return busy(lambda: _emit(prepare(workspace, cycle, _silent, [section.workbook]).workbooks[0]))

    yield (row := Row("recalculation check", "the rest of the run", compare(lambda: busy(prove), rest), 0.3))
    if not row.met:
        yield from recalculation_rows(row, prove, median(rest() for _ in range(ROUNDS)))


def _silent(_: str) -> None:
    """Say nothing: progress is for people."""


def _emit(ready: Ready) -> Any:
    return write_workbook(ready.figures, ready.inputs)


def recorded(emit: Callable[[], object]) -> list[Written]:
    """Return what is written into each workbook while workbooks are emitted, one after the other."""
    books: dict[Workbook, Written] = {}
    made = Workbook.add_format

    def add_format(book: Workbook, stated: dict[str, Any]) -> Format:
        style = made(book, stated)  # a workbook has one of the library's own before it has any cell
        written = books.setdefault(book, Written({}, []))
        if not stated.keys() & _LIBRARYS_OWN:
            written.formats[style] = stated
        return style

    def last() -> list[Call]:
        return next(reversed(books.values())).calls

    with ExitStack() as patches:
        patches.enter_context(patch.object(Workbook, "add_format", add_format))
        for kind, method in ((kind, method) for kind, methods in _CALLS.items() for method in methods):
            patches.enter_context(patch.object(kind, method, _recording(getattr(kind, method), method, last)))
        emit()
    return list(books.values())


def _recording(original: Callable[..., Any], method: str, calls: Callable[[], list[Call]]) -> Callable[..., Any]:
    def recording(sheet: Worksheet, *arguments: Any) -> Any:
        formats = tuple(place for place, each in enumerate(arguments) if isinstance(each, Format))
        calls().append(Call(sheet.name, method, arguments, formats))
        return original(sheet, *arguments)

    return recording


def plainly(written: Written) -> bytes:
    """Write the same cells with the same lean sheets, undisturbed as ours are, and nothing that lays out, words or seals; return the workbook."""
    with undisturbed():
        return _plainly(written)


def _plainly(written: Written) -> bytes:
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    made = {style: book.add_format(stated) for style, stated in written.formats.items()}
    sheets = {name: book.add_worksheet(name, LiveSheet) for name in dict.fromkeys(call.sheet for call in written.calls)}
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
