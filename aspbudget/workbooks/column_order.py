"""The order of a table's columns on its sheet: what it is and what it comes to at the left, on one screen; the rest folded away at the right."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - a type of a NamedTuple
from typing import TYPE_CHECKING, NamedTuple

from aspbudget.declare.model import FULL_COST
from aspbudget.lines.adding import add_up
from aspbudget.lines.line import CURRENCY

if TYPE_CHECKING:
    from aspbudget.declare.model import Table
    from aspbudget.figures.cost import Figures

_LONG = ("source", "mandate", "reason", "about", "decision", "section")
_LONGEST = ("text",)
_UNFOLDED = 60
_SCREEN = 1_320  # dots that a screen of 1,366 shows of a sheet
_KEY, _QUANTITY, _PRICE, _COST, _WORDS, _NOTE = range(6)


class Ordered(NamedTuple):
    """The columns of a table as they stand on its sheet, how many of them are seen before the outline is opened, and the width of each in characters."""

    names: tuple[str, ...]
    seen: int
    widths: Mapping[str, float]

    @property
    def folded(self) -> tuple[int, ...]:
        """The places of the columns that are folded away."""
        return tuple(range(self.seen, len(self.names)))


def ordered(figures: Figures, table: Table) -> Ordered:
    """Return the columns of a table in their order; in a table whose rows cost something, words and notes follow what they cost.

    As many are seen as a screen shows; what rows cost always is.
    """
    names = [name for name in figures.catalogue.names(table.name) if not figures.catalogue.translates(table.name, name)]
    widths = {name: _width(figures, table, name) for name in names}
    rank = {name: _rank(figures, table, name) for name in names}
    if not table.charges:
        rank = {name: each if each in (_KEY, _NOTE) else _QUANTITY for name, each in rank.items()}
    seen = _seen([name for name in names if rank[name] != _NOTE], rank, widths) if table.charges else _fitting(sorted(names, key=rank.__getitem__), widths)
    front = sorted((name for name in names if name in seen), key=rank.__getitem__)
    rest = sorted((name for name in names if name not in seen), key=rank.__getitem__)
    return Ordered((*front, *rest), len(front), widths | {name: _UNFOLDED for name in rest if name in _LONG})


def _rank(figures: Figures, table: Table, name: str) -> int:
    columns = figures.catalogue.columns(table.name)
    if name in columns:
        column = columns[name]
        if column.key or name == next(iter(columns)):
            return _KEY
        if column.descriptive or name in ("source", "status"):
            return _NOTE
        return _WORDS if column.textual else _QUANTITY
    if name == FULL_COST or any(name in (charge.cost, charge.full) for charge in table.charges):
        return _COST
    if figures.kind(table.name, name) == "text" or any(charge.months and name in charge.months for charge in table.charges):
        return _WORDS
    return _PRICE if figures.catalogue.figures[table.name, name].line.unit == CURRENCY else _QUANTITY


def _seen(names: list[str], rank: Mapping[str, int], widths: Mapping[str, float]) -> set[str]:
    """Return the columns that are seen where rows cost something: the key and the costs, then what else fits, but for words."""
    chosen = [name for name in names if rank[name] in (_KEY, _COST)]
    for name in sorted((name for name in names if rank[name] in (_QUANTITY, _PRICE)), key=rank.__getitem__):
        if _wide([*chosen, name], widths) <= _SCREEN:
            chosen.append(name)
    return set(chosen)


def _fitting(names: list[str], widths: Mapping[str, float]) -> set[str]:
    """Return the first columns, as many as a screen shows."""
    for count in range(len(names), 1, -1):
        if _wide(names[:count], widths) <= _SCREEN:
            return set(names[:count])
    return set(names[:1])


def _wide(names: list[str], widths: Mapping[str, float]) -> float:
    return add_up(7 * widths[name] + 5 for name in names)


def _width(figures: Figures, table: Table, name: str) -> int:
    """Return the width of a column, in characters."""
    if name in _LONGEST:
        return 80
    if name in _LONG:
        return 30
    if figures.kind(table.name, name) == "text":
        longest = max((len(text) for text in figures.values(table.name, name)), default=0)
        return min(max(11, longest + 2), 34 if name == figures.catalogue.names(table.name)[0] else 20)
    figure = figures.catalogue.figures.get((table.name, name))
    return 14 if figure and figure.line.unit == CURRENCY else 12
