"""Printed parts: the amounts of a statement as formulas, added up over its printed lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aspbudget.lines.formula import Binary, Gather, Node, Number
from aspbudget.statements.line_sheets import JOINT_LINES, LINES
from aspbudget.statements.printed_lines import as_printed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aspbudget.figures.cost import Figures


def tables_of_lines(figures: Figures) -> list[str]:
    """Return the tables that hold printed lines: those of paragraphs, and of what they cost together, where there are any."""
    return [name for name in (LINES, JOINT_LINES) if name in figures.tables and len(figures.tables[name])]


def part(figures: Figures, name: str, year: int, keys: Mapping[str, Node]) -> Node:
    """Return a printed part of a year, added up over the lines with these keys.

    Joint lines have no paragraph, so they are left out where `keys` names one.
    """
    only = [table for table in tables_of_lines(figures) if table == LINES or "paragraph" not in keys]
    found: Node = Number(0)
    for place, table in enumerate(only):
        total = Gather("total", table, as_printed(name, year), tuple(keys.items()))
        found = total if not place else Binary("+", found, total)
    return found


def joint_part(figures: Figures, name: str, year: int) -> Node:
    """Return a printed part of what paragraphs cost together beyond what each costs by itself."""
    return Gather("total", JOINT_LINES, as_printed(name, year), ()) if JOINT_LINES in tables_of_lines(figures) else Number(0)
