"""Charged: the printed lines that the rows of a draft reach, before their amounts are computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from aspbudget.differences import CASE_LINES
from aspbudget.ledger import JOINT_LINES, LINES
from aspbudget.models.cases import ALONE, WITH
from aspbudget.models.drafts import ALL, PROVISION
from aspbudget.stacking import by_case
from aspbudget.statement import ONE_TIME, RECURRENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from aspbudget.cost import Figures
    from aspbudget.drafted import Drafted
    from aspbudget.model import Charge

Place = tuple[str, str, str, str]


@dataclass(frozen=True)
class Charged:
    """Where a draft is charged: paragraph, sub-programme, object and kind."""

    drafted: Drafted

    def lines(self, figures: Figures) -> dict[str, pd.DataFrame]:
        """Return the rows of the lines: of paragraphs, of what is computed by case, and of what paragraphs cost together."""
        local = {place for name in self.drafted.ledger.local for place in self._places(figures, name)}
        by_cases = {place for each in self._cases_charged(figures) for place in each}
        alone = {place for place in by_cases if place[0] != ALL}
        kind = ONE_TIME if {kind for _, kind in self.drafted.situations.groups} == {ONE_TIME} else RECURRENT
        joint = {(ALL, *place[1:3], kind) for place in by_cases if place[0] == ALL}
        sets = {LINES: local | alone, CASE_LINES: alone, JOINT_LINES: joint}
        rank = self._rank(figures)
        rows = {name: _named(sorted(places, key=rank)) for name, places in sets.items() if name in figures.catalogue.tables}
        return {name: frame.drop(columns="paragraph") if name == JOINT_LINES else frame for name, frame in rows.items()}

    def _rank(self, figures: Figures) -> Callable[[Place], tuple[int, int, int, str]]:
        """Return the order of lines: that of the draft, then that of the section."""
        order = {number: place for place, number in enumerate([*self.drafted.paragraphs, ALL])}
        keys = (("sub_programmes", "sub_programme"), ("objects", "object"))
        ranks, objects = ({key: place for place, key in enumerate(figures.values(*each))} for each in keys)
        return lambda place: (order[place[0]], ranks[place[1]], objects[place[2]], place[3])

    def _places(self, figures: Figures, name: str) -> list[Place]:
        """Return where the rows of an activity are charged: paragraph, sub-programme, object and kind."""
        columns = [("paragraph", each.sub_programme, each.object, "recurrence") for each in self.drafted.anatomy.section.tables[name].charges]
        return [place for each in columns for place in zip(*(figures.values(name, column) for column in each), strict=True)]

    def _cases_charged(self, figures: Figures) -> list[list[Place]]:
        """Return where each table that is computed by case charges something other than when nothing is held."""
        names = [name for name in self.drafted.anatomy.charged if name in self.drafted.anatomy.stacked] if self.drafted.ledger.by_case else []
        return [self._charged(figures, by_case(name), charge) for name in names for charge in self.drafted.anatomy.section.tables[name].charges]

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


def _named(places: list[Place]) -> pd.DataFrame:
    """Return lines with a name for each."""
    frame = pd.DataFrame(places, columns=["paragraph", "sub_programme", "object", "kind"], dtype="str")
    frame.insert(0, "line", [" / ".join(place) for place in places])
    return frame
