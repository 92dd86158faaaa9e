"""The version of an input: a short code of what its cells say, by which a review says what was reviewed."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aspbudget.inputs.inputs import Inputs

# What is said of the version is no part of it.
SIGNATURES = ("prepared_on", "prepared_by", "reviewed_by", "reviewed_version")
_LETTERS = 4


def version(inputs: Inputs) -> str:
    """Return the code of what an input says, such as `7K3F-9QPL`: the same for the same rows in any order, however the file was saved.

    Who prepared and reviewed it and when, notes, accepted doubts, sheets without rows and columns without values don't count.
    """
    digest = hashlib.sha256()
    for name in sorted(inputs.frames):
        for row in sorted(_rows(inputs.frames[name])):
            digest.update(f"{name}\x1f{row}\x1e".encode())
    code = base64.b32encode(digest.digest()).decode()[: 2 * _LETTERS]
    return f"{code[:_LETTERS]}-{code[_LETTERS:]}"


def _rows(frame: pd.DataFrame) -> Iterator[str]:
    if not len(frame):
        return  # most sheets of a draft, and a frame takes its time to give its columns
    columns = sorted((str(name), values.tolist()) for name, values in frame.items() if name not in SIGNATURES)
    for cells in zip(*(_cells(name, values) for name, values in columns), strict=True):
        yield "\x1f".join(filter(None, cells))


def _cells(name: str, values: Iterable[Any]) -> list[str]:
    """Return what the cells of a column say, each with the column's name; an empty text for an empty cell."""
    return ["" if value is None or value == "" or value != value else f"{name}={_as_text(value)}" for value in values]  # noqa: PLR0124 - an empty cell is unequal to itself


def _as_text(value: Any) -> str:  # noqa: ANN401 - whatever a cell may hold
    if isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, pd.Timestamp) else repr(float(value)) if isinstance(value, int | float) else str(value)


def same_version(one: object, other: str) -> bool:
    """Whether a code as someone typed it is a version's: without regard to letters' size, hyphens and blanks."""
    return _folded(str(one)) == _folded(other)


def _folded(code: str) -> str:
    return "".join(letter for letter in code.casefold() if letter.isalnum())
