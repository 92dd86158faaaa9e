"""Rules: conditions between cells and between sheets, declared as lines that must be true."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from aspbudget.declare.series import is_opened
from aspbudget.declare.sheet import NO, YES
from aspbudget.figures.cost import Figures, cost
from aspbudget.lines.compute import compute
from aspbudget.lines.formula import At, Binary, Bound, Gather, Named, Own, parts
from aspbudget.phrase import AsTyped, altered, counted, in_a_row, phrase
from aspbudget.refusals import REFUSALS, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

    from aspbudget.declare.model import Rule, Table
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.tracing import Figure
    from aspbudget.lines.compute import Context
    from aspbudget.lines.formula import Node
    from aspbudget.lines.texts import Array

Cells = set[tuple[str, str, int]]

_MORE_ROW = 'The same goes for {count:,} more row with {title} "{key}", the last row {last}: if they are right, correct it on sheet {sheet}.'
_MORE_ROWS = 'The same goes for {count:,} more rows with {title} "{key}", the last row {last}: if they are right, correct it on sheet {sheet}.'
_MORE_CELL = "The same goes for {count:,} more cell of the column, the last in row {last}."
_MORE_CELLS = "The same goes for {count:,} more cells of the column, the last in row {last}."
ALIKE = 3  # up to this many cells with one cause are reported one by one, more of them together


class Broken(NamedTuple):
    """A row that a rule or a figure finds wrong: its table, the column to blame, its spreadsheet row, and why.

    The message is empty where another cell's message counts this one too, or where the fault is another's.
    """

    table: Table
    column: str
    row: int
    message: str

    @property
    def cell(self) -> tuple[str, str, int]:
        """The cell as table, column and spreadsheet row."""
        return self.table.name, self.column, self.row


def together(table: Table, column: str, rows: Sequence[int], wording: Callable[[int, int], str]) -> Iterator[Broken]:
    """Yield the cells of a column that have one cause, each with its message; when they are many, only the first, with a count.

    `wording` gives the message of a row and of as many others; 0 where it stands for itself.
    """
    others = len(rows) - 1 if len(rows) > ALIKE else 0
    for row in rows:
        yield Broken(table, column, row, "" if others and row != rows[0] else wording(row, others))


def broken_rules(
    catalogue: Catalogue, frames: Mapping[str, pd.DataFrame], named: Mapping[str, float], faulty: Cells
) -> tuple[Figures, list[Broken]]:
    """Compute the sheets as they are, and return the figures with every row that breaks a rule.

    `faulty` are the cells, as table, column and row, that have a fault already; a missing sheet has them in row 0. A rule isn't
    applied to a row whose result depends on such a cell, directly or through a look-up or a sum, because it would prove nothing; nor
    to a row that depends on an assumption or looks up a cell of an earlier sheet that breaks a rule itself, because it only follows; nor is a
    rule of a whole sheet or of an assumption that depends on such a cell in any way. Rows that break a rule for one reason, such as the
    meetings of one session, are one fault with a count when they are many.
    """
    figures = cost(catalogue, frames, named)
    broken: list[Broken] = []
    for table in catalogue.tables.values():
        earlier = {each.cell for each in broken}
        of_a_row, of_all = _Doubts(figures, faulty, earlier), _Doubts(figures, faulty | earlier, earlier)
        for rule in (rule for rule in table.rules if not rule.remarked):
            doubts = of_a_row if rule.at else of_all
            broken += _broken(_Applying(figures, frames, doubts, faulty | {each.cell for each in broken}), table, rule)
    return figures, broken


def remarkable(figures: Figures, frames: Mapping[str, pd.DataFrame]) -> Iterator[Broken]:
    """Yield the rows that may be so on purpose and that whoever signs should know of, such as a meeting on a Sunday; the sheets have no fault."""
    applying = _Applying(figures, frames, _Doubts(figures, set(), set()), set())
    for table in figures.catalogue.tables.values():
        for rule in (rule for rule in table.rules if rule.remarked):
            yield from _broken(applying, table, rule)


def _broken(applying: _Applying, table: Table, rule: Rule) -> Iterator[Broken]:
    figures, frames, doubts, known = applying
    costed = figures.tables[table.name]
    if rule.at and not len(costed):
        return
    tree = figures.catalogue.tree(table, rule.holds)
    context = figures.context(costed)
    holds = np.broadcast_to(compute(tree, context), len(costed)).astype(bool) | doubts.formula(table.name, tree)
    if rule.when_empty:
        holds = holds | frames[table.name][rule.at].notna().to_numpy()
    wrong = [int(place) for place in np.flatnonzero(~holds)]
    if rule.at:
        new = [place for place in wrong if (table.name, rule.at, int(costed.places[place])) not in known]
        yield from _Applied(applying, table, rule, tree, context).broken(new) if new else ()
    elif wrong:
        meaning = _filled(rule.holds.meaning, _sides(rule.holds.meaning, tree, context), wrong[0])
        yield _assumed(figures, rule, meaning, frames) if rule.assumption else _whole(figures, table, meaning)


class _Applying(NamedTuple):
    """What rules are applied to: the figures and the rows as they were entered, and which cells are in doubt, or have a fault already."""

    figures: Figures
    frames: Mapping[str, pd.DataFrame]
    doubts: _Doubts
    known: Cells


@dataclass(frozen=True)
class _Applied:
    """A rule of a cell as it is applied to the rows of its table."""

    applying: _Applying
    table: Table
    rule: Rule
    tree: Node
    context: Context

    @property
    def figures(self) -> Figures:
        """The figures of the workbook."""
        return self.applying.figures

    def broken(self, wrong: list[int]) -> Iterator[Broken]:
        """Yield the rows in these places, those with one cause as one."""
        causes = self.causes()
        places = self.figures.tables[self.table.name].places
        groups: dict[Hashable, dict[int, int]] = {}
        for place in wrong:
            groups.setdefault(causes[place], {})[int(places[place])] = place
        for rows in groups.values():
            yield from together(self.table, self.rule.at, list(rows), partial(self.wording, rows))

    def causes(self) -> Sequence[Hashable]:
        """Return, for each row, what it has in common with the others that break the rule for one reason: what it looks up.

        A row that is compared with nothing outside itself has a reason of its own; so has one for which another stands.
        """
        outside = [part for part in parts(self.tree) if isinstance(part, At | Gather | Named)]
        sought = [part.key for part in outside if isinstance(part, At)]
        sought += [key.value if isinstance(key, Bound) else key for part in outside if isinstance(part, Gather) for _, key in part.criteria]
        keys = [np.broadcast_to(compute(key, self.context), self.context.rows).tolist() for key in sought]
        everywhere = [()] * self.context.rows
        found: Sequence[Hashable] = list(zip(*keys, strict=True)) if keys else everywhere if outside else range(self.context.rows)
        places = self.figures.tables[self.table.name].places.tolist()
        return [(cause, place) if is_opened(place) else cause for cause, place in zip(found, places, strict=True)]

    def wording(self, rows: Mapping[int, int], row: int, others: int) -> str:
        """Return what is wrong in a row, and in how many others that are counted with it."""
        column = self.figures.catalogue.columns(self.table.name)[self.rule.at]
        value = _entered(self.applying.frames, self.table.name, self.rule.at, row, self._value(self.rule.at, rows[row]))
        found = as_shown(value, column.digits) if value is None or not column.is_switch else YES if value else NO
        message = phrase(REFUSALS["broken"], title=column.title, found=found, meaning=_filled(self.rule.holds.meaning, self.sides, rows[row]))
        return in_a_row((message, self.others(rows[row], others, abs(max(rows, key=abs))))) if others else message

    @cached_property
    def sides(self) -> tuple[Array, ...]:
        """What the rule compares, for every row."""
        return _sides(self.rule.holds.meaning, self.tree, self.context)

    def _value(self, name: str, place: int) -> Any:  # noqa: ANN401 - whatever a cell may hold
        value = self.figures.value(self.table.name, name, place)
        return pd.Timestamp(value) if self.figures.dated(self.table.name, name) else value

    def others(self, place: int, others: int, last: int) -> str:
        """Return how many more rows break the rule for the same reason, and where to look for it."""
        catalogue = self.figures.catalogue
        for part in parts(self.tree):
            if isinstance(part, At) and isinstance(part.key, Own):
                title = catalogue.title(self.table.name, part.key.name, "")
                key = str(self._value(part.key.name, place))
                sheet = catalogue.tables[part.table].title
                return counted(_MORE_ROW, _MORE_ROWS, others, title=title, key=AsTyped(key), last=str(last), sheet=sheet)
        return counted(_MORE_CELL, _MORE_CELLS, others, last=str(last))


def _sides(meaning: str, tree: Node, context: Context) -> tuple[Array, ...]:
    """Return the two sides of the comparison that a rule is, for every row; none where its meaning doesn't give them."""
    if "{" not in meaning or not isinstance(tree, Binary):
        return ()
    return tuple(np.broadcast_to(compute(side, context), context.rows) for side in (tree.left, tree.right))


def _filled(meaning: str, sides: tuple[Array, ...], row: int) -> str:
    """Return what is wrong, with {found} and {wanted} replaced by the two sides of the comparison in a row."""
    if not sides:
        return meaning
    found, wanted = (f"{float(side[row]):,.10g}" for side in sides)
    return phrase(meaning, found=found, wanted=wanted)


def _whole(figures: Figures, table: Table, meaning: str) -> Broken:
    """Return the fault of a whole sheet."""
    return Broken(table, figures.catalogue.names(table.name)[0], 0, refusal("broken_whole", meaning=altered(meaning, _begun)))


def _begun(meaning: str) -> str:
    return f"{meaning[:1].upper()}{meaning[1:]}"


def _entered(frames: Mapping[str, pd.DataFrame], table: str, column: str, row: int, computed: Any) -> Any:  # noqa: ANN401 - whatever a cell may hold
    """Return what a cell is computed with, or nothing where it is empty and only counts as 0."""
    frame = frames.get(table)
    cell: Any = computed if frame is None or row not in frame.index else frame.at[row, column]
    return None if pd.isna(cell) else computed


def _assumed(figures: Figures, rule: Rule, meaning: str, frames: Mapping[str, pd.DataFrame]) -> Broken:
    """Return the fault of an assumption that breaks a rule, at its cell; where it has none, of the whole sheet."""
    assumptions = figures.tables["assumptions"]
    names = figures.values("assumptions", "assumption")
    row = int(assumptions.places[names.index(rule.assumption)]) if rule.assumption in names else 0
    title = figures.catalogue.assumptions[rule.assumption].title
    value = _entered(frames, "assumptions", "value", row, float(figures.named[rule.assumption]))
    return Broken(assumptions.table, "value", row, refusal("broken", title=title, found=as_shown(value), meaning=meaning))


@dataclass(frozen=True)
class _Doubts:
    """Which values are in doubt, because a cell on which they depend has a fault, or they look up one that has `broken` a rule."""

    figures: Figures
    faulty: Cells
    broken: Cells
    known: dict[tuple[str, str], Array] = field(default_factory=dict)

    def of(self, table: str, name: str) -> Array:
        """Return, for each row of a table, whether its value in a column is in doubt."""
        if (table, name) not in self.known:
            figure = self.figures.catalogue.figures.get((table, name))
            tree = figure.tree if figure else None
            self.known[table, name] = self._cells(table, name) if tree is None else self.formula(table, tree)
        return self.known[table, name]

    def formula(self, table: str, tree: Node) -> Array:
        """Return, for each row of a table, whether the value of a formula there is in doubt."""
        doubtful = np.zeros(len(self.figures.tables[table]), dtype=bool)
        for part in parts(tree) if self.faulty or self.broken else ():
            if isinstance(part, Own):
                doubtful |= self.of(table, part.name)
            elif isinstance(part, Named):
                doubtful |= self._is_named_in_doubt(part.name)
            elif isinstance(part, At):
                doubtful |= self._looked_up(table, part)
            elif isinstance(part, Gather):
                names = (part.column, *(name for name, _ in part.criteria))
                doubtful |= any(
                    self.of(part.table, name).any() or (part.table, name, 0) in self.faulty for name in names
                )
        return doubtful

    def _is_named_in_doubt(self, name: str) -> bool:
        """Whether the cell of an assumption has a fault, or has broken a rule; or it isn't there, which is reported as a fault of its own."""
        assumptions = self.figures.tables.get("assumptions")
        names = self.figures.values("assumptions", "assumption") if assumptions else []
        if ("assumptions", "assumption", 0) in self.faulty:
            return True
        if assumptions is None or name not in names:
            return any(table == "assumptions" and column == "assumption" for table, column, _ in self.faulty)
        return ("assumptions", "value", int(assumptions.places[names.index(name)])) in self.faulty | self.broken

    def _cells(self, table: str, name: str) -> Array:
        costed = self.figures.tables[table]
        if costed.table.entered:
            return self._among(self.faulty, table, name)
        return np.full(len(costed), fill_value=bool(self.faulty))

    def _among(self, cells: Cells, table: str, name: str) -> Array:
        places = self.figures.tables[table].places
        return np.array([(table, name, int(place)) in cells for place in places], dtype=bool)

    def _looked_up(self, table: str, part: At) -> Array:
        """Return which rows look up a row in doubt, or a key that isn't there, which is reported as a fault of its own."""
        costed, other = self.figures.tables[table], self.figures.tables[part.table]
        context = self.figures.context(costed)
        sought, keys = np.broadcast_to(compute(part.key, context), len(costed)), other.columns[part.by]
        broken = self._among(self.broken, part.table, part.column)
        doubtful = keys[self.of(part.table, part.column) | self.of(part.table, part.by) | broken]
        empty = (sought == 0) & (keys.dtype.kind == "i")
        return np.asarray(np.isin(sought, doubtful) | ~(np.isin(sought, keys) | empty))


def as_shown(value: Any, digits: str = ",.10g") -> str:  # noqa: ANN401 - whatever a cell may hold
    """Return a cell's value as a message shows it."""
    if isinstance(value, pd.Timestamp):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, float):
        return f"{value:{digits}}"
    return f'"{value}"' if value and not pd.isna(value) else "empty"


def uncomputed(figures: Figures) -> Iterator[Broken]:
    """Yield the assumptions that are 0 and that figures divide by; if there are none, each row that has a figure without a value.

    Of the figures of a row only the first is reported. Figures of derived tables are reported only when every row that people enter
    has its figures, and then only the first of each table.
    """
    gaps = figures.gaps()
    divisors = {name: gap.figure for gap in reversed(gaps) for name in _empty_divisors(figures, gap.figure)}
    yield from (_needed(figures, name, figure) for name, figure in divisors.items())
    entered = [gap for gap in gaps if gap.figure.table.entered]
    rows = {(gap.figure.table.name, gap.place if entered else 0): gap.figure for gap in reversed(entered or gaps)}
    for (name, row), figure in reversed(rows.items()) if not divisors else ():
        key = figures.catalogue.key(name) or figures.catalogue.names(name)[0]
        yield Broken(figure.table, key, row, refusal("not_computed_row" if row else "not_computed_sheets", title=figure.title))


def _empty_divisors(figures: Figures, figure: Figure) -> list[str]:
    """Return the assumptions by which a figure divides and that are 0."""
    divisors = [part.right for part in figure.inside if isinstance(part, Binary) and part.operator == "/"]
    named = [part.name for divisor in divisors for part in parts(divisor) if isinstance(part, Named)]
    return [name for name in named if not np.all(figures.named[name])]


def _needed(figures: Figures, name: str, figure: Figure) -> Broken:
    """Return the fault of an assumption without which a figure can't be computed."""
    place = figures.values("assumptions", "assumption").index(name)
    message = refusal("divides", figure=figure.title, sheet=figure.table.title)
    assumptions = figures.tables["assumptions"]
    return Broken(assumptions.table, "value", int(assumptions.places[place]), message)
