"""Overwritten formulas: the cells of a column that hold a value where nearly all others hold a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.doubts.evidence import Doubt, shown
from aspbudget.phrase import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.doubts.evidence import Evidence

_FEWEST, _MOST_OF = 3, 0.75
_TYPED_IN = "{column} is {found}, typed in; the {count} other cells of the column are formulas: was one written over?"


def overwritten_formulas(evidence: Evidence) -> Iterator[Doubt]:
    """Yield the cells with a value in columns of formulas."""
    for table, frame in evidence.tables():
        formulas = evidence.inputs.formulas.get(table.name, frozenset())
        for column in evidence.catalogue.columns(table.name).values() if formulas else ():
            given = frame[column.name].dropna()
            plain = [int(row) for row in given.index if (int(row), column.name) not in formulas]
            if plain and len(given) - len(plain) >= max(_FEWEST, _MOST_OF * len(given)):
                for row in plain:
                    message = phrase(_TYPED_IN, column=column.title, found=shown(column, given[row]), count=str(len(given) - len(plain)))
                    yield Doubt(table, column.name, row, message)
