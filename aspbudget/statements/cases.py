"""Cases: what a statement compares where one row's cost depends on the others, and the rows that may count in each case.

For a draft whose paragraph 11 asks for a recurrent meeting from 2004 on, the cases are “the section” and, for paragraph 11 and
2004, “section and draft”, “draft only” and “without any meeting”. Each lists the meetings of the sessions concerned, and what serves them
(rooms), and no others. `effect.py` says which of these rows count.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aspbudget.declare.practice import RECURRENT
from aspbudget.statements.by_case import by_case
from aspbudget.statements.draft import ALL, DRAFT, NONE, PROVISION
from aspbudget.statements.effect import ALONE, BEFORE, NOTHING, PROVIDED, WITH, Cases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.statements.anatomy import Anatomy

Group = tuple[str, str]
Cells = dict[str, list[Any]]  # the rows of a sheet, column by column
ROW = ""  # the column of their numbers
_ASKED = ("origin", "paragraph", "recurrence", "first_year", "last_year")
ALL_PARAGRAPHS, ONE_PARAGRAPH = "all paragraphs", "paragraph {paragraph}, {kind}"


@dataclass(frozen=True)
class CaseRows:
    """The cases that a draft compares, from the rows that it asks for and the rows of the section that may affect their cost.

    `asked` gives, by activity, the rows that the draft adds or cites; `rows` gives these together with the section's own. `paragraphs`
    are the operative paragraphs in the order of the draft. A group is a paragraph with a kind, such as `("11", "recurrent")`.
    """

    anatomy: Anatomy
    years: tuple[int, ...]
    paragraphs: tuple[str, ...]
    asked: Mapping[str, pd.DataFrame]
    rows: Mapping[str, pd.DataFrame]

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups, paragraph and kind, that ask for any activity computed by case, in the order of the draft."""
        asked = [self.asked[name] for name in self.anatomy.activities if name in self.anatomy.by_case]
        pairs = [pair for frame in asked for pair in zip(frame["paragraph"], frame["recurrence"], strict=True)]
        order = list(self.paragraphs)
        return tuple(sorted(set(pairs), key=lambda pair: (order.index(pair[0]), pair[1])))

    @cached_property
    def cases(self) -> pd.DataFrame:
        """The rows of sheet Situations compared: one for each case, and for each run of years in which the same activities are needed."""
        own = [view for view, groups in ((BEFORE, self._adding), (PROVIDED, self._citing)) if groups]
        rows = [(view, view, NONE, NONE, self.years[0], self.years[-1]) for view in own]
        for group in (*self.groups, *(((ALL, ALL),) if len(self.groups) > 1 else ())):
            if ALONE in self._views(group):
                runs = self._runs(group) if self._cites(group) else [(self.years[0], self.years[-1])]
                rows += [(f"{NOTHING}, {_called(*group)}, {first}", NOTHING, *group, first, last) for first, last in runs]
            for first, last in self._runs(group) if self._views(group) else ():
                rows += [(f"{view}, {_called(*group)}, {first}", view, *group, first, last) for view in self._views(group)]
        return pd.DataFrame(rows, columns=[column.name for column in Cases.columns()])

    @cached_property
    def _adding(self) -> tuple[Group, ...]:
        """The groups for which the draft adds rows of its own; the others only cite rows that the section already has."""
        return tuple(group for group in self.groups if any(DRAFT in cells["origin"] for cells in self._of(group).values()))

    @cached_property
    def _holding(self) -> tuple[Group, ...]:
        """The groups that ask for meetings, or for whatever else makes days that must be serviced."""
        return tuple(group for group in self.groups if any(self._of(group)[name][ROW] for name in self.anatomy.feeders))

    @cached_property
    def _citing(self) -> tuple[Group, ...]:
        """The groups that cite rows of the section whose cost depends on the meetings, such as rooms by the day."""
        return tuple(group for group in self.groups if self._cites(group))

    def _cites(self, group: Group) -> bool:
        return any(PROVISION in self._of(group)[name]["origin"] for name in self.anatomy.serving)

    def _views(self, group: Group) -> tuple[str, ...]:
        """Return which cases a group needs: “section and draft” where it adds rows, “draft only” where it asks for meetings.

        All groups together have cases only where there are several, so that they may share a day.
        """
        several = len(self._adding) > 1 or len({*self._holding, *self._citing}) > 1
        every = (several,) if group == (ALL, ALL) else ()
        beside, alone = (all(every) and any(group in (each, (ALL, ALL)) for each in groups) for groups in (self._adding, self._holding))
        return ((WITH,) if beside else ()) + ((ALONE,) if alone else ())

    def _of(self, group: Group) -> dict[str, Cells]:
        """Return the rows that a group asks for, of the activities that are computed by case."""
        return self._by_group[group]

    @cached_property
    def _by_group(self) -> dict[Group, dict[str, Cells]]:
        asked = {name: self._listed(name, self.asked[name]) for name in self.anatomy.activities if name in self.anatomy.by_case}
        groups = {name: list(zip(cells["paragraph"], cells["recurrence"], strict=True)) for name, cells in asked.items()}
        return {(ALL, ALL): asked} | {group: {name: _only(cells, [each == group for each in groups[name]]) for name, cells in asked.items()} for group in self.groups}

    def _listed(self, name: str, frame: pd.DataFrame) -> Cells:
        """Return what cases ask of the rows of an activity, column by column, and the rows themselves: frames take their time to leave out a few of few."""
        known = {column: frame[column].tolist() for column in (self.anatomy.section.key(name), *_ASKED)}
        return {ROW: frame.index.tolist(), **known, **{column: as_shared(frame[column]) for column in self._shared if column in frame}}

    @cached_property
    def _shared(self) -> frozenset[str]:
        """The columns in which rows must agree to affect each other, such as the session."""
        return frozenset(column for each in self.anatomy.shared_by.values() for column in each)

    def _runs(self, group: Group) -> list[tuple[int, int]]:
        """Return the runs of years in which the same rows of a group are needed, as first and last year: `[(2004, 2004), (2005, 2006)]`."""
        needed = {year: [needed_in(cells, year) for cells in self._of(group).values()] for year in self.years}
        runs: list[tuple[int, int]] = []
        for year in self.years:
            same = bool(runs) and needed[year] == needed[runs[-1][0]]
            runs = [*runs[:-1], (runs[-1][0], year)] if same else [*runs, (year, year)]
        return runs

    @cached_property
    def in_each_case(self) -> dict[str, pd.DataFrame]:
        """The rows that may count in each case, a DataFrame for each activity computed by case, by the name of its table by case."""
        several = [name for name in self.anatomy.activities if name in self.anatomy.by_case]
        return {by_case(name): self._pairs(name) for name in several}

    def _pairs(self, name: str) -> pd.DataFrame:
        key, cases = self.anatomy.section.key(name), self.cases.to_dict("records")
        asked = [(str(case["view"]), (str(case["asked_by"]), str(case["asked_as"]))) for case in cases]
        counting = {each: self._counting(name, *each) for each in dict.fromkeys(asked)}  # the same in each run of years
        rows = [(*case.values(), text) for case, each in zip(cases, asked, strict=True) for text in counting[each]]
        return pd.DataFrame(rows, columns=[*self.cases.columns, key])

    def _counting(self, name: str, view: str, group: Group) -> list[str]:
        """Return the keys of the rows of an activity that may count in a case; of the section only those in the same sessions as what is asked for."""
        key = self.anatomy.section.key(name)
        mine = self._of(group)[name] if group != (NONE, NONE) else _only(self._of((ALL, ALL))[name], ())
        if view in (BEFORE, WITH, PROVIDED):
            return [*self._own[name, view == PROVIDED], *_of_origin(mine, key, DRAFT)]
        if name in self.anatomy.feeders:
            return [] if view == NOTHING else mine[key]
        cells, taken = self._all[name], {*mine[ROW]}
        near = self._near(_only(cells, [row not in taken and origin != DRAFT for row, origin in zip(cells[ROW], cells["origin"], strict=True)]), (group,))
        return [*near[key], *(_of_origin(mine, key, PROVISION) if view == NOTHING else mine[key])]

    @cached_property
    def _all(self) -> dict[str, Cells]:
        """The rows of each activity computed by case, those of the section included."""
        return {name: self._listed(name, self.rows[name]) for name in self.anatomy.activities if name in self.anatomy.by_case}

    @cached_property
    def _own(self) -> dict[tuple[str, bool], list[str]]:
        """The keys of the section's rows of each activity that may count beside rows that the draft adds, and, with true, beside those that it cites."""
        sides = {view == PROVIDED for view in self.cases["view"] if view in (BEFORE, WITH, PROVIDED)}
        return {(name, cited): self._rows_in_use(name, cited=cited) for name in self.anatomy.activities if name in self.anatomy.by_case for cited in sides}

    def _rows_in_use(self, name: str, *, cited: bool) -> list[str]:
        cells, key = self._all[name], self.anatomy.section.key(name)
        own = self._near(_only(cells, [origin != DRAFT for origin in cells["origin"]]), self._citing if cited else self._adding)
        return _of_origin(own, key, PROVISION) if cited and name not in self.anatomy.feeders else own[key]

    def _near(self, cells: Cells, groups: tuple[Group, ...]) -> Cells:
        """Return the rows that may be added up with those that groups ask for: they agree in a column such as the session."""
        asked = [rows for group in groups for rows in self._of(group).values()]
        for column in self._shared & {*cells}:
            values = {value for rows in asked if column in rows for value in rows[column]}
            cells = _only(cells, [value in values for value in cells[column]])
        return cells

    def asked_of(self, models: Catalogue) -> Iterator[tuple[str, str]]:
        """Yield the columns, as table and name, that `moving` asks of a first computation: what depends on more rows than its own, and where rows come from."""
        for name in (each for each in self.anatomy.serving if by_case(each) in models.tables):
            yield from ((by_case(name), column) for column in models.names(by_case(name)) if column == "origin" or (name, column) in self.anatomy.beyond)

    def moving(self, figures: Figures) -> dict[str, pd.DataFrame]:
        """Return `in_each_case` without rows that serve meetings and make no difference to any amount, so that the workbook stays small.

        They are the same with the draft and without it, such as a room of the section that is hired for the whole session, or cost nothing
        in “without any meeting”. `figures` are those of a first computation, in which every row was listed; it must have what `asked_of` says.
        """
        names = {name: by_case(name) for name in self.anatomy.serving if by_case(name) in self.in_each_case}
        return self.in_each_case | {table: self._moving(figures, name, self.in_each_case[table]) for name, table in names.items()}

    def _moving(self, figures: Figures, name: str, in_each_case: pd.DataFrame) -> pd.DataFrame:
        if not len(in_each_case):
            return in_each_case
        key, computed = self.anatomy.section.key(name), figures.tables[by_case(name)].columns
        moved = [column for table, column in sorted(self.anatomy.beyond) if table == name]  # not the costs alone: while a price is missing they are 0, whatever changes
        costs = in_each_case.assign(**{column: computed[column] for column in moved}, origin=figures.values(by_case(name), "origin"))
        side = np.where(costs["view"].isin((BEFORE, WITH)), BEFORE, costs["asked_by"] + " " + costs["asked_as"])
        alike = (costs.groupby([side, costs[key]])[moved].transform("nunique") == 1).all(axis=1)
        idle = (costs["view"] == NOTHING) & (costs[moved] == 0).all(axis=1)
        kept = (costs["view"] == PROVIDED) | (costs["origin"] == DRAFT) | ((costs["origin"] == PROVISION) & (side != BEFORE))
        moving: pd.DataFrame = in_each_case.loc[(kept | ~(alike | idle)).to_numpy()]
        return moving


def _only(cells: Cells, chosen: Iterable[bool]) -> Cells:
    """Return some of the rows."""
    kept = list(chosen)
    return {name: list(compress(values, kept)) for name, values in cells.items()}


def _of_origin(cells: Cells, key: str, origin: str) -> list[str]:
    """Return the keys of the rows of an origin."""
    return [text for text, its in zip(cells[key], cells["origin"], strict=True) if its == origin]


def as_shared(column: pd.Series[Any]) -> list[Any]:
    """Return what a column says in which rows must agree to affect each other; nothing for an empty cell, which agrees with another empty one."""
    return [None if value != value else value for value in column.tolist()]  # noqa: PLR0124 - what is empty is unequal to itself


def needed_in(rows: pd.DataFrame | Cells, year: int) -> list[bool]:
    """Return, row by row, whether an activity is needed in a year: a one-time one in its first year, a recurrent one until its last, if any."""
    cells = zip(*(rows[name] for name in ("recurrence", "first_year", "last_year")), strict=True)
    return [bool(first <= year and not (last < year if kind == RECURRENT else first < year)) for kind, first, last in cells]


def _called(paragraph: str, kind: str) -> str:
    return ALL_PARAGRAPHS if paragraph == ALL else ONE_PARAGRAPH.format(paragraph=paragraph, kind=kind)
