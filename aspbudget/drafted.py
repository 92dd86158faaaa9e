"""Drafted: the rows of a statement's tables: the draft's own, those of the section that matter beside them, and the cases."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aspbudget.comparison import CASE_LINES
from aspbudget.ledger import JOINT_LINES, LINES, Ledger
from aspbudget.models.cases import ALONE, BEFORE, NOTHING, PROVIDED, WITH, Cases
from aspbudget.models.drafts import ALL, DRAFT, NONE, PROVISION, SECTION
from aspbudget.stacking import by_case
from aspbudget.statement import ONE_TIME, RECURRENT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aspbudget.check import Inputs
    from aspbudget.cost import Figures
    from aspbudget.draft import Anatomy
    from aspbudget.model import Charge

LATER_YEARS = 2
Group = tuple[str, str]
Place = tuple[str, str, str, str]


@dataclass(frozen=True)
class Drafted:
    """The inputs of a draft beside those of its section, sorted into the rows of a statement's tables.

    `shares` are the States with their rates, when what each would be assessed is asked for.
    """

    anatomy: Anatomy
    inputs: Inputs
    shares: pd.DataFrame | None = None

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The budget year and the two after it."""
        year = int(str(self.inputs.cycle["cycle"])[-4:])
        return tuple(range(year, year + LATER_YEARS + 1))

    @cached_property
    def ledger(self) -> Ledger:
        """What the statement's catalogue is made for."""
        return Ledger(self.anatomy, self.years, frozenset(name for name, frame in self.rows.items() if len(frame)),
                      self.shares is not None)  # fmt: skip

    @cached_property
    def asked(self) -> dict[str, pd.DataFrame]:
        """The rows of each activity that the draft adds, or cites as provided for in the section."""
        return {name: self._asked(name) for name in self.anatomy.activities}

    def _asked(self, name: str) -> pd.DataFrame:
        frame = self.inputs.frames[name]
        return pd.concat([frame[frame.index < 0].assign(origin=DRAFT), self._provided(name, frame)])

    def _provided(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of the section that provide for a paragraph, as if they were the draft's own."""
        key, title = self.anatomy.section.key(name), self.anatomy.section.tables[name].title
        cited = self.inputs.frames["provision"]
        cited = cited[cited["sheet"] == title].set_index("row")
        found = frame[frame[key].isin(cited.index) & (frame.index > 0)]
        known = cited.reindex(found[key])
        stated = {column: pd.array(known[column].to_numpy(), dtype="str") for column in ("paragraph", "alternative")}
        return _begun(found.assign(**stated, origin=PROVISION), self.years[0])

    @cached_property
    def rows(self) -> dict[str, pd.DataFrame]:
        """The rows of every activity and of every sheet that they refer to, as far as they matter to the statement."""
        found = {name: self._beside(name) for name in self.anatomy.activities}
        return found | self._vocabulary(found)

    def _beside(self, name: str) -> pd.DataFrame:
        """Return what is asked with, where costs depend on what else is held, the section's own rows of the same sessions."""
        asked = self.asked[name]
        if name not in self.anatomy.stacked or not any(len(self.asked[each]) for each in self.anatomy.stacked if each in self.asked):
            return asked
        frame = self.inputs.frames[name]
        own = frame[(frame.index > 0) & ~frame.index.isin(asked.index)]
        near = [column for column in self._shared if column in own]
        for column in near:
            own = own[own[column].isin(self._shared[column])]
        paragraph = pd.array([NONE] * len(own), dtype="str")
        return pd.concat([_begun(own.assign(origin=SECTION, paragraph=paragraph), self.years[0]), asked])

    @cached_property
    def _shared(self) -> Mapping[str, set[str]]:
        """The values by which rows of the section may be added up with what is asked."""
        columns = {column for each in self.anatomy.shared_by.values() for column in each}
        asked = [self.asked[name] for name in self.anatomy.activities if name in self.anatomy.stacked]
        return {column: {value for frame in asked if column in frame for value in frame[column]} for column in columns}

    def _vocabulary(self, rows: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        """Return the rows that others refer to, directly or not, and the rows that complete those."""
        found = {name: self.inputs.frames[name].iloc[:0] for name in self.anatomy.vocabulary}
        open_ = dict(rows)
        while open_:
            needed = self._needed(open_)
            before = {name: len(frame) for name, frame in found.items()}
            for name in found:
                found[name] = self._wanted(name, found, needed.get(name, set()))
            open_ = {name: frame for name, frame in found.items() if len(frame) > before[name]}
        return found

    def _needed(self, frames: Mapping[str, pd.DataFrame]) -> dict[str, set[str]]:
        needed: dict[str, set[str]] = {}
        for name, frame in frames.items():
            for column in self.anatomy.section.columns(name).values():
                if column.refers:
                    needed.setdefault(column.refers, set()).update(frame[column.name].dropna())
        return needed

    def _wanted(self, name: str, found: Mapping[str, pd.DataFrame], keys: set[str]) -> pd.DataFrame:
        """Return the rows of a sheet found so far, with those of these keys, or those that complete what was found."""
        frame, section = self.inputs.frames[name], self.anatomy.section
        chosen = frame.index.isin(found[name].index) | frame[section.key(name)].isin(keys)
        follows = section.tables[name].follows
        if follows:
            other = section.columns(name)[follows].refers
            chosen |= frame[follows].isin(found[other][section.key(other)]) if other in found else False
        return frame[chosen]

    def beside(self) -> dict[str, pd.DataFrame]:
        """Return the section's own tables with the rows that the draft adds to them in the first year, where they count."""
        section = self.inputs.beside.frames if self.inputs.beside else {}
        return {name: self._with_draft(name, frame) for name, frame in section.items()}

    def _with_draft(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        if name not in self.inputs.frames:
            return frame
        added = self.inputs.frames[name]
        added = added[added.index < 0]
        if name in self.anatomy.activities:
            added = added[self._counts(added) & np.array(_needed_in(added, self.years[0]), dtype=bool)]
        return stacked_rows(frame, added[list(frame.columns)]) if len(added) else frame

    def _counts(self, frame: pd.DataFrame) -> pd.Series:
        """Return which rows' paragraph and alternative are in."""
        switches = [self.inputs.frames[name].set_index(key)["counts"] for name, key in (("paragraphs", "paragraph"), ("alternatives", "alternative"))]
        paragraph, alternative = (frame[key].map(switch) for key, switch in zip(("paragraph", "alternative"), switches, strict=True))
        return (paragraph == 1) & (alternative.fillna(1) == 1)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The paragraphs, each with a kind, whose activities are computed by case."""
        asked = [self.asked[name] for name in self.anatomy.activities if name in self.anatomy.stacked]
        pairs = [pair for frame in asked for pair in zip(frame["paragraph"], frame["recurrence"], strict=True)]
        order = list(self.inputs.frames["paragraphs"]["paragraph"])
        return tuple(sorted(set(pairs), key=lambda pair: (order.index(pair[0]), pair[1])))

    @cached_property
    def cases(self) -> pd.DataFrame:
        """The cases that are compared, each for a run of years in which nothing that is asked changes."""
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
        """The groups that add rows of the draft's own; the others only cite what the section provides for."""
        return tuple(group for group in self.groups if any((frame["origin"] == DRAFT).any() for frame in self._of(group).values()))

    @cached_property
    def _holding(self) -> tuple[Group, ...]:
        """The groups that ask for what is held: meetings."""
        return tuple(group for group in self.groups if any(len(self._of(group)[name]) for name in self.anatomy.feeders))

    @cached_property
    def _citing(self) -> tuple[Group, ...]:
        """The groups that cite rows of the section that serve what is held."""
        return tuple(group for group in self.groups if self._cites(group))

    def _cites(self, group: Group) -> bool:
        return any((self._of(group)[name]["origin"] == PROVISION).any() for name in self.anatomy.serving)

    def _views(self, group: Group) -> tuple[str, ...]:
        """Return the cases that a group needs; all groups together only where there are several that may meet."""
        several = len(self._adding) > 1 or len({*self._holding, *self._citing}) > 1
        every = (several,) if group == (ALL, ALL) else ()
        beside, alone = (all(every) and any(group in (each, (ALL, ALL)) for each in groups) for groups in (self._adding, self._holding))
        return ((WITH,) if beside else ()) + ((ALONE,) if alone else ())

    def _of(self, group: Group) -> dict[str, pd.DataFrame]:
        """Return the rows that a group asks for, of the activities that are computed by case."""
        return self._by_group[group]

    @cached_property
    def _by_group(self) -> dict[Group, dict[str, pd.DataFrame]]:
        asked = {name: self.asked[name] for name in self.anatomy.activities if name in self.anatomy.stacked}
        return {(ALL, ALL): asked} | {
            (paragraph, kind): {name: frame[(frame["paragraph"] == paragraph) & (frame["recurrence"] == kind)] for name, frame in asked.items()}
            for paragraph, kind in self.groups
        }  # fmt: skip

    def _runs(self, group: Group) -> list[tuple[int, int]]:
        """Return the runs of years in which the same rows of a group are needed: the first and the last year of each."""
        needed = {year: [tuple(_needed_in(frame, year)) for frame in self._of(group).values()] for year in self.years}
        runs: list[tuple[int, int]] = []
        for year in self.years:
            same = bool(runs) and needed[year] == needed[runs[-1][0]]
            runs = [*runs[:-1], (runs[-1][0], year)] if same else [*runs, (year, year)]
        return runs

    @cached_property
    def held(self) -> dict[str, pd.DataFrame]:
        """For each activity that is computed by case, by the name of its table: the rows that may count in each case."""
        several = [name for name in self.anatomy.activities if name in self.anatomy.stacked]
        return {by_case(name): self._pairs(name) for name in several}

    def _pairs(self, name: str) -> pd.DataFrame:
        key = self.anatomy.section.key(name)
        rows = [(*case.values(), text) for case in self.cases.to_dict("records")
                for text in self._held(name, str(case["view"]), (case["asked_by"], case["asked_as"]))[key]]  # fmt: skip
        return pd.DataFrame(rows, columns=[*self.cases.columns, key])

    def _held(self, name: str, view: str, group: Group) -> pd.DataFrame:
        """Return the rows of an activity that may count in a case; rows of the section only where they meet what is asked."""
        frame, mine = self.rows[name], self._of(group)[name] if group != (NONE, NONE) else self.asked[name].iloc[:0]
        others = frame[~frame.index.isin(mine.index) & (frame["origin"] != DRAFT)]
        if view in (BEFORE, WITH, PROVIDED):
            added = mine[mine["origin"] == DRAFT]
            own = self._near(frame[frame["origin"] != DRAFT], self._citing if view == PROVIDED else self._adding)
            if view == PROVIDED and name not in self.anatomy.feeders:
                own = own[own["origin"] == PROVISION]
            return stacked_rows(own, added)
        if name in self.anatomy.feeders:
            return mine.iloc[:0] if view == NOTHING else mine
        return stacked_rows(self._near(others, (group,)), mine[mine["origin"] == PROVISION] if view == NOTHING else mine)

    def _near(self, frame: pd.DataFrame, groups: tuple[Group, ...]) -> pd.DataFrame:
        """Return the rows that may be added up with those that groups ask for."""
        asked = [rows for group in groups for rows in self._of(group).values()]
        for column in {column for each in self.anatomy.shared_by.values() for column in each} & {*frame.columns}:
            values = {value for rows in asked if column in rows for value in rows[column]}
            frame = frame.loc[frame[column].isin(values)]
        return frame

    def moving(self, figures: Figures) -> dict[str, pd.DataFrame]:
        """Return what is held in each case without the rows that cost the same with what is asked and without it."""
        names = {name: by_case(name) for name in self.anatomy.serving if by_case(name) in self.held}
        return self.held | {table: self._moving(figures, name, self.held[table]) for name, table in names.items()}

    def _moving(self, figures: Figures, name: str, held: pd.DataFrame) -> pd.DataFrame:
        if not len(held):
            return held
        key, computed = self.anatomy.section.key(name), figures.tables[by_case(name)].columns
        moved = [column for table, column in sorted(self.anatomy.beyond) if table == name]  # a price may be missing yet: its cost tells nothing
        costs = held.assign(**{column: computed[column] for column in moved}, origin=figures.values(by_case(name), "origin"))
        side = np.where(costs["view"].isin((BEFORE, WITH)), BEFORE, costs["asked_by"] + " " + costs["asked_as"])
        alike = (costs.groupby([side, costs[key]])[moved].transform("nunique") == 1).all(axis=1)
        idle = (costs["view"] == NOTHING) & (costs[moved] == 0).all(axis=1)
        kept = (costs["view"] == PROVIDED) | (costs["origin"] == DRAFT) | ((costs["origin"] == PROVISION) & (side != BEFORE))
        moving: pd.DataFrame = held.loc[(kept | ~(alike | idle)).to_numpy()]
        return moving

    def frames(
        self, lines: Mapping[str, pd.DataFrame], held: Mapping[str, pd.DataFrame] | None = None
    ) -> dict[str, pd.DataFrame]:
        """Return the rows of every table that is not derived, with the given rows of its lines."""
        general = {name: self.inputs.frames[name] for name in ("cycle", "assumptions")}
        own = {name: self.inputs.frames[name] for name in ("draft_resolution", "paragraphs", "alternatives", "provision")}
        made = {"cases": self.cases, **lines} | ({} if self.shares is None else {"shares": self.shares})
        return general | own | self.rows | dict(held or self.held) | made

    def lines(self, figures: Figures) -> dict[str, pd.DataFrame]:
        """Return the rows of the lines: of paragraphs, of what is computed by case, and of what paragraphs cost together."""
        local = {place for name in self.ledger.local for place in self._places(figures, name)}
        by_cases = {place for each in self._cases_charged(figures) for place in each}
        alone = {place for place in by_cases if place[0] != ALL}
        kind = ONE_TIME if {kind for _, kind in self.groups} == {ONE_TIME} else RECURRENT
        joint = {(ALL, *place[1:3], kind) for place in by_cases if place[0] == ALL}
        sets = {LINES: local | alone, CASE_LINES: alone, JOINT_LINES: joint}
        rank = self._rank(figures)
        rows = {name: _named(sorted(places, key=rank)) for name, places in sets.items() if name in figures.catalogue.tables}
        return {name: frame.drop(columns="paragraph") if name == JOINT_LINES else frame for name, frame in rows.items()}

    def _rank(self, figures: Figures) -> Callable[[Place], tuple[int, int, int, str]]:
        """Return the order of lines: that of the draft, then that of the section."""
        order = {number: place for place, number in enumerate([*self.inputs.frames["paragraphs"]["paragraph"], ALL])}
        keys = (("sub_programmes", "sub_programme"), ("objects", "object"))
        ranks, objects = ({key: place for place, key in enumerate(figures.values(*each))} for each in keys)
        return lambda place: (order[place[0]], ranks[place[1]], objects[place[2]], place[3])

    def _places(self, figures: Figures, name: str) -> list[Place]:
        """Return where the rows of an activity are charged: paragraph, sub-programme, object and kind."""
        columns = [("paragraph", each.sub_programme, each.object, "recurrence") for each in self.anatomy.section.tables[name].charges]
        return [place for each in columns for place in zip(*(figures.values(name, column) for column in each), strict=True)]

    def _cases_charged(self, figures: Figures) -> list[list[Place]]:
        """Return where each table that is computed by case charges something other than when nothing is held."""
        names = [name for name in self.anatomy.charged if name in self.anatomy.stacked] if self.ledger.by_case else []
        return [self._charged(figures, by_case(name), charge) for name in names for charge in self.anatomy.section.tables[name].charges]

    def _charged(self, figures: Figures, name: str, charge: Charge) -> list[Place]:
        columns = ("asked_by", charge.sub_programme, charge.object, "asked_as")
        places = list(zip(*(figures.values(name, column) for column in columns), strict=True))
        asked = [view in (ALONE, WITH) for view in figures.values(name, "view")]
        found = [place for place, chosen in zip(places, asked, strict=True) if chosen]
        if "origin" not in figures.tables[name].columns:
            return found
        columns = ("paragraph", charge.sub_programme, charge.object, "recurrence")
        cited = zip(figures.values(name, "origin"), zip(*(figures.values(name, column) for column in columns), strict=True), strict=True)
        return [*found, *(place for origin, place in cited if origin == PROVISION)]


def stacked_rows(*frames: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of several frames, one after the other."""
    return pd.concat(list(frames))


def _begun(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return rows of the section as activities: from this year on, as recurrent as they say."""
    kind = frame["recurrence"].fillna(RECURRENT)
    return frame.assign(recurrence=kind, first_year=float(year), last_year=np.nan)


def _needed_in(frame: pd.DataFrame, year: int) -> list[bool]:
    """Return which rows are needed in a year."""
    last = np.where(frame["recurrence"] == RECURRENT, frame["last_year"].fillna(year), frame["first_year"])
    return list((frame["first_year"] <= year) & (year <= last))


def _called(paragraph: str, kind: str) -> str:
    return "all paragraphs" if paragraph == ALL else f"paragraph {paragraph}, {kind}"


def _named(places: list[Place]) -> pd.DataFrame:
    """Return lines with a name for each."""
    frame = pd.DataFrame(places, columns=["paragraph", "sub_programme", "object", "kind"], dtype="str")
    frame.insert(0, "line", [" / ".join(place) for place in places])
    return frame
