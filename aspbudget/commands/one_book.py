"""One workbook: rows that a verb puts together, checked as an input is, computed, proven, and written as one workbook."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.figures.catalogue import catalogue
from aspbudget.files.one_file import put, refuse
from aspbudget.inputs.check import check
from aspbudget.inputs.read import read_bytes
from aspbudget.verbs import Answer
from aspbudget.workbooks.cycle_book import write_workbook
from aspbudget.workbooks.input_book import write_inputs
from aspbudget.workbooks.proving import proof_of
from aspbudget.workbooks.reconcile import Disagreement

if TYPE_CHECKING:
    from aspbudget.inputs.inputs import Inputs
    from aspbudget.verbs import Asked, Book


def written(asked: Asked, answer: Answer, book: Book) -> Answer:
    """Write the workbook that an answer asks for, and return the answer with where it is and what was proven.

    Raises `NoPlace`, `Refused` or `Disagreement`, and then nothing was written.
    """
    refuse(book.path, ".xlsx")
    inputs = _checked(asked, book)
    asked.say(f"Writing   {book.path}")
    emitted = write_workbook(inputs.figures, inputs)
    asked.say(f"Proving   {len(emitted.formulas):,} formulas with a second engine")
    found = proof_of(emitted.data, emitted.formulas)
    if found.differences:
        raise Disagreement([found])
    put(book.path, emitted.data)
    name = str(book.path)
    proven = f"Proven    {found.cells:,} formulas recalculated by {found.engine}, {len(found.differences)} different"
    checks = [{"name": name, "engine": found.engine, "cells": found.cells, "different": len(found.differences)}]
    return Answer(answer.document | {"files": [name], "checks": checks}, [*answer.lines, "", f"Written   {name}", proven])


def _checked(asked: Asked, book: Book) -> Inputs:
    """Return the rows of a workbook as inputs, after the way that an officer's own go; tables without rows are empty."""
    models = catalogue(book.workbook, asked.workspace.content)
    entered = [table.name for table in models.tables.values() if table.entered]
    none = pd.DataFrame()
    frames = {name: book.rows.get(name, none).reindex(columns=list(models.columns(name))) for name in entered}
    file = BytesIO()
    write_inputs(file, models, frames, book.cycle)
    return check(models, read_bytes(file.getvalue(), book.path.name), book.cycle)
