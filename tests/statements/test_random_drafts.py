"""Random drafts beside random sections: what a statement says is what the section's own models give with the rows and without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, cached_property
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from support.drafting import ACTIVITY, FRIDAY, MONDAY, PLACE, TUESDAY, bought, draft, meeting, post, rows, section

from aspbudget.figures.cost import cost
from aspbudget.figures.scenarios import rested_on
from aspbudget.statements.adopted import adds, approved, later
from aspbudget.statements.costing import statement
from aspbudget.statements.differences import raised
from aspbudget.statements.statement import JOINT

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.statements.costed import Costed

pytestmark = pytest.mark.slow
Row = dict[str, Any]
RAISED = (10, 25, 46)  # in these, a meeting makes those of the section cost more
SEEDS = (0, 9, 15, 24, 35)  # in these, services are cited, and paragraphs that hold meetings stand beside others that only serve them
DAYS = (MONDAY, TUESDAY, FRIDAY)
LATER = timedelta(28)  # the other session is held on the same days four weeks later
FEEDER, SERVICE = "meetings", "conference_services"
LOCAL = ("posts", "operating_requirements", "documents")
CHARGED = (*LOCAL, SERVICE, "interpretation")
ACTIVITIES = (*LOCAL, SERVICE, FEEDER)
LANGUAGES = ("six languages", "two languages", "no interpretation")
SLOTS = ("morning", "afternoon", "evening", "night")
EACH = ("session", "day with meetings", "meeting")


@dataclass
class Made:
    """A random section and a random draft beside it."""

    random: Random
    terms: Random
    paragraphs: tuple[str, ...] = ("1", "5.1 (a)", "annex 1")
    number: int = 0

    @classmethod
    def of(cls, seed: int) -> Made:
        """Return the section and the draft of a seed."""
        return cls(Random(seed), Random(-1 - seed))

    def place(self) -> tuple[str, datetime]:
        """Return a session and a day in it."""
        session, day = self.random.choice(("session", "other")), self.random.choice(DAYS)
        return session, day + (LATER if session == "other" else timedelta(0))

    def section(self) -> dict[str, list[Row]]:
        """Return the rows of a section with two sessions."""
        pick, found = self.random.choice, {"Sessions": [{"Session": "other", "First day": (MONDAY + LATER).date(), "Last day": (FRIDAY + LATER).date()}]}
        found["Bodies"] = [{"Body": f"{kind} {place}", "Decision": "ICC-ASP/2/Res.3, annex, 4"} for kind in ("body", "group") for place in range(4)]  # any may meet at once
        found["Meetings"] = [{"Meeting": f"held {place}", "Body": f"body {place}", "Session": where[0], "Day": where[1].date(), "Slot": pick(("morning", "afternoon")),
                              "Language set": pick(LANGUAGES)} for place, where in enumerate(self.place() for _ in range(4))]  # fmt: skip
        found["Conference services"] = [{"Service": f"served {each}", "Session": self.place()[0], "For each": each,
                                         "Recurrence": pick(("recurrent", "one-time"))} for each in EACH]  # fmt: skip
        found["Posts"] = [{"Post": "filled", "First month": 7, "Standing": "new"}]
        return self.with_terms(found)

    def with_terms(self, found: dict[str, list[Row]]) -> dict[str, list[Row]]:
        """Return the rows of a section with terms of interpreters, late meetings, services of a set, kinds and copies of documents, and quantities for each."""
        pick = self.terms.choice
        for row in found["Meetings"]:
            row["Slot"] = pick((row["Slot"], row["Slot"], *SLOTS))
        found["Terms of interpreters"] = [{"Venue": "The Hague", "Meetings a week": pick((None, 1, 2)), "Minimum days": pick((None, 1, 2, 4)),
            "Paid travel days": pick((0, 1.5)), "Subsistence days": pick((0, 1, 2)), "Charges": pick((0, 0.09)), "Evening supplement": pick((0, 0.5)),
            "Night supplement": pick((0, 1)), "Late meetings": pick(("a team with a slot left", "a team of its own"))}]  # fmt: skip
        found["Languages"] = [{"Language": "Remote platform", "Documents": "no"}]
        found["Booths"] = [{"Booth": "remote", "Language set": pick(LANGUAGES), "Language": "Remote platform", "Interpreters": pick((0, 1)), "Service priced as": "room"}]
        found["Document kinds"] = [{"Document kind": "report", "Pages": 30}]
        found["Documents"] = [{"Document": "issued", "Copies": 10}]
        found["Copies by language"] = [{"Row": "French", "Document": "issued", "Language": "French", "Copies": 40}]
        found["Operating requirements"] = [{"Requirement": "desk", "Quantity of each": pick((None, "post")), "Recurrence": pick(("recurrent", "one-time"))}]
        for row in found["Conference services"]:
            row["Quantity of each"] = pick((None, "language"))
        return found

    def issued(self, name: str) -> Row:
        """Return a document of the draft."""
        stated = {"document": name, "session": self.place()[0], "phase": "pre-session", "number": 2, "words": 1000, "language_set": "six languages"}
        return stated | {"copies": 7, "object": "Travel", "recycled": self.terms.choice((None, 300)), "annexes": self.terms.choice((None, 400)), "document_kind": "report"}

    def asked(self) -> Row:
        """Return what an activity states besides what it is."""
        self.number += 1
        once = self.random.random() < 1 / 3
        first = self.random.choice((2004, 2004, 2005))
        ended = {} if once or self.random.random() < 1 / 2 else {"last_year": first + 1}
        return ACTIVITY | ended | {
            "paragraph": self.random.choice(self.paragraphs), "first_year": first, "recurrence": "one-time" if once else "recurrent",
            "means": self.random.choice(("own", "own", "pooled with the Court")), "alternative": self.random.choice((None, None, "A", "B")),
        }  # fmt: skip

    def draft(self) -> dict[str, pd.DataFrame]:
        """Return the sheets of a draft, with a switch off here and there."""
        pick, many = self.random.choice, self.random.randint
        held = [self.asked() | {"session": session, "day": day} for session, day in (self.place() for _ in range(many(0, 3)))]
        served = [self.asked() | PLACE | {"kind": "rooms", "session": self.place()[0], "quantity": 1.5, "each": pick(EACH), "price": "room",
                  "object": "Travel"} for _ in range(many(0, 2))]  # fmt: skip
        found = {
            FEEDER: [meeting(f"m{place}", row["day"], self.terms.choice(SLOTS), body=f"group {place}") | {"language_set": pick(LANGUAGES)} | row for place, row in enumerate(held)],
            SERVICE: [row | {"service": f"s{place}"} for place, row in enumerate(served)],
            "posts": [post(f"p{place}") | self.asked() for place in range(many(0, 1))],
            "operating_requirements": [bought(f"o{place}") | self.asked() for place in range(many(0, 2))],
            "provision": self.provided(),
        }
        found["documents"] = [self.asked() | PLACE | self.issued(f"d{place}") for place in range(self.terms.randint(0, 2))]
        cited = {row["paragraph"] for each in found.values() for row in each}
        found["paragraphs"] = [{"paragraph": number, "counts": many(1, 5) > 1, "answer": "activities" if number in cited else "no implication",
                                "text": "…"} for number in self.paragraphs]  # fmt: skip
        found["alternatives"] = [{"alternative": name, "counts": many(1, 4) > 1, "what": "…"} for name in ("A", "B")]
        return {name: rows(*({key: int(each) if key == "counts" else each for key, each in row.items()} for row in given))
                for name, given in found.items() if given}  # fmt: skip

    def provided(self) -> list[Row]:
        """Return rows of the section that are cited, of its several sheets."""
        known = [("Meetings", "held 0"), ("Meetings", "held 1"), ("Posts", "filled"), *(("Conference services", f"served {each}") for each in EACH)]
        return [{"provision": row, "paragraph": self.random.choice(self.paragraphs), "sheet": sheet, "row": row,
                 "alternative": self.random.choice((None, None, "A"))} for sheet, row in self.random.sample(known, self.random.randint(0, 4))]  # fmt: skip


@dataclass(frozen=True)
class Apart:
    """A draft and its section, costed by the section's own models alone; `paragraph` is a single one, or all."""

    found: Costed
    paragraph: str = ""

    def counted(self, frame: pd.DataFrame, year: int) -> pd.DataFrame:
        """Return the rows that are in, of this paragraph, and needed in a year; a post is a whole one after its first."""
        inputs = self.found.draft_rows.inputs.frames
        paragraphs, alternatives = (dict(zip(inputs[name].iloc[:, 0], inputs[name]["counts"], strict=True)) for name in ("paragraphs", "alternatives"))
        last = np.where(frame["recurrence"] == "one-time", frame["first_year"], frame["last_year"].fillna(year))
        chosen = (frame["paragraph"].map(paragraphs) == 1) & (frame["alternative"].map(alternatives).fillna(1) == 1)
        found = frame[chosen & (frame["first_year"] <= year) & (last >= year) & (not self.paragraph or frame["paragraph"] == self.paragraph)].copy()
        if "standing" in found:
            found.loc[found["first_year"] < year, ["first_month", "last_month", "standing"]] = [1.0, 12.0, "established"]
        return found

    def own(self, name: str, year: int) -> pd.DataFrame:
        """Return the draft's own rows of a sheet."""
        frame = self.found.draft_rows.inputs.frames[name]
        return self.counted(frame[frame.index < 0], year)[list(self.held(name).columns)]

    def cited(self, name: str, year: int) -> pd.DataFrame:
        """Return the section's rows of a sheet that provide for what is asked."""
        frame, key = self.held(name), self.found.section.catalogue.key(name)
        cited = self.found.draft_rows.inputs.frames["provision"].set_index("row")[["paragraph", "alternative"]]
        known = frame[frame[key].isin(cited.index)].join(cited, on=key).assign(first_year=2004.0, last_year=np.nan)
        return self.counted(known if "recurrence" in known else known.assign(recurrence="recurrent"), year)[list(frame.columns)]

    def held(self, name: str) -> pd.DataFrame:
        """Return the section's rows of a sheet."""
        return self.found.section.inputs.frames[name]

    def costed(self, **frames: pd.DataFrame) -> Figures:
        """Return the section's figures with other rows of its activities; of those not given there are none."""
        section = self.found.section
        none = {name: self.held(name).iloc[:0] for name in ACTIVITIES}
        return cost(section.catalogue, section.inputs.frames | none | frames, section.inputs.named, alone=_asked(section.catalogue))

    @cached_property
    def before(self) -> float:
        """The section without the draft's rows."""
        return total(self.costed(**{name: self.held(name) for name in ACTIVITIES}))

    def net(self, year: int) -> float:
        """Return the section with the draft's rows less the section without them."""
        frames = {name: self.held(name) for name in ACTIVITIES}
        return total(self.costed(**{name: pd.concat([frame, self.own(name, year)]) for name, frame in frames.items()})) - self.before

    def full(self, year: int) -> float:
        """Return what is asked costs alone, whoever bears it; what serves it serves the section as well."""
        both = {name: pd.concat([self.own(name, year), self.cited(name, year)]) for name in ACTIVITIES}
        services, meetings = self.held(SERVICE), pd.concat([self.held(FEEDER), self.own(FEEDER, year)])
        idle = services[~services.index.isin(self.cited(SERVICE, year).index)]
        alone, without = self.costed(**both | {SERVICE: idle}), self.costed(**{SERVICE: idle})
        return whole(alone) - whole(without) + whole(self.costed(**{SERVICE: both[SERVICE], FEEDER: meetings}), SERVICE)


@cache
def _asked(models: Catalogue) -> set[tuple[str, str]]:
    """Return what totals are made of, and all that it rests on."""
    return rested_on(models, [("section_lines", "unrounded"), *((name, "full_cost") for name in CHARGED)])


def total(figures: Figures) -> float:
    """Return a section's total before its lines are rounded."""
    return float(figures.tables["section_lines"].columns["unrounded"].sum())


def whole(figures: Figures, *names: str) -> float:
    """Return what tables cost, whoever bears it."""
    return sum(float(figures.tables[name].columns["full_cost"].sum()) for name in names or CHARGED)


def said(found: Costed, column: str, paragraph: str = "") -> float:
    """Return what a statement says before rounding: of one paragraph, or of all with their joint effect."""
    tables = [found.figures.frame(name) for name in ("statement_lines", "joint_lines") if name in found.figures.tables]
    return float(sum(each.loc[each["paragraph"] == paragraph, column].sum() if paragraph else each[column].sum()
                     for each in (tables[:1] if paragraph else tables)))  # fmt: skip


@pytest.fixture(scope="module", params=SEEDS)
def found(request: pytest.FixtureRequest, models: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Costed:
    """A random draft beside a random section."""
    made = Made.of(request.param)
    return draft(tmp_path_factory.mktemp("random"), section(models, made.section()), made.draft())


def the_statement_of_a_random_draft_is_what_the_section_gives_with_it_and_without(found: Costed) -> None:
    for year in found.draft_rows.years:
        assert said(found, f"net_{year}") == pytest.approx(Apart(found).net(year), abs=0.006)
        assert said(found, f"full_{year}") == pytest.approx(Apart(found).full(year), abs=0.006)


def a_section_into_which_a_random_draft_was_adopted_costs_what_it_did_and_what_the_draft_adds_to_the_cent(found: Costed) -> None:
    section = found.section
    after = cost(section.catalogue, approved(found), section.inputs.named)
    assert total(section.figures) + adds(found) == pytest.approx(total(after), abs=0.006)
    assert adds(found) == pytest.approx(said(found, "net_2004"), abs=0.006)


def a_row_that_a_random_draft_adds_in_later_years_only_is_no_part_of_the_section_and_named(found: Costed) -> None:
    own = {name: Apart(found).own(name, 2004) for name in ACTIVITIES}
    key = found.section.catalogue.key
    assert {name: len(frame) for name, frame in own.items()} == {name: len(found.draft_rows.added(name)) for name in ACTIVITIES}
    assert not {row for _, row, _ in later(found)} & {row for name, frame in own.items() for row in frame[key(name)]}
    assert {year for _, _, year in later(found)} <= {2005}


def each_random_paragraph_costs_in_its_first_year_what_it_costs_by_itself(found: Costed) -> None:
    kinds = found.figures.frame("statement_lines").groupby("paragraph")["kind"].nunique()
    for paragraph in kinds.index[kinds == 1]:  # of several kinds each is costed by itself
        year = found.draft_rows.years[0]
        assert said(found, f"net_{year}", paragraph) == pytest.approx(Apart(found, paragraph).net(year), abs=0.006)
        assert said(found, f"full_{year}", paragraph) == pytest.approx(Apart(found, paragraph).full(year), abs=0.006)


@pytest.mark.parametrize("seed", RAISED)
def a_random_draft_that_makes_the_section_cost_more_has_that_in_its_full_cost_and_nothing_negative(seed: int, models: Catalogue, tmp_path: Path) -> None:
    made = Made.of(seed)
    found = draft(tmp_path, section(models, made.section()), made.draft())
    is_in_hundreds_and_foots(found)
    for year in found.draft_rows.years:
        assert said(found, f"net_{year}") == pytest.approx(Apart(found).net(year), abs=0.006)
    assert any(found.figures.frame("case_lines")[raised(year)].any() for year in found.draft_rows.years)


def every_line_of_a_random_draft_is_in_hundreds_and_foots(found: Costed) -> None:
    is_in_hundreds_and_foots(found)


def is_in_hundreds_and_foots(found: Costed) -> None:
    """Find the printed amounts of a draft in hundreds, its parts adding up, and none of a paragraph below nothing."""
    told = statement(found)
    assert all(amount % 100 == 0 for line in told.lines for amount in line.amounts)
    assert all(line.amounts.full == sum(line.amounts[1:]) for line in told.lines)
    assert min((min(line.amounts) for line in told.lines if line.paragraph != JOINT), default=0) >= 0
    numbers = [*(each.number for each in told.paragraphs), JOINT]
    assert told.total == tuple(map(sum, zip(*map(told.paragraph, numbers), strict=True)))
