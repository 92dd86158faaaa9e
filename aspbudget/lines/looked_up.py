"""Look-ups made once: a `MATCH` that several formulas of a row have alike, in a cell of its own beside them, to which they refer.

A row that takes ten columns of another table from one row of it asks ten times where that row is; an engine that compares row with row takes two thirds
of its time for that. The look-up is moved as it is written, so that what is computed is the same, and one that differs in a row stays where it is.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from aspbudget.lines.addressed import is_alike
from aspbudget.lines.addresses import letters_of
from aspbudget.lines.canonical import ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_MATCH = "MATCH("
_WORDS = r'"(?:[^"]|"")*"'
_CELLS = r"(?:'(?:[^']|'')*'!)?\$[A-Z]+\$[0-9]+:\$[A-Z]+\$[0-9]+"
_MATCHES = re.compile(rf"{_WORDS}|'(?:[^']|'')*'!|\b(?P<match>MATCH\((?:[^(),:\"']|{_WORDS})+,{_CELLS},0\))")
_COLUMNS = range(15_001, 16_385)  # the columns beside, up to the last of every sheet; no sheet of ours uses as many itself


def matches(formula: str) -> list[str]:
    """Return the look-ups in a formula by addresses, with `ROW` for its own row: of the value of one cell, or of a text, in one column."""
    return [each["match"] for each in _MATCHES.finditer(formula) if each["match"]] if _MATCH in formula else []


def columns_beside(looked_up: Iterable[Iterable[str]]) -> dict[str, str]:
    """Return the letters of the column beside in which each look-up stands that several formulas, or one of them several times, have alike; given are those of each."""
    times = Counter(match for each in looked_up for match in each)
    often = (match for match, number in times.items() if number > 1 and is_alike(match.split(ROW)))
    return {match: letters_of(column) for match, column in zip(often, _COLUMNS, strict=False)}  # as many as there are columns; the others stay where they are


def referring(formula: str, columns: Mapping[str, str]) -> str:
    """Return a formula that refers to the cells of its row in which its look-ups stand, by the letters of their columns."""
    return _MATCHES.sub(lambda found: f"${columns[found[0]]}{ROW}" if found["match"] in columns else found[0], formula)
