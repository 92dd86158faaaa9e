"""Groups: the sheets of an input workbook in the order of the work, in groups that content names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aspbudget import content

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aspbudget.declare.model import Table

STATEMENT = "statement"  # the workbook of a draft, beside those of a cycle
OTHERS = "Other sheets"


class InputGroup(NamedTuple):
    """A group of input sheets: its title, such as `Who works`, and its tables by their names, in the order in which they are filled in."""

    title: str
    tables: tuple[str, ...]


def groups(package: str, workbook: str) -> tuple[InputGroup, ...]:
    """Return the groups of a workbook's input sheets, as the content package has them in `INPUT_SHEETS` of its module `input_sheets.py`; none where it has none."""
    found: dict[str, tuple[InputGroup, ...]] = content.declared(package, "input_sheets", "INPUT_SHEETS", dict) or {}
    return found.get(workbook, ())


def grouped(stated: Iterable[InputGroup], tables: Iterable[Table]) -> list[tuple[str, list[Table]]]:
    """Return the titles of groups with their tables; groups of which no table is given are left out, and tables of no group come last."""
    known = {table.name: table for table in tables}
    found = [(group.title, [known.pop(name) for name in group.tables if name in known]) for group in stated]
    return [(title, each) for title, each in (*found, (OTHERS, list(known.values()))) if each]


def in_order(package: str, workbook: str, tables: Iterable[Table]) -> list[Table]:
    """Return tables in the order in which a workbook has their sheets."""
    return [table for _, each in grouped(groups(package, workbook), tables) for table in each]
