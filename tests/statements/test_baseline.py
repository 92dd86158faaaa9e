"""Baselines: what the draft cites and the baseline lacks is additional, what the baseline has is provided for, and both to the cent."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
from support.chance import some
from support.drafting import FRIDAY, MONDAY, bought, meeting, paragraphs, post, rows, section
from support.plain_draft import plain_draft

from aspbudget.faults import Refused
from aspbudget.figures.cost import cost
from aspbudget.statements.baseline import Baseline, NoBaseline
from aspbudget.statements.costed import Costed, costed
from aspbudget.statements.costing import statement
from aspbudget.statements.statement import Amounts
from aspbudget.workbooks.reconcile import reconcile
from aspbudget.workbooks.statement_book import write_statement

if TYPE_CHECKING:
    from pathlib import Path

    from aspbudget.figures.catalogue import Catalogue
    from aspbudget.figures.cost import Figures
    from aspbudget.inputs.ready import Ready

pytestmark = pytest.mark.slow
Row = dict[str, Any]
MEETINGS: list[Row] = [{"Meeting": "Plenary", "Day": MONDAY.date()}, {"Meeting": "Closing", "Day": FRIDAY.date()}]
SERVICES: list[Row] = [{"Service": "rooms", "For each": "day with meetings"}, {"Service": "hall", "For each": "session"}]
POSTS: list[Row] = [{"Post": "director", "First month": 7, "Standing": "new"}, {"Post": "clerk"}]
BOUGHT: list[Row] = [{"Requirement": "chairs", "Recurrence": "one-time"}, {"Requirement": "pens", "Price": "hour", "Quantity": 7}]
WHOLE = {"Meetings": MEETINGS, "Conference services": SERVICES, "Posts": POSTS, "Operating requirements": BOUGHT}
TABLES = {"Meetings": "meetings", "Conference services": "conference_services", "Posts": "posts", "Operating requirements": "operating_requirements"}
ROWS = [(sheet, next(iter(row.values()))) for sheet, given in WHOLE.items() for row in given]


def without(*left_out: str) -> dict[str, list[Row]]:
    """Return the rows of the whole section but for those of these names."""
    return {sheet: [row for row in given if next(iter(row.values())) not in left_out] for sheet, given in WHOLE.items()}


def provision(*names: str, paragraph: str = "1") -> pd.DataFrame:
    """Return the rows of sheet Provision that cite these rows of the section."""
    sheets = {name: sheet for sheet, name in ROWS}
    return rows(*({"provision": name, "paragraph": paragraph, "sheet": sheets[name], "row": name} for name in names))


def beside(folder: Path, proposed: Ready, baseline: Ready, given: dict[str, pd.DataFrame]) -> Costed:
    """Return a draft, costed beside a baseline."""
    path = folder / "L.1.xlsx"
    head = rows({"symbol": "L.1", "resolution": "A draft", "met_from": "revised estimate"})
    path.write_bytes(plain_draft(proposed.catalogue, {"draft_resolution": head, "paragraphs": paragraphs(p1="activities")} | given))
    return costed(proposed, path, "inputs/2004/statements/L.1.xlsx", None, lambda _: Baseline("before", baseline, proposed))


def total(ready: Ready, frames: dict[str, pd.DataFrame]) -> float:
    """Return the total of a section before rounding, with other rows of some sheets."""
    found: Figures = cost(ready.catalogue, ready.inputs.frames | frames, ready.inputs.named)
    return float(found.tables["section_lines"].columns["unrounded"].sum())


def moved(found: Costed, proposed: Ready, names: set[str]) -> float:
    """Return what the section's own models give for the baseline with the draft's rows, and with the rows cited that it lacks, less without."""
    base = found.section
    frames = {}
    for sheet, name in TABLES.items():
        own = found.draft_rows.inputs.frames[name]
        held, whole = base.inputs.frames[name], proposed.inputs.frames[name]
        key = base.catalogue.key(name)
        lacking = whole[whole[key].isin([each for other, each in ROWS if other == sheet and each in names]) & ~whole[key].isin(held[key])]
        frames[name] = pd.concat([held, lacking, own[own.index < 0][list(held.columns)]])
    return total(base, frames) - total(base, {})


def said(found: Costed, column: str) -> float:
    """Return what the lines of a statement come to before rounding."""
    tables = [found.figures.frame(name) for name in ("statement_lines", "joint_lines") if name in found.figures.tables]
    return float(sum(table[column].sum() for table in tables))


@pytest.fixture(scope="module")
def proposed(models: Catalogue) -> Ready:
    """The section as it is proposed."""
    return section(models, WHOLE)


def a_post_that_the_baseline_lacks_is_additional_and_one_that_it_has_is_provided_for(models: Catalogue, proposed: Ready, tmp_path: Path) -> None:
    given = {"provision": provision("director", "clerk")}
    found = statement(beside(tmp_path, proposed, section(models, without("director")), given))
    # A post of P-3 is 120,000 a year: half a year less half for delayed recruitment, then a year less a tenth for vacancies.
    assert [found.in_year(year).additional for year in found.years] == [30_000, 108_000, 108_000]
    assert found.total.provided == found.total.full - 30_000 > 0
    assert {each.what: each.provided for each in found.activities} == {"director": False, "clerk": True}
    assert found.baseline == "before"
    same = statement(beside(tmp_path, proposed, proposed, given))
    assert (same.total.full, same.total.provided, same.total.additional) == (found.total.full, found.total.full, 0)


def a_row_of_the_proposed_section_that_is_neither_cited_nor_in_the_baseline_is_in_no_figure(models: Catalogue, proposed: Ready, tmp_path: Path) -> None:
    found = beside(tmp_path, proposed, section(models, without("Closing", "director")), {"meetings": rows(meeting("Group", FRIDAY))})
    assert statement(found).total == Amounts(22_600 + 400, 15_400, 0, 0, 7_600)  # a day of a team, and of the rooms; the team travels anyway


def a_paragraph_that_is_met_within_existing_resources_cites_no_row_that_costs_more(models: Catalogue, tmp_path: Path) -> None:
    of_others = section(models, WHOLE | {"Posts": [*POSTS, {"Post": "driver", "Means": "pooled with the Court"}]})
    cites = pd.concat([provision("director", "clerk", paragraph="2"), rows({"provision": "driver", "paragraph": "2", "sheet": "Posts", "row": "driver"}).set_axis([-9])])
    given = {"paragraphs": paragraphs(p1="activities", p2="within existing resources").assign(reason="…"), "meetings": rows(meeting("Group", FRIDAY))}
    beside(tmp_path, of_others, of_others, given | {"provision": cites})
    with pytest.raises(Refused) as refused:
        beside(tmp_path, of_others, section(models, without("director")), given | {"provision": cites})
    (fault,) = refused.value.faults
    assert (fault.sheet, fault.cell) == ("Provision", "E5")
    assert fault.message == (
        'Row is "director", which the section with which the draft is compared has not, so that it costs something; paragraph 2 is answered: '
        "within existing resources. Answer it: activities, or clear this row."
    )


def a_row_that_only_the_proposed_section_has_is_shown_at_its_own_cell(models: Catalogue, proposed: Ready, tmp_path: Path) -> None:
    base = section(models, without("director"))
    named = replace(base, inputs=replace(base.inputs, label="inputs/2004/baselines/before.xlsx"))
    found = beside(tmp_path, proposed, named, {"provision": provision("director", "clerk")}).draft_rows
    cells = {row: found.inputs.place(models.tables["posts"], "post", row)[1] for row in found.asked["posts"].index}
    assert sorted(cells.values()) == ["A2 of before.xlsx", "A2 of section.xlsx"]


@pytest.mark.parametrize("seed", some(range(6), 2))
def the_statement_beside_a_random_baseline_is_what_the_section_gives_with_the_rows_and_without(
    seed: int, models: Catalogue, proposed: Ready, tmp_path: Path
) -> None:
    random = Random(seed)
    names = [name for _, name in ROWS]
    gone, cited = random.sample(names, 4), random.sample(names, 5)
    given = {
        "paragraphs": paragraphs(p1="activities", p2="activities"),
        "provision": pd.concat([provision(*cited[:3]), provision(*cited[3:], paragraph="2")]),
        "meetings": rows(meeting("Group", random.choice((MONDAY, FRIDAY)), random.choice(("morning", "afternoon")))),
        "posts": rows(post("adviser", paragraph="2")),
        "operating_requirements": rows(bought("more", paragraph="2", means=random.choice(("own", "pooled with the Court")))),
    }
    found = beside(tmp_path, proposed, section(models, without(*gone)), given)
    assert said(found, "net_2004") == pytest.approx(moved(found, proposed, set(cited)), abs=0.006)
    told = statement(found)
    assert all(line.amounts.full == sum(line.amounts[1:]) for line in told.lines)
    emitted = write_statement(found, told)
    assert not reconcile(emitted.data, emitted.formulas).differences
    assert np.isfinite(said(found, "full_2006"))


@pytest.mark.parametrize(
    ("cycle", "fault"),
    [
        ({"cycle": "2005"}, ('Cycle, cell A2: Cycle is "2005", but the draft is of 2004: a draft is compared with a section of its own year; '
         "correct the cell, or compare it with another.")),
        ({"currency": "USD"}, ('Cycle, cell C2: Currency is "USD", but the draft is of EUR: a draft is compared with a section in its own currency; '
         "correct the cell, or compare it with another.")),
    ],
)  # fmt: skip
def a_baseline_of_another_year_or_currency_is_refused_at_its_cell(cycle: dict[str, str], fault: str, proposed: Ready) -> None:
    frames = proposed.inputs.frames | {"cycle": proposed.inputs.frames["cycle"].assign(**cycle)}
    other = replace(proposed, inputs=replace(proposed.inputs, frames=frames, label="inputs/2005/section.xlsx"))
    with pytest.raises(Refused) as refused:
        Baseline("2005", other, proposed).checked()
    assert list(map(str, refused.value.faults)) == [f"inputs/2005/section.xlsx, sheet {fault}"]
    assert Baseline.of(proposed).checked().name == "proposed"


def a_baseline_that_the_draft_names_and_that_there_is_not_is_a_fault_at_its_cell(proposed: Ready, tmp_path: Path) -> None:
    def find(name: str) -> Baseline:
        message = f'There is no section "{name}".'
        raise NoBaseline(message)

    path = tmp_path / "L.1.xlsx"
    head = rows({"symbol": "L.1", "resolution": "A draft", "met_from": "revised estimate", "against": "adopted"})
    path.write_bytes(plain_draft(proposed.catalogue, {"draft_resolution": head, "paragraphs": paragraphs(p1="no implication")}))
    with pytest.raises(Refused) as refused:
        costed(proposed, path, "L.1.xlsx", None, find)
    assert list(map(str, refused.value.faults)) == ['L.1.xlsx, sheet Draft resolution, cell H5: There is no section "adopted".']
