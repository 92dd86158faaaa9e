"""Inputs in French in tests: an input workbook written again in another language, as an office that works in it would have it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.opened_rows import as_typed
from aspbudget.inputs.read import read
from aspbudget.workbooks.input_book import Form, write_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.inputs.inputs import Inputs


def in_french(inputs: Inputs, workbook: str) -> tuple[bytes, dict]:
    """Return an input workbook written again in French, with the values of its formulas."""
    file, models = BytesIO(), catalogue(workbook)
    frames = {name: as_typed(frame) for name, frame in inputs.frames.items() if name in models.sheets}
    formulas = write_inputs(file, models, frames, "2004", Form(language="fr"))
    return file.getvalue(), formulas


def put_into_french(path: Path, workbook: str = "section") -> None:
    """Write the input workbook of a file again in French, in its place."""
    path.write_bytes(in_french(check(catalogue(workbook), read(path, path.name), "2004"), workbook)[0])
