"""Tables in a line: looking up (`at`), adding up (`total`, `count`, `highest`), and tables made of the keys of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from aspbudget.lines.formula import At, Gather, NotAFormula, Own, Text, expect, node

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.lines.formula import Kind, Node, Operand


@dataclass(frozen=True, eq=False)
class TableSymbol:
    """A table as a line sees it: rows to look up in (`at`) or to add up by key (`total`, `count`, `highest`).

    `grades.at(grade, "annual_cost")` is the annual cost of the row's grade; `meetings.total("teams", day=day, slot="morning")` the
    teams of all morning meetings of the row's day. `key` is the column that identifies a row, empty for a table whose rows take
    several. `optional` are the columns whose cells may be empty. What no spreadsheet can compute raises `NotAFormula`.
    """

    name: str
    columns: tuple[str, ...]
    kind: Callable[[str], Kind]
    key: str
    optional: frozenset[str] = frozenset()

    def at(self, key: Operand, column: str, by: str = "") -> Any:  # noqa: ANN401 - a node stands for any value
        """The value of a column in the row with this key, or in the first row whose column `by` has this value; an error where there is none."""
        if by:
            self._known(by)
        elif not self.key:
            message = f"Rows of {self.name} have no single key; use total, count or highest with each of their columns."
            raise NotAFormula(message)
        sought, kind = node(key), self._known(column)
        expect(sought, self._known(by or self.key), f"{self.name}.at")
        _plain(sought)
        return At(self.name, column, by or self.key, sought, kind, column in self.optional)

    def total(self, column: str, **by: Operand) -> Any:  # noqa: ANN401
        """The sum of a column over the rows whose named columns have these values, or lie within `below`, `at_least` and the like."""
        return self._gather("total", column, by)

    def count(self, **by: Operand) -> Any:  # noqa: ANN401
        """The number of rows whose named columns have these values, or lie within `below`, `at_least` and the like."""
        return self._gather("count", self.key or self.columns[0], by)

    def highest(self, column: str, **by: Operand) -> Any:  # noqa: ANN401
        """The largest value of a column over the rows whose named columns have these values; 0 where there are none."""
        return self._gather("highest", column, by)

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        message = f"A table in a line has at, total, count and highest; it has no {name}."
        raise NotAFormula(message)

    def _gather(self, how: Literal["total", "count", "highest"], column: str, by: dict[str, Operand]) -> Node:
        self._known(column)
        criteria = tuple((name, node(value)) for name, value in by.items())
        for name, value in criteria:
            expect(value, self._known(name), f"{self.name}.{how}({name}=…)")
            _plain(value)
            if isinstance(value, (Own, At)) and value.optional:
                called = value.name if isinstance(value, Own) else f"{value.table}.{value.column}"
                message = f"{called} may be empty, and a spreadsheet reads an empty criterion as 0; make it required."
                raise NotAFormula(message)
            if name in self.optional and value.kind != "text":
                called = f"{self.name}.{name}"
                message = f"{called} may be empty, and a spreadsheet finds no 0 in an empty cell; make it required."
                raise NotAFormula(message)
        return Gather(how, self.name, column, criteria)

    def _known(self, column: str) -> Kind:
        if column not in self.columns:
            message = f"Table {self.name} has no column {column}; it has {', '.join(self.columns)}."
            raise NotAFormula(message)
        return self.kind(column)


def _plain(value: Node) -> None:
    """Refuse a text to look for that a spreadsheet would read as a pattern, as a comparison, or as an empty cell."""
    if isinstance(value, Text) and (not value.value or value.value[0] in "<>=" or set(value.value) & set("*?~")):
        message = f'A spreadsheet can\'t look for "{value.value}": *, ?, ~ and a leading <, > or = are patterns to it.'
        raise NotAFormula(message)


@dataclass(frozen=True)
class Distinct:
    """A table with one row for each different combination of some columns of another table.

    The conference days of a calendar are the distinct sessions and days of its meetings. `of` is the other table, `by`
    are its columns, which may be lines. The rows are in the order in which they are first entered, or `in_order` of their values: years
    and months from the earliest on. With `when`, a line of the other table, there are rows only when it is above 0 in any row there: the
    first bills of a year, when any State joins or leaves in it.
    """

    name: str
    title: str
    about: str
    of: str
    by: tuple[str, ...]
    in_order: bool = False
    when: str = ""


@dataclass(frozen=True)
class Crossing:
    """A table with one row for each combination of the keys of other tables: every programme with every object, 3 × 8 rows.

    `of` gives, for each column of the crossing, the table whose keys it takes.
    """

    name: str
    title: str
    about: str
    of: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Numbered:
    """A table with a fixed number of rows, numbered from 1: the ten largest, or a single row of grand totals."""

    name: str
    title: str
    about: str
    key: str
    count: int = 1
