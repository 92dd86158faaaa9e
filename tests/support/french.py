"""Inputs in French in tests: an input workbook written again in another language, as an office that works in it would have it."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any

from aspbudget.figures.catalogue import catalogue
from aspbudget.inputs.check import check
from aspbudget.inputs.opened_rows import as_typed
from aspbudget.inputs.read import read
from aspbudget.workbooks.input_book import Form, write_inputs
from support.made_once import once

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.inputs.inputs import Inputs

_FRENCH: dict[Any, Any] = {}


def in_french(inputs: Inputs, workbook: str) -> tuple[bytes, dict]:
    """Return an input workbook written again in French, with the values of its formulas."""
    file, models = BytesIO(), catalogue(workbook)
    frames = {name: as_typed(frame) for name, frame in inputs.frames.items() if name in models.sheets}
    formulas = write_inputs(file, models, frames, "2004", Form(language="fr"))
    return file.getvalue(), formulas


def put_into_french(path: Path, workbook: str = "section") -> None:
    """Write the input workbook of a file again in French, in its place."""
    path.write_bytes(french_of(path, workbook))


def french_of(path: Path, workbook: str = "section") -> bytes:
    """Return the input workbook of a file in French; what is made of the same is made once."""
    return once(_FRENCH, (sha256(path.read_bytes()).digest(), workbook), lambda: _written_again(path, workbook))  # type: ignore[no-any-return]


def _written_again(path: Path, workbook: str) -> bytes:
    return in_french(check(catalogue(workbook), read(path, path.name), "2004"), workbook)[0]
