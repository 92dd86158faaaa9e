"""Anatomy: which sheets of a section a draft resolution may add rows to, and how the cost of one row depends on others.

Everything is derived from the formulas and references that the models declare. In a section where meetings make conference
days, teams serve these days, and rooms are hired by the day:

    activities   meetings, posts, rooms            rows that cost something, directly or through the days that they make
    derived      conference days                   tables made of the keys of activities
    vocabulary   sessions, grades, prices          sheets to which activities refer
    beyond       teams of a day, cost of a room    figures that depend on more rows than their own
    feeders      meetings                          activities on whose rows such figures depend
    by_case      meetings, days, rooms             tables with such figures, to be computed by case
    local        posts                             activities that need no cases: a row costs the same whatever else takes place
    serving      rooms                             activities computed by case that are no feeders
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from aspbudget.declare.practice import practice
from aspbudget.declare.sheet import sentence
from aspbudget.lines.formula import At, Gather, Own, parts
from aspbudget.lines.table import Distinct
from aspbudget.statements.absorbed import absorbed_sheet
from aspbudget.statements.draft import Activity, Origin, model_of_draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aspbudget.declare.model import Model, Table
    from aspbudget.declare.practice import Practice
    from aspbudget.declare.sheet import Column, Sheet
    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.lines.formula import Node

Name = tuple[str, str]


@dataclass(frozen=True)
class Anatomy:
    """How a section is built, as far as the rows of a draft matter; the head of this module has an example of each part.

    A statement counts in years, so what its models have for the months of the year alone is left out.
    """

    section: Catalogue

    def __post_init__(self) -> None:
        object.__setattr__(self, "section", self.section.by_years)

    @cached_property
    def practice(self) -> Practice:
        """The words and rules by which the organisation states implications; raise `NoPractice` where it has none."""
        return practice(self.section.package)

    @cached_property
    def draft(self) -> Model:
        """The model of a draft resolution: its own sheets."""
        model = model_of_draft(self.practice)
        across, down = (self._heading(axis) for axis in self.section.axes)
        return replace(model, tables=(*model.tables, absorbed_sheet(self.section.axes, (across, down))))

    def _heading(self, axis: str) -> tuple[str, str]:
        """Return the table whose keys run along an axis of the section, and the title of these keys."""
        table = self.section.headings(axis)
        return table, self.section.columns(table)[self.section.key(table)].title

    @cached_property
    def charged(self) -> tuple[str, ...]:
        """The tables that charge to the section."""
        return tuple(table.name for table in self.section.tables.values() if table.charges)

    @cached_property
    def activities(self) -> tuple[str, ...]:
        """The sheets that a draft may add costed rows to: their rows are charged, directly or through a table made of their keys."""
        roots = {self._root(name) for name in self.charged}
        return tuple(name for name in self.section.tables if name in roots)

    @cached_property
    def derived(self) -> tuple[str, ...]:
        """The tables made of the keys of activities, such as conference days, made of the sessions and days of meetings."""
        tables = self.section.tables.values()
        return tuple(each.name for each in tables if not each.entered and self._root(each.name) in self.activities)

    def _root(self, name: str) -> str:
        rows = self.section.tables[name].rows
        return self._root(rows.of) if isinstance(rows, Distinct) else name

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """The sheets to which activities refer, directly or not (grades, sessions), and those whose rows complete theirs."""
        found = set(self.activities)
        size = 0
        while len(found) > size:
            size = len(found)
            found |= {column.refers for name in found for column in self._columns(name) if column.refers}
            found |= {each.name for each in self._entered() if self._completes(each, found)}
        return tuple(name for name in self.section.tables if name in found and name not in self.activities)

    @cached_property
    def referred(self) -> frozenset[str]:
        """The tables that a reference names or a formula looks in; the other relevant ones only complete their rows."""
        looked = {other for (name, _), figure in self.section.figures.items() if name in self.relevant for other in figure.looks_in}
        return frozenset(column.refers for name in self.relevant for column in self._columns(name) if column.refers) | looked

    @cached_property
    def opening(self) -> tuple[str, ...]:
        """The sheets whose rows stand for rows of activities, such as ranges of meetings."""
        opens = {name: table.opens for name, table in self.section.opening.items()}
        return tuple(name for name, each in opens.items() if each and set(each.into) <= set(self.activities))

    def _columns(self, name: str) -> list[Column]:
        return list(self.section.columns(name).values())

    def _entered(self) -> list[Table]:
        return [table for table in self.section.tables.values() if table.entered]

    def _completes(self, table: Table, found: set[str]) -> bool:
        column = self.section.columns(table.name).get(table.follows)
        return column is not None and column.refers in found

    @cached_property
    def relevant(self) -> tuple[str, ...]:
        """All tables that matter to a draft, in the order of the section."""
        known = {*self.activities, *self.derived, *self.vocabulary}
        return tuple(name for name in self.section.tables if name in known)

    @cached_property
    def beyond(self) -> frozenset[Name]:
        """The figures, as table and line, that depend on more rows of activities than their own: the teams of a day, on all its meetings."""
        found: set[Name] = set()
        for name, figure in self.section.figures.items():
            if name[0] in self.derived or (name[0] in self.relevant and figure.tree is not None and self._reaches(name[0], figure.tree, found)):
                found.add(name)
        return frozenset(found)

    def _reaches(self, table: str, tree: Node, found: set[Name]) -> bool:
        several = (*self.activities, *self.derived)
        return any(
            (isinstance(part, Own) and (table, part.name) in found)
            or (isinstance(part, At) and (part.table, part.column) in found)
            or (isinstance(part, Gather) and (part.table in several or (part.table, part.column) in found))
            for part in parts(tree)
        )

    @cached_property
    def feeders(self) -> tuple[str, ...]:
        """The activities on whose rows the figures of other tables depend: meetings, because they make conference days."""
        gathers = [part for name in self.beyond for part in self._gathers(name)]
        roots = {self._root(name) for name in self.derived}
        return tuple(name for name in self.activities if name in roots or name in {each.table for each in gathers})

    def _gathers(self, name: Name) -> list[Gather]:
        tree = self.section.figures[name].tree
        return [part for part in parts(tree) if isinstance(part, Gather)] if tree is not None else []

    @cached_property
    def by_case(self) -> tuple[str, ...]:
        """The tables with figures that depend on which other rows count, so that they are computed in each case."""
        reached = {*self.feeders, *self.derived, *(table for table, _ in self.beyond)}
        return tuple(name for name in self.relevant if name in reached)

    @cached_property
    def local(self) -> tuple[str, ...]:
        """The activities whose rows cost the same whatever else takes place, such as posts."""
        return tuple(name for name in self.activities if name not in self.by_case)

    @cached_property
    def serving(self) -> tuple[str, ...]:
        """The activities whose cost depends on the meetings, such as rooms that are hired by the day."""
        return tuple(name for name in self.activities if name in self.by_case and name not in self.feeders)

    @cached_property
    def shared_by(self) -> dict[str, tuple[str, ...]]:
        """For each feeder, the columns in which two of its rows must agree to affect each other: meetings, by their session."""
        found: dict[str, tuple[str, ...]] = {}
        for name in self.feeders:
            keys = [{by for by, _ in each.criteria} for each in self.gathers(name)]
            found[name] = tuple(sorted(set.intersection(*keys))) if keys else ()
        return found

    def gathers(self, table: str) -> list[Gather]:
        """Return every total, count or highest value over a table's rows in figures that depend on more rows than their own."""
        return [each for name in sorted(self.beyond) for each in self._gathers(name) if each.table == table]

    def looked_up(self, table: str, line: str, other: str) -> bool:
        """Whether a line takes, from one row of another table, a value that depends on that row alone: the price of a language set."""
        tree = self.section.figures[table, line].tree
        found = [part for part in parts(tree) if isinstance(part, At) and part.table == other] if tree is not None else []
        return any((other, each.column) not in self.beyond for each in found)

    def reached(self, table: str, line: str, other: str) -> bool:
        """Whether a line takes from another table a value that depends on several rows: a total, or a look-up of the teams of a day."""
        tree = self.section.figures[table, line].tree
        found = [part for part in parts(tree) if isinstance(part, (At, Gather)) and part.table == other] if tree is not None else []
        return any(isinstance(each, Gather) or (other, each.column) in self.beyond for each in found)

    def derived_from(self, table: str) -> list[Distinct]:
        """Return the tables made of the keys of a table."""
        found = [self.section.tables[name].rows for name in self.derived]
        return [rows for rows in found if isinstance(rows, Distinct) and rows.of == table]

    def described(self, table: str, name: str) -> tuple[str, str]:
        """Return a column's title and unit; for words and dates the unit is `text` or `date`."""
        known = {column.name: column for column in placed(self.section.tables[table].sheet).columns()} if table in self.activities else {}
        column = self.section.columns(table).get(name) or known.get(name)
        if column is None:
            figure = self.section.figures.get((table, name))
            return (figure.title, figure.line.unit) if figure else (sentence(name), "")
        return column.title, "text" if column.textual else "date" if column.kind == "date" else column.unit

    def charges(self, names: tuple[str, ...]) -> Iterator[tuple[Table, Any]]:
        """Yield each charge of the named tables, together with its table."""
        for name in names:
            for charge in self.section.tables[name].charges:
                yield self.section.tables[name], charge


@lru_cache(maxsize=16)
def anatomy_of(section: Catalogue) -> Anatomy:
    """Return how a section is built; the drafts of a cycle have the same section, so what is derived from it is derived once."""
    return Anatomy(section)


_WIDENED: dict[tuple[type[Sheet], ...], type[Sheet]] = {}


def asking(sheet: type[Sheet], *more: type[Sheet]) -> type[Sheet]:
    """Return an activity's sheet with the columns that a draft's rows also have (paragraph, years, …), and those of the classes in `more`."""
    return widened(sheet, Activity, *more)


def widened(sheet: type[Sheet], *more: type[Sheet]) -> type[Sheet]:
    """Return a sheet with the columns of other classes as well, after its own; the same one each time."""
    if (sheet, *more) not in _WIDENED:
        stated: dict[str, Any] = {"__doc__": sheet.about(), "__module__": sheet.__module__, "__annotations__": {}}
        _WIDENED[sheet, *more] = type(sheet.__name__, (sheet, *more), stated)
    return _WIDENED[sheet, *more]


def placed(sheet: type[Sheet]) -> type[Sheet]:
    """Return an activity's sheet with the columns of a draft's rows, and the one that says whether a row is the section's or the draft's."""
    return asking(sheet, Origin)
