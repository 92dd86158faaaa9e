"""Recalculation: a workbook's formulas computed anew by a second engine, and whatever an officer sends in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ironcalc import Model as Model  # noqa: PLC0414 - for those that take one

Value = float | str | bool | None
Place = tuple[str, int, int]

_LONGEST = 60  # seconds; a section takes less than one
_TABLES, _UNTITLED = "xl/tables/", b' headerRowCount="0"'


class NotAnswered(Exception):
    """The engine could not read the workbook, broke down over it, or took too long."""


class Formula(NamedTuple):
    """A cell with a formula: its text, the value stored in the file, the value computed now, and whether that is an error."""

    text: str
    stored: Value
    recalculated: Value
    failed: bool


def recalculated(workbook: str | Path | bytes) -> Model:
    """Return the engine's model of a workbook with every formula computed; it raises errors, or panics, of its own."""
    if isinstance(workbook, bytes):
        from aspbudget.faults import naming  # noqa: PLC0415 - the engine's own process needs nothing else of the tool

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "workbook.xlsx")
            with naming(path):
                path.write_bytes(workbook)
            return recalculated(path)
    model = _loaded(str(workbook))
    model.evaluate()
    return model


def _loaded(path: str) -> Model:
    import ironcalc  # noqa: PLC0415 - only runs that recalculate a workbook pay for loading the engine

    return ironcalc.load_from_xlsx(path)


def is_error(model: Model, place: tuple[int, int, int], found: Value) -> bool:
    """Whether a value is an error rather than a text that reads like one: the engine gives both as `#N/A`."""
    if not (isinstance(found, str) and found.startswith("#")):
        return False
    import ironcalc  # noqa: PLC0415 - as above

    return bool(model.get_cell_type(*place) == ironcalc.CellType.ErrorValue)


def recalculated_apart(data: bytes, places: Iterable[Place]) -> list[Formula]:
    """Return the formulas in these cells of a workbook, stored and computed anew, in their order.

    The engine runs in a process of its own: a formula that it can't stand, such as one with thousands of brackets, ends that process
    and not the run. Raises `NotAnswered` then.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "workbook.xlsx")
        command = [sys.executable, "-P", __file__, str(path)]
        asked = json.dumps(list(places)).encode()
        try:
            path.write_bytes(_as_the_engine_reads_it(data))
            done = subprocess.run(command, input=asked, capture_output=True, check=True, timeout=_LONGEST)  # noqa: S603 - our own file, no shell
            return [Formula(*each) for each in json.loads(done.stdout.rpartition(b"\n")[2])]  # before it the engine prints what it wonders at, such as an empty text
        except (subprocess.SubprocessError, BadZipFile, OSError, ValueError) as error:
            raise NotAnswered(type(error).__name__) from error


def tables_without_titles(data: bytes) -> bool:
    """Whether a program left out that the tables of a workbook have a row of titles, as exceljs does: a spreadsheet then counts it among their rows."""
    with ZipFile(BytesIO(data)) as package:
        return any(_UNTITLED in package.read(item) for item in package.infolist() if item.filename.startswith(_TABLES))


def _as_the_engine_reads_it(data: bytes) -> bytes:
    """Return a workbook whose tables have their rows of titles, and whose sheets name what belongs to them, such as tables, by where it stands beside them: IronCalc 0.9.1 doesn't find it from the top."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(made, "w", ZIP_DEFLATED, compresslevel=1) as copy:
        for item in package.infolist():
            part = package.read(item)
            part = part.replace(b'Target="/xl/', b'Target="../') if item.filename.startswith("xl/worksheets/_rels/") else part
            copy.writestr(item, part.replace(_UNTITLED, b"") if item.filename.startswith(_TABLES) else part)
    return made.getvalue()


def _answer(path: str, places: list[Place]) -> list[Formula]:
    model = _loaded(path)
    sheets = {sheet["name"]: number for number, sheet in enumerate(model.get_worksheets_properties())}
    cells = [(sheets[sheet], row, column) for sheet, row, column in places]
    stored = [model.get_cell_value(*cell) for cell in cells]
    model.evaluate()
    found = [model.get_cell_value(*cell) for cell in cells]
    texts = [model.get_cell_formula(*cell) or "" for cell in cells]
    failed = [is_error(model, cell, value) for cell, value in zip(cells, found, strict=True)]
    return [Formula(*each) for each in zip(texts, stored, found, failed, strict=True)]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_answer(sys.argv[1], json.load(sys.stdin))))
