"""Overwritten formulas: the cells of a column that hold a value where nearly all others hold a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.doubts.evidence import Doubt, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.doubts.evidence import Evidence

_FEWEST, _MOST_OF = 3, 0.75


def overwritten_formulas(evidence: Evidence) -> Iterator[Doubt]:
    """Yield the cells with a value in columns of formulas."""
    for table, frame in evidence.tables():
        formulas = evidence.inputs.formulas.get(table.name, frozenset())
        for column in evidence.catalogue.columns(table.name).values() if formulas else ():
            given = frame[column.name].dropna()
            plain = [int(row) for row in given.index if (int(row), column.name) not in formulas]
            if plain and len(given) - len(plain) >= max(_FEWEST, _MOST_OF * len(given)):
                for row in plain:
                    message = f"{column.title} is {shown(column, given[row])}, typed in; the {len(given) - len(plain)} other cells of the column are formulas: was one written over?"
                    yield Doubt(table, column.name, row, message)
